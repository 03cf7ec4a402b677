//! A folder of results of any kind: its manifest and its tables, each held against its hash.

use crate::Failure;
use crate::results::drawing::FOLDER;
use crate::results::file::sha256;
use crate::results::manifest::MANIFEST;
use crate::version;
use analysis::figures::study::StudyFigure;
use serde_json::Value as Json;
use std::fs;
use std::path::{Path, PathBuf};

/// Heads of columns, and rows.
pub type Cells = (Vec<String>, Vec<Vec<String>>);

/// A folder that `run`, `compare` or a study left.
pub struct Opened {
    /// Where it is.
    pub folder: PathBuf,
    /// What its manifest says.
    pub manifest: Json,
    /// The same, as it stands in the file.
    pub manifest_text: String,
}

impl Opened {
    /// Opens a folder.
    ///
    /// # Errors
    /// It holds no results of Fourfold.
    pub fn open(folder: &Path) -> Result<Self, Failure> {
        let path = folder.join(MANIFEST);
        let help = "give a folder that `fourfold run` or `fourfold compare` left";
        let refuse = |what: String| Failure::input(what, help);
        let manifest_text = fs::read_to_string(&path).map_err(|cause| {
            refuse(format!("`{}` is not a folder of results: {MANIFEST}: {cause}", folder.display()))
        })?;
        let manifest: Json = serde_json::from_str(&manifest_text)
            .map_err(|cause| refuse(format!("the manifest is damaged: {cause}\n  --> {}", path.display())))?;
        if manifest["program"] != version::PROGRAM {
            return Err(refuse(format!("another program wrote this manifest\n  --> {}", path.display())));
        }
        Ok(Self { folder: folder.to_path_buf(), manifest, manifest_text })
    }

    /// Whether a comparison left it.
    #[must_use]
    pub fn is_comparison(&self) -> bool {
        self.manifest["what"] == "compare"
    }

    /// Whether the manifest lists a file.
    pub fn lists(&self, name: &str) -> bool {
        self.hash_of(name).is_some()
    }

    /// SHA-256 of a file as the manifest has it.
    #[must_use]
    pub fn hash_of(&self, name: &str) -> Option<&str> {
        let files = self.manifest["files"].as_array()?;
        files.iter().find(|file| file["name"] == name)?["sha256"].as_str()
    }

    /// A text file of the folder, if it is the one that was left there.
    ///
    /// # Errors
    /// It is missing or altered.
    pub fn text(&self, name: &str) -> Result<String, Failure> {
        let path = self.folder.join(name);
        let help = "restore the file, or run again";
        let bytes = fs::read(&path)
            .map_err(|cause| Failure::input(format!("`{}` cannot be read: {cause}", path.display()), help))?;
        if self.hash_of(name).is_some_and(|hash| hash != sha256(&bytes)) {
            let what = format!(
                "the file was altered: its SHA-256 is not that of {MANIFEST}\n  --> {}",
                path.display()
            );
            return Err(Failure::input(what, help));
        }
        String::from_utf8(bytes)
            .map_err(|_| Failure::input(format!("`{}` is not UTF-8", path.display()), help))
    }

    /// What figures of a study show, in the order in which they were drawn; none in a folder of another kind.
    ///
    /// # Errors
    /// One is missing, altered, or of another version.
    pub fn study_figures(&self) -> Result<Vec<StudyFigure>, Failure> {
        let files = self.manifest["files"].as_array().map_or(&[][..], Vec::as_slice);
        let names = files.iter().filter_map(|file| file["name"].as_str());
        let kept = names.filter(|name| name.starts_with(FOLDER) && name.ends_with(".json"));
        let read = |name: &str| {
            let text = self.text(name)?;
            serde_json::from_str(&text).map_err(|cause| {
                let path = self.folder.join(name);
                Failure::input(
                    format!("`{}` is no figure of this version: {cause}", path.display()),
                    "run again",
                )
            })
        };
        kept.map(read).collect()
    }

    /// A table of the folder, as words.
    ///
    /// # Errors
    /// It is missing, altered or no table.
    pub fn table(&self, name: &str) -> Result<Cells, Failure> {
        let text = self.text(name)?;
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let wrong = |cause: csv::Error| {
            let what = format!("`{}` is no table: {cause}", self.folder.join(name).display());
            Failure::input(what, "run again")
        };
        let words = |record: &csv::StringRecord| record.iter().map(str::to_owned).collect::<Vec<_>>();
        let head = words(reader.headers().map_err(wrong)?);
        let rows: Result<Vec<_>, _> =
            reader.records().map(|record| record.map(|record| words(&record))).collect();
        Ok((head, rows.map_err(wrong)?))
    }
}
