//! `fourfold calibrate`: what is uncertain, fitted to facts.

mod common;

use common::{Bench, contents, manifest, text};
use std::fs;

/// Small worlds, two parameters that the facts tell of, and one that they do not.
const SMALL: &str = "calibrate baseline --people 1500 --set world.region_people=equal --set world.burn_in=24 --months 36 \
                     --replicates 2 --vary firms.capital_share --vary firms.required_return --vary modes.beta \
                     --fact ma_labour_share=0.5..0.52 --fact ma_ky=3.5..4.5 --waves 2 --runs 30";

#[test]
fn ranges_shrink_a_scenario_is_written_and_what_was_interrupted_is_carried_on() {
    let bench = Bench::new();
    let told = bench.fourfold(&format!("{SMALL} --out fitted")).succeeded();
    assert!(
        told.out.contains("firms.capital_share") && told.err.contains("wave 2: "),
        "{}\n{}",
        told.out,
        told.err
    );
    let folder = bench.path("fitted");
    let posterior = text(&folder, "posterior.csv");
    let row = |key: &str| -> Vec<String> {
        let line = posterior.lines().find(|line| line.starts_with(key)).expect("each parameter has a row");
        line.split(',').map(String::from).collect()
    };
    let head: Vec<&str> = posterior.lines().next().unwrap().split(',').collect();
    let length = |key: &str| -> f64 {
        let at = head.iter().position(|name| *name == "length").unwrap();
        row(key)[at].parse().unwrap()
    };
    assert!(length("firms.capital_share") < 0.4, "{posterior}");
    assert!(length("modes.beta") > 0.7, "the labour share tells nothing of β: {posterior}");
    // The scenario runs, and its labour share is near the fact.
    let scenario = text(&folder, "calibrated.toml");
    assert!(
        scenario.contains("extends = \"baseline\"") && scenario.contains("capital_share = "),
        "{scenario}"
    );
    assert!(!scenario.contains("region_people"), "the size of worlds is nobody's finding: {scenario}");
    bench.fourfold("check fitted/calibrated.toml").succeeded();
    let predictive = text(&folder, "predictive.csv");
    let share = predictive.lines().find(|line| line.starts_with("ma_labour_share")).unwrap();
    assert!(share.ends_with(",hit,yes"), "{predictive}");
    let manifest = manifest(&folder);
    assert_eq!(manifest["waves"], 2);
    let files = contents(&folder);
    assert_eq!(manifest["files"].as_array().unwrap().len(), files.len());
    for name in ["figures/posterior.svg", "figures/predictive.pdf", "figures/implausibility.png", "draws.csv"]
    {
        assert!(files.contains_key(name), "{name} is missing");
    }
    // As if it had been killed in the middle of a line of the second wave.
    let design = text(&folder, "design.csv");
    let kept: usize = design.lines().take(45).map(|line| line.len() + 1).sum();
    fs::create_dir(bench.path("again")).unwrap();
    fs::write(bench.path("again").join("design.csv"), &design[..kept + 7]).unwrap();
    fs::copy(folder.join("plan.txt"), bench.path("again").join("plan.txt")).unwrap();
    let told = bench.fourfold(&format!("{SMALL} --out again --resume --threads 1")).succeeded();
    assert!(told.err.contains("44 worlds known already"), "{}", told.err);
    assert!(
        files == contents(&bench.path("again")),
        "the same bytes, interrupted or not, on any number of threads"
    );
    // Another plan is refused, and so is a damaged table.
    let other = bench.fourfold(&format!("{} --out again --resume", SMALL.replace("--runs 30", "--runs 31")));
    assert!(other.code == Some(2) && other.err.contains("another plan"), "{}", other.err);
    fs::write(bench.path("again").join("design.csv"), design.replacen("wave 1,3,", "wave 1,three,", 1))
        .unwrap();
    let damaged = bench.fourfold(&format!("{SMALL} --out again --resume"));
    assert!(damaged.code == Some(2) && damaged.err.contains("line 5"), "{}", damaged.err);
}

#[test]
fn wrong_words_are_refused_with_what_to_do() {
    let bench = Bench::new();
    for (words, said) in [
        ("--vary firms.grow", "did you mean `firms.growth`?"),
        ("--vary firms.growth=2..1", "LOW below HIGH"),
        ("--fact ma_kyy", "did you mean `ma_ky`?"),
        ("--fact reg_popularity", "no fact"),
        ("--resume --out nowhere", "no calibration to carry on"),
        ("--runs 3", "24"),
    ] {
        let told = bench.fourfold(&format!("calibrate {words}"));
        assert!(told.code == Some(2) && told.err.contains(said), "{words}: {}", told.err);
    }
    assert!(!bench.path("results").exists() || contents(&bench.path("results")).is_empty());
}
