//! Where the repository is, and what lies in its folders.

use std::fs;
use std::path::{Path, PathBuf};

/// The repository's folder: the one above this crate. Asked of cargo when run, since a target folder that two
/// checkouts share holds a program built in either.
#[must_use]
pub fn root() -> PathBuf {
    let here =
        std::env::var_os("CARGO_MANIFEST_DIR").map_or(env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    here.parent().map_or(here.clone(), Path::to_path_buf)
}

/// A file's text.
///
/// # Errors
/// One sentence: which file, and why not.
pub fn read(path: &Path) -> Result<String, Vec<String>> {
    fs::read_to_string(path).map_err(|cause| vec![format!("{} cannot be read: {cause}", path.display())])
}

/// All files below a folder whose names pass, in order; folders that do not pass are not entered.
#[must_use]
pub fn below(folder: &Path, enters: &impl Fn(&Path) -> bool, takes: &impl Fn(&Path) -> bool) -> Vec<PathBuf> {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().filter_map(|entry| Some(entry.ok()?.path())).collect();
    entries.sort();
    let mut found = Vec::new();
    for path in entries {
        if path.is_dir() {
            if enters(&path) {
                found.extend(below(&path, enters, takes));
            }
        } else if takes(&path) {
            found.push(path);
        }
    }
    found
}

/// Whether a folder is the project's own: not hidden, not a cache such as `target`, not what a run has left.
#[must_use]
pub fn is_ours(folder: &Path) -> bool {
    let name = folder.file_name().and_then(|name| name.to_str()).unwrap_or("");
    let in_results = folder.parent().is_some_and(|parent| parent.ends_with("results"));
    !(name.starts_with('.') || folder.join("CACHEDIR.TAG").exists() || in_results && name != "gallery")
}
