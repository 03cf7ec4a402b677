//! Openness of sharing platforms (M17): what it brings and what it costs; owners search by `owner_search`.

use crate::engine::num;

/// Openness at which pull and margin are 1.
const REFERENCE: f64 = 0.5;

/// What openness adds to the worth of sharing: ε ln(o/½), nats, so that users ∝ o^ε.
#[must_use]
pub fn pull(openness: f64, elasticity: f64) -> f64 {
    elasticity * num::ln(openness / REFERENCE)
}

/// Share of the reference advertising that an owner can sell: (1 − o)/½.
///
/// * Limit: profit ∝ (1 − o) o^ε is greatest at o* = ε/(1 + ε).
#[must_use]
pub fn margin(openness: f64) -> f64 {
    (1.0 - openness) / (1.0 - REFERENCE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn profit_is_greatest_at_the_closed_form() {
        for elasticity in [0.5, 1.0, 2.0] {
            let profit = |o: f64| margin(o) * num::exp(pull(o, elasticity));
            let best = (1..1000).map(|k| k as f64 / 1000.0).max_by(|a, b| profit(*a).total_cmp(&profit(*b)));
            assert!((best.expect("there are candidates") - elasticity / (1.0 + elasticity)).abs() < 2e-3);
        }
    }
}
