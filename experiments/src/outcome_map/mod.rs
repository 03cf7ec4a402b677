//! The map of outcomes: to which stages the model leads over all that is uncertain about it, and what decides.
//!
//! `design.rs` draws worlds, `path.rs` lives one and keeps what matters of it, `table.rs` writes what was found, and
//! `spans.rs` says which parameters are varied, and over what.

pub mod design;
pub mod path;
pub mod spans;
pub mod table;

pub use design::{Design, Draw};
pub use path::Path;

use crate::workers;
use sim_core::params::Params;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc;
use std::thread;

/// What became of a draw: its path, or what broke.
pub type Outcome = (Draw, Result<Path, String>);

/// Lives every draw of a design from `base`, as many side by side as there are processors, and returns them in order. `told`
/// hears how many are done.
///
/// A draw has a pool of one thread to itself. (One pool for all of them lost: a worker that waits for a piece of one world
/// begins another one meanwhile, inside the first, and there is no end to it.)
///
/// # Panics
/// When the system gives no threads.
pub fn run(base: &Params, design: &Design, told: impl Fn(u64) + Sync) -> Vec<Outcome> {
    let (next, done) = (AtomicU64::new(0), AtomicU64::new(0));
    let (sender, receiver) = mpsc::channel();
    let drive = |sender: mpsc::Sender<Outcome>| {
        let pool = workers(Some(1)).unwrap_or_else(|failure| panic!("{failure}"));
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= design.draws {
                return;
            }
            let outcome = pool.install(|| one(base, design, number));
            // The receiver lives as long as this thread does.
            let _ = sender.send(outcome);
            told(done.fetch_add(1, Ordering::Relaxed) + 1);
        }
    };
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            let (drive, sender) = (&drive, sender.clone());
            scope.spawn(move || drive(sender));
        }
    });
    drop(sender);
    let mut outcomes: Vec<Outcome> = receiver.into_iter().collect();
    outcomes.sort_by_key(|(draw, _)| draw.number);
    outcomes
}

fn one(base: &Params, design: &Design, number: u64) -> Outcome {
    let (params, draw) = match design.draw(base, number) {
        Ok(drawn) => drawn,
        Err((draw, what)) => return (draw, Err(what)),
    };
    // One world that breaks on a bug must not take an hour's work with it.
    let path = catch_unwind(AssertUnwindSafe(|| path::live(params, number)));
    (draw, path.unwrap_or_else(|_| Err("the engine panicked".into())))
}
