//! Intervals at 95 %: of means and their differences, of shares, of counts; and Holm's adjustment of many tests.

use super::laws;

/// How sure an interval is.
pub const LEVEL: f64 = 0.95;

/// A mean, or a difference of means, with its interval.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Estimate {
    /// The estimate.
    pub value: f64,
    /// Its standard error.
    pub error: f64,
    /// Degrees of freedom behind the error.
    pub df: f64,
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// Chance of an estimate at least so far from zero if the truth is zero.
    pub p: f64,
}

impl Estimate {
    /// From an estimate with its error, by Student's t.
    #[must_use]
    pub fn new(value: f64, error: f64, df: f64) -> Self {
        // Twins that never differ have no error at all.
        if error <= 0.0 {
            let p = if value == 0.0 { 1.0 } else { 0.0 };
            return Self { value, error: 0.0, df, low: value, high: value, p };
        }
        let reach = laws::student_quantile(0.5 + LEVEL / 2.0, df) * error;
        let p = laws::student_two_sided(value / error, df);
        Self { value, error, df, low: value - reach, high: value + reach, p }
    }

    /// Whether the interval lies on one side of zero.
    #[must_use]
    pub fn is_clear(&self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }
}

/// Mean and variance (n − 1 below the sum); the variance of values that differ by rounding alone is zero.
#[must_use]
pub fn moments(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let rough = values.iter().sum::<f64>() / n;
    let mean = rough + values.iter().map(|x| x - rough).sum::<f64>() / n;
    let squares: f64 = values.iter().map(|x| (x - mean) * (x - mean)).sum();
    let largest = values.iter().fold(0.0f64, |most, x| most.max(x.abs()));
    let variance = squares / (n - 1.0);
    (mean, if variance.sqrt() <= largest * 1e-13 { 0.0 } else { variance })
}

/// The mean of values with Student's interval (of differences of twins: the paired t interval). None below two values.
///
/// Assumes that replicates are independent and their mean is nearly normal.
#[must_use]
pub fn mean(values: &[f64]) -> Option<Estimate> {
    if values.len() < 2 {
        return None;
    }
    let (mean, variance) = moments(values);
    let n = values.len() as f64;
    Some(Estimate::new(mean, (variance / n).sqrt(), n - 1.0))
}

/// Mean of `b` less mean of `a`, of independent samples with variances of their own. None if one has fewer than two values.
///
/// Welch (1947), "The generalization of Student's problem when several different population variances are involved", Biometrika 34.
#[must_use]
pub fn welch(a: &[f64], b: &[f64]) -> Option<Estimate> {
    if a.len() < 2 || b.len() < 2 {
        return None;
    }
    let ((mean_a, variance_a), (mean_b, variance_b)) = (moments(a), moments(b));
    let (n_a, n_b) = (a.len() as f64, b.len() as f64);
    let (part_a, part_b) = (variance_a / n_a, variance_b / n_b);
    let both = part_a + part_b;
    let below = part_a * part_a / (n_a - 1.0) + part_b * part_b / (n_b - 1.0);
    let df = if below > 0.0 { both * both / below } else { n_a + n_b - 2.0 };
    Some(Estimate::new(mean_b - mean_a, both.sqrt(), df))
}

/// How many times wider the variance of a difference would be without pairing: (Var a + Var b) / Var(b − a), of twins in one order.
/// None where twins never differ.
#[must_use]
pub fn variance_ratio(a: &[f64], b: &[f64]) -> Option<f64> {
    let differences: Vec<f64> = a.iter().zip(b).map(|(a, b)| b - a).collect();
    let paired = moments(&differences).1;
    (differences.len() > 1 && paired > 0.0).then(|| (moments(a).1 + moments(b).1) / paired)
}

/// Interval of a share, `count` of `of`, by the score test: never leaves 0 to 1, and has a width at 0 and 1 too.
///
/// Wilson (1927), "Probable inference, the law of succession, and statistical inference", JASA 22.
#[must_use]
pub fn share(count: f64, of: f64) -> (f64, f64) {
    if of <= 0.0 {
        return (0.0, 1.0);
    }
    let z = laws::normal_quantile(0.5 + LEVEL / 2.0);
    let (p, square) = (count / of, z * z / of);
    let middle = (p + square / 2.0) / (1.0 + square);
    let half = z / (1.0 + square) * (p * (1.0 - p) / of + square / (4.0 * of)).sqrt();
    ((middle - half).clamp(0.0, p), (middle + half).clamp(p, 1.0))
}

/// Exact interval of the mean of a Poisson law of which `count` was seen.
///
/// Garwood (1936), "Fiducial limits for the Poisson distribution", Biometrika 28.
#[must_use]
pub fn count(count: u64) -> (f64, f64) {
    let tail = (1.0 - LEVEL) / 2.0;
    let seen = count as f64;
    let low = if count == 0 { 0.0 } else { laws::chi_square_quantile(tail, 2.0 * seen) / 2.0 };
    (low, laws::chi_square_quantile(1.0 - tail, 2.0 * seen + 2.0) / 2.0)
}

/// Chances of many tests, raised so that one below α is a false alarm anywhere in the family with chance α at most. NaN stays NaN
/// and counts for no test.
///
/// Holm (1979), "A simple sequentially rejective multiple test procedure", Scandinavian Journal of Statistics 6.
#[must_use]
pub fn holm(chances: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..chances.len()).filter(|&at| !chances[at].is_nan()).collect();
    order.sort_by(|&i, &j| chances[i].total_cmp(&chances[j]));
    let mut adjusted = vec![f64::NAN; chances.len()];
    let mut least = 0.0f64;
    for (rank, &at) in order.iter().enumerate() {
        least = least.max((order.len() - rank) as f64 * chances[at]).min(1.0);
        adjusted[at] = least;
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(got: f64, expected: f64) {
        assert!((got - expected).abs() < 1e-6, "{got} is not {expected}");
    }

    /// The sleep data of Student (1908), extra hours under two drugs in ten patients; `scipy.stats.ttest_rel` (as R's `t.test`, in its help): t = 4.0621,
    /// p = 0.002833, 0.7001142 to 2.4598858. Unpaired (Welch): df = 17.776, p = 0.07939, −0.2054832 to 3.3654832.
    const DRUG_1: [f64; 10] = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0];
    const DRUG_2: [f64; 10] = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

    #[test]
    fn twins_and_strangers_are_compared_as_by_scipy() {
        let differences: Vec<f64> = DRUG_1.iter().zip(DRUG_2).map(|(a, b)| b - a).collect();
        let paired = mean(&differences).unwrap();
        near(paired.low, 0.700_114_2);
        near(paired.high, 2.459_885_8);
        assert!((paired.p - 0.002_833).abs() < 1e-6 && paired.is_clear());
        let unpaired = welch(&DRUG_1, &DRUG_2).unwrap();
        near(unpaired.low, -0.205_483_2);
        near(unpaired.high, 3.365_483_2);
        assert!((unpaired.df - 17.776).abs() < 1e-3 && (unpaired.p - 0.079_39).abs() < 1e-5);
        let won = variance_ratio(&DRUG_1, &DRUG_2).unwrap();
        near(won, (unpaired.error / paired.error) * (unpaired.error / paired.error));
    }

    #[test]
    fn twins_that_never_differ_have_no_error() {
        let same = mean(&[0.1 + 0.2, 0.3, 0.3]).unwrap();
        assert_eq!((same.low, same.high, same.error), (same.value, same.value, 0.0));
        assert_eq!(mean(&[0.0; 4]).unwrap().p, 1.0);
        assert_eq!((mean(&[1.0]), welch(&[1.0], &[1.0, 2.0])), (None, None));
        assert_eq!(variance_ratio(&[1.0, 2.0], &[2.0, 3.0]), None);
    }

    #[test]
    fn shares_and_counts_have_the_intervals_of_statsmodels() {
        // proportion_confint(0, 16, method="wilson"), (15, 16), (81, 263).
        for ((k, n), (low, high)) in [
            ((0.0, 16.0), (0.0, 0.193_607_7)),
            ((15.0, 16.0), (0.716_712_6, 0.988_880_7)),
            ((81.0, 263.0), (0.255_288_5, 0.366_209_6)),
        ] {
            let got = share(k, n);
            near(got.0, low);
            near(got.1, high);
        }
        // scipy.stats: chi2.ppf(0.025, 10) / 2, chi2.ppf(0.975, 12) / 2; chi2.ppf(0.975, 2) / 2.
        let five = count(5);
        near(five.0, 1.623_486);
        near(five.1, 11.668_332);
        near(count(0).1, 3.688_879);
    }

    #[test]
    fn holm_is_that_of_statsmodels() {
        // multipletests([0.01, 0.04, 0.03, 0.005], method="holm")
        let adjusted = holm(&[0.01, 0.04, f64::NAN, 0.03, 0.005]);
        for (got, expected) in
            [adjusted[0], adjusted[1], adjusted[3], adjusted[4]].into_iter().zip([0.03, 0.06, 0.06, 0.02])
        {
            near(got, expected);
        }
        assert!(adjusted[2].is_nan());
    }
}
