//! One run of one program, in a process of its own with a time limit, and the row that it prints.

use std::io::Read;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What a run printed: `name,workload,agents,steps,seconds,agent_steps_per_s,peak RSS MB,check…`
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub people: u64,
    pub steps: u64,
    pub seconds: f64,
    pub megabytes: f64,
    pub checks: Vec<f64>,
}

impl Row {
    /// Reads a line; none if it is no row.
    pub fn read(line: &str) -> Option<Self> {
        let cells: Vec<&str> = line.trim().split(',').collect();
        let number = |k: usize| cells.get(k)?.parse::<f64>().ok().filter(|x| x.is_finite());
        let checks: Vec<f64> = (7..cells.len()).map(number).collect::<Option<_>>()?;
        let row = Self {
            people: number(2)? as u64,
            steps: number(3)? as u64,
            seconds: number(4)?,
            megabytes: number(6)?,
            checks,
        };
        (row.seconds > 0.0 && !row.checks.is_empty()).then_some(row)
    }

    /// Agent-steps a second.
    pub fn rate(&self) -> f64 {
        (self.people * self.steps) as f64 / self.seconds
    }
}

/// Runs a command for at most `limit`.
///
/// # Errors
/// Why there is no row, in a few words.
pub fn run(command: &mut Command, limit: Duration) -> Result<Row, String> {
    let mut child = command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .map_err(|cause| format!("cannot be started: {cause}"))?;
    let begin = Instant::now();
    let status = loop {
        match child.try_wait() {
            Ok(Some(status)) => break status,
            Ok(None) if begin.elapsed() < limit => std::thread::sleep(Duration::from_millis(10)),
            Ok(None) => {
                // It is ended and waited for, so that it takes nothing from the next one.
                let _ = child.kill();
                let _ = child.wait();
                return Err(format!("took more than {} s", limit.as_secs()));
            }
            Err(cause) => return Err(cause.to_string()),
        }
    };
    // Programs say a few lines, which fit into the pipe: nothing need be read before they end.
    let (mut told, mut complaint) = (String::new(), String::new());
    let _ = child.stdout.take().map(|mut out| out.read_to_string(&mut told));
    let _ = child.stderr.take().map(|mut err| err.read_to_string(&mut complaint));
    match told.lines().find_map(Row::read) {
        Some(row) if status.success() => Ok(row),
        _ => Err(complaint.lines().last().map_or_else(|| format!("ended with {status}"), str::to_owned)),
    }
}

/// Share of the machine's processor time that others take while we take none; none where the system does not tell.
pub fn taken_by_others() -> Option<f64> {
    let first = processor_time(&std::fs::read_to_string("/proc/stat").ok()?)?;
    std::thread::sleep(Duration::from_millis(1000));
    let [busy, all] = processor_time(&std::fs::read_to_string("/proc/stat").ok()?)?;
    Some((busy - first[0]) / (all - first[1]).max(1.0))
}

/// Busy time and all time since the machine began, of the first line of `/proc/stat`.
fn processor_time(text: &str) -> Option<[f64; 2]> {
    let numbers = text.lines().next()?.strip_prefix("cpu ")?;
    let times: Vec<f64> = numbers.split_whitespace().map_while(|word| word.parse().ok()).collect();
    // user, nice, system, idle, waiting for disks, …; time of guests is counted in user's.
    let all: f64 = times.iter().take(8).sum();
    let idle = times.get(3)? + times.get(4)?;
    Some([all - idle, all])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_read_with_all_its_checks_and_other_lines_are_not() {
        let row = Row::read("c-packed,W2,1000000,50,0.0560,8.929e+08,56,0.28700,0.3,0.4\n").unwrap();
        assert_eq!((row.people, row.steps, row.megabytes), (1_000_000, 50, 56.0));
        assert_eq!(row.checks, [0.287, 0.3, 0.4]);
        assert!((row.rate() / 892_857_142.0 - 1.0).abs() < 1e-6);
        for line in ["", "hello", "x,W1,10,5,0.0,1,2,0.5", "x,W1,10,5,0.1,1,2", "x,W1,10,5,0.1,1,2,nan"] {
            assert_eq!(Row::read(line), None, "{line}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn a_run_ends_with_a_row_a_complaint_or_the_limit() {
        let sh = |words: &str, limit: u64| {
            run(Command::new("sh").args(["-c", words]), Duration::from_millis(limit))
        };
        assert_eq!(sh("echo noise; echo x,W1,10,5,0.5,100,3,0.25", 5000).unwrap().checks, [0.25]);
        assert_eq!(sh("echo no such module >&2; exit 1", 5000).unwrap_err(), "no such module");
        assert!(sh("exec sleep 5", 50).unwrap_err().contains("more than"));
        assert!(run(&mut Command::new("there-is-no-such-program"), Duration::ZERO).is_err());
    }

    #[test]
    fn time_that_was_idle_is_told_from_time_that_was_not() {
        let text = "cpu  100 20 30 800 50 0 0 0 7 0\ncpu0 1 2 3 4\n";
        assert_eq!(processor_time(text), Some([150.0, 1000.0]));
        assert_eq!(processor_time("intr 5"), None);
    }
}
