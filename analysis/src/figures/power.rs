//! Figure `power`: owners' factions, movement and repression, and what becomes of trade and states, as small multiples.

use super::multiples::{self, Multiples};
use super::panel::{LineSpec, PanelSpec, Scale};
use super::{Figure, FigureContext, FigureError};
use crate::bands::Quantity;
use crate::style::{AUTHORITY, COMMUNAL, DENY, HARNESS, MARKET, NEUTRAL, Paint, REFORM, REPRESS};
use crate::table::Series;

const FIGURE: Multiples = Multiples {
    name: "power",
    title: "Power: owners, states and movement",
    columns: 3,
    panels: &[
        PanelSpec {
            heading: "Owners' factions",
            unit: "% of tracked owners",
            scale: Scale::Share,
            lines: &[
                line("faction_repress", "repress", Quantity::Column("faction_repress"), REPRESS),
                line("faction_harness", "harness", Quantity::Column("faction_harness"), HARNESS),
                line("faction_reform", "reform", Quantity::Column("faction_reform"), REFORM),
                line("faction_deny", "deny", Quantity::Column("faction_deny"), DENY),
            ],
        },
        PanelSpec {
            heading: "In the movement",
            unit: "% of people",
            scale: Scale::Share,
            lines: &[line("movement", "", Quantity::Column("movement"), NEUTRAL)],
        },
        PanelSpec {
            heading: "Repression",
            unit: "% of complete",
            scale: Scale::Share,
            lines: &[line("repression", "", Quantity::Column("repression"), NEUTRAL)],
        },
        PanelSpec {
            heading: "Owners' refuge",
            unit: "% of own damage",
            scale: Scale::Share,
            lines: &[line("refuge", "", Quantity::Column("refuge"), NEUTRAL)],
        },
        PanelSpec {
            heading: "Contracts' margins",
            unit: "% of output",
            scale: Scale::FromZero,
            lines: &[line(
                "contract_margins_of_output",
                "",
                Quantity::Per("contract_margins", "output_value", 100.0),
                NEUTRAL,
            )],
        },
        PanelSpec {
            heading: "Obstruction",
            unit: "% of public spending",
            scale: Scale::Share,
            lines: &[line("obstruction", "", Quantity::Column("obstruction"), NEUTRAL)],
        },
        PanelSpec {
            heading: "Order: trade and states",
            unit: "% of capacity",
            scale: Scale::ShareAround,
            lines: &[line("order", "", Quantity::Column("order"), NEUTRAL)],
        },
        PanelSpec {
            heading: "Provided by blocks",
            unit: "% of essentials",
            scale: Scale::Share,
            lines: &[
                line("provision_commons", "commons", Quantity::Column("provision_commons"), COMMUNAL),
                line("provision_market", "markets", Quantity::Column("provision_market"), MARKET),
                line(
                    "provision_stronghold",
                    "strongholds",
                    Quantity::Column("provision_stronghold"),
                    AUTHORITY,
                ),
            ],
        },
    ],
    row_height: 38.0,
    needs: "the measures of elites, of obstruction and of breakdown",
    remarks: "Refuge is the share of their own damage that tracked owners have bought off. Margins are what such owners got from public contracts. Obstruction is the share of what states gave and bought that went to a centralised project. Blocks provide where trade fails; families count among local markets.",
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
    multiples::applies(&FIGURE, series)
}

/// Draws the figure.
///
/// # Errors
/// If the table holds nothing of it, or it cannot be drawn.
pub fn draw(series: &Series, context: &FigureContext) -> Result<Figure, FigureError> {
    multiples::draw(&FIGURE, series, context)
}
