//! Figure `governance`: how projects accept, defend and share out, as small multiples.

use super::multiples::{self, Multiples};
use super::panel::{LineSpec, PanelSpec, Scale};
use super::{Figure, FigureContext, FigureError};
use crate::bands::{Bands, Quantity};
use crate::style::{AUTHORITY, EQUALITY, MARKET, NEUTRAL, PEER, Paint};
use crate::table::{Series, WORLD};

/// Without any of these there is nothing of it to draw.
const ESSENTIAL: [&str; 3] = ["project_accepted_share", "project_disruption", "project_rival_share"];

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
            heading: "Spent on setting up",
            unit: "% of project hours",
            scale: Scale::Share,
            lines: &[line("project_setup_share", "", Quantity::Column("project_setup_share"), NEUTRAL)],
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
            unit: "per 1,000 members",
            scale: Scale::FromZero,
            lines: &[line(
                "driven_out_per_1000_members",
                "",
                Quantity::Per("driven_out", "project_members", 1000.0),
                NEUTRAL,
            )],
        },
        PanelSpec {
            heading: "Projects that are short",
            unit: "per 1,000 projects",
            scale: Scale::FromZero,
            lines: &[
                line(
                    "projects_ration_hierarchy_per_1000_projects",
                    "hierarchy",
                    Quantity::Per("projects_ration_hierarchy", "projects_alive", 1000.0),
                    AUTHORITY,
                ),
                line(
                    "projects_ration_market_per_1000_projects",
                    "market",
                    Quantity::Per("projects_ration_market", "projects_alive", 1000.0),
                    MARKET,
                ),
                line(
                    "projects_ration_vote_per_1000_projects",
                    "vote",
                    Quantity::Per("projects_ration_vote", "projects_alive", 1000.0),
                    EQUALITY,
                ),
            ],
        },
        PanelSpec {
            heading: "Wants met",
            unit: "% of what could be",
            scale: Scale::Share,
            lines: &[
                line(
                    "ration_efficiency_hierarchy",
                    "hierarchy",
                    Quantity::Column("ration_efficiency_hierarchy"),
                    AUTHORITY,
                ),
                line(
                    "ration_efficiency_market",
                    "market",
                    Quantity::Column("ration_efficiency_market"),
                    MARKET,
                ),
                line("ration_efficiency_vote", "vote", Quantity::Column("ration_efficiency_vote"), EQUALITY),
            ],
        },
        PanelSpec {
            heading: "Spread of wants met",
            unit: "s.d., % of a want",
            scale: Scale::Share,
            lines: &[
                line(
                    "ration_inequality_hierarchy",
                    "",
                    Quantity::Column("ration_inequality_hierarchy"),
                    AUTHORITY,
                ),
                line("ration_inequality_market", "", Quantity::Column("ration_inequality_market"), MARKET),
                line("ration_inequality_vote", "", Quantity::Column("ration_inequality_vote"), EQUALITY),
            ],
        },
        PanelSpec {
            heading: "Projects short of money",
            unit: "per 1,000 projects",
            scale: Scale::FromZero,
            lines: &[
                line(
                    "projects_pay_hierarchy_per_1000_projects",
                    "hierarchy",
                    Quantity::Per("projects_pay_hierarchy", "projects_alive", 1000.0),
                    AUTHORITY,
                ),
                line(
                    "projects_pay_market_per_1000_projects",
                    "market",
                    Quantity::Per("projects_pay_market", "projects_alive", 1000.0),
                    MARKET,
                ),
                line(
                    "projects_pay_vote_per_1000_projects",
                    "vote",
                    Quantity::Per("projects_pay_vote", "projects_alive", 1000.0),
                    EQUALITY,
                ),
            ],
        },
        PanelSpec {
            heading: "Money paid out",
            unit: "% of what could be",
            scale: Scale::Share,
            lines: &[
                line("pay_efficiency_hierarchy", "", Quantity::Column("pay_efficiency_hierarchy"), AUTHORITY),
                line("pay_efficiency_market", "", Quantity::Column("pay_efficiency_market"), MARKET),
                line("pay_efficiency_vote", "", Quantity::Column("pay_efficiency_vote"), EQUALITY),
            ],
        },
        PanelSpec {
            heading: "Spread of pay",
            unit: "s.d., % of a wage",
            scale: Scale::Share,
            lines: &[
                line("pay_inequality_hierarchy", "", Quantity::Column("pay_inequality_hierarchy"), AUTHORITY),
                line("pay_inequality_market", "", Quantity::Column("pay_inequality_market"), MARKET),
                line("pay_inequality_vote", "", Quantity::Column("pay_inequality_vote"), EQUALITY),
            ],
        },
        PanelSpec {
            heading: "Rival share of projects",
            unit: "%",
            scale: Scale::Share,
            lines: &[line("project_rival_share", "", Quantity::Column("project_rival_share"), NEUTRAL)],
        },
        PanelSpec {
            heading: "Sponsors on boards",
            unit: "% of seats",
            scale: Scale::Share,
            lines: &[line("sponsor_seats", "", Quantity::Column("sponsor_seats"), MARKET)],
        },
    ],
    row_height: 38.0,
    needs: "the measures of review, of disruption and of what is rival",
    remarks: "The core are members with standing in their project. Accepted hours count by their quality; disruption is a mean over members. Short are projects whose use is more than their capacity; vote is for a common quota. Short of money are those that hold less than their members' hours would have earned as wages. Spreads have the colours of the panels before them.",
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
