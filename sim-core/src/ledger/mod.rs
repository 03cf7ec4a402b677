//! Money: accounts, transfers, audit. The only door through which money moves.
//!
//! A [`Purse`] belongs to a sector by its type. Money leaves and enters it only with a [`Till`] at hand, which notes
//! the kind of payment. At the end of the month [`audit`] holds the tills against the purses: every kind of payment
//! must sum to zero over the sectors, and every sector's payments to the change of its money.

mod audit;
mod flow;
mod purse;

pub use audit::{Balances, audit};
pub use flow::{FLOWS, Flow, FlowTable, SECTORS, Sector};
pub use purse::{FirmPurse, FundPurse, PersonPurse, PlatformPurse, ProjectPurse, Purse, StatePurse, Till};

/// Micro-credits in a credit. One credit is the world's mean monthly income per head in the base year.
pub const CREDIT: f64 = 1e6;
