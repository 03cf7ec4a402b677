//! Owners in factions: what they have states do, what it pays them, whom they follow (M20).

use crate::engine::num;

/// Four answers to peer production, in this order everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Faction {
    /// Act as if it were not there.
    Deny,
    /// Keep it down.
    Repress,
    /// Own the places where it happens.
    Harness,
    /// Reform capital together with it.
    Reform,
}

/// Weights of the four factions in what a state does.
///
/// The movement takes from those who deny or repress and gives to those who reform: p_a = x_a (1 − m) for the first two,
/// p_harness = x_harness, the rest reforms.
///
/// * `shares`: x, shares of the owners who count by faction. * `movement`: m, share of people mobilised.
/// * Limits: m = 0: states do what owners want; m = 1: nobody is denied or repressed.
/// * Source: ours (MODEL M20).
#[must_use]
pub fn policy(shares: [f64; 4], movement: f64) -> [f64; 4] {
    let [deny, repress] = [shares[0] * (1.0 - movement), shares[1] * (1.0 - movement)];
    [deny, repress, shares[2], (1.0 - deny - repress - shares[2]).max(0.0)]
}

/// An owner's payoff: ln(income/income at the start) − λ · damage · (1 − refuge), nats.
///
/// * `income`, `base`: own income, remembered over a year, now and at the start; any unit.
/// * `damage`: share of output lost where the owner lives. * `refuge`: share of it bought off. * `felt`: λ.
/// * Source: MODEL M20: own income and own damage, nothing else.
#[must_use]
pub fn payoff(income: f64, base: f64, damage: f64, refuge: f64, felt: f64) -> f64 {
    // A thousandth of the start keeps the logarithm finite.
    let floor = 1e-3 * base.max(1.0);
    num::ln((income.max(0.0) + floor) / (base.max(0.0) + floor)) - felt * damage.max(0.0) * (1.0 - refuge)
}

/// Refuge R that pays best where R costs the share k R/(1 − R) of income and spares λ damage R: 1 − √(k/(λ damage)), at
/// least 0.
///
/// * `price`: k: what half a refuge costs. * Limit: no damage, no refuge; free refuge is complete.
/// * Source: first-order condition; ours.
#[must_use]
pub fn refuge_wanted(damage: f64, felt: f64, price: f64) -> f64 {
    let spared = felt * damage.max(0.0);
    if spared <= price { 0.0 } else { 1.0 - (price / spared).sqrt() }
}

/// What a refuge costs, as a share of income: k R/(1 − R), at most 1.
#[must_use]
pub fn refuge_cost(refuge: f64, price: f64) -> f64 {
    (price * refuge / (1.0 - refuge).max(1e-9)).min(1.0)
}

/// Chance to follow another owner whom one has compared with: s (π_other − π_own), within 0..=1.
///
/// * `response`: s. * Limit: in a large population shares move as the replicator with mutation says:
///   ẋ_a = c s x_a (π_a − π̄) + μ (¼ − x_a), c the chance to compare, μ that of mutation.
/// * Source: Schlag (1998), proportional imitation.
#[must_use]
pub fn follows(own: f64, other: f64, response: f64) -> f64 {
    (response * (other - own)).clamp(0.0, 1.0)
}

/// Where the replicator with mutation of constant payoffs rests, by iteration in steps of a month.
///
/// * `rate`: c s, 1/month and nat. * `mutation`: μ.
#[must_use]
pub fn rest(payoffs: [f64; 4], rate: f64, mutation: f64) -> [f64; 4] {
    let mut x = [0.25; 4];
    for _ in 0..1_000_000 {
        let mean: f64 = x.iter().zip(payoffs).map(|(x, p)| x * p).sum();
        let next: [f64; 4] =
            std::array::from_fn(|a| x[a] + rate * x[a] * (payoffs[a] - mean) + mutation * (0.25 - x[a]));
        let moved: f64 = next.iter().zip(x).map(|(n, x)| (n - x).abs()).sum();
        x = next;
        if moved < 1e-13 {
            break;
        }
    }
    x
}

/// What owners who harness get beside others in a month, because part of their claims on firms is a claim on platforms.
///
/// * `claim`: worth of the part they changed, money. * `platforms`, `firms`: returns on such claims, 1/year.
/// * Source: ours; a swap at par, so that it is zero between all owners.
#[must_use]
pub fn swap(claim: f64, platforms: f64, firms: f64) -> f64 {
    claim * (platforms - firms) / 12.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_movement_takes_from_deniers_and_repressors_and_gives_to_reformers() {
        let shares = [0.4, 0.3, 0.2, 0.1];
        assert_eq!(policy(shares, 0.0)[..3], shares[..3]);
        let pressed = policy(shares, 0.5);
        assert!((pressed.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        assert_eq!(pressed[2], 0.2);
        assert!((pressed[3] - 0.45).abs() < 1e-12, "{pressed:?}");
        assert!((policy(shares, 1.0)[3] - 0.8).abs() < 1e-12);
    }

    #[test]
    fn refuge_is_where_another_unit_costs_what_it_spares() {
        let worth = |r: f64| 2.0 * 0.4 * r - refuge_cost(r, 0.05);
        let best = refuge_wanted(0.4, 2.0, 0.05);
        assert!((best - 0.75).abs() < 1e-12);
        assert!(worth(best) > worth(best - 0.01) && worth(best) > worth(best + 0.01));
        assert_eq!(refuge_wanted(0.02, 2.0, 0.05), 0.0);
        assert_eq!(refuge_wanted(0.4, 2.0, 0.0), 1.0);
    }

    #[test]
    fn payoff_is_own_income_and_own_damage() {
        assert_eq!(payoff(10.0, 10.0, 0.0, 0.0, 2.0), 0.0);
        assert!((payoff(10.0, 10.0, 0.3, 0.5, 2.0) + 0.3).abs() < 1e-12);
        assert!((payoff(20e6, 10e6, 0.0, 0.0, 2.0) - num::ln(2.0)).abs() < 1e-3);
        assert!(payoff(0.0, 10.0, 0.0, 0.0, 2.0).is_finite());
    }

    #[test]
    fn with_mutation_all_but_the_best_stay_rare() {
        // Two payoffs that differ by Δ: the worse rests near ¼ μ/(c s Δ) when that is small.
        let rest = rest([0.0, 0.0, 0.0, 1.0], 0.05, 0.0002);
        assert!((rest[0] - 0.25 * 0.0002 / 0.05).abs() < 5e-5, "{rest:?}");
        assert_eq!(follows(1.0, 0.5, 3.0), 0.0);
        assert!((follows(0.5, 0.6, 3.0) - 0.3).abs() < 1e-12);
    }
}
