//! Task budgets, rank-order prizes, what a platform's terms are worth to a contributor, and leaving together (M16).

use crate::engine::num;

/// What all firms together spend on tasks, micro-credits.
///
/// min(s_o·wages, price·(crowd's hours at wages)/(1 − commission)): pay falls as the crowd grows.
///
/// * `wages`: last month's wage bills. * `crowd_at_wages`: what the crowd's hours would earn as wages.
/// * Source: ours.
#[must_use]
pub fn task_spending(budget: f64, wages: i64, price: f64, crowd_at_wages: i64, commission: f64) -> i64 {
    (budget * wages as f64).min(price * crowd_at_wages as f64 / (1.0 - commission)) as i64
}

/// Worth of a platform's pay to a contributor, nats: E ln(bread + sure + prize) less ln bread.
///
/// π ln((b + s + P/π)/b) + (1 − π) ln((b + s)/b).
///
/// * `bread`: b, what a person needs. * `sure`: s, pay by the piece. * `prizes`: P, mean prize a contributor.
/// * `chance`: π, of winning. Without bread (no money in the world) 0. Of equal means the sure one is worth more.
#[must_use]
pub fn worth(bread: f64, sure: f64, prizes: f64, chance: f64) -> f64 {
    if bread <= 0.0 {
        return 0.0;
    }
    let low = num::ln(1.0 + sure / bread);
    if chance <= 0.0 {
        low
    } else {
        chance * num::ln(1.0 + (sure + prizes / chance) / bread) + (1.0 - chance) * low
    }
}

/// How good a piece of work turns out, as a logarithm: ln(skill × hours) + σ z.
///
/// * `input`: skill × hours, > 0. * `noise`: σ, what judges see beside it. * `z`: a standard normal number.
/// * Limit: σ = 0: the most able always win; σ → ∞: a lottery. Source: Lazear and Rosen (1981).
#[must_use]
pub fn score(input: f32, noise: f32, z: f32) -> f32 {
    num::ln32(input) + noise * z
}

/// How many win among so many: their share, and always one. A share near 0 is winner-takes-all.
#[must_use]
pub fn winners(contributors: usize, share: f64) -> usize {
    ((share * contributors as f64).round() as usize).clamp(1, contributors.max(1))
}

/// Weight of a winner's prize by rank: ((m − rank)/m)^slope in 2^-20, ranks from 0 of m winners.
///
/// * Limits: slope 0: equal prizes; one winner takes B(1 − c): among n equals mean B(1 − c)/n, variance
///   (B(1 − c))² (n − 1)/n². * Source: ours.
#[must_use]
pub fn rank_weight(rank: usize, winners: usize, slope: f64) -> u64 {
    (num::pow((winners - rank) as f64 / winners as f64, slope) * f64::from(1 << 20)) as u64
}

/// Chance that contributors of a platform leave it together in a month: r o (1 − e^(−gap/g)).
///
/// * `reach`: r, chance with open talk and terms far behind. * `openness`: o, of the places where they talk.
/// * `gap`: nats by which the best other platform's pay is worth more. * `scale`: g.
/// * Limit: nowhere to talk, or no better terms: 0. Talk acts through exit alone. Source: ours, after Hirschman (1970).
#[must_use]
pub fn walk_out(reach: f64, openness: f64, gap: f64, scale: f64) -> f64 {
    if gap <= 0.0 { 0.0 } else { reach * openness * (1.0 - num::exp(-gap / scale.max(1e-9))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_always_a_winner_and_never_more_than_contributors() {
        assert_eq!((winners(1, 0.0), winners(10, 0.0), winners(10, 0.2), winners(3, 1.0)), (1, 1, 2, 3));
    }

    #[test]
    fn prizes_fall_with_rank_unless_they_are_equal() {
        assert_eq!(rank_weight(0, 4, 0.0), rank_weight(3, 4, 0.0));
        assert_eq!(rank_weight(0, 4, 1.0), 4 * rank_weight(3, 4, 1.0));
    }

    #[test]
    fn who_has_nowhere_to_talk_or_to_go_stays() {
        assert_eq!(walk_out(0.5, 0.0, 1.0, 0.1), 0.0);
        assert_eq!(walk_out(0.5, 1.0, -0.1, 0.1), 0.0);
        assert!((walk_out(0.5, 0.5, 0.1, 0.1) - 0.25 * (1.0 - num::exp(-1.0))).abs() < 1e-12);
    }

    #[test]
    fn sure_pay_is_worth_more_than_a_prize_of_equal_mean() {
        assert!(worth(1.0, 1.0, 0.0, 0.2) > worth(1.0, 0.0, 1.0, 0.2));
        assert_eq!(worth(1.0, 0.0, 0.0, 0.2), 0.0);
    }

    #[test]
    fn a_small_crowd_binds_and_a_large_one_shares_the_budget() {
        assert_eq!(task_spending(0.02, 1_000_000, 0.6, 4_000, 0.2), 3_000);
        assert_eq!(task_spending(0.02, 1_000_000, 0.6, 1_000_000, 0.2), 20_000);
    }
}
