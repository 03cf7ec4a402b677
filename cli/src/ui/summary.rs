//! What a run found, for machines: one JSON object, each measure of the world at start and end.

use analysis::bands::{Bands, Quantity};
use analysis::stats::Spread;
use analysis::table::WORLD;
use experiments::results::Outcome;
use serde_json::{Map, Value as Json, json};
use std::path::Path;

/// The summary of one run.
#[must_use]
pub fn json(name: &str, folder: &Path, outcome: &Outcome) -> Json {
    let manifest = &outcome.manifest;
    let said = |keys: &[&str]| {
        keys.iter().map(|key| ((*key).to_string(), manifest[*key].clone())).collect::<Map<_, _>>()
    };
    let files = manifest["files"].as_array().into_iter().flatten();
    let files: Vec<Json> = files.map(|file| file["name"].clone()).collect();
    let mut all = Map::new();
    all.insert("name".into(), json!(name));
    all.insert("folder".into(), json!(folder.display().to_string()));
    all.extend(said(&["status", "people", "months", "replicates", "replicates_done", "seed", "threads"]));
    all.extend(said(&["leading_eigenvalue", "timings", "person_months_per_second", "bytes_per_person"]));
    all.insert("measures".into(), measures(outcome));
    all.insert("files".into(), json!(files));
    Json::Object(all)
}

/// Each measure that was observed: its spread over replicates in the first month and in the last.
fn measures(outcome: &Outcome) -> Json {
    let mut all = Map::new();
    for name in outcome.series.measures() {
        let Some(bands) = Bands::of(&outcome.series, WORLD, &Quantity::Column(name)) else { continue };
        if let (Some(start), Some(end)) = (bands.spreads.first(), bands.spreads.last()) {
            all.insert(name.clone(), json!({ "start": spread(start), "end": spread(end) }));
        }
    }
    Json::Object(all)
}

fn spread(spread: &Spread) -> Json {
    json!({
        "mean": spread.mean, "sd": spread.sd,
        "q05": spread.q05, "q25": spread.q25, "q50": spread.q50, "q75": spread.q75, "q95": spread.q95,
    })
}
