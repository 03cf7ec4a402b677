//! An ensemble whose observations are kept in memory: for tests and for verification.

use crate::ensemble::{self, End, Ensemble, Unwatched};
use crate::{Failure, workers};
use sim_core::observables::Observation;
use sim_core::params::Params;
use sim_core::simulation::BrokenInvariant;
use std::convert::Infallible;
use std::sync::Arc;

/// Runs `replicates` worlds and returns what was seen of each: month 0 and then every month.
///
/// # Errors
/// A broken invariant.
///
/// # Panics
/// When the engine does, or the system gives no threads.
pub fn run_in_memory(params: Params, replicates: u64) -> Result<Vec<Vec<Observation>>, BrokenInvariant> {
    let workers = workers(None).unwrap_or_else(|failure: Failure| panic!("{failure}"));
    let ensemble = Ensemble { params: Arc::new(params), replicates, workers: &workers, watcher: &Unwatched };
    let mut seen = Vec::new();
    let course = ensemble::run(
        &ensemble,
        |_| Vec::new(),
        |_, observations| {
            seen.push(observations);
            Ok::<(), Infallible>(())
        },
    );
    match course.map(|course| course.end) {
        Ok(End::Broken(broken)) => Err(broken),
        Ok(End::Panicked { replicate, message }) => panic!("replicate {replicate}: {message}"),
        Ok(End::Complete | End::Interrupted) => Ok(seen),
        Err(never) => match never {},
    }
}
