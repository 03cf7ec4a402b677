//! M9 and M29 through the engine: open knowledge rests at its root, grows as hours do, and meets commons
//! time where both rest.
//!
//! Everybody in a project has one of their own and the same skill, so that hours a head are those of so
//! many people but for the draws of what is accepted.

use super::alone::{alone, own_projects};
use super::case::{Case, Point, Through};
use super::mean_and_error;
use super::tastes::hold_income;
use sim_core::engine::num;
use sim_core::ids::{NONE, Regime};
use sim_core::mechanisms::abundance::essentials;
use sim_core::mechanisms::knowledge;
use sim_core::params::{Knowledge, Technology};
use sim_core::simulation::Simulation;

/// The cases of this file.
pub const CASES: [Case; 3] = [REST, GROWTH, ABUNDANCE];

/// Knowledge is out of date after twenty months, so that it rests within some hundred.
const OBSOLESCENCE: f64 = 0.05;

const REST: Case = Case {
    mechanism: 9,
    name: "knowledge-rests",
    quantity: "Open knowledge a head (2001 = 1)",
    across: "Hours a head in projects over those of 2001, as they come out",
    through: Through::Engine,
    limit: "constant hours: the root of o q = a (ℓ/ℓ_0)^λ (1 + r q^σ), for σ = ½ a quadratic in √q; no paid hours, o = 0.05 a month, peers' work accepted by chance",
    allowance: "0.2 %: hours wander, and the root is curved",
    curve: Some(rest),
    run: |effort| {
        let ratios: &[f64] = effort.choose(&[4.0], &[0.5, 1.0, 2.0, 4.0, 8.0, 16.0]);
        let people = effort.choose(4_000, 8_000);
        ratios.iter().map(|ratio| rested(people, *ratio)).collect()
    },
};

const GROWTH: Case = Case {
    mechanism: 9,
    name: "knowledge-grows",
    quantity: "Growth of open knowledge (per mille a month)",
    across: "Growth of the number of peers (per mille a month)",
    through: Through::Engine,
    limit: "peers growing at n, no paid hours, much reuse (r = 10): g = λ n/(1 − σ) (Jones 1995)",
    allowance: "1 %: what is left of knowledge made without reuse, and of the start",
    curve: Some(growth),
    run: |effort| {
        let rates: &[f64] = effort.choose(&[20.0], &[5.0, 10.0, 15.0, 20.0]);
        rates.iter().map(|n| grown(effort.choose(10_000, 20_000), *n)).collect()
    },
};

const ABUNDANCE: Case = Case {
    mechanism: 29,
    name: "abundance-rests",
    quantity: "Commons time at rest (share of a month)",
    across: "Leaning: taste times chance of a project",
    through: Through::Engine,
    limit: "half of income needed in 2001, ζ = 0.5, some without work: the fixed point of commons time (M7), knowledge (M9) and need (M29), by bisection",
    allowance: "0.5 %: employment and what is accepted wander from month to month",
    curve: None,
    run: |effort| {
        let leanings: &[f64] = effort.choose(&[0.15], &[0.05, 0.1, 0.15, 0.2, 0.3]);
        leanings.iter().map(|leaning| given(*leaning)).collect()
    },
};

/// √q = (B r + √(B² r² + 4 B))/2, B = (ℓ/ℓ_0)^λ/(1 + r).
fn rest(ratio: f64) -> f64 {
    let k = Knowledge::default();
    let made = num::pow(ratio, k.hours_exponent) / (1.0 + k.reuse);
    let reused = made * k.reuse;
    (0.5 * (reused + (reused * reused + 4.0 * made).sqrt())).powi(2)
}

fn growth(n: f64) -> f64 {
    let k = Knowledge::default();
    k.hours_exponent * n / (1.0 - k.reuse_exponent)
}

/// A world in which so many of the people are peers, after the year that makes its 2001.
fn with_peers(people: usize, peers: usize, reuse: f64) -> Simulation {
    let mut set = own_projects();
    set.extend([
        format!("world.people={people}"),
        "world.burn_in=12".into(),
        "regimes.initial=[0.9, 0.0, 0.0, 0.1]".into(),
        "region.one.skill_sd=0".into(),
        "knowledge.paid_hours=0".into(),
        "knowledge.reuse_exponent=0.5".into(),
        format!("knowledge.obsolescence={OBSOLESCENCE}"),
        format!("knowledge.reuse={reuse}"),
    ]);
    let mut world = alone(&["projects", "knowledge"], &set);
    let_work(&mut world, peers);
    world.burn_in().expect("nothing to break");
    world
}

/// Makes the first so many people peers, and all others wage workers.
fn let_work(world: &mut Simulation, peers: usize) {
    let regimes = &mut world.world_mut().people.regime;
    for (i, regime) in regimes.iter_mut().enumerate() {
        *regime = if i < peers { Regime::Peer } else { Regime::Capital } as u8;
    }
}

/// Knowledge where so many times the peers of 2001 work.
fn rested(people: usize, ratio: f64) -> Point {
    let peers = people / 20;
    let mut world = with_peers(people, peers, Knowledge::default().reuse);
    let_work(&mut world, (ratio * peers as f64) as usize);
    let (mut stocks, mut hours) = (Vec::new(), 0.0);
    for month in 0..700 {
        world.step().expect("nothing to break");
        if month >= 300 {
            stocks.push(world.world().knowledge);
            hours += world.world().projects.hours_per_head / 400.0;
        }
    }
    let x = hours / world.world().hours_2001;
    let expected = rest(x);
    let (simulated, error) = mean_and_error(&stocks);
    Point { x, expected, simulated, error, allowance: 2e-3 * expected }
}

/// Growth of knowledge while peers become a hundred times as many, at so many per mille a month, over the
/// last threefold.
fn grown(people: usize, rate: f64) -> Point {
    let first = people / 100;
    let mut world = with_peers(people, first, 10.0);
    let months = |times: f64| (1000.0 * num::ln(times) / rate) as usize;
    let (from, to) = (months(100.0 / 3.0), months(100.0));
    let mut begun = 0.0;
    for month in 0..=to {
        let peers = first as f64 * num::exp(rate / 1000.0 * month as f64);
        let_work(&mut world, (peers as usize).min(people));
        world.step().expect("nothing to break");
        if month == from {
            begun = world.world().knowledge;
        }
    }
    let span = (to - from) as f64;
    let simulated = 1000.0 * num::ln(world.world().knowledge / begun) / span;
    // What is accepted of a month is a coin for each peer; knowledge remembers some twenty months of it.
    let coins = 1.0 / (first as f64 * 100.0 / 3.0).sqrt();
    let error = 1000.0 * 2.0 * coins / 20f64.sqrt() / span;
    let expected = growth(rate);
    Point { x: rate, expected, simulated, error, allowance: 0.01 * expected }
}

/// Taste in 2001, so that little time was given.
const LITTLE: f32 = 0.02;

/// Commons time of people of such a leaning, and where the fixed point is.
fn given(leaning: f64) -> Point {
    const FITTING: f64 = 0.8;
    let coordination = -Technology::default().fitting * num::ln(1.0 - FITTING);
    let mut set = own_projects();
    set.extend([
        "world.people=2500".into(),
        "world.burn_in=24".into(),
        "region.one.skill_sd=0".into(),
        "commons_time.jobless=0.5".into(),
        "taste.growth=0".into(),
        "taste.loss=0".into(),
        "abundance.saving=0.5".into(),
        format!("technology.initial={coordination}"),
        format!("knowledge.obsolescence={OBSOLESCENCE}"),
    ]);
    let mut world = alone(&["taste", "commons_time", "projects", "firms", "knowledge", "abundance"], &set);
    world.world_mut().people.taste.put_each(|_| LITTLE);
    hold_income(&mut world);
    while world.burn_in_month().expect("books balance") {
        hold_income(&mut world);
    }
    world.world_mut().people.taste.put_each(|_| (leaning / FITTING) as f32);
    let (mut times, mut jobless) = (Vec::new(), 0.0);
    for month in 0..450 {
        hold_income(&mut world);
        // Who is without work is known before the month.
        let without = world.world().people.employer.iter().filter(|e| **e == NONE).count();
        world.step().expect("books balance");
        let people = &world.world().people;
        if month >= 250 {
            let sum: f64 = people.commons.iter().map(f64::from).sum();
            times.push(sum / people.count as f64);
            jobless += without as f64 / people.count as f64 / 200.0;
        }
    }
    let expected = fixed_point(leaning, jobless, world.world().hours_2001);
    let (simulated, error) = mean_and_error(&times);
    Point { x: leaning, expected, simulated, error, allowance: 5e-3 * expected }
}

/// Where time given makes the knowledge under which as much is given.
fn fixed_point(leaning: f64, jobless: f64, hours_2001: f64) -> f64 {
    let k = Knowledge { obsolescence: OBSOLESCENCE, ..Knowledge::default() };
    let given = |hours: f64| {
        let need = 0.5 * essentials(0.5, 1.0, knowledge::success(knowledge::rest(hours, hours_2001, &k), &k));
        leaning * ((1.0 - jobless) * (1.0 - need) + jobless * 0.5)
    };
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..50 {
        let middle = 0.5 * (low + high);
        if given(middle) > middle { low = middle } else { high = middle }
    }
    0.5 * (low + high)
}

#[cfg(test)]
mod tests {
    use super::super::case::{Effort, assert_holds};
    use super::*;

    #[test]
    fn knowledge_and_need_meet_their_closed_forms_in_a_world() {
        for case in &CASES {
            assert_holds(case, Effort::Quick);
        }
    }
}
