//! Firms, platforms, and tracked owners.

use crate::state as to;
use sim_core::state as from;
use sim_core::state::people::get_or;

pub fn firm(w: &from::World, j: usize) -> to::Firm {
    let f = &w.firms;
    let (totals, plan) = (f.deals[j].totals, f.plans[j]);
    to::Firm {
        region: (0..w.regions.len()).find(|r| f.of_region(*r).contains(&j)).expect("every firm has a region"),
        capital: f.capital[j],
        inventory: f.inventory[j],
        expected: f.expected[j],
        productivity: f.productivity[j],
        cash: f.cash[j].balance(),
        order: f.order[j],
        wage_bill: f.wage_bill[j],
        revenue: f.revenue[j],
        poor_months: f.poor_months[j],
        shares_back: get_or(&f.shares_back, j, false),
        cooperative: f.cooperative[j],
        surplus: f.surplus[j],
        surplus_paid: f.surplus_paid.get(j),
        deal: to::Deal {
            bill: f.deals[j].bill,
            members: totals.members,
            modes: totals.modes,
            input: totals.input,
            standing: totals.standing,
            equal_turns: totals.equal_turns,
        },
        teams: get_or(&f.teams, j, 1),
        labour_left: get_or(&f.labour_left, j, 1.0),
        members: f.members_by_mode(j),
        input: f.input.get(j),
        standing: f.claims.get(2 * j),
        turns: f.claims.get(2 * j + 1),
        paid: f.paid.get(j),
        plan: to::Plan {
            leave_below: plan.leave_below,
            casual: plan.casual,
            vacancies: plan.vacancies,
            tasks: plan.tasks,
            task_labour: plan.task_labour,
            output: plan.output,
            advertising: plan.advertising,
            delivered: plan.delivered,
            unfunded: plan.unfunded,
        },
    }
}

pub fn crowd_platform(w: &from::World, k: usize) -> to::Platform {
    let all = &w.platforms;
    to::Platform {
        expected_prize: all.expected_prize[k],
        win_chance: all.win_chance[k],
        expected_piece: all.expected_piece[k],
        ..platform(&all.crowdsourcing[k])
    }
}

pub fn platform(p: &from::Platform) -> to::Platform {
    let trial = |t: sim_core::mechanisms::owner_search::Trial| to::Trial {
        profit: t.profit,
        user_months: t.user_months,
        users: t.users,
    };
    to::Platform {
        users: p.users,
        hours: p.hours,
        cash: p.cash.balance(),
        receipts: p.receipts,
        last_receipts: p.last_receipts,
        pot: p.pot,
        creators_pay: p.creators_pay,
        data: p.data,
        capital: p.capital,
        to_build: p.to_build,
        failing: p.failing,
        terms: to::Terms {
            now: p.terms.now,
            kept: p.terms.kept,
            tried: p.terms.tried,
            lever: p.terms.lever,
            tried_first: p.terms.tried_first,
            month: p.terms.month,
            under_way: p.terms.under_way,
            trials: p.terms.trials.map(trial),
        },
        ..to::Platform::default()
    }
}

pub fn platform_fund(p: &from::Platforms) -> to::PlatformFund {
    to::PlatformFund {
        cash: p.fund.balance(),
        shares: p.fund_shares,
        equity_share: p.equity_share,
        yields: p.yields,
        dividend: p.dividend,
        own_attention: p.own_attention,
        pay_spread: p.pay_spread,
        walked_out: p.walked_out,
        failed: p.failed,
        expected_tasks: p.expected_tasks,
    }
}

pub fn owner(o: &from::Owner) -> to::Owner {
    to::Owner {
        person: o.person as usize,
        region: o.region.into(),
        faction: o.faction.into(),
        equity: o.equity,
        refuge: o.refuge,
        outlay: o.outlay,
        gains: o.gains,
        income: o.income,
        base: o.base,
    }
}
