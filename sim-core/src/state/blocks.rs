//! Blocks of consecutive people: the communities of near ties, each in one region.

use crate::params::Params;
use crate::params::regions::region_of_blocks;
use std::ops::Range;

/// Which region each block of people belongs to.
#[derive(Clone, Debug)]
pub struct Blocks {
    size: usize,
    people: usize,
    region: Vec<u8>,
    /// Share of subsistence that each block provides for itself, a head; empty without M23.
    pub provided: Vec<f32>,
    /// Part of what somebody lacks that their block provides: to those under authority, to everybody else.
    pub relief: Vec<[f32; 2]>,
}

impl Blocks {
    /// The blocks of a world.
    #[must_use]
    pub fn new(params: &Params) -> Self {
        let (people, size) = (params.world.people as usize, params.world.block_people as usize);
        let shares: Vec<f64> = params.regions.iter().map(|r| r.people_share).collect();
        let region = region_of_blocks(&shares, people.div_ceil(size));
        let rows = if params.mechanisms.breakdown { region.len() } else { 0 };
        Self { size, people, region, provided: vec![0.0; rows], relief: vec![[0.0; 2]; rows] }
    }

    /// People in a full block.
    #[must_use]
    pub fn size(&self) -> usize {
        self.size
    }

    /// Number of blocks.
    #[must_use]
    pub fn count(&self) -> usize {
        self.region.len()
    }

    /// The block of a person.
    #[inline]
    #[must_use]
    pub fn block_of(&self, person: usize) -> usize {
        person / self.size
    }

    /// The region of a block.
    #[must_use]
    pub fn region_of_block(&self, block: usize) -> usize {
        usize::from(self.region[block])
    }

    /// People in a block; the last may be smaller.
    #[must_use]
    pub fn people_of_block(&self, block: usize) -> usize {
        self.size.min(self.people - block * self.size)
    }

    /// Share of subsistence that a person's block provides.
    #[inline]
    #[must_use]
    pub fn provided_to(&self, person: usize) -> f32 {
        if self.provided.is_empty() { 0.0 } else { self.provided[person / self.size] }
    }

    /// Part of what a person lacks that their block provides.
    #[inline]
    #[must_use]
    pub fn relief_of(&self, person: usize, under_authority: bool) -> f32 {
        self.relief.get(person / self.size).map_or(0.0, |relief| relief[usize::from(!under_authority)])
    }

    /// The region of a person.
    #[inline]
    #[must_use]
    pub fn region_of(&self, person: usize) -> usize {
        self.region[person / self.size] as usize
    }

    /// Runs of people of one region within `first..first + rows`: (region, rows counted from `first`).
    pub fn runs(&self, first: usize, rows: usize) -> impl Iterator<Item = (usize, Range<usize>)> + '_ {
        let mut at = first;
        let end = (first + rows).min(self.people);
        std::iter::from_fn(move || {
            if at >= end {
                return None;
            }
            let region = self.region[at / self.size];
            let start = at;
            while at < end && self.region[at / self.size] == region {
                at = ((at / self.size + 1) * self.size).min(end);
            }
            Some((region as usize, start - first..at - first))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::params::RegionStart;

    #[test]
    fn runs_cover_every_row_once_and_agree_with_the_lookup() {
        let mut params = Params { regions: vec![RegionStart::whole_world(); 3], ..Params::default() };
        params.regions.iter_mut().zip([0.5, 0.3, 0.2]).for_each(|(r, s)| r.people_share = s);
        params.world.people = 1234;
        let blocks = Blocks::new(&params);
        let mut next = 0;
        for (region, rows) in blocks.runs(100, 1000) {
            assert_eq!(rows.start, next);
            next = rows.end;
            assert!(rows.clone().all(|k| blocks.region_of(100 + k) == region));
        }
        assert_eq!(next, 1000);
    }
}
