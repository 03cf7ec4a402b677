//! Line 7: people, states, firms and platforms buy; sellers are paid (flows 5, 7–10); strangers host each other (M30).
//!
//! Reads: budgets, orders, inventories, prices. Writes: all money; firms.inventory, expected, revenue, plans.delivered.
//!
//! Buyers of a region pay into its pot at one ratio; the pot is split over selling regions, and each region's takings
//! over its sellers, by running floors: exact. What cannot be bought stays with the buyer.

mod grants;
pub mod hospitality;
mod patrons;
mod provision;

use self::grants::Grants;
use super::Context;
use super::perceive::Seen;
use crate::engine::chunks;
use crate::engine::num;
use crate::engine::sums::{Fraction, share_of, split};
use crate::ids::{NONE, Regime};
use crate::ledger::{CREDIT, Flow, Till};
use crate::mechanisms::{sharing, trade, triune};
use crate::state::people::get_or;
use crate::state::projects::{ASSOCIATION, ECOLOGY, OWN_HOST};
use crate::state::regions::{ByRegion, steps};
use crate::state::workshops::Workshop;
use crate::state::{Platform, Projects, World};

/// Trades for the month.
pub fn exchange(world: &mut World, ctx: &Context, seen: &Seen) {
    hospitality::visit(world, ctx);
    if !world.has_money() {
        return;
    }
    grants::spend_on_refuge(world);
    advertise(world, ctx);
    order_capacity(world, ctx);
    let demand = demand(world, ctx);
    let market = Market::clear(world, ctx, &demand);
    let mut pots: Vec<i64> = vec![0; world.regions.len()];
    for (region, demand) in world.regions.iter_mut().zip(&demand) {
        region.market.budgets = demand.people;
    }
    consume(world, ctx, seen, &market, &mut pots);
    patrons::give(world, ctx, seen);
    let ratio: Vec<f64> = market.ratio.iter().map(|ratio| ratio.get()).collect();
    provision::provide(world, ctx, seen, &ratio);
    let tools = others_buy(world, &demand, &market, &mut pots);
    sell(world, ctx, &market, &pots, tools);
    share_benefits(world, ctx);
}

/// Projects that are used beyond their capacity order more, as far as their money goes.
fn order_capacity(world: &mut World, ctx: &Context) {
    let rules = &ctx.rules.world.capacity;
    let cost = rules.cost * super::invest::projects::price(world);
    let projects = &mut world.projects;
    let mut orders = std::mem::take(&mut projects.orders);
    orders.clear();
    for slot in 0..projects.cash.len() {
        let money = projects.cash[slot].balance();
        if money > 0 && projects.host[slot] == OWN_HOST {
            let capacity = f64::from(projects.capacity_of(slot, rules.devices as f32));
            let users = f64::from(projects.users[slot]);
            let wanted = triune::capacity_order(users, capacity, cost, money as f64 / CREDIT);
            let wanted = ((wanted * CREDIT) as i64).min(money);
            if wanted > 0 {
                orders.push((slot as u32, wanted));
            }
        }
    }
    projects.orders = orders;
}

/// Splits money over the projects that have a leg, by their use; gives what was put into their hands.
fn give_to(projects: &mut Projects, leg: u8, amount: i64, flow: Flow, till: &mut Till) -> i64 {
    let takers = projects.use_of(leg);
    let mut given = 0;
    for ((slot, _), part) in takers.iter().zip(split(amount, takers.iter().map(|t| t.1))) {
        projects.cash[*slot].receive(part, flow, till);
        given += part;
    }
    given
}

/// Firms of the ecologies share back a part of what open knowledge gave them.
fn share_benefits(world: &mut World, ctx: &Context) {
    if world.firms.shares_back.is_empty() || world.projects.use_of(ECOLOGY).is_empty() {
        return;
    }
    let mut till = Till::default();
    let share = ctx.rules.world.triune.benefit;
    let mut given = 0;
    for r in 0..world.regions.len() {
        let gain = super::live::knowledge_gain(world, ctx, r);
        let firms = &mut world.firms;
        for j in firms.offsets[r]..firms.offsets[r + 1] {
            if firms.shares_back[j] {
                let wanted = triune::benefit(share, firms.revenue[j] as f64, gain) as i64;
                let paid = wanted.min(firms.cash[j].balance());
                firms.cash[j].pay(paid, Flow::BenefitSharing, &mut till);
                given += paid;
            }
        }
    }
    give_to(&mut world.projects, ECOLOGY, given, Flow::BenefitSharing, &mut till);
    chunks::Merge::merge(&mut world.till, till);
}

/// Firms buy the attention of sharing platforms' users; nobody does when there are none.
fn advertise(world: &mut World, ctx: &Context) {
    let rules = &ctx.rules.world.platforms;
    let (hours, own) = sharing_hours(world, ctx);
    let mut till = Till::default();
    let mut taken = 0;
    // Each platform's owner sells what is enclosed of its users' hours.
    let sold: Vec<u64> = hours
        .iter()
        .zip(&world.platforms.sharing)
        .map(|(hours, p)| {
            (*hours as f64 * sharing::margin(p.openness()) * p.service(&ctx.rules.world)) as u64
        })
        .collect();
    let all = hours.iter().sum::<u64>() as f64;
    world.platforms.own_attention = if all > 0.0 { own as f64 / all } else { 0.0 };
    let margin = if all > 0.0 { sold.iter().sum::<u64>() as f64 / all } else { 0.0 };
    let rate = rules.advertising * margin;
    for j in 0..world.firms.count() {
        let cash = &mut world.firms.cash[j];
        let wanted =
            if sold.iter().all(|h| *h == 0) { 0 } else { (rate * world.firms.revenue[j] as f64) as i64 };
        let spent = wanted.min(cash.balance());
        cash.pay(spent, Flow::Advertising, &mut till);
        world.firms.plans[j].advertising = spent;
        taken += spent;
    }
    for (platform, part) in world.platforms.sharing.iter_mut().zip(split(taken, sold)) {
        platform.cash.receive(part, Flow::Advertising, &mut till);
        platform.receipts = part;
    }
    chunks::Merge::merge(&mut world.till, till);
}

/// Attention by sharing platform, in 2^-20 months: users' own hours, and what users of hosted projects give. Then the sum
/// of users' own.
fn sharing_hours(world: &World, ctx: &Context) -> (Vec<u64>, u64) {
    let platforms = world.platforms.sharing.len();
    if platforms == 0 {
        return (Vec::new(), 0);
    }
    let hours = chunks::run_rows(world.people.count, &|rows| {
        let mut hours = ByRegion(vec![0u64; platforms]);
        for i in rows {
            if world.people.regime_of(i) == Regime::Sharing as u8 && world.people.employer[i] != NONE {
                hours.0[world.people.employer[i] as usize] +=
                    steps(super::gather::own_hours(world, i)) as u64;
            }
        }
        hours
    });
    let mut hours = hours.0;
    let own = hours.iter().sum();
    let attention = ctx.rules.world.capacity.attention as f32;
    let projects = &world.projects;
    for slot in (0..projects.host.len()).filter(|s| projects.alive[*s] && projects.host[*s] != OWN_HOST) {
        // Users of what a platform hosts look at what it shows.
        hours[projects.host[slot] as usize] += steps(attention * projects.users[slot]) as u64;
    }
    (hours, own)
}

/// What a region's buyers want to spend, µcredit.
struct Demand {
    people: i64,
    state: i64,
    /// What the state gives away before it buys.
    grants: Grants,
    orders: i64,
    /// Tools ordered by projects that make things.
    tools: i64,
}

impl Demand {
    fn all(&self) -> i64 {
        self.people + self.state + self.orders + self.tools
    }
}

/// Workshops of a region, with their rows; none without the mechanism.
fn workshops_of(world: &World, r: usize) -> impl Iterator<Item = (usize, &Workshop)> {
    world.projects.workshops.iter().flat_map(move |workshops| workshops.of_region(r))
}

/// What a workshop can pay for tools, µcredit.
fn tool_order(world: &World, row: &Workshop) -> i64 {
    row.order.min(world.projects.cash[row.project as usize].balance())
}

fn demand(world: &World, ctx: &Context) -> Vec<Demand> {
    let budgets = chunks::run_rows(world.people.count, &|rows| {
        let mut sums = ByRegion::<i64>::blank(world.regions.len());
        for (r, run) in world.blocks.runs(rows.start, rows.len()) {
            sums.0[r] +=
                world.people.budget[rows.start + run.start..rows.start + run.end].iter().sum::<i64>();
        }
        sums
    });
    let associations = !world.projects.use_of(ASSOCIATION).is_empty();
    (0..world.regions.len())
        .map(|r| {
            let region = &world.regions[r];
            let buffer = ctx.rules.regions[r].state.buffer * region.market.wages as f64;
            let slots = world.firms.of_region(r);
            let beyond = (region.state.balance() - buffer as i64).max(0);
            let spends = Fraction::of(region.order).of_amount(beyond);
            let grants = grants::plan(world, ctx, r, spends, associations);
            Demand {
                people: budgets.0[r],
                state: spends - grants.support - grants.margins - grants.central,
                grants,
                orders: slots.map(|j| world.firms.order[j].min(world.firms.cash[j].balance())).sum(),
                tools: workshops_of(world, r).map(|(_, row)| tool_order(world, row)).sum(),
            }
        })
        .collect()
}

/// How much of each budget can be spent, and where.
struct Market {
    /// By buying region: share of a budget that is spent.
    ratio: Vec<Fraction>,
    /// By buying region: weights of the selling regions in its pot.
    weights: Vec<Vec<u64>>,
    /// By selling region: money that wanted its goods, µcredit.
    wanted: Vec<f64>,
    /// By selling region: share of what was wanted that it can sell.
    served: Vec<f64>,
}

impl Market {
    fn clear(world: &mut World, ctx: &Context, demand: &[Demand]) -> Self {
        let rules = &ctx.rules.world.trade;
        let n = world.regions.len();
        let prices: Vec<f64> = world.regions.iter().map(|r| r.price).collect();
        for r in 0..n {
            let landed: Vec<f64> = (0..n)
                .map(|s| if s == r { prices[s] } else { prices[s] * (1.0 + rules.transport) })
                .collect();
            let orders: Vec<f64> = world.regions.iter().map(|r| r.order).collect();
            let region = &mut world.regions[r];
            let tastes: Vec<f64> = region
                .spending_tastes
                .iter()
                .enumerate()
                .map(|(s, taste)| if s == r { *taste } else { taste * trade::passable(orders[r], orders[s]) })
                .collect();
            let target = trade::shares(&tastes, &landed, rules.elasticity);
            for (share, target) in region.spending_shares.iter_mut().zip(target) {
                *share = num::coarse(*share + rules.adjustment * (target - *share));
            }
        }
        let servers: f64 = server_budget(world, ctx) as f64;
        let wanted: Vec<f64> = (0..n)
            .map(|s| {
                let goods: f64 =
                    (0..n).map(|r| world.regions[r].spending_shares[s] * demand[r].all() as f64).sum();
                goods + servers * world.regions[s].world_share
            })
            .collect();
        let served: Vec<f64> = (0..n)
            .map(|s| {
                let offered: f64 = world.firms.of_region(s).map(|j| world.firms.inventory[j]).sum::<f64>()
                    + workshops_of(world, s).map(|(_, row)| row.inventory).sum::<f64>();
                let sellable = rules.sellable * prices[s] * CREDIT * offered;
                if wanted[s] > sellable { sellable / wanted[s] } else { 1.0 }
            })
            .collect();
        let reach = |r: usize, s: usize| world.regions[r].spending_shares[s] * served[s];
        Self {
            ratio: (0..n).map(|r| Fraction::of((0..n).map(|s| reach(r, s)).sum())).collect(),
            weights: (0..n)
                .map(|r| (0..n).map(|s| (reach(r, s) * (1u64 << 40) as f64) as u64).collect())
                .collect(),
            wanted,
            served,
        }
    }
}

/// What platforms and projects together spend on servers, µcredit.
fn server_budget(world: &World, ctx: &Context) -> i64 {
    let platforms: i64 = world.platforms.all().map(|p| server_order(p, ctx)).sum();
    platforms + world.projects.orders.iter().map(|order| order.1).sum::<i64>()
}

fn server_order(platform: &Platform, ctx: &Context) -> i64 {
    let running = Fraction::of(ctx.rules.world.platforms.capacity).of_amount(platform.last_receipts);
    (running + platform.to_build).min(platform.cash.balance())
}

/// People spend their budgets, and give to associations.
fn consume(world: &mut World, ctx: &Context, seen: &Seen, market: &Market, pots: &mut [i64]) {
    let associations = !world.projects.use_of(ASSOCIATION).is_empty() && !world.people.taste.is_empty();
    let gives = if associations { ctx.rules.world.triune.donation as f32 } else { 0.0 };
    let mut cash = std::mem::take(&mut world.people.cash);
    let w = &*world;
    let (spent, till) = chunks::run(cash.as_mut_slice(), &|first, cash| {
        let mut spent = ByRegion(vec![(0i64, (0i64, 0i64, 0i64)); w.regions.len()]);
        let mut till = Till::default();
        for (r, rows) in w.blocks.runs(first, cash.len()) {
            let (ratio, need) = (market.ratio[r], f64::from(seen.here[r].need).max(1.0));
            let basket = f64::from(seen.here[r].basket);
            for k in rows {
                let paid = ratio.of_amount(w.people.budget[first + k]);
                cash[k].pay(paid, Flow::Consumption, &mut till);
                spent.0[r].0 += paid;
                let in_kind = f64::from(get_or(&w.people.in_kind, first + k, 0.0)) * basket;
                spent.0[r].1.0 += steps(((paid as f64 + in_kind) / need).min(1.0) as f32);
                spent.0[r].1.2 += steps((in_kind / need).min(1.0) as f32);
                if gives > 0.0 {
                    let wanted =
                        gives * w.people.taste.at(first + k, 0.0) * w.people.income[first + k].max(0.0);
                    let gift = (wanted as i64).min(cash[k].balance());
                    cash[k].pay(gift, Flow::Donations, &mut till);
                    spent.0[r].1.1 += gift;
                }
            }
        }
        (spent, till)
    });
    world.people.cash = cash;
    let donated = spent.0.iter().map(|region| region.1.1).sum();
    let mut till = till;
    give_to(&mut world.projects, ASSOCIATION, donated, Flow::Donations, &mut till);
    chunks::Merge::merge(&mut world.till, till);
    for (r, (consumption, (needs, _, by_peers))) in spent.0.into_iter().enumerate() {
        pots[r] += consumption;
        world.regions[r].market.consumption = consumption;
        world.regions[r].market.needs_met = needs;
        world.regions[r].market.peers_needs = by_peers;
    }
}

/// States, firms and workshops spend; who orders capital goods gets what they pay for. Gives what workshops paid.
fn others_buy(world: &mut World, demand: &[Demand], market: &Market, pots: &mut [i64]) -> i64 {
    let mut till = Till::default();
    let grants: Vec<Grants> = demand.iter().map(|d| d.grants).collect();
    let supported = grants::give(world, &grants, &mut till);
    for (r, region) in world.regions.iter_mut().enumerate() {
        let public = market.ratio[r].of_amount(demand[r].state);
        region.state.pay(public, Flow::PublicPurchases, &mut till);
        let mut investment = 0;
        for j in world.firms.offsets[r]..world.firms.offsets[r + 1] {
            let cash = &mut world.firms.cash[j];
            let paid = market.ratio[r].of_amount(world.firms.order[j].min(cash.balance()));
            cash.pay(paid, Flow::CapitalGoods, &mut till);
            world.firms.plans[j].delivered = paid as f64 / CREDIT / region.price_buyer;
            investment += paid;
        }
        region.market.public_purchases = public;
        region.market.investment = investment;
        pots[r] += public + investment;
    }
    let tools = buy_tools(world, market, pots, &mut till);
    give_to(&mut world.projects, ASSOCIATION, supported, Flow::PublicSupport, &mut till);
    chunks::Merge::merge(&mut world.till, till);
    tools
}

/// Workshops buy tools as firms buy capital goods; gives what they paid.
fn buy_tools(world: &mut World, market: &Market, pots: &mut [i64], till: &mut Till) -> i64 {
    let Some(workshops) = &mut world.projects.workshops else { return 0 };
    let mut spent = 0;
    for row in workshops.rows.iter_mut().filter(|row| row.project != NONE && row.order > 0) {
        let r = usize::from(row.region);
        let cash = &mut world.projects.cash[row.project as usize];
        let paid = market.ratio[r].of_amount(row.order.min(cash.balance()));
        cash.pay(paid, Flow::CapitalGoods, till);
        row.delivered = paid as f64 / CREDIT / world.regions[r].price_buyer;
        pots[r] += paid;
        spent += paid;
    }
    spent
}

/// Splits all takings over sellers, and lets firms form their expectations.
fn sell(world: &mut World, ctx: &Context, market: &Market, pots: &[i64], tools: i64) {
    let n = world.regions.len();
    let mut takings = vec![0i64; n];
    let mut abroad = vec![(0i64, 0i64); n];
    for r in 0..n {
        for (s, part) in split(pots[r], market.weights[r].iter().copied()).enumerate() {
            takings[s] += part;
            if s != r {
                abroad[r].1 += part;
                abroad[s].0 += part;
            }
        }
    }
    let mut by_flow = flows_of(world);
    by_flow[2] += tools;
    let servers = buy_servers(world, ctx, market, &mut takings);
    let mut till = Till::default();
    let w = &*world;
    let shared = chunks::run_pieces(n, 1, &|regions| {
        regions.map(|s| share_takings(w, ctx, s, takings[s])).collect::<Vec<Sales>>()
    });
    for (s, sales) in shared.into_iter().enumerate() {
        world.regions[s].market.trade_balance = abroad[s].0 - abroad[s].1;
        sell_in_region(world, ctx, s, sales, market.wanted[s], &mut till);
    }
    attribute(world, &mut till, by_flow, servers);
}

/// Money spent on goods by kind: consumption, public purchases, capital goods.
fn flows_of(world: &World) -> [i64; 3] {
    let sum =
        |of: fn(&crate::state::regions::Market) -> i64| world.regions.iter().map(|r| of(&r.market)).sum();
    [sum(|m| m.consumption), sum(|m| m.public_purchases), sum(|m| m.investment)]
}

/// Platforms and projects buy servers in all regions by their share of world output at genesis.
fn buy_servers(world: &mut World, ctx: &Context, market: &Market, takings: &mut [i64]) -> i64 {
    let reach: Vec<f64> =
        world.regions.iter().zip(&market.served).map(|(r, served)| r.world_share * served).collect();
    let ratio = Fraction::of(reach.iter().sum());
    let weights: Vec<u64> = reach.iter().map(|x| (x * (1u64 << 40) as f64) as u64).collect();
    let price: f64 = world.regions.iter().map(|r| r.world_share * r.price).sum();
    let mut till = Till::default();
    let mut spent = 0;
    for platform in world.platforms.all_mut() {
        let order = server_order(platform, ctx);
        let paid = ratio.of_amount(order);
        platform.cash.pay(paid, Flow::Capacity, &mut till);
        if ctx.params.mechanisms.reconfiguration {
            // Of what it pays the part that equity was given for becomes capital.
            let built = share_of(paid, platform.to_build.min(order), order);
            platform.to_build -= built;
            let kept = (1.0 - ctx.rules.world.platforms.equity_depreciation) * platform.capital;
            platform.capital = num::coarse(kept + built as f64 / CREDIT / price);
        }
        spent += paid;
    }
    let unit = ctx.rules.world.capacity.cost * super::invest::projects::price(world) * CREDIT;
    let projects = &mut world.projects;
    for (slot, order) in &projects.orders {
        let slot = *slot as usize;
        // Since the order a workshop has bought tools from the same purse, and a patron may have given.
        let paid = ratio.of_amount(*order).min(projects.cash[slot].balance());
        projects.cash[slot].pay(paid, Flow::Capacity, &mut till);
        projects.bought[slot] += (paid as f64 / unit) as f32;
        spent += paid;
    }
    for (taking, part) in takings.iter_mut().zip(split(spent, weights)) {
        *taking += part;
    }
    chunks::Merge::merge(&mut world.till, till);
    spent
}

/// What a region's sellers get, and by which weights.
struct Sales {
    parts: Vec<i64>,
    weights: Vec<u64>,
}

/// A region's sellers share its takings in proportion to what they offer and how they advertise.
fn share_takings(world: &World, ctx: &Context, s: usize, takings: i64) -> Sales {
    let price = world.regions[s].price * CREDIT;
    let pull = ctx.rules.world.platforms.advertising_pull;
    let firms = &world.firms;
    let slots = firms.of_region(s);
    let advertising: i64 = firms.plans[slots.clone()].iter().map(|p| p.advertising).sum();
    let weights: Vec<u64> = slots
        .clone()
        .map(|j| {
            let share =
                share_of(1 << 30, firms.plans[j].advertising, advertising) as f64 / f64::from(1 << 30);
            (firms.inventory[j] * (1.0 + pull * share) * (1u64 << 20) as f64) as u64
        })
        .chain(workshops_of(world, s).map(|(_, row)| (row.inventory * (1u64 << 20) as f64) as u64))
        .collect();
    let stocks: Vec<f64> = firms.inventory[slots]
        .iter()
        .copied()
        .chain(workshops_of(world, s).map(|(_, row)| row.inventory))
        .collect();
    // With empty shelves everywhere demand is felt by all alike, or nobody would ever produce again.
    let weights = if weights.iter().all(|w| *w == 0) { vec![1; weights.len()] } else { weights };
    Sales { parts: within_stock(&stocks, price, takings, &weights), weights }
}

/// Sellers take their parts in and form their expectations.
fn sell_in_region(world: &mut World, ctx: &Context, s: usize, sales: Sales, wanted: f64, till: &mut Till) {
    let price = world.regions[s].price * CREDIT;
    let rules = &ctx.rules.regions[s].firms;
    let firms = &mut world.firms;
    let all: f64 = sales.weights.iter().map(|w| *w as f64).sum();
    let mut sellers = sales.parts.into_iter().zip(sales.weights);
    for (j, (part, weight)) in firms.of_region(s).zip(&mut sellers) {
        // Which kind of purchase it was is attributed for the sector as a whole.
        firms.cash[j].receive(part, Flow::Consumption, till);
        firms.revenue[j] = part;
        firms.inventory[j] = num::coarse((firms.inventory[j] - part as f64 / price).max(0.0));
        let demanded = if all > 0.0 { wanted / price * (weight as f64 / all) } else { 0.0 };
        firms.expected[j] =
            num::coarse(firms.expected[j] + rules.expectation_speed * (demanded - firms.expected[j]));
    }
    world.regions[s].market.peers_sold = 0;
    let Some(workshops) = &mut world.projects.workshops else { return };
    let here = |row: &&mut Workshop| row.project != NONE && usize::from(row.region) == s;
    for (row, (part, _)) in workshops.rows.iter_mut().filter(here).zip(sellers) {
        world.projects.cash[row.project as usize].receive(part, Flow::Consumption, till);
        let sold = part as f64 / price;
        row.inventory = num::coarse((row.inventory - sold).max(0.0));
        row.expected = num::coarse(row.expected + rules.expectation_speed * (sold - row.expected));
        world.regions[s].market.peers_sold += part;
    }
}

/// Parts of the takings by weight, none above the value of a seller's stock: what one cannot serve goes to the others.
fn within_stock(stocks: &[f64], price: f64, takings: i64, weights: &[u64]) -> Vec<i64> {
    let mut parts: Vec<i64> = split(takings, weights.iter().copied()).collect();
    let most: Vec<i64> = stocks.iter().map(|goods| (goods * price) as i64).collect();
    for _ in 0..8 {
        let excess: i64 = parts.iter().zip(&most).map(|(p, m)| (p - m).max(0)).sum();
        if excess == 0 {
            break;
        }
        let room: Vec<u64> = parts.iter().zip(&most).map(|(p, m)| (m - p).max(0) as u64).collect();
        if room.iter().all(|r| *r == 0) {
            break;
        }
        for (part, most) in parts.iter_mut().zip(&most) {
            *part = (*part).min(*most);
        }
        for (part, more) in parts.iter_mut().zip(split(excess, room)) {
            *part += more;
        }
    }
    parts
}

/// Firms took all sales in as one: gives each kind of purchase its own row.
fn attribute(world: &mut World, till: &mut Till, [_, public, investment]: [i64; 3], servers: i64) {
    till.reclassify(Flow::Consumption, Flow::PublicPurchases, public);
    till.reclassify(Flow::Consumption, Flow::CapitalGoods, investment);
    till.reclassify(Flow::Consumption, Flow::Capacity, servers);
    let closed = till.close();
    chunks::Merge::merge(&mut world.till, closed);
}
