//! Figure `plane`: the scenarios' paths between central and distributed control, and between profit and benefit.

use super::super::axis::{self, Axis};
use super::super::canvas::{Anchor, Canvas, Frame, Look};
use super::super::{Figure, FigureError, Print, panel};
use super::key::{self, Entry};
use super::{letter, paint, sample};
use crate::comparison::paths::{Groups, PLANE};
use crate::comparison::sheet::cell;
use crate::comparison::{Comparison, Findings};
use crate::stats::quantile;
use crate::style::{AXIS_POINTS, COLUMN_WIDTH_MM, GRID, GRID_POINTS, INK, PAPER};

const HEADER: &[&str] = &["scenario", "replicate", "month", "control_distributed", "orientation_commons"];
/// Room for the title of the horizontal axis.
const TITLE: f64 = 3.6;
/// A square as wide as a broad page would not fit on it.
const MOST_SIDE: f64 = 120.0;
const MEDIAN_POINTS: f64 = 1.5;

pub(super) fn applies(found: &Findings) -> bool {
    found.groups.as_ref().is_some_and(|groups| groups.measures == PLANE)
}

pub(super) fn draw(comparison: &Comparison, found: &Findings, print: Print) -> Result<Figure, FigureError> {
    let nothing =
        || FigureError::NothingToShow { figure: "plane", needs: PLANE.map(|c| format!("`{c}`")).join(", ") };
    let groups = found.groups.as_ref().filter(|groups| groups.measures == PLANE).ok_or_else(nothing)?;
    let medians: Vec<Vec<[f64; 2]>> = (0..comparison.arms.len()).map(|at| median(groups, at)).collect();
    let note = format!(
        "Thick: medians in each direction; thin: replicates, {}. Open circle: start; full circle: end; dots on the median: every ten years.",
        sample(comparison)
    );
    let mut page =
        super::page("plane", "Paths on the plane", HEADER, comparison, note, print.of_width(COLUMN_WIDTH_MM));
    page.say("To the right: control of infrastructure, 0 central, 1 distributed; upwards: orientation, 0 for profit, 1 for benefit. The part of the plane that is used is shown. Paths have a point a year.");
    for (arm, median) in comparison.arms.iter().zip(&medians) {
        add(&mut page, &arm.name, "", &groups.months, median.iter().copied());
    }
    for ((arm, r), path) in groups.of.iter().zip(&groups.paths) {
        let (arm, points) = (&comparison.arms[*arm], path.iter().map(|point| [point[0], point[1]]));
        add(&mut page, &arm.name, &arm.replicates[*r].to_string(), &groups.months, points);
    }
    let entries: Vec<Entry> =
        comparison.arms.iter().enumerate().map(|(at, arm)| Entry::line(&arm.name, paint(at))).collect();
    let axes = axes(groups);
    let gutter = panel::gutter(&axes[1]);
    let side = (page.inner_width() - gutter - panel::RIGHT).min(MOST_SIDE);
    let height = key::height(&entries, page.inner_width()) + panel::HEADING + side + panel::NUMBERS + TITLE;
    page.draw(height, |canvas, body| {
        let body = key::draw(canvas, body, &entries)?;
        // In the middle of what is left.
        let used = gutter + side + panel::RIGHT;
        let body = Frame { x: body.x + (body.w - used) / 2.0, w: used, ..body };
        panel::draw_heading(canvas, body, letter(0), "Orientation (0: for profit, 1: for benefit)")?;
        let plot = Frame { x: body.x + gutter, y: body.y + panel::HEADING, w: side, h: side };
        draw_square(canvas, plot, &axes)?;
        let place = |[x, y]: [f64; 2]| {
            (axes[0].place(x, plot.x, plot.right()), axes[1].place(y, plot.bottom(), plot.y))
        };
        for ((arm, _), path) in groups.of.iter().zip(&groups.paths) {
            let points: Vec<(f64, f64)> = path.iter().map(|point| place([point[0], point[1]])).collect();
            canvas.line(&points, paint(*arm).fill, GRID_POINTS)?;
        }
        for (arm, median) in medians.iter().enumerate() {
            draw_median(
                canvas,
                &median.iter().map(|point| place(*point)).collect::<Vec<_>>(),
                arm,
                &groups.months,
            )?;
        }
        Ok(())
    })
}

fn add(
    page: &mut super::Page,
    arm: &str,
    replicate: &str,
    months: &[i64],
    points: impl Iterator<Item = [f64; 2]>,
) {
    for (month, [x, y]) in months.iter().zip(points) {
        page.add_row([arm.to_owned(), replicate.to_owned(), month.to_string(), cell(x), cell(y)]);
    }
}

/// The median of a scenario's replicates in each direction.
fn median(groups: &Groups, arm: usize) -> Vec<[f64; 2]> {
    let own: Vec<&Vec<Vec<f64>>> =
        groups.of.iter().zip(&groups.paths).filter(|((at, _), _)| *at == arm).map(|(_, path)| path).collect();
    let middle = |t: usize, d: usize| {
        let mut values: Vec<f64> = own.iter().map(|path| path[t][d]).collect();
        values.sort_unstable_by(f64::total_cmp);
        quantile(&values, 0.5)
    };
    (0..groups.months.len()).map(|t| [middle(t, 0), middle(t, 1)]).collect()
}

/// Axes that hold all paths.
pub(super) fn axes(groups: &Groups) -> [Axis; 2] {
    let points = || groups.paths.iter().flatten();
    let reach = |d: usize| {
        points().fold((1.0f64, 0.0f64), |(low, high), point| (low.min(point[d]), high.max(point[d])))
    };
    axis::square([reach(0), reach(1)])
}

/// Grid, numbers and title of a square.
pub(super) fn draw_square(canvas: &Canvas, plot: Frame, axes: &[Axis; 2]) -> Result<(), FigureError> {
    for (tick, label) in &axes[1].ticks {
        let y = axes[1].place(*tick, plot.bottom(), plot.y);
        canvas.line(&[(plot.x, y), (plot.right(), y)], GRID, GRID_POINTS)?;
        canvas.text_centred(label, (plot.x - 1.0, y), Look::PLAIN.anchored(Anchor::End))?;
    }
    for (tick, label) in &axes[0].ticks {
        let x = axes[0].place(*tick, plot.x, plot.right());
        canvas.line(&[(x, plot.y), (x, plot.bottom())], GRID, GRID_POINTS)?;
        canvas.text(label, (x, plot.bottom() + 3.3), Look::PLAIN.anchored(Anchor::Middle))?;
    }
    canvas.line(
        &[(plot.x, plot.y), (plot.x, plot.bottom()), (plot.right(), plot.bottom())],
        INK,
        AXIS_POINTS,
    )?;
    let title = "Control (0: central, 1: distributed)";
    canvas.text(title, (plot.x + plot.w / 2.0, plot.bottom() + 6.8), Look::PLAIN.anchored(Anchor::Middle))
}

fn draw_median(
    canvas: &Canvas,
    points: &[(f64, f64)],
    arm: usize,
    months: &[i64],
) -> Result<(), FigureError> {
    let ink = paint(arm).ink;
    canvas.line(points, ink, MEDIAN_POINTS)?;
    for (point, _) in points.iter().zip(months).filter(|(_, month)| **month > 0 && *month % 120 == 0) {
        canvas.dot(*point, 0.85, PAPER)?;
        canvas.dot(*point, 0.55, ink)?;
    }
    if let (Some(start), Some(end)) = (points.first(), points.last()) {
        canvas.dot(*start, 1.15, ink)?;
        canvas.dot(*start, 0.7, PAPER)?;
        canvas.dot(*end, 1.45, PAPER)?;
        canvas.dot(*end, 1.15, ink)?;
    }
    Ok(())
}
