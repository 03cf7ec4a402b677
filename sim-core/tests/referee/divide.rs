//! Line 6: tasks, wages by the mixture of modes, casual pay, dole, prizes, maintainers' pay, tax (macro-core.md 3).

mod contest;
mod expect;
mod maintainers;
mod mixture;

use crate::flows::{Flow, Sector};
use crate::gather::firms::labour;
use crate::month::Month;
use crate::size::costs;
use crate::state::{CAPITAL, CREDIT, CROWDSOURCING, Deal, Firm, PEER, Person, Platform, SHARING, World};
use crate::whole::{Ratio, hour_steps, input_steps, part_of, running_floors};
use mixture::{Group, KEPT_BACK, STANDING_STEPS, TURN_STEPS};
use sim_core::engine::num;

/// Pays everybody for the month.
pub fn divide(world: &mut World, month: &mut Month) {
    let claims = claim(world, month);
    buy_tasks(world, month);
    let casual = make_deals(world, month);
    let payout = maintainers::pay(world, month);
    let paid = pay_people(world, month, &claims, &payout);
    settle_firms(world, casual, &paid);
    settle_regions(world, &paid);
    settle_platforms(world, &paid);
    expect::note_spread(world, month, &paid);
    maintainers::settle(world, &payout, &paid);
    expect::expect(world, month);
}

/// What somebody gets in the month, before tax; tax; by whom.
#[derive(Clone, Copy, Default)]
pub struct Paid {
    wage: i64,
    casual: i64,
    dole: i64,
    prize: i64,
    maintenance: i64,
    tax: i64,
}

/// Standing and equal turns of firms' members; and dole that people of each region can claim.
fn claim(world: &mut World, month: &Month) -> Vec<i64> {
    let mut claims = vec![0; world.regions.len()];
    for firm in &mut world.firms {
        (firm.standing, firm.turns) = (0, 0);
    }
    for person in &world.people {
        if let (CAPITAL, Some(j)) = (person.regime, person.employer) {
            let firm = &mut world.firms[j];
            let n: i64 = firm.members.iter().sum();
            let input = input_steps(person.skill, person.own_hours());
            let share = input as f64 * (1.0 / firm.input.max(1) as f64);
            firm.standing += (f64::from(person.standing) * STANDING_STEPS) as i64;
            firm.turns += (share.min(1.0 / n as f64) * TURN_STEPS) as i64;
        } else {
            claims[person.region] += dole_claim(world, month, person);
        }
    }
    claims
}

/// Dole rate × w × skill × hours sought and not found.
fn dole_claim(world: &World, month: &Month, person: &Person) -> i64 {
    let here = &month.seen.here[person.region];
    let filled = world.regions[person.region].market.bread_filled as f32;
    let hours = if person.regime == CAPITAL { person.own_hours() } else { (1.0 - filled) * person.bread };
    (f64::from(here.wage) * here.dole * f64::from(person.skill * hours)) as i64
}

/// Firms pay for tasks; platforms share it by their contributors' input and keep the commission.
fn buy_tasks(world: &mut World, month: &Month) {
    let spent: i64 = world.firms.iter().map(|firm| firm.plan.tasks).sum();
    for firm in &mut world.firms {
        firm.cash -= firm.plan.tasks;
    }
    let parts = running_floors(spent, &month.gathered.crowd.input);
    for (platform, part) in world.crowdsourcing.iter_mut().zip(&parts) {
        platform.cash += part;
        platform.receipts = Ratio::of(platform.terms.now[0]).times(*part);
        platform.pot = part - platform.receipts;
    }
    world.flows.note(Flow::Outsourcing, Sector::Firms, Sector::Platforms, parts.iter().sum());
}

/// Wage bills and casual pay, cut pro rata where cash is short, and what coordination leaves of labour.
///
/// Gives what each firm sets aside for casual hours.
fn make_deals(world: &mut World, month: &Month) -> Vec<i64> {
    let mut set_aside = vec![0; world.firms.len()];
    for region in &mut world.regions {
        region.market.casual_pot = 0;
    }
    for j in 0..world.firms.len() {
        let region = &world.regions[world.firms[j].region];
        let kappa = region.coordination as f32;
        let wage = region.wage * CREDIT;
        let members = (wage * labour(world, j)) as i64;
        let casual = (wage * world.firms[j].plan.casual) as i64;
        let firm = &mut world.firms[j];
        let payable = Ratio::payable(firm.cash, members + casual);
        set_aside[j] = payable.times(casual);
        let n: i64 = firm.members.iter().sum();
        let share = |m: i64| if n > 0 { m as f64 / n as f64 } else { 0.0 };
        firm.deal = Deal {
            bill: payable.times(members),
            members: n as f64,
            modes: firm.members.map(share),
            input: firm.input as f64,
            standing: firm.standing as f64,
            equal_turns: firm.turns as f64 / TURN_STEPS,
        };
        firm.labour_left = 1.0;
        if n > 0 {
            let n = n as f32;
            let cost = costs(&month.rules.world.dunbar, n, n / f32::from(firm.teams), kappa);
            let left = |m: usize| firm.deal.modes[m] * f64::from(num::exp32(-cost[m]));
            firm.labour_left = num::coarse((0..4).map(left).sum());
        }
        world.regions[firm.region].market.casual_pot += set_aside[j];
    }
    set_aside
}

/// What a crowdsourcing platform pays by the piece; the rest of its pot are prizes.
fn piece_pot(platform: &Platform) -> i64 {
    Ratio::of(platform.terms.now[1]).times(platform.pot)
}

/// Everybody is paid and taxed, and plans what to spend.
fn pay_people(world: &mut World, month: &Month, claims: &[i64], payout: &maintainers::Payout) -> Vec<Paid> {
    let prizes = contest::prizes(world, month);
    let states: Vec<Ratio> = world
        .regions
        .iter()
        .zip(claims)
        .map(|(region, claim)| Ratio::payable(region.state, *claim))
        .collect();
    let creators: Vec<i64> =
        world.sharing.iter().map(|p| Ratio::of(p.terms.now[1]).times(p.last_receipts).min(p.cash)).collect();
    let mut all = Vec::with_capacity(world.people.len());
    for i in 0..world.people.len() {
        let person = &world.people[i];
        let here = &month.seen.here[person.region];
        let dividends = i64::from(person.equity) * here.dividend;
        let plan = plan_spending(month, person, dividends);
        let mut paid = Paid { maintenance: payout.money[i], ..Paid::default() };
        match (person.regime, person.employer) {
            (CAPITAL, Some(j)) => paid.wage = wage(&world.firms[j], person),
            _ => paid.dole = states[person.region].times(dole_claim(world, month, person)),
        }
        if person.regime != CAPITAL {
            let bread = input_steps(person.skill, person.bread);
            let pot = world.regions[person.region].market.casual_pot;
            paid.casual = part_of(pot, bread, month.gathered.offers[person.region].bread);
        }
        let crowd = &month.gathered.crowd;
        match (person.regime, person.employer) {
            (CROWDSOURCING, Some(k)) => {
                let input = input_steps(person.skill, person.own_hours());
                paid.prize = part_of(piece_pot(&world.crowdsourcing[k]), input, crowd.input[k]) + prizes[i];
            }
            (SHARING, Some(k)) => {
                paid.prize = part_of(creators[k], hour_steps(person.own_hours()), crowd.sharing[k]);
            }
            _ => {}
        }
        take_home(world, month, i, dividends, plan, &mut paid);
        all.push(paid);
    }
    all
}

/// max(c₁ y + c₂ m, what still must be bought to live), on last month's income and the money held before pay.
fn plan_spending(month: &Month, person: &Person, dividends: i64) -> i64 {
    let rules = &month.rules.regions[person.region].households;
    let here = &month.seen.here[person.region];
    let income = f64::from(person.income) + dividends as f64;
    let need = (here.need - here.basket * person.in_kind).max(0.0);
    let wish = rules.spend_income * income + rules.spend_money * person.cash as f64;
    wish.max(f64::from(need)) as i64
}

/// A member's part of the firm's bill, by the mixture of its members' modes.
pub fn wage(firm: &Firm, person: &Person) -> i64 {
    let deal = &firm.deal;
    let group = Group {
        members: deal.members,
        modes: deal.modes,
        input: deal.input,
        standing: deal.standing,
        equal_turns: deal.equal_turns,
    };
    let input = input_steps(person.skill, person.own_hours()) as f64;
    let standing = (f64::from(person.standing) * STANDING_STEPS).floor();
    (deal.bill as f64 * KEPT_BACK * group.weight(input, standing)) as i64
}

/// Income tax on all but dole, last month's dividends among it, and the tax on dividends; never beyond cash.
fn take_home(world: &mut World, month: &Month, i: usize, dividends: i64, plan: i64, paid: &mut Paid) {
    let person = &mut world.people[i];
    let region = &world.regions[person.region];
    let tax = Ratio::of(month.seen.here[person.region].tax);
    let most = month.rules.regions[person.region].elites.capital_tax;
    let reformers = region.weights[3];
    let capital_tax = Ratio::of(region.order * (most * reformers));
    let of_work = paid.wage + paid.casual + paid.prize + paid.maintenance;
    person.cash += of_work + paid.dole;
    paid.tax = (tax.times(of_work + dividends) + capital_tax.times(dividends)).min(person.cash);
    person.cash -= paid.tax;
    person.income = (of_work + paid.dole - paid.tax) as f32;
    // For who works in a project in free time, its pay is not pay from their regime.
    let of_regime = paid.prize + if person.regime == PEER { paid.maintenance } else { 0 };
    person.regime_pay = (of_regime - tax.times(of_regime)) as f32;
    person.budget = plan.min(person.cash);
}

/// A firm pays what its members were paid and, by what it set aside, its part of the region's casual pay.
fn settle_firms(world: &mut World, set_aside: Vec<i64>, paid: &[Paid]) {
    for firm in &mut world.firms {
        firm.paid = 0;
    }
    let mut casual = vec![0; world.regions.len()];
    for (person, paid) in world.people.iter().zip(paid) {
        casual[person.region] += paid.casual;
        if let (CAPITAL, Some(j)) = (person.regime, person.employer) {
            world.firms[j].paid += paid.wage;
        }
    }
    for (r, casual) in casual.into_iter().enumerate() {
        let slots: Vec<usize> = (0..world.firms.len()).filter(|j| world.firms[*j].region == r).collect();
        let weights: Vec<i64> = slots.iter().map(|j| set_aside[*j]).collect();
        for (j, part) in slots.into_iter().zip(running_floors(casual, &weights)) {
            let firm = &mut world.firms[j];
            firm.wage_bill = firm.paid + part;
            firm.cash -= firm.wage_bill;
        }
    }
}

/// States pay the dole and take the tax; what the regions' markets paid.
fn settle_regions(world: &mut World, paid: &[Paid]) {
    for (r, region) in world.regions.iter_mut().enumerate() {
        let mut sum = Paid::default();
        let mut of_peers = 0;
        for (person, paid) in world.people.iter().zip(paid).filter(|(person, _)| person.region == r) {
            sum.wage += paid.wage;
            sum.casual += paid.casual;
            sum.dole += paid.dole;
            sum.prize += paid.prize;
            sum.maintenance += paid.maintenance;
            sum.tax += paid.tax;
            of_peers += if person.regime == PEER { paid.maintenance } else { 0 };
        }
        region.state += sum.tax - sum.dole;
        let market = &mut region.market;
        (market.wages, market.casual_paid) = (sum.wage + sum.casual, sum.casual);
        (market.prizes, market.project_pay, market.peer_pay) = (sum.prize, sum.maintenance, of_peers);
        let flows = &mut world.flows;
        flows.note(Flow::Wages, Sector::Firms, Sector::Households, sum.wage + sum.casual);
        flows.note(Flow::Dole, Sector::States, Sector::Households, sum.dole);
        flows.note(Flow::IncomeTax, Sector::Households, Sector::States, sum.tax);
        flows.note(Flow::Prizes, Sector::Platforms, Sector::Households, sum.prize);
        flows.note(Flow::ProjectPay, Sector::Projects, Sector::Households, sum.maintenance);
    }
}

/// Platforms pay what their users got.
fn settle_platforms(world: &mut World, paid: &[Paid]) {
    for platform in &mut world.sharing {
        platform.creators_pay = 0;
    }
    for (person, paid) in world.people.iter().zip(paid) {
        match (person.regime, person.employer) {
            (CROWDSOURCING, Some(k)) => world.crowdsourcing[k].cash -= paid.prize,
            (SHARING, Some(k)) => {
                world.sharing[k].cash -= paid.prize;
                world.sharing[k].creators_pay += paid.prize;
            }
            _ => {}
        }
    }
}
