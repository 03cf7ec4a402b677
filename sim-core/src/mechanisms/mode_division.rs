//! How an organisation divides its labour's proceeds: by the mixture of its members' modes.

/// What the organisation's totals are.
#[derive(Clone, Copy, Debug, Default)]
pub struct Totals {
    /// Members, n.
    pub members: f64,
    /// Share of members in each mode.
    pub modes: [f64; 4],
    /// All members' input: skill × hours.
    pub input: f64,
    /// All members' standing.
    pub standing: f64,
    /// Σ min(1/n, input share): what equal turns capped at one's own input take.
    pub equal_turns: f64,
}

/// Weight of a member under each mode; over all members each mode's weights sum to 1.
///
/// CS 1/n; AR standing/Σ standing (1/n when nobody has any); EM min(1/n, x) and the rest by x; MP x, with
/// x = input/Σ input (1/n when nobody gave any).
///
/// * `input`: skill × hours; `standing`: earned on objects; both ≥ 0, in the units of `totals`.
/// * Source: ours (docs/model/macro-core.md); modes after Fiske (1991).
#[inline]
#[must_use]
pub fn weights(totals: &Totals, input: f64, standing: f64) -> [f64; 4] {
    let equal = 1.0 / totals.members.max(1.0);
    let by_input = if totals.input > 0.0 { input / totals.input } else { equal };
    let by_standing = if totals.standing > 0.0 { standing / totals.standing } else { equal };
    // Without any input everybody's share of it counts as 1/n, and equal turns take all.
    let left = if totals.input > 0.0 { (1.0 - totals.equal_turns).max(0.0) } else { 0.0 };
    [equal, by_standing, by_input.min(equal) + left * by_input, by_input]
}

/// Weight of a member in the mixture: Σ_m (share of members in m) · (weight under m).
#[inline]
#[must_use]
pub fn mixture(totals: &Totals, weights: [f64; 4]) -> f64 {
    (0..4).map(|m| totals.modes[m] * weights[m]).sum()
}

/// An amount divided by the mixture, with all that does not depend on the member worked out:
/// part = equal + by_standing·s + by_turn·min(x, 1/n) + by_input·x.
///
/// A cache line each, since members look theirs up in no order.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(64))]
pub struct Division {
    equal: f64,
    by_standing: f64,
    by_turn: f64,
    by_input: f64,
    turn: f64,
    per_input: f64,
}

impl Division {
    /// How an organisation divides an amount.
    #[must_use]
    pub fn of(totals: &Totals, amount: f64) -> Self {
        let equal = 1.0 / totals.members.max(1.0);
        let shares = totals.modes.map(|share| share * amount);
        // Without any input everybody's share of it counts as 1/n, and equal turns take all.
        let left = if totals.input > 0.0 { (1.0 - totals.equal_turns).max(0.0) } else { 0.0 };
        let mut division = Self { equal: shares[0] * equal, turn: equal, ..Self::default() };
        if totals.standing > 0.0 {
            division.by_standing = shares[1] / totals.standing;
        } else {
            division.equal += shares[1] * equal;
        }
        (division.by_turn, division.by_input) = (shares[2], shares[2] * left + shares[3]);
        if totals.input > 0.0 {
            division.per_input = 1.0 / totals.input;
        } else {
            // Everybody's input share counts as 1/n.
            division.equal += (division.by_turn + division.by_input) * equal;
            (division.by_turn, division.by_input) = (0.0, 0.0);
        }
        division
    }

    /// A member's part.
    #[inline]
    #[must_use]
    pub fn part(&self, input: f64, standing: f64) -> f64 {
        let share = input * self.per_input;
        self.equal + self.by_standing * standing + self.by_turn * share.min(self.turn) + self.by_input * share
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn organisation(inputs: &[f64], standings: &[f64], modes: [f64; 4]) -> Totals {
        let n = inputs.len() as f64;
        let input: f64 = inputs.iter().sum();
        let equal_turns = inputs.iter().map(|x| (x / input).min(1.0 / n)).sum();
        Totals { members: n, modes, input, standing: standings.iter().sum(), equal_turns }
    }

    #[test]
    fn weights_of_each_mode_sum_to_one() {
        let (inputs, standings) = ([1.0, 2.0, 0.5, 4.0], [0.0, 1.0, 5.0, 2.0]);
        let totals = organisation(&inputs, &standings, [0.25; 4]);
        let mut sums = [0.0; 4];
        for (x, s) in inputs.iter().zip(&standings) {
            for (sum, w) in sums.iter_mut().zip(weights(&totals, *x, *s)) {
                *sum += w;
            }
        }
        assert!(sums.iter().all(|s| (s - 1.0).abs() < 1e-12), "{sums:?}");
    }

    #[test]
    fn where_nobody_worked_each_mode_still_pays_once() {
        // As it is counted: no input, so no turns either.
        let totals = Totals { input: 0.0, equal_turns: 0.0, ..organisation(&[1.0; 3], &[0.0; 3], [0.25; 4]) };
        assert_eq!(weights(&totals, 0.0, 0.0), [1.0 / 3.0; 4]);
        let division = Division::of(&totals, 900.0);
        assert!((3.0 * division.part(0.0, 0.0) - 900.0).abs() < 1e-9);
    }

    #[test]
    fn communal_shares_never_depend_on_input_and_market_shares_are_input() {
        let totals = organisation(&[1.0, 3.0], &[1.0, 1.0], [1.0, 0.0, 0.0, 0.0]);
        assert_eq!(
            mixture(&totals, weights(&totals, 1.0, 1.0)),
            mixture(&totals, weights(&totals, 3.0, 1.0))
        );
        assert_eq!(weights(&totals, 3.0, 1.0)[3], 0.75);
    }

    #[test]
    fn equal_turns_are_capped_at_ones_own_input() {
        // Inputs 1 and 3: turns of 1/2 each, but the first gave only 1/4; the rest goes by input.
        let totals = organisation(&[1.0, 3.0], &[0.0, 0.0], [0.0, 0.0, 1.0, 0.0]);
        assert!((weights(&totals, 1.0, 0.0)[2] - (0.25 + 0.25 * 0.25)).abs() < 1e-12);
    }

    #[test]
    fn the_worked_out_division_is_the_mixture_of_the_weights() {
        let (inputs, standings) = ([1.0, 2.0, 0.5, 4.0], [0.0, 1.0, 5.0, 2.0]);
        for totals in [
            organisation(&inputs, &standings, [0.1, 0.2, 0.3, 0.4]),
            organisation(&inputs, &[0.0; 4], [0.1, 0.2, 0.3, 0.4]),
            Totals {
                input: 0.0,
                equal_turns: 1.0,
                ..organisation(&inputs, &standings, [0.1, 0.2, 0.3, 0.4])
            },
        ] {
            let division = Division::of(&totals, 1000.0);
            for (x, s) in inputs.iter().zip(&standings) {
                let expected = 1000.0 * mixture(&totals, weights(&totals, *x, *s));
                assert!((division.part(*x, *s) - expected).abs() < 1e-9, "{totals:?}");
            }
        }
    }

    #[test]
    fn a_firm_without_standing_or_input_divides_equally() {
        let totals = Totals { members: 4.0, modes: [0.0, 1.0, 0.0, 0.0], ..Totals::default() };
        assert_eq!(weights(&totals, 0.0, 0.0)[1], 0.25);
    }
}
