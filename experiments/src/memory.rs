//! How much memory the program has taken and a run will take, and how many worlds may stand side by side.

use crate::Failure;
use sim_core::params::Params;
use sim_core::state::People;
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

/// Bytes that a person takes in a world, organisations and scratch included: the columns that the scenario's mechanisms
/// need, a firm of 350 bytes for each [`sim_core::params::Firms::people_per_firm`] people, 190 for each project that may come to
/// live, and 8 for lists that a month makes, or 1 where nobody is hired, paid or joins anything (for those who change regime, as often as they usually do).
#[must_use]
pub fn bytes_per_person(params: &Params) -> f64 {
    let mut one = params.clone();
    one.world.people = 1;
    let firms = if params.mechanisms.firms { 350.0 / params.firms.people_per_firm } else { 0.0 };
    let projects = if params.mechanisms.projects { 190.0 * projects_per_person(params) } else { 0.0 };
    let lists = if params.mechanisms.firms || params.mechanisms.projects { 8.0 } else { 1.0 };
    People::blank(&one).bytes_per_person() as f64 + firms + projects + lists
}

/// Slots for projects that a person comes to need. In `emergence` 0.04 live a person at the start, 0.11 after five years and 0.24 from the
/// tenth on; here with a quarter more, since slots are made a quarter at a time.
fn projects_per_person(params: &Params) -> f64 {
    let years = (params.world.burn_in + params.world.months) as f64 / 12.0;
    (0.3 * (years / 8.0).clamp(0.15, 1.0)).min(params.projects.per_person)
}

/// Refuses a run that will not fit into the memory that is free, where the system tells how much that is.
///
/// # Errors
/// What the run needs and what there is.
pub fn check(params: &Params, threads: usize) -> Result<(), Failure> {
    fits(params, worlds_side_by_side(params.world.people, params.world.replicates, threads))
}

/// The same for studies, which live a world on every thread, however many replicates there are.
///
/// # Errors
/// What the worlds need and what there is.
pub fn check_study(params: &Params, threads: usize) -> Result<(), Failure> {
    fits(params, threads)
}

fn fits(params: &Params, worlds: usize) -> Result<(), Failure> {
    let needed = (bytes_per_person(params) * params.world.people as f64 * worlds as f64) as u64;
    match free_bytes() {
        Some(free) if needed > free => Err(Failure::Memory { needed, free, people: params.world.people }),
        _ => Ok(()),
    }
}

/// Memory that programs can still take, where the system tells.
fn free_bytes() -> Option<u64> {
    let memory = fs::read_to_string("/proc/meminfo").ok()?;
    let line = memory.lines().find_map(|line| line.strip_prefix("MemAvailable:"))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024)
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
    fn a_run_that_cannot_fit_is_refused_with_the_figure() {
        let mut params = Params::default();
        params.world.people = 4_000_000_000;
        if free_bytes().is_some() {
            let refused = check(&params, 2).expect_err("hundreds of gigabytes");
            assert!(refused.is_wrong_input() && refused.to_string().contains("GiB"), "{refused}");
        }
        params.world.people = 1000;
        assert!(check(&params, 2).is_ok());
    }

    #[test]
    fn projects_take_memory_as_a_world_grows_old() {
        let mut params = Params::default();
        let mut of_years = |years: u64| {
            (params.world.burn_in, params.world.months) = (0, 12 * years);
            bytes_per_person(&params)
        };
        let [young, older, old, very_old] = [1, 5, 10, 50].map(&mut of_years);
        assert!(young < older && older < old && old == very_old, "{young}, {older}, {old}, {very_old}");
        assert!((old - young - 190.0 * 0.3 * 0.85).abs() < 1e-6);
        params.projects.per_person = 0.01;
        assert!(bytes_per_person(&params) < young);
        params.mechanisms.projects = false;
        assert!(bytes_per_person(&params) < young);
    }

    #[test]
    fn the_peak_is_more_than_nothing_where_it_is_known() {
        assert!(peak_bytes().is_none_or(|bytes| bytes > 100_000));
    }
}
