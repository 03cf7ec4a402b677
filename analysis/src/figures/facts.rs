//! Figure `facts`: what was measured in the world, and where the model stands beside it.

use super::canvas::{Anchor, Canvas, Frame, Look};
use super::page::Page;
use super::{Edition, Figure, FigureContext, FigureError};
use crate::style::{AXIS_POINTS, GRID, GRID_POINTS, LINE_POINTS, NEUTRAL_LIGHT, PAPER, SCENARIOS};
use crate::summary::shortest;
use crate::text::{self, Weight};
use serde::{Deserialize, Serialize};

/// A fact with a range, and what the model gives.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FactRow {
    /// Its key.
    pub fact: String,
    /// What it is.
    pub name: String,
    /// Lower and upper end of what was measured.
    pub range: (f64, f64),
    /// Median, and 10 % and 90 % quantiles over the model's projects or worlds.
    pub model: (f64, f64, f64),
    /// Whether the median lies in the range.
    pub is_hit: bool,
}

const HEADER: &[&str] = &["fact", "low", "high", "median", "q10", "q90", "place", "verdict"];
/// From one row to the next, in millimetres.
const ROW: f64 = 4.4;
/// Room for names and for numbers; in one column the numbers are those of the table alone.
const SIDES: (f64, f64) = (76.0, 42.0);
const NARROW: (f64, f64) = (42.0, 3.0);
/// How far beyond the range is shown, in its lengths.
const BEYOND: f64 = 1.5;
/// Numbers below.
const FOOT: f64 = 6.0;

/// Draws the figure.
///
/// # Errors
/// There are no facts, or it cannot be drawn.
pub fn draw(rows: &[FactRow], scenario: &str, edition: Edition) -> Result<Figure, FigureError> {
    if rows.is_empty() {
        return Err(FigureError::NothingToShow { figure: "facts", needs: "facts with a range".to_owned() });
    }
    let context = FigureContext { scenario: scenario.to_owned(), replicates: 0, people: 0, edition };
    let note = "Grey: the measured range, from its lower end (0) to its upper (1). Point: the model's median, with 10–90 % over its projects or worlds; \
                red: outside of the range; arrows: beyond what is shown.";
    let beside = if edition.is_narrow() { "" } else { " Numbers: model [range]." };
    let mut page = Page::with_numbers(
        "facts",
        "Measured facts and the model",
        &context,
        HEADER,
        format!("{note}{beside}"),
    );
    for row in rows {
        let (median, q10, q90) = row.model;
        let numbers = [row.range.0, row.range.1, median, q10, q90, place(row, median)].map(shortest);
        let [low, high, median, q10, q90, at] = numbers;
        let verdict = if row.is_hit { "hit" } else { "miss" };
        page.add_row([row.fact.clone(), low, high, median, q10, q90, at, verdict.to_owned()]);
    }
    page.draw(rows.len() as f64 * ROW + FOOT, |canvas, body| {
        let (names, numbers) = if edition.is_narrow() { NARROW } else { SIDES };
        let plot = Frame { x: body.x + names, w: body.w - names - numbers, h: body.h - FOOT, ..body };
        let x_of = |at: f64| plot.x + (at + BEYOND) / (1.0 + 2.0 * BEYOND) * plot.w;
        canvas.rectangle(
            Frame { x: x_of(0.0), w: x_of(1.0) - x_of(0.0), ..plot },
            NEUTRAL_LIGHT.fill,
            0.35,
        )?;
        for tick in [-1.0, 0.0, 1.0, 2.0] {
            canvas.line(&[(x_of(tick), plot.y), (x_of(tick), plot.bottom())], GRID, GRID_POINTS)?;
            let label = super::axis::written(tick, 0);
            canvas.text(&label, (x_of(tick), plot.bottom() + 3.4), Look::PLAIN.anchored(Anchor::Middle))?;
        }
        for (at, row) in rows.iter().enumerate() {
            draw_row(canvas, Frame { y: plot.y + at as f64 * ROW, h: ROW, ..plot }, body, row, &x_of)?;
        }
        Ok(())
    })
}

/// Where a number lies: 0 at the lower end of the range, 1 at the upper.
fn place(row: &FactRow, value: f64) -> f64 {
    (value - row.range.0) / (row.range.1 - row.range.0)
}

/// Whether there is room for numbers beside a line.
fn has_numbers(line: Frame, body: Frame) -> bool {
    line.right() + NARROW.1 + 1.0 < body.right()
}

fn draw_row(
    canvas: &Canvas,
    line: Frame,
    body: Frame,
    row: &FactRow,
    x_of: &impl Fn(f64) -> f64,
) -> Result<(), FigureError> {
    let middle = line.y + ROW / 2.0;
    // Names that are cut off may be alike; keys are not.
    let name = if has_numbers(line, body) { &row.name } else { &row.fact };
    let name = text::shorten(name, Weight::Regular, Look::PLAIN.em(), line.x - body.x - 2.0);
    canvas.text_centred(&name, (line.x - 2.0, middle), Look::PLAIN.anchored(Anchor::End))?;
    let (median, q10, q90) = row.model;
    let clipped = |value: f64| place(row, value).clamp(-BEYOND, 1.0 + BEYOND);
    let ink = if row.is_hit { SCENARIOS[2].ink } else { SCENARIOS[3].ink };
    canvas.line(&[(x_of(clipped(q10)), middle), (x_of(clipped(q90)), middle)], ink, LINE_POINTS)?;
    let (at, shown) = (place(row, median), clipped(median));
    if (at - shown).abs() < 1e-12 {
        canvas.dot((x_of(shown), middle), 0.95, ink)?;
        canvas.dot((x_of(shown), middle), if row.is_hit { 0.0 } else { 0.5 }, PAPER)?;
    } else {
        // It points to where the median would be.
        let (tip, back) = (x_of(shown), if at > shown { -1.6 } else { 1.6 });
        let head = [(tip + back, middle - 0.9), (tip, middle), (tip + back, middle + 0.9)];
        canvas.line(&head, ink, 2.0 * AXIS_POINTS)?;
    }
    if !has_numbers(line, body) {
        return Ok(());
    }
    let short = |x: f64| -> String {
        let decimals = match x.abs() {
            size if size >= 100.0 => 0,
            size if size >= 10.0 => 1,
            size if size >= 0.1 => 2,
            _ => 3,
        };
        super::axis::written(x, decimals)
    };
    let numbers = format!("{} [{}, {}]", short(median), short(row.range.0), short(row.range.1));
    canvas.text_centred(&numbers, (body.right(), middle), Look::PLAIN.anchored(Anchor::End))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_model_stands_where_it_is_beside_the_range() {
        let row = |name: &str, median: f64, is_hit| FactRow {
            fact: name.to_lowercase(),
            name: name.into(),
            range: (10.0, 20.0),
            model: (median, median - 1.0, median + 1.0),
            is_hit,
        };
        let rows = [row("Inside", 15.0, true), row("Above", 22.0, false), row("Far", 400.0, false)];
        let figure = draw(&rows, "a toy", Edition::default()).unwrap();
        assert!(figure.data_csv.contains("inside,10,20,15,14,16,0.5,hit\n"), "{}", figure.data_csv);
        assert!(figure.data_csv.contains("far,10,20,400,399,401,39,miss\n"), "{}", figure.data_csv);
        assert!(draw(&[], "a toy", Edition::default()).is_err());
    }
}
