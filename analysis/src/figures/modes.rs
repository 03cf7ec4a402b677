//! Figure `modes`: how people relate to those they work with, as shares of all people.

use super::shares::{Part, Shares};
use super::{Figure, FigureContext, FigureError};
use crate::style::{AUTHORITY, COMMUNAL, EQUALITY, MARKET, Paint};
use crate::table::Series;

const FIGURE: Shares = Shares {
    name: "modes",
    title: "Modes by which people relate to others",
    whole: "people",
    parts: &[
        part("mode_communal", "Communal sharing", COMMUNAL),
        part("mode_authority", "Authority ranking", AUTHORITY),
        part("mode_equality", "Equality matching", EQUALITY),
        part("mode_market", "Market pricing", MARKET),
    ],
    extra: &[],
    row_height: 37.0,
    remarks: "",
};

const fn part(column: &'static str, label: &'static str, paint: Paint) -> Part {
    Part { column, label, paint, is_optional: false }
}

/// Whether the table holds the four modes.
#[must_use]
pub fn applies(series: &Series) -> bool {
    FIGURE.applies(series)
}

/// Draws the figure.
///
/// # Errors
/// If a mode is missing in the table, or the figure cannot be drawn.
pub fn draw(series: &Series, context: &FigureContext) -> Result<Figure, FigureError> {
    FIGURE.draw(series, context)
}
