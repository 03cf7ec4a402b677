//! Line 9: prices and wages move (M15).
//!
//! Reads: the month's markets. Writes: regions' price, wage, price_buyer.

use super::Context;
use crate::engine::num;
use crate::mechanisms::{price_and_wage, trade};
use crate::state::World;

/// Moves prices and wages.
pub fn govern(world: &mut World, ctx: &Context) {
    if !world.has_money() {
        return;
    }
    let firms = &world.firms;
    for (r, region) in world.regions.iter_mut().enumerate() {
        let slots = firms.of_region(r);
        let market = &mut region.market;
        market.expected = firms.expected[slots.clone()].iter().sum();
        market.inventory = firms.inventory[slots.clone()].iter().sum();
        market.capital = firms.capital[slots].iter().sum();
        let rules = &ctx.rules.regions[r].firms;
        if market.output > 0.0 && market.expected > 0.0 && market.labour > 0.0 {
            let marginal = region.wage * market.labour / ((1.0 - rules.capital_share) * market.output);
            let ratio = market.inventory / (rules.inventory_target * market.expected);
            region.price = num::coarse(price_and_wage::price_step(
                region.price,
                ratio,
                marginal,
                rules.price_inventory,
                rules.price_cost,
                rules.price_step,
            ));
        }
        let vacancies = market.hired + market.unfilled;
        let unfilled = if vacancies > 0 { market.unfilled as f64 / vacancies as f64 } else { 0.0 };
        region.wage = num::coarse(price_and_wage::wage_step(
            region.wage,
            rules.unemployment_rest - market.unemployment,
            unfilled,
            rules.wage_unemployment,
            rules.wage_vacancies,
            rules.price_step,
        ));
    }
    index_prices(world, ctx);
}

/// What each region's basket costs.
fn index_prices(world: &mut World, ctx: &Context) {
    let rules = &ctx.rules.world.trade;
    let prices: Vec<f64> = world.regions.iter().map(|r| r.price).collect();
    for (r, region) in world.regions.iter_mut().enumerate() {
        let landed: Vec<f64> = prices
            .iter()
            .enumerate()
            .map(|(s, p)| if s == r { *p } else { p * (1.0 + rules.transport) })
            .collect();
        let index = trade::price_index(&region.spending_tastes, &landed, rules.elasticity);
        region.price_buyer = num::coarse(index / region.price_index_genesis);
    }
}
