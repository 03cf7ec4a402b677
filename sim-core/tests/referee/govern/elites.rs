//! Owners get richer or not, buy refuge, follow the better paid; states make policy (M20).

use crate::flows::{Flow, Sector};
use crate::month::Month;
use crate::state::{CREDIT, Owner, World};
use crate::whole::running_floors;
use sim_core::engine::draws::{Purpose, open_unit};
use sim_core::engine::num;

const DENY: usize = 0;
const REPRESS: usize = 1;
const HARNESS: usize = 2;

/// Claims change hands, the month's income is remembered, refuge is bought, sides are changed, policy is made.
pub fn rule(world: &mut World, month: &Month) {
    change_claims(world, month);
    for k in 0..world.owners.len() {
        remember_income(world, month, k);
        buy_refuge(world, month, k);
    }
    if !month.held() {
        follow(world, month);
    }
    make_policy(world, month);
}

/// Owners who harness hold a part of their claims on firms as claims on platforms, taken over from the other owners of
/// core regions: between both the difference of returns is paid.
fn change_claims(world: &mut World, month: &Month) {
    if month.held() {
        return;
    }
    let claims: Vec<f64> = world.owners.iter().map(|owner| claim(world, owner)).collect();
    let harness: Vec<bool> = world.owners.iter().map(|owner| owner.faction == HARNESS).collect();
    let other: Vec<bool> = world
        .owners
        .iter()
        .map(|owner| owner.faction != HARNESS && world.regions[owner.region].core)
        .collect();
    let sum = |side: &[bool]| -> f64 { claims.iter().zip(side).filter(|(_, is)| **is).map(|(c, _)| c).sum() };
    let (theirs, others) = (sum(&harness), sum(&other));
    if theirs <= 0.0 || others <= 0.0 {
        return;
    }
    let changed = (month.rules.world.elites.tilt * theirs).min(world.platform_fund.equity_share * others);
    let [firms, platforms] = world.platform_fund.yields;
    let gain = changed * (platforms - firms) / 12.0;
    let weights = |side: &[bool]| -> Vec<u64> {
        claims.iter().zip(side).map(|(claim, is)| if *is { *claim as u64 } else { 0 }).collect()
    };
    let (payers, takers) = if gain < 0.0 { (&harness, &other) } else { (&other, &harness) };
    let mut paid = 0;
    for (owner, part) in world.owners.iter_mut().zip(running_floors(gain.abs() as i64, &weights(payers))) {
        let person = &mut world.people[owner.person];
        let part = part.min(person.cash);
        person.cash -= part;
        owner.gains -= part;
        paid += part;
    }
    for (owner, part) in world.owners.iter_mut().zip(running_floors(paid, &weights(takers))) {
        world.people[owner.person].cash += part;
        owner.gains += part;
    }
    world.flows.note(Flow::DividendsOut, Sector::Households, Sector::Households, paid);
}

/// What an owner's shares of the region's firms are worth, µcredit.
fn claim(world: &World, owner: &Owner) -> f64 {
    let region = &world.regions[owner.region];
    let a_share = region.price * region.market.owned_capital * CREDIT / region.fund_shares.max(1) as f64;
    f64::from(owner.equity) * a_share
}

/// Own net income with dividends, margins and what claims brought, less what refuge cost.
fn remember_income(world: &mut World, month: &Month, k: usize) {
    let owner = &mut world.owners[k];
    let (person, region) = (&world.people[owner.person], &world.regions[owner.region]);
    let dividend = region.dividend + if region.core { world.platform_fund.dividend } else { 0 };
    let beside = i64::from(person.equity) * dividend + owner.gains - owner.outlay;
    let income = (f64::from(person.income) + beside as f64).max(0.0);
    let before = if owner.base > 0.0 { owner.income } else { income };
    let months = month.rules.regions[owner.region].elites.memory;
    owner.income = num::coarse(before + (income - before) / months);
    if month.held() || owner.base <= 0.0 {
        owner.base = owner.income;
    }
    owner.gains = 0;
}

/// Refuge moves towards 1 − √(k/(λ D)); it costs k R/(1 − R) of remembered income, spent next month.
fn buy_refuge(world: &mut World, month: &Month, k: usize) {
    let owner = &mut world.owners[k];
    let rules = &month.rules.regions[owner.region].elites;
    let spared = rules.damage_felt * (1.0 - world.regions[owner.region].damage).max(0.0);
    let wanted = if spared > rules.refuge { 1.0 - (rules.refuge / spared).sqrt() } else { 0.0 };
    owner.refuge = num::coarse(owner.refuge + rules.refuge_speed * (wanted - owner.refuge));
    let cost = (rules.refuge * owner.refuge / (1.0 - owner.refuge).max(1e-9)).min(1.0);
    owner.outlay = (cost * owner.income) as i64;
}

/// π = ln(y/y_0) − λ D (1 − R); a thousandth of the start, added to both incomes, keeps the logarithm finite.
fn payoff(world: &World, month: &Month, owner: &Owner) -> f64 {
    let felt = month.rules.regions[owner.region].elites.damage_felt;
    let damage = (1.0 - world.regions[owner.region].damage).max(0.0);
    let little = 0.001 * owner.base.max(1.0);
    num::ln((owner.income + little) / (owner.base + little)) - felt * damage * (1.0 - owner.refuge)
}

/// Each owner has four words: whether to compare, with whom, whether to follow, whether to take any faction.
fn follow(world: &mut World, month: &Month) {
    let payoffs: Vec<f64> = world.owners.iter().map(|owner| payoff(world, month, owner)).collect();
    let factions: Vec<usize> = world.owners.iter().map(|owner| owner.faction).collect();
    let n = factions.len();
    for (k, owner) in world.owners.iter_mut().enumerate() {
        let rules = &month.rules.regions[owner.region].elites;
        let draw = |w: usize| open_unit(month.word(Purpose::Factions, 4 * k + w));
        if draw(0) < rules.compare {
            let other = ((draw(1) * n as f64) as usize).min(n - 1);
            if draw(2) < rules.response * (payoffs[other] - payoffs[k]) {
                owner.faction = factions[other];
            }
        }
        if draw(3) < rules.mutation {
            owner.faction = ((4.0 * draw(3) / rules.mutation) as usize).min(3);
        }
    }
}

/// Own owners count by heads, the world's by their shares times `abroad` for each hundred that are tracked.
fn make_policy(world: &mut World, month: &Month) {
    let n = world.owners.len() as f64;
    let mut everywhere = [0.0; 4];
    for owner in &world.owners {
        everywhere[owner.faction] += 1.0 / n;
    }
    for (r, region) in world.regions.iter_mut().enumerate() {
        let rules = &month.rules.regions[r].elites;
        let here: Vec<&Owner> = world.owners.iter().filter(|owner| owner.region == r).collect();
        let abroad = rules.abroad * (n / 100.0);
        let share = |a: usize| {
            let own = here.iter().filter(|owner| owner.faction == a).count() as f64;
            (own + abroad * everywhere[a]) / (here.len() as f64 + abroad)
        };
        region.movement = region.mobilised as f64 / region.people as f64;
        let deny = share(DENY) * (1.0 - region.movement);
        let repress = share(REPRESS) * (1.0 - region.movement);
        let harness = share(HARNESS);
        let reform = (1.0 - deny - repress - harness).max(0.0);
        region.weights = [deny, repress, harness, reform].map(num::coarse);
        region.repression = region.weights[REPRESS].max(rules.decreed);
        let refuge: f64 = here.iter().map(|owner| owner.refuge).sum();
        region.refuge = num::coarse(refuge / here.len().max(1) as f64);
    }
}
