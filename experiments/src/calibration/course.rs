//! The course of a calibration: waves, what is left after each, draws from it, and worlds at these draws.

use super::Plan;
use crate::Failure;
use crate::ensemble::Recorder;
use crate::runs::{Batch, Ledger, Life, Run, World};
use crate::space::{Drawn, Space, strata};
use crate::validation::{self, Fact, History};
use analysis::calibration::matching::{CUTOFF, Left, search};
use analysis::calibration::posterior::Posterior;
use analysis::calibration::{Match, Target};
use sim_core::params::{Kind, Params, Value};
use sim_core::simulation::Simulation;
use std::collections::BTreeSet;
use std::sync::Arc;

/// Worlds at draws from what is plausible, for each so many of a wave.
const PREDICTED: usize = 6;
/// Points at which it is looked whether a fact can be reached at all.
const LOOKED: usize = 4000;
/// Digits of the values of the scenario that is written.
const DIGITS: i32 = 4;

/// What is told on the way.
#[derive(Clone, Debug)]
pub enum Event<'a> {
    /// Worlds are to be run: for what, how many, and how many of them are known already.
    Begin {
        /// As in the column `stage`.
        stage: &'a str,
        /// Worlds.
        worlds: usize,
        /// Known already.
        known: usize,
    },
    /// So many of them are done.
    Done(usize),
    /// A wave has been looked at.
    Wave(&'a Wave),
    /// Points are to be drawn from what is plausible.
    Drawing,
    /// They have been.
    Drawn(&'a Posterior),
}

/// One wave, looked at.
#[derive(Clone, Debug)]
pub struct Wave {
    /// Its number, from 1.
    pub number: usize,
    /// Worlds that were run in it, and of these how many came to no end.
    pub worlds: (usize, usize),
    /// Worlds that its emulators go through: its own, and those of earlier waves that lie in what was left.
    pub trained: usize,
    /// Targets and emulators.
    pub matched: Match,
    /// What it and the waves before leave.
    pub left: Left,
}

/// What worlds at the end gave.
#[derive(Clone, Debug)]
pub struct Predicted {
    /// At draws from what is plausible.
    pub draws: Vec<Run>,
    /// In the middle of it, with the scenario's replicates.
    pub middle: Vec<Run>,
}

/// What was found.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// The waves.
    pub waves: Vec<Wave>,
    /// The worlds of the first wave, spread over all that was thought possible.
    pub prior: Vec<Run>,
    /// Facts that no setting reaches by the emulators of the first wave, with their least implausibility. They are not fitted.
    pub out_of_reach: Vec<(String, f64)>,
    /// What is plausible; none if nothing is left.
    pub posterior: Option<Posterior>,
    /// Values in the middle of it, of all parameters that facts tell of.
    pub middle: Vec<(String, Value)>,
    /// Worlds there.
    pub predicted: Predicted,
}

/// How it ended.
#[derive(Debug)]
pub enum Course {
    /// All was done.
    Complete(Box<Outcome>),
    /// It was stopped; the ledger has what was run.
    Interrupted,
}

/// Calibrates. The ledger's worlds are not run again.
///
/// # Errors
/// The ledger cannot be written, or nearly no world comes to its end.
pub fn run(
    plan: &Plan,
    ledger: &mut Ledger,
    threads: usize,
    is_stopped: &(dyn Fn() -> bool + Sync),
    told: &mut dyn FnMut(Event),
) -> Result<Course, Failure> {
    let base = &plan.scenario.params;
    let targets = plan.targets();
    let coordinates = plan.space.names().len();
    let mut worlds = Worlds { plan, ledger, threads, is_stopped, told };
    let mut points: Vec<Vec<f64>> = first_points(&plan.space, plan.runs, base.world.seed);
    let mut all: Vec<(Vec<f64>, Run)> = Vec::new();
    let mut outcome = Outcome {
        waves: Vec::new(),
        prior: Vec::new(),
        out_of_reach: Vec::new(),
        posterior: None,
        middle: Vec::new(),
        predicted: Predicted { draws: Vec::new(), middle: Vec::new() },
    };
    for number in 1..=plan.waves {
        let place = |k: usize| plan.space.at(base, &points[k]);
        let first = ((number - 1) * plan.runs) as u64;
        let Some(runs) = worlds.live(&format!("wave {number}"), points.len(), first, &place)? else {
            return Ok(Course::Interrupted);
        };
        let failed = runs.iter().filter(|run| run.failure.is_some()).count();
        if 2 * failed > runs.len() {
            return Err(too_many_failed(&runs, failed));
        }
        let matches: Vec<Match> = outcome.waves.iter().map(|wave| wave.matched.clone()).collect();
        all.retain(|(point, _)| !matches.last().is_some_and(|last| last.rules_out(point)));
        all.extend(points.iter().cloned().zip(runs.iter().cloned()));
        let whole: Vec<&(Vec<f64>, Run)> = all.iter().filter(|(_, run)| run.failure.is_none()).collect();
        let at: Vec<Vec<f64>> = whole.iter().map(|(point, _)| point.clone()).collect();
        let outputs: Vec<Vec<Option<f64>>> = whole.iter().map(|(_, run)| run.outputs.clone()).collect();
        let mut matched = Match::fit(&targets, &at, &outputs);
        if number == 1 {
            outcome.out_of_reach = out_of_reach(&matched, coordinates);
            outcome.prior = runs.clone();
        }
        matched = matched.without(&outcome.out_of_reach.iter().map(|(name, _)| name.clone()).collect());
        let waves: Vec<Match> = matches.into_iter().chain([matched.clone()]).collect();
        let left = search(&waves, coordinates, plan.runs, &format!("calibration/wave {number}"));
        points.clone_from(&left.points);
        let worlds_of_it = (runs.len(), failed);
        outcome.waves.push(Wave { number, worlds: worlds_of_it, trained: at.len(), matched, left });
        if let Some(wave) = outcome.waves.last() {
            (worlds.told)(Event::Wave(wave));
        }
        if points.is_empty() {
            return Ok(Course::Complete(Box::new(outcome)));
        }
    }
    let matches: Vec<Match> = outcome.waves.iter().map(|wave| wave.matched.clone()).collect();
    (worlds.told)(Event::Drawing);
    let drawn = crate::workers(Some(threads))?
        .install(|| Posterior::draw(&matches, &points, coordinates, "calibration/posterior", is_stopped));
    let Some(posterior) = drawn else { return Ok(Course::Interrupted) };
    (worlds.told)(Event::Drawn(&posterior));
    outcome.middle = middle(plan, &posterior);
    let count = (plan.runs / PREDICTED).max(8);
    let every = (posterior.draws.len() / count).max(1);
    let chosen: Vec<&Vec<f64>> = posterior.draws.iter().step_by(every).take(count).collect();
    let place = |k: usize| plan.space.at(base, chosen[k]);
    let first = (plan.waves * plan.runs) as u64;
    let Some(draws) = worlds.live("draw", chosen.len(), first, &place)? else {
        return Ok(Course::Interrupted);
    };
    let place = |_: usize| with_values(plan, &outcome.middle);
    let Some(middle) = worlds.live("middle", base.world.replicates as usize, 0, &place)? else {
        return Ok(Course::Interrupted);
    };
    outcome.predicted = Predicted { draws, middle };
    outcome.posterior = Some(posterior);
    Ok(Course::Complete(Box::new(outcome)))
}

fn first_points(space: &Space, runs: usize, seed: u64) -> Vec<Vec<f64>> {
    let places: Vec<Vec<f64>> = space.names().iter().map(|name| strata(name, runs as u64, seed)).collect();
    (0..runs).map(|run| places.iter().map(|places| places[run]).collect()).collect()
}

fn too_many_failed(runs: &[Run], failed: usize) -> Failure {
    let why = runs.iter().find_map(|run| run.failure.clone()).unwrap_or_default();
    Failure::input(
        format!("{failed} of {} worlds came to no end, the first since {why}", runs.len()),
        "give larger worlds (--people), or narrower ranges (--vary KEY=LOW..HIGH)",
    )
}

/// Facts that are implausible at all points of the space.
fn out_of_reach(matched: &Match, coordinates: usize) -> Vec<(String, f64)> {
    let even = search(&[], coordinates, LOOKED, "calibration/reach");
    let mut least = vec![f64::INFINITY; matched.targets().len()];
    for point in &even.points {
        let here = matched.implausibilities(point);
        least.iter_mut().zip(here).for_each(|(least, here)| *least = least.min(here));
    }
    let named = |target: &Target| target.name.clone();
    let all = matched.targets().iter().map(named).zip(least);
    all.filter(|(_, least)| *least > CUTOFF).collect()
}

/// Worlds that are run, or known from the ledger.
struct Worlds<'a> {
    plan: &'a Plan,
    ledger: &'a mut Ledger,
    threads: usize,
    is_stopped: &'a (dyn Fn() -> bool + Sync),
    told: &'a mut dyn FnMut(Event),
}

impl Worlds<'_> {
    /// Lives so many worlds, each where `place` says, with replicates from `first`. None if it was stopped.
    fn live(
        &mut self,
        stage: &str,
        count: usize,
        first: u64,
        place: &(dyn Fn(usize) -> Drawn + Sync),
    ) -> Result<Option<Vec<Run>>, Failure> {
        let keys: Vec<(String, usize)> = (0..count).map(|k| (stage.to_owned(), k)).collect();
        let facts: Vec<&Fact> = self.plan.fitted.iter().map(|one| &one.fact).collect();
        let is_stopped = self.is_stopped;
        let batch = Batch {
            keys: &keys,
            outputs: facts.len(),
            world: &|k| World { drawn: place(k), replicate: first + k as u64 },
            live: &|params, replicate| live(params, replicate, &facts, is_stopped),
        };
        let known = count - batch.missing(self.ledger).len();
        (self.told)(Event::Begin { stage, worlds: count, known });
        batch.run(self.ledger, self.threads, is_stopped, &mut |done| (self.told)(Event::Done(done)))
    }
}

/// Lives one world; none if it was stopped.
fn live(mut params: Params, replicate: u64, facts: &[&Fact], is_stopped: &dyn Fn() -> bool) -> Life {
    validation::watch(&mut params);
    let months = params.world.months;
    let mut history = History::new(&params);
    let mut world = Simulation::genesis(Arc::new(params), replicate);
    if let Err(broken) = world.burn_in() {
        return Some(Err(broken.to_string()));
    }
    history.record(world.observe());
    for _ in 0..months {
        if is_stopped() {
            return None;
        }
        match world.step() {
            Ok(seen) => history.record(seen),
            Err(broken) => return Some(Err(broken.to_string())),
        }
    }
    Some(Ok(validation::of_world(facts.iter().copied(), &history)))
}

/// Values in the middle of what is plausible, of each parameter that facts tell of.
fn middle(plan: &Plan, posterior: &Posterior) -> Vec<(String, Value)> {
    let Some(point) = posterior.middle() else { return Vec::new() };
    let told: BTreeSet<usize> = posterior.inputs.iter().copied().filter(|k| posterior.tells(*k)).collect();
    let mut at = 0;
    let mut values = Vec::new();
    for span in plan.space.spans() {
        let own = at..at + span.coordinates().len();
        at = own.end;
        if !own.clone().any(|k| told.contains(&k)) {
            continue;
        }
        // A share that no fact tells of stays where the scenario has it.
        let u: Vec<f64> = own
            .map(|k| if span.row.kind == Kind::Shares && !told.contains(&k) { 0.5 } else { point[k] })
            .collect();
        let key = &span.row.key;
        let centre = plan.scenario.params.get(key).unwrap_or_else(|| span.row.default.clone());
        let value = match span.at(&u, &centre) {
            Value::Number(x) => Value::Number(short(x).clamp(span.range.0, span.range.1)),
            other => other,
        };
        values.push((key.clone(), value));
    }
    values
}

/// A number in four digits.
fn short(x: f64) -> f64 {
    format!("{x:.*e}", (DIGITS - 1) as usize).parse().unwrap_or(x)
}

/// The scenario with these values.
fn with_values(plan: &Plan, values: &[(String, Value)]) -> Drawn {
    let mut params = plan.scenario.params.clone();
    let refused = values.iter().find_map(|(key, value)| {
        params.set(key, value).err().map(|why| format!("`{key}` does not take its value: {why:?}"))
    });
    let fault = refused.or_else(|| params.faults().into_iter().next().map(|fault| fault.message));
    let values = plan.space.values(&params);
    Drawn { params, values, taken_back: Vec::new(), fault }
}
