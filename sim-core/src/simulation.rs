//! A world, its parameters, its month.

use crate::engine::draws::Chance;
use crate::genesis;
use crate::ledger::FlowTable;
use crate::month::month;
use crate::observables::{Observation, report};
use crate::params::{Params, Rules};
use crate::phases::{Context, Listener, anchor, live, perceive};
use crate::state::World;
use std::fmt;
use std::sync::Arc;

/// A world under way.
pub struct Simulation {
    params: Arc<Params>,
    rules: Rules,
    chance: Chance,
    replicate: u64,
    month: i64,
    settled: bool,
    world: World,
    flows: FlowTable,
    listener: Option<Box<Listener>>,
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
    pub fn genesis(mut params: Arc<Params>, replicate: u64) -> Self {
        Arc::make_mut(&mut params).rest_switches();
        let chance = Chance::new(params.world.seed, replicate);
        let month = -(params.world.burn_in as i64);
        Self {
            world: genesis::world(&params, &chance),
            rules: Rules::at(&params, month),
            chance,
            replicate,
            month,
            settled: false,
            flows: FlowTable::EMPTY,
            listener: None,
            params,
        }
    }

    /// Tells somebody when a line of the month begins, from now on: for a stopwatch, which the core has not.
    pub fn tell(&mut self, listener: Box<Listener>) {
        self.listener = Some(listener);
    }

    /// The month the world is in: negative during burn-in, 0 after it.
    #[must_use]
    pub fn month(&self) -> i64 {
        self.month
    }

    /// The world as it stands.
    #[must_use]
    pub fn world(&self) -> &World {
        &self.world
    }

    /// The world as it stands, to be changed by an experiment, such as emptying a regime.
    pub fn world_mut(&mut self) -> &mut World {
        &mut self.world
    }

    /// Runs burn-in to its end and anchors the choices to the start; a no-op after it.
    ///
    /// # Errors
    /// A broken invariant.
    pub fn burn_in(&mut self) -> Result<(), BrokenInvariant> {
        while !self.settled {
            self.burn_in_month()?;
        }
        Ok(())
    }

    /// One month of burn-in; `false` when there is none left and the choices are anchored.
    ///
    /// # Errors
    /// A broken invariant.
    pub fn burn_in_month(&mut self) -> Result<bool, BrokenInvariant> {
        if self.month < 0 {
            self.live_through(self.month)?;
            self.month += 1;
        }
        if self.month < 0 {
            return Ok(true);
        }
        if !self.settled {
            self.settled = true;
            // Under the rules before the first month: a shock from month 0 on must not be anchored away.
            self.rules.advance(&self.params, -1);
            let ctx = Context {
                params: &self.params,
                rules: &self.rules,
                chance: &self.chance,
                month: 0,
                listener: None,
            };
            let seen = perceive::perceive(&self.world, &ctx);
            anchor::anchor(&mut self.world, &ctx, &seen);
            live::biosphere::settle(&mut self.world, &ctx);
            self.world.hours_2001 = self.world.projects.hours_per_head;
            if self.params.mechanisms.capacity {
                self.world.projects.served_2001 = Some(self.world.projects.served_share.max(0.01));
            }
        }
        Ok(false)
    }

    /// One more month, and what is seen after it. Runs burn-in before, if that has not been done.
    ///
    /// # Errors
    /// A broken invariant.
    pub fn step(&mut self) -> Result<Observation, BrokenInvariant> {
        self.burn_in()?;
        self.live_through(self.month + 1)?;
        self.month += 1;
        Ok(self.observe())
    }

    /// What is seen of the world as it stands.
    #[must_use]
    pub fn observe(&self) -> Observation {
        report::observation(&self.world, &self.params, self.month, self.flows.clone())
    }

    fn live_through(&mut self, at: i64) -> Result<(), BrokenInvariant> {
        self.rules.advance(&self.params, at);
        let ctx = Context {
            params: &self.params,
            rules: &self.rules,
            chance: &self.chance,
            month: at,
            listener: self.listener.as_deref(),
        };
        self.flows = month(&mut self.world, &ctx).map_err(|what| BrokenInvariant {
            month: at,
            replicate: self.replicate,
            what,
        })?;
        Ok(())
    }

    /// Leading eigenvalue of the loops of imitation and fit around the evenly mixed state: above 1 it is unstable.
    ///
    /// The larger root of (4λ − βJ)(4λ − β'J_ρ) = ββ' w_1 w_2 f², f the largest singular value of the centred table of
    /// fit, w_1 and w_2 its weights in M1 and M2.
    #[must_use]
    pub fn leading_eigenvalue(&self) -> f64 {
        let (params, on) = (&self.params, &self.params.mechanisms);
        let only_if = |on: bool, x: f64| if on { x } else { 0.0 };
        let modes = only_if(on.modes, params.modes.beta);
        let regimes = only_if(on.regimes, params.regimes.beta);
        let (a, d) = (modes * params.modes.imitation / 4.0, regimes * params.regimes.imitation / 4.0);
        let cross =
            modes * regimes * params.modes.fit * params.regimes.fit * params.fit.strength().powi(2) / 16.0;
        0.5 * (a + d + ((a - d) * (a - d) + 4.0 * cross).sqrt())
    }
}
