//! Regions: prices, wages, technology, the state and the fund, and a census of the people.

use super::Policy;
use super::traits::TraitLaws;
use crate::engine::chunks::Merge;
use crate::ids::{MODES, REGIMES};
use crate::ledger::{FundPurse, StatePurse};

/// Networks as they were built, whether or not they work.
#[derive(Clone, Copy, Debug)]
pub struct Built {
    /// Share of people online.
    pub access: f64,
    /// Coordination technology (κ).
    pub coordination: f64,
}

/// A region.
#[derive(Clone, Debug)]
pub struct Region {
    /// People.
    pub people: usize,
    /// Whether owners of the world's platforms live here.
    pub core: bool,
    /// Laws of the personal traits.
    pub traits: TraitLaws,
    /// Price of the region's goods, credits.
    pub price: f64,
    /// Price of the basket its people buy, credits; 1 at genesis.
    pub price_buyer: f64,
    /// What the price index was at genesis, by which it is divided.
    pub price_index_genesis: f64,
    /// Wage of a skill-month, credits.
    pub wage: f64,
    /// Output per head in the base year, credits a month.
    pub base_output: f64,
    /// Logarithm of total factor productivity at genesis.
    pub ln_productivity_genesis: f64,
    /// As above, this month.
    pub ln_productivity: f64,
    /// What open knowledge has added to it since 2001.
    pub knowledge_gain: f64,
    /// What the productivity trend has added to it so far.
    pub trend: f64,
    /// Required return at the start and depreciation, 1/year.
    pub required_return_start: f64,
    /// As above.
    pub depreciation: f64,
    /// Networks as they were built; what works of them stands in `access` and `coordination`.
    pub built: Built,
    /// What its state does; `None` without M20.
    pub policy: Option<Policy>,
    /// People who take part in the movement.
    pub mobilised: i64,
    /// Capacity of trade and of the state, 0..=1 (M23).
    pub order: f64,
    /// Whether it is breaking down.
    pub broken: bool,
    /// Essentials met, with a memory.
    pub needs: f64,
    /// Share of output that the biosphere's decline and climate leave; 1 at the start (M22).
    pub damage: f64,
    /// Share of the harm of its output that is abated.
    pub green: f64,
    /// Share of output that abating it leaves.
    pub after_abatement: f64,
    /// Coordination technology, κ.
    pub coordination: f64,
    /// How far machines that anybody can use have spread, 0..=1 (M14).
    pub manufacturing: f64,
    /// Share of people online.
    pub access: f64,
    /// As above, at genesis.
    pub access_2001: f64,
    /// Share of ties that go anywhere.
    pub far_ties: f64,
    /// Share of subsistence that has to be bought; `None` without M29.
    pub essentials: Option<f64>,
    /// Norm in favour of the communal and equality modes, nats; `None` without M31.
    pub norm: Option<f64>,
    /// Shares of spending on each region's goods.
    pub spending_shares: Vec<f64>,
    /// Tastes for each region's goods.
    pub spending_tastes: Vec<f64>,
    /// Share of world output at genesis.
    pub world_share: f64,
    /// The state's money.
    pub state: StatePurse,
    /// The fund's money.
    pub fund: FundPurse,
    /// Shares of the fund.
    pub fund_shares: i64,
    /// Dividend a share paid last, µcredit.
    pub dividend: i64,
    /// Last month's market.
    pub market: Market,
    /// Census of the people as they stand.
    pub census: Census,
    /// People by mode last month (row) and now (column), flattened; and by regime.
    pub mode_moves: [i64; MODES * MODES],
    /// As above.
    pub regime_moves: [i64; REGIMES * REGIMES],
}

/// What happened in a region's markets last month: money in µcredit, goods and labour in their own units.
#[derive(Clone, Copy, Debug, Default)]
pub struct Market {
    /// Unemployed over the capital regime's people.
    pub unemployment: f64,
    /// Hired.
    pub hired: i64,
    /// Vacancies that stayed open.
    pub unfilled: i64,
    /// Share of bread hours bought.
    pub bread_filled: f64,
    /// Casual hours bought, in 2^-20 skill-months.
    pub bread_served: i64,
    /// Casual pay set aside by firms.
    pub casual_pot: i64,
    /// Casual pay that people got.
    pub casual_paid: i64,
    /// Wages paid, casual ones included.
    pub wages: i64,
    /// Prizes that people got.
    pub prizes: i64,
    /// Pay that members got from their projects, and of that who have no other regime.
    pub project_pay: i64,
    /// As above.
    pub peer_pay: i64,
    /// Goods made.
    pub output: f64,
    /// Members' and casual labour, skill-months.
    pub labour: f64,
    /// What open knowledge added to the logarithm of productivity of the goods made.
    pub knowledge_gain: f64,
    /// Expected sales.
    pub expected: f64,
    /// Inventory after sales.
    pub inventory: f64,
    /// What people wanted to spend.
    pub budgets: i64,
    /// Spent by people.
    pub consumption: i64,
    /// Spent by firms on capital goods.
    pub investment: i64,
    /// Spent by the state.
    pub public_purchases: i64,
    /// Given by the state to a centralised project.
    pub central_projects: i64,
    /// Given by the state before it bought: that, support of associations and margins on contracts.
    pub granted: i64,
    /// Surplus paid into the fund.
    pub paid_out: i64,
    /// Surplus that co-operatives paid to their members.
    pub surplus_paid: i64,
    /// Capital of firms that the fund owns.
    pub owned_capital: f64,
    /// Money taken in from other regions less money spent there.
    pub trade_balance: i64,
    /// Needs met, summed over people, in 2^-20.
    pub needs_met: i64,
    /// Essentials that blocks provided for themselves, in 2^-20: in common, in families and local markets, in strongholds.
    pub provided: [i64; 3],
    /// Capital.
    pub capital: f64,
    /// Goods that peers made, the labour and the capital they made them with (M14).
    pub peers_made: f64,
    /// As above.
    pub peers_labour: f64,
    /// As above.
    pub peers_capital: f64,
    /// Of these goods, in 2^-20: what members shared among themselves.
    pub peers_shared: i64,
    /// What was taken for the rest.
    pub peers_sold: i64,
    /// Essentials that were met by shared goods, summed over people, in 2^-20.
    pub peers_needs: i64,
}

/// Counts and sums over people, whole numbers: shares in 2^-20, hours in 2^-20 months.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Census {
    /// By mode.
    pub modes: [i64; MODES],
    /// By regime.
    pub regimes: [i64; REGIMES],
    /// Hours worked by regime: commons time counts as peer, bread hours as capital.
    pub hours: [i64; REGIMES],
    /// Commons time.
    pub commons: i64,
    /// Bread hours sold, and wanted.
    pub bread: i64,
    /// As above.
    pub bread_wanted: i64,
    /// People with a firm.
    pub employed: i64,
    /// People with a project.
    pub members: i64,
    /// Belief.
    pub belief: i64,
    /// Taste.
    pub taste: i64,
    /// Lock-in of platform users.
    pub lock_in: i64,
    /// Money, µcredit.
    pub cash: i64,
    /// Net income with dividends, µcredit.
    pub income: i64,
    /// Hours of members in their projects.
    pub project_hours: i64,
    /// Net income by regime, µcredit.
    pub incomes: [i64; REGIMES],
    /// People whose net income is above their region's mean of the month before; not counted without M31.
    pub successful: i64,
    /// Those of them in the communal or equality mode.
    pub successful_common: i64,
    /// Entries of belief, taste and lock-in that are no share: must be 0.
    pub illegal: i64,
}

impl Merge for Census {
    fn merge(&mut self, right: Self) {
        self.modes.merge(right.modes);
        self.regimes.merge(right.regimes);
        self.hours.merge(right.hours);
        self.commons += right.commons;
        self.bread += right.bread;
        self.bread_wanted += right.bread_wanted;
        self.employed += right.employed;
        self.members += right.members;
        self.belief += right.belief;
        self.taste += right.taste;
        self.lock_in += right.lock_in;
        self.cash += right.cash;
        self.income += right.income;
        self.project_hours += right.project_hours;
        self.incomes.merge(right.incomes);
        self.successful += right.successful;
        self.successful_common += right.successful_common;
        self.illegal += right.illegal;
    }
}

/// Steps in which shares and hours are summed.
pub const STEPS: f32 = 1_048_576.0;

/// A share or an hour as a whole number of steps.
#[inline(always)]
#[must_use]
pub fn steps(x: f32) -> i64 {
    (x * STEPS) as i64
}

/// Yields of chunks with a row for each region (or platform).
#[derive(Clone, Debug)]
pub struct ByRegion<T>(pub Vec<T>);

impl<T: Merge> Merge for ByRegion<T> {
    fn merge(&mut self, right: Self) {
        if self.0.is_empty() {
            self.0 = right.0;
            return;
        }
        for (left, right) in self.0.iter_mut().zip(right.0) {
            left.merge(right);
        }
    }
}

impl<T: Default + Clone> ByRegion<T> {
    /// A row for each region.
    #[must_use]
    pub fn blank(regions: usize) -> Self {
        Self(vec![T::default(); regions])
    }
}
