//! The folder that a validation leaves.

use super::{Held, TABLE};
use crate::Failure;
use crate::results::folder::Folder;
use crate::results::sheets::Sheets;
use crate::results::tables::{Column, Rows};
use analysis::figures::facts::FactRow;
use analysis::figures::study::StudyFigure;
use scenarios::Scenario;
use serde_json::{Value as Json, json};
use sim_core::observables::Cell;

/// Writes the tables, the figure, dictionary and manifest.
///
/// # Errors
/// The figure cannot be drawn, or a file cannot be written.
pub fn write(held: &[Held], scenario: &Scenario, folder: &Folder, command: &str) -> Result<Json, Failure> {
    folder.clear()?;
    let mut sheets = Sheets::new(folder);
    sheets.text("scenario.toml", &scenarios::resolved_toml(scenario))?;
    sheets.table(TABLE, (columns(), rows(held)))?;
    sheets.text("validation.md", &markdown(held, scenario))?;
    let facts: Vec<FactRow> = held.iter().filter_map(fact_row).collect();
    if !facts.is_empty() {
        let figure = StudyFigure::Facts { rows: facts, scenario: scenario.title.clone() };
        sheets.study(&figure, figure_columns())?;
    }
    let [hits, misses, not] = super::counts(held);
    let more = json!({
        "name": scenario.name,
        "people": scenario.params.world.people,
        "months": scenario.params.world.months,
        "replicates": scenario.params.world.replicates,
        "seed": scenario.params.world.seed,
        "hits": hits,
        "misses": misses,
        "not_asked": not,
    });
    sheets.finish("validate", command, more)
}

fn fact_row(held: &Held) -> Option<FactRow> {
    let answer = held.answer.as_ref().ok()?;
    Some(FactRow {
        fact: held.fact.id.clone(),
        name: held.fact.name.clone(),
        range: held.fact.range?,
        model: (answer.median, answer.spread.0, answer.spread.1),
        is_hit: held.hit()?,
    })
}

fn columns() -> Vec<Column> {
    let word = |name, meaning| Column::new(name, meaning, "", "");
    let number = |name, meaning| {
        Column::new(name, meaning, "that of the fact", "").with_codes("empty where there is none")
    };
    vec![
        word("fact", "Key of the fact"),
        word("kind", "Its family"),
        word("name", "What it is"),
        word("definition", "How it is computed, in the world and in the model"),
        number("value", "What was measured"),
        number("low", "Lower end of the measured range"),
        number("high", "Upper end"),
        word("range_kind", "What the ends are"),
        Column::new("n", "Projects, projects' years or worlds of the model that it rests on", "", "0.."),
        number("median", "The model's median over these, or the one number of all together"),
        number("q10", "10 % quantile over them; over replicates where all make one number"),
        number("q90", "90 % quantile"),
        number("interval_low", "5 % quantile over replicates of each one's median"),
        number("interval_high", "95 % quantile"),
        Column::new("distance", "Median less value, over half the measured range", "", ""),
        word(
            "verdict",
            "Whether the median lies in the range; without a range, whether the value lies in the interval",
        )
        .with_codes("hit; miss; not asked"),
        word("why", "Why it is not asked"),
        word("source", "From what it was measured"),
    ]
}

fn figure_columns() -> Vec<Column> {
    let number = |name, meaning| Column::new(name, meaning, "that of the fact", "");
    vec![
        Column::new("fact", "Key of the fact", "", ""),
        number("low", "Lower end of the measured range"),
        number("high", "Upper end"),
        number("median", "The model's median"),
        number("q10", "10 % quantile over projects or worlds"),
        number("q90", "90 % quantile"),
        Column::new("place", "Where the median is drawn: 0 at the lower end, 1 at the upper", "", ""),
        Column::new("verdict", "Whether the median lies in the range", "", "").with_codes("hit; miss"),
    ]
}

fn rows(held: &[Held]) -> Vec<u8> {
    let mut rows = Rows::default();
    let cell = |x: Option<f64>| x.map_or(Cell::Empty, Cell::Real);
    for one in held {
        let fact = &one.fact;
        let answer = one.answer.as_ref().ok();
        [&fact.id, &fact.kind, &fact.name, &fact.definition].iter().for_each(|word| rows.text(word));
        [fact.value, fact.range.map(|r| r.0), fact.range.map(|r| r.1)]
            .iter()
            .for_each(|x| rows.cell(cell(*x)));
        rows.text(&fact.range_kind);
        rows.cell(answer.map_or(Cell::Empty, |a| Cell::Count(a.n as i64)));
        let numbers = [
            answer.map(|a| a.median),
            answer.map(|a| a.spread.0),
            answer.map(|a| a.spread.1),
            answer.map(|a| a.interval.0),
            answer.map(|a| a.interval.1),
            one.distance(),
        ];
        numbers.iter().for_each(|x| rows.cell(cell(*x)));
        rows.text(one.verdict());
        rows.text(one.answer.as_ref().err().copied().unwrap_or_default());
        rows.text(&fact.source);
        rows.end();
    }
    rows.into_bytes()
}

/// A number in a table for reading.
fn short(x: f64) -> String {
    if x.abs() >= 100.0 { format!("{x:.0}") } else { format!("{x:.3}") }
}

fn markdown(held: &[Held], scenario: &Scenario) -> String {
    let [hits, misses, not] = super::counts(held);
    let mut text = format!(
        "# Validation of {}\n\n{hits} hits, {misses} misses, {not} of {} facts not asked. A miss is a miss: nothing is fitted to this table.\n\n\
         | fact | measured | model: median (10–90 %) | over replicates | n | distance | verdict |\n|---|---|---|---|---|---|---|\n",
        scenario.name,
        held.len()
    );
    for one in held {
        let Ok(answer) = &one.answer else { continue };
        let measured = match (one.fact.value, one.fact.range) {
            (Some(value), Some((low, high))) => {
                format!("{} ({} to {})", short(value), short(low), short(high))
            }
            (Some(value), None) => short(value),
            _ => String::new(),
        };
        text.push_str(&format!(
            "| {} | {measured} | {} ({} to {}) | {} to {} | {} | {} | {} |\n",
            one.fact.name,
            short(answer.median),
            short(answer.spread.0),
            short(answer.spread.1),
            short(answer.interval.0),
            short(answer.interval.1),
            answer.n,
            one.distance().map_or(String::new(), |d| format!("{d:.2}")),
            if one.hit() == Some(true) { "hit" } else { "**miss**" },
        ));
    }
    text.push_str("\n## Not asked\n\n| fact | why |\n|---|---|\n");
    for one in held {
        if let Err(why) = one.answer {
            text.push_str(&format!("| {} | {why} |\n", one.fact.name));
        }
    }
    text
}
