//! Physical peer production: open designs, own tools, distributed manufacturing (M14), core and periphery (M24).

use crate::engine::num;

/// Goods made by peers: Y = A Y_0 (K/K_0)^α' (L/L_0)^(1−α'), with Y_0 = y_0 L_0 and K_0 = k_0 L_0.
///
/// * `designs`: A = q/(q + q½), how far open designs have come, 0..=1. * `capital`, `labour`: K goods, L skill-months.
/// * `base`: y_0, goods of a skill-month with complete designs and tools k_0. * `tools`: k_0, goods a skill-month.
/// * `alpha`: α', below that of firms: peers need less capital.
/// * Limit: at least cost K/Y = α'/(ρ + δ). * Source: Cobb and Douglas (1928); the rest is the model of record's.
#[must_use]
pub fn output(designs: f64, base: f64, capital: f64, labour: f64, tools: f64, alpha: f64) -> f64 {
    if labour <= 0.0 || capital <= 0.0 || tools <= 0.0 {
        return 0.0;
    }
    designs * base * labour * num::pow(capital / (tools * labour), alpha)
}

/// How far the conditions of making things are met: distributed manufacturing, access and skill, each needed.
///
/// made · access · min(1, skill/need), 0..=1. Source: ours; the interview names cheap machines, access and skill.
#[must_use]
pub fn conditions(manufacturing: f64, access: f64, skill: f64, need: f64) -> f64 {
    let skilled = if need > 0.0 { (skill / need).min(1.0) } else { 1.0 };
    manufacturing * access * skilled
}

/// Chance that a new project makes things: share · max(floor, conditions). The floor is its way back from zero.
#[must_use]
pub fn founding(share: f64, conditions: f64, floor: f64) -> f64 {
    share * conditions.max(floor)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mechanisms::{investment, production};

    #[test]
    fn tools_go_to_where_they_cost_least() {
        // Ordered by the rule, capital over output comes to rest at α'/(ρ + δ).
        let (alpha, rho, delta) = (0.25, 0.07 / 12.0, 0.00383);
        let mut k = 1.0;
        for _ in 0..20_000 {
            let y = output(0.5, 1.0, k, 1.0, 48.0, alpha);
            let wanted = investment::wanted_capital(alpha, y, rho, delta, 1.0);
            k = (1.0 - delta) * k + investment::order(k, wanted, delta, 1.0 / 36.0);
        }
        let ratio = k / output(0.5, 1.0, k, 1.0, 48.0, alpha);
        assert!((ratio / (alpha / (rho + delta)) - 1.0).abs() < 1e-6, "{ratio}");
    }

    #[test]
    fn whose_labour_has_little_capital_gains_most() {
        // At the same capital a worker, peers' output over firms' falls in it with elasticity −(α − α').
        let (alpha, firms) = (0.25, 0.45);
        let gain = |k: f64| output(0.5, 1.0, k, 1.0, 48.0, alpha) / production::output(0.2, k, 1.0, firms);
        let elasticity = num::ln(gain(20.0) / gain(10.0)) / num::ln(2.0);
        assert!((elasticity + (firms - alpha)).abs() < 1e-9, "{elasticity}");
    }

    #[test]
    fn output_is_that_of_the_base_year_with_its_tools_and_complete_designs() {
        assert!((output(1.0, 1.0, 96.0, 2.0, 48.0, 0.25) - 2.0).abs() < 1e-9);
        assert_eq!(output(1.0, 1.0, 0.0, 2.0, 48.0, 0.25), 0.0);
    }

    #[test]
    fn every_condition_is_needed_and_a_few_try_anyway() {
        assert_eq!(conditions(0.5, 0.4, 2.0, 1.0), 0.2);
        assert_eq!(conditions(0.0, 1.0, 1.0, 1.0), 0.0);
        assert_eq!(founding(0.3, 0.0, 0.01), 0.003);
    }
}
