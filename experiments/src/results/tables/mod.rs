//! The tables that a run writes as it goes: a file here for each.
//!
//! A table sees one month after the other of one replicate and appends rows. To add one, write its file and
//! name it in [`asked_for`]; the dictionary, the manifest and the folder's rules follow.

mod accounts;
mod contributions;
pub mod dictionary;
mod month_flows;
mod organisations;
mod people;
mod rows;
mod series;
mod stages;
mod transitions;

pub use rows::{Kind, Rows};

use sim_core::observables::Observation;
use sim_core::params::{Params, Rhythm};

/// A column, for the dictionary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Name.
    pub name: String,
    /// What it means.
    pub meaning: String,
    /// Unit of measure; empty for a word.
    pub unit: String,
    /// Least and greatest possible value, as in `0..1`.
    pub range: String,
    /// The words or numbers it may hold, and what they stand for.
    pub codes: String,
}

impl Column {
    /// A column.
    #[must_use]
    pub fn new(name: &str, meaning: &str, unit: &str, range: &str) -> Self {
        Self {
            name: name.into(),
            meaning: meaning.into(),
            unit: unit.into(),
            range: range.into(),
            codes: String::new(),
        }
    }

    /// With the words it may hold.
    #[must_use]
    pub fn with_codes(self, codes: impl Into<String>) -> Self {
        Self { codes: codes.into(), ..self }
    }

    fn replicate() -> Self {
        Self::new("replicate", "Number of the repetition, from 0", "", "0..")
    }

    fn month() -> Self {
        Self::new("month", "Month; 0 is the state after burn-in", "months", "0..")
    }
}

/// A table of the folder.
pub trait Table: Send {
    /// Its file.
    fn file_name(&self) -> &'static str;
    /// Whether it is made for Parquet alone: its CSV is there while the run goes on, then turned into that.
    fn ends_as_parquet(&self) -> bool {
        false
    }
    /// Its columns in order.
    fn columns(&self) -> Vec<Column>;
    /// Appends the rows of a month.
    fn write(&mut self, replicate: u64, seen: &Observation, rows: &mut Rows);
}

/// The tables that a scenario asks for, in the order of the manifest.
#[must_use]
pub fn asked_for(params: &Params) -> Vec<Box<dyn Table>> {
    let mut tables: Vec<Box<dyn Table>> = vec![
        Box::new(series::Series::new(params)),
        Box::new(transitions::Transitions),
        Box::new(stages::StagesTable::new(params)),
    ];
    if params.output.flows != Rhythm::None {
        tables.push(Box::new(month_flows::MonthFlows::new(params)));
    }
    if params.output.accounts != Rhythm::None {
        tables.push(Box::new(accounts::AccountsTable));
    }
    if params.output.contributions {
        tables.push(Box::new(contributions::Contributions));
    }
    if params.output.organisations != Rhythm::None {
        tables.push(Box::new(organisations::Organisations::new(params)));
    }
    if params.output.people != Rhythm::None {
        tables.push(Box::new(people::People::new(params)));
    }
    tables
}

/// The first line of a table's file.
#[must_use]
pub fn header(table: &dyn Table) -> Vec<u8> {
    let mut rows = Rows::default();
    for column in table.columns() {
        rows.text(&column.name);
    }
    rows.end();
    rows.into_bytes()
}
