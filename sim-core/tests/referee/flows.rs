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

/// Parts of an amount by whole weights: differences of ⌊amount · running sum / sum⌋, so that they sum to the amount.
pub fn split(amount: i64, weights: &[u64]) -> Vec<i64> {
    let all: i128 = weights.iter().map(|w| i128::from(*w)).sum();
    let (mut running, mut given) = (0i128, 0i64);
    let mut parts = Vec::with_capacity(weights.len());
    for weight in weights {
        running += i128::from(*weight);
        let reached = if all == 0 { 0 } else { (i128::from(amount) * running / all) as i64 };
        parts.push(reached - given);
        given = reached;
    }
    parts
}

/// ⌊amount · part / whole⌋; nothing of nothing.
pub fn floor_share(amount: i64, part: i64, whole: i64) -> i64 {
    if whole == 0 { 0 } else { (i128::from(amount) * i128::from(part) / i128::from(whole)) as i64 }
}
