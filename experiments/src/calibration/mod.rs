//! `fourfold calibrate`: what is uncertain about the model, fitted to measured facts.
//!
//! In waves. Worlds are run at points of the [space](crate::space) of what is uncertain; emulators through them say where else the facts could be
//! met; the next wave runs there. What is left in the end is drawn from by the likelihood of the facts ([`analysis::calibration`]), and
//! worlds are run once more at such draws, so that what the fitted model gives is simulated and not emulated.
//!
//! `plan.rs` says what is fitted to what, `course.rs` goes through the waves, the [ledger](crate::runs::ledger) keeps each world that was run so that an
//! interrupted calibration can be carried on, `scenario.rs` writes what was found as a scenario, `folder.rs` the tables and figures.

mod course;
mod folder;
mod plan;
mod scenario;

pub use course::{Course, Event, Outcome, Predicted, Wave, run};
pub use folder::write;
pub use plan::{Fitted, Plan};
