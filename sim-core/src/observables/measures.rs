//! The columns of `series.csv`: name, meaning, unit, range, and which mechanism each needs.

use crate::params::Params;

/// One cell of a table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cell {
    /// Not observed: the mechanism is off, or the measure is the world's only.
    Empty,
    /// A whole number.
    Count(i64),
    /// A real number, never NaN or infinite.
    Real(f64),
}

impl Cell {
    /// The number, if there is one.
    #[must_use]
    pub fn value(self) -> Option<f64> {
        match self {
            Cell::Empty => None,
            Cell::Count(n) => Some(n as f64),
            Cell::Real(x) => Some(x),
        }
    }
}

/// A column of `series.csv`.
#[derive(Clone, Copy, Debug)]
pub struct MeasureInfo {
    /// Name of the column.
    pub name: &'static str,
    /// What it means.
    pub meaning: &'static str,
    /// Unit.
    pub unit: &'static str,
    /// Least and greatest possible value.
    pub range: (f64, f64),
    /// Whether regions have it too.
    pub regional: bool,
    /// The mechanism without which its cells are empty.
    pub needs: Option<fn(&Params) -> bool>,
}

const INF: f64 = f64::INFINITY;

macro_rules! measures {
    ($( $field:ident : $meaning:literal, $unit:literal, $range:expr, $regional:literal, $needs:expr; )+) => {
        /// What is measured at one place in one month.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub struct Measures {
            $( #[doc = $meaning] pub $field: Cell, )+
        }

        impl Measures {
            /// Nothing observed yet.
            pub const EMPTY: Self = Self { $( $field: Cell::Empty, )+ };

            /// The cells in the order of [`MEASURES`].
            #[must_use]
            pub fn cells(&self) -> Vec<Cell> {
                vec![ $( self.$field, )+ ]
            }

            /// Empties what is not observed: mechanisms that are off, and in regions what only the world has.
            pub fn blank_absent(&mut self, params: &Params, is_region: bool) {
                let needs: fn(Option<fn(&Params) -> bool>) -> Option<fn(&Params) -> bool> = |n| n;
                $( if (is_region && !$regional) || needs($needs).is_some_and(|on| !on(params)) {
                    self.$field = Cell::Empty;
                } )+
            }
        }

        /// All columns of `series.csv` after `replicate, month, region`, in order.
        pub const MEASURES: &[MeasureInfo] = &[
            $( MeasureInfo { name: stringify!($field), meaning: $meaning, unit: $unit, range: $range, regional: $regional, needs: $needs }, )+
        ];
    };
}

fn firms(p: &Params) -> bool {
    p.mechanisms.firms
}
fn crowdsourcing(p: &Params) -> bool {
    p.mechanisms.crowdsourcing
}
fn crowdsourcing_and_firms(p: &Params) -> bool {
    p.mechanisms.crowdsourcing && p.mechanisms.firms
}
fn platforms_on(p: &Params) -> bool {
    p.mechanisms.firms && (p.mechanisms.crowdsourcing || p.mechanisms.sharing)
}
fn sharing(p: &Params) -> bool {
    p.mechanisms.sharing
}
fn sharing_and_firms(p: &Params) -> bool {
    p.mechanisms.sharing && p.mechanisms.firms
}
fn lock_in(p: &Params) -> bool {
    p.mechanisms.lock_in && (p.mechanisms.sharing || p.mechanisms.crowdsourcing)
}
fn lock_in_and_sharing(p: &Params) -> bool {
    p.mechanisms.lock_in && p.mechanisms.sharing
}
fn reconfiguration(p: &Params) -> bool {
    p.mechanisms.reconfiguration && p.mechanisms.firms
}
fn projects(p: &Params) -> bool {
    p.mechanisms.projects
}
fn teams(p: &Params) -> bool {
    p.mechanisms.firms && p.mechanisms.dunbar
}
fn working_groups(p: &Params) -> bool {
    p.mechanisms.projects && p.mechanisms.dunbar
}
fn capacity(p: &Params) -> bool {
    p.mechanisms.capacity
}
fn triune(p: &Params) -> bool {
    p.mechanisms.triune
}
fn burnout(p: &Params) -> bool {
    p.mechanisms.burnout
}
fn maintainers(p: &Params) -> bool {
    p.mechanisms.burnout && p.mechanisms.triune
}
fn influence(p: &Params) -> bool {
    p.mechanisms.influence
}
fn pay_rules(p: &Params) -> bool {
    rival_governance(p) && maintainers(p)
}
fn rival_governance(p: &Params) -> bool {
    p.mechanisms.rival_governance
}
fn immunity(p: &Params) -> bool {
    p.mechanisms.immunity
}
fn commons_time(p: &Params) -> bool {
    p.mechanisms.commons_time
}
fn knowledge(p: &Params) -> bool {
    p.mechanisms.knowledge
}
fn knowledge_and_firms(p: &Params) -> bool {
    p.mechanisms.knowledge && p.mechanisms.firms
}
fn physical(p: &Params) -> bool {
    p.mechanisms.physical
}
fn imaginary(p: &Params) -> bool {
    p.mechanisms.imaginary
}
fn taste(p: &Params) -> bool {
    p.mechanisms.taste
}

fn abundance(p: &Params) -> bool {
    p.mechanisms.abundance
}

fn norm(p: &Params) -> bool {
    p.mechanisms.norm
}

fn elites(p: &Params) -> bool {
    p.mechanisms.elites
}
fn obstruction(p: &Params) -> bool {
    p.mechanisms.obstruction
}
fn breakdown(p: &Params) -> bool {
    p.mechanisms.breakdown
}
fn forks(p: &Params) -> bool {
    p.mechanisms.forks
}
fn forks_and_firms(p: &Params) -> bool {
    p.mechanisms.forks && p.mechanisms.firms
}
fn forks_and_platforms(p: &Params) -> bool {
    p.mechanisms.forks && (p.mechanisms.crowdsourcing || p.mechanisms.sharing)
}
fn forks_and_triune(p: &Params) -> bool {
    p.mechanisms.forks && p.mechanisms.triune
}
fn leaders(p: &Params) -> bool {
    p.mechanisms.leaders
}
fn adventure(p: &Params) -> bool {
    p.mechanisms.adventure
}
fn adventure_and_firms(p: &Params) -> bool {
    p.mechanisms.adventure && p.mechanisms.firms
}
fn biosphere(p: &Params) -> bool {
    p.mechanisms.biosphere
}

measures! {
    people: "People", "people", (0.0, INF), true, None;
    mode_communal: "People whose mode is communal sharing", "people", (0.0, INF), true, None;
    mode_authority: "People whose mode is authority ranking", "people", (0.0, INF), true, None;
    mode_equality: "People whose mode is equality matching", "people", (0.0, INF), true, None;
    mode_market: "People whose mode is market pricing", "people", (0.0, INF), true, None;
    regime_capital: "People whose main regime is capital", "people", (0.0, INF), true, None;
    regime_crowdsourcing: "People whose main regime is crowdsourcing", "people", (0.0, INF), true, None;
    regime_sharing: "People whose main regime is sharing", "people", (0.0, INF), true, None;
    regime_peer: "People whose main regime is peer production", "people", (0.0, INF), true, None;
    regime_adventure: "People whose main regime is adventure: hospitality without money", "people", (0.0, INF), true, Some(adventure);
    time_capital: "Hours worked for wages, bread hours included", "person-months", (0.0, INF), true, None;
    time_crowdsourcing: "Hours worked in crowdsourcing", "person-months", (0.0, INF), true, None;
    time_sharing: "Hours spent in sharing", "person-months", (0.0, INF), true, None;
    time_peer: "Hours for peer production, commons time included, of those too who still look for a project", "person-months", (0.0, INF), true, None;
    time_adventure: "Hours of people in adventure that they do not sell or give to projects", "person-months", (0.0, INF), true, Some(adventure);
    project_hours: "Hours that members work in their projects", "person-months", (0.0, INF), true, Some(projects);
    time_peer_share: "Share of all hours that is for peer production", "share", (0.0, 1.0), true, None;
    commons_time: "Mean hours for projects beside the main regime", "months a person", (0.0, 1.0), true, Some(commons_time);
    unemployment: "Share of the capital regime's people without an employer", "share", (0.0, 1.0), true, Some(firms);
    employed: "People with an employer", "people", (0.0, INF), true, Some(firms);
    wage: "Wage of a skill-month", "credits", (0.0, INF), true, Some(firms);
    wage_bill: "Wages paid, casual hours included", "credits", (0.0, INF), true, Some(firms);
    price: "Price of the region's goods; for the world the output-weighted mean", "credits", (0.0, INF), true, Some(firms);
    price_buyer: "Price of the basket that the region's people buy", "credits", (0.0, INF), true, Some(firms);
    output: "Goods made", "goods", (0.0, INF), true, Some(firms);
    output_value: "Goods made, at the month's price", "credits", (0.0, INF), true, Some(firms);
    consumption: "Spent by people on goods", "credits", (0.0, INF), true, Some(firms);
    investment: "Spent by firms on capital goods", "credits", (0.0, INF), true, Some(firms);
    public_purchases: "Spent by states on goods", "credits", (0.0, INF), true, Some(firms);
    capital: "Capital of firms", "goods", (0.0, INF), true, Some(firms);
    capital_output_ratio: "Capital over yearly output", "years", (0.0, INF), true, Some(firms);
    labour_share: "Wages and prizes over the value of output", "share", (0.0, INF), true, Some(firms);
    profit_paid_out: "Surplus paid by firms into their fund", "credits", (0.0, INF), true, Some(firms);
    productivity: "Regional level of total factor productivity", "goods", (0.0, INF), true, Some(firms);
    bread_hours: "Hours sold casually by people outside the capital regime", "person-months", (0.0, INF), true, Some(firms);
    bread_hours_filled: "Share of the bread hours offered that firms bought", "share", (0.0, 1.0), true, Some(firms);
    vacancies_unfilled: "Share of vacancies that stayed open", "share", (0.0, 1.0), true, Some(firms);
    needs_met: "Essential consumption reached, mean over people", "share", (0.0, 1.0), true, Some(firms);
    trade_balance: "Money taken in from other regions less money spent there", "credits", (-INF, INF), true, Some(firms);
    income_mean: "Net income a head", "credits", (0.0, INF), true, Some(firms);
    income_gini: "Gini of net income (1024 logarithmic bins)", "share", (0.0, 1.0), true, Some(firms);
    wealth_gini: "Gini of money held (1024 logarithmic bins)", "share", (0.0, 1.0), true, Some(firms);
    rent_commission: "Commission kept by crowdsourcing platforms", "credits", (0.0, INF), false, Some(crowdsourcing_and_firms);
    prizes: "Prizes paid to contributors", "credits", (0.0, INF), false, Some(crowdsourcing_and_firms);
    rent_attention: "Advertising bought from sharing platforms", "credits", (0.0, INF), false, Some(sharing_and_firms);
    crowdsourcing_largest: "Largest crowdsourcing platform's share of its kind's users", "share", (0.0, 1.0), false, Some(crowdsourcing);
    sharing_largest: "Largest sharing platform's share of its kind's users", "share", (0.0, 1.0), false, Some(sharing);
    lock_in: "Lock-in of platforms' users, mean", "share", (0.0, 1.0), true, Some(lock_in);
    openness: "Openness of sharing platforms, mean over users", "share", (0.0, 1.0), false, Some(sharing);
    openness_least: "Openness of the most enclosed sharing platform", "share", (0.0, 1.0), false, Some(sharing);
    creators_pay: "Paid by sharing platforms to their users", "credits", (0.0, INF), false, Some(sharing_and_firms);
    commission: "Part of a task's price that crowdsourcing platforms keep, mean over users", "share", (0.0, 1.0), false, Some(crowdsourcing);
    piece_share: "Share of contributors' pay that goes by the piece, mean over users", "share", (0.0, 1.0), false, Some(crowdsourcing);
    data_enclosed: "Data that sharing platforms hold enclosed, mean over users, 1 at an openness of one half", "1", (0.0, 2.0), false, Some(lock_in_and_sharing);
    platforms_equity_share: "Share of core regions' new equity that goes to platforms", "share", (0.0, 1.0), false, Some(reconfiguration);
    platforms_capital: "Capital of platforms", "goods", (0.0, INF), false, Some(reconfiguration);
    platforms_profit: "Surplus paid by platforms into their fund", "credits", (0.0, INF), false, Some(firms);
    projects_alive: "Projects with members", "projects", (0.0, INF), false, Some(projects);
    projects_founded: "Projects founded in the month", "projects", (0.0, INF), false, Some(projects);
    projects_dead: "Projects left by their last member in the month", "projects", (0.0, INF), false, Some(projects);
    project_members: "People with a project", "people", (0.0, INF), true, Some(projects);
    project_size_mean: "Members of a project, mean", "people", (0.0, INF), false, Some(projects);
    project_size_largest: "Members of the largest project", "people", (0.0, INF), false, Some(projects);
    working_groups: "Working groups of projects", "groups", (0.0, INF), false, Some(working_groups);
    working_group_size_mean: "Members of a working group, mean over groups", "people", (0.0, INF), false, Some(working_groups);
    working_group_size_felt: "Members of a working group, mean over its members", "people", (0.0, INF), false, Some(working_groups);
    working_group_size_largest: "Members of the largest working group", "people", (0.0, INF), false, Some(working_groups);
    firm_teams_mean: "Working groups of a firm, mean over firms", "groups", (0.0, INF), false, Some(teams);
    firm_team_size_felt: "Employees of a firm's working group, mean over employees", "people", (0.0, INF), false, Some(teams);
    firm_labour_left: "Share of firms' labour that coordination leaves", "share", (0.0, 1.0), false, Some(teams);
    project_use: "People who use projects, counted for each project", "people", (0.0, INF), false, Some(capacity);
    project_use_served: "Share of that use that is served", "share", (0.0, 1.0), false, Some(capacity);
    project_use_hosted: "Share of that use that is on platforms' servers", "share", (0.0, 1.0), false, Some(capacity);
    project_crashes: "Projects that crashed in the month", "projects", (0.0, INF), false, Some(capacity);
    projects_handed_over: "Projects handed over to a platform in the month", "projects", (0.0, INF), false, Some(capacity);
    projects_taken_back: "Projects that came back from a platform in the month", "projects", (0.0, INF), false, Some(capacity);
    associations: "Projects with an association", "projects", (0.0, INF), false, Some(triune);
    ecologies: "Projects with a business ecology", "projects", (0.0, INF), false, Some(triune);
    cohesion: "Share of members' ties that are members of the same project, mean over projects", "share", (0.0, 1.0), false, Some(triune);
    donations: "Given by people to associations, and by patrons to projects", "credits", (0.0, INF), false, Some(triune);
    patronage: "Given by members with much money for their projects' capacity, part of donations", "credits", (0.0, INF), false, Some(triune);
    benefits_shared: "Shared back by firms of ecologies", "credits", (0.0, INF), false, Some(triune);
    project_support: "Given by states to associations", "credits", (0.0, INF), false, Some(triune);
    project_capacity_bought: "Spent by projects on capacity", "credits", (0.0, INF), false, Some(triune);
    maintainers_pay: "Paid by projects to those who work in them", "credits", (0.0, INF), true, Some(maintainers);
    project_paid_share: "Share of the work in projects that is paid, at the world's mean wage", "share", (0.0, 1.0), false, Some(influence);
    projects_paid_majority: "Projects in which most of the work is paid", "projects", (0.0, INF), false, Some(influence);
    projects_closed: "Projects whose members voted for a closed licence", "projects", (0.0, INF), false, Some(influence);
    sponsor_distance: "Distance of culture between projects with paid work and their sponsors, mean", "share", (0.0, 1.0), false, Some(influence);
    burn_outs: "Members who left because unpaid hours were too many, in the month", "people", (0.0, INF), false, Some(burnout);
    knowledge_open: "Open knowledge a head, 2001 = 1", "stocks of 2001", (0.0, INF), false, Some(knowledge);
    belief: "Belief that peer production is possible, mean", "share", (0.0, 1.0), true, Some(imaginary);
    taste: "Taste for unalienated work, mean", "share", (0.0, 1.0), true, Some(taste);
    coordination: "Coordination technology (κ); for the world the mean over people", "share", (0.0, 1.0), true, None;
    access: "Share of people online", "share", (0.0, 1.0), true, None;
    far_ties: "Share of ties that go anywhere in the world (ω)", "share", (0.0, 1.0), true, None;
    money_households: "Money of people", "micro-credits", (0.0, INF), true, Some(firms);
    money_firms: "Money of firms", "micro-credits", (0.0, INF), true, Some(firms);
    money_states: "Money of states", "micro-credits", (0.0, INF), true, Some(firms);
    money_funds: "Money of funds", "micro-credits", (0.0, INF), false, Some(firms);
    money_platforms: "Money of platforms", "micro-credits", (0.0, INF), false, Some(firms);
    money_projects: "Money of projects", "micro-credits", (0.0, INF), false, Some(triune);
    money_total: "All money in the world; never changes while nothing is issued", "micro-credits", (0.0, INF), false, Some(firms);
    essentials: "Share of subsistence that has to be bought; for the world the mean over people", "share", (0.0, 1.0), true, Some(abundance);
    norm: "Norm in favour of communal sharing and equality matching; for the world the mean over people", "nat", (-INF, INF), true, Some(norm);
    income_capital: "Net income a head of people whose main regime is capital", "credits", (0.0, INF), true, Some(firms);
    income_crowdsourcing: "Net income a head of people whose main regime is crowdsourcing", "credits", (0.0, INF), true, Some(firms);
    income_sharing: "Net income a head of people whose main regime is sharing", "credits", (0.0, INF), true, Some(firms);
    income_peer: "Net income a head of people whose main regime is peer production", "credits", (0.0, INF), true, Some(firms);
    income_adventure: "Net income a head of people whose main regime is adventure", "credits", (0.0, INF), true, Some(adventure_and_firms);
    exploitation_capital: "Value made by labour for firms less wages and co-operatives' surplus", "credits", (-INF, INF), false, Some(firms);
    exploitation_crowdsourcing: "Value made by contributors' tasks less their prizes", "credits", (-INF, INF), false, Some(crowdsourcing_and_firms);
    exploitation_sharing: "What users' own attention was sold for less what they were paid", "credits", (-INF, INF), false, Some(sharing_and_firms);
    exploitation_peer: "Value that open knowledge has added to the month's goods since 2001 less what firms and states gave to projects", "credits", (-INF, INF), false, Some(knowledge_and_firms);
    contributors_pay_spread: "Coefficient of variation of contributors' pay in the month", "1", (0.0, INF), false, Some(crowdsourcing_and_firms);
    contributors_unpaid: "Share of contributors who got nothing in the month", "share", (0.0, 1.0), false, Some(crowdsourcing_and_firms);
    walk_outs: "Contributors who left a platform together in the month", "people", (0.0, INF), false, Some(crowdsourcing);
    platforms_failed: "Platforms that failed in the month, each with a new one in its place", "platforms", (0.0, INF), false, Some(platforms_on);
    cooperatives: "Firms that are co-operatives", "firms", (0.0, INF), true, Some(firms);
    cooperatives_share: "Co-operatives' share of firms", "share", (0.0, 1.0), true, Some(firms);
    cooperatives_members: "People who work in co-operatives", "people", (0.0, INF), true, Some(firms);
    cooperatives_sharers: "Share of co-operatives' members who relate in common or as equals", "share", (0.0, 1.0), true, Some(firms);
    cooperatives_output: "Goods made by co-operatives", "goods", (0.0, INF), true, Some(firms);
    cooperatives_surplus: "Surplus that co-operatives paid to their members", "credits", (0.0, INF), true, Some(firms);
    cooperatives_pay: "Wage and surplus of a co-operative's member over the wage in other firms", "1", (0.0, INF), true, Some(firms);
    physical_projects: "Projects that make things", "projects", (0.0, INF), true, Some(physical);
    physical_output: "Goods made by projects", "goods", (0.0, INF), true, Some(physical);
    physical_sold: "Taken by projects for goods", "credits", (0.0, INF), true, Some(physical);
    physical_shared: "Goods that members of projects shared among themselves", "goods", (0.0, INF), true, Some(physical);
    physical_capital: "Tools of projects that make things, members' own included", "goods", (0.0, INF), true, Some(physical);
    physical_gain: "What a skill-month makes in such projects over what it makes in firms", "1", (0.0, INF), true, Some(physical);
    essentials_from_peers: "Share of essentials met by goods that members shared", "share", (0.0, 1.0), true, Some(physical);
    manufacturing: "How far machines that anybody can use have spread; for the world the mean over people", "share", (0.0, 1.0), true, Some(physical);
    consumption_to_core: "Goods got a head, bought or shared, over the core's mean; for the world the regions outside the core", "1", (0.0, INF), true, Some(firms);
    commons_stock: "Work held in what living projects with an open licence know, less what went out of date", "person-months", (0.0, INF), false, Some(capacity);
    proprietary_stock: "The same of projects with a closed licence", "person-months", (0.0, INF), false, Some(influence);
    project_core_share: "Share of the hours in projects that is given by members with standing in them", "share", (0.0, 1.0), false, Some(projects);
    project_review_share: "Share of the hours in projects that is spent on review", "share", (0.0, 1.0), false, Some(projects);
    project_setup_share: "Share of the hours in projects that make knowledge which goes into setting them up", "share", (0.0, 1.0), false, Some(projects);
    project_accepted_share: "Share of the hours in projects that is accepted as work", "share", (0.0, 1.0), false, Some(projects);
    projects_pay_hierarchy: "Projects whose money is less than members' hours would have earned as wages and that share it out by hierarchy", "projects", (0.0, INF), false, Some(pay_rules);
    pay_efficiency_hierarchy: "Money paid over money that could be, in projects that share it out by hierarchy", "share", (0.0, 1.0), false, Some(pay_rules);
    pay_inequality_hierarchy: "Standard deviation of pay over what the hours would have earned as wages, over members of projects that share money out by hierarchy", "share", (0.0, 1.0), false, Some(pay_rules);
    projects_pay_market: "Projects whose money is less than members' hours would have earned as wages and that share it out by market", "projects", (0.0, INF), false, Some(pay_rules);
    pay_efficiency_market: "Money paid over money that could be, in projects that share it out by market", "share", (0.0, 1.0), false, Some(pay_rules);
    pay_inequality_market: "Standard deviation of pay over what the hours would have earned as wages, over members of projects that share money out by market", "share", (0.0, 1.0), false, Some(pay_rules);
    projects_pay_vote: "Projects whose money is less than members' hours would have earned as wages and that share it out by vote", "projects", (0.0, INF), false, Some(pay_rules);
    pay_efficiency_vote: "Money paid over money that could be, in projects that share it out by vote", "share", (0.0, 1.0), false, Some(pay_rules);
    pay_inequality_vote: "Standard deviation of pay over what the hours would have earned as wages, over members of projects that share money out by vote", "share", (0.0, 1.0), false, Some(pay_rules);
    projects_ration_hierarchy: "Projects that are short and share out what is rival by hierarchy", "projects", (0.0, INF), false, Some(rival_governance);
    ration_efficiency_hierarchy: "Wants met over wants that could be met, in projects that share out by hierarchy", "share", (0.0, 1.0), false, Some(rival_governance);
    ration_inequality_hierarchy: "Standard deviation of the share of a want that is met, over members of projects that share out by hierarchy", "share", (0.0, 1.0), false, Some(rival_governance);
    projects_ration_market: "Projects that are short and share out what is rival by market", "projects", (0.0, INF), false, Some(rival_governance);
    ration_efficiency_market: "Wants met over wants that could be met, in projects that share out by market", "share", (0.0, 1.0), false, Some(rival_governance);
    ration_inequality_market: "Standard deviation of the share of a want that is met, over members of projects that share out by market", "share", (0.0, 1.0), false, Some(rival_governance);
    projects_ration_vote: "Projects that are short and share out what is rival by vote", "projects", (0.0, INF), false, Some(rival_governance);
    ration_efficiency_vote: "Wants met over wants that could be met, in projects that share out by vote", "share", (0.0, 1.0), false, Some(rival_governance);
    ration_inequality_vote: "Standard deviation of the share of a want that is met, over members of projects that share out by vote", "share", (0.0, 1.0), false, Some(rival_governance);
    project_rival_share: "Share of what a project gives its members that is rival, mean over projects", "share", (0.0, 1.0), false, Some(rival_governance);
    sponsor_seats: "Share of the seats on associations' boards that sponsors hold", "share", (0.0, 1.0), false, Some(rival_governance);
    project_disruption: "Share of projects' life that disruptors take up, mean over members", "share", (0.0, 1.0), false, Some(immunity);
    projects_collapsed: "Projects of which disruptors take up more than half", "projects", (0.0, INF), false, Some(immunity);
    driven_out: "Members who left because of disruption, in the month", "people", (0.0, INF), false, Some(immunity);
    biosphere: "How full the biosphere is", "share", (0.0, 1.0), false, Some(biosphere);
    throughput: "Goods a head that inputs would make without damage, month 0 = 1", "1", (0.0, INF), false, Some(biosphere);
    harvest: "Taken from the biosphere in the month, at a year's rate", "share of fullness a year", (0.0, INF), false, Some(biosphere);
    regrowth: "Grown back in the month, at a year's rate", "share of fullness a year", (0.0, INF), false, Some(biosphere);
    intensity: "What a good takes from the biosphere before abatement, month 0 = 1", "1", (0.0, INF), false, Some(biosphere);
    green: "Share of the harm of output that is abated; for the world weighted by output", "share", (0.0, 1.0), true, Some(biosphere);
    damage: "Share of output that the biosphere's decline and climate have taken since month 0; for the world weighted by output", "share", (-INF, 1.0), true, Some(biosphere);
    faction_deny: "Share of tracked owners who deny", "share", (0.0, 1.0), true, Some(elites);
    faction_repress: "Share of tracked owners who repress", "share", (0.0, 1.0), true, Some(elites);
    faction_harness: "Share of tracked owners who harness", "share", (0.0, 1.0), true, Some(elites);
    faction_reform: "Share of tracked owners who reform", "share", (0.0, 1.0), true, Some(elites);
    movement: "Share of people who take part in the movement", "share", (0.0, 1.0), true, Some(elites);
    repression: "Repression of peer production by states; for the world the mean over people", "share", (0.0, 1.0), true, Some(elites);
    refuge: "Share of their own damage that tracked owners have bought off, mean", "share", (0.0, 1.0), true, Some(elites);
    contract_margins: "Margins on public contracts that tracked owners got", "credits", (0.0, INF), false, Some(elites);
    obstruction: "Share of what states gave and bought that went to a centralised project", "share", (0.0, 1.0), true, Some(obstruction);
    order: "Capacity of trade and states; for the world the mean over people", "share", (0.0, 1.0), true, Some(breakdown);
    provision_commons: "Share of essentials that blocks provided for themselves in common", "share", (0.0, 1.0), true, Some(breakdown);
    provision_market: "Share of essentials that families and local markets provided where trade failed", "share", (0.0, 1.0), true, Some(breakdown);
    provision_stronghold: "Share of essentials that authority's strongholds provided to their own", "share", (0.0, 1.0), true, Some(breakdown);
    forks: "Projects that forked in the month", "projects", (0.0, INF), false, Some(forks);
    fork_went: "Members who went with a fork in the month", "people", (0.0, INF), false, Some(forks);
    fork_lost: "Members who were lost to both sides of a fork in the month", "people", (0.0, INF), false, Some(forks);
    work_duplicated: "Share of the hours in projects that repeats what another project does", "share", (0.0, 1.0), false, Some(forks);
    strain_labour: "Strain in firms, mean over members; looked up once a year", "1", (0.0, INF), false, Some(forks_and_firms);
    strain_users: "Strain on platforms, mean over users; looked up once a year", "1", (0.0, INF), false, Some(forks_and_platforms);
    strain_peers: "Strain in projects, mean over members", "1", (0.0, INF), false, Some(forks);
    strain_association: "Strain on associations' boards, mean over members of their projects", "1", (0.0, INF), false, Some(forks_and_triune);
    conflict_labour: "Share of members of firms in open conflict: strain above the threshold", "share", (0.0, 1.0), false, Some(forks_and_firms);
    conflict_users: "Share of platforms' users in open conflict", "share", (0.0, 1.0), false, Some(forks_and_platforms);
    conflict_peers: "Share of projects' members in open conflict", "share", (0.0, 1.0), false, Some(forks);
    conflict_association: "Share of members of projects with an association whose board is in open conflict", "share", (0.0, 1.0), false, Some(forks_and_triune);
    leaders_take: "Share that leaders of projects take, mean over members", "share", (0.0, 1.0), false, Some(leaders);
    leaders_driven_out: "Members who left because of what leaders take, in the month", "people", (0.0, INF), false, Some(leaders);
    successions: "Leaders who followed another one, in the month", "people", (0.0, INF), false, Some(leaders);
    hospitality_requests: "Requests to be hosted in the month", "requests", (0.0, INF), false, Some(adventure);
    hospitality_granted: "Share of them that was granted", "share", (0.0, 1.0), false, Some(adventure);
    hospitality_hours: "Hours that hosts gave to guests", "person-months", (0.0, INF), false, Some(adventure);
    hospitality_worth: "What the stays of the month were worth to guests, in working time", "person-months", (0.0, INF), false, Some(adventure);
    hospitality_standing: "Share of people in adventure with a good score", "share", (0.0, 1.0), false, Some(adventure);
    hospitality_discriminators: "Share of people in adventure who host unless they know of a score that is not good", "share", (0.0, 1.0), false, Some(adventure);
    hospitality_givers: "Share of people in adventure who host everybody", "share", (0.0, 1.0), false, Some(adventure);
    hospitality_defectors: "Share of people in adventure who host nobody", "share", (0.0, 1.0), false, Some(adventure);
    hospitality_entries: "People who came into adventure in the month, newborns in it included", "people", (0.0, INF), false, Some(adventure);
    stage: "Stage: 0 germ, 1 denied, 2 parity, 3 mainstay, 4 breakdown, 5 resilient", "code", (0.0, 5.0), true, None;
    market_essentials: "Share of the essentials that were met that came by the market", "share", (0.0, 1.0), true, Some(firms);
    control_distributed: "Control of infrastructure, 0 central to 1 distributed: share of hours worked on what those who work on it control", "share", (0.0, 1.0), true, None;
    orientation_commons: "Orientation, 0 for profit to 1 for benefit: share of hours whose product is for everybody to use", "share", (0.0, 1.0), true, None;
}
