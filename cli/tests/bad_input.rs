//! Wrong input: a clear message, exit 2, nothing half-written, never a panic.

mod common;

use common::{Bench, SMALL, Told};
use std::fs;

fn refused(told: &Told, words: &[&str]) {
    assert_eq!(told.code, Some(2), "expected exit 2; it said: {}{}", told.out, told.err);
    for word in words {
        assert!(told.err.contains(word), "`{word}` is missing in: {}", told.err);
    }
    for word in ["panicked", "internal error", "RUST_BACKTRACE", "src/"] {
        assert!(!told.err.contains(word), "`{word}` in: {}", told.err);
    }
}

/// Files that cannot be run: name, content, and words of the message.
const BROKEN: [(&str, &str, &[&str]); 17] = [
    ("unknown_key", "[modes]\nbetta = 1.0\n", &["unknown_key.toml:2", "betta", "beta"]),
    ("unknown_section", "[mods]\nbeta = 1.0\n", &["unknown_section.toml", "mods", "modes"]),
    ("wrong_type", "[modes]\nbeta = \"high\"\n", &["wrong_type.toml:2", "number", "high"]),
    ("out_of_range", "[platforms]\ncommission = 1.7\n", &["out_of_range.toml:2", "1.7", "0.95"]),
    ("shares", "[modes]\ninitial = [0.5, 0.5, 0.5, 0.5]\n", &["shares.toml:2", "sum"]),
    ("no_parent", "extends = \"baselin\"\n", &["no_parent.toml:1", "baselin", "baseline"]),
    ("circle", "extends = \"circle.toml\"\n", &["circle.toml", "circle"]),
    ("empty", "", &["empty.toml", "empty"]),
    ("not_toml", "[modes\nbeta = = 1\n", &["not_toml.toml:1"]),
    (
        "few_people",
        "extends = \"emergence\"\n[world]\npeople = 200\n",
        &["few_people.toml:3", "fewer than 10", "least total"],
    ),
    ("thirteen", "[world]\nregions = 13\n", &["thirteen.toml:2", "1 to 12", "regions = \"own\""]),
    ("half", "[world]\nregions = 1.5\n", &["half.toml:2", "whole number", "1.5"]),
    ("eleven", "[world]\nregions = \"eleven\"\n", &["eleven.toml:2", "\"ten\"", "\"own\""]),
    ("none", "[world]\nregions = \"own\"\n", &["none.toml:2", "no region is given", "[[region]]"]),
    (
        "lacking",
        "[world]\nregions = \"own\"\n[[region]]\nname = \"north\"\npeople_share = 1\n",
        &["lacking.toml:4", "no `income`", "add `income = …`"],
    ),
    ("number", "[mechanisms]\nadventure = 30\n", &["number.toml:2", "adventure"]),
    ("no_edges", "[ties]\nkind = \"file\"\nfile = \"nowhere.csv\"\n", &["nowhere.csv"]),
];

#[test]
fn broken_files_are_refused_with_words_that_help() {
    for (name, content, words) in BROKEN {
        let bench = Bench::new();
        let file = format!("{name}.toml");
        bench.write(&file, content);
        refused(&bench.fourfold(&format!("run {file}")), words);
        refused(&bench.fourfold(&format!("check {file}")), words);
        assert_eq!(bench.names(), [file], "nothing may be created");
    }
}

#[test]
fn all_mistakes_of_a_file_are_told_at_once() {
    let bench = Bench::new();
    bench.write("many.toml", "[modes]\nbetta = 1\nreconsider = 7\n[world]\npeople = \"all\"\n");
    refused(&bench.fourfold("run many.toml"), &["many.toml:2", "many.toml:3", "many.toml:5"]);
}

#[test]
fn what_is_no_text_is_refused() {
    let bench = Bench::new();
    bench.write("rubbish.toml", [0u8, 159, 146, 150, 255, 13, 10, 0]);
    bench.write("latin.toml", [b'#', 0xe9, b'\n']);
    for file in ["rubbish.toml", "latin.toml", "absent.toml", "."] {
        refused(&bench.fourfold(&format!("run {file}")), &[file]);
        refused(&bench.fourfold(&format!("check {file}")), &[file]);
    }
}

#[test]
fn numbers_of_people_that_make_no_sense_are_refused() {
    let bench = Bench::new();
    for number in ["0", "1e12", "1_000_000_000_000", "-5", "2.5", "many"] {
        refused(&bench.fourfold(&format!("run emergence --people {number}")), &["world.people", number]);
    }
    refused(&bench.fourfold("run emergence --people 500"), &["fewer than 10", "least total"]);
    assert!(bench.names().is_empty());
}

#[test]
fn an_edge_to_nobody_is_refused() {
    let bench = Bench::new();
    bench.write("edges.csv", "from,to\n0,1\n1,99999\n");
    bench.write("net.toml", "extends = \"verification/potts\"\n[world]\npeople = 1000\n[ties]\nkind = \"file\"\nfile = \"edges.csv\"\n");
    refused(&bench.fourfold("run net.toml"), &["edges.csv:3", "99999"]);
    assert_eq!(bench.names(), ["edges.csv", "net.toml"]);
}

#[test]
fn slips_of_the_command_line_are_refused() {
    let bench = Bench::new();
    refused(&bench.fourfold("rum emergence"), &["rum", "run"]);
    refused(&bench.fourfold("run emergance"), &["emergance", "did you mean `emergence`"]);
    refused(&bench.fourfold("run emergence --poeple 10"), &["--people"]);
    refused(&bench.fourfold("run emergence --set modes.betta=1"), &["betta", "did you mean"]);
    refused(&bench.fourfold("run emergence --set modes.beta"), &["modes.beta", "key=value"]);
    refused(&bench.fourfold("run emergence --threads 0"), &["--threads"]);
    refused(&bench.fourfold("run emergence --out="), &["--out"]);
    assert!(bench.names().is_empty());
}

#[test]
fn mistakes_of_all_scenarios_are_told_and_none_is_run() {
    let bench = Bench::new();
    bench.write("wrong.toml", "[modes]\nbetta = 1\n");
    refused(&bench.fourfold("run emergence wrong.toml nowhere"), &["betta", "nowhere"]);
    assert_eq!(bench.names(), ["wrong.toml"]);
}

#[test]
fn a_folder_that_cannot_be_made_is_refused() {
    let bench = Bench::new();
    bench.write("file", "x");
    refused(&bench.fourfold("run emergence --out file"), &["`file`", "not a folder", "--out"]);
    refused(&bench.fourfold("run emergence --out file/inside"), &["`file/inside`", "--out"]);
    refused(&bench.fourfold("run emergence dotcom-bust --out file"), &["file/emergence"]);
    refused(&bench.fourfold("run emergence --out /dev/null/x"), &["`/dev/null/x`"]);
    assert_eq!(
        (bench.names(), fs::read_to_string(bench.path("file")).unwrap()),
        (vec!["file".into()], "x".into())
    );
}

#[test]
fn a_folder_with_anything_in_it_is_refused() {
    let bench = Bench::new();
    fs::create_dir(bench.path("full")).unwrap();
    bench.write("full/notes.txt", "mine");
    refused(&bench.fourfold(&format!("{SMALL} --out full")), &["`full`", "not empty", "--force"]);
    assert_eq!(fs::read_dir(bench.path("full")).unwrap().count(), 1);
}

#[test]
fn two_scenarios_do_not_share_a_folder() {
    let bench = Bench::new();
    refused(&bench.fourfold("run emergence emergence"), &["two scenarios"]);
    bench.write("potts.toml", "extends = \"verification/potts\"\n");
    refused(&bench.fourfold("run verification/potts potts.toml"), &["results/potts", "two scenarios"]);
    assert_eq!(bench.names(), ["potts.toml"]);
}

#[test]
fn a_new_file_overwrites_nothing_and_must_have_a_legal_name() {
    let bench = Bench::new();
    bench.write("mine.toml", "mine");
    std::fs::create_dir(bench.path("folder.toml")).unwrap();
    refused(&bench.fourfold("new mine"), &["`mine.toml`", "there already", "--force"]);
    refused(&bench.fourfold("new mine.toml"), &["`mine.toml`", "there already", "--force"]);
    refused(&bench.fourfold("new folder --force"), &["`folder.toml`", "is a folder", "another name"]);
    refused(&bench.fourfold("new nowhere/mine"), &["no folder `nowhere`", "make the folder"]);
    refused(&bench.fourfold("new mine.toml/inside"), &["no folder `mine.toml`"]);
    refused(&bench.fourfold("new /dev/null/x"), &["no folder `/dev/null`"]);
    for name in ["a:b", "what?", ".toml", "..", "mine/", ".hidden"] {
        refused(&bench.fourfold(&format!("new {name}")), &["cannot be the name", "letters, digits"]);
    }
    refused(&bench.fourfold("new other --extends emergance"), &["emergance", "did you mean `emergence`"]);
    bench.write("wrong.toml", "[modes]\nbetta = 1\n");
    refused(&bench.fourfold("new other --extends wrong.toml"), &["wrong.toml:2", "did you mean `beta`"]);
    refused(&bench.fourfold("new"), &["NAME"]);
    assert_eq!(bench.names(), ["folder.toml", "mine.toml", "wrong.toml"]);
    assert_eq!(fs::read_to_string(bench.path("mine.toml")).unwrap(), "mine");
}
