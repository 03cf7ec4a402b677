//! How a region's price and wage move (part of M15).

use crate::engine::num;

/// Price after a month: p' = p exp clip(φ_v (1 − V/(v* s)) + φ_c ln(mc/p), ±step).
///
/// * `stock_ratio`: V/(v* s), inventory over its target. * `marginal_cost`: mc = w L/((1−α) Y), money.
/// * Neutral: φ_v = φ_c = 0. **Caution:** φ_c = 0 is unstable in the whole economy.
/// * Source: ours, of the family of Godley and Lavoie (2007).
#[must_use]
pub fn price_step(
    price: f64,
    stock_ratio: f64,
    marginal_cost: f64,
    by_stock: f64,
    by_cost: f64,
    most: f64,
) -> f64 {
    let push = by_stock * (1.0 - stock_ratio) + by_cost * num::ln(marginal_cost / price);
    price * num::exp(push.clamp(-most, most))
}

/// Wage after a month: w' = w exp clip(φ_w (u* − u) + φ_t min(½, unfilled share of vacancies), ±step).
///
/// * Neutral: φ_w = φ_t = 0. Limit: without vacancies the nominal wage rests at u = u*.
/// * Source: Phillips (1958) for the slope; the vacancy term is ours.
#[must_use]
pub fn wage_step(wage: f64, slack: f64, unfilled: f64, by_slack: f64, by_unfilled: f64, most: f64) -> f64 {
    let push = by_slack * slack + by_unfilled * unfilled.min(0.5);
    wage * num::exp(push.clamp(-most, most))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn price_and_wage_rest_at_their_anchors() {
        assert_eq!(price_step(2.0, 1.0, 2.0, 0.05, 0.2, 0.02), 2.0);
        assert_eq!(wage_step(2.0, 0.0, 0.0, 0.04, 0.05, 0.02), 2.0);
        assert!(price_step(2.0, 0.5, 2.0, 0.05, 0.2, 0.02) > 2.0);
        assert!((price_step(2.0, 9.0, 0.1, 0.05, 0.2, 0.02) / 2.0 - num::exp(-0.02)).abs() < 1e-12);
    }
}
