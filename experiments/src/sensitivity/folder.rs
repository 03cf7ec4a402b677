//! The folder that a sensitivity analysis leaves.

use super::{Found, Plan};
use crate::Failure;
use crate::results::folder::Folder;
use crate::results::sheets::Sheets;
use crate::results::tables::{Column, Rows};
use crate::runs::ledger;
use analysis::figures::sensitivity::{EffectRow, IndexRow};
use analysis::figures::study::StudyFigure;
use serde_json::{Value as Json, json};
use sim_core::observables::Cell;

/// Rows of the figure of effects.
const SHOWN: usize = 20;

/// Writes tables, figures and the manifest; the ledger stands there already.
///
/// # Errors
/// A figure cannot be drawn, or a file cannot be written.
pub fn write(plan: &Plan, found: &Found, folder: &Folder, command: &str) -> Result<Json, Failure> {
    let mut sheets = Sheets::new(folder);
    let form = plan.form();
    sheets.kept(ledger::PLAN, None)?;
    sheets.kept(form.file, Some(form.columns()))?;
    sheets.text("scenario.toml", &scenarios::resolved_toml(&plan.scenario))?;
    let title = &plan.scenario.title;
    let outcome = plan.outcomes[0];
    if !found.screened.is_empty() {
        sheets.table("screening.csv", screening(plan, found))?;
        let rows = effect_rows(plan, found);
        // Where nothing moves the outcome there is nothing to draw.
        if !rows.is_empty() {
            let told = (outcome.meaning(), outcome.unit().to_owned());
            let figure = StudyFigure::Tornado { rows, outcome: told, scenario: title.clone() };
            sheets.study(&figure, tornado_columns(outcome.unit()))?;
        }
    }
    if !found.indices.is_empty() {
        sheets.table("indices.csv", indices(plan, found))?;
        let rows = index_rows(found);
        if !rows.is_empty() {
            let figure = StudyFigure::Sobol { rows, outcome: outcome.meaning(), scenario: title.clone() };
            sheets.study(&figure, sobol_columns())?;
        }
    }
    let world = &plan.scenario.params.world;
    let more = json!({
        "name": plan.scenario.name,
        "people": world.people,
        "months": world.months,
        "seed": world.seed,
        "parameters": plan.space.spans().len(),
        "trajectories": plan.trajectories,
        "rows": plan.rows,
        "outcomes": plan.outcomes.iter().map(|outcome| outcome.name()).collect::<Vec<_>>(),
        "kept": found.inputs.iter().filter(|name| *name != super::CHANCE).collect::<Vec<_>>(),
        "failed": found.failed,
    });
    sheets.finish("sensitivity", command, more)
}

/// Coordinates that have effects on the first outcome, the strongest first.
fn effect_rows(plan: &Plan, found: &Found) -> Vec<EffectRow> {
    let ranges = plan.space.spans().iter().flat_map(|span| vec![span.range; span.coordinates().len()]);
    let named = plan.space.names().iter().zip(ranges).zip(&found.screened[0]);
    let mut rows: Vec<EffectRow> = named
        .filter_map(|((name, range), one)| {
            let one = (*one)?;
            Some(EffectRow {
                input: name.clone(),
                range,
                effect: (one.mean, one.size),
                interval: one.interval,
                sd: one.sd,
            })
        })
        .filter(|row| row.effect.1 > 0.0)
        .collect();
    rows.sort_by(|a, b| b.effect.1.total_cmp(&a.effect.1));
    rows.truncate(SHOWN);
    rows
}

fn index_rows(found: &Found) -> Vec<IndexRow> {
    let Some(shares) = &found.indices[0].inputs else { return Vec::new() };
    let mut rows: Vec<IndexRow> = found
        .inputs
        .iter()
        .zip(shares)
        .map(|(input, one)| IndexRow {
            input: input.clone(),
            first: (one.first, one.first_interval),
            total: (one.total, one.total_interval),
        })
        .collect();
    rows.sort_by(|a, b| b.total.0.total_cmp(&a.total.0));
    rows
}

fn real(x: Option<f64>) -> Cell {
    x.filter(|x| x.is_finite()).map_or(Cell::Empty, Cell::Real)
}

fn screening(plan: &Plan, found: &Found) -> (Vec<Column>, Vec<u8>) {
    let unit = "that of the outcome";
    let columns = vec![
        Column::new("outcome", "The outcome", "", ""),
        Column::new("input", "The parameter; of a row of shares with the name of the share", "", ""),
        Column::new("low", "Lower end of its range", "that of the parameter", ""),
        Column::new("high", "Upper end", "that of the parameter", ""),
        Column::new("n", "Elementary effects", "", "0.."),
        Column::new("mean", "Mean effect of going from the lower end to the upper", unit, ""),
        Column::new("size", "Mean of its size (μ*)", unit, "0.."),
        Column::new("size_low", "Lower end of its 95 % interval over resampled trajectories", unit, "0.."),
        Column::new("size_high", "Upper end", unit, "0.."),
        Column::new("sd", "Standard deviation of the effect: how much it depends on the others", unit, "0.."),
        Column::new("kept", "Whether it went on to the shares of variance", "", "").with_codes("yes; no"),
    ];
    let mut rows = Rows::default();
    for (outcome, screened) in plan.outcomes.iter().zip(&found.screened) {
        let mut at = 0;
        for span in plan.space.spans() {
            for name in span.coordinates() {
                let one = screened[at];
                at += 1;
                rows.text(&outcome.name());
                rows.text(&name);
                rows.cell(Cell::Real(span.range.0));
                rows.cell(Cell::Real(span.range.1));
                rows.integer(one.map_or(0, |one| one.n));
                let interval = one.and_then(|one| one.interval);
                rows.cell(real(one.map(|one| one.mean)));
                rows.cell(real(one.map(|one| one.size)));
                rows.cell(real(interval.map(|ends| ends.0)));
                rows.cell(real(interval.map(|ends| ends.1)));
                rows.cell(real(one.and_then(|one| one.sd)));
                rows.text(if found.inputs.contains(&span.row.key) { "yes" } else { "no" });
                rows.end();
            }
        }
    }
    (columns, rows.into_bytes())
}

fn indices(plan: &Plan, found: &Found) -> (Vec<Column>, Vec<u8>) {
    let mut columns = vec![
        Column::new("outcome", "The outcome", "", ""),
        Column::new("input", "The parameter; `chance` is the luck of a world", "", ""),
    ];
    columns.extend(shares_columns());
    columns.push(Column::new("rows", "Rows that it rests on", "", "0.."));
    columns.push(Column::new(
        "variance",
        "Variance of the outcome over the ranges and chance",
        "that of the outcome, squared",
        "0..",
    ));
    let mut rows = Rows::default();
    for (outcome, one) in plan.outcomes.iter().zip(&found.indices) {
        for (k, input) in found.inputs.iter().enumerate() {
            let index = one.inputs.as_ref().map(|all| all[k]);
            rows.text(&outcome.name());
            rows.text(input);
            let first = index.and_then(|index| index.first_interval);
            let total = index.and_then(|index| index.total_interval);
            rows.cell(real(index.map(|index| index.first)));
            rows.cell(real(first.map(|ends| ends.0)));
            rows.cell(real(first.map(|ends| ends.1)));
            rows.cell(real(index.map(|index| index.total)));
            rows.cell(real(total.map(|ends| ends.0)));
            rows.cell(real(total.map(|ends| ends.1)));
            rows.integer(one.rows);
            rows.cell(real(Some(one.variance)));
            rows.end();
        }
    }
    (columns, rows.into_bytes())
}

fn shares_columns() -> Vec<Column> {
    [
        ("first", "Share of the variance that it explains alone"),
        ("first_low", "Lower end of its 95 % interval over resampled rows"),
        ("first_high", "Upper end"),
        ("total", "Share with all that goes together with others"),
        ("total_low", "Lower end of its 95 % interval"),
        ("total_high", "Upper end"),
    ]
    .map(|(name, meaning)| Column::new(name, meaning, "share", ""))
    .to_vec()
}

fn sobol_columns() -> Vec<Column> {
    let mut columns = vec![Column::new("input", "The parameter; `chance` is the luck of a world", "", "")];
    columns.extend(shares_columns());
    columns
}

fn tornado_columns(unit: &str) -> Vec<Column> {
    let own = "that of the parameter";
    vec![
        Column::new("input", "The parameter", "", ""),
        Column::new("low", "Lower end of its range", own, ""),
        Column::new("high", "Upper end", own, ""),
        Column::new("mean", "Mean effect of going from the lower end to the upper", unit, ""),
        Column::new("size", "Mean of its size (μ*)", unit, "0.."),
        Column::new("size_low", "Lower end of its 95 % interval", unit, "0.."),
        Column::new("size_high", "Upper end", unit, "0.."),
        Column::new("sd", "Standard deviation of the effect", unit, "0.."),
        Column::new("down", "How far the bar goes to the left: (μ* − mean)/2", unit, "0.."),
        Column::new("up", "How far it goes to the right: (μ* + mean)/2", unit, "0.."),
    ]
}
