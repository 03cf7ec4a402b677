//! Figure `governance`: how projects accept, defend and share out, as small multiples.

use super::multiples::{self, Multiples};
use super::panel::{LineSpec, PanelSpec, Scale};
use super::{Figure, FigureContext, FigureError};
use crate::bands::{Bands, Quantity};
use crate::style::{NEUTRAL, PEER, Paint};
use crate::table::{Series, WORLD};

/// Without any of these there is nothing of it to draw.
const ESSENTIAL: [&str; 2] = ["project_accepted_share", "project_disruption"];

const FIGURE: Multiples = Multiples {
    name: "governance",
    title: "Governing projects",
    columns: 3,
    panels: &[
        PanelSpec {
            heading: "Given by the core",
            unit: "% of project hours",
            scale: Scale::Share,
            lines: &[line("project_core_share", "", Quantity::Column("project_core_share"), PEER)],
        },
        PanelSpec {
            heading: "Spent on review",
            unit: "% of project hours",
            scale: Scale::Share,
            lines: &[line("project_review_share", "", Quantity::Column("project_review_share"), NEUTRAL)],
        },
        PanelSpec {
            heading: "Accepted",
            unit: "% of project hours",
            scale: Scale::Share,
            lines: &[line("project_accepted_share", "", Quantity::Column("project_accepted_share"), PEER)],
        },
        PanelSpec {
            heading: "Disruption of projects",
            unit: "%",
            scale: Scale::Share,
            lines: &[line("project_disruption", "", Quantity::Column("project_disruption"), NEUTRAL)],
        },
        PanelSpec {
            heading: "Projects mostly disrupted",
            unit: "% of projects",
            scale: Scale::Share,
            lines: &[line(
                "projects_collapsed_share",
                "",
                Quantity::Per("projects_collapsed", "projects_alive", 1.0),
                NEUTRAL,
            )],
        },
        PanelSpec {
            heading: "Driven out by disruption",
            unit: "per 1,000 members a month",
            scale: Scale::FromZero,
            lines: &[line(
                "driven_out_per_1000_members",
                "",
                Quantity::Per("driven_out", "project_members", 1000.0),
                NEUTRAL,
            )],
        },
    ],
    row_height: 38.0,
    needs: "the measures of review and of disruption",
    remarks: "The core are members with standing in their project. Accepted hours count by their quality; disruption is a mean over members.",
};

const fn line(
    series: &'static str,
    label: &'static str,
    quantity: Quantity<'static>,
    paint: Paint,
) -> LineSpec<'static> {
    LineSpec { series, label, quantity, paint }
}

/// Whether the table holds anything of it.
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
