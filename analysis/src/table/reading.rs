//! Reading `series.csv`, and saying what is wrong with one that is damaged.

use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use csv::{ByteRecord, ErrorKind, ReaderBuilder, Trim};

use super::{KEYS, Series, TableError};

impl Series {
    /// Reads `series.csv`.
    ///
    /// # Errors
    /// If the file cannot be opened or is not such a table: with file, line, column and what to do.
    pub fn from_path(path: &Path) -> Result<Self, TableError> {
        let name = path.display().to_string();
        let file = File::open(path).map_err(|e| {
            TableError::new(
                &name,
                format!("cannot open the table: {e}"),
                "check the path; a run writes `series.csv` into its results folder",
            )
        })?;
        Self::read(BufReader::with_capacity(1 << 20, file), &name)
    }

    /// Reads a table from anywhere; `name` is what messages call it.
    ///
    /// # Errors
    /// If it is not such a table, or has two rows for the same replicate, month and region.
    pub fn read(input: impl Read, name: &str) -> Result<Self, TableError> {
        let mut reader = ReaderBuilder::new()
            .has_headers(true)
            .trim(Trim::Headers)
            .buffer_capacity(1 << 18)
            .from_reader(input);
        let header = reader.headers().map_err(|e| damaged(name, &e))?;
        let mut series = Self::new(measures_of(header, name)?);
        let mut record = ByteRecord::new();
        while reader.read_byte_record(&mut record).map_err(|e| damaged(name, &e))? {
            series.push_record(&record, name)?;
        }
        series.refuse_doubles(name)?;
        Ok(series)
    }

    fn push_record(&mut self, record: &ByteRecord, name: &str) -> Result<(), TableError> {
        let bad = |at: usize, what: &str, help: &'static str| {
            let column =
                KEYS.get(at).map_or_else(|| self.measures[at - KEYS.len()].clone(), |key| (*key).to_owned());
            let shown = shown(&record[at]);
            let mut error = TableError::new(name, format!("`{shown}` is not {what}"), help);
            error.line = record.position().map(csv::Position::line);
            error.column = Some(column);
            error
        };
        let help = "the file was altered or damaged: restore it, or run the scenario again";
        let replicate =
            number(&record[0]).ok_or_else(|| bad(0, "a replicate (a whole number from 0)", help))?;
        let month = number(&record[1]).ok_or_else(|| bad(1, "a month (a whole number)", help))?;
        let region = std::str::from_utf8(&record[2]).ok().filter(|region| !region.trim().is_empty());
        let region =
            region.ok_or_else(|| bad(2, "the name of a region", "write `world` for the whole world"))?;
        for at in 0..self.measures.len() {
            let cell = &record[at + KEYS.len()];
            let value =
                if cell.is_empty() { Some(f64::NAN) } else { number(cell).filter(|x: &f64| x.is_finite()) };
            let value = value.ok_or_else(|| {
                bad(at + KEYS.len(), "a finite number", "leave the cell empty where nothing was observed")
            })?;
            self.cells[at].push(value);
        }
        self.push_key(replicate, month, region);
        Ok(())
    }

    /// Two rows for the same replicate, month and region would count twice in every statistic.
    fn refuse_doubles(&self, name: &str) -> Result<(), TableError> {
        let key = |row: usize| (self.replicate[row], self.month[row], self.region[row]);
        // As runs write them, rows are in order already; only other tables have to be sorted.
        let mut rows: Vec<usize> = Vec::new();
        let in_order = (1..self.len()).all(|row| key(row - 1) < key(row));
        if !in_order {
            rows = (0..self.len()).collect();
            rows.sort_unstable_by_key(|&row| (key(row), row));
        }
        let Some(pair) = rows.windows(2).find(|pair| key(pair[0]) == key(pair[1])) else { return Ok(()) };
        let (replicate, month, region) = key(pair[1]);
        let region = &self.regions[region as usize];
        let what = format!(
            "rows {} and {} both hold replicate {replicate}, month {month}, region `{region}`",
            pair[0] + 1,
            pair[1] + 1
        );
        Err(TableError::new(name, what, "a table holds one run only: keep one of the rows"))
    }
}

/// The measures of a header, once it starts with the keys and names nothing twice.
fn measures_of(header: &csv::StringRecord, name: &str) -> Result<Vec<String>, TableError> {
    let at_header = |what: String, column: Option<&str>, help: &'static str| {
        let mut error = TableError::new(name, what, help);
        error.line = Some(1);
        error.column = column.map(str::to_owned);
        error
    };
    if header.is_empty() {
        return Err(at_header(
            "the table is empty".into(),
            None,
            "the run may have been interrupted: run it again",
        ));
    }
    for (at, key) in KEYS.iter().enumerate() {
        if header.get(at) != Some(key) {
            let found = header
                .get(at)
                .map_or("nothing".to_owned(), |column| format!("`{}`", shown(column.as_bytes())));
            let what = format!("column {} is {found}, where `{key}` is expected", at + 1);
            return Err(at_header(
                what,
                Some(key),
                "give a `series.csv`: its header starts with `replicate,month,region`",
            ));
        }
    }
    let measures: Vec<String> = header.iter().skip(KEYS.len()).map(str::to_owned).collect();
    for (at, measure) in measures.iter().enumerate() {
        if measure.is_empty() {
            return Err(at_header(
                format!("column {} has no name", at + 1 + KEYS.len()),
                None,
                "name every column",
            ));
        }
        if measures[..at].contains(measure) {
            return Err(at_header("two columns have this name".into(), Some(measure), "keep one of them"));
        }
    }
    Ok(measures)
}

fn number<T: std::str::FromStr>(cell: &[u8]) -> Option<T> {
    std::str::from_utf8(cell).ok()?.trim().parse().ok()
}

/// A cell as a message can show it: short, printable, never invalid.
fn shown(cell: &[u8]) -> String {
    let text: String = String::from_utf8_lossy(cell)
        .chars()
        .map(|c| if c.is_control() { '\u{fffd}' } else { c })
        .take(41)
        .collect();
    if text.chars().count() > 40 { text.chars().take(40).chain(['…']).collect() } else { text }
}

/// What the CSV reader stumbled over, in our words.
fn damaged(name: &str, error: &csv::Error) -> TableError {
    let (what, help) = match error.kind() {
        ErrorKind::UnequalLengths { expected_len, len, .. } => (
            format!("a row has {len} cells, but the header {expected_len}"),
            "the file was cut off or altered: restore it, or run the scenario again",
        ),
        ErrorKind::Utf8 { .. } => {
            ("the header is not text (UTF-8)".to_owned(), "give a `series.csv` as a run writes it")
        }
        ErrorKind::Io(e) => (format!("reading stopped: {e}"), "check the disk and the file's permissions"),
        _ => (format!("not a table: {error}"), "give a `series.csv` as a run writes it"),
    };
    let mut damaged = TableError::new(name, what, help);
    damaged.line = error.position().map(csv::Position::line);
    damaged
}
