//! Contributions are accepted afterwards, by who has standing in the project, and that takes their time (M8).

/// What becomes of a project's hours in a month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Review {
    /// Share of all hours that the core spends on review.
    pub spent: f32,
    /// Share of all hours that is contributed and accepted, where the work is of quality 1.
    pub accepted: f32,
}

/// What the core reviews, and what is accepted.
///
/// Each contributed hour takes c hours of the core, as long as the core has them: z = min(k, c/(1 + c)) of all hours go
/// into review, 1 − z are contributed, v = min(1, z/(c (1 − z))) of these are reviewed, and
/// a = (1 − z)(v + (1 − v) l) are accepted, times their quality.
///
/// * `core`: k, share of the hours given by members with standing in the project, 0..=1.
/// * `cost`: c, hours of review for an hour contributed, ≥ 0. * `late`: l, share of what nobody reviewed that is
///   accepted all the same, 0..=1.
/// * Neutral: c = 0: nothing is spent and all is accepted by its quality. Limit: l = 0: a = min(k/c, 1/(1 + c)).
/// * Source: ours; that contributions are free and selection comes afterwards is the theory's.
#[inline]
#[must_use]
pub fn review(core: f32, cost: f32, late: f32) -> Review {
    if cost <= 0.0 {
        return Review { spent: 0.0, accepted: 1.0 };
    }
    let spent = core.min(cost / (1.0 + cost));
    let reviewed = (spent / (cost * (1.0 - spent))).min(1.0);
    Review { spent, accepted: (1.0 - spent) * (reviewed + (1.0 - reviewed) * late) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_late_acceptance_the_accepted_share_has_its_closed_form() {
        for cost in [0.05f32, 0.2, 1.0, 5.0] {
            for k in 0..=100 {
                let core = k as f32 / 100.0;
                let expected = (core / cost).min(1.0 / (1.0 + cost));
                let seen = review(core, cost, 0.0);
                assert!((seen.accepted - expected).abs() < 1e-5, "{cost} {core}: {seen:?}, {expected}");
                assert!(seen.spent <= core && seen.spent + seen.accepted <= 1.0 + 1e-6);
            }
        }
    }

    #[test]
    fn review_that_costs_nothing_changes_nothing() {
        assert_eq!(review(0.0, 0.0, 0.0), Review { spent: 0.0, accepted: 1.0 });
    }

    #[test]
    fn without_a_core_only_what_is_accepted_late_counts() {
        assert_eq!(review(0.0, 0.2, 0.25), Review { spent: 0.0, accepted: 0.25 });
        assert_eq!(review(0.0, 0.2, 0.0).accepted, 0.0);
    }
}
