//! Whatever runs worlds: an ensemble of replicates, and the folder of results it leaves.
//!
//! * [`ensemble`] runs the replicates of one scenario side by side and hands them on in order.
//! * [`results`] writes what an ensemble shows into a folder: tables, figures, manifest. Nothing else in
//!   Fourfold writes results.
//! * [`comparison`] reads such folders back and leaves a folder of what differs between them.
//! * [`verification`] holds mechanisms against their closed forms; [`verify`] runs that and leaves a folder.
//! * [`theses`] tests the claims of the theory in pairs of worlds.
//! * [`outcome_map`] draws worlds over all that is uncertain, and says to which stages they come.
//! * [`calibration`] fits what is uncertain to measured facts.
//! * [`runs`] are many worlds of which a few numbers are kept: what sweeps, sensitivity, tipping and calibration share.
//! * [`sweep`], [`sensitivity`] and [`tipping`] run worlds along parameters: at the points of a design, to tell which parameter matters, to find
//!   where a path tips.
//! * [`space`] is what is uncertain: parameters, ranges, the world at a point.
//! * [`in_memory`] keeps the observations instead, for tests and for verification.
//!
//! Nothing here decides anything in the economy: the bytes written do not depend on the number of threads, on
//! what is written, or on how many worlds run side by side.
pub mod calibration;
pub mod comparison;
pub mod effects;
pub mod ensemble;
pub mod failure;
pub mod in_memory;
pub mod long_run;
pub mod memory;
pub mod outcome_map;
pub mod redraw;
pub mod report;
pub mod results;
pub mod runs;
pub mod sensitivity;
pub mod side_by_side;
pub mod space;
pub mod stylised_facts;
pub mod sweep;
pub mod theses;
pub mod tipping;
pub mod validation;
pub mod verification;
pub mod verify;
pub mod version;

pub use failure::Failure;
pub use in_memory::run_in_memory;

/// Threads that do the engine's work.
pub type Workers = rayon::ThreadPool;

/// Worker threads for the engine: `threads` of them, or one for each processor if none are named.
///
/// # Errors
/// The system does not give that many threads.
pub fn workers(threads: Option<usize>) -> Result<Workers, Failure> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads.unwrap_or(0))
        .thread_name(|i| format!("worker {i}"))
        .build()
        .map_err(|cause| Failure::Threads { cause: cause.to_string() })
}
