//! The workloads W1 and W3 of `benches/peers/README.md` as we would write them, beside other tools'.
//!
//! These are the engine's chunks, draws and arithmetic, not the economy: no ledger, no audit, no observables. W2 needs no
//! program of its own, since the scenario `verification/potts` is that workload ([`crate::workload`]).

pub mod regime_choice;
pub mod wealth;

use crate::order::Case;
use crate::round::{alone, peak_bytes};
use crate::workload::Workload;
use sim_core::engine::chunks::on_threads;
use std::time::Instant;

/// Runs a workload and says what came of it, in the row that all peers print:
/// `name,workload,agents,steps,seconds,agent_steps_per_s,peak RSS MB,check…`
///
/// # Errors
/// There is no such workload, or the threads cannot be made.
pub fn row(workload: &str, agents: usize, steps: u64, seed: u64, threads: usize) -> Result<String, String> {
    let (seconds, peak, checks) = match workload {
        "W1" => {
            timed(threads, wealth::Wealth::start(agents, seed, threads), steps, |world| vec![world.gini()])?
        }
        "W2" => {
            let case = Case {
                workload: Workload::Potts,
                people: agents as u64,
                months: steps,
                threads,
                settings: Vec::new(),
            };
            let told = alone(&case, seed.max(1))?;
            let numbers: Vec<f64> = told.split(' ').filter_map(|word| word.parse().ok()).collect();
            let [_, _, seconds, peak, check] = numbers[..] else { return Err(told) };
            (seconds, peak, vec![check])
        }
        "W3" => timed(threads, regime_choice::Economy::start(agents, seed), steps, |world| {
            world.checks().to_vec()
        })?,
        other => return Err(format!("there is no workload `{other}`: W1, W2 and W3 are")),
    };
    let checks: Vec<String> = checks.iter().map(|check| format!("{check:.5}")).collect();
    let rate = agents as f64 * steps as f64 / seconds;
    let megabytes = peak / 1_048_576.0;
    let checks = checks.join(",");
    Ok(format!("fourfold,{workload},{agents},{steps},{seconds:.6},{rate:.4e},{megabytes:.0},{checks}"))
}

/// A world that is stepped.
trait Steps: Send {
    /// Lives through step number `at`.
    fn step(&mut self, at: u64);
}

/// Seconds of stepping, peak of memory when it is done, and the checks.
fn timed<W: Steps>(
    threads: usize,
    mut world: W,
    steps: u64,
    checks: impl FnOnce(&W) -> Vec<f64> + Send,
) -> Result<(f64, f64, Vec<f64>), String> {
    on_threads(Some(threads), || {
        let begin = Instant::now();
        (1..=steps).for_each(|at| world.step(at));
        let seconds = begin.elapsed().as_secs_f64();
        (seconds, peak_bytes().unwrap_or(0.0), checks(&world))
    })
}

/// The Gini coefficient of whole amounts.
#[must_use]
pub fn gini(mut money: Vec<u32>) -> f64 {
    money.sort_unstable();
    let n = money.len() as f64;
    let total: u64 = money.iter().map(|x| u64::from(*x)).sum();
    let weighed = |(rank, x): (usize, &u32)| (2.0 * (rank + 1) as f64 - n - 1.0) * f64::from(*x);
    money.iter().enumerate().map(weighed).sum::<f64>() / (n * total as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_workloads_print_a_row_with_their_checks() {
        for (workload, cells) in [("W1", 8), ("W2", 8), ("W3", 10)] {
            let row = row(workload, 5000, 3, 1, 2).unwrap();
            assert_eq!(row.split(',').count(), cells, "{row}");
            assert!(row.starts_with(&format!("fourfold,{workload},5000,3,")), "{row}");
        }
        assert!(row("W4", 5000, 3, 1, 2).unwrap_err().contains("W4"));
    }

    #[test]
    fn the_gini_of_equals_is_zero_and_of_one_owner_nearly_one() {
        assert_eq!(gini(vec![7; 100]), 0.0);
        assert!((gini((0..100).map(|i| 5 * u32::from(i == 3)).collect()) - 0.99).abs() < 1e-12);
    }
}
