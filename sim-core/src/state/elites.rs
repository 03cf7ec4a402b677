//! Tracked owners and what their states do.

use crate::engine::chunks;
use crate::state::{Blocks, Region};

/// A tracked owner: the holder of a place with much equity, whoever lives there.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Owner {
    /// Who.
    pub person: u32,
    /// Where.
    pub region: u8,
    /// What they stand for: a [`Faction`](crate::mechanisms::elites::Faction).
    pub faction: u8,
    /// Shares of the region's fund.
    pub equity: u32,
    /// Share of own damage bought off, 0..=1.
    pub refuge: f64,
    /// Spent on refuge this month, µcredit.
    pub outlay: i64,
    /// Margins on contracts and what claims on platforms brought beside claims on firms, this month, µcredit.
    pub gains: i64,
    /// Own net income with dividends, remembered over a year, µcredit.
    pub income: f64,
    /// The same at the end of burn-in.
    pub base: f64,
}

/// What a state does.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Policy {
    /// Weights of those who deny, repress, harness and reform; sums to 1.
    pub weights: [f64; 4],
    /// Share of people mobilised.
    pub movement: f64,
    /// Repression of peer production, 0..=1.
    pub repression: f64,
    /// Share of damage that owners have bought off, mean over them.
    pub refuge: f64,
}

/// Owners tracked in a region of so many people, in a world of so many.
///
/// A share of the people, but in the world at least the lesser of 100 and 1 % of people, and three in each region.
#[must_use]
pub fn owners_of(people: usize, world: usize, share: f64) -> usize {
    let least = (world as f64 / 100.0).min(100.0) / world as f64;
    ((people as f64 * share.max(least)).round() as usize).max(3).min(people)
}

/// The people of each region who hold most equity, the lower number first among equals, without a sort of all: those
/// above a threshold that a count by size finds.
#[must_use]
pub fn largest_holders(equity: &[u32], blocks: &Blocks, regions: &[Region], share: f64) -> Vec<(u32, u8)> {
    let world = equity.len();
    let wanted: Vec<usize> = regions.iter().map(|r| owners_of(r.people, world, share)).collect();
    // How many hold at least 2^k: the threshold is the largest power of two with enough above it.
    let counts = chunks::run_rows(world, &|rows| {
        let mut counts = super::regions::ByRegion(vec![[0i64; 33]; regions.len()]);
        for (r, run) in blocks.runs(rows.start, rows.len()) {
            for held in &equity[rows.start + run.start..rows.start + run.end] {
                counts.0[r][(32 - held.leading_zeros()) as usize] += 1;
            }
        }
        counts
    });
    let bits: Vec<u32> = counts
        .0
        .iter()
        .zip(&wanted)
        .map(|(counts, wanted)| {
            let mut above = 0;
            (0..33).rev().find(|b| {
                above += counts[*b];
                above as usize >= *wanted
            })
        })
        .map(|bits| bits.unwrap_or(0) as u32)
        .collect();
    let mut candidates = chunks::run_rows(world, &|rows| {
        let mut found = Vec::new();
        for (r, run) in blocks.runs(rows.start, rows.len()) {
            for i in rows.start + run.start..rows.start + run.end {
                if 32 - equity[i].leading_zeros() >= bits[r] {
                    found.push((i as u32, r as u8));
                }
            }
        }
        found
    });
    candidates.sort_unstable_by_key(|(i, r)| (*r, std::cmp::Reverse(equity[*i as usize]), *i));
    let mut taken = vec![0; regions.len()];
    candidates.retain(|(_, r)| {
        taken[*r as usize] += 1;
        taken[*r as usize] <= wanted[*r as usize]
    });
    candidates
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lesser_of_a_hundred_and_one_in_a_hundred_are_tracked() {
        assert_eq!(owners_of(1000, 1000, 1e-4), 10);
        assert_eq!(owners_of(20_000, 20_000, 1e-4), 100);
        assert_eq!(owners_of(10_000_000, 10_000_000, 1e-4), 1000);
        assert_eq!(owners_of(38, 1000, 1e-4), 3);
    }
}
