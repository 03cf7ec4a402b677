//! Strain in projects, and the forks that it makes (M25).

use crate::gather::membership::{enter, open_project, open_workshop};
use crate::month::Month;
use crate::state::{COMMUNITY, Project, World};
use sim_core::engine::draws::{Purpose, open_unit};
use sim_core::engine::num;

/// A project that forks: its number, and who goes.
struct Fork {
    from: usize,
    goers: Vec<usize>,
}

/// Measures strain in all projects and lets some of them fork. Who goes is found before anybody has gone.
pub fn fork(world: &mut World, month: &Month) {
    let commons = &mut world.commons;
    (commons.forks, commons.went, commons.lost) = (0, 0, 0);
    let rules = &month.rules.world.forks;
    // Half of what repeats the original is gone after so many months.
    let kept = num::exp(-std::f64::consts::LN_2 / rules.apart) as f32;
    let mut forks = Vec::new();
    for slot in 0..world.projects.len() {
        let project = &mut world.projects[slot];
        if !project.alive {
            continue;
        }
        project.duplicated *= kept;
        let strain = strain(project, month);
        project.strain = strain as f32;
        let chance = if strain > rules.threshold {
            rules.rate * num::exp(-exit_cost(project, month) / rules.exit_scale)
        } else {
            0.0
        };
        if !month.held()
            && project.members >= rules.least as i64
            && open_unit(month.word(Purpose::Fork, slot)) < chance
        {
            forks.push(Fork { from: slot, goers: others_side(world, slot) });
        }
    }
    for fork in forks {
        go(world, month, &fork);
    }
}

/// S = max(0, w_c s + w_t a + w_p 4 p (1 − p) − w_o).
fn strain(project: &Project, month: &Month) -> f64 {
    let rules = &month.rules.world.forks;
    let take = if project.leader.is_some() { f64::from(project.take) } else { 0.0 };
    let paid = f64::from(project.paid);
    let sum = rules.culture * spread(project) + rules.take * take + rules.paid * 4.0 * paid * (1.0 - paid);
    (sum - rules.object).max(0.0)
}

/// Standard deviation of members' culture over that of people who meet by chance, 1/√12 of the axis.
fn spread(project: &Project) -> f64 {
    if project.members < 2 {
        return 0.0;
    }
    let n = project.members as f64;
    let [sum, squares] = project.cultures.map(|sum| sum as f64);
    let mean = sum / n;
    (12.0 * (squares / n - mean * mean).max(0.0)).sqrt() / 65535.0
}

/// What leaving costs, as a share that a leader could take: under a closed licence there is nothing to take along.
fn exit_cost(project: &Project, month: &Month) -> f64 {
    let rules = &month.rules.world.leaders;
    f64::from((rules.exit_cost * if project.closed { rules.closed } else { 1.0 }) as f32)
}

/// Members on the other side of the mean culture from the founder's, which is the project's.
fn others_side(world: &World, slot: usize) -> Vec<usize> {
    let project = &world.projects[slot];
    let mean = project.cultures[0] / project.members;
    let founder_below = i64::from(project.culture) <= mean;
    let goes = |culture: u16| {
        let culture = i64::from(culture);
        if founder_below { culture > mean } else { culture < mean }
    };
    let people = world.people.iter().enumerate();
    let theirs = people.filter(|(_, person)| person.project == Some(slot) && goes(person.culture));
    theirs.map(|(i, _)| i).collect()
}

/// Some are lost to both sides; the others found a project that knows what theirs knew.
fn go(world: &mut World, month: &Month, fork: &Fork) {
    let rules = &month.rules.world.forks;
    let is_lost = |i: &usize| open_unit(month.word(Purpose::ForkLost, *i)) < rules.lost;
    let (lost, there): (Vec<usize>, Vec<usize>) = fork.goers.iter().copied().partition(is_lost);
    if !there.is_empty() {
        let cultures: i64 = there.iter().map(|i| i64::from(world.people[*i].culture)).sum();
        let mean = (cultures / there.len() as i64) as u16;
        // Without a free place they all stay and quarrel on.
        let Some(to) = open_project(world, month, mean) else { return };
        take_along(world, fork.from, to, there.len());
        world.projects[to].duplicated = rules.duplicated as f32;
        move_to(world, month, to, &there);
        world.commons.forks += 1;
        world.commons.went += there.len() as i64;
    }
    for i in &lost {
        world.leave_project(*i);
    }
    world.commons.lost += lost.len() as i64;
}

/// Knowledge is copied where the licence is open, users follow the people; money, servers, association and ecology stay. A
/// workshop's fork is a workshop in the same region, without tools.
fn take_along(world: &mut World, from: usize, to: usize, goers: usize) {
    if let Some(row) = world.projects[from].workshop {
        let region = world.workshops[row].region;
        open_workshop(world, to, region);
    }
    let original = world.projects[from].clone();
    let share = goers as f32 / original.members as f32;
    world.projects[from].users = ((1.0 - share) * original.users).max(1.0);
    let new = &mut world.projects[to];
    new.accepted = original.accepted;
    new.knowledge = if original.closed { 0.0 } else { original.knowledge };
    new.users = (share * original.users).max(1.0);
    new.legs = original.legs & COMMUNITY;
    new.cohesion = original.cohesion;
}

/// They keep their standing and are led by who has most of it, of equals by the one of lowest number; all are in one
/// working group.
fn move_to(world: &mut World, month: &Month, to: usize, there: &[usize]) {
    let mut leader = there[0];
    for i in there {
        if world.people[*i].earned > world.people[leader].earned {
            leader = *i;
        }
    }
    let mut group = None;
    for i in there {
        let earned = world.people[*i].earned;
        world.leave_project(*i);
        enter(world, *i, to, group);
        world.people[*i].earned = earned;
        group = world.people[*i].group;
    }
    let project = &mut world.projects[to];
    project.members = there.len() as i64;
    (project.leader, project.take) = (Some(leader), month.rules.world.leaders.take as f32);
    (project.stayed, project.gain_before, project.up, project.left) = (1.0, 0.0, false, 0);
}
