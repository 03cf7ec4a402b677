//! The immune system of a project (M28): disruptors come with use, the core keeps them out.

use crate::engine::num;

/// Disruption after a month: the exact monthly step of ḋ = i (1 − d) − r d.
///
/// * `disruption`: d, share of the project's life that is taken up by disruptors, 0..=1.
/// * `inflow`: i, 1/month: what each user brings times users a member. * `defence`: r, 1/month: what an hour of the core
///   drives out times the core's hours a member.
/// * Neutral: i = 0 with d = 0. Limit: constant i and r: exponential approach to [`rest`] at the rate i + r.
/// * Source: ours; that communities develop immune systems against what use brings is the theory's.
#[inline]
#[must_use]
pub fn step(disruption: f32, inflow: f32, defence: f32) -> f32 {
    let rate = inflow + defence;
    if rate <= 0.0 {
        return disruption;
    }
    let end = rest(inflow, defence);
    (end + (disruption - end) * num::exp32(-rate)).clamp(0.0, 1.0)
}

/// Where disruption ends while inflow and defence stay: i/(i + r); 0 where nothing comes in.
#[inline]
#[must_use]
pub fn rest(inflow: f32, defence: f32) -> f32 {
    if inflow > 0.0 { inflow / (inflow + defence) } else { 0.0 }
}

/// Chance in a month that disruption drives a member out: 1 − exp(−f d).
#[inline]
#[must_use]
pub fn flight(hazard: f32, disruption: f32) -> f32 {
    1.0 - num::exp32(-hazard * disruption)
}

/// Part of the work and of the experience that disruption leaves: 1 − w d.
#[inline]
#[must_use]
pub fn left(harm: f32, disruption: f32) -> f32 {
    1.0 - harm * disruption
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn disruption_goes_to_inflow_over_inflow_and_defence_at_their_sum() {
        for (inflow, defence) in [(0.02f32, 0.1f32), (0.3, 0.1), (2.0, 5.0), (0.01, 0.0)] {
            let (mut d, start) = (0.9f32, 0.9f32);
            for month in 1..=200 {
                d = step(d, inflow, defence);
                let end = rest(inflow, defence);
                let expected = end + (start - end) * num::exp32(-(inflow + defence) * month as f32);
                assert!((d - expected).abs() < 1e-4, "month {month}: {d}, expected {expected}");
            }
        }
    }

    #[test]
    fn without_use_nothing_comes_and_without_a_core_nothing_goes() {
        assert_eq!((step(0.0, 0.0, 0.3), step(0.4, 0.0, 0.0)), (0.0, 0.4));
        assert_eq!((rest(0.1, 0.0), rest(0.0, 0.0)), (1.0, 0.0));
        assert_eq!((flight(0.02, 0.0), left(0.5, 1.0), left(1.0, 0.0)), (0.0, 0.5, 1.0));
    }
}
