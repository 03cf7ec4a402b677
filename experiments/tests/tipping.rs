//! A loop whose ends are known is found by tipping: two regimes by imitation and a difference in what they offer.
//!
//! The shares' difference m rests where m = tanh((F + J m)/2), F the difference of what peer production and capital offer (β = 1; Brock and Durlauf
//! 2001). For J > 2 both rests end where 2/(1 − m²) = J: from below the lower one is lost at F = J m* − 2 artanh m*, m* = √(1 − 2/J), and from
//! above the upper one at minus that.

// A test fails by panicking, and so do its helpers.
#![allow(clippy::unwrap_used)]

use experiments::runs::{Ledger, Outcome};
use experiments::space::Wish;
use experiments::tipping::{Plan, find};
use scenarios::{Scenario, Source, load};
use sim_core::engine::num;
use sim_core::simulation::Simulation;
use std::sync::Arc;

const COUPLING: f64 = 3.0;

fn world(set: &[String]) -> Scenario {
    // All share communally, so that what peer production offers more is the fit of that mode.
    let own = [
        "world.people=20000",
        "world.replicates=3",
        "regimes.beta=1",
        "regimes.fit=1",
        "modes.initial=[1, 0, 0, 0]",
    ];
    let set: Vec<String> = own.map(String::from).into_iter().chain(set.iter().cloned()).collect();
    load(Source::named("verification/brock-durlauf"), &set).unwrap()
}

/// What F is for each unit of fit, as people who do not imitate show it: ln(p/(1 − p)), p the share in peer production.
fn offered_by_a_unit() -> f64 {
    let more = 0.5;
    let set = ["regimes.imitation=0".to_owned(), format!("fit.peer_communal={more}")];
    let mut world = Simulation::genesis(Arc::new(world(&set).params), 0);
    let last = (0..120).map(|_| world.step().unwrap()).last().unwrap().world;
    let (peer, capital) = (last.regime_peer.value().unwrap(), last.regime_capital.value().unwrap());
    num::ln(peer / capital) / more
}

#[test]
fn both_ends_of_a_known_loop_are_found() {
    let unit = offered_by_a_unit();
    assert!((unit - 1.0).abs() < 0.1, "a unit of fit is a nat: {unit}");
    let ordered = (1.0 - 2.0 / COUPLING).sqrt();
    let end = COUPLING * ordered - num::ln((1.0 + ordered) / (1.0 - ordered));
    assert!((end - 0.415).abs() < 1e-3, "{end}");
    // F from −0.9 to 0.9 in steps of 0.2: the ends lie well inside of steps.
    let range = Some((-0.9, 0.9));
    let along = Wish { name: "fit.peer_communal".into(), range };
    let outcome = Outcome::read("regime_peer").unwrap();
    let plan = Plan::new(world(&[format!("regimes.imitation={COUPLING}")]), &along, 10, (120, 240), outcome)
        .unwrap();
    let home = tempfile::tempdir().unwrap();
    let mut ledger = Ledger::begin(home.path(), &plan.form()).unwrap();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let runs = plan.run(&mut ledger, threads, &|| false, &mut |_| {}).unwrap().unwrap();
    assert_eq!(runs.len(), 2 * 10 * 3);
    let found = find(&plan, &runs).unwrap();
    for (change, end) in found.changes.iter().zip([end, -end]) {
        let change = change.unwrap();
        let (low, high) = change.interval;
        println!("{change:?}: expected {end}");
        assert!(change.tips(), "{change:?}");
        assert!(low < end && end < high && high - low < 0.21, "{end} lies in {low} to {high}");
    }
    let apart = found.apart[0].unwrap();
    assert!(apart.remembers() && apart.gap > 0.0, "{apart:?}");
    // Both rests are stable: it is no lag.
    assert!((found.left().unwrap() - 1.0).abs() < 0.05, "{:?}", found.left());
}

#[test]
fn where_there_is_one_rest_nothing_tips_and_nothing_is_remembered() {
    let along = Wish { name: "fit.peer_communal".into(), range: Some((-0.9, 0.9)) };
    let outcome = Outcome::read("regime_peer").unwrap();
    let plan = Plan::new(world(&["regimes.imitation=1".into()]), &along, 6, (120, 120), outcome).unwrap();
    let home = tempfile::tempdir().unwrap();
    let mut ledger = Ledger::begin(home.path(), &plan.form()).unwrap();
    let runs = plan.run(&mut ledger, 2, &|| false, &mut |_| {}).unwrap().unwrap();
    let found = find(&plan, &runs).unwrap();
    assert!(found.changes.iter().flatten().all(|one| !one.tips()), "{found:?}");
    // Beside a response of some ten thousand people.
    assert!(found.apart[0].unwrap().gap.abs() < 100.0, "{found:?}");
}
