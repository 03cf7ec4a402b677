//! Mean time until something happens, counted up to a horizon at most.

use super::{Curve, Lifetime};

/// A restricted mean.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RestrictedMean {
    /// The area under the survival curve up to the horizon.
    pub mean: f64,
    /// Its variance.
    pub variance: f64,
}

/// The restricted mean of some lifetimes.
///
/// μ(τ) = ∫₀^τ S(t) dt: what a replicate waits on average when waits beyond τ count τ. Its variance is
/// Σ (∫_{tᵢ}^τ S)² dᵢ/(nᵢ(nᵢ − dᵢ)) over events up to τ. Needs no proportional hazards. τ should not lie behind the last time at which
/// anybody was watched: S is carried on from there as it is.
///
/// Royston and Parmar (2013), "Restricted mean survival time", BMC Medical Research Methodology 13:152; Klein and Moeschberger (2003),
/// *Survival Analysis*, section 4.5.
#[must_use]
pub fn restricted_mean(lifetimes: &[Lifetime], horizon: f64) -> RestrictedMean {
    let curve = Curve::of(lifetimes);
    let until = curve.steps.iter().take_while(|step| step.time < horizon);
    // Pieces of the curve: from when, how high, and by what step it came there.
    let mut pieces = vec![(0.0, 1.0, None)];
    pieces.extend(until.map(|step| (step.time, step.survival, Some(step))));
    let ends = pieces.iter().skip(1).map(|piece| piece.0).chain([horizon]).collect::<Vec<_>>();
    let (mut area, mut variance) = (0.0, 0.0);
    // From the horizon backwards, the area so far is what follows a step.
    for ((from, height, step), to) in pieces.iter().zip(&ends).rev() {
        area += height * (to - from).max(0.0);
        if let Some(step) = step.filter(|step| step.events < step.at_risk) {
            let (d, n) = (step.events as f64, step.at_risk as f64);
            variance += area * area * d / (n * (n - d));
        }
    }
    RestrictedMean { mean: area, variance }
}

#[cfg(test)]
mod tests {
    use super::super::leukaemia::{placebo, treated};
    use super::*;

    #[test]
    fn without_censoring_it_is_the_mean_of_capped_waits() {
        let waits: Vec<f64> = placebo().iter().map(|life| life.time.min(15.0)).collect();
        let n = waits.len() as f64;
        let mean = waits.iter().sum::<f64>() / n;
        let spread = waits.iter().map(|x| (x - mean) * (x - mean)).sum::<f64>() / n / n;
        let found = restricted_mean(&placebo(), 15.0);
        assert!((found.mean - mean).abs() < 1e-12 && (found.variance - spread).abs() < 1e-12, "{found:?}");
    }

    #[test]
    fn the_leukaemia_trial_gives_what_lifelines_gives() {
        // restricted_mean_survival_time(…, t=35): 23.28739; the errors by the formula above, written out in NumPy.
        let treated = restricted_mean(&treated(), 35.0);
        assert!(
            (treated.mean - 23.287_39).abs() < 1e-5 && (treated.variance.sqrt() - 2.827).abs() < 5e-3,
            "{treated:?}"
        );
        let placebo = restricted_mean(&placebo(), 35.0);
        assert!(
            (placebo.mean - 8.667).abs() < 5e-3 && (placebo.variance.sqrt() - 1.377).abs() < 5e-3,
            "{placebo:?}"
        );
    }

    #[test]
    fn who_waits_for_ever_waits_to_the_horizon() {
        let never = [Lifetime { time: 60.0, happened: false }; 4];
        assert_eq!(restricted_mean(&never, 60.0), RestrictedMean { mean: 60.0, variance: 0.0 });
        let at_once = [Lifetime { time: 0.0, happened: true }; 4];
        assert_eq!(restricted_mean(&at_once, 60.0).mean, 0.0);
    }
}
