//! Abundance lowers need (M29): what open knowledge gives away need not be bought.

/// Share of subsistence that still has to be bought.
///
/// y_sub'/y_sub = 1 − ζ · access · q/(q + q½).
///
/// * `saving`: ζ, 0..=0.5. * `access`: share online. * `success`: q/(q + q½), 0..=1, from
///   [`knowledge::success`](super::knowledge::success).
/// * Returns a share in 0.5..=1. Neutral: ζ = 0. Limits: nobody online, or no open knowledge: 1; everybody online and
///   knowledge without bound: 1 − ζ.
/// * Source: ours, after MODEL M29. **Caution:** everybody of a region saves alike, online or not.
#[must_use]
pub fn essentials(saving: f64, access: f64, success: f64) -> f64 {
    1.0 - saving * access * success
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mechanisms::commons_time::commons_time;
    use crate::mechanisms::knowledge;
    use crate::params::Knowledge;

    #[test]
    fn nothing_is_saved_without_access_or_knowledge_and_at_most_the_share_with_both() {
        assert_eq!(essentials(0.5, 0.0, 0.9), 1.0);
        assert_eq!(essentials(0.5, 1.0, 0.0), 1.0);
        assert_eq!(essentials(0.0, 1.0, 0.9), 1.0);
        assert_eq!(essentials(0.5, 1.0, 1.0), 0.5);
    }

    /// A household of the closed loop: taste times chance of a project, subsistence over income, saving.
    #[derive(Clone, Copy)]
    struct Home {
        leaning: f64,
        need: f64,
        saving: f64,
    }

    /// Commons time → where knowledge comes to rest (M9) → need (M29) → commons time (M7), all online.
    fn map(hours: f64, home: Home, k: &Knowledge) -> f64 {
        let stock = knowledge::rest(hours, 0.01, k);
        let need = home.need * essentials(home.saving, 1.0, knowledge::success(stock, k));
        f64::from(commons_time(1.0, home.leaning as f32, 0.0, 0.0, need as f32, 1.0, 1.0))
    }

    /// Stable fixed points: where the map crosses the diagonal from above, on a fine grid.
    fn stable(home: Home, k: &Knowledge) -> Vec<f64> {
        let grid = |i: usize| i as f64 / 4000.0;
        (0..4000)
            .map(grid)
            .filter(|c| map(*c, home, k) >= *c && map(c + 1.0 / 4000.0, home, k) < c + 1.0 / 4000.0)
            .collect()
    }

    /// Where a world settles whose knowledge takes its months (M9), commons time following at once.
    fn settles(start: f64, home: Home, k: &Knowledge) -> f64 {
        let (mut stock, mut hours) = (start, 0.0);
        for _ in 0..20_000 {
            let need = home.need * essentials(home.saving, 1.0, knowledge::success(stock, k));
            hours = f64::from(commons_time(1.0, home.leaning as f32, 0.0, 0.0, need as f32, 1.0, 1.0));
            stock = knowledge::knowledge_step(stock, hours, 0.01, k);
        }
        hours
    }

    #[test]
    fn people_with_slack_have_one_fixed_point_of_commons_time() {
        let (home, k) = (Home { leaning: 0.15, need: 0.5, saving: 0.5 }, Knowledge::default());
        let points = stable(home, &k);
        assert_eq!(points.len(), 1, "{points:?}");
        for start in [0.01, 1.0, 1000.0] {
            assert!((settles(start, home, &k) - points[0]).abs() < 5e-4, "{points:?}");
        }
    }

    #[test]
    fn people_without_slack_have_two_if_they_are_keen_and_the_start_decides() {
        // Need is just above income: without knowledge there is no slack, and without slack little knowledge.
        let (home, k) =
            (Home { leaning: 0.6, need: 1.2, saving: 0.5 }, Knowledge { half: 2.0, ..Knowledge::default() });
        let points = stable(home, &k);
        assert_eq!(points.len(), 2, "{points:?}");
        assert_eq!(points[0], 0.0);
        assert_eq!(settles(1.0, home, &k), 0.0);
        assert!((settles(1000.0, home, &k) - points[1]).abs() < 5e-4, "{points:?}");
        // Without saving, or with a weak leaning, only the poor one is left.
        assert_eq!(stable(Home { saving: 0.0, ..home }, &k), [0.0]);
        assert_eq!(stable(Home { leaning: 0.15, ..home }, &k), [0.0]);
    }
}
