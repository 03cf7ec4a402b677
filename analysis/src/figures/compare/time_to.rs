//! Figure `time-to`: the share of replicates that have not yet come to a stage.

use super::super::axis::{self, Rule};
use super::super::canvas::{Canvas, Frame};
use super::super::multiples::{GAP, TIME_TITLE};
use super::super::{Figure, FigureError, Print, panel};
use super::key::{self, Entry};
use super::{letter, paint, ribbon, sample};
use crate::comparison::arm::STAGES;
use crate::comparison::sheet::cell;
use crate::comparison::times::StageTimes;
use crate::comparison::{Comparison, Findings};
use crate::style::{AXIS_POINTS, COLUMN_WIDTH_MM, LINE_POINTS};
use crate::survival::Curve;

const COLUMNS: usize = 2;
const ROW: f64 = 34.0;
const HEADER: &[&str] = &["scenario", "stage", "month", "survival", "low", "high"];
/// With more scenarios than this, bands would hide each other.
const MOST_WITH_BANDS: usize = 3;

pub(super) fn draw(comparison: &Comparison, found: &Findings, print: Print) -> Result<Figure, FigureError> {
    let has_bands = comparison.arms.len() <= MOST_WITH_BANDS;
    let bands = if has_bands { "; bands: 95 % for each month (Greenwood, log-log)" } else { "" };
    let note = format!("Kaplan and Meier's curves, {}{bands}.", sample(comparison));
    let mut page = super::page(
        "time-to",
        "Time to each stage",
        HEADER,
        comparison,
        note,
        print.of_width(COLUMN_WIDTH_MM),
    );
    page.say("A replicate leaves the curve when it first comes to the stage, whichever way, and whether it stays or not; replicates that never do are censored at the end of their run.");
    for times in &found.times {
        for (arm, curve) in comparison.arms.iter().zip(&times.curves) {
            for s in &curve.steps {
                let [month, survival, low, high] = [s.time, s.survival, s.interval.0, s.interval.1].map(cell);
                page.add_row([arm.name.clone(), STAGES[times.stage].to_owned(), month, survival, low, high]);
            }
        }
    }
    let entries: Vec<Entry> =
        comparison.arms.iter().enumerate().map(|(at, arm)| Entry::line(&arm.name, paint(at))).collect();
    let columns = COLUMNS.min(found.times.len()).max(1);
    let rows = found.times.len().div_ceil(columns);
    let height = key::height(&entries, page.inner_width()) + rows as f64 * ROW + TIME_TITLE;
    page.draw(height, |canvas, body| {
        let body = key::draw(canvas, body, &entries)?;
        let body = Frame { h: body.h - TIME_TITLE, ..body };
        for (at, (times, frame)) in found.times.iter().zip(body.grid(columns, rows, GAP)).enumerate() {
            draw_panel(canvas, frame, (at, at + columns >= found.times.len(), has_bands), times, comparison)?;
        }
        Ok(())
    })
}

fn draw_panel(
    canvas: &Canvas,
    frame: Frame,
    (at, is_lowest, has_bands): (usize, bool, bool),
    times: &StageTimes,
    comparison: &Comparison,
) -> Result<(), FigureError> {
    let heading = format!("Not yet in {} (%)", STAGES[times.stage]);
    let axis = axis::vertical((0.0, 100.0), Rule::FromZero { least: 100.0 }, (0.0, 100.0), 4.0)
        .ok_or_else(|| FigureError::TooLarge(heading.clone()))?;
    let plot = panel::plot_of(frame, panel::gutter(&axis), panel::RIGHT);
    let last = comparison.reference().last();
    let (time, title) = axis::time(0, last, plot.w);
    panel::draw_heading(canvas, frame, letter(at), &heading)?;
    panel::draw_axes(canvas, plot, &axis, (&time, is_lowest.then_some(title)))?;
    let place = |(month, share): (f64, f64)| {
        (time.place(month, plot.x, plot.right()), axis.place(share * 100.0, plot.bottom(), plot.y))
    };
    let stairs = |curve: &Curve, value: &dyn Fn(&crate::survival::Step) -> f64| -> Vec<(f64, f64)> {
        let mut points = vec![(0.0, 1.0)];
        for step in &curve.steps {
            points.push((step.time, points[points.len() - 1].1));
            points.push((step.time, value(step)));
        }
        points.push((last as f64, points[points.len() - 1].1));
        points.into_iter().map(place).collect()
    };
    for (arm, curve) in times.curves.iter().enumerate().filter(|_| has_bands) {
        ribbon(
            canvas,
            &stairs(curve, &|s| s.interval.1),
            &stairs(curve, &|s| s.interval.0),
            paint(arm).ink,
            0.16,
        )?;
    }
    for (arm, curve) in times.curves.iter().enumerate() {
        let points = stairs(curve, &|s| s.survival);
        canvas.line(&points, paint(arm).ink, LINE_POINTS * 1.2)?;
        // A stroke across where a run ends without the stage.
        if let Some(end) = curve
            .steps
            .iter()
            .rev()
            .find(|step| step.censored > 0)
            .map(|step| place((step.time, step.survival)))
        {
            canvas.line(&[(end.0, end.1 - 0.9), (end.0, end.1 + 0.9)], paint(arm).ink, AXIS_POINTS)?;
        }
    }
    Ok(())
}
