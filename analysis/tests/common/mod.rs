//! A made-up but lifelike table of results, for tests and for looking at figures. Nothing is simulated: curves with noise.
#![allow(dead_code)] // Each test file uses its part.

use analysis::table::{Series, WORLD};

/// What the made-up table holds.
#[derive(Clone, Copy)]
pub struct Shape {
    pub replicates: u64,
    pub months: i64,
    /// Months between rows of the world.
    pub every: i64,
    /// Regions with yearly rows.
    pub regions: usize,
}

impl Shape {
    pub const FULL: Self = Self { replicates: 16, months: 601, every: 1, regions: 10 };
}

pub const COLUMNS: &[&str] = &[
    "people",
    "mode_communal",
    "mode_authority",
    "mode_equality",
    "mode_market",
    "regime_capital",
    "regime_crowdsourcing",
    "regime_sharing",
    "regime_peer",
    "time_capital",
    "time_crowdsourcing",
    "time_sharing",
    "time_peer",
    "time_peer_share",
    "commons_time",
    "unemployment",
    "wage",
    "price",
    "output",
    "capital_output_ratio",
    "labour_share",
    "needs_met",
    "income_gini",
    "wealth_gini",
    "income_mean",
    "income_capital",
    "income_crowdsourcing",
    "income_sharing",
    "income_peer",
    "projects_alive",
    "project_size_mean",
    "project_size_largest",
    "project_members",
    "project_core_share",
    "project_review_share",
    "project_accepted_share",
    "project_disruption",
    "projects_collapsed",
    "driven_out",
    "projects_ration_hierarchy",
    "projects_ration_market",
    "projects_ration_vote",
    "ration_efficiency_hierarchy",
    "ration_efficiency_market",
    "ration_efficiency_vote",
    "ration_inequality_hierarchy",
    "ration_inequality_market",
    "ration_inequality_vote",
    "project_rival_share",
    "sponsor_seats",
    "knowledge_open",
    "belief",
    "taste",
    "coordination",
    "access",
    "openness",
    "commission",
    "piece_share",
    "output_value",
    "rent_attention",
    "creators_pay",
    "crowdsourcing_largest",
    "sharing_largest",
    "lock_in",
    "platforms_equity_share",
    "contributors_pay_spread",
    "contributors_unpaid",
    "cooperatives_output",
    "manufacturing",
    "physical_projects",
    "physical_output",
    "physical_capital",
    "physical_gain",
    "consumption_to_core",
    "faction_deny",
    "faction_repress",
    "faction_harness",
    "faction_reform",
    "movement",
    "repression",
    "refuge",
    "contract_margins",
    "obstruction",
    "order",
    "provision_commons",
    "provision_market",
    "provision_stronghold",
    "biosphere",
    "throughput",
    "harvest",
    "regrowth",
    "intensity",
    "green",
    "damage",
    "forks",
    "work_duplicated",
    "strain_labour",
    "strain_users",
    "strain_peers",
    "strain_association",
    "conflict_peers",
    "conflict_association",
    "leaders_take",
    "leaders_driven_out",
    "successions",
    "stage",
    "control_distributed",
    "orientation_commons",
    "regime_adventure",
    "time_adventure",
    "hospitality_granted",
    "hospitality_hours",
    "hospitality_standing",
    "hospitality_discriminators",
    "hospitality_givers",
    "hospitality_defectors",
    "hospitality_entries",
    "firm_team_size_felt",
    "firm_labour_left",
    "project_setup_share",
    "projects_pay_hierarchy",
    "projects_pay_market",
    "projects_pay_vote",
    "pay_efficiency_hierarchy",
    "pay_efficiency_market",
    "pay_efficiency_vote",
    "pay_inequality_hierarchy",
    "pay_inequality_market",
    "pay_inequality_vote",
];

/// A stream of numbers around zero, a little wilder than normal ones; each replicate has its own.
pub struct Noise(u64);

impl Noise {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x2545_f491_4f6c_dd1d)
    }

    pub fn next(&mut self) -> f64 {
        let mut sum = 0.0;
        for _ in 0..4 {
            self.0 ^= self.0 << 13;
            self.0 ^= self.0 >> 7;
            self.0 ^= self.0 << 17;
            sum += (self.0 >> 11) as f64 / (1u64 << 53) as f64 - 0.5;
        }
        sum * 1.7
    }
}

/// A rise from 0 to 1 around `middle`, `width` months long.
fn rise(month: f64, middle: f64, width: f64) -> f64 {
    let x = (month - middle) / width;
    0.5 + 0.5 * x / (1.0 + x * x).sqrt()
}

/// The made-up table.
pub fn series(shape: Shape) -> Series {
    let mut series = Series::new(COLUMNS.iter().map(|&name| name.to_owned()).collect());
    for replicate in 0..shape.replicates {
        let mut noise = Noise::new(replicate + 1);
        let own = [noise.next(), noise.next(), noise.next()];
        let mut walk = [0.0; 4];
        for month in 0..shape.months {
            for step in &mut walk {
                *step = *step * 0.985 + noise.next() * 0.012;
            }
            if month % shape.every == 0 {
                let cells = row(month as f64, own, walk, &mut noise, 20_000.0, [0.0; 2]);
                series
                    .push_row(replicate, month, WORLD, cells.into_iter())
                    .expect("a row has a cell a column");
            }
            if month % 12 == 0 {
                for region in 0..shape.regions {
                    let place = [0.05 * (region % 5) as f64 - 0.12, 0.022 * region as f64 - 0.11];
                    let cells = row(month as f64, own, walk, &mut noise, 2_000.0, place);
                    series
                        .push_row(replicate, month, &format!("Region {region}"), cells.into_iter())
                        .expect("a row has a cell a column");
                }
            }
        }
    }
    series
}

fn row(
    t: f64,
    own: [f64; 3],
    walk: [f64; 4],
    noise: &mut Noise,
    people: f64,
    place: [f64; 2],
) -> Vec<Option<f64>> {
    let peer = 0.005 + 0.11 * rise(t, 380.0 + 60.0 * own[0], 90.0) * (1.0 + 0.3 * walk[0]);
    let sharing = 0.02 + 0.22 * rise(t, 140.0 + 20.0 * own[1], 60.0) * (1.0 + 0.2 * walk[1]);
    let crowdsourcing = 0.004 + 0.05 * rise(t, 220.0, 70.0) * (1.0 + 0.3 * own[2] + 0.3 * walk[2]);
    let capital = 1.0 - peer - sharing - crowdsourcing;
    let equality = 0.16 + 0.05 * rise(t, 300.0, 120.0) + 0.02 * walk[0];
    let communal = 0.08 + 0.12 * rise(t, 400.0, 120.0) + 0.03 * own[0] * rise(t, 300.0, 60.0);
    let authority = 0.33 - 0.12 * rise(t, 200.0, 150.0) + 0.02 * walk[3];
    let hours = [capital * 0.9, crowdsourcing * 0.7, sharing * 0.05, peer * 0.8 + 0.02];
    let all_hours: f64 = hours.iter().sum();
    let growth = 1.0 + t / 600.0 * 1.4;
    let slump = -rise(t, 14.0, 3.0) + rise(t, 50.0, 14.0);
    let size = 4.0 + 3.0 * peer / 0.1;
    let count = |share: f64| Some((share * people).round());
    let mut cells = vec![
        Some(people),
        count(communal),
        count(authority),
        count(equality),
        count(1.0 - communal - authority - equality),
        count(capital),
        count(crowdsourcing),
        count(sharing),
        count(peer),
        Some(hours[0] * people),
        Some(hours[1] * people),
        Some(hours[2] * people),
        Some(hours[3] * people),
        Some(hours[3] / all_hours),
        Some(0.01 + 0.03 * rise(t, 250.0, 100.0) + 0.002 * noise.next()),
        Some((0.062 - 0.04 * slump + 0.05 * walk[1] + 0.004 * noise.next()).max(0.0)),
        Some(1000.0 * growth.sqrt() * (1.0 + 0.1 * own[1] + 0.2 * walk[2])),
        Some(3.0 / growth.sqrt() * (1.0 + 0.1 * walk[0])),
        Some(people * 2.5 * growth * (1.0 + 0.08 * slump + 0.1 * walk[3] + 0.008 * noise.next())),
        Some(3.8 - 0.6 * slump + 0.5 * walk[3] + 0.3 * own[2]),
        Some(0.53 + 0.02 * own[0] + 0.1 * walk[1] + 0.004 * noise.next()),
        Some((0.93 + 0.05 * rise(t, 200.0, 100.0) + 0.04 * walk[0]).min(1.0)),
        Some(0.41 + 0.05 * own[1] * rise(t, 100.0, 50.0) + 0.05 * walk[2]),
        Some(0.62 + 0.08 * rise(t, 200.0, 80.0) + 0.03 * walk[3]),
        Some(growth),
        Some(growth * (1.03 + 0.02 * walk[0])),
        Some(growth * (0.7 + 0.1 * walk[1])),
        Some(growth * (0.6 + 0.1 * walk[2])),
        Some(growth * (0.5 + 0.1 * walk[3])),
        Some((peer * people / size * 1.3).round()),
        Some(size + 0.2 * noise.next()),
        Some((30.0 + 900.0 * peer * (1.0 + 0.5 * own[2] + walk[0])).round()),
        count(0.1 + 0.7 * rise(t, 200.0, 90.0)),
        Some(0.5 + 0.3 * rise(t, 300.0, 90.0) + 0.05 * walk[0]),
        Some(0.1 + 0.03 * rise(t, 300.0, 90.0)),
        Some(0.35 + 0.1 * rise(t, 250.0, 90.0) + 0.03 * walk[1]),
        Some(0.3 - 0.2 * rise(t, 300.0, 90.0) + 0.03 * walk[2]),
        Some((0.2 * peer * people / size).round()),
        Some((0.004 * peer * people).round()),
        Some((0.08 * peer * people / size).round()),
        Some((0.05 * peer * people / size).round()),
        Some((0.03 * peer * people / size).round()),
        Some(0.8 + 0.05 * walk[0]),
        Some(1.0),
        Some(0.55 + 0.05 * walk[1]),
        Some(0.36 + 0.05 * walk[2]),
        Some(0.1 + 0.05 * walk[3]),
        Some(0.23 + 0.05 * walk[1]),
        Some(0.5 - 0.1 * rise(t, 300.0, 90.0)),
        Some(0.05 + 0.1 * rise(t, 250.0, 90.0)),
        Some(1.0 + 6.0 * rise(t, 450.0, 160.0) * (1.0 + 0.3 * own[0]) - 0.2),
        Some(0.06 + 0.3 * rise(t, 330.0, 90.0) + 0.05 * walk[1]),
        Some(0.25 + 0.12 * rise(t, 420.0, 150.0) + 0.03 * walk[2]),
        Some(0.08 + 0.6 * rise(t, 190.0, 70.0)),
        Some(0.09 + 0.8 * rise(t, 120.0, 60.0)),
        Some(0.5 - 0.2 * rise(t, 200.0, 90.0) + 0.05 * walk[0]),
        Some(0.2 + 0.1 * rise(t, 150.0, 90.0) + 0.03 * walk[1]),
        Some(0.3 * rise(t, 250.0, 90.0)),
        Some(people * growth),
        Some(people * growth * 0.01 * (1.0 + 0.1 * walk[2])),
        Some(people * growth * 0.001 * rise(t, 200.0, 90.0)),
        Some(0.55 + 0.1 * rise(t, 300.0, 90.0)),
        Some(0.4 + 0.2 * rise(t, 300.0, 90.0)),
        Some(0.1 + 0.3 * rise(t, 150.0, 90.0)),
        Some(0.02 + 0.1 * rise(t, 200.0, 90.0)),
        Some(2.0 + 0.2 * walk[1]),
        Some(0.6 - 0.2 * rise(t, 300.0, 100.0)),
        Some(people * growth * (0.03 + 0.01 * walk[1])),
        Some(rise(t, 300.0, 100.0)),
        Some((peer * people / size * 0.1).round()),
        Some(40.0 * rise(t, 400.0, 100.0)),
        Some(1200.0 * rise(t, 350.0, 120.0)),
        Some(0.16 + 0.02 * walk[1]),
        Some(0.15 + 0.02 * rise(t, 300.0, 100.0) + 0.01 * walk[2]),
    ];
    cells.extend(power(t, own, walk, people * growth));
    cells.extend(nature(t, own, walk, growth));
    cells.extend(quarrels(t, walk));
    cells.extend(course(t, own, walk, place));
    cells.extend(strangers(t, own, walk, people));
    cells.extend(boards(t, walk, peer * people / size));
    cells
}

/// Strain that grows where people are paid, and now and then a fork.
fn quarrels(t: f64, walk: [f64; 4]) -> [Option<f64>; 11] {
    [
        Some((2.0 + 10.0 * walk[0]).round().max(0.0)),
        Some(0.004 + 0.002 * walk[1].abs()),
        Some(1.15 + 0.02 * walk[0]),
        Some(1.75 + 0.05 * walk[1]),
        Some(0.25 + 0.12 * rise(t, 250.0, 90.0) + 0.01 * walk[2]),
        Some(0.3 * rise(t, 300.0, 60.0) + 0.05 * walk[3].abs()),
        Some(0.05 + 0.05 * rise(t, 250.0, 90.0) + 0.01 * walk[2].abs()),
        Some(0.2 * rise(t, 300.0, 60.0) + 0.03 * walk[3].abs()),
        Some(0.11 + 0.04 * rise(t, 250.0, 90.0)),
        Some((20.0 + 140.0 * rise(t, 200.0, 90.0) + 20.0 * walk[0]).round()),
        Some((10.0 + 45.0 * rise(t, 150.0, 60.0) + 10.0 * walk[1]).round()),
    ]
}

/// Owners who turn from denial to harnessing and reform, and an order that gives way a little.
fn power(t: f64, own: [f64; 3], walk: [f64; 4], output_value: f64) -> [Option<f64>; 13] {
    let parts = [
        0.62 - 0.4 * rise(t, 200.0 + 40.0 * own[0], 80.0),
        0.13 + 0.12 * rise(t, 150.0, 40.0) - 0.1 * rise(t, 330.0, 60.0) + 0.05 * walk[0].abs(),
        0.2 + 0.25 * rise(t, 250.0, 70.0) * (1.0 + 0.3 * own[1]),
        0.05 + 0.25 * rise(t, 380.0 + 30.0 * own[2], 70.0),
    ];
    let all: f64 = parts.iter().sum();
    let unrest = (rise(t, 220.0, 50.0) * (0.1 + 0.04 * own[0] + 0.2 * walk[1])).max(0.0);
    let fall = 0.12 * rise(t, 430.0 + 30.0 * own[1], 30.0);
    [
        Some(parts[0] / all),
        Some(parts[1] / all),
        Some(parts[2] / all),
        Some(parts[3] / all),
        Some(unrest),
        Some((0.2 * parts[1] / all + 0.1 * walk[2]).max(0.0)),
        Some(0.6 * rise(t, 300.0, 120.0)),
        Some(0.004 * output_value * rise(t, 120.0, 90.0)),
        Some((0.05 * parts[0] / all + 0.02 * walk[3]).max(0.0)),
        Some((1.0 - fall + 0.02 * walk[0]).min(1.0)),
        Some(0.3 * fall * (1.0 + walk[1])),
        Some(0.5 * fall * (1.0 + walk[2])),
        Some(0.12 * fall * (1.0 + walk[3])),
    ]
}

/// A biosphere that is harvested faster than it grows back until green investment takes hold.
fn nature(t: f64, own: [f64; 3], walk: [f64; 4], growth: f64) -> [Option<f64>; 7] {
    let full = 0.78 - 0.3 * rise(t, 330.0 + 30.0 * own[2], 130.0) + 0.02 * walk[0];
    let green = 0.02 + 0.45 * rise(t, 380.0, 90.0) + 0.05 * walk[1].abs();
    [
        Some(full),
        Some(growth * (1.0 + 0.02 * walk[3])),
        Some(0.016 * growth * (1.0 - green) * (1.0 + 0.1 * walk[2])),
        Some(0.08 * full * (1.0 - full)),
        Some(1.0 - 0.2 * rise(t, 400.0, 150.0) + 0.1 * walk[1]),
        Some(green),
        Some(0.09 * rise(t, 350.0 + 30.0 * own[2], 120.0) + 0.01 * walk[0]),
    ]
}

/// From germ to parity and on, each replicate at its own time, some denied or broken down on the way; and the place on the plane.
fn course(t: f64, own: [f64; 3], walk: [f64; 4], place: [f64; 2]) -> [Option<f64>; 3] {
    let parity = 300.0 + 90.0 * own[0];
    let stage = match t {
        t if t < parity => {
            if own[1] > 0.1 && t > parity - 120.0 && t < parity - 40.0 {
                1.0
            } else {
                0.0
            }
        }
        t if own[2] > 0.35 && t > parity + 150.0 => 3.0,
        t if own[2] < -0.35 && t > parity + 160.0 => 5.0,
        t if own[2] < -0.35 && t > parity + 60.0 => 4.0,
        _ => 2.0,
    };
    let control = place[0] + 0.36 - 0.1 * rise(t, 140.0, 60.0) + 0.17 * rise(t, 360.0 + 40.0 * own[0], 110.0);
    let orientation =
        place[1] + 0.14 + 0.02 * rise(t, 200.0, 100.0) + 0.19 * rise(t, 390.0 + 40.0 * own[1], 100.0);
    [Some(stage), Some(control + 0.02 * own[2] + 0.15 * walk[0]), Some(orientation + 0.1 * walk[1])]
}

/// Teams of firms, and boards that share out what money there is.
fn boards(t: f64, walk: [f64; 4], projects: f64) -> [Option<f64>; 12] {
    let short = |share: f64, at: usize| Some((projects * share * (1.0 + walk[at])).round().max(0.0));
    [
        Some(14.0 + 4.0 * rise(t, 250.0, 90.0) + walk[0]),
        Some(0.83 + 0.02 * rise(t, 250.0, 90.0) + 0.01 * walk[1]),
        Some(0.2 - 0.1 * rise(t, 150.0, 60.0) + 0.02 * walk[2]),
        short(0.1, 0),
        short(0.07, 1),
        short(0.12, 2),
        Some(0.82 + 0.05 * walk[0]),
        Some(1.0),
        Some(0.6 + 0.05 * walk[1]),
        Some(0.32 + 0.05 * walk[2]),
        Some(0.12 + 0.05 * walk[3]),
        Some(0.25 + 0.05 * walk[1]),
    ]
}

/// A small fifth regime in which those who give to all and those who refuse drift in.
fn strangers(t: f64, own: [f64; 3], walk: [f64; 4], people: f64) -> [Option<f64>; 9] {
    let there = (people * (0.001 + 0.012 * rise(t, 250.0, 90.0) * (1.0 + 0.2 * walk[0]))).round();
    let givers = 0.08 + 0.1 * rise(t, 300.0, 120.0) * (1.0 + 0.4 * own[0]);
    let defectors = 0.05 + 0.1 * rise(t, 350.0, 120.0) * (1.0 + 0.4 * own[1]);
    let granted = 0.92 - defectors + 0.1 * walk[1];
    [
        Some(there),
        Some(0.4 * there),
        Some(granted),
        Some(0.05 * granted * there),
        Some(granted + 0.02),
        Some(1.0 - givers - defectors),
        Some(givers),
        Some(defectors),
        Some((0.05 * there).round()),
    ]
}
