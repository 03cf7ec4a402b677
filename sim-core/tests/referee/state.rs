//! The referee's world: a struct a person, a firm, a project; plain numbers, nothing shared with the engine.
//!
//! Money is in micro-credits. Fields that the engine keeps in whole steps are whole here too, since sums of whole
//! numbers have no order. An organisation that somebody may be without is an `Option`.

mod owned;
mod projects;
mod regions;

use crate::compare::record;
use crate::flows::Flows;
pub use owned::*;
pub use projects::*;
pub use regions::*;

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
    /// Strain in organisations of one kind.
    Conflict {
        strain: f64,
        open: f64,
        members: f64,
    }
}

record! {
    /// The network: `kind` 0 blocks, 1 random, 2 all, 3 from a file, 4 linked blocks.
    Network {
        kind: u8,
        degree: u32,
        people: u32,
        block: u32,
        key: [u32; 2],
        /// People of a linked block who share whom they see.
        together: u32,
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
