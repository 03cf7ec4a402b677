//! Figure `committor`: from each cell of the plane, the chance of ending in each stage.

use super::super::axis::{self, Axis};
use super::super::canvas::{Anchor, Canvas, Frame, Look};
use super::super::multiples::GAP;
use super::super::stages::STAGES;
use super::super::{Figure, FigureError, Print, panel};
use super::{letter, sample};
use crate::comparison::landscape::{Landscape, SIDE};
use crate::comparison::sheet::cell;
use crate::comparison::{Comparison, Findings};
use crate::style::{AXIS_POINTS, COLUMN_WIDTH_MM, GRID, GRID_POINTS, INK, PAGE_WIDTH_MM, Rgb};

const HEADER: &[&str] = &["scenario", "stage", "control_low", "orientation_low", "side", "chance"];
const TITLE: f64 = 3.6;
/// The scale of chances at the bottom.
const SCALE: f64 = 6.5;
/// Outlines of cells that are visited.
const OUTLINE: Rgb = Rgb(0xaa, 0xaa, 0xaa);

pub(super) fn draw(comparison: &Comparison, found: &Findings, print: Print) -> Result<Figure, FigureError> {
    let nothing =
        || FigureError::NothingToShow { figure: "committor", needs: "the plane and `stage`".to_owned() };
    let landscape = found.landscape.as_ref().ok_or_else(nothing)?;
    let judged: Vec<String> = comparison
        .arms
        .iter()
        .zip(&landscape.arms)
        .filter_map(|(arm, cells)| Some(format!("{} {:.3}", arm.name, cells.order?.p_simulated)))
        .collect();
    let test = if judged.is_empty() {
        String::new()
    } else {
        format!(" Chance of so much memory in a chain of first order: {}.", judged.join(", "))
    };
    let note = format!(
        "Cells of the plane taken as a Markov chain, {}; a framed cell is visited. Upwards: orientation, from profit to benefit.{test}",
        sample(comparison)
    );
    let (ends, arms) = (landscape.ends.len(), comparison.arms.len());
    let edition = print.of_width(if ends > 2 { PAGE_WIDTH_MM } else { COLUMN_WIDTH_MM });
    // One column has room for two squares side by side: those of a scenario go on below.
    let columns = if edition.is_narrow() { ends.min(2) } else { ends };
    let lines = ends.div_ceil(columns);
    let mut page =
        super::page("committor", "Chance of ending in each stage", HEADER, comparison, note, edition);
    page.say("Columns: the stage at the end of the run; rows: scenarios. To the right: control, 0 central, 1 distributed; upwards: orientation, 0 for profit, 1 for benefit.");
    for (arm, cells) in comparison.arms.iter().zip(&landscape.arms) {
        for state in (0..SIDE * SIDE).filter(|&state| cells.passed[state] > 0) {
            for (k, &stage) in landscape.ends.iter().enumerate() {
                let [x, y] = landscape.place(state).map(cell);
                let values = [arm.name.clone(), STAGES[stage].column.to_owned(), x, y, cell(landscape.cell)];
                let [a, b, x, y, side] = values;
                page.add_row([a, b, x, y, side, cell(cells.chances[state][k])]);
            }
        }
    }
    let axes = axes(landscape);
    let gutter = panel::gutter(&axes[1]);
    let inner = page.inner_width();
    let side = ((inner - GAP.0 * (columns as f64 - 1.0)) / columns as f64 - gutter - panel::RIGHT).min(60.0);
    let row = panel::HEADING + side + panel::NUMBERS;
    page.draw((arms * lines) as f64 * (row + GAP.1) + TITLE + SCALE, |canvas, body| {
        for (arm, cells) in landscape.arms.iter().enumerate() {
            for (k, &stage) in landscape.ends.iter().enumerate() {
                let w = gutter + side + panel::RIGHT;
                let frame = Frame {
                    x: body.x + (k % columns) as f64 * (w + GAP.0),
                    y: body.y + (arm * lines + k / columns) as f64 * (row + GAP.1),
                    w,
                    h: row,
                };
                let heading = format!("{}: {}", comparison.arms[arm].name, STAGES[stage].column);
                panel::draw_heading(canvas, frame, letter(arm * ends + k), &heading)?;
                let plot = Frame { x: frame.x + gutter, y: frame.y + panel::HEADING, w: side, h: side };
                let chance = |state: usize| (cells.passed[state] > 0).then(|| cells.chances[state][k]);
                draw_cells(canvas, plot, (&axes, landscape), STAGES[stage].paint.ink, chance)?;
                if arm + 1 == arms && k + columns >= ends {
                    canvas.text(
                        "Control",
                        (plot.x + side / 2.0, plot.bottom() + 6.6),
                        Look::PLAIN.anchored(Anchor::Middle),
                    )?;
                }
            }
        }
        draw_scale(canvas, Frame { y: body.bottom() - SCALE + 2.4, ..body })
    })
}

/// Axes over the whole grid of cells, with round numbers.
fn axes(landscape: &Landscape) -> [Axis; 2] {
    let long = landscape.cell * SIDE as f64;
    let step = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5].into_iter().find(|step| long / step <= 4.5).unwrap_or(0.5);
    landscape.corner.map(|low| {
        let first = (low / step - 1e-9).ceil() as i64;
        let last = ((low + long) / step + 1e-9).floor() as i64;
        let decimals = if step < 0.1 { 2 } else { 1 };
        let ticks =
            (first..=last).map(|at| at as f64 * step).map(|tick| (tick, axis::written(tick, decimals)));
        Axis { low, high: low + long, ticks: ticks.collect(), power: 0 }
    })
}

fn draw_cells(
    canvas: &Canvas,
    plot: Frame,
    (axes, landscape): (&[Axis; 2], &Landscape),
    ink: Rgb,
    chance: impl Fn(usize) -> Option<f64>,
) -> Result<(), FigureError> {
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
    for (state, chance) in (0..SIDE * SIDE).filter_map(|state| Some((state, chance(state)?))) {
        let [x, y] = landscape.place(state);
        let left = axes[0].place(x, plot.x, plot.right());
        let top = axes[1].place(y + landscape.cell, plot.bottom(), plot.y);
        let cell = Frame { x: left, y: top, w: plot.w / SIDE as f64, h: plot.h / SIDE as f64 };
        draw_cell(canvas, cell, ink, chance)?;
    }
    canvas.line(&[(plot.x, plot.y), (plot.x, plot.bottom()), (plot.right(), plot.bottom())], INK, AXIS_POINTS)
}

/// A cell, the darker the larger its chance, with a frame.
fn draw_cell(canvas: &Canvas, cell: Frame, ink: Rgb, chance: f64) -> Result<(), FigureError> {
    canvas.rectangle(cell, OUTLINE, 1.0)?;
    let inside = cell.inside(0.12);
    canvas.rectangle(inside, crate::style::PAPER, 1.0)?;
    canvas.shade(inside, ink, chance)
}

/// What the shades mean.
fn draw_scale(canvas: &Canvas, frame: Frame) -> Result<(), FigureError> {
    let words = "Chance (%):";
    canvas.text_centred(words, (frame.x, frame.y + 1.5), Look::PLAIN)?;
    let mut x = frame.x + Look::PLAIN.width(words) + 2.0;
    for per_cent in [0.0, 25.0, 50.0, 75.0, 100.0] {
        draw_cell(canvas, Frame { x, y: frame.y, w: 3.0, h: 3.0 }, INK, per_cent / 100.0)?;
        let label = axis::written(per_cent, 0);
        canvas.text_centred(&label, (x + 3.8, frame.y + 1.5), Look::PLAIN)?;
        x += 3.8 + Look::PLAIN.width(&label) + 3.0;
    }
    Ok(())
}
