//! M23 through the engine, as cases: blocks without trade provide what they are capable of, and order
//! follows needs.

use super::breakdown::{local_capability, on_the_way};
use super::case::{Case, Point, Through};
use super::world_of;
use sim_core::ids::{Mode, NONE, Regime};
use sim_core::mechanisms::knowledge;
use sim_core::params::{Households, Knowledge};
use sim_core::simulation::Simulation;
use std::sync::Arc;

/// The cases of this file.
pub const CASES: [Case; 2] = [ORDER, PROVISION];

const ORDER: Case = Case {
    mechanism: 23,
    name: "order-of-regions",
    quantity: "Order of the region that is farthest from theory",
    across: "Months",
    through: Through::Engine,
    limit: "needs held at 0.68, 0.8, 0.92, 0.8 by turns, thresholds at 0.7 and 0.9: it falls by 10 % a month of its distance from 0.3 and goes on falling between the thresholds, comes back by 5 % of that from 1, and goes on coming",
    allowance: "0.0001: needs move a little in the month in which they are written",
    curve: None,
    run: |effort| ordered(effort.choose(2_000, 6_000)),
};

const PROVISION: Case = Case {
    mechanism: 23,
    name: "provision",
    quantity: "Subsistence that blocks provide a head",
    across: "Climate's damage to output",
    through: Through::Engine,
    limit: "order gone: for each block the least of what its free hands are capable of, in common (1 + designs × practice), in families and in strongholds less their take, and of what is missing",
    allowance: "0.1 %: single precision",
    curve: None,
    run: |effort| {
        let climates: &[f64] = effort.choose(&[0.95], &[0.0, 0.7, 0.85, 0.9, 0.95]);
        climates.iter().map(|climate| provision(effort.choose(2_000, 6_000), *climate)).collect()
    },
};

/// A small world of ten regions without owners' factions and obstruction.
#[must_use]
pub fn world(people: usize, set: &[&str]) -> Simulation {
    let all = [
        "world.region_people=equal",
        "world.burn_in=24",
        "world.rebirth=0",
        "mechanisms.elites=false",
        "mechanisms.obstruction=false",
    ];
    let mut all: Vec<String> = all.iter().chain(set).map(|s| (*s).to_string()).collect();
    all.push(format!("world.people={people}"));
    Simulation::genesis(Arc::new(world_of("baseline", &all)), 0)
}

/// Needs that are held, for so many months each.
const HELD: [(f64, usize); 4] = [(0.68, 24), (0.8, 12), (0.92, 24), (0.8, 12)];

fn ordered(people: usize) -> Vec<Point> {
    // Needs are written each month and hardly move with what is met: memory is long.
    let set = [
        "breakdown.threshold=0.7",
        "breakdown.recovery=0.9",
        "breakdown.memory=120",
        "breakdown.left=0.3",
        "breakdown.fall=0.1",
        "breakdown.rise=0.05",
    ];
    let mut world = world(people, &set);
    world.burn_in().expect("books balance");
    let fallen = |months: usize| on_the_way(1.0, 0.3, 0.1, months as i32);
    let expected = |month: usize| match month {
        0..=36 => fallen(month),
        _ => on_the_way(fallen(36), 1.0, 0.05, month as i32 - 36),
    };
    let (mut month, mut points) = (0, Vec::new());
    for (needs, months) in HELD {
        for _ in 0..months {
            month += 1;
            world.world_mut().regions.iter_mut().for_each(|r| r.needs = needs);
            world.step().expect("books balance");
            if month % 6 == 0 {
                let due = expected(month);
                let orders = world.world().regions.iter().map(|r| r.order);
                let far = orders.max_by(|a, b| (a - due).abs().total_cmp(&(b - due).abs()));
                points.push(Point::exact(month as f64, due, far.unwrap_or(f64::NAN), 1e-4));
            }
        }
    }
    points
}

/// What a block provides and could.
#[derive(Clone, Copy, Debug)]
pub struct Provided {
    /// Its region.
    pub region: usize,
    /// What it provides, in subsistences; what it is to provide; what it is capable of; what is missing in
    /// it.
    pub found: f64,
    /// As above.
    pub expected: f64,
    /// As above.
    pub capable: f64,
    /// As above.
    pub missing: f64,
}

/// Productivity of commons, families and strongholds; designs; masters' take.
const FORMS: ([f64; 3], f64, f64) = ([0.3, 0.2, 0.4], 2.0, 0.25);

/// A world that lost its order three years ago and lived one month more, and its blocks.
#[must_use]
pub fn without_order(people: usize, climate: f64) -> (Simulation, Vec<Provided>) {
    let ([commons, market, stronghold], designs, take) = FORMS;
    let set = [
        format!("biosphere.climate={climate}"),
        format!("breakdown.commons={commons}"),
        format!("breakdown.market={market}"),
        format!("breakdown.stronghold={stronghold}"),
        format!("breakdown.designs={designs}"),
        format!("breakdown.take={take}"),
        "breakdown.decreed=0".into(),
        "mechanisms.physical=false".into(),
        "trade.adjustment=1".into(),
    ];
    let mut world = world(people, &set.each_ref().map(String::as_str));
    for _ in 0..36 {
        world.step().expect("books balance");
    }
    assert!(world.world().regions.iter().all(|r| r.order == 0.0), "order is decreed away");
    let needs = needs(&world);
    world.step().expect("books balance");
    let blocks = (0..world.world().blocks.count()).map(|b| block(&world, &needs, b)).collect();
    (world, blocks)
}

/// Price of subsistence in each region as the next month will see it, µcredit.
fn needs(world: &Simulation) -> Vec<f64> {
    let subsistence = Households::default().subsistence;
    let need = |r: &sim_core::state::Region| {
        1e6 * r.price_buyer * subsistence * r.essentials.unwrap_or(1.0) * r.base_output
    };
    world.world().regions.iter().map(need).collect()
}

fn block(world: &Simulation, needs: &[f64], b: usize) -> Provided {
    let state = world.world();
    let come = knowledge::success(state.knowledge, &Knowledge::default());
    let region = state.blocks.region_of_block(b);
    let market = &state.regions[region].market;
    let bought = market.consumption as f64 / market.budgets as f64;
    let first = b * state.blocks.size();
    let rows = first..first + state.blocks.people_of_block(b);
    let (mut hands, mut unmet, mut members) = ([0.0; 3], [0.0; 2], 0);
    for i in rows.clone() {
        let people = &state.people;
        let free = if people.regime_of(i) != Regime::Capital as u8 {
            (1.0 - market.bread_filled as f32) * people.bread[i]
        } else if people.employer[i] == NONE {
            1.0 - people.commons.at(i, 0.0)
        } else {
            0.0
        };
        let form = match people.mode[i] {
            m if m == Mode::Communal as u8 => 0,
            m if m == Mode::Authority as u8 => 2,
            _ => 1,
        };
        hands[form] += f64::from(free);
        let lacking = (1.0 - people.budget[i] as f64 * bought / needs[region]).max(0.0);
        unmet[0] += lacking;
        unmet[1] += if form == 2 { lacking } else { 0.0 };
        members += u32::from(people.project[i] != NONE);
    }
    let practice = f64::from(members) / rows.len() as f64;
    let (productivity, designs, take) = FORMS;
    let [commons, local, stronghold] = local_capability(hands, productivity, designs * come, practice, take);
    let own = stronghold.min(unmet[1]);
    Provided {
        region,
        found: f64::from(state.blocks.provided[b]) * rows.len() as f64,
        expected: own + (commons + local).min(unmet[0] - own),
        capable: commons + local + stronghold,
        missing: unmet[0],
    }
}

fn provision(people: usize, climate: f64) -> Point {
    let (_, blocks) = without_order(people, climate);
    let sum = |of: fn(&Provided) -> f64| blocks.iter().map(of).sum::<f64>() / people as f64;
    let expected = sum(|b| b.expected);
    Point::exact(climate, expected, sum(|b| b.found), 1e-3 * expected)
}

#[cfg(test)]
mod tests {
    use super::super::case::{Effort, assert_holds};
    use super::*;

    #[test]
    fn order_and_provision_of_a_world_meet_their_closed_forms() {
        for case in &CASES {
            assert_holds(case, Effort::Quick);
        }
    }
}
