//! M15: the two Solow limits, run through the engine in a world of one region that neither grows nor learns.
//!
//! When the required return binds, capital over yearly output comes to α/(ρ + δ) (Solow 1956; Jorgenson 1963 for the
//! user cost). When funds bind, firms put all they have above half their liquidity into capital, and it comes to
//! (investment over output)/δ. The engine's firms carry inventories, are struck by closure and pay a region's wage, so
//! that the limits are met to a few per cent and not to the last digit.

use super::case::{Case, Effort, Point, Through};
use super::world_of;
use sim_core::observables::Measures;
use sim_core::params::Firms;
use sim_core::simulation::Simulation;
use std::sync::Arc;

/// The cases of this file.
pub const CASES: [Case; 2] = [REQUIRED_RETURN, FUNDS];

const OPEN: &str = "6 %: the engine's firms carry inventories, are struck by closure and pay a region's wage";

const REQUIRED_RETURN: Case = Case {
    mechanism: 15,
    name: "solow-required-return",
    quantity: "Capital over yearly output (years)",
    across: "Required return ρ (1/year)",
    through: Through::Engine,
    limit: "the required return binds: α/(ρ + δ), δ = 0.12 (Solow 1956; Jorgenson 1963)",
    allowance: OPEN,
    curve: Some(by_return),
    run: |effort| {
        let returns: &[f64] = effort.choose(&[0.15], &[0.08, 0.12, 0.16, 0.2]);
        let years = effort.choose(60, 80);
        let point = |r: &f64| {
            Point::exact(*r, by_return(*r), capital_over_output(&end(*r, years)), 0.06 * by_return(*r))
        };
        returns.iter().map(point).collect()
    },
};

const FUNDS: Case = Case {
    mechanism: 15,
    name: "solow-funds",
    quantity: "Capital over yearly output (years)",
    across: "Investment over output, as it comes out",
    through: Through::Engine,
    limit: "funds bind, since nothing is required of capital: investment over output, over δ = 0.12",
    allowance: OPEN,
    curve: Some(|invested| at_invested_share(invested, DEPRECIATION)),
    run: |effort: Effort| {
        let seen = end(0.0, effort.choose(80, 120));
        let invested = invested(&seen);
        let expected = at_invested_share(invested, DEPRECIATION);
        vec![Point::exact(invested, expected, capital_over_output(&seen), 0.06 * expected)]
    },
};

fn by_return(required_return: f64) -> f64 {
    at_required_return(Firms::default().capital_share, required_return, DEPRECIATION)
}

/// Capital over yearly output when the required return binds, years.
#[must_use]
pub fn at_required_return(alpha: f64, required_return: f64, depreciation: f64) -> f64 {
    alpha / (required_return + depreciation)
}

/// Capital over yearly output when a constant share of output is put into capital, years.
#[must_use]
pub fn at_invested_share(invested: f64, depreciation: f64) -> f64 {
    invested / depreciation
}

const DEPRECIATION: f64 = 0.12;

/// Means over the last twenty of so many years.
fn end(required_return: f64, years: usize) -> Vec<Measures> {
    let set = [
        "world.people=3000",
        "world.regions=one",
        "world.burn_in=0",
        "mechanisms.modes=false",
        "mechanisms.regimes=false",
        "mechanisms.technology=false",
        "mechanisms.knowledge=false",
        "mechanisms.imaginary=false",
        "mechanisms.commons_time=false",
        "mechanisms.taste=false",
        "mechanisms.projects=false",
        "mechanisms.crowdsourcing=false",
        "mechanisms.sharing=false",
        "regimes.initial=[1.0, 0.0, 0.0, 0.0]",
        "firms.growth=0.0",
        "firms.return_half_life=0.1",
        "firms.productivity_sd=0.0",
    ];
    let mut set: Vec<String> = set.map(String::from).to_vec();
    set.push(format!("firms.required_return={required_return}"));
    set.push(format!("region.one.depreciation={DEPRECIATION}"));
    let mut world = Simulation::genesis(Arc::new(world_of("baseline", &set)), 0);
    let seen: Vec<Measures> = (0..12 * years).map(|_| world.step().expect("books balance").world).collect();
    seen[12 * (years - 20)..].to_vec()
}

fn mean(seen: &[Measures], of: impl Fn(&Measures) -> f64) -> f64 {
    seen.iter().map(of).sum::<f64>() / seen.len() as f64
}

fn capital_over_output(seen: &[Measures]) -> f64 {
    mean(seen, |m| m.capital_output_ratio.value().expect("measured"))
}

/// Investment over output.
fn invested(seen: &[Measures]) -> f64 {
    mean(seen, |m| m.investment.value().expect("measured"))
        / mean(seen, |m| m.output_value.value().expect("measured"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn when_the_required_return_binds_capital_over_output_is_its_solow_limit() {
        let alpha = sim_core::params::Firms::default().capital_share;
        for required_return in [0.10, 0.20] {
            let (found, expected) = (
                capital_over_output(&end(required_return, 80)),
                at_required_return(alpha, required_return, DEPRECIATION),
            );
            assert!(
                (found / expected - 1.0).abs() < 0.06,
                "ρ {required_return}: {found} years, expected {expected}"
            );
        }
    }

    #[test]
    fn when_funds_bind_all_profit_is_invested_and_capital_is_the_other_limit() {
        // Nothing is required of capital, so that firms want more than they can ever pay for.
        let seen = end(0.0, 120);
        let invested = invested(&seen);
        let paid_out = mean(&seen, |m| m.profit_paid_out.value().expect("measured"))
            / mean(&seen, |m| m.output_value.value().expect("measured"));
        assert!(paid_out < 0.2 * invested, "invested {invested}, paid out {paid_out} of output");
        let (found, expected) = (capital_over_output(&seen), at_invested_share(invested, DEPRECIATION));
        assert!((found / expected - 1.0).abs() < 0.06, "{found} years, expected {expected}");
    }
}
