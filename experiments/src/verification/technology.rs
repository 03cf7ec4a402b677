//! M4 through the engine: coordination technology and access of a region spread as Bass and Verhulst say.

use super::alone::alone;
use super::case::{Case, Point, Through};
use sim_core::engine::num;
use sim_core::observables::Measures;

/// The cases of this file.
pub const CASES: [Case; 3] = [SPREAD, PEAK, ACCESS];

const INNOVATION: f64 = 0.0025;
const CONTAGION: f64 = 0.032;
const CEILING: f64 = 0.8;

const SPREAD: Case = Case {
    mechanism: 4,
    name: "technology-spreads",
    quantity: "Coordination technology κ",
    across: "Months",
    through: Through::Engine,
    limit: "from 0 to the ceiling c = 0.8: κ = c (1 − e^(−(p+qc)t))/(1 + (qc/p) e^(−(p+qc)t)), p = 0.0025, q = 0.032 a month (Bass 1969)",
    allowance: "rounding",
    curve: Some(|month| spread(month, CONTAGION)),
    run: |_| {
        let seen = lived(300, CONTAGION);
        let point = |month: usize| {
            let x = month as f64;
            Point::exact(x, spread(x, CONTAGION), read(&seen[month - 1]), 1e-9)
        };
        (1..=12).map(|k| point(25 * k)).collect()
    },
};

const PEAK: Case = Case {
    mechanism: 4,
    name: "technology-peaks",
    quantity: "Month in which κ rises most",
    across: "Contagion q (1/month)",
    through: Through::Engine,
    limit: "from 0 to the ceiling c = 0.8: uptake peaks at ln(qc/p)/(p + qc), p = 0.0025 a month (Bass 1969)",
    allowance: "half a month: months are steps, and the middle of the one that rises most is taken",
    curve: Some(peak),
    run: |effort| {
        let rates: &[f64] = effort.choose(&[0.02, 0.05], &[0.01, 0.015, 0.02, 0.03, 0.05, 0.08]);
        rates.iter().map(|q| Point::exact(*q, peak(*q), rises_most(*q), 0.5)).collect()
    },
};

const ACCESS: Case = Case {
    mechanism: 4,
    name: "access-spreads",
    quantity: "Share of people online",
    across: "Months",
    through: Through::Engine,
    limit: "logistic from 0.05 to the ceiling of 0.9 at 0.2 a year (Verhulst 1838)",
    allowance: "rounding",
    curve: Some(access),
    run: |_| {
        let seen = lived(480, CONTAGION);
        let point = |month: usize| {
            let online = seen[month - 1].access.value().expect("measured");
            Point::exact(month as f64, access(month as f64), online, 1e-9)
        };
        (1..=12).map(|k| point(40 * k)).collect()
    },
};

/// Coordination technology after so many months.
fn spread(month: f64, contagion: f64) -> f64 {
    let decay = num::exp(-(INNOVATION + contagion * CEILING) * month);
    CEILING * (1.0 - decay) / (1.0 + contagion * CEILING / INNOVATION * decay)
}

fn peak(contagion: f64) -> f64 {
    num::ln(contagion * CEILING / INNOVATION) / (INNOVATION + contagion * CEILING)
}

fn access(month: f64) -> f64 {
    0.9 / (1.0 + (0.9 / 0.05 - 1.0) * num::exp(-0.2 / 12.0 * month))
}

fn lived(months: usize, contagion: f64) -> Vec<Measures> {
    let set = [
        "world.people=1000".into(),
        "technology.initial=0".into(),
        "technology.floor=0".into(),
        format!("technology.innovation={INNOVATION}"),
        format!("technology.contagion={contagion}"),
        format!("technology.ceiling={CEILING}"),
        "region.one.access=0.05".into(),
        "region.one.access_ceiling=0.9".into(),
        "region.one.access_rate=0.2".into(),
    ];
    let mut world = alone(&["technology"], &set);
    (0..months).map(|_| world.step().expect("nothing to break").world).collect()
}

fn read(seen: &Measures) -> f64 {
    seen.coordination.value().expect("measured")
}

/// Middle of the month in which coordination technology rises most.
fn rises_most(contagion: f64) -> f64 {
    let levels: Vec<f64> = lived(400, contagion).iter().map(read).collect();
    let rise = |month: usize| levels[month] - if month > 0 { levels[month - 1] } else { 0.0 };
    // The first of equals; a month from 0 to 1 has its middle at one half.
    let most = (0..levels.len()).rev().max_by(|a, b| rise(*a).total_cmp(&rise(*b)));
    most.map_or(f64::NAN, |month| month as f64 + 0.5)
}

#[cfg(test)]
mod tests {
    use super::super::case::{Effort, assert_holds};
    use super::*;

    #[test]
    fn technology_and_access_of_a_region_follow_their_closed_forms() {
        for case in &CASES {
            assert_holds(case, Effort::Quick);
        }
    }
}
