//! Firms, as columns. Slots of a region lie side by side and are always occupied.

use crate::engine::sums::Tallies;
use crate::ledger::FirmPurse;
use crate::mechanisms::mode_division::{Division, Totals};
use std::ops::Range;

/// Hours and inputs are tallied in steps of 2^-20 skill-months.
pub const INPUT_STEPS: f64 = 1_048_576.0;

/// What a firm offered its members last time: enough to divide it, or to imagine it divided otherwise.
#[derive(Clone, Copy, Debug, Default)]
pub struct Deal {
    /// Wage bill, µcredit.
    pub bill: i64,
    /// Totals by which it is divided.
    pub totals: Totals,
}

/// All firms.
#[derive(Clone, Debug, Default)]
pub struct Firms {
    /// First slot of each region, and the end.
    pub offsets: Vec<usize>,
    /// Capital, goods.
    pub capital: Vec<f64>,
    /// Inventory, goods.
    pub inventory: Vec<f64>,
    /// Expected sales a month, goods.
    pub expected: Vec<f64>,
    /// Own productivity: the logarithm over the region's.
    pub productivity: Vec<f64>,
    /// Money.
    pub cash: Vec<FirmPurse>,
    /// Capital goods ordered for next month, µcredit.
    pub order: Vec<i64>,
    /// Last wage bill, casual hours included, µcredit.
    pub wage_bill: Vec<i64>,
    /// Last revenue, µcredit.
    pub revenue: Vec<i64>,
    /// Months in a row with less cash than a wage bill.
    pub poor_months: Vec<u8>,
    /// Whether it shares benefits back. Empty without the mechanism `triune`.
    pub shares_back: Vec<bool>,
    /// Whether its workers own it.
    pub cooperative: Vec<bool>,
    /// A co-operative's surplus of the month, before and after it is paid to members, µcredit.
    pub surplus: Vec<i64>,
    /// As above.
    pub surplus_paid: Tallies,
    /// What was divided last time.
    pub deals: Vec<Deal>,
    /// The same, worked out for paying members.
    pub divisions: Vec<Division>,
    /// Members by mode: four tallies a firm.
    pub members: Tallies,
    /// Members' skill × hours, in 1/[`INPUT_STEPS`].
    pub input: Tallies,
    /// Two tallies a firm, side by side since they are added to together: members' standing in 1/1024 skill-months,
    /// and Σ min(1/n, input share) in 2^-40.
    pub claims: Tallies,
    /// Paid to members this month, µcredit.
    pub paid: Tallies,
    /// This month's plans.
    pub plans: Vec<Plan>,
}

/// What a firm decides for one month.
#[derive(Clone, Copy, Debug, Default)]
pub struct Plan {
    /// Members leave when their word is below this.
    pub leave_below: u64,
    /// Casual labour bought, skill-months.
    pub casual: f64,
    /// Open places, whole persons.
    pub vacancies: u32,
    /// Spent on tasks, µcredit.
    pub tasks: i64,
    /// Labour got for it, skill-months.
    pub task_labour: f64,
    /// Goods made.
    pub output: f64,
    /// Spent on advertising, µcredit.
    pub advertising: i64,
    /// Capital goods delivered.
    pub delivered: f64,
    /// Capital goods it would have ordered but could not pay, µcredit.
    pub unfunded: i64,
}

impl Firms {
    /// Slots for so many firms in each region, not yet filled.
    #[must_use]
    pub fn blank(by_region: &[usize]) -> Self {
        let mut offsets = vec![0];
        for n in by_region {
            offsets.push(offsets.last().copied().unwrap_or(0) + n);
        }
        let n = offsets.last().copied().unwrap_or(0);
        Self {
            offsets,
            capital: vec![0.0; n],
            inventory: vec![0.0; n],
            expected: vec![0.0; n],
            productivity: vec![0.0; n],
            cash: vec![FirmPurse::default(); n],
            order: vec![0; n],
            wage_bill: vec![0; n],
            revenue: vec![0; n],
            poor_months: vec![0; n],
            shares_back: Vec::new(),
            cooperative: vec![false; n],
            surplus: vec![0; n],
            surplus_paid: Tallies::zeros(n),
            deals: vec![Deal::default(); n],
            divisions: vec![Division::default(); n],
            members: Tallies::zeros(4 * n),
            input: Tallies::busy(n),
            claims: Tallies::busy(2 * n),
            paid: Tallies::busy(n),
            plans: vec![Plan::default(); n],
        }
    }

    /// Number of firms.
    #[must_use]
    pub fn count(&self) -> usize {
        self.capital.len()
    }

    /// Slots of a region.
    #[must_use]
    pub fn of_region(&self, region: usize) -> Range<usize> {
        self.offsets[region]..self.offsets[region + 1]
    }

    /// Members of a firm by mode.
    #[must_use]
    pub fn members_by_mode(&self, firm: usize) -> [i64; 4] {
        std::array::from_fn(|m| self.members.get(4 * firm + m))
    }

    /// Members of a firm.
    #[must_use]
    pub fn size(&self, firm: usize) -> i64 {
        self.members_by_mode(firm).iter().sum()
    }

    /// Adds a member's standing and equal turn.
    #[inline]
    pub fn claim(&self, firm: usize, standing: i64, turn: i64) {
        self.claims.add(2 * firm, standing);
        if turn != 0 {
            self.claims.add(2 * firm + 1, turn);
        }
    }

    /// Members' labour, skill-months.
    #[must_use]
    pub fn labour(&self, firm: usize) -> f64 {
        self.input.get(firm) as f64 / INPUT_STEPS
    }
}
