//! Figure `biosphere`: how full it is, what is taken and grows back, and what its decline takes from people, as small multiples.

use super::multiples::{self, Multiples};
use super::panel::{LineSpec, PanelSpec, Scale};
use super::{Figure, FigureContext, FigureError};
use crate::bands::{Bands, Quantity};
use crate::style::{NEUTRAL, NEUTRAL_LIGHT, Paint};
use crate::table::{Series, WORLD};

/// Without any of these there is no biosphere to draw; needs are met, or not, in every run.
const ESSENTIAL: [&str; 6] = ["biosphere", "harvest", "throughput", "intensity", "green", "damage"];

const FIGURE: Multiples = Multiples {
    name: "biosphere",
    title: "The biosphere and what is taken from it",
    columns: 4,
    panels: &[
        PanelSpec {
            heading: "Biosphere",
            unit: "% of a full one",
            scale: Scale::Share,
            lines: &[line("biosphere", "", Quantity::Column("biosphere"), NEUTRAL)],
        },
        PanelSpec {
            heading: "Harvest, regrowth",
            unit: "% a year",
            scale: Scale::Share,
            lines: &[
                line("harvest", "harvest", Quantity::Column("harvest"), NEUTRAL),
                line("regrowth", "regrowth", Quantity::Column("regrowth"), NEUTRAL_LIGHT),
            ],
        },
        PanelSpec {
            heading: "Throughput",
            unit: "month 0 = 1",
            scale: Scale::Index,
            lines: &[line("throughput", "", Quantity::Column("throughput"), NEUTRAL)],
        },
        PanelSpec {
            heading: "Taken for a good",
            unit: "month 0 = 1",
            scale: Scale::Index,
            lines: &[line("intensity", "", Quantity::Column("intensity"), NEUTRAL)],
        },
        PanelSpec {
            heading: "Abated",
            unit: "% of output's harm",
            scale: Scale::Share,
            lines: &[line("green", "", Quantity::Column("green"), NEUTRAL)],
        },
        PanelSpec {
            heading: "Damage",
            unit: "% of output",
            scale: Scale::Share,
            lines: &[line("damage", "", Quantity::Column("damage"), NEUTRAL)],
        },
        PanelSpec {
            heading: "Needs met",
            unit: "% of essentials",
            scale: Scale::ShareAround,
            lines: &[line("needs_met", "", Quantity::Column("needs_met"), NEUTRAL)],
        },
    ],
    row_height: 38.0,
    needs: "the measures of the biosphere",
    remarks: "Harvest and regrowth are of a month, at a year's rate, in per cent of a full biosphere. Throughput counts the goods a head that inputs would make without damage; what is taken for a good is before abatement; damage is what decline and climate have taken from output since month 0.",
};

const fn line(
    series: &'static str,
    label: &'static str,
    quantity: Quantity<'static>,
    paint: Paint,
) -> LineSpec<'static> {
    LineSpec { series, label, quantity, paint }
}

/// Whether the table holds anything of the biosphere.
#[must_use]
pub fn applies(series: &Series) -> bool {
    ESSENTIAL.iter().any(|column| Bands::of(series, WORLD, &Quantity::Column(column)).is_some())
}

/// Draws the figure.
///
/// # Errors
/// If the table holds nothing of it, or it cannot be drawn.
pub fn draw(series: &Series, context: &FigureContext) -> Result<Figure, FigureError> {
    multiples::draw(&FIGURE, series, context)
}
