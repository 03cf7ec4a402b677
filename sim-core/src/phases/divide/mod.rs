//! Line 6: organisations divide their proceeds by their members' mixture of modes; dole and tax (flows 1–4, 6, 13).
//!
//! Reads: inputs, standing, modes, plans. Writes: people.cash, income, regime_pay, budget; firms.deals, wage_bill.
//!
//! Each member is paid ⌊bill · weight⌋, and a firm's bill is what its members were paid: exact, without an order of
//! members. What flooring leaves, less than a micro-credit a member and a billionth of the bill, stays with the firm.

mod contest;
mod maintainers;

use super::Context;
use super::gather::{Crowd, Gathered, input_steps, own_hours};
use super::govern::elites;
use super::perceive::{Here, Seen};
use crate::engine::ahead;
use crate::engine::chunks::{self, Merge};
use crate::engine::num;
use crate::engine::sums::{Adder, Fraction, share_of, split};
use crate::ids::{NONE, Regime};
use crate::ledger::{CREDIT, Flow, Till};
use crate::mechanisms::coordination_cost::CoordinationCost;
use crate::mechanisms::crowdsourcing::winners;
use crate::mechanisms::mode_division::{Division, Totals};
use crate::mechanisms::spending;
use crate::state::firms::Deal;
use crate::state::people::get_or;
use crate::state::regions::{ByRegion, STEPS, steps};
use crate::state::{Platform, World};
use std::mem::take;

/// Steps in which equal turns are tallied.
const TURN_STEPS: f64 = 1_099_511_627_776.0;
/// Steps in which standing is tallied.
const STANDING_STEPS: f64 = 1024.0;
/// Keeps rounding in the weights from dividing more than there is.
const GUARD: f64 = 1.0 - 1e-9;

/// Pays everybody for the month.
pub fn divide(world: &mut World, ctx: &Context, seen: &Seen, gathered: &Gathered) {
    if !world.has_money() {
        return;
    }
    let claims = claim(world, seen);
    buy_tasks(world, gathered);
    make_deals(world, ctx);
    let payout = maintainers::pay(world, ctx);
    let payroll = Payroll::new(world, ctx, seen, gathered, &claims, &payout.money);
    let paid = pay_people(world, &payroll);
    settle(world, gathered, paid);
    settle_maintenance(world, &payout);
    expect_pay(world, ctx);
    share_goods(world, &payout.goods);
    expect_prizes(world, ctx, gathered);
}

/// What people can claim this month, by region, µcredit: dole.
fn claim(world: &mut World, seen: &Seen) -> Vec<i64> {
    world.firms.claims.clear();
    let w = &*world;
    // What a member's input share and an equal turn are, worked out once for each firm.
    let turns: Vec<(f64, f64)> = (0..w.firms.count())
        .map(|j| (1.0 / w.firms.input.get(j).max(1) as f64, 1.0 / w.firms.size(j).max(1) as f64))
        .collect();
    let claims = chunks::run_rows(w.people.count, &|rows| {
        let mut claims = ByRegion::<i64>::blank(w.regions.len());
        let of_firms = w.firms.claims.adder();
        // Two cells a firm.
        let (pairs, _) = of_firms.cells().as_chunks::<2>();
        for (r, run) in w.blocks.runs(rows.start, rows.len()) {
            let rate = dole_rate(&seen.here[r]);
            let filled = w.regions[r].market.bread_filled as f32;
            for i in run.start + rows.start..run.end + rows.start {
                let employer = w.people.employer[i];
                ahead::fetch_of(&turns, &w.people.employer, i);
                ahead::fetch_of(pairs, &w.people.employer, i);
                if w.people.regime_of(i) == Regime::Capital as u8 && employer != NONE {
                    let firm = employer as usize;
                    let (per_input, turn) = turns[firm];
                    let share = input_steps(w.people.skill[i], own_hours(w, i)) as f64 * per_input;
                    let turn = (share.min(turn) * TURN_STEPS) as i64;
                    let standing = (f64::from(w.people.standing[i]) * STANDING_STEPS) as i64;
                    of_firms.add(2 * firm, standing);
                    of_firms.add(2 * firm + 1, turn);
                } else {
                    claims.0[r] += dole_claim(w, filled, rate, i);
                }
            }
        }
        claims
    });
    world.firms.claims.fold();
    claims.0
}

/// Dole of a skill-month, µcredit.
fn dole_rate(here: &Here) -> f64 {
    f64::from(here.wage) * here.dole
}

/// Dole for hours sought and not found: all own hours of the unemployed, unsold bread hours of others.
#[inline]
fn dole_claim(world: &World, filled: f32, rate: f64, i: usize) -> i64 {
    let people = &world.people;
    let capital = people.regime_of(i) == Regime::Capital as u8;
    let hours = if capital { own_hours(world, i) } else { (1.0 - filled) * get_or(&people.bread, i, 0.0) };
    (rate * f64::from(people.skill[i] * hours)) as i64
}

/// Firms pay for tasks; platforms keep their commission and hold the rest as prizes.
fn buy_tasks(world: &mut World, gathered: &Gathered) {
    let mut till = Till::default();
    let mut taken = 0;
    for (plan, cash) in world.firms.plans.iter().zip(&mut world.firms.cash) {
        cash.pay(plan.tasks, Flow::Outsourcing, &mut till);
        taken += plan.tasks;
    }
    let crowd = &gathered.crowd;
    let weights: Vec<u64> = crowd.input.iter().map(|input| *input as u64).collect();
    for (platform, part) in world.platforms.crowdsourcing.iter_mut().zip(split(taken, weights)) {
        platform.cash.receive(part, Flow::Outsourcing, &mut till);
        platform.receipts = Fraction::of(platform.commission()).of_amount(part);
        platform.pot = part - platform.receipts;
    }
    world.till.merge(till);
}

/// Wage bills, cut to cash where short, and the totals by which they are divided.
fn make_deals(world: &mut World, ctx: &Context) {
    let mut deals: Vec<Deal> = take(&mut world.firms.deals);
    let mut bills = take(&mut world.firms.wage_bill);
    let mut divisions = take(&mut world.firms.divisions);
    let mut labour_left = take(&mut world.firms.labour_left);
    let cost = CoordinationCost::new(&ctx.rules.world.dunbar);
    let w = &*world;
    let columns =
        (deals.as_mut_slice(), divisions.as_mut_slice(), bills.as_mut_slice(), labour_left.as_mut_slice());
    let pots =
        chunks::run_in(super::gather::FIRMS_AT_A_TIME, columns, &|first, (deals, divisions, bills, left)| {
            let mut pots = ByRegion::<i64>::blank(w.regions.len());
            for (k, deal) in deals.iter_mut().enumerate() {
                let j = first + k;
                let r = super::gather::region_of(w, j);
                let wage = w.regions[r].wage * CREDIT;
                let (members, casual) =
                    ((wage * w.firms.labour(j)) as i64, (wage * w.firms.plans[j].casual) as i64);
                let payable = Fraction::ratio(w.firms.cash[j].balance(), members + casual);
                deal.bill = payable.of_amount(members);
                deal.totals = totals(w, j);
                divisions[k] = Division::of(&deal.totals, deal.bill as f64 * GUARD);
                bills[k] = payable.of_amount(casual);
                if let Some(left) = left.get_mut(k) {
                    let kappa = w.regions[r].coordination as f32;
                    *left = coordinated(w, &cost, &deal.totals, j, kappa);
                }
                pots.0[r] += bills[k];
            }
            pots
        });
    // Until it is paid, a firm's casual pay stands in its wage bill.
    (world.firms.deals, world.firms.divisions, world.firms.wage_bill) = (deals, divisions, bills);
    world.firms.labour_left = labour_left;
    for (region, pot) in world.regions.iter_mut().zip(pots.0) {
        region.market.casual_pot = pot;
    }
}

/// Share of its labour that a firm keeps from coordination with these members (M3).
fn coordinated(world: &World, cost: &CoordinationCost, totals: &Totals, j: usize, kappa: f32) -> f64 {
    if totals.members < 1.0 {
        return 1.0;
    }
    let members = totals.members as f32;
    num::coarse(cost.labour_left(totals.modes, members, world.firms.team_size(j, members), kappa))
}

fn totals(world: &World, j: usize) -> Totals {
    let by_mode = world.firms.members_by_mode(j);
    let members = by_mode.iter().sum::<i64>() as f64;
    Totals {
        members,
        modes: by_mode.map(|n| if members > 0.0 { n as f64 / members } else { 0.0 }),
        input: world.firms.input.get(j) as f64,
        standing: world.firms.claims.get(2 * j) as f64,
        equal_turns: world.firms.claims.get(2 * j + 1) as f64 / TURN_STEPS,
    }
}

/// What pay depends on in a region.
struct PayLaw {
    here: Here,
    dole: f64,
    bread_filled: f32,
    dole_paid: Fraction,
    tax: Fraction,
    capital_tax: Fraction,
    casual_pot: i64,
    bread: i64,
    spend_income: f64,
    spend_money: f64,
}

struct Payroll<'a> {
    regions: Vec<PayLaw>,
    crowd: &'a Crowd,
    maintenance: &'a [maintainers::Pay],
    /// Pay by the piece and prizes, by crowdsourcing platform.
    pots: Vec<[i64; 2]>,
    /// Creators' pay, by sharing platform.
    creators: Vec<i64>,
    /// Prizes in person order.
    prizes: Vec<contest::Prize>,
}

impl<'a> Payroll<'a> {
    fn new(
        world: &World,
        ctx: &Context,
        seen: &Seen,
        gathered: &'a Gathered,
        claims: &[i64],
        maintenance: &'a [maintainers::Pay],
    ) -> Self {
        let law = |r: usize| {
            let (region, rules) = (&world.regions[r], &ctx.rules.regions[r]);
            PayLaw {
                here: seen.here[r],
                dole: dole_rate(&seen.here[r]),
                bread_filled: region.market.bread_filled as f32,
                dole_paid: Fraction::ratio(region.state.balance(), claims[r]),
                tax: Fraction::of(seen.here[r].tax),
                capital_tax: Fraction::of(region.order * elites::capital_tax(region.policy, &rules.elites)),
                casual_pot: region.market.casual_pot,
                bread: gathered.offers[r].bread,
                spend_income: rules.households.spend_income,
                spend_money: rules.households.spend_money,
            }
        };
        Self {
            regions: (0..world.regions.len()).map(law).collect(),
            crowd: &gathered.crowd,
            maintenance,
            pots: world.platforms.crowdsourcing.iter().map(pots).collect(),
            creators: world.platforms.sharing.iter().map(creators_pot).collect(),
            prizes: contest::prizes(world, &ctx.rules.world.platforms, &gathered.crowd),
        }
    }
}

impl Payroll<'_> {
    /// Prizes from a person on.
    fn prizes_from(&self, first: usize) -> std::iter::Peekable<std::slice::Iter<'_, contest::Prize>> {
        let start = self.prizes.partition_point(|(person, _)| (*person as usize) < first);
        self.prizes[start..].iter().peekable()
    }

    /// Maintainers' pay from a person on.
    fn maintenance_from(&self, first: usize) -> std::iter::Peekable<std::slice::Iter<'_, maintainers::Pay>> {
        let start = self.maintenance.partition_point(|pay| (pay.person as usize) < first);
        self.maintenance[start..].iter().peekable()
    }
}

/// What a crowdsourcing platform pays by the piece, and as prizes.
fn pots(platform: &Platform) -> [i64; 2] {
    let pieces = Fraction::of(platform.paid_share()).of_amount(platform.pot);
    [pieces, platform.pot - pieces]
}

/// What a sharing platform pays its users, out of last month's receipts.
fn creators_pot(platform: &Platform) -> i64 {
    Fraction::of(platform.paid_share()).of_amount(platform.last_receipts).min(platform.cash.balance())
}

/// What people of a region got and gave, µcredit.
#[derive(Clone, Copy, Debug, Default)]
struct Paid {
    wages: i64,
    casual: i64,
    dole: i64,
    tax: i64,
    prizes: i64,
    maintenance: i64,
    of_peers: i64,
}

impl Merge for Paid {
    fn merge(&mut self, right: Self) {
        self.wages += right.wages;
        self.casual += right.casual;
        self.dole += right.dole;
        self.tax += right.tax;
        self.prizes += right.prizes;
        self.maintenance += right.maintenance;
        self.of_peers += right.of_peers;
    }
}

type AllPaid = (ByRegion<Paid>, (Vec<PlatformPaid>, Till));

/// A prize, pay by the piece or creators' pay: regime, platform and amount.
type PlatformPaid = (u8, usize, i64);

fn pay_people(world: &mut World, payroll: &Payroll) -> AllPaid {
    world.firms.paid.clear();
    let mut cash = take(&mut world.people.cash);
    let mut income = take(&mut world.people.income);
    let mut regime_pay = take(&mut world.people.regime_pay);
    let mut budget = take(&mut world.people.budget);
    let w = &*world;
    let columns =
        (cash.as_mut_slice(), income.as_mut_slice(), regime_pay.as_mut_slice(), budget.as_mut_slice());
    let paid = chunks::run(columns, &|first, (cash, income, regime_pay, budget)| {
        let mut paid = ByRegion::<Paid>::blank(payroll.regions.len());
        let (mut prizes, mut till) = (Vec::new(), Till::default());
        let mut won = payroll.prizes_from(first);
        let mut due = payroll.maintenance_from(first);
        let wages = w.firms.paid.adder();
        for (r, rows) in w.blocks.runs(first, cash.len()) {
            let (law, paid) = (&payroll.regions[r], &mut paid.0[r]);
            for k in rows {
                let i = first + k;
                ahead::fetch_of(&w.firms.divisions, &w.people.employer, i);
                ahead::fetch_of(wages.cells(), &w.people.employer, i);
                let dividends = i64::from(w.people.equity[i]) * law.here.dividend;
                let plan = spending::planned(
                    f64::from(income[k]) + dividends as f64,
                    cash[k].balance(),
                    f64::from(law.here.need_beside(get_or(&w.people.in_kind, i, 0.0))),
                    law.spend_income,
                    law.spend_money,
                );
                let mut pay = pay_one(w, payroll, law, &wages, i);
                if let Some((_, prize)) = won.next_if(|(person, _)| *person as usize == i) {
                    pay.prize += prize;
                }
                if let Some(project) = due.next_if(|project| project.person as usize == i) {
                    pay.maintenance = project.amount;
                }
                let of_regime = pay.prize + pay.maintenance;
                let tax = law.tax.of_amount(pay.wage + pay.casual + of_regime + dividends)
                    + law.capital_tax.of_amount(dividends);
                let purse = &mut cash[k];
                purse.receive(pay.wage + pay.casual, Flow::Wages, &mut till);
                purse.receive(pay.dole, Flow::Dole, &mut till);
                purse.receive(pay.prize, Flow::Prizes, &mut till);
                purse.receive(pay.maintenance, Flow::ProjectPay, &mut till);
                let tax = tax.min(purse.balance());
                purse.pay(tax, Flow::IncomeTax, &mut till);
                // Money is whole; what is remembered of income is coarse: it weighs decisions only.
                income[k] = (pay.wage + pay.casual + pay.dole + of_regime - tax) as f32;
                if pay.prize > 0 {
                    prizes.push((w.people.regime_of(i), w.people.employer[i] as usize, pay.prize));
                }
                let peer = w.people.regime_of(i) == Regime::Peer as u8;
                // For who works there in free time, pay from a project is not pay from the regime.
                let of_regime = if peer { of_regime } else { pay.prize };
                if let Some(cell) = regime_pay.get_mut(k) {
                    *cell = (of_regime - law.tax.of_amount(of_regime)) as f32;
                }
                budget[k] = plan.min(purse.balance());
                paid.wages += pay.wage;
                paid.casual += pay.casual;
                paid.dole += pay.dole;
                paid.tax += tax;
                paid.prizes += pay.prize;
                paid.maintenance += pay.maintenance;
                paid.of_peers += if peer { pay.maintenance } else { 0 };
            }
        }
        (paid, (prizes, till))
    });
    let people = &mut world.people;
    (people.cash, people.income, people.regime_pay, people.budget) = (cash, income, regime_pay, budget);
    world.firms.paid.fold();
    paid
}

/// One person's gross pay, µcredit.
#[derive(Clone, Copy, Default)]
struct Pay {
    wage: i64,
    casual: i64,
    dole: i64,
    prize: i64,
    maintenance: i64,
}

/// A member's part of the firm's wage bill of the month, before tax, µcredit.
#[inline]
pub fn wage_of(world: &World, i: usize, firm: usize) -> i64 {
    let people = &world.people;
    let input = input_steps(people.skill[i], own_hours(world, i)) as f64;
    let standing = (f64::from(people.standing[i]) * STANDING_STEPS).floor();
    world.firms.divisions[firm].part(input, standing) as i64
}

#[inline]
fn pay_one(world: &World, payroll: &Payroll, law: &PayLaw, wages: &Adder, i: usize) -> Pay {
    let people = &world.people;
    let (regime, employer, skill) = (people.regime_of(i), people.employer[i], people.skill[i]);
    if regime == Regime::Capital as u8 {
        if employer == NONE {
            return Pay {
                dole: law.dole_paid.of_amount(dole_claim(world, law.bread_filled, law.dole, i)),
                ..Pay::default()
            };
        }
        let wage = wage_of(world, i, employer as usize);
        wages.add(employer as usize, wage);
        return Pay { wage, ..Pay::default() };
    }
    let own = input_steps(skill, get_or(&people.bread, i, 0.0));
    let mut pay = Pay {
        casual: share_of(law.casual_pot, own, law.bread),
        dole: law.dole_paid.of_amount(dole_claim(world, law.bread_filled, law.dole, i)),
        ..Pay::default()
    };
    if employer == NONE {
        return pay;
    }
    let platform = employer as usize;
    if regime == Regime::Crowdsourcing as u8 {
        let input = input_steps(skill, own_hours(world, i));
        let [pieces, _] = payroll.pots[platform];
        pay.prize = share_of(pieces, input, payroll.crowd.input[platform]);
    } else if regime == Regime::Sharing as u8 && payroll.creators[platform] > 0 {
        let hours = steps(own_hours(world, i));
        pay.prize = share_of(payroll.creators[platform], hours, payroll.crowd.sharing[platform]);
    }
    pay
}

/// The other ends of all these payments: firms, states, platforms.
fn settle(world: &mut World, gathered: &Gathered, (paid, (prizes, till)): AllPaid) {
    world.till.merge(till);
    let mut till = Till::default();
    for (r, paid) in paid.0.iter().enumerate() {
        let slots = world.firms.of_region(r);
        let casual: Vec<u64> = world.firms.wage_bill[slots.clone()].iter().map(|pay| *pay as u64).collect();
        for (j, part) in slots.zip(split(paid.casual, casual)) {
            let bill = part + world.firms.paid.get(j);
            world.firms.cash[j].pay(bill, Flow::Wages, &mut till);
            world.firms.wage_bill[j] = bill;
        }
        let region = &mut world.regions[r];
        region.state.pay(paid.dole, Flow::Dole, &mut till);
        region.state.receive(paid.tax, Flow::IncomeTax, &mut till);
        region.market.wages = paid.wages + paid.casual;
        region.market.casual_paid = paid.casual;
        region.market.prizes = paid.prizes;
        region.market.project_pay = paid.maintenance;
        region.market.peer_pay = paid.of_peers;
    }
    settle_prizes(world, &prizes, &mut till);
    note_spread(world, gathered, &prizes);
    world.till.merge(till);
}

/// Members get their parts of what their projects made.
fn share_goods(world: &mut World, shared: &[(u32, f32)]) {
    world.people.in_kind.fill(0.0);
    for region in &mut world.regions {
        region.market.peers_shared = 0;
    }
    for (person, goods) in shared {
        let i = *person as usize;
        world.people.in_kind[i] = *goods;
        let r = world.blocks.region_of(i);
        world.regions[r].market.peers_shared += steps(*goods);
    }
}

/// Projects pay, and remember what share of their work that covers at the world's mean wage.
fn settle_maintenance(world: &mut World, payout: &maintainers::Payout) {
    let mut till = Till::default();
    let labour: f64 = world.regions.iter().map(|r| r.market.labour).sum();
    let wages: i64 = world.regions.iter().map(|r| r.market.wages).sum();
    let wage = wages as f64 / labour.max(1e-9);
    let projects = &mut world.projects;
    projects.paid.fill(0.0);
    projects.pay_rationed = payout.rationed;
    for pay in &payout.money {
        let slot = pay.project as usize;
        projects.cash[slot].pay(pay.amount, Flow::ProjectPay, &mut till);
        // Who lives off what is sold has no sponsor.
        let sold = projects.is_physical(slot);
        if let (Some(paid), false) = (projects.paid.get_mut(slot), sold) {
            *paid += (pay.amount as f64 / wage.max(1.0)) as f32;
        }
    }
    for (paid, slot) in projects.paid.iter_mut().zip(0..) {
        if *paid > 0.0 {
            let hours = projects.hours.get(slot) as f32 / STEPS;
            *paid = if hours > 0.0 { (*paid / hours).min(1.0) } else { 1.0 };
        }
    }
    world.till.merge(till);
}

/// How unequal the month was for contributors: coefficient of variation of pay, and the share who got nothing.
fn note_spread(world: &mut World, gathered: &Gathered, prizes: &[PlatformPaid]) {
    let n = gathered.crowd.contributors.iter().sum::<i64>() as f64;
    let paid = || prizes.iter().filter(|p| p.0 == Regime::Crowdsourcing as u8).map(|p| p.2 as f64);
    let mean = paid().sum::<f64>() / n.max(1.0);
    let squares = paid().map(|x| x * x).sum::<f64>() / n.max(1.0);
    world.platforms.pay_spread = (n > 0.0 && mean > 0.0).then(|| {
        [num::coarse((squares / (mean * mean) - 1.0).max(0.0).sqrt()), 1.0 - paid().count() as f64 / n]
    });
}

fn settle_prizes(world: &mut World, prizes: &[PlatformPaid], till: &mut Till) {
    let platforms = &mut world.platforms;
    let (mut crowds, mut creators) =
        (vec![0i64; platforms.crowdsourcing.len()], vec![0i64; platforms.sharing.len()]);
    for (regime, platform, gross) in prizes {
        let kind = if *regime == Regime::Crowdsourcing as u8 { &mut crowds } else { &mut creators };
        kind[*platform] += gross;
    }
    for (platform, gross) in platforms.crowdsourcing.iter_mut().zip(crowds) {
        platform.cash.pay(gross, Flow::Prizes, till);
    }
    for (platform, gross) in platforms.sharing.iter_mut().zip(creators) {
        platform.cash.pay(gross, Flow::Prizes, till);
        platform.creators_pay = gross;
    }
}

/// Moves the pay that people expect of projects towards this month's mean over the world's peer producers: in a small
/// world one project's good month would else be taken, where it is, for what peer production pays.
fn expect_pay(world: &mut World, ctx: &Context) {
    let producers: i64 = world.regions.iter().map(|r| r.census.regimes[Regime::Peer as usize]).sum();
    let paid: i64 = world.regions.iter().map(|r| r.market.peer_pay).sum();
    let now = if producers > 0 { paid as f64 / producers as f64 } else { 0.0 };
    let expected = &mut world.projects.expected_pay;
    *expected = num::coarse(*expected + ctx.rules.world.platforms.prize_memory * (now - *expected));
}

/// Moves the prize and the chance that contributors expect towards this month's.
fn expect_prizes(world: &mut World, ctx: &Context, gathered: &Gathered) {
    let share = ctx.rules.world.platforms.winners;
    let platforms = &mut world.platforms;
    let taken: i64 = platforms.crowdsourcing.iter().map(|p| p.receipts + p.pot).sum();
    let crowd: i64 = gathered.crowd.contributors.iter().sum();
    let tasks = if crowd > 0 { taken as f64 / crowd as f64 } else { 0.0 };
    let memory = ctx.rules.world.platforms.prize_memory;
    platforms.expected_tasks =
        num::coarse(platforms.expected_tasks + memory * (tasks - platforms.expected_tasks));
    for (k, platform) in platforms.crowdsourcing.iter().enumerate() {
        let entries = gathered.crowd.contributors[k];
        let won = winners(entries as usize, share) as f64;
        let [pieces, prizes] = pots(platform);
        let now = if entries > 0 { prizes as f64 / won } else { 0.0 };
        if entries > 0 {
            let chance = &mut platforms.win_chance[k];
            *chance = num::coarse(*chance + memory * (won / entries as f64 - *chance));
        }
        let contributors = gathered.crowd.contributors[k] as f64;
        let piece = if contributors > 0.0 { pieces as f64 / contributors } else { 0.0 };
        let expected_piece = &mut platforms.expected_piece[k];
        *expected_piece = num::coarse(*expected_piece + memory * (piece - *expected_piece));
        let held = &mut platforms.expected_prize[k];
        *held = num::coarse(*held + memory * (now - *held));
    }
}
