//! `fourfold compare`: folders and scenarios side by side, and what is refused.

mod common;

use common::{Bench, assert_same_bytes, manifest, text};
use serde_json::Value as Json;

const SMALL: &str =
    "--people 2000 --set world.region_people=equal --months 24 --set world.burn_in=6 --no-figures --quiet";

/// A bench with two runs: with belief, and without.
fn bench() -> Bench {
    let bench = Bench::new();
    bench.fourfold(&format!("run emergence {SMALL} --replicates 4 --out with")).succeeded();
    bench
        .fourfold(&format!(
            "run emergence {SMALL} --replicates 4 --set mechanisms.imaginary=false --out without"
        ))
        .succeeded();
    bench
}

#[test]
fn two_folders_are_compared_as_twins() {
    let bench = bench();
    let told = bench.fourfold("compare with without --out both").succeeded();
    for word in [
        "with beside without",
        "4 twins of without and with",
        "statements.md",
        "both/figures (effects, bands",
    ] {
        assert!(told.out.contains(word), "`{word}` is missing in: {}", told.out);
    }
    assert!(told.err.contains("fewer than 8"), "{}", told.err);
    let both = bench.path("both");
    let manifest = manifest(&both);
    assert_eq!((manifest["what"].as_str(), manifest["paired"].as_bool()), (Some("compare"), Some(true)));
    assert_eq!(manifest["horizons"], serde_json::json!([6, 12, 18, 24]));
    let listed: Vec<&str> =
        manifest["files"].as_array().unwrap().iter().map(|file| file["name"].as_str().unwrap()).collect();
    let names = [
        "effects.csv",
        "bands.csv",
        "survival.csv",
        "stages_share.csv",
        "transitions_test.csv",
        "clusters.csv",
        "committor.csv",
        "statements.md",
        "claims.toml",
        "dictionary.csv",
        "figures/plane.svg",
        "figures/plane.png",
        "figures/plane.csv",
    ];
    for name in names {
        assert!(listed.contains(&name) && both.join(name).exists(), "{name} is missing among {listed:?}");
    }
    let dictionary = text(&both, "dictionary.csv");
    for file in listed.iter().filter(|name| name.ends_with(".csv")) {
        let header = text(&both, file).lines().next().unwrap().to_owned();
        for column in header.split(',') {
            assert!(dictionary.contains(&format!("\n{file},{column},")), "{file}: {column} is not explained");
        }
    }
    let effects = text(&both, "effects.csv");
    assert!(effects.lines().any(|line| line.starts_with("without,with,time_peer_share,24,")), "{effects}");
}

#[test]
fn a_comparison_is_repeated_to_the_byte_and_replaced_when_asked() {
    let bench = bench();
    bench.fourfold("compare with without --out one --threads 1 --quiet").succeeded();
    let refused = bench.fourfold("compare with without --out one");
    assert_eq!(refused.code, Some(2));
    assert!(refused.err.contains("not empty") && refused.err.contains("--force"), "{}", refused.err);
    bench.fourfold("compare with without --out two --threads 2 --quiet").succeeded();
    assert_same_bytes(&bench.path("one"), &bench.path("two"));
    bench.write("one/mine.txt", "mine");
    bench
        .fourfold("compare with without --out one --measures wage --at 12 --no-figures --quiet --force")
        .succeeded();
    assert!(!bench.path("one/figures/plane.svg").exists() && bench.path("one/mine.txt").exists());
    let effects = text(&bench.path("one"), "effects.csv");
    assert_eq!(effects.lines().count(), 2, "{effects}");
}

#[test]
fn scenarios_are_run_first() {
    let bench = Bench::new();
    // A folder that happens to bear the name of a scenario is not taken for results.
    std::fs::create_dir(bench.path("emergence")).unwrap();
    let size =
        "--people 2000 --set world.region_people=equal --months 14 --replicates 3 --set world.burn_in=2";
    let told = bench.fourfold(&format!("compare emergence dotcom-bust {size} --no-figures")).succeeded();
    assert!(
        told.err.contains("emergence: 2 000 people") && told.out.contains("emergence beside dotcom-bust"),
        "{}",
        told.err
    );
    let folder = bench.path("results/compare-emergence-dotcom-bust");
    assert!(folder.join("runs/dotcom-bust/series.csv").exists() && folder.join("effects.csv").exists());
    // A folder and a scenario, for machines.
    let size = format!("{size} --set mechanisms.imaginary=false");
    let told = bench.fourfold(&format!("compare results/compare-emergence-dotcom-bust/runs/emergence emergence {size} --no-figures --json --quiet --out mixed")).succeeded();
    let json: Json = serde_json::from_str(&told.out).unwrap();
    assert_eq!((json["paired"].as_bool(), json["months"].as_i64()), (Some(true), Some(14)));
    assert!(json["statements"].as_array().unwrap().iter().all(|s| s["rests_on"][0]["file"].is_string()));
    assert!(told.err.is_empty(), "{}", told.err);
}

#[test]
fn runs_that_are_no_twins_are_compared_as_strangers_and_that_is_said() {
    let bench = bench();
    bench
        .fourfold(&format!(
            "run emergence {} --replicates 3 --seed 7 --out other",
            SMALL.replace("--months 24", "--months 18")
        ))
        .succeeded();
    let told = bench.fourfold("compare with other --out both --no-figures").succeeded();
    for word in ["no twins", "seeds differ (with: 1, other: 7)", "the first 18 months"] {
        assert!(told.err.contains(word), "`{word}` is missing in: {}", told.err);
    }
    assert!(text(&bench.path("both"), "statements.md").contains("no twins"));
    assert_eq!(manifest(&bench.path("both"))["paired"], false);
    let effects = text(&bench.path("both"), "effects.csv");
    assert!(
        effects.lines().skip(1).all(|line| line.ends_with(',')),
        "without pairing nothing is won: {effects}"
    );
}

#[test]
fn what_cannot_be_compared_is_refused_and_nothing_is_left() {
    let bench = bench();
    bench.fourfold(&format!("run emergence {SMALL} --replicates 1 --out alone")).succeeded();
    std::fs::create_dir(bench.path("empty")).unwrap();
    for (words, said, help) in [
        ("compare with", "2 values required", ""),
        ("compare with with/", "given twice", "two different runs"),
        ("compare with alone", "alone has 1 replicate", "--replicates 8"),
        ("compare with without --at 25", "month 25", "0 to 24"),
        ("compare with without --measures wag", "no measure `wag`", "did you mean `wage`"),
        ("compare with without --people 3000", "nothing to run", "name a scenario"),
        ("compare with without --out with --force", "one of the runs", "another folder"),
        ("compare with empty", "not a folder of results", "`fourfold run`"),
        ("compare with emergense", "emergense", "emergence"),
        ("compare with without a b c d", "6 runs are given", "fewer"),
    ] {
        let told = bench.fourfold(words);
        assert_eq!(told.code, Some(2), "{words}: {}", told.err);
        assert!(told.err.contains(said) && told.err.contains(help), "{words}: {}", told.err);
        assert!(!bench.path("results").exists(), "{words} left something");
    }
    assert!(bench.path("with/series.csv").exists());
}

#[test]
fn altered_or_unfinished_runs_are_never_used_in_silence() {
    let bench = bench();
    let series = text(&bench.path("without"), "series.csv");
    bench.write("without/series.csv", series.replacen(",world,", ",World,", 1));
    let told = bench.fourfold("compare with without --out both");
    assert_eq!(told.code, Some(2));
    assert!(
        told.err.contains("not the one that the run left") && told.err.contains("series.csv"),
        "{}",
        told.err
    );
    assert!(!bench.path("both").exists());
    bench.write("without/series.csv", series);
    let whole = text(&bench.path("without"), "manifest.json");
    bench.write("without/manifest.json", whole.replace("\"complete\"", "\"interrupted\""));
    let told = bench.fourfold("compare with without --out both");
    assert_eq!(told.code, Some(2));
    assert!(told.err.contains("`interrupted`"), "{}", told.err);
    bench.write("without/manifest.json", &whole[..whole.len() / 2]);
    assert!(bench.fourfold("compare with without --out both").err.contains("manifest is damaged"));
    bench.write("without/manifest.json", whole);
    bench.fourfold("compare with without --out both --quiet --no-figures").succeeded();
    let told = bench.fourfold("compare with both --out again");
    assert!(told.err.contains("holds a comparison, not a run"), "{}", told.err);
}
