//! Members leave their projects, seekers found or join, empty projects end (docs/model/m08-projects.md).

use crate::flows::{Flow, Sector};
use crate::month::Month;
use crate::state::{PEER, Person, Project, Workshop, World};
use crate::whole::running_floors;
use sim_core::engine::draws::{Purpose, open_unit, threshold, unit32};
use sim_core::engine::num;

/// What a seeker does.
enum Step {
    Found,
    /// The project, and the working group of who showed it.
    Join(usize, Option<usize>),
}

/// Members leave; then seekers, who all look at memberships as the leavers left them; then projects without members end.
pub fn leave_found_and_join(world: &mut World, month: &Month) {
    let rules = &month.rules.world;
    world.commons.births = 0;
    world.commons.deaths = 0;
    world.commons.founding_time = rules.projects.founding_time as f32;
    leave(world, month);
    let steps: Vec<(usize, Step)> =
        (0..world.people.len()).filter_map(|i| Some((i, seek(world, month, i)?))).collect();
    for (i, step) in steps {
        match step {
            Step::Join(project, group) => join_project(world, i, project, group),
            Step::Found => found(world, month, i),
        }
    }
    end_empty_projects(world);
}

/// Who leaves: all decide on the world as it is before anybody has left.
fn leave(world: &mut World, month: &Month) {
    let (mut burnt_out, mut disrupted, mut driven_out) = (0, 0, 0);
    let mut leavers = Vec::new();
    for (i, person) in world.people.iter().enumerate() {
        let Some(project) = person.project else { continue };
        let word = month.word(Purpose::ProjectExit, i);
        let hazards = hazards(world, month, i, project);
        let idle = person.regime != PEER && person.commons <= month.rules.world.projects.least_time as f32;
        if idle || u64::from(word) < threshold(month.rules.world.projects.exit) {
            leavers.push(i);
            continue;
        }
        // The chances of one cause after the other, each taken of who stays so far.
        let u = unit32(word);
        let mut chance = hazards[0];
        if u < chance {
            burnt_out += 1;
            leavers.push(i);
            continue;
        }
        chance += (1.0 - chance) * hazards[1];
        if u < chance {
            disrupted += 1;
            leavers.push(i);
            continue;
        }
        chance += (1.0 - chance) * hazards[2];
        if u < chance {
            driven_out += 1;
            leavers.push(i);
        }
    }
    world.commons.burnt_out = burnt_out;
    world.commons.disrupted = disrupted;
    world.commons.driven_out = driven_out;
    for i in leavers {
        world.leave_project(i);
    }
}

/// Chances of leaving because of unpaid hours, the usual chance among them (M12), of disruption (M28), and of what the
/// leader takes (M26).
fn hazards(world: &World, month: &Month, i: usize, slot: usize) -> [f32; 3] {
    let rules = &month.rules.world;
    let (person, project) = (&world.people[i], &world.projects[slot]);
    let net_wage = month.seen.here[person.region].net_wage;
    let over = (unpaid_hours(person, net_wage) / person.taste.max(1e-3) - 1.0).max(0.0);
    let hazard = rules.projects.exit as f32 + rules.burnout.unpaid as f32 * over;
    let burn_out = 1.0 - num::exp32(-hazard);
    let flight = if project.disruption > 0.0 {
        1.0 - num::exp32(-(rules.immunity.flight as f32) * project.disruption)
    } else {
        0.0
    };
    let led_by_another = project.leader.is_some() && project.leader != Some(i);
    let driven = if led_by_another && project.take > 0.0 {
        let closed = if project.closed { rules.leaders.closed } else { 1.0 };
        let cost = (rules.leaders.exit_cost * closed) as f32;
        let push = rules.leaders.decisive as f32 * (project.take - cost);
        rules.leaders.exit as f32 / (1.0 + num::exp32(-push))
    } else {
        0.0
    };
    [burn_out, flight, driven]
}

/// Hours for the project less those that last month's pay covers at the net wage.
fn unpaid_hours(person: &Person, net_wage: f32) -> f32 {
    let hours = person.project_hours();
    if person.regime != PEER {
        return hours;
    }
    let wage = net_wage * person.skill;
    let paid = if wage > 0.0 { (person.regime_pay / wage).clamp(0.0, hours) } else { 0.0 };
    hours - paid
}

/// What somebody does who looks for a project; nothing for who does not, or finds none.
fn seek(world: &World, month: &Month, i: usize) -> Option<Step> {
    let rules = &month.rules.world.projects;
    let person = &world.people[i];
    let here = &month.seen.here[person.region];
    let looks = person.regime == PEER || person.commons > rules.least_time as f32;
    if person.project.is_some() || !looks {
        return None;
    }
    let kept_from = here.repression * month.rules.regions[person.region].elites.founding;
    let founding = rules.founding as f32 * (1.0 - kept_from as f32);
    if unit32(month.word(Purpose::ProjectSeek, 2 * i)) < founding {
        return Some(Step::Found);
    }
    let shown_by = world.ties.one(i, here.far, month.word(Purpose::ProjectSeek, 2 * i + 1))?;
    let shown_by = &world.people[shown_by];
    let slot = shown_by.project?;
    let project = &world.projects[slot];
    let too_far_away = project.workshop.is_some_and(|row| world.workshops[row].region != person.region);
    let distance = f32::from(person.culture) / 65535.0 - f32::from(project.culture) / 65535.0;
    (!too_far_away && distance.abs() <= rules.affinity as f32).then_some(Step::Join(slot, shown_by.group))
}

fn found(world: &mut World, month: &Month, i: usize) {
    let rules = &month.rules.world;
    let Some(slot) = open_project(world, month, world.people[i].culture) else { return };
    let r = world.people[i].region;
    if open_unit(month.word(Purpose::PhysicalKind, i)) < chance_of_workshop(world, month, r) {
        open_workshop(world, slot, r);
    }
    enter(world, i, slot, None);
    let project = &mut world.projects[slot];
    (project.leader, project.take) = (Some(i), rules.leaders.take as f32);
    (project.stayed, project.gain_before, project.up, project.left) = (1.0, 0.0, false, 0);
    // Somebody has to accept the first work.
    world.people[i].earned = rules.review.core as f32;
}

/// A project with one member in the place that was freed last; of places freed in one month the lowest comes first.
pub fn open_project(world: &mut World, month: &Month, culture: u16) -> Option<usize> {
    let slot = world.commons.free_projects.pop()?;
    world.projects[slot] = Project {
        alive: true,
        members: 1,
        culture,
        founded: month.number as i32,
        setup: world.commons.founding_time,
        users: 1.0,
        served: 1.0,
        rule: VOTE,
        rival: 1.0,
        stayed: 1.0,
        ..Project::default()
    };
    world.commons.births += 1;
    Some(slot)
}

/// The rule of a project that has never been short.
const VOTE: usize = 2;

/// Chance that a project founded in a region makes things: founding × max(floor, made · access · min(1, skill/need)).
fn chance_of_workshop(world: &World, month: &Month, r: usize) -> f64 {
    let rules = &month.rules.regions[r].physical;
    let region = &world.regions[r];
    let skill = month.params.regions[r].human_capital;
    let skilled = if rules.skill > 0.0 { (skill / rules.skill).min(1.0) } else { 1.0 };
    rules.founding * (region.manufacturing * region.access * skilled).max(rules.floor)
}

pub fn open_workshop(world: &mut World, slot: usize, r: usize) {
    let row = world.commons.free_workshops.pop().unwrap_or_else(|| {
        world.workshops.push(Workshop::default());
        world.workshops.len() - 1
    });
    let input = world.workshops[row].input;
    world.workshops[row] = Workshop { project: Some(slot), region: r, input, ..Workshop::default() };
    world.projects[slot].workshop = Some(row);
}

fn join_project(world: &mut World, i: usize, slot: usize, group: Option<usize>) {
    world.projects[slot].members += 1;
    enter(world, i, slot, group);
}

/// A person enters a project, in a working group of it or in a new one.
pub fn enter(world: &mut World, i: usize, slot: usize, group: Option<usize>) {
    let group = match group {
        Some(group) => {
            world.groups[group].members += 1;
            group
        }
        None => open_group(world, slot),
    };
    (world.people[i].project, world.people[i].group) = (Some(slot), Some(group));
}

/// A working group of one, in the place that was freed last.
pub fn open_group(world: &mut World, project: usize) -> usize {
    let group = world.commons.free_groups.pop().unwrap_or_else(|| {
        world.groups.push(Default::default());
        world.groups.len() - 1
    });
    (world.groups[group].members, world.groups[group].project) = (1, Some(project));
    group
}

/// A project without members is dead: its place is free, its money goes to the states by people.
fn end_empty_projects(world: &mut World) {
    let mut held = 0;
    for slot in (0..world.projects.len()).rev() {
        if !world.projects[slot].alive || world.projects[slot].members > 0 {
            continue;
        }
        world.projects[slot].alive = false;
        world.commons.free_projects.push(slot);
        world.commons.deaths += 1;
        held += std::mem::take(&mut world.projects[slot].cash);
        if let Some(row) = world.projects[slot].workshop.take() {
            close_workshop(world, row);
        }
    }
    let people: Vec<i64> = world.regions.iter().map(|region| region.people as i64).collect();
    for (region, part) in world.regions.iter_mut().zip(running_floors(held, &people)) {
        region.state += part;
    }
    world.flows.note(Flow::WindUp, Sector::Projects, Sector::States, held);
}

/// Tools and goods are left to the other workshops of the region.
fn close_workshop(world: &mut World, row: usize) {
    let workshop = std::mem::take(&mut world.workshops[row]);
    let left = &mut world.commons.left[workshop.region];
    left[0] += workshop.tools;
    left[1] += workshop.inventory;
    world.commons.free_workshops.push(row);
}
