//! Exact sums: whole numbers, so that the order in which threads add does not matter.

use super::chunks;
use std::sync::atomic::{AtomicI64, Ordering};

/// A column of whole-number tallies that many threads may add to.
///
/// Busy tallies have stripes: each thread adds to one of its own, so that two cores do not take the same cache line
/// from each other at every addition. A tally is the sum over its stripes, whichever thread added what.
#[derive(Debug, Default)]
pub struct Tallies {
    len: usize,
    cells: Vec<AtomicI64>,
}

/// Stripes of a busy column. More threads than this share stripes, which costs time and changes nothing.
const STRIPES: usize = 8;

impl Tallies {
    /// So many zeros, for tallies that change now and then.
    #[must_use]
    pub fn zeros(len: usize) -> Self {
        Self { len, cells: (0..len).map(|_| AtomicI64::new(0)).collect() }
    }

    /// So many zeros, for tallies that every person adds to.
    #[must_use]
    pub fn busy(len: usize) -> Self {
        Self { len, ..Self::zeros(len * STRIPES) }
    }

    /// Adds to one tally.
    #[inline]
    pub fn add(&self, index: usize, amount: i64) {
        let stripe = if self.cells.len() == self.len { 0 } else { chunks::worker() % STRIPES };
        self.cells[stripe * self.len + index].fetch_add(amount, Ordering::Relaxed);
    }

    /// A tally.
    #[inline]
    #[must_use]
    pub fn get(&self, index: usize) -> i64 {
        self.cells.iter().skip(index).step_by(self.len.max(1)).map(|cell| cell.load(Ordering::Relaxed)).sum()
    }

    /// Sets a tally.
    pub fn set(&mut self, index: usize, amount: i64) {
        let len = self.len.max(1);
        self.cells.iter_mut().skip(index).step_by(len).for_each(|cell| *cell.get_mut() = 0);
        *self.cells[index].get_mut() = amount;
    }

    /// Sets all to zero.
    pub fn clear(&mut self) {
        for cell in &mut self.cells {
            // Stripes that no thread has used are not touched: they take no memory.
            if *cell.get_mut() != 0 {
                *cell.get_mut() = 0;
            }
        }
    }

    /// Number of tallies.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }
}

impl Clone for Tallies {
    fn clone(&self) -> Self {
        let cells = self.cells.iter().map(|x| AtomicI64::new(x.load(Ordering::Relaxed))).collect();
        Self { len: self.len, cells }
    }
}

/// Parts of an amount by whole-number weights: differences of ⌊amount·(weight so far)/(all weights)⌋, so that the
/// parts sum to the amount exactly. All zero weights give all parts zero.
pub fn split(
    amount: i64,
    weights: impl IntoIterator<Item = u64, IntoIter: Clone>,
) -> impl Iterator<Item = i64> {
    let weights = weights.into_iter();
    let all: u128 = weights.clone().map(u128::from).sum();
    let mut so_far = 0u128;
    let mut given = 0i64;
    weights.map(move |weight| {
        so_far += u128::from(weight);
        let reached = if all == 0 { 0 } else { (amount as i128 * so_far as i128 / all as i128) as i64 };
        let part = reached - given;
        given = reached;
        part
    })
}

/// ⌊amount · part / whole⌋ without overflow; 0 when the whole is 0.
#[inline]
#[must_use]
pub fn share_of(amount: i64, part: i64, whole: i64) -> i64 {
    if whole == 0 { 0 } else { (i128::from(amount) * i128::from(part) / i128::from(whole)) as i64 }
}

/// A fraction in steps of 2^-30, for ratios that multiply money.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fraction(i64);

impl Fraction {
    /// All of it.
    pub const ONE: Self = Self(1 << 30);

    /// The largest such fraction not above `x`, within 0..=1.
    #[must_use]
    pub fn of(x: f64) -> Self {
        Self((x.clamp(0.0, 1.0) * f64::from(1 << 30)) as i64)
    }

    /// min(1, part/whole); 1 when the whole is 0.
    #[must_use]
    pub fn ratio(part: i64, whole: i64) -> Self {
        if whole <= part {
            Self::ONE
        } else {
            Self(((i128::from(part.max(0)) << 30) / i128::from(whole)) as i64)
        }
    }

    /// ⌊amount · fraction⌋.
    #[inline]
    #[must_use]
    pub fn of_amount(self, amount: i64) -> i64 {
        ((i128::from(amount) * i128::from(self.0)) >> 30) as i64
    }

    /// As a float.
    #[must_use]
    pub fn get(self) -> f64 {
        self.0 as f64 / f64::from(1 << 30)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_busy_tally_is_the_sum_of_what_all_threads_added() {
        let tallies = Tallies::busy(3);
        let add = || chunks::run_rows(50_000, &|rows| rows.for_each(|i| tallies.add(i % 3, i as i64)));
        chunks::on_threads(Some(7), add).expect("threads can be made in a test");
        for k in 0..3 {
            assert_eq!(tallies.get(k), (0..50_000).filter(|i| i % 3 == k).map(|i| i as i64).sum::<i64>());
        }
        let mut tallies = tallies;
        tallies.set(1, 5);
        assert_eq!((tallies.get(1), tallies.len()), (5, 3));
        tallies.clear();
        assert_eq!((0..3).map(|k| tallies.get(k)).sum::<i64>(), 0);
    }

    proptest! {
        #[test]
        fn parts_sum_to_the_whole(amount in 0i64..1 << 62, weights in prop::collection::vec(0u64..1 << 40, 1..50)) {
            let parts: Vec<i64> = split(amount, weights.clone()).collect();
            let expected = if weights.iter().all(|w| *w == 0) { 0 } else { amount };
            prop_assert_eq!(parts.iter().sum::<i64>(), expected);
            prop_assert!(parts.iter().all(|p| *p >= 0));
        }

        #[test]
        fn a_ratio_never_gives_more_than_there_is(part in 0i64..1 << 61, whole in 1i64..1 << 61) {
            prop_assert!(Fraction::ratio(part, whole).of_amount(whole) <= part.max(0).min(whole));
        }
    }
}
