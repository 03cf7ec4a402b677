//! Figure `commons`: hours, projects, knowledge and minds of peer production, and the technology it rests on, as small multiples.

use super::multiples::{self, Multiples};
use super::panel::{LineSpec, PanelSpec, Scale};
use super::{Figure, FigureContext, FigureError};
use crate::bands::{Bands, Quantity};
use crate::style::{NEUTRAL, PEER, Paint};
use crate::table::{Series, WORLD};

/// Without any of these there is no commons to draw; hours and technology exist in every run.
const ESSENTIAL: [&str; 5] = ["commons_time", "projects_alive", "knowledge_open", "belief", "taste"];

const FIGURE: Multiples = Multiples {
    name: "commons",
    title: "Commons and peer production",
    columns: 3,
    panels: &[
        PanelSpec {
            heading: "For peer production",
            unit: "% of all hours",
            scale: Scale::Share,
            lines: &[line("time_peer_share", "", Quantity::Column("time_peer_share"), PEER)],
        },
        PanelSpec {
            heading: "Commons time",
            unit: "% of a month",
            scale: Scale::Share,
            lines: &[line("commons_time", "", Quantity::Column("commons_time"), PEER)],
        },
        PanelSpec {
            heading: "Projects",
            unit: "per 1,000 people",
            scale: Scale::FromZero,
            lines: &[line(
                "projects_per_1000_people",
                "",
                Quantity::Per("projects_alive", "people", 1000.0),
                PEER,
            )],
        },
        PanelSpec {
            heading: "Mean size of a project",
            unit: "members",
            scale: Scale::FromZero,
            lines: &[line("project_size_mean", "", Quantity::Column("project_size_mean"), PEER)],
        },
        PanelSpec {
            heading: "Largest project",
            unit: "members",
            scale: Scale::FromZero,
            lines: &[line("project_size_largest", "", Quantity::Column("project_size_largest"), PEER)],
        },
        PanelSpec {
            heading: "Open knowledge a head",
            unit: "2001 = 1",
            scale: Scale::FromZero,
            lines: &[line("knowledge_open", "", Quantity::Column("knowledge_open"), PEER)],
        },
        PanelSpec {
            heading: "Working group of a member",
            unit: "members",
            scale: Scale::FromZero,
            lines: &[line("working_group_size_felt", "", Quantity::Column("working_group_size_felt"), PEER)],
        },
        PanelSpec {
            heading: "Use that is served",
            unit: "%",
            scale: Scale::Share,
            lines: &[line("project_use_served", "", Quantity::Column("project_use_served"), PEER)],
        },
        PanelSpec {
            heading: "Use on platforms' servers",
            unit: "%",
            scale: Scale::Share,
            lines: &[line("project_use_hosted", "", Quantity::Column("project_use_hosted"), NEUTRAL)],
        },
        PanelSpec {
            heading: "Projects with an association",
            unit: "per 1,000 people",
            scale: Scale::FromZero,
            lines: &[line(
                "associations_per_1000_people",
                "",
                Quantity::Per("associations", "people", 1000.0),
                PEER,
            )],
        },
        PanelSpec {
            heading: "Benefits shared back",
            unit: "‰ of output",
            scale: Scale::FromZero,
            lines: &[line(
                "benefits_per_1000_output",
                "",
                Quantity::Per("benefits_shared", "output_value", 1000.0),
                PEER,
            )],
        },
        PanelSpec {
            heading: "Given by patrons",
            unit: "‰ of output",
            scale: Scale::FromZero,
            lines: &[line(
                "patronage_per_1000_output",
                "",
                Quantity::Per("patronage", "output_value", 1000.0),
                PEER,
            )],
        },
        PanelSpec {
            heading: "Work in projects that is paid",
            unit: "%",
            scale: Scale::Share,
            lines: &[line("project_paid_share", "", Quantity::Column("project_paid_share"), PEER)],
        },
        PanelSpec {
            heading: "Belief that peer production is possible",
            unit: "%",
            scale: Scale::Share,
            lines: &[line("belief", "", Quantity::Column("belief"), PEER)],
        },
        PanelSpec {
            heading: "Taste for unalienated work",
            unit: "%",
            scale: Scale::Share,
            lines: &[line("taste", "", Quantity::Column("taste"), PEER)],
        },
        PanelSpec {
            heading: "Technology",
            unit: "%",
            scale: Scale::Share,
            lines: &[
                line("access", "people online", Quantity::Column("access"), NEUTRAL),
                line("coordination", "coordination κ", Quantity::Column("coordination"), PEER),
            ],
        },
    ],
    row_height: 38.0,
    needs: "the measures of projects, knowledge and minds",
    remarks: "Commons time is what people give to projects beside their main regime. Belief and taste are means over people on a scale from 0 to 100 %; κ is coordination technology, mean over people. The working group is the mean over members; pay counts at the mean wage of the world.",
};

const fn line(
    series: &'static str,
    label: &'static str,
    quantity: Quantity<'static>,
    paint: Paint,
) -> LineSpec<'static> {
    LineSpec { series, label, quantity, paint }
}

/// Whether the table holds anything of the commons.
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
