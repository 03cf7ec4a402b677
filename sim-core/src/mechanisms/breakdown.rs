//! Trade and states lose capacity where needs are not met, and communities provide for themselves (M23).

/// Whether a region's order is breaking down, given whether it was.
///
/// * `needs`: essentials met, remembered over a year. * `threshold` < `recovery`: below the one it begins, above the other it
///   ends; between them nothing changes.
#[must_use]
pub fn breaks(broken: bool, needs: f64, threshold: f64, recovery: f64) -> bool {
    if broken { needs <= recovery.max(threshold) } else { needs < threshold }
}

/// Capacity of trade and states after a month: o' = o + s (target − o).
///
/// * `left`: where it ends while order breaks down. * `most`: what a shock leaves at most.
/// * Limits: o → left with time constant 1/`fall`; o → 1 with 1/`rise`. Within a thousandth of whole it is whole, or it would
///   never be: blocks would go on providing for themselves.
#[must_use]
pub fn order(order: f64, broken: bool, left: f64, fall: f64, rise: f64, most: f64) -> f64 {
    let (target, speed) = if broken { (left, fall) } else { (1.0, rise) };
    let next = order + speed * (target - order);
    let next = if !broken && next > 0.999 { 1.0 } else { next };
    next.min(most).clamp(0.0, 1.0)
}

/// What the free hands of a block make of essentials, and who of it gets how much.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Block {
    /// Months of free hands: of those who share in common, of equals and traders, of those under authority.
    pub hands: [f64; 3],
    /// Essentials not met, in months of subsistence: of all, and of those under authority.
    pub unmet: [f64; 2],
    /// Share of the block's people who have a project.
    pub practice: f64,
}

/// What a block provides, by form, and which part of what was missing it is.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Provision {
    /// In common, in families and local markets, in the stronghold; months of subsistence.
    pub given: [f64; 3],
    /// Part of what somebody lacks that is provided to them: to those under authority, to everybody else.
    pub relief: [f64; 2],
}

/// Essentials that a block provides for itself, by form (commons, family and local market, stronghold).
///
/// Each form makes (1 − o) × productivity × hands, the commons (1 + designs × come × practice) times as much. A stronghold
/// feeds those under authority alone, less what its masters take; the other two feed everybody who is left, pro rata.
///
/// * `order`: o; land and tools that the market uses are not free. * `come`: how far open knowledge has come, 0..=1.
/// * Limits: o = 1: nothing; o = 0: min(local capability, unmet).
/// * Source: ours (MODEL M23).
#[must_use]
pub fn provided(
    block: &Block,
    order: f64,
    productivity: [f64; 3],
    designs: f64,
    come: f64,
    take: f64,
) -> Provision {
    let open = 1.0 - order;
    let commons = open * productivity[0] * block.hands[0] * (1.0 + designs * come * block.practice);
    let market = open * productivity[1] * block.hands[1];
    let stronghold = (open * (1.0 - take) * productivity[2] * block.hands[2]).min(block.unmet[1]);
    let left = (block.unmet[0] - stronghold).max(0.0);
    let both = commons + market;
    let served = if both > left { left / both } else { 1.0 };
    let part = |given: f64, of: f64| if of > 0.0 { (given / of).min(1.0) } else { 0.0 };
    let (own, others) = (part(stronghold, block.unmet[1]), part(served * both, left));
    Provision {
        given: [served * commons, served * market, stronghold],
        relief: [own + (1.0 - own) * others, others],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLOCK: Block = Block { hands: [20.0, 30.0, 10.0], unmet: [60.0, 4.0], practice: 0.5 };

    #[test]
    fn order_ends_where_it_is_told_and_needs_a_band_to_come_back() {
        assert!(breaks(false, 0.74, 0.75, 0.85) && !breaks(false, 0.76, 0.75, 0.85));
        assert!(breaks(true, 0.84, 0.75, 0.85) && !breaks(true, 0.86, 0.75, 0.85));
        let end = (0..600).fold(1.0, |o, _| order(o, true, 0.2, 0.1, 0.02, 1.0));
        assert!((end - 0.2).abs() < 1e-9);
        let half = (0..50).fold(0.2, |o, _| order(o, false, 0.2, 0.1, 0.02, 1.0));
        assert!((half - (1.0 - 0.8 * 0.98f64.powi(50))).abs() < 1e-12);
        assert_eq!(order(1.0, false, 0.2, 0.1, 0.02, 0.4), 0.4);
        assert_eq!((0..400).fold(0.2, |o, _| order(o, false, 0.2, 0.1, 0.02, 1.0)), 1.0);
    }

    #[test]
    fn without_trade_needs_are_met_by_local_capability() {
        // 0.5 × 20 × 1.25 in common, 0.5 × 30 at home, and 0.7 × 0.5 × 10 in the stronghold.
        let [commons, market, stronghold] = provided(&BLOCK, 0.0, [0.5; 3], 1.0, 0.5, 0.3).given;
        assert!((commons - 12.5).abs() < 1e-12 && (market - 15.0).abs() < 1e-12);
        assert!((stronghold - 3.5).abs() < 1e-12);
        assert_eq!(provided(&BLOCK, 1.0, [0.5; 3], 1.0, 0.5, 0.3), Provision::default());
    }

    #[test]
    fn what_is_provided_is_what_each_is_relieved_of() {
        let Provision { given, relief } = provided(&BLOCK, 0.3, [0.4; 3], 0.5, 0.5, 0.3);
        let [all, own] = BLOCK.unmet;
        let relieved = relief[0] * own + relief[1] * (all - own);
        assert!((relieved - given.iter().sum::<f64>()).abs() < 1e-12, "{given:?} {relief:?}");
        assert!(relief[0] > relief[1] && relief[1] > 0.0);
    }

    #[test]
    fn nobody_is_given_more_than_is_missing() {
        let block = Block { unmet: [10.0, 2.0], ..BLOCK };
        let Provision { given, relief } = provided(&block, 0.0, [1.0; 3], 0.0, 0.0, 0.0);
        assert_eq!(relief, [1.0; 2]);
        assert!((given.iter().sum::<f64>() - 10.0).abs() < 1e-12 && given[2] == 2.0);
        // The other two share what is left by what they make.
        assert!((given[0] / given[1] - 20.0 / 30.0).abs() < 1e-12);
    }
}
