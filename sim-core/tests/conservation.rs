//! What must always hold, in random worlds: money is conserved to the micro-credit, people are conserved, shares are
//! shares. The engine itself audits each month; these tests do not rely on it.

mod common;

use common::three_regions;
use proptest::prelude::*;
use sim_core::ids::Regime;
use sim_core::ledger::FLOWS;
use sim_core::observables::{MEASURES, Observation};
use sim_core::params::{Certainty, Kind, Params, Shock, TiesKind, Value};
use sim_core::simulation::Simulation;
use std::sync::Arc;

/// A world whose uncertain parameters are somewhere in their plausible ranges and now and then at an end of what is
/// legal, with some mechanisms off, with or without burn-in and anchors, and with a shock.
fn random_world() -> impl Strategy<Value = Params> {
    let uncertain: Vec<_> = Params::table()
        .into_iter()
        .filter(|row| matches!(row.certainty, Certainty::Uncertain(..)) && row.kind == Kind::Number)
        .collect();
    let count = uncertain.len();
    (
        300u64..1500,
        (prop::collection::vec(0.0f64..=1.0, count), prop::collection::vec(0u8..60, count), 0u8..8),
        prop::collection::vec(prop::bool::weighted(0.85), 31),
        0usize..TiesKind::EACH.len(),
        0u64..1_000_000,
        0.0f64..2.0,
    )
        .prop_map(move |(people, (places, ends, shape), switches, ties, seed, orders)| {
            let mut params = three_regions(people);
            for ((row, place), end) in uncertain.iter().zip(places).zip(ends) {
                let Certainty::Uncertain(low, high) = row.certainty else { continue };
                let value = match end {
                    0 => row.range.0,
                    1 => row.range.1,
                    _ => low + place * (high - low),
                };
                params.set(&row.key, &Value::Number(value)).expect("within its range");
            }
            let names = Params::table().into_iter().filter(|row| row.key.starts_with("mechanisms."));
            for (row, on) in names.zip(switches) {
                params.set(&row.key, &Value::Bool(on)).expect("a switch");
            }
            let least = 0.9 * params.firms.capital_share;
            params.physical.capital_share = params.physical.capital_share.min(least);
            // Somebody is left to work in firms.
            params.adventure.initial = params.adventure.initial.min(0.5 * params.regimes.initial[0]);
            params.mechanisms.commons_time &= params.mechanisms.taste;
            params.mechanisms.abundance &= params.mechanisms.knowledge && params.mechanisms.firms;
            params.mechanisms.norm &= params.mechanisms.modes && params.mechanisms.firms;
            params.world.block_people = 50;
            params.world.seed = seed;
            params.world.burn_in = if shape & 1 == 0 { 6 } else { 0 };
            (params.modes.anchored, params.regimes.anchored) = (shape & 2 == 0, shape & 4 == 0);
            params.ties.kind = TiesKind::EACH[ties];
            params.edges = (0..people as u32 / 2).map(|i| (i, i * 7 % people as u32)).collect();
            params.shocks.push(Shock {
                name: "test".into(),
                from: 4,
                until: 9,
                regions: vec![0, 2],
                set: vec![
                    ("firms.orders".into(), Value::Number(orders)),
                    ("firms.scrapped".into(), Value::Number(0.1)),
                ],
            });
            params
        })
}

fn hold(params: &Params, seen: &Observation) {
    let cell = |name: &str| {
        let column = MEASURES.iter().position(|m| m.name == name).expect("a measure");
        seen.world.cells()[column].value()
    };
    let people = params.world.people as f64;
    let sum = |names: &[&str]| names.iter().filter_map(|n| cell(n)).sum::<f64>();
    assert_eq!(cell("people"), Some(people));
    assert_eq!(sum(&["mode_communal", "mode_authority", "mode_equality", "mode_market"]), people);
    let regimes = Regime::ALL.map(|regime| format!("regime_{}", regime.name()));
    assert_eq!(sum(&regimes.each_ref().map(String::as_str)), people);
    for (row, (name, _)) in seen.flows.net.iter().zip(FLOWS) {
        assert_eq!(row.iter().sum::<i64>(), 0, "flow {name}");
    }
    for measures in std::iter::once(&seen.world).chain(&seen.regions) {
        for (info, cell) in MEASURES.iter().zip(measures.cells()) {
            if let Some(x) = cell.value() {
                assert!(x.is_finite() && x >= info.range.0 && x <= info.range.1, "{} is {x}", info.name);
            }
        }
    }
    let moved: u64 =
        seen.mode_transitions.iter().flatten().chain(seen.regime_transitions.iter().flatten()).sum();
    assert_eq!(moved, 2 * params.world.people);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn books_balance_and_shares_are_shares_in_any_world(params in random_world()) {
        let params = Arc::new(params);
        prop_assert!(params.faults().is_empty(), "{:?}", params.faults());
        let mut world = Simulation::genesis(params.clone(), 0);
        let genesis: i64 = world.world().balances.iter().sum();
        for _ in 0..params.world.months {
            let before = world.world().balances();
            let seen = world.step().map_err(|e| TestCaseError::fail(e.to_string()))?;
            hold(&params, &seen);
            let after = world.world().balances();
            prop_assert_eq!(after.iter().sum::<i64>(), genesis, "month {}", seen.month);
            if seen.month > 1 {
                for sector in 0..after.len() {
                    let paid: i64 = seen.flows.net.iter().map(|row| row[sector]).sum();
                    prop_assert_eq!(paid, after[sector] - before[sector]);
                }
            }
            prop_assert!(after.iter().all(|money| *money >= 0));
        }
    }
}
