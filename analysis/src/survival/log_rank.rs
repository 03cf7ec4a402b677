//! Whether survival curves are one curve: the log-rank test.

use super::Lifetime;
use crate::inference::laws;

/// The test of two samples.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LogRank {
    /// Events of the second sample.
    pub observed: f64,
    /// Those expected of it if both had one curve.
    pub expected: f64,
    /// (observed − expected)² / variance.
    pub chi_square: f64,
    /// Chance that chi-square with one degree of freedom exceeds it.
    pub p: f64,
}

/// Tests two samples. None where no event was possible in both, so that nothing can be compared.
///
/// Mantel (1966), Cancer Chemotherapy Reports 50, with the hypergeometric variance for ties. Assumes independent samples (twins that go
/// together make it too cautious), and is most powerful where hazards are proportional.
#[must_use]
pub fn log_rank(first: &[Lifetime], second: &[Lifetime]) -> Option<LogRank> {
    let mut all: Vec<(Lifetime, bool)> =
        first.iter().map(|life| (*life, false)).chain(second.iter().map(|life| (*life, true))).collect();
    all.sort_by(|a, b| a.0.time.total_cmp(&b.0.time));
    let (mut at_risk, mut of_second) = (all.len() as f64, second.len() as f64);
    let (mut observed, mut expected, mut variance) = (0.0, 0.0, 0.0);
    for tied in all.chunk_by(|a, b| a.0.time == b.0.time) {
        let events = tied.iter().filter(|(life, _)| life.happened).count() as f64;
        observed += tied.iter().filter(|(life, is_second)| life.happened && *is_second).count() as f64;
        let share = of_second / at_risk;
        expected += events * share;
        if at_risk > 1.0 {
            variance += events * share * (1.0 - share) * (at_risk - events) / (at_risk - 1.0);
        }
        at_risk -= tied.len() as f64;
        of_second -= tied.iter().filter(|(_, is_second)| *is_second).count() as f64;
    }
    let chi_square = (observed - expected) * (observed - expected) / variance;
    (variance > 0.0).then(|| LogRank {
        observed,
        expected,
        chi_square,
        p: laws::chi_square_above(chi_square, 1.0),
    })
}

#[cfg(test)]
mod tests {
    use super::super::leukaemia::{placebo, treated};
    use super::*;

    #[test]
    fn the_leukaemia_trial_gives_the_published_statistic() {
        // Kleinbaum and Klein: 16.79 on 1 degree of freedom; observed 9 and 21, expected 19.3 and 10.7. lifelines: 16.792941, p = 4.1688e-5.
        let test = log_rank(&treated(), &placebo()).unwrap();
        assert!((test.chi_square - 16.793).abs() < 5e-4, "{test:?}");
        assert!((test.p - 4.168_81e-5).abs() < 1e-10, "{test:?}");
        assert!(test.observed == 21.0 && (test.expected - 10.749).abs() < 5e-4, "{test:?}");
        let turned = log_rank(&placebo(), &treated()).unwrap();
        assert!((turned.chi_square - test.chi_square).abs() < 1e-9 && turned.observed == 9.0);
    }

    #[test]
    fn equal_samples_do_not_differ_and_nothing_cannot_be_tested() {
        assert!(log_rank(&treated(), &treated()).unwrap().chi_square < 1e-20);
        let never = [Lifetime { time: 5.0, happened: false }; 4];
        assert_eq!(log_rank(&never, &never), None);
    }
}
