//! Worlds without money, projects and platforms: the loops over whole columns do to each person what the laws say.

mod common;

use common::three_regions;
use sim_core::ids::Regime;
use sim_core::mechanisms::{commons_time, taste};
use sim_core::params::{MECHANISMS, Params, Value};
use sim_core::simulation::Simulation;
use sim_core::state::regions::STEPS;
use std::sync::Arc;

const SLACK: f64 = 0.6;
const QUALITY: f64 = 0.8;

fn params(left: &[&str]) -> Params {
    let mut params = three_regions(5_000);
    for off in MECHANISMS.iter().filter(|mechanism| !left.contains(&mechanism.name)) {
        params.set(&format!("mechanisms.{}", off.name), &Value::Bool(false)).expect("a switch");
    }
    params.world.burn_in = 0;
    params.world.rebirth = 0.0;
    params.regimes.initial = [0.7, 0.0, 0.0, 0.3];
    (params.commons_time.slack, params.taste.without_projects) = (SLACK, QUALITY);
    params
}

#[test]
fn everybody_divides_the_month_learns_and_is_counted_by_the_laws() {
    let params = params(&["modes", "regimes", "imaginary", "taste", "commons_time"]);
    let (growth, loss) = (params.taste.growth as f32, params.taste.loss as f32);
    let mut simulation = Simulation::genesis(Arc::new(params), 0);
    for _ in 0..6 {
        let before = simulation.world().clone();
        simulation.step().unwrap();
        let world = simulation.world();
        let mut hours = vec![[0i64; 5]; world.regions.len()];
        let mut given = vec![0i64; world.regions.len()];
        let (mut with_time, mut employed) = (0, vec![0i64; world.regions.len()]);
        // Its own chance of finding a fitting project, from whoever is in capital: one for all of a region.
        let mut fitting = vec![None; world.regions.len()];
        for i in 0..world.people.count {
            let r = world.blocks.region_of(i);
            let (old, own) = (before.people.taste.at(i, 0.0), world.people.commons.at(i, 0.0));
            let regime = world.people.regime_of(i);
            if regime == Regime::Peer as u8 {
                assert_eq!(own, 0.0, "peer producers have nothing beside");
            } else {
                let mu = *fitting[r].get_or_insert(own / (old * SLACK as f32));
                let law = commons_time::commons_time(mu, old, 0.0, 0.0, 1.0 - SLACK as f32, 1.0, 1.0);
                assert!((own - law).abs() < 1e-6 && own > 0.0, "{own} and {law}");
                with_time += 1;
            }
            let experience = QUALITY as f32 * if regime == Regime::Peer as u8 { 1.0 } else { own };
            let (ceiling, floor) = world.regions[r].traits.taste_bounds(world.people.taste_class[i]);
            let law = taste::taste(old, ceiling, floor, experience, growth, loss);
            assert!((world.people.taste.at(i, 0.0) - law).abs() < 1e-6);
            given[r] += (own * STEPS) as i64;
            hours[r][usize::from(regime)] += ((1.0 - own) * STEPS) as i64;
            employed[r] += i64::from(regime == Regime::Capital as u8);
        }
        assert!(with_time > 1000 && with_time < 5000);
        for (r, region) in world.regions.iter().enumerate() {
            hours[r][Regime::Peer as usize] += given[r];
            assert_eq!(region.census.hours, hours[r]);
            assert_eq!((region.census.commons, region.census.employed), (given[r], employed[r]));
        }
    }
}

#[test]
fn columns_that_are_not_there_are_nobodys() {
    // Without commons time, without taste, and without anything but modes: counted all the same.
    for left in [&["modes", "regimes", "imaginary", "taste"][..], &["modes", "regimes"], &["modes"]] {
        let mut params = params(left);
        if left.len() == 1 {
            params.regimes.initial = [1.0, 0.0, 0.0, 0.0];
        }
        let mut simulation = Simulation::genesis(Arc::new(params), 0);
        for _ in 0..3 {
            simulation.step().unwrap();
        }
        let world = simulation.world();
        let hours: i64 = world.regions.iter().flat_map(|region| region.census.hours).sum();
        assert_eq!(hours, 5_000 * i64::from(STEPS as i32), "a month of each, with {left:?}");
    }
}
