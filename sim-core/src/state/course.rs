//! Where a place stands: the stage that it is in, and what that is told by.

/// Stage of a region or of the world (MODEL section 5).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Stage {
    /// Peer production is marginal.
    #[default]
    Germ,
    /// It is marginal and repressed.
    Denied,
    /// Participation is essential, capital dominant.
    Parity,
    /// Most labour time is for peer production, and most essentials do not come by the market.
    Mainstay,
    /// Needs are not met, or trade and states have failed.
    Breakdown,
    /// Trade and states have failed, and the commons meet needs where people live.
    Resilient,
}

/// Number of stages.
pub const STAGES: usize = 6;

impl Stage {
    /// All stages, in the order of their codes.
    pub const ALL: [Stage; STAGES] =
        [Stage::Germ, Stage::Denied, Stage::Parity, Stage::Mainstay, Stage::Breakdown, Stage::Resilient];

    /// Its word in tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        ["germ", "denied", "parity", "mainstay", "breakdown", "resilient"][self as usize]
    }
}

/// Which conditions hold; each has begun and not yet ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Holds {
    /// Hours for peer production are essential.
    pub parity: bool,
    /// They are most of all hours.
    pub most_hours: bool,
    /// Most essentials do not come by the market.
    pub off_market: bool,
    /// Peer production is repressed.
    pub repressed: bool,
    /// Needs are not met.
    pub unmet: bool,
    /// Trade and states have failed.
    pub failed: bool,
    /// Most of what blocks provide comes from the commons.
    pub local: bool,
}

/// The course of a place up to now.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Course {
    /// Conditions that hold.
    pub holds: Holds,
    /// The stage they make.
    pub stage: Stage,
    /// Needs met, remembered, 0..=1.
    pub needs: f64,
}

impl Default for Course {
    fn default() -> Self {
        Self { holds: Holds::default(), stage: Stage::Germ, needs: 1.0 }
    }
}
