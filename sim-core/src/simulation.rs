//! A world, its parameters, its month.

use crate::observables::Observation;
use crate::params::Params;
use std::fmt;
use std::sync::Arc;

/// A world under way.
pub struct Simulation {
    params: Arc<Params>,
    replicate: u64,
    month: i64,
}

/// Something that must never happen did: the run stops.
#[derive(Clone, Debug, PartialEq)]
pub struct BrokenInvariant {
    /// The month.
    pub month: i64,
    /// The replicate.
    pub replicate: u64,
    /// What is broken, with the account or entity.
    pub what: String,
}

impl fmt::Display for BrokenInvariant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} (replicate {}, month {})", self.what, self.replicate, self.month)
    }
}

impl std::error::Error for BrokenInvariant {}

impl Simulation {
    /// A world at its genesis, before burn-in. `params.faults()` must be empty.
    #[must_use]
    pub fn genesis(params: Arc<Params>, replicate: u64) -> Self {
        let month = -(params.world.burn_in as i64);
        Self { params, replicate, month }
    }

    /// The month the world is in: negative during burn-in, 0 after it.
    #[must_use]
    pub fn month(&self) -> i64 {
        self.month
    }

    /// Runs burn-in to its end; a no-op after it.
    ///
    /// # Errors
    /// A broken invariant.
    pub fn burn_in(&mut self) -> Result<(), BrokenInvariant> {
        todo!("{:?}{}", self.params, self.replicate)
    }

    /// What is seen of the world as it stands.
    #[must_use]
    pub fn observe(&self) -> Observation {
        todo!()
    }

    /// One more month, and what is seen after it.
    ///
    /// # Errors
    /// A broken invariant.
    pub fn step(&mut self) -> Result<Observation, BrokenInvariant> {
        todo!()
    }

    /// Leading eigenvalue of the loops of imitation and fit around the evenly mixed state: above 1 it is unstable.
    #[must_use]
    pub fn leading_eigenvalue(&self) -> f64 {
        todo!()
    }
}
