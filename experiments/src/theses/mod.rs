//! `fourfold theses`: the claims of the theory, each as experiments with worlds that share their chance.
//!
//! What is tested, by what statistic, at what horizon and with what least effect stands in `data/theses.toml` and was written down before the first run.
//! `catalogue.rs` reads it, `course.rs` runs it, `verdict.rs` says what follows, `folder.rs` writes it.

mod catalogue;
mod course;
mod folder;
mod verdict;

pub use catalogue::{Arm, Direction, Shape, Test, Thesis, theses};
pub use course::{Plan, Tested};
pub use folder::{summary, write};
pub use verdict::{Found, Verdict};
