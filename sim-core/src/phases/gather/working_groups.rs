//! Members of projects change their working groups, and groups split; firms redraw their teams (M3).

use super::super::Context;
use super::super::perceive::Seen;
use crate::engine::chunks::{self, Merge};
use crate::engine::draws::{Purpose, threshold};
use crate::ids::{NONE, Regime};
use crate::mechanisms::coordination_cost::{CoordinationCost, Regroup, Reorganise, regroup, reorganise};
use crate::state::World;
use crate::state::people::get_or;
use std::collections::BTreeMap;

/// What those who reconsidered would rather have, in person order.
#[derive(Debug, Default)]
struct Wishes {
    /// Members of projects: (person, own group, the other group, the wish).
    members: Vec<(u32, u32, u32, Regroup)>,
    /// Employees: (firm, the wish).
    employees: Vec<(u32, Reorganise)>,
}

impl Merge for Wishes {
    fn merge(&mut self, right: Self) {
        self.members.extend(right.members);
        self.employees.extend(right.employees);
    }
}

/// Lets members look at their own group and at that of a tie, and employees at the number of teams. A group splits, and
/// a firm has one team more or fewer, when at least half of those who reconsidered in the month want that.
pub fn regroup_people(world: &mut World, ctx: &Context, seen: &Seen) {
    if world.people.group.is_empty() && world.firms.teams.is_empty() {
        return;
    }
    let wishes = wishes(world, ctx, seen);
    redraw_teams(world, &wishes.employees);
    let mut votes: BTreeMap<u32, (u32, u32)> = BTreeMap::new();
    for (person, group, other, wish) in wishes.members {
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

/// Adds or takes a team where at least half of the employees asked want it.
fn redraw_teams(world: &mut World, wishes: &[(u32, Reorganise)]) {
    // Asked, and for one more and one fewer, by firm: in a month most firms ask somebody.
    let mut votes = vec![[0u32; 3]; world.firms.teams.len()];
    for (firm, wish) in wishes {
        let [asked, more, fewer] = &mut votes[*firm as usize];
        *asked += 1;
        match wish {
            Reorganise::More => *more += 1,
            Reorganise::Fewer => *fewer += 1,
            Reorganise::Stay => {}
        }
    }
    for (teams, [asked, more, fewer]) in world.firms.teams.iter_mut().zip(votes) {
        if 2 * more >= asked && more > fewer {
            *teams = teams.saturating_add(1);
        } else if 2 * fewer >= asked && fewer > more {
            *teams = (*teams - 1).max(1);
        }
    }
}

fn wishes(world: &World, ctx: &Context, seen: &Seen) -> Wishes {
    let below = threshold(ctx.rules.world.dunbar.regroup);
    let cost = CoordinationCost::new(&ctx.rules.world.dunbar);
    let words = ctx.stream(Purpose::Regroup);
    let (people, groups) = (&world.people, &world.projects.groups);
    chunks::run_rows(people.count, &|rows| {
        let mut drawn = [0; 2 * chunks::CHUNK];
        words.fill(2 * rows.start, &mut drawn[..2 * rows.len()]);
        let mut wishes = Wishes::default();
        for (r, run) in world.blocks.runs(rows.start, rows.len()) {
            let kappa = world.regions[r].coordination as f32;
            for k in run {
                // First, since it is in memory near by and few pass.
                if u64::from(drawn[2 * k]) >= below {
                    continue;
                }
                let i = rows.start + k;
                let own = get_or(&people.group, i, NONE);
                let firm = employing_firm(world, i);
                if own == NONE && firm == NONE {
                    continue;
                }
                let mode = people.mode[i] as usize;
                if firm != NONE {
                    let n = world.firms.deals[firm as usize].totals.members as u32;
                    let teams = u32::from(world.firms.teams[firm as usize]);
                    if n > 0 {
                        wishes.employees.push((firm, reorganise(&cost, mode, n, teams, kappa)));
                    }
                }
                if own == NONE {
                    continue;
                }
                let project = people.project[i];
                let other =
                    world.ties.one(i as u32, seen.here[r].far, drawn[2 * k + 1]).map_or(NONE, |tie| {
                        let tie = tie as usize;
                        if people.project[tie] == project { people.group[tie] } else { NONE }
                    });
                let other_size =
                    if other == NONE || other == own { 0 } else { groups.members[other as usize] };
                let wish = regroup(
                    &cost,
                    mode,
                    world.projects.members.get(project as usize) as u32,
                    groups.members[own as usize],
                    other_size,
                    kappa,
                );
                wishes.members.push((i as u32, own, other, wish));
            }
        }
        wishes
    })
}

/// The firm a person works in, where firms have teams; [`NONE`] otherwise.
#[inline]
fn employing_firm(world: &World, i: usize) -> u32 {
    let employed = !world.firms.teams.is_empty() && world.people.regime_of(i) == Regime::Capital as u8;
    if employed { world.people.employer[i] } else { NONE }
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
