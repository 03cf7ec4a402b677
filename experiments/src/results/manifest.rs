//! `manifest.json`: what ran, how it went, and the hash of each file. The only file that holds times, so that
//! all others are the same bytes from run to run.

use super::Order;
use super::file::{FileRecord, write_whole};
use super::resolved::{credit_json, scenario_json};
use crate::ensemble::{Course, Seconds};
use crate::{Failure, memory, version};
use serde_json::{Value as Json, json};
use sim_core::phases::Line;
use std::fs;
use std::path::Path;
use std::time::Instant;

/// Its name.
pub const MANIFEST: &str = "manifest.json";

const TIMINGS_NOTE: &str = "wall-clock seconds; while worlds run side by side, the wall-clock time of all of them is \
    divided among genesis, burn-in, stepping and recording (part of writing) in proportion to what each took summed \
    over replicates. lines (asked for by --timings) are summed over replicates; a line's seconds are those of months \
    after burn-in, and that of `observe` includes the report of the month. person_months_per_second = people x months x replicates / stepping";

const MEMORY_NOTE: &str = "peak resident memory of the process up to the last month, program included; bytes_per_person \
    divides it by the people of all worlds that stood side by side";

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// All of it is there.
    Complete,
    /// It was stopped; the replicates that had come to their end are there.
    Interrupted,
    /// It failed; what had been written is there.
    Failed,
}

impl Status {
    /// Its word in the manifest.
    #[must_use]
    pub fn name(self) -> &'static str {
        ["complete", "interrupted", "failed"][self as usize]
    }
}

/// The manifest of a run under way.
pub struct Manifest {
    /// What is known of each file so far.
    pub files: Vec<FileRecord>,
    /// How the ensemble went, once it has ended.
    pub course: Option<Course>,
    /// Seconds in which files of tables were written.
    pub writing: f64,
    /// Seconds in which figures were drawn.
    pub figures: f64,
    /// Peak memory up to the last month, where the system tells.
    pub peak: Option<u64>,
    begin: Instant,
}

impl Manifest {
    /// At the beginning of a run.
    #[must_use]
    pub fn begin() -> Self {
        memory::forget_peak();
        Self {
            files: Vec::new(),
            course: None,
            writing: 0.0,
            figures: 0.0,
            peak: None,
            begin: Instant::now(),
        }
    }

    /// The ensemble has ended.
    pub fn ended(&mut self, course: Course) {
        self.peak = memory::peak_bytes();
        self.course = Some(course);
    }

    /// Writes it, whole or not at all, and returns what it says.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn write(&self, order: &Order, status: Status, failure: Option<&Failure>) -> Result<Json, Failure> {
        let content = self.json(order, status, failure);
        write(order.folder.path(), &content)?;
        Ok(content)
    }

    fn json(&self, order: &Order, status: Status, failure: Option<&Failure>) -> Json {
        let params = &order.scenario.params;
        let world = &params.world;
        json!({
            "program": version::PROGRAM,
            "version": version::VERSION,
            "commit": version::COMMIT,
            "status": status.name(),
            "failure": failure.map(ToString::to_string),
            "command": order.command,
            "name": order.scenario.name,
            "people": world.people,
            "months": world.months,
            "burn_in": world.burn_in,
            "replicates": world.replicates,
            "replicates_done": self.course.as_ref().map_or(0, |course| course.done),
            "seed": world.seed,
            "threads": order.workers.current_num_threads(),
            "worlds_side_by_side": self.course.as_ref().map(|course| course.side_by_side),
            "credit": credit_json(order.scenario),
            "leading_eigenvalue": self.course.as_ref().and_then(|course| course.leading_eigenvalue),
            "timings": self.timings(),
            "person_months_per_second": self.person_months_per_second(order),
            "peak_memory_bytes": self.peak,
            "bytes_per_person": self.bytes_per_person(world.people),
            "memory_note": MEMORY_NOTE,
            "scenario": scenario_json(order.scenario),
            "files": listed(&self.files),
        })
    }

    fn timings(&self) -> Json {
        let summed = self.course.as_ref().map_or(Seconds::default(), |course| course.seconds);
        let wall = self.wall_by_stage();
        json!({
            "genesis": rounded(wall.genesis),
            "burn_in": rounded(wall.burn_in),
            "stepping": rounded(wall.stepping),
            "writing": rounded(wall.recording + self.writing),
            "figures": rounded(self.figures),
            "total": rounded(self.begin.elapsed().as_secs_f64()),
            "summed_over_replicates": {
                "genesis": rounded(summed.genesis),
                "burn_in": rounded(summed.burn_in),
                "stepping": rounded(summed.stepping),
                "recording": rounded(summed.recording),
            },
            "lines": self.lines(),
            "note": TIMINGS_NOTE,
        })
    }

    /// Seconds and shares of genesis, burn-in, each line of the month and writing, if lines were timed.
    fn lines(&self) -> Option<Json> {
        let all = self.course.as_ref()?.seconds;
        let months = Line::ALL.iter().map(|line| line.name()).zip(all.lines?);
        let parts: Vec<(&str, f64)> = [("genesis", all.genesis), ("burn_in", all.burn_in)]
            .into_iter()
            .chain(months)
            .chain([("writing", all.recording + self.writing)])
            .collect();
        let whole: f64 = parts.iter().map(|(_, seconds)| seconds).sum();
        // A list, since an object of this library forgets the order of its keys.
        let row = |(name, seconds): (&str, f64)| json!({ "name": name, "seconds": rounded(seconds), "share": rounded(seconds / whole) });
        Some(parts.into_iter().map(row).collect())
    }

    /// The ensemble's wall-clock time, divided among its stages as the note says.
    fn wall_by_stage(&self) -> Seconds {
        match &self.course {
            Some(course) if course.seconds.sum() > 0.0 => {
                course.seconds.scaled(course.wall / course.seconds.sum())
            }
            _ => Seconds::default(),
        }
    }

    fn person_months_per_second(&self, order: &Order) -> Option<f64> {
        let world = &order.scenario.params.world;
        let done = self.course.as_ref()?.done;
        let stepping = self.wall_by_stage().stepping;
        (stepping > 0.0).then(|| ((world.people * world.months) as f64 * done as f64 / stepping).round())
    }

    fn bytes_per_person(&self, people: u64) -> Option<f64> {
        let at_once = people * self.course.as_ref()?.side_by_side as u64;
        Some((self.peak? as f64 / at_once as f64 * 10.0).round() / 10.0)
    }
}

/// Writes a manifest of any kind into a folder, whole or not at all.
///
/// # Errors
/// The file cannot be written.
pub(crate) fn write(folder: &Path, content: &Json) -> Result<(), Failure> {
    let mut text =
        serde_json::to_string_pretty(content).expect("keys are text and numbers are finite or null");
    text.push('\n');
    let part = format!("{MANIFEST}.part");
    write_whole(folder, &part, text.as_bytes())?;
    let path = folder.join(MANIFEST);
    fs::rename(folder.join(part), &path).map_err(|cause| Failure::file(&path, cause))
}

/// Writes the manifest of a folder that is not a run's: by which verb, then `more`, then the files.
///
/// # Errors
/// The file cannot be written.
pub(crate) fn write_of_verb(
    folder: &Path,
    (verb, command): (&str, &str),
    more: Json,
    files: &[FileRecord],
) -> Result<Json, Failure> {
    let mut content = json!({
        "program": version::PROGRAM,
        "what": verb,
        "version": version::VERSION,
        "commit": version::COMMIT,
        "status": "complete",
        "command": command,
    });
    if let (Some(all), Json::Object(more)) = (content.as_object_mut(), more) {
        all.extend(more);
        all.insert("files".into(), listed(files));
    }
    write(folder, &content)?;
    Ok(content)
}

/// Files with their sizes and hashes.
fn listed(files: &[FileRecord]) -> Json {
    files.iter().map(|f| json!({"name": f.name, "bytes": f.bytes, "sha256": f.sha256})).collect()
}

/// Whole microseconds: a clock says no more.
pub(crate) fn rounded(seconds: f64) -> f64 {
    (seconds * 1e6).round() / 1e6
}

/// The files that the manifest of a folder lists, if a run of Fourfold left one there.
#[must_use]
pub fn listed_files(folder: &Path) -> Vec<String> {
    let Some(content) = read(folder).filter(is_ours) else { return Vec::new() };
    let files = content["files"].as_array().map_or(&[][..], Vec::as_slice);
    files.iter().filter_map(|file| file["name"].as_str()).map(String::from).collect()
}

/// Whether a folder holds a manifest that no run of Fourfold wrote.
#[must_use]
pub fn is_foreign(folder: &Path) -> bool {
    folder.join(MANIFEST).exists() && !read(folder).is_some_and(|content| is_ours(&content))
}

fn read(folder: &Path) -> Option<Json> {
    serde_json::from_str(&fs::read_to_string(folder.join(MANIFEST)).ok()?).ok()
}

fn is_ours(content: &Json) -> bool {
    content["program"] == version::PROGRAM
}
