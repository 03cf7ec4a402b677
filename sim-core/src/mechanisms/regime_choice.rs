//! Regime choice (M2): what each regime is worth to a person.

use crate::engine::num;

/// Certainty equivalent of a lottery with two outcomes: its logarithm under logarithmic utility.
///
/// ln CE = (1 − π) ln(sure) + π ln(sure + prize); amounts not below `floor`.
#[inline]
#[must_use]
pub fn log_certainty_equivalent(chance: f32, sure: f32, prize: f32, floor: f32) -> f32 {
    let sure = sure.max(floor);
    if chance <= 0.0 || prize <= 0.0 {
        return num::ln32(sure);
    }
    (1.0 - chance) * num::ln32(sure) + chance * num::ln32(sure + prize)
}

/// Autonomy of a month, weighted by time.
///
/// (1 − s) μ A_ρ + (1 − (1 − s) μ) A_capital: the share of time that is one's own and finds a fitting project
/// has the regime's autonomy, all other time that of wage work.
///
/// * `bread`: s, necessary time sold for wages, 0..=1. * `fitting`: μ(κ), chance of finding a fitting project.
#[inline]
#[must_use]
pub fn autonomy(bread: f32, fitting: f32, regime: f32, capital: f32) -> f32 {
    let own = (1.0 - bread) * fitting;
    own * regime + (1.0 - own) * capital
}

/// Chance of finding a fitting project, μ(κ) = 1 − exp(−κ/κ_fit).
#[must_use]
pub fn fitting(coordination: f64, scale: f64) -> f64 {
    1.0 - num::exp(-coordination / scale)
}

/// Hours that must be sold for wages: h_b = clip((p·y_sub − pay)/((1 − t) w·skill), 0, most).
///
/// * `need`: price of subsistence; `pay`: net pay from the regime; `net_wage`: (1 − t) w·skill: all the same money.
#[inline]
#[must_use]
pub fn bread_hours(need: f32, pay: f32, net_wage: f32, most: f32) -> f32 {
    if net_wage <= 0.0 { 0.0 } else { ((need - pay) / net_wage).clamp(0.0, most) }
}

/// Utility of a regime, nats.
///
/// V_ρ = a_ρ + ln(chance to be in the choice set) + α_y ln CE + α_a τ·autonomy + J_ρ z + f + further terms.
///
/// * Limit: two regimes with J alone, m = tanh(βJm/2), which bifurcates at βJ = 2 (`verification/brock-durlauf`).
/// * Source: Brock and Durlauf (2001); the terms are the model of record's (M2).
#[derive(Clone, Copy, Debug, Default)]
pub struct RegimeTerms {
    /// a_ρ with the logarithm of access, fit, belief, crowding and lock-in.
    pub constant: f32,
    /// α_y ln CE.
    pub income: f32,
    /// α_a τ · autonomy.
    pub autonomy: f32,
    /// J_ρ z.
    pub imitation: f32,
    /// Worth of staying.
    pub habit: f32,
}

impl RegimeTerms {
    /// The sum of all terms.
    #[inline]
    #[must_use]
    pub fn utility(&self) -> f32 {
        self.constant + self.income + self.autonomy + self.imitation + self.habit
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sure_income_is_its_own_certainty_equivalent() {
        assert!((log_certainty_equivalent(0.0, 2.0, 9.0, 0.1) - std::f32::consts::LN_2).abs() < 1e-6);
        let risky = log_certainty_equivalent(0.2, 1.0, 5.0, 0.1);
        assert!(risky > 0.0 && risky < num::ln32(2.0), "below the mean of 2: {risky}");
        assert_eq!(log_certainty_equivalent(0.0, -1.0, 0.0, 0.3), num::ln32(0.3));
    }

    #[test]
    fn autonomy_runs_from_wage_work_to_the_regimes_own() {
        assert_eq!(autonomy(1.0, 0.7, 0.9, 0.1), 0.1);
        assert!((autonomy(0.0, 1.0, 0.9, 0.1) - 0.9).abs() < 1e-6);
        assert!((fitting(0.3, 0.3) - (1.0 - num::exp(-1.0))).abs() < 1e-12);
    }

    #[test]
    fn bread_hours_buy_exactly_what_is_missing() {
        let hours = bread_hours(0.36, 0.10, 0.8, 1.0);
        assert!((0.10 + hours * 0.8 - 0.36).abs() < 1e-6);
        assert_eq!(bread_hours(0.36, 0.5, 0.8, 1.0), 0.0);
        assert_eq!(bread_hours(5.0, 0.0, 0.8, 0.9), 0.9);
    }
}
