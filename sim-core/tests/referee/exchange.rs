//! Line 7: people, states, firms, platforms and projects buy, sellers are paid, gifts are given.
//!
//! All plans rest on the prices of the month before. What cannot be bought stays with the buyer.

mod advertising;
mod grants;
mod hospitality;
mod patrons;
mod provision;
mod selling;

use crate::flows::{Flow, Sector};
use crate::month::Month;
use crate::state::{ASSOCIATION, CREDIT, ECOLOGY, Platform, Project, Workshop, World};
use crate::whole::hour_steps;
use crate::whole::{Ratio, running_floors};
pub use advertising::margin;
use sim_core::engine::num;

/// Workshops of a region, and their projects.
pub fn workshops_of(world: &World, r: usize) -> impl Iterator<Item = (&Workshop, &Project)> {
    world.workshops.iter().filter_map(move |workshop| {
        let project = workshop.project.filter(|_| workshop.region == r)?;
        Some((workshop, &world.projects[project]))
    })
}

/// Whether a project is alive and has a leg.
pub fn has(project: &Project, leg: u8) -> bool {
    project.alive && project.legs & leg != 0
}

/// People whom a project's own servers and its members' devices can serve: devices are pooled as far as members know
/// each other, and there is at least one.
pub fn capacity(project: &Project, devices: f64) -> f32 {
    devices as f32 * (project.cohesion * project.members as f32).max(1.0) + project.bought
}

/// What a region's buyers want to spend, µcredit.
struct Demand {
    people: i64,
    state: i64,
    grants: grants::Grants,
    firms: i64,
    workshops: i64,
}

/// What a region's buyers can have, and where their money goes.
struct Market {
    /// By buying region: part of a budget that is spent.
    spent: Vec<Ratio>,
    /// By buying region and selling region: weight in the pot.
    weights: Vec<Vec<u64>>,
    /// By selling region: money that wants its goods.
    wanted: Vec<f64>,
    /// By selling region: part of that which can be served.
    served: Vec<f64>,
}

/// The month's trade.
pub fn exchange(world: &mut World, month: &mut Month) {
    hospitality::visit(world, month);
    spend_on_refuge(world);
    advertising::advertise(world, month);
    order_capacity(world, month);
    let demand: Vec<Demand> = (0..world.regions.len()).map(|r| demand(world, month, r)).collect();
    move_spending(world, month);
    let market = clear(world, month, &demand);
    let mut pots = vec![0; world.regions.len()];
    consume(world, month, &market, &mut pots);
    patrons::give(world, month);
    provision::provide(world, month, &market.spent);
    grants::give(world, &demand.iter().map(|demand| demand.grants).collect::<Vec<_>>());
    let purchases = purchase(world, &demand, &market, &mut pots);
    let support = demand.iter().map(|demand| demand.grants.support).sum();
    give_by_use(world, ASSOCIATION, Sector::States, support, Flow::PublicSupport);
    selling::sell(world, month, &market, &pots, &purchases);
    share_benefits(world, month);
}

/// Owners add what their refuge costs to their budgets, as far as their money goes.
fn spend_on_refuge(world: &mut World) {
    for owner in &mut world.owners {
        let person = &mut world.people[owner.person];
        owner.outlay = owner.outlay.min((person.cash - person.budget).max(0));
        person.budget += owner.outlay;
    }
}

/// Price of a good where the world's servers are bought, credits.
pub fn server_price(world: &World) -> f64 {
    let price: f64 = world.regions.iter().map(|region| region.world_share * region.price).sum();
    num::coarse(price).max(1e-9)
}

/// Money that it costs to serve all users with a tenth to spare, credits.
pub fn cost_of_service(project: &Project, devices: f64, cost: f64) -> f64 {
    let lacking = 1.1 * f64::from(project.users) - f64::from(capacity(project, devices));
    lacking.max(0.0) * cost
}

/// What each project orders of capacity: all it lacks, as far as its money goes. Platforms serve whom they host.
fn order_capacity(world: &mut World, month: &Month) {
    let rules = &month.rules.world.capacity;
    let cost = rules.cost * server_price(world);
    world.commons.orders.clear();
    for (slot, project) in world.projects.iter().enumerate() {
        if project.cash <= 0 || project.host.is_some() {
            continue;
        }
        let lacking = cost_of_service(project, rules.devices, cost).min(project.cash as f64 / CREDIT);
        let order = ((lacking * CREDIT) as i64).min(project.cash);
        if order > 0 {
            world.commons.orders.push((slot, order));
        }
    }
}

fn demand(world: &World, month: &Month, r: usize) -> Demand {
    let region = &world.regions[r];
    let people = world.people.iter().filter(|person| person.region == r);
    let firms = world.firms.iter().filter(|firm| firm.region == r);
    let buffer = (month.rules.regions[r].state.buffer * region.market.wages as f64) as i64;
    let spends = Ratio::of(region.order).times((region.state - buffer).max(0));
    let grants = grants::plan(world, month, r, spends);
    Demand {
        people: people.map(|person| person.budget).sum(),
        state: spends - grants.support - grants.margins - grants.central,
        grants,
        firms: firms.map(|firm| firm.order.min(firm.cash)).sum(),
        workshops: workshops_of(world, r).map(|(workshop, project)| workshop.order.min(project.cash)).sum(),
    }
}

/// Shares of spending move a step towards Armington's at landed prices; tastes for other regions' goods count as far as
/// both regions' order lets trade pass.
fn move_spending(world: &mut World, month: &Month) {
    let rules = &month.rules.world.trade;
    let prices: Vec<f64> = world.regions.iter().map(|region| region.price).collect();
    let orders: Vec<f64> = world.regions.iter().map(|region| region.order).collect();
    for (r, region) in world.regions.iter_mut().enumerate() {
        let pull = |s: usize| {
            let taste = region.spending_tastes[s];
            if s == r {
                taste * num::pow(prices[s], 1.0 - rules.elasticity)
            } else {
                let landed = prices[s] * (1.0 + rules.transport);
                taste * (orders[r] * orders[s]) * num::pow(landed, 1.0 - rules.elasticity)
            }
        };
        let pulls: Vec<f64> = (0..prices.len()).map(pull).collect();
        let all: f64 = pulls.iter().sum();
        for (share, pull) in region.spending_shares.iter_mut().zip(&pulls) {
            *share = num::coarse(*share + rules.adjustment * (pull / all - *share));
        }
    }
}

/// What a platform spends on servers: a share of last month's receipts, and what equity it got to build with.
pub fn server_order(platform: &Platform, month: &Month) -> i64 {
    let running = Ratio::of(month.rules.world.platforms.capacity).times(platform.last_receipts);
    (running + platform.to_build).min(platform.cash)
}

fn clear(world: &World, month: &Month, demand: &[Demand]) -> Market {
    let n = world.regions.len();
    let platforms = world.crowdsourcing.iter().chain(&world.sharing);
    let servers = platforms.map(|platform| server_order(platform, month)).sum::<i64>()
        + world.commons.orders.iter().map(|(_, order)| order).sum::<i64>();
    let all = |demand: &Demand| (demand.people + demand.state + demand.firms + demand.workshops) as f64;
    let share = |r: usize, s: usize| world.regions[r].spending_shares[s];
    let wanted: Vec<f64> = (0..n)
        .map(|s| {
            let goods: f64 = (0..n).map(|r| share(r, s) * all(&demand[r])).sum();
            goods + servers as f64 * world.regions[s].world_share
        })
        .collect();
    let served: Vec<f64> = (0..n)
        .map(|s| {
            let firms = world.firms.iter().filter(|firm| firm.region == s);
            let goods: f64 = firms.map(|firm| firm.inventory).sum::<f64>()
                + workshops_of(world, s).map(|(workshop, _)| workshop.inventory).sum::<f64>();
            let sellable = month.rules.world.trade.sellable * world.regions[s].price * CREDIT * goods;
            if wanted[s] > sellable { sellable / wanted[s] } else { 1.0 }
        })
        .collect();
    let reach = |r: usize, s: usize| share(r, s) * served[s];
    Market {
        spent: (0..n).map(|r| Ratio::of((0..n).map(|s| reach(r, s)).sum())).collect(),
        weights: (0..n).map(|r| (0..n).map(|s| in_parts(reach(r, s))).collect()).collect(),
        wanted,
        served,
    }
}

/// A share as a weight in steps of 2^-40.
pub fn in_parts(share: f64) -> u64 {
    (share * (1u64 << 40) as f64) as u64
}

/// People spend their budgets; then those with a taste for it give to associations.
fn consume(world: &mut World, month: &Month, market: &Market, pots: &mut [i64]) {
    let giving = if world.projects.iter().any(|project| has(project, ASSOCIATION)) {
        month.rules.world.triune.donation as f32
    } else {
        0.0
    };
    for region in &mut world.regions {
        let note = &mut region.market;
        (note.budgets, note.consumption, note.needs_met, note.peers_needs) = (0, 0, 0, 0);
    }
    let mut donated = 0;
    for person in &mut world.people {
        let r = person.region;
        let paid = market.spent[r].times(person.budget);
        person.cash -= paid;
        pots[r] += paid;
        let need = f64::from(month.seen.here[r].need).max(1.0);
        let in_kind = f64::from(person.in_kind) * f64::from(month.seen.here[r].basket);
        let note = &mut world.regions[r].market;
        note.budgets += person.budget;
        note.consumption += paid;
        note.needs_met += hour_steps(((paid as f64 + in_kind) / need).min(1.0) as f32);
        note.peers_needs += hour_steps((in_kind / need).min(1.0) as f32);
        let gift = ((giving * person.taste * person.income.max(0.0)) as i64).min(person.cash);
        person.cash -= gift;
        donated += gift;
    }
    give_by_use(world, ASSOCIATION, Sector::Households, donated, Flow::Donations);
}

/// Splits money over the living projects that have a leg, by their users in steps of 2^-10.
fn give_by_use(world: &mut World, leg: u8, giver: Sector, amount: i64, flow: Flow) {
    let users = |project: &Project| if has(project, leg) { (project.users * 1024.0) as u64 } else { 0 };
    let weights: Vec<u64> = world.projects.iter().map(users).collect();
    for (project, part) in world.projects.iter_mut().zip(running_floors(amount, &weights)) {
        project.cash += part;
        world.flows.note(flow, giver, Sector::Projects, part);
    }
}

/// What was paid by each kind of buyer other than people.
#[derive(Default)]
struct Purchases {
    public: i64,
    by_firms: i64,
    by_workshops: i64,
}

/// States buy, firms and workshops pay for the capital goods they ordered.
fn purchase(world: &mut World, demand: &[Demand], market: &Market, pots: &mut [i64]) -> Purchases {
    let mut all = Purchases::default();
    for (r, region) in world.regions.iter_mut().enumerate() {
        let public = market.spent[r].times(demand[r].state);
        region.state -= public;
        let mut by_firms = 0;
        for firm in world.firms.iter_mut().filter(|firm| firm.region == r) {
            let paid = market.spent[r].times(firm.order.min(firm.cash));
            firm.cash -= paid;
            firm.plan.delivered = paid as f64 / CREDIT / region.price_buyer;
            by_firms += paid;
        }
        let mut by_workshops = 0;
        for workshop in world.workshops.iter_mut().filter(|workshop| workshop.region == r) {
            let Some(project) = workshop.project.map(|slot| &mut world.projects[slot]) else { continue };
            let paid = market.spent[r].times(workshop.order.min(project.cash));
            project.cash -= paid;
            // Nothing is under way to a workshop: each line 8 takes in what came.
            workshop.delivered += paid as f64 / CREDIT / region.price_buyer;
            by_workshops += paid;
        }
        (region.market.public_purchases, region.market.investment) = (public, by_firms);
        pots[r] += public + by_firms + by_workshops;
        all.public += public;
        all.by_firms += by_firms;
        all.by_workshops += by_workshops;
    }
    all
}

/// Firms that share back give a part of what open knowledge has added to their revenue.
fn share_benefits(world: &mut World, month: &Month) {
    if !world.projects.iter().any(|project| has(project, ECOLOGY)) {
        return;
    }
    let share = month.rules.world.triune.benefit;
    let mut given = 0;
    for j in 0..world.firms.len() {
        let gain = knowledge_gain(world, month, world.firms[j].region);
        let firm = &mut world.firms[j];
        if firm.shares_back {
            let wanted = (share * firm.revenue as f64 * (1.0 - num::exp(-gain.max(0.0)))) as i64;
            let paid = wanted.min(firm.cash);
            firm.cash -= paid;
            given += paid;
        }
    }
    give_by_use(world, ECOLOGY, Sector::Firms, given, Flow::BenefitSharing);
}

/// What open knowledge has added to the logarithm of a region's productivity since 2001, as far as its use is served.
fn knowledge_gain(world: &World, month: &Month, r: usize) -> f64 {
    let (rules, region) = (&month.rules.world.knowledge, &world.regions[r]);
    let exponent = month.rules.regions[r].technology.access_exponent;
    let served = world.commons.served_2001.map_or(1.0, |start| world.commons.served_share / start);
    let now = 1.0 + num::pow(region.access, exponent) * (world.knowledge * served) / rules.half;
    let then = 1.0 + num::pow(region.access_2001, exponent) / rules.half;
    rules.productivity * num::ln(now / then)
}
