//! M6 and M7 through the engine: taste grows by work in projects and fades without, and commons time rests
//! where it meets the taste that it feeds.

use super::alone::{ALL_PEERS, alone, own_projects};
use super::case::{Case, Effort, Point, Through};
use sim_core::engine::num;
use sim_core::ids::Regime;
use sim_core::ledger::CREDIT;
use sim_core::params::{Households, Taste, Technology};
use sim_core::simulation::Simulation;

/// The cases of this file.
pub const CASES: [Case; 2] = [TASTE, COMMONS_TIME];

/// Months in projects before everybody goes back to wage work.
const LEFT: usize = 120;

const TASTE: Case = Case {
    mechanism: 6,
    name: "taste-comes-and-goes",
    quantity: "Taste for unalienated work, mean",
    across: "Months (all work in projects in the first 120)",
    through: Through::Engine,
    limit: "from its floor τ_0 to (γ_up τ̂ + γ_down τ_0)/(γ_up + γ_down), by 1 − γ_up − γ_down a month, and back by 1 − γ_down, at the mean of people's own ceilings (the line: of their Beta law)",
    allowance: "0.00001: rounding in single precision",
    curve: Some(mean_taste),
    run: taste_lived,
};

/// Mean taste after so many months.
fn mean_taste(month: f64) -> f64 {
    let law = Taste::default();
    let (end, kept) =
        ((law.growth + law.loss * law.floor) / (law.growth + law.loss), 1.0 - law.growth - law.loss);
    let risen = |m: f64| end + (law.floor - end) * num::pow(kept, m);
    let last = LEFT as f64;
    let share = if month <= last {
        risen(month)
    } else {
        law.floor + (risen(last) - law.floor) * num::pow(1.0 - law.loss, month - last)
    };
    law.ceiling_mean * share
}

fn taste_lived(effort: Effort) -> Vec<Point> {
    let people = effort.choose(5_000, 20_000);
    let mut set = own_projects();
    set.extend([format!("world.people={people}"), ALL_PEERS.into()]);
    let mut world = alone(&["taste", "projects"], &set);
    let mut ceilings = 0.0;
    {
        let world = world.world_mut();
        let laws = &world.regions[0].traits;
        let classes = &world.people.taste_class;
        world.people.taste.put_each(|i| laws.taste_bounds(classes[i]).1);
        for class in classes {
            ceilings += f64::from(laws.taste_bounds(*class).0) / people as f64;
        }
    }
    let own = ceilings / Taste::default().ceiling_mean;
    let mut points = Vec::new();
    for month in 1..=2 * LEFT {
        if month == LEFT + 1 {
            world.world_mut().people.regime.fill(Regime::Capital as u8);
        }
        let seen = world.step().expect("nothing to break").world;
        if month % (LEFT / 6) == 0 {
            let (x, simulated) = (month as f64, seen.taste.value().expect("taste is on"));
            points.push(Point::exact(x, own * mean_taste(x), simulated, 1e-5));
        }
    }
    points
}

const COMMONS_TIME: Case = Case {
    mechanism: 7,
    name: "commons-time-rests",
    quantity: "Hours given beside wage work (share of a month), mean",
    across: "Chance μ of finding a fitting project",
    through: Through::Engine,
    limit: "joint rest with M6, half of income needed, half of jobless time free: the mean over people's own ceilings of the root of c = μ τ*(c)/2, a quadratic in c",
    allowance: "0.0001: what 400 months leave, in single precision",
    curve: None,
    run: |effort| {
        let chances: &[f64] = effort.choose(&[0.6], &[0.2, 0.4, 0.6, 0.8, 0.95]);
        chances.iter().map(|mu| hours_given(*mu)).collect()
    },
};

/// Growth and loss of taste: five times the defaults, so that it rests within 400 months.
const RATES: [f64; 2] = [0.15, 0.03];

/// Root of c = μ τ*(c)/2, τ*(c) = (γ_up c τ̂ + γ_down τ_0)/(γ_up c + γ_down).
fn root(fitting: f64, ceiling: f64, floor: f64) -> f64 {
    let [up, down] = RATES;
    let half = 0.5 * fitting;
    let (a, b, c) = (up, down - half * up * ceiling, -half * down * floor);
    (-b + (b * b - 4.0 * a * c).sqrt()) / (2.0 * a)
}

/// Commons time that people come to whose income is held at twice their needs.
fn hours_given(fitting: f64) -> Point {
    let coordination = -Technology::default().fitting * num::ln(1.0 - fitting);
    let mut set = own_projects();
    set.extend([
        "world.people=2000".into(),
        "commons_time.jobless=0.5".into(),
        format!("taste.growth={}", RATES[0]),
        format!("taste.loss={}", RATES[1]),
        format!("technology.initial={coordination}"),
    ]);
    let mut world = alone(&["taste", "commons_time", "projects", "firms"], &set);
    for _ in 0..400 {
        hold_income(&mut world);
        world.step().expect("books balance");
    }
    let world = world.world();
    let (people, laws) = (&world.people, &world.regions[0].traits);
    let mean = |sum: f64| sum / people.count as f64;
    let simulated = mean(people.commons.iter().map(f64::from).sum());
    let own = |class: &u8| {
        let (ceiling, floor) = laws.taste_bounds(*class);
        root(fitting, f64::from(ceiling), f64::from(floor))
    };
    Point::exact(fitting, mean(people.taste_class.iter().map(own).sum()), simulated, 1e-4)
}

/// Writes last month's income so that everybody, dividends included, had twice the price of what 2001 needed.
pub fn hold_income(world: &mut Simulation) {
    let subsistence = Households::default().subsistence;
    let world = world.world_mut();
    let region = &world.regions[0];
    let need = region.price_buyer * subsistence * region.base_output * CREDIT;
    let dividend = region.dividend + if region.core { world.platforms.dividend } else { 0 };
    let people = &mut world.people;
    for (income, equity) in people.income.iter_mut().zip(&people.equity) {
        *income = (2.0 * need - (i64::from(*equity) * dividend) as f64) as f32;
    }
}

#[cfg(test)]
mod tests {
    use super::super::case::assert_holds;
    use super::*;

    #[test]
    fn taste_and_commons_time_meet_their_closed_forms_in_a_world() {
        for case in &CASES {
            assert_holds(case, Effort::Quick);
        }
    }
}
