//! Favours: what people who match as equals keep count of. An account beside money; nothing is decided by it.

/// Favours owed to a member after a month, in hours; below zero, owed by them.
///
/// f' = k f + (given − turn), where `turn` is the mean of what the equality matchers of the project gave: everybody's
/// equal turn. k is the part of old favours that is not forgotten, 0..=1.
///
/// * Limit: who gives the same month by month comes to be owed f* = (given − turn)/(1 − k). In a group that stays
///   together favours sum to zero: what one is owed others owe.
/// * Source: Fiske (1991) on equality matching: turns taken, balances kept. The memory is ours.
#[inline]
#[must_use]
pub fn favours(owed: f32, given: f32, turn: f32, kept: f32) -> f32 {
    kept * owed + (given - turn)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steady_giving_comes_to_rest_at_the_difference_over_forgetting() {
        let mut owed = 0.0;
        for _ in 0..2000 {
            owed = favours(owed, 0.5, 0.3, 0.99);
        }
        assert!((owed - 20.0).abs() < 0.01, "{owed}");
    }

    #[test]
    fn what_one_is_owed_others_owe() {
        let given = [0.1, 0.4, 0.7, 0.0];
        let turn = given.iter().sum::<f32>() / 4.0;
        let mut owed = [0.0; 4];
        for _ in 0..50 {
            owed = std::array::from_fn(|k| favours(owed[k], given[k], turn, 0.99));
        }
        assert!(owed.iter().sum::<f32>().abs() < 1e-4);
        assert!(owed[2] > 0.0 && owed[3] < 0.0);
    }
}
