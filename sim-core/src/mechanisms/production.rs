//! Firms' output and the labour they want (part of M15).

use crate::engine::num;

/// Goods made: Y = A K^α L^(1−α).
///
/// * `productivity`: A. * `capital`: K, goods. * `labour`: L, skill-months. * `alpha`: α, 0..1.
/// * Source: Cobb and Douglas (1928).
#[must_use]
pub fn output(productivity: f64, capital: f64, labour: f64, alpha: f64) -> f64 {
    if labour <= 0.0 || capital <= 0.0 {
        return 0.0;
    }
    productivity * num::exp(alpha * num::ln(capital) + (1.0 - alpha) * num::ln(labour))
}

/// Output a firm aims at: y* = max(least·s, s + λ_v (v* s − V)).
///
/// * `expected`: s, expected sales a month. * `inventory`: V. * `target`: v*, months of sales. * `speed`: λ_v. `least`: share of s.
#[must_use]
pub fn desired_output(expected: f64, inventory: f64, target: f64, speed: f64, least: f64) -> f64 {
    (expected + speed * (target * expected - inventory)).max(least * expected)
}

/// Labour at which the marginal product equals the real wage: K (A(1−α) p/w)^(1/α), skill-months.
#[must_use]
pub fn labour_at_profit_limit(productivity: f64, capital: f64, price: f64, wage: f64, alpha: f64) -> f64 {
    capital * num::pow(productivity * (1.0 - alpha) * price / wage, 1.0 / alpha)
}

/// Labour wanted: the least of what demand, profit and cash allow, skill-months.
///
/// ℓ* = min{ (y*/(A K^α))^(1/(1−α)), [`labour_at_profit_limit`], cash/w }.
#[must_use]
pub fn labour_wanted(
    desired: f64,
    profit_limit: f64,
    cash_limit: f64,
    productivity: f64,
    capital: f64,
    alpha: f64,
) -> f64 {
    if capital <= 0.0 {
        return 0.0;
    }
    let scale = productivity * num::pow(capital, alpha);
    num::pow(desired / scale, 1.0 / (1.0 - alpha)).min(profit_limit).min(cash_limit).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wanted_labour_makes_the_desired_output_unless_profit_or_cash_bind() {
        let (a, k, alpha) = (1.3, 40.0, 0.45);
        let limit = labour_at_profit_limit(a, k, 1.0, 0.5, alpha);
        let l = labour_wanted(10.0, limit, 1e9, a, k, alpha);
        assert!((output(a, k, l, alpha) - 10.0).abs() < 1e-9);
        assert_eq!(labour_wanted(1e9, limit, 1e9, a, k, alpha), limit);
        assert_eq!(labour_wanted(1e9, limit, 0.5, a, k, alpha), 0.5);
        let marginal = (output(a, k, limit + 1e-4, alpha) - output(a, k, limit, alpha)) / 1e-4;
        assert!((marginal - 0.5).abs() < 1e-4, "at the profit limit labour earns its product: {marginal}");
    }

    #[test]
    fn output_aims_to_fill_the_inventory() {
        assert_eq!(desired_output(10.0, 10.0, 1.0, 0.1, 0.2), 10.0);
        assert_eq!(desired_output(10.0, 0.0, 1.0, 0.1, 0.2), 11.0);
        assert_eq!(desired_output(10.0, 1e6, 1.0, 0.1, 0.2), 2.0);
    }
}
