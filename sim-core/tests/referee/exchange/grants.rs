//! What states give away before they buy (M11, M20, M21).

use super::{has, in_parts};
use crate::flows::{Flow, Sector};
use crate::month::Month;
use crate::state::{ASSOCIATION, World};
use crate::whole::{Ratio, running_floors};

/// What a state gives, µcredit: support of associations, margins of owners on its contracts, a centralised project.
#[derive(Clone, Copy)]
pub struct Grants {
    pub support: i64,
    pub margins: i64,
    pub central: i64,
}

/// Each part by its share of what the state spends. Nobody gives what is not there: support comes first, then margins.
pub fn plan(world: &World, month: &Month, r: usize, spends: i64) -> Grants {
    let rules = &month.rules.regions[r];
    let [deny, repress, harness, reform] = world.regions[r].weights;
    let reformers = rules.elites.support * (reform + harness / 3.0) * (1.0 - rules.elites.conditionality);
    let associations = world.projects.iter().any(|project| has(project, ASSOCIATION));
    let support = if associations { month.rules.world.triune.support + reformers } else { 0.0 };
    let central = (rules.obstruction.share * (deny + repress)).clamp(0.0, 1.0);
    let mut left = spends;
    let mut give = |share: f64| {
        let part = Ratio::of(share).times(spends).min(left);
        left -= part;
        part
    };
    Grants { support: give(support), margins: give(rules.elites.contracts), central: give(central) }
}

/// States pay: margins to owners, support, and the centralised project to the firm with most capital.
pub fn give(world: &mut World, grants: &[Grants]) {
    for (r, grants) in grants.iter().enumerate() {
        let margins = give_margins(world, r, grants.margins);
        let given = margins + grants.support + grants.central;
        world.regions[r].state -= given;
        world.regions[r].market.granted = given;
        world.regions[r].market.central_projects = grants.central;
        let mut champion: Option<usize> = None;
        for j in (0..world.firms.len()).filter(|j| world.firms[*j].region == r) {
            if champion.is_none_or(|best| world.firms[j].capital > world.firms[best].capital) {
                champion = Some(j);
            }
        }
        if let Some(j) = champion {
            world.firms[j].cash += grants.central;
        }
        world.flows.note(Flow::ContractMargins, Sector::States, Sector::Households, margins);
        world.flows.note(Flow::CentralProjects, Sector::States, Sector::Firms, grants.central);
    }
}

/// Margins go to factions by their weight in policy and within each to its owners in the region by equity; the part of a
/// faction without owners there stays with the state. Gives what was paid.
fn give_margins(world: &mut World, r: usize, amount: i64) -> i64 {
    let weights = world.regions[r].weights.map(in_parts);
    let mut paid = 0;
    for (faction, part) in running_floors(amount, &weights).into_iter().enumerate() {
        let equity: Vec<u64> = world
            .owners
            .iter()
            .map(|owner| {
                let theirs = owner.region == r && owner.faction == faction;
                if theirs { 1 + u64::from(owner.equity) } else { 0 }
            })
            .collect();
        for (owner, share) in world.owners.iter_mut().zip(running_floors(part, &equity)) {
            world.people[owner.person].cash += share;
            owner.gains += share;
            paid += share;
        }
    }
    paid
}
