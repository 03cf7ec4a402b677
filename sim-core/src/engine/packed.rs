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
                    Some(rows) => pack(*rows),
                    None => rows.iter().rev().fold(0, |word, state| word << 2 | u32::from(state & 3)),
                };
            }
        });
    }

    /// Adds a one to the count of the state that each row is in: `counts` holds four counts of a byte each, by state from
    /// the lowest byte on. Rows beyond the last count as the last.
    #[inline(always)]
    #[allow(unsafe_code)]
    pub fn count<const N: usize>(&self, rows: &[u32; N], counts: &mut [u32; N]) {
        for (row, count) in rows.iter().zip(counts) {
            let row = (*row).min(self.last);
            // SAFETY: there is a word for each sixteen rows up to `last`, and one without rows; `row` is at most `last`. Without the check sixteen of these become one instruction.
            let word = unsafe { *self.words.get_unchecked(row as usize / ROWS) };
            *count += 1 << (8 * (word >> (2 * (row % ROWS as u32)) & 3));
        }
    }
}

/// Sixteen states in a word, the first in the lowest bits.
#[inline(always)]
fn pack(rows: [u8; ROWS]) -> u32 {
    let half = |k: usize| {
        let bytes = u64::from_le_bytes(std::array::from_fn(|l| rows[k + l])) & 0x0303_0303_0303_0303;
        // Neighbours move together: pairs, then fours, then eight.
        let pairs = (bytes | bytes >> 6) & 0x000f_000f_000f_000f;
        let fours = (pairs | pairs >> 12) & 0x0000_00ff_0000_00ff;
        (fours | fours >> 24) as u32 & 0xffff
    };
    half(0) | half(8) << 16
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
                let mut counts = [0x0101_0101; 1];
                packed.count(&[i as u32], &mut counts);
                assert_eq!(counts[0], 0x0101_0101 + (1 << (8 * state)), "row {i} of {rows}");
            }
        }
    }

    #[test]
    fn a_row_that_is_not_there_counts_as_the_last() {
        let mut packed = Packed::default();
        packed.pack(&[0, 0, 2]);
        let mut counts = [0; 2];
        packed.count(&[3, u32::MAX], &mut counts);
        assert_eq!(counts, [1 << 16; 2]);
        Packed::default().count(&[5, 0], &mut counts);
        assert_eq!(counts, [(1 << 16) + 1; 2]);
    }
}
