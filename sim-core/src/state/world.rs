//! A world: everything that there is at the end of a month.

use super::accounts::Accounts;
use super::projects::Contribution;
use super::{
    Biosphere, Blocks, Conflicts, Course, Firms, Hospitality, Owner, People, Platforms, Projects, Region,
    Ties,
};
use crate::engine::histogram::Histogram;
use crate::ids::{NONE, REGIMES};
use crate::ledger::{Balances, Till};

/// A world.
#[derive(Clone, Debug)]
pub struct World {
    /// Everyone alive.
    pub people: People,
    /// Which block and region each person lives in.
    pub blocks: Blocks,
    /// Who sees whom.
    pub ties: Ties,
    /// All firms; none without the mechanism `firms`.
    pub firms: Firms,
    /// All platforms.
    pub platforms: Platforms,
    /// All projects.
    pub projects: Projects,
    /// All regions.
    pub regions: Vec<Region>,
    /// Stages: of the world, then of each region.
    pub courses: Vec<Course>,
    /// Conflict by its four axes; that in firms and on platforms is looked up once a year. `None` without M25.
    pub conflicts: Option<Conflicts>,
    /// Hospitality among strangers; `None` without M30.
    pub hospitality: Option<Hospitality>,
    /// The biosphere; `None` without M22.
    pub biosphere: Option<Biosphere>,
    /// Tracked owners, by region; none without M20.
    pub owners: Vec<Owner>,
    /// Open knowledge a head, 2001 = 1.
    pub knowledge: f64,
    /// Hours a head in projects in 2001; set when burn-in ends.
    pub hours_2001: f64,
    /// Capital a head at genesis, goods: the tools by which physical peer production is measured.
    pub capital_2001: f64,
    /// Mean dispositions to the modes by region, nats.
    pub mode_means: Vec<[f32; 4]>,
    /// Intercepts of the regimes, nats.
    pub regime_intercepts: [f32; REGIMES],
    /// Payments of the month.
    pub till: Till,
    /// Money of the sectors at the end of last month.
    pub balances: Balances,
    /// What sampled projects received this month.
    pub contributions: Vec<Contribution>,
    /// What people of each regime and mode gave and got this month, when asked for.
    pub accounts: Accounts,
    /// Incomes and money held, by region, in logarithmic bins.
    pub histograms: Vec<[Histogram; 2]>,
}

impl World {
    /// Whether there is an economy of money.
    #[must_use]
    pub fn has_money(&self) -> bool {
        !self.people.cash.is_empty()
    }

    /// Makes a person, who has no project, a member of one, in a working group of it; `None` opens a new group.
    pub fn join_project(&mut self, i: usize, project: u32, group: Option<u32>) {
        self.people.project[i] = project;
        if let Some(cell) = self.people.group.get_mut(i) {
            *cell = match group {
                Some(group) => self.projects.groups.join(group),
                None => self.projects.groups.open(project),
            };
        }
    }

    /// Ends a person's membership, if there is one.
    pub fn leave_project(&mut self, i: usize) {
        let Some(project) = self.people.project.get_mut(i) else { return };
        let slot = std::mem::replace(project, NONE);
        if slot == NONE {
            return;
        }
        self.projects.leave(slot);
        self.projects.leadership.leave(slot, i as u32);
        if let Some(owed) = self.people.favours.get_mut(i) {
            // Favours stay behind: they were owed by these people.
            *owed = 0.0;
        }
        if let Some(earned) = self.people.earned.get_mut(i) {
            *earned = 0.0;
        }
        if let Some(group) = self.people.group.get_mut(i) {
            self.projects.groups.leave(std::mem::replace(group, NONE));
        }
    }

    /// Money of each sector as it stands, µcredit.
    #[must_use]
    pub fn balances(&self) -> Balances {
        [
            self.regions.iter().map(|r| r.census.cash).sum(),
            self.firms.cash.iter().map(|p| p.balance()).sum(),
            self.platforms.all().map(|p| p.cash.balance()).sum(),
            self.projects.money(),
            self.regions.iter().map(|r| r.state.balance()).sum(),
            self.regions.iter().map(|r| r.fund.balance()).sum::<i64>() + self.platforms.fund.balance(),
        ]
    }
}
