//! Figure `bands`: differences from the first scenario, month by month, with the band of each month and that of all months at once.

use super::super::axis::{self, Axis, Rule};
use super::super::canvas::{Canvas, Frame};
use super::super::multiples::{GAP, TIME_TITLE};
use super::super::{Figure, FigureError, Print, panel};
use super::key::{self, Entry};
use super::{letter, mark, paint, ribbon, sample, scale};
use crate::comparison::effects::Effect;
use crate::comparison::sheet::cell;
use crate::comparison::statements::{called, told};
use crate::comparison::{Comparison, Findings};
use crate::style::COLUMN_WIDTH_MM;
use crate::style::LINE_POINTS;

const MOST: usize = 8;
const COLUMNS: usize = 2;
const ROW: f64 = 32.0;
const HEADER: &[&str] =
    &["scenario", "against", "measure", "month", "unit", "difference", "low", "high", "low_all", "high_all"];
/// With more scenarios than this, only the outer bands are drawn.
const MOST_WITH_INNER: usize = 2;

/// A scenario's line in a panel.
struct Line {
    arm: usize,
    months: Vec<i64>,
    /// Difference, and the half widths of both bands, in the unit of the panel.
    points: Vec<[f64; 3]>,
}

impl Line {
    fn of(comparison: &Comparison, arm: usize, effect: &Effect) -> Self {
        let factor =
            |t: usize| scale(comparison, &effect.measure, effect.reference[t]).map(|(factor, _)| factor);
        let point = |t: usize| {
            let (reach, factor) = (&effect.band.reaches[t], factor(t)?);
            Some((effect.months[t], [reach.value, reach.pointwise, reach.simultaneous].map(|x| x * factor)))
        };
        let (months, points) = (0..effect.months.len()).filter_map(point).unzip();
        Self { arm, months, points }
    }
}

struct Panel {
    measure: String,
    unit: &'static str,
    lines: Vec<Line>,
    axis: Axis,
}

pub(super) fn draw(comparison: &Comparison, found: &Findings, print: Print) -> Result<Figure, FigureError> {
    let panels: Vec<Panel> = told(comparison, found, MOST)
        .iter()
        .filter_map(|measure| fill(comparison, found, measure).transpose())
        .collect::<Result<_, _>>()?;
    if panels.is_empty() {
        return Err(FigureError::NothingToShow { figure: "bands", needs: "any measure".to_owned() });
    }
    let has_inner = found.effects.len() <= MOST_WITH_INNER;
    let bands = if has_inner {
        "dark: 95 % for each month by itself; light: 95 % for all months at once"
    } else {
        "bands: 95 % for all months at once"
    };
    let note = format!(
        "Mean difference from {}, {}; {bands}. pp: percentage points; vertical axes differ.",
        comparison.reference().name,
        sample(comparison)
    );
    let mut page = super::page(
        "bands",
        "Differences over time",
        HEADER,
        comparison,
        note,
        print.of_width(COLUMN_WIDTH_MM),
    );
    page.say("In percentage points where the measure is a share, else in per cent of the first scenario's mean in that month. Bands that hold at once do so over the months of one panel, not over panels.");
    for panel in &panels {
        for line in &panel.lines {
            for (month, [d, point, all]) in line.months.iter().zip(&line.points) {
                let names = [
                    comparison.arms[line.arm].name.clone(),
                    comparison.reference().name.clone(),
                    panel.measure.clone(),
                ];
                let [a, b, c] = names;
                let [value, low, high, low_all, high_all] =
                    [*d, d - point, d + point, d - all, d + all].map(cell);
                page.add_row([
                    a,
                    b,
                    c,
                    month.to_string(),
                    panel.unit.to_owned(),
                    value,
                    low,
                    high,
                    low_all,
                    high_all,
                ]);
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
    let columns = COLUMNS.min(panels.len());
    let rows = panels.len().div_ceil(columns);
    let width = page.inner_width();
    let height = key::height(&entries, width) + rows as f64 * ROW + TIME_TITLE;
    page.draw(height, |canvas, body| {
        let body = key::draw(canvas, body, &entries)?;
        let body = Frame { h: body.h - TIME_TITLE, ..body };
        let gutter = panels.iter().map(|panel| panel::gutter(&panel.axis)).fold(0.0, f64::max);
        for (at, (panel, frame)) in panels.iter().zip(body.grid(columns, rows, GAP)).enumerate() {
            let is_lowest = at + columns >= panels.len();
            draw_panel(canvas, frame, (at, gutter, is_lowest, has_inner), panel, comparison)?;
        }
        Ok(())
    })
}

fn fill(comparison: &Comparison, found: &Findings, measure: &str) -> Result<Option<Panel>, FigureError> {
    let effects = || {
        found.effects.iter().filter_map(|(at, all)| Some((*at, all.iter().find(|e| e.measure == *measure)?)))
    };
    let lines: Vec<Line> = effects()
        .map(|(at, effect)| Line::of(comparison, at, effect))
        .filter(|line| !line.months.is_empty())
        .collect();
    let unit = effects()
        .find_map(|(_, effect)| scale(comparison, measure, *effect.reference.first()?))
        .map_or("%", |(_, unit)| unit);
    let ends = || lines.iter().flat_map(|line| line.points.iter().flat_map(|[d, _, all]| [d - all, d + all]));
    if lines.is_empty() {
        return Ok(None);
    }
    let reach = (ends().fold(f64::INFINITY, f64::min), ends().fold(f64::NEG_INFINITY, f64::max));
    let any = (f64::NEG_INFINITY, f64::INFINITY);
    let axis = axis::vertical(reach, Rule::FromZero { least: 1.0 }, any, 3.5)
        .ok_or_else(|| FigureError::TooLarge(measure.to_owned()))?;
    Ok(Some(Panel { measure: measure.to_owned(), unit, lines, axis }))
}

fn draw_panel(
    canvas: &Canvas,
    frame: Frame,
    (at, gutter, is_lowest, has_inner): (usize, f64, bool, bool),
    panel: &Panel,
    comparison: &Comparison,
) -> Result<(), FigureError> {
    let plot = panel::plot_of(frame, gutter, panel::RIGHT);
    let months = (comparison.reference().months.first().copied().unwrap_or(0), comparison.reference().last());
    let (time, title) = axis::time(months.0, months.1, plot.w);
    let unit = axis::unit_with_power(panel.unit, panel.axis.power);
    panel::draw_heading(
        canvas,
        frame,
        letter(at),
        &format!("{} ({unit})", super::upper_first(&called(&panel.measure))),
    )?;
    panel::draw_axes(canvas, plot, &panel.axis, (&time, is_lowest.then_some(title)))?;
    let y_of = |value: f64| panel.axis.place(value, plot.bottom(), plot.y);
    mark(canvas, (plot.x, y_of(0.0)), (plot.right(), y_of(0.0)))?;
    let places = |line: &Line, value: &dyn Fn(&[f64; 3]) -> f64| -> Vec<(f64, f64)> {
        let x_of = |month: i64| time.place(month as f64, plot.x, plot.right());
        line.months
            .iter()
            .zip(&line.points)
            .map(|(month, point)| (x_of(*month), y_of(value(point))))
            .collect()
    };
    for line in &panel.lines {
        let ink = paint(line.arm).ink;
        ribbon(
            canvas,
            &places(line, &|[d, _, all]| d + all),
            &places(line, &|[d, _, all]| d - all),
            ink,
            0.16,
        )?;
        if has_inner {
            ribbon(canvas, &places(line, &|[d, p, _]| d + p), &places(line, &|[d, p, _]| d - p), ink, 0.28)?;
        }
    }
    for line in &panel.lines {
        canvas.line(&places(line, &|[d, _, _]| *d), paint(line.arm).ink, LINE_POINTS)?;
    }
    Ok(())
}
