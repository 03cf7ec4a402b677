//! Figure `stages`: the share of replicates in each stage, a panel a scenario.

use super::super::axis::{self, Rule};
use super::super::canvas::{Canvas, Frame};
use super::super::multiples::{GAP, TIME_TITLE};
use super::super::shares::Part;
use super::super::stages::STAGES;
use super::super::{Figure, FigureError, Print, panel};
use super::key::{self, Entry};
use super::{letter, sample};
use crate::comparison::sheet::cell;
use crate::comparison::stages::Stages;
use crate::comparison::{Comparison, Findings};
use crate::style::{COLUMN_WIDTH_MM, GRID_POINTS, INK, PAPER};

const COLUMNS: usize = 2;
const ROW: f64 = 34.0;
const HEADER: &[&str] = &["scenario", "month", "stage", "share"];

pub(super) fn draw(comparison: &Comparison, found: &Findings, print: Print) -> Result<Figure, FigureError> {
    let nothing = || FigureError::NothingToShow { figure: "stages", needs: "`stage`".to_owned() };
    let stages = found.stages.as_ref().ok_or_else(nothing)?;
    let note = format!("Share of replicates in each stage of the world, {}.", sample(comparison));
    let mut page = super::page(
        "stages",
        "Stages of the world",
        HEADER,
        comparison,
        note,
        print.of_width(COLUMN_WIDTH_MM),
    );
    let is_there = |code: &usize| stages.counts.iter().flatten().any(|counts| counts[*code] > 0.0);
    let present: Vec<usize> = (0..STAGES.len()).filter(is_there).collect();
    for (arm, counts) in comparison.arms.iter().zip(&stages.counts) {
        for (month, counts) in stages.months.iter().zip(counts) {
            for &code in &present {
                let share = cell(counts[code] / arm.n() as f64);
                page.add_row([arm.name.clone(), month.to_string(), STAGES[code].column.to_owned(), share]);
            }
        }
    }
    let part = |code: &usize| -> Part { STAGES[*code] };
    let entries: Vec<Entry> =
        present.iter().map(|code| Entry::area(part(code).label, part(code).paint)).collect();
    let rows = comparison.arms.len().div_ceil(COLUMNS);
    let height = key::height(&entries, page.inner_width()) + rows as f64 * ROW + TIME_TITLE;
    page.draw(height, |canvas, body| {
        let body = key::draw(canvas, body, &entries)?;
        let body = Frame { h: body.h - TIME_TITLE, ..body };
        for (at, frame) in body.grid(COLUMNS, rows, GAP).into_iter().enumerate().take(comparison.arms.len()) {
            draw_panel(canvas, frame, at, (&present, stages), comparison)?;
        }
        Ok(())
    })
}

fn draw_panel(
    canvas: &Canvas,
    frame: Frame,
    at: usize,
    (present, stages): (&[usize], &Stages),
    comparison: &Comparison,
) -> Result<(), FigureError> {
    let arm = &comparison.arms[at];
    let axis = axis::vertical((0.0, 100.0), Rule::FromZero { least: 100.0 }, (0.0, 100.0), 4.0)
        .ok_or_else(|| FigureError::TooLarge(arm.name.clone()))?;
    let plot = panel::plot_of(frame, panel::gutter(&axis), panel::RIGHT);
    let months = &stages.months;
    let (time, title) =
        axis::time(months.first().copied().unwrap_or(0), months.last().copied().unwrap_or(0), plot.w);
    let is_lowest = at + COLUMNS >= comparison.arms.len();
    panel::draw_heading(canvas, frame, letter(at), &format!("{} (% of replicates)", arm.name))?;
    panel::draw_axes(canvas, plot, &axis, (&time, is_lowest.then_some(title)))?;
    let mut lower = vec![0.0; months.len()];
    for &code in present {
        let upper: Vec<f64> = lower
            .iter()
            .zip(&stages.counts[at])
            .map(|(low, counts)| low + counts[code] / arm.n() as f64)
            .collect();
        let edge = |heights: &[f64]| -> Vec<(f64, f64)> {
            let place = |(month, height): (&i64, &f64)| {
                (
                    time.place(*month as f64, plot.x, plot.right()),
                    axis.place(height.min(1.0) * 100.0, plot.bottom(), plot.y),
                )
            };
            months.iter().zip(heights).map(place).collect()
        };
        super::ribbon(canvas, &edge(&upper), &edge(&lower), STAGES[code].paint.fill, 1.0)?;
        canvas.line(&edge(&lower), PAPER, GRID_POINTS)?;
        lower = upper;
    }
    canvas.line(&[(plot.x, plot.bottom()), (plot.right(), plot.bottom())], INK, GRID_POINTS)
}
