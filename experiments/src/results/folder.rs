//! The folder that a run leaves: whether it may be used, and how it is claimed without touching what is not ours.

use super::manifest;
use crate::Failure;
use std::fmt;
use std::fs::{self, File};
use std::io;
use std::path::{Component, Path, PathBuf};

/// Why a folder may not be used.
#[derive(Debug)]
pub enum Refusal {
    /// There is something in it.
    NotEmpty,
    /// The `manifest.json` in it is some other program's.
    NotOurs,
    /// It is a file.
    NotAFolder,
    /// It cannot be made or written to.
    Unwritable(io::Error),
    /// Another scenario of the same command writes there.
    Taken,
}

impl Refusal {
    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            Self::NotEmpty => {
                "choose another folder with --out, or give --force to replace what an earlier run left there"
            }
            Self::NotOurs => "choose another folder with --out: this one is not of results",
            Self::NotAFolder | Self::Unwritable(_) => "choose a folder that can be written with --out",
            Self::Taken => "run the scenarios one at a time, each with its own --out",
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotEmpty => write!(f, "exists and is not empty"),
            Self::NotOurs => write!(f, "holds a manifest.json that Fourfold did not write"),
            Self::NotAFolder => write!(f, "is a file, not a folder"),
            Self::Unwritable(cause) => write!(f, "cannot be written: {cause}"),
            Self::Taken => write!(f, "would be written by two scenarios"),
        }
    }
}

/// Whether a run may replace what an earlier one left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overwrite {
    /// No: a folder with anything in it is refused.
    Refuse,
    /// Yes: the files of the earlier run go, all others stay.
    Replace,
}

/// A folder claimed for the results of one run.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    made: Vec<PathBuf>,
}

impl Folder {
    /// Looks whether a folder could be claimed, and changes nothing.
    ///
    /// # Errors
    /// It may not be used.
    pub fn check(path: &Path, overwrite: Overwrite) -> Result<(), Failure> {
        let refuse = |refusal| Err(Failure::Folder { path: path.to_path_buf(), refusal });
        match fs::read_dir(path).map(Iterator::count) {
            Ok(entries) if entries > 0 && overwrite == Overwrite::Refuse => refuse(Refusal::NotEmpty),
            Ok(_) if manifest::is_foreign(path) => refuse(Refusal::NotOurs),
            Ok(_) => Ok(()),
            Err(cause) if cause.kind() == io::ErrorKind::NotFound => Ok(()),
            Err(_) if path.exists() && !path.is_dir() => refuse(Refusal::NotAFolder),
            Err(cause) => refuse(Refusal::Unwritable(cause)),
        }
    }

    /// Makes the folder and tries to write in it. Files that are there stay until [`Folder::clear`].
    ///
    /// # Errors
    /// It may not be used; what was made on the way is unmade.
    pub fn claim(path: &Path, overwrite: Overwrite) -> Result<Self, Failure> {
        Self::check(path, overwrite)?;
        let folder = Self { path: path.to_path_buf(), made: missing(path) };
        match fs::create_dir_all(path).and_then(|()| try_to_write(path)) {
            Ok(()) => Ok(folder),
            Err(cause) => {
                folder.release();
                Err(Failure::Folder { path: path.to_path_buf(), refusal: Refusal::Unwritable(cause) })
            }
        }
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Unmakes what was made for it, if nothing has been written there.
    pub fn release(self) {
        for folder in self.made.iter().rev() {
            // Refused by the system when there is something in it, which is as it should be.
            let _ = fs::remove_dir(folder);
        }
    }

    /// Removes what an earlier run left: the files its manifest names, and those that every run writes.
    ///
    /// # Errors
    /// A file cannot be removed.
    pub fn clear(&self) -> Result<(), Failure> {
        let listed = manifest::listed_files(&self.path);
        let tables = super::KNOWN_FILES.iter().filter(|name| name.ends_with(".csv"));
        let known = super::KNOWN_FILES.iter().map(ToString::to_string);
        let known = known.chain(tables.map(|name| super::parquet::beside(name)));
        for name in listed.into_iter().chain(known).filter(|name| stays_inside(name)) {
            let path = self.path.join(name);
            match fs::remove_file(&path) {
                Err(cause) if !absent(&cause) => return Err(Failure::file(&path, cause)),
                _ => {}
            }
        }
        Ok(())
    }
}

fn absent(cause: &io::Error) -> bool {
    matches!(cause.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

/// A name in a manifest is not to be trusted with files elsewhere.
fn stays_inside(name: &str) -> bool {
    !name.is_empty() && Path::new(name).components().all(|part| matches!(part, Component::Normal(_)))
}

/// The folders on the way to `path` that do not exist yet, outermost first.
fn missing(path: &Path) -> Vec<PathBuf> {
    let absent = path.ancestors().take_while(|p| !p.as_os_str().is_empty() && !p.exists());
    let mut folders: Vec<PathBuf> = absent.map(Path::to_path_buf).collect();
    folders.reverse();
    folders
}

fn try_to_write(path: &Path) -> io::Result<()> {
    let probe = path.join(".fourfold-can-write");
    File::create(&probe)?;
    fs::remove_file(&probe)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_of_an_earlier_run_are_cleared() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("run");
        let outside = home.path().join("thesis.txt");
        fs::create_dir_all(path.join("figures")).unwrap();
        for name in [
            "series.csv",
            "series.parquet",
            "figures/modes.svg",
            "figures/mine.svg",
            "notes.txt",
            "../thesis.txt",
        ] {
            fs::write(path.join(name), "x").unwrap();
        }
        let manifest =
            r#"{"program": "fourfold", "files": [{"name": "figures/modes.svg"}, {"name": "../thesis.txt"}]}"#;
        fs::write(path.join("manifest.json"), manifest).unwrap();
        assert!(matches!(
            Folder::claim(&path, Overwrite::Refuse),
            Err(Failure::Folder { refusal: Refusal::NotEmpty, .. })
        ));
        Folder::claim(&path, Overwrite::Replace).unwrap().clear().unwrap();
        for gone in ["series.csv", "series.parquet", "figures/modes.svg", "manifest.json"] {
            assert!(!path.join(gone).exists(), "{gone} should be gone");
        }
        assert!(
            path.join("notes.txt").exists() && path.join("figures/mine.svg").exists() && outside.exists()
        );
    }

    #[test]
    fn the_manifest_of_another_program_is_left_alone() {
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("manifest.json"), r#"{"name": "a web page", "files": []}"#).unwrap();
        assert!(matches!(
            Folder::claim(home.path(), Overwrite::Replace),
            Err(Failure::Folder { refusal: Refusal::NotOurs, .. })
        ));
    }

    #[test]
    fn a_claim_that_is_given_up_leaves_nothing() {
        let home = tempfile::tempdir().unwrap();
        Folder::claim(&home.path().join("a/b"), Overwrite::Refuse).unwrap().release();
        assert!(!home.path().join("a").exists());
        fs::write(home.path().join("file"), "x").unwrap();
        assert!(Folder::claim(&home.path().join("file/b"), Overwrite::Refuse).is_err());
    }
}
