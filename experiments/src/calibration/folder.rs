//! The folder that a calibration leaves.

use super::course::{Outcome, Wave};
use super::{Plan, scenario};
use crate::Failure;
use crate::results::folder::Folder;
use crate::results::sheets::Sheets;
use crate::results::tables::{Column, Rows};
use crate::runs::{Run, ledger};
use analysis::calibration::matching::{CUTOFF, search};
use analysis::calibration::posterior::Posterior;
use analysis::figures::calibration::{self as figures, FactRow, ParameterRow, Profile};
use analysis::stats::quantile;
use serde_json::{Value as Json, json};
use sim_core::observables::Cell;
use sim_core::params::Value;

/// Panels of the figure of implausibility, and stretches of each.
const PANELS: usize = 8;
const STRETCHES: usize = 12;
/// Points by which implausibility is looked at.
const LOOKED: usize = 3000;

/// What is plausible of a coordinate.
pub(super) struct Row {
    pub key: String,
    pub name: String,
    pub coordinate: usize,
    /// 5, 25, 50, 75 and 95 % quantiles, as places and as values.
    pub places: [f64; 5],
    pub at: [f64; 5],
    pub declared: (f64, f64),
    /// Length of the 90 % interval over that of the prior.
    pub share: f64,
    /// Whether facts tell something of it.
    pub is_told: bool,
    pub r_hat: Option<f64>,
}

/// All coordinates, in the order of the space.
pub(super) fn rows(plan: &Plan, posterior: &Posterior) -> Vec<Row> {
    let mut all = Vec::new();
    let mut coordinate = 0;
    for span in plan.space.spans() {
        let key = &span.row.key;
        let centre = plan.scenario.params.get(key).unwrap_or_else(|| span.row.default.clone());
        let names = span.coordinates();
        for (k, name) in names.iter().enumerate() {
            let places = posterior.quantiles(coordinate, [0.05, 0.25, 0.5, 0.75, 0.95]);
            let at = places.map(|place| {
                let mut u = vec![0.5; names.len()];
                u[k] = place;
                match span.at(&u, &centre) {
                    Value::Number(x) => x,
                    Value::Integer(n) => n as f64,
                    Value::Numbers(row) => row[k],
                    _ => f64::NAN,
                }
            });
            let input = posterior.inputs.iter().position(|input| *input == coordinate);
            all.push(Row {
                key: key.clone(),
                name: name.clone(),
                coordinate,
                places,
                at,
                declared: span.range,
                share: posterior.length(coordinate),
                is_told: posterior.tells(coordinate),
                r_hat: input.map(|input| posterior.r_hat[input]),
            });
            coordinate += 1;
        }
    }
    all
}

/// Writes tables, figures, the scenario and the manifest; the ledger stands there already.
///
/// # Errors
/// A figure cannot be drawn, or a file cannot be written.
pub fn write(plan: &Plan, outcome: &Outcome, folder: &Folder, command: &str) -> Result<Json, Failure> {
    let mut sheets = Sheets::new(folder);
    let form = plan.form();
    sheets.kept(ledger::PLAN, None)?;
    sheets.kept(form.file, Some(form.columns()))?;
    sheets.table("waves.csv", waves(&outcome.waves))?;
    sheets.table("emulators.csv", emulators(plan, &outcome.waves))?;
    let facts = fact_rows(plan, outcome);
    sheets.table("predictive.csv", predictive(&facts, outcome))?;
    let title = &plan.scenario.title;
    let figure = |sheets: &mut Sheets, name: &str, drawn| sheets.figure(name, drawn, figure_columns(name));
    if let Some(posterior) = &outcome.posterior {
        let all = rows(plan, posterior);
        sheets.table("posterior.csv", posterior_table(&all, outcome))?;
        sheets.table("draws.csv", draws(plan, posterior))?;
        sheets.text(scenario::FILE, &scenario::text(plan, &outcome.middle, posterior))?;
        let mut told: Vec<&Row> = all.iter().filter(|row| row.is_told).collect();
        told.sort_by(|a, b| a.share.total_cmp(&b.share));
        if !told.is_empty() {
            let shown: Vec<ParameterRow> =
                told.iter().take(30).map(|row| parameter_row(plan, row, outcome)).collect();
            figure(&mut sheets, "posterior", figures::draw_posterior(&shown, title))?;
            let profiles = profiles(plan, &outcome.waves, &told);
            let drawn = figures::draw_implausibility(&profiles, CUTOFF, title);
            figure(&mut sheets, "implausibility", drawn)?;
        }
    }
    figure(&mut sheets, "predictive", figures::draw_predictive(&facts, title))?;
    sheets.finish("calibrate", command, told(plan, outcome))
}

/// What the manifest says of it.
fn told(plan: &Plan, outcome: &Outcome) -> Json {
    let world = &plan.scenario.params.world;
    let told = outcome.posterior.as_ref().map_or(Vec::new(), |posterior| rows(plan, posterior));
    json!({
        "name": plan.scenario.name,
        "people": world.people,
        "months": world.months,
        "replicates": world.replicates,
        "seed": world.seed,
        "parameters": plan.space.spans().len(),
        "facts": plan.fitted.len(),
        "waves": outcome.waves.len(),
        "runs": plan.runs,
        "share_left": outcome.waves.last().map(|wave| wave.left.found as f64 / wave.left.tried.max(1) as f64),
        "acceptance": outcome.posterior.as_ref().map(|posterior| posterior.acceptance),
        "told": told.iter().filter(|row| row.is_told).map(|row| row.name.as_str()).collect::<Vec<_>>(),
        "out_of_reach": outcome.out_of_reach.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(),
    })
}

fn number(name: &str, meaning: &str, unit: &str) -> Column {
    Column::new(name, meaning, unit, "")
}

fn waves(waves: &[Wave]) -> (Vec<Column>, Vec<u8>) {
    let columns = vec![
        number("wave", "Its number", ""),
        number("worlds", "Worlds that were run in it", "worlds"),
        number("failed", "Of these: came to no end", "worlds"),
        number(
            "trained",
            "Worlds that its emulators go through, with those of earlier waves that lie in what was left",
            "worlds",
        ),
        number("tried", "Points spread evenly over the whole space", "points"),
        number("found", "Of these: ruled out neither by it nor by the waves before", "points"),
        number("share_left", "found over tried", "share"),
        number("points", "Points that were found by looking on from these", "points"),
    ];
    let mut rows = Rows::default();
    for wave in waves {
        let left = &wave.left;
        let counts = [wave.number, wave.worlds.0, wave.worlds.1, wave.trained, left.tried, left.found];
        counts.iter().for_each(|n| rows.integer(n));
        rows.cell(Cell::Real(left.found as f64 / left.tried.max(1) as f64));
        rows.integer(left.points.len());
        rows.end();
    }
    (columns, rows.into_bytes())
}

fn emulators(plan: &Plan, waves: &[Wave]) -> (Vec<Column>, Vec<u8>) {
    let columns = vec![
        number("wave", "The wave", ""),
        number("fact", "The fact", ""),
        number(
            "explained",
            "Share of the variance over runs that is predicted, each run left out once",
            "share",
        ),
        number(
            "covered",
            "Share of runs in the 95 % interval of their prediction, each left out once",
            "share",
        ),
        number("noise", "Standard deviation of one world in the middle of the space", "that of the fact"),
        number("inputs", "Coordinates that move it", "").with_codes("names, a space between"),
    ];
    let names = plan.space.names();
    let centre = vec![0.5; names.len()];
    let mut rows = Rows::default();
    for wave in waves {
        for (target, emulator) in wave.matched.targets().iter().zip(wave.matched.emulators()) {
            rows.integer(wave.number);
            rows.text(&target.name);
            rows.cell(Cell::Real(emulator.quality().explained));
            rows.cell(Cell::Real(emulator.quality().covered));
            rows.cell(Cell::Real(emulator.noise(&centre).sqrt()));
            let inputs: Vec<&str> = emulator.inputs().iter().map(|k| names[*k].as_str()).collect();
            rows.text(&inputs.join(" "));
            rows.end();
        }
    }
    (columns, rows.into_bytes())
}

fn spread(runs: &[Run], fact: usize) -> Option<[f64; 3]> {
    let mut values: Vec<f64> = runs.iter().filter_map(|run| run.outputs[fact]).collect();
    values.sort_unstable_by(f64::total_cmp);
    (!values.is_empty()).then(|| [0.05, 0.5, 0.95].map(|at| quantile(&values, at)))
}

fn fact_rows(plan: &Plan, outcome: &Outcome) -> Vec<FactRow> {
    let is_out = |name: &str| outcome.out_of_reach.iter().any(|(out, _)| out == name);
    let is_known = |name: &str| {
        outcome.waves.last().is_some_and(|wave| wave.matched.targets().iter().any(|t| t.name == name))
    };
    let row = |(k, one): (usize, &super::Fitted)| FactRow {
        fact: one.fact.id.clone(),
        name: one.fact.name.clone(),
        fact_value: (one.target.value, one.target.sd),
        before: spread(&outcome.prior, k),
        after: spread(&outcome.predicted.draws, k),
        is_fitted: !is_out(&one.fact.id) && is_known(&one.fact.id),
    };
    plan.fitted.iter().enumerate().map(row).collect()
}

fn predictive(facts: &[FactRow], outcome: &Outcome) -> (Vec<Column>, Vec<u8>) {
    let unit = "that of the fact";
    let mut columns = vec![
        number("fact", "The fact", ""),
        number("name", "What it is", ""),
        number("value", "What was measured", unit),
        number("sd", "Its standard deviation", unit),
    ];
    let groups = [
        ("before", "worlds of the first wave, over all that was thought possible"),
        ("after", "worlds at draws from what is plausible"),
        ("middle", "worlds of the scenario that is written"),
    ];
    for (name, of) in groups {
        for (q, words) in [("q05", "5 % quantile"), ("q50", "Median"), ("q95", "95 % quantile")] {
            columns.push(number(&format!("{name}_{q}"), &format!("{words} over {of}"), unit));
        }
    }
    columns.push(number(
        "distance",
        "Median of `middle` less the fact, in standard deviations of the fact",
        "",
    ));
    columns.push(number("verdict", "Whether that is at most 2", "").with_codes("hit; miss; not asked"));
    columns.push(
        number("fitted", "Whether it was fitted", "")
            .with_codes("yes; out of reach: no setting comes near it; no answer: too few worlds have one"),
    );
    let mut rows = Rows::default();
    for (k, fact) in facts.iter().enumerate() {
        rows.text(&fact.fact);
        rows.text(&fact.name);
        let (value, sd) = fact.fact_value;
        [value, sd].iter().for_each(|x| rows.cell(Cell::Real(*x)));
        let middle = spread(&outcome.predicted.middle, k);
        for group in [fact.before, fact.after, middle] {
            for at in 0..3 {
                rows.cell(group.map_or(Cell::Empty, |q| Cell::Real(q[at])));
            }
        }
        let distance = middle.map(|q| (q[1] - value) / sd);
        rows.cell(distance.map_or(Cell::Empty, Cell::Real));
        rows.text(distance.map_or("not asked", |d| if d.abs() <= 2.0 { "hit" } else { "miss" }));
        let is_out = outcome.out_of_reach.iter().any(|(name, _)| *name == fact.fact);
        rows.text(if fact.is_fitted {
            "yes"
        } else if is_out {
            "out of reach"
        } else {
            "no answer"
        });
        rows.end();
    }
    (columns, rows.into_bytes())
}

fn posterior_table(all: &[Row], outcome: &Outcome) -> (Vec<Column>, Vec<u8>) {
    let unit = "that of the parameter";
    let mut columns = vec![
        number("parameter", "Its key; of a row of shares with the name of the share", ""),
        number("declared_low", "Lower end of what was thought possible", unit),
        number("declared_high", "Upper end", unit),
    ];
    for (q, words) in [
        ("q05", "5 % quantile"),
        ("q25", "25 % quantile"),
        ("q50", "Median"),
        ("q75", "75 % quantile"),
        ("q95", "95 % quantile"),
    ] {
        columns.push(number(
            q,
            &format!("{words} of what is plausible; of a share, all others being those of the scenario"),
            unit,
        ));
    }
    columns.push(number(
        "length",
        "Length of the 90 % interval over that of what was thought possible; 1: facts tell nothing",
        "share",
    ));
    columns.push(
        number("told", "Whether facts tell something of it: length below 0.9, and an emulator uses it", "")
            .with_codes("yes; no: it is as uncertain as before"),
    );
    columns.push(number("r_hat", "Potential scale reduction of the chains; near 1 where they agree", ""));
    columns.push(number("value", "The value that is written", unit).with_codes("empty: it stays as it was"));
    let mut rows = Rows::default();
    for row in all {
        rows.text(&row.name);
        [row.declared.0, row.declared.1]
            .iter()
            .chain(&row.at)
            .chain([&row.share])
            .for_each(|x| rows.cell(Cell::Real(*x)));
        rows.text(if row.is_told { "yes" } else { "no" });
        rows.cell(row.r_hat.filter(|r| r.is_finite()).map_or(Cell::Empty, Cell::Real));
        match chosen(outcome, row) {
            Some(x) => rows.cell(Cell::Real(x)),
            None => rows.cell(Cell::Empty),
        }
        rows.end();
    }
    (columns, rows.into_bytes())
}

/// The value of a coordinate in the scenario that is written.
fn chosen(outcome: &Outcome, row: &Row) -> Option<f64> {
    let (_, value) = outcome.middle.iter().find(|(key, _)| *key == row.key)?;
    match value {
        Value::Number(x) => Some(*x),
        Value::Integer(n) => Some(*n as f64),
        Value::Numbers(shares) => {
            let words = ["communal", "authority", "equality", "market"];
            let name = row.name.rsplit('.').next()?;
            let regimes = ["capital", "crowdsourcing", "sharing", "peer"];
            let factions = ["deny", "repress", "harness", "reform"];
            let at =
                [words, regimes, factions].iter().find_map(|names| names.iter().position(|w| *w == name));
            shares.get(at?).copied()
        }
        _ => None,
    }
}

fn draws(plan: &Plan, posterior: &Posterior) -> (Vec<Column>, Vec<u8>) {
    let told: Vec<usize> = posterior.inputs.clone();
    let names = plan.space.names();
    let columns = told.iter().map(|k| {
        number(
            &names[*k],
            "Place between the ends of what was thought possible (logarithms where these are a decade apart)",
            "",
        )
    });
    let mut rows = Rows::default();
    for point in &posterior.draws {
        told.iter().for_each(|k| rows.cell(Cell::Real((point[*k] * 1e6).round() / 1e6)));
        rows.end();
    }
    (columns.collect(), rows.into_bytes())
}

fn parameter_row(plan: &Plan, row: &Row, outcome: &Outcome) -> ParameterRow {
    let place = |value: f64| -> Option<f64> {
        // Places rise with values: by halving.
        let span = plan.space.spans().iter().find(|span| span.row.key == row.key)?;
        let (mut low, mut high) = (0.0, 1.0);
        for _ in 0..40 {
            let middle = 0.5 * (low + high);
            let here = match span.at(&[middle], &span.row.default) {
                Value::Number(x) => x,
                Value::Integer(n) => n as f64,
                _ => return None,
            };
            if here < value { low = middle } else { high = middle }
        }
        Some(high)
    };
    ParameterRow {
        name: row.name.clone(),
        places: row.places,
        values: row.at,
        declared: row.declared,
        chosen: if row.name == row.key { chosen(outcome, row).and_then(place) } else { None },
    }
}

/// Least implausibility along each of the parameters that facts tell most of.
fn profiles(plan: &Plan, waves: &[Wave], told: &[&Row]) -> Vec<Profile> {
    let points = search(&[], plan.space.names().len(), LOOKED, "calibration/profiles").points;
    let worst: Vec<Vec<f64>> = waves
        .iter()
        .map(|wave| {
            points.iter().map(|p| wave.matched.implausibilities(p).into_iter().fold(0.0, f64::max)).collect()
        })
        .collect();
    let profile = |row: &&Row| {
        let of_wave = |worst: &Vec<f64>| {
            let mut least = [f64::INFINITY; STRETCHES];
            for (point, worst) in points.iter().zip(worst) {
                let stretch = ((point[row.coordinate] * STRETCHES as f64) as usize).min(STRETCHES - 1);
                least[stretch] = least[stretch].min(*worst);
            }
            let at = |k: usize| (k as f64 + 0.5) / STRETCHES as f64;
            least.iter().enumerate().filter(|(_, x)| x.is_finite()).map(|(k, x)| (at(k), *x)).collect()
        };
        Profile { name: row.name.clone(), waves: worst.iter().map(of_wave).collect() }
    };
    told.iter().take(PANELS).map(profile).collect()
}

fn figure_columns(figure: &str) -> Vec<Column> {
    let names: &[(&str, &str)] = match figure {
        "posterior" => &[
            ("parameter", "The parameter"),
            ("low", "Lower end of what was thought possible"),
            ("high", "Upper end"),
            ("q05", "5 % quantile of what is plausible"),
            ("q25", "25 % quantile"),
            ("q50", "Median"),
            ("q75", "75 % quantile"),
            ("q95", "95 % quantile"),
            ("place_q05", "Where the 5 % quantile is drawn: 0 at the lower end, 1 at the upper"),
            ("place_q50", "Where the median is drawn"),
            ("place_q95", "Where the 95 % quantile is drawn"),
            ("place_chosen", "Where the value that is written is drawn"),
        ],
        "predictive" => &[
            ("fact", "The fact"),
            ("value", "What was measured"),
            ("sd", "Its standard deviation"),
            ("before_q05", "5 % quantile over worlds of the first wave"),
            ("before_q50", "Median"),
            ("before_q95", "95 % quantile"),
            ("after_q05", "5 % quantile over worlds at draws from what is plausible"),
            ("after_q50", "Median"),
            ("after_q95", "95 % quantile"),
            ("fitted", "Whether it was fitted"),
        ],
        _ => &[
            ("parameter", "The parameter"),
            ("wave", "The wave"),
            ("place", "Place between the ends of what was thought possible"),
            ("least_implausibility", "Least implausibility of points there"),
        ],
    };
    names.iter().map(|(name, meaning)| Column::new(name, meaning, "", "")).collect()
}
