//! Who sees whom. The default networks are computed from a hash and take no memory.

use crate::engine::ahead;
use crate::engine::draws::mix32;
use crate::params::{Params, TiesKind};
use std::ops::Range;

/// Most ties that one person may have.
pub const MOST_TIES: usize = 64;

/// Whom a row of people sees through a slot: places of a block from `shift` on, beginning anew at its end.
struct Link {
    start: u32,
    size: u32,
    shift: u32,
}

/// Most people who look together in a network of linked blocks.
pub const WINDOW: usize = 64;

/// People who stand side by side in one row of linked blocks, so that they see side by side.
#[derive(Clone, Copy, Debug)]
pub struct Window {
    first: u32,
    end: u32,
    /// First person of their block.
    start: u32,
    /// Hash of their row.
    own: u32,
}

impl Window {
    /// Who they are.
    #[inline(always)]
    #[must_use]
    pub fn people(&self) -> Range<u32> {
        self.first..self.end
    }

    /// Whether they are so many that work of one length for all windows is less than work of their own length.
    #[inline(always)]
    #[must_use]
    pub fn is_wide(&self) -> bool {
        self.end - self.first > WINDOW as u32 / 4
    }
}

/// The network of a world: directed, drawn with replacement.
#[derive(Clone, Debug)]
pub struct Ties {
    kind: TiesKind,
    degree: usize,
    people: u32,
    block: u32,
    blocks: u32,
    inverse_block: f64,
    /// People of a linked block who stand side by side and see people who stand side by side.
    row: u32,
    inverse_row: f32,
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
            blocks: people.div_ceil(params.world.block_people as u32),
            inverse_block: 1.0 / params.world.block_people as f64,
            row: params.ties.together as u32,
            inverse_row: 1.0 / params.ties.together as f32,
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

    /// Whether blocks see blocks, so that neighbours see neighbours.
    #[must_use]
    pub fn see_side_by_side(&self) -> bool {
        self.kind == TiesKind::LinkedBlocks
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
        if self.kind == TiesKind::LinkedBlocks {
            let (start, own) = self.row_of(person);
            return self.linked(person, start, own, far, slot);
        }
        self.from_hash(person, far, self.own_hash(person), slot)
    }

    /// Where a tie of a person goes, whose own hash is known: for who goes through many people in a loop that vectorises. `far` is
    /// the person's chance that a tie is far, in 2^-16. Not for networks from a file, nor for linked blocks.
    ///
    /// A slot's hash is fixed, so that slots turn from near to far as that chance grows, and never back.
    #[inline(always)]
    #[must_use]
    pub fn from_hash(&self, person: u32, far: u32, own: u32, slot: u32) -> u32 {
        let hash = self.hash(own, slot);
        if self.kind == TiesKind::Random {
            scale(hash, self.people)
        } else {
            self.near_or_far(person, far, hash)
        }
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

    /// In linked blocks: where a tie of a person goes, of whom [`row_of`](Self::row_of) is known. For loops that vectorise.
    #[inline(always)]
    #[must_use]
    pub fn linked(&self, person: u32, start: u32, own: u32, far: u32, slot: u32) -> u32 {
        let link = self.link(start, own, far, slot);
        let place = person - start + link.shift;
        let to = link.start + if place >= link.size { place - link.size } else { place };
        if to >= self.people { to - self.people } else { to }
    }

    /// In linked blocks: the first person of somebody's block, and the hash of the row of people that somebody stands in.
    #[inline(always)]
    #[must_use]
    pub fn row_of(&self, person: u32) -> (u32, u32) {
        let start = self.block_start(person);
        (start, mix32(self.row_start(start, person) ^ self.key[0]))
    }

    /// First person of a row; of at most a thousand people in a block half a place too many never makes another row.
    #[inline(always)]
    fn row_start(&self, start: u32, person: u32) -> u32 {
        let row = ((person - start) as f32 + 0.5) * self.inverse_row;
        start + row as i32 as u32 * self.row
    }

    /// What a row sees through a slot.
    ///
    /// A row has as many far slots as their share of the degree, rounded up or down by a part of its own; which they are turns with the
    /// row, and as the share grows slots turn from near to far and never back.
    #[inline(always)]
    fn link(&self, start: u32, own: u32, far: u32, slot: u32) -> Link {
        let (degree, hash) = (self.degree as u32, self.hash(own, slot));
        let turned = slot + scale(own, degree);
        let rank = if turned >= degree { turned - degree } else { turned };
        if (rank << 16) + (own & 0xffff) < far * degree {
            let block = scale(mix32(hash ^ self.key[1]), self.blocks);
            // The last block is filled up with the first people.
            let size = self.block.min(self.people);
            Link { start: block * self.block, size, shift: ((hash >> 16) * size) >> 16 }
        } else {
            let size = self.block.min(self.people - start);
            // Everybody but oneself; a lone person sees itself.
            Link { start, size, shift: 1 + (((hash & 0xffff) * (size - 1)) >> 16) }
        }
    }

    /// In linked blocks: people in windows of those who stand in one row, [`WINDOW`] at most.
    #[inline(always)]
    pub fn windows(&self, people: Range<u32>) -> impl Iterator<Item = Window> {
        let mut first = people.start;
        std::iter::from_fn(move || {
            if first >= people.end {
                return None;
            }
            let (start, own) = self.row_of(first);
            let row = self.row_start(start, first) + self.row;
            let end = row.min(start + self.block).min(people.end).min(first + WINDOW as u32);
            let window = Window { first, end, start, own };
            first = end;
            Some(window)
        })
    }

    /// Calls `see` with whom the people of a window see through a link, in pieces that lie side by side: the place in the window at
    /// which a piece begins, the first person who is seen, and how many.
    #[inline(always)]
    fn pieces(&self, window: &Window, link: &Link, mut see: impl FnMut(usize, usize, usize)) {
        let mut person = window.first;
        while person < window.end {
            let place = person - window.start + link.shift;
            let place = if place >= link.size { place - link.size } else { place };
            let to = link.start + place;
            // Until the block of those who are seen, or the world, begins anew.
            let (to, left) = match to.checked_sub(self.people) {
                Some(begun) => (begun, link.size - place),
                None => (to, (link.size - place).min(self.people - to)),
            };
            let n = left.min(window.end - person);
            see((person - window.first) as usize, to as usize, n as usize);
            person += n;
        }
    }

    /// Asks for what the people of a window will see of a column outside of their block.
    #[inline(always)]
    pub fn fetch<T>(&self, window: &Window, far: u32, column: &[T]) {
        for slot in 0..self.degree as u32 {
            let link = self.link(window.start, window.own, far, slot);
            if link.start != window.start {
                self.pieces(window, &link, |_, to, n| ahead::fetch_rows(column, to..to + n));
            }
        }
    }

    /// In linked blocks: copies what the people of a window see of a column through a slot, side by side as they stand. What lies beyond
    /// them in `seen` means nothing: copies of one length need no loop, so that `seen` has room for one that begins at the last person.
    #[inline(always)]
    pub fn look<T: Copy>(
        &self,
        window: &Window,
        far: u32,
        slot: u32,
        column: &[T],
        seen: &mut [T; 2 * WINDOW],
    ) {
        let link = self.link(window.start, window.own, far, slot);
        let is_wide = window.is_wide();
        self.pieces(window, &link, |at, to, n| {
            match (column.get(to..to + WINDOW), seen.get_mut(at..at + WINDOW)) {
                (Some(wide), Some(seen)) if is_wide => seen.copy_from_slice(wide),
                _ => seen[at..at + n].copy_from_slice(&column[to..to + n]),
            }
        });
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
            TiesKind::Blocks | TiesKind::LinkedBlocks | TiesKind::Random => {
                Some(self.target(person, far, scale(draw, self.degree as u32)))
            }
        }
    }

    /// Calls `see` with each tie of a person. Not for [`TiesKind::All`].
    #[inline]
    pub fn each(&self, person: u32, far: u32, mut see: impl FnMut(u32)) {
        if self.kind == TiesKind::File {
            self.listed(person).iter().for_each(|to| see(*to));
        } else if self.kind == TiesKind::LinkedBlocks {
            let (start, own) = self.row_of(person);
            (0..self.degree as u32).for_each(|slot| see(self.linked(person, start, own, far, slot)));
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

    #[test]
    fn every_place_of_a_block_is_in_its_row() {
        for row in 1..=1000u32 {
            let mut params = Params { regions: vec![RegionStart::whole_world()], ..Params::default() };
            params.world.block_people = 1000;
            params.ties.together = u64::from(row);
            let ties = Ties::new(&params, [1, 2]);
            for place in 0..1000 {
                assert_eq!(ties.row_start(3000, 3000 + place), 3000 + place / row * row, "{place} by {row}");
            }
        }
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
    fn windows_of_linked_blocks_see_the_ties_of_each_person() {
        let kinds = [(64, 150, 8), (1, 150, 8), (63, 150, 1), (65, 150, 64), (150, 150, 8), (1000, 1000, 8)];
        for (together, block, degree) in kinds {
            for people in [10, 149, 150, 151, 1010, 30_000] {
                let mut params = Params { regions: vec![RegionStart::whole_world()], ..Params::default() };
                params.world.people = people;
                (params.world.block_people, params.ties.together, params.ties.degree) =
                    (block, together, degree);
                params.ties.kind = TiesKind::LinkedBlocks;
                let ties = Ties::new(&params, [123, 456]);
                for (first, far) in [(0, 0), (7, 13_000), (people as u32 / 2, 65_536)] {
                    windows_see(&ties, first..people as u32, far);
                }
            }
        }
    }

    fn windows_see(ties: &Ties, looks: Range<u32>, far: u32) {
        let mut seen = vec![Vec::new(); looks.len()];
        let everybody: Vec<u32> = (0..looks.end).collect();
        let mut desk = [0; 2 * WINDOW];
        for window in ties.windows(looks.clone()) {
            ties.fetch(&window, far, &everybody);
            for slot in 0..ties.degree as u32 {
                ties.look(&window, far, slot, &everybody, &mut desk);
                for (person, to) in window.people().zip(desk) {
                    seen[(person - looks.start) as usize].push(to);
                }
            }
        }
        for (person, seen) in looks.zip(seen) {
            assert_eq!(seen, all_ties(ties, person, far), "{person} of {}, {far}", ties.people);
        }
    }

    #[test]
    fn linked_blocks_have_near_ties_to_others_and_as_many_far_ones_as_is_their_share() {
        let n = 150 * 2000;
        let ties = ties(TiesKind::LinkedBlocks, n);
        let share = 0.2;
        let mut degree = vec![0f64; n as usize];
        for block in 0..2000 {
            let person = 150 * block + block % 150;
            let (near, some) = (all_ties(&ties, person, 0), all_ties(&ties, person, far_chance(share)));
            assert!(near.iter().all(|to| to / 150 == block && *to != person), "{person}: {near:?}");
            let far = (0..8).filter(|slot| some[*slot] != near[*slot]).count();
            // 1.6 of eight: nobody is cut off. A far tie may lead to the same person by chance.
            assert!((1..=2).contains(&far), "{person}: {far}");
        }
        (0..n as u32).for_each(|i| {
            all_ties(&ties, i, far_chance(1.0)).iter().for_each(|j| degree[*j as usize] += 1.0)
        });
        let mean = degree.iter().sum::<f64>() / n as f64;
        let variance = degree.iter().map(|d| (d - mean).powi(2)).sum::<f64>() / n as f64;
        // Poisson over rows.
        assert!(mean == 8.0 && (variance / 8.0 - 1.0).abs() < 0.1, "{variance}");
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
