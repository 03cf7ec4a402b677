//! Projects with money pay their members (M12, flow 13), after what their leader takes (M26).
//!
//! A project whose money is less than what its members' hours would have earned as wages is short of it, and shares it out
//! by its rule for what is rival (M27); with more, or without such rules, pay goes by the mixture of members' modes.
//!
//! All members, not only those whose main regime it is: a project kept up in free time would pile up money for ever.

use super::super::Context;
use super::super::gather::input_steps;
use super::{GUARD, STANDING_STEPS};
use crate::engine::chunks;
use crate::engine::sums::Fraction;
use crate::ids::NONE;
use crate::ledger::CREDIT;
use crate::mechanisms::mode_division::{Division, Totals};
use crate::mechanisms::rival_governance::{self, Rule};
use crate::phases::govern::rationing;
use crate::state::World;
use crate::state::census::project_hours;
use crate::state::firms::INPUT_STEPS;
use crate::state::people::get_or;
use crate::state::projects::Rationed;

/// Pay of a person from their project, µcredit.
#[derive(Clone, Copy, Debug)]
pub struct Pay {
    /// Who.
    pub person: u32,
    /// The project that pays.
    pub project: u32,
    /// How much, before tax.
    pub amount: i64,
}

/// A member of a project that has money.
struct Maintainer {
    person: u32,
    project: u32,
    input: i64,
    standing: f64,
}

/// What projects pay in a month.
#[derive(Clone, Debug, Default)]
pub struct Payout {
    /// Money, in person order.
    pub money: Vec<Pay>,
    /// Goods of projects that make things, in person order.
    pub goods: Vec<(u32, f32)>,
    /// What sharing out scarce money came to, by rule. Wants are wages, in credits.
    pub rationed: [Rationed; 3],
}

/// What each maintainer gets this month.
pub fn pay(world: &World, ctx: &Context) -> Payout {
    if !ctx.params.mechanisms.burnout || world.projects.cash.is_empty() {
        return Payout::default();
    }
    let board = ctx.params.mechanisms.rival_governance.then_some(ctx.rules.world.rival_governance.seats);
    let mut rationed = [Rationed::default(); 3];
    let share = Fraction::of(ctx.rules.world.burnout.pay);
    let pools: Vec<i64> = world.projects.cash.iter().map(|purse| share.of_amount(purse.balance())).collect();
    let goods = |project: usize| match &world.projects.workshops {
        Some(workshops) if world.projects.is_physical(project) => {
            workshops.rows[world.projects.workshop[project] as usize].shared
        }
        _ => 0.0,
    };
    let people = &world.people;
    let maintainers = chunks::run_rows(people.count, &|rows| {
        rows.filter(|i| {
            let project = people.project[*i];
            project != NONE && (pools[project as usize] > 0 || goods(project as usize) > 0.0)
        })
        .map(|i| Maintainer {
            person: i as u32,
            project: people.project[i],
            input: input_steps(people.skill[i], hours(world, i)),
            standing: (f64::from(people.standing[i]) * STANDING_STEPS).floor(),
        })
        .collect::<Vec<_>>()
    });
    // By project, and within it in person order.
    let mut order: Vec<u32> = (0..maintainers.len() as u32).collect();
    order.sort_by_key(|k| maintainers[*k as usize].project);
    let mut amounts = vec![(0i64, 0.0f32); maintainers.len()];
    for team in order.chunk_by(|a, b| maintainers[*a as usize].project == maintainers[*b as usize].project) {
        let members = || team.iter().map(|k| &maintainers[*k as usize]);
        let Some(first) = members().next() else { continue };
        let slot = first.project as usize;
        let (all, goods) = (pools[slot] as f64, goods(slot));
        let leadership = &world.projects.leadership;
        let taken = f64::from(leadership.take(slot)) * all;
        let pool = all - taken;
        let totals = totals(world, members);
        let division = Division::of(&totals, GUARD);
        let short = board.and_then(|most| short(world, slot, members, &totals, pool, most));
        if let Some(short) = &short {
            rationing::count(
                &mut rationed[short.rule as usize],
                &short.claims,
                pool / CREDIT,
                short.level,
                short.rule,
            );
        }
        for (n, k) in team.iter().enumerate() {
            let one = &maintainers[*k as usize];
            let part = division.part(one.input as f64, one.standing);
            let money = short.as_ref().map_or(part * pool, |short| short.amount(n) * GUARD);
            let office = if leadership.leads(slot, one.person as usize) { taken } else { 0.0 };
            amounts[*k as usize] = ((money + office * GUARD) as i64, (part * goods) as f32);
        }
    }
    let (mut shared, mut paid) = (Vec::new(), Vec::new());
    for (one, (amount, goods)) in maintainers.iter().zip(amounts) {
        if amount > 0 {
            paid.push(Pay { person: one.person, project: one.project, amount });
        }
        if goods > 0.0 {
            shared.push((one.person, goods));
        }
    }
    Payout { money: paid, goods: shared, rationed }
}

/// How a project shares out money that is short.
struct Short {
    rule: Rule,
    level: f64,
    /// What each member's hours would have earned as wages, credits; standing; skill × hours.
    claims: Vec<[f64; 3]>,
}

impl Short {
    /// What the n-th member gets, µcredit.
    fn amount(&self, n: usize) -> f64 {
        let [want, standing, bid] = self.claims[n];
        (self.level * [standing, bid, 1.0][self.rule as usize]).min(want) * CREDIT
    }
}

/// The rule and the level, where there is less than members' hours would have earned as wages.
///
/// * `pool`: µcredit. * `most`: most of a board that sponsors can hold.
fn short<'a, M: Iterator<Item = &'a Maintainer>>(
    world: &World,
    slot: usize,
    members: impl Fn() -> M,
    totals: &Totals,
    pool: f64,
    most: f64,
) -> Option<Short> {
    let claims: Vec<[f64; 3]> = members()
        .map(|m| {
            let labour = m.input as f64 / INPUT_STEPS;
            let wage = world.regions[world.blocks.region_of(m.person as usize)].wage;
            let least = f64::from(rationing::LEAST_CLAIM);
            [(wage * labour).max(least), m.standing.max(least), labour.max(least)]
        })
        .collect();
    let supply = pool / CREDIT;
    if supply <= 0.0 || supply >= claims.iter().map(|c| c[0]).sum::<f64>() {
        return None;
    }
    let rule = rival_governance::rule(totals.modes, rationing::sponsors(world, slot, most));
    let level = rival_governance::levels(&claims, supply)[rule as usize];
    Some(Short { rule, level, claims })
}

fn hours(world: &World, i: usize) -> f32 {
    let people = &world.people;
    project_hours(people.regime_of(i), people.commons.at(i, 0.0), get_or(&people.bread, i, 0.0))
}

fn totals<'a, M: Iterator<Item = &'a Maintainer>>(world: &World, members: impl Fn() -> M) -> Totals {
    let n = members().count() as f64;
    let input = members().map(|m| m.input).sum::<i64>() as f64;
    let mut modes = [0.0; 4];
    members().for_each(|m| modes[world.people.mode[m.person as usize] as usize] += 1.0 / n);
    Totals {
        members: n,
        modes,
        input,
        standing: members().map(|m| m.standing).sum(),
        equal_turns: members().map(|m| (m.input as f64 / input.max(1.0)).min(1.0 / n)).sum(),
    }
}
