//! Figure `conflict`: strain by its four axes, forks, and what leaders take, as small multiples.

use super::multiples::{self, Multiples};
use super::panel::{LineSpec, PanelSpec, Scale};
use super::{Figure, FigureContext, FigureError};
use crate::bands::{Bands, Quantity};
use crate::style::{CAPITAL, NEUTRAL, PEER, Paint, SHARING};
use crate::table::{Series, WORLD};

/// Without any of these there is nothing of it to draw.
const ESSENTIAL: [&str; 2] = ["strain_peers", "leaders_take"];

const FIGURE: Multiples = Multiples {
    name: "conflict",
    title: "Conflict, exit and forks",
    columns: 3,
    panels: &[
        PanelSpec {
            heading: "Strain by axis",
            unit: "1",
            scale: Scale::FromZero,
            lines: &[
                line("strain_labour", "firms", Quantity::Column("strain_labour"), CAPITAL),
                line("strain_users", "platforms", Quantity::Column("strain_users"), SHARING),
                line("strain_peers", "projects", Quantity::Column("strain_peers"), PEER),
                line("strain_association", "boards", Quantity::Column("strain_association"), NEUTRAL),
            ],
        },
        PanelSpec {
            heading: "In open conflict, projects",
            unit: "% of members",
            scale: Scale::Share,
            lines: &[line("conflict_peers", "", Quantity::Column("conflict_peers"), PEER)],
        },
        PanelSpec {
            heading: "In open conflict, boards",
            unit: "% of members",
            scale: Scale::Share,
            lines: &[line("conflict_association", "", Quantity::Column("conflict_association"), NEUTRAL)],
        },
        PanelSpec {
            heading: "Forks",
            unit: "per 1,000 projects",
            scale: Scale::FromZero,
            lines: &[line(
                "forks_per_1000_projects",
                "",
                Quantity::Per("forks", "projects_alive", 1000.0),
                PEER,
            )],
        },
        PanelSpec {
            heading: "Repeated work",
            unit: "% of project hours",
            scale: Scale::Share,
            lines: &[line("work_duplicated", "", Quantity::Column("work_duplicated"), PEER)],
        },
        PanelSpec {
            heading: "Leaders' take",
            unit: "% of money and credit",
            scale: Scale::Share,
            lines: &[line("leaders_take", "", Quantity::Column("leaders_take"), NEUTRAL)],
        },
        PanelSpec {
            heading: "Left because of it",
            unit: "per 1,000 members",
            scale: Scale::FromZero,
            lines: &[line(
                "leaders_driven_out_per_1000_members",
                "",
                Quantity::Per("leaders_driven_out", "project_members", 1000.0),
                NEUTRAL,
            )],
        },
        PanelSpec {
            heading: "Successions",
            unit: "per 1,000 projects",
            scale: Scale::FromZero,
            lines: &[line(
                "successions_per_1000_projects",
                "",
                Quantity::Per("successions", "projects_alive", 1000.0),
                NEUTRAL,
            )],
        },
    ],
    row_height: 38.0,
    needs: "the measures of strain, forks and leaders",
    remarks: "Strain is a mean over members, by one rule for all organisations; in firms and on platforms it is looked up once a year. Open conflict is strain above `forks.threshold`. Events are per month.",
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
