//! What both branches say, and the folder that is left.

use super::{BRANCHES, Plan};
use crate::Failure;
use crate::results::folder::Folder;
use crate::results::sheets::Sheets;
use crate::results::tables::{Column, Rows};
use crate::runs::{Run, ledger};
use analysis::figures::study::StudyFigure;
use analysis::figures::tipping::{Arm, Tipping};
use analysis::stats::Spread;
use analysis::tipping::{Branch, Change, Loop, change, gap};
use serde_json::{Value as Json, json};
use sim_core::observables::Cell;

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Where each branch changes most; none if it does not change.
    pub changes: [Option<Change>; 2],
    /// How far the branches lie apart at the end of the hold, and half-way through it.
    pub apart: [Option<Loop>; 2],
    /// Worlds that came to no end.
    pub failed: usize,
    /// Replicates of which every world came to its end.
    pub whole: usize,
}

impl Found {
    /// What the loop at the end is of that half-way, where history is remembered half-way.
    #[must_use]
    pub fn left(&self) -> Option<f64> {
        let [end, half] = self.apart;
        let (end, half) = (end?, half.filter(Loop::remembers)?);
        Some(end.gap / half.gap)
    }
}

/// Statistics of the runs.
///
/// # Errors
/// Fewer than two replicates have all their worlds.
pub fn find(plan: &Plan, runs: &[Run]) -> Result<Found, Failure> {
    let failed = runs.iter().filter(|run| run.failure.is_some()).count();
    let branches = |output: usize| [0, 1].map(|branch| rows(plan, runs, branch, output));
    let whole: Vec<usize> = (0..plan.replicates())
        .filter(|replicate| {
            let complete = |output: usize| {
                branches(output).iter().all(|rows| rows[*replicate].iter().all(Option::is_some))
            };
            complete(0) && complete(1)
        })
        .collect();
    if whole.len() < 2 {
        let why = runs.iter().find_map(|run| run.failure.clone());
        return Err(match why {
            Some(why) => Failure::input(
                format!(
                    "{} of {} replicates came to their end at all values, the first other one since {why}",
                    whole.len(),
                    plan.replicates()
                ),
                "give larger worlds (--people), or a narrower range (--along KEY=LOW..HIGH)",
            ),
            None => Failure::input(
                format!("`{}` is not observed in this scenario", plan.outcome.name()),
                "switch on what it needs, or name another one with --outcome",
            ),
        });
    }
    let of = |output: usize| -> [Branch; 2] {
        branches(output)
            .map(|rows| whole.iter().map(|k| rows[*k].iter().flatten().copied().collect()).collect())
    };
    let (half, end) = (of(0), of(1));
    let values = plan.numbers();
    let along = |k: usize| change(&values, &end[k], &format!("tipping/{}", BRANCHES[k]));
    Ok(Found {
        changes: [along(0), along(1)],
        apart: [gap(&end[0], &end[1], "tipping/apart"), gap(&half[0], &half[1], "tipping/apart")],
        failed,
        whole: whole.len(),
    })
}

/// An output of a branch: by replicate, then by value.
fn rows(plan: &Plan, runs: &[Run], branch: usize, output: usize) -> Vec<Vec<Option<f64>>> {
    let (values, replicates) = (plan.values.len(), plan.replicates());
    let own = &runs[branch * values * replicates..(branch + 1) * values * replicates];
    let cell = |value: usize, replicate: usize| own[value * replicates + replicate].outputs[output];
    (0..replicates).map(|replicate| (0..values).map(|value| cell(value, replicate)).collect()).collect()
}

/// Writes tables, the figure and the manifest; the ledger stands there already.
///
/// # Errors
/// The figure cannot be drawn, or a file cannot be written.
pub fn write(
    plan: &Plan,
    runs: &[Run],
    found: &Found,
    folder: &Folder,
    command: &str,
) -> Result<Json, Failure> {
    let mut sheets = Sheets::new(folder);
    let form = plan.form();
    sheets.kept(ledger::PLAN, None)?;
    sheets.kept(form.file, Some(form.columns()))?;
    sheets.text("scenario.toml", &scenarios::resolved_toml(&plan.scenario))?;
    sheets.table("tipping.csv", table(plan, found))?;
    let scenario = plan.scenario.title.clone();
    let figure = StudyFigure::Tipping { shown: Box::new(shown(plan, runs, found)), scenario };
    sheets.study(&figure, figure_columns(plan))?;
    let world = &plan.scenario.params.world;
    let changes: Vec<Json> =
        found.changes.iter().zip(BRANCHES).map(|(one, branch)| told(*one, branch)).collect();
    let apart = |one: Option<Loop>| {
        one.map(|one| json!({"gap": one.gap, "interval": one.interval, "remembers": one.remembers()}))
    };
    let more = json!({
        "name": plan.scenario.name,
        "people": world.people,
        "replicates": world.replicates,
        "seed": world.seed,
        "along": plan.span.row.key,
        "range": plan.span.range,
        "values": plan.values.len(),
        "settle": plan.settle,
        "hold": plan.hold,
        "outcome": plan.outcome.name(),
        "branches": changes,
        "apart": apart(found.apart[0]),
        "apart_half_way": apart(found.apart[1]),
        "whole_replicates": found.whole,
        "failed": found.failed,
    });
    sheets.finish("tipping", command, more)
}

fn told(change: Option<Change>, branch: &str) -> Json {
    let Some(one) = change else { return json!({"branch": branch, "changes": false}) };
    json!({
        "branch": branch,
        "changes": true,
        "critical": one.critical,
        "interval": one.interval,
        "sharpness": one.sharpness,
        "sharpness_interval": one.sharpness_interval,
        "jump": one.jump,
        "tips": one.tips(),
    })
}

fn table(plan: &Plan, found: &Found) -> (Vec<Column>, Vec<u8>) {
    let (own, unit) = (plan.span.row.unit, plan.outcome.unit());
    let columns = vec![
        Column::new("branch", "From where the parameter came", "", "").with_codes(BRANCHES.join("; ")),
        Column::new("critical", "Middle of the step in which the mean outcome changes most", own, ""),
        Column::new("critical_low", "Lower end of its 95 % interval over resampled replicates", own, ""),
        Column::new("critical_high", "Upper end", own, ""),
        Column::new("jump", "What the mean outcome changes by in that step", unit, ""),
        Column::new("sharpness", "Share of all change that lies in that step", "share", "0..1"),
        Column::new("sharpness_low", "Lower end of its 95 % interval", "share", "0..1"),
        Column::new("sharpness_high", "Upper end", "share", "0..1"),
        Column::new("tips", "Whether that is more than a half beyond chance", "", "")
            .with_codes("yes; no; no change"),
        Column::new("apart", "Mean over the values of the outcome from above less that from below", unit, ""),
        Column::new("apart_low", "Lower end of its 95 % interval", unit, ""),
        Column::new("apart_high", "Upper end", unit, ""),
        Column::new("apart_half_way", "The same, half-way through the hold", unit, ""),
    ];
    let real = |x: Option<f64>| x.map_or(Cell::Empty, Cell::Real);
    let mut rows = Rows::default();
    for (branch, one) in BRANCHES.iter().zip(found.changes) {
        rows.text(branch);
        let numbers = one.map(|one| {
            let ((low, high), (least, most)) = (one.interval, one.sharpness_interval);
            [one.critical, low, high, one.jump, one.sharpness, least, most]
        });
        (0..7).for_each(|k| rows.cell(real(numbers.map(|row| row[k]))));
        rows.text(match one {
            None => "no change",
            Some(one) if one.tips() => "yes",
            Some(_) => "no",
        });
        let [end, half] = found.apart;
        rows.cell(real(end.map(|one| one.gap)));
        rows.cell(real(end.map(|one| one.interval.0)));
        rows.cell(real(end.map(|one| one.interval.1)));
        rows.cell(real(half.map(|one| one.gap)));
        rows.end();
    }
    (columns, rows.into_bytes())
}

fn shown(plan: &Plan, runs: &[Run], found: &Found) -> Tipping {
    let arm = |branch: usize| {
        let by_value = |output: usize| {
            let rows = rows(plan, runs, branch, output);
            (0..plan.values.len())
                .map(move |k| rows.iter().filter_map(|row| row[k]).collect::<Vec<f64>>())
                .collect::<Vec<_>>()
        };
        let change = found.changes[branch].filter(Change::tips);
        Arm {
            branch: BRANCHES[branch].to_owned(),
            ends: by_value(1).into_iter().map(|mut all| Spread::of(&mut all)).collect(),
            halves: by_value(0).into_iter().map(|mut all| Spread::of(&mut all).map(|s| s.mean)).collect(),
            critical: change.map(|one| one.interval),
        }
    };
    let row = &plan.span.row;
    Tipping {
        key: row.key.clone(),
        unit: row.unit.to_owned(),
        values: plan.numbers(),
        name: plan.outcome.name(),
        outcome: (plan.outcome.meaning(), plan.outcome.unit().to_owned(), plan.outcome.is_share()),
        arms: [arm(0), arm(1)],
        replicates: plan.replicates() as u64,
    }
}

fn figure_columns(plan: &Plan) -> Vec<Column> {
    let unit = plan.outcome.unit();
    vec![
        Column::new("branch", "From where the parameter came", "", "").with_codes(BRANCHES.join("; ")),
        Column::new("value", "Value at which it was held", plan.span.row.unit, ""),
        Column::new("n", "Worlds", "worlds", "1.."),
        Column::new("mean", "Mean over them at the end of the hold", unit, ""),
        Column::new("q05", "5 % quantile", unit, ""),
        Column::new("q50", "Median", unit, ""),
        Column::new("q95", "95 % quantile", unit, ""),
        Column::new("mean_half_way", "Mean half-way through the hold", unit, ""),
    ]
}
