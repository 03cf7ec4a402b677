//! Why a run did not come to its end, and what to do about it.

use crate::results::folder::Refusal;
use sim_core::simulation::BrokenInvariant;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// Why a run could not start or did not come to its end.
#[derive(Debug)]
pub enum Failure {
    /// The folder for the results cannot be used: the input is wrong, nothing was simulated.
    Folder {
        /// The folder.
        path: PathBuf,
        /// Why not.
        refusal: Refusal,
    },
    /// What was given cannot be used: nothing was written.
    Input {
        /// What is wrong, and where.
        message: String,
        /// What to do about it.
        help: String,
    },
    /// The system gives no threads.
    Threads {
        /// What it says.
        cause: String,
    },
    /// The worlds would not fit into memory: nothing was simulated.
    Memory {
        /// Bytes that the run needs.
        needed: u64,
        /// Bytes that are free.
        free: u64,
        /// People in one world.
        people: u64,
    },
    /// A file of results could not be written or read back.
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        cause: io::Error,
    },
    /// What was written could not be summed up or drawn.
    Analysis {
        /// The file it comes from or goes to.
        path: PathBuf,
        /// What is wrong.
        cause: String,
    },
    /// The world did something that must never happen.
    Broken {
        /// What, where and when.
        broken: BrokenInvariant,
        /// The seed.
        seed: u64,
        /// The scenario as it ran, to replay it from.
        scenario: PathBuf,
    },
    /// The program itself is wrong.
    Panicked {
        /// The replicate it happened in.
        replicate: u64,
        /// What the program said.
        message: String,
    },
}

const GIBIBYTE: f64 = (1u64 << 30) as f64;

impl Failure {
    /// What was given cannot be used.
    pub(crate) fn input(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self::Input { message: message.into(), help: help.into() }
    }

    /// A file could not be written.
    pub(crate) fn file(path: &Path, cause: io::Error) -> Self {
        Self::File { path: path.to_path_buf(), cause }
    }

    /// Whether the input is at fault rather than the run.
    #[must_use]
    pub fn is_wrong_input(&self) -> bool {
        matches!(self, Self::Folder { .. } | Self::Input { .. } | Self::Threads { .. } | Self::Memory { .. })
    }

    /// What to do about it.
    #[must_use]
    pub fn help(&self) -> String {
        match self {
            Self::Folder { refusal, .. } => refusal.help().into(),
            Self::Input { help, .. } => help.clone(),
            Self::Threads { .. } => "give a smaller number to --threads".into(),
            Self::Memory { free, needed, people } => format!(
                "give at most --people {}, or switch mechanisms off that the question does not need",
                (*people as f64 * *free as f64 / *needed as f64) as u64
            ),
            Self::File { .. } => {
                "free some space or choose another folder with --out; what was written before stays".into()
            }
            Self::Analysis { .. } => {
                "the tables written before it stay; please report this with the command".into()
            }
            Self::Broken { broken, scenario, .. } => format!(
                "please report this; it is replayed by\n        fourfold run {} --replicates {} --months {} --out replay",
                scenario.display(),
                broken.replicate + 1,
                broken.month.max(1)
            ),
            Self::Panicked { .. } => {
                "this is a mistake in Fourfold: please report it with the command you gave".into()
            }
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder { path, refusal } => write!(f, "`{}` {refusal}", path.display()),
            Self::Input { message, .. } => write!(f, "{message}"),
            Self::Threads { cause } => write!(f, "no worker threads: {cause}"),
            Self::Memory { needed, free, people } => write!(
                f,
                "{people} people need about {:.1} GiB of memory, but {:.1} GiB are free",
                *needed as f64 / GIBIBYTE,
                *free as f64 / GIBIBYTE
            ),
            Self::File { path, cause } => write!(f, "`{}` cannot be written: {cause}", path.display()),
            Self::Analysis { path, cause } => write!(f, "`{}`: {cause}", path.display()),
            Self::Broken { broken, seed, .. } => write!(f, "an invariant is broken: {broken}, seed {seed}"),
            Self::Panicked { replicate, message } => {
                write!(f, "internal error in replicate {replicate}: {message}")
            }
        }
    }
}

impl std::error::Error for Failure {}
