//! A world of the engine in which nothing is on but what a case asks for.

use super::world_of;
use sim_core::params::MECHANISMS;
use sim_core::simulation::Simulation;
use std::sync::Arc;

/// One region where everybody is online and sees the true shares, nobody is reborn, no choice is anchored,
/// and mean skill is 1.
///
/// * `on`: switches of the mechanisms that are on; all others are off. * `set`: more values, which win.
#[must_use]
pub fn alone(on: &[&str], set: &[String]) -> Simulation {
    let mut all: Vec<String> =
        MECHANISMS.iter().map(|m| format!("mechanisms.{}={}", m.name, on.contains(&m.name))).collect();
    let usual = [
        "world.regions=one",
        "world.burn_in=0",
        "world.rebirth=0",
        "ties.kind=all",
        "modes.anchored=false",
        "regimes.anchored=false",
        "regimes.initial=[1.0, 0.0, 0.0, 0.0]",
        "region.one.access=1",
        "region.one.access_ceiling=1",
        "region.one.human_capital=1",
    ];
    all.extend(usual.map(String::from));
    all.extend(set.iter().cloned());
    Simulation::genesis(Arc::new(world_of("baseline", &all)), 0)
}

/// Values under which whoever looks for a project founds one of their own at once, and stays.
#[must_use]
pub fn own_projects() -> Vec<String> {
    [
        "projects.founding=1",
        "projects.per_person=1",
        "projects.exit=0",
        "projects.founding_time=0",
        "projects.least_time=0",
        "review.cost=0",
    ]
    .map(String::from)
    .to_vec()
}

/// Everybody is a peer producer, so that with [`own_projects`] all give all their hours to a project of
/// their own.
pub const ALL_PEERS: &str = "regimes.initial=[0.0, 0.0, 0.0, 1.0]";
