//! Working groups of projects, and teams of firms (docs/model/m03-dunbar.md).

use super::membership::open_group;
use crate::month::Month;
use crate::size::costs;
use crate::state::{CAPITAL, World};
use sim_core::engine::draws::{Purpose, threshold};

/// Fewest people in a group that is split off, or in a team.
const LEAST_GROUP: u32 = 3;

/// What a member of a project wants.
#[derive(Clone, Copy, PartialEq)]
enum Wish {
    Stay,
    Move(usize),
    Split,
}

/// Those who reconsider say what they want; firms draw their teams anew, movers move, groups split.
pub fn regroup(world: &mut World, month: &Month) {
    let below = threshold(month.rules.world.dunbar.regroup);
    let asked: Vec<usize> =
        (0..world.people.len()).filter(|i| u64::from(month.word(Purpose::Regroup, 2 * i)) < below).collect();
    let mut teams = vec![[0u32; 3]; world.firms.len()];
    let mut wishes = Vec::new();
    for i in asked {
        let person = &world.people[i];
        if let (CAPITAL, Some(j)) = (person.regime, person.employer) {
            count_employee(world, month, i, j, &mut teams[j]);
        }
        if let Some(group) = person.group {
            wishes.push((i, group, wish(world, month, i, group)));
        }
    }
    for (firm, [asked, more, fewer]) in world.firms.iter_mut().zip(teams) {
        if asked > 0 && 2 * more >= asked && more > fewer {
            firm.teams += 1;
        } else if asked > 0 && 2 * fewer >= asked && fewer > more {
            firm.teams = (firm.teams - 1).max(1);
        }
    }
    for (i, group, wish) in &wishes {
        if let Wish::Move(other) = *wish
            && world.groups[other].members > 0
        {
            // Into the other first: who is alone leaves a free place behind only then.
            world.groups[other].members += 1;
            world.leave_group(*group);
            world.people[*i].group = Some(other);
        }
    }
    let mut votes = vec![[0u32; 2]; world.groups.len()];
    for (_, group, wish) in &wishes {
        votes[*group][0] += 1;
        votes[*group][1] += u32::from(*wish == Wish::Split);
    }
    split(world, month, |group| votes.get(group).is_some_and(|[asked, yes]| *yes > 0 && 2 * yes >= *asked));
}

/// An employee compares the firm's teams with one more and one fewer.
///
/// Counts, by firm: asked, for one more, for one fewer. The firm's size is what it was when it was last divided.
fn count_employee(world: &World, month: &Month, i: usize, j: usize, votes: &mut [u32; 3]) {
    let (person, firm) = (&world.people[i], &world.firms[j]);
    let people = firm.deal.members as f32;
    if people < 1.0 {
        return;
    }
    let kappa = world.regions[person.region].coordination as f32;
    let dunbar = &month.rules.world.dunbar;
    let cost = |teams: u32| costs(dunbar, people, people / teams as f32, kappa)[person.mode];
    let now = u32::from(firm.teams);
    let more = if people >= ((now + 1) * LEAST_GROUP) as f32 { cost(now + 1) } else { f32::INFINITY };
    let fewer = if now > 1 { cost(now - 1) } else { f32::INFINITY };
    votes[0] += 1;
    if more < cost(now) && more <= fewer {
        votes[1] += 1;
    } else if fewer < cost(now) {
        votes[2] += 1;
    }
}

/// The cheapest for a member of: the group as it is, a tie's group with one more in it, half the own group.
fn wish(world: &World, month: &Month, i: usize, group: usize) -> Wish {
    let person = &world.people[i];
    let Some(slot) = person.project else { return Wish::Stay };
    let people = world.projects[slot].members as u32;
    let kappa = world.regions[person.region].coordination as f32;
    let dunbar = &month.rules.world.dunbar;
    let cost = |size: u32| costs(dunbar, people as f32, size.min(people) as f32, kappa)[person.mode];
    let own = world.groups[group].members;

    let far = month.seen.here[person.region].far;
    let other = world
        .ties
        .one(i, far, month.word(Purpose::Regroup, 2 * i + 1))
        .map(|tie| &world.people[tie])
        .filter(|tie| tie.project == Some(slot))
        .and_then(|tie| tie.group)
        .filter(|other| *other != group && world.groups[*other].members > 0);
    let moved = other.map_or(f32::INFINITY, |other| cost(world.groups[other].members + 1));
    let halved = if own >= 2 * LEAST_GROUP { cost(own.div_ceil(2)) } else { f32::INFINITY };
    match other {
        _ if halved < cost(own) && halved <= moved => Wish::Split,
        Some(other) if moved < cost(own) => Wish::Move(other),
        _ => Wish::Stay,
    }
}

/// Each member of a group that splits goes or stays by a coin, the lowest bit of the word that chose a tie.
fn split(world: &mut World, month: &Month, splits: impl Fn(usize) -> bool) {
    let goers: Vec<(usize, usize)> = (0..world.people.len())
        .filter_map(|i| Some((i, world.people[i].group?)))
        .filter(|(i, group)| splits(*group) && month.word(Purpose::Regroup, 2 * i + 1) & 1 == 1)
        .collect();
    let mut opened: Vec<(usize, usize)> = Vec::new();
    for (i, group) in goers {
        let Some(project) = world.people[i].project else { continue };
        let to = match opened.iter().find(|(from, _)| *from == group) {
            Some((_, to)) => {
                world.groups[*to].members += 1;
                *to
            }
            None => {
                let to = open_group(world, project);
                opened.push((group, to));
                to
            }
        };
        world.leave_group(group);
        world.people[i].group = Some(to);
    }
}
