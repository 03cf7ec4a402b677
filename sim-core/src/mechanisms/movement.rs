//! People are mobilised against those who rule: by belief times unmet need, through their ties (M20).

use crate::engine::num;

/// Chance that somebody who reconsiders takes part: 1 − exp(−g b u (1 + J z²)), times what repression leaves.
///
/// * `belief`: b. * `unmet`: u, share of own need not met. * `ties`: z, share of ties that take part. * `call`: g; `pull`: J.
/// * `kept_away`: share of those called whom repression keeps away.
/// * Limits: no unmet need, or no belief: nobody. Mean field with equal b u: [`rest`].
/// * z²: the chance that two ties out of many take part. One is seldom enough where taking part costs something (Centola and
///   Macy 2007). * Source: ours; belief × unmet need as in MODEL M20.
#[inline]
#[must_use]
pub fn chance(belief: f32, unmet: f32, ties: f32, call: f32, pull: f32, kept_away: f32) -> f32 {
    (1.0 - kept_away) * (1.0 - num::exp32(-call * belief * unmet * (1.0 + pull * ties * ties)))
}

/// Share that takes part in mean field, from a share at the start: the fixed point of m = 1 − exp(−g b u (1 + J m²)) that
/// months of reconsidering lead to.
///
/// * `called`: g b u. * Limit: there may be two, a low and a high one, with a tipping point between.
#[must_use]
pub fn rest(start: f64, called: f64, pull: f64) -> f64 {
    let mut m = start;
    for _ in 0..100_000 {
        let next = m + 0.1 * (1.0 - num::exp(-called * (1.0 + pull * m * m)) - m);
        if (next - m).abs() < 1e-15 {
            break;
        }
        m = next;
    }
    m
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_need_or_belief_nobody_takes_part() {
        assert_eq!(chance(0.5, 0.0, 1.0, 5.0, 4.0, 0.0), 0.0);
        assert_eq!(chance(0.0, 0.5, 1.0, 5.0, 4.0, 0.0), 0.0);
        assert_eq!(chance(0.5, 0.5, 1.0, 5.0, 4.0, 1.0), 0.0);
        let one = chance(0.5, 0.2, 0.0, 5.0, 4.0, 0.0);
        assert!((f64::from(one) - (1.0 - num::exp(-0.5))).abs() < 1e-6);
    }

    #[test]
    fn many_beginnings_tip_where_few_do_not() {
        // g b u = 0.02, J = 200: low and high rest, and a critical size between them near 0.26.
        let (low, high) = (rest(0.0, 0.02, 200.0), rest(0.4, 0.02, 200.0));
        for m in [low, high] {
            assert!((m - (1.0 - num::exp(-0.02 * (1.0 + 200.0 * m * m)))).abs() < 1e-9);
        }
        assert!(low < 0.03 && high > 0.9, "{low} {high}");
        assert!(rest(0.2, 0.02, 200.0) < 0.03 && rest(0.3, 0.02, 200.0) > 0.9);
        // Half the need, and there is one rest only, whatever the start.
        assert!(rest(0.99, 0.005, 200.0) < 0.01);
    }
}
