//! Shares of an output's variance: Sobol' (1993), Mathematical Modelling and Computational Experiments 1(4).
//!
//! From two independent samples A and B of the inputs, and for each input i the sample AB_i, which is A with that input from B. Estimators that
//! Saltelli and others (2010), Computer Physics Communications 181, find best, the second by Jansen (1999), the same journal 117:
//! ```text
//! S_i = E[f(B) (f(AB_i) − f(A))] / V        first order: the share that input i explains alone
//! T_i = E[(f(A) − f(AB_i))²] / 2V           total: the share that would be left if all others were known
//! ```
//! f less its mean stands in the first, which takes noise away and changes no expectation.

use super::interval;

/// Shares of the variance for one input.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Index {
    /// What it explains alone.
    pub first: f64,
    /// 95 % interval over resampled rows.
    pub first_interval: Option<(f64, f64)>,
    /// With all that goes together with others.
    pub total: f64,
    /// 95 % interval.
    pub total_interval: Option<(f64, f64)>,
}

/// Outputs at the samples, row by row; rows with an output missing anywhere are left out.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Samples {
    a: Vec<f64>,
    b: Vec<f64>,
    /// By input.
    mixed: Vec<Vec<f64>>,
}

impl Samples {
    /// Of outputs at A, at B, and at AB_i for each input.
    #[must_use]
    pub fn new(a: &[Option<f64>], b: &[Option<f64>], mixed: &[Vec<Option<f64>>]) -> Self {
        let mut samples = Self { mixed: vec![Vec::new(); mixed.len()], ..Self::default() };
        for row in 0..a.len().min(b.len()) {
            let whole: Option<Vec<f64>> = mixed.iter().map(|one| one.get(row).copied().flatten()).collect();
            let (Some(a), Some(b), Some(whole)) = (a[row], b[row], whole) else { continue };
            samples.a.push(a);
            samples.b.push(b);
            samples.mixed.iter_mut().zip(whole).for_each(|(column, x)| column.push(x));
        }
        samples
    }

    /// How many rows there are.
    #[must_use]
    pub fn rows(&self) -> usize {
        self.a.len()
    }

    /// Variance of the output, over A and B together.
    #[must_use]
    pub fn variance(&self) -> f64 {
        self.variance_of(&(0..self.rows()).collect::<Vec<_>>())
    }

    fn variance_of(&self, rows: &[usize]) -> f64 {
        let all = || rows.iter().flat_map(|row| [self.a[*row], self.b[*row]]);
        let n = 2.0 * rows.len() as f64;
        let mean = all().sum::<f64>() / n;
        all().map(|x| (x - mean) * (x - mean)).sum::<f64>() / n
    }

    /// Both shares for each input; none where the output does not vary. `name` is that of the resamples.
    #[must_use]
    pub fn indices(&self, name: &str) -> Option<Vec<Index>> {
        let rows: Vec<usize> = (0..self.rows()).collect();
        let of = |input: usize| {
            let (first, total) = self.shares(input, &rows)?;
            // Rows are resampled alike for all inputs, so that their differences can be told from the same resamples.
            let first_interval =
                interval(rows.len(), name, |rows| self.shares(input, rows).map(|both| both.0));
            let total_interval =
                interval(rows.len(), name, |rows| self.shares(input, rows).map(|both| both.1));
            Some(Index { first, first_interval, total, total_interval })
        };
        (0..self.mixed.len()).map(of).collect()
    }

    fn shares(&self, input: usize, rows: &[usize]) -> Option<(f64, f64)> {
        let variance = self.variance_of(rows);
        if rows.is_empty() || variance.is_nan() || variance <= 0.0 {
            return None;
        }
        let n = rows.len() as f64;
        let middle = rows.iter().map(|row| self.a[*row] + self.b[*row]).sum::<f64>() / (2.0 * n);
        let step = |row: &usize| self.mixed[input][*row] - self.a[*row];
        let alone = rows.iter().map(|row| (self.b[*row] - middle) * step(row)).sum::<f64>() / n;
        let squares = rows.iter().map(|row| step(row).powi(2)).sum::<f64>() / n;
        Some((alone / variance, squares / (2.0 * variance)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inference::chance::Chance;

    #[test]
    fn a_sum_of_independent_inputs_has_shares_of_variance_as_first_and_total() {
        let mut chance = Chance::named("sum");
        let n = 20_000;
        let mut draw = || -> Vec<[f64; 3]> { (0..n).map(|_| [0; 3].map(|_| chance.unit())).collect() };
        let (a, b) = (draw(), draw());
        let f = |x: &[f64; 3]| Some(3.0 * x[0] + 4.0 * x[1]);
        let mixed = |input: usize| -> Vec<Option<f64>> {
            a.iter()
                .zip(&b)
                .map(|(a, b)| {
                    let mut x = *a;
                    x[input] = b[input];
                    f(&x)
                })
                .collect()
        };
        let all: Vec<Option<f64>> = a.iter().map(f).collect();
        let other: Vec<Option<f64>> = b.iter().map(f).collect();
        let samples = Samples::new(&all, &other, &[mixed(0), mixed(1), mixed(2)]);
        let found = samples.indices("sum").unwrap();
        for (index, share) in found.iter().zip([9.0 / 25.0, 16.0 / 25.0, 0.0]) {
            assert!((index.first - share).abs() < 0.03 && (index.total - share).abs() < 0.03, "{index:?}");
            let (low, high) = index.total_interval.unwrap();
            assert!(low <= index.total && index.total <= high);
        }
        assert_eq!(found[2].total, 0.0, "an input that does nothing leaves nothing");
    }

    #[test]
    fn rows_that_are_not_whole_are_left_out_and_a_constant_has_no_shares() {
        let (one, none) = (Some(1.0), None);
        let samples = Samples::new(&[one, none, one], &[one, one, one], &[vec![one, one, none]]);
        assert_eq!(samples.rows(), 1);
        assert_eq!(samples.indices("constant"), None);
        assert_eq!(Samples::new(&[], &[], &[vec![]]).indices("empty"), None);
    }
}
