//! Figure `theses`: effects beside what is claimed of them, a row a test.

use super::axis;
use super::canvas::{Anchor, Canvas, Frame, Look};
use super::page::Page;
use super::{Edition, Figure, FigureContext, FigureError};
use crate::style::{AXIS_POINTS, GRID, INK, LINE_POINTS, NEUTRAL_LIGHT, Paint, SCENARIOS};
use crate::summary::shortest;
use crate::text::{self, Weight};
use serde::{Deserialize, Serialize};

/// Where a claim has the effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Bound {
    /// Above the least effect that counts.
    Above,
    /// Between minus that and that.
    Within,
    /// Above minus that.
    NotBelow,
}

/// What the interval says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// All of it is as claimed.
    Supported,
    /// None of it is.
    Refuted,
    /// Some of it is.
    Undecided,
    /// As claimed, but the rules leave no other outcome.
    ByConstruction,
}

impl Standing {
    fn word(self) -> &'static str {
        ["supported", "refuted", "undecided", "by construction"][self as usize]
    }

    fn paint(self) -> Paint {
        [SCENARIOS[2], SCENARIOS[3], SCENARIOS[0], SCENARIOS[1]][self as usize]
    }
}

/// A test.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// Its name, with that of the claim in front.
    pub test: String,
    /// What is claimed.
    pub says: String,
    /// Mean effect, with the sign that makes the claim positive.
    pub effect: f64,
    /// Its 95 % interval.
    pub interval: (f64, f64),
    /// Least effect that counts.
    pub least: f64,
    /// Where the claim has it.
    pub bound: Bound,
    /// What the interval says.
    pub standing: Standing,
    /// Share of plausible draws in which it holds.
    pub plausible: Option<f64>,
}

const HEADER: &[&str] = &["test", "effect", "low", "high", "least", "claimed", "verdict", "holds"];
/// From one row to the next, in millimetres.
const ROW: f64 = 4.2;
/// Room for names, and for numbers and words; in one column the numbers are those of the table alone.
const SIDES: (f64, f64) = (46.0, 76.0);
const NARROW: (f64, f64) = (26.0, 32.0);
/// Words above and below.
const HEAD: f64 = 5.0;
const FOOT: f64 = 5.0;

/// Draws the tests, in the order in which they are given.
///
/// # Errors
/// There are none, or they cannot be drawn.
pub fn draw(rows: &[Row], edition: Edition) -> Result<Figure, FigureError> {
    if rows.is_empty() {
        return Err(FigureError::NothingToShow { figure: "theses", needs: "tests with effects".into() });
    }
    let context =
        FigureContext { scenario: "what the theory claims".to_owned(), replicates: 0, people: 0, edition };
    let note = "Point and line: mean effect over pairs of worlds with its 95 % interval, to the right as claimed; each row has a scale of its own, from zero (upright line). \
                Shaded: where the claim has the effect. Holds: share of worlds drawn over all that is \
                uncertain in which it is as claimed.";
    let beside = if edition.is_narrow() {
        ""
    } else {
        " Numbers: effect [interval] in the unit of the row (logarithms or levels)."
    };
    let mut page =
        Page::with_numbers("theses", "Claims, tested in pairs", &context, HEADER, format!("{note}{beside}"));
    for row in rows {
        let [effect, low, high, least] =
            [row.effect, row.interval.0, row.interval.1, row.least].map(shortest);
        let claimed = ["above", "within", "not below"][row.bound as usize].to_owned();
        let holds = row.plausible.map_or(String::new(), shortest);
        page.add_row([
            row.test.clone(),
            effect,
            low,
            high,
            least,
            claimed,
            row.standing.word().to_owned(),
            holds,
        ]);
    }
    page.draw(HEAD + rows.len() as f64 * ROW + FOOT, |canvas, body| {
        let (names, words) = if edition.is_narrow() { NARROW } else { SIDES };
        let h = rows.len() as f64 * ROW;
        let plot = Frame { x: body.x + names, y: body.y + HEAD, w: body.w - names - words, h };
        let effect = (!edition.is_narrow()).then_some((plot.right() + 34.0, "effect"));
        for (x, word) in [(body.right() - 10.0, "verdict"), (body.right(), "holds")].into_iter().chain(effect)
        {
            canvas.text(word, (x, plot.y - 1.4), Look::PLAIN.anchored(Anchor::End))?;
        }
        for (at, row) in rows.iter().enumerate() {
            let line = Frame { y: plot.y + at as f64 * ROW, h: ROW, ..plot };
            draw_row(canvas, line, body, (row, !edition.is_narrow()))?;
        }
        let against = if edition.is_narrow() { "against" } else { "against the claim" };
        let zero = plot.x + plot.w / 2.0;
        canvas.line(&[(zero, plot.y), (zero, plot.bottom())], INK, AXIS_POINTS)?;
        for (x, word, anchor) in [(plot.x, against, Anchor::Start), (plot.right(), "as claimed", Anchor::End)]
        {
            canvas.text(word, (x, plot.bottom() + 3.6), Look::PLAIN.anchored(anchor))?;
        }
        Ok(())
    })
}

fn draw_row(
    canvas: &Canvas,
    line: Frame,
    body: Frame,
    (row, has_numbers): (&Row, bool),
) -> Result<(), FigureError> {
    let middle = line.y + ROW / 2.0;
    let name = text::shorten(&row.test, Weight::Regular, Look::PLAIN.em(), line.x - body.x - 2.0);
    canvas.text_centred(&name, (body.x, middle), Look::PLAIN)?;
    let (low, high) = row.interval;
    let reach = 1.1 * [low.abs(), high.abs(), 1.4 * row.least].into_iter().fold(1e-12, f64::max);
    let x_of = |effect: f64| line.x + 0.5 * (1.0 + (effect / reach).clamp(-1.0, 1.0)) * line.w;
    let (from, to) = match row.bound {
        Bound::Above => (row.least, reach),
        Bound::Within => (-row.least, row.least),
        Bound::NotBelow => (-row.least, reach),
    };
    let strip = Frame { x: x_of(from), y: line.y + 0.5, w: x_of(to) - x_of(from), h: ROW - 1.0 };
    canvas.rectangle(strip, NEUTRAL_LIGHT.fill, 0.3)?;
    canvas.line(&[(line.x, line.bottom()), (line.right(), line.bottom())], GRID, 0.5 * AXIS_POINTS)?;
    let ink = row.standing.paint().ink;
    canvas.line(&[(x_of(low), middle), (x_of(high), middle)], ink, 1.5 * LINE_POINTS)?;
    canvas.dot((x_of(row.effect), middle), 0.9, ink)?;
    if has_numbers {
        let [effect, low, high] = [row.effect, low, high].map(short);
        let numbers = format!("{effect} [{low}, {high}]");
        canvas.text_centred(&numbers, (line.right() + 34.0, middle), Look::PLAIN.anchored(Anchor::End))?;
    }
    let look = Look::PLAIN.anchored(Anchor::End);
    canvas.text_centred(row.standing.word(), (body.right() - 10.0, middle), look.coloured(ink))?;
    let holds =
        row.plausible.map_or("–".to_owned(), |share| format!("{} %", axis::written(100.0 * share, 0)));
    canvas.text_centred(&holds, (body.right(), middle), look)
}

/// A number in about three digits.
fn short(x: f64) -> String {
    let decimals = match x.abs() {
        size if size >= 100.0 || size == 0.0 => 0,
        size if size >= 1.0 => 2,
        size if size >= 0.01 => 3,
        _ => 4,
    };
    axis::written(x, decimals)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn effects_stand_beside_what_is_claimed() {
        let row = |test: &str, effect: f64, bound, standing| Row {
            test: test.into(),
            says: "More".into(),
            effect,
            interval: (effect - 0.1, effect + 0.1),
            least: 0.05,
            bound,
            standing,
            plausible: Some(0.75),
        };
        let rows = [
            row("T1 hours", 0.5, Bound::Above, Standing::Supported),
            row("T2 start", 0.25, Bound::Within, Standing::Refuted),
            row("T3 both", 0.0, Bound::NotBelow, Standing::Undecided),
        ];
        let figure = draw(&rows, Edition::default()).unwrap();
        assert!(
            figure.data_csv.contains("T1 hours,0.5,0.4,0.6,0.05,above,supported,0.75\n"),
            "{}",
            figure.data_csv
        );
        assert!(figure.svg.contains("75 %") && figure.svg.contains("refuted"));
        assert!(draw(&[], Edition::default()).is_err());
    }
}
