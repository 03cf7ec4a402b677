//! The house: who may name whom, and that what is written about the code is what the disk holds.

// A test fails by panicking, and so do its helpers.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod house;

use house::{code_below, core_source, files_in, folders_in, paths_named, read, root};
use sim_core::params::{Certainty, Kind, MECHANISMS, Params, Value, table};
use std::collections::BTreeSet;

/// Which parts of the core each part may name. Nothing names a phase but the month; a mechanism sees numbers alone.
/// The state names what its columns hold: purses of the ledger, and the terms of a division of pay.
const FLOORS: [(&str, &[&str]); 9] = [
    ("month.rs", &["phases", "state", "ledger"]),
    ("phases", &["phases", "mechanisms", "ledger", "observables", "state", "params", "engine", "ids"]),
    ("observables", &["observables", "ledger", "state", "params", "engine", "ids"]),
    ("genesis", &["genesis", "mechanisms", "ledger", "state", "params", "engine", "ids"]),
    ("state", &["state", "mechanisms", "ledger", "params", "engine", "ids"]),
    ("mechanisms", &["mechanisms", "params", "engine", "ids"]),
    ("ledger", &["ledger", "engine", "ids"]),
    ("params", &["params", "engine", "ids"]),
    ("engine", &["engine"]),
];

/// Which of the project's crates each crate may depend on.
const CRATES: [(&str, &[&str]); 7] = [
    ("sim-core", &[]),
    ("analysis", &[]),
    ("scenarios", &["sim-core"]),
    ("experiments", &["scenarios", "analysis", "sim-core"]),
    ("cli", &["experiments", "scenarios", "analysis", "sim-core"]),
    ("benches", &["scenarios", "analysis", "sim-core"]),
    ("xtask", &["experiments", "scenarios", "analysis", "sim-core"]),
];

#[test]
fn only_chunks_names_rayon() {
    let users: Vec<String> = code_below(&core_source())
        .into_iter()
        .filter(|(_, code)| code.contains("rayon"))
        .map(|(name, _)| name)
        .collect();
    assert_eq!(users, ["engine/chunks.rs"]);
}

#[test]
fn the_core_knows_no_file_clock_screen_or_argument() {
    for (name, code) in code_below(&core_source()) {
        for part in ["fs", "env", "time", "io", "process", "net"] {
            assert!(!paths_named(&code, "std").contains(part), "{name} names std::{part}");
        }
        for word in ["println!", "print!", "dbg!", "env!"] {
            assert!(!code.contains(word), "{name} uses {word}");
        }
    }
}

#[test]
fn every_part_of_the_core_names_only_what_lies_below() {
    for (name, code) in code_below(&core_source()) {
        let part = name.split('/').next().unwrap_or(&name);
        let Some((_, allowed)) = FLOORS.iter().find(|(floor, _)| *floor == part) else {
            assert!(
                ["lib.rs", "simulation.rs", "ids.rs", "units.rs"].contains(&part),
                "{part} has no floor in this test"
            );
            continue;
        };
        for named in paths_named(&code, "crate") {
            assert!(allowed.contains(&named.as_str()), "{name} names crate::{named}");
        }
        // `super` must not leave the part, or the list above could be walked around.
        let depth = name.matches('/').count();
        let climb = "super::".repeat(depth + 2);
        assert!(!code.contains(&climb), "{name} climbs out of its part by {climb}");
    }
}

#[test]
fn the_referee_shares_with_the_core_its_numbers_and_chance_alone() {
    // What sets it beside the engine reads the engine.
    let beside = ["copy.rs", "chain.rs", "line_by_line.rs"];
    for (name, code) in code_below(&root().join("sim-core/tests/referee")) {
        if beside.contains(&name.as_str()) || name.starts_with("copy/") {
            continue;
        }
        for (path, allowed) in [("sim_core", ["engine", "params"]), ("engine", ["num", "draws"])] {
            for named in paths_named(&code, path) {
                assert!(allowed.contains(&named.as_str()), "referee/{name} names {path}::{named}");
            }
        }
    }
}

#[test]
fn money_is_made_at_genesis_and_moved_by_the_ledger_alone() {
    for (name, code) in code_below(&core_source()) {
        if !name.starts_with("ledger/") {
            assert!(!code.contains("Purse("), "{name} builds a purse by its field");
            let makes = code.contains("endowed(");
            assert!(!makes || name.starts_with("genesis/"), "{name} makes money outside genesis");
        }
    }
}

#[test]
fn crates_depend_only_on_crates_below() {
    let members = CRATES.map(|(name, _)| name);
    let workspace = read("Cargo.toml");
    let line = workspace.lines().find(|line| line.starts_with("members")).unwrap();
    let listed: BTreeSet<&str> = line.split('"').skip(1).step_by(2).collect();
    assert_eq!(listed, members.into_iter().collect(), "the crates of this test are those of the workspace");
    for (name, allowed) in CRATES {
        let manifest = read(&format!("{name}/Cargo.toml"));
        for dependency in house::dependencies(&manifest) {
            // The binary's package bears the project's name.
            let ours = members.contains(&dependency.as_str()) || dependency == "fourfold";
            assert!(!ours || allowed.contains(&dependency.as_str()), "{name} depends on {dependency}");
        }
    }
}

#[test]
fn every_mechanism_has_a_page_and_a_switch() {
    let table = Params::table();
    for mechanism in MECHANISMS {
        let key = format!("mechanisms.{}", mechanism.name);
        let switchable = table.iter().any(|row| row.key == key && row.kind == Kind::Bool);
        assert!(switchable, "there is no {key}");
        let page = format!("docs/model/m{:02}-{}.md", mechanism.number, mechanism.name);
        assert!(root().join(&page).is_file(), "there is no {page}");
    }
}

#[test]
fn every_parameter_has_meaning_source_and_a_legal_default() {
    for row in Params::table() {
        let key = &row.key;
        assert!(!row.meaning.is_empty() && !row.source.is_empty(), "{key} lacks a meaning or a source");
        assert_eq!(table::check(&row, &row.default), Ok(()), "{key} has a default that is not legal");
        let (least, most) = row.range;
        let numbers = match &row.default {
            Value::Integer(n) => vec![*n as f64],
            Value::Number(x) => vec![*x],
            Value::Numbers(row) => row.clone(),
            Value::Bool(_) | Value::Text(_) => Vec::new(),
        };
        if let Certainty::Uncertain(low, high) = row.certainty {
            assert!(!numbers.is_empty(), "{key} is uncertain but no number");
            assert!(
                low < high && least <= low && high <= most,
                "{key}: {low} to {high} leaves the legal range"
            );
            assert!(
                numbers.iter().all(|x| (low..=high).contains(x)),
                "{key}: the default leaves {low} to {high}"
            );
        }
    }
}

#[test]
fn phases_are_the_lines_of_the_month() {
    let month = read("sim-core/src/month.rs");
    let (_, body) = month.split_once("pub fn month(").expect("month.rs has the function `month`");
    let lines: Vec<String> = body.lines().skip(1).filter_map(house::called).collect();
    assert_eq!(lines.len(), 11, "{lines:?}");
    for (number, name) in (1..).zip(&lines) {
        let [file, folder] = [format!("phases/{name}.rs"), format!("phases/{name}/mod.rs")];
        let text =
            [file, folder].iter().find_map(|path| std::fs::read_to_string(core_source().join(path)).ok());
        let text =
            text.unwrap_or_else(|| panic!("line {number} of the month, `{name}`, has no file in phases/"));
        let head = text.lines().next().unwrap_or("");
        assert!(head.starts_with(&format!("//! Line {number}: ")), "phases/{name} begins with: {head}");
    }
    let phases = core_source().join("phases");
    let mut found: BTreeSet<String> = folders_in(&phases).into_iter().collect();
    found.extend(files_in(&phases).iter().filter_map(|name| name.strip_suffix(".rs")).map(String::from));
    // `mod.rs` joins them; `anchor.rs` stands between burn-in and month 0.
    let expected: BTreeSet<String> = lines.into_iter().chain(["mod".into(), "anchor".into()]).collect();
    assert_eq!(found, expected);
}

#[test]
fn the_map_in_architecture_md_is_the_disk() {
    let map = read("ARCHITECTURE.md");
    let on_disk = folders_in(&root()).into_iter().chain(folders_in(&core_source()));
    let missing: Vec<String> = on_disk.filter(|name| !map.contains(&format!("{name}/"))).collect();
    assert!(missing.is_empty(), "ARCHITECTURE.md does not mention {missing:?}");
    let places = ["", "sim-core", "sim-core/src"].map(|place| root().join(place));
    let gone: Vec<String> = house::folders_of_map(&map)
        .into_iter()
        .filter(|folder| !places.iter().any(|place| place.join(folder).is_dir()))
        .collect();
    assert!(gone.is_empty(), "ARCHITECTURE.md lists {gone:?}, which are not there");
}

#[test]
fn every_file_of_the_core_says_first_what_lives_there() {
    for (name, _) in code_below(&core_source()) {
        let text = std::fs::read_to_string(core_source().join(&name)).unwrap();
        assert!(text.starts_with("//! "), "{name} does not begin with a `//!` line");
    }
}
