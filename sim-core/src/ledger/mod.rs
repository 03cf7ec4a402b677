//! Money: accounts, transfers, audit. The only door through which money moves.

mod flow;

pub use flow::{FLOWS, Flow, FlowTable, SECTORS, Sector};
