//! Co-operatives: firms owned by their workers (part of M15).

/// Chance that a refounded firm is a co-operative: factor × the share of the region's people who relate in common or as
/// equals.
///
/// * `factor`: 0..=1; 0 is a world without co-operatives.
/// * Limit: where closure strikes all alike, co-operatives' share of firms comes to this chance, e-folding in 1/closure.
/// * Source: the model of record (macro core, step 5).
#[must_use]
pub fn founding(factor: f64, communal: f64, equality: f64) -> f64 {
    (factor * (communal + equality)).clamp(0.0, 1.0)
}

/// A member's part of the surplus: in proportion to their part of the wage bill, which the mixture of the members' modes
/// has divided. Both are divided by the same weights, so that under any mode wage and surplus are in the same proportion.
///
/// All in µcredit; `wage` of `bill` = the sum of members' wages. Rounded down: parts never sum to more than the surplus.
#[inline]
#[must_use]
pub fn part_of_surplus(surplus: i64, wage: i64, bill: i64) -> i64 {
    crate::engine::sums::share_of(surplus, wage, bill)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mechanisms::mode_division::{Division, Totals};

    #[test]
    fn without_people_who_share_there_are_none() {
        assert_eq!(founding(0.5, 0.0, 0.0), 0.0);
        assert_eq!(founding(0.5, 0.2, 0.2), 0.2);
        assert_eq!(founding(1.0, 0.7, 0.6), 1.0);
    }

    #[test]
    fn the_share_of_cooperatives_comes_to_the_chance_of_founding_one() {
        let (closure, chance) = (0.007, 0.12);
        let mut share = 0.0;
        for _ in 0..2000 {
            share += closure * (chance - share);
        }
        assert!((share - chance) < 1e-6);
    }

    #[test]
    fn surplus_is_divided_as_the_bill_under_each_mode() {
        let (inputs, standings) = ([1.0, 2.0, 5.0], [4.0, 1.0, 0.0]);
        for modes in [[1.0, 0.0, 0.0, 0.0], [0.0, 1.0, 0.0, 0.0], [0.0, 0.0, 1.0, 0.0], [0.0, 0.0, 0.0, 1.0]]
        {
            let input = 8.0;
            let equal_turns = inputs.iter().map(|x: &f64| (x / input).min(1.0 / 3.0)).sum();
            let totals = Totals { members: 3.0, modes, input, standing: 5.0, equal_turns };
            let (bill, surplus) = (Division::of(&totals, 9e8), Division::of(&totals, 3e8));
            let wages: Vec<i64> = (0..3).map(|k| bill.part(inputs[k], standings[k]) as i64).collect();
            let all: i64 = wages.iter().sum();
            let mut paid = 0;
            for k in 0..3 {
                let part = part_of_surplus(300_000_000, wages[k], all);
                paid += part;
                assert!((part as f64 - surplus.part(inputs[k], standings[k])).abs() <= 3.0);
            }
            assert!(paid <= 300_000_000 && paid > 300_000_000 - 4);
        }
    }
}
