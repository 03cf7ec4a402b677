//! M14 and M24: what projects that make things come to, run through the engine.
//!
//! Where nobody leaves and all that is made is sold or shared, tools come to rest where they cost least, at
//! K/Y = α'/(ρ + δ). In regions that differ in capital alone, peers' output over firms' at the same capital a worker falls in
//! it with elasticity −(α − α'): whose labour has little capital gains most.

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
    sim_core::engine::num::pow(capital_output_ratio, alpha / (1.0 - alpha))
}

#[cfg(test)]
mod tests {
    use super::super::world_of;
    use super::*;
    use sim_core::engine::num::ln;
    use sim_core::observables::Observation;
    use sim_core::params::{Params, RegionStart};
    use sim_core::simulation::Simulation;
    use std::sync::Arc;

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

    fn run(params: Params, months: usize) -> Observation {
        let mut world = Simulation::genesis(Arc::new(params), 0);
        let mut seen = world.observe();
        for _ in 0..months {
            seen = world.step().expect("books balance");
        }
        seen
    }

    #[test]
    fn tools_come_to_rest_where_they_cost_least() {
        let params =
            makers(&["physical.tools=0.001", "firms.return_half_life=0.1", "firms.required_return=0.1"]);
        let delta = params.regions[0].depreciation;
        let seen = run(params, 720).world;
        let found = seen.physical_capital.value().unwrap() / seen.physical_output.value().unwrap();
        let expected = capital_over_output(0.25, 0.1 / 12.0, delta / 12.0);
        assert!((found / expected - 1.0).abs() < 0.1, "{found} months, expected {expected}");
    }

    #[test]
    fn the_gain_falls_with_capital_a_worker_as_the_elasticities_differ() {
        let alpha = 0.45;
        let mut params = makers(&["knowledge.productivity=0", "firms.productivity_sd=0"]);
        let region = |name: &str, ratio: f64| RegionStart {
            name: name.into(),
            core: true,
            people_share: 0.5,
            income: income_ratio(alpha, ratio),
            capital_output_ratio: ratio,
            ..RegionStart::whole_world()
        };
        params.regions = vec![region("much", 5.0), region("little", 2.0)];
        // Members bring what firms' workers have: 12 (K/Y) y goods, over the share of people who work in firms.
        let tools = |r: &RegionStart| 12.0 * r.capital_output_ratio * r.income / (0.67 * 0.94);
        for r in 0..2 {
            params.shocks.push(sim_core::params::Shock {
                name: format!("tools{r}"),
                from: -100,
                until: 100,
                regions: vec![r],
                set: vec![(
                    "physical.tools".into(),
                    sim_core::params::Value::Number(tools(&params.regions[r])),
                )],
            });
        }
        let capital_a_worker = [0, 1].map(|r| tools(&params.regions[r]));
        let seen = run(params, 2);
        let gain = [0, 1].map(|r| seen.regions[r].physical_gain.value().unwrap());
        let found = ln(gain[0] / gain[1]) / ln(capital_a_worker[0] / capital_a_worker[1]);
        assert!((found + (alpha - 0.25)).abs() < 0.02, "elasticity {found}, expected −0.2");
    }
}
