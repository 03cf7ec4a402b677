//! Community, association, ecology: what each leg of a project changes (M11). Each changes its own flow only; there is
//! no product of legs anywhere.

use crate::engine::num;

/// Chance in a month of what has a hazard: 1 − exp(−h).
#[inline]
#[must_use]
pub fn chance(hazard: f64) -> f64 {
    1.0 - num::exp(-hazard)
}

/// Chance in a month that an overloaded project goes to a platform's servers: hazard h (1 − cohesion). Those who know
/// each other hold on to what is theirs.
#[inline]
#[must_use]
pub fn handover(hazard: f64, cohesion: f64) -> f64 {
    chance(hazard * (1.0 - cohesion.clamp(0.0, 1.0)))
}

/// Money for capacity, credits: what users over capacity cost, with a tenth to spare, as far as there is money.
///
/// * `users`, `capacity`: people. * `cost`: credits a user. * `money`: credits.
#[inline]
#[must_use]
pub fn capacity_order(users: f64, capacity: f64, cost: f64, money: f64) -> f64 {
    ((1.1 * users - capacity).max(0.0) * cost).min(money)
}

/// What a patron gives, money: the share of what is held above a reserve, at most what is missing.
///
/// * `held`, `reserve`, `missing`: the same money. * Limits: no reserve is touched; nothing missing, nothing given.
/// * Source: ours (MODEL M10: capacity is bought by a patron, too).
#[inline]
#[must_use]
pub fn patronage(share: f64, held: f64, reserve: f64, missing: f64) -> f64 {
    (share * (held - reserve).max(0.0)).min(missing.max(0.0))
}

/// Benefit that a firm of an ecology shares back: b · revenue · (1 − e^(−gain)), the part of its revenue that open
/// knowledge has added since 2001.
///
/// * `revenue`: any money. * `gain`: what open knowledge adds to the logarithm of productivity (M9), none below 0.
#[inline]
#[must_use]
pub fn benefit(share: f64, revenue: f64, gain: f64) -> f64 {
    share * revenue * (1.0 - num::exp(-gain.max(0.0)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strangers_hand_over_and_communities_do_not() {
        assert_eq!(handover(0.02, 1.0), 0.0);
        assert!((handover(0.02, 0.0) - (1.0 - num::exp(-0.02))).abs() < 1e-12);
    }

    #[test]
    fn capacity_is_bought_after_success_and_within_means() {
        assert_eq!(capacity_order(100.0, 200.0, 0.02, 5.0), 0.0);
        assert!((capacity_order(200.0, 100.0, 0.02, 5.0) - 2.4).abs() < 1e-12);
        assert_eq!(capacity_order(200.0, 100.0, 0.02, 1.0), 1.0);
    }

    #[test]
    fn patrons_give_what_is_missing_and_keep_their_reserve() {
        assert_eq!(patronage(0.1, 50.0, 60.0, 9.0), 0.0);
        assert!((patronage(0.1, 100.0, 60.0, 9.0) - 4.0).abs() < 1e-12);
        assert_eq!(patronage(0.1, 1000.0, 60.0, 9.0), 9.0);
        assert_eq!(patronage(0.1, 1000.0, 60.0, -1.0), 0.0);
    }

    #[test]
    fn benefits_are_a_share_of_what_open_knowledge_adds() {
        assert_eq!(benefit(0.05, 100.0, -0.3), 0.0);
        assert!((benefit(0.05, 100.0, core::f64::consts::LN_2) - 2.5).abs() < 1e-9);
    }
}
