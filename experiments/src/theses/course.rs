//! Worlds of every arm, as twins under the same chance: at the arm's own values, and at draws over all that is uncertain.

use super::catalogue::{Arm, Shape, Test, Thesis, chosen};
use super::verdict::{Found, find};
use crate::Failure;
use crate::results::tables::Column;
use crate::runs::{Batch, Form, Ledger, Outcome, Run, World, live};
use crate::space::{Drawn, Space, spans, strata};
use crate::version;
use scenarios::{Source, load, resolved_toml};
use sha2::{Digest, Sha256};
use sim_core::engine::num::ln;
use sim_core::params::{Params, Shock};
use std::collections::BTreeSet;

/// The replicate of the first draw: far from those of the pairs.
const FIRST_DRAW: u64 = 1_000_000;

/// A test, ready to be run.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// The test.
    pub test: Test,
    /// Each arm's parameters and weight.
    pub arms: Vec<(Params, f64)>,
    /// What is drawn: all that is uncertain but what the arms set, or differ by.
    pub space: Space,
}

/// What is to be tested.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The claims, with their tests.
    pub theses: Vec<(Thesis, Vec<Prepared>)>,
    /// Twins of each test.
    pub pairs: usize,
    /// Draws over what is plausible.
    pub draws: usize,
    text: String,
}

/// A test, and what came of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Tested {
    /// The test.
    pub test: Test,
    /// What was found.
    pub found: Found,
}

impl Plan {
    /// The claims that `words` name, with so many pairs and draws.
    ///
    /// # Errors
    /// There is no such claim, or a setting is wrong.
    pub fn new(
        words: &[String],
        settings: &[String],
        (pairs, draws): (usize, usize),
    ) -> Result<Self, Failure> {
        if let Some(word) = settings.iter().find(|word| word.trim_start().starts_with("world.months")) {
            return Err(Failure::input(
                format!("`{word}`: each test has months of its own"),
                "they stand in the column `months` of theses.csv",
            ));
        }
        let mut text = format!("{}# pairs {pairs}, draws {draws}\n", version::line());
        let mut theses = Vec::new();
        for thesis in chosen(words)? {
            let mut tests = Vec::new();
            for test in &thesis.tests {
                let mut arms = Vec::new();
                text.push_str(&format!("# {}: {test:?}\n", test.id));
                for arm in &test.arms {
                    let (params, resolved) = prepared(arm, test.months, settings)?;
                    let hash = Sha256::digest(resolved.as_bytes());
                    text.push_str(&format!("# arm {:02x?}\n", &hash[..8]));
                    arms.push((params, arm.weight));
                }
                tests.push(Prepared { space: plausible(test, &arms), test: test.clone(), arms });
            }
            theses.push((thesis, tests));
        }
        Ok(Self { theses, pairs, draws, text })
    }

    /// All tests.
    pub fn tests(&self) -> impl Iterator<Item = &Prepared> {
        self.theses.iter().flat_map(|(_, tests)| tests)
    }

    /// How many worlds there are.
    #[must_use]
    pub fn worlds(&self) -> usize {
        self.tests().map(|one| one.arms.len() * (self.pairs + self.draws)).sum()
    }

    /// Parameters of the largest worlds, to look whether they fit.
    #[must_use]
    pub fn any_params(&self) -> Option<&Params> {
        self.tests().flat_map(|one| &one.arms).map(|(params, _)| params).next()
    }

    /// What its ledger is like.
    #[must_use]
    pub fn form(&self) -> Form {
        let keys = [
            Column::new("world", "The test, the number of the arm from 1, and what it was run for", "", "")
                .with_codes("pair: at the arm's own values; draw: at a draw over what is plausible"),
            Column::new("number", "Number of the pair or draw, from 0", "", "0.."),
        ];
        let unit = "that of the outcome";
        let outputs = vec![
            Column::new("outcome", "The outcome of the test", unit, ""),
            Column::new("per", "What it is divided by", unit, "").with_codes("empty: nothing"),
        ];
        Form {
            what: "test of theses",
            file: "runs.csv",
            flags: "theses, --pairs and --draws",
            plan: self.text.clone(),
            keys,
            values: Vec::new(),
            outputs,
        }
    }

    /// Runs what the ledger does not know, and says after each test what came of it; none if it was stopped.
    ///
    /// # Errors
    /// The ledger cannot be written.
    pub fn run(
        &self,
        ledger: &mut Ledger,
        threads: usize,
        is_stopped: &(dyn Fn() -> bool + Sync),
        told: &mut dyn FnMut(&Tested),
    ) -> Result<Option<Vec<Tested>>, Failure> {
        let mut all = Vec::new();
        for one in self.tests() {
            let Some(found) = self.test(one, ledger, threads, is_stopped)? else { return Ok(None) };
            let tested = Tested { test: one.test.clone(), found };
            told(&tested);
            all.push(tested);
        }
        Ok(Some(all))
    }

    fn test(
        &self,
        one: &Prepared,
        ledger: &mut Ledger,
        threads: usize,
        is_stopped: &(dyn Fn() -> bool + Sync),
    ) -> Result<Option<Found>, Failure> {
        let arms = one.arms.len();
        let each = self.pairs + self.draws;
        let seed = one.arms[0].0.world.seed;
        let places: Vec<Vec<f64>> =
            one.space.names().iter().map(|name| strata(name, self.draws as u64, seed)).collect();
        // Pair by pair, so that what is done by the time of an interruption are whole pairs.
        let place = |k: usize| (k / arms, k % arms);
        let keys: Vec<(String, usize)> = (0..each * arms)
            .map(|k| {
                let (number, arm) = place(k);
                let is_pair = number < self.pairs;
                let what = if is_pair { "pair" } else { "draw" };
                let number = if is_pair { number } else { number - self.pairs };
                (format!("{}: arm {}, {what}", one.test.id, arm + 1), number)
            })
            .collect();
        let outcomes: Vec<Outcome> = [one.test.outcome].into_iter().chain(one.test.per).collect();
        let world = |k: usize| {
            let (number, arm) = place(k);
            let base = &one.arms[arm].0;
            if number < self.pairs {
                let drawn =
                    Drawn { params: base.clone(), values: Vec::new(), taken_back: Vec::new(), fault: None };
                return World { drawn, replicate: number as u64 };
            }
            let draw = number - self.pairs;
            let point: Vec<f64> = places.iter().map(|places| places[draw]).collect();
            let drawn = one.space.at(base, &point);
            World { drawn: Drawn { values: Vec::new(), ..drawn }, replicate: FIRST_DRAW + draw as u64 }
        };
        let batch = Batch {
            keys: &keys,
            outputs: 2,
            world: &world,
            live: &|params, replicate| {
                let kept = live(params, replicate, &outcomes, is_stopped)?;
                Some(kept.map(|kept| vec![kept[0], kept.get(1).copied().flatten()]))
            },
        };
        let Some(runs) = batch.run(ledger, threads, is_stopped, &mut |_| {})? else { return Ok(None) };
        let effects: Vec<Option<f64>> = runs.chunks(arms).map(|runs| effect(one, runs)).collect();
        let (pairs, draws) = effects.split_at(self.pairs);
        Ok(Some(find(&one.test, pairs, draws)))
    }
}

/// The effect of one pair or draw; none where a world has no outcome.
fn effect(one: &Prepared, runs: &[Run]) -> Option<f64> {
    let mut sum = -one.test.than;
    for ((_, weight), run) in one.arms.iter().zip(runs) {
        let mut x = run.outputs[0]?;
        if one.test.per.is_some() {
            x /= run.outputs[1]?;
        }
        let x = match one.test.shape {
            Shape::Level => x,
            Shape::Log => ln(x),
        };
        if !x.is_finite() {
            return None;
        }
        sum += weight * x;
    }
    Some(sum)
}

/// An arm's parameters, and the same in words.
fn prepared(arm: &Arm, months: u64, settings: &[String]) -> Result<(Params, String), Failure> {
    let months = format!("world.months={months}");
    let with = |more: &[String]| -> Result<(Params, String), Failure> {
        let set: Vec<String> =
            settings.iter().chain([&months]).chain(&arm.set).chain(more).cloned().collect();
        let scenario = load(Source::named(&arm.scenario), &set).map_err(|errors| {
            Failure::input(errors.render(false).trim_end().to_owned(), "give other settings")
        })?;
        let text = resolved_toml(&scenario);
        Ok((scenario.params, text))
    };
    let (mut params, mut text) = with(&[])?;
    for (number, pulse) in arm.shocks.iter().enumerate() {
        // Read and checked as any setting is.
        let (changed, _) = with(&pulse.set)?;
        let set = pulse.set.iter().filter_map(|word| word.split_once('=')).filter_map(|(key, _)| {
            let key = key.trim();
            Some((key.to_owned(), changed.get(key)?))
        });
        let set: Vec<_> = set.collect();
        text.push_str(&format!("\n{pulse:?}"));
        let name = format!("pulse {}", number + 1);
        params.shocks.push(Shock { name, from: pulse.from, until: pulse.until, regions: Vec::new(), set });
    }
    Ok((params, text))
}

/// All that is uncertain but what the arms set, or differ by: that is what is tested.
fn plausible(test: &Test, arms: &[(Params, f64)]) -> Space {
    let words =
        test.arms.iter().flat_map(|arm| arm.set.iter().chain(arm.shocks.iter().flat_map(|pulse| &pulse.set)));
    let set: BTreeSet<&str> =
        words.filter_map(|word| word.split_once('=')).map(|(key, _)| key.trim()).collect();
    let differs = |key: &str| arms.windows(2).any(|pair| pair[0].0.get(key) != pair[1].0.get(key));
    let kept =
        spans().into_iter().filter(|span| !set.contains(span.row.key.as_str()) && !differs(&span.row.key));
    Space::new(kept.collect())
}
