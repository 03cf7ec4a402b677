//! The multinomial logit: how every choice among alternatives is made.

use crate::engine::num;

/// Chances of the alternatives.
///
/// p_m = exp(β U_m) / Σ_k exp(β U_k).
///
/// * `beta`: decisiveness, 1/nat, ≥ 0. * `utilities`: nats; −∞ closes an alternative.
/// * Neutral: β = 0 gives equal chances to all (closed ones too: leave them out before).
/// * Source: McFadden (1974), "Conditional logit analysis of qualitative choice behavior".
#[inline]
#[must_use]
pub fn probabilities<const N: usize>(beta: f32, utilities: [f32; N]) -> [f32; N] {
    let weights = weights(beta, utilities);
    let sum = up_to(&weights, N);
    weights.map(|w| w / sum)
}

/// The alternative that a number `u` in [0, 1) picks when the alternatives lie end to end in order.
#[inline]
#[must_use]
pub fn choose<const N: usize>(beta: f32, utilities: [f32; N], u: f32) -> u8 {
    let weights = weights(beta, utilities);
    let at = u * up_to(&weights, N);
    // The last one only where it is open: rounding may put `at` at the very end.
    (1..N).map(|k| u8::from(at >= up_to(&weights, k) && (k < N - 1 || weights[k] > 0.0))).sum()
}

/// Sum of the first so many, in their order.
#[inline(always)]
fn up_to<const N: usize>(weights: &[f32; N], count: usize) -> f32 {
    weights[1..count].iter().fold(weights[0], |sum, w| sum + w)
}

#[inline(always)]
fn weights<const N: usize>(beta: f32, utilities: [f32; N]) -> [f32; N] {
    let most = utilities.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    // An alternative at −∞ must get exactly nothing, and exp32 never returns 0.
    utilities.map(|v| if v == f32::NEG_INFINITY { 0.0 } else { num::exp32(beta * (v - most)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chances_follow_the_closed_form() {
        let p = probabilities(2.0, [0.0, 0.5, -1.0, f32::NEG_INFINITY]);
        let z = 1.0 + 1f64.exp_() + (-2f64).exp_();
        assert!((f64::from(p[0]) - 1.0 / z).abs() < 1e-6);
        assert!((f64::from(p[1]) - 1f64.exp_() / z).abs() < 1e-6);
        assert_eq!(p[3], 0.0);
    }

    #[test]
    fn a_closed_alternative_is_never_chosen() {
        for k in 0..1000 {
            let u = k as f32 / 1000.0;
            assert_ne!(choose(1.0, [0.0, f32::NEG_INFINITY, 0.0, 0.0], u), 1);
            assert!(choose(1.0, [0.0, 0.0, 0.0, f32::NEG_INFINITY], u) < 3);
        }
    }

    trait Exp {
        fn exp_(self) -> f64;
    }
    impl Exp for f64 {
        fn exp_(self) -> f64 {
            num::exp(self)
        }
    }
}
