//! Takes down one replicate as rows of all tables, and appends them to the files when its turn has come.

use super::file::{FileRecord, ResultFile};
use super::parquet;
use super::tables::{self, Kind, Rows, Table};
use crate::Failure;
use crate::ensemble::Recorder;
use sim_core::observables::Observation;
use sim_core::params::Params;
use std::path::Path;

/// Rows of one replicate.
pub struct Scribe {
    replicate: u64,
    tables: Vec<(Box<dyn Table>, Rows)>,
}

impl Scribe {
    /// An empty one.
    #[must_use]
    pub fn new(params: &Params, replicate: u64) -> Self {
        let tables = tables::asked_for(params).into_iter().map(|table| (table, Rows::default())).collect();
        Self { replicate, tables }
    }
}

impl Recorder for Scribe {
    fn record(&mut self, seen: Observation) {
        for (table, rows) in &mut self.tables {
            table.write(self.replicate, &seen, rows);
        }
    }
}

/// The files of all tables, open.
pub struct OpenTables(Vec<OpenTable>);

struct OpenTable {
    file: ResultFile,
    kinds: Vec<Kind>,
    ends_as_parquet: bool,
}

impl OpenTables {
    /// Makes the files and writes their first lines.
    ///
    /// # Errors
    /// A file cannot be written.
    pub fn create(folder: &Path, params: &Params) -> Result<Self, Failure> {
        let open = |table: Box<dyn Table>| {
            let mut file = ResultFile::create(folder, table.file_name())?;
            file.write(&tables::header(table.as_ref()))?;
            let kinds = vec![Kind::Empty; table.columns().len()];
            Ok(OpenTable { file, kinds, ends_as_parquet: table.ends_as_parquet() })
        };
        tables::asked_for(params).into_iter().map(open).collect::<Result<_, _>>().map(Self)
    }

    /// Appends the rows of a replicate.
    ///
    /// # Errors
    /// A file cannot be written.
    pub fn append(&mut self, scribe: Scribe) -> Result<(), Failure> {
        for (table, (_, rows)) in self.0.iter_mut().zip(scribe.tables) {
            let (bytes, kinds) = rows.into_parts();
            table.kinds.iter_mut().zip(kinds).for_each(|(all, new)| *all = new.max(*all));
            table.file.write(&bytes)?;
        }
        Ok(())
    }

    /// What the manifest is to say of them.
    #[must_use]
    pub fn records(&self) -> Vec<FileRecord> {
        self.0.iter().map(|table| table.file.record()).collect()
    }

    /// Closes them, makes Parquet of those that end so, or beside each if `all`, and returns what the manifest is to
    /// say then.
    ///
    /// # Errors
    /// A file cannot be read back or written; the CSV is there.
    pub fn close(self, folder: &Path, all: bool) -> Result<Vec<FileRecord>, Failure> {
        let mut records = Vec::new();
        for OpenTable { file, kinds, ends_as_parquet } in self.0 {
            let record = file.record();
            drop(file);
            if ends_as_parquet {
                records.push(parquet::instead_of_csv(folder, &record.name, &kinds)?);
            } else {
                let made = all.then(|| parquet::of_csv(folder, &record.name, &kinds)).transpose()?;
                records.extend([Some(record), made].into_iter().flatten());
            }
        }
        Ok(records)
    }
}
