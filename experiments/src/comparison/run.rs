//! A run that is compared: what its manifest says, and its tables once they are known to be those it left.

use crate::Failure;
use crate::results::file::sha256;
use crate::results::manifest::MANIFEST;
use crate::version;
use analysis::moves::Moves;
use analysis::table::Series;
use scenarios::Scenario;
use serde_json::Value as Json;
use std::fs;
use std::path::{Path, PathBuf};

const RUN_AGAIN: &str = "run the scenario again, or give the name of a scenario instead of the folder";

/// What decides whether two runs can be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// The scenario's name.
    pub name: String,
    /// The seed.
    pub seed: u64,
    /// People in each replicate.
    pub people: u64,
    /// Months after burn-in.
    pub months: i64,
    /// Replicates that are there.
    pub replicates: u64,
    /// Version and commit of the program.
    pub version: String,
}

impl Facts {
    /// Of a scenario that is going to be run.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        let world = &scenario.params.world;
        Self {
            name: scenario.name.rsplit('/').next().unwrap_or(&scenario.name).to_owned(),
            seed: world.seed,
            people: world.people,
            months: world.months as i64,
            replicates: world.replicates,
            version: format!("{} {}", version::VERSION, version::COMMIT),
        }
    }
}

/// A results folder.
#[derive(Clone, Debug)]
pub struct Run {
    /// Where it is.
    pub folder: PathBuf,
    /// What its manifest says.
    pub facts: Facts,
    manifest: Json,
}

impl Run {
    /// Whether a word names a folder rather than a scenario. A folder that bears a scenario's name is meant only if it holds results.
    #[must_use]
    pub fn is_folder(word: &str) -> bool {
        let is_scenario = || scenarios::library().iter().any(|entry| entry.name == word);
        Path::new(word).is_dir() && (Path::new(word).join(MANIFEST).exists() || !is_scenario())
    }

    /// Opens a results folder.
    ///
    /// # Errors
    /// It holds no complete run of Fourfold.
    pub fn open(folder: &Path) -> Result<Self, Failure> {
        let run = Self::open_unfinished(folder)?;
        if run.manifest["status"] != "complete" {
            let status = run.manifest["status"].as_str().unwrap_or("unknown");
            let what = format!("the run is not complete; its status is `{status}`");
            return Err(Failure::input(
                format!("{what}\n  --> {}", folder.join(MANIFEST).display()),
                RUN_AGAIN,
            ));
        }
        Ok(run)
    }

    /// Opens a results folder, even if the run was stopped or failed: whole replicates are there.
    ///
    /// # Errors
    /// It holds no run of Fourfold.
    pub fn open_unfinished(folder: &Path) -> Result<Self, Failure> {
        let path = folder.join(MANIFEST);
        let wrong = |what: String| Failure::input(format!("{what}\n  --> {}", path.display()), RUN_AGAIN);
        let text = fs::read_to_string(&path).map_err(|cause| match cause.kind() {
            std::io::ErrorKind::NotFound => Failure::input(
                format!("`{}` is not a folder of results: it has no {MANIFEST}", folder.display()),
                "give a folder that `fourfold run` left, a scenario of the library, or a scenario file",
            ),
            _ => wrong(format!("the manifest cannot be read: {cause}")),
        })?;
        let manifest: Json = serde_json::from_str(&text)
            .map_err(|cause| wrong(format!("the manifest is damaged: {cause}")))?;
        if manifest["program"] != version::PROGRAM {
            return Err(wrong("another program wrote this manifest".into()));
        }
        if let Some(verb) = manifest["what"].as_str() {
            let (what, help) = match verb {
                "compare" => (
                    "a comparison",
                    "give the folders that were compared there; its manifest names them under `runs`",
                ),
                other => (other, "give a folder that `fourfold run` left"),
            };
            let what =
                if verb == "compare" { what.to_owned() } else { format!("what `fourfold {what}` left") };
            return Err(Failure::input(format!("`{}` holds {what}, not a run", folder.display()), help));
        }
        let number = |key: &str| manifest[key].as_u64().ok_or_else(|| wrong(format!("`{key}` is missing")));
        let text = |key: &str| manifest[key].as_str().unwrap_or("unknown").to_owned();
        let facts = Facts {
            name: text("name").rsplit('/').next().unwrap_or_default().to_owned(),
            seed: number("seed")?,
            people: number("people")?,
            months: number("months")? as i64,
            replicates: number("replicates_done")?,
            version: format!("{} {}", text("version"), text("commit")),
        };
        Ok(Self { folder: folder.to_path_buf(), facts, manifest })
    }

    /// What the scenario is called in figures, and how many replicates were asked for.
    #[must_use]
    pub fn title_and_replicates(&self) -> (&str, u64) {
        let title = self.manifest["scenario"]["scenario"]["title"].as_str();
        let asked = self.manifest["replicates"].as_u64();
        (title.unwrap_or(&self.facts.name), asked.unwrap_or(self.facts.replicates))
    }

    /// What the manifest says.
    #[must_use]
    pub fn manifest(&self) -> &Json {
        &self.manifest
    }

    /// SHA-256 of a file as the manifest has it.
    #[must_use]
    pub fn hash_of(&self, name: &str) -> Option<&str> {
        let files = self.manifest["files"].as_array()?;
        files.iter().find(|file| file["name"] == name)?["sha256"].as_str()
    }

    /// A file of the run, if it is the one that the run left.
    fn whole(&self, name: &str) -> Result<Vec<u8>, Failure> {
        let path = self.folder.join(name);
        let bytes = fs::read(&path).map_err(|cause| {
            Failure::input(format!("`{}` cannot be read: {cause}", path.display()), RUN_AGAIN)
        })?;
        match self.hash_of(name) {
            Some(hash) if hash == sha256(&bytes) => Ok(bytes),
            Some(_) => Err(Failure::input(
                format!(
                    "the file is not the one that the run left: its SHA-256 is not that of {MANIFEST}\n  --> {}",
                    path.display()
                ),
                format!("restore it, or {RUN_AGAIN}"),
            )),
            None => Err(Failure::input(
                format!("{MANIFEST} does not list the file\n  --> {}", path.display()),
                RUN_AGAIN,
            )),
        }
    }

    /// The table of all measures.
    ///
    /// # Errors
    /// It is missing, or is not what the run left.
    pub fn series(&self) -> Result<Series, Failure> {
        let bytes = self.whole("series.csv")?;
        let name = self.folder.join("series.csv").display().to_string();
        Series::read(&bytes[..], &name).map_err(damaged)
    }

    /// The moves among modes and regimes.
    ///
    /// # Errors
    /// The table is missing, or is not what the run left.
    pub fn moves(&self) -> Result<Moves, Failure> {
        let bytes = self.whole("transitions.csv")?;
        let name = self.folder.join("transitions.csv").display().to_string();
        Moves::read(&bytes[..], &name).map_err(damaged)
    }
}

fn damaged(error: analysis::table::TableError) -> Failure {
    let help = error.help.to_owned();
    let text = error.to_string();
    let message = text.strip_suffix(&format!("\n  help: {help}")).unwrap_or(&text).to_owned();
    Failure::Input { message, help }
}

/// What runs are called: by their scenarios, or by their folders where two have one scenario. `folders` are where they are or will be.
#[must_use]
pub fn label(facts: &[&Facts], folders: &[PathBuf]) -> Vec<String> {
    let is_unique = |names: &[String]| names.iter().enumerate().all(|(at, name)| !names[..at].contains(name));
    let by_scenario: Vec<String> = facts.iter().map(|facts| facts.name.clone()).collect();
    if is_unique(&by_scenario) {
        return by_scenario;
    }
    let last = |folder: &PathBuf| {
        folder.file_name().map_or("run".into(), |name| name.to_string_lossy().into_owned())
    };
    let by_folder: Vec<String> = folders.iter().map(last).collect();
    if is_unique(&by_folder) {
        return by_folder;
    }
    by_folder.iter().enumerate().map(|(at, name)| format!("{name}-{}", at + 1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn facts(name: &str) -> Facts {
        Facts { name: name.into(), seed: 1, people: 9, months: 9, replicates: 9, version: "0".into() }
    }

    #[test]
    fn runs_are_called_by_what_tells_them_apart() {
        let (a, b) = (facts("a"), facts("b"));
        let folders = [PathBuf::from("results/with"), PathBuf::from("results/without/")];
        assert_eq!(label(&[&a, &b], &folders), ["a", "b"]);
        assert_eq!(label(&[&a, &a], &folders), ["with", "without"]);
        assert_eq!(label(&[&a, &a], &[PathBuf::from("x/r"), PathBuf::from("y/r")]), ["r-1", "r-2"]);
    }
}
