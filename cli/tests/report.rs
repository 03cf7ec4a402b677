//! `fourfold report`: a page that needs nothing else, tables for papers, and claims held against tables.

mod common;

use common::{Bench, SMALL, text};
use std::fs;

#[test]
fn a_run_becomes_a_page_and_tables() {
    let bench = Bench::new();
    bench.fourfold(&format!("{SMALL} --quiet --no-figures --out run")).succeeded();
    let told = bench.fourfold("report run").succeeded();
    assert!(told.out.starts_with("run/report.html\n"), "{}", told.out);
    let page = text(&bench.path("run"), "report.html");
    for wanted in [
        "<title>The path from 2001 (emergence)</title>",
        "fourfold run emergence --people 2000",
        "knowledge_open",
        "germ",
        "“",
        "2 of 2 replicates of 2000 people",
    ] {
        assert!(page.contains(wanted), "{wanted}");
    }
    assert!(page.matches("<svg ").count() >= 10, "figures stand inside");
    for outside in [" src=", "href=\"http", "url(http", "@import"] {
        assert!(!page.contains(outside), "{outside}");
    }
    let latex = text(&bench.path("run"), "tables/headlines.tex");
    assert!(latex.contains("\\toprule") && latex.contains("time\\_peer\\_share"), "{latex}");
    assert!(text(&bench.path("run"), "tables/stages.md").contains("| germ | 2 |"));
    bench.fourfold("report run --out elsewhere/page.html --quiet").succeeded();
    assert_eq!(text(&bench.path("elsewhere"), "page.html"), page, "the same folder gives the same bytes");
    assert!(bench.path("elsewhere/tables/measures.csv").exists());
}

#[test]
fn tests_of_times_are_printed_in_few_columns_with_the_numbers_of_their_table() {
    let bench = Bench::new();
    // At this threshold peer production's small share of hours counts as parity, and some come to it in two years.
    let low = "--set stages.parity=0.0115 --set stages.parity_ends=0.005";
    bench.fourfold(&format!("{SMALL} {low} --quiet --no-figures --out a")).succeeded();
    bench
        .fourfold(&format!("{SMALL} {low} --set mechanisms.technology=false --quiet --no-figures --out b"))
        .succeeded();
    bench.fourfold("compare a b --quiet --no-figures --out ab").succeeded();
    bench.fourfold("report ab --quiet").succeeded();
    let table = text(&bench.path("ab"), "survival_tests.csv");
    let rows: Vec<Vec<&str>> = table.lines().map(|line| line.split(',').collect()).collect();
    let of = |name: &str| rows[1][rows[0].iter().position(|head| *head == name).unwrap()];
    assert_eq!(of("stage"), "parity", "{table}");
    let printed = text(&bench.path("ab"), "tables/survival_tests.csv");
    let line = printed.lines().nth(1).unwrap();
    let counts = format!("b,parity,{} of 2,{} of 2,", of("came_against"), of("came"));
    assert!(line.starts_with(&counts), "{line}");
    let later: f64 =
        line.split('"').nth(1).unwrap().split(' ').next().unwrap().replace('−', "-").parse().unwrap();
    let difference: f64 = of("difference").parse().unwrap();
    assert!((later - difference).abs() <= 0.001 * difference.abs(), "{line}");
}

#[test]
fn a_comparison_becomes_a_page_and_its_claims_are_held_against_its_tables() {
    let bench = Bench::new();
    bench.fourfold(&format!("{SMALL} --quiet --no-figures --out a")).succeeded();
    bench.fourfold(&format!("{SMALL} --quiet --no-figures --set modes.beta=2 --out b")).succeeded();
    bench.fourfold("compare a b --quiet --out ab").succeeded();
    bench.fourfold("report ab --quiet").succeeded();
    let page = text(&bench.path("ab"), "report.html");
    assert!(page.contains("<title>a, b compared</title>") && page.matches("<svg ").count() >= 3);
    assert!(text(&bench.path("ab"), "tables/effects.tex").contains("\\midrule"));
    let told = bench.fourfold("report ab --check").succeeded();
    assert!(told.out.ends_with(" hold\n"), "{}", told.out);

    let claims = "[[claim]]\nsays = \"there are 2000 people\"\n[[claim.rests_on]]\nfile = \"summary.csv\"\n\
                  where = { month = 24, region = \"world\", measure = \"people\" }\ncolumn = \"mean\"\nvalue = 2000\n";
    bench.write("mine.toml", claims);
    bench.fourfold("report a --check mine.toml").succeeded();
    bench.write("mine.toml", claims.replace("value = 2000", "at_least = 2001"));
    let told = bench.fourfold("report a --check mine.toml");
    assert_eq!(told.code, Some(1));
    assert!(
        told.err.contains("no longer true: there are 2000 people") && told.err.contains("at least 2001"),
        "{}",
        told.err
    );
    bench.write("mine.toml", "[[claim]]\nsays = 1\n");
    let told = bench.fourfold("report a --check mine.toml");
    assert_eq!(told.code, Some(2));
    assert!(told.err.contains("mine.toml:2"), "{}", told.err);
}

#[test]
fn what_is_no_folder_of_results_is_refused() {
    let bench = Bench::new();
    fs::create_dir(bench.path("empty")).unwrap();
    for words in ["report empty", "report nowhere", "report empty --check"] {
        let told = bench.fourfold(words);
        assert_eq!(told.code, Some(2), "{words}");
        assert!(told.err.contains("not a folder of results") && told.err.contains("help:"), "{}", told.err);
    }
}
