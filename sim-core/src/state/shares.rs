//! A share of each person, in 32 bits or in 16: for worlds of so many people that memory decides.
//!
//! In 16 bits a share is a whole number of 65535ths. What lies between two of them goes to either by chance, with the odds that leave its
//! mean where it is; to the nearest it would stand still where a month moves it by less than half of a step.

use crate::engine::chunks::Columns;
use crate::engine::draws::mix32;
use multiversion::multiversion;

/// 65535ths in a whole.
const STEPS: f32 = 65_535.0;

/// Columns of people that are kept as shares.
#[derive(Clone, Copy, Debug)]
pub enum Rounded {
    /// Taste for unalienated work.
    Taste,
    /// Belief.
    Belief,
    /// Commons time.
    Commons,
}

/// A share, 0 to 1, of each person; a column that is not there has no rows.
#[derive(Clone, Debug, PartialEq)]
pub enum Shares {
    /// As it is.
    Wide(Vec<f32>),
    /// In 65535ths.
    Narrow(Vec<u16>),
}

impl Default for Shares {
    fn default() -> Self {
        Self::Wide(Vec::new())
    }
}

impl Shares {
    /// So many rows of nought; no rows: a column that is not there.
    #[must_use]
    pub fn blank(rows: usize, narrow: bool) -> Self {
        if narrow && rows > 0 { Self::Narrow(vec![0; rows]) } else { Self::Wide(vec![0.0; rows]) }
    }

    /// Rows.
    #[must_use]
    pub fn len(&self) -> usize {
        match self {
            Self::Wide(column) => column.len(),
            Self::Narrow(column) => column.len(),
        }
    }

    /// Whether the column is not there.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Bytes that a row takes; none where the column is not there.
    #[must_use]
    pub fn width_in_use(&self) -> usize {
        match self {
            _ if self.is_empty() => 0,
            Self::Wide(_) => size_of::<f32>(),
            Self::Narrow(_) => size_of::<u16>(),
        }
    }

    /// A row, if it is there.
    #[inline(always)]
    #[must_use]
    pub fn get(&self, row: usize) -> Option<f32> {
        match self {
            Self::Wide(column) => column.get(row).copied(),
            Self::Narrow(column) => column.get(row).map(|x| wide(*x)),
        }
    }

    /// A row, or `absent` where there is no column.
    ///
    /// # Panics
    /// There is a column, and the row is beyond its end.
    #[inline(always)]
    #[must_use]
    pub fn at(&self, row: usize, absent: f32) -> f32 {
        match self {
            Self::Wide(column) if column.is_empty() => absent,
            Self::Wide(column) => column[row],
            Self::Narrow(column) if column.is_empty() => absent,
            Self::Narrow(column) => wide(column[row]),
        }
    }

    /// Some rows as numbers; those of 16 bits are laid out in `desk`.
    ///
    /// # Panics
    /// The rows are more than `desk` has room for, or beyond the end.
    #[must_use]
    pub fn read<'a>(&'a self, rows: std::ops::Range<usize>, desk: &'a mut [f32]) -> &'a [f32] {
        match self {
            Self::Wide(column) => &column[rows],
            Self::Narrow(column) => {
                let desk = &mut desk[..rows.len()];
                desk.iter_mut().zip(&column[rows]).for_each(|(desk, x)| *desk = wide(*x));
                desk
            }
        }
    }

    /// All rows.
    pub fn iter(&self) -> impl Iterator<Item = f32> + '_ {
        (0..self.len()).filter_map(|row| self.get(row))
    }

    /// Writes every row, by its number.
    pub fn put_each(&mut self, share: impl Fn(usize) -> f32) {
        (0..self.len()).for_each(|row| self.put(row, share(row)));
    }

    /// Writes a row, if it is there; 16 bits take the nearest.
    pub fn put(&mut self, row: usize, share: f32) {
        match self {
            Self::Wide(column) => column.get_mut(row).into_iter().for_each(|x| *x = share),
            Self::Narrow(column) => column.get_mut(row).into_iter().for_each(|x| *x = nearest(share)),
        }
    }

    /// The column to write to, in pieces. `key` decides how what lies between two 65535ths is rounded: another for each column and month.
    #[must_use]
    pub fn pieces(&mut self, key: u32) -> Pieces<'_> {
        match self {
            Self::Wide(column) => Pieces::Wide(column),
            Self::Narrow(rows) => Pieces::Narrow { rows, first: 0, key },
        }
    }
}

/// A piece of a column of shares, to write to.
pub enum Pieces<'a> {
    /// As they are.
    Wide(&'a mut [f32]),
    /// In 65535ths.
    Narrow {
        /// The piece.
        rows: &'a mut [u16],
        /// Its first row in the whole column.
        first: u32,
        /// Decides how to round.
        key: u32,
    },
}

impl Columns for Pieces<'_> {
    fn rows(&self) -> usize {
        match self {
            Self::Wide(rows) => rows.len(),
            Self::Narrow { rows, .. } => rows.len(),
        }
    }

    fn cut(self, row: usize) -> (Self, Self) {
        match self {
            Self::Wide(rows) => {
                let (left, right) = rows.cut(row);
                (Self::Wide(left), Self::Wide(right))
            }
            Self::Narrow { rows, first, key } => {
                let (left, right) = rows.cut(row);
                let middle = first + left.len() as u32;
                (Self::Narrow { rows: left, first, key }, Self::Narrow { rows: right, first: middle, key })
            }
        }
    }
}

impl Pieces<'_> {
    /// A row, if it is there.
    #[inline(always)]
    #[must_use]
    pub fn get(&self, row: usize) -> Option<f32> {
        match self {
            Self::Wide(rows) => rows.get(row).copied(),
            Self::Narrow { rows, .. } => rows.get(row).map(|x| wide(*x)),
        }
    }

    /// Rows from `start` on as numbers.
    pub fn copy(&self, start: usize, shares: &mut [f32]) {
        match self {
            Self::Wide(rows) => shares.copy_from_slice(&rows[start..start + shares.len()]),
            Self::Narrow { rows, .. } => {
                shares.iter_mut().zip(&rows[start..]).for_each(|(x, row)| *x = wide(*row))
            }
        }
    }

    /// Writes a row, if it is there.
    #[inline(always)]
    pub fn set(&mut self, row: usize, share: f32) {
        match self {
            Self::Wide(rows) => rows.get_mut(row).into_iter().for_each(|x| *x = share),
            Self::Narrow { rows, first, key } => {
                let luck = mix32((*first + row as u32) ^ *key);
                rows.get_mut(row).into_iter().for_each(|x| *x = either(share, luck));
            }
        }
    }

    /// Writes rows from `start` on.
    pub fn fill(&mut self, start: usize, shares: &[f32]) {
        match self {
            Self::Wide(rows) => rows[start..start + shares.len()].copy_from_slice(shares),
            Self::Narrow { rows, first, key } => {
                round_all(&mut rows[start..start + shares.len()], shares, *first + start as u32, *key);
            }
        }
    }
}

/// A kept share as a number.
pub trait Kept: Copy {
    /// A share of nothing.
    const NOUGHT: Self;
    /// The number.
    fn share(self) -> f32;
}

impl Kept for f32 {
    const NOUGHT: Self = 0.0;

    #[inline(always)]
    fn share(self) -> f32 {
        self
    }
}

impl Kept for u16 {
    const NOUGHT: Self = 0;

    #[inline(always)]
    fn share(self) -> f32 {
        wide(self)
    }
}

/// Rounds consecutive rows.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512dq+avx512vl", "x86_64+avx2"))]
fn round_all(rows: &mut [u16], shares: &[f32], first: u32, key: u32) {
    let shares = &shares[..rows.len()];
    for (k, x) in rows.iter_mut().enumerate() {
        *x = either(shares[k], mix32((first + k as u32) ^ key));
    }
}

#[inline(always)]
fn wide(kept: u16) -> f32 {
    f32::from(kept) * (1.0 / STEPS)
}

fn nearest(share: f32) -> u16 {
    // Beyond 0 and 1 a conversion stays at the end.
    (share * STEPS + 0.5) as u16
}

/// One of the two 65535ths beside a share, by chance: the nearest to what lies up to half a step off. What is no share is not seen any
/// more afterwards: development builds stop here, and wide shares are held against their range each month.
#[inline(always)]
fn either(share: f32, luck: u32) -> u16 {
    debug_assert!((-1e-6..=1.000_001).contains(&share), "{share} is no share");
    /// Here a number of 32 bits has no place for halves: adding it rounds, and leaves the whole number in the lowest bits.
    const ROUNDS: f32 = (3 << 22) as f32;
    let off = (luck >> 8) as i32 as f32 * (1.0 / (1 << 24) as f32) - 0.5;
    ((share * STEPS + off).clamp(0.0, STEPS) + ROUNDS).to_bits() as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sixteen_bits_keep_the_mean_and_are_never_a_step_off() {
        let mut column = Shares::blank(200_000, true);
        for share in [0.0, 1e-6, 0.123_456, 0.5, 0.999_999, 1.0] {
            let mut pieces = column.pieces(77);
            (0..200_000).for_each(|row| pieces.set(row, share));
            let values: Vec<f64> = (0..200_000).map(|row| f64::from(column.at(row, 9.0))).collect();
            let mean = values.iter().sum::<f64>() / 200_000.0;
            // A step is 1.5e-5; of so many rows the mean is known to 2e-8.
            assert!((mean - f64::from(share)).abs() < 1e-7, "{share}: {mean}");
            assert!(values.iter().all(|x| (x - f64::from(share)).abs() < 1.01 / 65_535.0), "{share}");
        }
    }

    #[test]
    fn what_moves_less_than_a_step_still_arrives() {
        // A hundredth of the way a month, as taste goes: to the nearest it would stop 0.0008 short.
        let mut column = Shares::blank(1000, true);
        for month in 0..2000 {
            let mut pieces = column.pieces(month);
            for row in 0..1000 {
                let now = pieces.get(row).unwrap();
                pieces.set(row, now + 0.01 * (0.3 - now));
            }
        }
        let mean = (0..1000).map(|row| column.at(row, 9.0)).sum::<f32>() / 1000.0;
        assert!((mean - 0.3).abs() < 2e-5, "{mean}");
    }

    #[test]
    fn pieces_round_as_the_whole_does() {
        let shares: Vec<f32> = (0..1000).map(|k| k as f32 / 999.0 * 0.77).collect();
        let (mut whole, mut cut, mut one) =
            (Shares::blank(1000, true), Shares::blank(1000, true), Shares::blank(1000, true));
        whole.pieces(5).fill(0, &shares);
        let (mut left, mut right) = cut.pieces(5).cut(333);
        left.fill(0, &shares[..333]);
        right.fill(0, &shares[333..]);
        let mut pieces = one.pieces(5);
        shares.iter().enumerate().for_each(|(row, share)| pieces.set(row, *share));
        assert!(whole == cut && whole == one);
    }

    #[test]
    fn wide_shares_are_as_they_were() {
        let mut column = Shares::blank(3, false);
        column.pieces(9).fill(1, &[0.1, 0.2]);
        column.put(0, 0.3);
        assert_eq!(column, Shares::Wide(vec![0.3, 0.1, 0.2]));
        assert_eq!((column.get(3), Shares::default().at(7, 0.5)), (None, 0.5));
    }
}
