//! What follows from the effects.

use super::catalogue::{Direction, Test};
use analysis::inference::intervals::{Estimate, mean, share};
use std::fmt;

/// What the worlds say of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// The whole interval lies where the claim has it.
    Supported,
    /// The whole interval lies elsewhere.
    Refuted,
    /// It lies on both sides.
    Undecided,
    /// It lies where the claim has it, but the rules leave no other outcome.
    ByConstruction,
    /// Too few worlds have the outcome.
    NoAnswer,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(["supported", "refuted", "undecided", "by construction", "no answer"][*self as usize])
    }
}

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Mean effect over pairs, with its 95 % interval.
    pub effect: Option<Estimate>,
    /// Pairs that it rests on.
    pub pairs: usize,
    /// Draws in which the effect is as claimed, and draws that have one.
    pub holds: (usize, usize),
    /// The verdict.
    pub verdict: Verdict,
}

impl Found {
    /// Share of plausible draws in which it holds, with its 95 % interval.
    #[must_use]
    pub fn plausible(&self) -> Option<(f64, (f64, f64))> {
        let (count, of) = self.holds;
        (of > 0).then(|| (count as f64 / of as f64, share(count as f64, of as f64)))
    }
}

/// Whether an effect is as claimed.
#[must_use]
fn is_as_claimed(test: &Test, effect: f64) -> bool {
    match test.direction {
        Direction::Up => effect > test.least,
        Direction::Down => effect < -test.least,
        Direction::None => effect.abs() < test.least,
        Direction::NotDown => effect > -test.least,
    }
}

/// The verdict on effects of pairs and of draws; none where a world has no outcome.
pub(super) fn find(test: &Test, pairs: &[Option<f64>], draws: &[Option<f64>]) -> Found {
    let seen: Vec<f64> = pairs.iter().flatten().copied().collect();
    // Half of them at least: else those that are left are a choice.
    let effect = mean(&seen).filter(|_| 2 * seen.len() >= pairs.len());
    let verdict = match &effect {
        None => Verdict::NoAnswer,
        Some(one) => {
            let both = [one.low, one.high].map(|end| is_as_claimed(test, end));
            // A claim of no effect fails only if the interval lies beyond one of its bounds.
            let is_beyond = match test.direction {
                Direction::None => one.low > test.least || one.high < -test.least,
                _ => !both[0] && !both[1],
            };
            match (both == [true, true], is_beyond) {
                (true, _) if test.is_given => Verdict::ByConstruction,
                (true, _) => Verdict::Supported,
                (false, true) => Verdict::Refuted,
                (false, false) => Verdict::Undecided,
            }
        }
    };
    let plausible: Vec<f64> = draws.iter().flatten().copied().collect();
    let holds = plausible.iter().filter(|effect| is_as_claimed(test, **effect)).count();
    Found { effect, pairs: seen.len(), holds: (holds, plausible.len()), verdict }
}

#[cfg(test)]
mod tests {
    use super::super::catalogue::theses;
    use super::*;

    fn test(direction: Direction, least: f64) -> Test {
        Test { direction, least, is_given: false, ..theses()[0].tests[0].clone() }
    }

    fn verdict(direction: Direction, effects: &[f64]) -> Verdict {
        let pairs: Vec<Option<f64>> = effects.iter().map(|x| Some(*x)).collect();
        find(&test(direction, 0.1), &pairs, &[]).verdict
    }

    #[test]
    fn the_whole_interval_decides() {
        let (more, less, around) = ([0.3, 0.31, 0.32], [0.05, 0.051, 0.052], [0.0, 0.1, 0.25]);
        assert_eq!(verdict(Direction::Up, &more), Verdict::Supported);
        assert_eq!(verdict(Direction::Up, &less), Verdict::Refuted, "below the least effect that counts");
        assert_eq!(verdict(Direction::Up, &around), Verdict::Undecided);
        assert_eq!(verdict(Direction::Down, &more.map(|x| -x)), Verdict::Supported);
        assert_eq!(verdict(Direction::Down, &more), Verdict::Refuted);
        assert_eq!(verdict(Direction::None, &less), Verdict::Supported);
        assert_eq!(verdict(Direction::None, &more), Verdict::Refuted);
        assert_eq!(verdict(Direction::None, &around), Verdict::Undecided);
        // Wide on both sides: neither bound is passed beyond chance.
        assert_eq!(verdict(Direction::None, &[-0.5, 0.0, 0.5]), Verdict::Undecided);
        assert_eq!(verdict(Direction::NotDown, &less), Verdict::Supported);
        assert_eq!(verdict(Direction::NotDown, &more.map(|x| -x)), Verdict::Refuted);
    }

    #[test]
    fn what_the_rules_give_is_no_support_and_missing_worlds_are_no_answer() {
        let given = Test { is_given: true, ..test(Direction::Up, 0.1) };
        let more = [Some(0.3), Some(0.31), Some(0.32)];
        assert_eq!(find(&given, &more, &[]).verdict, Verdict::ByConstruction);
        let few = [Some(0.3), Some(0.31), None, None, None];
        assert_eq!(find(&test(Direction::Up, 0.1), &few, &[]).verdict, Verdict::NoAnswer);
        let found = find(&test(Direction::Up, 0.1), &more, &[Some(0.2), Some(0.05), None, Some(0.4)]);
        assert_eq!(found.holds, (2, 3));
        let (share, (low, high)) = found.plausible().unwrap();
        assert!((share - 2.0 / 3.0).abs() < 1e-12 && low < share && share < high);
    }
}
