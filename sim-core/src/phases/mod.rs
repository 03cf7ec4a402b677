//! A file for each line of the month, same names, same order: loops over columns that apply the mechanisms.

pub mod anchor;
pub mod choose;
pub mod divide;
pub mod exchange;
pub mod gather;
pub mod govern;
pub mod invest;
pub mod live;
pub mod observe;
pub mod perceive;
pub mod produce;
pub mod relate;

use crate::engine::draws::{Chance, Purpose, Stream};
use crate::params::{Params, Rules};

/// What a month is run under.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The scenario.
    pub params: &'a Params,
    /// What holds this month, after shocks.
    pub rules: &'a Rules,
    /// All chance of the replicate.
    pub chance: &'a Chance,
    /// The month: negative during burn-in.
    pub month: i64,
}

impl Context<'_> {
    /// Whether modes, regimes, technology, knowledge and lock-in are held: during burn-in.
    #[must_use]
    pub fn held(&self) -> bool {
        self.month < 0
    }

    /// Years since the start, 0 during burn-in.
    #[must_use]
    pub fn years(&self) -> f64 {
        self.month.max(0) as f64 / 12.0
    }

    /// The words of a purpose this month.
    #[must_use]
    pub fn stream(&self, purpose: Purpose) -> Stream {
        self.chance.stream(purpose, self.month)
    }
}
