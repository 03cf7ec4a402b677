//! Line 8: capital is delivered and ordered, the surplus is paid out, firms close (flows 15–17, 19); projects organise.
//!
//! Reads: firms.plans, prices. Writes: firms.capital, order, cash; funds; people.cash; what closing firms hold.

mod cooperatives;
pub mod projects;
pub mod workshops;

use super::Context;
use super::gather::FIRMS_AT_A_TIME;
use crate::engine::chunks::{self, Merge};
use crate::engine::draws::{Purpose, open_unit, threshold};
use crate::engine::num;
use crate::engine::sums::{Fraction, split};
use crate::ids::{NONE, Regime};
use crate::ledger::{CREDIT, FirmPurse, Flow, Till};
use crate::mechanisms::{closure, investment, production, reconfiguration, sharing};
use crate::state::{Platform, Region, World};
use std::ops::Range;

/// Invests and pays out.
pub fn invest(world: &mut World, ctx: &Context) {
    projects::organise(world, ctx);
    if !world.has_money() {
        return;
    }
    let mut till = Till::default();
    for r in 0..world.regions.len() {
        let receipts = order_capital(world, ctx, r, &mut till);
        pay_out(world, ctx, r, receipts, &mut till);
    }
    pay_out_platforms(world, ctx, &mut till);
    world.till.merge(till);
    replace_failing(world, ctx);
    pay_dividends(world);
    cooperatives::pay(world, ctx);
    close_firms(world, ctx);
    workshops::equip(world, ctx);
}

/// Required return of a region this month, 1/month.
fn required_return(world: &World, ctx: &Context, r: usize) -> f64 {
    let rules = &ctx.rules.regions[r].firms;
    let start = world.regions[r].required_return_start;
    investment::required_return(start, rules.required_return, ctx.years(), rules.return_half_life) / 12.0
}

/// Takes in what was delivered, orders for next month and pays the surplus into the fund; gives what the fund got.
fn order_capital(world: &mut World, ctx: &Context, r: usize, till: &mut Till) -> i64 {
    let (rules, slots) = (&ctx.rules.regions[r].firms, world.firms.of_region(r));
    let (required, mark_up) = (required_return(world, ctx, r), ctx.params.genesis.mark_up);
    let region = &world.regions[r];
    let depreciation = region.depreciation / 12.0;
    let firms = &mut world.firms;
    let (expected, wage_bill) = (&firms.expected[slots.clone()], &firms.wage_bill[slots.clone()]);
    let levels = chunks::run_pieces(slots.len(), FIRMS_AT_A_TIME, &|rows| {
        let level = |k| firms.level(slots.start + k, region.ln_productivity, rules.capital_share);
        rows.map(level).collect::<Vec<f64>>()
    });
    let columns = (
        &mut firms.capital[slots.clone()],
        &mut firms.order[slots.clone()],
        &mut firms.plans[slots.clone()],
        &mut firms.cash[slots.clone()],
        &mut firms.surplus[slots.clone()],
    );
    let cooperative = &firms.cooperative[slots];
    let (receipts, paid) =
        chunks::run_in(FIRMS_AT_A_TIME, columns, &|first, (capital, order, plans, cash, surplus)| {
            let (mut receipts, mut till) = (0i64, Till::default());
            for k in 0..capital.len() {
                let j = first + k;
                let kept = (1.0 - depreciation) * (1.0 - rules.scrapped);
                capital[k] = num::coarse(kept * capital[k] + plans[k].delivered);
                let (level, alpha) = (levels[j], rules.capital_share);
                let limit =
                    production::labour_at_profit_limit(level, capital[k], region.price, region.wage, alpha);
                let output = expected[j].min(production::output(level, capital[k], limit, alpha));
                let relative = region.price / region.price_buyer;
                let wanted = investment::wanted_capital(alpha, output, required, depreciation, relative);
                let goods = investment::order(capital[k], wanted, depreciation, rules.adjustment);
                let cost = (rules.orders * goods * region.price_buyer * CREDIT) as i64;
                // A firm without members keeps enough to hire again: half of what a firm of its sales pays.
                let typical = (1.0 - alpha) / mark_up * region.price * expected[j] * CREDIT;
                let liquidity = (rules.liquidity * (wage_bill[j] as f64).max(0.5 * typical)) as i64;
                order[k] = cost.min((cash[k].balance() - liquidity / 2).max(0));
                plans[k].unfunded = cost - order[k];
                let left = (cash[k].balance() - liquidity - order[k]).max(0);
                if cooperative[j] {
                    // Nobody outside owns it: what it cannot pay must wait, what is left belongs to its members.
                    (plans[k].unfunded, surplus[k]) = (0, left);
                } else {
                    surplus[k] = 0;
                    cash[k].pay(left, Flow::DividendsIn, &mut till);
                    receipts += left;
                }
            }
            (receipts, till)
        });
    till.merge(paid);
    world.regions[r].fund.receive(receipts, Flow::DividendsIn, till);
    world.regions[r].market.paid_out = receipts;
    receipts
}

/// The fund puts a share into orders that firms could not pay, and pays out the rest by shares.
fn pay_out(world: &mut World, ctx: &Context, r: usize, receipts: i64, till: &mut Till) {
    let slots = world.firms.of_region(r);
    let unfunded: Vec<u64> =
        world.firms.plans[slots.clone()].iter().map(|p| p.unfunded.max(0) as u64).collect();
    let missing: u64 = unfunded.iter().sum();
    let new = Fraction::of(ctx.rules.regions[r].funds.reinvest).of_amount(receipts);
    let to_platforms = if world.regions[r].core { equity_to_platforms(world, ctx, new) } else { 0 };
    let put = (new - to_platforms).min(missing as i64);
    give_to_platforms(world, to_platforms, till);
    let region = &mut world.regions[r];
    region.fund.pay(to_platforms, Flow::EquityInjections, till);
    if put > 0 {
        region.fund.pay(put, Flow::EquityInjections, till);
        for (j, part) in slots.zip(split(put, unfunded)) {
            world.firms.cash[j].receive(part, Flow::EquityInjections, till);
            world.firms.order[j] += part;
        }
    }
    // Less than a micro-credit a share stays in the fund for next month.
    region.dividend = if region.fund_shares > 0 { region.fund.balance() / region.fund_shares } else { 0 };
    region.fund.pay(region.dividend * region.fund_shares, Flow::DividendsOut, till);
}

/// Part of owners' new equity that goes to platforms (M19).
fn equity_to_platforms(world: &World, ctx: &Context, new: i64) -> i64 {
    let on = ctx.params.mechanisms.reconfiguration && !ctx.held() && world.platforms.all().next().is_some();
    if on { Fraction::of(world.platforms.equity_share).of_amount(new) } else { 0 }
}

/// Platforms get equity by their receipts, each at least a little, and will build with it.
fn give_to_platforms(world: &mut World, equity: i64, till: &mut Till) {
    let weights: Vec<u64> = world.platforms.all().map(|p| p.last_receipts.max(0) as u64 + 1).collect();
    if equity > 0 {
        for (platform, part) in world.platforms.all_mut().zip(split(equity, weights)) {
            platform.cash.receive(part, Flow::EquityInjections, till);
            platform.to_build += part;
        }
    }
}

/// The share of new equity that goes to platforms follows last month's returns on equity (M19).
fn reconfigure(world: &mut World, ctx: &Context, platforms_profit: i64) {
    if ctx.held() || !ctx.params.mechanisms.reconfiguration || world.platforms.all().next().is_none() {
        return;
    }
    let rules = &ctx.rules.world.platforms;
    let core = |r: &&Region| r.core;
    let profit: i64 = world.regions.iter().filter(core).map(|r| r.market.paid_out).sum();
    let equity: f64 =
        world.regions.iter().filter(core).map(|r| r.price * r.market.owned_capital * CREDIT).sum();
    let share = world.platforms.equity_share;
    // Equity is what firms' capital is worth, held in the proportion in which it is now being put.
    let yearly = |profit: i64, part: f64| {
        if equity > 0.0 { 12.0 * profit as f64 / (equity * part.max(0.001)) } else { 0.0 }
    };
    let (platforms, firms) = (yearly(platforms_profit, share), yearly(profit, 1.0 - share));
    world.platforms.yields = [num::coarse(firms), num::coarse(platforms)];
    let next =
        reconfiguration::share_after(share, platforms, firms, rules.equity_speed, rules.equity_mutation);
    world.platforms.equity_share = num::coarse(next);
}

/// Platforms keep a month of receipts and pay the rest into their fund.
fn pay_out_platforms(world: &mut World, ctx: &Context, till: &mut Till) {
    let mut received = 0;
    let platforms = &mut world.platforms;
    for platform in platforms.crowdsourcing.iter_mut().chain(&mut platforms.sharing) {
        let surplus = (platform.cash.balance() - platform.receipts - platform.to_build).max(0);
        platform.cash.pay(surplus, Flow::DividendsIn, till);
        received += surplus;
        platform.last_receipts = platform.receipts;
        (platform.receipts, platform.pot) = (0, 0);
    }
    platforms.fund.receive(received, Flow::DividendsIn, till);
    let shares = platforms.fund_shares;
    platforms.dividend = if shares > 0 { platforms.fund.balance() / shares } else { 0 };
    platforms.fund.pay(platforms.dividend * shares, Flow::DividendsOut, till);
    reconfigure(world, ctx, received);
}

/// A platform that has hardly any users for too long is wound up; a new one with terms of its own takes its place.
fn replace_failing(world: &mut World, ctx: &Context) {
    world.platforms.failed = 0;
    if ctx.held() {
        return;
    }
    let rules = &ctx.rules.world.platforms;
    let mut till = Till::default();
    for regime in [Regime::Crowdsourcing, Regime::Sharing] {
        let kind = world.platforms.of_regime(regime as u8);
        let mean = kind.iter().map(|p| p.users).sum::<i64>() as f64 / kind.len().max(1) as f64;
        for k in 0..kind.len() {
            let platforms = &mut world.platforms;
            let (kind, terms, data) = if regime == Regime::Crowdsourcing {
                (&mut platforms.crowdsourcing, [rules.commission, rules.piece_share], 1.0)
            } else {
                let enclosed = sharing::margin(rules.openness);
                (&mut platforms.sharing, [rules.openness, rules.creators_share], enclosed)
            };
            let platform = &mut kind[k];
            let fails = mean >= 1.0 && (platform.users as f64) < rules.failing * mean;
            platform.failing = if fails { platform.failing + 1 } else { 0 };
            if platform.failing < rules.patience {
                continue;
            }
            let left = platform.cash.balance();
            platform.cash.pay(left, Flow::WindUp, &mut till);
            platforms.fund.receive(left, Flow::WindUp, &mut till);
            let fresh = Platform::entrant(terms, data, std::mem::take(&mut platform.cash));
            *platform = fresh;
            platforms.failed += 1;
            leave_platform(world, regime, k);
        }
    }
    world.till.merge(till);
}

/// Ends the accounts of a platform's last users.
fn leave_platform(world: &mut World, regime: Regime, platform: usize) {
    let people = &mut world.people;
    for i in 0..people.count {
        if people.regime_of(i) == regime as u8 && people.employer[i] == platform as u32 {
            people.employer[i] = NONE;
            if let Some(lock) = people.lock_in.get_mut(i) {
                *lock = 0.0;
            }
        }
    }
}

fn pay_dividends(world: &mut World) {
    let rates: Vec<i64> = world
        .regions
        .iter()
        .map(|r| r.dividend + if r.core { world.platforms.dividend } else { 0 })
        .collect();
    let (blocks, equity) = (&world.blocks, &world.people.equity);
    let till = chunks::run(world.people.cash.as_mut_slice(), &|first, cash| {
        let mut till = Till::default();
        for (r, rows) in blocks.runs(first, cash.len()) {
            for k in rows {
                cash[k].receive(i64::from(equity[first + k]) * rates[r], Flow::DividendsOut, &mut till);
            }
        }
        till
    });
    world.till.merge(till);
}

/// Strikes firms; what one has above the region's median goes to all of its slots (spin-offs), money by way of the
/// fund.
fn close_firms(world: &mut World, ctx: &Context) {
    let words = ctx.stream(Purpose::Closure);
    let mut till = Till::default();
    for r in 0..world.regions.len() {
        let (slots, rules) = (world.firms.of_region(r), &ctx.rules.regions[r].firms);
        let mut words = words.lazy(slots.start);
        let mut struck = Vec::new();
        let firms = &world.firms;
        let smallness = chunks::run_pieces(slots.len(), FIRMS_AT_A_TIME, &|rows| {
            let of = |k| closure::smallness(firms.size(slots.start + k), rules.closure_size);
            rows.map(of).collect::<Vec<f64>>()
        });
        let mean = smallness.iter().sum::<f64>() / smallness.len() as f64;
        for (j, smallness) in slots.clone().zip(smallness) {
            let firms = &mut world.firms;
            let poor = firms.cash[j].balance() < firms.wage_bill[j];
            firms.poor_months[j] = if poor { firms.poor_months[j].saturating_add(1) } else { 0 };
            let below = threshold(closure::chance(rules.closure, smallness, mean));
            if u64::from(words.word(j - slots.start)) < below
                || u64::from(firms.poor_months[j]) >= rules.poor_months
            {
                struck.push(j);
            }
        }
        if !struck.is_empty() {
            spin_off(world, r, &struck, &mut till);
            struck.iter().for_each(|j| world.firms.founded[*j] = ctx.month as i32);
            refound_ecology(world, ctx, &struck);
            cooperatives::refound(world, ctx, r, &struck);
        }
    }
    world.till.merge(till);
}

/// Whether the firms that take the places of closed ones share benefits back.
fn refound_ecology(world: &mut World, ctx: &Context, struck: &[usize]) {
    let words = ctx.stream(Purpose::SharingFirm);
    for j in struck {
        if let Some(shares) = world.firms.shares_back.get_mut(*j) {
            *shares = open_unit(words.word(*j)) < ctx.rules.world.triune.sharing_firms;
        }
    }
}

fn spin_off(world: &mut World, r: usize, struck: &[usize], till: &mut Till) {
    let firms = &mut world.firms;
    let slots = firms.of_region(r);
    for column in [&mut firms.capital, &mut firms.inventory, &mut firms.expected] {
        spread(column, &slots, struck);
    }
    let mut balances: Vec<i64> = firms.cash[slots.clone()].iter().map(|c| c.balance()).collect();
    let middle = balances.len() / 2;
    let median = *balances.select_nth_unstable(middle).1;
    let mut freed = 0;
    for j in struck {
        let excess = (firms.cash[*j].balance() - median).max(0);
        firms.cash[*j].pay(excess, Flow::WindUp, till);
        freed += excess;
        (firms.productivity[*j], firms.poor_months[*j]) = (0.0, 0);
    }
    let fund = &mut world.regions[r].fund;
    fund.receive(freed, Flow::WindUp, till);
    fund.pay(freed, Flow::EquityInjections, till);
    for (j, part) in slots.clone().zip(split(freed, slots.clone().map(|_| 1))) {
        firms.cash[j].receive(part, Flow::EquityInjections, till);
    }
    for j in slots {
        firms.order[j] = firms.order[j].min(balance(&firms.cash, j));
    }
}

fn balance(cash: &[FirmPurse], j: usize) -> i64 {
    cash[j].balance()
}

/// Struck slots keep at most the median; what they had above it is shared equally by all slots.
fn spread(column: &mut [f64], slots: &Range<usize>, struck: &[usize]) {
    let mut sorted = column[slots.clone()].to_vec();
    let middle = sorted.len() / 2;
    let median = *sorted.select_nth_unstable_by(middle, f64::total_cmp).1;
    let mut freed = 0.0;
    for j in struck {
        freed += (column[*j] - median).max(0.0);
        column[*j] = column[*j].min(median);
    }
    let part = freed / slots.len() as f64;
    column[slots.clone()].iter_mut().for_each(|x| *x = num::coarse(*x + part));
}
