//! A new file: it loads as it is, and with any of its lines uncommented.

// A test fails by panicking, and so do its helpers.
#![allow(clippy::unwrap_used)]

use scenarios::{Scenario, Source, library, load, template};
use sim_core::params::{Certainty, Params};
use std::path::Path;

fn parent(name: &str) -> Scenario {
    load(Source::named(name), &[]).unwrap()
}

fn loaded(folder: &Path, text: &str) -> Scenario {
    let file = folder.join("new.toml");
    std::fs::write(&file, text).unwrap();
    load(Source::File(file), &[]).unwrap_or_else(|errors| panic!("{errors}"))
}

/// The line without its `#`, if it is a key and not prose.
fn uncommented(line: &str) -> Option<&str> {
    line.strip_prefix('#').filter(|rest| !rest.is_empty() && !rest.starts_with(' '))
}

/// Numbers of the lines that hold keys of sections, and of those that begin or belong to a block in two brackets.
fn key_lines(text: &str) -> (Vec<usize>, Vec<usize>) {
    let first_block = text.lines().position(|line| line.starts_with("#[[")).unwrap();
    let keys = text.lines().enumerate().filter(|(_, line)| uncommented(line).is_some()).map(|(i, _)| i);
    keys.partition(|i| *i < first_block)
}

fn with(text: &str, lines: &[usize]) -> String {
    let changed = |(i, line)| match uncommented(line) {
        Some(rest) if lines.contains(&i) => rest,
        _ => line,
    };
    text.lines().enumerate().map(changed).map(|line| format!("{line}\n")).collect()
}

#[test]
fn a_new_file_is_its_parent_until_something_is_changed() {
    let folder = tempfile::tempdir().unwrap();
    for entry in library() {
        let parent = parent(entry.name);
        let new = loaded(folder.path(), &template("new.toml", entry.name, &parent));
        assert_eq!(new.params, parent.params, "{}", entry.name);
        assert_eq!(new.name, "new");
        assert!(!new.title.is_empty() && !new.about.is_empty());
    }
}

#[test]
fn each_key_can_be_uncommented_alone_and_all_of_them_together() {
    let folder = tempfile::tempdir().unwrap();
    let parent = parent("baseline");
    let text = template("new.toml", "baseline", &parent);
    let (keys, block) = key_lines(&text);
    // `scenario.name` and `scenario.passage` stand beside the keys of the table.
    assert_eq!(keys.len(), Params::table().len() + 2);
    for key in &keys {
        assert_eq!(loaded(folder.path(), &with(&text, &[*key])).params, parent.params, "line {}", key + 1);
    }
    assert_eq!(loaded(folder.path(), &with(&text, &keys)).params, parent.params);
    let every: Vec<usize> = keys.into_iter().chain(block).collect();
    let all = loaded(folder.path(), &with(&text, &every));
    assert_eq!((all.name.as_str(), all.params.shocks.len()), ("my-scenario", 1));
    assert_eq!(all.params.regions[1].modes, Some(parent.params.modes.initial));
}

#[test]
fn the_blocks_of_every_parent_can_be_uncommented() {
    let folder = tempfile::tempdir().unwrap();
    for entry in library() {
        let parent = parent(entry.name);
        let text = template("new.toml", entry.name, &parent);
        let (keys, block) = key_lines(&text);
        let every: Vec<usize> = keys.into_iter().chain(block).collect();
        let all = loaded(folder.path(), &with(&text, &every));
        assert_eq!(all.params.shocks.len(), parent.params.shocks.len() + 1, "{}", entry.name);
    }
}

#[test]
fn every_key_is_explained() {
    let text = template("new.toml", "emergence", &parent("emergence"));
    // Explanations are broken into lines.
    let prose = text.lines().filter_map(|line| line.strip_prefix("# ")).collect::<Vec<_>>().join(" ");
    for row in Params::table() {
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        for part in [words(&row.meaning), words(row.unit), words(row.source)] {
            assert!(prose.contains(&part), "{}: {part:?} is missing", row.key);
        }
        let uncertain = matches!(row.certainty, Certainty::Uncertain(..));
        assert!(prose.contains(if uncertain { "uncertain, plausible" } else { "a definition or a choice" }));
    }
    assert!(text.lines().all(|line| line.chars().count() <= 200 || !line.starts_with("# ")));
}

#[test]
fn what_a_parent_has_changed_says_so() {
    let text = template("new.toml", "verification/potts", &parent("verification/potts"));
    let (_, below) =
        text.split_once("Shares of communal, authority, equality, market at the start.").unwrap();
    let lines: Vec<&str> = below.lines().skip(1).take(4).collect();
    assert!(lines.concat().contains("scenarios/library/verification/potts.toml:"), "{lines:?}");
    assert!(lines.contains(&"#initial = [0.25, 0.25, 0.25, 0.25]"), "{lines:?}");
    assert!(template("a", "dotcom-bust", &parent("dotcom-bust")).contains("\"capital-leaves\", \"crash\""));
}
