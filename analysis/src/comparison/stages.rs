//! In which stage replicates are, in which order stages come, and which moves are made between them.

use super::Comparison;
use super::arm::STAGES;
use super::sheet::{AGAINST, MONTH, P_SWAP, SCENARIO, STAGE, Sheet, cell, field};
use crate::inference::homogeneity::{self, Homogeneity};
use crate::inference::intervals;
use crate::inference::swaps::chance_of;
use crate::trajectories::order::{Stay, first_entries, moves};
use std::collections::BTreeMap;

/// What is known of the stages of all scenarios.
#[derive(Clone, Debug, PartialEq)]
pub struct Stages {
    /// The stays of each replicate, by scenario.
    pub stays: Vec<Vec<Vec<Stay>>>,
    /// The months, in which every replicate is in some stage.
    pub months: Vec<i64>,
    /// By scenario and month, how many replicates are in each stage.
    pub counts: Vec<Vec<[f64; STAGES.len()]>>,
    /// The orders in which stages were first entered, by all scenarios together most frequent first.
    pub orders: Vec<Order>,
    /// Whether orders are as frequent in each scenario as in the first, with the chance by exchanged labels; by scenario but the first.
    pub tests: Vec<(Option<Homogeneity>, f64)>,
}

/// An order in which stages come.
#[derive(Clone, Debug, PartialEq)]
pub struct Order {
    /// The stages' codes.
    pub stages: Vec<usize>,
    /// How many replicates of each scenario took it.
    pub counts: Vec<f64>,
}

impl Order {
    /// `germ > parity > mainstay`.
    #[must_use]
    pub fn words(&self) -> String {
        self.stages.iter().map(|&stage| STAGES[stage]).collect::<Vec<_>>().join(" > ")
    }
}

/// None if stages are not known.
#[must_use]
pub fn of(comparison: &Comparison) -> Option<Stages> {
    let stays = comparison.arms.iter().map(super::Arm::stays).collect::<Option<Vec<_>>>()?;
    let reference = comparison.reference();
    let months: Vec<i64> = reference.observed("stage").iter().map(|&place| reference.months[place]).collect();
    let count = |stays: &Vec<Vec<Stay>>| {
        let at = |month: &i64| {
            let mut counts = [0.0; STAGES.len()];
            let stay_at =
                |path: &Vec<Stay>| path.iter().rev().find(|stay| stay.from <= *month).map(|stay| stay.stage);
            stays.iter().filter_map(stay_at).for_each(|stage| counts[stage] += 1.0);
            counts
        };
        months.iter().map(at).collect::<Vec<_>>()
    };
    let counts = stays.iter().map(count).collect();
    let order_of =
        |path: &Vec<Stay>| first_entries(path).iter().map(|(stage, _)| *stage).collect::<Vec<usize>>();
    let taken: Vec<Vec<Vec<usize>>> =
        stays.iter().map(|paths| paths.iter().map(order_of).collect()).collect();
    let orders = orders(&taken);
    let tests = (1..taken.len()).map(|arm| test(comparison, &orders, &taken, arm)).collect();
    Some(Stages { stays, months, counts, orders, tests })
}

fn orders(taken: &[Vec<Vec<usize>>]) -> Vec<Order> {
    let mut found: BTreeMap<&Vec<usize>, Vec<f64>> = BTreeMap::new();
    for (arm, order) in
        taken.iter().enumerate().flat_map(|(arm, orders)| orders.iter().map(move |order| (arm, order)))
    {
        found.entry(order).or_insert_with(|| vec![0.0; taken.len()])[arm] += 1.0;
    }
    let mut orders: Vec<Order> =
        found.into_iter().map(|(stages, counts)| Order { stages: stages.clone(), counts }).collect();
    // The sort keeps equals in the order of their codes.
    orders.sort_by(|a, b| b.counts.iter().sum::<f64>().total_cmp(&a.counts.iter().sum()));
    orders
}

fn test(
    comparison: &Comparison,
    orders: &[Order],
    taken: &[Vec<Vec<usize>>],
    arm: usize,
) -> (Option<Homogeneity>, f64) {
    let kind = |order: &Vec<usize>| orders.iter().position(|known| known.stages == *order).unwrap_or(0);
    let all: Vec<usize> = taken[0].iter().chain(&taken[arm]).map(kind).collect();
    let name = format!("orders/{}", comparison.arms[arm].name);
    test_kinds(comparison, &all, orders.len(), arm, &name)
}

/// Whether kinds are as frequent among the first scenario's replicates, which stand first in `all`, as among those of another.
pub(super) fn test_kinds(
    comparison: &Comparison,
    all: &[usize],
    kinds: usize,
    arm: usize,
    name: &str,
) -> (Option<Homogeneity>, f64) {
    let count = |rows: &[usize]| {
        let mut counts = vec![0.0; kinds];
        rows.iter().for_each(|&row| counts[all[row]] += 1.0);
        counts
    };
    let statistic =
        |(a, b): (&[usize], &[usize])| homogeneity::test(&[count(a), count(b)]).map_or(0.0, |test| test.g);
    let rows: Vec<usize> = (0..all.len()).collect();
    let (a, b) = rows.split_at(comparison.reference().n());
    let seen = homogeneity::test(&[count(a), count(b)]);
    let p = if seen.is_some() { chance_of(comparison.design(arm), name, statistic) } else { f64::NAN };
    (seen, p)
}

/// `stages_share.csv`, `stages_order.csv`, `stages_order_test.csv` and `stage_flows.csv`.
#[must_use]
pub fn sheets(comparison: &Comparison, stages: &Stages) -> [Sheet; 4] {
    [
        shares(comparison, stages),
        order(comparison, stages),
        order_test(comparison, stages),
        flows(comparison, stages),
    ]
}

fn shares(comparison: &Comparison, stages: &Stages) -> Sheet {
    let mut sheet = Sheet::new(
        "stages_share.csv",
        &[
            SCENARIO,
            MONTH,
            STAGE,
            field("replicates", "Replicates in that stage", "replicates", "0.."),
            field("share", "Their share of all", "share", "0..1"),
            field("low", "Lower end of its 95 % interval (Wilson)", "share", "0..1"),
            field("high", "Upper end of its 95 % interval", "share", "0..1"),
        ],
    );
    let ever = |stage: usize| stages.counts.iter().flatten().any(|counts| counts[stage] > 0.0);
    for (arm, counts) in comparison.arms.iter().zip(&stages.counts) {
        for (month, counts) in stages.months.iter().zip(counts) {
            for stage in (0..STAGES.len()).filter(|stage| ever(*stage)) {
                let (count, n) = (counts[stage], arm.n() as f64);
                let (low, high) = intervals::share(count, n);
                let key = [arm.name.clone(), month.to_string(), STAGES[stage].to_owned()];
                let [a, b, c] = key;
                sheet.row([a, b, c, cell(count), cell(count / n), cell(low), cell(high)]);
            }
        }
    }
    sheet
}

fn order(comparison: &Comparison, stages: &Stages) -> Sheet {
    let mut sheet = Sheet::new(
        "stages_order.csv",
        &[
            SCENARIO,
            field("order", "Stages in the order in which they are first entered, each once", "", ""),
            field("replicates", "Replicates that take it", "replicates", "0.."),
            field("share", "Their share of all", "share", "0..1"),
            field("low", "Lower end of its 95 % interval (Wilson)", "share", "0..1"),
            field("high", "Upper end of its 95 % interval", "share", "0..1"),
        ],
    );
    for (at, arm) in comparison.arms.iter().enumerate() {
        for order in &stages.orders {
            let (count, n) = (order.counts[at], arm.n() as f64);
            let (low, high) = intervals::share(count, n);
            sheet.row([arm.name.clone(), order.words(), cell(count), cell(count / n), cell(low), cell(high)]);
        }
    }
    sheet
}

fn order_test(comparison: &Comparison, stages: &Stages) -> Sheet {
    let mut sheet = Sheet::new(
        "stages_order_test.csv",
        &[
            SCENARIO,
            AGAINST,
            field("g", "Likelihood ratio of equal shares of orders", "", "0..")
                .with("empty if there is one order only"),
            field("df", "Degrees of freedom", "", "1.."),
            field("p", "Its chance by the chi-square law; needs expected counts of about five", "", "0..1"),
            P_SWAP,
        ],
    );
    for (arm, (test, p_swap)) in comparison.arms[1..].iter().zip(&stages.tests) {
        let [g, df, p] = tested(test);
        sheet.row([arm.name.clone(), comparison.reference().name.clone(), g, df, p, cell(*p_swap)]);
    }
    sheet
}

/// G, degrees of freedom and chance of a test, empty where there is none.
pub(super) fn tested(test: &Option<Homogeneity>) -> [String; 3] {
    test.map_or_else(Default::default, |test| [test.g, test.df, test.p].map(cell))
}

fn flows(comparison: &Comparison, stages: &Stages) -> Sheet {
    let mut sheet = Sheet::new(
        "stage_flows.csv",
        &[
            SCENARIO,
            field("from", "Stage that is left", "", "")
                .with("germ; denied; parity; mainstay; breakdown; resilient"),
            field("to", "Stage that is entered", "", "").with("as for from"),
            field("moves", "How often, over all replicates", "moves", "0.."),
            field("replicates", "How many replicates do it at least once", "replicates", "0.."),
            field("years", "Time spent in the stage that is left, over all replicates", "years", "0.."),
            field("per_decade", "Moves in ten years spent there", "1/decade", "0..")
                .with("empty if no time is spent there"),
            field("low", "Lower end of its 95 % interval (exact, of a Poisson law)", "1/decade", "0.."),
            field("high", "Upper end of its 95 % interval", "1/decade", "0.."),
        ],
    );
    for (arm, paths) in comparison.arms.iter().zip(&stages.stays) {
        let (moved, months) = moves(paths, STAGES.len());
        for (from, row) in moved.iter().enumerate() {
            for (to, &count) in row.iter().enumerate().filter(|(_, count)| **count > 0) {
                let does = |path: &&Vec<Stay>| {
                    path.windows(2).any(|pair| (pair[0].stage, pair[1].stage) == (from, to))
                };
                let decades = months[from] as f64 / 120.0;
                let (low, high) = intervals::count(count);
                let [rate, low, high] = [count as f64, low, high].map(|n| cell(n / decades));
                let replicates = paths.iter().filter(does).count().to_string();
                let key = [arm.name.clone(), STAGES[from].to_owned(), STAGES[to].to_owned()];
                let [a, b, c] = key;
                sheet.row([
                    a,
                    b,
                    c,
                    count.to_string(),
                    replicates,
                    cell(months[from] as f64 / 12.0),
                    rate,
                    low,
                    high,
                ]);
            }
        }
    }
    sheet
}
