//! How values spread over replicates: mean, standard deviation, quantiles.

use serde::{Deserialize, Serialize};

/// The spread of one quantity over replicates.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Spread {
    /// How many replicates observed it; at least 1.
    pub n: u64,
    /// Arithmetic mean.
    pub mean: f64,
    /// Standard deviation with n − 1 below the sum; none for a single value.
    pub sd: Option<f64>,
    /// 5 % quantile; like all of them of type 7, see [`quantile`].
    pub q05: f64,
    /// 25 % quantile.
    pub q25: f64,
    /// Median.
    pub q50: f64,
    /// 75 % quantile.
    pub q75: f64,
    /// 95 % quantile.
    pub q95: f64,
}

impl Spread {
    /// The spread of the finite values; none if there are none. Sorts `values` in place, so that a caller's buffer serves again.
    pub fn of(values: &mut Vec<f64>) -> Option<Self> {
        values.retain(|value| value.is_finite());
        values.sort_unstable_by(f64::total_cmp);
        let (first, last) = (*values.first()?, *values.last()?);
        let (mean, sd) = mean_and_sd(values, first.abs().max(last.abs()));
        let at = |p| quantile(values, p);
        Some(Self {
            n: values.len() as u64,
            mean,
            sd,
            q05: at(0.05),
            q25: at(0.25),
            q50: at(0.5),
            q75: at(0.75),
            q95: at(0.95),
        })
    }
}

/// Quantile of sorted values by linear interpolation between the order statistics around position (n − 1)·p.
///
/// This is type 7 of Hyndman and Fan (1996), "Sample quantiles in statistical packages", The American Statistician 50(4): what R, NumPy
/// and pandas do unasked. With few replicates other types give wider tails (16 replicates: type 7 puts the 5 % quantile between the
/// lowest and second lowest). NaN for no values.
#[must_use]
pub fn quantile(sorted: &[f64], p: f64) -> f64 {
    let Some(top) = sorted.len().checked_sub(1) else { return f64::NAN };
    let position = top as f64 * p.clamp(0.0, 1.0);
    let below = (position.floor() as usize).min(top);
    let (low, high) = (sorted[below], sorted[(below + 1).min(top)]);
    // From the lower value upwards, so that equal values give exactly themselves.
    low + (position - below as f64) * (high - low)
}

/// Rank correlation of two rows of one length: Pearson's of their ranks, where equal values share the mean of theirs (Spearman 1904,
/// "The proof and measurement of association between two things"). None where one of them does not vary, or holds a NaN.
#[must_use]
pub fn spearman(xs: &[f64], ys: &[f64]) -> Option<f64> {
    if xs.len() != ys.len() || xs.iter().chain(ys).any(|x| x.is_nan()) {
        return None;
    }
    let (a, b) = (ranks(xs), ranks(ys));
    let mean = (xs.len() as f64 + 1.0) / 2.0;
    let product =
        |a: &[f64], b: &[f64]| -> f64 { a.iter().zip(b).map(|(a, b)| (a - mean) * (b - mean)).sum() };
    let spread = (product(&a, &a) * product(&b, &b)).sqrt();
    (spread > 0.0).then(|| (product(&a, &b) / spread).clamp(-1.0, 1.0))
}

/// Ranks from 1; equal values share the mean of theirs.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|i, j| values[*i].total_cmp(&values[*j]));
    let mut ranks = vec![0.0; values.len()];
    let mut begin = 0;
    for group in order.chunk_by(|i, j| values[*i] == values[*j]) {
        let shared = begin as f64 + (group.len() as f64 + 1.0) / 2.0;
        group.iter().for_each(|i| ranks[*i] = shared);
        begin += group.len();
    }
    ranks
}

/// Mean, and standard deviation (n − 1). `largest` is the greatest magnitude among the values.
fn mean_and_sd(values: &[f64], largest: f64) -> (f64, Option<f64>) {
    // Squares of numbers beyond 1e150 overflow; scaled by a power of two, nothing else changes.
    let scale = if largest > 1e150 { 2f64.powi(-600) } else { 1.0 };
    let n = values.len() as f64;
    let rough = values.iter().map(|x| x * scale).sum::<f64>() / n;
    // One correction step takes the rounding of the long sum out of the mean, and makes a constant's mean the constant.
    let mean = rough + values.iter().map(|x| x * scale - rough).sum::<f64>() / n;
    let squares: f64 = values.iter().map(|x| (x * scale - mean) * (x * scale - mean)).sum();
    let sd = (values.len() > 1).then(|| (squares / (n - 1.0)).sqrt() / scale);
    (mean / scale, sd)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_r_type_7() {
        // R: quantile(c(1, 2, 4, 8, 16), c(.05, .25, .5, .75, .95), type = 7)
        let spread = Spread::of(&mut vec![16.0, 1.0, 4.0, 8.0, 2.0]).unwrap();
        assert!((spread.q05 - 1.2).abs() < 1e-12);
        assert_eq!((spread.q25, spread.q50, spread.q75), (2.0, 4.0, 8.0));
        assert!((spread.q95 - 14.4).abs() < 1e-12);
    }

    #[test]
    fn rank_correlations_are_those_of_r() {
        // R: cor(c(1, 2, 2, 4, 9), c(3, 1, 4, 4, 8), method = "spearman")
        let rho = spearman(&[1.0, 2.0, 2.0, 4.0, 9.0], &[3.0, 1.0, 4.0, 4.0, 8.0]).unwrap();
        assert!((rho - 0.763_157_894_736_842_1).abs() < 1e-12, "{rho}");
        assert_eq!(spearman(&[1.0, 2.0, 3.0], &[0.1, 10.0, 1e9]), Some(1.0));
        assert_eq!(spearman(&[1.0, 2.0, 3.0], &[3.0, 2.0, 1.0]), Some(-1.0));
        assert_eq!(spearman(&[1.0, 1.0], &[1.0, 2.0]), None);
        assert_eq!(spearman(&[1.0, f64::NAN], &[1.0, 2.0]), None);
    }

    #[test]
    fn mean_and_sd_meet_a_worked_example() {
        let spread = Spread::of(&mut vec![2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0]).unwrap();
        assert_eq!(spread.mean, 5.0);
        assert!((spread.sd.unwrap() - (32.0f64 / 7.0).sqrt()).abs() < 1e-15);
        assert_eq!(spread.n, 8);
    }

    #[test]
    fn a_single_value_has_no_sd_and_is_all_its_quantiles() {
        let spread = Spread::of(&mut vec![0.3]).unwrap();
        assert_eq!((spread.mean, spread.sd, spread.q05, spread.q95), (0.3, None, 0.3, 0.3));
    }

    #[test]
    fn equal_values_spread_by_nothing_at_all() {
        let spread = Spread::of(&mut vec![0.1; 7]).unwrap();
        assert_eq!((spread.mean, spread.sd), (0.1, Some(0.0)));
        assert_eq!((spread.q05, spread.q50, spread.q95), (0.1, 0.1, 0.1));
    }

    #[test]
    fn what_is_not_finite_is_not_counted() {
        let spread = Spread::of(&mut vec![f64::NAN, 1.0, f64::INFINITY, 3.0]).unwrap();
        assert_eq!((spread.n, spread.mean), (2, 2.0));
        assert_eq!(Spread::of(&mut vec![f64::NAN]), None);
        assert_eq!(Spread::of(&mut vec![]), None);
    }

    #[test]
    fn very_large_values_do_not_overflow() {
        let spread = Spread::of(&mut vec![1e300, 3e300]).unwrap();
        assert!((spread.mean / 2e300 - 1.0).abs() < 1e-15);
        assert!((spread.sd.unwrap() / (2f64.sqrt() * 1e300) - 1.0).abs() < 1e-12);
    }
}
