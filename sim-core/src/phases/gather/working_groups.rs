//! Members of projects change their working groups, and groups split (M3).

use super::super::Context;
use super::super::perceive::Seen;
use crate::engine::chunks;
use crate::engine::draws::{Purpose, threshold};
use crate::ids::NONE;
use crate::mechanisms::coordination_cost::{CoordinationCost, Regroup, regroup};
use crate::state::World;
use std::collections::BTreeMap;

/// What members who reconsidered would rather do, in person order: (person, own group, the other group, the wish).
type Wishes = Vec<(u32, u32, u32, Regroup)>;

/// Lets members look at their own group and at that of a tie. A group splits when at least half of those who
/// reconsidered it in the month want that.
pub fn regroup_members(world: &mut World, ctx: &Context, seen: &Seen) {
    if world.people.group.is_empty() {
        return;
    }
    let wishes = wishes(world, ctx, seen);
    let mut votes: BTreeMap<u32, (u32, u32)> = BTreeMap::new();
    for (person, group, other, wish) in wishes {
        let (asked, splits) = votes.entry(group).or_default();
        *asked += 1;
        match wish {
            Regroup::Split => *splits += 1,
            // The other group may have dissolved while others moved.
            Regroup::Move if world.projects.groups.members[other as usize] > 0 => {
                world.projects.groups.join(other);
                world.projects.groups.leave(group);
                world.people.group[person as usize] = other;
            }
            Regroup::Move | Regroup::Stay => {}
        }
    }
    let splitting: Vec<u32> = votes
        .into_iter()
        .filter(|(_, (asked, splits))| 2 * splits >= *asked && *splits > 0)
        .map(|v| v.0)
        .collect();
    split(world, ctx, &splitting);
}

fn wishes(world: &World, ctx: &Context, seen: &Seen) -> Wishes {
    let below = threshold(ctx.rules.world.dunbar.regroup);
    let cost = CoordinationCost::new(&ctx.rules.world.dunbar);
    let words = ctx.stream(Purpose::Regroup);
    let (people, groups) = (&world.people, &world.projects.groups);
    chunks::run_rows(people.count, &|rows| {
        let mut words = words.lazy(2 * rows.start);
        let mut wishes = Wishes::new();
        for (r, run) in world.blocks.runs(rows.start, rows.len()) {
            let kappa = world.regions[r].coordination as f32;
            for k in run {
                let i = rows.start + k;
                let own = people.group[i];
                if own == NONE || u64::from(words.word(2 * k)) >= below {
                    continue;
                }
                let project = people.project[i];
                let other =
                    world.ties.one(i as u32, seen.here[r].far, words.word(2 * k + 1)).map_or(NONE, |tie| {
                        let tie = tie as usize;
                        if people.project[tie] == project { people.group[tie] } else { NONE }
                    });
                let other_size =
                    if other == NONE || other == own { 0 } else { groups.members[other as usize] };
                let wish = regroup(
                    &cost,
                    people.mode[i] as usize,
                    world.projects.members.get(project as usize) as u32,
                    groups.members[own as usize],
                    other_size,
                    kappa,
                );
                wishes.push((i as u32, own, other, wish));
            }
        }
        wishes
    })
}

/// Splits groups, given in ascending order: each member goes or stays by a coin.
fn split(world: &mut World, ctx: &Context, splitting: &[u32]) {
    if splitting.is_empty() {
        return;
    }
    let words = ctx.stream(Purpose::Regroup);
    let people = &world.people;
    let goers = chunks::run_rows(people.count, &|rows| {
        let mut words = words.lazy(2 * rows.start);
        rows.clone()
            .filter(|i| {
                let group = people.group[*i];
                group != NONE
                    && splitting.binary_search(&group).is_ok()
                    // A bit that chose no tie: the lowest of the second word.
                    && words.word(2 * (i - rows.start) + 1) & 1 == 1
            })
            .map(|i| i as u32)
            .collect::<Vec<_>>()
    });
    let mut opened: Vec<u32> = vec![NONE; splitting.len()];
    for person in goers {
        let group = world.people.group[person as usize];
        let Ok(k) = splitting.binary_search(&group) else { continue };
        let groups = &mut world.projects.groups;
        let to = if opened[k] == NONE {
            groups.open(world.people.project[person as usize])
        } else {
            groups.join(opened[k])
        };
        opened[k] = to;
        groups.leave(group);
        world.people.group[person as usize] = to;
    }
}
