//! Firms, as columns. Slots of a region lie side by side and are always occupied.

use crate::engine::num;
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
    /// Month in which the firm took the place of one that closed; [`Firms::FROM_GENESIS`] for the first ones.
    pub founded: Vec<i32>,
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
    /// Working groups of equal size. Empty without the mechanism `dunbar`, as is the next.
    pub teams: Vec<u16>,
    /// Share of labour that coordination left when it was last divided.                    0..=1
    pub labour_left: Vec<f64>,
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

/// How firms are divided into working groups, summed.
#[derive(Clone, Copy, Debug, Default)]
pub struct Organised {
    /// Working groups.
    pub teams: f64,
    /// Employees.
    pub members: f64,
    /// Size of each employee's group.
    pub felt: f64,
    /// Members' labour, skill-months.
    pub labour: f64,
    /// Of that, what coordination leaves.
    pub left: f64,
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
    /// Stands for a month of founding before all months.
    pub const FROM_GENESIS: i32 = i32::MIN;

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
            founded: vec![Self::FROM_GENESIS; n],
            shares_back: Vec::new(),
            cooperative: vec![false; n],
            surplus: vec![0; n],
            surplus_paid: Tallies::zeros(n),
            deals: vec![Deal::default(); n],
            teams: Vec::new(),
            labour_left: Vec::new(),
            divisions: vec![Division::default(); n],
            members: Tallies::zeros(4 * n),
            input: Tallies::zeros(n),
            claims: Tallies::zeros(2 * n),
            paid: Tallies::zeros(n),
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

    /// Members of one of its working groups.
    #[inline]
    #[must_use]
    pub fn team_size(&self, firm: usize, members: f32) -> f32 {
        members / f32::from(self.teams.get(firm).copied().unwrap_or(1))
    }

    /// How firms are divided into working groups; all 0 without the mechanism `dunbar`.
    #[must_use]
    pub fn organised(&self) -> Organised {
        let mut sums = Organised::default();
        for (j, (teams, left)) in self.teams.iter().zip(&self.labour_left).enumerate() {
            let (members, labour) = (self.size(j) as f32, self.labour(j));
            sums.teams += f64::from(*teams);
            sums.members += f64::from(members);
            sums.felt += f64::from(members * self.team_size(j, members));
            sums.labour += labour;
            sums.left += labour * left;
        }
        sums
    }

    /// Productivity of its hours, A e^(1−α): what coordination takes from labour is taken from all of it.
    ///
    /// * `ln_productivity`: of the region. * `alpha`: α. * Source: MODEL section 2.
    #[inline]
    #[must_use]
    pub fn level(&self, firm: usize, ln_productivity: f64, alpha: f64) -> f64 {
        num::exp(ln_productivity + self.productivity[firm]) * self.coordination_factor(firm, alpha)
    }

    /// e^(1−α), e being the share of labour that coordination leaves.
    #[inline]
    #[must_use]
    pub fn coordination_factor(&self, firm: usize, alpha: f64) -> f64 {
        self.labour_left.get(firm).map_or(1.0, |left| num::pow(*left, 1.0 - alpha))
    }

    /// Members' labour, skill-months.
    #[must_use]
    pub fn labour(&self, firm: usize) -> f64 {
        self.input.get(firm) as f64 / INPUT_STEPS
    }
}
