//! Maintainers' pay and burn-out (M12).

use crate::engine::num;

/// Chance in a month that a member leaves: 1 − exp(−h), h = h_0 + h_1 max(0, unpaid hours/τ − 1).
///
/// * `base`, `unpaid_rise`: h_0, h_1, 1/month. * `unpaid`: hours without pay, months. * `taste`: τ, months.
/// * Limit: constant hours and taste: exponential survival.
/// * Source: ours; that overload drives out volunteers is the interview's, and the measured base `pp_exit_hazard`.
#[inline]
#[must_use]
pub fn exit_chance(base: f32, unpaid_rise: f32, unpaid: f32, taste: f32) -> f32 {
    let over = (unpaid / taste.max(1e-3) - 1.0).max(0.0);
    1.0 - num::exp32(-(base + unpaid_rise * over))
}

/// Hours of a month that pay covers at the wage: pay/(net wage · skill), not more than were worked.
#[inline]
#[must_use]
pub fn paid_hours(pay: f32, net_wage: f32, hours: f32) -> f32 {
    if net_wage > 0.0 { (pay / net_wage).clamp(0.0, hours) } else { 0.0 }
}

/// Taste after a month in which a share of the hours was paid: τ (1 − x · paid).
#[inline]
#[must_use]
pub fn crowd_out(taste: f32, crowding_out: f32, paid_share: f32) -> f32 {
    taste * (1.0 - crowding_out * paid_share).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::draws::{Chance, Purpose, unit32};

    #[test]
    fn under_constant_overload_survival_is_exponential() {
        let (base, rise, unpaid, taste) = (0.01f32, 0.03f32, 0.4f32, 0.2f32);
        let hazard = f64::from(base + rise * (unpaid / taste - 1.0));
        let chance = exit_chance(base, rise, unpaid, taste);
        let people = 20_000usize;
        let mut alive = vec![true; people];
        for month in 1..=60 {
            let stream = Chance::new(4, 0).stream(Purpose::ProjectExit, month);
            let mut words = vec![0; people];
            stream.fill(0, &mut words);
            alive.iter_mut().zip(&words).for_each(|(a, w)| *a &= unit32(*w) >= chance);
            let left = alive.iter().filter(|a| **a).count() as f64 / people as f64;
            let expected = num::exp(-hazard * month as f64);
            assert!((left - expected).abs() < 0.015, "month {month}: {left}, {expected}");
        }
    }

    #[test]
    fn pay_takes_the_load_off() {
        assert_eq!(exit_chance(0.01, 0.03, 0.1, 0.2), exit_chance(0.01, 0.03, 0.0, 0.2));
        assert!(exit_chance(0.01, 0.03, 0.8, 0.2) > 3.0 * exit_chance(0.01, 0.03, 0.2, 0.2));
        assert_eq!(
            (paid_hours(0.4, 0.8, 0.9), paid_hours(9.0, 0.8, 0.9), paid_hours(1.0, 0.0, 0.9)),
            (0.5, 0.9, 0.0)
        );
        assert_eq!((crowd_out(0.4, 0.0, 1.0), crowd_out(0.4, 0.5, 1.0)), (0.4, 0.2));
    }
}
