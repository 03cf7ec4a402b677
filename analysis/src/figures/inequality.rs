//! Figure `inequality`: how income and money are spread, and what each regime gives a head, as small multiples.

use super::multiples::{self, Multiples};
use super::panel::{LineSpec, PanelSpec, Scale};
use super::{Figure, FigureContext, FigureError};
use crate::bands::{Bands, Quantity};
use crate::style::{CAPITAL, CROWDSOURCING, NEUTRAL, PEER, Paint, SHARING};
use crate::table::{Series, WORLD};

const FIGURE: Multiples = Multiples {
    name: "inequality",
    title: "Inequality",
    columns: 3,
    panels: &[
        PanelSpec {
            heading: "Net income",
            unit: "Gini coefficient",
            scale: Scale::FromZero,
            lines: &[line("income_gini", "", Quantity::Column("income_gini"), NEUTRAL)],
        },
        PanelSpec {
            heading: "Money held",
            unit: "Gini coefficient",
            scale: Scale::FromZero,
            lines: &[line("wealth_gini", "", Quantity::Column("wealth_gini"), NEUTRAL)],
        },
        PanelSpec {
            heading: "Income in capital",
            unit: "mean of all = 1",
            scale: Scale::FromZero,
            lines: &[line(
                "income_capital_relative",
                "",
                Quantity::Per("income_capital", "income_mean", 1.0),
                CAPITAL,
            )],
        },
        PanelSpec {
            heading: "Income in crowdsourcing",
            unit: "mean of all = 1",
            scale: Scale::FromZero,
            lines: &[line(
                "income_crowdsourcing_relative",
                "",
                Quantity::Per("income_crowdsourcing", "income_mean", 1.0),
                CROWDSOURCING,
            )],
        },
        PanelSpec {
            heading: "Income in sharing",
            unit: "mean of all = 1",
            scale: Scale::FromZero,
            lines: &[line(
                "income_sharing_relative",
                "",
                Quantity::Per("income_sharing", "income_mean", 1.0),
                SHARING,
            )],
        },
        PanelSpec {
            heading: "Income in peer production",
            unit: "mean of all = 1",
            scale: Scale::FromZero,
            lines: &[line(
                "income_peer_relative",
                "",
                Quantity::Per("income_peer", "income_mean", 1.0),
                PEER,
            )],
        },
        PanelSpec {
            heading: "Not returned to wage labour",
            unit: "% of output",
            scale: Scale::FromZero,
            lines: &[line("exploitation_capital", "", not_returned("exploitation_capital"), CAPITAL)],
        },
        PanelSpec {
            heading: "Not returned to peers",
            unit: "% of output",
            scale: Scale::FromZero,
            lines: &[line("exploitation_peer", "", not_returned("exploitation_peer"), PEER)],
        },
        PanelSpec {
            heading: "Not returned to users",
            unit: "% of output",
            scale: Scale::FromZero,
            lines: &[
                line("exploitation_sharing", "sharing", not_returned("exploitation_sharing"), SHARING),
                line(
                    "exploitation_crowdsourcing",
                    "crowd",
                    not_returned("exploitation_crowdsourcing"),
                    CROWDSOURCING,
                ),
            ],
        },
    ],
    row_height: 38.0,
    needs: "`income_gini` and `wealth_gini`",
    remarks: "Income is net of tax, with dividends; by regime it is the mean of those whose main regime it is. Shares of funds are not in the money held. Not returned: value made by a regime's work less what it was paid; open knowledge counts what it added to goods since 2001.",
};

/// A kind of exploitation, as a percentage of the value of goods made.
const fn not_returned(column: &'static str) -> Quantity<'static> {
    Quantity::Per(column, "output_value", 100.0)
}

const fn line(
    series: &'static str,
    label: &'static str,
    quantity: Quantity<'static>,
    paint: Paint,
) -> LineSpec<'static> {
    LineSpec { series, label, quantity, paint }
}

/// Whether the table has incomes.
#[must_use]
pub fn applies(series: &Series) -> bool {
    ["income_gini", "wealth_gini"]
        .iter()
        .any(|column| Bands::of(series, WORLD, &Quantity::Column(column)).is_some())
}

/// Draws the figure.
///
/// # Errors
/// If the table has no incomes, or it cannot be drawn.
pub fn draw(series: &Series, context: &FigureContext) -> Result<Figure, FigureError> {
    multiples::draw(&FIGURE, series, context)
}
