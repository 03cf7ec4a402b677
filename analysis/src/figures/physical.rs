//! Figure `physical`: projects that make things, what they make and with what, and who gains, as small multiples.

use super::multiples::{self, Multiples};
use super::panel::{LineSpec, PanelSpec, Scale};
use super::{Figure, FigureContext, FigureError};
use crate::bands::{Bands, Quantity};
use crate::style::{NEUTRAL, PEER, Paint};
use crate::table::{Series, WORLD};

const FIGURE: Multiples = Multiples {
    name: "physical",
    title: "Physical peer production",
    columns: 3,
    panels: &[
        PanelSpec {
            heading: "Machines at hand",
            unit: "%",
            scale: Scale::Share,
            lines: &[line("manufacturing", Quantity::Column("manufacturing"), NEUTRAL)],
        },
        PanelSpec {
            heading: "Projects that make things",
            unit: "% of projects",
            scale: Scale::FromZero,
            lines: &[line(
                "physical_projects_per_100",
                Quantity::Per("physical_projects", "projects_alive", 100.0),
                PEER,
            )],
        },
        PanelSpec {
            heading: "Goods that they make",
            unit: "‰ of firms' goods",
            scale: Scale::FromZero,
            lines: &[line(
                "physical_output_per_1000",
                Quantity::Per("physical_output", "output", 1000.0),
                PEER,
            )],
        },
        PanelSpec {
            heading: "Their tools",
            unit: "months of what they make",
            scale: Scale::FromZero,
            lines: &[line(
                "physical_capital_output",
                Quantity::Per("physical_capital", "physical_output", 1.0),
                PEER,
            )],
        },
        PanelSpec {
            heading: "What an hour makes",
            unit: "firms = 1",
            scale: Scale::FromZero,
            lines: &[line("physical_gain", Quantity::Column("physical_gain"), PEER)],
        },
        PanelSpec {
            heading: "Consumption outside the core",
            unit: "core = 1",
            scale: Scale::FromZero,
            lines: &[line("consumption_to_core", Quantity::Column("consumption_to_core"), NEUTRAL)],
        },
    ],
    row_height: 38.0,
    needs: "`physical_projects`",
    remarks: "Machines at hand: how far machines that anybody can use have spread. What an hour makes is in goods a skill-month, all regions together.",
};

const fn line(series: &'static str, quantity: Quantity<'static>, paint: Paint) -> LineSpec<'static> {
    LineSpec { series, label: "", quantity, paint }
}

/// Whether the table knows of projects that make things.
#[must_use]
pub fn applies(series: &Series) -> bool {
    Bands::of(series, WORLD, &Quantity::Column("physical_projects")).is_some()
}

/// Draws the figure.
///
/// # Errors
/// If the table knows of no such projects, or it cannot be drawn.
pub fn draw(series: &Series, context: &FigureContext) -> Result<Figure, FigureError> {
    multiples::draw(&FIGURE, series, context)
}
