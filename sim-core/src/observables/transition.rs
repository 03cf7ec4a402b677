//! Measures of the transition: owners and states, the biosphere, order, stage and place on the plane.

use super::plane::{self, Hosts};
use super::{Cell, Measures, stage};
use crate::ledger::{CREDIT, Flow, FlowTable, Sector};
use crate::state::regions::STEPS;
use crate::state::{Course, Owner, Policy, Region, World};
use std::ops::Range;

/// Adds them to the world's and the regions'.
pub fn add(world: &World, flows: &FlowTable, all: &mut Measures, regions: &mut [Measures]) {
    rulers(world, all, regions);
    let to = |flow: Flow, sector: Sector| flows.net[flow as usize][sector as usize] as f64 / CREDIT;
    all.contract_margins = Cell::Real(to(Flow::ContractMargins, Sector::Households));
    let state = |r: &Region| (r.market.central_projects, r.market.granted + r.market.public_purchases);
    let (central, spent) =
        world.regions.iter().map(state).fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    let share = |(part, whole): (i64, i64)| {
        if whole > 0 { Cell::Real(part as f64 / whole as f64) } else { Cell::Real(0.0) }
    };
    all.obstruction = share((central, spent));
    for (measures, region) in regions.iter_mut().zip(&world.regions) {
        measures.obstruction = share(state(region));
    }
    let whole: Vec<&Region> = world.regions.iter().collect();
    order(all, &whole);
    for (measures, region) in regions.iter_mut().zip(&world.regions) {
        order(measures, &[region]);
    }
    nature(world, all, regions);
    quarrels(world, all);
    strangers(world, all);
    stand(world, all, regions);
}

/// Leaders, forks and conflict.
fn quarrels(world: &World, all: &mut Measures) {
    let projects = &world.projects;
    let (leadership, tension) = (&projects.leadership, &projects.tension);
    all.leaders_driven_out = Cell::Count(leadership.driven_out);
    all.successions = Cell::Count(leadership.successions);
    let (mut members, mut taken, mut hours, mut repeated) = (0.0, 0.0, 0.0, 0.0);
    for s in (0..projects.slots()).filter(|s| projects.alive[*s]) {
        let (n, worked) = (projects.members.get(s) as f64, projects.hours.get(s) as f64);
        members += n;
        taken += n * f64::from(leadership.take(s));
        hours += worked;
        repeated += worked * (1.0 - tension.unique(s));
    }
    let share = |part: f64, whole: f64| if whole > 0.0 { Cell::Real(part / whole) } else { Cell::Empty };
    all.leaders_take = share(taken, members);
    all.work_duplicated = share(repeated, hours);
    (all.forks, all.fork_went, all.fork_lost) =
        (Cell::Count(tension.forks), Cell::Count(tension.went), Cell::Count(tension.lost));
    let Some(conflicts) = &world.conflicts else { return };
    for (of, strain, open) in [
        (&conflicts.labour, &mut all.strain_labour, &mut all.conflict_labour),
        (&conflicts.users, &mut all.strain_users, &mut all.conflict_users),
        (&conflicts.peers, &mut all.strain_peers, &mut all.conflict_peers),
        (&conflicts.associations, &mut all.strain_association, &mut all.conflict_association),
    ] {
        if of.members > 0.0 {
            (*strain, *open) = (Cell::Real(of.strain), Cell::Real(of.open));
        }
    }
}

/// Hospitality without money.
fn strangers(world: &World, all: &mut Measures) {
    let Some(seen) = &world.hospitality else { return };
    let share = |part: i64, whole: i64| {
        if whole > 0 { Cell::Real(part as f64 / whole as f64) } else { Cell::Empty }
    };
    let people = seen.strategies.iter().sum();
    all.hospitality_requests = Cell::Count(seen.requests);
    all.hospitality_granted = share(seen.granted, seen.requests);
    (all.hospitality_hours, all.hospitality_worth) = (Cell::Real(seen.hours), Cell::Real(seen.worth));
    all.hospitality_standing = share(seen.good, people);
    all.hospitality_discriminators = share(seen.strategies[0], people);
    all.hospitality_givers = share(seen.strategies[1], people);
    all.hospitality_defectors = share(seen.strategies[2], people);
    all.hospitality_entries = Cell::Count(seen.entries);
}

/// Stage and place on the plane.
fn stand(world: &World, all: &mut Measures, regions: &mut [Measures]) {
    let hosts = Hosts::of(world);
    let cooperative = |firms: Range<usize>| {
        let input = |of: &dyn Fn(usize) -> bool| -> i64 {
            firms.clone().filter(|j| of(*j)).map(|j| world.firms.input.get(j)).sum()
        };
        let all = input(&|_| true);
        if all > 0 { input(&|j| world.firms.cooperative[j]) as f64 / all as f64 } else { 0.0 }
    };
    let place = |measures: &mut Measures, here: &[&Region], firms: Range<usize>, course: &Course| {
        let [control, orientation] = plane::place(world, here, &hosts, cooperative(firms));
        measures.control_distributed = Cell::Real(control);
        measures.orientation_commons = Cell::Real(orientation);
        measures.market_essentials = Cell::Real(stage::signs(here, world.has_money()).market);
        measures.stage = Cell::Count(course.stage as i64);
    };
    let whole: Vec<&Region> = world.regions.iter().collect();
    place(all, &whole, 0..world.firms.count(), &world.courses[0]);
    for (r, measures) in regions.iter_mut().enumerate() {
        let firms = if world.has_money() { world.firms.of_region(r) } else { 0..0 };
        place(measures, &[&world.regions[r]], firms, &world.courses[r + 1]);
    }
}

/// Order, and what blocks provide for themselves.
fn order(measures: &mut Measures, regions: &[&Region]) {
    let people: f64 = regions.iter().map(|r| r.people as f64).sum();
    measures.order = Cell::Real(regions.iter().map(|r| r.order * r.people as f64).sum::<f64>() / people);
    let provided = |form: usize| {
        let sum: i64 = regions.iter().map(|r| r.market.provided[form]).sum();
        Cell::Real(sum as f64 / f64::from(STEPS) / people)
    };
    measures.provision_commons = provided(0);
    measures.provision_market = provided(1);
    measures.provision_stronghold = provided(2);
}

/// Owners' factions and what states do.
fn rulers(world: &World, all: &mut Measures, regions: &mut [Measures]) {
    if world.owners.is_empty() {
        return;
    }
    let people = world.people.count as f64;
    let policy = |r: &Region| r.policy.unwrap_or_default();
    let by_people = |of: &dyn Fn(&Policy) -> f64| {
        Cell::Real(world.regions.iter().map(|r| of(&policy(r)) * r.people as f64 / people).sum())
    };
    all.movement = by_people(&|p| p.movement);
    all.repression = by_people(&|p| p.repression);
    factions(all, &world.owners);
    let mut rest = world.owners.as_slice();
    for (r, (measures, region)) in regions.iter_mut().zip(&world.regions).enumerate() {
        // Owners stand in the order of regions.
        let here = rest.iter().take_while(|o| usize::from(o.region) == r).count();
        factions(measures, &rest[..here]);
        rest = &rest[here..];
        (measures.movement, measures.repression) =
            (Cell::Real(policy(region).movement), Cell::Real(policy(region).repression));
    }
}

fn factions(measures: &mut Measures, owners: &[Owner]) {
    let n = owners.len().max(1) as f64;
    let share = |faction: u8| Cell::Real(owners.iter().filter(|o| o.faction == faction).count() as f64 / n);
    measures.faction_deny = share(0);
    measures.faction_repress = share(1);
    measures.faction_harness = share(2);
    measures.faction_reform = share(3);
    measures.refuge = Cell::Real(owners.iter().map(|o| o.refuge).sum::<f64>() / n);
}

fn nature(world: &World, all: &mut Measures, regions: &mut [Measures]) {
    let Some(nature) = &world.biosphere else { return };
    all.biosphere = Cell::Real(nature.fullness);
    all.throughput = Cell::Real(nature.throughput);
    all.harvest = Cell::Real(nature.harvest);
    all.regrowth = Cell::Real(nature.regrowth);
    all.intensity = Cell::Real(nature.intensity);
    all.green = by_output(world, |r| r.green);
    all.damage = by_output(world, |r| 1.0 - r.damage);
    for (measures, region) in regions.iter_mut().zip(&world.regions) {
        measures.green = Cell::Real(region.green);
        measures.damage = Cell::Real(1.0 - region.damage);
    }
}

/// Mean over regions, weighted by their output; by people where nothing is made.
fn by_output(world: &World, of: impl Fn(&Region) -> f64) -> Cell {
    let made: f64 = world.regions.iter().map(|r| r.market.output).sum();
    let weight = |r: &Region| if made > 0.0 { r.market.output } else { r.people as f64 };
    let all: f64 = world.regions.iter().map(weight).sum();
    Cell::Real(world.regions.iter().map(|r| weight(r) * of(r)).sum::<f64>() / all)
}
