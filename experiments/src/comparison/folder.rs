//! The folder that a comparison leaves: tables, figures, sentences, dictionary, manifest.

use super::request::{Plan, Request};
use super::run::Run;
use crate::results::drawing::{Format, Page};
use crate::results::file::{FileRecord, write_whole};
use crate::results::folder::Folder;
use crate::results::manifest;
use crate::results::tables::{Column, dictionary};
use crate::{Failure, Workers};
use analysis::comparison::sheet::{Field, Sheet};
use analysis::comparison::{self, Arm, Comparison, Findings, Pairing, Words, statements};
use analysis::figures::{Print, compare as figures};
use rayon::prelude::*;
use serde_json::{Value as Json, json};
use sim_core::observables::MEASURES;
use std::time::Instant;

/// What a comparison left.
pub struct Outcome {
    /// What was compared.
    pub comparison: Comparison,
    /// What was found.
    pub findings: Findings,
    /// What the manifest says.
    pub manifest: Json,
    /// Figures, by name.
    pub figures: Vec<&'static str>,
}

/// Compares runs and writes what differs into a folder.
///
/// # Errors
/// A table is missing or altered, or a file cannot be written.
#[allow(clippy::too_many_arguments)] // Each is a thing of its own, and there is one caller.
pub fn compare(
    runs: &[Run],
    names: &[String],
    request: &Request,
    plan: Plan,
    folder: &Folder,
    command: &str,
    draws: bool,
    workers: &Workers,
) -> Result<Outcome, Failure> {
    let begin = Instant::now();
    let comparison = read(runs, names, request, &plan)?;
    folder.clear()?;
    let findings = comparison::compare(&comparison);
    let mut files = Vec::new();
    let path = folder.path();
    for sheet in &findings.sheets {
        files.push(write_whole(path, sheet.file, &sheet.csv())?);
    }
    let text = statements::markdown(&comparison, &findings.statements);
    files.push(write_whole(path, "statements.md", text.as_bytes())?);
    files.push(write_whole(path, "claims.toml", statements::claims(&findings.statements).as_bytes())?);
    let drawn = if draws { draw(&comparison, &findings, folder, workers)? } else { Vec::new() };
    let mut described: Vec<dictionary::Described> = findings.sheets.iter().map(described).collect();
    for page in &drawn {
        files.extend(page.write(path)?);
        described.push((page.file("csv"), figures::columns(page.name()).iter().map(column).collect()));
    }
    files.push(write_whole(path, dictionary::FILE, &dictionary::of(described))?);
    let manifest = write_manifest(runs, names, &comparison, &plan, (folder, command, begin), &files)?;
    Ok(Outcome { comparison, findings, manifest, figures: drawn.iter().map(Page::name).collect() })
}

/// Reads the tables of all runs.
pub(super) fn read(
    runs: &[Run],
    names: &[String],
    request: &Request,
    plan: &Plan,
) -> Result<Comparison, Failure> {
    let arm = |((run, name), replicates): ((&Run, &String), &u64)| {
        let wanted: Vec<u64> = (0..*replicates).collect();
        Arm::new(name, &run.series()?, run.moves()?, plan.last, &wanted).map_err(|what| {
            let message = format!("{what}\n  --> {}", run.folder.join("series.csv").display());
            Failure::input(message, "run the scenario again")
        })
    };
    let arms =
        runs.iter().zip(names).zip(&plan.replicates).map(arm).collect::<Result<Vec<Arm>, Failure>>()?;
    let other = runs.iter().zip(&arms).find(|(_, arm)| arm.months != arms[0].months);
    if let Some((run, arm)) = other {
        let message = format!(
            "{} has other months of the world than {}\n  --> {}",
            arm.name,
            arms[0].name,
            run.folder.join("series.csv").display()
        );
        return Err(Failure::input(message, "run both scenarios again with one version"));
    }
    let people = runs[0].facts.people;
    Ok(Comparison {
        arms,
        pairing: plan.pairing,
        horizons: plan.horizons.clone(),
        only: request.measures.clone(),
        words: MEASURES
            .iter()
            .map(|info| Words {
                name: info.name.into(),
                meaning: info.meaning.into(),
                unit: info.unit.into(),
            })
            .collect(),
        people: runs.iter().all(|run| run.facts.people == people).then_some(people),
        notes: plan.notes.clone(),
    })
}

/// Draws all figures, in parallel, since turning a page into pixels takes most of the time.
fn draw(
    comparison: &Comparison,
    findings: &Findings,
    folder: &Folder,
    workers: &Workers,
) -> Result<Vec<Page>, Failure> {
    let names = figures::applicable(comparison, findings);
    let one = |name: &&'static str| {
        let figure = figures::draw(name, comparison, findings, Print::default());
        Page::of(folder.path(), name, figure, &Format::ALL)
    };
    workers.install(|| names.par_iter().map(one).collect())
}

fn column(field: &Field) -> Column {
    Column::new(field.name, field.meaning, field.unit, field.range).with_codes(field.codes)
}

fn described(sheet: &Sheet) -> dictionary::Described {
    (sheet.file.to_owned(), sheet.fields.iter().map(column).collect())
}

fn write_manifest(
    runs: &[Run],
    names: &[String],
    comparison: &Comparison,
    plan: &Plan,
    (folder, command, begin): (&Folder, &str, Instant),
    files: &[FileRecord],
) -> Result<Json, Failure> {
    let run = |(run, name): (&Run, &String)| {
        json!({
            "name": name,
            "scenario": run.facts.name,
            "folder": run.folder.display().to_string(),
            "seed": run.facts.seed,
            "people": run.facts.people,
            "months": run.facts.months,
            "replicates": run.facts.replicates,
            "version": run.facts.version,
            "series_sha256": run.hash_of("series.csv"),
            "transitions_sha256": run.hash_of("transitions.csv"),
        })
    };
    let more = json!({
        "paired": plan.pairing == Pairing::Twins,
        "months": plan.last,
        "horizons": plan.horizons,
        "measures": comparison.only,
        "notes": plan.notes,
        "runs": runs.iter().zip(names).map(run).collect::<Vec<_>>(),
        "seconds": manifest::rounded(begin.elapsed().as_secs_f64()),
    });
    manifest::write_of_verb(folder.path(), ("compare", command), more, files)
}
