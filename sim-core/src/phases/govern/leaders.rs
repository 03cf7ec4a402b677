//! Leaders look at who left, try another take, and are followed by whoever has most standing (M26).

use super::Context;
use crate::engine::chunks;
use crate::ids::NONE;
use crate::params::Leaders;
use crate::state::World;

/// Cost of leaving a project, as the share that a leader can take before half would go.
#[must_use]
pub fn exit_cost(world: &World, rules: &Leaders, slot: usize) -> f32 {
    let closed = world.projects.closed.get(slot).copied().unwrap_or(false);
    (rules.exit_cost * if closed { rules.closed } else { 1.0 }) as f32
}

/// Lets leaders learn, and fills vacant offices.
pub fn lead(world: &mut World, ctx: &Context) {
    if world.projects.leadership.leader.is_empty() {
        return;
    }
    learn(world, ctx);
    succeed(world);
}

fn learn(world: &mut World, ctx: &Context) {
    let rules = &ctx.rules.world.leaders;
    let projects = &mut world.projects;
    for s in 0..projects.alive.len() {
        let left = std::mem::take(&mut projects.leadership.left[s]) as f32;
        if !projects.alive[s] {
            continue;
        }
        let members = projects.members.get(s) as f32;
        let search = &mut projects.leadership.search[s];
        *search = search.lose(left, members + left);
        let age = ctx.month - i64::from(projects.founded[s]);
        if age > 0 && age % rules.trial as i64 == 0 {
            *search = search.judge(rules.step as f32, rules.most as f32);
        }
    }
}

/// Projects without a leader are led by the member with most standing in them; of equals by the one of lowest number.
fn succeed(world: &mut World) {
    world.projects.leadership.successions = 0;
    let vacant = |s: usize| world.projects.alive[s] && world.projects.leadership.leader[s] == NONE;
    if !(0..world.projects.slots()).any(vacant) {
        return;
    }
    let people = &world.people;
    let candidates = chunks::run_rows(people.count, &|rows| {
        rows.filter(|i| people.project[*i] != NONE && vacant(people.project[*i] as usize))
            .map(|i| (people.project[i], i as u32))
            .collect::<Vec<_>>()
    });
    for (project, person) in candidates {
        let leader = &mut world.projects.leadership.leader[project as usize];
        if *leader == NONE {
            world.projects.leadership.successions += 1;
            *leader = person;
        } else if people.earned[person as usize] > people.earned[*leader as usize] {
            *leader = person;
        }
    }
}
