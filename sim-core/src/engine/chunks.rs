//! Work on columns in chunks, on all threads: the only user of rayon in this crate.
//!
//! Columns are halved down to chunks at places that depend on their length alone, and what chunks yield is merged
//! along that same tree, left before right. So the result is one, whatever the number of threads.

use std::cell::Cell;

/// Elements in the largest chunk: a constant of the model, not of the machine.
pub const CHUNK: usize = 4096;

/// Columns that can be cut at one row. A column of length 0 stands for one that is not there and stays empty.
pub trait Columns: Sized + Send {
    /// Rows.
    fn rows(&self) -> usize;
    /// Rows before and from `row` on.
    fn cut(self, row: usize) -> (Self, Self);
}

impl<T: Sync> Columns for &[T] {
    fn rows(&self) -> usize {
        self.len()
    }
    fn cut(self, row: usize) -> (Self, Self) {
        self.split_at(row.min(self.len()))
    }
}

impl<T: Send> Columns for &mut [T] {
    fn rows(&self) -> usize {
        self.len()
    }
    fn cut(self, row: usize) -> (Self, Self) {
        let row = row.min(self.len());
        self.split_at_mut(row)
    }
}

macro_rules! tuples {
    ($( ($($name:ident $index:tt),+); )+) => { $(
        impl<$($name: Columns),+> Columns for ($($name,)+) {
            fn rows(&self) -> usize {
                [$( self.$index.rows() ),+].into_iter().max().unwrap_or(0)
            }
            #[allow(non_snake_case)]
            fn cut(self, row: usize) -> (Self, Self) {
                $( let $name = self.$index.cut(row); )+
                (($( $name.0, )+), ($( $name.1, )+))
            }
        }
    )+ };
}

tuples! {
    (A 0);
    (A 0, B 1);
    (A 0, B 1, C 2);
    (A 0, B 1, C 2, D 3);
    (A 0, B 1, C 2, D 3, E 4);
    (A 0, B 1, C 2, D 3, E 4, F 5);
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6);
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7);
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8);
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9);
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10);
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11);
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11, M 12);
    (A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11, M 12, N 13);
}

/// What chunks yield and how two neighbours' yields become one.
pub trait Merge: Sized + Send {
    /// Adds what the chunk to the right yielded.
    fn merge(&mut self, right: Self);
}

impl Merge for () {
    fn merge(&mut self, (): Self) {}
}

impl<T: Send> Merge for Vec<T> {
    fn merge(&mut self, mut right: Self) {
        self.append(&mut right);
    }
}

impl Merge for u64 {
    fn merge(&mut self, right: Self) {
        *self += right;
    }
}

impl Merge for i64 {
    fn merge(&mut self, right: Self) {
        *self += right;
    }
}

/// A sum of floats: merged along the fixed tree of chunks, so it is the same for any number of threads.
impl Merge for f64 {
    fn merge(&mut self, right: Self) {
        *self += right;
    }
}

impl<T: Merge, const N: usize> Merge for [T; N] {
    fn merge(&mut self, right: Self) {
        for (left, right) in self.iter_mut().zip(right) {
            left.merge(right);
        }
    }
}

impl<A: Merge, B: Merge> Merge for (A, B) {
    fn merge(&mut self, right: Self) {
        self.0.merge(right.0);
        self.1.merge(right.1);
    }
}

impl<A: Merge, B: Merge, C: Merge> Merge for (A, B, C) {
    fn merge(&mut self, right: Self) {
        self.0.merge(right.0);
        self.1.merge(right.1);
        self.2.merge(right.2);
    }
}

/// Does `work(first row, columns)` on every chunk and merges what it yields.
pub fn run<C: Columns, R: Merge>(columns: C, work: &(impl Fn(usize, C) -> R + Sync)) -> R {
    halve(0, columns.rows(), columns, work, CHUNK)
}

/// As [`run`], for `rows` rows whose columns the work borrows itself (read-only work).
pub fn run_rows<R: Merge>(rows: usize, work: &(impl Fn(std::ops::Range<usize>) -> R + Sync)) -> R {
    run_pieces(rows, CHUNK, work)
}

/// As [`run_rows`], in pieces of another size: for work whose yield is large.
pub fn run_pieces<R: Merge>(
    rows: usize,
    piece: usize,
    work: &(impl Fn(std::ops::Range<usize>) -> R + Sync),
) -> R {
    struct Rows(usize);
    impl Columns for Rows {
        fn rows(&self) -> usize {
            self.0
        }
        fn cut(self, row: usize) -> (Self, Self) {
            (Rows(row), Rows(self.0 - row))
        }
    }
    halve(0, rows, Rows(rows), &|first, part: Rows| work(first..first + part.0), piece)
}

/// As [`run`], in pieces of another size: for rows that are more work each, such as firms.
pub fn run_in<C: Columns, R: Merge>(piece: usize, columns: C, work: &(impl Fn(usize, C) -> R + Sync)) -> R {
    halve(0, columns.rows(), columns, work, piece)
}

/// As [`run_in`], of columns that get longer up to `room` rows. What is merged does not depend on how long they are yet, where the work
/// yields nothing (zero) of a row that would not be there and does not ask how many rows it was given.
pub fn run_growing<C: Columns, R: Merge>(
    room: usize,
    piece: usize,
    columns: C,
    work: &(impl Fn(usize, C) -> R + Sync),
) -> R {
    halve(0, room.max(columns.rows()), columns, work, piece)
}

/// Halves `rows` rows, of which the columns have the first.
fn halve<C: Columns, R: Merge>(
    first: usize,
    rows: usize,
    columns: C,
    work: &(impl Fn(usize, C) -> R + Sync),
    chunk: usize,
) -> R {
    if rows <= chunk {
        return work(first, columns);
    }
    let middle = rows.div_ceil(chunk) / 2 * chunk;
    if columns.rows() <= middle {
        return halve(first, middle, columns, work, chunk);
    }
    let (left, right) = columns.cut(middle);
    let left = || halve(first, middle, left, work, chunk);
    let right = || halve(first + middle, rows - middle, right, work, chunk);
    let (mut l, r) = if ALONE.get() { (left(), right()) } else { rayon::join(left, right) };
    l.merge(r);
    l
}

thread_local! {
    static ALONE: Cell<bool> = const { Cell::new(false) };
}

/// Does all work on columns that something asks for on this thread alone, in the same order and with the same result. Where
/// there are as many worlds as threads this is the quicker way: no work is handed over and no thread waits for another.
pub fn on_this_thread<R>(work: impl FnOnce() -> R) -> R {
    /// Puts back what was, after a panic too.
    struct Before(bool);
    impl Drop for Before {
        fn drop(&mut self) {
            ALONE.set(self.0);
        }
    }
    let _before = Before(ALONE.replace(true));
    work()
}

/// Where somebody works: for where to put things, never for what to put.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// On the only thread that works for this world.
    Alone,
    /// On the worker of that number.
    Worker(usize),
    /// On a thread that is no worker.
    Outside,
}

/// Where the one who asks works.
#[inline]
#[must_use]
pub fn place() -> Place {
    if ALONE.get() {
        return Place::Alone;
    }
    rayon::current_thread_index().map_or(Place::Outside, Place::Worker)
}

/// Runs something on so many threads; `None` means one for each core.
///
/// # Errors
/// The operating system's message when threads cannot be made.
pub fn on_threads<R: Send>(threads: Option<usize>, work: impl FnOnce() -> R + Send) -> Result<R, String> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(threads.unwrap_or(0))
        .build()
        .map_err(|e| e.to_string())?;
    Ok(pool.install(work))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    #[test]
    fn every_row_is_visited_once_and_yields_stay_in_order() {
        let mut column: Vec<u32> = vec![0; 3 * CHUNK + 17];
        let absent: &mut [u8] = &mut [];
        let firsts = run((column.as_mut_slice(), absent), &|first, (part, _)| {
            part.iter_mut().for_each(|x| *x += 1);
            vec![first]
        });
        assert_eq!(firsts, [0, CHUNK, 2 * CHUNK, 3 * CHUNK]);
        assert!(column.iter().all(|x| *x == 1));
    }

    #[test]
    fn float_sums_are_the_same_on_any_number_of_threads() {
        let sum = || run_rows(100_000, &|rows| rows.map(|i| 1.0 / (i + 1) as f64).sum::<f64>());
        let on = |threads| on_threads(Some(threads), sum).expect("threads can be made in a test");
        assert!([2, 3, 7].iter().all(|t| on(*t).to_bits() == on(1).to_bits()));
        assert_eq!(on_this_thread(sum).to_bits(), on(1).to_bits());
    }

    #[test]
    fn a_sum_of_columns_that_grow_is_that_of_full_ones_whose_other_rows_are_zero() {
        let room = 50 * CHUNK + 3;
        for rows in [0, 1, CHUNK, CHUNK + 1, 13 * CHUNK + 7, 49 * CHUNK, room] {
            let mut full: Vec<f64> =
                (0..room).map(|i| if i < rows { 1.0 / (i + 1) as f64 } else { 0.0 }).collect();
            let mut other = full.clone();
            let sum = |first: usize, (part, other): (&mut [f64], &mut [f64])| {
                let of = |k: usize| part[k] * (first + k) as f64 + other[k];
                (0..part.len()).map(of).fold(0.0, |sum, x| sum + x)
            };
            let of_all = run_in(CHUNK, (full.as_mut_slice(), other.as_mut_slice()), &sum);
            let of_few = run_growing(room, CHUNK, (&mut full[..rows], &mut other[..rows]), &sum);
            assert_eq!(of_few.to_bits(), of_all.to_bits(), "{rows}");
        }
    }

    #[test]
    fn on_this_thread_nobody_else_works_and_afterwards_others_do_again() {
        /// Whether the second piece is begun while the first is at work.
        fn are_two_at_work() -> bool {
            let begun = AtomicUsize::new(0);
            let seen = run_rows(2 * CHUNK, &|_| {
                begun.fetch_add(1, Ordering::Relaxed);
                let mut patience = (0..1_000_000).inspect(|_| std::thread::yield_now());
                vec![patience.any(|_| begun.load(Ordering::Relaxed) == 2)]
            });
            seen[0]
        }
        on_threads(Some(2), || {
            assert!(!on_this_thread(are_two_at_work));
            assert!(std::panic::catch_unwind(|| on_this_thread(|| panic!("as asked"))).is_err());
            assert!(are_two_at_work(), "the thread is no longer alone");
        })
        .expect("threads can be made in a test");
    }
}
