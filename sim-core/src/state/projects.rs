//! Projects of peer production, as columns. Slots are freed when the last member leaves and used again.

use super::Groups;
use crate::engine::chunks;
use crate::engine::sums::Tallies;
use crate::ids::NONE;

/// A contribution that a sampled project received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Contribution {
    /// The project's slot and birth month are one name: slots are used again.
    pub project: u32,
    /// Month in which the project was founded.
    pub founded: i32,
    /// Who gave.
    pub person: u32,
    /// How many newborns the slot of that person has seen.
    pub generation: u16,
    /// How many contributions.
    pub units: u32,
}

/// All projects.
#[derive(Clone, Debug, Default)]
pub struct Projects {
    /// Members; 0 in a free slot.
    pub members: Tallies,
    /// Culture of the founder, in 1/65535.
    pub culture: Vec<u16>,
    /// Month of founding.
    pub founded: Vec<i32>,
    /// Whether the slot is taken.
    pub alive: Vec<bool>,
    /// Free slots, lowest last.
    free: Vec<u32>,
    /// Slots that somebody has left since the last burial.
    left: Vec<u32>,
    /// Working groups of all projects.
    pub groups: Groups,
    /// Projects founded and dead in the month.
    pub births: i64,
    /// As above.
    pub deaths: i64,
}

impl Projects {
    /// So many free slots.
    #[must_use]
    pub fn with_slots(slots: usize) -> Self {
        Self {
            members: Tallies::zeros(slots),
            culture: vec![0; slots],
            founded: vec![0; slots],
            alive: vec![false; slots],
            free: (0..slots as u32).rev().collect(),
            left: Vec::new(),
            groups: Groups::default(),
            births: 0,
            deaths: 0,
        }
    }

    /// Takes a member out.
    pub fn leave(&mut self, slot: u32) {
        self.members.add(slot as usize, -1);
        self.left.push(slot);
    }

    /// Members of the largest project.
    #[must_use]
    pub fn largest(&self) -> i64 {
        let most = chunks::run_rows(self.slots(), &|slots| {
            vec![slots.map(|s| self.members.get(s)).max().unwrap_or(0)]
        });
        most.into_iter().max().unwrap_or(0)
    }

    /// Number of slots.
    #[must_use]
    pub fn slots(&self) -> usize {
        self.alive.len()
    }

    /// Projects alive.
    #[must_use]
    pub fn living(&self) -> usize {
        self.slots() - self.free.len()
    }

    /// Founds a project with one member; [`NONE`] when all slots are taken.
    pub fn found(&mut self, culture: u16, month: i64) -> u32 {
        let Some(slot) = self.free.pop() else { return NONE };
        let s = slot as usize;
        self.members.set(s, 1);
        (self.culture[s], self.founded[s], self.alive[s]) = (culture, month as i32, true);
        self.births += 1;
        slot
    }

    /// Frees the slots whose last member has left.
    pub fn bury(&mut self) {
        let mut left = std::mem::take(&mut self.left);
        left.sort_unstable();
        left.dedup();
        for slot in left.into_iter().rev() {
            let s = slot as usize;
            if self.alive[s] && self.members.get(s) == 0 {
                self.alive[s] = false;
                self.free.push(slot);
                self.deaths += 1;
            }
        }
    }

    /// Culture of a project, 0..=1.
    #[inline]
    #[must_use]
    pub fn culture_of(&self, slot: u32) -> f32 {
        f32::from(self.culture[slot as usize]) / 65535.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_are_used_again_once_everybody_left() {
        let mut projects = Projects::with_slots(2);
        assert_eq!((projects.found(7, 1), projects.found(8, 1), projects.found(9, 1)), (0, 1, NONE));
        projects.leave(0);
        projects.bury();
        assert_eq!((projects.living(), projects.deaths), (1, 1));
        assert_eq!((projects.found(9, 2), projects.culture[0]), (0, 9));
    }
}
