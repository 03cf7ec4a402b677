//! A table of every world: where it was run and what it gave, written as soon as it is known.
//!
//! What a sweep or a calibration does next follows from its plan and from what its worlds gave. So one that was interrupted is carried on by
//! reading this table: worlds that are in it are not run again.

use crate::Failure;
use crate::results::tables::{Column, Rows};
use sim_core::observables::Cell;
use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

/// What is to be done, word for word.
pub const PLAN: &str = "plan.txt";

/// What a ledger is of, and how it is laid out.
#[derive(Clone, Debug)]
pub struct Form {
    /// In a word: `calibration`.
    pub what: &'static str,
    /// Its file.
    pub file: &'static str,
    /// The flags that say what is to be done, for messages.
    pub flags: &'static str,
    /// The plan in words: the same text is the same work, which can be carried on.
    pub plan: String,
    /// The two columns that name a world.
    pub keys: [Column; 2],
    /// A column for each value that is varied.
    pub values: Vec<Column>,
    /// A column for each number that is kept.
    pub outputs: Vec<Column>,
}

impl Form {
    /// All columns of the table.
    #[must_use]
    pub fn columns(&self) -> Vec<Column> {
        let failure = Column::new("failure", "Why it came to no end", "", "").with_codes("empty: it did");
        let all = self.keys.iter().chain(&self.values).chain(&self.outputs).cloned();
        all.chain([failure]).collect()
    }
}

/// One world.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// What it was run for, such as `wave 1`.
    pub stage: String,
    /// Its number in that, from 0.
    pub number: usize,
    /// Value of each parameter that is varied.
    pub values: Vec<f64>,
    /// What is kept of it; none where there is nothing.
    pub outputs: Vec<Option<f64>>,
    /// Why it came to no end, if so.
    pub failure: Option<String>,
}

/// The worlds that were run so far.
#[derive(Debug)]
pub struct Ledger {
    path: PathBuf,
    known: BTreeMap<(String, usize), Run>,
}

impl Ledger {
    /// Of work that begins now: the plan and the first line are written.
    ///
    /// # Errors
    /// A file cannot be written.
    pub fn begin(folder: &Path, form: &Form) -> Result<Self, Failure> {
        let ledger = Self { path: folder.join(form.file), known: BTreeMap::new() };
        let mut rows = Rows::default();
        form.columns().iter().for_each(|column| rows.text(&column.name));
        rows.end();
        let write = |path: &Path, bytes: &[u8]| fs::write(path, bytes).map_err(|e| Failure::file(path, e));
        write(&folder.join(PLAN), form.plan.as_bytes())?;
        write(&ledger.path, &rows.into_bytes())?;
        Ok(ledger)
    }

    /// Of work that was begun in this folder.
    ///
    /// # Errors
    /// There is none, or one with another plan, or its table is damaged.
    pub fn resume(folder: &Path, form: &Form) -> Result<Self, Failure> {
        let nothing = |cause: &str| {
            Failure::input(
                format!("`{}` holds no {} to carry on: {cause}", folder.display(), form.what),
                "leave out --resume to begin one, or give the folder with --out",
            )
        };
        let before = fs::read_to_string(folder.join(PLAN)).map_err(|e| nothing(&format!("{PLAN}: {e}")))?;
        if before != form.plan {
            let differs = before.lines().zip(form.plan.lines()).find(|(a, b)| a != b);
            let (was, is) = differs.unwrap_or(("more lines", "fewer lines, or the other way round"));
            return Err(Failure::input(
                format!("`{}` was begun with another plan: `{was}` there, `{is}` now", folder.display()),
                format!("give the same scenario, settings, {}; or --force to begin anew", form.flags),
            ));
        }
        let path = folder.join(form.file);
        let text = fs::read_to_string(&path).map_err(|e| nothing(&format!("{}: {e}", form.file)))?;
        // What a kill left of a last line is no world.
        let whole = &text[..text.rfind('\n').map_or(0, |end| end + 1)];
        let mut ledger = Self { path, known: BTreeMap::new() };
        let mut reader = csv::Reader::from_reader(whole.as_bytes());
        for (line, row) in reader.records().enumerate() {
            let run = row.ok().and_then(|row| read(&row, form.values.len(), form.outputs.len()));
            let Some(run) = run else {
                return Err(Failure::input(
                    format!(
                        "`{}`, line {}: this is no world of this {}",
                        ledger.path.display(),
                        line + 2,
                        form.what
                    ),
                    "restore the file, or give --force to begin anew",
                ));
            };
            ledger.known.insert((run.stage.clone(), run.number), run);
        }
        fs::write(&ledger.path, whole).map_err(|e| Failure::file(&ledger.path, e))?;
        Ok(ledger)
    }

    /// A world that was run already.
    #[must_use]
    pub fn known(&self, stage: &str, number: usize) -> Option<&Run> {
        self.known.get(&(stage.to_owned(), number))
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// Takes one down.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn take(&mut self, run: Run) -> Result<(), Failure> {
        let mut rows = Rows::default();
        rows.text(&run.stage);
        rows.integer(run.number);
        run.values.iter().for_each(|x| rows.cell(Cell::Real(*x)));
        run.outputs.iter().for_each(|x| rows.cell(x.map_or(Cell::Empty, Cell::Real)));
        rows.text(run.failure.as_deref().unwrap_or_default());
        rows.end();
        let append = OpenOptions::new().append(true).open(&self.path);
        append
            .and_then(|mut file| file.write_all(&rows.into_bytes()))
            .map_err(|e| Failure::file(&self.path, e))?;
        self.known.insert((run.stage.clone(), run.number), run);
        Ok(())
    }
}

fn read(row: &csv::StringRecord, values: usize, outputs: usize) -> Option<Run> {
    if row.len() != values + outputs + 3 {
        return None;
    }
    let cell = |at: usize| row.get(at).unwrap_or_default();
    let given = (2..2 + values).map(|at| cell(at).parse().ok()).collect::<Option<_>>()?;
    let output = |at: usize| match cell(at) {
        "" => Some(None),
        text => text.parse().ok().map(Some),
    };
    let kept = (2 + values..2 + values + outputs).map(output).collect::<Option<_>>()?;
    let failure = cell(2 + values + outputs);
    Some(Run {
        stage: cell(0).to_owned(),
        number: cell(1).parse().ok()?,
        values: given,
        outputs: kept,
        failure: (!failure.is_empty()).then(|| failure.to_owned()),
    })
}
