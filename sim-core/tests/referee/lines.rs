//! The referee's month: eleven lines in the order of docs/model/README.md.

use crate::month::Month;
use crate::state::World;
use crate::{choose, divide, exchange, gather, govern, invest, live, observe, perceive, produce, relate};

/// A line of the month.
pub type Line = fn(&mut World, &mut Month);

/// All lines in their order, with their names.
pub const LINES: [(&str, Line); 11] = [
    ("perceive", perceive::perceive),
    ("relate", relate::relate),
    ("choose", choose::choose),
    ("gather", gather::gather),
    ("produce", produce::produce),
    ("divide", divide::divide),
    ("exchange", exchange::exchange),
    ("invest", invest::invest),
    ("govern", govern::govern),
    ("live", live::live),
    ("observe", observe::observe),
];
