//! Line 11: the month is measured and the books are checked.
//!
//! Reads: everything. Writes: censuses, stages, conflicts, histograms, contributions, balances; empties the till.

mod accounts;
mod conflict;

use super::Context;
use crate::engine::chunks;
use crate::engine::draws::{Purpose, unit32};
use crate::ids::NONE;
use crate::ledger::audit;
use crate::mechanisms::projects;
use crate::observables::{Contribution, stage};
use crate::state::people::get_or;
use crate::state::{World, census};

/// Measures the month and checks the books.
///
/// # Errors
/// What does not balance, or what is not a number.
pub fn observe(world: &mut World, ctx: &Context) -> Result<crate::ledger::FlowTable, String> {
    census::take(world);
    stage::advance(world, ctx.params);
    conflict::look(world, ctx);
    world.contributions =
        if ctx.params.output.contributions && ctx.month > 0 { contributions(world, ctx) } else { Vec::new() };
    world.accounts = accounts::take(world, ctx);
    let till = world.till.close();
    if world.has_money() {
        let after = world.balances();
        audit(&till, &world.balances, &after)?;
        world.balances = after;
    }
    finite(world)?;
    Ok(till.flows().clone())
}

/// Every stock is a number, and none is below zero.
fn finite(world: &World) -> Result<(), String> {
    let legal = |x: f64| x.is_finite() && x >= 0.0;
    for (r, region) in world.regions.iter().enumerate() {
        if region.census.illegal > 0 {
            let n = region.census.illegal;
            return Err(format!("{n} entries of belief, taste or lock-in in region {r} are not in 0..=1"));
        }
        for counts in [region.census.modes.as_slice(), region.census.regimes.as_slice()] {
            if counts.iter().sum::<i64>() != region.people as i64 {
                return Err(format!(
                    "modes or regimes of region {r} count {counts:?}, but it has {} people",
                    region.people
                ));
            }
        }
        for (name, x) in [
            ("price", region.price),
            ("wage", region.wage),
            ("price_buyer", region.price_buyer),
            ("coordination", region.coordination),
            ("access", region.access),
            ("output", region.market.output),
        ] {
            if !legal(x) {
                return Err(format!("`{name}` of region {r} is {x}"));
            }
        }
    }
    let firms = &world.firms;
    for (name, column) in
        [("capital", &firms.capital), ("inventory", &firms.inventory), ("expected sales", &firms.expected)]
    {
        if let Some(j) = column.iter().position(|x| !legal(*x)) {
            return Err(format!("{name} of firm {j} is {}", column[j]));
        }
    }
    for workshop in world.projects.workshops.iter().flat_map(|all| all.living()) {
        for (name, x) in [("tools", workshop.tools), ("goods", workshop.inventory), ("output", workshop.made)]
        {
            if !legal(x) {
                return Err(format!("{name} of the workshop of project {} are {x}", workshop.project));
            }
        }
    }
    if !legal(world.knowledge) {
        return Err(format!("open knowledge is {}", world.knowledge));
    }
    Ok(())
}

/// What members gave to the sampled projects: the living ones of lowest hash.
fn contributions(world: &World, ctx: &Context) -> Vec<Contribution> {
    if world.people.project.is_empty() {
        return Vec::new();
    }
    let rules = &ctx.rules.world.projects;
    let hashes = ctx.chance.stream(Purpose::Sampling, 0);
    let mut living: Vec<(u32, u32)> = (0..world.projects.slots())
        .filter(|s| world.projects.alive[*s])
        .map(|s| (hashes.word(s), s as u32))
        .collect();
    living.sort_unstable();
    living.truncate(rules.sampled as usize);
    let mut sampled = vec![false; world.projects.slots()];
    living.iter().for_each(|(_, slot)| sampled[*slot as usize] = true);
    let law = projects::effort_law(rules.effort_exponent, rules.effort_cap);
    let words = ctx.stream(Purpose::Effort);
    let people = &world.people;
    chunks::run_rows(people.count, &|rows| {
        let mut words = words.lazy(rows.start);
        let mut events = Vec::new();
        for i in rows.clone() {
            let project = people.project[i];
            if project != NONE && sampled[project as usize] {
                events.push(Contribution {
                    project,
                    founded: world.projects.founded[project as usize],
                    person: i as u32,
                    generation: get_or(&people.generation, i, 0),
                    group: get_or(&people.group, i, NONE),
                    units: projects::effort(&law, unit32(words.word(i - rows.start))),
                });
            }
        }
        events
    })
}
