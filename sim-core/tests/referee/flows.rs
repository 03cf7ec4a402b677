//! The table of payments: by kind, received less paid of each sector, as docs/model/macro-core.md numbers them.

use crate::compare::{Compare, Differences};

/// Who holds money.
#[derive(Clone, Copy, Debug)]
pub enum Sector {
    Households,
    Firms,
    Platforms,
    Projects,
    States,
    Funds,
}

/// Why money changes hands.
#[derive(Clone, Copy, Debug)]
pub enum Flow {
    Wages,
    Dole,
    Outsourcing,
    Prizes,
    Advertising,
    IncomeTax,
    Consumption,
    PublicPurchases,
    Capacity,
    CapitalGoods,
    Donations,
    BenefitSharing,
    ProjectPay,
    PublicSupport,
    ContractMargins,
    CentralProjects,
    DividendsIn,
    DividendsOut,
    EquityInjections,
    EstateTax,
    WindUp,
}

/// Kinds of payment.
pub const FLOWS: usize = 21;

/// Payments of a month.
#[derive(Clone, Debug, Default)]
pub struct Flows(pub [[i64; 6]; FLOWS]);

impl Flows {
    /// Notes a payment. The purses themselves are changed by whoever pays.
    pub fn note(&mut self, flow: Flow, from: Sector, to: Sector, amount: i64) {
        assert!(amount >= 0, "a payment of kind {flow:?} is negative: {amount}");
        self.0[flow as usize][from as usize] -= amount;
        self.0[flow as usize][to as usize] += amount;
    }
}

impl Compare for Flows {
    fn compare(&self, referee: &Self, to: &mut Differences) {
        self.0.compare(&referee.0, to);
    }
}
