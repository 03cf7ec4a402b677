//! Taste for unalienated work (M6): it grows by doing and fades without.

/// Taste after a month.
///
/// τ' = τ + γ_up e (τ̂ − τ)₊ − γ_down (τ − τ_0).
///
/// * `taste`: τ, 0..=ceiling. * `ceiling`: τ̂. * `floor`: τ_0, taste without experience. * `experience`: e, hours in
///   projects times the quality of the experience, months. * `growth`, `loss`: γ_up, γ_down, 1/month.
/// * Neutral: γ_up = γ_down = 0. Limit: [`rest`], time constants 1/(γ_up e + γ_down) and 1/γ_down.
/// * Source: ours, after learned taste (Stigler and Becker 1977). **Caution:** this is memory; hysteresis, if any,
///   must come from its coupling.
#[inline]
#[must_use]
pub fn taste(taste: f32, ceiling: f32, floor: f32, experience: f32, growth: f32, loss: f32) -> f32 {
    taste + growth * experience * (ceiling - taste).max(0.0) - loss * (taste - floor)
}

/// Where taste ends with constant experience: (γ_up e τ̂ + γ_down τ_0)/(γ_up e + γ_down).
#[inline]
#[must_use]
pub fn rest(ceiling: f32, floor: f32, experience: f32, growth: f32, loss: f32) -> f32 {
    let up = growth * experience;
    if up + loss <= 0.0 { floor } else { (up * ceiling + loss * floor) / (up + loss) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::num;

    #[test]
    fn taste_rises_to_its_rest_point_with_the_closed_time_constant() {
        let (ceiling, floor, e, up, down) = (0.4, 0.12, 0.5, 0.03, 0.006);
        let end = rest(ceiling, floor, e, up, down);
        let mut now = floor;
        for month in 1..=200 {
            now = taste(now, ceiling, floor, e, up, down);
            let exact = f64::from(end) + f64::from(floor - end) * num::pow(1.0 - 0.021, f64::from(month));
            assert!((f64::from(now) - exact).abs() < 1e-5, "month {month}: {now}, expected {exact}");
        }
        assert!((end - 0.32).abs() < 1e-6);
    }

    #[test]
    fn taste_fades_to_its_floor_without_experience() {
        let mut now = 0.4;
        for _ in 0..3000 {
            now = taste(now, 0.4, 0.1, 0.0, 0.03, 0.006);
        }
        assert!((now - 0.1).abs() < 1e-4);
    }
}
