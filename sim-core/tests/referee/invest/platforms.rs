//! Platforms get equity, pay out, and fail (M17, M18, M19).

use crate::exchange::margin;
use crate::flows::{Flow, Sector};
use crate::month::Month;
use crate::state::{CREDIT, CROWDSOURCING, Platform, SHARING, Terms, World};
use crate::whole::running_floors;
use sim_core::engine::num;

/// Equity is shared by last month's receipts and a micro-credit; it waits to be built with.
pub fn take_equity(world: &mut World, equity: i64) {
    let platforms = || world.crowdsourcing.iter().chain(&world.sharing);
    let weights: Vec<u64> = platforms().map(|platform| platform.last_receipts as u64 + 1).collect();
    let all = world.crowdsourcing.iter_mut().chain(&mut world.sharing);
    for (platform, part) in all.zip(running_floors(equity, &weights)) {
        platform.cash += part;
        platform.to_build += part;
    }
    world.flows.note(Flow::EquityInjections, Sector::Funds, Sector::Platforms, equity);
}

/// Platforms keep a month of receipts and what they will build with; the rest is paid out by way of their fund.
pub fn pay_out(world: &mut World, month: &Month) {
    let mut received = 0;
    for platform in world.crowdsourcing.iter_mut().chain(&mut world.sharing) {
        let surplus = (platform.cash - platform.receipts - platform.to_build).max(0);
        platform.cash -= surplus;
        received += surplus;
        platform.last_receipts = platform.receipts;
        (platform.receipts, platform.pot) = (0, 0);
    }
    let fund = &mut world.platform_fund;
    fund.cash += received;
    fund.dividend = if fund.shares > 0 { fund.cash / fund.shares } else { 0 };
    fund.cash -= fund.dividend * fund.shares;
    world.flows.note(Flow::DividendsIn, Sector::Platforms, Sector::Funds, received);
    if !month.held() {
        turn(world, month, received);
    }
}

/// Owners turn to where the return was higher.
fn turn(world: &mut World, month: &Month, from_platforms: i64) {
    let rules = &month.rules.world.platforms;
    let core = || world.regions.iter().filter(|region| region.core);
    let from_firms: i64 = core().map(|region| region.market.paid_out).sum();
    let equity: f64 = core().map(|region| region.price * region.market.owned_capital * CREDIT).sum();
    let fund = &mut world.platform_fund;
    let x = fund.equity_share;
    let a_year = |paid_out: i64, part: f64| {
        if equity > 0.0 { 12.0 * paid_out as f64 / (equity * part.max(0.001)) } else { 0.0 }
    };
    let (platforms, firms) = (a_year(from_platforms, x), a_year(from_firms, 1.0 - x));
    fund.yields = [num::coarse(firms), num::coarse(platforms)];
    let fitter = num::exp((rules.equity_speed * (platforms - firms)).clamp(-5.0, 5.0));
    let y = x * fitter / (x * fitter + 1.0 - x);
    fund.equity_share = num::coarse(y + rules.equity_mutation * (0.5 - y));
}

/// A platform with hardly any users for too long is wound up; a new one takes its place.
pub fn replace_failing(world: &mut World, month: &Month) {
    let rules = &month.rules.world.platforms;
    world.platform_fund.failed = 0;
    if month.held() {
        return;
    }
    for regime in [CROWDSOURCING, SHARING] {
        let (kind, terms, data) = if regime == CROWDSOURCING {
            (&mut world.crowdsourcing, [rules.commission, rules.piece_share], 1.0)
        } else {
            let terms = [rules.openness, rules.creators_share];
            (&mut world.sharing, terms, margin(rules.openness))
        };
        let mean = kind.iter().map(|platform| platform.users).sum::<i64>() as f64 / kind.len() as f64;
        let mut failed = Vec::new();
        for (k, platform) in kind.iter_mut().enumerate() {
            let fails = mean >= 1.0 && (platform.users as f64) < rules.failing * mean;
            platform.failing = if fails { platform.failing + 1 } else { 0 };
            if platform.failing >= rules.patience {
                failed.push(k);
                world.platform_fund.cash += platform.cash;
                world.flows.note(Flow::WindUp, Sector::Platforms, Sector::Funds, platform.cash);
                *platform = entrant(terms, data, platform);
            }
        }
        world.platform_fund.failed += failed.len() as i64;
        for person in world.people.iter_mut().filter(|person| person.regime == regime) {
            if person.employer.is_some_and(|k| failed.contains(&k)) {
                (person.employer, person.lock_in) = (None, 0.0);
            }
        }
    }
}

/// A platform that begins with nothing. What contributors expect of its place outlives who held it.
fn entrant(now: [f64; 2], data: f64, before: &Platform) -> Platform {
    Platform {
        terms: Terms { now, lever: 1, ..Terms::default() },
        data,
        expected_prize: before.expected_prize,
        win_chance: before.win_chance,
        expected_piece: before.expected_piece,
        ..Platform::default()
    }
}
