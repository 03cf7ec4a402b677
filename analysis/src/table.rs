//! The table of `series.csv` in memory: read from a file, or filled row by row.

use std::collections::HashMap;
use std::fmt;

mod reading;

/// The region under which the whole world stands.
pub const WORLD: &str = "world";

/// What every table starts with; a measure a column follows.
const KEYS: [&str; 3] = ["replicate", "month", "region"];

/// One row a replicate, month and region; one column of numbers a measure, NaN where it was not observed.
///
/// Columns rather than rows, because every reader walks along one measure; a region's name is kept once.
#[derive(Clone, Debug, Default)]
pub struct Series {
    measures: Vec<String>,
    regions: Vec<String>,
    region_of_name: HashMap<String, u32>,
    replicate: Vec<u64>,
    month: Vec<i64>,
    region: Vec<u32>,
    cells: Vec<Vec<f64>>,
}

impl Series {
    /// An empty table with these measures (the columns after `replicate, month, region`).
    #[must_use]
    pub fn new(columns: Vec<String>) -> Self {
        let cells = columns.iter().map(|_| Vec::new()).collect();
        Self { measures: columns, cells, ..Self::default() }
    }

    /// Adds a row; `None` and numbers that are not finite count as not observed.
    ///
    /// # Errors
    /// If there are fewer or more cells than measures; the table is then as it was.
    pub fn push_row(
        &mut self,
        replicate: u64,
        month: i64,
        region: &str,
        cells: impl Iterator<Item = Option<f64>>,
    ) -> Result<(), TableError> {
        let rows = self.len();
        let mut given = 0;
        for cell in cells {
            if let Some(column) = self.cells.get_mut(given) {
                column.push(cell.filter(|x| x.is_finite()).unwrap_or(f64::NAN));
            }
            given += 1;
        }
        if given != self.measures.len() {
            self.cells.iter_mut().for_each(|column| column.truncate(rows));
            let what = format!("a row has {given} cells, but the table {} measures", self.measures.len());
            return Err(TableError::new(
                "series",
                what,
                "give one cell a measure, in the order of the columns",
            ));
        }
        self.push_key(replicate, month, region);
        Ok(())
    }

    /// Number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.month.len()
    }

    /// Whether there is no row at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.month.is_empty()
    }

    /// Names of the measures, in the order of the columns.
    #[must_use]
    pub fn measures(&self) -> &[String] {
        &self.measures
    }

    /// Names of the regions, in the order in which they first appear.
    #[must_use]
    pub fn regions(&self) -> &[String] {
        &self.regions
    }

    /// A measure in all rows; NaN is not observed. None if there is no such column.
    #[must_use]
    pub fn column(&self, measure: &str) -> Option<&[f64]> {
        let at = self.measures.iter().position(|name| name == measure)?;
        Some(&self.cells[at])
    }

    /// The column at a place in [`Series::measures`].
    pub(crate) fn column_at(&self, at: usize) -> &[f64] {
        &self.cells[at]
    }

    /// The replicate of each row.
    #[must_use]
    pub fn replicates(&self) -> &[u64] {
        &self.replicate
    }

    /// The month of each row.
    #[must_use]
    pub fn months(&self) -> &[i64] {
        &self.month
    }

    /// The region of each row, as a place in [`Series::regions`].
    #[must_use]
    pub fn region_of_rows(&self) -> &[u32] {
        &self.region
    }

    /// The rows of one region, by month and within a month by replicate.
    #[must_use]
    pub fn rows_of(&self, region: &str) -> Vec<usize> {
        let Some(&wanted) = self.region_of_name.get(region) else { return Vec::new() };
        let mut rows: Vec<usize> = (0..self.len()).filter(|&row| self.region[row] == wanted).collect();
        rows.sort_by_key(|&row| (self.month[row], self.replicate[row]));
        rows
    }

    fn push_key(&mut self, replicate: u64, month: i64, region: &str) {
        let region = match self.region_of_name.get(region) {
            Some(&known) => known,
            None => {
                let next = self.regions.len() as u32;
                self.regions.push(region.to_owned());
                self.region_of_name.insert(region.to_owned(), next);
                next
            }
        };
        self.replicate.push(replicate);
        self.month.push(month);
        self.region.push(region);
    }
}

/// Why a table could not be used: what is wrong, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableError {
    /// File, or what the caller called the input.
    pub table: String,
    /// Line in the file, from 1, where known.
    pub line: Option<u64>,
    /// Column, where known.
    pub column: Option<String>,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub help: &'static str,
}

impl TableError {
    pub(crate) fn new(table: &str, what: String, help: &'static str) -> Self {
        Self { table: table.to_owned(), line: None, column: None, what, help }
    }

    /// With the line and the column that it is about, where they are known.
    pub(crate) fn at(self, line: Option<u64>, column: Option<&str>) -> Self {
        Self { line, column: column.map(str::to_owned), ..self }
    }
}

impl fmt::Display for TableError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n  --> {}", self.what, self.table)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if let Some(column) = &self.column {
            write!(f, "   column `{column}`")?;
        }
        write!(f, "\n  help: {}", self.help)
    }
}

impl std::error::Error for TableError {}
