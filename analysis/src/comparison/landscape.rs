//! The plane cut into cells: where paths go from each, whether that depends on where they came from, and in which stage they end.

use super::Comparison;
use super::arm::STAGES;
use super::paths::PLANE;
use super::sheet::{SCENARIO, STAGE, Sheet, cell, field, word_of};
use crate::inference::chance::Chance;
use crate::inference::intervals;
use crate::stats::quantile;
use crate::trajectories::chain::{self, OrderTest};

/// Cells along each side of the part of the plane that is visited.
pub const SIDE: usize = 8;
/// Resamples of replicates behind the intervals.
const DRAWS: usize = 400;

/// The plane of all scenarios.
#[derive(Clone, Debug, PartialEq)]
pub struct Landscape {
    /// The lower left corner of the part that is visited.
    pub corner: [f64; 2],
    /// Length of a cell's side.
    pub cell: f64,
    /// The stages in which any replicate ends.
    pub ends: Vec<usize>,
    /// Months between two looks: a year, or a month where runs are short.
    pub step: i64,
    /// By scenario.
    pub arms: Vec<Cells>,
}

/// What is known of the cells of one scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Cells {
    /// The cells of each path, step by step.
    pub paths: Vec<Vec<usize>>,
    /// From each cell, the chance of each end, as an index into [`Landscape::ends`]; NaN where no path came by.
    pub chances: Vec<Vec<f64>>,
    /// Its interval.
    pub intervals: Vec<Vec<(f64, f64)>>,
    /// Of the replicates that came by, how many ended there.
    pub seen: Vec<Vec<usize>>,
    /// How many came by.
    pub passed: Vec<usize>,
    /// The test of order.
    pub order: Option<OrderTest>,
}

impl Landscape {
    /// Lower left corner of a cell.
    #[must_use]
    pub fn place(&self, state: usize) -> [f64; 2] {
        [
            self.corner[0] + (state % SIDE) as f64 * self.cell,
            self.corner[1] + (state / SIDE) as f64 * self.cell,
        ]
    }
}

/// None if the plane or the stage at the end is not known.
#[must_use]
pub fn of(comparison: &Comparison) -> Option<Landscape> {
    let is_known =
        |measure: &str| comparison.arms.iter().all(|arm| arm.observed(measure).len() == arm.months.len());
    let stays = comparison.arms.iter().map(super::Arm::stays).collect::<Option<Vec<_>>>()?;
    if !PLANE.into_iter().all(is_known) {
        return None;
    }
    let reference = comparison.reference();
    let step = if reference.last() < 36 { 1 } else { 12 };
    let places: Vec<usize> =
        (0..reference.months.len()).filter(|&at| reference.months[at] % step == 0).collect();
    let curves = |measure: &str| {
        comparison.arms.iter().map(|arm| arm.curves(measure, &places)).collect::<Option<Vec<_>>>()
    };
    let [x, y] = [curves(PLANE[0])?, curves(PLANE[1])?];
    let reach = |all: &[Vec<Vec<f64>>]| {
        let values = || all.iter().flatten().flatten().copied();
        (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max))
    };
    let reaches = [reach(&x), reach(&y)];
    // Round corners a hundredth apart; a cell is the eighth part of the longer side, so that cells are squares.
    let corner = reaches.map(|(low, _)| (low * 100.0 + 1e-9).floor() / 100.0);
    let length = (0..2).map(|at| reaches[at].1 - corner[at]).fold(0.01, f64::max);
    let size = (length / SIDE as f64 * 1000.0 - 1e-9).ceil() / 1000.0;
    let along = |value: f64, at: usize| (((value - corner[at]) / size) as usize).min(SIDE - 1);
    let ended: Vec<Vec<usize>> = stays
        .iter()
        .map(|arm| arm.iter().filter_map(|path| path.last().map(|stay| stay.stage)).collect())
        .collect();
    let ends: Vec<usize> =
        (0..STAGES.len()).filter(|stage| ended.iter().flatten().any(|end| end == stage)).collect();
    let cells = |at: usize| {
        let path = |(x, y): (&Vec<f64>, &Vec<f64>)| {
            x.iter().zip(y).map(|(x, y)| along(*y, 1) * SIDE + along(*x, 0)).collect()
        };
        let paths: Vec<Vec<usize>> = x[at].iter().zip(&y[at]).map(path).collect();
        let end = |stage: &usize| ends.iter().position(|end| end == stage).unwrap_or(0);
        of_arm(paths, &ended[at].iter().map(end).collect::<Vec<_>>(), ends.len(), &comparison.arms[at].name)
    };
    let arms = (0..comparison.arms.len()).map(cells).collect();
    Some(Landscape { corner, cell: size, ends, step, arms })
}

fn of_arm(paths: Vec<Vec<usize>>, ended: &[usize], kinds: usize, name: &str) -> Cells {
    let states = SIDE * SIDE;
    let chances = chain::committor(&paths, ended, states, kinds);
    let order = chain::order_test(&paths, states, &format!("order/{name}"));
    let (mut seen, mut passed) = (vec![vec![0; kinds]; states], vec![0; states]);
    for (path, end) in paths.iter().zip(ended) {
        let mut visited = path.clone();
        visited.sort_unstable();
        visited.dedup();
        for state in visited {
            seen[state][*end] += 1;
            passed[state] += 1;
        }
    }
    let intervals = resampled(&paths, ended, &chances, name);
    Cells { paths, chances, intervals, seen, passed, order }
}

/// Intervals by drawing replicates anew, with the 2.5 and 97.5 % quantiles of what comes out where the cell is visited.
fn resampled(
    paths: &[Vec<usize>],
    ended: &[usize],
    chances: &[Vec<f64>],
    name: &str,
) -> Vec<Vec<(f64, f64)>> {
    let kinds = chances.first().map_or(0, Vec::len);
    let mut chance = Chance::named(&format!("committor/{name}"));
    let mut drawn: Vec<Vec<Vec<f64>>> = vec![vec![Vec::new(); kinds]; chances.len()];
    for _ in 0..DRAWS {
        let rows: Vec<usize> = (0..paths.len()).map(|_| chance.below(paths.len())).collect();
        let (paths, ended): (Vec<Vec<usize>>, Vec<usize>) =
            rows.iter().map(|&row| (paths[row].clone(), ended[row])).unzip();
        let found = chain::committor(&paths, &ended, chances.len(), kinds);
        for (row, all) in found.iter().zip(&mut drawn) {
            row.iter().zip(all).filter(|(x, _)| x.is_finite()).for_each(|(x, all)| all.push(*x));
        }
    }
    let interval = |mut all: Vec<f64>| {
        all.sort_unstable_by(f64::total_cmp);
        let tail = (1.0 - intervals::LEVEL) / 2.0;
        (quantile(&all, tail), quantile(&all, 1.0 - tail))
    };
    drawn.into_iter().map(|row| row.into_iter().map(interval).collect()).collect()
}

/// `committor.csv` and `markov_test.csv`.
#[must_use]
pub fn sheets(comparison: &Comparison, landscape: &Landscape) -> [Sheet; 2] {
    let mut committor = Sheet::new(
        "committor.csv",
        &[
            SCENARIO,
            field("control_low", "Least control_distributed of the cell", "share", "0..1"),
            field("control_high", "Largest control_distributed of the cell", "share", "0..1"),
            field("orientation_low", "Least orientation_commons of the cell", "share", "0..1"),
            field("orientation_high", "Largest orientation_commons of the cell", "share", "0..1"),
            STAGE,
            field(
                "chance",
                "Chance that a path from this cell ends in that stage, cells taken as a Markov chain",
                "share",
                "0..1",
            ),
            field("low", "Lower end of its 95 % interval (replicates drawn anew)", "share", "0..1"),
            field("high", "Upper end of its 95 % interval", "share", "0..1"),
            field("passed", "Replicates that come by", "replicates", "1.."),
            field("ended", "Of these, how many end in that stage", "replicates", "0.."),
        ],
    );
    let mut order = Sheet::new(
        "markov_test.csv",
        &[
            SCENARIO,
            field("step", "Months between two looks at the plane", "months", "1.."),
            field("cells", "Cells that are visited", "", "1.."),
            field("g", "Likelihood ratio of a chain of second order over one of first order", "", "0..")
                .with("empty where cells are left or entered one way only"),
            field("df", "Degrees of freedom", "", "1.."),
            field("p", "Its chance by the chi-square law; needs many visits", "", "0..1"),
            field(
                "p_simulated",
                "Share of 999 simulated chains of first order whose ratio is as large",
                "",
                "0..1",
            ),
            field("markov", "Whether a chain of first order is good enough: p_simulated above 0.05", "", "")
                .with("yes; no; empty where it cannot be told"),
        ],
    );
    for (arm, cells) in comparison.arms.iter().zip(&landscape.arms) {
        let visited: Vec<usize> = (0..SIDE * SIDE).filter(|&state| cells.passed[state] > 0).collect();
        for &state in &visited {
            let [x, y] = landscape.place(state);
            for (k, &stage) in landscape.ends.iter().enumerate() {
                let (low, high) = cells.intervals[state][k];
                let [a, b, c, d] = [x, x + landscape.cell, y, y + landscape.cell].map(cell);
                let [chance, low, high] = [cells.chances[state][k], low, high].map(cell);
                let counts = [cells.passed[state], cells.seen[state][k]].map(|count| count.to_string());
                let [passed, ended] = counts;
                let (name, stage) = (arm.name.clone(), STAGES[stage].to_owned());
                committor.row([name, a, b, c, d, stage, chance, low, high, passed, ended]);
            }
        }
        let found = cells.order.map(|t| [t.g, t.df, t.p, t.p_simulated].map(cell)).unwrap_or_default();
        let [g, df, p, p_simulated] = found;
        let is_markov = cells.order.map_or_else(String::new, |test| word_of(test.p_simulated > 0.05));
        let (step, count) = (landscape.step.to_string(), visited.len().to_string());
        order.row([arm.name.clone(), step, count, g, df, p, p_simulated, is_markov]);
    }
    [committor, order]
}
