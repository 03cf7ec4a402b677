//! Two years side by side, never set right in between: the referee starts where burn-in ended and goes its own way.

use crate::compare::Differences;
use crate::events::Events;
use crate::flows::Flows;
use crate::lines::LINES;
use crate::month::{Gathered, Month, Seen};
use crate::state::World;
use crate::{copy, scenario};
use sim_core::engine::draws::Chance;
use sim_core::params::{Params, Rules, TiesKind};
use sim_core::simulation::{BrokenInvariant, Simulation};
use std::sync::Arc;

/// A scenario's world twice: the engine's, and the referee's.
struct Pair<'a> {
    params: &'a Params,
    chance: Chance,
    engine: Simulation,
    referee: World,
}

impl<'a> Pair<'a> {
    /// Both at genesis.
    fn at_genesis(params: &'a Params) -> Self {
        let faults = params.faults();
        assert!(faults.is_empty(), "{faults:?}");
        let engine = Simulation::genesis(Arc::new(params.clone()), 0);
        let chance = Chance::new(params.world.seed, 0);
        let referee = copy::world(engine.world(), &params.ties);
        Self { params, chance, engine, referee }
    }

    /// Both at month 0: burn-in and the anchor are the engine's.
    fn at_month_0(params: &'a Params) -> Result<Self, String> {
        let mut pair = Self::at_genesis(params);
        pair.engine.burn_in().map_err(stops)?;
        pair.referee = copy::world(pair.engine.world(), &params.ties);
        Ok(pair)
    }

    /// The eleven lines of the referee's month; gives its payments.
    fn referee_lives(&mut self, number: i64) -> Flows {
        let rules = Rules::at(self.params, number);
        let mut month = Month {
            params: self.params,
            rules: &rules,
            chance: &self.chance,
            number,
            seen: Seen::default(),
            gathered: Gathered::default(),
        };
        let [lines @ .., (_, observe)] = LINES;
        for (_, line) in lines {
            line(&mut self.referee, &mut month);
        }
        let flows = self.referee.flows.clone();
        observe(&mut self.referee, &mut month);
        flows
    }

    /// All that differs now.
    fn differences(&self) -> Differences {
        let engine = copy::world(self.engine.world(), &self.params.ties).without_unread();
        Differences::between(&engine, &self.referee.clone().without_unread())
    }
}

fn stops(fault: BrokenInvariant) -> String {
    format!("the engine stops: {fault}")
}

/// The first of some differences, as what is wrong.
fn none(differences: &Differences, number: i64) -> Result<(), String> {
    let others = differences.found.len().saturating_sub(1);
    let report = |first| Err(format!("month {number}: {first} (and {others} more)"));
    differences.found.first().map_or(Ok(()), report)
}

/// What happened in a history in which both agreed to its end; or where they first did not.
pub fn side_by_side(params: &Params) -> Result<Events, String> {
    let mut pair = Pair::at_month_0(params)?;
    let mut events = Events::default();
    for number in 1..=params.world.months as i64 {
        let before = pair.referee.clone();
        let flows = pair.referee_lives(number);
        let observed = pair.engine.step().map_err(stops)?;
        let mut differences = pair.differences();
        differences.in_field("flows", &observed.flows.net, &flows.0);
        none(&differences, number)?;
        events.count(&before, &pair.referee, &flows);
    }
    Ok(events)
}

/// The same for burn-in, but for its last month, which ends with the anchor.
fn side_by_side_from_genesis(params: &Params) -> Result<(), String> {
    let mut pair = Pair::at_genesis(params);
    for number in -(params.world.burn_in as i64)..-1 {
        pair.referee_lives(number);
        pair.engine.burn_in_month().map_err(stops)?;
        none(&pair.differences(), number)?;
    }
    Ok(())
}

/// Plays a history, and says at the end what happened in it.
fn agree(name: &str, params: Params) -> Events {
    let events = side_by_side(&params).unwrap_or_else(|difference| panic!("{name}: {difference}"));
    println!("{name}");
    for (event, count) in &events.0 {
        println!("    {event}: {count}");
    }
    events
}

#[test]
fn two_calm_years_agree_to_the_last_micro_credit() {
    agree("calm, seed 1", scenario::calm(1));
}

#[test]
fn calm_years_agree_whoever_sees_whom() {
    for kind in TiesKind::EACH.iter().copied() {
        agree(&format!("calm, seed 2, {kind:?}"), with_ties(scenario::calm(2), kind));
    }
}

#[test]
fn burn_in_agrees_from_genesis_on() {
    for (name, params) in [("calm", scenario::calm(1)), ("stormy", scenario::stormy(9))] {
        side_by_side_from_genesis(&params).unwrap_or_else(|difference| panic!("{name}: {difference}"));
    }
}

#[test]
fn two_stormy_years_agree_to_the_last_micro_credit() {
    let events = agree("stormy, seed 9", scenario::stormy(9));
    let missing: Vec<&String> =
        events.0.iter().filter(|(_, count)| **count == 0).map(|(event, _)| event).collect();
    assert!(missing.is_empty(), "nothing of this happened: {missing:?}");
}

#[test]
fn a_larger_world_agrees_to_the_last_micro_credit() {
    // So many people that the engine cuts them into chunks.
    let mut params = scenario::calm(3);
    (params.world.people, params.world.months) = (10_000, 6);
    params.world.block_people = 150;
    side_by_side(&params).unwrap_or_else(|difference| panic!("{difference}"));
}

#[test]
fn further_worlds_agree_to_the_last_micro_credit() {
    let mut differences = Vec::new();
    for seed in 1..=12 {
        for kind in TiesKind::EACH.iter().copied() {
            for (name, params) in [("calm", scenario::calm(seed)), ("stormy", scenario::stormy(seed))] {
                let params = with_ties(params, kind);
                let agree = side_by_side_from_genesis(&params).and_then(|()| side_by_side(&params));
                if let Err(difference) = agree {
                    differences.push(format!("{name}, seed {seed}, {kind:?}: {difference}"));
                }
            }
        }
    }
    assert!(differences.is_empty(), "{differences:#?}");
}

/// The same world under another network.
fn with_ties(mut params: Params, kind: TiesKind) -> Params {
    params.ties.kind = kind;
    params.ties.together = 10;
    // The last person has no tie.
    params.edges = (0..2500u32).map(|k| (k % 499, k.wrapping_mul(48_271) % 500)).collect();
    params
}

#[test]
fn fifty_years_agree_to_the_last_micro_credit() {
    for seed in 1..=3 {
        let mut params = scenario::calm(seed);
        params.world.months = 600;
        side_by_side(&params).unwrap_or_else(|difference| panic!("seed {seed}: {difference}"));
    }
}
