//! M11 alone: each leg of a project changes its own flow and no other.
//!
//! Eight worlds, each leg given to all projects that grow or to none, with the same seed. Donations need associations,
//! shared benefits need ecologies, cohesion needs communities; nothing else in a leg's way.

use super::case::{Case, Point, Through};
use super::world_of;
use sim_core::observables::Measures;
use sim_core::simulation::Simulation;
use std::sync::Arc;

/// Legs one by one.
pub const CASE: Case = Case {
    mechanism: 11,
    name: "legs",
    quantity: "Flows of legs that are off, all together",
    across: "Legs: 1 community + 2 association + 4 ecology",
    through: Through::Engine,
    limit: "each leg opens its own flow and no other: cohesion, donations and shared benefits are nothing without community, association and ecology",
    allowance: "none",
    curve: Some(|_| 0.0),
    run: |effort| {
        let point = |legs: &usize| {
            let on: [bool; 3] = std::array::from_fn(|k| legs >> k & 1 == 1);
            let [donations, benefits, cohesion] = flows(on, effort.choose(24, 240));
            let flows = [cohesion, donations, benefits];
            let is_open = flows.iter().zip(on).all(|(flow, on)| *flow > 0.0 || !on);
            let off: f64 = flows.iter().zip(on).filter(|(_, on)| !on).map(|(flow, _)| flow).sum();
            // A leg that is on and opens nothing is as wrong as one that is off and does.
            Point::exact(*legs as f64, 0.0, if is_open { off } else { f64::NAN }, 0.0)
        };
        effort.choose(&[0, 7][..], &[0, 1, 2, 3, 4, 5, 6, 7]).iter().map(point).collect()
    },
};

/// Sums over so many months of donations, benefits shared back and cohesion.
fn flows([community, association, ecology]: [bool; 3], months: usize) -> [f64; 3] {
    let rate = |on: bool, rate: f64| if on { rate } else { 0.0 };
    let set = [
        "world.people=3000".into(),
        "world.region_people=equal".into(),
        "world.burn_in=24".into(),
        format!("triune.community={}", rate(community, 1.0)),
        format!("triune.association={}", rate(association, 0.2)),
        format!("triune.ecology={}", rate(ecology, 0.2)),
        "triune.sharing_firms=0.5".into(),
        // Patrons give to projects whatever legs these have.
        "capacity.patron=0".into(),
    ];
    let mut world = Simulation::genesis(Arc::new(world_of("emergence", &set)), 0);
    let mut sums = [0.0; 3];
    for _ in 0..months {
        let seen: Measures = world.step().expect("nothing to break").world;
        for (sum, cell) in sums.iter_mut().zip([seen.donations, seen.benefits_shared, seen.cohesion]) {
            *sum += cell.value().unwrap_or(0.0);
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_leg_opens_its_own_flow() {
        for legs in 0..8 {
            let on: [bool; 3] = std::array::from_fn(|k| legs >> k & 1 == 1);
            let [donations, benefits, cohesion] = flows(on, 240);
            assert_eq!(cohesion > 0.0, on[0], "cohesion {cohesion} with {on:?}");
            assert_eq!(donations > 0.0, on[1], "donations {donations} with {on:?}");
            assert_eq!(benefits > 0.0, on[2], "benefits {benefits} with {on:?}");
        }
    }
}
