//! `fourfold validate`: facts that were measured in the world, computed from simulated histories as their definitions say.

use crate::ensemble::{self, Ensemble, Recorder, Unwatched};
use crate::results::drawing::{Format, Page};
use crate::results::file::{FileRecord, write_whole};
use crate::results::folder::Folder;
use crate::results::manifest::MANIFEST;
use crate::results::tables::{Column, Rows, dictionary};
use crate::{Failure, Workers, version};
use analysis::contributors::{Gift, Record, log_slope};
use analysis::figures::facts::{self as figure, FactRow};
use analysis::stats::quantile;
use scenarios::Scenario;
use serde_json::{Value as Json, json};
use sim_core::engine::num::{ln, pow};
use sim_core::observables::{Cell, Measures, Observation};
use std::collections::BTreeMap;
use std::convert::Infallible;
use std::sync::Arc;

/// The facts, as they were measured.
const FACTS: &str = include_str!("../data/facts.csv");
/// Contributors that a project must have had: as the sample of the facts.
const LEAST: usize = 60;
/// The table.
pub const TABLE: &str = "validation.csv";

/// A measured fact.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// Its key.
    pub id: String,
    /// What family it is of.
    pub kind: String,
    /// What it is.
    pub name: String,
    /// How it is computed.
    pub definition: String,
    /// What was measured, and between which ends.
    pub value: Option<f64>,
    /// Lower and upper end, where there is a range.
    pub range: Option<(f64, f64)>,
    /// What the ends are.
    pub range_kind: String,
    /// From what it was measured.
    pub source: String,
}

/// What the model says of a fact.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// How many projects, project-years or worlds it rests on.
    pub n: usize,
    /// Median over these, or the one number of all together.
    pub median: f64,
    /// 10 % and 90 % quantiles over them.
    pub spread: (f64, f64),
    /// 5 % and 95 % quantiles over replicates of each one's own median.
    pub interval: (f64, f64),
}

/// A fact and what the model says of it.
#[derive(Clone, Debug)]
pub struct Held {
    /// The fact.
    pub fact: Fact,
    /// The model's answer, or why there is none.
    pub answer: Result<Answer, &'static str>,
}

impl Held {
    /// Whether the model's median lies in the measured range; without one, whether the fact lies in the ensemble's interval. None where
    /// nothing is asked.
    #[must_use]
    pub fn hit(&self) -> Option<bool> {
        let answer = self.answer.as_ref().ok()?;
        match self.fact.range {
            Some((low, high)) => Some((low..=high).contains(&answer.median)),
            None => self.fact.value.map(|value| (answer.interval.0..=answer.interval.1).contains(&value)),
        }
    }

    /// The model's median less the fact, over half the length of the measured range.
    #[must_use]
    pub fn distance(&self) -> Option<f64> {
        let (low, high) = self.fact.range?;
        Some((self.answer.as_ref().ok()?.median - self.fact.value?) / (0.5 * (high - low)))
    }

    /// The verdict in a word.
    #[must_use]
    pub fn verdict(&self) -> &'static str {
        match self.hit() {
            Some(true) => "hit",
            Some(false) => "miss",
            None => "not asked",
        }
    }
}

/// All facts of the table.
///
/// # Panics
/// The embedded table is damaged.
#[must_use]
pub fn facts() -> Vec<Fact> {
    let mut reader = csv::Reader::from_reader(FACTS.as_bytes());
    let fact = |row: csv::StringRecord| {
        let text = |at: usize| row.get(at).unwrap_or_default().to_owned();
        let number = |at: usize| row.get(at).and_then(|cell| cell.parse::<f64>().ok());
        // Where two dates stand in its place, there is no range.
        let is_range = !row.get(7).unwrap_or_default().starts_with("not a range");
        let range = number(5).zip(number(6)).filter(|(low, high)| is_range && low < high);
        Fact {
            id: text(0),
            kind: text(1),
            name: text(2),
            definition: text(3),
            value: number(4),
            range,
            range_kind: text(7),
            source: text(10),
        }
    };
    reader.records().map(|row| fact(row.expect("the embedded facts are a table"))).collect()
}

/// What is kept of one world.
#[derive(Default)]
pub struct History {
    gifts: BTreeMap<(u32, i32), Vec<Gift>>,
    measures: Vec<Measures>,
}

impl Recorder for History {
    fn record(&mut self, seen: Observation) {
        for given in &seen.contributions {
            let person = u64::from(given.person) << 16 | u64::from(given.generation);
            let gift = Gift { month: seen.month, person, units: given.units.into() };
            self.gifts.entry((given.project, given.founded)).or_default().push(gift);
        }
        self.measures.push(seen.world);
    }
}

impl History {
    /// Projects that were founded after burn-in, so that their whole life was seen, and had so many contributors.
    fn records(&self) -> Vec<Record> {
        let end = self.measures.len() as i64 - 1;
        let whole = self.gifts.iter().filter(|((_, founded), _)| *founded > 0);
        whole
            .map(|(_, gifts)| Record::new(gifts.clone(), end))
            .filter(|record| record.people() >= LEAST)
            .collect()
    }
}

/// Lives an ensemble of the scenario and holds it against all facts.
///
/// # Errors
/// A world broke.
pub fn run(scenario: &Scenario, workers: &Workers) -> Result<Vec<Held>, Failure> {
    let mut params = scenario.params.clone();
    params.output.contributions = true;
    params.projects.sampled = 10_000;
    let replicates = params.world.replicates;
    let params = Arc::new(params);
    let ensemble = Ensemble { params: Arc::clone(&params), replicates, workers, watcher: &Unwatched };
    let mut worlds: Vec<World> = Vec::new();
    let taken = ensemble::run(
        &ensemble,
        |_| History::default(),
        |_, history: History| {
            worlds.push(World::of(&history));
            Ok::<(), Infallible>(())
        },
    );
    let Ok(course) = taken;
    match course.end {
        ensemble::End::Complete | ensemble::End::Interrupted => {}
        ensemble::End::Panicked { replicate, message } => {
            return Err(Failure::Panicked { replicate, message });
        }
        ensemble::End::Broken(broken) => {
            return Err(Failure::Broken {
                broken,
                seed: params.world.seed,
                scenario: scenario.name.clone().into(),
            });
        }
    }
    Ok(facts().into_iter().map(|fact| Held { answer: answer(&fact, &worlds), fact }).collect())
}

/// One world's records and moments.
struct World {
    records: Vec<Record>,
    moments: Vec<(&'static str, f64)>,
}

impl World {
    fn of(history: &History) -> Self {
        Self { records: history.records(), moments: moments(&history.measures) }
    }
}

/// Moments of the economy, by the fact they answer.
fn moments(measures: &[Measures]) -> Vec<(&'static str, f64)> {
    let series =
        |of: fn(&Measures) -> Cell| -> Vec<f64> { measures.iter().filter_map(|m| of(m).value()).collect() };
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let output: Vec<f64> =
        series(|m| m.output).get(1..).unwrap_or_default().chunks_exact(12).map(mean).collect();
    let growth: Vec<f64> = output.windows(2).map(|pair| ln(pair[1] / pair[0])).collect();
    let middle = mean(&growth);
    let squares: f64 = growth.iter().map(|x| (x - middle) * (x - middle)).sum();
    let of_all = [
        ("ma_labour_share", mean(&series(|m| m.labour_share))),
        ("ma_ky", mean(&series(|m| m.capital_output_ratio))),
        ("ma_inv", mean(&series(|m| m.investment)) / mean(&series(|m| m.output_value))),
        ("ma_vol", (squares / (growth.len() as f64 - 1.0)).sqrt()),
    ];
    of_all.into_iter().filter(|(_, x)| x.is_finite()).collect()
}

/// A number of each project.
type OfProject = fn(&Record) -> Option<f64>;

/// Facts that are medians over projects.
const OF_PROJECTS: [(&str, OfProject); 22] = [
    ("pp_gini", Record::gini),
    ("pp_top10pct_share", |r| r.top(0.1)),
    ("pp_top1pct_share", |r| r.top(0.01)),
    ("pp_le3_commit_share", |r| r.at_most(3)),
    ("pp_tail_alpha", Record::tail),
    ("pp_core80_share", |r| Some(r.core(0.8)? as f64 / r.people() as f64)),
    ("pp_core50_authors", |r| Some(r.core(0.5)? as f64)),
    ("pp_yearly_core80_share", Record::yearly_core_share),
    ("pp_surv_all_12m", |r| r.stays(1, 12)),
    ("pp_surv_all_60m", |r| r.stays(1, 60)),
    ("pp_surv_returning_36m", |r| r.stays(2, 36)),
    ("pp_surv_returning_60m", |r| r.stays(2, 60)),
    ("pp_halflife_returning", Record::half_life),
    ("pp_newcomer_return", |r| r.returns(1)),
    ("pp_newcomer_after_1y", |r| r.returns(12)),
    ("pp_exit_hazard_established", Record::exit_hazard),
    ("pp_growth_first5y", |r| r.fifth_over_first().map(|x| pow(x, 0.25) - 1.0)),
    ("pp_size_y5_over_y1", Record::fifth_over_first),
    ("pp_last_over_peak", |r| r.peak().map(|peak| peak.0)),
    ("pp_time_to_peak_share", |r| r.peak().map(|peak| peak.1)),
    ("pp_newcomer_share_monthly", Record::newcomers_monthly),
    ("pp_newcomer_share_yearly", Record::newcomers_yearly),
];

/// More of them.
const OF_PROJECTS_TOO: [(&str, OfProject); 2] =
    [("pp_output_elasticity", Record::output_elasticity), ("pp_max_monthly_active", Record::most_active)];

/// Facts that are medians over projects' years.
fn of_years(id: &str, record: &Record) -> Option<Vec<f64>> {
    let years = record.yearly();
    match id {
        "pp_yearly_core80" => Some(years.iter().map(|(_, core, _)| *core as f64).collect()),
        "pp_yearly_gini" => Some(years.iter().map(|(.., gini)| *gini).collect()),
        _ => None,
    }
}

/// Facts that are one number of all projects together.
fn of_all(id: &str, records: &[&Record]) -> Option<Option<f64>> {
    let growth = || records.iter().flat_map(|record| record.growth()).collect::<Vec<f64>>();
    let moment = |values: &[f64], order: i32| {
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        values.iter().map(|x| (x - mean).powi(order)).sum::<f64>() / n
    };
    Some(match id {
        "pp_growth_sd" => Some(growth()).filter(|g| g.len() > 2).map(|g| moment(&g, 2).sqrt()),
        "pp_growth_kurtosis" => {
            Some(growth()).filter(|g| g.len() > 3).map(|g| moment(&g, 4) / moment(&g, 2).powi(2) - 3.0)
        }
        "pp_core_scaling" => {
            let years = records.iter().flat_map(|record| record.yearly());
            let pairs: Vec<(f64, f64)> =
                years.map(|(people, core, _)| (people as f64, core as f64)).collect();
            if pairs.len() < 3 { None } else { log_slope(&pairs) }
        }
        "pp_shape_shrinking" => {
            let ends: Vec<f64> = records.iter().filter_map(|r| r.peak()).map(|peak| peak.0).collect();
            let small = ends.iter().filter(|end| **end < 0.6).count() as f64;
            (!ends.is_empty()).then(|| small / ends.len() as f64)
        }
        _ => return None,
    })
}

const TOO_FEW: &str = "no project of the model is large or old enough";

fn answer(fact: &Fact, worlds: &[World]) -> Result<Answer, &'static str> {
    let id = fact.id.as_str();
    let project = OF_PROJECTS.iter().chain(&OF_PROJECTS_TOO).find(|(key, _)| *key == id);
    let values = |world: &World| -> Option<Vec<f64>> {
        if let Some((_, of)) = project {
            return Some(world.records.iter().filter_map(of).collect());
        }
        if of_years(id, &Record::default()).is_some() {
            return Some(world.records.iter().filter_map(|record| of_years(id, record)).flatten().collect());
        }
        let moment = world.moments.iter().find(|(key, _)| *key == id);
        moment.map(|(_, x)| vec![*x])
    };
    if of_all(id, &[]).is_some() {
        let all: Vec<&Record> = worlds.iter().flat_map(|world| &world.records).collect();
        let value = of_all(id, &all).flatten().ok_or(TOO_FEW)?;
        let own = |world: &World| of_all(id, &world.records.iter().collect::<Vec<_>>()).flatten();
        let each: Vec<f64> = worlds.iter().filter_map(own).collect();
        let interval = ends(each, (0.05, 0.95)).unwrap_or((value, value));
        return Ok(Answer { n: all.len(), median: value, spread: interval, interval });
    }
    let by_world: Vec<Vec<f64>> =
        worlds.iter().map(values).collect::<Option<_>>().ok_or_else(|| reason(fact))?;
    let all: Vec<f64> = by_world.iter().flatten().copied().collect();
    let median_of = |values: &Vec<f64>| ends(values.clone(), (0.5, 0.5)).map(|both| both.0);
    let median = median_of(&all).ok_or(TOO_FEW)?;
    let each: Vec<f64> = by_world.iter().filter_map(median_of).collect();
    Ok(Answer {
        n: all.len(),
        median,
        spread: ends(all, (0.1, 0.9)).unwrap_or((median, median)),
        interval: ends(each, (0.05, 0.95)).unwrap_or((median, median)),
    })
}

fn ends(mut values: Vec<f64>, at: (f64, f64)) -> Option<(f64, f64)> {
    values.sort_unstable_by(f64::total_cmp);
    (!values.is_empty()).then(|| (quantile(&values, at.0), quantile(&values, at.1)))
}

/// Why a fact is not asked.
fn reason(fact: &Fact) -> &'static str {
    match fact.kind.as_str() {
        "group_size" => "of files and directories, which the model has not",
        "archive_commons" | "registry_commons" => "of packages one by one, which the model has not",
        "rhythm_and_pay" => "finer than a month, or of addresses",
        "geography_of_contribution" => "of clocks, which the model has not",
        "forks" => "of four forks, too few to hold a distribution against",
        "crowdsourcing_platform" => "of single answers and workers' errors, which the model has not",
        "sharing_platform" => "of listings of hosts, which the model has not",
        "firms" => {
            "of sales of the world's largest firms; docs/model/stylised-facts.md holds employment against it"
        }
        "internet_diffusion" => "an input: access is fitted to these curves",
        "peer_core" | "peer_growth" | "peer_tenure" | "peer_contribution_distribution" => {
            "its definition refers to a fact that is held back"
        }
        _ => "an input, or of countries, which the model has not",
    }
}

/// Writes the tables, the figure, dictionary and manifest.
///
/// # Errors
/// The figure cannot be drawn, or a file cannot be written.
pub fn write(held: &[Held], scenario: &Scenario, folder: &Folder, command: &str) -> Result<Json, Failure> {
    let path = folder.path();
    folder.clear()?;
    let text = scenarios::resolved_toml(scenario);
    let mut files = vec![
        write_whole(path, "scenario.toml", text.as_bytes())?,
        write_whole(path, TABLE, &table(held))?,
        write_whole(path, "validation.md", markdown(held, scenario).as_bytes())?,
    ];
    let mut described: Vec<dictionary::Described> = vec![(TABLE.into(), columns())];
    let rows: Vec<FactRow> = held.iter().filter_map(fact_row).collect();
    if !rows.is_empty() {
        let page = Page::of(path, "facts", figure::draw(&rows, &scenario.title), &Format::ALL)?;
        files.extend(page.write(path)?);
        described.push((page.file("csv"), figure_columns()));
    }
    files.push(write_whole(path, dictionary::FILE, &dictionary::of(described))?);
    manifest(held, scenario, folder, command, &files)
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

fn table(held: &[Held]) -> Vec<u8> {
    let mut rows = Rows::default();
    columns().iter().for_each(|column| rows.text(&column.name));
    rows.end();
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

/// How many hits, misses and facts not asked.
#[must_use]
pub fn counts(held: &[Held]) -> [usize; 3] {
    let of = |hit: Option<bool>| held.iter().filter(|one| one.hit() == hit).count();
    [of(Some(true)), of(Some(false)), of(None)]
}

fn markdown(held: &[Held], scenario: &Scenario) -> String {
    let [hits, misses, not] = counts(held);
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

fn manifest(
    held: &[Held],
    scenario: &Scenario,
    folder: &Folder,
    command: &str,
    files: &[FileRecord],
) -> Result<Json, Failure> {
    let [hits, misses, not] = counts(held);
    let content = json!({
        "program": version::PROGRAM,
        "what": "validate",
        "version": version::VERSION,
        "commit": version::COMMIT,
        "status": "complete",
        "command": command,
        "name": scenario.name,
        "people": scenario.params.world.people,
        "months": scenario.params.world.months,
        "replicates": scenario.params.world.replicates,
        "seed": scenario.params.world.seed,
        "hits": hits,
        "misses": misses,
        "not_asked": not,
        "files": files.iter().map(|f| json!({"name": f.name, "bytes": f.bytes, "sha256": f.sha256})).collect::<Vec<_>>(),
    });
    let mut text =
        serde_json::to_string_pretty(&content).expect("keys are text and numbers are finite or null");
    text.push('\n');
    write_whole(folder.path(), MANIFEST, text.as_bytes())?;
    Ok(content)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_statistic_answers_a_fact_and_no_fact_twice() {
        let facts = facts();
        let keys: Vec<&str> = OF_PROJECTS.iter().chain(&OF_PROJECTS_TOO).map(|(key, _)| *key).collect();
        for (at, key) in keys.iter().enumerate() {
            assert!(facts.iter().any(|fact| fact.id == *key), "there is no fact {key}");
            assert!(!keys[..at].contains(key), "{key} is computed twice");
            assert!(of_years(key, &Record::default()).is_none() && of_all(key, &[]).is_none(), "{key}");
        }
        assert!(facts.len() > 100 && facts.iter().any(|fact| fact.range.is_none()));
        let dates = facts.iter().find(|fact| fact.id == "wi_gini_between").unwrap();
        assert_eq!(dates.range, None, "two dates are no range");
    }

    /// Worlds of projects of sixty people, of whom the first gives most.
    fn worlds() -> Vec<World> {
        let project = |most: u64| {
            let gift =
                |k: u64| Gift { month: 1 + (k / 6) as i64, person: k, units: if k == 0 { most } else { 1 } };
            Record::new((0..60).map(gift).collect(), 60)
        };
        let world = |most: u64| World {
            records: vec![project(most), project(most + 10)],
            moments: vec![("ma_ky", 3.0)],
        };
        vec![world(41), world(141)]
    }

    fn held(id: &str) -> Held {
        let fact = facts().into_iter().find(|fact| fact.id == id).unwrap();
        Held { answer: answer(&fact, &worlds()), fact }
    }

    #[test]
    fn answers_are_medians_over_projects_with_intervals_over_worlds() {
        let top = held("pp_top1pct_share").answer.unwrap();
        // 41 of 100, 51 of 110, 141 of 200, 151 of 210.
        let shares = [0.41, 51.0 / 110.0, 0.705, 151.0 / 210.0];
        assert_eq!(top.n, 4);
        assert!((top.median - 0.5 * (shares[1] + shares[2])).abs() < 1e-12, "{top:?}");
        let each = [0.5 * (shares[0] + shares[1]), 0.5 * (shares[2] + shares[3])];
        assert!((top.interval.0 - (each[0] + 0.05 * (each[1] - each[0]))).abs() < 1e-12, "{top:?}");
        let ky = held("ma_ky");
        assert_eq!((ky.answer.as_ref().unwrap().median, ky.verdict()), (3.0, "hit"));
        assert!(held("pp_surv_all_60m").answer.is_err_and(|why| why == TOO_FEW));
        assert_eq!(held("rh_burst_project").answer, Err("finer than a month, or of addresses"));
    }

    #[test]
    fn hits_and_misses_are_told_by_the_range() {
        let mut one = held("ma_ky");
        let (low, high) = one.fact.range.unwrap();
        for (median, verdict) in [(low, "hit"), (high, "hit"), (high * 1.01, "miss")] {
            one.answer.as_mut().unwrap().median = median;
            assert_eq!(one.verdict(), verdict);
        }
        assert!(one.distance().unwrap() > 1.0);
        one.fact.range = None;
        assert_eq!(one.verdict(), "miss", "the fact is outside of the interval");
    }
}
