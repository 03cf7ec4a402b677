//! Everyone alive, as columns. Row i is person i; the order is fixed at birth and never sorted.

use super::Shares;
use super::hospitality::STRANGER;
use crate::engine::packed::Packed;
use crate::ids::{MAIN_REGIMES, NONE, REGIMES, Regime};
use crate::ledger::PersonPurse;
use crate::params::{Params, Rhythm, ShareWidth};

/// Everyone alive. A column whose mechanism is off is empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct People {
    /// Number of people.
    pub count: usize,
    /// How they relate to the others in their organisation.                   a Mode, 0..4
    pub mode: Vec<u8>,
    /// Next month's mode, while it is being decided.                            a Mode
    pub mode_next: Vec<u8>,
    /// Last month's modes, for who looks at others, while modes are being decided.
    pub modes_seen: Packed,
    /// Main way of working.                                                     a Regime, 0..5
    pub regime: Vec<u8>,
    /// Next month's regime, while it is being decided.                          a Regime
    pub regime_next: Vec<u8>,
    /// Personal disposition to each mode, in 1/32 of its spread.                −127..=127
    pub disposition: Vec<[i8; 4]>,
    /// Work done in an hour; the world's mean is 1.                             > 0
    pub skill: Vec<f32>,
    /// Money in hand.                                                           µcredit, ≥ 0
    pub cash: Vec<PersonPurse>,
    /// Shares of the region's fund, and in core regions of the platform fund.   shares
    pub equity: Vec<u32>,
    /// Net income of last month without dividends.                              µcredit
    pub income: Vec<f32>,
    /// Of that, net pay from the main regime when it is not capital.            µcredit
    pub regime_pay: Vec<f32>,
    /// What they will spend this month, decided before they are paid.           µcredit
    pub budget: Vec<i64>,
    /// Earned on objects, in firms and in projects.                             skill-months
    pub standing: Vec<f32>,
    /// Of that, in the present project.                                         months
    pub earned: Vec<f32>,
    /// Taste for unalienated work.                                              share
    pub taste: Shares,
    /// Class of the personal ceiling of taste (a row of the region's table).    0..256
    pub taste_class: Vec<u8>,
    /// Belief that peer production is possible ("imaginary").                   share
    pub belief: Shares,
    /// Next month's belief, while it is being formed.                           share
    pub belief_next: Shares,
    /// Own prior belief in 1/254 of the scenario's most; 255: of the minority.  0..=255
    pub prior: Vec<u8>,
    /// Hours for projects beside the main regime.                               months, 0..=1
    pub commons: Shares,
    /// Hours that must be sold for wages by people outside the capital regime.  months, 0..=1
    pub bread: Vec<f32>,
    /// Firm (capital) or platform (crowdsourcing, sharing); NONE without.       slot
    pub employer: Vec<u32>,
    /// Project of the main regime or of commons time; NONE without.             slot
    pub project: Vec<u32>,
    /// Working group within the project; NONE without.                          slot
    pub group: Vec<u32>,
    /// Lock-in to the platform.                                                 share
    pub lock_in: Vec<f32>,
    /// Place on the axis of affinity, in 1/65535.                               0..=65535
    pub culture: Vec<u16>,
    /// Whether they take part in the movement.                                 0 or 1
    pub mobilised: Vec<u8>,
    /// Next month's, while it is being decided.                                 0 or 1
    pub mobilised_next: Vec<u8>,
    /// Goods they got from their project last month.                             goods
    pub in_kind: Vec<f32>,
    /// Favours owed to them by others in the project, without pay (accounts). ±months
    pub favours: Vec<f32>,
    /// How they treat strangers, in the adventure regime.                        a Strategy, 0..3, or STRANGER
    pub hospitality: Vec<u8>,
    /// Whether they have a good score as a host.                                0 or 1
    pub good_host: Vec<u8>,
    /// Stays that they were granted last month, and whether they hosted.        stays; 0 or 1
    pub stays: Vec<u8>,
    /// As above.
    pub hosted: Vec<u8>,
    /// Newborns the slot has seen, so that they do not pass for returners.      count
    pub generation: Vec<u16>,
}

/// The prior of the minority that holds to its own belief.
pub const MINORITY: u8 = 255;

impl People {
    /// Columns for those mechanisms that are on, not yet filled.
    #[must_use]
    pub fn blank(params: &Params) -> Self {
        let n = params.world.people as usize;
        let on = &params.mechanisms;
        fn column<T: Clone>(wanted: bool, n: usize, value: T) -> Vec<T> {
            if wanted { vec![value; n] } else { Vec::new() }
        }
        let narrow = params.world.shares == ShareWidth::Narrow;
        let shares = |wanted: bool| Shares::blank(if wanted { n } else { 0 }, narrow);
        let platforms = on.crowdsourcing || on.sharing;
        Self {
            count: n,
            mode: vec![0; n],
            mode_next: column(on.modes, n, 0),
            modes_seen: Packed::default(),
            regime: column(on.regimes || !only_capital(params), n, 0),
            regime_next: column(on.regimes, n, 0),
            disposition: column(on.modes && params.modes.disposition_sd > 0.0, n, [0; 4]),
            skill: column(on.firms || on.projects, n, 1.0),
            cash: column(on.firms, n, PersonPurse::default()),
            equity: column(on.firms, n, 0),
            income: column(on.firms, n, 0.0),
            regime_pay: column(on.firms && (on.crowdsourcing || on.burnout), n, 0.0),
            budget: column(on.firms, n, 0),
            standing: column(on.firms || on.projects, n, 0.0),
            earned: column(on.projects, n, 0.0),
            taste: shares(on.taste),
            taste_class: column(on.taste, n, 0),
            belief: shares(on.imaginary),
            belief_next: shares(on.imaginary),
            prior: column(on.imaginary, n, 0),
            commons: shares(on.commons_time),
            bread: column(on.firms && !only_capital(params), n, 0.0),
            employer: column(on.firms || platforms, n, NONE),
            project: column(on.projects, n, NONE),
            group: column(on.projects && on.dunbar, n, NONE),
            lock_in: column(on.lock_in && platforms, n, 0.0),
            culture: column(on.projects, n, 0),
            mobilised: column(on.elites && on.imaginary, n, 0),
            mobilised_next: column(on.elites && on.imaginary, n, 0),
            in_kind: column(on.physical, n, 0.0),
            favours: column(on.projects && params.output.accounts != Rhythm::None, n, 0.0),
            hospitality: column(on.adventure, n, STRANGER),
            good_host: column(on.adventure, n, 1),
            stays: column(on.adventure, n, 0),
            hosted: column(on.adventure, n, 0),
            generation: column(params.world.rebirth > 0.0 && is_told(params), n, 0),
        }
    }

    /// Bytes that a person takes, all columns together.
    #[must_use]
    pub fn bytes_per_person(&self) -> usize {
        fn width<T>(column: &[T]) -> usize {
            if column.is_empty() { 0 } else { size_of::<T>() }
        }
        width(&self.mode)
            + width(&self.mode_next)
            + width(&self.regime)
            + width(&self.regime_next)
            + width(&self.disposition)
            + width(&self.skill)
            + width(&self.cash)
            + width(&self.equity)
            + width(&self.income)
            + width(&self.regime_pay)
            + width(&self.budget)
            + width(&self.standing)
            + width(&self.earned)
            + self.taste.width_in_use()
            + width(&self.taste_class)
            + self.belief.width_in_use()
            + self.belief_next.width_in_use()
            + width(&self.prior)
            + self.commons.width_in_use()
            + width(&self.bread)
            + width(&self.employer)
            + width(&self.project)
            + width(&self.group)
            + width(&self.lock_in)
            + width(&self.culture)
            + width(&self.mobilised)
            + width(&self.mobilised_next)
            + width(&self.in_kind)
            + width(&self.favours)
            + width(&self.hospitality)
            + width(&self.good_host)
            + width(&self.stays)
            + width(&self.hosted)
            + width(&self.generation)
    }

    /// The regime of a person; capital when there is no other.
    #[inline]
    #[must_use]
    pub fn regime_of(&self, person: usize) -> u8 {
        get_or(&self.regime, person, 0)
    }
}

/// Whether anything that is written tells a newborn from who was there before.
fn is_told(params: &Params) -> bool {
    params.output.contributions || params.output.people != Rhythm::None
}

/// Whether nobody can ever be outside the capital regime.
#[must_use]
pub fn only_capital(params: &Params) -> bool {
    !params.mechanisms.regimes && open_shares(params)[0] >= 1.0
}

/// The initial shares of the regimes with those of closed regimes given to capital.
#[must_use]
pub fn open_shares(params: &Params) -> [f64; REGIMES] {
    let mut shares = [0.0; REGIMES];
    shares[..MAIN_REGIMES].copy_from_slice(&params.regimes.initial);
    if params.mechanisms.adventure {
        shares[Regime::Adventure as usize] = params.adventure.initial;
        shares[0] -= params.adventure.initial;
    }
    for (regime, open) in open_regimes(params).iter().enumerate().skip(1) {
        if !open {
            shares[0] += shares[regime];
            shares[regime] = 0.0;
        }
    }
    shares
}

/// Which regimes can be chosen: capital and peer always, the others where their mechanism is on.
#[must_use]
pub fn open_regimes(params: &Params) -> [bool; REGIMES] {
    let on = &params.mechanisms;
    [true, on.crowdsourcing, on.sharing, true, on.adventure]
}

/// An entry of a column that may be absent.
#[inline(always)]
#[must_use]
pub fn get_or<T: Copy>(column: &[T], row: usize, absent: T) -> T {
    if column.is_empty() { absent } else { column[row] }
}
