//! What buyers paid goes to regions, and in each region to its firms and workshops.

use super::{Market, Purchases, in_parts, server_order, server_price, workshops_of};
use crate::flows::{Flow, Sector};
use crate::month::Month;
use crate::state::{CREDIT, World};
use crate::whole::{Ratio, part_of, running_floors};
use sim_core::engine::num;

/// Splits pots over regions and takings over sellers, who form their expectations.
pub fn sell(world: &mut World, month: &Month, market: &Market, pots: &[i64], purchases: &Purchases) {
    let n = world.regions.len();
    let mut takings = vec![0i64; n];
    for region in &mut world.regions {
        region.market.trade_balance = 0;
    }
    for r in 0..n {
        for (s, paid) in running_floors(pots[r], &market.weights[r]).into_iter().enumerate() {
            takings[s] += paid;
            world.regions[s].market.trade_balance += paid;
            world.regions[r].market.trade_balance -= paid;
        }
    }
    buy_servers(world, month, market, &mut takings);
    for s in 0..n {
        sell_in_region(world, month, s, takings[s], market.wanted[s]);
    }
    note_sales(world, purchases);
}

/// Platforms and projects buy servers in all regions by their share of world output at genesis.
fn buy_servers(world: &mut World, month: &Month, market: &Market, takings: &mut [i64]) {
    let reach: Vec<f64> =
        world.regions.iter().zip(&market.served).map(|(region, x)| region.world_share * x).collect();
    let filled = Ratio::of(reach.iter().sum());
    let price: f64 = world.regions.iter().map(|region| region.world_share * region.price).sum();
    let unit = month.rules.world.capacity.cost * server_price(world) * CREDIT;
    let kept = 1.0 - month.rules.world.platforms.equity_depreciation;
    let mut spent = 0;
    for platform in world.crowdsourcing.iter_mut().chain(&mut world.sharing) {
        let order = server_order(platform, month);
        let paid = filled.times(order);
        platform.cash -= paid;
        // Of what it pays, the part that equity was given for becomes capital.
        let built = part_of(paid, platform.to_build.min(order), order);
        platform.to_build -= built;
        platform.capital = num::coarse(kept * platform.capital + built as f64 / CREDIT / price);
        world.flows.note(Flow::Capacity, Sector::Platforms, Sector::Firms, paid);
        spent += paid;
    }
    for (slot, order) in &world.commons.orders {
        let project = &mut world.projects[*slot];
        // A workshop may have spent on tools since it ordered.
        let paid = filled.times(*order).min(project.cash);
        project.cash -= paid;
        project.bought += (paid as f64 / unit) as f32;
        world.flows.note(Flow::Capacity, Sector::Projects, Sector::Firms, paid);
        spent += paid;
    }
    let weights: Vec<u64> = reach.iter().map(|share| in_parts(*share)).collect();
    for (taking, part) in takings.iter_mut().zip(running_floors(spent, &weights)) {
        *taking += part;
    }
}

/// Sellers took all purchases in as one: whose money it was is known for all of them together. Under consumption stand
/// what people paid and what workshops took, whoever bought it.
fn note_sales(world: &mut World, purchases: &Purchases) {
    let to_workshops: i64 = world.regions.iter().map(|region| region.market.peers_sold).sum();
    let consumption: i64 = world.regions.iter().map(|region| region.market.consumption).sum();
    let flows = &mut world.flows;
    flows.note(Flow::Consumption, Sector::Households, Sector::Firms, consumption);
    flows.note(Flow::Consumption, Sector::Firms, Sector::Projects, to_workshops);
    flows.note(Flow::PublicPurchases, Sector::States, Sector::Firms, purchases.public);
    flows.note(Flow::CapitalGoods, Sector::Firms, Sector::Firms, purchases.by_firms);
    flows.note(Flow::CapitalGoods, Sector::Projects, Sector::Firms, purchases.by_workshops);
}

/// One who sells in a region: a firm, or a workshop.
struct Seller {
    weight: u64,
    /// What the whole stock is worth, µcredit.
    most: i64,
    part: i64,
}

fn sell_in_region(world: &mut World, month: &Month, s: usize, takings: i64, wanted: f64) {
    let price = world.regions[s].price * CREDIT;
    let speed = month.rules.regions[s].firms.expectation_speed;
    let mut sellers = sellers(world, month, s, price);
    if sellers.iter().all(|seller| seller.weight == 0) {
        // All shelves are empty: demand is felt by all alike.
        sellers.iter_mut().for_each(|seller| seller.weight = 1);
    }
    share_takings(&mut sellers, takings);
    let all: f64 = sellers.iter().map(|seller| seller.weight as f64).sum();
    let mut sellers = sellers.into_iter();
    for firm in world.firms.iter_mut().filter(|firm| firm.region == s) {
        let Some(seller) = sellers.next() else { break };
        firm.cash += seller.part;
        firm.revenue = seller.part;
        firm.inventory = num::coarse((firm.inventory - seller.part as f64 / price).max(0.0));
        let demanded = wanted / price * (seller.weight as f64 / all);
        firm.expected = num::coarse(firm.expected + speed * (demanded - firm.expected));
    }
    world.regions[s].market.peers_sold = 0;
    for workshop in world.workshops.iter_mut().filter(|workshop| workshop.region == s) {
        let Some(slot) = workshop.project else { continue };
        let Some(seller) = sellers.next() else { break };
        world.projects[slot].cash += seller.part;
        world.regions[s].market.peers_sold += seller.part;
        let sold = seller.part as f64 / price;
        workshop.inventory = num::coarse((workshop.inventory - sold).max(0.0));
        // What peers expect is what they sold, not what was asked of them.
        workshop.expected = num::coarse(workshop.expected + speed * (sold - workshop.expected));
    }
}

/// Firms by goods × (1 + η_a × share of advertising), then workshops by goods, in steps of 2^-20.
fn sellers(world: &World, month: &Month, s: usize, price: f64) -> Vec<Seller> {
    let pull = month.rules.world.platforms.advertising_pull;
    let firms = || world.firms.iter().filter(|firm| firm.region == s);
    let advertising: i64 = firms().map(|firm| firm.plan.advertising).sum();
    let seller = |goods: f64, pull: f64| Seller {
        weight: (goods * pull * f64::from(1 << 20)) as u64,
        most: (goods * price) as i64,
        part: 0,
    };
    let share = |own: i64| part_of(1 << 30, own, advertising) as f64 / f64::from(1 << 30);
    firms()
        .map(|firm| seller(firm.inventory, 1.0 + pull * share(firm.plan.advertising)))
        .chain(workshops_of(world, s).map(|(workshop, _)| seller(workshop.inventory, 1.0)))
        .collect()
}

/// Takings by weight; nobody sells more than their stock. The excess of all goes to the others by what is left of theirs: as
/// that is at least the excess, once is enough; if it is less, somebody is paid for more than there is.
fn share_takings(sellers: &mut [Seller], takings: i64) {
    let weights: Vec<u64> = sellers.iter().map(|seller| seller.weight).collect();
    for (seller, part) in sellers.iter_mut().zip(running_floors(takings, &weights)) {
        seller.part = part;
    }
    let excess: i64 = sellers.iter().map(|seller| (seller.part - seller.most).max(0)).sum();
    let room: Vec<u64> = sellers.iter().map(|seller| (seller.most - seller.part).max(0) as u64).collect();
    if room.iter().any(|room| *room > 0) {
        for (seller, more) in sellers.iter_mut().zip(running_floors(excess, &room)) {
            seller.part = seller.part.min(seller.most) + more;
        }
    }
}
