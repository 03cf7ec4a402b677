//! Figure `effects`: differences from the first scenario at the last horizon, with their intervals.

use super::super::axis::{self, Axis, Rule};
use super::super::canvas::{Anchor, Canvas, Frame, Look};
use super::super::{Figure, FigureError, Print, panel};
use super::key::{self, Entry};
use super::{letter, mark, paint, sample, scale};
use crate::comparison::sheet::cell;
use crate::comparison::statements::{called, told};
use crate::comparison::{Comparison, Findings};
use crate::style::{AXIS_POINTS, COLUMN_WIDTH_MM, GRID, GRID_POINTS, INK, LINE_POINTS, PAPER};
use crate::text::{self, Weight};

const MOST: usize = 14;
const HEADER: &[&str] = &["scenario", "against", "measure", "month", "unit", "difference", "low", "high"];
/// Height of a row with one scenario, and what each further one adds.
const ROW: (f64, f64) = (4.4, 3.2);
/// Room for the names of measures.
const NAMES: f64 = 33.0;
/// Room for the numbers at the right.
const NUMBERS: f64 = 25.0;
const BETWEEN: f64 = 3.0;

/// A measure, and the scenarios' intervals: scenario, difference, low, high.
struct Row {
    measure: String,
    points: Vec<(usize, [f64; 3])>,
}

/// Rows in one unit.
struct Panel {
    unit: &'static str,
    rows: Vec<Row>,
    axis: Axis,
}

pub(super) fn draw(comparison: &Comparison, found: &Findings, print: Print) -> Result<Figure, FigureError> {
    let month = comparison.horizons.last().copied().unwrap_or(0);
    let measures = told(comparison, found, MOST);
    let panels: Vec<Panel> = ["pp", "%"]
        .into_iter()
        .filter_map(|unit| fill(comparison, found, (&measures, unit, month)).transpose())
        .collect::<Result<_, _>>()?;
    if panels.is_empty() {
        return Err(FigureError::NothingToShow { figure: "effects", needs: "any measure".to_owned() });
    }
    let note = format!(
        "Mean difference from {} in month {month}, {}; bars and brackets: 95 % intervals. Open circles: the interval holds zero.",
        comparison.reference().name,
        sample(comparison)
    );
    let mut page =
        super::page("effects", "Effects", HEADER, comparison, note, print.of_width(COLUMN_WIDTH_MM));
    page.say("(a) Measures that are shares, in percentage points; (b) others, in per cent of the first scenario's mean.");
    for panel in &panels {
        for row in &panel.rows {
            for (at, values) in &row.points {
                let [value, low, high] = values.map(cell);
                let names = [
                    comparison.arms[*at].name.clone(),
                    comparison.reference().name.clone(),
                    row.measure.clone(),
                ];
                let [a, b, c] = names;
                page.add_row([a, b, c, month.to_string(), panel.unit.to_owned(), value, low, high]);
            }
        }
    }
    let entries: Vec<Entry> = found
        .effects
        .iter()
        .map(|(at, _)| {
            Entry::line(
                format!("{} − {}", comparison.arms[*at].name, comparison.reference().name),
                paint(*at),
            )
        })
        .collect();
    let pitch = ROW.0 + ROW.1 * (found.effects.len() as f64 - 1.0);
    let heights: Vec<f64> = panels
        .iter()
        .map(|panel| panel::HEADING + panel.rows.len() as f64 * pitch + panel::NUMBERS)
        .collect();
    let between = BETWEEN * (panels.len() as f64 - 1.0);
    let height = key::height(&entries, page.inner_width()) + heights.iter().sum::<f64>() + between;
    page.draw(height, |canvas, body| {
        let mut rest = key::draw(canvas, body, &entries)?;
        for (at, (panel, h)) in panels.iter().zip(&heights).enumerate() {
            draw_panel(canvas, Frame { h: *h, ..rest }, (at, pitch), panel)?;
            rest = Frame { y: rest.y + h + BETWEEN, ..rest };
        }
        Ok(())
    })
}

fn fill(
    comparison: &Comparison,
    found: &Findings,
    (measures, unit, month): (&[String], &'static str, i64),
) -> Result<Option<Panel>, FigureError> {
    let point = |at: usize, measure: &String| {
        let effects = &found.effects.iter().find(|(arm, _)| *arm == at)?.1;
        let horizon =
            effects.iter().find(|e| e.measure == *measure)?.horizons.iter().find(|h| h.month == month)?;
        let (factor, own) = scale(comparison, measure, horizon.means[0])?;
        let d = &horizon.difference;
        (own == unit).then(|| (at, [d.value, d.low, d.high].map(|x| x * factor)))
    };
    let row = |measure: &String| {
        let points: Vec<_> = found.effects.iter().filter_map(|(at, _)| point(*at, measure)).collect();
        (!points.is_empty()).then(|| Row { measure: measure.clone(), points })
    };
    let rows: Vec<Row> = measures.iter().filter_map(row).collect();
    if rows.is_empty() {
        return Ok(None);
    }
    let ends = || rows.iter().flat_map(|row| &row.points).flat_map(|(_, [_, low, high])| [*low, *high]);
    let reach = (ends().fold(f64::INFINITY, f64::min), ends().fold(f64::NEG_INFINITY, f64::max));
    let any = (f64::NEG_INFINITY, f64::INFINITY);
    let axis = axis::vertical(reach, Rule::FromZero { least: 1.0 }, any, 4.0)
        .ok_or_else(|| FigureError::TooLarge("effects".to_owned()))?;
    Ok(Some(Panel { unit, rows, axis }))
}

fn draw_panel(
    canvas: &Canvas,
    frame: Frame,
    (at, pitch): (usize, f64),
    panel: &Panel,
) -> Result<(), FigureError> {
    let what = if panel.unit == "pp" {
        "Difference (percentage points)"
    } else {
        "Difference (% of the first scenario's mean)"
    };
    panel::draw_heading(canvas, frame, letter(at), what)?;
    let plot = Frame {
        x: frame.x + NAMES,
        y: frame.y + panel::HEADING,
        w: frame.w - NAMES - NUMBERS,
        h: frame.h - panel::HEADING - panel::NUMBERS,
    };
    let x_of = |value: f64| panel.axis.place(value, plot.x, plot.right());
    let power = 10f64.powi(panel.axis.power);
    for (tick, label) in &panel.axis.ticks {
        let x = x_of(*tick);
        canvas.line(&[(x, plot.y), (x, plot.bottom())], GRID, GRID_POINTS)?;
        let label =
            if panel.axis.power == 0 { label.clone() } else { format!("{:.1e}", tick / power * power) };
        canvas.text(&label, (x, plot.bottom() + 3.3), Look::PLAIN.anchored(Anchor::Middle))?;
    }
    canvas.line(&[(plot.x, plot.bottom()), (plot.right(), plot.bottom())], INK, AXIS_POINTS)?;
    mark(canvas, (x_of(0.0), plot.y), (x_of(0.0), plot.bottom()))?;
    for (k, row) in panel.rows.iter().enumerate() {
        let middle = plot.y + (k as f64 + 0.5) * pitch;
        let name = text::shorten(
            &super::upper_first(&called(&row.measure)),
            Weight::Regular,
            Look::PLAIN.em(),
            NAMES - 1.5,
        );
        canvas.text_centred(&name, (plot.x - 1.5, middle), Look::PLAIN.anchored(Anchor::End))?;
        for (j, (arm, [value, low, high])) in row.points.iter().enumerate() {
            let y = middle + (j as f64 - (row.points.len() as f64 - 1.0) / 2.0) * ROW.1;
            let ink = paint(*arm).ink;
            canvas.line(&[(x_of(*low), y), (x_of(*high), y)], ink, LINE_POINTS)?;
            canvas.dot((x_of(*value), y), 0.75, ink)?;
            if *low <= 0.0 && *high >= 0.0 {
                canvas.dot((x_of(*value), y), 0.48, PAPER)?;
            }
            let numbers = numbers(*value, *low, *high);
            canvas.text_centred(&numbers, (frame.right(), y), Look::PLAIN.anchored(Anchor::End))?;
        }
    }
    Ok(())
}

/// An estimate with its interval, in as many decimals as its width deserves.
fn numbers(value: f64, low: f64, high: f64) -> String {
    let decimals = match high - low {
        width if width >= 10.0 => 0,
        width if width >= 1.0 => 1,
        width if width >= 0.1 => 2,
        _ => 3,
    };
    let [value, low, high] = [value, low, high].map(|x| axis::written(x, decimals));
    format!("{value} [{low}, {high}]")
}
