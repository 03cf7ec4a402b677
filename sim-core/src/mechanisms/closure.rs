//! Small firms close more than large ones (part of M15).

use crate::engine::num;

/// Chance that a firm closes, relative to one with one member: n^−η, n at least 1.
///
/// * `members`: n. * `elasticity`: η ≥ 0; at 0 all close alike.
/// * Source: exit falls with size in every panel of firms (Evans 1987; Dunne, Roberts and Samuelson 1988); a power is ours.
#[must_use]
pub fn smallness(members: i64, elasticity: f64) -> f64 {
    num::pow(members.max(1) as f64, -elasticity)
}

/// Chance that a firm closes, 1/month: h · smallness over its mean, at most 1.
///
/// * `closure`: h, the mean over firms as long as none is at 1. * `mean`: of the smallness of a region's firms.
/// * Limit: h for all at η = 0. With sizes that walk at random and spread by σ a year, a chance h̃ a year at a size and entrants
///   of the mean's size leave a tail whose exponent ζ has ζ(ζ − 1) = 2h̃/σ² there (after Luttmer 2007).
#[must_use]
pub fn chance(closure: f64, smallness: f64, mean: f64) -> f64 {
    num::coarse(closure * smallness / mean).min(1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZES: [i64; 5] = [0, 1, 9, 40, 900];

    fn chances(closure: f64, elasticity: f64) -> Vec<f64> {
        let small: Vec<f64> = SIZES.iter().map(|n| smallness(*n, elasticity)).collect();
        let mean = small.iter().sum::<f64>() / small.len() as f64;
        small.iter().map(|s| chance(closure, *s, mean)).collect()
    }

    #[test]
    fn the_mean_is_kept_and_a_hundred_times_the_size_closes_a_tenth_as_often_at_a_half() {
        let chances = chances(0.007, 0.5);
        assert!((chances.iter().sum::<f64>() / 5.0 / 0.007 - 1.0).abs() < 1e-6);
        assert!((chances[2] / chances[4] - 10.0).abs() < 1e-4);
        assert_eq!(chances[0], chances[1], "a firm that nobody works for counts as one of one");
    }

    #[test]
    fn without_elasticity_all_close_alike_and_no_chance_passes_one() {
        assert!(chances(0.007, 0.0).iter().all(|c| *c == num::coarse(0.007)));
        assert_eq!(chances(0.9, 2.0)[0], 1.0);
    }
}
