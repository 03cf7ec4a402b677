//! Figure `adventure`: strangers who host each other, how, and with what success, as small multiples.

use super::multiples::{self, Multiples};
use super::panel::{LineSpec, PanelSpec, Scale};
use super::{Figure, FigureContext, FigureError};
use crate::bands::{Bands, Quantity};
use crate::style::{ADVENTURE, CROWDSOURCING, NEUTRAL, PEER, Paint};
use crate::table::{Series, WORLD};

const FIGURE: Multiples = Multiples {
    name: "adventure",
    title: "Adventure: hospitality by reputation",
    columns: 3,
    panels: &[
        PanelSpec {
            heading: "People in adventure",
            unit: "% of people",
            scale: Scale::Share,
            lines: &[line(
                "regime_adventure_share",
                "",
                Quantity::Per("regime_adventure", "people", 1.0),
                ADVENTURE,
            )],
        },
        PanelSpec {
            heading: "Newcomers",
            unit: "% of them a month",
            scale: Scale::Share,
            lines: &[line(
                "hospitality_entries_share",
                "",
                Quantity::Per("hospitality_entries", "regime_adventure", 1.0),
                NEUTRAL,
            )],
        },
        PanelSpec {
            heading: "How they treat strangers",
            unit: "% of them",
            scale: Scale::Share,
            lines: &[
                line(
                    "hospitality_discriminators",
                    "by score",
                    Quantity::Column("hospitality_discriminators"),
                    PEER,
                ),
                line("hospitality_givers", "give", Quantity::Column("hospitality_givers"), CROWDSOURCING),
                line("hospitality_defectors", "refuse", Quantity::Column("hospitality_defectors"), NEUTRAL),
            ],
        },
        PanelSpec {
            heading: "Requests granted",
            unit: "% of requests",
            scale: Scale::Share,
            lines: &[line("hospitality_granted", "", Quantity::Column("hospitality_granted"), ADVENTURE)],
        },
        PanelSpec {
            heading: "With a good score",
            unit: "% of them",
            scale: Scale::Share,
            lines: &[line("hospitality_standing", "", Quantity::Column("hospitality_standing"), ADVENTURE)],
        },
        PanelSpec {
            heading: "Hours for guests",
            unit: "% of own time",
            scale: Scale::Share,
            lines: &[line(
                "hospitality_hours_share",
                "",
                Quantity::Per("hospitality_hours", "time_adventure", 1.0),
                ADVENTURE,
            )],
        },
    ],
    row_height: 38.0,
    needs: "`hospitality_granted`",
    remarks: "By score: host unless they know of a score that is not good. Requests are those to people who have the time for a guest; own time is what is neither sold nor given to projects.",
};

const fn line(
    series: &'static str,
    label: &'static str,
    quantity: Quantity<'static>,
    paint: Paint,
) -> LineSpec<'static> {
    LineSpec { series, label, quantity, paint }
}

/// Whether the table knows of hospitality.
#[must_use]
pub fn applies(series: &Series) -> bool {
    Bands::of(series, WORLD, &Quantity::Column("hospitality_granted")).is_some()
}

/// Draws the figure.
///
/// # Errors
/// If the table knows of no hospitality, or it cannot be drawn.
pub fn draw(series: &Series, context: &FigureContext) -> Result<Figure, FigureError> {
    multiples::draw(&FIGURE, series, context)
}
