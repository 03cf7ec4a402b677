//! Results folders side by side: read back and held against their manifests, compared, and what differs written into a folder of its own.

mod again;
mod folder;
mod request;
mod run;

pub use again::Again;
pub use folder::{Outcome, compare};
pub use request::{Request, plan};
pub use run::{Facts, Run, label};
