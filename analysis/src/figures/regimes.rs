//! Figure `regimes`: in which regime people mainly work, as shares of all people, and how the hours are divided.

use super::panel::{LineSpec, PanelSpec, Scale};
use super::shares::{Part, Shares};
use super::{Figure, FigureContext, FigureError};
use crate::bands::Quantity;
use crate::style::{ADVENTURE, CAPITAL, CROWDSOURCING, PEER, Paint, SHARING};
use crate::table::Series;

const HOURS: &[&str] = &["time_capital", "time_crowdsourcing", "time_sharing", "time_peer"];

const FIGURE: Shares = Shares {
    name: "regimes",
    title: "Main regime of people",
    whole: "people",
    parts: &[
        part("regime_capital", "Capital", CAPITAL),
        part("regime_crowdsourcing", "Crowdsourcing", CROWDSOURCING),
        part("regime_sharing", "Sharing", SHARING),
        part("regime_peer", "Peer production", PEER),
        Part { column: "regime_adventure", label: "Adventure", paint: ADVENTURE, is_optional: true },
    ],
    extra: &[
        PanelSpec {
            heading: "Wage labour",
            unit: "% of hours",
            scale: Scale::Share,
            lines: &[LineSpec {
                series: "time_capital_share",
                label: "",
                quantity: Quantity::Share("time_capital", HOURS),
                paint: CAPITAL,
            }],
        },
        PanelSpec {
            heading: "For peer production",
            unit: "% of hours",
            scale: Scale::Share,
            lines: &[LineSpec {
                series: "time_peer_share",
                label: "",
                quantity: Quantity::Column("time_peer_share"),
                paint: PEER,
            }],
        },
    ],
    row_height: 32.0,
    remarks: "Hours are all that people work, in whatever regime: bread hours count as wage labour, commons time as work in projects.",
};

const fn part(column: &'static str, label: &'static str, paint: Paint) -> Part {
    Part { column, label, paint, is_optional: false }
}

/// Whether the table holds the four regimes.
#[must_use]
pub fn applies(series: &Series) -> bool {
    FIGURE.applies(series)
}

/// Draws the figure.
///
/// # Errors
/// If a regime is missing in the table, or the figure cannot be drawn.
pub fn draw(series: &Series, context: &FigureContext) -> Result<Figure, FigureError> {
    FIGURE.draw(series, context)
}
