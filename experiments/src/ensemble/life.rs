//! One world, from genesis to its last month, with what each stage took.

use super::stopwatch::{LineSeconds, Stopwatch};
use super::{End, Ensemble};
use crate::Workers;
use sim_core::engine::chunks;
use sim_core::observables::Observation;
use sim_core::simulation::{BrokenInvariant, Simulation};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

/// Takes down what is seen of one replicate, month by month from month 0.
pub trait Recorder: Send {
    /// One month.
    fn record(&mut self, seen: Observation);
}

impl Recorder for Vec<Observation> {
    fn record(&mut self, seen: Observation) {
        self.push(seen);
    }
}

/// Seconds by stage.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Seconds {
    /// Making the world.
    pub genesis: f64,
    /// Burn-in.
    pub burn_in: f64,
    /// The months after burn-in.
    pub stepping: f64,
    /// Taking down what was seen.
    pub recording: f64,
    /// Of `stepping`: each line of the month, if the watcher wants to know.
    pub lines: Option<LineSeconds>,
}

impl Seconds {
    /// Adds another replicate's.
    pub fn add(&mut self, other: &Self) {
        self.genesis += other.genesis;
        self.burn_in += other.burn_in;
        self.stepping += other.stepping;
        self.recording += other.recording;
        if let Some(more) = &other.lines {
            let lines = self.lines.get_or_insert_default();
            lines.iter_mut().zip(more).for_each(|(all, one)| *all += one);
        }
    }

    /// All stages together.
    #[must_use]
    pub fn sum(&self) -> f64 {
        self.genesis + self.burn_in + self.stepping + self.recording
    }

    /// Each stage times a factor.
    #[must_use]
    pub fn scaled(&self, factor: f64) -> Self {
        Self {
            genesis: self.genesis * factor,
            burn_in: self.burn_in * factor,
            stepping: self.stepping * factor,
            recording: self.recording * factor,
            lines: self.lines.map(|lines| lines.map(|line| line * factor)),
        }
    }
}

/// A replicate that came to its end.
pub(super) struct Life<R> {
    pub recorder: R,
    pub seconds: Seconds,
}

/// Why a replicate did not come to its end.
pub(super) enum Halt {
    /// Nobody wants it any more.
    NotWanted,
    /// It failed.
    Ended(End),
}

impl From<BrokenInvariant> for Halt {
    fn from(broken: BrokenInvariant) -> Self {
        Halt::Ended(End::Broken(broken))
    }
}

/// Where a world's months are lived: on the driver's own thread while there are worlds for all threads, else on the
/// threads that all share.
pub(super) struct Hands<'a> {
    pub workers: &'a Workers,
    /// Worlds that live now.
    pub worlds: &'a AtomicUsize,
}

impl Hands<'_> {
    /// Does a piece of the engine's work.
    fn on<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        if self.worlds.load(Ordering::Relaxed) >= self.workers.current_num_threads() {
            chunks::on_this_thread(work)
        } else {
            self.workers.install(work)
        }
    }
}

/// Lives one world; `stands` is told the leading eigenvalue of replicate 0, `wanted` is asked before each month.
pub(super) fn live<R: Recorder>(
    ensemble: &Ensemble,
    hands: &Hands,
    replicate: u64,
    mut recorder: R,
    stands: impl Fn(f64),
    wanted: impl Fn() -> bool,
) -> Result<Life<R>, Halt> {
    let params = &ensemble.params;
    let mut seconds = Seconds::default();
    let mut clock = Clock(Instant::now());
    let mut world = hands.on(|| Simulation::genesis(Arc::clone(params), replicate));
    clock.lap(&mut seconds.genesis);
    if replicate == 0 {
        stands(hands.on(|| world.leading_eigenvalue()));
    }
    loop {
        wanted().then_some(()).ok_or(Halt::NotWanted)?;
        let before = world.month();
        let more = hands.on(|| world.burn_in_month())?;
        ensemble.watcher.months_passed(before.abs_diff(world.month()));
        if !more {
            break;
        }
    }
    clock.lap(&mut seconds.burn_in);
    recorder.record(hands.on(|| world.observe()));
    clock.lap(&mut seconds.recording);
    let stopwatch = ensemble.watcher.wants_lines().then(|| Stopwatch::on(&mut world));
    for _ in 0..params.world.months {
        wanted().then_some(()).ok_or(Halt::NotWanted)?;
        let seen = hands.on(|| world.step())?;
        if let Some(stopwatch) = &stopwatch {
            stopwatch.pause();
        }
        clock.lap(&mut seconds.stepping);
        recorder.record(seen);
        ensemble.watcher.months_passed(1);
        clock.lap(&mut seconds.recording);
    }
    seconds.lines = stopwatch.map(|stopwatch| stopwatch.seconds());
    Ok(Life { recorder, seconds })
}

/// A clock with laps.
struct Clock(Instant);

impl Clock {
    /// Adds the time since the last lap.
    fn lap(&mut self, seconds: &mut f64) {
        let now = Instant::now();
        *seconds += (now - self.0).as_secs_f64();
        self.0 = now;
    }
}
