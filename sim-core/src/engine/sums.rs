//! Exact sums: whole numbers, so that the order in which threads add does not matter.

use super::chunks::{self, Place};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicI64, Ordering};

/// A column of whole-number tallies that many threads may add to.
///
/// Whoever adds for many people takes an [`Adder`]: each thread then adds to cells of its own, without taking cache lines from
/// the others, and [`Tallies::fold`] brings them together. A tally is one whole number, whichever thread added what.
#[derive(Debug, Default)]
pub struct Tallies {
    sums: Vec<AtomicI64>,
    /// One thread's own cells each, made when it first adds; all zero but between adding and folding.
    own: [OnceLock<Vec<AtomicI64>>; OWN],
}

/// Threads that have cells of their own. More than this add to the sums themselves, which costs time and changes nothing.
const OWN: usize = 16;

/// A thread's hands on tallies, for one chunk of people.
pub struct Adder<'a> {
    cells: &'a [AtomicI64],
    alone: bool,
}

impl Adder<'_> {
    /// The cells it adds to, so that they can be asked for ahead of time.
    #[inline(always)]
    #[must_use]
    pub fn cells(&self) -> &[AtomicI64] {
        self.cells
    }

    /// Adds to one tally.
    #[inline(always)]
    pub fn add(&self, index: usize, amount: i64) {
        let cell = &self.cells[index];
        if self.alone {
            // Nobody else writes here, so that the addition need not be one with the reading.
            cell.store(cell.load(Ordering::Relaxed).wrapping_add(amount), Ordering::Relaxed);
        } else {
            cell.fetch_add(amount, Ordering::Relaxed);
        }
    }
}

fn cells(len: usize) -> Vec<AtomicI64> {
    (0..len).map(|_| AtomicI64::new(0)).collect()
}

impl Tallies {
    /// So many zeros.
    #[must_use]
    pub fn zeros(len: usize) -> Self {
        Self { sums: cells(len), ..Self::default() }
    }

    /// Adds to one tally, at once: for the few.
    #[inline]
    pub fn add(&self, index: usize, amount: i64) {
        self.sums[index].fetch_add(amount, Ordering::Relaxed);
    }

    /// Hands for the thread that asks, to be used by it alone and before it gives way to other work. What they add is in the
    /// tallies after [`Tallies::fold`].
    #[must_use]
    pub fn adder(&self) -> Adder<'_> {
        let own = match chunks::place() {
            Place::Alone => return Adder { cells: &self.sums, alone: true },
            Place::Worker(number) => self.own.get(number),
            Place::Outside => None,
        };
        match own {
            Some(own) => Adder { cells: own.get_or_init(|| cells(self.sums.len())), alone: true },
            None => Adder { cells: &self.sums, alone: false },
        }
    }

    /// Brings together what adders added.
    pub fn fold(&mut self) {
        for own in self.own.iter_mut().filter_map(OnceLock::get_mut) {
            for (sum, cell) in self.sums.iter_mut().zip(own) {
                *sum.get_mut() += std::mem::take(cell.get_mut());
            }
        }
    }

    /// A tally.
    #[inline]
    #[must_use]
    pub fn get(&self, index: usize) -> i64 {
        self.sums[index].load(Ordering::Relaxed)
    }

    /// Sets a tally.
    pub fn set(&mut self, index: usize, amount: i64) {
        *self.sums[index].get_mut() = amount;
    }

    /// More tallies, in as many rows for each as there were for each of `before`; the new ones are zero.
    pub fn lengthen(&mut self, before: usize, after: usize) {
        let Some(rows) = self.len().checked_div(before) else { return };
        self.sums.resize_with(rows * after, || AtomicI64::new(0));
        for own in self.own.iter_mut().filter_map(OnceLock::get_mut) {
            own.resize_with(rows * after, || AtomicI64::new(0));
        }
    }

    /// Sets all to zero.
    pub fn clear(&mut self) {
        self.sums.iter_mut().for_each(|sum| *sum.get_mut() = 0);
    }

    /// Number of tallies.
    #[must_use]
    pub fn len(&self) -> usize {
        self.sums.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.sums.is_empty()
    }
}

impl Clone for Tallies {
    fn clone(&self) -> Self {
        let sums = self.sums.iter().map(|x| AtomicI64::new(x.load(Ordering::Relaxed))).collect();
        Self { sums, ..Self::default() }
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
    fn a_tally_is_the_sum_of_what_all_threads_added() {
        // More threads than have cells of their own, as many as have none, and work that keeps to one thread.
        for threads in [1, 2, OWN + 3] {
            let mut tallies = Tallies::zeros(3);
            let add = || {
                chunks::run_rows(50_000, &|rows| {
                    let adder = tallies.adder();
                    rows.for_each(|i| adder.add(i % 3, i as i64));
                });
                chunks::on_this_thread(|| tallies.adder().add(1, 7));
                tallies.add(2, 1);
            };
            chunks::on_threads(Some(threads), add).expect("threads can be made in a test");
            tallies.fold();
            tallies.fold();
            let sum = |k: usize| (0..50_000).filter(|i| i % 3 == k).map(|i| i as i64).sum::<i64>();
            assert_eq!([0, 1, 2].map(|k| tallies.get(k)), [sum(0), sum(1) + 7, sum(2) + 1], "{threads}");
            tallies.set(1, 5);
            assert_eq!((tallies.get(1), tallies.len()), (5, 3));
            tallies.lengthen(3, 5);
            chunks::on_threads(Some(threads), || tallies.adder().add(4, 6))
                .expect("threads can be made in a test");
            tallies.fold();
            assert_eq!((tallies.get(1), tallies.get(3), tallies.get(4), tallies.len()), (5, 0, 6, 5));
            tallies.clear();
            assert_eq!((0..3).map(|k| tallies.get(k)).sum::<i64>(), 0);
        }
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
