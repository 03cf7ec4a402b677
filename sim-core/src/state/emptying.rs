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

/// Moves everybody in a regime other than capital to capital, without an employer.
pub fn empty_regime(world: &mut World, regime: Regime) {
    for i in 0..world.people.count {
        if regime == Regime::Capital || world.people.regime_of(i) != regime as u8 {
            continue;
        }
        world.people.regime[i] = Regime::Capital as u8;
        if let Some(employer) = world.people.employer.get_mut(i) {
            *employer = NONE;
        }
        if let Some(bread) = world.people.bread.get_mut(i) {
            *bread = 0.0;
        }
        leave_project(world, i);
    }
    census::take(world);
}

/// Ends every membership of every project.
pub fn empty_projects(world: &mut World) {
    (0..world.people.count).for_each(|i| leave_project(world, i));
    census::take(world);
}

/// Moves all users of a sharing platform to the next one.
pub fn empty_sharing_platform(world: &mut World, platform: usize) {
    let next = (platform + 1) % world.platforms.sharing.len();
    for i in 0..world.people.count {
        if world.people.regime_of(i) == Regime::Sharing as u8 && world.people.employer[i] == platform as u32 {
            world.people.employer[i] = next as u32;
        }
    }
    census::take(world);
}

fn leave_project(world: &mut World, i: usize) {
    let Some(project) = world.people.project.get_mut(i) else { return };
    let slot = std::mem::replace(project, NONE);
    if slot != NONE {
        world.projects.members.add(slot as usize, -1);
    }
}
