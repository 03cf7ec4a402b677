//! Memory that is read soon: asked for ahead of time, so that nobody waits for it.

use std::ops::Range;

/// Bytes that a processor fetches at once.
const LINE: usize = 64;

/// Columns with so many rows do not lie in a core's own cache.
pub const LARGE: usize = 1 << 23;

/// Asks for a row of a column. A hint: nothing is read, and where the processor knows no such hint nothing happens.
#[inline(always)]
#[allow(unsafe_code)]
pub fn fetch<T>(column: &[T], row: usize) {
    #[cfg(target_arch = "x86_64")]
    {
        use std::arch::x86_64::{_MM_HINT_T0, _mm_prefetch};
        let at = column.as_ptr().wrapping_add(row);
        // SAFETY: a hint never faults, whatever it points to, and changes nothing but what lies in caches.
        unsafe { _mm_prefetch::<_MM_HINT_T0>(at.cast()) };
    }
    #[cfg(not(target_arch = "x86_64"))]
    let _ = (column, row);
}

/// People whose organisation's row is asked for before it is their turn: as long as memory takes.
const PEOPLE: usize = 24;

/// Asks for the row of a column that the organisation of somebody further on has: `rows` says who is in which.
#[inline(always)]
pub fn fetch_of<T>(column: &[T], rows: &[u32], now: usize) {
    if let Some(row) = rows.get(now + PEOPLE) {
        fetch(column, *row as usize);
    }
}

/// Asks for rows that lie side by side.
#[inline(always)]
pub fn fetch_rows<T>(column: &[T], rows: Range<usize>) {
    rows.clone().step_by((LINE / size_of::<T>().max(1)).max(1)).for_each(|row| fetch(column, row));
    if let Some(last) = rows.last() {
        fetch(column, last);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_stays_as_it_is_and_may_lie_beyond_the_end() {
        let column: Vec<u16> = (0..1000).collect();
        fetch_rows(&column, 0..1000);
        fetch_rows(&column, 5..5);
        fetch(&column, usize::MAX);
        fetch_of(&column, &[7, u32::MAX], 0);
        fetch_of(&column, &[u32::MAX; 100], 3);
        assert!(column.iter().enumerate().all(|(row, x)| row == usize::from(*x)));
    }
}
