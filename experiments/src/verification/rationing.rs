//! M27 through the engine, as cases: what a bid gets in projects that are short, and where design leaves
//! their rival share.

use super::case::{Case, Effort, Point, Through};
use super::world_of;
use sim_core::params::RivalGovernance;
use sim_core::simulation::Simulation;
use std::sync::Arc;

/// The cases of this file.
pub const CASES: [Case; 2] = [MARKET, DESIGN];

const MARKET: Case = Case {
    mechanism: 27,
    name: "market-of-projects",
    quantity: "What a unit of money bid gets (shares of a want)",
    across: "Served share of wants (deciles of projects)",
    through: Through::Engine,
    limit: "all want 1 and bid their skill: λ with Σ min(1, λ bid) = R, for each number of members whose want is met in full a division",
    allowance: "0.1 %: bisection in the engine",
    curve: None,
    run: market,
};

const DESIGN: Case = Case {
    mechanism: 27,
    name: "design-of-projects",
    quantity: "Rival share of the project that is farthest from theory",
    across: "Effort put into design (share of hours)",
    through: Through::Engine,
    limit: "projects short of capacity for 25 years: g/(g + e · effort), regrowth g = 0.02, effect e = 2 a month",
    allowance: "0.001: single precision, and what 25 years leave",
    curve: Some(rival),
    run: |effort| {
        let efforts: &[f64] = effort.choose(&[0.05], &[0.01, 0.02, 0.05, 0.1]);
        efforts.iter().map(|x| Point::exact(*x, rival(*x), designed(*x), 1e-3)).collect()
    },
};

/// A world of peers whose projects run short of capacity.
fn world(people: usize, more: &[String]) -> Simulation {
    let mut set: Vec<String> = [
        "world.seed=7",
        "ties.kind=all",
        "mechanisms.regimes=false",
        "mechanisms.projects=true",
        "mechanisms.capacity=true",
        "mechanisms.rival_governance=true",
        "regimes.initial=[0.0, 0.0, 0.0, 1.0]",
        "modes.initial=[0.0, 0.0, 0.0, 1.0]",
        "projects.founding=0.02",
        "projects.affinity=1",
        "capacity.devices=0.02",
        "capacity.crash=0",
        "review.core=0",
    ]
    .map(String::from)
    .to_vec();
    set.push(format!("world.people={people}"));
    set.extend(more.iter().cloned());
    Simulation::genesis(Arc::new(world_of("verification/brock-durlauf", &set)), 0)
}

/// The level at which a market clears when all want 1, by sorting bids.
fn cleared(mut bids: Vec<f64>, supply: f64) -> f64 {
    bids.sort_unstable_by(|a, b| b.total_cmp(a));
    let level = |full: usize| (supply - full as f64) / bids[full..].iter().sum::<f64>();
    // So many get all they want; of the others the highest bid must get less.
    let fits = |full: &usize| level(*full) * bids[*full] < 1.0;
    (0..bids.len()).find(fits).map_or(f64::NAN, level)
}

fn market(effort: Effort) -> Vec<Point> {
    let mut world = world(effort.choose(1_000, 3_000), &[]);
    for _ in 0..240 {
        world.step().expect("nothing to break");
    }
    let (people, projects) = (&world.world().people, &world.world().projects);
    let mut bids = vec![Vec::new(); projects.slots()];
    for (project, skill) in people.project.iter().zip(&people.skill) {
        if let Some(team) = bids.get_mut(*project as usize) {
            team.push(f64::from(*skill));
        }
    }
    let is_short = |s: &usize| projects.alive[*s] && projects.rations[*s].short && bids[*s].len() > 4;
    let mut short: Vec<usize> = (0..projects.slots()).filter(is_short).collect();
    short.sort_by(|a, b| projects.served[*a].total_cmp(&projects.served[*b]));
    let point = |k: usize| {
        let s = short[k * (short.len() - 1) / 10];
        let (served, team) = (f64::from(projects.served[s]), &bids[s]);
        let expected = cleared(team.clone(), served * team.len() as f64);
        Point::exact(served, expected, f64::from(projects.rations[s].levels[1]), 1e-3 * expected)
    };
    (1..10).map(point).collect()
}

fn rival(effort: f64) -> f64 {
    let rules = RivalGovernance::default();
    rules.regrowth / (rules.regrowth + rules.effect * effort)
}

/// Rival share of the project that is farthest from its rest, of those that were short all the while.
fn designed(effort: f64) -> f64 {
    let set = ["projects.exit=0".into(), format!("rival_governance.design={effort}")];
    let mut world = world(1_000, &set);
    let mut since: Vec<usize> = Vec::new();
    for month in 0..600 {
        world.step().expect("nothing to break");
        let projects = &world.world().projects;
        // A slot that is made was not short before.
        since.resize(projects.slots(), month);
        for (s, since) in since.iter_mut().enumerate() {
            if !projects.alive[s] || !projects.rations[s].short {
                *since = month + 1;
            }
        }
    }
    let projects = &world.world().projects;
    let long = (0..projects.slots()).filter(|s| since[*s] <= 300 && projects.alive[*s]);
    let shares = long.map(|s| f64::from(projects.rival[s]));
    let far = shares.max_by(|a, b| (a - rival(effort)).abs().total_cmp(&(b - rival(effort)).abs()));
    far.unwrap_or(f64::NAN)
}

#[cfg(test)]
mod tests {
    use super::super::case::assert_holds;
    use super::*;

    #[test]
    fn projects_that_are_short_meet_their_closed_forms() {
        for case in &CASES {
            assert_holds(case, Effort::Quick);
        }
    }

    #[test]
    fn the_level_clears_the_market() {
        let bids = vec![1.0, 3.0, 1.0, 3.0];
        assert!((cleared(bids.clone(), 2.0) - 0.25).abs() < 1e-12);
        assert!((cleared(bids, 3.0) - 0.5).abs() < 1e-12);
    }
}
