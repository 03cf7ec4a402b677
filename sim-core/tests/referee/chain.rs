//! Two years side by side, never set right in between: the referee starts where burn-in ended and goes its own way.

use crate::compare::Differences;
use crate::events::Events;
use crate::lines::LINES;
use crate::month::{Gathered, Month, Seen};
use crate::state::World;
use crate::{copy, scenario};
use sim_core::engine::draws::Chance;
use sim_core::params::{Params, Rules};
use sim_core::simulation::Simulation;
use std::sync::Arc;

/// A history in which both agreed to its end, or where they first did not.
pub fn side_by_side(params: Params) -> Result<Events, String> {
    let faults = params.faults();
    assert!(faults.is_empty(), "{faults:?}");
    let (months, kind) = (params.world.months as i64, params.ties.kind);
    let chance = Chance::new(params.world.seed, 0);
    let mut engine = Simulation::genesis(Arc::new(params.clone()), 0);
    engine.burn_in().map_err(|fault| format!("the engine stops: {fault}"))?;
    let mut referee = copy::world(engine.world(), kind);
    let mut events = Events::default();
    for number in 1..=months {
        let before = referee.clone();
        let rules = Rules::at(&params, number);
        let mut month = Month {
            params: &params,
            rules: &rules,
            chance: &chance,
            number,
            seen: Seen::default(),
            gathered: Gathered::default(),
        };
        let flows = live_through(&mut referee, &mut month);
        let observed = engine.step().map_err(|fault| format!("the engine stops: {fault}"))?;
        let ours = referee.clone().without_unread();
        let mut differences =
            Differences::between(&copy::world(engine.world(), kind).without_unread(), &ours);
        differences.in_field("flows", &observed.flows.net, &flows.0);
        if let Some(first) = differences.found.first() {
            return Err(format!("month {number}: {first} (and {} more)", differences.found.len() - 1));
        }
        events.count(&before, &referee, &flows);
    }
    Ok(events)
}

/// The eleven lines of a month; gives the month's payments.
fn live_through(world: &mut World, month: &mut Month) -> crate::flows::Flows {
    let [lines @ .., (_, observe)] = LINES;
    for (_, line) in lines {
        line(world, month);
    }
    let flows = world.flows.clone();
    observe(world, month);
    flows
}

/// What the engine's history holds, whether or not the referee agrees: to see what a scenario exercises.
#[test]
#[ignore = "prints; not a test"]
fn what_happens() {
    for seed in 1..=3 {
        let params = scenario::stormy_world(seed);
        let (months, kind) = (params.world.months, params.ties.kind);
        let mut engine = Simulation::genesis(Arc::new(params), 0);
        engine.burn_in().expect("books balance");
        let mut events = Events::default();
        for _ in 0..months {
            let before = copy::world(engine.world(), kind);
            let observed = engine.step().expect("books balance");
            let flows = crate::flows::Flows(observed.flows.net);
            events.count(&before, &copy::world(engine.world(), kind), &flows);
        }
        println!("seed {seed}");
        for (event, count) in &events.0 {
            println!("  {event}: {count}");
        }
    }
}

#[test]
#[ignore = "lines are missing"]
fn two_years_agree_to_the_last_micro_credit() {
    side_by_side(scenario::small_world(1)).expect("engine and referee agree");
}
