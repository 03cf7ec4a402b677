//! Members who have much pay for the capacity that their project is short of (M10).

use super::{cost_of_service, server_price};
use crate::flows::{Flow, Sector};
use crate::month::Month;
use crate::state::{CREDIT, World};

/// Patrons give in the order of people, until what is missing is there.
pub fn give(world: &mut World, month: &Month) {
    let rules = &month.rules.world.capacity;
    let cost = rules.cost * server_price(world);
    let mut missing: Vec<i64> = world
        .projects
        .iter()
        .map(|project| {
            if !project.alive || project.host.is_some() || project.served >= 1.0 {
                return 0;
            }
            let needed = (cost_of_service(project, rules.devices, cost) * CREDIT) as i64;
            (needed - project.cash).max(0)
        })
        .collect();
    world.commons.patronage = 0;
    for person in &mut world.people {
        let Some(slot) = person.project else { continue };
        let reserve = rules.reserve * f64::from(month.seen.here[person.region].need);
        let offered = rules.patron * (person.cash as f64 - reserve).max(0.0);
        let gift = (offered as i64).min(missing[slot]);
        missing[slot] -= gift;
        person.cash -= gift;
        world.projects[slot].cash += gift;
        world.commons.patronage += gift;
        world.flows.note(Flow::Donations, Sector::Households, Sector::Projects, gift);
    }
}
