//! `fourfold validate`: facts that were measured in the world, computed from simulated histories as their definitions say.

mod answers;
mod folder;
mod history;

pub use folder::write;

use crate::ensemble::{self, Ensemble, Unwatched};
use crate::{Failure, Workers};
use answers::{World, answer};
pub(crate) use history::{History, watch};
use scenarios::Scenario;
use std::convert::Infallible;
use std::sync::Arc;

/// The facts, as they were measured.
const FACTS: &str = include_str!("../../data/facts.csv");
/// The table.
pub const TABLE: &str = "validation.csv";

/// A measured fact.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// Its key.
    pub id: String,
    /// What family it is of.
    pub kind: String,
    /// What it is.
    pub name: String,
    /// How it is computed.
    pub definition: String,
    /// What was measured, and between which ends.
    pub value: Option<f64>,
    /// Lower and upper end, where there is a range.
    pub range: Option<(f64, f64)>,
    /// What the ends are.
    pub range_kind: String,
    /// From what it was measured.
    pub source: String,
}

/// What the model says of a fact.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// How many projects, project-years or worlds it rests on.
    pub n: usize,
    /// Median over these, or the one number of all together.
    pub median: f64,
    /// 10 % and 90 % quantiles over them.
    pub spread: (f64, f64),
    /// 5 % and 95 % quantiles over replicates of each one's own median.
    pub interval: (f64, f64),
}

/// A fact and what the model says of it.
#[derive(Clone, Debug)]
pub struct Held {
    /// The fact.
    pub fact: Fact,
    /// The model's answer, or why there is none.
    pub answer: Result<Answer, &'static str>,
}

impl Held {
    /// Whether the model's median lies in the measured range; without one, whether the fact lies in the ensemble's interval. None where
    /// nothing is asked.
    #[must_use]
    pub fn hit(&self) -> Option<bool> {
        let answer = self.answer.as_ref().ok()?;
        match self.fact.range {
            Some((low, high)) => Some((low..=high).contains(&answer.median)),
            None => self.fact.value.map(|value| (answer.interval.0..=answer.interval.1).contains(&value)),
        }
    }

    /// The model's median less the fact, over half the length of the measured range.
    #[must_use]
    pub fn distance(&self) -> Option<f64> {
        let (low, high) = self.fact.range?;
        Some((self.answer.as_ref().ok()?.median - self.fact.value?) / (0.5 * (high - low)))
    }

    /// The verdict in a word.
    #[must_use]
    pub fn verdict(&self) -> &'static str {
        match self.hit() {
            Some(true) => "hit",
            Some(false) => "miss",
            None => "not asked",
        }
    }
}

/// All facts of the table.
///
/// # Panics
/// The embedded table is damaged.
#[must_use]
pub fn facts() -> Vec<Fact> {
    let mut reader = csv::Reader::from_reader(FACTS.as_bytes());
    let fact = |row: csv::StringRecord| {
        let text = |at: usize| row.get(at).unwrap_or_default().to_owned();
        let number = |at: usize| row.get(at).and_then(|cell| cell.parse::<f64>().ok());
        // Where two dates stand in its place, there is no range.
        let is_range = !row.get(7).unwrap_or_default().starts_with("not a range");
        let range = number(5).zip(number(6)).filter(|(low, high)| is_range && low < high);
        Fact {
            id: text(0),
            kind: text(1),
            name: text(2),
            definition: text(3),
            value: number(4),
            range,
            range_kind: text(7),
            source: text(10),
        }
    };
    reader.records().map(|row| fact(row.expect("the embedded facts are a table"))).collect()
}

/// Lives an ensemble of the scenario and holds it against all facts.
///
/// # Errors
/// A world broke.
pub fn run(scenario: &Scenario, workers: &Workers) -> Result<Vec<Held>, Failure> {
    let mut params = scenario.params.clone();
    watch(&mut params);
    let replicates = params.world.replicates;
    let params = Arc::new(params);
    let ensemble = Ensemble { params: Arc::clone(&params), replicates, workers, watcher: &Unwatched };
    let mut worlds: Vec<World> = Vec::new();
    let taken = ensemble::run(
        &ensemble,
        |_| History::new(&params),
        |_, history: History| {
            worlds.push(World::of(&history));
            Ok::<(), Infallible>(())
        },
    );
    let Ok(course) = taken;
    match course.end {
        ensemble::End::Complete | ensemble::End::Interrupted => {}
        ensemble::End::Panicked { replicate, message } => {
            return Err(Failure::Panicked { replicate, message });
        }
        ensemble::End::Broken(broken) => {
            return Err(Failure::Broken {
                broken,
                seed: params.world.seed,
                scenario: scenario.name.clone().into(),
            });
        }
    }
    Ok(facts().into_iter().map(|fact| Held { answer: answer(&fact, &worlds), fact }).collect())
}

/// Whether the model has an answer to a fact.
///
/// # Errors
/// Why not.
pub fn is_asked(fact: &Fact) -> Result<(), &'static str> {
    answers::is_asked(fact)
}

/// What one world says of facts.
pub(crate) fn of_world<'a>(facts: impl Iterator<Item = &'a Fact>, history: &History) -> Vec<Option<f64>> {
    let worlds = [World::of(history)];
    facts.map(|fact| answer(fact, &worlds).ok().map(|answer| answer.median)).collect()
}

/// How many hits, misses and facts not asked.
#[must_use]
pub fn counts(held: &[Held]) -> [usize; 3] {
    let of = |hit: Option<bool>| held.iter().filter(|one| one.hit() == hit).count();
    [of(Some(true)), of(Some(false)), of(None)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hits_and_misses_are_told_by_the_range() {
        let fact = facts().into_iter().find(|fact| fact.id == "ma_ky").unwrap();
        let answer = Answer { n: 1, median: 3.0, spread: (3.0, 3.0), interval: (3.0, 3.0) };
        let mut one = Held { fact, answer: Ok(answer) };
        let (low, high) = one.fact.range.unwrap();
        for (median, verdict) in [(low, "hit"), (high, "hit"), (high * 1.01, "miss")] {
            one.answer.as_mut().unwrap().median = median;
            assert_eq!(one.verdict(), verdict);
        }
        assert!(one.distance().unwrap() > 1.0);
        one.fact.range = None;
        assert_eq!(one.verdict(), "miss", "the fact is outside of the interval");
    }
}
