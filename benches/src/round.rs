//! One run, ours or another program's, and what is measured of it.

use crate::order::Case;
use sim_core::engine::chunks::on_threads;
use sim_core::params::Params;
use sim_core::simulation::Simulation;
use std::fs;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Instant;

/// What is measured of a run. Empty where it is not known.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Measured {
    /// People, or whatever another program steps.
    pub people: f64,
    /// Months, or steps.
    pub months: f64,
    /// Making the world, before burn-in.
    pub genesis_seconds: Option<f64>,
    /// Solving the start's intercepts, once a run, from a sample of people.
    pub anchor_seconds: Option<f64>,
    /// All timed months.
    pub step_seconds: f64,
    /// Most memory that its process held.
    pub peak_bytes: Option<f64>,
    /// Share of people in the largest mode after the last month, or another program's check.
    pub check: f64,
}

impl Measured {
    /// Person-months a second of stepping.
    #[must_use]
    pub fn rate(&self) -> f64 {
        self.people * self.months / self.step_seconds
    }

    /// Peak memory over people.
    #[must_use]
    pub fn bytes_per_person(&self) -> Option<f64> {
        self.peak_bytes.map(|bytes| bytes / self.people)
    }
}

/// Runs a case in a process of its own, so that the peak of memory is its own. Each round is a replicate of its own,
/// so that the rounds' checks are a sample of what chance does to them.
///
/// # Errors
/// The process cannot be started, or what it said on its way out.
pub fn in_own_process(case: &Case, round: usize) -> Result<Measured, String> {
    let program = std::env::current_exe().map_err(|cause| cause.to_string())?;
    let output = Command::new(program)
        .args(case.words(round))
        .stderr(Stdio::inherit())
        .output()
        .map_err(|cause| cause.to_string())?;
    let told = String::from_utf8_lossy(&output.stdout);
    let numbers: Vec<f64> = told.split_whitespace().map_while(|word| word.parse().ok()).collect();
    let [genesis, anchor, step_seconds, peak, check] = numbers[..] else {
        return Err(format!("a round of {} people ended with {}", case.people, output.status));
    };
    Ok(Measured {
        people: case.people as f64,
        months: case.months as f64,
        genesis_seconds: Some(genesis),
        anchor_seconds: Some(anchor),
        step_seconds,
        peak_bytes: (peak > 0.0).then_some(peak),
        check,
    })
}

/// Lives through a case in this process and says what was measured, as [`in_own_process`] reads it.
///
/// # Errors
/// The scenario is wrong, or the run broke an invariant.
pub fn alone(case: &Case, round: u64) -> Result<String, String> {
    let params = case.workload.params(case.people, 0, &case.settings)?;
    on_threads(Some(case.threads), || live(params, round - 1, case.months))?
}

fn live(params: Params, replicate: u64, months: u64) -> Result<String, String> {
    let told = |broken: sim_core::simulation::BrokenInvariant| broken.to_string();
    let begin = Instant::now();
    let mut simulation = Simulation::genesis(Arc::new(params), replicate);
    let genesis = begin.elapsed().as_secs_f64();
    let begin = Instant::now();
    simulation.burn_in().map_err(told)?;
    let anchor = begin.elapsed().as_secs_f64();
    let begin = Instant::now();
    for _ in 1..months {
        simulation.step().map_err(told)?;
    }
    let last = simulation.step().map_err(told)?.world;
    let stepping = begin.elapsed().as_secs_f64();
    let modes = [last.mode_communal, last.mode_authority, last.mode_equality, last.mode_market];
    let [all, largest] = modes
        .iter()
        .filter_map(|cell| cell.value())
        .fold([0.0, 0.0], |[all, most], n| [all + n, n.max(most)]);
    Ok(format!("{genesis} {anchor} {stepping} {} {}", peak_bytes().unwrap_or(0.0), largest / all))
}

/// Most memory this process has held, where the system tells.
#[must_use]
pub fn peak_bytes() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kibibytes: f64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024.0)
}

/// Runs a command to compare with: the rows it prints, by the names in their first column.
///
/// # Errors
/// It cannot be run, or prints no such row.
pub fn of_command(command: &str, round: usize) -> Result<Vec<(String, Measured)>, String> {
    let output = Command::new("sh")
        .args(["-c", command])
        .env("ROUND", round.to_string())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|cause| format!("`sh` cannot be run: {cause}"))?;
    let told = String::from_utf8_lossy(&output.stdout);
    let rows: Vec<_> = told.lines().filter_map(peer_row).collect();
    if rows.is_empty() {
        return Err(format!("`{command}` ({}) printed no row to compare with, but: {told}", output.status));
    }
    Ok(rows)
}

/// `name,workload,agents,steps,seconds,agent_steps_per_s,peak RSS MB,check…`
fn peer_row(line: &str) -> Option<(String, Measured)> {
    let cells: Vec<&str> = line.split(',').map(str::trim).collect();
    let number = |k: usize| cells.get(k).and_then(|cell| cell.parse::<f64>().ok());
    let measured = Measured {
        people: number(2)?,
        months: number(3)?,
        step_seconds: number(4)?,
        peak_bytes: number(6).map(|mebibytes| mebibytes * 1_048_576.0),
        check: number(7)?,
        ..Measured::default()
    };
    Some((cells[0].to_string(), measured))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::workload::Workload;

    #[test]
    fn a_small_world_is_lived_through_and_measured() {
        let case =
            Case { workload: Workload::Potts, people: 5000, months: 3, threads: 2, settings: Vec::new() };
        let told = alone(&case, 1).unwrap();
        let numbers: Vec<f64> = told.split(' ').map(|word| word.parse().unwrap()).collect();
        assert_eq!(numbers.len(), 5);
        assert!(numbers[2] > 0.0 && (0.25..0.75).contains(&numbers[4]), "{told}");
    }

    #[test]
    fn rows_of_other_programs_are_read_and_other_lines_passed_over() {
        let told = "c-w2-packed-t2,W2,1000000,50,0.0560,8.929e+08,56,0.28700,0.3,0.4";
        let (name, row) = peer_row(told).unwrap();
        assert_eq!((name.as_str(), row.people, row.months, row.check), ("c-w2-packed-t2", 1e6, 50.0, 0.287));
        assert!((row.rate() / 892_857_142.0 - 1.0).abs() < 1e-6);
        assert_eq!(row.bytes_per_person(), Some(56.0 * 1.048_576));
        assert!(peer_row("mesa-W2,-,1000000,50,failed or over 120s").is_none() && peer_row("").is_none());
    }

    #[cfg(unix)]
    #[test]
    fn a_command_without_a_row_is_told() {
        assert_eq!(of_command("echo hello; echo x,W2,10,5,0.5,100,1,$ROUND", 3).unwrap()[0].1.check, 3.0);
        assert!(of_command("echo hello", 1).unwrap_err().contains("hello"));
    }
}
