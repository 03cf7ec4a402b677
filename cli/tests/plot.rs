//! `fourfold plot`: figures of a run that is there, anew.

mod common;

use common::{Bench, SMALL, contents, text};
use std::fs;

#[test]
fn figures_are_drawn_anew_without_the_run_being_touched() {
    let bench = Bench::new();
    bench.fourfold(&format!("{SMALL} --quiet --out run")).succeeded();
    let before = contents(&bench.path("run"));
    let told = bench.fourfold("plot run").succeeded();
    assert!(told.out.lines().any(|line| line == "run/figures/regimes.pdf"), "{}", told.out);
    assert_eq!(contents(&bench.path("run")), before, "the same edition has the same bytes");
    bench.fourfold("plot run regimes plane matrix --format svg,pdf --width 89mm --theme dark").succeeded();
    let svg = text(&bench.path("run"), "figures/regimes-89mm-dark.svg");
    assert!(svg.starts_with("<svg width=\"89mm\""), "{}", &svg[..60]);
    assert!(!bench.path("run/figures/regimes-89mm-dark.png").exists());
    assert!(text(&bench.path("run"), "figures/plane-89mm-dark.txt").contains("Alternative text: "));
    let told = bench.fourfold("plot run modes --format pdf --out paper --quiet").succeeded();
    assert!(told.out.is_empty());
    assert!(fs::read(bench.path("paper/modes.pdf")).unwrap().starts_with(b"%PDF-"));
    assert_eq!(fs::read(bench.path("paper/modes.pdf")).unwrap(), before["figures/modes.pdf"]);
}

#[test]
fn what_cannot_be_drawn_is_refused_with_a_remedy() {
    let bench = Bench::new();
    bench.fourfold(&format!("{SMALL} --quiet --no-figures --out run")).succeeded();
    for (words, message, help) in [
        ("plot run mdoes", "there is no figure `mdoes`", "choose among modes"),
        ("plot run adventure", "nothing to show in the figure `adventure`", "its figures are modes"),
        ("plot run --width 3mm", "89mm to 300mm", ""),
        ("plot run --format gif", "invalid value 'gif'", "svg, pdf, png"),
        ("plot nowhere", "not a folder of results", "give a folder"),
    ] {
        let told = bench.fourfold(words);
        assert_eq!(told.code, Some(2), "{words}");
        assert!(told.err.contains(message) && told.err.contains(help), "{words}: {}", told.err);
    }
    let table = bench.path("run/series.csv");
    fs::write(&table, fs::read_to_string(&table).unwrap().replace("0,0,world", "0,1,world")).unwrap();
    let told = bench.fourfold("plot run");
    assert_eq!(told.code, Some(2));
    assert!(told.err.contains("not the one that the run left"), "{}", told.err);
    let figures = bench.path("run/figures");
    assert!(!figures.exists(), "nothing is written before all is known to be right");
}

#[test]
fn figures_of_a_comparison_are_drawn_anew_from_the_runs_it_compared() {
    let bench = Bench::new();
    let size =
        "--people 2000 --set world.region_people=equal --months 24 --set world.burn_in=12 --replicates 3";
    bench.fourfold(&format!("compare emergence dotcom-bust {size} --quiet --out both")).succeeded();
    let before = contents(&bench.path("both"));
    let told = bench.fourfold("plot both").succeeded();
    assert!(told.out.lines().any(|line| line == "both/figures/bands.svg"), "{}", told.out);
    assert_eq!(contents(&bench.path("both")), before, "the same edition has the same bytes");
    // A folder that was carried elsewhere has its runs with it.
    fs::rename(bench.path("both"), bench.path("moved")).unwrap();
    bench.fourfold("plot moved effects paths --width 183mm --theme dark --format svg --quiet").succeeded();
    for figure in ["effects", "paths"] {
        let svg = text(&bench.path("moved"), &format!("figures/{figure}-183mm-dark.svg"));
        assert!(svg.starts_with("<svg width=\"183mm\""), "{}", &svg[..60]);
    }
    let wrong = bench.fourfold("plot moved regimes");
    assert!(wrong.code == Some(2) && wrong.err.contains("choose among effects, bands"), "{}", wrong.err);
    let run = bench.path("moved/runs/dotcom-bust");
    fs::rename(&run, bench.path("lost")).unwrap();
    let wrong = bench.fourfold("plot moved");
    assert!(wrong.code == Some(2) && wrong.err.contains("is not there"), "{}", wrong.err);
    // Another run in the place of one that was compared.
    let other = bench.path("moved/runs/emergence");
    fs::rename(&other, &run).unwrap();
    fs::rename(bench.path("lost"), &other).unwrap();
    let wrong = bench.fourfold("plot moved");
    assert!(wrong.code == Some(2) && wrong.err.contains("no longer the run"), "{}", wrong.err);
}
