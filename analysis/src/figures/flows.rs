//! What figures of moves share: names and colours of states, and which moves there are.

use super::FigureError;
use crate::moves::{Kind, Moves};
use crate::style::{
    ADVENTURE, AUTHORITY, CAPITAL, COMMUNAL, CROWDSOURCING, EQUALITY, MARKET, NEUTRAL, PEER, Paint, SHARING,
};
use crate::summary::shortest;

/// Name in the table, name in figures (short, since it stands over columns), colour.
const STATES: [(&str, &str, Paint); 9] = [
    ("communal", "Communal", COMMUNAL),
    ("authority", "Authority", AUTHORITY),
    ("equality", "Equality", EQUALITY),
    ("market", "Market", MARKET),
    ("capital", "Capital", CAPITAL),
    ("crowdsourcing", "Crowds", CROWDSOURCING),
    ("sharing", "Sharing", SHARING),
    ("peer", "Peer", PEER),
    ("adventure", "Adventure", ADVENTURE),
];

/// What a state is called, and its colour.
pub(super) fn state(name: &str) -> (String, Paint) {
    let known = STATES.iter().find(|(known, ..)| *known == name);
    known.map_or_else(|| (name.to_owned(), NEUTRAL), |(_, label, paint)| ((*label).to_owned(), *paint))
}

/// Kinds that the table has rows of.
pub(super) fn kinds(moves: &Moves, figure: &'static str) -> Result<Vec<Kind>, FigureError> {
    let found: Vec<Kind> = moves.kinds.iter().filter(|kind| !kind.people.is_empty()).cloned().collect();
    if found.is_empty() {
        return Err(FigureError::NothingToShow { figure, needs: "moves in transitions.csv".to_owned() });
    }
    Ok(found)
}

/// What the states of a kind are, in words for headings.
pub(super) fn called(kind: &Kind) -> &'static str {
    if kind.what == "mode" { "modes" } else { "regimes" }
}

/// A number of a table; nothing where it is none.
pub(super) fn number(value: f64) -> String {
    if value.is_finite() { shortest(value) } else { String::new() }
}
