//! Which replicate a driver takes next, and which are still wanted.

use super::life::{Halt, Hands, Life, live};
use super::{End, Ensemble, Recorder};
use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::mpsc::Sender;

/// What a driver says of a replicate.
pub(super) type Report<R> = (u64, Result<Life<R>, Halt>);

/// The replicates of an ensemble: taken one after another, wanted up to a limit that failures lower.
pub(super) struct Roster<'a> {
    ensemble: &'a Ensemble<'a>,
    next: AtomicU64,
    limit: AtomicU64,
    worlds: AtomicUsize,
    eigenvalue: OnceLock<f64>,
}

impl<'a> Roster<'a> {
    /// All replicates, none of them begun.
    pub fn new(ensemble: &'a Ensemble<'a>) -> Self {
        Self {
            ensemble,
            next: AtomicU64::new(0),
            limit: AtomicU64::new(ensemble.replicates),
            worlds: AtomicUsize::new(0),
            eigenvalue: OnceLock::new(),
        }
    }

    /// Replicates from this one on are no longer wanted.
    pub fn dismiss_from(&self, replicate: u64) {
        self.limit.fetch_min(replicate, Ordering::Relaxed);
    }

    /// Leading eigenvalue of the first world, if it came to stand.
    pub fn leading_eigenvalue(&self) -> Option<f64> {
        self.eigenvalue.get().copied()
    }

    /// A driver's work: one replicate after another, until none is wanted.
    pub fn drive<R: Recorder>(&self, blank: &impl Fn(u64) -> R, sender: &Sender<Report<R>>) {
        loop {
            let replicate = self.next.fetch_add(1, Ordering::Relaxed);
            if !self.wants(replicate) {
                return;
            }
            let outcome = self.attempt(replicate, blank);
            if let Err(Halt::Ended(_)) = outcome {
                self.dismiss_from(replicate);
            }
            // Nobody receives any more only when the run as a whole is over.
            if sender.send((replicate, outcome)).is_err() {
                return;
            }
        }
    }

    fn wants(&self, replicate: u64) -> bool {
        replicate < self.limit.load(Ordering::Relaxed) && !self.ensemble.watcher.stop()
    }

    /// Lives a replicate; a panic of the engine becomes an end like others.
    fn attempt<R: Recorder>(&self, replicate: u64, blank: &impl Fn(u64) -> R) -> Result<Life<R>, Halt> {
        let stands = |eigenvalue| {
            if self.eigenvalue.set(eigenvalue).is_ok() {
                self.ensemble.watcher.world_stands(eigenvalue);
            }
        };
        self.worlds.fetch_add(1, Ordering::Relaxed);
        let hands = Hands { workers: self.ensemble.workers, worlds: &self.worlds };
        // Nothing of the world outlives the panic, so nothing half-changed can be seen.
        let lived = catch_unwind(AssertUnwindSafe(|| {
            live(self.ensemble, &hands, replicate, blank(replicate), stands, || self.wants(replicate))
        }));
        self.worlds.fetch_sub(1, Ordering::Relaxed);
        lived.unwrap_or_else(|panic| {
            Err(Halt::Ended(End::Panicked { replicate, message: words_of(panic.as_ref()) }))
        })
    }
}

fn words_of(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str);
    text.or_else(|| panic.downcast_ref::<&str>().copied()).unwrap_or("no message").to_string()
}
