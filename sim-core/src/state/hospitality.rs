//! Hospitality among strangers: what it came to in a month (M30).

use crate::mechanisms::adventure::STRATEGIES;

/// The score and strategy of people who are not in the regime.
pub const STRANGER: u8 = u8::MAX;

/// A month of hospitality in the world.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Hospitality {
    /// Stays that somebody in the regime got and gave a month, with a memory; `None` before anybody was there.
    pub expected: Option<f64>,
    /// Requests of the month, and of them those that were granted.
    pub requests: i64,
    /// As above.
    pub granted: i64,
    /// People by strategy.
    pub strategies: [i64; STRATEGIES],
    /// People with a good score.
    pub good: i64,
    /// People who came into the regime.
    pub entries: i64,
    /// Hours that hosts gave, and what stays were worth to guests, person-months.
    pub hours: f64,
    /// As above.
    pub worth: f64,
}
