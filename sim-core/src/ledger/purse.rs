//! Whole micro-credits in somebody's hands, and the till that notes each payment.

use super::flow::{FLOWS, Flow, FlowTable, Sector};
use crate::engine::chunks::Merge;

/// Money held by a member of one sector, micro-credits, ≥ 0. There is no way to change it but with a till.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(transparent)]
pub struct Purse<const SECTOR: usize>(i64);

/// A person's money.
pub type PersonPurse = Purse<{ Sector::Households as usize }>;
/// A firm's money.
pub type FirmPurse = Purse<{ Sector::Firms as usize }>;
/// A platform's money.
pub type PlatformPurse = Purse<{ Sector::Platforms as usize }>;
/// A project's money.
pub type ProjectPurse = Purse<{ Sector::Projects as usize }>;
/// A state's money.
pub type StatePurse = Purse<{ Sector::States as usize }>;
/// A fund's money.
pub type FundPurse = Purse<{ Sector::Funds as usize }>;

impl<const SECTOR: usize> Purse<SECTOR> {
    /// Money that somebody has at genesis.
    #[must_use]
    pub fn endowed(amount: i64) -> Self {
        Self(amount.max(0))
    }

    /// What is in it.
    #[inline]
    #[must_use]
    pub fn balance(self) -> i64 {
        self.0
    }

    /// Takes money in.
    #[inline]
    pub fn receive(&mut self, amount: i64, flow: Flow, till: &mut Till) {
        self.0 += amount;
        till.flows.net[flow as usize][SECTOR] += amount;
        till.broken |= u32::from(amount < 0) << flow as u32;
    }

    /// Pays money out. Paying more than there is is noted and stops the run at the audit.
    #[inline]
    pub fn pay(&mut self, amount: i64, flow: Flow, till: &mut Till) {
        self.0 -= amount;
        till.flows.net[flow as usize][SECTOR] -= amount;
        till.broken |= u32::from(amount < 0 || self.0 < 0) << flow as u32;
    }
}

/// What was paid and received in a part of the world in a month, by kind and sector.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Till {
    /// Received less paid.
    pub(super) flows: FlowTable,
    /// A bit for each kind of payment that was negative or overdrew a purse.
    pub(super) broken: u32,
}

const _: () = assert!(FLOWS.len() <= 32, "a till has a bit for each kind of payment");

impl Till {
    /// The table of flows.
    #[must_use]
    pub fn flows(&self) -> &FlowTable {
        &self.flows
    }

    /// Empties the till, giving what was in it.
    pub fn close(&mut self) -> Self {
        std::mem::take(self)
    }
}

impl Merge for Till {
    fn merge(&mut self, right: Self) {
        self.flows.add(&right.flows);
        self.broken |= right.broken;
    }
}

impl Till {
    /// Moves what firms received from one kind of payment to another: they take all sales in as one, and whose money
    /// it was is known for the sector as a whole.
    pub fn reclassify(&mut self, from: Flow, to: Flow, amount: i64) {
        self.flows.net[from as usize][Sector::Firms as usize] -= amount;
        self.flows.net[to as usize][Sector::Firms as usize] += amount;
    }
}
