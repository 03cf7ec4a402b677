//! A workbench for tests of the binary: a folder of its own, and the program run in it.

// Each test file uses its part of the bench, and a test fails by panicking.
#![allow(dead_code, clippy::unwrap_used)]

use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use tempfile::TempDir;

/// A folder in which the program is run; gone when the test ends.
pub struct Bench {
    home: TempDir,
}

impl Bench {
    pub fn new() -> Self {
        Self { home: tempfile::tempdir().unwrap() }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.home.path().join(name)
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(name), bytes).unwrap();
    }

    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_fourfold"));
        command.current_dir(self.home.path()).env("NO_COLOR", "1");
        command
    }

    /// Runs `fourfold` with words that a person would type.
    pub fn fourfold(&self, words: &str) -> Told {
        Told::of(self.command().args(words.split_whitespace()).output().unwrap())
    }

    /// Names of everything in the folder.
    pub fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.home.path()).unwrap();
        let mut names: Vec<String> = entries.map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

/// What the program said and how it ended.
pub struct Told {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

impl Told {
    pub fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Self { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
    }

    pub fn succeeded(self) -> Self {
        assert_eq!(self.code, Some(0), "it said: {}", self.err);
        self
    }
}

/// The smallest run that shows everything.
pub const SMALL: &str = "run emergence --people 2000 --set world.region_people=equal --months 24 \
                         --set world.burn_in=12 --replicates 2";

/// A file of a folder as text.
pub fn text(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap_or_else(|cause| panic!("{name}: {cause}"))
}

/// The manifest of a folder.
pub fn manifest(folder: &Path) -> Json {
    serde_json::from_str(&text(folder, "manifest.json")).unwrap()
}

/// Every file of a folder but the manifest, by name.
pub fn contents(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    for part in ["", "figures"] {
        // A run without figures has no folder for them.
        for entry in fs::read_dir(folder.join(part)).into_iter().flatten() {
            let entry = entry.unwrap();
            if entry.path().is_file() && entry.file_name() != "manifest.json" {
                let name = Path::new(part).join(entry.file_name()).display().to_string();
                all.insert(name, fs::read(entry.path()).unwrap());
            }
        }
    }
    all
}

/// Fails with the names of files that differ.
pub fn assert_same_bytes(one: &Path, other: &Path) {
    let (one, other) = (contents(one), contents(other));
    let names: Vec<_> = one.keys().chain(other.keys()).collect();
    let differing: Vec<_> = names.into_iter().filter(|name| one.get(*name) != other.get(*name)).collect();
    assert!(differing.is_empty(), "these files differ: {differing:?}");
}
