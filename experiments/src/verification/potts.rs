//! M1 with imitation alone: the Potts model with four states, in mean field and on random ties.
//!
//! Mean field: p = softmax(K p), K = β J. The ordered branch begins at K = 3.218741 with a largest share of 0.630344,
//! both depths are equal at 3 ln 3, and disorder is unstable beyond K = 4 (Wu 1982). On a directed random graph
//! with k ties the share of each mode among a person's ties is multinomial, and the annealed map takes the mean of the
//! softmax over it; it is exact for large N, since such a graph is a tree as far as one sees.

use super::case::{Case, Effort, Point, Through};
use super::{mean_and_error, world_of};
use sim_core::engine::num;
use sim_core::simulation::Simulation;
use std::sync::Arc;

/// The cases of this file.
pub const CASES: [Case; 4] = [MEAN_FIELD, DISORDER, RANDOM_TIES, SIZES];

const EQUAL: &str = "[0.25, 0.25, 0.25, 0.25]";
const ORDERED: &str = "[0.91, 0.03, 0.03, 0.03]";
const LARGEST: &str = "Largest share of the four modes";
const COUPLING: &str = "Coupling β J";

/// The ordered branch where everybody sees everybody.
const MEAN_FIELD: Case = Case {
    mechanism: 1,
    name: "potts-mean-field",
    quantity: LARGEST,
    across: COUPLING,
    through: Through::Engine,
    limit: "imitation alone, from an ordered start: p = softmax(βJ p), ordered from βJ = 3.2187 on (Wu 1982)",
    allowance: "none beside chance",
    curve: Some(|k| ordered(|x| mean_field(k, x)).map_or(0.25, |(share, _)| share)),
    run: |effort| {
        let couplings: &[f64] = effort.choose(&[3.4, 4.0], &[3.3, 3.4, 3.6, 3.8, 4.2]);
        couplings.iter().map(|k| settled(effort, *k, "all", &|x| mean_field(*k, x))).collect()
    },
};

/// Disorder below the point at which it becomes unstable, and order above it: both ends of the loop with [`MEAN_FIELD`].
const DISORDER: Case = Case {
    mechanism: 1,
    name: "potts-loop",
    quantity: LARGEST,
    across: COUPLING,
    through: Through::Engine,
    limit: "imitation alone, from equal shares: disorder is stable up to βJ = 4, beyond it the ordered branch is reached",
    allowance: "disorder wanders: 0.02; order: none beside chance",
    curve: Some(
        |k| if k < 4.0 { 0.25 } else { ordered(|x| mean_field(k, x)).map_or(0.25, |(share, _)| share) },
    ),
    run: |effort| {
        let people = people(effort);
        let end = |k: f64| {
            let expected =
                if k < 4.0 { 0.25 } else { ordered(|x| mean_field(k, x)).map_or(0.25, |(share, _)| share) };
            let series = largest_share(people, k, "all", EQUAL, 400);
            Point::exact(k, expected, series[399], if k < 4.0 { 0.02 } else { 0.005 })
        };
        let couplings: &[f64] = effort.choose(&[3.6, 4.3], &[3.0, 3.4, 3.8, 4.3, 4.6]);
        couplings.iter().map(|k| end(*k)).collect()
    },
};

/// Eight fixed random ties.
const RANDOM_TIES: Case = Case {
    mechanism: 1,
    name: "potts-random-ties",
    quantity: LARGEST,
    across: COUPLING,
    through: Through::Engine,
    limit: "eight fixed random ties, from an ordered start: the annealed map (softmax averaged over what eight ties show), ordered from 3.4885 on, not the mean field's 3.2187",
    allowance: "none beside chance",
    curve: Some(|k| ordered(|x| annealed(k, 8, x)).map_or(0.25, |(share, _)| share)),
    run: |effort| {
        let couplings: &[f64] = effort.choose(&[3.6], &[3.6, 3.8, 4.0, 4.3]);
        couplings.iter().map(|k| settled(effort, *k, "random", &|x| annealed(*k, 8, x))).collect()
    },
};

/// How errors shrink.
const SIZES: Case = Case {
    mechanism: 1,
    name: "potts-sizes",
    quantity: "Spread of the largest share over months, times √N",
    across: "People (thousands)",
    through: Through::Engine,
    limit: "βJ = 3.8, half of people reconsider: the largest share p wanders by √(¾ p (1 − p)/(1 − r²))/√N, r = ½ + ½ s, s the slope of the map at its rest: errors shrink as 1/√N",
    allowance: "5 %: the law is linear around the rest",
    curve: None,
    run: |effort| {
        let sizes: &[usize] = effort.choose(&[10, 100], &[10, 100, 1000]);
        sizes.iter().map(|thousands| spread_times_root(*thousands)).collect()
    },
};

fn people(effort: Effort) -> usize {
    effort.choose(100_000, 1_000_000)
}

/// Largest share of the modes, month by month.
fn largest_share(people: usize, coupling: f64, ties: &str, initial: &str, months: usize) -> Vec<f64> {
    let set = [
        format!("world.people={people}"),
        format!("ties.kind={ties}"),
        "ties.degree=8".into(),
        "modes.reconsider=0.5".into(),
        "modes.beta=1".into(),
        format!("modes.imitation={coupling}"),
        format!("modes.initial={initial}"),
    ];
    let mut world = Simulation::genesis(Arc::new(world_of("verification/potts", &set)), 0);
    (0..months)
        .map(|_| {
            let seen = world.step().expect("nothing to break");
            let m = &seen.world;
            [m.mode_communal, m.mode_authority, m.mode_equality, m.mode_market]
                .iter()
                .filter_map(|c| c.value())
                .fold(0.0, f64::max)
                / people as f64
        })
        .collect()
}

/// The settled share on the ordered branch of a map. Its error is the greater of the theory's own, for a share of N people who
/// follow a map of that slope, and that of ten blocks of months.
fn settled(effort: Effort, coupling: f64, ties: &str, map: &dyn Fn(f64) -> f64) -> Point {
    let (expected, slope) = ordered(map).expect("the coupling is beyond the onset");
    let people = people(effort);
    let series = largest_share(people, coupling, ties, ORDERED, 260);
    let (simulated, blocks) = mean_and_error(&series[120..]);
    let one_month = (expected * (1.0 - expected) / people as f64 / (1.0 - slope)).sqrt();
    let error = blocks.max(one_month / 140f64.sqrt());
    Point { x: coupling, expected, simulated, error, allowance: 0.0 }
}

/// Standard deviation of the largest share at βJ = 3.8 over months, times the root of the number of people; and what a linear
/// law says: x' = p + r (x − p) + noise, r = 1 − ρ + ρ s for a share ρ who reconsider.
///
/// Of N people each keeps their mode with chance 1 − ρ and else draws from the map: given last month's share the variance of the next is
/// that of N independent draws, ρ (those in it who may leave and those outside who may come), in sum
/// p (1 − p) (1 − (1 − ρ)²) at the rest.
fn spread_times_root(thousands: usize) -> Point {
    const RECONSIDER: f64 = 0.5;
    let people = 1000 * thousands;
    let (share, slope) = ordered(|x| mean_field(3.8, x)).expect("beyond the onset");
    let keeps = 1.0 - RECONSIDER + RECONSIDER * slope;
    let new = share * (1.0 - share) * (1.0 - (1.0 - RECONSIDER).powi(2));
    let expected = (new / (1.0 - keeps * keeps)).sqrt();
    // Small worlds are cheap: more months for a smaller error.
    let months = if thousands > 100 { 1060 } else { 4060 };
    let series = &largest_share(people, 3.8, "all", ORDERED, months)[60..];
    let n = series.len() as f64;
    let mean = series.iter().sum::<f64>() / n;
    let simulated =
        (series.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (n - 1.0) * people as f64).sqrt();
    // Months are not independent: so many as are worth one.
    let worth = n * (1.0 - keeps * keeps) / (1.0 + keeps * keeps);
    let error = expected / (2.0 * worth).sqrt();
    Point { x: thousands as f64, expected, simulated, error, allowance: 0.05 * expected }
}

/// Chance of a mode whose share is `x` when the three others share the rest equally, in mean field.
#[must_use]
pub fn mean_field(coupling: f64, x: f64) -> f64 {
    let others = (1.0 - x) / 3.0;
    1.0 / (1.0 + 3.0 * num::exp(coupling * (others - x)))
}

/// The same when everybody sees `degree` random ties: the mean over the multinomial law of what they see.
#[must_use]
pub fn annealed(coupling: f64, degree: usize, x: f64) -> f64 {
    let y = (1.0 - x) / 3.0;
    let ln_factorial: Vec<f64> = (0..=degree)
        .scan(0.0, |sum, n| {
            *sum += if n > 0 { num::ln(n as f64) } else { 0.0 };
            Some(*sum)
        })
        .collect();
    let weight = |n: usize| num::exp(coupling * n as f64 / degree as f64);
    let mut mean = 0.0;
    for a in 0..=degree {
        for b in 0..=degree - a {
            for c in 0..=degree - a - b {
                let d = degree - a - b - c;
                let ln_ways = ln_factorial[degree]
                    - ln_factorial[a]
                    - ln_factorial[b]
                    - ln_factorial[c]
                    - ln_factorial[d];
                let chance = num::exp(ln_ways + a as f64 * num::ln(x) + (degree - a) as f64 * num::ln(y));
                mean += chance * weight(a) / (weight(a) + weight(b) + weight(c) + weight(d));
            }
        }
    }
    mean
}

/// The largest rest point of a map of the largest share, and the map's slope there; `None` in disorder.
#[must_use]
pub fn ordered(map: impl Fn(f64) -> f64) -> Option<(f64, f64)> {
    let mut x = 0.999_999;
    for _ in 0..20_000 {
        x = map(x);
    }
    let slope = (map(x + 1e-6) - map(x - 1e-6)) / 2e-6;
    (x > 0.3).then_some((x, slope))
}

/// The coupling from which there is order, by bisection.
#[must_use]
pub fn onset(map: impl Fn(f64, f64) -> f64) -> f64 {
    let (mut low, mut high) = (2.0, 5.0);
    for _ in 0..40 {
        let middle = 0.5 * (low + high);
        // Near the onset a rest point is approached slowly: look for a crossing instead.
        let crosses = (260..1000).any(|k| map(middle, k as f64 / 1000.0) >= k as f64 / 1000.0 && k > 300);
        if crosses { high = middle } else { low = middle }
    }
    0.5 * (low + high)
}

/// The coupling beyond which equal shares are unstable: the slope of the map at ¼ is 1.
#[must_use]
pub fn instability(map: impl Fn(f64, f64) -> f64) -> f64 {
    let slope = |k: f64| (map(k, 0.25 + 1e-5) - map(k, 0.25 - 1e-5)) / 2e-5;
    let (mut low, mut high) = (2.0, 6.0);
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        if slope(middle) > 1.0 { high = middle } else { low = middle }
    }
    0.5 * (low + high)
}

#[cfg(test)]
mod tests {
    use super::super::case::assert_holds;
    use super::*;

    const PEOPLE: usize = 1_000_000;

    fn at_end(coupling: f64, ties: &str, initial: &str, months: usize) -> f64 {
        *largest_share(PEOPLE, coupling, ties, initial, months).last().expect("there is a month")
    }

    #[test]
    fn the_theory_has_the_known_numbers() {
        assert!((onset(mean_field) - 3.218_741).abs() < 1e-4, "{}", onset(mean_field));
        assert!((instability(mean_field) - 4.0).abs() < 1e-4);
        let (share, _) = ordered(|x| mean_field(3.6, x)).expect("ordered");
        assert!((share - 0.863_911).abs() < 1e-6, "{share}");
        let (onset_share, _) = ordered(|x| mean_field(3.218_742, x)).expect("ordered");
        assert!((onset_share - 0.630_344).abs() < 2e-3, "{onset_share}");
    }

    #[test]
    fn the_annealed_map_of_random_ties_has_the_known_numbers() {
        let eight = |k, x| annealed(k, 8, x);
        assert!((onset(eight) - 3.4885).abs() < 2e-4, "{}", onset(eight));
        assert!((instability(eight) - 4.1381).abs() < 2e-4, "{}", instability(eight));
        let (share, _) = ordered(|x| annealed(3.6, 8, x)).expect("ordered");
        assert!((share - 0.7830).abs() < 1e-4, "{share}");
        // With many ties it is the mean field.
        assert!((annealed(3.6, 32, 0.8) - mean_field(3.6, 0.8)).abs() < 0.02);
    }

    #[test]
    fn in_mean_field_disorder_holds_below_four_and_breaks_above() {
        assert!(at_end(3.8, "all", EQUAL, 300) < 0.27);
        assert!(at_end(4.3, "all", EQUAL, 300) > 0.85);
    }

    #[test]
    fn in_mean_field_order_holds_above_its_onset_and_melts_below() {
        assert!(at_end(3.30, "all", ORDERED, 200) > 0.6);
        assert!(at_end(3.15, "all", ORDERED, 300) < 0.27);
        for case in [MEAN_FIELD, DISORDER, SIZES] {
            assert_holds(&case, Effort::Quick);
        }
    }

    #[test]
    fn random_ties_follow_the_annealed_map() {
        assert!(at_end(3.40, "random", ORDERED, 300) < 0.27);
        assert!(at_end(4.0, "random", EQUAL, 150) < 0.27);
        assert!(at_end(4.6, "random", EQUAL, 200) > 0.8);
        let point = settled(Effort::Full, 3.6, "random", &|x| annealed(3.6, 8, x));
        assert!(point.holds(), "{point:?}");
    }

    /// The workload by which tools are compared: ten programs in seven languages give 0.2873, a single run of a million
    /// people deviating by 0.0009.
    #[test]
    fn the_common_workload_gives_the_share_that_other_programs_give() {
        let set = [
            format!("world.people={PEOPLE}"),
            "ties.kind=random".into(),
            "ties.degree=8".into(),
            "modes.reconsider=0.2".into(),
            "modes.imitation=1.5".into(),
            "modes.beta=2".into(),
            "modes.disposition_sd=0.3".into(),
            "modes.initial=[0.7, 0.1, 0.1, 0.1]".into(),
        ];
        let params = Arc::new(world_of("verification/potts", &set));
        let mut sum = 0.0;
        for replicate in 0..4 {
            let mut world = Simulation::genesis(params.clone(), replicate);
            let last =
                (0..50).map(|_| world.step().expect("nothing to break")).last().expect("there are months");
            sum += last.world.mode_communal.value().expect("counted") / PEOPLE as f64;
        }
        let (mean, error) = (sum / 4.0, 0.0009 / 2.0);
        assert!((mean - 0.2873).abs() < 4.0 * error, "{mean}");
    }
}
