//! What the verbs share that run many worlds of which a few numbers are kept: folder, ledger, and what is said meanwhile.

use crate::args::StudyArguments;
use crate::ui;
use crate::ui::messages::Trouble;
use experiments::results::{Folder, Overwrite};
use experiments::runs::{Form, Ledger};
use scenarios::Scenario;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// A folder that is claimed, and the worlds that are known already.
pub struct Study {
    /// The folder as it was given.
    pub out: PathBuf,
    /// Claimed.
    pub folder: Folder,
    /// Worlds that are known.
    pub ledger: Ledger,
}

impl Study {
    /// Claims the folder, and begins a ledger there or takes up the one that is there.
    ///
    /// # Errors
    /// The folder is refused, or holds nothing that could be carried on.
    pub fn begin(arguments: &StudyArguments, usual: PathBuf, form: &Form) -> Result<Self, Trouble> {
        let out = arguments.out.clone().unwrap_or(usual);
        let replace = arguments.force || arguments.resume;
        let folder = Folder::claim(&out, if replace { Overwrite::Replace } else { Overwrite::Refuse })?;
        let ledger = if arguments.resume {
            Ledger::resume(folder.path(), form)?
        } else {
            folder.clear()?;
            Ledger::begin(folder.path(), form)?
        };
        Ok(Self { out, folder, ledger })
    }

    /// What is said of one that was stopped.
    pub fn say_interrupted(&self, form: &Form) {
        ui::say(&format!(
            "interrupted: {} of this {} are in {}; the same command with --resume carries on",
            ui::count(self.ledger.len() as u64, "world"),
            form.what,
            self.out.join(form.file).display()
        ));
    }

    /// How many worlds are known already, for a heading.
    pub fn carried(&self) -> String {
        match self.ledger.len() {
            0 => String::new(),
            known => format!("; {} known already", ui::count(known as u64, "world")),
        }
    }
}

/// `results/VERB-NAME`.
pub fn usual_folder(verb: &str, scenario: &Scenario) -> PathBuf {
    let name = scenario.name.rsplit('/').next().unwrap_or(&scenario.name);
    Path::new("results").join(format!("{verb}-{}", name.trim_end_matches(".toml")))
}

/// So many threads, or one for each processor.
pub fn threads(asked: Option<u16>) -> usize {
    asked.map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), usize::from)
}

/// The size of worlds, for a heading.
pub fn size(scenario: &Scenario) -> String {
    let world = &scenario.params.world;
    format!("each {} people for {}", ui::grouped(world.people), ui::count(world.months, "month"))
}

/// A line for each tenth of many worlds.
pub struct Tenths {
    is_quiet: bool,
    what: String,
    worlds: usize,
    known: usize,
    begin: Instant,
    tenth: usize,
}

impl Tenths {
    /// Nothing to be said yet.
    pub fn new(is_quiet: bool) -> Self {
        Self { is_quiet, what: String::new(), worlds: 0, known: 0, begin: Instant::now(), tenth: 0 }
    }

    /// So many worlds begin, of which some are known.
    pub fn begin(&mut self, what: &str, worlds: usize, known: usize) {
        let tenth = known * 10 / worlds.max(1);
        *self = Self {
            is_quiet: self.is_quiet,
            what: what.to_owned(),
            worlds,
            known,
            begin: Instant::now(),
            tenth,
        };
    }

    /// So many of them are done.
    pub fn done(&mut self, done: usize) {
        let tenth = done * 10 / self.worlds.max(1);
        if tenth > self.tenth && !self.is_quiet {
            self.tenth = tenth;
            let new = (done - self.known).max(1) as f64;
            let left = self.begin.elapsed().as_secs_f64() / new * (self.worlds - done) as f64;
            ui::say(&format!("{}: {done} of {} worlds, {left:.0} s left", self.what, self.worlds));
        }
    }
}
