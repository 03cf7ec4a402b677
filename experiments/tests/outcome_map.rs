//! The map of outcomes, small: a few drawn worlds live, and are what their numbers say.

use experiments::outcome_map::{Design, run, table};
use experiments::run_in_memory;
use experiments::verification::world_of;
use sim_core::state::course::Stage;
use std::sync::atomic::{AtomicU64, Ordering};

#[test]
fn a_few_drawn_worlds_live_and_are_the_same_again() {
    // Blocks are drawn up to 230 people: 2 000 of them are enough for two regions, not for ten.
    let set = ["world.people=2000", "world.regions=core-periphery", "world.months=60"];
    let base = world_of("emergence", &set.map(String::from));
    let design = Design::new(6, 1);
    let told = AtomicU64::new(0);
    let outcomes = run(&base, &design, |done| {
        told.fetch_max(done, Ordering::Relaxed);
    });
    assert_eq!(told.load(Ordering::Relaxed), 6);
    for (number, (draw, outcome)) in (0..).zip(&outcomes) {
        let path = outcome.as_ref().unwrap_or_else(|what| panic!("draw {number}: {what}"));
        assert_eq!(draw.number, number);
        assert!(path.first.iter().flatten().all(|month| (0..=60).contains(month)), "{path:?}");
        assert!(path.first[path.end as usize].is_some(), "{path:?}");
        for (stage, near) in Stage::ALL.into_iter().zip(path.near) {
            assert!((0.0..=1.0).contains(&near.gap), "{}: {near:?}", stage.name());
            let entered = path.first[stage as usize].is_some();
            assert_eq!(entered, near.gap == 0.0, "{} of {draw:?}: {near:?}", stage.name());
        }
        assert!(path.ends.iter().flatten().all(|x| (0.0..=1.0).contains(x)), "{path:?}");
    }
    let one = run(&base, &design, |_| {}).swap_remove(4);
    assert_eq!(one, outcomes[4]);
    let csv = table::csv(&design, &outcomes).expect("memory can be written");
    assert_eq!(csv.iter().filter(|b| **b == b'\n').count(), 7);
    assert!(table::markdown(&design, &outcomes).contains("Of 6 draws 6 lived to the end"));
}

/// Found by the map: projects ordered servers for all their money, and then bought tools with half of it.
#[test]
fn projects_that_buy_tools_pay_for_servers_with_what_is_left() {
    let set = [
        "world.people=2000",
        "world.regions=core-periphery",
        "world.months=24",
        "physical.tools=0.1",
        "physical.founding=0.9",
        "physical.start=0.1",
        "capacity.devices=0.5",
        "capacity.cost=0.05",
    ];
    for seen in run_in_memory(world_of("emergence", &set.map(String::from)), 4).expect("the books balance") {
        assert_eq!(seen.len(), 25);
    }
}
