//! Which inputs move an output, and how much: from runs at points of a design, to shares of variance.
//!
//! * [`morris`]: elementary effects along trajectories, to find the few inputs that matter among many.
//! * [`sobol`]: shares of the output's variance, alone and with what goes together with others.
//!
//! Pure functions of numbers. Who runs worlds says where; intervals are of resampled trajectories or rows, from named streams of chance.

pub mod morris;
pub mod sobol;

/// Resamples behind an interval.
const RESAMPLES: usize = 1000;

/// The 2.5 % and 97.5 % quantiles of a statistic over resamples of `n` things; none for less than two of them.
fn interval(n: usize, name: &str, statistic: impl Fn(&[usize]) -> Option<f64>) -> Option<(f64, f64)> {
    if n < 2 {
        return None;
    }
    let mut chance = crate::inference::chance::Chance::named(name);
    let mut values: Vec<f64> = (0..RESAMPLES)
        .filter_map(|_| {
            let rows: Vec<usize> = (0..n).map(|_| chance.below(n)).collect();
            statistic(&rows)
        })
        .collect();
    values.sort_by(f64::total_cmp);
    (2 * values.len() >= RESAMPLES)
        .then(|| (crate::stats::quantile(&values, 0.025), crate::stats::quantile(&values, 0.975)))
}
