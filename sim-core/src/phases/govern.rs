//! Line 9: prices and wages move (M15), platforms' owners search for better terms (M16, M17), who pays bends projects (M13),
//! and what is rival in them is shared out (M27); leaders learn from who leaves
//! (M26), strained projects fork (M25); owners follow the better paid and people mobilise, states make policy (M20).
//!
//! Reads: the month's markets, platforms' receipts, projects' paid shares. Writes: regions' price, wage, price_buyer;
//! platforms' terms; projects' culture, licence, rations and rival share; leaders; memberships of those who fork.

pub mod elites;
pub mod forks;
pub mod leaders;
mod movement;
pub mod obstruction;
pub mod rationing;

use super::Context;
use super::perceive::Seen;
use crate::engine::draws::Purpose;
use crate::engine::num;
use crate::mechanisms::owner_search::SearchLaw;
use crate::mechanisms::{influence, price_and_wage, trade};
use crate::state::World;
use crate::state::projects::ECOLOGY;

/// Moves prices and wages.
pub fn govern(world: &mut World, ctx: &Context, seen: &Seen) {
    bend_projects(world, ctx);
    rationing::ration(world, ctx);
    leaders::lead(world, ctx);
    forks::fork(world, ctx);
    if !world.has_money() {
        return;
    }
    let firms = &world.firms;
    for (r, region) in world.regions.iter_mut().enumerate() {
        let slots = firms.of_region(r);
        let market = &mut region.market;
        market.expected = firms.expected[slots.clone()].iter().sum();
        market.inventory = firms.inventory[slots.clone()].iter().sum();
        market.capital = firms.capital[slots.clone()].iter().sum();
        market.owned_capital = slots.filter(|j| !firms.cooperative[*j]).map(|j| firms.capital[j]).sum();
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
    movement::mobilise(world, ctx, seen);
    elites::rule(world, ctx);
    if !ctx.held() {
        set_terms(world, ctx);
    }
}

/// Owners try two settings in turn and keep the better.
fn set_terms(world: &mut World, ctx: &Context) {
    let rules = &ctx.rules.world.platforms;
    let law = |most| SearchLaw {
        trial: rules.trial_months,
        step: rules.search_step,
        horizon: rules.owner_horizon,
        dead_band: rules.dead_band,
        most,
    };
    let (crowd, sharing) = (law([0.95, 1.0]), law([0.99, 0.9]));
    let words = ctx.stream(Purpose::OwnerSearch);
    let crowds = world.platforms.crowdsourcing.len();
    for (k, platform) in world.platforms.all_mut().enumerate() {
        let profit = (platform.last_receipts - platform.creators_pay) as f64;
        let law = if k < crowds { &crowd } else { &sharing };
        platform.terms.live(profit, platform.users as f64, law, words.word(k));
    }
}

/// Who pays bends the direction of projects, and members vote on the licence.
fn bend_projects(world: &mut World, ctx: &Context) {
    let rules = &ctx.rules.world.influence;
    let (speed, loyalty) = (rules.drift as f32, rules.loyalty as f32);
    let projects = &mut world.projects;
    for slot in 0..projects.paid.len() {
        // Donors give without a say; an ecology's firms are sponsors.
        let paid = if projects.has(slot, ECOLOGY) { projects.paid[slot] } else { 0.0 };
        if projects.alive[slot] && (paid > 0.0 || projects.closed[slot]) {
            let sponsor = f32::from(projects.sponsor[slot]) / 65535.0;
            let culture = influence::drift(projects.culture_of(slot as u32), sponsor, paid, speed);
            projects.culture[slot] = (culture * 65535.0).round() as u16;
            projects.closed[slot] = influence::votes_closed(paid, loyalty);
        }
    }
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
