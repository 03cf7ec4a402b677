//! `design.csv`: every world of a calibration, where it was run and what it gave, written as soon as it is known.
//!
//! A calibration follows from its plan and from what its worlds gave. So one that was interrupted is carried on by reading this table: worlds
//! that are in it are not run again.

use super::Plan;
use crate::Failure;
use crate::results::tables::{Column, Rows};
use sim_core::observables::Cell;
use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

/// The table.
pub const TABLE: &str = "design.csv";
/// What is to be done, word for word.
pub const PLAN: &str = "plan.txt";

/// One world.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// What it was run for: `wave 1`, ..., `draw`, `middle`.
    pub stage: String,
    /// Its number in that, from 0.
    pub number: usize,
    /// Value of each parameter that is varied.
    pub values: Vec<f64>,
    /// What it gave for each fact; none where it has no answer.
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
    /// Of a calibration that begins now: the plan and the first line are written.
    ///
    /// # Errors
    /// A file cannot be written.
    pub fn begin(folder: &Path, plan: &Plan) -> Result<Self, Failure> {
        let ledger = Self { path: folder.join(TABLE), known: BTreeMap::new() };
        let mut rows = Rows::default();
        columns(plan).iter().for_each(|column| rows.text(&column.name));
        rows.end();
        let write = |path: &Path, bytes: &[u8]| fs::write(path, bytes).map_err(|e| Failure::file(path, e));
        write(&folder.join(PLAN), plan.text().as_bytes())?;
        write(&ledger.path, &rows.into_bytes())?;
        Ok(ledger)
    }

    /// Of a calibration that was begun in this folder.
    ///
    /// # Errors
    /// There is none, or one with another plan, or its table is damaged.
    pub fn resume(folder: &Path, plan: &Plan) -> Result<Self, Failure> {
        let nothing = |cause: &str| {
            Failure::input(
                format!("`{}` holds no calibration to carry on: {cause}", folder.display()),
                "leave out --resume to begin one, or give the folder with --out",
            )
        };
        let before = fs::read_to_string(folder.join(PLAN)).map_err(|e| nothing(&format!("{PLAN}: {e}")))?;
        let now = plan.text();
        if before != now {
            let differs = before.lines().zip(now.lines()).find(|(a, b)| a != b);
            let (was, is) = differs.unwrap_or(("more lines", "fewer lines, or the other way round"));
            return Err(Failure::input(
                format!("`{}` was begun with another plan: `{was}` there, `{is}` now", folder.display()),
                "give the same scenario, settings, --vary, --fact, --waves and --runs; or --force to begin anew",
            ));
        }
        let path = folder.join(TABLE);
        let text = fs::read_to_string(&path).map_err(|e| nothing(&format!("{TABLE}: {e}")))?;
        // What a kill left of a last line is no world.
        let whole = &text[..text.rfind('\n').map_or(0, |end| end + 1)];
        let mut ledger = Self { path, known: BTreeMap::new() };
        let mut reader = csv::Reader::from_reader(whole.as_bytes());
        let coordinates = plan.space.names().len();
        for (line, row) in reader.records().enumerate() {
            let run = row.ok().and_then(|row| read(&row, coordinates, plan.fitted.len()));
            let Some(run) = run else {
                return Err(Failure::input(
                    format!(
                        "`{}`, line {}: this is no world of this calibration",
                        ledger.path.display(),
                        line + 2
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

/// The columns of the table.
pub(super) fn columns(plan: &Plan) -> Vec<Column> {
    let facts = plan.fitted.iter().map(|one| {
        Column::new(&one.fact.id, &one.fact.name, "that of the fact", "")
            .with_codes("empty where the world has no answer")
    });
    let spans = plan.space.spans().iter();
    let meanings = spans.flat_map(|span| span.coordinates().into_iter().map(|_| span.row.clone()));
    let values = plan.space.names().iter().zip(meanings);
    let values = values.map(|(name, row)| Column::new(name, &row.meaning, row.unit, ""));
    let keys = [
        Column::new("stage", "What the world was run for", "", "").with_codes(
            "wave 1, ...: a wave; draw: drawn from what is plausible; middle: the scenario that is written",
        ),
        Column::new("number", "Its number in that, from 0", "", "0.."),
    ];
    let failure = Column::new("failure", "Why it came to no end", "", "").with_codes("empty: it did");
    keys.into_iter().chain(values).chain(facts).chain([failure]).collect()
}

fn read(row: &csv::StringRecord, coordinates: usize, facts: usize) -> Option<Run> {
    if row.len() != coordinates + facts + 3 {
        return None;
    }
    let cell = |at: usize| row.get(at).unwrap_or_default();
    let values = (2..2 + coordinates).map(|at| cell(at).parse().ok()).collect::<Option<_>>()?;
    let output = |at: usize| match cell(at) {
        "" => Some(None),
        text => text.parse().ok().map(Some),
    };
    let outputs = (2 + coordinates..2 + coordinates + facts).map(output).collect::<Option<_>>()?;
    let failure = cell(2 + coordinates + facts);
    Some(Run {
        stage: cell(0).to_owned(),
        number: cell(1).parse().ok()?,
        values,
        outputs,
        failure: (!failure.is_empty()).then(|| failure.to_owned()),
    })
}
