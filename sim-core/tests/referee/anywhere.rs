//! Worlds whose parameters are anywhere in their plausible ranges, and now and then at an end of what is legal.

use crate::chain::side_by_side;
use crate::line_by_line::play;
use crate::scenario;
use sim_core::engine::draws::mix64;
use sim_core::params::adventure::ScoreRule;
use sim_core::params::{Certainty, Kind, Params, TiesKind, Value};

/// Numbers that are neither of the engine's chance nor of the referee's.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_add(1);
        mix64(self.0) % sides
    }

    fn share(&mut self) -> f64 {
        self.roll(1 << 20) as f64 / f64::from(1 << 20)
    }
}

/// A calm or a stormy world, with a network of any kind and uncertain parameters anywhere.
fn world(seed: u64) -> Params {
    let mut dice = Dice(seed << 32);
    let stormy = dice.roll(2) == 1;
    let mut params = if stormy { scenario::stormy(seed) } else { scenario::calm(seed) };
    for row in Params::table() {
        let (Certainty::Uncertain(low, high), Kind::Number) = (&row.certainty, row.kind) else { continue };
        let value = match dice.roll(60) {
            0 => row.range.0,
            1 => row.range.1,
            n if stormy && n < 30 => continue,
            _ => low + dice.share() * (high - low),
        };
        params.set(&row.key, &Value::Number(value)).expect("within its range");
    }
    // Without any spread the engine keeps no dispositions.
    params.modes.disposition_sd = params.modes.disposition_sd.max(0.1);
    let least = 0.9 * params.firms.capital_share;
    params.physical.capital_share = params.physical.capital_share.min(least);
    params.adventure.initial =
        if dice.roll(6) == 0 { 0.0 } else { params.adventure.initial.min(0.5 * params.regimes.initial[0]) };
    params.adventure.rule = [ScoreRule::Image, ScoreRule::Standing][dice.roll(2) as usize];
    params.firms.poor_months = 1 + dice.roll(6);
    if dice.roll(10) == 0 {
        // States want to give more than they spend.
        (params.triune.support, params.elites.contracts, params.obstruction.share) = (0.6, 0.5, 1.0);
    }
    if dice.roll(6) == 0 {
        // Most projects make things, and so do forks.
        (params.physical.founding, params.physical.floor) = (0.8, 1.0);
    }
    if dice.roll(6) == 0 {
        // Places run out: founders wait, and who would fork stays.
        params.projects.per_person = 0.03;
    }
    if dice.roll(6) == 0 {
        // Order breaks soon and is soon whole again.
        (params.breakdown.rise, params.breakdown.memory, params.breakdown.threshold) = (0.9, 1.0, 0.98);
        params.breakdown.recovery = 0.985;
    }
    params.world.people = 150 + dice.roll(500);
    params.world.block_people = 20 + dice.roll(60);
    params.world.burn_in = dice.roll(14);
    params.ties.kind = TiesKind::EACH[dice.roll(TiesKind::EACH.len() as u64) as usize];
    params.ties.together = 1 + dice.roll(30);
    let people = params.world.people as u32;
    params.edges = (0..people).map(|i| (i, (i * 7 + i / 3) % people)).collect();
    params
}

#[test]
fn worlds_with_parameters_anywhere_agree() {
    let from = std::env::var("REFEREE_FROM").ok().and_then(|from| from.parse().ok()).unwrap_or(1);
    let worlds = std::env::var("REFEREE_WORLDS").ok().and_then(|n| n.parse().ok()).unwrap_or(100);
    let mut faults = Vec::new();
    for seed in from..from + worlds {
        let params = world(seed);
        if !params.faults().is_empty() {
            println!("{seed}: not legal: {:?}", params.faults());
            continue;
        }
        if let Err(fault) = side_by_side(&params) {
            println!("{seed}: {fault}");
            if !fault.contains("the engine stops") {
                print_lines(params);
            }
            faults.push(format!("{seed}: {fault}"));
        }
    }
    assert!(faults.is_empty(), "{} of {worlds} worlds: {faults:#?}", faults.len());
}

/// Which lines differ, and in what.
fn print_lines(params: Params) {
    let months = params.world.months as i64;
    for (line, report) in play(params, 1..months + 1) {
        if let Some(month) = report.months.first() {
            println!("    {line}, month {month}: {:?}", report.first.iter().take(3).collect::<Vec<_>>());
        }
    }
}
