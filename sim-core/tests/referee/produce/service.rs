//! What projects know, who uses it, what is served, who crashes, and disruption (m10-capacity.md, m28-immunity.md).

use super::come_so_far;
use crate::month::Month;
use crate::state::{Project, STEPS, World};
use sim_core::engine::draws::{Purpose, open_unit};
use sim_core::engine::num;

/// k' = (1 − o) k + what was accepted and good enough; workshops make things, not knowledge.
pub fn hold(world: &mut World, month: &Month) {
    let kept = (1.0 - month.rules.world.knowledge.obsolescence) as f32;
    for project in world.projects.iter_mut().filter(|p| p.alive && p.workshop.is_none()) {
        let new = project.accepted * project.worth as f32 / STEPS as f32;
        project.knowledge = kept * project.knowledge + new;
    }
}

/// Users come, until demand or bad service stops them; overloaded projects may crash.
pub fn serve(world: &mut World, month: &Month) {
    let rules = &month.rules.world.capacity;
    let online: f64 = world.regions.iter().map(|r| r.access * r.people as f64).sum();
    let demand = online * come_so_far(world, month);
    let known: f64 = world
        .projects
        .iter()
        .filter(|p| p.alive && p.workshop.is_none())
        .map(|p| f64::from(p.knowledge))
        .sum();
    let by_knowledge = if known > 0.0 { (demand / known) as f32 } else { 0.0 };
    let (mut users, mut served, mut hosted, mut crashes) = (0.0, 0.0, 0.0, 0);
    for (slot, project) in world.projects.iter_mut().enumerate().filter(|(_, p)| p.alive) {
        let capacity =
            if project.host.is_some() { f32::INFINITY } else { capacity(project, rules.devices as f32) };
        let wanted = by_knowledge * project.knowledge;
        let congestion = rules.congestion as f32;
        let most = if congestion > 0.0 { wanted.min(capacity / congestion) } else { wanted }.max(1.0);
        let rise = num::exp32(rules.growth as f32);
        project.users = (project.users * rise / (1.0 + project.users / most * (rise - 1.0))).max(1.0);
        if project.users > capacity {
            let load = project.users / capacity.max(1e-6);
            let chance = 1.0 - num::exp32(-(rules.crash as f32) * (load - 1.0));
            if open_unit(month.word(Purpose::Crash, slot)) < f64::from(chance) {
                project.users = (project.users * (1.0 - rules.shed as f32)).max(1.0);
                crashes += 1;
            }
        }
        project.served = if project.host.is_some() {
            1.0 - rules.shut_off as f32
        } else if project.users > capacity {
            capacity / project.users
        } else {
            1.0
        };
        users += f64::from(project.users);
        served += f64::from(project.users * project.served);
        hosted += if project.host.is_some() { f64::from(project.users) } else { 0.0 };
    }
    let commons = &mut world.commons;
    (commons.all_users, commons.hosted_users, commons.crashes) = (users, hosted, crashes);
    commons.served_share = if users > 0.0 { num::coarse(served / users) } else { 1.0 };
}

/// People whom a project on its own servers serves well: devices pooled as far as members know each other, at least
/// one, and capacity that was bought.
fn capacity(project: &Project, devices: f32) -> f32 {
    devices * (project.cohesion * project.members as f32).max(1.0) + project.bought
}

/// The exact step of ḋ = i (1 − d) − r d.
pub fn disrupt(world: &mut World, month: &Month) {
    let rules = &month.rules.world.immunity;
    for project in world.projects.iter_mut().filter(|p| p.alive) {
        let members = project.members.max(1) as f32;
        let inflow = rules.entry as f32 * project.users / members;
        let defence = rules.guard as f32 * (project.core_hours as f32 / STEPS as f32) / members;
        let rate = inflow + defence;
        if rate > 0.0 {
            let rest = if inflow > 0.0 { inflow / rate } else { 0.0 };
            let away = project.disruption - rest;
            project.disruption = (rest + away * num::exp32(-rate)).clamp(0.0, 1.0);
        }
    }
}
