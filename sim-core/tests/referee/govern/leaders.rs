//! Leaders look at who left, try another take, and are followed by who has most standing (M26).

use crate::month::Month;
use crate::state::World;

/// Notes who stayed, and at the end of a trial judges the take and takes a step.
pub fn learn(world: &mut World, month: &Month) {
    let rules = &month.rules.world.leaders;
    let (step, most) = (rules.step as f32, rules.most as f32);
    for project in &mut world.projects {
        let left = std::mem::take(&mut project.left) as f32;
        if !project.alive {
            continue;
        }
        let before = project.members as f32 + left;
        if before > 0.0 {
            project.stayed *= (1.0 - left / before).max(0.0);
        }
        let age = month.number - i64::from(project.founded);
        if age > 0 && age % rules.trial as i64 == 0 {
            let gain = project.take * project.stayed;
            if gain < project.gain_before {
                project.up = !project.up;
            }
            let stepped = if project.up { project.take + step } else { project.take - step };
            project.take = stepped.clamp(0.0, most);
            (project.stayed, project.gain_before) = (1.0, gain);
        }
    }
}

/// Vacant offices go to the member with most standing in the project, of equals to the one of lowest number.
pub fn succeed(world: &mut World) {
    world.commons.successions = 0;
    for slot in 0..world.projects.len() {
        if !world.projects[slot].alive || world.projects[slot].leader.is_some() {
            continue;
        }
        let mut best: Option<usize> = None;
        for (i, person) in world.people.iter().enumerate().filter(|(_, p)| p.project == Some(slot)) {
            if best.is_none_or(|best| person.earned > world.people[best].earned) {
                best = Some(i);
            }
        }
        world.projects[slot].leader = best;
        world.commons.successions += i64::from(best.is_some());
    }
}
