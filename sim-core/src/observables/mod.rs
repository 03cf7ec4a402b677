//! What is seen of a world each month.

pub mod measures;
pub mod organisations;
pub mod panel;
pub mod plane;
pub mod report;
pub mod stage;
pub mod transition;

pub use measures::{Cell, MEASURES, MeasureInfo, Measures};
pub use organisations::{Organisation, OrganisationKind};
pub use panel::Person;

use crate::ids::{MODES, REGIMES};
use crate::ledger::FlowTable;
pub use crate::state::accounts::{Account, Accounts};
pub use crate::state::projects::Contribution;

/// Everything that is known of one month.
#[derive(Clone, Debug, PartialEq)]
pub struct Observation {
    /// The month: 0 is the state after burn-in.
    pub month: i64,
    /// The world as a whole.
    pub world: Measures,
    /// By region.
    pub regions: Vec<Measures>,
    /// People by mode last month (row) and now (column).
    pub mode_transitions: [[u64; MODES]; MODES],
    /// People by regime last month (row) and now (column).
    pub regime_transitions: [[u64; REGIMES]; REGIMES],
    /// Money by flow and sector, micro-credits.
    pub flows: FlowTable,
    /// What sampled projects received, when asked for.
    pub contributions: Vec<Contribution>,
    /// What people of each regime and mode gave and got, when asked for: by regime, then mode.
    pub accounts: Accounts,
    /// Firms, projects and platforms one by one, in the months asked for.
    pub organisations: Vec<Organisation>,
    /// The people of the panel, in the months asked for.
    pub panel: Vec<Person>,
}
