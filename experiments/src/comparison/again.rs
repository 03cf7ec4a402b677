//! A comparison that is there, made anew from the runs it compared, so that its figures can be drawn in other editions.

use super::folder::read;
use super::request::{self, Request};
use super::run::Run;
use crate::Failure;
use crate::results::manifest::MANIFEST;
use crate::results::opened::Opened;
use analysis::comparison::{self, Comparison, Findings, statements};
use serde_json::Value as Json;
use std::path::{Path, PathBuf};

/// What was compared in a folder, and what is found once more.
pub struct Again {
    /// The folder and its manifest.
    pub opened: Opened,
    /// What was compared; of measures, those that figures show.
    pub comparison: Comparison,
    /// What was found of them.
    pub findings: Findings,
}

impl Again {
    /// Reads the runs of a comparison back, each where the manifest says or under `runs/` in the folder, and compares.
    ///
    /// # Errors
    /// A run is not there, or is not the one that was compared.
    pub fn of(opened: Opened) -> Result<Self, Failure> {
        let manifest = &opened.manifest;
        let wrong = |what: &str| {
            let path = opened.folder.join(MANIFEST);
            Failure::input(format!("{what}\n  --> {}", path.display()), "compare again")
        };
        let listed = manifest["runs"].as_array().ok_or_else(|| wrong("`runs` is missing"))?;
        let named = |run: &Json| run["name"].as_str().map(String::from);
        let names: Option<Vec<String>> = listed.iter().map(named).collect();
        let names = names.ok_or_else(|| wrong("a run has no name"))?;
        let runs: Vec<Run> = listed.iter().map(|run| find(run, &opened.folder)).collect::<Result<_, _>>()?;
        let request = Request {
            horizons: list(&manifest["horizons"], Json::as_i64),
            measures: list(&manifest["measures"], |word| word.as_str().map(String::from)),
        };
        let facts: Vec<_> = runs.iter().map(|run| &run.facts).collect();
        let plan = request::plan(&facts, &names, &request)?;
        let mut comparison = read(&runs, &names, &request, &plan)?;
        if comparison.only.is_empty() {
            // No figure shows others, and most of the time goes into bands of two hundred measures.
            comparison.only = statements::HEADLINES.map(|(column, _)| column.to_owned()).into();
        }
        let findings = comparison::compare(&comparison);
        Ok(Self { opened, comparison, findings })
    }
}

fn list<T>(json: &Json, item: impl Fn(&Json) -> Option<T>) -> Vec<T> {
    json.as_array().map_or_else(Vec::new, |items| items.iter().filter_map(item).collect())
}

/// The run that a manifest of a comparison lists, if it is still what it was.
fn find(listed: &Json, folder: &Path) -> Result<Run, Failure> {
    let said = |key: &str| listed[key].as_str().unwrap_or_default();
    let places = [PathBuf::from(said("folder")), folder.join("runs").join(said("name"))];
    let help = "call from the folder in which `compare` was called, or compare again";
    let Some(place) = places.iter().find(|place| place.join(MANIFEST).exists()) else {
        let message =
            format!("`{}`, which was compared in `{}`, is not there", said("folder"), folder.display());
        return Err(Failure::input(message, help));
    };
    let run = Run::open(place)?;
    let is_same = |file: &str, key: &str| run.hash_of(file) == listed[key].as_str();
    if is_same("series.csv", "series_sha256") && is_same("transitions.csv", "transitions_sha256") {
        Ok(run)
    } else {
        let message =
            format!("`{}` is no longer the run that was compared in `{}`", place.display(), folder.display());
        Err(Failure::input(message, "compare again"))
    }
}
