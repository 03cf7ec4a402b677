//! Which platform a user takes, and how they get locked in (part of M18).

use crate::engine::num;

/// Pull of a platform: (users + u_0)^θ.
///
/// * `users`: of the platform. * `entry`: u_0 > 0, the way back from zero. * `network`: θ.
/// * Limit: θ > 1 ends in monopoly, θ < 1 in coexistence. Source: Arthur (1989) for increasing returns.
#[must_use]
pub fn pull(users: f64, entry: f64, network: f64) -> f64 {
    num::pow(users + entry, network)
}

/// Lock-in after a month: l' = l + g (1 − l).
#[inline]
#[must_use]
pub fn lock_in(lock_in: f32, growth: f32) -> f32 {
    lock_in + growth * (1.0 - lock_in)
}

/// Data of its users that a platform holds enclosed, 1 for an owner who always kept half: d' = d + m (e − d).
///
/// * `enclosure`: e = (1 − o)/½. * `memory`: m, share of what is held that a month renews, 0..=1.
/// * Limit: goes to e as 1 − (1 − m)^t. Lock-in grows by g·d. Source: ours.
#[must_use]
pub fn enclosed_data(data: f64, enclosure: f64, memory: f64) -> f64 {
    data + memory * (enclosure - data)
}

/// Users of a platform with those of others who have a second home there: u + h (U − u)/(n − 1).
///
/// * `users`: u, by main home. * `all`: U, of all `platforms` n. * `homes`: h, share of users with a second home.
/// * Limit: h = 0 leaves u; h = 1 and n = 2 makes both platforms alike, whatever the exponent of the pull.
#[must_use]
pub fn with_second_homes(users: f64, all: f64, platforms: usize, homes: f64) -> f64 {
    if platforms < 2 { users } else { users + homes * (all - users) / (platforms - 1) as f64 }
}

/// The platform that a number `u` in [0, 1) picks when pulls lie end to end.
#[must_use]
pub fn choose(pulls: &[f64], u: f64) -> u32 {
    let at = u * pulls.iter().sum::<f64>();
    let mut below = 0.0;
    for (k, pull) in pulls.iter().enumerate() {
        below += pull;
        if at < below {
            return k as u32;
        }
    }
    pulls.len() as u32 - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shares of two platforms after many users chose again, in expectation.
    fn larger_share_after(network: f64) -> f64 {
        let mut share = 0.55;
        for _ in 0..5000 {
            let (a, b) = (pull(share * 1e4, 50.0, network), pull((1.0 - share) * 1e4, 50.0, network));
            share += 0.02 * (a / (a + b) - share);
        }
        share
    }

    #[test]
    fn strong_network_effects_end_in_monopoly_and_weak_ones_in_coexistence() {
        assert!(larger_share_after(1.5) > 0.95);
        assert!((larger_share_after(0.8) - 0.5).abs() < 0.01);
    }

    #[test]
    fn data_go_to_what_is_enclosed_at_their_own_pace() {
        let end = (0..24).fold(1.0, |d, _| enclosed_data(d, 2.0, 0.1));
        assert!((end - (2.0 - num::pow(0.9, 24.0))).abs() < 1e-12);
    }

    #[test]
    fn second_homes_make_two_platforms_alike() {
        assert_eq!(with_second_homes(30.0, 100.0, 2, 1.0), with_second_homes(70.0, 100.0, 2, 1.0));
        assert_eq!(with_second_homes(30.0, 100.0, 2, 0.0), 30.0);
        assert_eq!(with_second_homes(30.0, 30.0, 1, 0.5), 30.0);
    }

    #[test]
    fn lock_in_goes_to_one() {
        let end = (0..500).fold(0.0, |l, _| lock_in(l, 0.02));
        assert!(end > 0.999 && end <= 1.0);
    }
}
