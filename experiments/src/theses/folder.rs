//! The folder that a test of theses leaves.

use super::catalogue::{Direction, Shape, Thesis};
use super::course::{Plan, Tested};
use super::verdict::Verdict;
use crate::Failure;
use crate::results::folder::Folder;
use crate::results::sheets::Sheets;
use crate::results::tables::{Column, Rows};
use crate::runs::ledger;
use analysis::figures::study::StudyFigure;
use analysis::figures::theses::{Bound, Row, Standing};
use serde_json::{Value as Json, json};
use sim_core::observables::Cell;
use std::fmt::Write as _;

/// Writes tables, the figure and the manifest; the ledger stands there already.
///
/// # Errors
/// The figure cannot be drawn, or a file cannot be written.
pub fn write(plan: &Plan, tested: &[Tested], folder: &Folder, command: &str) -> Result<Json, Failure> {
    let mut sheets = Sheets::new(folder);
    let form = plan.form();
    sheets.kept(ledger::PLAN, None)?;
    sheets.kept(form.file, Some(form.columns()))?;
    sheets.table("theses.csv", table(plan, tested))?;
    sheets.text("theses.md", &markdown(plan, tested))?;
    let rows: Vec<Row> = tested.iter().filter_map(row).collect();
    if !rows.is_empty() {
        sheets.study(&StudyFigure::Theses { rows }, figure_columns())?;
    }
    let world = plan.any_params().map(|params| &params.world);
    let count = |verdict: Verdict| tested.iter().filter(|one| one.found.verdict == verdict).count();
    let more = json!({
        "people": world.map(|world| world.people),
        "seed": world.map(|world| world.seed),
        "pairs": plan.pairs,
        "draws": plan.draws,
        "tests": tested.len(),
        "supported": count(Verdict::Supported),
        "refuted": count(Verdict::Refuted),
        "undecided": count(Verdict::Undecided),
        "by_construction": count(Verdict::ByConstruction),
        "no_answer": count(Verdict::NoAnswer),
        "theses": plan.theses.iter().map(|(thesis, _)| json!({
            "id": thesis.id, "claim": thesis.claim, "verdict": summary(thesis, tested),
        })).collect::<Vec<_>>(),
    });
    sheets.finish("theses", command, more)
}

/// What the tests of a claim say together.
#[must_use]
pub fn summary(thesis: &Thesis, tested: &[Tested]) -> String {
    let own = |one: &&Tested| thesis.tests.iter().any(|test| test.id == one.test.id);
    let verdicts: Vec<Verdict> = tested.iter().filter(own).map(|one| one.found.verdict).collect();
    match verdicts.as_slice() {
        [] => "not tested".to_owned(),
        [first, rest @ ..] if rest.iter().all(|other| other == first) => first.to_string(),
        all => {
            let kinds = [
                Verdict::Supported,
                Verdict::Refuted,
                Verdict::Undecided,
                Verdict::ByConstruction,
                Verdict::NoAnswer,
            ];
            let count = |kind: &Verdict| all.iter().filter(|one| *one == kind).count();
            let words: Vec<String> = kinds
                .iter()
                .filter(|kind| count(kind) > 0)
                .map(|kind| format!("{} {kind}", count(kind)))
                .collect();
            format!("in part: {}", words.join(", "))
        }
    }
}

fn table(plan: &Plan, tested: &[Tested]) -> (Vec<Column>, Vec<u8>) {
    let unit = "that of the effect";
    let word = |name: &str, meaning: &str| Column::new(name, meaning, "", "");
    let number = |name: &str, meaning: &str| Column::new(name, meaning, unit, "");
    let columns = vec![
        word("thesis", "The claim"),
        word("claim", "In words"),
        word("test", "The test"),
        word("says", "What is claimed of its outcome"),
        word("outcome", "What is looked at"),
        word("per", "What that is divided by, in the same world").with_codes("empty: nothing"),
        word("form", "How outcomes of the arms are put together")
            .with_codes("level: their weighted sum; log: that of their logarithms"),
        word("direction", "What is claimed of the effect")
            .with_codes("up; down; none: between minus least and least; not down: above minus least"),
        number("least", "Least effect that counts"),
        Column::new("months", "Months of each world", "months", "1.."),
        number("effect", "Mean over pairs"),
        number("low", "Lower end of its 95 % interval (Student's)"),
        number("high", "Upper end"),
        Column::new("pairs", "Pairs that it rests on", "", "0.."),
        word("verdict", "What the interval says").with_codes(
            "supported: all of it is as claimed; refuted: none of it is; undecided; by construction: as claimed, but the rules leave no other outcome; no answer: too few worlds have the outcome",
        ),
        Column::new("holds", "Share of draws over what is plausible in which the effect is as claimed", "share", "0..1"),
        Column::new("holds_low", "Lower end of its 95 % interval (Wilson's)", "share", "0..1"),
        Column::new("holds_high", "Upper end", "share", "0..1"),
        Column::new("draws", "Draws that have an effect", "", "0.."),
        word("open", "What of the claim is not assumed in the rules, or leans towards it"),
    ];
    let real = |x: Option<f64>| x.filter(|x| x.is_finite()).map_or(Cell::Empty, Cell::Real);
    let mut rows = Rows::default();
    for (thesis, prepared) in &plan.theses {
        for one in tested.iter().filter(|one| prepared.iter().any(|own| own.test.id == one.test.id)) {
            let (test, found) = (&one.test, &one.found);
            let per = test.per.map_or(String::new(), |per| per.name());
            let form = if test.shape == Shape::Log { "log" } else { "level" };
            let words: [&str; 8] = [
                &thesis.id,
                &thesis.claim,
                &test.id,
                &test.says,
                &test.outcome.name(),
                &per,
                form,
                &test.direction.to_string(),
            ];
            words.iter().for_each(|word| rows.text(word));
            rows.cell(Cell::Real(test.least));
            rows.integer(test.months);
            let effect = found.effect.as_ref();
            rows.cell(real(effect.map(|one| one.value)));
            rows.cell(real(effect.map(|one| one.low)));
            rows.cell(real(effect.map(|one| one.high)));
            rows.integer(found.pairs);
            rows.text(&found.verdict.to_string());
            let plausible = found.plausible();
            rows.cell(real(plausible.map(|(share, _)| share)));
            rows.cell(real(plausible.map(|(_, ends)| ends.0)));
            rows.cell(real(plausible.map(|(_, ends)| ends.1)));
            rows.integer(found.holds.1);
            rows.text(&test.open);
            rows.end();
        }
    }
    (columns, rows.into_bytes())
}

/// A number in three digits.
fn short(x: f64) -> String {
    let decimals = match x.abs() {
        size if size >= 100.0 || size == 0.0 => 0,
        size if size >= 1.0 => 2,
        size if size >= 0.01 => 3,
        _ => 4,
    };
    format!("{x:.decimals$}")
}

/// The table for reading. A String takes all that is written to it.
fn markdown(plan: &Plan, tested: &[Tested]) -> String {
    let mut text = String::new();
    for (thesis, prepared) in &plan.theses {
        let _ = writeln!(text, "### {}: {}\n\n**{}**", thesis.id, thesis.claim, summary(thesis, tested));
        if let Some(why) = &thesis.not_tested {
            let _ = writeln!(text, "\n{why}.\n");
            continue;
        }
        text.push_str("\n| test | outcome | claimed | effect (95 %) | n | verdict | holds in | not assumed |\n|---|---|---|---|---|---|---|---|\n");
        for one in tested.iter().filter(|one| prepared.iter().any(|own| own.test.id == one.test.id)) {
            let (test, found) = (&one.test, &one.found);
            let per = test.per.map_or(String::new(), |per| format!(" / `{}`", per.name()));
            let form = if test.shape == Shape::Log { "log of " } else { "" };
            let than = if test.than == 0.0 { String::new() } else { format!(" less {}", test.than) };
            let claimed = match test.direction {
                Direction::Up => format!("> {}", test.least),
                Direction::Down => format!("< −{}", test.least),
                Direction::None => format!("within ±{}", test.least),
                Direction::NotDown => format!("> −{}", test.least),
            };
            let effect = found.effect.as_ref().map_or("–".to_owned(), |one| {
                format!("{} ({} to {})", short(one.value), short(one.low), short(one.high))
            });
            let holds = found.plausible().map_or("–".to_owned(), |(share, (low, high))| {
                format!(
                    "{:.0} % ({:.0}–{:.0}) of {}",
                    100.0 * share,
                    100.0 * low,
                    100.0 * high,
                    found.holds.1
                )
            });
            let _ = writeln!(
                text,
                "| {} | {form}`{}`{per}{than} | {claimed} | {effect} | {} | {} | {holds} | {} |",
                test.says,
                test.outcome.name(),
                found.pairs,
                found.verdict,
                test.open
            );
        }
        text.push('\n');
    }
    text
}

fn row(one: &Tested) -> Option<Row> {
    let (test, found) = (&one.test, &one.found);
    let effect = found.effect.as_ref()?;
    let sign = if test.direction == Direction::Down { -1.0 } else { 1.0 };
    let ends = [sign * effect.low, sign * effect.high];
    Some(Row {
        test: test.id.clone(),
        says: test.says.clone(),
        effect: sign * effect.value,
        interval: (ends[0].min(ends[1]), ends[0].max(ends[1])),
        least: test.least,
        bound: match test.direction {
            Direction::Up | Direction::Down => Bound::Above,
            Direction::None => Bound::Within,
            Direction::NotDown => Bound::NotBelow,
        },
        standing: match found.verdict {
            Verdict::Supported => Standing::Supported,
            Verdict::Refuted => Standing::Refuted,
            Verdict::ByConstruction => Standing::ByConstruction,
            Verdict::Undecided | Verdict::NoAnswer => Standing::Undecided,
        },
        plausible: found.plausible().map(|(share, _)| share),
    })
}

fn figure_columns() -> Vec<Column> {
    let unit = "that of the effect";
    vec![
        Column::new("test", "The test", "", ""),
        Column::new("effect", "Mean effect over pairs, positive where it is as claimed", unit, ""),
        Column::new("low", "Lower end of its 95 % interval", unit, ""),
        Column::new("high", "Upper end", unit, ""),
        Column::new("least", "Least effect that counts", unit, "0.."),
        Column::new("claimed", "Where the claim has the effect", "", "")
            .with_codes("above: above the least; within: between minus the least and the least; not below: above minus the least"),
        Column::new("verdict", "What the interval says", "", "").with_codes("supported; refuted; undecided; by construction"),
        Column::new("holds", "Share of plausible draws in which the effect is as claimed", "share", "0..1"),
    ]
}
