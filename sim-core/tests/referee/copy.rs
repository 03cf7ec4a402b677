//! The engine's world as the referee's: here alone the engine's state is read, and nothing of it changed.

mod handed;
mod owned;
mod projects;
mod regions;

use crate::flows::Flows;
use crate::state as to;
use sim_core::ids::NONE;
use sim_core::params::{Ties as TiesRules, TiesKind};
use sim_core::state as from;
use sim_core::state::people::get_or;

pub use handed::{gathered, seen};
use owned::{crowd_platform, firm, owner, platform, platform_fund};
use projects::{commons, groups, project, workshops};
use regions::{biosphere, course, region};

fn place(slot: u32) -> Option<usize> {
    (slot != NONE).then_some(slot as usize)
}

fn places(slots: &[u32]) -> Vec<usize> {
    slots.iter().map(|s| *s as usize).collect()
}

/// The whole world.
pub fn world(w: &from::World, rules: &TiesRules) -> to::World {
    let conflicts = w.conflicts.unwrap_or_default();
    to::World {
        people: (0..w.people.count).map(|i| person(w, i)).collect(),
        blocks: (0..w.blocks.count()).map(|b| block(w, b)).collect(),
        ties: network(w, rules),
        firms: (0..w.firms.count()).map(|j| firm(w, j)).collect(),
        crowdsourcing: (0..w.platforms.crowdsourcing.len()).map(|k| crowd_platform(w, k)).collect(),
        sharing: w.platforms.sharing.iter().map(platform).collect(),
        platform_fund: platform_fund(&w.platforms),
        projects: (0..w.projects.room()).map(|s| project(&w.projects, s)).collect(),
        commons: commons(&w.projects),
        groups: groups(&w.projects.groups),
        workshops: w.projects.workshops.as_ref().map_or_else(Vec::new, workshops),
        owners: w.owners.iter().map(owner).collect(),
        regions: w.regions.iter().map(region).collect(),
        hospitality: hospitality(&w.hospitality.unwrap_or_default()),
        biosphere: w.biosphere.as_ref().map(biosphere).unwrap_or_default(),
        conflicts: [conflicts.labour, conflicts.users, conflicts.peers, conflicts.associations].map(conflict),
        courses: w.courses.iter().map(course).collect(),
        knowledge: w.knowledge,
        hours_2001: w.hours_2001,
        capital_2001: w.capital_2001,
        mode_means: w.mode_means.clone(),
        regime_intercepts: w.regime_intercepts,
        flows: Flows(w.till.flows().net),
        balances: w.balances,
    }
}

fn person(w: &from::World, i: usize) -> to::Person {
    let p = &w.people;
    let strategy = get_or(&p.hospitality, i, from::hospitality::STRANGER);
    to::Person {
        region: w.blocks.region_of(i),
        block: w.blocks.block_of(i),
        mode: p.mode[i].into(),
        regime: p.regime_of(i).into(),
        disposition: get_or(&p.disposition, i, [0; 4]),
        skill: get_or(&p.skill, i, 1.0),
        cash: p.cash[i].balance(),
        equity: p.equity[i],
        income: p.income[i],
        regime_pay: get_or(&p.regime_pay, i, 0.0),
        budget: p.budget[i],
        standing: get_or(&p.standing, i, 0.0),
        earned: get_or(&p.earned, i, 0.0),
        taste: p.taste.at(i, 0.0),
        taste_class: get_or(&p.taste_class, i, 0),
        belief: p.belief.at(i, 0.0),
        prior: get_or(&p.prior, i, 0),
        commons: p.commons.at(i, 0.0),
        bread: get_or(&p.bread, i, 0.0),
        employer: place(get_or(&p.employer, i, NONE)),
        project: place(get_or(&p.project, i, NONE)),
        group: place(get_or(&p.group, i, NONE)),
        lock_in: get_or(&p.lock_in, i, 0.0),
        culture: get_or(&p.culture, i, 0),
        mobilised: get_or(&p.mobilised, i, 0) == 1,
        in_kind: get_or(&p.in_kind, i, 0.0),
        favours: get_or(&p.favours, i, 0.0),
        strategy: (strategy != from::hospitality::STRANGER).then_some(strategy.into()),
        good_host: get_or(&p.good_host, i, 1) == 1,
        stays: get_or(&p.stays, i, 0),
        hosted: get_or(&p.hosted, i, 0) == 1,
        generation: get_or(&p.generation, i, 0),
    }
}

fn block(w: &from::World, b: usize) -> to::Block {
    to::Block {
        region: w.blocks.region_of_block(b),
        people: w.blocks.people_of_block(b),
        provided: get_or(&w.blocks.provided, b, 0.0),
        relief: get_or(&w.blocks.relief, b, [0.0; 2]),
    }
}

fn network(w: &from::World, rules: &TiesRules) -> to::Network {
    let people = w.people.count as u32;
    let listed = |i| w.ties.listed(i).to_vec();
    to::Network {
        kind: match rules.kind {
            TiesKind::Blocks => 0,
            TiesKind::Random => 1,
            TiesKind::All => 2,
            TiesKind::File => 3,
            TiesKind::LinkedBlocks => 4,
        },
        degree: w.ties.fixed_degree().unwrap_or(0) as u32,
        people,
        block: w.blocks.size() as u32,
        key: w.ties.key(),
        together: rules.together as u32,
        listed: if rules.kind == TiesKind::File { (0..people).map(listed).collect() } else { Vec::new() },
    }
}

fn hospitality(h: &from::Hospitality) -> to::Hospitality {
    to::Hospitality {
        expected: h.expected,
        requests: h.requests,
        granted: h.granted,
        strategies: h.strategies,
        good: h.good,
        entries: h.entries,
        hours: h.hours,
        worth: h.worth,
    }
}

fn conflict(c: from::Conflict) -> to::Conflict {
    to::Conflict { strain: c.strain, open: c.open, members: c.members }
}
