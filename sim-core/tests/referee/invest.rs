//! Line 8: projects organise; capital arrives and is ordered, the surplus is paid out, firms close, machines spread.

mod closure;
mod cooperatives;
mod platforms;
mod projects;
mod workshops;

use crate::flows::{Flow, Sector};
use crate::month::Month;
use crate::state::{CREDIT, Firm, Region, World};
use crate::whole::{Ratio, running_floors};
use sim_core::engine::num;

/// Lets a world live through the line.
pub fn invest(world: &mut World, month: &mut Month) {
    projects::organise(world, month);
    for r in 0..world.regions.len() {
        order_and_pay_out(world, month, r);
        let to_platforms = inject(world, month, r);
        platforms::take_equity(world, to_platforms);
        pay_dividend(&mut world.regions[r]);
    }
    platforms::pay_out(world, month);
    platforms::replace_failing(world, month);
    pay_owners(world);
    cooperatives::pay(world, month);
    closure::close(world, month);
    workshops::equip(world, month);
    workshops::spread_machines(world, month);
}

/// What capital must earn in a region, 1/month: on its way from where it started to where all go.
fn required_return(region: &Region, month: &Month, r: usize) -> f64 {
    let rules = &month.rules.regions[r].firms;
    let left = num::exp(-std::f64::consts::LN_2 * month.years() / rules.return_half_life);
    (rules.required_return + (region.required_return_start - rules.required_return) * left) / 12.0
}

/// Capital at which the required return is earned: α y/(ρ + δ) · p/p_buyer.
fn wanted_capital(region: &Region, month: &Month, r: usize, alpha: f64, output: f64) -> f64 {
    let user_cost = (required_return(region, month, r) + region.depreciation / 12.0).max(1e-9);
    alpha * output / user_cost * (region.price / region.price_buyer)
}

/// Firms take in what was delivered and order; what is above liquidity and order goes to the fund, or, in a co-operative,
/// waits for its members.
fn order_and_pay_out(world: &mut World, month: &Month, r: usize) {
    let (rules, region) = (&month.rules.regions[r].firms, &mut world.regions[r]);
    let depreciation = region.depreciation / 12.0;
    let mut receipts = 0;
    for firm in world.firms.iter_mut().filter(|firm| firm.region == r) {
        let kept = (1.0 - depreciation) * (1.0 - rules.scrapped);
        firm.capital = num::coarse(kept * firm.capital + firm.plan.delivered);
        let output = firm.expected.min(output_at_profit_limit(firm, region, rules.capital_share));
        let wanted = wanted_capital(region, month, r, rules.capital_share, output);
        let goods = (depreciation * firm.capital + rules.adjustment * (wanted - firm.capital)).max(0.0);
        let cost = (rules.orders * goods * region.price_buyer * CREDIT) as i64;
        let mark_up = month.params.genesis.mark_up;
        let typical = (1.0 - rules.capital_share) / mark_up * region.price * firm.expected * CREDIT;
        let liquidity = (rules.liquidity * (firm.wage_bill as f64).max(0.5 * typical)) as i64;
        firm.order = cost.min((firm.cash - liquidity / 2).max(0));
        let surplus = (firm.cash - liquidity - firm.order).max(0);
        if firm.cooperative {
            (firm.plan.unfunded, firm.surplus) = (0, surplus);
        } else {
            (firm.plan.unfunded, firm.surplus) = (cost - firm.order, 0);
            firm.cash -= surplus;
            receipts += surplus;
        }
    }
    region.fund += receipts;
    region.market.paid_out = receipts;
    world.flows.note(Flow::DividendsIn, Sector::Firms, Sector::Funds, receipts);
}

/// What a firm would make with the labour whose marginal product is the real wage.
fn output_at_profit_limit(firm: &Firm, region: &Region, alpha: f64) -> f64 {
    // What coordination takes from labour it takes from all of it: A e^(1−α).
    let coordination = num::pow(firm.labour_left, 1.0 - alpha);
    let a = num::exp(region.ln_productivity + firm.productivity) * coordination;
    let labour = firm.capital * num::pow(a * (1.0 - alpha) * region.price / region.wage, 1.0 / alpha);
    if firm.capital <= 0.0 || labour <= 0.0 {
        return 0.0;
    }
    a * num::exp(alpha * num::ln(firm.capital) + (1.0 - alpha) * num::ln(labour))
}

/// The fund puts a share of what it received into orders that firms could not pay; in core regions platforms get their
/// part of that share before. Gives what platforms get.
fn inject(world: &mut World, month: &Month, r: usize) -> i64 {
    let region = &mut world.regions[r];
    let new = Ratio::of(month.rules.regions[r].funds.reinvest).times(region.market.paid_out);
    let turned = region.core && !month.held();
    let share = if turned { world.platform_fund.equity_share } else { 0.0 };
    let to_platforms = Ratio::of(share).times(new);
    let here = |firm: &&mut Firm| firm.region == r;
    let unfunded: Vec<u64> =
        world.firms.iter_mut().filter(here).map(|firm| firm.plan.unfunded as u64).collect();
    let to_firms = (new - to_platforms).min(unfunded.iter().sum::<u64>() as i64);
    region.fund -= to_platforms + to_firms;
    for (firm, part) in world.firms.iter_mut().filter(here).zip(running_floors(to_firms, &unfunded)) {
        firm.cash += part;
        firm.order += part;
    }
    world.flows.note(Flow::EquityInjections, Sector::Funds, Sector::Firms, to_firms);
    to_platforms
}

/// Whole micro-credits a share; the rest stays in the fund.
fn pay_dividend(region: &mut Region) {
    region.dividend = if region.fund_shares > 0 { region.fund / region.fund_shares } else { 0 };
    region.fund -= region.dividend * region.fund_shares;
}

/// People get the dividends of their region's fund, in core regions those of the platforms' fund too.
fn pay_owners(world: &mut World) {
    for person in &mut world.people {
        let region = &world.regions[person.region];
        let rate = region.dividend + if region.core { world.platform_fund.dividend } else { 0 };
        let dividends = rate * i64::from(person.equity);
        person.cash += dividends;
        world.flows.note(Flow::DividendsOut, Sector::Funds, Sector::Households, dividends);
    }
}
