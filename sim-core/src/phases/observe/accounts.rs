//! Accounts of what has no price: who gives and who gets, by regime and mode.
//!
//! Nothing in the world is decided by them.

use super::super::Context;
use super::super::gather::{input_steps, own_hours};
use crate::engine::chunks;
use crate::engine::num;
use crate::ids::{MAIN_REGIMES, MODES, NONE, REGIMES, Regime};
use crate::ledger::CREDIT;
use crate::mechanisms::{knowledge, regime_choice};
use crate::state::World;
use crate::state::accounts::{Account, Accounts, Made, blank};
use crate::state::census::project_hours;
use crate::state::people::get_or;
use crate::state::regions::{ByRegion, STEPS, steps};

/// The accounts of the month; empty when they are not written.
pub fn take(world: &World, ctx: &Context) -> Accounts {
    if ctx.month <= 0 || !ctx.params.output.accounts.falls_on(ctx.month) {
        return Accounts::new();
    }
    let made = Made::of(world);
    let places: Vec<Place> = (0..world.regions.len()).map(|r| Place::of(world, ctx, &made, r)).collect();
    let regimes = if ctx.params.mechanisms.adventure { REGIMES } else { MAIN_REGIMES };
    let ByRegion(mut accounts) = chunks::run_rows(world.people.count, &|rows| {
        let mut accounts = ByRegion(blank(regimes));
        for (r, run) in world.blocks.runs(rows.start, rows.len()) {
            for i in run.start + rows.start..run.end + rows.start {
                let row = MODES * world.people.regime_of(i) as usize + world.people.mode[i] as usize;
                count(world, &places[r], i, &mut accounts.0[row]);
            }
        }
        accounts
    });
    let all = |of: fn(&Account) -> i64| accounts.iter().map(of).sum::<i64>() as f64;
    let rate = |value: f64, whole: f64| if whole > 0.0 { value * CREDIT / whole } else { 0.0 };
    let crowd = rate(made.crowd, all(|a| a.crowd_input));
    let sharing = rate(made.sharing, all(|a| a.sharing_hours));
    let peers = rate(made.peers + made.things, all(|a| a.project_hours));
    for account in &mut accounts {
        let elsewhere = crowd * account.crowd_input as f64
            + sharing * account.sharing_hours as f64
            + peers * account.project_hours as f64;
        account.value_made += elsewhere as i64;
    }
    accounts
}

/// What is the same for all people of a region.
struct Place {
    money: bool,
    /// Value of a skill-month of labour for firms, µcredit.
    of_labour: f64,
    bread_filled: f32,
    dividend: i64,
    /// Goods bought with a micro-credit of budget.
    goods: f64,
    /// Uses of projects that a person is served: the mean of those online and those not.
    uses: i64,
    fitting: f32,
    autonomies: [f32; REGIMES],
    /// Working time that a stay is worth to the guest, and that it takes of the host.
    stay: [f32; 2],
    /// α_a / α_y: nats of income that a unit of autonomy is worth to a unit of taste.
    worth: f32,
}

impl Place {
    fn of(world: &World, ctx: &Context, made: &Made, r: usize) -> Self {
        let (region, rules) = (&world.regions[r], &ctx.rules.regions[r]);
        let market = &region.market;
        let regimes = &rules.regimes;
        let worth = if regimes.income > 0.0 { regimes.autonomy / regimes.income } else { 0.0 };
        let spent = if market.budgets > 0 { market.consumption as f64 / market.budgets as f64 } else { 0.0 };
        Self {
            money: world.has_money(),
            of_labour: made.of_labour[r] * CREDIT,
            bread_filled: market.bread_filled as f32,
            dividend: region.dividend + if region.core { world.platforms.dividend } else { 0 },
            goods: spent / (region.price_buyer * CREDIT),
            uses: steps((region.access * uses_online(world, ctx)) as f32),
            fitting: regime_choice::fitting(region.coordination, rules.technology.fitting) as f32,
            autonomies: [
                regimes.autonomy_capital as f32,
                regimes.autonomy_crowdsourcing as f32,
                regimes.autonomy_sharing as f32,
                regimes.autonomy_peer as f32,
                ctx.rules.world.adventure.autonomy as f32,
            ],
            stay: [ctx.rules.world.adventure.benefit as f32, ctx.rules.world.adventure.cost as f32],
            worth: worth as f32,
        }
    }
}

/// Uses of open projects that somebody online is served in a month.
fn uses_online(world: &World, ctx: &Context) -> f64 {
    let online: f64 = world.regions.iter().map(|r| r.access * r.people as f64).sum();
    if world.projects.users.is_empty() {
        let known = if ctx.params.mechanisms.knowledge { world.knowledge } else { 0.0 };
        knowledge::success(known, &ctx.rules.world.knowledge)
    } else if online > 0.0 {
        world.projects.all_users * world.projects.served_share / online
    } else {
        0.0
    }
}

#[inline]
fn count(world: &World, place: &Place, i: usize, account: &mut Account) {
    let people = &world.people;
    let regime = people.regime_of(i);
    let (commons, bread) = (people.commons.at(i, 0.0), get_or(&people.bread, i, 0.0));
    account.people += 1;
    account.project_uses += place.uses;
    if get_or(&people.project, i, NONE) != NONE {
        account.project_hours += steps(project_hours(regime, commons, bread));
        let owed = steps(get_or(&people.favours, i, 0.0));
        account.favours_due += owed.max(0);
        account.favours_owed += (-owed).max(0);
    }
    let employed = get_or(&people.employer, i, NONE) != NONE;
    let own = own_hours(world, i);
    let for_firms = match regime {
        0 if employed || !place.money => own,
        0 => 0.0,
        _ => place.bread_filled * bread,
    };
    account.firm_hours += steps(for_firms);
    let skill = get_or(&people.skill, i, 1.0);
    if regime == Regime::Crowdsourcing as u8 && employed {
        account.crowd_hours += steps(own);
        account.crowd_input += input_steps(skill, own);
    } else if regime == Regime::Sharing as u8 && employed {
        account.sharing_hours += steps(own);
    }
    let [benefit, cost] = place.stay;
    account.hosting_hours += steps(cost * f32::from(get_or(&people.hosted, i, 0)));
    account.hospitality += steps(benefit * f32::from(get_or(&people.stays, i, 0)));
    if !place.money {
        return;
    }
    account.value_made += (place.of_labour * f64::from(skill * for_firms)) as i64;
    account.income += people.income[i] as i64;
    account.dividends += i64::from(people.equity[i]) * place.dividend;
    account.goods += (place.goods * people.budget[i] as f64 * f64::from(STEPS)) as i64;
    account.goods += steps(get_or(&people.in_kind, i, 0.0));
    let taste = people.taste.at(i, 0.0);
    if regime != Regime::Capital as u8 && taste > 0.0 {
        let own = regime_choice::autonomy(
            bread,
            place.fitting,
            place.autonomies[regime as usize],
            place.autonomies[0],
        );
        let nats = place.worth * taste * (own - place.autonomies[0]);
        account.autonomy += (people.income[i].max(0.0) * (num::exp32(nats) - 1.0)) as i64;
    }
}
