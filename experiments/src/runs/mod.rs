//! Many worlds, each with parameters of its own, of which a few numbers are kept: what sweeps, sensitivity, tipping and calibration share.
//!
//! * [`ledger`] keeps each world as soon as it is known, so that what was interrupted is carried on.
//! * [`batch`] lives the worlds that are missing from it, side by side.
//! * [`outcome`] says which numbers are kept of a world's life.

pub mod batch;
pub mod ledger;
pub mod outcome;

pub use batch::{Batch, Life, World};
pub use ledger::{Form, Ledger, Run};
pub use outcome::{Outcome, live};
