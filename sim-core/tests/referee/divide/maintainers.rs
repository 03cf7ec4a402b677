//! Projects with money pay their members, after what the leader takes (m12-burnout.md, m26-leaders.md); where money is
//! short of wages the rule for what is rival shares it out (m27-rival_governance.md). Workshops share goods.

use super::Paid;
use super::mixture::{Group, KEPT_BACK, STANDING_STEPS};
use crate::month::Month;
use crate::state::{ASSOCIATION, CREDIT, ECOLOGY, Rationed, STEPS, World};
use crate::whole::{Ratio, hour_steps, input_steps};

/// What each person gets of their project.
pub struct Payout {
    pub money: Vec<i64>,
    goods: Vec<f32>,
    rationed: [Rationed; 3],
}

/// The rules by number.
const HIERARCHY: usize = 0;
const MARKET: usize = 1;
const VOTE: usize = 2;

/// A member's claims where money is short: what their hours would earn as wages, credits; standing; skill × hours.
struct Claim {
    want: f64,
    by: [f64; 3],
}

/// What each member gets this month.
pub fn pay(world: &World, month: &Month) -> Payout {
    let mut payout = Payout {
        money: vec![0; world.people.len()],
        goods: vec![0.0; world.people.len()],
        rationed: Default::default(),
    };
    for (slot, project) in world.projects.iter().enumerate().filter(|(_, project)| project.alive) {
        let pool = Ratio::of(month.rules.world.burnout.pay).times(project.cash);
        let goods = project.workshop.map_or(0.0, |row| world.workshops[row].shared);
        if pool <= 0 && goods <= 0.0 {
            continue;
        }
        let members: Vec<usize> =
            (0..world.people.len()).filter(|i| world.people[*i].project == Some(slot)).collect();
        let taken = if project.leader.is_some() { f64::from(project.take) * pool as f64 } else { 0.0 };
        let left = pool as f64 - taken;
        let group = group(world, &members);
        let parts = match ration(world, month, slot, &members, &group, left) {
            Some((rule, level, claims)) => {
                count(&mut payout.rationed[rule], &claims, left / CREDIT, rule, level);
                claims.iter().map(|claim| got(claim, rule, level) * CREDIT * KEPT_BACK).collect()
            }
            None => shares(world, &members, &group)
                .iter()
                .map(|share| share * KEPT_BACK * left)
                .collect::<Vec<f64>>(),
        };
        for ((i, part), share) in members.iter().zip(parts).zip(shares(world, &members, &group)) {
            let office = if project.leader == Some(*i) { taken * KEPT_BACK } else { 0.0 };
            payout.money[*i] = (part + office) as i64;
            payout.goods[*i] = (share * KEPT_BACK * goods) as f32;
        }
    }
    payout
}

/// Skill × hours of a member in the project, in steps.
fn input(world: &World, i: usize) -> i64 {
    let person = &world.people[i];
    input_steps(person.skill, person.project_hours())
}

/// Standing of a member, in steps.
fn standing(world: &World, i: usize) -> f64 {
    (f64::from(world.people[i].standing) * STANDING_STEPS).floor()
}

fn group(world: &World, members: &[usize]) -> Group {
    let n = members.len() as f64;
    let all = members.iter().map(|i| input(world, *i)).sum::<i64>() as f64;
    let mut modes = [0.0; 4];
    members.iter().for_each(|i| modes[world.people[*i].mode] += 1.0 / n);
    // Where nobody gave an hour everybody's part of the input is 1/n, and equal turns take all.
    let part = |i: usize| if all > 0.0 { input(world, i) as f64 / all } else { 1.0 / n };
    Group {
        members: n,
        modes,
        input: all,
        standing: members.iter().map(|i| standing(world, *i)).sum(),
        equal_turns: members.iter().map(|i| part(*i).min(1.0 / n)).sum(),
    }
}

fn shares(world: &World, members: &[usize], group: &Group) -> Vec<f64> {
    members.iter().map(|i| group.weight(input(world, *i) as f64, standing(world, *i))).collect()
}

/// Where there is less than members' hours would have earned as wages: rule, level and claims.
fn ration(
    world: &World,
    month: &Month,
    slot: usize,
    members: &[usize],
    group: &Group,
    pool: f64,
) -> Option<(usize, f64, Vec<Claim>)> {
    let claims: Vec<Claim> = members
        .iter()
        .map(|i| {
            let labour = input(world, *i) as f64 / STEPS;
            let wage = world.regions[world.people[*i].region].wage;
            // Who has nothing to show counts by a millionth, in 32 bits.
            let least = f64::from(1e-6f32);
            let by = [standing(world, *i).max(least), labour.max(least), 1.0];
            Claim { want: (wage * labour).max(least), by }
        })
        .collect();
    let supply = pool / CREDIT;
    if supply <= 0.0 || supply >= claims.iter().map(|claim| claim.want).sum::<f64>() {
        return None;
    }
    let rule = rule(group.modes, sponsors(world, month, slot));
    let level = match rule {
        HIERARCHY => supply / claims.iter().map(|claim| claim.by[HIERARCHY]).sum::<f64>(),
        MARKET => clearing(&claims, MARKET, supply),
        _ => median(&claims).min(clearing(&claims, VOTE, supply)),
    };
    Some((rule, level, claims))
}

/// Sponsors' seats: as far as the work is paid, up to the most, where an association has a business ecology.
fn sponsors(world: &World, month: &Month, slot: usize) -> f64 {
    let project = &world.projects[slot];
    let both = ASSOCIATION | ECOLOGY;
    if project.legs & both == both {
        f64::from(project.paid).min(month.rules.world.rival_governance.seats)
    } else {
        0.0
    }
}

/// The rule with most votes; of equals the vote, then hierarchy.
fn rule([communal, authority, equality, market]: [f64; 4], sponsors: f64) -> usize {
    let members = 1.0 - sponsors;
    let hierarchy = members * authority;
    let vote = members * communal + members * equality;
    let market = sponsors + members * market;
    if vote >= hierarchy && vote >= market {
        VOTE
    } else if hierarchy >= market {
        HIERARCHY
    } else {
        MARKET
    }
}

/// The median of the wants, of two in the middle the lower.
fn median(claims: &[Claim]) -> f64 {
    let mut wants: Vec<f64> = claims.iter().map(|claim| claim.want).collect();
    wants.sort_by(f64::total_cmp);
    wants[(wants.len() - 1) / 2]
}

/// The level λ at which Σ min(want, λ claim) is the supply.
fn clearing(claims: &[Claim], by: usize, supply: f64) -> f64 {
    let mut order: Vec<&Claim> = claims.iter().collect();
    order.sort_by(|a, b| (a.want / a.by[by]).total_cmp(&(b.want / b.by[by])));
    let (mut left, mut claimed) = (supply, claims.iter().map(|claim| claim.by[by]).sum::<f64>());
    for claim in order {
        // At a rising level this one is sated next, unless there is too little left for that.
        if left * claim.by[by] < claim.want * claimed {
            return left / claimed;
        }
        left -= claim.want;
        claimed -= claim.by[by];
    }
    f64::INFINITY
}

fn got(claim: &Claim, rule: usize, level: f64) -> f64 {
    (level * claim.by[rule]).min(claim.want)
}

/// What sharing out came to, for the record.
fn count(sums: &mut Rationed, claims: &[Claim], supply: f64, rule: usize, level: f64) {
    sums.projects += 1;
    sums.members += claims.len() as i64;
    sums.possible += supply;
    for claim in claims {
        let got = got(claim, rule, level);
        sums.met += got;
        sums.shares += got / claim.want;
        sums.squares += got / claim.want * (got / claim.want);
    }
}

/// Projects pay, and remember what share of their work that covers at the world's mean wage; goods are handed out.
pub fn settle(world: &mut World, payout: &Payout, paid: &[Paid]) {
    let labour: f64 = world.regions.iter().map(|region| region.market.labour).sum();
    let wages: i64 = world.regions.iter().map(|region| region.market.wages).sum();
    let wage = wages as f64 / labour;
    world.commons.pay_rationed = payout.rationed.clone();
    world.projects.iter_mut().for_each(|project| project.paid = 0.0);
    world.regions.iter_mut().for_each(|region| region.market.peers_shared = 0);
    for (i, paid) in paid.iter().enumerate() {
        let person = &mut world.people[i];
        person.in_kind = payout.goods[i];
        world.regions[person.region].market.peers_shared += hour_steps(payout.goods[i]);
        let Some(slot) = person.project else { continue };
        let project = &mut world.projects[slot];
        project.cash -= paid.maintenance;
        // Who lives off what is sold has no sponsor.
        if project.workshop.is_none() {
            project.paid += (paid.maintenance as f64 / wage.max(1.0)) as f32;
        }
    }
    for project in world.projects.iter_mut().filter(|project| project.paid > 0.0) {
        let hours = project.hours as f32 / STEPS as f32;
        project.paid = if hours > 0.0 { (project.paid / hours).min(1.0) } else { 1.0 };
    }
}
