//! What each line of the month takes: the clock that the core has not.

use sim_core::phases::Line;
use sim_core::simulation::Simulation;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

/// Seconds by line of the month, in the order of [`Line::ALL`].
pub type LineSeconds = [f64; Line::ALL.len()];

/// A stopwatch that changes lines when a world does.
pub(super) struct Stopwatch(Arc<Mutex<Laps>>);

#[derive(Default)]
struct Laps {
    running: Option<(Line, Instant)>,
    seconds: LineSeconds,
}

impl Stopwatch {
    /// One that times a world from now on.
    pub fn on(world: &mut Simulation) -> Self {
        let laps = Arc::new(Mutex::new(Laps::default()));
        let told = Arc::clone(&laps);
        world.tell(Box::new(move |line| turn(&told, Some(line))));
        Self(laps)
    }

    /// Stops at the end of a month.
    pub fn pause(&self) {
        turn(&self.0, None);
    }

    /// What it shows.
    pub fn seconds(&self) -> LineSeconds {
        locked(&self.0).seconds
    }
}

/// Ends the line that runs and begins the next.
fn turn(laps: &Mutex<Laps>, next: Option<Line>) {
    let now = Instant::now();
    let mut laps = locked(laps);
    if let Some((line, since)) = laps.running {
        laps.seconds[line as usize] += (now - since).as_secs_f64();
    }
    laps.running = next.map(|line| (line, now));
}

// A panic elsewhere ends the world; the numbers are whole at any time.
fn locked(laps: &Mutex<Laps>) -> MutexGuard<'_, Laps> {
    laps.lock().unwrap_or_else(PoisonError::into_inner)
}
