//! How far the run is: a bar on a terminal, a line for each tenth when piped, nothing when quiet.

use super::messages::warning;
use super::{grouped, say};
use crate::interrupt;
use experiments::ensemble::{Stage, Watcher};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use sim_core::params::World;
use std::fmt::Write as _;
use std::io::{self, IsTerminal};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// How loud the program is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Voice {
    /// A bar, or lines when piped.
    Normal,
    /// Errors only.
    Quiet,
}

/// Follows the runs of one scenario.
pub struct Progress {
    name: String,
    people: u64,
    months: u64,
    passed: AtomicU64,
    begin: Instant,
    look: Look,
    lines: bool,
}

enum Look {
    Bar(ProgressBar),
    Lines,
    Nothing,
}

impl Progress {
    /// For a scenario whose worlds begin now; `lines`: whether lines of the month are to be timed.
    pub fn begin(name: &str, world: &World, voice: Voice, lines: bool) -> Self {
        let months = world.replicates * (world.months + world.burn_in);
        let look = match voice {
            Voice::Quiet => Look::Nothing,
            Voice::Normal if io::stderr().is_terminal() => Look::Bar(bar(name, months, world.people)),
            Voice::Normal => Look::Lines,
        };
        let (name, begin) = (name.to_string(), Instant::now());
        Self { name, people: world.people, months, passed: AtomicU64::new(0), begin, look, lines }
    }

    /// Removes the bar.
    pub fn end(&self) {
        if let Look::Bar(bar) = &self.look {
            bar.finish_and_clear();
        }
    }

    fn tell(&self, line: &str) {
        match &self.look {
            Look::Bar(bar) => bar.suspend(|| say(line)),
            Look::Lines => say(line),
            Look::Nothing => {}
        }
    }

    /// What a line says when a tenth has passed.
    fn line(&self, passed: u64) -> String {
        let seconds = self.begin.elapsed().as_secs_f64().max(1e-3);
        let rate = passed as f64 / seconds;
        let left = (self.months - passed) as f64 / rate.max(1e-9);
        let percent = passed * 100 / self.months.max(1);
        let speed = speed(rate * self.people as f64);
        format!("{}: {percent:3} % of months, {speed}, {left:.0} s left", self.name)
    }
}

impl Watcher for Progress {
    fn world_stands(&self, leading_eigenvalue: f64) {
        let what = "leading eigenvalue of the evenly mixed state";
        if leading_eigenvalue > 1.0 {
            self.tell(&warning(
                &format!(
                    "{what}: {leading_eigenvalue:.3}, above 1: it is unstable, one mode or regime takes over"
                ),
                "lower modes.imitation, regimes.imitation or the weights of [fit] if that is not meant",
            ));
        } else {
            self.tell(&format!("{}: {what}: {leading_eigenvalue:.3} (below 1: stable)", self.name));
        }
    }

    fn months_passed(&self, months: u64) {
        let before = self.passed.fetch_add(months, Ordering::Relaxed);
        let after = before + months;
        match &self.look {
            Look::Bar(bar) => bar.inc(months),
            Look::Lines if before * 10 / self.months != after * 10 / self.months => say(&self.line(after)),
            Look::Lines | Look::Nothing => {}
        }
    }

    fn wants_lines(&self) -> bool {
        self.lines
    }

    fn stage(&self, stage: Stage) {
        if let Look::Bar(bar) = &self.look {
            bar.set_message(match stage {
                Stage::Parquet => "writing Parquet",
                Stage::Summary => "summing up",
                Stage::Figures => "drawing figures",
            });
        }
    }

    fn stop(&self) -> bool {
        interrupt::asked()
    }
}

fn bar(name: &str, months: u64, people: u64) -> ProgressBar {
    let style =
        ProgressStyle::with_template("{prefix} {wide_bar} {percent:>3} % · {speed} · {eta} left {msg}")
            .unwrap_or_else(|_| ProgressStyle::default_bar())
            .with_key("speed", move |state: &ProgressState, text: &mut dyn std::fmt::Write| {
                // A bar has no way to fail.
                let _ = text.write_str(&speed(state.per_sec() * people as f64));
            });
    let bar = ProgressBar::with_draw_target(Some(months), ProgressDrawTarget::stderr())
        .with_style(style)
        .with_prefix(name.to_string());
    bar.enable_steady_tick(Duration::from_millis(250));
    bar
}

/// Person-months a second, short.
pub fn speed(rate: f64) -> String {
    let mut text = String::new();
    let written = match rate {
        r if r >= 1e9 => write!(text, "{:.2} billion", r / 1e9),
        r if r >= 1e6 => write!(text, "{:.1} million", r / 1e6),
        r => write!(text, "{}", grouped(r as u64)),
    };
    written.expect("writing to memory cannot fail");
    text + " person-months/s"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn speeds_are_short() {
        assert_eq!(speed(12_345.6), "12 345 person-months/s");
        assert_eq!(speed(2.54e6), "2.5 million person-months/s");
        assert_eq!(speed(1.234e9), "1.23 billion person-months/s");
    }
}
