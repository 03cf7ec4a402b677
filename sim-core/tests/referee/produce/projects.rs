//! What members get done in their projects, and what of it is accepted (m03, m08, m27, m28).

use crate::month::Month;
use crate::size::costs;
use crate::state::{EQUALITY, STEPS, World};
use crate::whole::{hour_steps, input_steps};
use sim_core::engine::draws::{Purpose, unit32};
use sim_core::engine::num;

/// Chance that what somebody contributes is good enough: skill/(1 + skill).
fn quality(skill: f32) -> f32 {
    skill / (1.0 + skill)
}

/// Counts each member's hours: less what size, disruption and design take.
pub fn work(world: &mut World, month: &Month) {
    let rules = &month.rules.world;
    for project in &mut world.projects {
        (project.hours, project.core_hours, project.worth) = (0, 0, 0);
        (project.turns, project.kin, project.cultures) = ([0; 2], 0, [0; 2]);
    }
    for workshop in &mut world.workshops {
        workshop.input = 0;
    }
    for i in 0..world.people.len() {
        let person = &world.people[i];
        let Some(slot) = person.project else { continue };
        let region = &world.regions[person.region];
        let looked_at =
            world.ties.one(i, month.seen.here[person.region].far, month.word(Purpose::Cohesion, i));
        let is_kin = looked_at.is_some_and(|other| world.people[other].project == Some(slot));
        let given = person.project_hours();
        let done = done(world, month, i, slot, region.coordination as f32);
        let taken_in = unit32(month.word(Purpose::Acceptance, i)) < quality(person.skill);

        let person = &world.people[i];
        let project = &mut world.projects[slot];
        project.hours += hour_steps(done);
        project.worth += if taken_in { hour_steps(done) } else { 0 };
        if person.earned >= rules.review.core as f32 {
            project.core_hours += hour_steps(done);
        }
        if person.mode == EQUALITY {
            project.turns[0] += hour_steps(given);
            project.turns[1] += 1;
        }
        project.kin += i64::from(is_kin);
        project.cultures[0] += i64::from(person.culture);
        project.cultures[1] += i64::from(person.culture) * i64::from(person.culture);
        if let Some(row) = project.workshop {
            world.workshops[row].input += input_steps(person.skill, done);
        }
    }
}

/// Hours × e^(−cost) of the group (M3) × what disruption leaves (M28) × what design leaves (M27), in this order.
fn done(world: &World, month: &Month, i: usize, slot: usize, kappa: f32) -> f32 {
    let rules = &month.rules.world;
    let (person, project) = (&world.people[i], &world.projects[slot]);
    let group = person.group.map_or(1, |group| world.groups[group].members);
    let cost = costs(&rules.dunbar, project.members as f32, group as f32, kappa)[person.mode];
    let mut hours = person.project_hours() * num::exp32(-cost);
    hours *= 1.0 - rules.immunity.harm as f32 * project.disruption;
    if project.short {
        hours *= 1.0 - rules.rival_governance.design as f32;
    }
    hours
}

/// Setting up comes first; the core then reviews what is left, and by that it is accepted.
pub fn accept(world: &mut World, month: &Month) {
    let rules = &month.rules.world.review;
    let mut sums = crate::state::Reviewed::default();
    for project in &mut world.projects {
        if !project.alive || project.hours == 0 {
            continue;
        }
        let given = project.hours as f32 / STEPS as f32;
        let set_up = project.setup.min(given);
        project.setup -= set_up;
        let left = 1.0 - set_up / given;
        if project.workshop.is_some() {
            // Things show by themselves whether they work.
            project.accepted = left;
            continue;
        }
        let k = (project.core_hours as f64 / project.hours as f64) as f32;
        let [z, a] = review(k, rules.cost as f32, rules.late as f32);
        project.accepted = left * a;
        let hours = project.hours as f64;
        let accepted = f64::from(project.accepted) * project.worth as f64;
        sums.hours += hours;
        sums.core += project.core_hours as f64;
        sums.set_up += f64::from(set_up) * STEPS;
        sums.spent += f64::from(left * z) * hours;
        sums.accepted += accepted;
        if !project.closed {
            // What a fork repeats is nothing new to the world.
            sums.open += accepted * (1.0 - f64::from(project.duplicated));
        }
    }
    // An hour counts by its quality over that of the mean skill, one half.
    world.commons.hours_per_head = sums.open / 0.5 / STEPS / world.people.len() as f64;
    world.commons.reviewed = sums;
}

/// z of all hours go into review, a are looked at and accepted as far as they are good.
fn review(k: f32, c: f32, late: f32) -> [f32; 2] {
    if c <= 0.0 {
        return [0.0, 1.0];
    }
    let z = k.min(c / (1.0 + c));
    let v = (z / (c * (1.0 - z))).min(1.0);
    [z, (1.0 - z) * (v + (1.0 - v) * late)]
}
