//! What households spend.

/// Planned consumption: max(c₁ y + c₂ m, p·y_sub), micro-credits, before the limit of cash.
///
/// * `income`: y, last month's net income with dividends. * `money`: m at the start of the month.
/// * `need`: price of subsistence.
/// * Limit: income all spent and firms hold nothing: velocity c₂/(1 − c₁).
/// * Source: Godley and Lavoie (2007), chapter 3.
#[inline]
#[must_use]
pub fn planned(income: f64, money: i64, need: f64, of_income: f64, of_money: f64) -> i64 {
    (of_income * income + of_money * money as f64).max(need) as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_plans_below_subsistence() {
        assert_eq!(planned(100.0, 0, 500.0, 0.8, 0.05), 500);
        assert_eq!(planned(1000.0, 2000, 500.0, 0.8, 0.05), 900);
    }

    #[test]
    fn money_comes_to_rest_at_the_velocity() {
        // All spending comes back as income.
        let (mut money, mut income) = (1_000_000i64, 10_000f64);
        for _ in 0..2000 {
            let spent = planned(income, money, 0.0, 0.8, 0.05);
            income = spent as f64;
            money += spent - spent;
        }
        assert!((income / money as f64 - 0.05 / 0.2).abs() < 1e-3);
    }
}
