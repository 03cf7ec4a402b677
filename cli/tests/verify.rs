//! `fourfold verify`: mechanisms against their closed forms.

mod common;

use common::{Bench, contents, manifest, text};

#[test]
fn cases_are_chosen_run_written_and_told() {
    let bench = Bench::new();
    let told = bench.fourfold("verify M4 taste norm --quick --out checked").succeeded();
    assert!(told.out.contains("6 of 6 cases hold"), "{}", told.out);
    assert!(told.err.contains("M4") && told.err.contains("bass"), "{}", told.err);
    let folder = bench.path("checked");
    let table = text(&folder, "verification.csv");
    assert_eq!(table.lines().count(), 1 + 5 * 12 + 2, "{table}");
    assert!(table.lines().skip(1).all(|line| line.ends_with(",holds")), "{table}");
    let page = text(&folder, "verification.md");
    assert!(page.contains("Bass 1969") && page.contains("| M31 | norm | law |"), "{page}");
    let files = contents(&folder);
    for figure in ["m04-technology", "m06-taste", "m31-norm"] {
        for end in ["svg", "pdf", "png", "csv", "txt"] {
            assert!(files.contains_key(&format!("figures/{figure}.{end}")), "{figure}.{end}");
        }
    }
    let manifest = manifest(&folder);
    assert_eq!((&manifest["what"], &manifest["holds"]), (&"verify".into(), &true.into()));
    assert_eq!(manifest["files"].as_array().unwrap().len(), files.len());
    let dictionary = text(&folder, "dictionary.csv");
    for column in table.lines().next().unwrap().split(',') {
        assert!(dictionary.contains(&format!("\nverification.csv,{column},")), "{column}");
    }
    // The same bytes on any number of threads, but for the times in the manifest.
    bench.fourfold("verify M4 taste norm --quick --out again --threads 1 --quiet").succeeded();
    assert!(files == contents(&bench.path("again")));
}

#[test]
fn what_is_wrong_is_refused_with_a_remedy() {
    let bench = Bench::new();
    let told = bench.fourfold("verify potss");
    assert_eq!(told.code, Some(2));
    assert!(told.err.contains("no case `potss`") && told.err.contains("simon-yule"), "{}", told.err);
    bench.fourfold("verify norm --quick --quiet --out here").succeeded();
    let told = bench.fourfold("verify norm --quick --out here");
    assert!(told.code == Some(2) && told.err.contains("not empty"), "{}", told.err);
    bench.fourfold("verify norm --quick --quiet --out here --force").succeeded();
    let told = bench.fourfold("verify norm --quick --json --out json").succeeded();
    assert!(told.out.contains("\"holds\": true"), "{}", told.out);
    // Neither `plot` nor `report` takes such a folder for a run.
    for verb in ["plot", "report"] {
        let told = bench.fourfold(&format!("{verb} here"));
        assert!(told.code == Some(2) && told.err.contains("not a run"), "{verb}: {}", told.err);
    }
}
