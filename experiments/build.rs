//! Tells the program which commit it is built from, by reading the checkout's files: no git is needed.

use std::fs;
use std::path::{Path, PathBuf};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_path_buf).unwrap_or_default();
    let commit = git_folder(&root).and_then(|git| commit(&git)).unwrap_or_else(|| "unknown".into());
    println!("cargo::rustc-env=FOURFOLD_COMMIT={commit}");
}

/// `.git` of the workspace; a worktree has a file there that names the folder.
fn git_folder(root: &Path) -> Option<PathBuf> {
    let git = root.join(".git");
    if git.is_dir() {
        return Some(git);
    }
    let named = fs::read_to_string(&git).ok()?;
    Some(root.join(named.strip_prefix("gitdir:")?.trim()))
}

/// The commit that HEAD stands for, directly or by the name of a branch.
fn commit(git: &Path) -> Option<String> {
    let head = read_watched(&git.join("HEAD"))?;
    // Grows with every commit, even where branches are kept in one packed file.
    read_watched(&git.join("logs/HEAD"));
    let Some(branch) = head.trim().strip_prefix("ref: ") else { return hash(&head) };
    let common =
        fs::read_to_string(git.join("commondir")).map_or(git.to_path_buf(), |dir| git.join(dir.trim()));
    read_watched(&common.join(branch)).and_then(|text| hash(&text)).or_else(|| {
        let packed = read_watched(&common.join("packed-refs"))?;
        packed.lines().find_map(|line| hash(line.strip_suffix(branch)?))
    })
}

/// The text of a file; Cargo builds again when it changes.
fn read_watched(path: &Path) -> Option<String> {
    let text = fs::read_to_string(path).ok()?;
    println!("cargo::rerun-if-changed={}", path.display());
    Some(text)
}

fn hash(text: &str) -> Option<String> {
    let text = text.trim();
    (text.len() >= 40 && text.bytes().all(|b| b.is_ascii_hexdigit())).then(|| text.to_string())
}
