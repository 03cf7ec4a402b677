//! Line 9: who pays bends projects, what is rival is shared out, leaders learn, projects fork; prices and wages move; people
//! mobilise, owners change sides, states make policy; owners of platforms search.

mod elites;
mod forks;
mod leaders;
mod movement;
mod rationing;
mod search;

use crate::month::Month;
use crate::state::{ECOLOGY, World};
use sim_core::engine::num;

/// Lets a world live through the line.
pub fn govern(world: &mut World, month: &mut Month) {
    bend(world, month);
    rationing::ration(world, month);
    leaders::learn(world, month);
    leaders::succeed(world);
    forks::fork(world, month);
    for r in 0..world.regions.len() {
        take_stock(world, r);
        move_price_and_wage(world, month, r);
    }
    index_prices(world, month);
    movement::mobilise(world, month);
    elites::rule(world, month);
    if !month.held() {
        search::search(world, month);
    }
}

/// Where an ecology pays, its sponsors draw the project to them, and paid members vote for a closed licence (M13).
fn bend(world: &mut World, month: &Month) {
    let rules = &month.rules.world.influence;
    for project in world.projects.iter_mut().filter(|project| project.alive) {
        let paid = if project.legs & ECOLOGY != 0 { project.paid } else { 0.0 };
        if paid > 0.0 || project.closed {
            let [culture, sponsor] = [project.culture, project.sponsor].map(|c| f32::from(c) / 65535.0);
            let bent = culture + rules.drift as f32 * paid * (sponsor - culture);
            project.culture = (bent * 65535.0).round() as u16;
            project.closed = paid * rules.loyalty as f32 > 0.5;
        }
    }
}

/// Sums over a region's firms, on which price and claims rest.
fn take_stock(world: &mut World, r: usize) {
    let market = &mut world.regions[r].market;
    (market.expected, market.inventory) = (0.0, 0.0);
    (market.capital, market.owned_capital) = (0.0, 0.0);
    for firm in world.firms.iter().filter(|firm| firm.region == r) {
        market.expected += firm.expected;
        market.inventory += firm.inventory;
        market.capital += firm.capital;
        if !firm.cooperative {
            market.owned_capital += firm.capital;
        }
    }
}

/// The price looks at stocks and at marginal cost, the wage at unemployment and at vacancies that stayed open (M15).
fn move_price_and_wage(world: &mut World, month: &Month, r: usize) {
    let rules = &month.rules.regions[r].firms;
    let region = &mut world.regions[r];
    let market = &region.market;
    let step = |push: f64| num::exp(push.clamp(-rules.price_step, rules.price_step));
    if market.output > 0.0 && market.expected > 0.0 && market.labour > 0.0 {
        let marginal = region.wage * market.labour / ((1.0 - rules.capital_share) * market.output);
        let stocks = market.inventory / (rules.inventory_target * market.expected);
        let push =
            rules.price_inventory * (1.0 - stocks) + rules.price_cost * num::ln(marginal / region.price);
        region.price = num::coarse(region.price * step(push));
    }
    let open = market.hired + market.unfilled;
    let unfilled = if open > 0 { market.unfilled as f64 / open as f64 } else { 0.0 };
    let push = rules.wage_unemployment * (rules.unemployment_rest - market.unemployment)
        + rules.wage_vacancies * unfilled.min(0.5);
    region.wage = num::coarse(region.wage * step(push));
}

/// What each region's basket costs: the CES index of the tastes at landed prices, over its value at genesis.
fn index_prices(world: &mut World, month: &Month) {
    let rules = &month.rules.world.trade;
    let prices: Vec<f64> = world.regions.iter().map(|region| region.price).collect();
    for (r, region) in world.regions.iter_mut().enumerate() {
        let mut sum = 0.0;
        for (s, (price, taste)) in prices.iter().zip(&region.spending_tastes).enumerate() {
            let landed = if s == r { *price } else { price * (1.0 + rules.transport) };
            sum += taste * num::pow(landed, 1.0 - rules.elasticity);
        }
        let index = num::pow(sum, 1.0 / (1.0 - rules.elasticity));
        region.price_buyer = num::coarse(index / region.price_index_genesis);
    }
}
