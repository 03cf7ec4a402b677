//! Non-rival knowledge (M9): one open stock a head for the world.

use crate::engine::num;
use crate::params::Knowledge;

/// Open knowledge after a month.
///
/// q' = q + a ((ℓ + ℓ_b)/(ℓ_0 + ℓ_b))^λ (1 + r q^σ) − o q, with a = o/(1 + r), so that q = 1 rests at ℓ = ℓ_0.
///
/// * `stock`: q ≥ 0, in units of 2001's. * `hours`, `hours_2001`: ℓ, ℓ_0, hours a head in projects, months.
/// * Neutral: ℓ = ℓ_0 at q = 1. Limits: constant ℓ: [`rest`]; ℓ growing at n with ℓ_b = 0: g = λ n/(1 − σ).
/// * Source: Jones (1995), Journal of Political Economy 103, for the form.
#[must_use]
pub fn knowledge_step(stock: f64, hours: f64, hours_2001: f64, k: &Knowledge) -> f64 {
    let made =
        arrival(hours, hours_2001, k) * (1.0 + k.reuse * num::pow(stock.max(1e-300), k.reuse_exponent));
    (stock + made - k.obsolescence * stock).max(0.0)
}

/// The root of o q = a(·)^λ (1 + r q^σ), by bisection: where constant hours lead.
#[must_use]
pub fn rest(hours: f64, hours_2001: f64, k: &Knowledge) -> f64 {
    let made = arrival(hours, hours_2001, k);
    let excess = |q: f64| made * (1.0 + k.reuse * num::pow(q, k.reuse_exponent)) - k.obsolescence * q;
    let (mut low, mut high) = (1e-12, 1.0);
    while excess(high) > 0.0 {
        high *= 2.0;
    }
    for _ in 0..200 {
        let middle = 0.5 * (low + high);
        if excess(middle) > 0.0 { low = middle } else { high = middle }
    }
    0.5 * (low + high)
}

fn arrival(hours: f64, hours_2001: f64, k: &Knowledge) -> f64 {
    let base = (hours_2001 + k.paid_hours).max(1e-12);
    k.obsolescence / (1.0 + k.reuse) * num::pow((hours + k.paid_hours).max(1e-300) / base, k.hours_exponent)
}

/// How far open knowledge has come: q/(q + q½), 0..=1.
#[must_use]
pub fn success(stock: f64, k: &Knowledge) -> f64 {
    stock / (stock + k.half)
}

/// What open knowledge adds to the logarithm of productivity since 2001.
///
/// ψ_q ln[(1 + a^ξ q/q½)/(1 + a_0^ξ q_0/q½)], q_0 = 1. * `access`, `access_2001`: shares online.
#[must_use]
pub fn productivity_gain(stock: f64, access: f64, access_2001: f64, exponent: f64, k: &Knowledge) -> f64 {
    let use_of = |a: f64, q: f64| 1.0 + num::pow(a, exponent) * q / k.half;
    k.productivity * num::ln(use_of(access, stock) / use_of(access_2001, 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constant_hours_lead_to_the_root() {
        let k = Knowledge::default();
        let (hours, start) = (0.06, 0.01);
        let mut q = 1.0;
        for _ in 0..20_000 {
            q = knowledge_step(q, hours, start, &k);
        }
        assert!((q / rest(hours, start, &k) - 1.0).abs() < 1e-9);
        assert!((rest(start, start, &k) - 1.0).abs() < 1e-9, "2001 is at rest");
    }

    #[test]
    fn growing_hours_give_semi_endogenous_growth() {
        let k = Knowledge { paid_hours: 0.0, obsolescence: 1e-4, ..Knowledge::default() };
        let (n, mut hours, mut q) = (0.002f64, 0.01, 1.0);
        let mut growth = 0.0;
        for _ in 0..60_000 {
            hours *= 1.0 + n;
            let next = knowledge_step(q, hours, 0.01, &k);
            growth = next / q - 1.0;
            q = next;
        }
        let expected = k.hours_exponent * n / (1.0 - k.reuse_exponent);
        assert!((growth / expected - 1.0).abs() < 0.01, "{growth}, expected {expected}");
    }

    #[test]
    fn productivity_does_not_move_while_nothing_changes() {
        assert_eq!(productivity_gain(1.0, 0.3, 0.3, 0.7, &Knowledge::default()), 0.0);
    }
}
