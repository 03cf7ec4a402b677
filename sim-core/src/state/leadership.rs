//! Who leads each project, and what they take (M26).

use super::projects::lengthen;
use crate::ids::NONE;
use crate::mechanisms::leaders::Search;

/// Leaders of all projects. Empty without the mechanism `leaders`.
#[derive(Clone, Debug, Default)]
pub struct Leadership {
    /// Who leads, [`NONE`] where nobody does until the next succession.
    pub leader: Vec<u32>,
    /// What the office takes, and what its holders have learned.
    pub search: Vec<Search>,
    /// Members who left since the leader last looked, by project.
    pub left: Vec<u32>,
    /// Members who left because of what leaders take, in the month.
    pub driven_out: i64,
    /// Leaders who followed another one, in the month.
    pub successions: i64,
}

impl Leadership {
    /// Of so many free slots.
    #[must_use]
    pub fn of(slots: usize) -> Self {
        Self {
            leader: vec![NONE; slots],
            search: vec![Search::default(); slots],
            left: vec![0; slots],
            ..Self::default()
        }
    }

    /// As many rows for each slot as before, of more slots.
    pub(super) fn lengthen(&mut self, before: usize, after: usize) {
        lengthen(&mut self.leader, before, after, NONE);
        lengthen(&mut self.search, before, after, Search::default());
        lengthen(&mut self.left, before, after, 0);
    }

    /// A new project and its founder.
    pub fn begin(&mut self, slot: u32, founder: u32, take: f32) {
        if let Some(leader) = self.leader.get_mut(slot as usize) {
            (*leader, self.search[slot as usize]) = (founder, Search::new(take));
            self.left[slot as usize] = 0;
        }
    }

    /// Notes that somebody left a project; an office they held is vacant.
    pub fn leave(&mut self, slot: u32, person: u32) {
        if let Some(leader) = self.leader.get_mut(slot as usize) {
            self.left[slot as usize] += 1;
            if *leader == person {
                *leader = NONE;
            }
        }
    }

    /// Share that a project's leader takes; 0 where nobody leads.
    #[inline]
    #[must_use]
    pub fn take(&self, slot: usize) -> f32 {
        match self.leader.get(slot) {
            Some(leader) if *leader != NONE => self.search[slot].take,
            _ => 0.0,
        }
    }

    /// Whether somebody leads a project.
    #[inline]
    #[must_use]
    pub fn leads(&self, slot: usize, person: usize) -> bool {
        self.leader.get(slot).is_some_and(|leader| *leader as usize == person)
    }
}
