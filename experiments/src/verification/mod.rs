//! Mechanisms against their closed forms, run through the engine in worlds where nothing else is on.
//!
//! A file a rule: the theory as plain functions, the simulation, and tests that hold one against the other. [`case`] says what a
//! closed form beside a simulation is, and [`catalogue`] lists those that `fourfold verify` runs. What more a pure law
//! shows by itself is tested beside the law, in `sim_core::mechanisms`.

pub mod adventure;
pub mod alone;
pub mod beliefs;
pub mod biosphere;
pub mod breakdown;
pub mod brock_durlauf;
pub mod burning;
pub mod case;
pub mod catalogue;
pub mod commons;
pub mod cooperatives;
pub mod crowding;
pub mod dunbar;
pub mod elites;
pub mod exchange;
pub mod forks;
pub mod immunity;
pub mod laws;
pub mod leaders;
pub mod norms;
pub mod obstruction;
pub mod physical;
pub mod platforms;
pub mod potts;
pub mod rationing;
pub mod resilience;
pub mod review;
pub mod rival_governance;
pub mod simon_yule;
pub mod solow;
pub mod sponsors;
pub mod tastes;
pub mod technology;
pub mod triune;

use scenarios::{Source, load};
use sim_core::params::Params;

/// A verification scenario of the library with some values set.
///
/// # Panics
/// When the scenario or a value is wrong: both are written in this crate.
#[must_use]
pub fn world_of(name: &str, set: &[String]) -> Params {
    match load(Source::named(name), set) {
        Ok(scenario) => scenario.params,
        Err(errors) => panic!("a verification scenario must load: {errors}"),
    }
}

/// Mean and standard deviation of the mean of a series, by means of ten blocks: months are not independent.
#[must_use]
pub fn mean_and_error(series: &[f64]) -> (f64, f64) {
    const BLOCKS: usize = 10;
    let size = series.len() / BLOCKS;
    let means: Vec<f64> = series.chunks_exact(size).map(|b| b.iter().sum::<f64>() / size as f64).collect();
    let mean = means.iter().sum::<f64>() / means.len() as f64;
    let variance = means.iter().map(|m| (m - mean).powi(2)).sum::<f64>() / (means.len() - 1) as f64;
    (mean, (variance / means.len() as f64).sqrt())
}
