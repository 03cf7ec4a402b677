//! The economy of Fourfold: people who switch among Fiske's four relational modes and among the regimes capital,
//! crowdsourcing, sharing and peer production, in an economy whose money adds up.
//!
//! A [`simulation::Simulation`] is a [`state::World`], its [`params::Params`] and its chance. A month is the eleven
//! lines of [`month::month`]; each line is a file in [`phases`], which applies the pure rules of [`mechanisms`] to
//! columns of [`state`]. Money moves only through [`ledger`]; threads and chance live in [`engine`]; what is seen of a
//! month is an [`observables::Observation`].
//!
//! ```
//! use sim_core::{params::{Params, RegionStart}, simulation::Simulation};
//! use std::sync::Arc;
//!
//! let mut params = Params { regions: vec![RegionStart::whole_world()], ..Params::default() };
//! params.world.people = 500;
//! params.world.burn_in = 3;
//! let mut world = Simulation::genesis(Arc::new(params), 0);
//! let observed = world.step()?;
//! assert_eq!(observed.month, 1);
//! # Ok::<(), sim_core::simulation::BrokenInvariant>(())
//! ```
//!
//! Nothing here knows a file, a clock, a screen or an argument.

pub mod engine;
pub mod genesis;
pub mod ids;
pub mod ledger;
pub mod mechanisms;
pub mod month;
pub mod observables;
pub mod params;
pub mod phases;
pub mod simulation;
pub mod state;
