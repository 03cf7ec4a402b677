//! A table with its columns explained, as a comparison leaves it.

use crate::inference::rounded;
use crate::summary::shortest;

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// Its unit; empty for words and pure numbers.
    pub unit: &'static str,
    /// Least and greatest possible value, as in `0..1`.
    pub range: &'static str,
    /// The words it may hold, or when it is empty.
    pub codes: &'static str,
}

/// A column of numbers.
#[must_use]
pub const fn field(
    name: &'static str,
    meaning: &'static str,
    unit: &'static str,
    range: &'static str,
) -> Field {
    Field { name, meaning, unit, range, codes: "" }
}

impl Field {
    /// The column, with the words it may hold, or when it is empty.
    #[must_use]
    pub const fn with(self, codes: &'static str) -> Self {
        Self { codes, ..self }
    }
}

/// The scenario that a row is about.
pub const SCENARIO: Field = field("scenario", "Scenario, as the comparison calls it", "", "");
/// The scenario it is compared with.
pub const AGAINST: Field =
    field("against", "The scenario with which it is compared: the first one given", "", "");
/// A measure.
pub const MEASURE: Field = field("measure", "A column of series.csv, for the whole world", "", "");
/// A month.
pub const MONTH: Field = field("month", "Month; 0 is the state after burn-in", "months", "0..");
/// A stage.
pub const STAGE: Field =
    field("stage", "Stage of the world", "", "").with("germ; denied; parity; mainstay; breakdown; resilient");
/// A replicate.
pub const REPLICATE: Field = field("replicate", "Number of the repetition, from 0", "", "0..");
/// The chance of exchanged labels.
pub const P_SWAP: Field = field(
    "p_swap",
    "Chance of a statistic at least as large when labels are exchanged: within twins if paired, else among all replicates; exact up to ten twins, else over 1999 draws",
    "",
    "0..1",
);

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Its file.
    pub file: &'static str,
    /// Its columns.
    pub fields: Vec<Field>,
    /// Its rows, a cell a column.
    pub rows: Vec<Vec<String>>,
}

impl Sheet {
    /// An empty table.
    #[must_use]
    pub fn new(file: &'static str, fields: &[Field]) -> Self {
        Self { file, fields: fields.to_vec(), rows: Vec::new() }
    }

    /// Adds a row.
    pub fn row<const N: usize>(&mut self, cells: [String; N]) {
        debug_assert_eq!(cells.len(), self.fields.len(), "{}: a cell a column", self.file);
        self.rows.push(cells.into());
    }

    /// The text of the file.
    #[must_use]
    pub fn csv(&self) -> Vec<u8> {
        const IN_MEMORY: &str = "writing to memory cannot fail, and every row has a cell a column";
        let mut table = csv::Writer::from_writer(Vec::new());
        table.write_record(self.fields.iter().map(|field| field.name)).expect(IN_MEMORY);
        self.rows.iter().for_each(|row| table.write_record(row).expect(IN_MEMORY));
        table.into_inner().expect(IN_MEMORY)
    }

    /// The cell of a column in the one row whose columns hold these words.
    #[must_use]
    pub fn find(&self, key: &[(&str, String)], column: &str) -> Option<&str> {
        let at = |name: &str| self.fields.iter().position(|field| field.name == name);
        let column = at(column)?;
        let key: Vec<(usize, &String)> =
            key.iter().map(|(name, word)| Some((at(name)?, word))).collect::<Option<_>>()?;
        let mut rows = self.rows.iter().filter(|row| key.iter().all(|(at, word)| row[*at] == **word));
        rows.next().map(|row| row[column].as_str()).filter(|_| rows.next().is_none())
    }
}

/// A number in ten digits; empty where there is none.
#[must_use]
pub fn cell(value: f64) -> String {
    if value.is_finite() { shortest(rounded(value)) } else { String::new() }
}

/// A number that may be missing.
#[must_use]
pub fn cell_of(value: Option<f64>) -> String {
    value.map_or_else(String::new, cell)
}

/// `yes` or `no`.
#[must_use]
pub fn word_of(is_so: bool) -> String {
    (if is_so { "yes" } else { "no" }).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_found_by_the_words_of_its_row() {
        let mut sheet = Sheet::new("t.csv", &[SCENARIO, MONTH, field("value", "", "", "")]);
        sheet.row(["a, b".to_owned(), "1".to_owned(), cell(0.1 + 0.2)]);
        sheet.row(["c".to_owned(), "1".to_owned(), cell(f64::NAN)]);
        assert_eq!(sheet.find(&[("scenario", "a, b".to_owned())], "value"), Some("0.3"));
        assert_eq!(sheet.find(&[("month", "1".to_owned())], "value"), None, "two rows fit");
        assert_eq!(sheet.find(&[("nothing", "1".to_owned())], "value"), None);
        assert_eq!(sheet.csv(), b"scenario,month,value\n\"a, b\",1,0.3\nc,1,\n");
        assert_eq!((cell_of(None), word_of(true)), (String::new(), "yes".to_owned()));
    }
}
