//! Owners' money moves between firms and platforms (M19).

use crate::engine::num;

/// Share of new equity that goes to platforms after a month: replicator with mutation.
///
/// y = x e^(s r_P)/(x e^(s r_P) + (1 − x) e^(s r_F)), x' = y + m (½ − y).
///
/// * `share`: x. * `platforms`, `firms`: their returns r, a year. * `speed`: s. * `mutation`: m, the way back from 0 and 1.
/// * Limits: m = 0: ln(x/(1 − x)) grows by s (r_P − r_F) a month; equal returns: x − ½ shrinks by 1 − m a month.
/// * Source: Taylor and Jonker (1978); the discrete exponential form, which stays in (0, 1). Ours: returns of last month.
#[must_use]
pub fn share_after(share: f64, platforms: f64, firms: f64, speed: f64, mutation: f64) -> f64 {
    // Bounded, so that a month of a tiny stock's huge return is no overflow.
    let fitter = num::exp((speed * (platforms - firms)).clamp(-5.0, 5.0));
    let next = share * fitter / (share * fitter + 1.0 - share);
    next + mutation * (0.5 - next)
}

/// What a platform's capital adds to what an hour of its users brings: 1 + G k/(k + k½).
///
/// * `capital`: k, goods a user. * `half`: k½, at which half of the gain is had. * `gain`: G. Without capital 1.
/// * Source: ours; diminishing returns.
#[must_use]
pub fn service(capital: f64, half: f64, gain: f64) -> f64 {
    1.0 + gain * capital / (capital + half)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_mutation_the_odds_grow_as_in_the_closed_form() {
        let end = (0..60).fold(0.1, |x, _| share_after(x, 0.3, 0.1, 0.2, 0.0));
        let odds = 0.1 / 0.9 * num::exp(60.0 * 0.2 * 0.2);
        assert!((end - odds / (1.0 + odds)).abs() < 1e-12);
    }

    #[test]
    fn equal_returns_leave_mutation_alone_and_no_corner_holds() {
        let end = (0..50).fold(0.0, |x, _| share_after(x, 0.1, 0.1, 0.2, 0.01));
        assert!((end - (0.5 - 0.5 * num::pow(0.99, 50.0))).abs() < 1e-12);
    }

    #[test]
    fn service_has_diminishing_returns() {
        assert_eq!(service(0.0, 1.0, 0.5), 1.0);
        assert_eq!(service(1.0, 1.0, 0.5), 1.25);
    }
}
