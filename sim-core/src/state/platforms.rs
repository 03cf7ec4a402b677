//! Platforms: owners' places for crowdsourcing and for sharing. Few, global.

use crate::ledger::{FundPurse, PlatformPurse};
use crate::mechanisms::owner_search::Search;
use crate::mechanisms::reconfiguration::service;
use crate::params::Params;

/// A platform.
#[derive(Clone, Debug, Default)]
pub struct Platform {
    /// Users at the start of the month.
    pub users: i64,
    /// Users' hours this month, in steps of 2^-20.
    pub hours: i64,
    /// Money.
    pub cash: PlatformPurse,
    /// Commission or advertising taken in this month and last month, µcredit.
    pub receipts: i64,
    /// As above, last month.
    pub last_receipts: i64,
    /// Task money taken in this month, less commission: pay by the piece and prizes, µcredit.
    pub pot: i64,
    /// Paid to its users last, for what they create, µcredit.
    pub creators_pay: i64,
    /// Data of its users that it holds enclosed, 1 for an owner who always kept half.
    pub data: f64,
    /// Capital, goods (M19).
    pub capital: f64,
    /// Equity got and not yet spent on capital, µcredit.
    pub to_build: i64,
    /// Months in a row in which it was failing.
    pub failing: u64,
    /// What its owner sets and searches: openness and the creators' share of receipts; or commission and piece share.
    pub terms: Search,
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
    /// Share of new equity of core regions that goes to platforms (M19).
    pub equity_share: f64,
    /// Returns of last month on equity in firms of core regions and in platforms, 1/year.
    pub yields: [f64; 2],
    /// Dividend a share paid last, µcredit.
    pub dividend: i64,
    /// Share of the attention sold that sharing users gave, not users of hosted projects.
    pub own_attention: f64,
    /// Prize that a contributor may expect when they win, before tax, µcredit, by crowdsourcing platform: a mean with a
    /// memory of a year, since a small crowd's month is a lottery.
    pub expected_prize: Vec<f64>,
    /// Chance to win, as above.
    pub win_chance: Vec<f64>,
    /// Coefficient of variation of contributors' pay this month, and the share of them who got none; `None` without any pay.
    pub pay_spread: Option<[f64; 2]>,
    /// Contributors who left together this month.
    pub walked_out: i64,
    /// Platforms that failed this month, each with a new one in its place.
    pub failed: i64,
    /// Pay by the piece that a contributor may expect, as above.
    pub expected_piece: Vec<f64>,
    /// Task money a contributor, before commission, of all platforms, as above.
    pub expected_tasks: f64,
}

impl Platform {
    /// A new platform without users, with these terms.
    #[must_use]
    pub fn entrant(terms: [f64; 2], data: f64, cash: PlatformPurse) -> Self {
        Self { terms: Search::new(terms), data, cash, ..Self::default() }
    }

    /// How open a sharing platform is: never closed altogether, or nobody could come back.
    #[must_use]
    pub fn openness(&self) -> f64 {
        self.terms.now[0].max(0.01)
    }

    /// What its capital adds to an hour of its users, as a factor.
    #[must_use]
    pub fn service(&self, params: &Params) -> f64 {
        let rules = &params.platforms;
        let a_user = self.capital / (self.users.max(1) as f64);
        if params.mechanisms.reconfiguration {
            service(a_user, rules.service_half, rules.service_gain)
        } else {
            1.0
        }
    }

    /// Part of a task's price that a crowdsourcing platform keeps.
    #[must_use]
    pub fn commission(&self) -> f64 {
        self.terms.now[0]
    }

    /// Share of receipts that a sharing platform pays to its users; share of the pot that a crowdsourcing platform pays by
    /// the piece.
    #[must_use]
    pub fn paid_share(&self) -> f64 {
        self.terms.now[1]
    }
}

impl Platforms {
    /// Mean of a number over the platforms of a kind, weighted by users; the plain mean without any user.
    #[must_use]
    pub fn mean(platforms: &[Platform], of: impl Fn(&Platform) -> f64) -> f64 {
        let users: i64 = platforms.iter().map(|p| p.users).sum();
        let weight = |p: &Platform| if users > 0 { p.users as f64 } else { 1.0 };
        let all: f64 = platforms.iter().map(weight).sum();
        if all > 0.0 { platforms.iter().map(|p| weight(p) * of(p)).sum::<f64>() / all } else { 0.0 }
    }

    /// The platforms of a scenario, without users.
    #[must_use]
    pub fn new(params: &Params) -> Self {
        let rules = &params.platforms;
        let of = |on: bool, n: u64, terms| {
            let platform = Platform { terms: Search::new(terms), data: 1.0, ..Platform::default() };
            vec![platform; if on { n as usize } else { 0 }]
        };
        let on = &params.mechanisms;
        let crowdsourcing = of(on.crowdsourcing, rules.crowdsourcing, [rules.commission, rules.piece_share]);
        let mut sharing = of(on.sharing, rules.sharing, [rules.openness, rules.creators_share]);
        sharing.iter_mut().for_each(|p| p.data = crate::mechanisms::sharing::margin(p.openness()));
        Self {
            expected_prize: vec![0.0; crowdsourcing.len()],
            expected_piece: vec![0.0; crowdsourcing.len()],
            win_chance: vec![rules.winners; crowdsourcing.len()],
            crowdsourcing,
            sharing,
            equity_share: rules.equity_share,
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
