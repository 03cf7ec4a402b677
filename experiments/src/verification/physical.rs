//! M14 and M24: what projects that make things come to, run through the engine.
//!
//! Where nobody leaves and all that is made is sold or shared, tools come to rest where they cost least, at
//! K/Y = α'/(ρ + δ). In regions that differ in capital alone, peers' output over firms' at the same capital a worker falls in
//! it with elasticity −(α − α'): whose labour has little capital gains most.

use super::case::{Case, Point, Through};
use super::world_of;
use sim_core::engine::num::pow;
use sim_core::observables::Observation;
use sim_core::params::{Params, RegionStart, Shock, Value};
use sim_core::simulation::Simulation;
use std::sync::Arc;

/// Elasticities of output in capital: firms' and peers'.
const ALPHA: f64 = 0.45;
const SHARE: f64 = 0.25;

/// Tools where they cost least.
pub const TOOLS: Case = Case {
    mechanism: 14,
    name: "tools",
    quantity: "Tools over monthly output (months)",
    across: "Required return ρ (1/year)",
    through: Through::Engine,
    limit: "nobody leaves and nothing else changes: α'/(ρ + δ), α' = 0.25",
    allowance: "10 %: tools are ordered on expectation and come with delay",
    curve: Some(|rho| capital_over_output(SHARE, rho / 12.0, RegionStart::whole_world().depreciation / 12.0)),
    run: |effort| {
        let returns: &[f64] = effort.choose(&[0.1], &[0.06, 0.1, 0.16]);
        returns.iter().map(|rho| tools(*rho, effort.choose(600, 720))).collect()
    },
};

/// Who has little capital gains most.
pub const PERIPHERY: Case = Case {
    mechanism: 24,
    name: "peripherys-gain",
    quantity: "Gain over that of a region with two years' capital",
    across: "Capital a worker over that of the same region",
    through: Through::Engine,
    limit: "regions that differ in capital alone: elasticity −(α − α') = −0.2",
    allowance: "0.02 of the elasticity: what two months change",
    curve: Some(by_capital),
    run: |effort| {
        let years: &[f64] = effort.choose(&[5.0], &[1.0, 3.0, 4.0, 5.0]);
        years.iter().map(|years| gain(*years, effort.choose(8, 64))).collect()
    },
};

/// Capital over monthly output at least cost, months; ρ and δ a month.
#[must_use]
pub fn capital_over_output(alpha: f64, required_return: f64, depreciation: f64) -> f64 {
    alpha / (required_return + depreciation)
}

/// Income a head that a region of the same productivity has with another capital-output ratio, as a ratio of incomes.
///
/// y = A^(1/(1−α)) (K/Y)^(α/(1−α)).
#[must_use]
pub fn income_ratio(alpha: f64, capital_output_ratio: f64) -> f64 {
    pow(capital_output_ratio, alpha / (1.0 - alpha))
}

/// Tools of projects after so many months, months of what they make.
fn tools(required_return: f64, months: usize) -> Point {
    let set = [format!("firms.required_return={required_return}")];
    let set: Vec<&str> = ["physical.tools=0.001", "firms.return_half_life=0.1"]
        .into_iter()
        .chain(set.iter().map(String::as_str))
        .collect();
    let params = makers(&set);
    let delta = params.regions[0].depreciation;
    let seen = run(params, 0, months).world;
    let value = |cell: sim_core::observables::Cell| cell.value().expect("measured");
    let found = value(seen.physical_capital) / value(seen.physical_output);
    let expected = capital_over_output(SHARE, required_return / 12.0, delta / 12.0);
    Point::exact(required_return, expected, found, 0.1 * expected)
}

/// Peers' gain in a region with capital for so many years of output over that in one with two years, and what the closed form says
/// of it.
fn gain(years: f64, worlds: u32) -> Point {
    let mut params = makers(&["knowledge.productivity=0", "firms.productivity_sd=0"]);
    let region = |name: &str, ratio: f64| RegionStart {
        name: name.into(),
        core: true,
        people_share: 0.5,
        income: income_ratio(ALPHA, ratio),
        capital_output_ratio: ratio,
        ..RegionStart::whole_world()
    };
    params.regions = vec![region("much", years), region("little", 2.0)];
    // Members bring what firms' workers have: 12 (K/Y) y goods, over the share of people who work in firms.
    let tools = |r: &RegionStart| 12.0 * r.capital_output_ratio * r.income / (0.67 * 0.94);
    for r in 0..2 {
        params.shocks.push(Shock {
            name: format!("tools{r}"),
            from: -100,
            until: 100,
            regions: vec![r],
            set: vec![("physical.tools".into(), Value::Number(tools(&params.regions[r])))],
        });
    }
    let capital = [0, 1].map(|r| tools(&params.regions[r]));
    // Skills and the firms people come to differ between regions and seeds: one world tells too little.
    let of_world = |replicate: u32| {
        let seen = run(params.clone(), replicate.into(), 2);
        let gain = [0, 1].map(|r| seen.regions[r].physical_gain.value().expect("measured"));
        gain[0] / gain[1]
    };
    let found: Vec<f64> = (0..worlds).map(of_world).collect();
    let simulated = found.iter().sum::<f64>() / f64::from(worlds);
    let squares: f64 = found.iter().map(|x| (x - simulated).powi(2)).sum();
    let error = (squares / f64::from(worlds - 1) / f64::from(worlds)).sqrt();
    let ratio = capital[0] / capital[1];
    let expected = by_capital(ratio);
    let allowance = expected * (pow(ratio.max(1.0 / ratio), 0.02) - 1.0);
    Point { x: ratio, expected, simulated, error, allowance }
}

fn by_capital(ratio: f64) -> f64 {
    pow(ratio, -(ALPHA - SHARE))
}

/// A third are peer producers, all of whom make things; nobody changes anything else.
fn makers(set: &[&str]) -> Params {
    let all = [
        "world.people=3000",
        "world.regions=one",
        "world.burn_in=0",
        "world.rebirth=0",
        "mechanisms.modes=false",
        "mechanisms.regimes=false",
        "mechanisms.technology=false",
        "mechanisms.imaginary=false",
        "mechanisms.dunbar=false",
        "mechanisms.abundance=false",
        "mechanisms.crowdsourcing=false",
        "mechanisms.sharing=false",
        "regimes.initial=[0.67, 0.0, 0.0, 0.33]",
        "mechanisms.taste=false",
        "mechanisms.commons_time=false",
        "households.subsistence=0",
        "burnout.unpaid=0",
        "burnout.pay=0.08",
        "projects.exit=0",
        "firms.growth=0",
        "physical.founding=1",
        "physical.floor=1",
    ];
    let all: Vec<String> = all.iter().chain(set).map(|s| (*s).to_string()).collect();
    world_of("baseline", &all)
}

/// The last month of so many.
fn run(params: Params, replicate: u64, months: usize) -> Observation {
    let mut world = Simulation::genesis(Arc::new(params), replicate);
    let mut seen = world.observe();
    for _ in 0..months {
        seen = world.step().expect("books balance");
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::super::case::{Effort, assert_holds};
    use super::*;

    #[test]
    fn tools_come_to_rest_where_they_cost_least_and_the_gain_falls_as_elasticities_differ() {
        assert_holds(&TOOLS, Effort::Quick);
        assert_holds(&PERIPHERY, Effort::Full);
    }
}
