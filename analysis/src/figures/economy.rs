//! Figure `economy`: work, shares of income, prices and output, needs and co-operatives, as small multiples.

use super::multiples::{self, Multiples};
use super::panel::{LineSpec, PanelSpec, Scale};
use super::{Figure, FigureContext, FigureError};
use crate::bands::Quantity;
use crate::style::{NEUTRAL, Paint};
use crate::table::Series;

const FIGURE: Multiples = Multiples {
    name: "economy",
    title: "Economy of the world",
    columns: 4,
    panels: &[
        PanelSpec {
            heading: "Unemployment",
            unit: "%",
            scale: Scale::Share,
            lines: &[line("unemployment", "", Quantity::Column("unemployment"), NEUTRAL)],
        },
        PanelSpec {
            heading: "Labour share",
            unit: "% of output",
            scale: Scale::ShareAround,
            lines: &[line("labour_share", "", Quantity::Column("labour_share"), NEUTRAL)],
        },
        PanelSpec {
            heading: "Capital over output",
            unit: "years",
            scale: Scale::FromZero,
            lines: &[line("capital_output_ratio", "", Quantity::Column("capital_output_ratio"), NEUTRAL)],
        },
        PanelSpec {
            heading: "Output a head",
            unit: "start = 1",
            scale: Scale::Index,
            lines: &[line("output_per_head_index", "", Quantity::IndexPer("output", "people"), NEUTRAL)],
        },
        PanelSpec {
            heading: "Wage",
            unit: "start = 1",
            scale: Scale::Index,
            lines: &[line("wage_index", "", Quantity::Index("wage"), NEUTRAL)],
        },
        PanelSpec {
            heading: "Price of goods",
            unit: "start = 1",
            scale: Scale::Index,
            lines: &[line("price_index", "", Quantity::Index("price"), NEUTRAL)],
        },
        PanelSpec {
            heading: "Needs met",
            unit: "% of essentials",
            scale: Scale::ShareAround,
            lines: &[line("needs_met", "", Quantity::Column("needs_met"), NEUTRAL)],
        },
        PanelSpec {
            heading: "Co-operatives' goods",
            unit: "% of all",
            scale: Scale::FromZero,
            lines: &[line(
                "cooperatives_output_share",
                "",
                Quantity::Per("cooperatives_output", "output", 100.0),
                NEUTRAL,
            )],
        },
        PanelSpec {
            heading: "Team of an employee",
            unit: "people",
            scale: Scale::FromZero,
            lines: &[line("firm_team_size_felt", "", Quantity::Column("firm_team_size_felt"), NEUTRAL)],
        },
        PanelSpec {
            heading: "Labour left",
            unit: "% of hours",
            scale: Scale::ShareAround,
            lines: &[line("firm_labour_left", "", Quantity::Column("firm_labour_left"), NEUTRAL)],
        },
    ],
    row_height: 40.0,
    needs: "the measures of firms and money",
    remarks: "Unemployment is the share of the capital regime's people without an employer. Indices are taken in each replicate, \
              over its own first month. Labour left is what coordination leaves of the hours in firms.",
};

const fn line(
    series: &'static str,
    label: &'static str,
    quantity: Quantity<'static>,
    paint: Paint,
) -> LineSpec<'static> {
    LineSpec { series, label, quantity, paint }
}

/// Whether the table holds an economy.
#[must_use]
pub fn applies(series: &Series) -> bool {
    multiples::applies(&FIGURE, series)
}

/// Draws the figure.
///
/// # Errors
/// If the table holds nothing of it, or it cannot be drawn.
pub fn draw(series: &Series, context: &FigureContext) -> Result<Figure, FigureError> {
    multiples::draw(&FIGURE, series, context)
}
