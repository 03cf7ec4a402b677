//! What is asked of a comparison, and whether it can be had: twins or not, which months, which measures.

use super::run::Facts;
use crate::Failure;
use analysis::comparison::Pairing;
use sim_core::observables::MEASURES;

/// With fewer replicates than this, intervals rest on normality.
const ENOUGH: u64 = 8;

/// What is asked for.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// Months at which effects are told; empty for the quarters of the run.
    pub horizons: Vec<i64>,
    /// Measures to compare; empty for all.
    pub measures: Vec<String>,
}

/// What can be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Twins, or not.
    pub pairing: Pairing,
    /// The last month of all.
    pub last: i64,
    /// The replicates: so many of each run, from 0.
    pub replicates: Vec<u64>,
    /// Months at which effects are told.
    pub horizons: Vec<i64>,
    /// What has to be said.
    pub notes: Vec<String>,
}

/// Looks whether runs can be compared as asked, before anything is run or written.
///
/// # Errors
/// They cannot.
pub fn plan(facts: &[&Facts], names: &[String], request: &Request) -> Result<Plan, Failure> {
    check_measures(&request.measures)?;
    if let Some((few, name)) = facts.iter().zip(names).find(|(facts, _)| facts.replicates < 2) {
        let n = few.replicates;
        let message =
            format!("{name} has {n} replicate: from one alone nobody can tell a difference from chance");
        return Err(Failure::input(message, "run it with --replicates 8 or more"));
    }
    let mut notes = Vec::new();
    let listed = |of: &dyn Fn(&Facts) -> String| {
        facts
            .iter()
            .zip(names)
            .map(|(facts, name)| format!("{name}: {}", of(facts)))
            .collect::<Vec<_>>()
            .join(", ")
    };
    let differ = |of: &dyn Fn(&Facts) -> String| facts.iter().any(|other| of(other) != of(facts[0]));
    let why: Vec<String> = [
        ("seeds", &(|f: &Facts| f.seed.to_string()) as &dyn Fn(&Facts) -> String),
        ("numbers of people", &|f: &Facts| f.people.to_string()),
    ]
    .into_iter()
    .filter(|(_, of)| differ(of))
    .map(|(what, of)| format!("their {what} differ ({})", listed(of)))
    .collect();
    let pairing = if why.is_empty() { Pairing::Twins } else { Pairing::Strangers };
    if pairing == Pairing::Strangers {
        notes.push(format!(
            "These runs are no twins, since {}: they are compared as independent samples, and nothing is won by pairing.",
            why.join(" and ")
        ));
    }
    let fewest = facts.iter().map(|facts| facts.replicates).min().unwrap_or(0);
    let replicates = match pairing {
        Pairing::Twins => vec![fewest; facts.len()],
        Pairing::Strangers => facts.iter().map(|facts| facts.replicates).collect(),
    };
    if pairing == Pairing::Twins && differ(&|f| f.replicates.to_string()) {
        let all = listed(&|f| f.replicates.to_string());
        notes.push(format!(
            "Numbers of replicates differ ({all}): the first {fewest}, which are twins, are compared."
        ));
    }
    let last = facts.iter().map(|facts| facts.months).min().unwrap_or(0);
    if differ(&|f| f.months.to_string()) {
        let all = listed(&|f| f.months.to_string());
        notes.push(format!("Lengths differ ({all} months): the first {last} months are compared."));
    }
    if differ(&|f| f.version.clone()) {
        let all = listed(&|f| f.version.clone());
        notes.push(format!(
            "Versions of the program differ ({all}): part of the differences may come from that."
        ));
    }
    if fewest < ENOUGH {
        notes.push(format!("With {fewest} replicates, fewer than {ENOUGH}, intervals rest on normality, and exchanged labels cannot tell much."));
    }
    Ok(Plan { pairing, last, replicates, horizons: horizons(&request.horizons, last)?, notes })
}

/// The months asked for, ascending; else the quarters of the run.
fn horizons(asked: &[i64], last: i64) -> Result<Vec<i64>, Failure> {
    if let Some(month) = asked.iter().find(|month| !(0..=last).contains(*month)) {
        let message = format!("month {month} is asked for, but the months compared are 0 to {last}");
        return Err(Failure::input(message, format!("give months from 0 to {last} to --at")));
    }
    let mut months: Vec<i64> =
        if asked.is_empty() { (1..=4).map(|quarter| last * quarter / 4).collect() } else { asked.to_vec() };
    months.sort_unstable();
    months.dedup();
    Ok(months)
}

fn check_measures(asked: &[String]) -> Result<(), Failure> {
    let Some(wrong) =
        asked.iter().find(|name| MEASURES.iter().all(|info| info.name != **name) || *name == "stage")
    else {
        return Ok(());
    };
    let near = MEASURES
        .iter()
        .map(|info| (strsim::jaro_winkler(info.name, wrong), info.name))
        .max_by(|a, b| a.0.total_cmp(&b.0));
    let near = near.map_or("time_peer_share", |(_, name)| name);
    Err(Failure::input(
        format!("there is no measure `{wrong}` to compare"),
        format!(
            "did you mean `{near}`? Measures are the columns of series.csv, which dictionary.csv explains; stages are compared always"
        ),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(seed: u64, months: i64, replicates: u64) -> Facts {
        Facts { name: "a".into(), seed, people: 100, months, replicates, version: "0.1.0 x".into() }
    }

    fn planned(one: &Facts, other: &Facts, request: &Request) -> Result<Plan, Failure> {
        plan(&[one, other], &["a".to_owned(), "b".to_owned()], request)
    }

    #[test]
    fn twins_have_one_seed_and_as_many_people() {
        let twins = planned(&facts(1, 24, 8), &facts(1, 24, 8), &Request::default()).unwrap();
        assert_eq!(
            (twins.pairing, &twins.horizons[..], twins.notes.len()),
            (Pairing::Twins, &[6, 12, 18, 24][..], 0)
        );
        let strangers = planned(&facts(1, 24, 8), &facts(2, 24, 9), &Request::default()).unwrap();
        assert_eq!((strangers.pairing, &strangers.replicates[..]), (Pairing::Strangers, &[8, 9][..]));
        assert!(strangers.notes[0].contains("a: 1, b: 2"), "{:?}", strangers.notes);
    }

    #[test]
    fn what_is_not_the_same_is_said_openly() {
        let plan = planned(&facts(1, 24, 9), &facts(1, 36, 4), &Request::default()).unwrap();
        assert_eq!((plan.last, &plan.replicates[..]), (24, &[4, 4][..]));
        assert_eq!(plan.notes.len(), 3, "{:?}", plan.notes);
    }

    #[test]
    fn what_cannot_be_had_is_refused_with_a_remedy() {
        let request = |horizons: &[i64], measures: &[&str]| Request {
            horizons: horizons.to_vec(),
            measures: measures.iter().map(|m| (*m).to_owned()).collect(),
        };
        let twins = (facts(1, 24, 8), facts(1, 24, 8));
        for (request, word, help) in [
            (request(&[25], &[]), "month 25", "0 to 24"),
            (request(&[], &["time_peer_shar"]), "time_peer_shar", "did you mean `time_peer_share`"),
            (request(&[], &["stage"]), "stage", "always"),
        ] {
            let failure = planned(&twins.0, &twins.1, &request).unwrap_err();
            assert!(
                failure.to_string().contains(word) && failure.help().contains(help),
                "{failure} {}",
                failure.help()
            );
            assert!(failure.is_wrong_input());
        }
        let alone = planned(&facts(1, 24, 8), &facts(1, 24, 1), &Request::default()).unwrap_err();
        assert!(alone.to_string().contains("b has 1 replicate"));
    }
}
