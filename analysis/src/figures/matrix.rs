//! Figure `matrix`: chances of moving among modes and among regimes, in a month and in a year.

use super::axis::written;
use super::canvas::{Anchor, Canvas, Frame, Look};
use super::flows::{self, called, kinds, state};
use super::page::{self, Page};
use super::{Figure, FigureContext, FigureError, panel};
use crate::moves::{Kind, Moves};
use crate::style::{PAPER, TEXT_POINTS};

const NAME: &str = "matrix";

/// Height of a row of a matrix, in millimetres: two lines of numbers.
const ROW: f64 = 8.6;
/// Room for the heads of columns.
const HEADS: f64 = 4.2;
/// Between matrices.
const GAP: (f64, f64) = (6.0, 4.5);
/// Above this share of ink, numbers are set in the colour of the paper.
const DARK: f64 = 0.6;
/// The most ink that a cell takes.
const MOST: f64 = 0.92;

/// A matrix to be drawn.
struct Chart {
    heading: String,
    states: Vec<String>,
    cells: Vec<Option<(f64, f64, f64)>>,
}

/// Draws the figure.
///
/// # Errors
/// If there are no moves, or the figure cannot be drawn.
pub fn draw(moves: &Moves, context: &FigureContext) -> Result<Figure, FigureError> {
    let kinds = kinds(moves, NAME)?;
    let replicates = kinds.iter().map(|kind| kind.replicates().len() as u64).max().unwrap_or(0);
    let note = format!(
        "Mean over {}{}. A darker cell is a larger chance, by its square root.",
        page::sample(context, replicates),
        if replicates > 1 { "; in brackets its 95 % interval" } else { "" }
    );
    let header = &["what", "step", "from", "to", "chance", "low", "high"];
    let mut page =
        Page::with_numbers(NAME, "Chances of moving among modes and regimes", context, header, note);
    let charts: Vec<[Chart; 2]> = kinds.iter().map(|kind| charts(kind, &mut page)).collect();
    page.say("Each row is where people were, each column where they went, in per cent of those in the row. The chances of a year are the product of its months' matrices, averaged over years with their people as weights.");
    let columns = if context.edition.is_narrow() { 1 } else { 2 };
    let heights: Vec<f64> = charts.iter().map(|pair| height(&pair[0])).collect();
    let total: f64 = heights.iter().map(|h| (h + GAP.1) * (2.0 / columns as f64)).sum();
    page.draw(total - GAP.1, |canvas, body| {
        let w = (body.w - GAP.0 * (columns as f64 - 1.0)) / columns as f64;
        let mut y = body.y;
        for (at, (pair, h)) in charts.iter().zip(&heights).enumerate() {
            for (k, chart) in pair.iter().enumerate() {
                let frame = Frame { x: body.x + (k % columns) as f64 * (w + GAP.0), y, w, h: *h };
                draw_chart(canvas, frame, page::letter('a', 2 * at + k), chart)?;
                if (k + 1) % columns == 0 {
                    y += h + GAP.1;
                }
            }
        }
        Ok(())
    })
}

fn charts(kind: &Kind, page: &mut Page) -> [Chart; 2] {
    let steps = kind.chances(&kind.replicates(), kind.last());
    let mut named = steps.into_iter().zip(["month", "year"]).map(|(cells, step)| {
        for (cell, chance) in cells.iter().enumerate() {
            let (from, to) = (&kind.states[cell / kind.states.len()], &kind.states[cell % kind.states.len()]);
            let numbers =
                chance.map_or_else(Default::default, |(p, low, high)| [p, low, high].map(flows::number));
            let [p, low, high] = numbers;
            page.add_row([kind.what.clone(), step.to_owned(), from.clone(), to.clone(), p, low, high]);
        }
        let heading = format!("From and to {}, in a {step} (%)", called(kind));
        Chart { heading, states: kind.states.clone(), cells }
    });
    [(); 2].map(|()| named.next().unwrap_or_else(|| unreachable!("there are two steps")))
}

fn height(chart: &Chart) -> f64 {
    panel::HEADING + HEADS + chart.states.len() as f64 * ROW
}

fn draw_chart(canvas: &Canvas, frame: Frame, letter: char, chart: &Chart) -> Result<(), FigureError> {
    panel::draw_heading(canvas, frame, letter, &chart.heading)?;
    let names: Vec<_> = chart.states.iter().map(|name| state(name)).collect();
    let left = names.iter().map(|(name, _)| Look::PLAIN.width(name)).fold(0.0, f64::max) + 1.5;
    let size = names.len();
    let w = (frame.w - left) / size as f64;
    let top = frame.y + panel::HEADING + HEADS;
    for (at, (name, paint)) in names.iter().enumerate() {
        let look = Look::PLAIN.coloured(paint.ink);
        let middle = frame.x + left + (at as f64 + 0.5) * w;
        canvas.text(name, (middle, top - 1.3), look.anchored(Anchor::Middle))?;
        canvas.text_centred(
            name,
            (frame.x + left - 1.5, top + (at as f64 + 0.5) * ROW),
            look.anchored(Anchor::End),
        )?;
    }
    for (cell, chance) in chart.cells.iter().enumerate() {
        let (row, column) = (cell / size, cell % size);
        let place = Frame { x: frame.x + left + column as f64 * w, y: top + row as f64 * ROW, w, h: ROW };
        if let Some(chance) = chance {
            draw_cell(canvas, place.inside(0.15), *chance, names[row].1.ink)?;
        }
    }
    Ok(())
}

fn draw_cell(
    canvas: &Canvas,
    place: Frame,
    (chance, low, high): (f64, f64, f64),
    ink: crate::style::Rgb,
) -> Result<(), FigureError> {
    let shade = (MOST * chance.max(0.0).sqrt()).min(MOST);
    canvas.rectangle(place, ink, shade)?;
    let colour = if shade > DARK { PAPER } else { crate::style::INK };
    let look = Look { points: TEXT_POINTS, ..Look::PLAIN }.coloured(colour).anchored(Anchor::Middle);
    let middle = place.x + place.w / 2.0;
    let line = look.em() * 1.15;
    let has_interval = high > low;
    let first = place.y + place.h / 2.0 - if has_interval { line / 2.0 } else { 0.0 };
    canvas.text_centred(&per_cent(chance), (middle, first), look)?;
    let interval = format!("[{}, {}]", per_cent(low), per_cent(high));
    if has_interval && look.width(&interval) < place.w {
        canvas.text_centred(&interval, (middle, first + line), look)?;
    }
    Ok(())
}

/// In per cent, with digits enough to tell small chances from none.
fn per_cent(chance: f64) -> String {
    let value = chance * 100.0;
    match value {
        // What all but a few do is told from what all do.
        x if x >= 94.95 => written(x, 1),
        x if x >= 9.95 => written(x, 0),
        x if x >= 0.995 => written(x, 1),
        x if x >= 0.0995 || x <= 0.0 => written(x, if x <= 0.0 { 0 } else { 2 }),
        x if x >= 0.005 => written(x, 2),
        _ => "<0.01".to_owned(),
    }
}
