//! The monthly check of the books.

use super::flow::{FLOWS, SECTORS};
use super::purse::Till;

/// Money of each sector, micro-credits, in the order of [`SECTORS`].
pub type Balances = [i64; SECTORS.len()];

/// Holds a month's tills against the purses.
///
/// # Errors
/// The first fault: which kind of payment or which sector, and by how much.
pub fn audit(till: &Till, before: &Balances, after: &Balances) -> Result<(), String> {
    for (flow, (name, _)) in FLOWS.iter().enumerate() {
        if till.broken >> flow & 1 == 1 {
            return Err(format!("a payment of kind `{name}` was negative or more than its payer had"));
        }
        let sum: i64 = till.flows.net[flow].iter().sum();
        if sum != 0 {
            return Err(format!(
                "payments of kind `{name}` do not sum to zero over the sectors: {sum} micro-credits"
            ));
        }
    }
    for (sector, name) in SECTORS.iter().enumerate() {
        let paid: i64 = till.flows.net.iter().map(|row| row[sector]).sum();
        let change = after[sector] - before[sector];
        if paid != change {
            return Err(format!(
                "the money of sector `{name}` changed by {change} micro-credits, but its payments sum to {paid}"
            ));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::*;
    use super::*;

    #[test]
    fn a_payment_with_two_ends_passes_and_one_with_a_single_end_does_not() {
        let (mut firm, mut person) = (FirmPurse::endowed(10), PersonPurse::endowed(0));
        let mut till = Till::default();
        firm.pay(4, Flow::Wages, &mut till);
        let single = audit(&till, &[0, 10, 0, 0, 0, 0], &[0, 6, 0, 0, 0, 0]).expect_err("half a payment");
        assert!(single.contains("wages"));
        person.receive(4, Flow::Wages, &mut till);
        assert_eq!(audit(&till, &[0, 10, 0, 0, 0, 0], &[4, 6, 0, 0, 0, 0]), Ok(()));
        assert!(audit(&till, &[0, 10, 0, 0, 0, 0], &[5, 6, 0, 0, 0, 0]).is_err());
    }

    #[test]
    fn nobody_can_spend_what_they_do_not_hold() {
        let (mut person, mut firm) = (PersonPurse::endowed(3), FirmPurse::endowed(0));
        let mut till = Till::default();
        person.pay(5, Flow::Consumption, &mut till);
        firm.receive(5, Flow::Consumption, &mut till);
        let fault = audit(&till, &[3, 0, 0, 0, 0, 0], &[-2, 5, 0, 0, 0, 0]).expect_err("overdrawn");
        assert!(fault.contains("consumption"));
    }
}
