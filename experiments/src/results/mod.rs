//! The folder that a run leaves: tables as the replicates come in, then their summary, figures, dictionary and
//! manifest. Nothing else in Fourfold writes results.

pub mod drawing;
pub mod file;
pub mod folder;
pub mod manifest;
pub mod opened;
mod parquet;
mod resolved;
mod scribe;
pub(crate) mod sheets;
pub mod tables;

pub use folder::{Folder, Overwrite};
pub use manifest::Status;

use crate::ensemble::{self, Course, End, Ensemble, Stage, Watcher};
use crate::{Failure, Workers};
use analysis::table::Series;
use file::write_whole;
use manifest::Manifest;
use scenarios::Scenario;
use scribe::{OpenTables, Scribe};
use serde_json::Value as Json;
use sim_core::params::Rhythm;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;
use tables::dictionary::{self, Described};

/// Files that every run may leave beside its figures, tables also as Parquet, by which an earlier run without a manifest is known.
pub const KNOWN_FILES: [&str; 13] = [
    manifest::MANIFEST,
    "manifest.json.part",
    "scenario.toml",
    "series.csv",
    "summary.csv",
    "transitions.csv",
    "stages.csv",
    "month_flows.csv",
    "accounts.csv",
    "contributions.csv",
    "organisations.csv",
    "people.csv",
    "dictionary.csv",
];

/// What is to be run, and where its results go.
pub struct Order<'a> {
    /// The scenario; its `world.replicates` are run.
    pub scenario: &'a Scenario,
    /// The folder, claimed.
    pub folder: &'a Folder,
    /// The command line, for the manifest.
    pub command: &'a str,
    /// The threads that do the engine's work.
    pub workers: &'a Workers,
    /// Who looks on.
    pub watcher: &'a dyn Watcher,
}

/// What a run left.
pub struct Outcome {
    /// Complete, or interrupted.
    pub status: Status,
    /// What the manifest says.
    pub manifest: Json,
    /// The table of all measures, read back; empty if the run was interrupted.
    pub series: Series,
    /// Its figures' files, in all forms.
    pub figures: Vec<PathBuf>,
}

/// Runs the replicates of a scenario and writes what they show into the folder.
///
/// # Errors
/// An invariant broke, or a file could not be written. What was written stays, and the manifest says that the
/// run failed.
pub fn run(order: &Order) -> Result<Outcome, Failure> {
    let mut manifest = Manifest::begin();
    let filled = fill(order, &mut manifest);
    let (status, series) = filled.inspect_err(|failure| {
        // Where the disk is full this fails too; a folder without a manifest is known to be unfinished.
        let _ = manifest.write(order, Status::Failed, Some(failure));
    })?;
    let figures = manifest.files.iter().filter(|file| file.name.starts_with(drawing::FOLDER));
    let figures = figures.map(|file| order.folder.path().join(&file.name)).collect();
    Ok(Outcome { status, manifest: manifest.write(order, status, None)?, series, figures })
}

fn fill(order: &Order, manifest: &mut Manifest) -> Result<(Status, Series), Failure> {
    let path = order.folder.path();
    order.folder.clear()?;
    let scenario = scenarios::resolved_toml(order.scenario);
    manifest.files.push(write_whole(path, "scenario.toml", scenario.as_bytes())?);
    let status = simulate(order, manifest)?;
    // Who asked to stop while the last month passed wants no figures either.
    let status = if order.watcher.stop() { Status::Interrupted } else { status };
    let (series, made) = match status {
        Status::Complete => analyse(order, manifest)?,
        _ => (Series::default(), Vec::new()),
    };
    let dictionary = dictionary::text(&order.scenario.params, made);
    manifest.files.push(write_whole(path, dictionary::FILE, &dictionary)?);
    Ok((status, series))
}

/// Runs the worlds and writes the tables.
fn simulate(order: &Order, manifest: &mut Manifest) -> Result<Status, Failure> {
    let params = Arc::new(order.scenario.params.clone());
    let mut tables = OpenTables::create(order.folder.path(), &params)?;
    let ensemble = Ensemble {
        params: Arc::clone(&params),
        replicates: params.world.replicates,
        workers: order.workers,
        watcher: order.watcher,
    };
    let mut writing = 0.0;
    let course = ensemble::run(
        &ensemble,
        |replicate| Scribe::new(&params, replicate),
        |_, scribe| timed(&mut writing, || tables.append(scribe)),
    );
    manifest.writing += writing;
    let before = manifest.files.len();
    manifest.files.extend(tables.records());
    let course = course?;
    manifest.ended(course.clone());
    let status = status_of(course, order)?;
    if params.output.parquet || params.output.people != Rhythm::None {
        order.watcher.stage(Stage::Parquet);
    }
    let close = || tables.close(order.folder.path(), params.output.parquet);
    let records = timed(&mut manifest.writing, close)?;
    manifest.files.splice(before.., records);
    Ok(status)
}

fn status_of(course: Course, order: &Order) -> Result<Status, Failure> {
    match course.end {
        End::Complete => Ok(Status::Complete),
        End::Interrupted => Ok(Status::Interrupted),
        End::Panicked { replicate, message } => Err(Failure::Panicked { replicate, message }),
        End::Broken(broken) => Err(Failure::Broken {
            broken,
            seed: order.scenario.params.world.seed,
            scenario: order.folder.path().join("scenario.toml"),
        }),
    }
}

/// Sums the table up and draws it; returns it with the tables that were made of it.
fn analyse(order: &Order, manifest: &mut Manifest) -> Result<(Series, Vec<Described>), Failure> {
    order.watcher.stage(Stage::Summary);
    let (series, summary) = timed(&mut manifest.writing, || drawing::sum_up(order.folder.path()))?;
    let mut made = vec![(summary.name.clone(), dictionary::summary_columns())];
    manifest.files.push(summary);
    if order.scenario.params.output.figures {
        order.watcher.stage(Stage::Figures);
        let (figures, described) = timed(&mut manifest.figures, || drawing::draw_all(order, &series))?;
        manifest.files.extend(figures);
        made.extend(described);
    }
    Ok((series, made))
}

fn timed<T>(seconds: &mut f64, work: impl FnOnce() -> T) -> T {
    let begin = Instant::now();
    let done = work();
    *seconds += begin.elapsed().as_secs_f64();
    done
}
