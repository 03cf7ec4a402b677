//! Firms' plans: labour wanted, casual hours, tasks, open places.

use super::{Context, Gathered, Offer};
use crate::engine::chunks;
use crate::engine::draws::{Purpose, open_unit, threshold};
use crate::engine::sums::share_of;
use crate::ledger::CREDIT;
use crate::mechanisms::{crowdsourcing, production};
use crate::state::Platforms;
use crate::state::World;
use crate::state::firms::{INPUT_STEPS, Plan};

/// Firms in one piece of work.
pub const PIECE: usize = 256;

/// Task money of the month and what it buys.
struct Tasks {
    /// All firms' spending, µcredit.
    spending: i64,
    /// Last month's wage bills, by which it is shared over firms.
    bills: i64,
    /// Labour it buys, skill-months.
    labour: f64,
}

/// Plans the month of every firm.
pub fn plan(world: &mut World, ctx: &Context, gathered: &Gathered) {
    let tasks = tasks(world, ctx, gathered);
    let mut plans = std::mem::take(&mut world.firms.plans);
    let w = &*world;
    // First what each firm wants; casual hours then clear at one ratio a region before places are opened.
    let wanted = chunks::run_in(PIECE, plans.as_mut_slice(), &|first, plans: &mut [Plan]| {
        let mut casual = vec![0.0f64; w.regions.len()];
        for (k, plan) in plans.iter_mut().enumerate() {
            let j = first + k;
            let r = region_of(w, j);
            *plan = want(w, ctx, &tasks, j, r);
            casual[r] += plan.casual;
        }
        Wanted(casual)
    });
    for (r, region) in world.regions.iter_mut().enumerate() {
        let bread = gathered.offers[r].bread as f64 / INPUT_STEPS;
        region.market.bread_filled = if bread > 0.0 { (wanted.0[r] / bread).min(1.0) } else { 1.0 };
    }
    let w = &*world;
    let words = ctx.stream(Purpose::Vacancy);
    chunks::run_in(PIECE, plans.as_mut_slice(), &|first, plans: &mut [Plan]| {
        let mut words = words.lazy(first);
        for (k, plan) in plans.iter_mut().enumerate() {
            let r = region_of(w, first + k);
            open_places(w, plan, &gathered.offers[r], wanted.0[r], first + k, words.word(k));
        }
    });
    world.firms.plans = plans;
}

struct Wanted(Vec<f64>);

impl chunks::Merge for Wanted {
    fn merge(&mut self, right: Self) {
        self.0.iter_mut().zip(right.0).for_each(|(l, r)| *l += r);
    }
}

/// The region of a firm.
#[must_use]
pub fn region_of(world: &World, firm: usize) -> usize {
    world.firms.offsets.partition_point(|start| *start <= firm) - 1
}

fn tasks(world: &World, ctx: &Context, gathered: &Gathered) -> Tasks {
    let platforms = &ctx.rules.world.platforms;
    let bills: i64 = world.firms.wage_bill.iter().sum();
    let input: i64 = gathered.crowd.input.iter().sum();
    let at_wages: i64 = gathered.offers.iter().map(|o| o.crowd_at_wages).sum();
    let spending = crowdsourcing::task_spending(
        platforms.task_budget,
        bills,
        platforms.task_price,
        at_wages,
        Platforms::mean(&world.platforms.crowdsourcing, |p| p.commission()),
    );
    let service = Platforms::mean(&world.platforms.crowdsourcing, |p| p.service(&ctx.rules.world));
    let labour =
        if spending > 0 { input as f64 / INPUT_STEPS * platforms.task_efficiency * service } else { 0.0 };
    Tasks { spending, bills, labour }
}

fn want(world: &World, ctx: &Context, tasks: &Tasks, j: usize, r: usize) -> Plan {
    let (firms, region, rules) = (&world.firms, &world.regions[r], &ctx.rules.regions[r].firms);
    let alpha = rules.capital_share;
    let cash = firms.cash[j].balance();
    let spent = share_of(tasks.spending, firms.wage_bill[j], tasks.bills).min(cash);
    let task_labour =
        if tasks.spending > 0 { tasks.labour * spent as f64 / tasks.spending as f64 } else { 0.0 };
    let productivity = firms.level(j, region.ln_productivity, alpha);
    let desired = production::desired_output(
        firms.expected[j],
        firms.inventory[j],
        rules.inventory_target,
        rules.inventory_speed,
        rules.least_output,
    );
    let limit =
        production::labour_at_profit_limit(productivity, firms.capital[j], region.price, region.wage, alpha);
    let wanted = production::labour_wanted(
        desired,
        limit,
        (cash - spent) as f64 / CREDIT / region.wage + task_labour,
        productivity,
        firms.capital[j],
        alpha,
    );
    let wanted = (wanted - task_labour).max(0.0);
    let labour = firms.labour(j);
    let leave = if labour > wanted { rules.quit.max(1.0 - wanted / labour) } else { rules.quit };
    Plan {
        leave_below: threshold(leave),
        casual: (wanted - labour).max(0.0).min(rules.casual * wanted),
        output: wanted,
        tasks: spent,
        task_labour,
        ..Plan::default()
    }
}

/// Casual hours at the region's ratio, and what is left as open places for whole persons.
fn open_places(world: &World, plan: &mut Plan, offer: &Offer, casual_wanted: f64, j: usize, word: u32) {
    let offered = offer.bread as f64 / INPUT_STEPS;
    let wanted = std::mem::take(&mut plan.output);
    if casual_wanted > offered {
        plan.casual *= offered / casual_wanted;
    }
    let left = (wanted - world.firms.labour(j)).max(0.0) - plan.casual;
    if left <= 0.0 || offer.workforce == 0 {
        return;
    }
    let mean = (offer.input as f64 / INPUT_STEPS / offer.workforce as f64).max(1e-6);
    let persons = left / mean;
    plan.vacancies = persons as u32 + u32::from(open_unit(word) < persons.fract());
}
