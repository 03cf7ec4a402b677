//! Strain in organisations of every kind, and when it makes them fork (M25).

use crate::engine::num;

/// How much each source of strain weighs, the same in every organisation.
#[derive(Clone, Copy, Debug)]
pub struct Weights {
    /// Of culture's spread.
    pub culture: f64,
    /// Of what leaders or owners take.
    pub take: f64,
    /// Of pay for some and not for others.
    pub paid: f64,
    /// What the shared object takes away.
    pub object: f64,
}

/// Strain: w_c s + w_t a + w_p 4 p (1 − p) − object, at least 0.
///
/// * `spread`: s, standard deviation of members' culture over that of people who meet by chance (1/√12 of the axis).
/// * `take`: a, share of what is made that leaders or owners keep. * `paid`: p, share of the work that is paid.
/// * Limits: everybody alike, nobody takes, all or nobody paid: 0.
/// * Source: MODEL M25; linear and the same for all, ours.
#[must_use]
pub fn strain(spread: f64, take: f64, paid: f64, w: &Weights) -> f64 {
    (w.culture * spread + w.take * take + w.paid * 4.0 * paid * (1.0 - paid) - w.object).max(0.0)
}

/// Spread of culture from sums over members: √(mean of squares − square of the mean), over 1/√12.
///
/// * `members`, `sum`, `squares`: of culture in 1/65535.
#[must_use]
pub fn spread(members: i64, sum: i64, squares: i64) -> f64 {
    if members < 2 {
        return 0.0;
    }
    let (n, axis) = (members as f64, 65535.0);
    let mean = sum as f64 / n;
    (12.0 * (squares as f64 / n - mean * mean).max(0.0)).sqrt() / axis
}

/// Spread of culture on a board on which members and sponsors sit, over 1/√12: √(12 ((1 − q) v + q (1 − q) D²)).
///
/// * `members`: spread over members, as [`spread`] gives it. * `seats`: q, share of the seats that sponsors hold. * `distance`: D,
///   between members' mean culture and the sponsors', 0..=1.
/// * Limits: no sponsors: the members' spread; sponsors alone: 0.
/// * Source: variance of a mixture of a group and a point.
#[must_use]
pub fn board_spread(members: f64, seats: f64, distance: f64) -> f64 {
    ((1.0 - seats) * members * members + 12.0 * seats * (1.0 - seats) * distance * distance).sqrt()
}

/// Chance a month to fork: `r · 1[S > θ] · exp(−e/e_0)`.
///
/// * `rate`: r. * `threshold`: θ. * `exit`: e, cost of leaving; `scale`: e_0.
/// * Source: MODEL M25.
#[must_use]
pub fn fork_chance(strain: f64, rate: f64, threshold: f64, exit: f64, scale: f64) -> f64 {
    if strain > threshold { rate * num::exp(-exit / scale) } else { 0.0 }
}

/// What is left, after a month, of the part of a fork's work that repeats the original's: half of it goes in `half` months.
#[must_use]
pub fn still_duplicated(duplicated: f32, half: f64) -> f32 {
    duplicated * num::exp(-std::f64::consts::LN_2 / half) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    const W: Weights = Weights { culture: 1.0, take: 1.0, paid: 0.5, object: 0.2 };

    #[test]
    fn strain_is_the_weighted_sum_less_the_object() {
        assert!((strain(0.5, 0.3, 0.5, &W) - (0.5 + 0.3 + 0.5 - 0.2)).abs() < 1e-12);
        assert_eq!(strain(0.1, 0.05, 0.0, &W), 0.0);
        // All paid or nobody paid strains alike.
        assert_eq!(strain(0.5, 0.3, 0.0, &W), strain(0.5, 0.3, 1.0, &W));
    }

    #[test]
    fn people_who_meet_by_chance_have_a_spread_of_one() {
        let (mut sum, mut squares) = (0, 0);
        (0..65536i64).for_each(|c| (sum, squares) = (sum + c, squares + c * c));
        assert!((spread(65536, sum, squares) - 1.0).abs() < 1e-4);
        assert_eq!(spread(3, 30, 300), 0.0);
    }

    #[test]
    fn a_board_is_spread_by_its_members_and_by_its_sponsors_distance() {
        assert_eq!(board_spread(0.6, 0.0, 0.9), 0.6);
        assert_eq!(board_spread(0.6, 1.0, 0.9), 0.0);
        // Half members of one culture and half sponsors half an axis away: two points, whose s.d. is a quarter.
        assert!((board_spread(0.0, 0.5, 0.5) - 0.25 * 12.0_f64.sqrt()).abs() < 1e-12);
    }

    #[test]
    fn forks_come_past_the_threshold_and_the_less_the_dearer_exit_is() {
        assert_eq!(fork_chance(0.59, 0.02, 0.6, 0.0, 0.3), 0.0);
        assert_eq!(fork_chance(0.61, 0.02, 0.6, 0.0, 0.3), 0.02);
        assert!((fork_chance(0.61, 0.02, 0.6, 0.3, 0.3) - 0.02 * num::exp(-1.0)).abs() < 1e-12);
        let faded = (0..24).fold(0.5, |d, _| still_duplicated(d, 24.0));
        assert!((faded - 0.25).abs() < 1e-5);
    }
}
