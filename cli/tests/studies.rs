//! `sweep`, `sensitivity`, `tipping`: many worlds, of which a few numbers are kept.

mod common;

use common::{Bench, contents, manifest, text};
use sim_core::engine::num::ln;
use std::fs;

/// Small worlds.
const SMALL: &str = "--people 500 --set world.regions=one --set world.burn_in=12 --threads 2";

#[test]
fn a_grid_has_a_row_a_run_a_map_and_the_same_bytes_when_it_is_carried_on() {
    let bench = Bench::new();
    let sweep = format!(
        "sweep emergence {SMALL} --months 24 --replicates 2 --vary regimes.imitation=0.5..2:3 --vary firms.growth=0.01..0.02:2 \
         --outcome time_peer_share --outcome wage@12"
    );
    let told = bench.fourfold(&format!("{sweep} --out grid")).succeeded();
    assert!(told.out.contains("regimes.imitation") && told.out.contains("wage@12"), "{}", told.out);
    let folder = bench.path("grid");
    let runs = text(&folder, "runs.csv");
    let head = runs.lines().next().unwrap();
    assert_eq!(head, "point,replicate,regimes.imitation,firms.growth,time_peer_share,wage@12,failure");
    assert_eq!(runs.lines().count(), 1 + 3 * 2 * 2);
    assert!(runs.lines().nth(1).unwrap().starts_with("0,0,0.5,0.01,"), "{runs}");
    assert_eq!(text(&folder, "points.csv").lines().count(), 1 + 6);
    assert!(
        text(&folder, "figures/phase.csv").lines().any(|line| line.starts_with("time_peer_share,2,0.02,0."))
    );
    let manifest = manifest(&folder);
    assert_eq!((manifest["what"].as_str(), manifest["design"].as_str()), (Some("sweep"), Some("grid")));
    let files = contents(&folder);
    assert_eq!(manifest["files"].as_array().unwrap().len(), files.len());
    // Every column of every table is explained.
    let dictionary = text(&folder, "dictionary.csv");
    for column in head.split(',') {
        assert!(dictionary.contains(&format!("runs.csv,{column},")), "{column}");
    }
    // Drawn anew: the same bytes, and other editions.
    bench.fourfold("plot grid").succeeded();
    assert!(files == contents(&folder), "the same edition has the same bytes");
    bench
        .fourfold("plot grid phase response --width 89mm --theme dark --format svg --out paper --quiet")
        .succeeded();
    let svg = text(&bench.path("paper"), "phase-89mm-dark.svg");
    assert!(svg.starts_with("<svg width=\"89mm\""), "{}", &svg[..60]);
    let wrong = bench.fourfold("plot grid tornado");
    assert!(wrong.code == Some(2) && wrong.err.contains("choose among phase, response"), "{}", wrong.err);
    let kept = text(&folder, "figures/phase.json");
    fs::write(folder.join("figures/phase.json"), kept.replacen("0.5", "0.6", 1)).unwrap();
    let wrong = bench.fourfold("plot grid");
    assert!(wrong.code == Some(2) && wrong.err.contains("altered"), "{}", wrong.err);
    fs::write(folder.join("figures/phase.json"), kept).unwrap();
    // As if it had been killed in the middle of a row.
    fs::create_dir(bench.path("again")).unwrap();
    let kept: usize = runs.lines().take(6).map(|line| line.len() + 1).sum();
    fs::write(bench.path("again").join("runs.csv"), &runs[..kept + 5]).unwrap();
    fs::copy(folder.join("plan.txt"), bench.path("again").join("plan.txt")).unwrap();
    let told = bench.fourfold(&format!("{sweep} --out again --resume")).succeeded();
    assert!(told.err.contains("5 worlds known already"), "{}", told.err);
    assert!(files == contents(&bench.path("again")), "the same bytes, interrupted or not");
    let other = bench.fourfold(&format!("{} --out again --resume", sweep.replace("0.5..2:3", "0.5..2:4")));
    assert!(other.code == Some(2) && other.err.contains("another plan"), "{}", other.err);
    // The same as a file; its runs are the same worlds.
    bench.write(
        "grid.toml",
        "[sweep]\nscenario = \"emergence\"\nset = [\"world.people=500\", \"world.regions=one\", \"world.burn_in=12\", \
         \"world.months=24\", \"world.replicates=2\"]\noutcomes = [\"time_peer_share\", \"wage@12\"]\nvary = [\"regimes.imitation=0.5..2:3\", \"firms.growth=0.01..0.02:2\"]\n",
    );
    bench.fourfold("sweep grid.toml --out of-file --quiet").succeeded();
    assert_eq!(text(&bench.path("of-file"), "runs.csv"), runs);
}

#[test]
fn sensitivity_finds_the_parameter_that_sets_what_is_looked_at() {
    let bench = Bench::new();
    let told = bench
        .fourfold(&format!(
            "sensitivity emergence {SMALL} --months 12 --vary firms.capital_share=0.3..0.45 --vary modes.beta --vary dunbar.regroup --outcome labour_share \
             --trajectories 3 --rows 16 --keep 2 --out moved"
        ))
        .succeeded();
    assert!(told.out.contains("chance"), "{}", told.out);
    let folder = bench.path("moved");
    let indices = text(&folder, "indices.csv");
    let first = |input: &str| -> f64 {
        let row = indices.lines().find(|line| line.starts_with(&format!("labour_share,{input},"))).unwrap();
        row.split(',').nth(2).unwrap().parse().unwrap()
    };
    assert!(first("firms.capital_share") > 0.7, "{indices}");
    assert!(first("chance").abs() < 0.3, "{indices}");
    let screening = text(&folder, "screening.csv");
    assert!(
        screening
            .lines()
            .any(|line| line.starts_with("labour_share,firms.capital_share,") && line.ends_with(",yes"))
    );
    assert_eq!(screening.lines().filter(|line| line.ends_with(",no")).count(), 1);
    // 3 trajectories of 4 points, and 16 rows of A, B, two parameters and chance.
    assert_eq!(text(&folder, "runs.csv").lines().count(), 1 + 12 + 16 * 5);
    for name in ["figures/tornado.svg", "figures/sobol.pdf"] {
        assert!(contents(&folder).contains_key(name), "{name}");
    }
}

#[test]
fn tipping_comes_from_both_sides_and_says_what_it_found() {
    let bench = Bench::new();
    let told = bench
        .fourfold(
            "tipping verification/brock-durlauf --people 2000 --replicates 3 --along regimes.imitation=0.5..4 --steps 6 --settle 60 --hold 48 \
             --outcome regime_peer --out tips",
        )
        .succeeded();
    assert!(told.out.contains("From below") && told.out.contains("istory is remembered"), "{}", told.out);
    let folder = bench.path("tips");
    assert_eq!(text(&folder, "runs.csv").lines().count(), 1 + 2 * 6 * 3);
    assert_eq!(text(&folder, "tipping.csv").lines().count(), 3);
    assert_eq!(manifest(&folder)["branches"].as_array().unwrap().len(), 2);
    assert!(contents(&folder).contains_key("figures/tipping.png"));
}

#[test]
fn theses_are_tested_in_pairs_and_carried_on() {
    let bench = Bench::new();
    let theses = "theses T1 T30 --people 2000 --set world.region_people=equal --set world.burn_in=12 --pairs 2 --draws 2";
    let told = bench.fourfold(&format!("{theses} --out tested")).succeeded();
    assert!(told.out.contains("T30 First") && told.out.contains("not tested"), "{}", told.out);
    let folder = bench.path("tested");
    let table = text(&folder, "theses.csv");
    assert_eq!(table.lines().count(), 1 + 3, "{table}");
    // Three tests, two arms, two pairs and two draws.
    let runs = text(&folder, "runs.csv");
    assert_eq!(runs.lines().count(), 1 + 3 * 2 * 4);
    // The effect of the first test is what its rows say: two pairs, with the bust first.
    let outcome = |arm: usize, pair: usize| -> f64 {
        let key = format!("\"T1 hours: arm {arm}, pair\",{pair},");
        let row = runs.lines().find_map(|line| line.strip_prefix(&key)).unwrap();
        row.split(',').next().unwrap().parse().unwrap()
    };
    let expected = (0..2).map(|pair| ln(outcome(1, pair)) - ln(outcome(2, pair))).sum::<f64>() / 2.0;
    // Claims have commas of their own; behind `form` and `direction` stand numbers: least, months, effect.
    let row = table.lines().nth(1).unwrap();
    let (_, numbers) = row.split_once(",log,up,").unwrap();
    let effect: f64 = numbers.split(',').nth(2).unwrap().parse().unwrap();
    assert!((effect - expected).abs() < 1e-9, "{effect} {expected}");
    assert!(contents(&folder).contains_key("figures/theses.pdf"));
    let kept: usize = runs.lines().take(9).map(|line| line.len() + 1).sum();
    fs::create_dir(bench.path("again")).unwrap();
    fs::write(bench.path("again").join("runs.csv"), &runs[..kept]).unwrap();
    fs::copy(folder.join("plan.txt"), bench.path("again").join("plan.txt")).unwrap();
    let told = bench.fourfold(&format!("{theses} --out again --resume --threads 1")).succeeded();
    assert!(told.err.contains("8 worlds known already"), "{}", told.err);
    assert!(contents(&folder) == contents(&bench.path("again")), "the same bytes, interrupted or not");
}

#[test]
fn wrong_words_are_refused_with_what_to_do_and_nothing_is_written() {
    let bench = Bench::new();
    for (words, said) in [
        ("sweep emergence", "--vary KEY=LOW..HIGH"),
        ("sweep emergence --vary firms.grow", "did you mean `firms.growth`?"),
        ("sweep emergence --vary firms.growth=0.01..0.02:x", "2 or more"),
        ("sweep emergence --vary firms.growth --design lattice", "grid, hypercube or sobol"),
        ("sweep emergence --vary firms.growth --outcome wag", "did you mean `wage`?"),
        ("sweep emergence --vary firms.growth --resume --out nowhere", "no sweep to carry on"),
        ("sensitivity emergence --trajectories 0 --rows 0", "nothing is to be done"),
        ("sweep emergence --vary firms.growth --months 24 --outcome wage@25", "beyond the end"),
        ("sweep emergence --vary firms.growth --points 0", "--points 1"),
        ("sweep emergence --vary ties.degree=4..6:5", "fewer than 5"),
        ("sensitivity emergence --vary modes.beta=0.5..1 --vary modes.beta=1..2", "varied twice"),
        ("theses T1 --set world.months=12", "months of its own"),
        ("sensitivity", "SCENARIO"),
        ("tipping emergence --along biosphere.initial", "cannot change while a world lives"),
        ("tipping emergence --along regimes.imitation --replicates 1", "--replicates 2 or more"),
        ("tipping emergence", "--along"),
        ("theses T33", "T1 to T32"),
        ("theses T1 --people few", "world.people"),
    ] {
        let told = bench.fourfold(words);
        assert!(told.code == Some(2) && told.err.contains(said), "{words}: {}", told.err);
    }
    assert!(!bench.path("results").exists() || contents(&bench.path("results")).is_empty());
}
