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
use crate::state::shares::Rounded;

/// A line of the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)] // each is the file of that name
pub enum Line {
    Perceive,
    Relate,
    Choose,
    Gather,
    Produce,
    Divide,
    Exchange,
    Invest,
    Govern,
    Live,
    Observe,
}

impl Line {
    /// All lines in their order.
    pub const ALL: [Line; 11] = [
        Line::Perceive,
        Line::Relate,
        Line::Choose,
        Line::Gather,
        Line::Produce,
        Line::Divide,
        Line::Exchange,
        Line::Invest,
        Line::Govern,
        Line::Live,
        Line::Observe,
    ];

    /// Its name: that of its file.
    #[must_use]
    pub fn name(self) -> &'static str {
        [
            "perceive", "relate", "choose", "gather", "produce", "divide", "exchange", "invest", "govern",
            "live", "observe",
        ][self as usize]
    }
}

/// Somebody who is told when a line of the month begins. It sees nothing of the world, so it can change nothing.
pub type Listener = dyn Fn(Line) + Send + Sync;

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
    /// Who is told when a line begins.
    pub listener: Option<&'a Listener>,
}

impl Context<'_> {
    /// The same, on the way into a line of the month.
    #[must_use]
    pub fn at(&self, line: Line) -> &Self {
        if let Some(told) = self.listener {
            told(line);
        }
        self
    }

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

    /// What decides how shares of a column are rounded this month, where they are kept in 16 bits.
    #[must_use]
    pub fn rounding(&self, column: Rounded) -> u32 {
        self.stream(Purpose::Rounding).word(column as usize)
    }
}
