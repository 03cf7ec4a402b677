//! A column for who reads many of its rows at random.

/// A column that has at least one row; a row beyond the last reads as the last.
///
/// Without a check that may fail, a loop over rows reads many of them in one instruction.
#[derive(Clone, Copy, Debug)]
pub struct Lookup<'a, T> {
    column: &'a [T],
    last: u32,
}

impl<'a, T: Copy> Lookup<'a, T> {
    /// A column to read from; `None` if it has no rows, or more than a word counts.
    #[must_use]
    pub fn new(column: &'a [T]) -> Option<Self> {
        let last = u32::try_from(column.len().checked_sub(1)?).ok()?;
        Some(Self { column, last })
    }

    /// What stands in a row.
    #[inline(always)]
    #[must_use]
    #[allow(unsafe_code)]
    pub fn at(self, row: u32) -> T {
        // SAFETY: `last` is the column's last row, and what is read is not beyond it.
        unsafe { *self.column.get_unchecked(row.min(self.last) as usize) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_reads_as_itself_and_beyond_the_last_as_the_last() {
        let column = [3u8, 5, 8];
        let lookup = Lookup::new(&column).expect("there are rows");
        assert_eq!([0, 1, 2, 3, u32::MAX].map(|row| lookup.at(row)), [3, 5, 8, 8, 8]);
        assert!(Lookup::<u8>::new(&[]).is_none());
    }
}
