//! Which region's goods a region buys (Armington).

use crate::engine::num;

/// Shares of spending on each seller's goods: θ_s ∝ μ_s (p_s (1 + τ_s))^(1−ε).
///
/// * `tastes`: μ_s ≥ 0. * `prices`: landed prices p_s (1 + τ_s), money. * `elasticity`: ε > 1.
/// * Source: Armington (1969), IMF Staff Papers 16.
#[must_use]
pub fn shares(tastes: &[f64], prices: &[f64], elasticity: f64) -> Vec<f64> {
    let pulls = pulls(tastes, prices, elasticity);
    let sum: f64 = pulls.iter().sum();
    pulls.iter().map(|w| w / sum).collect()
}

/// Price of the basket: (Σ μ_s p_s^(1−ε))^(1/(1−ε)), the CES index of those shares, money.
#[must_use]
pub fn price_index(tastes: &[f64], prices: &[f64], elasticity: f64) -> f64 {
    let sum: f64 = pulls(tastes, prices, elasticity).iter().sum();
    num::pow(sum, 1.0 / (1.0 - elasticity))
}

fn pulls(tastes: &[f64], prices: &[f64], elasticity: f64) -> Vec<f64> {
    tastes.iter().zip(prices).map(|(mu, p)| mu * num::pow(*p, 1.0 - elasticity)).collect()
}

/// Part of the taste for another region's goods that can be followed: what both regions' order lets pass (M23).
#[must_use]
pub fn passable(here: f64, there: f64) -> f64 {
    here * there
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dearer_region_loses_its_share_with_the_elasticity() {
        let (before, after) = (shares(&[1.0, 1.0], &[1.0, 1.0], 3.0), shares(&[1.0, 1.0], &[1.0, 2.0], 3.0));
        assert_eq!(before, [0.5, 0.5]);
        assert!((after[0] / after[1] - 4.0).abs() < 1e-12);
        assert!((price_index(&[0.5, 0.5], &[2.0, 2.0], 3.0) - 2.0).abs() < 1e-12);
    }
}
