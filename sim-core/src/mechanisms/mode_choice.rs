//! Relational imitation and fit (M1): what each mode is worth to a person.

use crate::engine::num;

/// What is the same for many people: weights in nats.
#[derive(Clone, Copy, Debug)]
pub struct ModeWeights {
    /// Mean disposition to each mode (solved at genesis).
    pub means: [f32; 4],
    /// Fit of each mode with the person's regime, times its weight.
    pub fit: [f32; 4],
    /// Weight of imitation, J.
    pub imitation: f32,
    /// Worth of staying, h.
    pub habit: f32,
}

/// Utility of each mode but for pay and cost.
///
/// U_m = d_m + d_im + f\[ρ\]\[m\] + J x_im + h·1\[m = own\].
///
/// * `disposition`: d_im, nats. * `seen`: share of ties in each mode, 0..=1. * `own`: the person's mode, 0..4.
/// * Neutral: J = h = 0, no fit, no disposition. Limit: softmax(βJ p), the mean-field Potts model; ordered branch
///   from βJ = 3.218741, disordered state unstable at 4 (`verification/potts`).
/// * Source: Brock and Durlauf (2001, 2002) for choice with social interactions; fit is ours.
#[inline]
#[must_use]
pub fn utilities(weights: &ModeWeights, disposition: [f32; 4], seen: [f32; 4], own: u8) -> [f32; 4] {
    std::array::from_fn(|m| {
        let stay = if m == own as usize { weights.habit } else { 0.0 };
        weights.means[m] + disposition[m] + weights.fit[m] + weights.imitation * seen[m] + stay
    })
}

/// What a mode's way of dividing would have paid, against what was paid.
///
/// α_g ln((y_m + ε)/(y_own + ε)), nats; all three amounts in the same money.
#[inline]
#[must_use]
pub fn gain(weight: f32, pay_under_mode: f32, pay: f32, floor: f32) -> f32 {
    weight * num::ln32((pay_under_mode + floor) / (pay + floor))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_term_adds_its_own_nats() {
        let weights = ModeWeights {
            means: [0.1, 0.0, 0.0, 0.0],
            fit: [0.0, 0.5, 0.0, 0.0],
            imitation: 2.0,
            habit: 1.0,
        };
        let u = utilities(&weights, [0.0, 0.0, -0.25, 0.0], [0.0, 0.0, 0.5, 0.5], 3);
        assert_eq!(u, [0.1, 0.5, 0.75, 2.0]);
        assert!((gain(0.5, 3.0, 1.0, 0.0) - 0.5 * 1.098_612_3).abs() < 1e-6);
        assert_eq!(gain(0.5, 2.0, 2.0, 0.1), 0.0);
    }
}
