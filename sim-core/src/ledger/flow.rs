//! The kinds of payment and the sectors between which they go.

/// Who holds money, in the order of the columns of `month_flows.csv`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Sector {
    /// People.
    Households,
    /// Firms.
    Firms,
    /// Platforms.
    Platforms,
    /// Projects and their associations.
    Projects,
    /// States, one a region.
    States,
    /// Equity funds, one a region and one for the world's platforms.
    Funds,
}

/// Names of the sectors: the columns of `month_flows.csv`.
pub const SECTORS: [&str; 6] = ["households", "firms", "platforms", "projects", "states", "funds"];

macro_rules! flows {
    ($( $variant:ident = $name:literal, $meaning:literal; )+) => {
        /// Why money changes hands; in the order of docs/model/macro-core.md.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Flow { $( #[doc = $meaning] $variant, )+ }

        /// All kinds of payment: (name in `month_flows.csv`, meaning), in order.
        pub const FLOWS: &[(&str, &str)] = &[ $( ($name, $meaning), )+ ];
    };
}

flows! {
    Wages = "wages", "Wages, casual hours included: firms to people";
    Dole = "dole", "Dole: states to people";
    Outsourcing = "outsourcing", "Task budgets: firms to platforms";
    Prizes = "prizes", "Prizes to contributors: platforms to people";
    Advertising = "advertising", "Advertising: firms to platforms";
    IncomeTax = "income_tax", "Income tax: people to states";
    Consumption = "consumption", "Consumption: people to firms";
    PublicPurchases = "public_purchases", "Public purchases: states to firms";
    Capacity = "capacity", "Capacity and servers: platforms and projects to firms";
    CapitalGoods = "capital_goods", "Capital goods: firms to firms (net zero in the sector)";
    Donations = "donations", "Donations: people to projects' associations";
    BenefitSharing = "benefit_sharing", "Benefits shared back: firms of ecologies to projects";
    ProjectPay = "project_pay", "Maintainers' pay: projects to people";
    PublicSupport = "public_support", "Public support: states to projects";
    ContractMargins = "contract_margins", "Margins on public contracts: states to tracked owners";
    CentralProjects = "central_projects", "Centralised projects at any cost: states to firms";
    DividendsIn = "dividends_in", "Surplus of firms and platforms into the funds";
    DividendsOut = "dividends_out", "Dividends of the funds: to people";
    EquityInjections = "equity_injections", "Equity put into firms by the funds";
    EstateTax = "estate_tax", "Estate tax: people to states";
    WindUp = "wind_up", "Money of closed firms above what their slot keeps: firms to funds; of failed platforms: to their fund; of dead projects and of co-operatives without members: to states";
}

/// Money by flow and sector in a month: received less paid, micro-credits. Each row sums to zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlowTable {
    /// By flow, then by sector.
    pub net: [[i64; SECTORS.len()]; FLOWS.len()],
}

impl FlowTable {
    /// No money moved.
    pub const EMPTY: Self = Self { net: [[0; SECTORS.len()]; FLOWS.len()] };

    /// Adds another table, entry by entry.
    pub fn add(&mut self, other: &Self) {
        for (row, more) in self.net.iter_mut().zip(&other.net) {
            for (cell, x) in row.iter_mut().zip(more) {
                *cell += x;
            }
        }
    }
}

impl Default for FlowTable {
    fn default() -> Self {
        Self::EMPTY
    }
}
