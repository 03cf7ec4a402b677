//! `fourfold validate`: simulated histories beside measured facts.

mod common;

use common::{Bench, contents, manifest, text};

const SMALL: &str = "validate baseline --people 3000 --set world.region_people=equal --set world.burn_in=12 \
                     --set projects.founding=0.004 --months 120 --replicates 2";

#[test]
fn facts_are_asked_told_and_written() {
    let bench = Bench::new();
    let told = bench.fourfold(&format!("{SMALL} --out held")).succeeded();
    assert!(told.out.contains(" hits, ") && told.out.contains("of 130 facts are not asked"), "{}", told.out);
    let folder = bench.path("held");
    let table = text(&folder, "validation.csv");
    let rows = csv_rows(&table);
    assert_eq!(rows.len(), 131, "a line a fact, and the head");
    let at = |name: &str| rows[0].iter().position(|column| column == name).unwrap();
    for row in &rows[1..] {
        let is_asked = row[at("verdict")] != "not asked";
        assert_eq!(is_asked, row[at("why")].is_empty(), "{row:?}");
        assert_eq!(is_asked, !row[at("median")].is_empty(), "{row:?}");
    }
    let row = |fact: &str| rows.iter().find(|row| row[0] == fact).unwrap();
    assert_eq!(row("ma_ky")[at("verdict")], "hit");
    assert!(
        row("pp_gini")[at("n")].parse::<u32>().unwrap() > 0,
        "some projects are large: {:?}",
        row("pp_gini")
    );
    let manifest = manifest(&folder);
    let number = |key: &str| manifest[key].as_u64().unwrap();
    assert_eq!(number("hits") + number("misses") + number("not_asked"), 130);
    let files = contents(&folder);
    assert!(
        ["figures/facts.svg", "figures/facts.pdf", "validation.md"].iter().all(|f| files.contains_key(*f))
    );
    assert_eq!(manifest["files"].as_array().unwrap().len(), files.len());
    bench.fourfold(&format!("{SMALL} --out again --threads 1 --quiet")).succeeded();
    assert!(files == contents(&bench.path("again")), "the same bytes on any number of threads");
}

#[test]
fn a_wrong_scenario_is_refused() {
    let bench = Bench::new();
    let told = bench.fourfold("validate baselin");
    assert!(told.code == Some(2) && told.err.contains("baseline"), "{}", told.err);
}

/// Cells of a table whose words may be quoted.
fn csv_rows(text: &str) -> Vec<Vec<String>> {
    let mut rows = vec![vec![String::new()]];
    let mut is_quoted = false;
    for c in text.chars() {
        let last = rows.last_mut().expect("there is a row");
        match c {
            '"' => is_quoted = !is_quoted,
            ',' if !is_quoted => last.push(String::new()),
            '\n' if !is_quoted => rows.push(vec![String::new()]),
            _ => last.last_mut().expect("there is a cell").push(c),
        }
    }
    rows.pop();
    rows
}
