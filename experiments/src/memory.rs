//! How much memory the program has taken, and how many worlds may stand side by side.

use std::fs;

/// People in all worlds that stand side by side, at most: what is simulated at once stays near half a gigabyte.
pub const PEOPLE_AT_ONCE: u64 = 4_000_000;

/// How many worlds to run side by side: as many as there are threads, but fewer when worlds are large.
#[must_use]
pub fn worlds_side_by_side(people: u64, replicates: u64, threads: usize) -> usize {
    let room = (PEOPLE_AT_ONCE / people.max(1)).max(1);
    // At most `threads`, so it fits.
    room.min(replicates).min(threads as u64).max(1) as usize
}

/// Most memory the process has held so far, in bytes, where the system tells.
#[must_use]
pub fn peak_bytes() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024)
}

/// Starts the peak anew, so that one run of several is not charged with those before it. Where the system
/// does not offer that, the peak is that of the process.
pub fn forget_peak() {
    // Harmless if refused: the peak is then an upper bound.
    let _ = fs::write("/proc/self/clear_refs", "5");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_worlds_fill_the_threads_and_large_ones_stand_alone() {
        assert_eq!(worlds_side_by_side(20_000, 16, 2), 2);
        assert_eq!(worlds_side_by_side(20_000, 1, 8), 1);
        assert_eq!(worlds_side_by_side(1_000_000, 16, 8), 4);
        assert_eq!(worlds_side_by_side(10_000_000, 16, 8), 1);
    }

    #[test]
    fn the_peak_is_more_than_nothing_where_it_is_known() {
        assert!(peak_bytes().is_none_or(|bytes| bytes > 100_000));
    }
}
