//! Figure `paths`: functional boxplots, a row a measure and a column a scenario.

use super::super::axis::{self, Axis, Rule};
use super::super::canvas::{Canvas, Frame};
use super::super::multiples::{GAP, TIME_TITLE};
use super::super::{Figure, FigureError, Print, panel};
use super::key::{self, Entry};
use super::{letter, paint, ribbon, sample};
use crate::comparison::paths::{BOXPLOTS, Box};
use crate::comparison::sheet::cell;
use crate::comparison::statements::called;
use crate::comparison::{Comparison, Findings};
use crate::style::{AXIS_POINTS, COLUMN_WIDTH_MM, INK, LINE_POINTS, PAGE_WIDTH_MM};

const ROW: f64 = 32.0;
const HEADER: &[&str] = &["scenario", "measure", "curve", "month", "value"];

pub(super) fn draw(comparison: &Comparison, found: &Findings, print: Print) -> Result<Figure, FigureError> {
    let measures: Vec<&str> =
        BOXPLOTS.into_iter().filter(|m| found.boxes.iter().any(|b| b.measure == *m)).collect();
    let arms = comparison.arms.len();
    let edition = print.of_width(if arms > 2 { PAGE_WIDTH_MM } else { COLUMN_WIDTH_MM });
    // One column has room for two panels side by side: those of a measure go on below.
    let columns = if edition.is_narrow() { arms.min(2) } else { arms };
    let lines = arms.div_ceil(columns);
    let outliers: usize = found.boxes.iter().map(|b| b.plot.outliers.len()).sum();
    let out = match outliers {
        0 => "no curve is an outlier".to_owned(),
        n => format!("without colour: curves out of the way ({n} in all)"),
    };
    let note = format!(
        "Functional boxplots by modified band depth, {}. Line: the deepest curve; area: the deepest half; thin lines: all but outliers; {out}.",
        sample(comparison)
    );
    let mut page = super::page("paths", "Central paths and outliers", HEADER, comparison, note, edition);
    page.say(
        "A curve is an outlier if it leaves the deepest half by more than 1.5 times its height in any month.",
    );
    found.boxes.iter().for_each(|found| add(&mut page, comparison, found));
    let axes = measures.iter().map(|measure| axis_of(found, measure)).collect::<Result<Vec<Axis>, _>>()?;
    let rows = measures.len() * lines;
    let entries: Vec<Entry> =
        comparison.arms.iter().enumerate().map(|(at, arm)| Entry::line(&arm.name, paint(at))).collect();
    let height = key::height(&entries, page.inner_width()) + rows as f64 * ROW + TIME_TITLE;
    page.draw(height, |canvas, body| {
        let body = key::draw(canvas, body, &entries)?;
        let body = Frame { h: body.h - TIME_TITLE, ..body };
        let gutter = axes.iter().map(panel::gutter).fold(0.0, f64::max);
        let frames = body.grid(columns, rows, GAP);
        for (at, (row, arm)) in
            (0..measures.len()).flat_map(|row| (0..arms).map(move |arm| (row, arm))).enumerate()
        {
            let Some(shown) = found.boxes.iter().find(|b| b.arm == arm && b.measure == measures[row]) else {
                continue;
            };
            let frame = frames[row * lines * columns + arm];
            let heading = format!("{} (%)", super::upper_first(&called(measures[row])));
            let is_lowest = row + 1 == measures.len() && arm + columns >= arms;
            draw_panel(canvas, frame, (at, &heading, gutter, is_lowest), (shown, &axes[row]))?;
        }
        Ok(())
    })
}

fn add(page: &mut super::Page, comparison: &Comparison, found: &Box) {
    let arm = &comparison.arms[found.arm];
    let mut row = |curve: String, values: &mut dyn Iterator<Item = f64>| {
        for (month, value) in found.months.iter().zip(values) {
            page.add_row([
                arm.name.clone(),
                found.measure.clone(),
                curve.clone(),
                month.to_string(),
                cell(value),
            ]);
        }
    };
    let plot = &found.plot;
    row("median".to_owned(), &mut found.curves[plot.median].iter().copied());
    row("inner_low".to_owned(), &mut plot.inner.iter().map(|edge| edge.0));
    row("inner_high".to_owned(), &mut plot.inner.iter().map(|edge| edge.1));
    row("outer_low".to_owned(), &mut plot.outer.iter().map(|edge| edge.0));
    row("outer_high".to_owned(), &mut plot.outer.iter().map(|edge| edge.1));
    for &r in &plot.outliers {
        row(format!("outlier_{}", arm.replicates[r]), &mut found.curves[r].iter().copied());
    }
}

/// One axis for a measure in all scenarios.
fn axis_of(found: &Findings, measure: &str) -> Result<Axis, FigureError> {
    let values = || {
        found
            .boxes
            .iter()
            .filter(|b| b.measure == measure)
            .flat_map(|b| b.curves.iter().flatten().map(|x| x * 100.0))
    };
    let reach = (values().fold(f64::INFINITY, f64::min), values().fold(f64::NEG_INFINITY, f64::max));
    axis::vertical(reach, Rule::FromZero { least: 1.0 }, (0.0, 100.0), 3.5)
        .ok_or_else(|| FigureError::TooLarge(measure.to_owned()))
}

fn draw_panel(
    canvas: &Canvas,
    frame: Frame,
    (at, heading, gutter, is_lowest): (usize, &str, f64, bool),
    (found, axis): (&Box, &Axis),
) -> Result<(), FigureError> {
    let plot = panel::plot_of(frame, gutter, panel::RIGHT);
    let months = &found.months;
    let (time, title) =
        axis::time(months.first().copied().unwrap_or(0), months.last().copied().unwrap_or(0), plot.w);
    panel::draw_heading(canvas, frame, letter(at), heading)?;
    panel::draw_axes(canvas, plot, axis, (&time, is_lowest.then_some(title)))?;
    let places = |values: &mut dyn Iterator<Item = f64>| -> Vec<(f64, f64)> {
        let place = |(month, value): (&i64, f64)| {
            (
                time.place(*month as f64, plot.x, plot.right()),
                axis.place(value * 100.0, plot.bottom(), plot.y),
            )
        };
        months.iter().zip(values).map(place).collect()
    };
    let (shown, paint) = (&found.plot, paint(found.arm));
    ribbon(
        canvas,
        &places(&mut shown.inner.iter().map(|e| e.1)),
        &places(&mut shown.inner.iter().map(|e| e.0)),
        paint.ink,
        0.3,
    )?;
    canvas.line(&places(&mut shown.outer.iter().map(|e| e.1)), paint.ink, AXIS_POINTS * 0.8)?;
    canvas.line(&places(&mut shown.outer.iter().map(|e| e.0)), paint.ink, AXIS_POINTS * 0.8)?;
    for &r in &shown.outliers {
        canvas.line(&places(&mut found.curves[r].iter().copied()), INK, AXIS_POINTS)?;
    }
    canvas.line(&places(&mut found.curves[shown.median].iter().copied()), paint.ink, LINE_POINTS * 1.4)
}
