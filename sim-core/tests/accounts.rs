//! Accounts of what has no price agree with the census and with the money ledger, and change nothing.

mod common;

use common::three_regions;
use sim_core::ids::{MODES, Mode};
use sim_core::observables::{Account, Measures, Observation};
use sim_core::params::{Params, Rhythm};
use sim_core::simulation::Simulation;
use std::sync::Arc;

const STEPS: f64 = 1_048_576.0;

fn after(params: Params, months: u64) -> (Observation, Simulation) {
    let mut world = Simulation::genesis(Arc::new(params), 0);
    let mut seen = world.step().expect("books balance");
    for _ in 1..months {
        seen = world.step().expect("books balance");
    }
    (seen, world)
}

fn sum(seen: &Observation, of: fn(&Account) -> i64) -> f64 {
    seen.accounts.iter().map(of).sum::<i64>() as f64
}

fn near(a: f64, b: f64, share: f64, what: &str) {
    assert!((a - b).abs() <= share * b.abs().max(1e-9), "{what}: {a} against {b}");
}

#[test]
fn who_gives_and_gets_adds_up_to_what_is_made_and_bought() {
    let (seen, _) = after(three_regions(12_000), 24);
    assert_eq!(seen.accounts.len(), 16);
    let world = |of: fn(&Measures) -> sim_core::observables::Cell| of(&seen.world).value().unwrap();
    assert_eq!(sum(&seen, |a| a.people), 12_000.0);
    near(sum(&seen, |a| a.firm_hours) / STEPS, world(|m| m.time_capital), 1e-4, "hours for firms");
    near(sum(&seen, |a| a.project_hours) / STEPS, world(|m| m.project_hours), 1e-4, "hours in projects");
    let made = sum(&seen, |a| a.value_made) / 1e6;
    let sold = world(|m| m.exploitation_sharing) + world(|m| m.creators_pay);
    // One in 540 is reborn after the month's work, and the newborn has made nothing.
    let things: f64 =
        seen.regions.iter().map(|m| m.physical_output.value().unwrap() * m.price.value().unwrap()).sum();
    near(made, world(|m| m.output_value) + things + sold, 3e-3, "value made");
    let bought: f64 =
        seen.regions.iter().map(|m| m.consumption.value().unwrap() / m.price_buyer.value().unwrap()).sum();
    // Prices move after the goods are bought, by at most two per cent.
    near(sum(&seen, |a| a.goods) / STEPS, bought, 0.02, "goods bought");
    for (k, mode) in Mode::ALL.iter().enumerate() {
        let people: i64 = seen.accounts.iter().skip(k).step_by(MODES).map(|a| a.people).sum();
        let counted = [
            seen.world.mode_communal,
            seen.world.mode_authority,
            seen.world.mode_equality,
            seen.world.mode_market,
        ][k];
        assert_eq!(people as f64, counted.value().unwrap(), "{}", mode.name());
    }
}

#[test]
fn favours_due_are_favours_owed_where_hardly_anybody_leaves() {
    let mut params = three_regions(12_000);
    (params.mechanisms.modes, params.mechanisms.regimes) = (false, false);
    (params.mechanisms.burnout, params.world.rebirth, params.projects.exit) = (false, 0.0, 0.0);
    // Bread hours, and so hours given, differ by skill.
    params.regimes.initial = [0.5, 0.0, 0.0, 0.5];
    (params.world.burn_in, params.output.accounts) = (0, Rhythm::Month);
    let (seen, _) = after(params, 36);
    let (due, owed) = (sum(&seen, |a| a.favours_due) / STEPS, sum(&seen, |a| a.favours_owed) / STEPS);
    assert!(due > 10.0, "{due}");
    // Nobody but those who have no time left for it.
    near(due, owed, 0.05, "favours due");
    for (k, account) in seen.accounts.iter().enumerate() {
        let counts = k % MODES == Mode::Equality as usize;
        assert!(counts || account.favours_due == 0, "only equality matchers keep count");
    }
}

#[test]
fn favours_balance_in_a_lively_world_but_for_those_who_left() {
    let (seen, _) = after(three_regions(12_000), 60);
    let (due, owed) = (sum(&seen, |a| a.favours_due) / STEPS, sum(&seen, |a| a.favours_owed) / STEPS);
    assert!(due > 1.0 && owed > 1.0, "equality matchers keep count: {due} and {owed}");
    assert!((due - owed).abs() < 0.5 * due.max(owed), "what is due is owed by others: {due} and {owed}");
}

#[test]
fn keeping_accounts_changes_nothing_else() {
    let with = three_regions(2_000);
    let mut without = with.clone();
    without.output.accounts = Rhythm::None;
    let ((mut a, x), (b, y)) = (after(with, 24), after(without, 24));
    assert!(!a.accounts.is_empty() && b.accounts.is_empty());
    a.accounts.clear();
    assert_eq!(a, b);
    assert_eq!(x.world().people.cash, y.world().people.cash);
    assert!(y.world().people.favours.is_empty());
}
