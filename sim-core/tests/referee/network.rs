//! Who sees whom: docs/model/chance.md, *The network*.

use crate::state::Network;
use sim_core::engine::draws::mix32;

const BLOCKS: u8 = 0;
const RANDOM: u8 = 1;
const ALL: u8 = 2;
const FILE: u8 = 3;
const LINKED: u8 = 4;

/// A share as a chance in 2^-16.
pub fn far_chance(share: f64) -> u32 {
    (share.clamp(0.0, 1.0) * 65536.0) as u32
}

/// A word scaled to 0..n.
pub fn scaled(word: u32, n: u32) -> u32 {
    (u64::from(word) * u64::from(n) / (1 << 32)) as u32
}

impl Network {
    /// Whether everybody sees the true shares of the world.
    pub fn sees_all(&self) -> bool {
        self.kind == ALL
    }

    /// To whom the ties of a person go, one entry a tie; `far` is the chance in 2^-16 that one is far.
    pub fn ties(&self, person: usize, far: u32) -> Vec<usize> {
        match self.kind {
            FILE => self.listed[person].iter().map(|to| *to as usize).collect(),
            _ => (0..self.degree).map(|slot| self.target(person as u32, far, slot) as usize).collect(),
        }
    }

    /// One tie of a person, picked by a word; with mean-field ties it is anybody.
    pub fn one(&self, person: usize, far: u32, word: u32) -> Option<usize> {
        match self.kind {
            ALL => Some(scaled(word, self.people) as usize),
            FILE => {
                let listed = &self.listed[person];
                let pick = scaled(word, listed.len() as u32) as usize;
                listed.get(pick).map(|to| *to as usize)
            }
            _ => Some(self.target(person as u32, far, scaled(word, self.degree)) as usize),
        }
    }

    /// Tie of a person in linked blocks: what holds for a row, seen from the person's place in the block.
    fn linked(&self, person: u32, far: u32, slot: u32) -> u32 {
        let first = person / self.block * self.block;
        let of_row = mix32((first + (person - first) / self.together * self.together) ^ self.key[0]);
        let hash = mix32(of_row.wrapping_add(slot.wrapping_mul(0x9e37_79b9)) ^ self.key[1]);
        let rank = (slot + scaled(of_row, self.degree)) % self.degree;
        let is_far = rank * 65536 + of_row % 65536 < far * self.degree;
        let (begins, size, shift) = if is_far {
            let block = scaled(mix32(hash ^ self.key[1]), self.people.div_ceil(self.block));
            let size = self.block.min(self.people);
            (block * self.block, size, (hash / 65536) * size / 65536)
        } else {
            let size = self.block.min(self.people - first);
            (first, size, 1 + (hash % 65536) * (size - 1) / 65536)
        };
        (begins + (person - first + shift) % size) % self.people
    }

    fn target(&self, person: u32, far: u32, slot: u32) -> u32 {
        if self.kind == LINKED {
            return self.linked(person, far, slot);
        }
        let of_person = mix32(person ^ self.key[0]);
        let hash = mix32(of_person.wrapping_add(slot.wrapping_mul(0x9e37_79b9)) ^ self.key[1]);
        if self.kind == RANDOM {
            return scaled(hash, self.people);
        }
        assert!(self.kind == BLOCKS, "a network of kind {}", self.kind);
        if hash >> 16 < far {
            return scaled(mix32(hash ^ self.key[1]), self.people);
        }
        let first = person / self.block * self.block;
        let in_block = self.block.min(self.people - first);
        let others = (in_block - 1).max(1);
        // The low half of the hash picks one of the others: oneself is left out.
        let near = first + (((hash & 0xffff) * others) >> 16);
        let near = if near >= person { near + 1 } else { near };
        near.min(self.people - 1)
    }
}

/// Share of a person's ties in each of so many states.
pub fn shares<const N: usize>(ties: &[usize], state: impl Fn(usize) -> usize) -> [f32; N] {
    let mut counts = [0u32; N];
    for to in ties {
        counts[state(*to)] += 1;
    }
    counts.map(|n| if ties.is_empty() { 0.0 } else { n as f32 / ties.len() as f32 })
}
