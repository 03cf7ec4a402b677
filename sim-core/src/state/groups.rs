//! Working groups of projects, as columns. Slots are freed when the last member leaves and used again.

use crate::ids::NONE;

/// All working groups.
#[derive(Clone, Debug, Default)]
pub struct Groups {
    /// Members; 0 in a free slot.
    pub members: Vec<u32>,
    /// The project that a group belongs to; [`NONE`] in a free slot.
    pub project: Vec<u32>,
    free: Vec<u32>,
}

impl Groups {
    /// Opens a group of one in a project.
    pub fn open(&mut self, project: u32) -> u32 {
        let slot = self.free.pop().unwrap_or_else(|| {
            self.members.push(0);
            self.project.push(NONE);
            (self.members.len() - 1) as u32
        });
        (self.members[slot as usize], self.project[slot as usize]) = (1, project);
        slot
    }

    /// Adds a member.
    pub fn join(&mut self, group: u32) -> u32 {
        self.members[group as usize] += 1;
        group
    }

    /// Takes a member out; nobody's group is left as it is.
    pub fn leave(&mut self, group: u32) {
        let Some(members) = self.members.get_mut(group as usize) else { return };
        *members -= 1;
        if *members == 0 {
            self.project[group as usize] = NONE;
            self.free.push(group);
        }
    }

    /// Free slots: the last one is taken next.
    #[must_use]
    pub fn free_slots(&self) -> &[u32] {
        &self.free
    }

    /// Groups with members.
    #[must_use]
    pub fn living(&self) -> usize {
        self.members.len() - self.free.len()
    }

    /// Squares of their sizes, summed.
    #[must_use]
    pub fn squares(&self) -> u64 {
        self.members.iter().map(|n| u64::from(*n).pow(2)).sum()
    }

    /// Members of the largest group.
    #[must_use]
    pub fn largest(&self) -> u32 {
        self.members.iter().copied().max().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slots_are_used_again_once_everybody_left() {
        let mut groups = Groups::default();
        let (a, b) = (groups.open(7), groups.open(8));
        groups.join(a);
        groups.leave(b);
        assert_eq!((groups.living(), groups.largest(), groups.project[b as usize]), (1, 2, NONE));
        assert_eq!((groups.open(9), groups.project[b as usize]), (b, 9));
    }
}
