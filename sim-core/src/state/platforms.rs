//! Platforms: owners' places for crowdsourcing and for sharing. Few, global.

use crate::ledger::{FundPurse, PlatformPurse};
use crate::params::Params;

/// A platform.
#[derive(Clone, Debug, Default)]
pub struct Platform {
    /// Users at the start of the month.
    pub users: i64,
    /// Users' hours this month: for crowdsourcing skill × hours of winners, in steps of 2^-20.
    pub hours: i64,
    /// Money.
    pub cash: PlatformPurse,
    /// Commission or advertising taken in this month and last month, µcredit.
    pub receipts: i64,
    /// As above, last month.
    pub last_receipts: i64,
    /// Task money taken in this month, less commission: the prizes, µcredit.
    pub pot: i64,
}

/// All platforms and the fund that owns them.
#[derive(Clone, Debug, Default)]
pub struct Platforms {
    /// Crowdsourcing platforms.
    pub crowdsourcing: Vec<Platform>,
    /// Sharing platforms.
    pub sharing: Vec<Platform>,
    /// The fund of the world's platforms.
    pub fund: FundPurse,
    /// Its shares: all shares held in core regions.
    pub fund_shares: i64,
    /// Dividend a share paid last, µcredit.
    pub dividend: i64,
    /// Prize that a contributor may expect when they win, before tax, µcredit, by crowdsourcing platform: a mean with a
    /// memory of a year, since a small crowd's month is a lottery.
    pub expected_prize: Vec<f64>,
}

impl Platforms {
    /// The platforms of a scenario, without users.
    #[must_use]
    pub fn new(params: &Params) -> Self {
        let of = |on: bool, n: u64| vec![Platform::default(); if on { n as usize } else { 0 }];
        let crowdsourcing = of(params.mechanisms.crowdsourcing, params.platforms.crowdsourcing);
        Self {
            expected_prize: vec![0.0; crowdsourcing.len()],
            crowdsourcing,
            sharing: of(params.mechanisms.sharing, params.platforms.sharing),
            ..Self::default()
        }
    }

    /// Platforms of a regime: crowdsourcing is 1, sharing 2.
    #[must_use]
    pub fn of_regime(&self, regime: u8) -> &[Platform] {
        if regime == 1 { &self.crowdsourcing } else { &self.sharing }
    }

    /// All platforms.
    pub fn all_mut(&mut self) -> impl Iterator<Item = &mut Platform> {
        self.crowdsourcing.iter_mut().chain(&mut self.sharing)
    }

    /// All platforms.
    pub fn all(&self) -> impl Iterator<Item = &Platform> {
        self.crowdsourcing.iter().chain(&self.sharing)
    }
}
