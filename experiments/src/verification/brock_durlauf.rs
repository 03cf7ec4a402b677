//! M2 with two regimes and imitation alone: m = tanh(β J m / 2), m the difference of the two shares.
//!
//! One rest point at 0 up to βJ = 2, two ordered ones beyond (Brock and Durlauf 2001, Review of Economic Studies 68).

use super::case::{Case, Point, Through};
use super::{mean_and_error, world_of};
use sim_core::engine::num;
use sim_core::simulation::Simulation;
use std::sync::Arc;

/// Imitation of two regimes alone.
pub const CASE: Case = Case {
    mechanism: 2,
    name: "brock-durlauf",
    quantity: "Share in capital less share in peer production",
    across: "Coupling β J",
    through: Through::Engine,
    limit: "two regimes, imitation alone, everybody sees everybody: m = tanh(βJ m/2), one rest up to βJ = 2 and ordered ones beyond (Brock and Durlauf 2001)",
    allowance: "none beside chance",
    curve: Some(rest),
    run: |effort| {
        let couplings: &[f64] = effort.choose(&[1.2, 2.4], &[0.5, 1.0, 1.6, 2.2, 2.4, 2.8, 3.2]);
        couplings.iter().map(|k| settled(effort.choose(100_000, 400_000), *k)).collect()
    },
};

/// Difference of the shares of capital and peer production, month by month.
fn difference(people: usize, coupling: f64, capital: f64, months: usize) -> Vec<f64> {
    let set = [
        format!("world.people={people}"),
        "regimes.beta=1".into(),
        format!("regimes.imitation={coupling}"),
        format!("regimes.initial=[{capital}, 0.0, 0.0, {}]", 1.0 - capital),
    ];
    let mut world = Simulation::genesis(Arc::new(world_of("verification/brock-durlauf", &set)), 0);
    (0..months)
        .map(|_| {
            let m = world.step().expect("nothing to break").world;
            assert_eq!(m.regime_sharing.value(), Some(0.0), "that regime is closed");
            let share = |cell: sim_core::observables::Cell| cell.value().expect("counted") / people as f64;
            share(m.regime_capital) - share(m.regime_peer)
        })
        .collect()
}

/// Where an ordered start settles.
fn settled(people: usize, coupling: f64) -> Point {
    let expected = rest(coupling);
    let series = difference(people, coupling, 0.95, 400);
    let (simulated, blocks) = mean_and_error(&series[200..]);
    // A month's deviation is drawn out by how slowly it is forgotten near 2.
    let slope = coupling / 2.0 * (1.0 - expected * expected);
    let error = blocks.max(((1.0 - expected * expected) / people as f64 / (1.0 - slope) / 200.0).sqrt());
    Point { x: coupling, expected, simulated, error, allowance: 0.0 }
}

/// The rest point with m ≥ 0 that an ordered start goes to.
#[must_use]
pub fn rest(coupling: f64) -> f64 {
    let mut m = 1.0;
    for _ in 0..100_000 {
        let e = num::exp(coupling * m);
        m = (e - 1.0) / (e + 1.0);
    }
    m
}

#[cfg(test)]
mod tests {
    use super::*;

    const PEOPLE: usize = 400_000;

    #[test]
    fn below_two_there_is_one_rest_point_at_zero() {
        const COUPLING: f64 = 1.6;
        assert!(rest(COUPLING) < 1e-6);
        let end = *difference(PEOPLE, COUPLING, 0.9, 400).last().expect("there is a month");
        // A month's deviation: noise of N people, drawn out by how slowly it is forgotten near 2.
        let deviation = (1.0 / PEOPLE as f64 / (1.0 - COUPLING / 2.0)).sqrt();
        assert!(end.abs() < 4.0 * deviation, "{end}, standard deviation {deviation}");
    }

    #[test]
    fn above_two_an_ordered_start_meets_the_root_and_disorder_breaks() {
        let expected = rest(2.4);
        assert!((expected - num::exp(0.0) * 0.6585).abs() < 1e-3, "{expected}");
        let point = settled(PEOPLE, 2.4);
        assert!(point.holds(), "{point:?}");
        let broken = difference(PEOPLE, 2.4, 0.5, 400);
        let end = broken.last().expect("there is a month").abs();
        assert!((end - expected).abs() < 0.01, "{end}");
    }
}
