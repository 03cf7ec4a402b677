//! Figure `phase`: an outcome over two parameters, a panel an outcome, darker where there is more.

use super::axis;
use super::canvas::{Anchor, Canvas, Frame, Look};
use super::page::{self, Page};
use super::{Edition, Figure, FigureContext, FigureError};
use crate::style::{AXIS_POINTS, CAPITAL, INK, PAPER};
use crate::summary::shortest;
use serde::{Deserialize, Serialize};

/// An outcome over a grid.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Field {
    /// What it is.
    pub heading: String,
    /// Its unit.
    pub unit: String,
    /// Whether it lies between 0 and 1 by nature: then the shades begin at 0, and else at the least of what there is.
    pub is_share: bool,
    /// Means over replicates: by value of the second parameter, then of the first; none where no world has one.
    pub cells: Vec<Vec<Option<f64>>>,
}

/// A parameter and its values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Side {
    /// Its key.
    pub key: String,
    /// Its unit.
    pub unit: String,
    /// In rising order.
    pub values: Vec<f64>,
}

const HEADER: &[&str] = &["outcome", "x", "y", "value"];
/// Height of a row of panels.
const PANEL: f64 = 66.0;
/// Room beside and below the cells for numbers and titles.
const LEFT: f64 = 15.0;
const FOOT: f64 = 8.0;
const HEADING: f64 = 5.6;
/// The scale of shades: room, width, steps.
const SCALE: (f64, f64, usize) = (15.0, 2.6, 40);
/// Panels side by side.
const COLUMNS: usize = 2;

/// Draws the outcomes over both parameters.
///
/// # Errors
/// There is nothing to show, or it cannot be drawn.
pub fn draw(
    sides: &[Side; 2],
    fields: &[Field],
    worlds: usize,
    scenario: &str,
    edition: Edition,
) -> Result<Figure, FigureError> {
    let is_empty = |field: &Field| field.cells.iter().flatten().all(Option::is_none);
    if fields.is_empty() || fields.iter().all(is_empty) {
        return Err(FigureError::NothingToShow { figure: "phase", needs: "outcomes".into() });
    }
    let context = FigureContext { scenario: scenario.to_owned(), replicates: 0, people: 0, edition };
    let note = format!(
        "Mean over {} at each of {} pairs of values; darker is more. Struck through: no world came to its end.",
        if worlds == 1 { "one replicate".to_owned() } else { format!("n = {worlds} replicates") },
        sides[0].values.len() * sides[1].values.len()
    );
    let mut page = Page::with_numbers("phase", "An outcome over two parameters", &context, HEADER, note);
    for (at, field) in fields.iter().enumerate() {
        page.say(&format!("({}) {}.", page::letter('a', at), field.heading));
        for (y, row) in sides[1].values.iter().zip(&field.cells) {
            for (x, cell) in sides[0].values.iter().zip(row) {
                let value = cell.map_or(String::new(), shortest);
                page.add_row([field.heading.clone(), shortest(*x), shortest(*y), value]);
            }
        }
    }
    let columns = if edition.is_narrow() { 1 } else { COLUMNS };
    let rows = fields.len().div_ceil(columns);
    page.draw(rows as f64 * PANEL, |canvas, body| {
        for (at, (field, frame)) in fields.iter().zip(body.grid(columns, rows, (5.0, 3.0))).enumerate() {
            draw_panel(canvas, frame, page::letter('a', at), sides, field)?;
        }
        Ok(())
    })
}

fn draw_panel(
    canvas: &Canvas,
    frame: Frame,
    letter: char,
    sides: &[Side; 2],
    field: &Field,
) -> Result<(), FigureError> {
    super::panel::draw_heading(canvas, frame, letter, &named(&field.heading, &field.unit))?;
    let plot = Frame {
        x: frame.x + LEFT,
        y: frame.y + HEADING + 3.0,
        w: frame.w - LEFT - SCALE.0,
        h: frame.h - HEADING - 3.0 - FOOT,
    };
    let seen = || field.cells.iter().flatten().flatten().copied();
    let (least, most) = (seen().fold(f64::INFINITY, f64::min), seen().fold(f64::NEG_INFINITY, f64::max));
    let (low, high) = match (field.is_share, most > 0.0) {
        (true, true) => (0.0, most),
        (true, false) => (0.0, 1.0),
        (false, _) => (least, most),
    };
    let depth =
        |x: f64| if high > low { 0.04 + 0.92 * ((x - low) / (high - low)).clamp(0.0, 1.0) } else { 0.5 };
    let (columns, rows) = (sides[0].values.len(), sides[1].values.len());
    let (w, h) = (plot.w / columns as f64, plot.h / rows as f64);
    // The values of the second parameter rise upwards.
    for (j, row) in field.cells.iter().enumerate() {
        for (i, cell) in row.iter().enumerate() {
            let place = Frame { x: plot.x + i as f64 * w, y: plot.bottom() - (j + 1) as f64 * h, w, h };
            match cell {
                Some(x) => {
                    canvas.shade(place, CAPITAL.ink, depth(*x))?;
                    let words = axis::written(*x, digits(high - low));
                    if Look::PLAIN.width(&words) < 0.8 * w && h > 3.6 {
                        let ink = if depth(*x) > 0.5 { PAPER } else { INK };
                        let middle = (place.x + w / 2.0, place.y + h / 2.0);
                        canvas.text_centred(
                            &words,
                            middle,
                            Look::PLAIN.anchored(Anchor::Middle).coloured(ink),
                        )?;
                    }
                }
                None => {
                    canvas.line(&[(place.x, place.bottom()), (place.right(), place.y)], INK, AXIS_POINTS)?
                }
            }
        }
    }
    draw_sides(canvas, plot, (w, h), frame, sides)?;
    draw_scale(canvas, plot, (low, high), depth)
}

/// The values beside and below the cells, and what they are.
fn draw_sides(
    canvas: &Canvas,
    plot: Frame,
    (w, h): (f64, f64),
    frame: Frame,
    [x, y]: &[Side; 2],
) -> Result<(), FigureError> {
    let words = |side: &Side| -> Vec<String> { side.values.iter().map(|value| shown(*value)).collect() };
    let (below, beside) = (words(x), words(y));
    let widest = below.iter().map(|word| Look::PLAIN.width(word)).fold(0.0, f64::max) + 1.5;
    let every = (widest / w).ceil().max(1.0) as usize;
    for (i, word) in below.iter().enumerate().step_by(every) {
        let at = (plot.x + (i as f64 + 0.5) * w, plot.bottom() + 3.4);
        canvas.text(word, at, Look::PLAIN.anchored(Anchor::Middle))?;
    }
    let every = (3.2 / h).ceil().max(1.0) as usize;
    for (j, word) in beside.iter().enumerate().step_by(every) {
        let at = (plot.x - 1.0, plot.bottom() - (j as f64 + 0.5) * h);
        canvas.text_centred(word, at, Look::PLAIN.anchored(Anchor::End))?;
    }
    let middle = (plot.x + plot.w / 2.0, plot.bottom() + 6.8);
    canvas.text(&named(&x.key, &x.unit), middle, Look::PLAIN.anchored(Anchor::Middle))?;
    // Above the numbers it belongs to, since words are not turned.
    canvas.text(&named(&y.key, &y.unit), (frame.x + 0.5, plot.y - 1.2), Look::PLAIN)
}

fn draw_scale(
    canvas: &Canvas,
    plot: Frame,
    (low, high): (f64, f64),
    depth: impl Fn(f64) -> f64,
) -> Result<(), FigureError> {
    let (_, width, steps) = SCALE;
    let x = plot.right() + 3.0;
    for step in 0..steps {
        let (from, to) = (step as f64 / steps as f64, (step + 1) as f64 / steps as f64);
        let (top, bottom) = (plot.bottom() - to * plot.h, plot.bottom() - from * plot.h);
        let value = low + 0.5 * (from + to) * (high - low);
        canvas.shade(Frame { x, y: top, w: width, h: bottom - top }, CAPITAL.ink, depth(value))?;
    }
    for (share, value) in [(0.0, low), (0.5, 0.5 * (low + high)), (1.0, high)] {
        let y = (plot.bottom() - share * plot.h).clamp(plot.y + 1.2, plot.bottom() - 1.2);
        let words = axis::written(value, digits(high - low));
        canvas.text_centred(&words, (x + width + 0.8, y), Look::PLAIN)?;
    }
    Ok(())
}

fn named(what: &str, unit: &str) -> String {
    if unit.is_empty() { what.to_owned() } else { format!("{what} ({unit})") }
}

/// Decimals that tell cells apart over such a reach.
fn digits(reach: f64) -> usize {
    match reach {
        r if r >= 50.0 => 0,
        r if r >= 5.0 => 1,
        r if r >= 0.2 => 2,
        _ => 3,
    }
}

/// A value of a parameter, as short as it can be in four digits.
fn shown(value: f64) -> String {
    let rounded: f64 = format!("{value:.3e}").parse().unwrap_or(value);
    format!("{rounded}").replace('-', "−")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_stand_where_their_values_are_and_what_is_missing_is_left_open() {
        let side =
            |key: &str, values: &[f64]| Side { key: key.into(), unit: "1".into(), values: values.to_vec() };
        let field = Field {
            heading: "Share".into(),
            unit: "share".into(),
            is_share: true,
            cells: vec![vec![Some(0.1), Some(0.2), None], vec![Some(0.3), Some(0.4), Some(1.0)]],
        };
        let sides = [side("a.b", &[1.0, 2.0, 3.0]), side("c.d", &[10.0, 20.0])];
        let figure = draw(&sides, std::slice::from_ref(&field), 4, "a toy", Edition::default()).unwrap();
        assert!(figure.data_csv.contains("Share,3,10,\n") && figure.data_csv.contains("Share,2,20,0.4\n"));
        assert!(figure.caption.contains("n = 4 replicates at each of 6 pairs"), "{}", figure.caption);
        let nothing = Field { cells: vec![vec![None; 3]; 2], ..field };
        assert!(draw(&sides, &[nothing], 4, "a toy", Edition::default()).is_err());
        assert_eq!([shown(0.12345), shown(-2.0), shown(1e6)], ["0.1235", "−2", "1000000"]);
    }
}
