//! Firms, prices, wages and money at genesis, near the steady state.

use crate::engine::draws::{Chance, Purpose, open_unit};
use crate::engine::{chunks, num};
use crate::ledger::{CREDIT, FirmPurse, PersonPurse, StatePurse};
use crate::mechanisms::coordination_cost::CoordinationCost;
use crate::mechanisms::mode_division::Totals;
use crate::mechanisms::{cooperatives, production, trade};
use crate::params::Params;
use crate::state::firms::{Deal, INPUT_STEPS};
use crate::state::{Firms, World};

/// Firms with capital, productivity and expected sales; prices, and wages from the labour expected at u*.
pub fn found_firms(world: &mut World, params: &Params, chance: &Chance) {
    let by_region: Vec<usize> = world
        .regions
        .iter()
        .map(|r| ((r.people as f64 / params.firms.people_per_firm).round() as usize).max(3))
        .collect();
    world.firms = Firms::blank(&by_region);
    if params.mechanisms.dunbar {
        (world.firms.teams, world.firms.labour_left) =
            (vec![1; world.firms.count()], vec![1.0; world.firms.count()]);
    }
    let f = &params.firms;
    let spread = f.productivity_sd / (1.0 - f.persistence * f.persistence).sqrt();
    let stream = chance.stream(Purpose::FirmGenesis, 0);
    for j in 0..world.firms.count() {
        world.firms.productivity[j] = num::coarse(spread * num::normal_quantile(open_unit(stream.word(j))));
    }
    if params.mechanisms.triune {
        let stream = chance.stream(Purpose::SharingFirm, 0);
        world.firms.shares_back = (0..world.firms.count())
            .map(|j| open_unit(stream.word(j)) < params.triune.sharing_firms)
            .collect();
    }
    let stream = chance.stream(Purpose::Cooperative, 0);
    for r in 0..world.regions.len() {
        let modes = params.regions[r].modes.unwrap_or(params.modes.initial);
        let share = cooperatives::founding(params.firms.cooperatives, modes[0], modes[2]);
        for j in world.firms.of_region(r) {
            world.firms.cooperative[j] = open_unit(stream.word(j)) < share;
        }
        found_region(world, params, r);
    }
    open_trade(world, params);
}

fn found_region(world: &mut World, params: &Params, r: usize) {
    let (alpha, start) = (params.firms.capital_share, &params.regions[r]);
    let output = start.income * world.regions[r].people as f64;
    let labour = expected_labour(world, params, r);
    let slots = world.firms.of_region(r);
    let capital = 12.0 * start.capital_output_ratio * output / slots.len() as f64;
    let weights = job_weights(&world.firms, r, alpha);
    let all: f64 = weights.iter().sum();
    if params.mechanisms.dunbar {
        let (cost, kappa) = (CoordinationCost::new(&params.dunbar), world.regions[r].coordination as f32);
        let modes = start.modes.unwrap_or(params.modes.initial);
        let workers = labour / start.human_capital;
        for (j, w) in slots.clone().zip(&weights) {
            let members = (workers * w / all) as f32;
            world.firms.labour_left[j] = num::coarse(cost.labour_left(modes, members, members, kappa));
        }
    }
    let raw: Vec<f64> = slots
        .clone()
        .zip(&weights)
        .map(|(j, w)| production::output(world.firms.level(j, 0.0, alpha), capital, labour * w / all, alpha))
        .collect();
    let scale = output / raw.iter().sum::<f64>();
    let region = &mut world.regions[r];
    region.ln_productivity_genesis = num::ln(scale);
    region.ln_productivity = region.ln_productivity_genesis;
    region.wage = num::coarse((1.0 - alpha) / params.genesis.mark_up * output / labour);
    for (j, y) in slots.zip(raw) {
        world.firms.capital[j] = num::coarse(capital);
        world.firms.expected[j] = num::coarse(y * scale);
        world.firms.inventory[j] = num::coarse(params.genesis.inventory * y * scale);
        world.firms.revenue[j] = (y * scale * CREDIT) as i64;
    }
}

/// Labour of the region's workers if unemployment rests, skill-months.
fn expected_labour(world: &World, params: &Params, r: usize) -> f64 {
    let start = &params.regions[r];
    let shares = crate::state::people::open_shares(params);
    let reach = if params.regimes.anchored { start.access } else { 1.0 };
    let outside: f64 = shares[1..].iter().sum::<f64>() * reach;
    let working = (1.0 - outside) * (1.0 - params.firms.unemployment_rest);
    world.regions[r].people as f64 * start.human_capital * working
}

/// How a region's workers are dealt to its firms: ∝ e^(a/α).
pub fn job_weights(firms: &Firms, r: usize, alpha: f64) -> Vec<f64> {
    firms.of_region(r).map(|j| num::exp(firms.productivity[j] / alpha)).collect()
}

/// Tastes for each region's goods, and spending at genesis prices.
fn open_trade(world: &mut World, params: &Params) {
    let outputs: Vec<f64> = world.regions.iter().map(|r| r.base_output * r.people as f64).collect();
    let all: f64 = outputs.iter().sum();
    for r in 0..outputs.len() {
        let tastes: Vec<f64> = (0..outputs.len())
            .map(|s| if s == r { 1.0 } else { params.trade.foreign * outputs[s] / all })
            .collect();
        let prices: Vec<f64> =
            (0..outputs.len()).map(|s| if s == r { 1.0 } else { 1.0 + params.trade.transport }).collect();
        let region = &mut world.regions[r];
        region.world_share = outputs[r] / all;
        region.spending_shares = trade::shares(&tastes, &prices, params.trade.elasticity);
        region.price_index_genesis = trade::price_index(&tastes, &prices, params.trade.elasticity);
        region.spending_tastes = tastes;
    }
}

/// What a firm would have divided last month, as far as genesis knows: standing is not counted yet, so that authority
/// divides equally, and equal turns are taken as all met.
fn first_deal(firms: &Firms, j: usize, bill: i64) -> Deal {
    let by_mode = firms.members_by_mode(j);
    let members = by_mode.iter().sum::<i64>() as f64;
    let totals = Totals {
        members,
        modes: by_mode.map(|n| if members > 0.0 { n as f64 / members } else { 0.0 }),
        input: firms.input.get(j) as f64,
        standing: 0.0,
        equal_turns: 1.0,
    };
    Deal { bill, totals }
}

/// Money of firms, states and people, and last month's dividends.
pub fn endow(world: &mut World, params: &Params) {
    let households = &params.households;
    let months = params.genesis.money * (1.0 - households.spend_income) / households.spend_money;
    for r in 0..world.regions.len() {
        let wage = world.regions[r].wage * CREDIT;
        let mut bills = 0;
        for j in world.firms.of_region(r) {
            let bill = (wage * world.firms.input.get(j) as f64 / INPUT_STEPS) as i64;
            // A firm nobody was dealt to starts with a typical firm's money, or it could never hire.
            let typical = world.firms.expected[j] * (1.0 - params.firms.capital_share)
                / params.genesis.mark_up
                * CREDIT;
            let held =
                (params.firms.liquidity + params.genesis.firms_money) * (bill as f64).max(0.5 * typical);
            world.firms.cash[j] = FirmPurse::endowed(held as i64);
            world.firms.wage_bill[j] = bill;
            world.firms.order[j] =
                (world.regions[r].depreciation / 12.0 * world.firms.capital[j] * CREDIT) as i64;
            world.firms.deals[j] = first_deal(&world.firms, j, bill);
            bills += bill;
        }
        let region = &mut world.regions[r];
        region.state = StatePurse::endowed((params.state.buffer * bills as f64) as i64);
        region.market.wages = bills;
        region.market.unemployment = params.firms.unemployment_rest;
        region.market.bread_filled = 1.0;
        region.market.expected = world.firms.of_region(r).map(|j| world.firms.expected[j]).sum();
        region.market.capital = world.firms.of_region(r).map(|j| world.firms.capital[j]).sum();
        region.market.owned_capital = world
            .firms
            .of_region(r)
            .filter(|j| !world.firms.cooperative[*j])
            .map(|j| world.firms.capital[j])
            .sum();
        region.market.output = region.base_output * region.people as f64;
        region.market.inventory = params.genesis.inventory * region.market.output;
        region.market.labour = world.firms.of_region(r).map(|j| world.firms.labour(j)).sum();
        let paid = params.genesis.dividends * region.market.output * CREDIT;
        region.dividend = if region.fund_shares > 0 { (paid / region.fund_shares as f64) as i64 } else { 0 };
    }
    let regions = &world.regions;
    let mean_equity: Vec<f64> =
        regions.iter().map(|r| (r.fund_shares as f64 / r.people as f64).max(1.0)).collect();
    let property_share = params.genesis.dividends;
    let (blocks, skill, equity) = (&world.blocks, &world.people.skill, &world.people.equity);
    chunks::run(world.people.cash.as_mut_slice(), &|first, cash| {
        for (r, rows) in blocks.runs(first, cash.len()) {
            let human_capital = params.regions[r].human_capital;
            let each = months * regions[r].base_output * CREDIT;
            for k in rows {
                let labour = f64::from(skill[first + k]) / human_capital;
                let property = f64::from(equity[first + k]) / mean_equity[r];
                let held = each * ((1.0 - property_share) * labour + property_share * property);
                cash[k] = PersonPurse::endowed(held as i64);
            }
        }
    });
}
