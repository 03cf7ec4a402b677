//! `fourfold sensitivity`: which parameters move an outcome, and what share of its variance they hold.
//!
//! First all of them by elementary effects (Morris); then those that move it most by shares of variance (Sobol'), with the luck of a world as
//! one input among the others. `plan.rs` says what is varied, `course.rs` runs both, `folder.rs` writes what was found; the statistics are
//! [`analysis::sensitivity`].

mod course;
mod folder;
mod plan;

pub use course::{CHANCE, Found, Indices, Stage, run};
pub use folder::write;
pub use plan::Plan;
