//! The replicates of one scenario, run side by side and handed on in order.
//!
//! A driver thread lives one world at a time from genesis to its last month. While there are worlds for all threads
//! it does the engine's work itself; when there are fewer, it asks the worker threads for each piece. A month is the
//! largest piece a worker takes, so never more worlds stand than there are drivers. (Handing whole replicates to the
//! workers lost: a worker that waits for one world starts another one meanwhile, and memory has no bound.)

mod life;
mod roster;
mod stopwatch;
mod watcher;

pub use life::{Recorder, Seconds};
pub use stopwatch::LineSeconds;
pub use watcher::{Stage, Unwatched, Watcher};

use crate::Workers;
use crate::memory::worlds_side_by_side;
use life::{Halt, Life};
use roster::{Report, Roster};
use sim_core::params::Params;
use sim_core::simulation::BrokenInvariant;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Instant;

/// What is to be run, on what, and who looks on.
#[derive(Clone)]
pub struct Ensemble<'a> {
    /// Parameters of every replicate.
    pub params: Arc<Params>,
    /// How many replicates, numbered from 0.
    pub replicates: u64,
    /// The threads that do the engine's work.
    pub workers: &'a Workers,
    /// Who is told of progress, and may stop the run.
    pub watcher: &'a dyn Watcher,
}

/// How an ensemble ended.
#[derive(Clone, Debug, PartialEq)]
pub enum End {
    /// All replicates reached their last month.
    Complete,
    /// The watcher stopped it.
    Interrupted,
    /// An invariant broke; of several, the one in the lowest replicate.
    Broken(BrokenInvariant),
    /// The engine panicked; of several times, in the lowest replicate.
    Panicked {
        /// The replicate.
        replicate: u64,
        /// What it said.
        message: String,
    },
}

/// What is known of an ensemble after it ended.
#[derive(Clone, Debug)]
pub struct Course {
    /// How it ended.
    pub end: End,
    /// Replicates that were handed on.
    pub done: u64,
    /// Seconds by stage, summed over the replicates that came to their end.
    pub seconds: Seconds,
    /// Wall-clock seconds from the first genesis to the last month.
    pub wall: f64,
    /// Worlds that stood side by side.
    pub side_by_side: usize,
    /// Leading eigenvalue of the evenly mixed state, if a world came to stand.
    pub leading_eigenvalue: Option<f64>,
}

/// Runs an ensemble: `blank` makes a recorder for a replicate, `take` receives it filled. Replicates are
/// taken in order, each as soon as those before it have been. When a replicate fails, those before it are
/// still brought to their end and taken, so that what is left never depends on threads; when the run is
/// interrupted, all that had come to their end are taken.
///
/// # Errors
/// The first error of `take`; the run then stops.
pub fn run<R: Recorder, E>(
    ensemble: &Ensemble,
    blank: impl Fn(u64) -> R + Sync,
    take: impl FnMut(u64, R) -> Result<(), E>,
) -> Result<Course, E> {
    let start = Instant::now();
    let side_by_side = worlds_side_by_side(
        ensemble.params.world.people,
        ensemble.replicates,
        ensemble.workers.current_num_threads(),
    );
    let roster = Roster::new(ensemble);
    let (sender, receiver) = mpsc::channel();
    let mut gathered = thread::scope(|scope| {
        for _ in 0..side_by_side {
            let (sender, roster, blank) = (sender.clone(), &roster, &blank);
            scope.spawn(move || roster.drive(blank, &sender));
        }
        // The drivers hold the other ends: the channel closes when the last of them is done.
        drop(sender);
        Gathered::of(&receiver, &roster, take)
    });
    gathered.result?;
    let end = match gathered.failed.pop_first() {
        Some((_, end)) => end,
        None if gathered.done == ensemble.replicates => End::Complete,
        None => End::Interrupted,
    };
    Ok(Course {
        end,
        done: gathered.done,
        seconds: gathered.seconds,
        wall: start.elapsed().as_secs_f64(),
        side_by_side,
        leading_eigenvalue: roster.leading_eigenvalue(),
    })
}

/// What has come in from the drivers.
struct Gathered<E> {
    result: Result<(), E>,
    failed: BTreeMap<u64, End>,
    seconds: Seconds,
    done: u64,
}

impl<E> Gathered<E> {
    /// Receives replicates until the drivers are done, and hands them on in order.
    fn of<R: Recorder>(
        receiver: &Receiver<Report<R>>,
        roster: &Roster,
        mut take: impl FnMut(u64, R) -> Result<(), E>,
    ) -> Self {
        let mut all = Self { result: Ok(()), failed: BTreeMap::new(), seconds: Seconds::default(), done: 0 };
        let mut waiting = BTreeMap::new();
        for (replicate, outcome) in receiver {
            match outcome {
                Ok(life) => drop(waiting.insert(replicate, life)),
                Err(Halt::NotWanted) => {}
                Err(Halt::Ended(end)) => drop(all.failed.insert(replicate, end)),
            }
            while let Some(life) = waiting.remove(&all.done) {
                all.hand_on(roster, all.done, life, &mut take);
            }
        }
        // Behind a failure nothing is taken; behind a gap left by an interruption everything is.
        while let (true, Some((replicate, life))) = (all.failed.is_empty(), waiting.pop_first()) {
            all.hand_on(roster, replicate, life, &mut take);
        }
        all
    }

    fn hand_on<R>(
        &mut self,
        roster: &Roster,
        replicate: u64,
        life: Life<R>,
        take: &mut impl FnMut(u64, R) -> Result<(), E>,
    ) {
        if self.result.is_ok() {
            self.result = take(replicate, life.recorder);
            if self.result.is_err() {
                roster.dismiss_from(0);
            }
        }
        self.seconds.add(&life.seconds);
        self.done += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::convert::Infallible;

    fn broken(replicate: u64) -> End {
        End::Broken(BrokenInvariant { month: 3, replicate, what: "an account".into() })
    }

    /// What is taken when drivers report in this order; the number of a replicate stands for what it saw.
    fn taken(
        reports: Vec<Report<Vec<sim_core::observables::Observation>>>,
    ) -> (Vec<u64>, BTreeMap<u64, End>) {
        let workers = crate::workers(Some(1)).unwrap();
        let params = Arc::new(Params::default());
        let ensemble = Ensemble { params, replicates: 4, workers: &workers, watcher: &Unwatched };
        let (sender, receiver) = mpsc::channel();
        reports.into_iter().for_each(|report| assert!(sender.send(report).is_ok()));
        drop(sender);
        let mut order = Vec::new();
        let all = Gathered::of(&receiver, &Roster::new(&ensemble), |replicate, _| {
            order.push(replicate);
            Ok::<(), Infallible>(())
        });
        (order, all.failed)
    }

    fn lived<R: Default>() -> Result<Life<R>, Halt> {
        Ok(Life { recorder: R::default(), seconds: Seconds::default() })
    }

    #[test]
    fn replicates_are_taken_in_order_whoever_is_first() {
        assert_eq!(taken(vec![(2, lived()), (0, lived()), (3, lived()), (1, lived())]).0, [0, 1, 2, 3]);
    }

    #[test]
    fn what_came_to_its_end_before_an_interruption_is_taken() {
        let reports = vec![(2, lived()), (1, Err(Halt::NotWanted)), (0, lived()), (3, Err(Halt::NotWanted))];
        assert_eq!(taken(reports).0, [0, 2]);
    }

    #[test]
    fn behind_a_failure_nothing_is_taken_and_before_it_everything() {
        let reports = vec![(3, lived()), (2, Err(Halt::Ended(broken(2)))), (0, lived()), (1, lived())];
        let (order, failed) = taken(reports);
        assert_eq!(order, [0, 1]);
        assert_eq!(failed.into_iter().next(), Some((2, broken(2))));
    }
}
