//! Projects with money pay their members, by the mixture of their modes (M12, flow 13), after what their leader takes (M26).
//!
//! All members, not only those whose main regime it is: a project kept up in free time would pile up money for ever.

use super::super::Context;
use super::super::gather::input_steps;
use super::{GUARD, STANDING_STEPS};
use crate::engine::chunks;
use crate::engine::sums::Fraction;
use crate::ids::NONE;
use crate::mechanisms::mode_division::{Division, Totals};
use crate::state::World;
use crate::state::census::project_hours;
use crate::state::people::get_or;

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

/// What each maintainer gets this month, in person order: money, and goods of projects that make things.
pub fn pay(world: &World, ctx: &Context) -> (Vec<Pay>, Vec<(u32, f32)>) {
    if !ctx.params.mechanisms.burnout || world.projects.cash.is_empty() {
        return (Vec::new(), Vec::new());
    }
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
        let division = Division::of(&totals(world, members), GUARD);
        for k in team {
            let one = &maintainers[*k as usize];
            let part = division.part(one.input as f64, one.standing);
            let office = if leadership.leads(slot, one.person as usize) { taken } else { 0.0 };
            amounts[*k as usize] = ((part * pool + office * GUARD) as i64, (part * goods) as f32);
        }
    }
    let mut shared = Vec::new();
    let mut paid = Vec::new();
    for (one, (amount, goods)) in maintainers.iter().zip(amounts) {
        if amount > 0 {
            paid.push(Pay { person: one.person, project: one.project, amount });
        }
        if goods > 0.0 {
            shared.push((one.person, goods));
        }
    }
    (paid, shared)
}

fn hours(world: &World, i: usize) -> f32 {
    let people = &world.people;
    project_hours(people.regime_of(i), get_or(&people.commons, i, 0.0), get_or(&people.bread, i, 0.0))
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
