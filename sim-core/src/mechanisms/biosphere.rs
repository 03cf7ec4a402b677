//! The biosphere grows back, is harvested, and its loss costs output (M22).

use crate::engine::num;

/// What is left of output at a fullness: 1/(1 + d (1 − B)²).
///
/// * `fullness`: B, 0..=1. * `damage`: d ≥ 0.
/// * Source: MODEL M22; the form of Nordhaus's damage function with B in place of temperature.
#[must_use]
pub fn undamaged(fullness: f64, damage: f64) -> f64 {
    1.0 / (1.0 + damage * (1.0 - fullness) * (1.0 - fullness))
}

/// What grows back: r_B B (1 − B) min(1, B/B_c) + r_0, 1/year.
///
/// * `critical`: B_c; at 0 the law is logistic.
/// * Limit: logistic growth takes a constant harvest up to r_B/4 (Schaefer 1954).
#[must_use]
pub fn regrowth(fullness: f64, growth: f64, critical: f64, inflow: f64) -> f64 {
    let held_back = if fullness < critical { fullness / critical } else { 1.0 };
    growth * fullness * (1.0 - fullness) * held_back + inflow
}

/// Fullness after a month: dB = regrowth − min(B, harvest), both a year.
///
/// * `harvest`: wanted, 1/year; nobody takes more than there is.
/// * Limits: without harvest B goes to 1; a constant harvest h < r_B/4 at B_c = 0 rests at ½(1 + √(1 − 4h/r_B)).
#[must_use]
pub fn step(fullness: f64, regrowth: f64, harvest: f64) -> f64 {
    (fullness + regrowth / 12.0 - (harvest / 12.0).min(fullness)).clamp(0.0, 1.0)
}

/// What a good takes, 1 at the start: exp(−saved − (1 − rebound) designs · come).
///
/// * `saved`: what efficiency has saved so far, the sum of (1 − rebound) · efficiency over the years: added month by month, so
///   that a shock to either does not rewrite the past.
/// * `come`: how far open knowledge has come since the start, −1..=1.
/// * Limits: a rebound of 1 keeps it at 1; above 1 saving makes it rise (Jevons).
/// * Source: ours; exogenous fall as in DICE.
#[must_use]
pub fn intensity(saved: f64, come: f64, designs: f64, rebound: f64) -> f64 {
    num::exp(-saved - (1.0 - rebound) * designs * come)
}

/// What efficiency saves in a month beside what was saved: (1 − rebound) · efficiency/12, in logarithms.
#[must_use]
pub fn saved(efficiency: f64, rebound: f64) -> f64 {
    (1.0 - rebound) * efficiency / 12.0
}

/// Share of output that abating a share of the harm leaves: 1 − cost · green².
///
/// * Source: convex costs of abatement, as in DICE (Nordhaus 2017), with the power 2 for simplicity.
#[must_use]
pub fn after_abatement(green: f64, cost: f64) -> f64 {
    1.0 - cost * green * green
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Where fullness is after so many years of a harvest.
    fn after(mut fullness: f64, years: usize, harvest: impl Fn(f64) -> f64) -> f64 {
        for _ in 0..12 * years {
            fullness = step(fullness, regrowth(fullness, 0.1, 0.0, 0.0), harvest(fullness));
        }
        fullness
    }

    #[test]
    fn a_constant_harvest_rests_where_logistic_growth_says_and_collapses_past_a_quarter() {
        for h in [0.0, 0.01, 0.02, 0.0245] {
            let rest = 0.5 * (1.0 + (1.0_f64 - 4.0 * h / 0.1).sqrt());
            assert!((after(1.0, 3000, |_| h) - rest).abs() < 1e-3, "harvest {h}");
        }
        assert_eq!(after(1.0, 3000, |_| 0.0255), 0.0);
        // Below the lower root ½(1 − √(1 − 4h/r)) what is left is lost too.
        assert_eq!(after(0.2, 3000, |_| 0.02), 0.0);
    }

    #[test]
    fn on_damaged_output_the_threshold_moves_as_the_model_says() {
        // The greatest harvest h for which h · undamaged(B) = r_B B (1 − B) still has a root, over r_B.
        for (damage, expected) in [(1.0, 0.33), (3.0, 0.52), (5.0, 0.72)] {
            let most = (1..1000)
                .map(|k| f64::from(k) / 1000.0)
                .map(|b| regrowth(b, 1.0, 0.0, 0.0) / undamaged(b, damage))
                .fold(0.0, f64::max);
            assert!((most - expected).abs() < 0.006, "d = {damage}: {most}");
        }
    }

    #[test]
    fn below_the_critical_fullness_less_grows_back_and_a_refuge_refills() {
        assert_eq!(regrowth(0.2, 0.1, 0.4, 0.0), 0.5 * regrowth(0.2, 0.1, 0.0, 0.0));
        assert_eq!(regrowth(0.6, 0.1, 0.4, 0.0), regrowth(0.6, 0.1, 0.0, 0.0));
        let refilled = (0..12 * 2000).fold(0.0, |b, _| step(b, regrowth(b, 0.1, 0.4, 0.0005), 0.0));
        assert!(refilled > 0.99, "{refilled}");
    }

    #[test]
    fn intensity_falls_as_told_and_rebound_takes_it_back() {
        let years = |rebound: f64| 120.0 * saved(0.012, rebound);
        assert!((intensity(years(0.0), 0.0, 0.3, 0.0) - num::exp(-0.12)).abs() < 1e-12);
        assert!((intensity(years(0.5), 0.5, 0.3, 0.5) - num::exp(-0.06 - 0.075)).abs() < 1e-12);
        assert_eq!(intensity(years(1.0), 0.5, 0.3, 1.0), 1.0);
        assert!(intensity(years(1.2), 0.5, 0.3, 1.2) > 1.0);
        assert_eq!(after_abatement(0.5, 0.05), 0.9875);
    }
}
