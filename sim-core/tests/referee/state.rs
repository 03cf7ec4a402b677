//! The referee's world: a struct a person, a firm, a project; plain numbers, nothing shared with the engine.
//!
//! Money is in micro-credits. Fields that the engine keeps in whole steps are whole here too, since sums of whole
//! numbers have no order. An organisation that somebody may be without is an `Option`.

use crate::compare::record;
use crate::flows::Flows;

/// Hours, shares and inputs are summed in steps of 2^-20.
pub const STEPS: f64 = 1_048_576.0;
/// Micro-credits in a credit.
pub const CREDIT: f64 = 1e6;

/// The modes by number.
pub const COMMUNAL: usize = 0;
pub const AUTHORITY: usize = 1;
pub const EQUALITY: usize = 2;
pub const MARKET: usize = 3;

/// The regimes by number.
pub const CAPITAL: usize = 0;
pub const CROWDSOURCING: usize = 1;
pub const SHARING: usize = 2;
pub const PEER: usize = 3;
pub const ADVENTURE: usize = 4;

/// The legs of a project, as bits.
pub const COMMUNITY: u8 = 1;
pub const ASSOCIATION: u8 = 2;
pub const ECOLOGY: u8 = 4;

record! {
    /// Somebody.
    Person {
        region: usize,
        block: usize,
        mode: usize,
        regime: usize,
        /// To each mode, in 1/32 of its spread.
        disposition: [i8; 4],
        skill: f32,
        cash: i64,
        equity: u32,
        /// Net income of the month without dividends.
        income: f32,
        /// Of it, net pay from the main regime when it is not capital.
        regime_pay: f32,
        /// What they will spend this month.
        budget: i64,
        /// Earned on objects; and of it in the present project.
        standing: f32,
        earned: f32,
        taste: f32,
        taste_class: u8,
        belief: f32,
        /// Class of own prior belief; 255: of the minority.
        prior: u8,
        /// Hours for projects beside the main regime, and hours sold for bread.
        commons: f32,
        bread: f32,
        /// Firm (capital) or platform (crowdsourcing, sharing), by regime.
        employer: Option<usize>,
        project: Option<usize>,
        group: Option<usize>,
        lock_in: f32,
        culture: u16,
        mobilised: bool,
        /// Goods they got from their project.
        in_kind: f32,
        favours: f32,
        /// How they treat strangers: discriminator, giver, defector.
        strategy: Option<usize>,
        good_host: bool,
        stays: u8,
        hosted: bool,
        generation: u16,
    }
}

record! {
    /// A community of near ties.
    Block {
        region: usize,
        people: usize,
        /// Share of subsistence that it provides for itself, a head.
        provided: f32,
        /// Part of what somebody lacks that it provides: to those under authority, to everybody else.
        relief: [f32; 2],
    }
}

record! {
    /// A firm; plans of the month are its last fields.
    Firm {
        region: usize,
        capital: f64,
        inventory: f64,
        expected: f64,
        /// Logarithm of own productivity.
        productivity: f64,
        cash: i64,
        order: i64,
        wage_bill: i64,
        revenue: i64,
        poor_months: u8,
        shares_back: bool,
        cooperative: bool,
        surplus: i64,
        surplus_paid: i64,
        deal: Deal,
        /// Working groups.
        teams: u16,
        labour_left: f64,
        members: [i64; 4],
        /// Members' skill × hours, in 2^-20; standing in 2^-10; Σ min(1/n, input share) in 2^-40.
        input: i64,
        standing: i64,
        turns: i64,
        paid: i64,
        plan: Plan,
    }
}

record! {
    /// What a firm divided last.
    Deal {
        bill: i64,
        members: f64,
        modes: [f64; 4],
        input: f64,
        standing: f64,
        equal_turns: f64,
    }
}

record! {
    /// What a firm decides for a month.
    Plan {
        leave_below: u64,
        casual: f64,
        vacancies: u32,
        tasks: i64,
        task_labour: f64,
        output: f64,
        advertising: i64,
        delivered: f64,
        unfunded: i64,
    }
}

record! {
    /// A platform.
    Platform {
        users: i64,
        hours: i64,
        cash: i64,
        receipts: i64,
        last_receipts: i64,
        pot: i64,
        creators_pay: i64,
        data: f64,
        capital: f64,
        to_build: i64,
        failing: u64,
        terms: Terms,
        /// Of crowdsourcing platforms: expected prize, chance to win, expected piece pay.
        expected_prize: f64,
        win_chance: f64,
        expected_piece: f64,
    }
}

record! {
    /// A platform's two levers and its owner's search.
    Terms {
        now: [f64; 2],
        kept: f64,
        tried: f64,
        lever: usize,
        tried_first: bool,
        month: u64,
        under_way: bool,
        /// Of the kept and of the tried setting.
        trials: [Trial; 2],
    }
}

record! {
    /// What a setting brought.
    Trial {
        profit: f64,
        user_months: f64,
        users: f64,
    }
}

record! {
    /// What all platforms have in common.
    PlatformFund {
        cash: i64,
        shares: i64,
        equity_share: f64,
        yields: [f64; 2],
        dividend: i64,
        own_attention: f64,
        pay_spread: Option<[f64; 2]>,
        walked_out: i64,
        failed: i64,
        expected_tasks: f64,
    }
}

record! {
    /// A project's place.
    Project unless is_free {
        alive: bool,
        members: i64,
        culture: u16,
        founded: i32,
        setup: f32,
        /// What members got done, in 2^-20; of it by the core; and what was good enough.
        hours: i64,
        core_hours: i64,
        worth: i64,
        accepted: f32,
        /// Hours of members who match as equals, and how many they are.
        turns: [i64; 2],
        knowledge: f32,
        users: f32,
        served: f32,
        bought: f32,
        cash: i64,
        legs: u8,
        cohesion: f32,
        sponsor: u16,
        paid: f32,
        closed: bool,
        disruption: f32,
        /// Whether it was short, its rule (hierarchy, market, vote), levels under each.
        short: bool,
        rule: usize,
        levels: [f32; 3],
        rival: f32,
        /// Members whose tie of the month is one too.
        kin: i64,
        /// Its platform, if it runs on one's servers.
        host: Option<usize>,
        workshop: Option<usize>,
        leader: Option<usize>,
        take: f32,
        stayed: f32,
        gain_before: f32,
        up: bool,
        /// Members who left since the leader last looked.
        left: u32,
        /// Members' culture, and its square, summed.
        cultures: [i64; 2],
        strain: f32,
        duplicated: f32,
    }
}

impl Project {
    fn is_free(&self) -> bool {
        !self.alive
    }
}

record! {
    /// What rationing came to under a rule.
    Rationed {
        projects: i64,
        members: i64,
        possible: f64,
        met: f64,
        shares: f64,
        squares: f64,
    }
}

record! {
    /// Hours of all projects, in 2^-20.
    Reviewed {
        hours: f64,
        core: f64,
        set_up: f64,
        spent: f64,
        accepted: f64,
        open: f64,
    }
}

record! {
    /// What all projects have in common, and counts of the month.
    Commons {
        founding_time: f32,
        reviewed: Reviewed,
        hours_per_head: f64,
        rival_new: f64,
        rationed: [Rationed; 3],
        pay_rationed: [Rationed; 3],
        boards: i64,
        seats: f64,
        patronage: i64,
        disrupted: i64,
        expected_pay: f64,
        /// Capacity ordered: project and money.
        orders: Vec<(usize, i64)>,
        served_share: f64,
        served_2001: Option<f64>,
        all_users: f64,
        hosted_users: f64,
        burnt_out: i64,
        crashes: i64,
        handed_over: i64,
        taken_back: i64,
        births: i64,
        deaths: i64,
        driven_out: i64,
        successions: i64,
        forks: i64,
        went: i64,
        lost: i64,
        /// Free places of projects, groups and workshops: the last one is taken next.
        free_projects: Vec<usize>,
        free_groups: Vec<usize>,
        free_workshops: Vec<usize>,
        /// What workshops that closed left, by region: tools and goods.
        left: Vec<[f64; 2]>,
    }
}

record! {
    /// A working group of a project.
    Group unless is_free {
        members: u32,
        project: Option<usize>,
    }
}

impl Group {
    fn is_free(&self) -> bool {
        self.members == 0
    }
}

record! {
    /// Tools and stocks of a project that makes things.
    Workshop unless is_free {
        project: Option<usize>,
        region: usize,
        tools: f64,
        capital: f64,
        labour: f64,
        made: f64,
        shared: f64,
        inventory: f64,
        expected: f64,
        order: i64,
        delivered: f64,
        /// Members' skill × hours of the month, in 2^-20.
        input: i64,
    }
}

impl Workshop {
    fn is_free(&self) -> bool {
        self.project.is_none()
    }
}

record! {
    /// A tracked owner.
    Owner {
        person: usize,
        region: usize,
        faction: usize,
        equity: u32,
        refuge: f64,
        outlay: i64,
        gains: i64,
        income: f64,
        base: f64,
    }
}

record! {
    /// A region.
    Region {
        people: usize,
        core: bool,
        price: f64,
        price_buyer: f64,
        price_index_genesis: f64,
        wage: f64,
        base_output: f64,
        ln_productivity_genesis: f64,
        ln_productivity: f64,
        knowledge_gain: f64,
        trend: f64,
        required_return_start: f64,
        depreciation: f64,
        built_access: f64,
        built_coordination: f64,
        /// Weights of the four factions, and what the state does.
        weights: [f64; 4],
        movement: f64,
        repression: f64,
        refuge: f64,
        mobilised: i64,
        order: f64,
        broken: bool,
        needs: f64,
        damage: f64,
        green: f64,
        after_abatement: f64,
        coordination: f64,
        manufacturing: f64,
        access: f64,
        access_2001: f64,
        far_ties: f64,
        essentials: f64,
        norm: f64,
        spending_shares: Vec<f64>,
        spending_tastes: Vec<f64>,
        world_share: f64,
        state: i64,
        fund: i64,
        fund_shares: i64,
        dividend: i64,
        market: Market,
        census: Census,
        mode_moves: [i64; 16],
        regime_moves: [i64; 25],
    }
}

record! {
    /// What happened in a region's markets.
    Market {
        unemployment: f64,
        hired: i64,
        unfilled: i64,
        bread_filled: f64,
        bread_served: i64,
        casual_pot: i64,
        casual_paid: i64,
        wages: i64,
        prizes: i64,
        project_pay: i64,
        peer_pay: i64,
        output: f64,
        labour: f64,
        knowledge_gain: f64,
        expected: f64,
        inventory: f64,
        budgets: i64,
        consumption: i64,
        investment: i64,
        public_purchases: i64,
        central_projects: i64,
        granted: i64,
        paid_out: i64,
        surplus_paid: i64,
        owned_capital: f64,
        trade_balance: i64,
        needs_met: i64,
        provided: [i64; 3],
        capital: f64,
        peers_made: f64,
        peers_labour: f64,
        peers_capital: f64,
        peers_shared: i64,
        peers_sold: i64,
        peers_needs: i64,
    }
}

record! {
    /// Counts and sums over a region's people.
    Census {
        modes: [i64; 4],
        regimes: [i64; 5],
        hours: [i64; 5],
        commons: i64,
        bread: i64,
        bread_wanted: i64,
        employed: i64,
        members: i64,
        belief: i64,
        taste: i64,
        lock_in: i64,
        cash: i64,
        income: i64,
        project_hours: i64,
        incomes: [i64; 5],
        successful: i64,
        successful_common: i64,
        illegal: i64,
    }
}

record! {
    /// Hospitality among strangers in a month.
    Hospitality {
        expected: Option<f64>,
        requests: i64,
        granted: i64,
        strategies: [i64; 3],
        good: i64,
        entries: i64,
        hours: f64,
        worth: f64,
    }
}

record! {
    /// The biosphere.
    Biosphere {
        fullness: f64,
        fullness_start: f64,
        throughput: f64,
        throughput_start: f64,
        harm: f64,
        harm_start: f64,
        intensity: f64,
        saved: f64,
        harvest: f64,
        regrowth: f64,
    }
}

record! {
    /// Strain in organisations of one kind.
    Conflict {
        strain: f64,
        open: f64,
        members: f64,
    }
}

record! {
    /// The stage of a place and the conditions that make it.
    Course {
        parity: bool,
        most_hours: bool,
        off_market: bool,
        repressed: bool,
        unmet: bool,
        failed: bool,
        local: bool,
        stage: u8,
        needs: f64,
    }
}

record! {
    /// The network: `kind` 0 blocks, 1 random, 2 all, 3 from a file.
    Network {
        kind: u8,
        degree: u32,
        people: u32,
        block: u32,
        key: [u32; 2],
        /// Own ties of each person, for networks from a file.
        listed: Vec<Vec<u32>>,
    }
}

record! {
    /// Everything there is at the end of a month.
    World {
        people: Vec<Person>,
        blocks: Vec<Block>,
        ties: Network,
        firms: Vec<Firm>,
        crowdsourcing: Vec<Platform>,
        sharing: Vec<Platform>,
        platform_fund: PlatformFund,
        projects: Vec<Project>,
        commons: Commons,
        groups: Vec<Group>,
        workshops: Vec<Workshop>,
        owners: Vec<Owner>,
        regions: Vec<Region>,
        hospitality: Hospitality,
        biosphere: Biosphere,
        /// In firms, on platforms, in projects, in associations.
        conflicts: [Conflict; 4],
        /// Of the world, then of each region.
        courses: Vec<Course>,
        knowledge: f64,
        hours_2001: f64,
        capital_2001: f64,
        mode_means: Vec<[f32; 4]>,
        regime_intercepts: [f32; 5],
        /// Payments of the month by kind and sector.
        flows: Flows,
        /// Money by sector at the end of the month.
        balances: [i64; 6],
    }
}

impl World {
    /// Leaves out what nobody reads any more, for a comparison: the engine's columns keep it, and what stands there may be
    /// of a project that is long dead.
    pub fn without_unread(mut self) -> Self {
        for project in &mut self.projects {
            if project.hours == 0 {
                project.accepted = 0.0;
            }
            if project.legs & ECOLOGY == 0 {
                project.sponsor = 0;
            }
        }
        self
    }
}
