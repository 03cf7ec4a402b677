//! Who looks on while worlds run: told of progress, and able to stop it.

/// What is being done once the worlds have run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Tables are written as Parquet.
    Parquet,
    /// The tables are summed up.
    Summary,
    /// The figures are drawn.
    Figures,
}

/// Someone who looks on. Called from several threads.
pub trait Watcher: Sync {
    /// The first world stands; above 1 the evenly mixed state is unstable.
    fn world_stands(&self, leading_eigenvalue: f64) {
        let _ = leading_eigenvalue;
    }

    /// Months, of burn-in too, have passed in one of the worlds.
    fn months_passed(&self, months: u64) {
        let _ = months;
    }

    /// The worlds have run, and something else begins.
    fn stage(&self, stage: Stage) {
        let _ = stage;
    }

    /// Whether each line of the month is to be timed.
    fn wants_lines(&self) -> bool {
        false
    }

    /// Whether to stop at the end of the current month.
    fn stop(&self) -> bool {
        false
    }
}

/// Nobody looks on.
#[derive(Clone, Copy, Debug)]
pub struct Unwatched;

impl Watcher for Unwatched {}
