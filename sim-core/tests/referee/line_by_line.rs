//! Which line disagrees: the referee is set beside the engine before each line of the month, and compared after it.
//!
//! `REFEREE_LINES=choose,live` looks at those lines only.

use crate::compare::Differences;
use crate::lines::LINES;
use crate::month::Month;
use crate::{copy, scenario};
use sim_core::engine::draws::Chance;
use sim_core::params::{Params, Rules};
use sim_core::phases::{self, Context};
use sim_core::simulation::Simulation;
use sim_core::state::World;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// What the engine's lines hand to each other.
#[derive(Default)]
struct Handed {
    seen: Option<phases::perceive::Seen>,
    gathered: Option<phases::gather::Gathered>,
}

/// One line of the engine's month.
fn engine_line(name: &str, world: &mut World, ctx: &Context, handed: &mut Handed) {
    if name == "perceive" {
        handed.seen = Some(phases::perceive::perceive(world, ctx));
        return;
    }
    let seen = handed.seen.as_ref().expect("perceive is the first line");
    match name {
        "relate" => phases::relate::relate(world, ctx, seen),
        "choose" => phases::choose::choose(world, ctx, seen),
        "gather" => handed.gathered = Some(phases::gather::gather(world, ctx, seen)),
        "exchange" => phases::exchange::exchange(world, ctx, seen),
        "invest" => phases::invest::invest(world, ctx),
        "govern" => phases::govern::govern(world, ctx, seen),
        "live" => phases::live::live(world, ctx, seen),
        "observe" => drop(phases::observe::observe(world, ctx).expect("books balance")),
        _ => {
            let gathered = handed.gathered.as_ref().expect("gather comes before");
            match name {
                "produce" => phases::produce::produce(world, ctx, gathered),
                "divide" => phases::divide::divide(world, ctx, seen, gathered),
                _ => panic!("{name} is no line of the month"),
            }
        }
    }
}

/// What differs, by line: months in which something did, and the first differences.
#[derive(Default)]
pub struct Report {
    pub months: Vec<i64>,
    pub first: Vec<String>,
    pub near: Vec<String>,
}

/// Plays some months, of burn-in or after it; every line of each is compared on its own.
pub fn play(params: Params, months: Range<i64>) -> BTreeMap<&'static str, Report> {
    let mut params = Arc::new(params);
    assert!(params.faults().is_empty(), "{:?}", params.faults());
    Arc::make_mut(&mut params).rest_switches();
    let mut simulation = Simulation::genesis(params.clone(), 0);
    if months.start > 0 {
        simulation.burn_in().expect("books balance");
    }
    let chance = Chance::new(params.world.seed, 0);
    let mut world = simulation.world().clone();
    let mut reports: BTreeMap<&'static str, Report> = BTreeMap::new();
    let ties = &params.ties;
    for number in months {
        let rules = Rules::at(&params, number);
        let ctx = Context { params: &params, rules: &rules, chance: &chance, month: number, listener: None };
        let mut handed = Handed::default();
        for (name, line) in LINES {
            let mut ours = copy::world(&world, ties);
            let mut month = Month {
                params: &params,
                rules: &rules,
                chance: &chance,
                number,
                seen: handed.seen.as_ref().map(copy::seen).unwrap_or_default(),
                gathered: handed.gathered.as_ref().map(copy::gathered).unwrap_or_default(),
            };
            engine_line(name, &mut world, &ctx, &mut handed);
            if !looked_at(name) {
                continue;
            }
            line(&mut ours, &mut month);
            let mut differences = Differences::default();
            let engine = copy::world(&world, ties).without_unread();
            differences.in_field("world", &engine, &ours.without_unread());
            let seen = handed.seen.as_ref().map(copy::seen).unwrap_or_default();
            differences.in_field("seen", &seen, &month.seen);
            let gathered = handed.gathered.as_ref().map(copy::gathered).unwrap_or_default();
            differences.in_field("gathered", &gathered, &month.gathered);
            let report = reports.entry(name).or_default();
            report.near.extend(differences.near);
            if !differences.found.is_empty() {
                report.months.push(number);
                if report.first.is_empty() {
                    report.first = differences.found;
                }
            }
        }
    }
    reports
}

/// Whether somebody asked for this line, or for no line in particular.
fn looked_at(name: &str) -> bool {
    std::env::var("REFEREE_LINES").map_or(true, |lines| lines.split(',').any(|line| line == name))
}

/// Prints where lines differ, and fails if one does.
fn all_agree(params: Params, months: Range<i64>) {
    let reports = play(params, months);
    for (name, _) in LINES {
        let Some(report) = reports.get(name) else { continue };
        println!("{name}: differs in months {:?}", report.months);
        for difference in report.first.iter().take(12) {
            println!("    {difference}");
        }
        if let Some(place) = report.near.first() {
            println!("    {} reals agree but for their last bits, {place} first", report.near.len());
        }
    }
    let first = reports.values().filter_map(|report| Some((report.months.first()?, report.first.first()?)));
    let first: Vec<_> = first.collect();
    assert!(first.is_empty(), "{first:#?}");
}

#[test]
fn each_line_agrees_with_the_engine_for_two_calm_years() {
    all_agree(scenario::calm(1), 1..25);
}

#[test]
fn each_line_agrees_with_the_engine_for_two_stormy_years() {
    all_agree(scenario::stormy(9), 1..25);
}

#[test]
fn each_line_agrees_with_the_engine_in_burn_in() {
    all_agree(scenario::calm(1), -18..0);
    all_agree(scenario::stormy(9), -18..0);
}
