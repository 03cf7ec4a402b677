//! What a run leaves: every file, true to its manifest and its dictionary.

mod common;

use common::{Bench, SMALL, manifest, text};
use experiments::results::file::sha256;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::{Field, Row};
use sim_core::ledger::{FLOWS, SECTORS};
use sim_core::observables::MEASURES;
use std::fs::{self, File};
use std::path::Path;

const FILES: [&str; 7] = [
    "scenario.toml",
    "series.csv",
    "transitions.csv",
    "stages.csv",
    "month_flows.csv",
    "summary.csv",
    "dictionary.csv",
];

fn cells(line: &str) -> Vec<&str> {
    line.split(',').collect()
}

#[test]
fn all_files_are_there_and_are_what_the_manifest_says() {
    let bench = Bench::new();
    bench.fourfold(&format!("{SMALL} --out run")).succeeded();
    let folder = bench.path("run");
    let manifest = manifest(&folder);
    let listed = manifest["files"].as_array().unwrap();
    for file in listed {
        let bytes = fs::read(folder.join(file["name"].as_str().unwrap())).unwrap();
        assert_eq!(
            (file["bytes"].as_u64(), file["sha256"].as_str()),
            (Some(bytes.len() as u64), Some(sha256(&bytes).as_str()))
        );
    }
    let names: Vec<&str> = listed.iter().filter_map(|file| file["name"].as_str()).collect();
    assert!(FILES.iter().all(|name| names.contains(name)), "{names:?}");
    assert!(["modes", "regimes"].iter().all(|f| {
        ["svg", "pdf", "png", "csv", "txt"]
            .iter()
            .all(|e| names.contains(&format!("figures/{f}.{e}").as_str()))
    }));
    let on_disk = common::contents(&folder).into_keys().collect::<Vec<_>>();
    assert_eq!(on_disk.len(), names.len(), "{on_disk:?}");
    assert_eq!((&manifest["status"], &manifest["replicates_done"]), (&"complete".into(), &2.into()));
    assert_eq!(manifest["credit"]["usd_of_2017_ppp_a_year"], 17_344);
    assert_eq!(manifest["scenario"]["world"]["people"], 2000);
    assert!(manifest["person_months_per_second"].as_f64().unwrap() > 0.0);
    assert!(manifest["command"].as_str().unwrap().starts_with("fourfold run emergence"));
}

#[test]
fn the_series_has_a_row_a_month_and_regions_by_year() {
    let bench = Bench::new();
    bench.fourfold(&format!("{SMALL} --no-figures --out run")).succeeded();
    let series = text(&bench.path("run"), "series.csv");
    let mut lines = series.lines();
    let header = cells(lines.next().unwrap());
    assert_eq!(header[..3], ["replicate", "month", "region"]);
    assert!(header[3..].iter().eq(MEASURES.iter().map(|m| &m.name)));
    let rows: Vec<Vec<&str>> = lines.map(cells).collect();
    // Two replicates of months 0 to 24, and ten regions in months 0, 12 and 24.
    assert_eq!(rows.len(), 2 * (25 + 3 * 10));
    for row in rows.iter().filter(|row| row[2] == "world") {
        let count = |from: usize| row[from..from + 4].iter().map(|n| n.parse::<u64>().unwrap()).sum::<u64>();
        assert_eq!((row[3], count(4), count(8)), ("2000", 2000, 2000));
    }
    let months: Vec<u64> =
        rows.iter().filter(|r| r[0] == "1" && r[2] == "world").map(|r| r[1].parse().unwrap()).collect();
    assert!(months.into_iter().eq(0..=24));
    assert!(!bench.path("run/figures").exists());
}

#[test]
fn money_that_leaves_one_sector_arrives_in_another() {
    let bench = Bench::new();
    let words = "--set output.flows=month --set output.contributions=true --no-figures --out run";
    bench.fourfold(&format!("{SMALL} {words}")).succeeded();
    let folder = bench.path("run");
    let flows = text(&folder, "month_flows.csv");
    assert_eq!(flows.lines().next().unwrap(), format!("replicate,month,flow,{}", SECTORS.join(",")));
    assert_eq!(flows.lines().count(), 1 + 2 * 24 * FLOWS.len());
    let mut households = 0i64;
    for row in flows.lines().skip(1).map(cells) {
        let money: Vec<i64> = row[3..].iter().map(|x| x.parse().unwrap()).collect();
        assert_eq!(money.iter().sum::<i64>(), 0, "{row:?}");
        households += if row[0] == "0" { money[0] } else { 0 };
    }
    let series = text(&folder, "series.csv");
    let at = MEASURES.iter().position(|m| m.name == "money_households").unwrap() + 3;
    let held = |month: &str| {
        let row = series.lines().map(cells).find(|row| row[..3] == ["0", month, "world"]).unwrap();
        row[at].parse::<i64>().unwrap()
    };
    assert_eq!(held("24") - held("0"), households);
    assert!(
        text(&folder, "contributions.csv")
            .starts_with("replicate,month,project,person,generation,units,group\n")
    );
}

#[test]
fn the_dictionary_has_every_column_of_every_table() {
    let bench = Bench::new();
    bench.fourfold(&format!("{SMALL} --set output.contributions=true --out run")).succeeded();
    let folder = bench.path("run");
    let dictionary = text(&folder, "dictionary.csv");
    let tables = common::contents(&folder).into_keys().filter(|name| name.ends_with(".csv"));
    for table in tables {
        for column in cells(text(&folder, &table).lines().next().unwrap()) {
            let line = format!("\n{table},{column},");
            assert!(dictionary.contains(&line), "{table} {column} is not described");
        }
    }
}

#[test]
fn an_earlier_run_is_replaced_only_when_forced_and_nothing_else_is() {
    let bench = Bench::new();
    bench.fourfold(&format!("{SMALL} --out run")).succeeded();
    bench.write("run/notes.txt", "mine");
    let before = common::contents(&bench.path("run"));
    let again = bench.fourfold(&format!("{SMALL} --out run --seed 2"));
    assert_eq!(again.code, Some(2));
    assert_eq!(common::contents(&bench.path("run")), before);
    bench.fourfold(&format!("{SMALL} --out run --seed 2 --no-figures --force")).succeeded();
    let after = common::contents(&bench.path("run"));
    assert_eq!(after["notes.txt"], b"mine");
    assert_ne!(after["series.csv"], before["series.csv"]);
    assert!(!after.keys().any(|name| name.starts_with("figures/")), "{:?}", after.keys());
}

#[test]
fn scenarios_go_to_folders_of_their_own() {
    let bench = Bench::new();
    let small = "--set world.burn_in=0 --months 3 --replicates 1 --no-figures";
    let potts = format!("run verification/potts verification/brock-durlauf --people 1000 {small}");
    bench.fourfold(&potts).succeeded();
    assert!(bench.path("results/potts/manifest.json").exists());
    assert!(bench.path("results/brock-durlauf/manifest.json").exists());
    bench.fourfold(&format!("{potts} --out two")).succeeded();
    assert!(bench.path("two/potts/manifest.json").exists());
    assert_eq!(
        text(&bench.path("two/potts"), "month_flows.csv").lines().count(),
        1,
        "there is no money in potts"
    );
}

#[cfg(unix)]
#[test]
fn a_full_disk_is_reported_and_what_was_written_stays_whole() {
    let bench = Bench::new();
    // No file may grow beyond 64 blocks (of half or a whole KiB, by the shell): monthly regions are more than that.
    let script = r#"trap "" XFSZ; ulimit -f 64; exec "$0" "$@""#;
    let mut shell = std::process::Command::new("sh");
    shell.args(["-c", script, env!("CARGO_BIN_EXE_fourfold")]).current_dir(bench.path(""));
    let small = SMALL.replace("--replicates 2", "--replicates 6");
    let words = format!("{small} --set output.regions=month --set output.people=year --out run");
    let told = common::Told::of(shell.args(words.split_whitespace()).output().unwrap());
    assert_eq!(told.code, Some(1), "{}", told.err);
    assert!(told.err.contains("series.csv") && told.err.contains("cannot be written"), "{}", told.err);
    let manifest = manifest(&bench.path("run"));
    assert_eq!(manifest["status"], "failed");
    let series = text(&bench.path("run"), "series.csv");
    let listed =
        manifest["files"].as_array().unwrap().iter().find(|file| file["name"] == "series.csv").unwrap();
    assert_eq!(listed["sha256"].as_str().unwrap(), sha256(series.as_bytes()));
    assert!(series.ends_with('\n'));
    // The panel has not become Parquet: what there is of it is whole lines.
    let people = text(&bench.path("run"), "people.csv");
    assert!(
        people.starts_with("replicate,month,person,")
            && people.ends_with('\n')
            && !bench.path("run/people.parquet").exists()
    );
}

#[test]
fn organisations_add_up_to_what_the_series_says() {
    let bench = Bench::new();
    bench.fourfold(&format!("{SMALL} --no-figures --set output.organisations=year --out run")).succeeded();
    let folder = bench.path("run");
    let table = text(&folder, "organisations.csv");
    let header = cells(table.lines().next().unwrap());
    let series = text(&folder, "series.csv");
    let columns = cells(series.lines().next().unwrap());
    let number = |cell: &str| cell.parse::<f64>().unwrap_or(0.0);
    // The series has the books' own unit, micro-credits.
    const MICRO: f64 = 1e6;
    let mut months = 0;
    for world in series.lines().skip(1).map(cells).filter(|row| row[2] == "world") {
        if number(world[1]) % 12.0 != 0.0 {
            continue;
        }
        months += 1;
        let measure = |name: &str| number(world[columns.iter().position(|column| *column == name).unwrap()]);
        let of = |kinds: &[&str], column: &str| -> (f64, f64) {
            let at = header.iter().position(|name| *name == column).unwrap();
            let rows = table.lines().skip(1).map(cells);
            let rows = rows.filter(|row| row[..2] == world[..2] && kinds.contains(&row[2]));
            rows.fold((0.0, 0.0), |(count, sum), row| (count + 1.0, sum + number(row[at])))
        };
        let near = |a: f64, b: f64| assert!((a - b).abs() <= 1e-6 * b.abs().max(1.0), "{a} and {b}");
        let (projects, members) = of(&["project"], "members");
        near(projects, measure("projects_alive"));
        near(members, measure("project_members"));
        near(of(&["project"], "money").1, measure("money_projects") / MICRO);
        near(of(&["firm", "cooperative"], "money").1, measure("money_firms") / MICRO);
        near(of(&["firm", "cooperative"], "members").1, measure("employed"));
        near(of(&["cooperative"], "members").0, measure("cooperatives"));
        assert!(of(&["sharing"], "members").0 > 1.0 && of(&["crowdsourcing"], "members").0 > 1.0);
    }
    assert_eq!(months, 6, "three years' ends in two replicates");
    let none = bench.fourfold(&format!("{SMALL} --no-figures --out none")).succeeded();
    assert!(none.err.contains("emergence") && !bench.path("none/organisations.csv").exists());
}

fn parquet_rows(path: &Path) -> (Vec<String>, Vec<Vec<Field>>) {
    const READABLE: &str = "the file is sound Parquet";
    let reader = SerializedFileReader::new(File::open(path).expect(READABLE)).expect(READABLE);
    let names = reader.metadata().file_metadata().schema().get_fields().iter();
    let names = names.map(|field| field.name().to_string()).collect();
    let rows = reader.get_row_iter(None).expect(READABLE);
    let cells = |row: Row| row.get_column_iter().map(|(_, field)| field.clone()).collect();
    (names, rows.map(|row| cells(row.expect(READABLE))).collect())
}

#[test]
fn a_panel_of_all_people_adds_up_to_what_the_series_says() {
    let bench = Bench::new();
    let all = "--set output.people=year --set output.panel=1e6";
    bench.fourfold(&format!("{SMALL} --no-figures {all} --out run")).succeeded();
    let folder = bench.path("run");
    assert!(!folder.join("people.csv").exists(), "it has become Parquet");
    let (names, rows) = parquet_rows(&folder.join("people.parquet"));
    let at = |name: &str| names.iter().position(|column| column == name).unwrap();
    let dictionary = text(&folder, "dictionary.csv");
    assert!(
        names.iter().all(|name| dictionary.contains(&format!("\npeople.parquet,{name},"))),
        "{dictionary}"
    );
    let number = |field: &Field| match field {
        Field::Long(n) => *n as f64,
        Field::Double(x) => *x,
        Field::Null => 0.0,
        other => panic!("{other:?} is no number"),
    };
    let series = text(&folder, "series.csv");
    let columns = cells(series.lines().next().unwrap());
    let mut months = 0;
    for world in series.lines().skip(1).map(cells).filter(|row| row[2] == "world") {
        let key = [world[0], world[1]].map(|cell| Field::Long(cell.parse().unwrap()));
        let here: Vec<&Vec<Field>> = rows.iter().filter(|row| row[..2] == key).collect();
        if here.is_empty() {
            continue;
        }
        months += 1;
        let measure = |name: &str| -> f64 {
            world[columns.iter().position(|column| *column == name).unwrap()].parse().unwrap()
        };
        let count = |column: &str, word: &str| {
            here.iter().filter(|row| row[at(column)] == Field::Str(word.into())).count() as f64
        };
        let sum = |column: &str| here.iter().map(|row| number(&row[at(column)])).sum::<f64>();
        assert_eq!(here.len() as f64, measure("people"));
        assert_eq!(count("mode", "communal"), measure("mode_communal"));
        assert_eq!(count("regime", "peer"), measure("regime_peer"));
        let members = here.iter().filter(|row| row[at("project")] != Field::Null).count() as f64;
        assert_eq!(members, measure("project_members"));
        assert!((sum("money") - measure("money_households") / 1e6).abs() < 1e-3, "{}", sum("money"));
        assert!((sum("belief") / here.len() as f64 - measure("belief")).abs() < 1e-4);
    }
    assert_eq!(months, 6, "three years' ends in two replicates");
}

#[test]
fn tables_as_parquet_say_what_the_csv_says() {
    let bench = Bench::new();
    bench.fourfold(&format!("{SMALL} --no-figures --tables csv,parquet --out run")).succeeded();
    let folder = bench.path("run");
    let listed = manifest(&folder)["files"].to_string();
    for table in ["series", "transitions", "stages", "month_flows", "accounts"] {
        assert!(listed.contains(&format!("{table}.parquet")), "{listed}");
        let csv = text(&folder, &format!("{table}.csv"));
        let (names, rows) = parquet_rows(&folder.join(format!("{table}.parquet")));
        assert_eq!(names, cells(csv.lines().next().unwrap()));
        assert_eq!(rows.len(), csv.lines().count() - 1);
        for (row, line) in rows.iter().zip(csv.lines().skip(1)) {
            for (field, cell) in row.iter().zip(cells(line)) {
                let same = match field {
                    Field::Null => cell.is_empty(),
                    Field::Long(n) => n.to_string() == cell,
                    Field::Double(x) => cell.parse() == Ok(*x),
                    Field::Str(text) => text == cell,
                    other => panic!("{other:?}"),
                };
                assert!(same, "{table}: {field:?} and {cell}");
            }
        }
    }
    // The folder's scenario asks for the same files.
    bench.fourfold("run run/scenario.toml --out again --no-figures").succeeded();
    let bytes = |run: &str| fs::read(bench.path(run).join("series.parquet")).unwrap();
    assert!(bytes("run") == bytes("again"));
    let wrong = bench.fourfold(&format!("{SMALL} --tables feather --out wrong"));
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.err.contains("[possible values: csv, parquet]"), "{}", wrong.err);
}
