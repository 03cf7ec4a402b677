//! When replicates come to each stage: survival curves, their comparison, and the mean wait up to a horizon.

use super::arm::{Arm, STAGES};
use super::sheet::{AGAINST, P_SWAP, SCENARIO, STAGE, Sheet, cell, cell_of, field};
use super::{Comparison, Pairing};
use crate::inference::intervals::{self, Estimate};
use crate::inference::swaps::chance_of;
use crate::survival::{Curve, Lifetime, LogRank, log_rank, restricted_mean};
use crate::trajectories::order::first_entries;

/// The times to one stage.
#[derive(Clone, Debug, PartialEq)]
pub struct StageTimes {
    /// The stage's code.
    pub stage: usize,
    /// The months to it, a row a scenario, a cell a replicate.
    pub lifetimes: Vec<Vec<Lifetime>>,
    /// The curves, one a scenario.
    pub curves: Vec<Curve>,
    /// The comparison of each scenario but the first with the first.
    pub tests: Vec<TimeTest>,
}

/// Two scenarios' times to a stage.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TimeTest {
    /// The scenario.
    pub arm: usize,
    /// The log-rank test; none where neither ever came there.
    pub log_rank: Option<LogRank>,
    /// Its chance by exchanged labels.
    pub p_swap: f64,
    /// The month up to which waits are counted.
    pub horizon: f64,
    /// Mean waits of the first and of this one.
    pub means: [f64; 2],
    /// This less the first.
    pub difference: Estimate,
}

/// Times to every stage that any scenario enters after month 0. Empty if stages are not known.
#[must_use]
pub fn of(comparison: &Comparison) -> Vec<StageTimes> {
    let Some(entries) = comparison.arms.iter().map(entries).collect::<Option<Vec<_>>>() else {
        return Vec::new();
    };
    let is_entered =
        |stage: &usize| entries.iter().flatten().flatten().any(|(at, month)| at == stage && *month > 0);
    (0..STAGES.len()).filter(is_entered).map(|stage| one(comparison, &entries, stage)).collect()
}

/// First entries of each replicate.
fn entries(arm: &Arm) -> Option<Vec<Vec<(usize, i64)>>> {
    Some(arm.stays()?.iter().map(|stays| first_entries(stays)).collect())
}

fn one(comparison: &Comparison, entries: &[Vec<Vec<(usize, i64)>>], stage: usize) -> StageTimes {
    let lifetime = |arm: &Arm, entries: &Vec<(usize, i64)>| {
        let month = entries.iter().find(|(at, _)| *at == stage).map(|(_, month)| *month);
        Lifetime { time: month.unwrap_or(arm.last()) as f64, happened: month.is_some() }
    };
    let of_arm = |(arm, entries): (&Arm, &Vec<Vec<(usize, i64)>>)| {
        entries.iter().map(|e| lifetime(arm, e)).collect::<Vec<_>>()
    };
    let lifetimes: Vec<Vec<Lifetime>> = comparison.arms.iter().zip(entries).map(of_arm).collect();
    let curves = lifetimes.iter().map(|of_arm| Curve::of(of_arm)).collect();
    let tests = (1..lifetimes.len()).map(|arm| test(comparison, &lifetimes, stage, arm)).collect();
    StageTimes { stage, lifetimes, curves, tests }
}

fn test(comparison: &Comparison, lifetimes: &[Vec<Lifetime>], stage: usize, arm: usize) -> TimeTest {
    let (a, b) = (&lifetimes[0], &lifetimes[arm]);
    let horizon = comparison.arms[0].last().min(comparison.arms[arm].last()) as f64;
    let all: Vec<Lifetime> = a.iter().chain(b).copied().collect();
    let statistic = |(first, second): (&[usize], &[usize])| {
        let pick = |rows: &[usize]| rows.iter().map(|&row| all[row]).collect::<Vec<_>>();
        log_rank(&pick(first), &pick(second)).map_or(0.0, |test| test.chi_square)
    };
    let log_rank = log_rank(a, b);
    let name = format!("time/{}/{}", STAGES[stage], comparison.arms[arm].name);
    let p_swap =
        if log_rank.is_some() { chance_of(comparison.design(arm), &name, statistic) } else { f64::NAN };
    let [mean_a, mean_b] = [a, b].map(|of_arm| restricted_mean(of_arm, horizon));
    let difference = match comparison.pairing {
        // Every replicate is watched to the horizon, so that its own wait is known up to there.
        Pairing::Twins => {
            let waits: Vec<f64> =
                a.iter().zip(b).map(|(a, b)| b.time.min(horizon) - a.time.min(horizon)).collect();
            intervals::mean(&waits)
        }
        Pairing::Strangers => Some(Estimate::new(
            mean_b.mean - mean_a.mean,
            (mean_a.variance + mean_b.variance).sqrt(),
            (a.len() + b.len() - 2) as f64,
        )),
    };
    let difference = difference.unwrap_or_else(|| Estimate::new(mean_b.mean - mean_a.mean, 0.0, 0.0));
    TimeTest { arm, log_rank, p_swap, horizon, means: [mean_a.mean, mean_b.mean], difference }
}

/// `survival.csv` and `survival_tests.csv`.
#[must_use]
pub fn sheets(comparison: &Comparison, all: &[StageTimes]) -> [Sheet; 2] {
    let mut curves = Sheet::new(
        "survival.csv",
        &[
            SCENARIO,
            STAGE,
            field(
                "month",
                "Month in which a replicate first comes to the stage, or is seen for the last time",
                "months",
                "0..",
            ),
            field("at_risk", "Replicates that had not come to it before", "replicates", "0.."),
            field("events", "Replicates that come to it in this month", "replicates", "0.."),
            field("censored", "Replicates whose run ends here without it", "replicates", "0.."),
            field(
                "survival",
                "Share of replicates that have not come to it by then (Kaplan and Meier)",
                "share",
                "0..1",
            ),
            field("low", "Lower end of its 95 % interval (Greenwood, log-log)", "share", "0..1"),
            field("high", "Upper end of its 95 % interval", "share", "0..1"),
        ],
    );
    let mut tests = Sheet::new(
        "survival_tests.csv",
        &[
            SCENARIO,
            AGAINST,
            STAGE,
            field("replicates_against", "Replicates of the first scenario", "replicates", "0.."),
            field("came_against", "Of these, how many come to the stage", "replicates", "0.."),
            field("replicates", "Replicates of this scenario", "replicates", "0.."),
            field("came", "Of these, how many come to the stage", "replicates", "0.."),
            field(
                "median_against",
                "Month by which half of the first scenario's replicates have come to it",
                "months",
                "0..",
            )
            .with("empty if half never do"),
            field(
                "median",
                "Month by which half of this scenario's replicates have come to it",
                "months",
                "0..",
            )
            .with("empty if half never do"),
            field("chi_square", "Log-rank statistic, one degree of freedom", "", "0.."),
            field(
                "p",
                "Its chance if both have one curve and are independent; too cautious for twins",
                "",
                "0..1",
            ),
            P_SWAP,
            field("horizon", "Month up to which waits are counted", "months", "0.."),
            field("wait_against", "Restricted mean time to the stage, first scenario", "months", "0.."),
            field("wait", "Restricted mean time to the stage, this scenario", "months", "0.."),
            field("difference", "This less the first: below zero it comes earlier", "months", ""),
            field(
                "low",
                "Lower end of its 95 % interval (t of twins, or by the variances of both means)",
                "months",
                "",
            ),
            field("high", "Upper end of its 95 % interval", "months", ""),
        ],
    );
    for times in all {
        for (arm, curve) in comparison.arms.iter().zip(&times.curves) {
            for s in &curve.steps {
                let counts = [s.at_risk, s.events, s.censored].map(|count| count.to_string());
                let [at_risk, events, censored] = counts;
                let shares = [s.survival, s.interval.0, s.interval.1].map(cell);
                let [survival, low, high] = shares;
                let key = [arm.name.clone(), STAGES[times.stage].to_owned(), cell(s.time)];
                let [a, b, c] = key;
                curves.row([a, b, c, at_risk, events, censored, survival, low, high]);
            }
        }
        for test in &times.tests {
            let came =
                |arm: usize| times.lifetimes[arm].iter().filter(|life| life.happened).count().to_string();
            let n = |arm: usize| times.lifetimes[arm].len().to_string();
            let median = |arm: usize| cell_of(times.curves[arm].median());
            let d = &test.difference;
            let [horizon, wait_a, wait, value, low, high] =
                [test.horizon, test.means[0], test.means[1], d.value, d.low, d.high].map(cell);
            let against = comparison.reference().name.clone();
            tests.row([
                comparison.arms[test.arm].name.clone(),
                against,
                STAGES[times.stage].to_owned(),
                n(0),
                came(0),
                n(test.arm),
                came(test.arm),
                median(0),
                median(test.arm),
                cell_of(test.log_rank.map(|t| t.chi_square)),
                cell_of(test.log_rank.map(|t| t.p)),
                cell(test.p_swap),
                horizon,
                wait_a,
                wait,
                value,
                low,
                high,
            ]);
        }
    }
    [curves, tests]
}
