//! Task budgets and what they buy what a platform's terms are worth to a contributor (M16).

use crate::engine::num;

/// What all firms together spend on tasks, micro-credits.
///
/// min(s_o·wages, price·(crowd's hours at wages)/(1 − commission)): pay falls as the crowd grows.
///
/// * `wages`: last month's wage bills. * `crowd_at_wages`: what the crowd's hours would earn as wages.
/// * Source: ours; rank-order prizes come with M16 in full.
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

#[cfg(test)]
mod tests {
    use super::*;

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
