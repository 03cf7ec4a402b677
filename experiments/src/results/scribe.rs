//! Takes down one replicate as rows of all tables, and appends them to the files when its turn has come.

use super::file::{FileRecord, ResultFile};
use super::tables::{self, Rows, Table};
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
pub struct OpenTables(Vec<ResultFile>);

impl OpenTables {
    /// Makes the files and writes their first lines.
    ///
    /// # Errors
    /// A file cannot be written.
    pub fn create(folder: &Path, params: &Params) -> Result<Self, Failure> {
        let open = |table: Box<dyn Table>| {
            let mut file = ResultFile::create(folder, table.file_name())?;
            file.write(&tables::header(table.as_ref())).map(|()| file)
        };
        tables::asked_for(params).into_iter().map(open).collect::<Result<_, _>>().map(Self)
    }

    /// Appends the rows of a replicate.
    ///
    /// # Errors
    /// A file cannot be written.
    pub fn append(&mut self, scribe: Scribe) -> Result<(), Failure> {
        for (file, (_, rows)) in self.0.iter_mut().zip(scribe.tables) {
            file.write(&rows.into_bytes())?;
        }
        Ok(())
    }

    /// What the manifest is to say of them.
    #[must_use]
    pub fn records(&self) -> Vec<FileRecord> {
        self.0.iter().map(ResultFile::record).collect()
    }
}
