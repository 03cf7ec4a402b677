//! Institutional norm (M31): what the successful do becomes, slowly, a value for all.

use crate::engine::num;

/// Norm in favour of communal sharing and equality matching that the successful set, nats.
///
/// weight × (share of the two modes among the successful − their share among all).
///
/// * `weight`: nats. * `successful`, `all`: shares, 0..=1. Neutral: weight 0, or success that does not depend on mode.
///   Negative if the two modes are rarer among the successful.
#[must_use]
pub fn target(weight: f64, successful: f64, all: f64) -> f64 {
    weight * (successful - all)
}

/// Norm after a month.
///
/// n' = n + (1 − 2^(−1/half-life)) (target − n).
///
/// * `norm`, `target`: nats. * `half_life`: months, ≥ 1. Limit: with a constant target the distance to it halves each
///   half-life.
/// * Source: ours, after MODEL M31.
#[must_use]
pub fn norm(norm: f64, target: f64, half_life: f64) -> f64 {
    norm + (1.0 - num::exp(-std::f64::consts::LN_2 / half_life)) * (target - norm)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_distance_to_a_constant_target_falls_exponentially() {
        let (goal, mut n) = (target(1.0, 0.5, 0.3), -0.1);
        for month in 1..=360 {
            n = norm(n, goal, 120.0);
            let expected = goal + (-0.1 - goal) * crate::engine::num::pow(0.5, f64::from(month) / 120.0);
            assert!((n - expected).abs() < 1e-12, "{n}, expected {expected}");
        }
    }

    #[test]
    fn success_that_does_not_depend_on_mode_sets_no_norm() {
        assert_eq!(target(2.0, 0.3, 0.3), 0.0);
        assert!(target(1.0, 0.1, 0.3) < 0.0);
    }
}
