//! The survival curve of Kaplan and Meier, with Greenwood's intervals.

use super::Lifetime;
use crate::inference::intervals::LEVEL;
use crate::inference::laws;

/// A time at which something happened or somebody was no longer watched.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// When.
    pub time: f64,
    /// How many were watched, and had not seen it, just before.
    pub at_risk: usize,
    /// To how many it happened.
    pub events: usize,
    /// How many were no longer watched afterwards.
    pub censored: usize,
    /// Share to whom it has not happened by then.
    pub survival: f64,
    /// Its interval.
    pub interval: (f64, f64),
}

/// A survival curve: one before its first step.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Curve {
    /// Times ascend.
    pub steps: Vec<Step>,
}

impl Curve {
    /// The curve of some lifetimes.
    ///
    /// S(t) = Π (1 − dᵢ/nᵢ) over times up to t, dᵢ of nᵢ at risk; censored ones are at risk at their own time. The interval is that
    /// of ln(−ln S) with Greenwood's variance Σ dᵢ/(nᵢ(nᵢ − dᵢ)), so that it stays inside 0 to 1; where S is 1 or 0 it has no width.
    ///
    /// Kaplan and Meier (1958), JASA 53; Greenwood (1926); Kalbfleisch and Prentice (2002), *The Statistical Analysis of Failure Time
    /// Data*, section 1.4, for the transformation. Assumes that censoring tells nothing about what would have happened.
    #[must_use]
    pub fn of(lifetimes: &[Lifetime]) -> Self {
        let mut sorted = lifetimes.to_vec();
        sorted.sort_by(|a, b| a.time.total_cmp(&b.time));
        let (mut at_risk, mut survival, mut greenwood) = (sorted.len(), 1.0, 0.0);
        let mut steps = Vec::new();
        for tied in sorted.chunk_by(|a, b| a.time == b.time) {
            let events = tied.iter().filter(|life| life.happened).count();
            let (d, n) = (events as f64, at_risk as f64);
            survival *= 1.0 - d / n;
            greenwood += if events < at_risk { d / (n * (n - d)) } else { 0.0 };
            let censored = tied.len() - events;
            let interval = interval(survival, greenwood);
            steps.push(Step { time: tied[0].time, at_risk, events, censored, survival, interval });
            at_risk -= tied.len();
        }
        Self { steps }
    }

    /// The last step at or before a time.
    #[must_use]
    pub fn at(&self, time: f64) -> Option<&Step> {
        self.steps.iter().take_while(|step| step.time <= time).last()
    }

    /// When it has happened to half of them; none if it never has.
    #[must_use]
    pub fn median(&self) -> Option<f64> {
        // Half, up to the rounding of a product.
        self.steps.iter().find(|step| step.survival <= 0.5 + 1e-12).map(|step| step.time)
    }
}

fn interval(survival: f64, greenwood: f64) -> (f64, f64) {
    if survival <= 0.0 || greenwood <= 0.0 {
        return (survival, survival);
    }
    let log = libm::log(survival);
    let reach = laws::normal_quantile(0.5 + LEVEL / 2.0) * greenwood.sqrt() / log.abs();
    let raised = |power: f64| libm::exp(log * libm::exp(power));
    (raised(reach), raised(-reach))
}

#[cfg(test)]
mod tests {
    use super::super::leukaemia::{placebo, treated};
    use super::*;

    #[test]
    fn the_curve_of_the_leukaemia_trial_is_the_published_one() {
        let curve = Curve::of(&treated());
        let events: Vec<&Step> = curve.steps.iter().filter(|step| step.events > 0).collect();
        let published = [
            (6.0, 21, 0.8571),
            (7.0, 17, 0.8067),
            (10.0, 15, 0.7529),
            (13.0, 12, 0.6902),
            (16.0, 11, 0.6275),
            (22.0, 7, 0.5378),
            (23.0, 6, 0.4482),
        ];
        assert_eq!(events.len(), published.len());
        for (step, (time, at_risk, survival)) in events.iter().zip(published) {
            assert_eq!((step.time, step.at_risk), (time, at_risk));
            assert!((step.survival - survival).abs() < 5e-5, "{step:?}");
        }
        assert_eq!((curve.median(), Curve::of(&placebo()).median()), (Some(23.0), Some(8.0)));
    }

    #[test]
    fn intervals_are_those_of_lifelines() {
        // lifelines 0.30, KaplanMeierFitter().fit(…).confidence_interval_, on the treated.
        for (time, low, high) in [(6.0, 0.6197, 0.9516), (10.0, 0.5032, 0.8894), (23.0, 0.1881, 0.6801)] {
            let curve = Curve::of(&treated());
            let step = curve.at(time).unwrap();
            assert!(
                (step.interval.0 - low).abs() < 5e-5 && (step.interval.1 - high).abs() < 5e-5,
                "{step:?}"
            );
        }
    }

    #[test]
    fn ends_are_where_they_must_be() {
        let all_at_once = Curve::of(&[Lifetime { time: 0.0, happened: true }; 3]);
        assert_eq!((all_at_once.steps[0].survival, all_at_once.steps[0].interval), (0.0, (0.0, 0.0)));
        let never = Curve::of(&[Lifetime { time: 9.0, happened: false }; 3]);
        assert_eq!((never.steps[0].survival, never.median(), never.at(8.0)), (1.0, None, None));
        assert!(Curve::of(&[]).steps.is_empty());
    }
}
