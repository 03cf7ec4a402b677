//! `fourfold sweep`: worlds at the points of a design, one row a run.
//!
//! `plan.rs` says what is varied and where the points lie, `file.rs` reads a plan from a file, `folder.rs` writes what was found. The runs
//! themselves are [`crate::runs`].

mod file;
mod folder;
mod plan;

pub use file::SweepFile;
pub use folder::{PointRow, points_of, write};
pub use plan::{Design, Plan, Vary};
