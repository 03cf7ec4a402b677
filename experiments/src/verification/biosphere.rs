//! M22 through the engine: a constant harvest rests where logistic growth says, and collapses past a quarter of it.
//!
//! Ḃ = r B (1 − B) − h rests at ½(1 + √(1 − 4h/r)) for h ≤ r/4. If harvest were taken of damaged output, h/(1 + d (1 − B)²),
//! damage would shield the biosphere: the thresholds would be 0.33, 0.52 and 0.72 r for d = 1, 3 and 5. It is taken of what
//! inputs would make, so that damage shields it only as far as there come to be fewer inputs.

use super::case::{Case, Point, Through};
use super::world_of;
use sim_core::mechanisms::biosphere;
use sim_core::params::Params;
use sim_core::simulation::Simulation;
use sim_core::state::Biosphere;
use std::sync::Arc;

/// r, 1/year.
const GROWTH: f64 = 0.5;

/// A constant harvest.
pub const CASE: Case = Case {
    mechanism: 22,
    name: "harvest",
    quantity: "Fullness of the biosphere at rest",
    across: "Harvest over r/4",
    through: Through::Engine,
    limit: "B_c = 0: Ḃ = r B (1 − B) − h rests at ½ (1 + √(1 − 4 h/r)) and collapses past r/4 (Schaefer 1954)",
    allowance: "0.005: throughput is an economy's and varies",
    curve: Some(|over| rest(1.0, over / 4.0).unwrap_or(0.0)),
    run: |effort| {
        let harvests: &[f64] = effort.choose(&[0.8], &[0.0, 0.3, 0.6, 0.8, 0.95, 1.25]);
        harvests.iter().map(|h| rested(*h, effort.choose(80, 120))).collect()
    },
};

/// Upper rest of logistic growth under a constant harvest; `None` past its threshold.
#[must_use]
pub fn rest(growth: f64, harvest: f64) -> Option<f64> {
    let root = 1.0 - 4.0 * harvest / growth;
    (root >= 0.0).then(|| 0.5 * (1.0 + root.sqrt()))
}

/// Greatest harvest of undamaged goods, over r, that can be taken for ever if it is lowered with output by a damage d.
#[must_use]
pub fn threshold_on_damaged_output(damage: f64) -> f64 {
    let at = |b: f64| biosphere::regrowth(b, 1.0, 0.0, 0.0) / biosphere::undamaged(b, damage);
    (1..10_000).map(|k| at(f64::from(k) / 10_000.0)).fold(0.0, f64::max)
}

/// A world of firms that neither grow nor learn.
fn params(set: &[&str]) -> Params {
    let all = [
        "world.people=3000",
        "world.regions=one",
        "world.burn_in=96",
        "world.rebirth=0",
        "mechanisms.modes=false",
        "mechanisms.regimes=false",
        "mechanisms.technology=false",
        "mechanisms.imaginary=false",
        "mechanisms.taste=false",
        "mechanisms.commons_time=false",
        "mechanisms.projects=false",
        "mechanisms.knowledge=false",
        "mechanisms.crowdsourcing=false",
        "mechanisms.sharing=false",
        "mechanisms.elites=false",
        "mechanisms.obstruction=false",
        "mechanisms.breakdown=false",
        "regimes.initial=[1.0, 0.0, 0.0, 0.0]",
        "firms.growth=0",
        "firms.productivity_sd=0",
        "biosphere.critical=0",
        "biosphere.inflow=0",
        "biosphere.efficiency=0",
        "biosphere.designs=0",
        "biosphere.growth=0.5",
    ];
    let all: Vec<String> = all.iter().chain(set).map(|s| (*s).to_string()).collect();
    world_of("baseline", &all)
}

/// The biosphere month by month.
fn lived(params: Params, years: usize) -> Vec<Biosphere> {
    let mut world = Simulation::genesis(Arc::new(params), 0);
    (0..12 * years)
        .map(|_| {
            world.step().expect("books balance");
            world.world().biosphere.expect("the biosphere is on")
        })
        .collect()
}

fn run(years: usize, set: &[&str]) -> Vec<Biosphere> {
    lived(params(set), years)
}

fn mean(path: &[Biosphere], of: impl Fn(&Biosphere) -> f64) -> f64 {
    path.iter().map(of).sum::<f64>() / path.len() as f64
}

/// Fullness that a harvest of so much, over r/4, comes to, at the harvest that came about.
fn rested(over_quarter: f64, years: usize) -> Point {
    let path = run(years, &["biosphere.damage=0", &format!("biosphere.harvest={over_quarter}")]);
    let end = &path[6 * years..];
    let harvest = mean(end, |b| b.harvest);
    // Throughput is a real economy's: it varies a little, and the law is asked about its mean.
    let throughput = mean(end, |b| b.throughput);
    let wanted = over_quarter * 0.25 * GROWTH * throughput;
    // Past the threshold there is nothing left to take.
    assert!(over_quarter > 1.0 || (harvest - wanted).abs() < 1e-5, "{harvest} at {throughput}");
    let expected = rest(GROWTH, wanted).unwrap_or(0.0);
    Point::exact(4.0 * wanted / GROWTH, expected, mean(end, |b| b.fullness), 0.005)
}

#[cfg(test)]
mod tests {
    use super::*;
    use sim_core::params::{Shock, Value};

    #[test]
    fn a_constant_harvest_rests_where_logistic_growth_says() {
        for over_quarter in [0.0, 0.4, 0.8] {
            let point = rested(over_quarter, 120);
            assert!(point.holds(), "{point:?}");
        }
    }

    #[test]
    fn month_0_takes_what_the_parameter_says_whatever_is_abated_then() {
        let set = ["biosphere.harvest=0.8", "biosphere.green=0.3", "world.burn_in=12"];
        let mut world = Simulation::genesis(Arc::new(params(&set)), 0);
        world.burn_in().expect("books balance");
        let taken = world.observe().world.harvest.value().expect("the biosphere is on");
        assert!((taken - 0.8 * 0.5 / 4.0).abs() < 1e-9, "{taken}");
    }

    #[test]
    fn past_a_quarter_of_its_growth_it_collapses() {
        let path = run(120, &["biosphere.damage=0", "biosphere.harvest=1.25"]);
        assert!(mean(&path, |b| b.throughput) > 0.9, "{}", mean(&path, |b| b.throughput));
        assert!(rest(0.5, 0.125 * 1.25).is_none());
        let end = path.last().expect("it was run").fullness;
        assert!(end < 1e-6, "{end} is left");
    }

    #[test]
    fn on_damaged_output_the_threshold_would_be_higher() {
        for (damage, expected) in [(0.0, 0.25), (1.0, 0.33), (3.0, 0.52), (5.0, 0.72)] {
            let found = threshold_on_damaged_output(damage);
            assert!((found - expected).abs() < 0.006, "d = {damage}: {found}, expected {expected}");
        }
    }

    #[test]
    fn damage_shields_the_biosphere_only_as_far_as_there_are_fewer_inputs() {
        // 0.45 r: above a quarter, below the 0.72 r that damaged output could take at d = 5.
        let path = run(60, &["biosphere.damage=5", "biosphere.harvest=1.8"]);
        let mut least = 1.0f64;
        for pair in path.windows(2) {
            let [before, after] = [&pair[0], &pair[1]];
            // The law, month by month, from what inputs would have made.
            let regrowth = biosphere::regrowth(before.fullness, 0.5, 0.0, 0.0);
            let wanted = 1.8 * 0.125 * after.throughput;
            let expected = biosphere::step(before.fullness, regrowth, wanted);
            assert!((after.fullness - expected).abs() < 1e-6, "{}, expected {expected}", after.fullness);
            least = least.min(after.throughput);
        }
        let end = path.last().expect("it was run");
        assert!(1.8 / 4.0 < threshold_on_damaged_output(5.0));
        assert!(end.fullness < 1e-6, "{} is left, throughput at least {least}", end.fullness);
    }

    #[test]
    fn where_all_harm_is_abated_from_the_start_nothing_is_taken() {
        let path = run(10, &["biosphere.green=1", "biosphere.damage=4"]);
        let end = path.last().expect("it was run");
        assert!(end.harvest == 0.0 && end.fullness > 0.75, "{end:?}");
    }

    #[test]
    fn a_shock_to_efficiency_saves_while_it_lasts_and_leaves_the_past() {
        let mut params = params(&["biosphere.efficiency=0.01", "biosphere.rebound=0.5"]);
        params.shocks.push(Shock {
            name: "thrift".into(),
            from: 121,
            until: 133,
            regions: Vec::new(),
            set: vec![("biosphere.efficiency".into(), Value::Number(0.1))],
        });
        let path = lived(params, 20);
        // Nineteen years at 0.01 and one at 0.1, of which half is used up again.
        for (month, saved) in [(120, 0.05), (132, 0.1), (240, 0.145)] {
            let (found, expected) = (path[month - 1].intensity, sim_core::engine::num::exp(-saved));
            assert!((found - expected).abs() < 1e-9, "month {month}: {found}, expected {expected}");
        }
    }
}
