//! Reading the repository's own files, for the test of the house.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The repository's folder. Asked of cargo when run, since two checkouts may share a target folder.
pub fn root() -> PathBuf {
    let here =
        std::env::var_os("CARGO_MANIFEST_DIR").map_or(env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    here.parent().unwrap().to_path_buf()
}

/// Where the core's code lies.
pub fn core_source() -> PathBuf {
    root().join("sim-core/src")
}

/// A file of the repository.
pub fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|cause| panic!("{path}: {cause}"))
}

fn names(folder: &Path, are: impl Fn(&Path) -> bool) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap_or_else(|cause| panic!("{}: {cause}", folder.display()));
    let paths = entries.map(|entry| entry.unwrap().path()).filter(|path| are(path));
    let mut names: Vec<String> =
        paths.map(|path| path.file_name().unwrap().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Names of the files of a folder.
pub fn files_in(folder: &Path) -> Vec<String> {
    names(folder, Path::is_file)
}

/// Names of the folders of a folder, but for hidden ones and caches such as `target`.
pub fn folders_in(folder: &Path) -> Vec<String> {
    let mut folders = names(folder, |path| path.is_dir() && !path.join("CACHEDIR.TAG").exists());
    folders.retain(|name| !name.starts_with('.'));
    folders
}

/// Every Rust file below a folder, by its path there, with its code: comments left out.
pub fn code_below(folder: &Path) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for name in files_in(folder).into_iter().filter(|name| name.ends_with(".rs")) {
        let text = fs::read_to_string(folder.join(&name)).unwrap();
        let code: Vec<&str> = text.lines().map(|line| line.split("//").next().unwrap_or("")).collect();
        all.push((name, code.join("\n")));
    }
    for inner in folders_in(folder) {
        let below = code_below(&folder.join(&inner));
        all.extend(below.into_iter().map(|(name, code)| (format!("{inner}/{name}"), code)));
    }
    all
}

/// What is named directly below a path: `a` and `b` for `crate` in `crate::a::x` and `use crate::{b, a::y}`.
pub fn paths_named(code: &str, path: &str) -> BTreeSet<String> {
    let code: String = code.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut named = BTreeSet::new();
    for (at, start) in code.match_indices(&format!("{path}::")) {
        let before = code[..at].chars().next_back();
        if before.is_some_and(|c| c.is_alphanumeric() || c == '_') {
            continue;
        }
        let rest = &code[at + start.len()..];
        match rest.strip_prefix('{') {
            None => named.extend(first_word(rest)),
            Some(group) => named.extend(of_group(group)),
        }
    }
    named
}

/// First words of the members of a group, up to its closing brace.
fn of_group(group: &str) -> Vec<String> {
    let (mut depth, mut members) = (0, vec![String::new()]);
    for c in group.chars() {
        match c {
            '}' if depth == 0 => break,
            ',' if depth == 0 => members.push(String::new()),
            _ => {
                depth += i32::from(c == '{') - i32::from(c == '}');
                members.last_mut().unwrap().push(c);
            }
        }
    }
    members.iter().filter_map(|member| first_word(member.trim())).collect()
}

fn first_word(text: &str) -> Option<String> {
    let word: String = text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    (!word.is_empty()).then_some(word)
}

/// Names of all that a `Cargo.toml` depends on, for whatever purpose.
pub fn dependencies(manifest: &str) -> Vec<String> {
    let mut inside = false;
    let mut found = Vec::new();
    for line in manifest.lines().map(str::trim) {
        if line.starts_with('[') {
            inside = line.ends_with("dependencies]");
            // `[dependencies.name]` is another way to write it.
            found.extend(
                line.split_once("dependencies.").map(|(_, name)| name.trim_end_matches(']').to_string()),
            );
        } else if inside {
            let name: String =
                line.chars().take_while(|c| c.is_alphanumeric() || "-_".contains(*c)).collect();
            found.extend((!name.is_empty()).then_some(name));
        }
    }
    found
}

/// The function that a line of the month calls first.
pub fn called(line: &str) -> Option<String> {
    let call = line.split("//").next()?.split_once('(')?.0;
    Some(call.split([' ', '=']).next_back()?.to_string())
}

/// Folders that the blocks of a map list: first words of lines that end in `/`, without the branches of a tree.
pub fn folders_of_map(map: &str) -> Vec<String> {
    let mut inside = false;
    let mut found = Vec::new();
    for line in map.lines() {
        if line.trim_start().starts_with("```") {
            inside = !inside;
        } else if inside {
            let word =
                line.trim_start_matches(['│', '├', '└', '─', ' ', '\u{a0}']).split(' ').next().unwrap_or("");
            found.extend(word.strip_suffix('/').map(String::from));
        }
    }
    found
}

#[test]
fn paths_are_found_in_groups_and_alone() {
    let code = "use crate::{a, b::{c, d}, e as f};\nlet x = crate::g::h(); mycrate::no; use crate::i;";
    let expected = ["a", "b", "e", "g", "i"].map(String::from);
    assert!(paths_named(code, "crate").into_iter().eq(expected));
    assert_eq!(called("    let seen = perceive(world, ctx); // what (and why)"), Some("perceive".into()));
    assert_eq!(folders_of_map("a/ no\n```\n├── cli/   the binary\nb.rs\n```\n"), ["cli"]);
    assert_eq!(dependencies("[dependencies]\na.workspace = true\nb = \"1\"\n\n[lints]\nc = 1\n"), ["a", "b"]);
}
