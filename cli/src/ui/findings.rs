//! What a run found, in a few lines: paths of modes and regimes, where the economy went, and what to try next.

use super::{count, grouped};
use analysis::bands::{Bands, Quantity};
use analysis::table::{Series, WORLD};
use analysis::terminal::{Unit, chart};
use experiments::results::Outcome;
use scenarios::Scenario;
use std::path::Path;

/// Characters of a path in the chart.
const WIDTH: usize = 40;

const MODES: [&str; 4] = ["mode_communal", "mode_authority", "mode_equality", "mode_market"];
const REGIMES: [&str; 5] =
    ["regime_capital", "regime_crowdsourcing", "regime_sharing", "regime_peer", "regime_adventure"];

/// Column, and what a reader calls it.
const SHARES: [(&str, &str); 4] = [
    ("unemployment", "unemployment"),
    ("time_peer_share", "peer production, hours"),
    ("labour_share", "labour share"),
    ("belief", "belief in peer production"),
];
const LEVELS: [(&str, &str); 3] =
    [("knowledge_open", "open knowledge"), ("wage", "wage"), ("price", "price")];

/// The whole message, to its last line break.
#[must_use]
pub fn text(scenario: &Scenario, folder: &Path, outcome: &Outcome) -> String {
    let series = &outcome.series;
    let world = &scenario.params.world;
    let seconds = outcome.manifest["timings"]["total"].as_f64().unwrap_or(0.0);
    let mut text = format!(
        "\n{}: {}\n{}, {} people, {}; {seconds:.1} s. Start → end, median over replicates:\n\n",
        scenario.name,
        scenario.title,
        count(world.replicates, "replicate"),
        grouped(world.people),
        count(world.months, "month"),
    );
    text.push_str(&paths(series));
    text.push_str(&whereabouts(folder, outcome));
    text.push_str(&next(scenario, folder));
    text
}

/// The chart: a line for each mode, each regime, and what else was observed.
fn paths(series: &Series) -> String {
    let mut shares = Vec::new();
    for (kind, columns) in [("mode", &MODES[..]), ("regime", &REGIMES[..])] {
        // A regime that is closed is no part of the whole.
        let observed = |column: &&str| !medians(series, &Quantity::Column(column)).is_empty();
        let columns: Vec<&str> = columns.iter().copied().filter(observed).collect();
        for column in columns.iter().copied() {
            let name = column.rsplit('_').next().unwrap_or(column);
            shares.push((format!("{kind} {name}"), medians(series, &Quantity::Share(column, &columns))));
        }
    }
    shares.extend(SHARES.map(|(column, name)| (name.into(), medians(series, &Quantity::Column(column)))));
    let levels = LEVELS.map(|(column, name)| (name.into(), medians(series, &Quantity::Column(column))));
    drawn(&shares, Unit::Share) + &drawn(&levels, Unit::Plain)
}

fn medians(series: &Series, quantity: &Quantity) -> Vec<f64> {
    Bands::of(series, WORLD, quantity).map(|bands| bands.medians()).unwrap_or_default()
}

/// Paths that were observed, their names in one width for both units.
fn drawn(paths: &[(String, Vec<f64>)], unit: Unit) -> String {
    let width = SHARES.iter().map(|(_, name)| name.len()).max().unwrap_or(0);
    let observed = paths.iter().filter(|(_, values)| !values.is_empty());
    let named: Vec<(String, &[f64])> =
        observed.map(|(name, values)| (format!("  {name:width$}"), values.as_slice())).collect();
    let named: Vec<(&str, &[f64])> = named.iter().map(|(name, values)| (name.as_str(), *values)).collect();
    chart(&named, unit, WIDTH)
}

/// Where tables and charts are.
fn whereabouts(folder: &Path, outcome: &Outcome) -> String {
    let tables = format!(
        "\n  tables  {} (series.csv, summary.csv; dictionary.csv says what each column is)\n",
        folder.display()
    );
    let svg = |path: &&std::path::PathBuf| path.extension().is_some_and(|end| end == "svg");
    let names: Vec<_> =
        outcome.figures.iter().filter(svg).filter_map(|path| path.file_stem()?.to_str()).collect();
    if names.is_empty() {
        return tables;
    }
    tables + &format!("  charts  {} ({})\n", folder.join("figures").display(), names.join(", "))
}

/// What to try next: read the scenario, take a mechanism out of it, look at another one.
fn next(scenario: &Scenario, folder: &Path) -> String {
    let file = folder.join("scenario.toml").display().to_string();
    let in_library = |name: &str| scenarios::library().iter().any(|entry| entry.name == name);
    let this = if in_library(&scenario.name) { scenario.name.clone() } else { file };
    let folder = folder.display();
    let change = if scenario.params.mechanisms.imaginary {
        format!("--set mechanisms.imaginary=false --out {folder}-without-belief")
    } else {
        format!("--seed 2 --out {folder}-seed-2")
    };
    let other = if scenario.name == "emergence" { "dotcom-bust" } else { "emergence" };
    format!(
        "  next    fourfold show {this}\n          fourfold run {this} {change}\n          fourfold run {other}\n"
    )
}
