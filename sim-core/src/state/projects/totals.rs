//! What all projects together come to.

use super::{ECOLOGY, Projects};
use crate::engine::chunks;

/// What pay has done to projects.
#[derive(Clone, Copy, Debug, Default)]
pub struct Bent {
    /// Share of the work that is paid.
    pub paid_share: f64,
    /// Projects in which most of it is.
    pub majority: i64,
    /// Projects with a closed licence.
    pub closed: i64,
    /// Projects with paid work and sponsors, and their distance of culture, summed.
    pub sponsored: i64,
    /// As above.
    pub distance: f64,
}

/// Hours of all projects in a month, in 2^-20 months.
#[derive(Clone, Copy, Debug, Default)]
pub struct Reviewed {
    /// All that members got done.
    pub hours: f64,
    /// Of that, by members with standing in their project.
    pub core: f64,
    /// Spent on setting up new projects that make knowledge.
    pub set_up: f64,
    /// Spent on review.
    pub spent: f64,
    /// Accepted.
    pub accepted: f64,
    /// Accepted, of projects with an open licence.
    pub open: f64,
}

impl chunks::Merge for Reviewed {
    fn merge(&mut self, right: Self) {
        self.hours += right.hours;
        self.core += right.core;
        self.set_up += right.set_up;
        self.spent += right.spent;
        self.accepted += right.accepted;
        self.open += right.open;
    }
}

/// What rationing came to in a month, by rule.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rationed {
    /// Projects.
    pub projects: i64,
    /// Members.
    pub members: i64,
    /// Wants that could be met, and were, months.
    pub possible: f64,
    /// As above.
    pub met: f64,
    /// Shares of wants met, summed over members, and their squares.
    pub shares: f64,
    /// As above.
    pub squares: f64,
}

impl Projects {
    /// Members of the largest project.
    #[must_use]
    pub fn largest(&self) -> i64 {
        let most = chunks::run_rows(self.slots(), &|slots| {
            vec![slots.map(|s| self.members.get(s)).max().unwrap_or(0)]
        });
        most.into_iter().max().unwrap_or(0)
    }

    /// Cohesion of the living projects, summed.
    #[must_use]
    pub fn all_cohesion(&self) -> f64 {
        (0..self.cohesion.len()).filter(|s| self.alive[*s]).map(|s| f64::from(self.cohesion[s])).sum()
    }

    /// Work that living projects hold in what they know, months: of those with an open licence, and of the others.
    #[must_use]
    pub fn stocks(&self) -> [f64; 2] {
        let mut stocks = [0.0; 2];
        for s in (0..self.knowledge.len()).filter(|s| self.alive[*s]) {
            let closed = self.closed.get(s).copied().unwrap_or(false);
            stocks[usize::from(closed)] += f64::from(self.knowledge[s]);
        }
        stocks
    }

    /// Rival share over that of a new project, mean over living projects.
    #[must_use]
    pub fn rival_left(&self) -> f64 {
        let sum: f64 =
            (0..self.rival.len()).filter(|s| self.alive[*s]).map(|s| f64::from(self.rival[s])).sum();
        sum / self.living().max(1) as f64
    }

    /// Disruption, mean over members, and projects of which it takes up more than half.
    #[must_use]
    pub fn disrupted_share(&self) -> (f64, i64) {
        let (mut members, mut sum, mut collapsed) = (0, 0.0, 0);
        for s in (0..self.disruption.len()).filter(|s| self.alive[*s]) {
            let n = self.members.get(s);
            members += n;
            sum += f64::from(self.disruption[s]) * n as f64;
            collapsed += i64::from(self.disruption[s] > 0.5);
        }
        (if members > 0 { sum / members as f64 } else { 0.0 }, collapsed)
    }

    /// What pay has done to the living projects.
    #[must_use]
    pub fn bent(&self) -> Bent {
        let (mut bent, mut paid, mut hours) = (Bent::default(), 0.0, 0.0);
        for s in (0..self.paid.len()).filter(|s| self.alive[*s] && !self.is_physical(*s)) {
            let worked = self.hours.get(s) as f64;
            hours += worked;
            paid += worked * f64::from(self.paid[s]);
            bent.majority += i64::from(self.paid[s] > 0.5);
            bent.closed += i64::from(self.closed[s]);
            if self.paid[s] > 0.0 && self.has(s, ECOLOGY) {
                bent.sponsored += 1;
                bent.distance += (f64::from(self.culture[s]) - f64::from(self.sponsor[s])).abs() / 65535.0;
            }
        }
        bent.paid_share = if hours > 0.0 { paid / hours } else { 0.0 };
        bent
    }

    /// Money of all projects, µcredit.
    #[must_use]
    pub fn money(&self) -> i64 {
        chunks::run_pieces(self.cash.len(), 1 << 16, &|slots| {
            self.cash[slots].iter().map(|purse| purse.balance()).sum::<i64>()
        })
    }
}
