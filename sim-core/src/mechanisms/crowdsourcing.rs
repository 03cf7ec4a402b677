//! Task budgets and what they buy (part of M16: commission is given, prizes go to a lot of winners).

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_crowd_binds_and_a_large_one_shares_the_budget() {
        assert_eq!(task_spending(0.02, 1_000_000, 0.6, 4_000, 0.2), 3_000);
        assert_eq!(task_spending(0.02, 1_000_000, 0.6, 1_000_000, 0.2), 20_000);
    }
}
