//! Who moves among modes and regimes: matrices of chances with intervals over replicates, and whether scenarios have one matrix.

use super::Comparison;
use super::arm::Arm;
use super::sheet::{AGAINST, P_SWAP, SCENARIO, Sheet, cell, field};
use super::stages::tested;
use crate::inference::homogeneity::{self, Homogeneity};
use crate::inference::swaps::chance_of;
use crate::moves::Kind;

/// The matrix of one scenario.
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix {
    /// The scenario.
    pub arm: usize,
    /// `mode` or `regime`.
    pub what: String,
    /// The states.
    pub states: Vec<String>,
    /// By month and by year: chance from i to j, with its interval, at `i * states + j`. None where nobody ever was in i.
    pub steps: [Vec<Option<(f64, f64, f64)>>; 2],
}

/// A test of one row, or of all rows together.
#[derive(Clone, Debug, PartialEq)]
pub struct RowTest {
    /// The scenario.
    pub arm: usize,
    /// `mode` or `regime`.
    pub what: String,
    /// The state that is left; `all` for all of them.
    pub from: String,
    /// The test, as if people moved independently of each other.
    pub test: Option<Homogeneity>,
    /// The chance by exchanged labels.
    pub p_swap: f64,
}

/// All matrices.
#[must_use]
pub fn matrices(comparison: &Comparison) -> Vec<Matrix> {
    let of_arm = |(at, arm): (usize, &Arm)| {
        arm.moves.kinds.iter().map(|kind| matrix(at, arm, kind)).collect::<Vec<_>>()
    };
    comparison.arms.iter().enumerate().flat_map(of_arm).collect()
}

fn matrix(at: usize, arm: &Arm, kind: &Kind) -> Matrix {
    let steps = kind.chances(&arm.replicates, arm.last());
    Matrix { arm: at, what: kind.what.clone(), states: kind.states.clone(), steps }
}

/// Tests of each scenario against the first: row by row, and of all rows together. Kinds with other states are left out.
#[must_use]
pub fn tests(comparison: &Comparison) -> Vec<RowTest> {
    let reference = comparison.reference();
    let mut tests = Vec::new();
    for (at, arm) in comparison.arms.iter().enumerate().skip(1) {
        for (a, b) in reference.moves.kinds.iter().zip(&arm.moves.kinds) {
            if (&a.what, &a.states) != (&b.what, &b.states) {
                continue;
            }
            let rows = |arm: &Arm, kind: &Kind| {
                arm.replicates.iter().map(|r| kind.pooled(*r, arm.last())).collect::<Vec<_>>()
            };
            let all = [rows(reference, a), rows(arm, b)].concat();
            for from in (0..a.states.len()).map(Some).chain([None]) {
                tests.push(test(comparison, at, a, &all, from));
            }
        }
    }
    tests
}

/// The test of a row, or of all rows together, whose G and degrees of freedom are the sums.
fn test(comparison: &Comparison, arm: usize, kind: &Kind, all: &[Vec<f64>], from: Option<usize>) -> RowTest {
    let size = kind.states.len();
    let of_rows = |labels: &[usize], i: usize| {
        let mut sum = vec![0.0; size];
        for &row in labels {
            sum.iter_mut().zip(&all[row][i * size..(i + 1) * size]).for_each(|(sum, n)| *sum += n);
        }
        sum
    };
    let test = |(a, b): (&[usize], &[usize])| {
        let rows = from.map_or(0..size, |i| i..i + 1);
        let found = rows.filter_map(|i| homogeneity::test(&[of_rows(a, i), of_rows(b, i)]));
        let (chi_square, g, df) =
            found.fold((0.0, 0.0, 0.0), |sum, t| (sum.0 + t.chi_square, sum.1 + t.g, sum.2 + t.df));
        (df > 0.0).then(|| Homogeneity {
            chi_square,
            g,
            df,
            p: crate::inference::laws::chi_square_above(g, df),
        })
    };
    let rows: Vec<usize> = (0..all.len()).collect();
    let seen = test(rows.split_at(comparison.reference().n()));
    let from = from.map_or("all", |i| kind.states[i].as_str()).to_owned();
    let name = format!("moves/{}/{from}/{}", kind.what, comparison.arms[arm].name);
    let by_swaps = || chance_of(comparison.design(arm), &name, |labels| test(labels).map_or(0.0, |t| t.g));
    let p_swap = if seen.is_some() { by_swaps() } else { f64::NAN };
    RowTest { arm, what: kind.what.clone(), from, test: seen, p_swap }
}

/// `matrices.csv` and `transitions_test.csv`.
#[must_use]
pub fn sheets(comparison: &Comparison, matrices: &[Matrix], tests: &[RowTest]) -> [Sheet; 2] {
    let what = field("what", "What people move among", "", "").with("mode; regime");
    let mut chances = Sheet::new(
        "matrices.csv",
        &[
            SCENARIO,
            what,
            field("step", "How long a step is", "", "")
                .with("month; year: the product of a year's twelve matrices"),
            field("from", "What is left", "", ""),
            field("to", "What is entered; staying included", "", ""),
            field("chance", "Share of those who were there, mean over replicates", "share", "0..1"),
            field("low", "Lower end of its 95 % interval (t over replicates)", "share", "0..1"),
            field("high", "Upper end of its 95 % interval", "share", "0..1"),
        ],
    );
    for matrix in matrices {
        for (step, cells) in ["month", "year"].iter().zip(&matrix.steps) {
            for (at, found) in cells.iter().enumerate() {
                let Some((chance, low, high)) = found else { continue };
                let state = |at: usize| matrix.states[at].clone();
                let size = matrix.states.len();
                let key = [comparison.arms[matrix.arm].name.clone(), matrix.what.clone(), (*step).to_owned()];
                let [a, b, c] = key;
                chances.row([
                    a,
                    b,
                    c,
                    state(at / size),
                    state(at % size),
                    cell(*chance),
                    cell(*low),
                    cell(*high),
                ]);
            }
        }
    }
    let mut tested_rows = Sheet::new(
        "transitions_test.csv",
        &[
            SCENARIO,
            AGAINST,
            what,
            field("from", "What is left", "", "").with("a state; all: all rows of the matrix together"),
            field(
                "g",
                "Likelihood ratio of one row of chances for both scenarios, months and replicates pooled",
                "",
                "0..",
            ),
            field("df", "Degrees of freedom", "", "1.."),
            field(
                "p",
                "Its chance if people moved independently of each other, which they do not: far too small",
                "",
                "0..1",
            ),
            P_SWAP,
        ],
    );
    for row in tests {
        let [g, df, p] = tested(&row.test);
        let key = [comparison.arms[row.arm].name.clone(), comparison.reference().name.clone()];
        let [a, b] = key;
        tested_rows.row([a, b, row.what.clone(), row.from.clone(), g, df, p, cell(row.p_swap)]);
    }
    [chances, tested_rows]
}

#[cfg(test)]
mod tests {
    use super::super::arm::tests::toy;
    use super::*;
    use crate::moves::Moves;

    fn arm() -> Arm {
        let mut table = "replicate,month,what,from,to,people\n".to_owned();
        for replicate in 0..6 {
            for month in 1..=12 {
                table += &format!(
                    "{replicate},{month},mode,communal,communal,90\n{replicate},{month},mode,communal,market,10\n"
                );
                table += &format!("{replicate},{month},mode,market,market,100\n");
            }
        }
        Arm::new("a", &toy(0), Moves::read(table.as_bytes(), "t").unwrap(), 12, &[0, 1, 2, 3, 4, 5]).unwrap()
    }

    #[test]
    fn a_year_is_twelve_months_on_end() {
        let arm = arm();
        let matrix = matrix(0, &arm, &arm.moves.kinds[0]);
        let [month, year] = &matrix.steps;
        assert!((month[1].unwrap().0 - 0.1).abs() < 1e-12 && month[2].unwrap().0 == 0.0);
        assert!((year[0].unwrap().0 - 0.9f64.powi(12)).abs() < 1e-12, "{:?}", year[0]);
    }
}
