//! The folder that a sweep leaves.

use super::{Design, Plan};
use crate::Failure;
use crate::results::folder::Folder;
use crate::results::sheets::Sheets;
use crate::results::tables::{Column, Rows};
use crate::runs::{Outcome, Run, ledger};
use analysis::figures::phase::{Field, Side};
use analysis::figures::response::Response;
use analysis::figures::study::StudyFigure;
use analysis::stats::Spread;
use serde_json::{Value as Json, json};
use sim_core::observables::Cell;
use sim_core::params::Kind;

/// Panels of `phase`, and of `response`.
const MOST_FIELDS: usize = 4;
const MOST_RESPONSES: usize = 9;

/// A point, and how each outcome spreads over its replicates.
#[derive(Clone, Debug, PartialEq)]
pub struct PointRow {
    /// Value of each coordinate.
    pub values: Vec<f64>,
    /// Worlds that came to their end.
    pub worlds: usize,
    /// By outcome; none where no world has one.
    pub spreads: Vec<Option<Spread>>,
}

/// The points, in their order.
#[must_use]
pub fn points_of(plan: &Plan, runs: &[Run]) -> Vec<PointRow> {
    let replicates = plan.scenario.params.world.replicates as usize;
    let point = |runs: &[Run]| PointRow {
        values: runs[0].values.clone(),
        worlds: runs.iter().filter(|run| run.failure.is_none()).count(),
        spreads: (0..plan.outcomes.len())
            .map(|k| Spread::of(&mut runs.iter().filter_map(|run| run.outputs[k]).collect()))
            .collect(),
    };
    runs.chunks(replicates.max(1)).map(point).collect()
}

/// Writes tables, figures and the manifest; the ledger stands there already.
///
/// # Errors
/// No world has any of the outcomes, a figure cannot be drawn, or a file cannot be written.
pub fn write(plan: &Plan, runs: &[Run], folder: &Folder, command: &str) -> Result<Json, Failure> {
    let points = points_of(plan, runs);
    let mut sheets = Sheets::new(folder);
    let form = plan.form();
    sheets.kept(ledger::PLAN, None)?;
    sheets.kept(form.file, Some(form.columns()))?;
    sheets.text("scenario.toml", &scenarios::resolved_toml(&plan.scenario))?;
    sheets.table("points.csv", table(plan, &points))?;
    let title = &plan.scenario.title;
    let spans = plan.space.spans();
    let seen: Vec<usize> =
        (0..plan.outcomes.len()).filter(|k| points.iter().any(|point| point.spreads[*k].is_some())).collect();
    if let ([_, _], Design::Grid, false) = (spans, plan.design, seen.is_empty()) {
        let fields: Vec<Field> = seen.iter().take(MOST_FIELDS).map(|k| field(plan, &points, *k)).collect();
        let worlds = plan.scenario.params.world.replicates as usize;
        let sides = sides(plan, &points);
        let figure = StudyFigure::Phase { sides, fields, worlds, scenario: title.clone() };
        sheets.study(&figure, phase_columns())?;
    }
    if let Some(first) = seen.first() {
        let outcome = plan.outcomes[*first];
        let responses = responses(plan, &points, *first);
        if !responses.is_empty() {
            let told = (outcome.name(), outcome.meaning(), outcome.unit().to_owned(), outcome.is_share());
            let figure = StudyFigure::Response { responses, outcome: told, scenario: title.clone() };
            sheets.study(&figure, response_columns(outcome))?;
        }
    }
    let world = &plan.scenario.params.world;
    let more = json!({
        "name": plan.scenario.name,
        "people": world.people,
        "months": world.months,
        "replicates": world.replicates,
        "seed": world.seed,
        "design": plan.design.to_string(),
        "points": plan.points.len(),
        "varied": spans.iter().map(|span| span.row.key.as_str()).collect::<Vec<_>>(),
        "outcomes": plan.outcomes.iter().map(|outcome| outcome.name()).collect::<Vec<_>>(),
        "failed": runs.iter().filter(|run| run.failure.is_some()).count(),
    });
    sheets.finish("sweep", command, more)
}

fn table(plan: &Plan, points: &[PointRow]) -> (Vec<Column>, Vec<u8>) {
    let mut columns = vec![Column::new("point", "Number of the point, from 0", "", "0..")];
    columns.extend(plan.space.columns());
    columns.push(Column::new("worlds", "Worlds that came to their end", "worlds", "0.."));
    for outcome in &plan.outcomes {
        let name = outcome.name();
        for (end, words) in [
            ("mean", "mean"),
            ("sd", "standard deviation"),
            ("q05", "5 % quantile"),
            ("q50", "median"),
            ("q95", "95 % quantile"),
        ] {
            let meaning = format!("{}; {words} over replicates", outcome.meaning());
            columns.push(Column::new(&format!("{name}_{end}"), &meaning, outcome.unit(), ""));
        }
    }
    let mut rows = Rows::default();
    for (number, point) in points.iter().enumerate() {
        rows.integer(number);
        point.values.iter().for_each(|x| rows.cell(Cell::Real(*x)));
        rows.integer(point.worlds);
        for spread in &point.spreads {
            let cells = match spread {
                None => [None; 5],
                Some(s) => [Some(s.mean), s.sd, Some(s.q05), Some(s.q50), Some(s.q95)],
            };
            cells.iter().for_each(|x| rows.cell(x.map_or(Cell::Empty, Cell::Real)));
        }
        rows.end();
    }
    (columns, rows.into_bytes())
}

/// Both parameters of a grid with their values.
fn sides(plan: &Plan, points: &[PointRow]) -> [Side; 2] {
    let across = plan.levels[1];
    let side = |k: usize, values: Vec<f64>| {
        let row = &plan.space.spans()[k].row;
        Side { key: row.key.clone(), unit: row.unit.to_owned(), values }
    };
    let first = points.iter().step_by(across).map(|point| point.values[0]).collect();
    [side(0, first), side(1, points[..across].iter().map(|point| point.values[1]).collect())]
}

fn field(plan: &Plan, points: &[PointRow], outcome: usize) -> Field {
    let (along, across) = (plan.levels[0], plan.levels[1]);
    let cell = |i: usize, j: usize| points[i * across + j].spreads[outcome].map(|spread| spread.mean);
    let what = plan.outcomes[outcome];
    Field {
        heading: what.name(),
        unit: what.unit().to_owned(),
        is_share: what.is_share(),
        cells: (0..across).map(|j| (0..along).map(|i| cell(i, j)).collect()).collect(),
    }
}

fn responses(plan: &Plan, points: &[PointRow], outcome: usize) -> Vec<Response> {
    let mut at = 0;
    let mut all = Vec::new();
    for span in plan.space.spans() {
        let coordinate = at;
        at += span.coordinates().len();
        if span.row.kind == Kind::Shares {
            continue;
        }
        let point = |point: &PointRow| Some((point.values[coordinate], point.spreads[outcome]?));
        all.push(Response {
            key: span.row.key.clone(),
            unit: span.row.unit.to_owned(),
            points: points.iter().filter_map(point).collect(),
            is_alone: plan.space.spans().len() == 1,
        });
    }
    all.truncate(MOST_RESPONSES);
    all
}

fn phase_columns() -> Vec<Column> {
    let names = [
        ("outcome", "The outcome"),
        ("x", "Value of the first parameter"),
        ("y", "Value of the second parameter"),
        ("value", "Mean over replicates; empty: no world came to its end"),
    ];
    names.map(|(name, meaning)| Column::new(name, meaning, "", "")).to_vec()
}

fn response_columns(outcome: Outcome) -> Vec<Column> {
    let unit = outcome.unit();
    vec![
        Column::new("parameter", "The parameter", "", ""),
        Column::new("value", "Its value", "that of the parameter", ""),
        Column::new("n", "Worlds", "worlds", "1.."),
        Column::new("mean", "Mean over them", unit, ""),
        Column::new("q05", "5 % quantile", unit, ""),
        Column::new("q50", "Median", unit, ""),
        Column::new("q95", "95 % quantile", unit, ""),
    ]
}
