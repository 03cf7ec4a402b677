//! How strained projects are, and what forks did (M25).

use super::projects::lengthen;
use crate::engine::sums::Tallies;

/// Strain in all projects. Empty without the mechanism `forks`.
#[derive(Clone, Debug, Default)]
pub struct Tension {
    /// Members' culture in 1/65535 and its square, side by side since they are added to together: two tallies a slot.
    pub cultures: Tallies,
    /// Strain, 1.
    pub strain: Vec<f32>,
    /// Part of the work that repeats what the project does from which this one forked.
    pub duplicated: Vec<f32>,
    /// Forks in the month.
    pub forks: i64,
    /// Members who went with a fork in the month, and who were lost to both sides.
    pub went: i64,
    /// As above.
    pub lost: i64,
}

impl Tension {
    /// Of so many free slots.
    #[must_use]
    pub fn of(slots: usize) -> Self {
        Self {
            cultures: Tallies::zeros(2 * slots),
            strain: vec![0.0; slots],
            duplicated: vec![0.0; slots],
            ..Self::default()
        }
    }

    /// As many rows for each slot as before, of more slots.
    pub(super) fn lengthen(&mut self, before: usize, after: usize) {
        self.cultures.lengthen(before, after);
        lengthen(&mut self.strain, before, after, 0.0);
        lengthen(&mut self.duplicated, before, after, 0.0);
    }

    /// A new project.
    pub fn begin(&mut self, slot: usize) {
        if let Some(strain) = self.strain.get_mut(slot) {
            (*strain, self.duplicated[slot]) = (0.0, 0.0);
            self.cultures.set(2 * slot, 0);
            self.cultures.set(2 * slot + 1, 0);
        }
    }

    /// Share of a project's work that repeats no other's.
    #[inline]
    #[must_use]
    pub fn unique(&self, slot: usize) -> f64 {
        1.0 - f64::from(self.duplicated.get(slot).copied().unwrap_or(0.0))
    }
}

/// Strain in organisations of one kind, and how many people are in open conflict there.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Conflict {
    /// Strain, mean over members.
    pub strain: f64,
    /// Share of members whose organisation is strained beyond the threshold.
    pub open: f64,
    /// Members.
    pub members: f64,
}

/// The four axes of conflict (MODEL section 5).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Conflicts {
    /// Between labour and capital, in firms.
    pub labour: Conflict,
    /// Between users and owners, on platforms.
    pub users: Conflict,
    /// Between peers and their leaders, in projects.
    pub peers: Conflict,
    /// Inside associations, on their boards.
    pub associations: Conflict,
}
