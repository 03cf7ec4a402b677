//! Projects get their legs, wear out their capacity, and go to a platform's servers or come back (M10, M11).

use super::super::Context;
use crate::engine::draws::{Purpose, open_unit};
use crate::engine::num;
use crate::ledger::CREDIT;
use crate::mechanisms::triune;
use crate::state::World;
use crate::state::platforms::Platform;
use crate::state::projects::{ASSOCIATION, COMMUNITY, ECOLOGY, OWN_HOST};

/// Lets projects organise after success, not before.
pub fn organise(world: &mut World, ctx: &Context) {
    if world.projects.users.is_empty() {
        return;
    }
    let wear = (1.0 - ctx.rules.world.capacity.wear) as f32;
    for bought in &mut world.projects.bought {
        *bought *= wear;
    }
    grow_legs(world, ctx);
    change_hosts(world, ctx);
}

/// Communities grow with the project; associations and ecologies come where use is more than members' devices serve.
fn grow_legs(world: &mut World, ctx: &Context) {
    let rules = &ctx.rules.world.triune;
    let devices = ctx.rules.world.capacity.devices as f32;
    let stream = ctx.stream(Purpose::Legs);
    let mut words = stream.lazy(0);
    let projects = &mut world.projects;
    for s in 0..projects.legs.len() {
        if !projects.alive[s] {
            continue;
        }
        let mut draw = |k: usize| open_unit(words.word(3 * s + k));
        if i64::from(projects.founded[s]) == ctx.month && draw(2) < rules.community {
            projects.legs[s] |= COMMUNITY;
        }
        let members = projects.members.get(s);
        if members > 0 {
            let kin = projects.kin.get(s) as f32 / members as f32;
            let shown = if projects.has(s, COMMUNITY) { kin } else { 0.0 };
            projects.cohesion[s] += rules.cohesion as f32 * (shown - projects.cohesion[s]);
        }
        if projects.users[s] > devices * members as f32 {
            if draw(0) < triune::chance(rules.association) {
                projects.legs[s] |= ASSOCIATION;
            }
            let comes = draw(1);
            if comes < triune::chance(rules.ecology) && !projects.has(s, ECOLOGY) {
                projects.legs[s] |= ECOLOGY;
                if let Some(sponsor) = projects.sponsor.get_mut(s) {
                    // Sponsors stand anywhere: the number that decided on their coming, rescaled, is uniform.
                    *sponsor = (comes / triune::chance(rules.ecology) * 65535.0) as u16;
                }
            }
        }
    }
}

/// An overloaded project that cannot pay goes to the servers of the largest sharing platform, the sooner the less its
/// members know each other; one that could pay for all its use comes back.
fn change_hosts(world: &mut World, ctx: &Context) {
    (world.projects.handed_over, world.projects.taken_back) = (0, 0);
    let Some(owner) = largest(&world.platforms.sharing) else { return };
    let rules = &ctx.rules.world.capacity;
    let cost = rules.cost * price(world) * CREDIT;
    let stream = ctx.stream(Purpose::Handover);
    let mut words = stream.lazy(0);
    let projects = &mut world.projects;
    for s in 0..projects.users.len() {
        if !projects.alive[s] {
            continue;
        }
        let cohesion = projects.cohesion.get(s).copied().unwrap_or(0.0);
        let money = projects.cash.get(s).map_or(0, |purse| purse.balance()) as f64;
        let own = projects.capacity_of(s, rules.devices as f32);
        let missing = f64::from(projects.users[s] - own).max(0.0) * cost;
        if projects.host[s] == OWN_HOST {
            let chance = triune::handover(rules.handover, f64::from(cohesion));
            if projects.served[s] < 1.0 && money < missing && open_unit(words.word(s)) < chance {
                projects.host[s] = owner as u8;
                projects.handed_over += 1;
            }
        } else if money >= missing && open_unit(words.word(s)) < triune::chance(rules.takeback) {
            projects.host[s] = OWN_HOST;
            projects.taken_back += 1;
        }
    }
}

fn largest(platforms: &[Platform]) -> Option<usize> {
    // The first of equals, so that the answer is one.
    (0..platforms.len().min(usize::from(OWN_HOST))).rev().max_by_key(|k| platforms[*k].users)
}

/// Price of goods where the world's servers are bought, credits.
pub fn price(world: &World) -> f64 {
    num::coarse(world.regions.iter().map(|r| r.world_share * r.price).sum::<f64>()).max(1e-9)
}
