//! Scenarios side by side, on toy worlds whose answers are known: every table, every sentence, every figure.

#![allow(clippy::unwrap_used)]

use analysis::comparison::sheet::Sheet;
use analysis::comparison::{self, Arm, Comparison, Findings, Pairing, Words};
use analysis::figures::{Print, compare};
use analysis::moves::Moves;
use analysis::png;
use analysis::table::{Series, WORLD};
use std::collections::BTreeSet;

const REPLICATES: u64 = 12;
const MONTHS: i64 = 48;
const COLUMNS: [&str; 7] =
    ["level", "time_peer_share", "wage", "gap", "stage", "control_distributed", "orientation_commons"];

/// A number between 0 and 1 that depends on what it is for.
fn noise(a: u64, b: u64) -> f64 {
    (a.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ b.wrapping_mul(0xd1b5_4a32_d192_ed03))
        .wrapping_mul(0x2545_f491_4f6c_dd1d) as f64
        / u64::MAX as f64
}

/// Twins share their noise; `shift` raises the level by as much, and brings parity so many months later.
fn series(shift: i64) -> Series {
    let mut series = Series::new(COLUMNS.map(str::to_owned).into());
    for r in 0..REPLICATES {
        for month in 0..=MONTHS {
            let t = month as f64 / MONTHS as f64;
            let shared = noise(r, 1);
            let own = noise(r + 100 * shift.unsigned_abs(), month as u64 + 1000);
            let parity = 10 + 2 * r as i64 + shift;
            let cells = [
                Some(100.0 * shared + shift as f64),
                Some(0.1 + 0.3 * t + 0.1 * shared + 0.01 * own + 0.002 * shift as f64 * t),
                Some(5.0 + shared + 0.1 * own),
                (month != 7 || r != 3).then_some(1.0 + own),
                Some(if month >= parity { 2.0 } else { 0.0 }),
                Some(0.1 + 0.4 * t + 0.05 * own),
                Some(0.1 + 0.03 * shift as f64 * t + 0.05 * noise(month as u64, r)),
            ];
            series.push_row(r, month, WORLD, cells.into_iter()).unwrap();
        }
    }
    series
}

fn moves(shift: i64) -> Moves {
    let mut table = "replicate,month,what,from,to,people\n".to_owned();
    for r in 0..REPLICATES {
        for month in 1..=MONTHS {
            let stay = 80 + shift * 2 + (r % 5) as i64;
            table += &format!(
                "{r},{month},mode,communal,communal,{stay}\n{r},{month},mode,communal,market,{}\n",
                100 - stay
            );
            table += &format!("{r},{month},mode,market,market,90\n{r},{month},mode,market,communal,10\n");
        }
    }
    Moves::read(table.as_bytes(), "transitions.csv").unwrap()
}

fn arm(name: &str, shift: i64) -> Arm {
    let all: Vec<u64> = (0..REPLICATES).collect();
    Arm::new(name, &series(shift), moves(shift), MONTHS, &all).unwrap()
}

fn comparison(pairing: Pairing, shifts: &[(&str, i64)]) -> Comparison {
    let words =
        |name: &str, unit: &str| Words { name: name.into(), meaning: String::new(), unit: unit.into() };
    Comparison {
        arms: shifts.iter().map(|(name, shift)| arm(name, *shift)).collect(),
        pairing,
        horizons: vec![24, MONTHS],
        only: Vec::new(),
        words: vec![
            words("time_peer_share", "share"),
            words("control_distributed", "share"),
            words("orientation_commons", "share"),
            words("wage", "credits"),
        ],
        people: Some(1000),
        notes: vec!["A note.".to_owned()],
    }
}

fn twins() -> (Comparison, Findings) {
    let comparison = comparison(Pairing::Twins, &[("slow, plain", 0), ("later", 6)]);
    let found = comparison::compare(&comparison);
    (comparison, found)
}

fn sheet<'a>(found: &'a Findings, file: &str) -> &'a Sheet {
    found.sheets.iter().find(|sheet| sheet.file == file).unwrap_or_else(|| panic!("there is no {file}"))
}

fn number(found: &Findings, file: &str, row: &[(&str, &str)], column: &str) -> f64 {
    let row: Vec<(&str, String)> = row.iter().map(|(name, word)| (*name, (*word).to_owned())).collect();
    let cell = sheet(found, file).find(&row, column);
    cell.unwrap_or_else(|| panic!("{file} has no one row {row:?}")).parse().unwrap()
}

#[test]
fn a_shift_of_twins_is_found_without_error() {
    let (_, found) = twins();
    let row = [("measure", "level"), ("month", "48")];
    assert_eq!(number(&found, "effects.csv", &row, "difference"), 6.0);
    let error = number(&found, "effects.csv", &row, "standard_error");
    assert!(error < 1e-9, "{error}");
    // The noise that twins share is gone: what is left of the variance is their own.
    let ratio = number(&found, "effects.csv", &[("measure", "wage"), ("month", "48")], "variance_ratio");
    assert!(ratio > 10.0, "{ratio}");
    let strangers = comparison::compare(&comparison(Pairing::Strangers, &[("slow, plain", 0), ("later", 6)]));
    let width = |found: &Findings| {
        let row = [("measure", "wage"), ("month", "48")];
        number(found, "effects.csv", &row, "high") - number(found, "effects.csv", &row, "low")
    };
    assert!(width(&strangers) > 3.0 * width(&found));
}

#[test]
fn bands_for_all_months_hold_those_of_each_and_skip_gaps() {
    let (_, found) = twins();
    let bands = sheet(&found, "bands.csv");
    let at = |name: &str| bands.fields.iter().position(|field| field.name == name).unwrap();
    let of = |row: &Vec<String>, name: &str| row[at(name)].parse::<f64>().unwrap();
    for row in &bands.rows {
        assert!(of(row, "low_all") <= of(row, "low") && of(row, "high") <= of(row, "high_all"), "{row:?}");
    }
    let gaps: Vec<&Vec<String>> = bands.rows.iter().filter(|row| row[at("measure")] == "gap").collect();
    assert_eq!(gaps.len() as i64, MONTHS, "month 7 is missing");
    assert!(gaps.iter().all(|row| row[at("month")] != "7"));
    assert!(bands.rows.iter().all(|row| row[at("measure")] != "stage"), "a code has no mean");
}

#[test]
fn times_to_parity_are_those_that_were_built() {
    let (_, found) = twins();
    let row = [("stage", "parity")];
    let of = |column| number(&found, "survival_tests.csv", &row, column);
    assert_eq!((of("difference"), of("low"), of("high")), (6.0, 6.0, 6.0), "every twin is six months later");
    assert_eq!(
        (of("came_against"), of("came"), of("median_against"), of("median")),
        (12.0, 12.0, 20.0, 26.0)
    );
    assert!(of("p_swap") < 0.05);
    let first = number(&found, "survival.csv", &[("scenario", "later"), ("month", "16")], "survival");
    assert!((first - 11.0 / 12.0).abs() < 1e-9);
}

#[test]
fn every_number_of_a_sentence_is_a_cell_of_a_table() {
    let (comparison, found) = twins();
    assert!(found.statements.len() >= 5, "{:?}", found.statements);
    for statement in &found.statements {
        assert!(!statement.cells.is_empty() && statement.text.ends_with('.'), "{}", statement.text);
        for cell in &statement.cells {
            let row: Vec<(&str, String)> =
                cell.row.iter().map(|(name, word)| (name.as_str(), word.clone())).collect();
            assert_eq!(
                sheet(&found, &cell.file).find(&row, &cell.column),
                Some(cell.value.as_str()),
                "{}",
                statement.text
            );
        }
    }
    let text = comparison::statements::markdown(&comparison, &found.statements);
    assert!(text.starts_with("# slow, plain beside later\n\n> A note.\n"), "{text}");
    assert!(text.contains("parity comes 0.5 years later [0.5, 0.5] under later than under slow, plain; in all 12 replicates of later it comes"), "{text}");
    let claims = comparison::statements::claims(&found.statements);
    assert_eq!(claims.matches("[[claim]]").count(), found.statements.len());
    assert!(claims.contains("where = { scenario = \"later\", against = \"slow, plain\", stage = \"parity\" }\ncolumn = \"difference\"\nvalue = 6\n"), "{claims}");
}

#[test]
fn every_table_has_a_cell_a_column_and_every_column_a_meaning() {
    let (_, found) = twins();
    let files: BTreeSet<&str> = found.sheets.iter().map(|sheet| sheet.file).collect();
    assert_eq!(files.len(), found.sheets.len());
    for sheet in &found.sheets {
        assert!(!sheet.rows.is_empty(), "{} is empty", sheet.file);
        assert!(sheet.rows.iter().all(|row| row.len() == sheet.fields.len()), "{}", sheet.file);
        assert!(sheet.fields.iter().all(|field| !field.meaning.is_empty()), "{}", sheet.file);
    }
}

#[test]
fn rows_of_chances_sum_to_one() {
    let (comparison, found) = twins();
    for file in ["committor.csv", "matrices.csv", "stages_share.csv", "clusters_size.csv"] {
        let sheet = sheet(&found, file);
        let at = |name: &str| sheet.fields.iter().position(|field| field.name == name);
        let (value, ends) = match file {
            "committor.csv" => (at("chance"), at("stage")),
            "matrices.csv" => (at("chance"), at("to")),
            "stages_share.csv" => (at("share"), at("stage")),
            _ => (at("share"), at("cluster")),
        };
        let (value, ends) = (value.unwrap(), ends.unwrap());
        let mut rows = sheet.rows.clone();
        let key = |row: &Vec<String>| {
            let keys = ["scenario", "month", "what", "step", "from", "control_low", "orientation_low"];
            keys.iter()
                .filter_map(|name| at(name).filter(|k| *k != ends))
                .map(|k| row[k].clone())
                .collect::<Vec<_>>()
        };
        rows.sort_by_key(|row| key(row));
        for group in rows.chunk_by(|a, b| key(a) == key(b)) {
            let sum: f64 = group.iter().map(|row| row[value].parse::<f64>().unwrap()).sum();
            assert!((sum - 1.0).abs() < 1e-8, "{file}: {group:?}");
        }
    }
    assert_eq!(comparison.arms.len(), 2);
}

#[test]
fn the_same_comparison_gives_the_same_bytes() {
    let (one, other) = (twins().1, twins().1);
    assert_eq!(one.sheets, other.sheets);
    assert_eq!(one.statements, other.statements);
}

#[test]
fn scenarios_that_do_not_differ_differ_by_nothing() {
    let comparison = comparison(Pairing::Twins, &[("one", 0), ("other", 0)]);
    let found = comparison::compare(&comparison);
    let effects = sheet(&found, "effects.csv");
    let at = effects.fields.iter().position(|field| field.name == "difference").unwrap();
    assert!(effects.rows.iter().all(|row| row[at] == "0"));
    assert_eq!(number(&found, "survival_tests.csv", &[("stage", "parity")], "p_swap"), 1.0);
    assert_eq!(number(&found, "transitions_test.csv", &[("from", "all")], "p_swap"), 1.0);
}

#[test]
fn figures_are_a_column_wide_and_say_what_they_show() {
    for shifts in [&[("slow, plain", 0), ("later", 6)][..], &[("a", 0), ("b", 3), ("c & d", 6)]] {
        let comparison = comparison(Pairing::Twins, shifts);
        let found = comparison::compare(&comparison);
        let names = compare::applicable(&comparison, &found);
        for name in ["effects", "bands", "time-to", "stages", "plane", "paths"] {
            assert!(names.contains(&name), "{name} is missing among {names:?}");
        }
        for name in names {
            let figure = compare::draw(name, &comparison, &found, Print::default()).unwrap();
            let wide = shifts.len() > 2 && name == "paths";
            let width = if wide { "<svg width=\"183mm\"" } else { "<svg width=\"89mm\"" };
            assert!(figure.svg.starts_with(width), "{name}: {}", &figure.svg[..60]);
            assert!(
                figure.svg.contains("<title>") && figure.caption.contains("n = 12 twins of 1,000 people"),
                "{}",
                figure.caption
            );
            let header: Vec<&str> = figure.data_csv.lines().next().unwrap().split(',').collect();
            let described: Vec<&str> = compare::columns(name).iter().map(|field| field.name).collect();
            assert_eq!(header, described, "{name}");
            assert!(figure.data_csv.lines().count() > 2, "{name}");
            assert!(png::rasterise(&figure.svg, 100.0).is_ok(), "{name}");
            assert_eq!(figure.svg.matches("<text").count(), figure.svg.matches("</text>").count());
        }
    }
}

#[test]
fn what_is_not_known_is_left_out() {
    let mut bare = Series::new(vec!["wage".into()]);
    for (r, month) in (0..4).flat_map(|r| (0..=12).map(move |month| (r, month))) {
        bare.push_row(r, month, WORLD, [Some(noise(r, month as u64))].into_iter()).unwrap();
    }
    let arm = |name: &str| Arm::new(name, &bare, Moves::default(), 12, &[0, 1, 2, 3]).unwrap();
    let mut comparison = comparison(Pairing::Twins, &[("a", 0), ("b", 0)]);
    comparison.arms = vec![arm("a"), arm("b")];
    comparison.horizons = vec![12];
    comparison.only = vec!["wage".into()];
    let found = comparison::compare(&comparison);
    assert!(
        found.stages.is_none()
            && found.groups.is_none()
            && found.landscape.is_none()
            && found.times.is_empty()
    );
    assert_eq!(compare::applicable(&comparison, &found), ["effects", "bands"]);
    assert!(
        compare::draw("plane", &comparison, &found, Print::default()).is_err()
            && compare::draw("nothing", &comparison, &found, Print::default()).is_err()
    );
}
