//! What the lines of a month are run under, and what they hand to each other.

use crate::compare::record;
use sim_core::engine::draws::{Chance, Purpose, Stream};
use sim_core::params::{Params, Rules};

/// A month under way.
pub struct Month<'a> {
    pub params: &'a Params,
    /// Parameters after the shocks of the month.
    pub rules: &'a Rules,
    pub chance: &'a Chance,
    pub number: i64,
    /// What line 1 saw.
    pub seen: Seen,
    /// What line 4 counted.
    pub gathered: Gathered,
}

impl Month<'_> {
    /// Whether modes, regimes, technology, knowledge and lock-in are held: in burn-in.
    pub fn held(&self) -> bool {
        self.number < 0
    }

    /// Years since the start.
    pub fn years(&self) -> f64 {
        self.number.max(0) as f64 / 12.0
    }

    /// The words of a purpose in this month.
    pub fn stream(&self, purpose: Purpose) -> Stream {
        self.chance.stream(purpose, self.number)
    }

    /// One word of a purpose in this month.
    pub fn word(&self, purpose: Purpose, index: usize) -> u32 {
        self.stream(purpose).word(index)
    }
}

record! {
    /// What is seen of last month.
    Seen {
        /// Shares of the world's people by mode and by regime, and their mean belief.
        modes: [f32; 4],
        regimes: [f32; 5],
        belief: f32,
        /// How far open knowledge has come.
        success: Option<f32>,
        here: Vec<Here>,
    }
}

record! {
    /// What is the same for all people of a region; money in micro-credits.
    Here {
        /// Chance that a tie is far, in 2^-16, and as a share.
        far: u32,
        far_share: f32,
        fitting: f32,
        ln_access: f32,
        /// Price of subsistence, and of a good of the basket.
        need: f32,
        basket: f32,
        peers_kind: f32,
        wage: f32,
        net_wage: f32,
        tax: f64,
        dole: f64,
        unemployment: f32,
        bread_filled: f32,
        dividend: i64,
        /// Share of the region's people in sharing.
        sharing: f32,
        repression: f64,
        shown: f32,
    }
}

record! {
    /// What line 4 hands on.
    Gathered {
        /// By region.
        offers: Vec<Offer>,
        crowd: Crowd,
    }
}

record! {
    /// Labour that a region's people offer, in 2^-20 skill-months.
    Offer {
        workforce: i64,
        input: i64,
        unemployed: i64,
        bread: i64,
        /// What the crowd's hours would earn as wages, µcredit.
        crowd_at_wages: i64,
    }
}

record! {
    /// The crowd's work of the month.
    Crowd {
        /// Skill × hours, contributors, by crowdsourcing platform.
        input: Vec<i64>,
        entries: Vec<Entry>,
        contributors: Vec<i64>,
        /// Users' hours by sharing platform.
        sharing: Vec<i64>,
    }
}

record! {
    /// Work handed in for a prize.
    Entry {
        person: usize,
        platform: usize,
        score: f32,
        luck: u32,
    }
}
