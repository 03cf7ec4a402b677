//! How the program speaks: help, data on standard output, talk on standard error, a quiet end.

mod common;

use common::{Bench, SMALL, Told, assert_same_bytes, manifest};
use serde_json::Value as Json;
use std::io::Read;
use std::process::Stdio;

#[test]
fn help_opens_with_examples() {
    let bench = Bench::new();
    for words in [
        "",
        "--help",
        "run --help",
        "show --help",
        "check --help",
        "new --help",
        "schema --help",
        "compare --help",
    ] {
        let told = bench.fourfold(words).succeeded();
        assert!(told.out.lines().take(4).any(|line| line == "Examples:"), "{}", told.out);
        assert!(told.err.is_empty());
    }
    assert!(bench.fourfold("--version").succeeded().out.starts_with("fourfold 0."));
}

#[test]
fn the_library_is_listed_shown_and_sound() {
    let bench = Bench::new();
    let list = bench.fourfold("list").succeeded().out;
    assert!(list.lines().count() >= 5);
    for name in list.lines().map(|line| line.split_whitespace().next().unwrap()) {
        assert_eq!(bench.fourfold(&format!("check {name}")).succeeded().out, format!("{name}: ok\n"));
        assert!(bench.fourfold(&format!("show {name}")).succeeded().out.starts_with(name));
    }
    let shown = bench.fourfold("show emergence --set modes.beta=1.25").succeeded().out;
    assert!(shown.lines().any(|line| line.contains("1.25") && line.contains("command line")), "{shown}");
}

#[test]
fn a_scenario_shown_as_toml_is_a_scenario() {
    let bench = Bench::new();
    let toml = bench.fourfold("show dotcom-bust --set world.people=7000 --toml").succeeded().out;
    bench.write("mine.toml", &toml);
    assert_eq!(bench.fourfold("check mine.toml").succeeded().out, "mine.toml: ok\n");
    assert_eq!(bench.fourfold("show mine.toml --toml").succeeded().out, toml);
}

#[test]
fn a_new_scenario_is_sound_as_it_is_and_says_what_to_do_next() {
    let bench = Bench::new();
    let told = bench.fourfold("new slower").succeeded();
    assert_eq!((told.out.as_str(), bench.names()), ("", vec!["slower.toml".to_string()]));
    for word in [
        "slower.toml is written",
        "baseline",
        "`#`",
        "fourfold check slower.toml",
        "fourfold run slower.toml",
    ] {
        assert!(told.err.contains(word), "`{word}` is missing in: {}", told.err);
    }
    assert_eq!(bench.fourfold("check slower.toml").succeeded().out, "slower.toml: ok\n");
    let text = common::text(&bench.path(""), "slower.toml");
    assert!(text.contains("\nextends = \"baseline\"\n") && text.contains("\n#beta = 1.0\n"), "{text}");
    bench.write("slower.toml", text.replacen("\n#ceiling = 0.8\n", "\nceiling = 0.4\n", 1));
    let shown = bench.fourfold("show slower.toml").succeeded().out;
    assert!(shown.lines().any(|line| line.contains("0.4") && line.contains("slower.toml:")), "{shown}");
}

#[test]
fn a_new_scenario_extends_what_it_is_told_to_wherever_it_lies() {
    let bench = Bench::new();
    std::fs::create_dir(bench.path("mine")).unwrap();
    bench.fourfold("new mine/first.toml --extends dotcom-bust").succeeded();
    bench.fourfold("new second --extends mine/first.toml").succeeded();
    bench.fourfold("new mine/third --extends second.toml").succeeded();
    let third = common::text(&bench.path("mine"), "third.toml");
    assert!(third.contains("\nextends = \"../second.toml\"\n"), "{third}");
    let shown = bench.fourfold("show mine/third.toml").succeeded().out;
    assert!(shown.contains("capital-leaves"), "{shown}");
    assert_eq!(bench.names(), ["mine", "second.toml"]);
}

#[test]
fn a_file_is_replaced_when_that_is_asked_for() {
    let bench = Bench::new();
    bench.write("mine.toml", "old");
    bench.fourfold("new mine --extends emergence --force").succeeded();
    assert!(common::text(&bench.path(""), "mine.toml").contains("extends = \"emergence\""));
    assert_eq!(bench.names(), ["mine.toml"], "nothing is left beside it");
}

#[test]
fn the_schema_is_data_for_editors() {
    let told = Bench::new().fourfold("schema").succeeded();
    let schema: Json = serde_json::from_str(&told.out).unwrap();
    let beta = &schema["properties"]["modes"]["properties"]["beta"];
    assert_eq!((beta["minimum"].as_f64(), beta["maximum"].as_f64()), (Some(0.0), Some(50.0)));
    assert_eq!(schema["additionalProperties"], false);
    assert!(told.err.is_empty());
}

#[test]
fn every_file_is_checked_whatever_the_others_are() {
    let bench = Bench::new();
    bench.write("good.toml", "extends = \"baseline\"\n");
    bench.write("bad.toml", "[modes]\nbetta = 1\n");
    let told = bench.fourfold("check bad.toml good.toml nowhere");
    assert_eq!((told.code, told.out.as_str()), (Some(2), "good.toml: ok\n"));
    assert!(told.err.contains("bad.toml:2") && told.err.contains("nowhere"));
}

#[test]
fn findings_say_what_was_found_and_where() {
    let bench = Bench::new();
    let told = bench.fourfold(&format!("{SMALL} --out run")).succeeded();
    for word in ["emergence: ", "mode communal", "regime peer", "unemployment", "run/figures", "next"] {
        assert!(told.out.contains(word), "`{word}` is missing in: {}", told.out);
    }
    for word in ["2 000 people", "24 months", "2 replicates", "leading eigenvalue", "100 % of months"] {
        assert!(told.err.contains(word), "`{word}` is missing in: {}", told.err);
    }
    assert!(!told.out.contains('\u{1b}') && !told.err.contains('\u{1b}'), "no colour in a pipe");
}

#[test]
fn quiet_is_quiet() {
    let told = Bench::new().fourfold(&format!("{SMALL} --quiet --out run")).succeeded();
    assert_eq!((told.out.as_str(), told.err.as_str()), ("", ""));
}

#[test]
fn machines_get_one_object() {
    let bench = Bench::new();
    let told = bench.fourfold(&format!("{SMALL} --no-figures --json --out run")).succeeded();
    let json: Json = serde_json::from_str(&told.out).unwrap();
    let run = &json["runs"][0];
    assert_eq!((run["name"].as_str(), run["folder"].as_str()), (Some("emergence"), Some("run")));
    assert_eq!(run["measures"]["people"]["end"]["mean"], 2000.0);
    assert!(run["timings"]["stepping"].is_number() && run["files"].as_array().unwrap().len() >= 6);
    assert!(told.err.contains("mode communal"));
}

#[test]
fn timings_tell_the_eleven_lines_and_their_shares() {
    let bench = Bench::new();
    let told = bench.fourfold(&format!("{SMALL} --no-figures --json --timings --out run")).succeeded();
    let json: Json = serde_json::from_str(&told.out).unwrap();
    let lines = json["runs"][0]["timings"]["lines"].as_array().unwrap();
    let names: Vec<&str> = lines.iter().map(|line| line["name"].as_str().unwrap()).collect();
    let month = sim_core::phases::Line::ALL.map(|line| line.name());
    assert_eq!(names, [&["genesis", "burn_in"][..], &month, &["writing"]].concat());
    assert!(names.iter().all(|name| told.err.lines().any(|line| line.trim_start().starts_with(name))));
    let sum: f64 = lines.iter().map(|line| line["share"].as_f64().unwrap()).sum();
    assert!((sum - 1.0).abs() < 1e-4, "{sum}");
    assert_eq!(manifest(&bench.path("run"))["timings"]["lines"], Json::from(lines.clone()));
    bench.fourfold(&format!("{SMALL} --no-figures --out plain")).succeeded();
    assert!(manifest(&bench.path("plain"))["timings"]["lines"].is_null());
    assert_same_bytes(&bench.path("run"), &bench.path("plain"));
}

#[test]
fn a_profile_is_folded_stacks_of_the_same_parts() {
    let bench = Bench::new();
    bench.fourfold(&format!("{SMALL} --no-figures --quiet --profile where --out run")).succeeded();
    let profile = std::fs::read_to_string(bench.path("where")).unwrap();
    let stacks: Vec<(&str, u64)> = profile
        .lines()
        .map(|line| line.rsplit_once(' ').unwrap())
        .map(|(stack, microseconds)| (stack, microseconds.parse().unwrap()))
        .collect();
    assert_eq!(stacks.len(), 2 + sim_core::phases::Line::ALL.len() + 2, "{profile}");
    let relate = stacks.iter().find(|(stack, _)| *stack == "emergence;month;relate").unwrap();
    let lines = manifest(&bench.path("run"))["timings"]["lines"].clone();
    let seconds = lines.as_array().unwrap().iter().find(|line| line["name"] == "relate").unwrap()["seconds"]
        .as_f64()
        .unwrap();
    assert!((1e-6 * relate.1 as f64 - seconds).abs() < 1e-6, "{profile}");
    // Neither another file nor hours of work are lost.
    let told = bench.fourfold(&format!("{SMALL} --no-figures --profile where --out other"));
    assert!(told.code == Some(2) && told.err.contains("a file `where` already"), "{}", told.err);
    let told = bench.fourfold(&format!("{SMALL} --no-figures --profile no/such/folder --out other"));
    assert!(told.code == Some(2) && told.err.contains("`no/such/folder` cannot be written"), "{}", told.err);
    assert!(told.err.contains("after `--profile`"), "{}", told.err);
    assert!(!bench.path("other").exists());
}

#[test]
fn who_closes_the_pipe_has_what_they_want() {
    let bench = Bench::new();
    let mut child = bench
        .command()
        .args(["show", "baseline"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let told = Told::of(child.wait_with_output().unwrap());
    assert_eq!((told.code, told.err.as_str()), (Some(0), ""));
}

#[cfg(unix)]
#[test]
fn names_that_are_no_text_are_taken_as_they_are() {
    use std::os::unix::ffi::OsStrExt;
    let bench = Bench::new();
    let out = std::ffi::OsStr::from_bytes(b"r\xff");
    let mut command = bench.command();
    command.args(SMALL.split_whitespace()).args(["--no-figures", "--json", "--out"]).arg(out);
    Told::of(command.output().unwrap()).succeeded();
    assert!(bench.path("").join(out).join("manifest.json").exists());
}

#[cfg(unix)]
#[test]
fn ctrl_c_saves_what_is_there() {
    let bench = Bench::new();
    // All of it would take hours.
    let words =
        "run verification/potts --people 2000 --months 12000 --replicates 100000 --no-figures --out run";
    let mut child = bench.command().args(words.split(' ')).stderr(Stdio::piped()).spawn().unwrap();
    let mut err = child.stderr.take().unwrap();
    // The first words are said when the run has begun and Ctrl-C is listened to.
    let mut first = [0; 64];
    err.read_exact(&mut first).unwrap();
    let kill = std::process::Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
    assert!(kill.success());
    let mut rest = String::new();
    err.read_to_string(&mut rest).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130), "{rest}");
    assert!(rest.contains("interrupted"), "{rest}");
    let manifest = manifest(&bench.path("run"));
    assert_eq!(manifest["status"], "interrupted");
    let rows = common::text(&bench.path("run"), "series.csv")
        .lines()
        .filter(|line| line.contains(",world,"))
        .count();
    assert_eq!(rows as u64, manifest["replicates_done"].as_u64().unwrap() * 12_001);
}
