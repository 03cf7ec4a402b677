//! Emptying a mode, a regime or a platform by hand: experiments that ask whether it refills.

use super::{World, census};
use crate::ids::{MODES, Mode, NONE, Regime};
use crate::state::people::get_or;

/// Moves everybody in a mode to the next one.
pub fn empty_mode(world: &mut World, mode: Mode) {
    let (from, to) = (mode as u8, ((mode as usize + 1) % MODES) as u8);
    for i in 0..world.people.count {
        if world.people.mode[i] != from {
            continue;
        }
        world.people.mode[i] = to;
        let firm = get_or(&world.people.employer, i, NONE);
        if world.people.regime_of(i) == Regime::Capital as u8
            && firm != NONE
            && !world.firms.members.is_empty()
        {
            world.firms.members.add(4 * firm as usize + from as usize, -1);
            world.firms.members.add(4 * firm as usize + to as usize, 1);
        }
    }
    census::take(world);
}

/// Moves everybody in a regime to capital, without an employer; from capital to peer production.
pub fn empty_regime(world: &mut World, regime: Regime) {
    let to = if regime == Regime::Capital { Regime::Peer } else { Regime::Capital };
    for i in 0..world.people.count {
        if world.people.regime_of(i) != regime as u8 {
            continue;
        }
        world.people.regime[i] = to as u8;
        leave_employer(world, i, regime);
        if to == Regime::Capital {
            world.leave_project(i);
        }
    }
    census::take(world);
}

fn leave_employer(world: &mut World, i: usize, regime: Regime) {
    let people = &mut world.people;
    if let Some(bread) = people.bread.get_mut(i) {
        *bread = 0.0;
    }
    people.commons.put(i, 0.0);
    let Some(employer) = people.employer.get_mut(i) else { return };
    let firm = std::mem::replace(employer, NONE);
    if regime == Regime::Capital && firm != NONE && !world.firms.members.is_empty() {
        world.firms.members.add(4 * firm as usize + people.mode[i] as usize, -1);
    }
}

/// Ends every membership of every project.
pub fn empty_projects(world: &mut World) {
    (0..world.people.count).for_each(|i| world.leave_project(i));
    census::take(world);
}

/// Ends every membership of projects that make things.
pub fn empty_workshops(world: &mut World) {
    for i in 0..world.people.count {
        let project = get_or(&world.people.project, i, NONE);
        if project != NONE && world.projects.is_physical(project as usize) {
            world.leave_project(i);
        }
    }
    census::take(world);
}

/// Moves all tracked owners of a faction to the next one.
pub fn empty_faction(world: &mut World, faction: u8) {
    for owner in world.owners.iter_mut().filter(|owner| owner.faction == faction) {
        owner.faction = (faction + 1) % 4;
    }
}

/// Makes every co-operative a firm that the fund owns.
pub fn empty_cooperatives(world: &mut World) {
    world.firms.cooperative.fill(false);
}

/// Moves all users of a platform to the next one of its kind.
pub fn empty_platform(world: &mut World, regime: Regime, platform: usize) {
    let next = (platform + 1) % world.platforms.of_regime(regime as u8).len();
    for i in 0..world.people.count {
        if world.people.regime_of(i) == regime as u8 && world.people.employer[i] == platform as u32 {
            world.people.employer[i] = next as u32;
        }
    }
    census::take(world);
}
