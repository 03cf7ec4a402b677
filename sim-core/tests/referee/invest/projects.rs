//! Projects get their legs after success, and go to a platform's servers or come back (M10, M11).

use crate::exchange::{capacity, server_price};
use crate::month::Month;
use crate::state::{ASSOCIATION, COMMUNITY, CREDIT, ECOLOGY, Platform, Project, World};
use sim_core::engine::draws::{Purpose, open_unit};
use sim_core::engine::num;

/// Chance in a month of what has a hazard.
fn chance(hazard: f64) -> f64 {
    1.0 - num::exp(-hazard)
}

/// Capacity that was bought wears out, legs grow, hosts change.
pub fn organise(world: &mut World, month: &Month) {
    let kept = (1.0 - month.rules.world.capacity.wear) as f32;
    for (slot, project) in world.projects.iter_mut().enumerate() {
        project.bought *= kept;
        if project.alive {
            grow_legs(project, month, slot);
        }
    }
    change_hosts(world, month);
}

/// Each leg has a word of its own: association, ecology, community.
fn grow_legs(project: &mut Project, month: &Month, slot: usize) {
    let rules = &month.rules.world.triune;
    let draw = |k: usize| open_unit(month.word(Purpose::Legs, 3 * slot + k));
    if i64::from(project.founded) == month.number && draw(2) < rules.community {
        project.legs |= COMMUNITY;
    }
    if project.members > 0 {
        let kin = project.kin as f32 / project.members as f32;
        let seen = if project.legs & COMMUNITY != 0 { kin } else { 0.0 };
        project.cohesion += rules.cohesion as f32 * (seen - project.cohesion);
    }
    let by_devices = month.rules.world.capacity.devices as f32 * project.members as f32;
    if project.users <= by_devices {
        return;
    }
    if draw(0) < chance(rules.association) {
        project.legs |= ASSOCIATION;
    }
    if draw(1) < chance(rules.ecology) && project.legs & ECOLOGY == 0 {
        project.legs |= ECOLOGY;
        // The same number, rescaled, says where on the axis of affinity its sponsors stand.
        project.sponsor = (draw(1) / chance(rules.ecology) * 65535.0) as u16;
    }
}

/// Overloaded projects that cannot pay go to the sharing platform with most users, of equals the first; those that could
/// pay for all their use come back.
fn change_hosts(world: &mut World, month: &Month) {
    let (rules, devices) = (&month.rules.world.capacity, month.rules.world.capacity.devices);
    let a_user = rules.cost * server_price(world) * CREDIT;
    let most = world.sharing.iter().map(|platform: &Platform| platform.users).max();
    let largest = world.sharing.iter().position(|platform| Some(platform.users) == most);
    (world.commons.handed_over, world.commons.taken_back) = (0, 0);
    for (slot, project) in world.projects.iter_mut().enumerate().filter(|(_, project)| project.alive) {
        let over = f64::from(project.users - capacity(project, devices)).max(0.0);
        let can_pay = project.cash as f64 >= over * a_user;
        let draw = open_unit(month.word(Purpose::Handover, slot));
        if project.host.is_some() {
            if can_pay && draw < chance(rules.takeback) {
                project.host = None;
                world.commons.taken_back += 1;
            }
        } else {
            let hazard = rules.handover * (1.0 - f64::from(project.cohesion).clamp(0.0, 1.0));
            if project.served < 1.0 && !can_pay && draw < chance(hazard) {
                project.host = largest;
                world.commons.handed_over += 1;
            }
        }
    }
}
