//! Each stage of the world, and each corner of the plane, can be entered from an initial state built for it.

use experiments::verification::world_of;
use sim_core::observables::Measures;
use sim_core::simulation::Simulation;
use sim_core::state::Stage;
use std::sync::Arc;

/// A world of one region where nearly everybody is online; `set` builds the state.
fn built(set: &[&str]) -> Simulation {
    let base = [
        "world.people=3000",
        "world.regions=one",
        "world.burn_in=24",
        "region.one.core=true",
        "region.one.access=0.95",
        "region.one.access_ceiling=0.96",
        "elites.initial=[0.9, 0.0, 0.05, 0.05]",
    ];
    let set: Vec<String> = base.iter().chain(set).map(|s| (*s).into()).collect();
    Simulation::genesis(Arc::new(world_of("emergence", &set)), 0)
}

/// What is seen after so many months.
fn after(mut world: Simulation, months: usize, hand: impl Fn(&mut Simulation)) -> Measures {
    let mut seen = Measures::EMPTY;
    world.burn_in().expect("nothing to break");
    for _ in 0..months {
        hand(&mut world);
        seen = world.step().expect("nothing to break").world;
    }
    seen
}

fn stage_of(seen: &Measures) -> f64 {
    seen.stage.value().expect("every place has a stage")
}

const PEERS: &str = "regimes.initial=[0.1, 0.0, 0.0, 0.9]";
/// People make goods in projects from the start, and share all of them.
const THINGS: [&str; 6] = [
    "physical.founding=1",
    "physical.floor=1",
    "physical.start=1",
    "physical.shared=1",
    "abundance.saving=0.5",
    "households.subsistence=0.1",
];

#[test]
fn germ_denied_and_parity_are_entered() {
    assert_eq!(
        stage_of(&after(built(&["regimes.initial=[0.98, 0.0, 0.01, 0.01]"]), 12, |_| ())),
        f64::from(Stage::Germ as u8)
    );
    let repressed = built(&["regimes.initial=[0.98, 0.0, 0.01, 0.01]", "elites.decreed=0.6"]);
    assert_eq!(stage_of(&after(repressed, 12, |_| ())), f64::from(Stage::Denied as u8));
    assert_eq!(
        stage_of(&after(built(&["regimes.initial=[0.6, 0.0, 0.0, 0.4]"]), 12, |_| ())),
        f64::from(Stage::Parity as u8)
    );
}

#[test]
fn mainstay_is_entered_where_most_hours_and_most_essentials_are_off_the_market() {
    let set: Vec<&str> = THINGS.into_iter().chain([PEERS]).collect();
    let seen = after(built(&set), 24, |world| world.world_mut().knowledge = 200.0);
    assert_eq!(stage_of(&seen), f64::from(Stage::Mainstay as u8));
    // It is also the corner of distributed control for benefit.
    assert!(seen.control_distributed.value() > Some(0.5) && seen.orientation_commons.value() > Some(0.5));
}

#[test]
fn breakdown_and_resilience_are_entered_where_order_is_lost() {
    let lost = ["breakdown.decreed=0", "modes.initial=[0.0, 0.5, 0.0, 0.5]"];
    let seen = after(built(&lost), 36, |_| ());
    assert_eq!(stage_of(&seen), f64::from(Stage::Breakdown as u8));
    let together = ["breakdown.decreed=0", "modes.initial=[0.97, 0.01, 0.01, 0.01]"];
    let seen = after(built(&together), 36, |_| ());
    assert_eq!(stage_of(&seen), f64::from(Stage::Resilient as u8));
}

#[test]
fn the_other_corners_of_the_plane_are_entered() {
    let place = |seen: &Measures| {
        (seen.control_distributed.value().unwrap() > 0.5, seen.orientation_commons.value().unwrap() > 0.5)
    };
    // Owners control, for profit: the world of 2001.
    assert_eq!(place(&after(built(&[]), 3, |_| ())), (false, false));
    // Who works controls, for profit: co-operatives.
    let cooperatives = ["firms.cooperatives=1", "modes.initial=[0.5, 0.01, 0.48, 0.01]"];
    assert_eq!(place(&after(built(&cooperatives), 3, |_| ())), (true, false));
    // Owners control, for benefit: open projects on platforms' servers.
    let hosted = [PEERS, "capacity.takeback=0"];
    let onto_platforms = |world: &mut Simulation| world.world_mut().projects.host.fill(0);
    assert_eq!(place(&after(built(&hosted), 3, onto_platforms)), (false, true));
}
