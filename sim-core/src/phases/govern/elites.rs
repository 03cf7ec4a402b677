//! Owners get richer or not, buy refuge, follow the better paid; states do what they and the movement want (M20).

use super::Context;
use crate::engine::draws::{Purpose, open_unit};
use crate::engine::num;
use crate::engine::sums::split;
use crate::ledger::{CREDIT, Flow, Till};
use crate::mechanisms::elites::{self, Faction};
use crate::params::Elites;
use crate::state::{Owner, Policy, World};

/// Lets owners live through the month and makes next month's policy. Factions are held in burn-in.
pub fn rule(world: &mut World, ctx: &Context) {
    if world.owners.is_empty() {
        return;
    }
    change_claims(world, ctx);
    remember_income(world, ctx);
    buy_refuge(world, ctx);
    if !ctx.held() {
        follow_the_better_paid(world, ctx);
    }
    make_policy(world, ctx);
}

/// Owners who harness hold a part of their claims on firms as claims on platforms; other owners of core regions, to whom
/// platforms belong, hold the others' part.
fn change_claims(world: &mut World, ctx: &Context) {
    if ctx.held() || world.platforms.all().next().is_none() {
        return;
    }
    let [firms, platforms] = world.platforms.yields;
    let book = |owner: &Owner| {
        let region = &world.regions[usize::from(owner.region)];
        let a_share = region.price * region.market.owned_capital * CREDIT / region.fund_shares.max(1) as f64;
        f64::from(owner.equity) * a_share
    };
    let books: Vec<f64> = world.owners.iter().map(book).collect();
    let harness = |owner: &Owner| owner.faction == Faction::Harness as u8;
    // Platforms belong to owners in core regions: nobody else has claims on them to change.
    let takes_part = |owner: &Owner, of: bool| {
        harness(owner) == of && (of || world.regions[usize::from(owner.region)].core)
    };
    let sum = |of: bool| -> f64 {
        world.owners.iter().zip(&books).filter(|(o, _)| takes_part(o, of)).map(|(_, b)| b).sum()
    };
    let (theirs, others) = (sum(true), sum(false));
    let tilt = ctx.rules.world.elites.tilt;
    // Nobody can give up more claims on platforms than they hold.
    let changed = (tilt * theirs).min(world.platforms.equity_share * others);
    if theirs <= 0.0 || others <= 0.0 {
        return;
    }
    let gain = elites::swap(changed, platforms, firms);
    let (payers_harness, amount) = (gain < 0.0, gain.abs() as i64);
    let weights = |of: bool| -> Vec<u64> {
        let weight = |(o, b): (&Owner, &f64)| if takes_part(o, of) { *b as u64 } else { 0 };
        world.owners.iter().zip(&books).map(weight).collect()
    };
    let (payers, takers) = (weights(payers_harness), weights(!payers_harness));
    let mut till = Till::default();
    let mut paid = 0;
    for (owner, part) in world.owners.iter_mut().zip(split(amount, payers)) {
        let cash = &mut world.people.cash[owner.person as usize];
        let part = part.min(cash.balance());
        cash.pay(part, Flow::DividendsOut, &mut till);
        owner.gains -= part;
        paid += part;
    }
    for (owner, part) in world.owners.iter_mut().zip(split(paid, takers)) {
        world.people.cash[owner.person as usize].receive(part, Flow::DividendsOut, &mut till);
        owner.gains += part;
    }
    crate::engine::chunks::Merge::merge(&mut world.till, till);
}

fn remember_income(world: &mut World, ctx: &Context) {
    for owner in &mut world.owners {
        let (i, region) = (owner.person as usize, &world.regions[usize::from(owner.region)]);
        let dividend = region.dividend + if region.core { world.platforms.dividend } else { 0 };
        let income = f64::from(world.people.income[i])
            + (i64::from(world.people.equity[i]) * dividend + owner.gains - owner.outlay) as f64;
        let months = ctx.rules.regions[usize::from(owner.region)].elites.memory;
        let income = income.max(0.0);
        // The first month that is lived is all there is to remember.
        let before = if owner.base > 0.0 { owner.income } else { income };
        owner.income = num::coarse(before + (income - before) / months);
        if ctx.held() || owner.base <= 0.0 {
            owner.base = owner.income;
        }
        owner.gains = 0;
    }
}

/// Refuge moves towards what pays best; what it costs is spent on goods next month.
fn buy_refuge(world: &mut World, ctx: &Context) {
    for owner in &mut world.owners {
        let r = usize::from(owner.region);
        let rules = &ctx.rules.regions[r].elites;
        let damage = 1.0 - world.regions[r].damage;
        let wanted = elites::refuge_wanted(damage, rules.damage_felt, rules.refuge);
        owner.refuge = num::coarse(owner.refuge + rules.refuge_speed * (wanted - owner.refuge));
        owner.outlay = (elites::refuge_cost(owner.refuge, rules.refuge) * owner.income) as i64;
    }
}

fn follow_the_better_paid(world: &mut World, ctx: &Context) {
    let payoffs: Vec<f64> = world
        .owners
        .iter()
        .map(|o| {
            let r = usize::from(o.region);
            let felt = ctx.rules.regions[r].elites.damage_felt;
            elites::payoff(o.income, o.base, 1.0 - world.regions[r].damage, o.refuge, felt)
        })
        .collect();
    let words = ctx.stream(Purpose::Factions);
    let mut words = words.lazy(0);
    let before: Vec<u8> = world.owners.iter().map(|o| o.faction).collect();
    let n = before.len();
    for (k, owner) in world.owners.iter_mut().enumerate() {
        let rules = &ctx.rules.regions[usize::from(owner.region)].elites;
        let mut draw = |w: usize| open_unit(words.word(4 * k + w));
        if draw(0) < rules.compare {
            let other = ((draw(1) * n as f64) as usize).min(n - 1);
            if draw(2) < elites::follows(payoffs[k], payoffs[other], rules.response) {
                owner.faction = before[other];
            }
        }
        let change = draw(3);
        if change < rules.mutation {
            // The number that decided on it, rescaled, is uniform.
            owner.faction = ((4.0 * change / rules.mutation) as u8).min(3);
        }
    }
}

/// What each state does from now on.
pub fn make_policy(world: &mut World, ctx: &Context) {
    let mut count = vec![[0.0; 4]; world.regions.len()];
    let mut refuge = vec![0.0; world.regions.len()];
    for owner in &world.owners {
        let r = usize::from(owner.region);
        count[r][usize::from(owner.faction)] += 1.0;
        refuge[r] += owner.refuge;
    }
    let everywhere = faction_shares(world);
    // In units of a world that tracks a hundred, so that more people do not make the others' word weaker.
    let hundreds = world.owners.len() as f64 / 100.0;
    for (r, region) in world.regions.iter_mut().enumerate() {
        let rules = &ctx.rules.regions[r].elites;
        let own: f64 = count[r].iter().sum();
        let abroad = rules.abroad * hundreds;
        let shares = std::array::from_fn(|a| (count[r][a] + abroad * everywhere[a]) / (own + abroad));
        let movement = region.mobilised as f64 / region.people as f64;
        let weights = elites::policy(shares, movement).map(num::coarse);
        region.policy = Some(Policy {
            weights,
            movement,
            repression: weights[Faction::Repress as usize].max(rules.decreed),
            refuge: num::coarse(refuge[r] / own.max(1.0)),
        });
    }
}

/// Share of the harm of output that a state has abated.
#[must_use]
pub fn green(policy: Option<Policy>, rules: &Elites) -> f64 {
    let Some(Policy { weights, .. }) = policy else { return 0.0 };
    let wanted = weights[Faction::Reform as usize] + 0.25 * weights[Faction::Harness as usize];
    rules.green * wanted * (1.0 - rules.conditionality)
}

/// Support of projects beside the scenario's own, as a share of what a state spends.
#[must_use]
pub fn support(policy: Option<Policy>, rules: &Elites) -> f64 {
    let Some(Policy { weights, .. }) = policy else { return 0.0 };
    let wanted = weights[Faction::Reform as usize] + weights[Faction::Harness as usize] / 3.0;
    rules.support * wanted * (1.0 - rules.conditionality)
}

/// Part of lock-in that states leave.
#[must_use]
pub fn kept_lock_in(policy: Option<Policy>, rules: &Elites) -> f64 {
    policy.map_or(1.0, |p| 1.0 - rules.interoperability * p.weights[Faction::Reform as usize])
}

/// Tax on dividends beside the income tax.
#[must_use]
pub fn capital_tax(policy: Option<Policy>, rules: &Elites) -> f64 {
    policy.map_or(0.0, |p| rules.capital_tax * p.weights[Faction::Reform as usize])
}

/// Shares of the world's tracked owners by faction.
#[must_use]
pub fn faction_shares(world: &World) -> [f64; 4] {
    let mut shares = [0.0; 4];
    for owner in &world.owners {
        shares[usize::from(owner.faction)] += 1.0 / world.owners.len() as f64;
    }
    shares
}
