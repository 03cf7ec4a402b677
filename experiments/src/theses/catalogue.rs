//! The claims and their tests, as they were written down.

use crate::Failure;
use crate::runs::Outcome;
use serde::Deserialize;
use std::fmt;

/// The claims.
const THESES: &str = include_str!("../../data/theses.toml");
/// Months of a test that names none.
const MONTHS: u64 = 480;

/// A claim of the theory.
#[derive(Clone, Debug, PartialEq)]
pub struct Thesis {
    /// T1 to T32.
    pub id: String,
    /// In words.
    pub claim: String,
    /// Its tests.
    pub tests: Vec<Test>,
    /// Why it has none.
    pub not_tested: Option<String>,
}

/// A test of a claim.
#[derive(Clone, Debug, PartialEq)]
pub struct Test {
    /// The claim's id and a name of its own.
    pub id: String,
    /// What is claimed of its outcome.
    pub says: String,
    /// What is looked at.
    pub outcome: Outcome,
    /// What that is divided by, in the same world.
    pub per: Option<Outcome>,
    /// How outcomes of the arms are put together.
    pub shape: Shape,
    /// What the effect is measured from.
    pub than: f64,
    /// Least effect that counts.
    pub least: f64,
    /// Which way.
    pub direction: Direction,
    /// Months of each world.
    pub months: u64,
    /// The worlds.
    pub arms: Vec<Arm>,
    /// What of the claim is not assumed, or leans towards it.
    pub open: String,
    /// Whether the rules leave no other outcome.
    pub is_given: bool,
}

/// How outcomes are put together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Shape {
    /// Weighted sum of them.
    Level,
    /// Of their logarithms.
    Log,
}

/// What is claimed of the effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub enum Direction {
    /// More than the least.
    #[serde(rename = "up")]
    Up,
    /// Less than minus the least.
    #[serde(rename = "down")]
    Down,
    /// Between both.
    #[serde(rename = "none")]
    None,
    /// More than minus the least.
    #[serde(rename = "not down")]
    NotDown,
}

impl fmt::Display for Direction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(["up", "down", "none", "not down"][*self as usize])
    }
}

/// One kind of world in a test.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Arm {
    /// Its scenario.
    pub scenario: String,
    /// Settings.
    #[serde(default)]
    pub set: Vec<String>,
    /// Shocks beside those of the scenario.
    #[serde(default)]
    pub shocks: Vec<Pulse>,
    /// Its weight in the effect.
    pub weight: f64,
}

/// Settings that hold for some months.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pulse {
    /// First month in which they hold.
    pub from: i64,
    /// First month in which they no longer do.
    pub until: i64,
    /// The settings.
    pub set: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    thesis: Vec<WrittenThesis>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenThesis {
    id: String,
    claim: String,
    #[serde(default)]
    test: Vec<WrittenTest>,
    not_tested: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrittenTest {
    name: String,
    says: String,
    outcome: String,
    per: Option<String>,
    form: Shape,
    #[serde(default)]
    than: f64,
    least: f64,
    direction: Direction,
    months: Option<u64>,
    arms: Vec<Arm>,
    open: String,
    #[serde(default)]
    given: bool,
}

/// All claims, in their order.
///
/// # Panics
/// The file is wrong: it is embedded, and a test reads it.
#[must_use]
pub fn theses() -> Vec<Thesis> {
    let written: Written = toml::from_str(THESES).unwrap_or_else(|cause| panic!("theses.toml: {cause}"));
    let outcome = |word: &String| Outcome::read(word).unwrap_or_else(|cause| panic!("theses.toml: {cause}"));
    let test = |id: &str, one: WrittenTest| Test {
        id: format!("{id} {}", one.name),
        says: one.says,
        outcome: outcome(&one.outcome),
        per: one.per.as_ref().map(outcome),
        shape: one.form,
        than: one.than,
        least: one.least,
        direction: one.direction,
        months: one.months.unwrap_or(MONTHS),
        arms: one.arms,
        open: one.open,
        is_given: one.given,
    };
    let thesis = |one: WrittenThesis| Thesis {
        tests: one.test.into_iter().map(|own| test(&one.id, own)).collect(),
        id: one.id,
        claim: one.claim,
        not_tested: one.not_tested,
    };
    written.thesis.into_iter().map(thesis).collect()
}

/// The claims that these words name: T1, or T1 for one of its tests as in `T1 hours`; all if there are none.
///
/// # Errors
/// There is no such claim.
pub(super) fn chosen(words: &[String]) -> Result<Vec<Thesis>, Failure> {
    let all = theses();
    for word in words {
        if all.iter().all(|thesis| !thesis.id.eq_ignore_ascii_case(word)) {
            return Err(Failure::input(
                format!("there is no thesis `{word}`"),
                format!("give T1 to T{}: docs/analysis/theses.md lists them", all.len()),
            ));
        }
    }
    let is_meant =
        |thesis: &Thesis| words.is_empty() || words.iter().any(|word| thesis.id.eq_ignore_ascii_case(word));
    Ok(all.into_iter().filter(is_meant).collect())
}

#[cfg(test)]
mod tests {
    use super::super::course::Plan;
    use super::*;
    use sim_core::observables::MEASURES;

    #[test]
    fn every_claim_has_a_test_or_a_reason_and_every_test_can_be_run() {
        let all = theses();
        assert_eq!(all.len(), 32);
        for (number, thesis) in (1..).zip(&all) {
            assert_eq!(thesis.id, format!("T{number}"));
            assert_eq!(thesis.tests.is_empty(), thesis.not_tested.is_some(), "{}", thesis.id);
            for test in &thesis.tests {
                assert!(!test.arms.is_empty() && test.least >= 0.0, "{}", test.id);
                let weights: f64 = test.arms.iter().map(|arm| arm.weight).sum();
                assert!(test.arms.len() == 1 || weights.abs() < 1e-12, "{}: arms are compared", test.id);
                assert!(test.shape == Shape::Level || test.than == 0.0, "{}", test.id);
                for outcome in [Some(test.outcome), test.per].into_iter().flatten() {
                    assert!(outcome.month(test.months as i64) <= test.months as i64, "{}", test.id);
                }
            }
        }
        let plan = Plan::new(&[], &["world.people=2000".into()], (2, 2))
            .unwrap_or_else(|failure| panic!("{failure}"));
        // What is looked at is measured in every arm.
        for prepared in plan.tests() {
            for outcome in [Some(prepared.test.outcome), prepared.test.per].into_iter().flatten() {
                let Outcome::Mean { measure, .. } = outcome else { continue };
                for (params, _) in &prepared.arms {
                    let mut params = params.clone();
                    params.rest_switches();
                    let is_there = MEASURES[measure].needs.is_none_or(|needs| needs(&params));
                    assert!(is_there, "{}: an arm does not measure {}", prepared.test.id, outcome.name());
                }
            }
        }
    }

    #[test]
    fn what_arms_set_differs_between_them_or_is_shared_by_all() {
        // A setting that only some arms have, and that is no switch or shock, is what is tested: it must not be a default of the others.
        let plan = Plan::new(&[], &[], (2, 2)).unwrap_or_else(|failure| panic!("{failure}"));
        for prepared in plan.tests() {
            let params: Vec<_> = prepared.arms.iter().map(|arm| &arm.0).collect();
            assert!(
                params.len() == 1 || params.windows(2).all(|pair| pair[0] != pair[1]),
                "{}: two arms are the same world",
                prepared.test.id
            );
        }
    }

    #[test]
    fn words_choose_claims() {
        let ids = |words: &[&str]| -> Vec<String> {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            chosen(&words).unwrap().into_iter().map(|thesis| thesis.id).collect()
        };
        assert_eq!(ids(&["t8", "T1"]), ["T1", "T8"]);
        assert!(chosen(&["T33".into()]).unwrap_err().help().contains("T1 to T32"));
    }
}
