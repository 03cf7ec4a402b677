//! A column of small numbers packed into words, for who looks at many rows at random.
//!
//! Four states fit into two bits. A million people's modes then take 250 kB and lie in a core's own cache, where a byte a
//! person would not; and a wide register reads sixteen people's at once.

use super::chunks;

/// Rows in a word.
const ROWS: usize = 16;

/// States 0..4 of many rows, two bits each.
#[derive(Clone, Debug, PartialEq)]
pub struct Packed {
    /// At least one word, so that there is always a row to read.
    words: Vec<u32>,
    last: u32,
}

impl Default for Packed {
    fn default() -> Self {
        Self { words: vec![0], last: 0 }
    }
}

impl Packed {
    /// Takes the states of a column over; what was there before is gone.
    pub fn pack(&mut self, column: &[u8]) {
        self.words.resize(column.len().div_ceil(ROWS).max(1), 0);
        self.last = column.len().saturating_sub(1) as u32;
        chunks::run(self.words.as_mut_slice(), &|first, words| {
            let column = &column[(ROWS * first).min(column.len())..];
            for (word, rows) in words.iter_mut().zip(column.chunks(ROWS)) {
                *word = match rows.first_chunk::<ROWS>() {
                    Some(rows) => pack(rows),
                    None => rows.iter().rev().fold(0, |word, state| word << 2 | u32::from(state & 3)),
                };
            }
        });
    }

    /// A one in the byte of the state that a row is in, by state from the lowest byte on: added up, four counts in a word. A
    /// row beyond the last counts as the last.
    #[inline(always)]
    #[must_use]
    #[allow(unsafe_code)]
    pub fn one_hot(&self, row: u32) -> u32 {
        let row = row.min(self.last);
        // SAFETY: there is a word for each sixteen rows up to `last`, and one without rows; `row` is at most `last`. Without
        // the check a loop over rows reads many words in one instruction.
        let word = unsafe { *self.words.get_unchecked(row as usize / ROWS) };
        1 << (8 * (word >> (2 * (row % ROWS as u32)) & 3))
    }
}

/// Sixteen states in a word, the first in the lowest bits.
#[inline(always)]
fn pack(rows: &[u8; ROWS]) -> u32 {
    let all = u128::from_le_bytes(*rows);
    half(all as u64) | half((all >> 64) as u64) << 16
}

/// Eight states, a byte each, in the lower half of a word.
#[inline(always)]
fn half(bytes: u64) -> u32 {
    // Neighbours move together: pairs, then fours, then eight.
    let bytes = bytes & 0x0303_0303_0303_0303;
    let pairs = (bytes | bytes >> 6) & 0x000f_000f_000f_000f;
    let fours = (pairs | pairs >> 12) & 0x0000_00ff_0000_00ff;
    (fours | fours >> 24) as u32 & 0xffff
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_counted_in_its_state() {
        for rows in [1usize, 15, 16, 17, 1000, 70_001] {
            let column: Vec<u8> = (0..rows).map(|i| (i * 7 / 3 % 4) as u8).collect();
            let mut packed = Packed::default();
            packed.pack(&vec![3; 2 * rows]);
            packed.pack(&column);
            for (i, state) in column.iter().enumerate() {
                assert_eq!(packed.one_hot(i as u32), 1 << (8 * state), "row {i} of {rows}");
            }
        }
    }

    #[test]
    fn a_row_that_is_not_there_counts_as_the_last() {
        let mut packed = Packed::default();
        packed.pack(&[0, 0, 2]);
        assert_eq!([3, u32::MAX].map(|row| packed.one_hot(row)), [1 << 16; 2]);
        assert_eq!([5, 0].map(|row| Packed::default().one_hot(row)), [1; 2]);
    }
}
