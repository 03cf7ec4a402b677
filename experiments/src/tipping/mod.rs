//! `fourfold tipping`: where a path tips along a parameter, and whether it remembers where it came from.
//!
//! Every world begins alike, under the scenario's own value, so that its choices are anchored at the same start. Then the parameter is moved to one end
//! of the range and held there while the world settles; then to a value, and held. Worlds that come from below and from above have lived as
//! long, and under the same chance: what differs at one value is history alone.
//!
//! `plan.rs` says what is run, `folder.rs` writes what was found; the statistics are [`analysis::tipping`].

mod folder;
mod plan;

pub use folder::{Found, find, write};
pub use plan::{BRANCHES, Plan};
