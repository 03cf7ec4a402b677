//! `fourfold new`: a scenario file with every key in it, commented out and explained.

use crate::args::NewArguments;
use crate::ui::messages::{Trouble, refusal};
use crate::{library, ui};
use scenarios::Source;
use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{self, Component, Path, PathBuf};

/// Writes the file and says what to do with it.
///
/// # Errors
/// The name or the parent is wrong, the file is there already, or it cannot be written.
pub fn new(arguments: &NewArguments) -> Result<(), Trouble> {
    let path = place(&arguments.name)?;
    // Before anything is written: a parent that does not load would make a file that does not.
    let parent =
        library::load(&arguments.extends, &[]).map_err(|errors| Trouble::Input(library::render(&errors)))?;
    let extends = named_from(&arguments.extends, &path)?;
    let shown = path.display().to_string();
    // Commands in the file are for who stands beside it, on whatever machine.
    let file = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    write(&path, &scenarios::template(&file, &extends, &parent), arguments.force)?;
    ui::say(&format!(
        "{shown} is written: it extends {extends} and changes nothing yet\n  \
         next    fill in `title` and `about`, and take away the `#` of what you change; then\n          \
         fourfold check {shown}\n          \
         fourfold run {shown}"
    ));
    Ok(())
}

/// The path that a name stands for, with `.toml` at its end.
fn place(name: &str) -> Result<PathBuf, Trouble> {
    let path =
        if name.ends_with(".toml") { PathBuf::from(name) } else { PathBuf::from(format!("{name}.toml")) };
    let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
    let folder_only = name.ends_with(['/', path::MAIN_SEPARATOR]) || name.is_empty();
    if folder_only || !is_file_name(stem) {
        return Err(refusal(
            &format!("`{}` cannot be the name of a scenario file", name.escape_debug()),
            "use letters, digits, `-` and `_`, as in `fourfold new slower`; a path such as `mine/slower` is accepted",
        ));
    }
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() && !folder.is_dir() => Err(refusal(
            &format!("there is no folder `{}` for `{}`", folder.display(), path.display()),
            "make the folder first, or give another path",
        )),
        _ => Ok(path),
    }
}

/// Whether a file may bear this name on any system that people share files between.
fn is_file_name(stem: &str) -> bool {
    !stem.is_empty()
        && stem.len() <= 200
        && !stem.starts_with(['.', '-', ' '])
        && !stem.ends_with(['.', ' '])
        && !stem.contains(|c: char| c.is_control() || "\\/:*?\"<>|".contains(c))
}

/// How a file names its parent: by its name in the library, or by the path from its own folder.
fn named_from(word: &str, file: &Path) -> Result<String, Trouble> {
    let Source::File(parent) = Source::named(word) else { return Ok(word.to_string()) };
    let folder = file.parent().unwrap_or(Path::new(""));
    if parent.is_absolute() || folder.as_os_str().is_empty() {
        return Ok(word.to_string());
    }
    let here = |cause| {
        refusal(&format!("the current folder cannot be told: {cause}"), "give `--extends` a whole path")
    };
    let from = clean(&path::absolute(folder).map_err(here)?);
    let to = clean(&path::absolute(&parent).map_err(here)?);
    let shared = from.components().zip(to.components()).take_while(|(a, b)| a == b).count();
    let up = from.components().skip(shared).map(|_| Component::ParentDir);
    let relative: PathBuf = up.chain(to.components().skip(shared)).collect();
    // With `/` the file can be read on any system.
    Ok(relative.to_string_lossy().replace(path::MAIN_SEPARATOR, "/"))
}

/// A path without `a/..`.
fn clean(path: &Path) -> PathBuf {
    let mut out = PathBuf::new();
    for part in path.components() {
        if part == Component::ParentDir {
            out.pop();
        } else {
            out.push(part);
        }
    }
    out
}

/// Writes the file; what is there already is replaced only if asked to, and only by a whole file.
fn write(path: &Path, text: &str, force: bool) -> Result<(), Trouble> {
    let shown = path.display();
    if path.is_dir() {
        return Err(refusal(&format!("`{shown}` is a folder"), "give another name"));
    }
    let target = if force { beside(path) } else { path.to_path_buf() };
    let opened = if force {
        File::create(&target)
    } else {
        OpenOptions::new().write(true).create_new(true).open(path)
    };
    let mut file = opened.map_err(|cause| match cause.kind() {
        ErrorKind::AlreadyExists => refusal(
            &format!("`{shown}` is there already, and is left as it is"),
            "give another name, or `--force` to replace it",
        ),
        _ => refusal(
            &format!("`{shown}` cannot be made: {cause}"),
            "give a path in a folder that you may write to",
        ),
    })?;
    let written =
        file.write_all(text.as_bytes()).and_then(|()| if force { fs::rename(&target, path) } else { Ok(()) });
    written.map_err(|cause| {
        // Half a file would be taken for a whole one.
        let _ = fs::remove_file(&target);
        Trouble::File { path: path.to_path_buf(), cause }
    })
}

/// A name beside a file's for its next version.
fn beside(path: &Path) -> PathBuf {
    let mut name = OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".new");
    path.with_file_name(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_files_are_told_from_others() {
        for good in ["slower", "höhe 2", "a.b", "2001"] {
            assert!(is_file_name(good), "{good}");
        }
        for bad in ["", ".", "..", ".hidden", "-force", "a:b", "a*", "what?", "a\nb", "end.", "end "] {
            assert!(!is_file_name(bad), "{bad:?}");
        }
    }

    #[test]
    fn a_parent_is_named_from_the_new_files_folder() {
        let named = |word: &str, file: &str| named_from(word, Path::new(file)).ok().unwrap();
        assert_eq!(named("emergence", "sub/new.toml"), "emergence");
        assert_eq!(named("p.toml", "new.toml"), "p.toml");
        assert_eq!(named("p.toml", "sub/new.toml"), "../p.toml");
        assert_eq!(named("sub/p.toml", "sub/new.toml"), "p.toml");
        assert_eq!(named("x/p.toml", "sub/../y/new.toml"), "../x/p.toml");
    }
}
