//! Reading tables: what is read is what was written, and damaged input is told by file, line and column.

use std::io::Write;

use analysis::table::{Series, TableError, WORLD};

fn read(text: &str) -> Result<Series, TableError> {
    Series::read(text.as_bytes(), "series.csv")
}

#[test]
fn cells_come_back_and_empty_ones_are_not_observed() {
    let series =
        read("replicate,month,region,wage,price\n0,-3,world,1.5,\n0,12,\"Asia, east\",,2e3\n").unwrap();
    assert_eq!(series.len(), 2);
    assert_eq!(series.measures(), ["wage", "price"]);
    assert_eq!(series.regions(), [WORLD, "Asia, east"]);
    assert_eq!(
        (series.replicates(), series.months(), series.region_of_rows()),
        (&[0, 0][..], &[-3, 12][..], &[0, 1][..])
    );
    assert_eq!(series.column("wage").unwrap()[0], 1.5);
    assert!(series.column("wage").unwrap()[1].is_nan());
    assert_eq!(series.column("price").unwrap()[1], 2000.0);
    assert_eq!(series.column("rent"), None);
}

#[test]
fn a_table_in_memory_equals_the_same_table_from_a_file() {
    let mut built = Series::new(vec!["wage".into()]);
    built.push_row(0, 0, WORLD, [Some(0.1)].into_iter()).unwrap();
    built.push_row(0, 1, WORLD, [None].into_iter()).unwrap();
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(b"\xef\xbb\xbfreplicate,month,region,wage\r\n0,0,world,0.1\r\n0,1,world,\r\n").unwrap();
    let loaded = Series::from_path(file.path()).unwrap();
    assert_eq!((built.months(), built.measures()), (loaded.months(), loaded.measures()));
    assert_eq!(built.column("wage").unwrap()[0], loaded.column("wage").unwrap()[0]);
    assert!(loaded.column("wage").unwrap()[1].is_nan());
}

#[test]
fn rows_of_a_region_are_by_month_whatever_their_order() {
    let series =
        read("replicate,month,region,a\n1,1,world,1\n0,1,world,2\n0,0,world,3\n0,0,Asia,4\n").unwrap();
    assert_eq!(series.rows_of(WORLD), [2, 1, 0]);
    assert!(series.rows_of("Atlantis").is_empty());
}

#[test]
fn a_row_with_too_few_or_too_many_cells_leaves_the_table_as_it_was() {
    let mut series = Series::new(vec!["a".into(), "b".into()]);
    assert!(series.push_row(0, 0, WORLD, [Some(1.0)].into_iter()).is_err());
    assert!(series.push_row(0, 0, WORLD, [Some(1.0); 3].into_iter()).is_err());
    series.push_row(0, 0, WORLD, [Some(7.0), Some(f64::INFINITY)].into_iter()).unwrap();
    assert_eq!((series.len(), series.column("a").unwrap()), (1, &[7.0][..]));
    assert!(series.column("b").unwrap()[0].is_nan());
}

#[test]
fn every_damage_is_told_with_its_place() {
    let head = "replicate,month,region,wage\n";
    let cases: &[(&str, &str)] = &[
        ("", "series.csv:1"),
        ("\n\n", "series.csv:1"),
        ("month,region,wage\n", "`replicate` is expected"),
        ("replicate,month\n", "column `region`"),
        ("replicate,month,region,wage,wage\n", "two columns have this name"),
        ("replicate,month,region,wage,\n", "column 5 has no name"),
        (&format!("{head}0,0,world,1\n0,1,world,x1\n"), "series.csv:3   column `wage`"),
        (&format!("{head}0,0,world,nan\n"), "`nan` is not a finite number"),
        (&format!("{head}0,0,world,1e999\n"), "`1e999` is not a finite number"),
        (&format!("{head}-1,0,world,1\n"), "column `replicate`"),
        (&format!("{head}0,0.5,world,1\n"), "`0.5` is not a month"),
        (&format!("{head}0,0,,1\n"), "column `region`"),
        (&format!("{head}0,0,world,1\n0,1,wor"), "series.csv:3"),
        (&format!("{head}0,0,world,1,2\n"), "a row has 5 cells, but the header 4"),
        (
            &format!("{head}0,0,world,1\n0,0,world,1\n"),
            "rows 1 and 2 both hold replicate 0, month 0, region `world`",
        ),
        (&format!("{head}1,0,world,1\n0,0,world,1\n1,0,world,1\n"), "rows 1 and 3 both hold"),
    ];
    for (text, expected) in cases {
        let message = read(text).unwrap_err().to_string();
        assert!(message.contains(expected), "{text:?} gave:\n{message}");
        assert!(message.contains("help: "), "{message}");
    }
}

#[test]
fn rubbish_is_refused_without_a_panic() {
    let mut state = 7u64;
    for length in 0..400 {
        let mut bytes: Vec<u8> =
            if length % 2 == 0 { b"replicate,month,region,wage\n0,0,world,".to_vec() } else { Vec::new() };
        for _ in 0..length {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            bytes.push((state >> 56) as u8);
        }
        let _ = Series::read(&bytes[..], "rubbish").map(|series| series.len());
    }
    assert!(Series::read(&b"replicate,month,region,\xff\xfe\n"[..], "rubbish").is_err());
    assert!(
        Series::read(&b"replicate,month,region,a\n0,0,\xff\xfe,1\n"[..], "rubbish")
            .unwrap_err()
            .to_string()
            .contains("region")
    );
}

#[test]
fn a_missing_file_is_named() {
    let message = Series::from_path(std::path::Path::new("no/such/series.csv")).unwrap_err().to_string();
    assert!(message.contains("no/such/series.csv") && message.contains("help: "), "{message}");
}

#[test]
fn a_long_bad_cell_is_shown_short() {
    let text = format!("replicate,month,region,a\n0,0,world,{}\n", "z".repeat(10_000));
    assert!(read(&text).unwrap_err().to_string().len() < 300);
}
