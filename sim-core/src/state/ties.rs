//! Who sees whom. The default networks are computed from a hash and take no memory.

use crate::engine::draws::mix32;
use crate::params::{Params, TiesKind};

/// Most ties that one person may have.
pub const MOST_TIES: usize = 64;

/// The network of a world: directed, drawn with replacement.
#[derive(Clone, Debug)]
pub struct Ties {
    kind: TiesKind,
    degree: usize,
    people: u32,
    block: u32,
    inverse_block: f64,
    key: [u32; 2],
    /// For a network from a file: where each person's ties begin, and to whom they go.
    offsets: Vec<u32>,
    targets: Vec<u32>,
}

impl Ties {
    /// The network of a scenario under a key of its own.
    #[must_use]
    pub fn new(params: &Params, key: [u32; 2]) -> Self {
        let people = params.world.people as u32;
        let mut ties = Self {
            kind: params.ties.kind,
            degree: params.ties.degree as usize,
            people,
            block: params.world.block_people as u32,
            inverse_block: 1.0 / params.world.block_people as f64,
            key,
            offsets: Vec::new(),
            targets: Vec::new(),
        };
        if ties.kind == TiesKind::File {
            ties.read(&params.edges);
        }
        ties
    }

    fn read(&mut self, edges: &[(u32, u32)]) {
        let mut edges = edges.to_vec();
        edges.sort_unstable();
        self.offsets = vec![0; self.people as usize + 1];
        for (from, _) in &edges {
            self.offsets[*from as usize + 1] += 1;
        }
        for i in 0..self.people as usize {
            self.offsets[i + 1] += self.offsets[i];
        }
        self.targets = edges.into_iter().map(|(_, to)| to).collect();
    }

    /// The key of a network that is computed from a hash.
    #[must_use]
    pub fn key(&self) -> [u32; 2] {
        self.key
    }

    /// Whether everybody sees the true shares.
    #[must_use]
    pub fn see_all(&self) -> bool {
        self.kind == TiesKind::All
    }

    /// Ties that a person without special luck has: the degree; for a file, `None`.
    #[must_use]
    pub fn fixed_degree(&self) -> Option<usize> {
        (self.kind != TiesKind::File).then_some(self.degree)
    }

    /// Own ties of a person in a network from a file.
    #[must_use]
    pub fn listed(&self, person: u32) -> &[u32] {
        let i = person as usize;
        &self.targets[self.offsets[i] as usize..self.offsets[i + 1] as usize]
    }

    /// Where tie number `slot` of a person goes.
    #[inline(always)]
    fn target(&self, person: u32, far: u32, slot: u32) -> u32 {
        self.from_hash(person, far, self.own_hash(person), slot)
    }

    /// Where a tie of a person goes, whose own hash is known: for who goes through many people in a loop that vectorises. `far` is
    /// the person's chance that a tie is far, in 2^-16. Not for networks from a file.
    ///
    /// A slot's hash is fixed, so that slots turn from near to far as that chance grows, and never back.
    #[inline(always)]
    #[must_use]
    pub fn from_hash(&self, person: u32, far: u32, own: u32, slot: u32) -> u32 {
        self.lead(person, far, self.hash(own, slot))
    }

    /// A person's own hash: the first of two rounds, which spreads people. The second spreads slots, so that no two people share
    /// a row of targets.
    #[inline(always)]
    #[must_use]
    pub fn own_hash(&self, person: u32) -> u32 {
        mix32(person ^ self.key[0])
    }

    #[inline(always)]
    fn hash(&self, own: u32, slot: u32) -> u32 {
        mix32(own.wrapping_add(slot.wrapping_mul(0x9e37_79b9)) ^ self.key[1])
    }

    /// Where the tie of that hash goes.
    #[inline(always)]
    fn lead(&self, person: u32, far: u32, hash: u32) -> u32 {
        if self.kind == TiesKind::Random {
            scale(hash, self.people)
        } else {
            self.near_or_far(person, far, hash)
        }
    }

    #[inline(always)]
    fn near_or_far(&self, person: u32, far: u32, hash: u32) -> u32 {
        let start = self.block_start(person);
        // Others in the block: everybody but oneself; a lone person's near ties are its own.
        let others = (self.block.min(self.people - start) - 1).max(1);
        let near = start + (((hash & 0xffff) * others) >> 16);
        let near = (near + u32::from(near >= person)).min(self.people - 1);
        let anywhere = scale(mix32(hash ^ self.key[1]), self.people);
        if hash >> 16 < far { anywhere } else { near }
    }

    /// First person of a block, by a multiplication that vectorises where a division would not.
    #[inline(always)]
    fn block_start(&self, person: u32) -> u32 {
        let start = (f64::from(person) * self.inverse_block) as u32 * self.block;
        // The product may fall a block short or run into the next.
        if start > person {
            start - self.block
        } else if person - start >= self.block {
            start + self.block
        } else {
            start
        }
    }

    /// One tie of one person: `draw` picks the slot, or with [`TiesKind::All`] anybody. `None` without ties.
    #[must_use]
    pub fn one(&self, person: u32, far: u32, draw: u32) -> Option<u32> {
        match self.kind {
            TiesKind::All => Some(scale(draw, self.people)),
            TiesKind::File => {
                let ties = self.listed(person);
                (!ties.is_empty()).then(|| ties[scale(draw, ties.len() as u32) as usize])
            }
            TiesKind::Blocks | TiesKind::Random => {
                Some(self.target(person, far, scale(draw, self.degree as u32)))
            }
        }
    }

    /// Calls `see` with each tie of a person. Not for [`TiesKind::All`].
    #[inline]
    pub fn each(&self, person: u32, far: u32, mut see: impl FnMut(u32)) {
        if self.kind == TiesKind::File {
            self.listed(person).iter().for_each(|to| see(*to));
        } else {
            (0..self.degree as u32).for_each(|slot| see(self.target(person, far, slot)));
        }
    }

    /// Bytes held.
    #[must_use]
    pub fn bytes(&self) -> usize {
        4 * (self.offsets.len() + self.targets.len())
    }
}

/// A word scaled to 0..n.
#[inline(always)]
fn scale(word: u32, n: u32) -> u32 {
    ((u64::from(word) * u64::from(n)) >> 32) as u32
}

/// A share as a chance in 2^-16.
#[must_use]
pub fn far_chance(share: f64) -> u32 {
    (share.clamp(0.0, 1.0) * 65536.0) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::params::RegionStart;

    fn ties(kind: TiesKind, people: u64) -> Ties {
        let mut params = Params { regions: vec![RegionStart::whole_world()], ..Params::default() };
        params.world.people = people;
        params.ties.kind = kind;
        Ties::new(&params, [123, 456])
    }

    fn all_ties(ties: &Ties, person: u32, far: u32) -> Vec<u32> {
        let mut seen = Vec::new();
        ties.each(person, far, |to| seen.push(to));
        seen
    }

    #[test]
    fn random_ties_have_poisson_in_degrees() {
        let n = 20_000;
        let ties = ties(TiesKind::Random, n);
        let mut degree = vec![0f64; n as usize];
        (0..n as u32).for_each(|i| all_ties(&ties, i, 0).iter().for_each(|j| degree[*j as usize] += 1.0));
        let mean = degree.iter().sum::<f64>() / n as f64;
        let variance = degree.iter().map(|d| (d - mean).powi(2)).sum::<f64>() / n as f64;
        assert_eq!(mean, 8.0);
        assert!((variance / 8.0 - 1.0).abs() < 0.04, "{variance}");
    }

    #[test]
    fn near_ties_stay_in_the_block_and_never_go_to_oneself() {
        let ties = ties(TiesKind::Blocks, 1010);
        for i in 0..1010 {
            for j in all_ties(&ties, i, 0) {
                assert_eq!(j / 150, i / 150);
                assert_ne!(i, j);
            }
        }
    }

    #[test]
    fn slots_turn_from_near_to_far_and_never_back() {
        let ties = ties(TiesKind::Blocks, 1_000_000);
        let mut far_at_third = 0;
        for i in (0..1_000_000).step_by(997) {
            let (few, many) =
                (all_ties(&ties, i, far_chance(0.1)), all_ties(&ties, i, far_chance(1.0 / 3.0)));
            let near = all_ties(&ties, i, 0);
            for k in 0..8 {
                assert!(few[k] == near[k] || few[k] == many[k]);
                far_at_third += u32::from(many[k] != near[k]);
            }
        }
        let share = f64::from(far_at_third) / 8.0 / 1004.0;
        assert!((share - 1.0 / 3.0).abs() < 0.02, "{share}");
    }

    #[test]
    fn a_network_from_a_file_is_what_the_file_says() {
        let mut params = Params { regions: vec![RegionStart::whole_world()], ..Params::default() };
        params.world.people = 10;
        params.ties.kind = TiesKind::File;
        params.edges = vec![(3, 9), (0, 1), (3, 2)];
        let ties = Ties::new(&params, [0, 0]);
        assert_eq!(ties.listed(3), [2, 9]);
        assert_eq!((ties.one(5, 0, 77), ties.one(0, 0, u32::MAX)), (None, Some(1)));
    }
}
