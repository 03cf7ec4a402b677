//! Figure `platforms`: who is on platforms, their terms, what owners take and users get, and concentration, as small multiples.

use super::multiples::{self, Multiples};
use super::panel::{LineSpec, PanelSpec, Scale};
use super::{Figure, FigureContext, FigureError};
use crate::bands::{Bands, Quantity};
use crate::style::{CROWDSOURCING, NEUTRAL, Paint, SHARING};
use crate::table::{Series, WORLD};

/// Without any of these there are no platforms to draw; the regimes' columns exist in every run.
const ESSENTIAL: [&str; 4] = ["openness", "commission", "sharing_largest", "crowdsourcing_largest"];

const FIGURE: Multiples = Multiples {
    name: "platforms",
    title: "Platforms: users, terms and money",
    columns: 3,
    panels: &[
        PanelSpec {
            heading: "Users",
            unit: "per 1,000 people",
            scale: Scale::FromZero,
            lines: &[
                line(
                    "crowdsourcing_per_1000_people",
                    "crowdsourcing",
                    Quantity::Per("regime_crowdsourcing", "people", 1000.0),
                    CROWDSOURCING,
                ),
                line(
                    "sharing_per_1000_people",
                    "sharing",
                    Quantity::Per("regime_sharing", "people", 1000.0),
                    SHARING,
                ),
            ],
        },
        PanelSpec {
            heading: "Openness of sharing",
            unit: "%",
            scale: Scale::Share,
            lines: &[line("openness", "", Quantity::Column("openness"), SHARING)],
        },
        PanelSpec {
            heading: "Commission",
            unit: "%",
            scale: Scale::Share,
            lines: &[line("commission", "", Quantity::Column("commission"), CROWDSOURCING)],
        },
        PanelSpec {
            heading: "Paid by the piece",
            unit: "% of contributors' pay",
            scale: Scale::Share,
            lines: &[line("piece_share", "", Quantity::Column("piece_share"), CROWDSOURCING)],
        },
        PanelSpec {
            heading: "Attention sold",
            unit: "% of output",
            scale: Scale::FromZero,
            lines: &[line(
                "attention_of_output",
                "",
                Quantity::Per("rent_attention", "output_value", 100.0),
                SHARING,
            )],
        },
        PanelSpec {
            heading: "Creators' pay",
            unit: "% of attention sold",
            scale: Scale::FromZero,
            lines: &[line(
                "creators_of_attention",
                "",
                Quantity::Per("creators_pay", "rent_attention", 100.0),
                SHARING,
            )],
        },
        PanelSpec {
            heading: "Largest platform",
            unit: "% of its kind's users",
            scale: Scale::Share,
            lines: &[
                line(
                    "crowdsourcing_largest",
                    "crowdsourcing",
                    Quantity::Column("crowdsourcing_largest"),
                    CROWDSOURCING,
                ),
                line("sharing_largest", "sharing", Quantity::Column("sharing_largest"), SHARING),
            ],
        },
        PanelSpec {
            heading: "Lock-in of users",
            unit: "%",
            scale: Scale::Share,
            lines: &[line("lock_in", "", Quantity::Column("lock_in"), NEUTRAL)],
        },
        PanelSpec {
            heading: "New equity for platforms",
            unit: "%",
            scale: Scale::Share,
            lines: &[line("platforms_equity_share", "", Quantity::Column("platforms_equity_share"), NEUTRAL)],
        },
        PanelSpec {
            heading: "Spread of contributors' pay",
            unit: "sd over mean",
            scale: Scale::FromZero,
            lines: &[line(
                "contributors_pay_spread",
                "",
                Quantity::Column("contributors_pay_spread"),
                CROWDSOURCING,
            )],
        },
        PanelSpec {
            heading: "Contributors without pay",
            unit: "%",
            scale: Scale::Share,
            lines: &[line("contributors_unpaid", "", Quantity::Column("contributors_unpaid"), CROWDSOURCING)],
        },
        PanelSpec {
            heading: "Capital of platforms",
            unit: "% of firms'",
            scale: Scale::FromZero,
            lines: &[line(
                "platforms_capital_share",
                "",
                Quantity::Per("platforms_capital", "capital", 100.0),
                NEUTRAL,
            )],
        },
    ],
    row_height: 38.0,
    needs: "the measures of platforms",
    remarks: "Openness is the part of a sharing platform that is not enclosed and sold; commission is the part of a task's price that the owner keeps.",
};

const fn line(
    series: &'static str,
    label: &'static str,
    quantity: Quantity<'static>,
    paint: Paint,
) -> LineSpec<'static> {
    LineSpec { series, label, quantity, paint }
}

/// Whether the table holds anything of platforms.
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
