//! Both parts, one after the other.

use super::Plan;
use crate::Failure;
use crate::runs::{Batch, Ledger, Run, World, live};
use crate::space::{Drawn, Space, sobol};
use analysis::sensitivity::morris::{Screened, Trajectory, screen, trajectories};
use analysis::sensitivity::sobol::{Index, Samples};

/// The name of the luck of a world, as an input among the others.
pub const CHANCE: &str = "chance";

/// What is told on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Worlds are to be run: of the first part or not, how many, and how many are known already.
    Begin {
        /// First part: elementary effects.
        is_first: bool,
        /// Worlds.
        worlds: usize,
        /// Known already.
        known: usize,
    },
    /// So many of them are done.
    Done(usize),
}

/// Shares of variance for one outcome.
#[derive(Clone, Debug, PartialEq)]
pub struct Indices {
    /// Rows that they rest on.
    pub rows: usize,
    /// Variance of the outcome.
    pub variance: f64,
    /// By input; none if the outcome does not vary.
    pub inputs: Option<Vec<Index>>,
}

/// What was found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Found {
    /// Effects by outcome, then by coordinate.
    pub screened: Vec<Vec<Option<Screened>>>,
    /// Keys of the parameters that went on, in the order of their effect, then [`CHANCE`].
    pub inputs: Vec<String>,
    /// By outcome.
    pub indices: Vec<Indices>,
    /// Worlds that came to no end.
    pub failed: usize,
}

/// Runs what the ledger does not know; none if it was stopped.
///
/// # Errors
/// No outcome is observed, or the ledger cannot be written.
pub fn run(
    plan: &Plan,
    ledger: &mut Ledger,
    threads: usize,
    is_stopped: &(dyn Fn() -> bool + Sync),
    told: &mut dyn FnMut(Stage),
) -> Result<Option<Found>, Failure> {
    let mut found = Found::default();
    let mut worlds = Worlds { plan, ledger, threads, is_stopped, told };
    let mut order: Vec<usize> = (0..plan.space.spans().len()).collect();
    if plan.trajectories > 0 {
        let coordinates = plan.space.names().len();
        let all = trajectories(plan.trajectories, coordinates, "sensitivity/morris");
        let Some(runs) = worlds.along(&all)? else { return Ok(None) };
        found.failed += failures(&runs);
        is_observed(plan, &runs)?;
        found.screened = (0..plan.outcomes.len())
            .map(|k| {
                let outputs: Vec<Vec<Option<f64>>> = runs
                    .chunks(coordinates + 1)
                    .map(|chunk| chunk.iter().map(|run| run.outputs[k]).collect())
                    .collect();
                screen(
                    &all,
                    &outputs,
                    coordinates,
                    &format!("sensitivity/effects/{}", plan.outcomes[k].name()),
                )
            })
            .collect();
        order = strongest(&plan.space, &found.screened[0]);
        order.truncate(plan.keep);
    }
    if plan.rows > 0 {
        let spans = plan.space.spans();
        let kept = Space::new(order.iter().map(|k| spans[*k].clone()).collect());
        found.inputs =
            kept.spans().iter().map(|span| span.row.key.clone()).chain([CHANCE.to_owned()]).collect();
        let Some(runs) = worlds.in_rows(&kept, &found.inputs)? else { return Ok(None) };
        found.failed += failures(&runs);
        is_observed(plan, &runs)?;
        found.indices = (0..plan.outcomes.len()).map(|k| indices(plan, &runs, &found.inputs, k)).collect();
    }
    Ok(Some(found))
}

fn failures(runs: &[Run]) -> usize {
    runs.iter().filter(|run| run.failure.is_some()).count()
}

fn is_observed(plan: &Plan, runs: &[Run]) -> Result<(), Failure> {
    if runs.iter().any(|run| run.outputs[0].is_some()) {
        return Ok(());
    }
    let why = runs.iter().find_map(|run| run.failure.clone());
    let outcome = plan.outcomes[0].name();
    Err(match why {
        Some(why) => Failure::input(
            format!("no world came to its end, the first since {why}"),
            "give larger worlds (--people), or narrower ranges (--vary KEY=LOW..HIGH)",
        ),
        None => Failure::input(
            format!("`{outcome}` is not observed in this scenario"),
            "switch on what it needs, or name another one with --outcome",
        ),
    })
}

/// Parameters in the order of how much they move the first outcome; of a row of shares the one that moves it most counts.
fn strongest(space: &Space, screened: &[Option<Screened>]) -> Vec<usize> {
    let mut at = 0;
    let mut sizes: Vec<(usize, f64)> = Vec::new();
    for (k, span) in space.spans().iter().enumerate() {
        let own = at..at + span.coordinates().len();
        at = own.end;
        sizes.push((k, screened[own].iter().flatten().map(|one| one.size).fold(0.0, f64::max)));
    }
    sizes.sort_by(|a, b| b.1.total_cmp(&a.1));
    sizes.into_iter().map(|(k, _)| k).collect()
}

fn indices(plan: &Plan, runs: &[Run], inputs: &[String], outcome: usize) -> Indices {
    let rows = plan.rows;
    let column = |block: usize| -> Vec<Option<f64>> {
        runs[block * rows..(block + 1) * rows].iter().map(|run| run.outputs[outcome]).collect()
    };
    let mixed: Vec<Vec<Option<f64>>> = (0..inputs.len()).map(|input| column(2 + input)).collect();
    let samples = Samples::new(&column(0), &column(1), &mixed);
    let name = format!("sensitivity/shares/{}", plan.outcomes[outcome].name());
    Indices { rows: samples.rows(), variance: samples.variance(), inputs: samples.indices(&name) }
}

struct Worlds<'a> {
    plan: &'a Plan,
    ledger: &'a mut Ledger,
    threads: usize,
    is_stopped: &'a (dyn Fn() -> bool + Sync),
    told: &'a mut dyn FnMut(Stage),
}

impl Worlds<'_> {
    /// The points of trajectories. All points of one share their chance, so that an effect is not noise.
    fn along(&mut self, all: &[Trajectory]) -> Result<Option<Vec<Run>>, Failure> {
        let base = &self.plan.scenario.params;
        let length = self.plan.space.names().len() + 1;
        let keys: Vec<(String, usize)> = (0..all.len() * length).map(|k| ("morris".to_owned(), k)).collect();
        self.live(true, &keys, &|k| World {
            drawn: self.plan.space.at(base, &all[k / length].points[k % length]),
            replicate: (k / length) as u64,
        })
    }

    /// The rows of A, of B, and of A with each input from B in turn. A row of A has a luck of its own, and so has one of B: what is left when
    /// all parameters are known is chance.
    fn in_rows(&mut self, kept: &Space, inputs: &[String]) -> Result<Option<Vec<Run>>, Failure> {
        let (rows, coordinates) = (self.plan.rows, kept.names().len());
        let blocks = ["A", "B"].into_iter().chain(inputs.iter().map(String::as_str));
        let keys: Vec<(String, usize)> =
            blocks.flat_map(|block| (0..rows).map(move |row| (format!("sobol {block}"), row))).collect();
        // Where the coordinates of each parameter begin.
        let begins: Vec<usize> = kept
            .spans()
            .iter()
            .scan(0, |at, span| {
                let begin = *at;
                *at += span.coordinates().len();
                Some(begin)
            })
            .chain([coordinates])
            .collect();
        let world = |k: usize| {
            let (block, row) = (k / rows, k % rows);
            let (mut a, b) = (sobol(row, coordinates, 0), sobol(row, coordinates, coordinates));
            // Far from the replicates of the first part.
            let luck = [1_000_000 + 2 * row as u64, 1_000_001 + 2 * row as u64];
            let (point, replicate) = match block {
                0 => (a, luck[0]),
                1 => (b, luck[1]),
                input if input == inputs.len() + 1 => (a, luck[1]),
                input => {
                    let own = begins[input - 2]..begins[input - 1];
                    a[own.clone()].copy_from_slice(&b[own]);
                    (a, luck[0])
                }
            };
            let drawn = kept.at(&self.plan.scenario.params, &point);
            // The ledger has a column for every parameter that is varied in the first part.
            let values = self.plan.space.values(&drawn.params);
            World { drawn: Drawn { values, ..drawn }, replicate }
        };
        self.live(false, &keys, &world)
    }

    fn live(
        &mut self,
        is_first: bool,
        keys: &[(String, usize)],
        world: &(dyn Fn(usize) -> World + Sync),
    ) -> Result<Option<Vec<Run>>, Failure> {
        let (outcomes, is_stopped) = (&self.plan.outcomes, self.is_stopped);
        let batch = Batch {
            keys,
            outputs: outcomes.len(),
            world,
            live: &|params, replicate| live(params, replicate, outcomes, is_stopped),
        };
        let known = keys.len() - batch.missing(self.ledger).len();
        (self.told)(Stage::Begin { is_first, worlds: keys.len(), known });
        batch.run(self.ledger, self.threads, is_stopped, &mut |done| (self.told)(Stage::Done(done)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The function of Ishigami and Homma (1990), a = 7, b = 0.1: S = 0.3139, 0.4424, 0; T = 0.5576, 0.4424, 0.2437.
    #[test]
    fn ishigami_has_its_known_shares_at_the_points_that_are_used() {
        let pi = std::f64::consts::PI;
        let f = |u: &[f64]| {
            let x: Vec<f64> = u.iter().map(|u| pi * (2.0 * u - 1.0)).collect();
            let sin = |x: f64| libm_sin(x);
            Some(sin(x[0]) + 7.0 * sin(x[1]).powi(2) + 0.1 * x[2].powi(4) * sin(x[0]))
        };
        let rows = 4096;
        let (a, b): (Vec<_>, Vec<_>) = (0..rows).map(|row| (sobol(row, 3, 0), sobol(row, 3, 3))).unzip();
        let mixed = |input: usize| -> Vec<Option<f64>> {
            a.iter()
                .zip(&b)
                .map(|(a, b)| {
                    let mut x = a.clone();
                    x[input] = b[input];
                    f(&x)
                })
                .collect()
        };
        let of = |points: &[Vec<f64>]| points.iter().map(|point| f(point)).collect::<Vec<_>>();
        let samples = Samples::new(&of(&a), &of(&b), &[mixed(0), mixed(1), mixed(2)]);
        let found = samples.indices("ishigami").unwrap();
        for (index, (first, total)) in found.iter().zip([(0.3139, 0.5576), (0.4424, 0.4424), (0.0, 0.2437)]) {
            println!("{index:?}");
            assert!((index.first - first).abs() < 0.01 && (index.total - total).abs() < 0.01, "{index:?}");
            let (low, high) = index.first_interval.unwrap();
            assert!(low < first && first < high, "{index:?}");
        }
    }

    /// The sine by its series: the platform's may differ in the last bit, and nothing else here needs one.
    fn libm_sin(x: f64) -> f64 {
        let (mut term, mut sum) = (x, x);
        for k in 1..30 {
            term *= -x * x / f64::from(2 * k * (2 * k + 1));
            sum += term;
        }
        sum
    }
}
