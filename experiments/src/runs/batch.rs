//! Worlds that are run, or known from the ledger.

use super::{Ledger, Run};
use crate::Failure;
use crate::side_by_side::side_by_side;
use crate::space::Drawn;
use sim_core::params::Params;

/// One world that is wanted.
#[derive(Clone, Debug)]
pub struct World {
    /// Parameters and their values, or what is wrong with them.
    pub drawn: Drawn,
    /// Its replicate: worlds with one replicate share all draws of chance.
    pub replicate: u64,
}

/// What comes of a life: what is kept of it, why it came to no end, or nothing if it was stopped.
pub type Life = Option<Result<Vec<Option<f64>>, String>>;

/// Worlds that are wanted.
pub struct Batch<'a> {
    /// What each is in the ledger.
    pub keys: &'a [(String, usize)],
    /// How many numbers are kept of each.
    pub outputs: usize,
    /// The world of a place in `keys`.
    pub world: &'a (dyn Fn(usize) -> World + Sync),
    /// Its life.
    pub live: &'a (dyn Fn(Params, u64) -> Life + Sync),
}

impl Batch<'_> {
    /// Lives those that the ledger does not know, and tells after each how many are known then; gives all of them in the order of the keys.
    /// None if it was stopped.
    ///
    /// # Errors
    /// The ledger cannot be written.
    pub fn run(
        &self,
        ledger: &mut Ledger,
        threads: usize,
        is_stopped: &(dyn Fn() -> bool + Sync),
        told: &mut dyn FnMut(usize),
    ) -> Result<Option<Vec<Run>>, Failure> {
        let missing = self.missing(ledger);
        let known = self.keys.len() - missing.len();
        let work = |at: usize| {
            let World { drawn, replicate } = (self.world)(missing[at]);
            let life = match drawn.fault {
                None => (self.live)(drawn.params, replicate)?,
                Some(fault) => Err(fault),
            };
            Some(Ok((drawn.values, life)))
        };
        let all = side_by_side(missing.len(), threads, is_stopped, work, |at, done| {
            let (stage, number) = self.keys[missing[at]].clone();
            let (values, life) = match done {
                Ok((values, life)) => (values, life),
                Err(panicked) => ((self.world)(missing[at]).drawn.values, Err(panicked)),
            };
            let (outputs, failure) = match life {
                Ok(outputs) => (outputs, None),
                Err(what) => (vec![None; self.outputs], Some(what)),
            };
            ledger.take(Run { stage, number, values, outputs, failure })?;
            told(known + at + 1);
            Ok::<(), Failure>(())
        })?;
        let run = |(stage, number): &(String, usize)| ledger.known(stage, *number).cloned();
        Ok(all.then(|| self.keys.iter().filter_map(run).collect()))
    }

    /// Places in `keys` that the ledger does not know.
    #[must_use]
    pub fn missing(&self, ledger: &Ledger) -> Vec<usize> {
        let is_missing = |at: &usize| ledger.known(&self.keys[*at].0, self.keys[*at].1).is_none();
        (0..self.keys.len()).filter(is_missing).collect()
    }
}
