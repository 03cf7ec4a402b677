//! M2 with two regimes and imitation alone: m = tanh(β J m / 2), m the difference of the two shares.
//!
//! One rest point at 0 up to βJ = 2, two ordered ones beyond (Brock and Durlauf 2001, Review of Economic Studies 68).

use sim_core::engine::num;

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
    use super::super::{mean_and_error, world_of};
    use super::*;
    use sim_core::simulation::Simulation;
    use std::sync::Arc;

    const PEOPLE: usize = 400_000;

    /// Difference of the shares of capital and peer production, month by month.
    fn difference(coupling: f64, capital: f64, months: usize) -> Vec<f64> {
        let set = [
            format!("world.people={PEOPLE}"),
            "regimes.beta=1".into(),
            format!("regimes.imitation={coupling}"),
            format!("regimes.initial=[{capital}, 0.0, 0.0, {}]", 1.0 - capital),
        ];
        let mut world = Simulation::genesis(Arc::new(world_of("verification/brock-durlauf", &set)), 0);
        (0..months)
            .map(|_| {
                let m = world.step().expect("nothing to break").world;
                assert_eq!(m.regime_sharing.value(), Some(0.0), "that regime is closed");
                let share =
                    |cell: sim_core::observables::Cell| cell.value().expect("counted") / PEOPLE as f64;
                share(m.regime_capital) - share(m.regime_peer)
            })
            .collect()
    }

    #[test]
    fn below_two_there_is_one_rest_point_at_zero() {
        const COUPLING: f64 = 1.6;
        assert!(rest(COUPLING) < 1e-6);
        let end = *difference(COUPLING, 0.9, 400).last().expect("there is a month");
        // A month's deviation: noise of N people, drawn out by how slowly it is forgotten near 2.
        let deviation = (1.0 / PEOPLE as f64 / (1.0 - COUPLING / 2.0)).sqrt();
        assert!(end.abs() < 4.0 * deviation, "{end}, standard deviation {deviation}");
    }

    #[test]
    fn above_two_an_ordered_start_meets_the_root_and_disorder_breaks() {
        let expected = rest(2.4);
        assert!((expected - num::exp(0.0) * 0.6585).abs() < 1e-3, "{expected}");
        let series = difference(2.4, 0.95, 300);
        let (mean, error) = mean_and_error(&series[100..]);
        assert!((mean - expected).abs() < 4.0 * error.max(2e-4), "{mean}, expected {expected}");
        let broken = difference(2.4, 0.5, 400);
        let end = broken.last().expect("there is a month").abs();
        assert!((end - expected).abs() < 0.01, "{end}");
    }
}
