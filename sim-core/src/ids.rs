//! Names of things: the four modes, the regimes, and numbers of organisations.

/// How a person relates to the others in their organisation (Fiske 1991), in the order of all tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Mode {
    /// Communal sharing: a share never depends on one's own input.
    Communal,
    /// Authority ranking.
    Authority,
    /// Equality matching: the gift economy of the interview.
    Equality,
    /// Market pricing.
    Market,
}

/// Number of modes.
pub const MODES: usize = 4;

impl Mode {
    /// All modes in order.
    pub const ALL: [Mode; MODES] = [Mode::Communal, Mode::Authority, Mode::Equality, Mode::Market];

    /// Its word in tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        ["communal", "authority", "equality", "market"][self as usize]
    }
}

/// A person's main way of working, in the order of all tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Regime {
    /// Wage work in firms.
    Capital,
    /// Paid per win on an owner's platform.
    Crowdsourcing,
    /// Expression on an owner's platform.
    Sharing,
    /// Peer production in projects.
    Peer,
    /// Hospitality among strangers, without money; open only where M30 is on.
    Adventure,
}

/// Number of regimes.
pub const REGIMES: usize = 5;

/// Number of those that every world knows: all but adventure.
pub const MAIN_REGIMES: usize = 4;

impl Regime {
    /// All regimes in order.
    pub const ALL: [Regime; REGIMES] =
        [Regime::Capital, Regime::Crowdsourcing, Regime::Sharing, Regime::Peer, Regime::Adventure];

    /// Its word in tables.
    #[must_use]
    pub const fn name(self) -> &'static str {
        ["capital", "crowdsourcing", "sharing", "peer", "adventure"][self as usize]
    }
}

/// No organisation: the entry of a person without employer, platform or project.
pub const NONE: u32 = u32::MAX;
