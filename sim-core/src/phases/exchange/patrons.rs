//! Members who have much pay for the capacity that their project is short of (flow 11, M10).

use super::super::perceive::Seen;
use super::Context;
use crate::engine::chunks;
use crate::ids::NONE;
use crate::ledger::{CREDIT, Flow, Till};
use crate::mechanisms::triune;
use crate::state::World;
use crate::state::projects::OWN_HOST;

/// Lets patrons give, in person order, until what is missing is there.
pub fn give(world: &mut World, ctx: &Context, seen: &Seen) {
    world.projects.patronage = 0;
    let rules = &ctx.rules.world.capacity;
    if world.projects.cash.is_empty() || rules.patron == 0.0 {
        return;
    }
    let mut missing = missing(world, ctx);
    let (people, w) = (&world.people, &*world);
    let patrons = chunks::run_rows(people.count, &|rows| {
        let mut patrons = Vec::new();
        for (r, run) in w.blocks.runs(rows.start, rows.len()) {
            let reserve = rules.reserve * f64::from(seen.here[r].need);
            for i in rows.start + run.start..rows.start + run.end {
                let project = people.project[i];
                if project != NONE && missing[project as usize] > 0 {
                    let held = people.cash[i].balance() as f64;
                    let gift =
                        triune::patronage(rules.patron, held, reserve, missing[project as usize] as f64);
                    if gift >= 1.0 {
                        patrons.push((i as u32, project, gift as i64));
                    }
                }
            }
        }
        patrons
    });
    let mut till = Till::default();
    for (person, project, gift) in patrons {
        let slot = project as usize;
        let gift = gift.min(missing[slot]);
        missing[slot] -= gift;
        world.people.cash[person as usize].pay(gift, Flow::Donations, &mut till);
        world.projects.cash[slot].receive(gift, Flow::Donations, &mut till);
        world.projects.patronage += gift;
    }
    chunks::Merge::merge(&mut world.till, till);
}

/// Money that each project on its own servers lacks to serve all who use it, µcredit.
fn missing(world: &World, ctx: &Context) -> Vec<i64> {
    let rules = &ctx.rules.world.capacity;
    let cost = rules.cost * super::super::invest::projects::price(world);
    let projects = &world.projects;
    (0..projects.slots())
        .map(|s| {
            if !projects.alive[s] || projects.host[s] != OWN_HOST || projects.served[s] >= 1.0 {
                return 0;
            }
            let capacity = f64::from(projects.capacity_of(s, rules.devices as f32));
            let users = f64::from(projects.users[s]);
            let wanted = triune::capacity_order(users, capacity, cost, f64::INFINITY) * CREDIT;
            (wanted as i64 - projects.cash[s].balance()).max(0)
        })
        .collect()
}
