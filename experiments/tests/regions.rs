//! Worlds of one to twelve regions run, with their books in balance, and the same on any number of threads.

use experiments::verification::world_of;
use scenarios::{Source, load};
use sim_core::engine::chunks::on_threads;
use sim_core::observables::{MEASURES, Observation};
use sim_core::params::Params;
use sim_core::simulation::Simulation;
use std::path::Path;
use std::sync::Arc;

/// Settings of a small world with so many regions of the data.
fn measured(n: usize) -> Vec<String> {
    let mut set = small();
    set.push(format!("world.regions={n}"));
    set
}

/// The same with so many regions of its own.
fn own(n: usize) -> Vec<String> {
    let mut set = small();
    set.push("world.regions=own".into());
    for r in 0..n {
        set.push(format!("region.r{r}.income={}", 20 - r));
        set.push(format!("region.r{r}.core={}", r < 2));
        set.push(format!("region.r{r}.access={}", 0.5 / (1.0 + r as f64)));
    }
    set
}

fn small() -> Vec<String> {
    [
        "world.people=3000",
        "world.block_people=50",
        "world.region_people=equal",
        "world.burn_in=6",
        "world.months=36",
    ]
    .map(String::from)
    .into()
}

fn history(params: &Arc<Params>, threads: usize) -> Vec<Observation> {
    on_threads(Some(threads), || {
        let mut world = Simulation::genesis(params.clone(), 0);
        (0..params.world.months).map(|_| world.step().expect("books balance")).collect()
    })
    .expect("threads can be made in a test")
}

fn hold(n: usize, seen: &Observation) {
    assert_eq!(seen.regions.len(), n);
    for net in &seen.flows.net {
        assert_eq!(net.iter().sum::<i64>(), 0, "{n} regions: money was made or lost");
    }
    for measures in std::iter::once(&seen.world).chain(&seen.regions) {
        for (info, cell) in MEASURES.iter().zip(measures.cells()) {
            let Some(x) = cell.value() else { continue };
            assert!(x.is_finite() && x >= info.range.0 && x <= info.range.1, "{n}: {} is {x}", info.name);
        }
    }
}

#[test]
fn any_number_of_regions_from_one_to_twelve_runs_the_same_on_one_and_two_threads() {
    for n in 1..=12 {
        for (scenario, set) in [("emergence", measured(n)), ("breakdown", own(n))] {
            let params = Arc::new(world_of(scenario, &set));
            assert_eq!(params.faults(), [], "{n} regions");
            let seen = history(&params, 1);
            seen.iter().for_each(|month| hold(n, month));
            let money = |m: usize| seen[m].world.money_total;
            assert!((1..36).all(|m| money(m) == money(0)), "{n} regions: money changed");
            assert!(seen == history(&params, 2), "{n} regions, {scenario}: two threads differ from one");
        }
    }
}

#[test]
fn a_world_without_a_core_runs_when_nobody_owns_platforms() {
    let mut set = own(12);
    set.retain(|key| !key.contains(".core="));
    for switch in ["crowdsourcing", "sharing"] {
        set.push(format!("mechanisms.{switch}=false"));
    }
    set.push("regimes.initial=[0.95, 0.0, 0.0, 0.05]".into());
    let params = Arc::new(world_of("emergence", &set));
    assert_eq!(params.faults(), []);
    history(&params, 2).iter().for_each(|month| hold(12, month));
}

#[test]
fn the_example_of_the_guide_runs_and_is_what_the_guide_says() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/guide/north-and-south.toml");
    let set = ["world.people=3000", "world.burn_in=6", "world.months=12"].map(String::from);
    let scenario = load(Source::File(file), &set).unwrap_or_else(|errors| panic!("{errors}"));
    // 0.2 · 40 + 0.05 · 25 + 0.75 · 6 thousand dollars a head.
    assert_eq!(scenario.mean_income(), 13.75);
    let params = Arc::new(scenario.params);
    let names: Vec<&str> = params.regions.iter().map(|r| r.name.as_str()).collect();
    assert_eq!(names, ["north", "islands", "south"]);
    history(&params, 2).iter().for_each(|month| hold(3, month));
}
