//! What pay does to a project's direction and licence (M13).

/// Culture of a project after a month: c' = c + v_0 · paid · (sponsor − c).
///
/// * `culture`, `sponsor`: places on the axis of affinity, 0..=1. * `paid`: share of the work that is paid.
/// * `speed`: v_0, 1/month at full pay.
/// * Limit: constant paid share: exponential approach at the rate v_0 · paid.
/// * Source: ours; that who pays bends the direction while the process stays open is the interview's.
#[inline]
#[must_use]
pub fn drift(culture: f32, sponsor: f32, paid: f32, speed: f32) -> f32 {
    culture + speed * paid * (sponsor - culture)
}

/// Whether members vote for a closed licence: each paid member votes as the sponsor wishes with chance `loyalty`, all
/// others for an open one, and the majority decides.
#[inline]
#[must_use]
pub fn votes_closed(paid: f32, loyalty: f32) -> bool {
    paid * loyalty > 0.5
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn direction_goes_to_the_sponsor_at_the_paid_rate() {
        let (speed, paid, start, sponsor) = (0.02f32, 0.6f32, 0.2f32, 0.9f32);
        let mut culture = start;
        for _ in 0..100 {
            culture = drift(culture, sponsor, paid, speed);
        }
        let expected = sponsor + (start - sponsor) * (1.0 - speed * paid).powi(100);
        assert!((culture - expected).abs() < 1e-4, "{culture}, {expected}");
        let exponential = sponsor + (start - sponsor) * crate::engine::num::exp32(-speed * paid * 100.0);
        assert!((culture - exponential).abs() < 0.01);
        assert_eq!(drift(0.4, 0.9, 0.0, 0.02), 0.4);
    }

    #[test]
    fn a_licence_closes_with_a_loyal_paid_majority_only() {
        assert!(!votes_closed(0.9, 0.5) && votes_closed(0.9, 0.6) && !votes_closed(0.4, 1.0));
    }
}
