//! Firms plan: tasks, labour wanted, casual hours, open places (docs/model/macro-core.md 1, m15-firms.md, m16).

use super::platforms::mean_by_users;
use crate::month::Month;
use crate::state::{CAPITAL, CREDIT, Plan, Platform, STEPS, World};
use crate::whole::{input_steps, part_of};
use sim_core::engine::draws::{Purpose, open_unit, threshold};
use sim_core::engine::num;

/// Every firm's plan of the month, and the ratio at which casual hours clear in each region.
pub fn plan(world: &mut World, month: &Month) {
    tally_inputs(world);
    let (spending, bills, crowd_labour) = tasks(world, month);
    let mut wanted = vec![0.0; world.firms.len()];
    for j in 0..world.firms.len() {
        let spent = part_of(spending, world.firms[j].wage_bill, bills).min(world.firms[j].cash);
        let task_labour = if spending > 0 { crowd_labour * spent as f64 / spending as f64 } else { 0.0 };
        wanted[j] = labour_wanted(world, month, j, spent, task_labour);
        let rules = &month.rules.regions[world.firms[j].region].firms;
        let labour = labour(world, j);
        let leave = if labour > wanted[j] { rules.quit.max(1.0 - wanted[j] / labour) } else { rules.quit };
        world.firms[j].plan = Plan {
            leave_below: threshold(leave),
            casual: (wanted[j] - labour).max(0.0).min(rules.casual * wanted[j]),
            tasks: spent,
            task_labour,
            ..Plan::default()
        };
    }
    for r in 0..world.regions.len() {
        let slots: Vec<usize> = (0..world.firms.len()).filter(|j| world.firms[*j].region == r).collect();
        let asked: f64 = slots.iter().map(|j| world.firms[*j].plan.casual).sum();
        let offered = month.gathered.offers[r].bread as f64 / STEPS;
        world.regions[r].market.bread_filled = if offered > 0.0 { (asked / offered).min(1.0) } else { 1.0 };
        for j in slots {
            if asked > offered {
                world.firms[j].plan.casual *= offered / asked;
            }
            open_places(world, month, j, wanted[j]);
        }
    }
}

/// Members' skill × hours by firm, and members by mode, counted afresh.
pub fn tally_inputs(world: &mut World) {
    for firm in &mut world.firms {
        (firm.input, firm.members) = (0, [0; 4]);
    }
    for person in &world.people {
        if let (CAPITAL, Some(j)) = (person.regime, person.employer) {
            let firm = &mut world.firms[j];
            firm.input += input_steps(person.skill, person.own_hours());
            firm.members[person.mode] += 1;
        }
    }
}

/// Members' labour, skill-months.
pub fn labour(world: &World, j: usize) -> f64 {
    world.firms[j].input as f64 / STEPS
}

/// What all firms spend on tasks, the wage bills by which they share it, and the labour that it buys.
fn tasks(world: &World, month: &Month) -> (i64, i64, f64) {
    let rules = &month.rules.world.platforms;
    let bills: i64 = world.firms.iter().map(|firm| firm.wage_bill).sum();
    let input: i64 = month.gathered.crowd.input.iter().sum();
    let at_wages: i64 = month.gathered.offers.iter().map(|offer| offer.crowd_at_wages).sum();
    let commission = mean_by_users(&world.crowdsourcing, |p| p.terms.now[0]);
    let budget = rules.task_budget * bills as f64;
    let price = rules.task_price * at_wages as f64 / (1.0 - commission);
    let spending = budget.min(price) as i64;
    let service = mean_by_users(&world.crowdsourcing, |p| service(month, p));
    let labour = if spending > 0 { input as f64 / STEPS * rules.task_efficiency * service } else { 0.0 };
    (spending, bills, labour)
}

/// What its capital adds to an hour of a platform's users: 1 + G k/(k + k½), k goods a user.
pub fn service(month: &Month, platform: &Platform) -> f64 {
    let rules = &month.rules.world.platforms;
    let a_user = platform.capital / platform.users.max(1) as f64;
    1.0 + rules.service_gain * a_user / (a_user + rules.service_half)
}

/// Productivity of a firm's hours: e^(ln A_r + a_f) × e^(1−α), the last e being the share that coordination leaves.
pub fn level(world: &World, month: &Month, j: usize) -> f64 {
    let firm = &world.firms[j];
    let alpha = month.rules.regions[firm.region].firms.capital_share;
    num::exp(world.regions[firm.region].ln_productivity + firm.productivity)
        * num::pow(firm.labour_left, 1.0 - alpha)
}

/// ℓ*: the least of what wanted output, the profit limit and cash allow, less the labour that tasks give.
fn labour_wanted(world: &World, month: &Month, j: usize, spent: i64, task_labour: f64) -> f64 {
    let firm = &world.firms[j];
    let region = &world.regions[firm.region];
    let rules = &month.rules.regions[firm.region].firms;
    if firm.capital <= 0.0 {
        return 0.0;
    }
    let (alpha, a) = (rules.capital_share, level(world, month, j));
    let (s, v) = (firm.expected, firm.inventory);
    let output = (s + rules.inventory_speed * (rules.inventory_target * s - v)).max(rules.least_output * s);
    let for_output = num::pow(output / (a * num::pow(firm.capital, alpha)), 1.0 / (1.0 - alpha));
    let for_profit = firm.capital * num::pow(a * (1.0 - alpha) * region.price / region.wage, 1.0 / alpha);
    let for_cash = (firm.cash - spent) as f64 / CREDIT / region.wage + task_labour;
    (for_output.min(for_profit).min(for_cash).max(0.0) - task_labour).max(0.0)
}

/// What casual hours leave of ℓ* − ℓ, in whole persons of the region's mean input, the last one by a draw.
fn open_places(world: &mut World, month: &Month, j: usize, wanted: f64) {
    let offer = &month.gathered.offers[world.firms[j].region];
    let left = (wanted - labour(world, j)).max(0.0) - world.firms[j].plan.casual;
    if left <= 0.0 || offer.workforce == 0 {
        return;
    }
    let mean = (offer.input as f64 / STEPS / offer.workforce as f64).max(1e-6);
    let persons = left / mean;
    let one_more = open_unit(month.word(Purpose::Vacancy, j)) < persons.fract();
    world.firms[j].plan.vacancies = persons as u32 + u32::from(one_more);
}
