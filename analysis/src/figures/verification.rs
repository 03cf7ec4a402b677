//! Closed forms and what was simulated: a panel a case, simulated points on the curve of the theory.

use super::axis::{self, Axis, Rule};
use super::canvas::{Canvas, Frame, Look};
use super::multiples::{GAP, TIME_TITLE};
use super::page::{self, Page};
use super::{Figure, FigureContext, FigureError, panel};
use crate::style::{
    COLUMN_WIDTH_MM, INK, LINE_POINTS, NEUTRAL, NEUTRAL_LIGHT, PAGE_WIDTH_MM, PAPER, Rgb, SCENARIOS,
};
use crate::summary::shortest;

/// One point of a closed form.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mark {
    /// Where on the horizontal axis.
    pub x: f64,
    /// What the theory says.
    pub expected: f64,
    /// What was simulated.
    pub simulated: f64,
    /// Standard error of that.
    pub error: f64,
    /// How far both may lie apart.
    pub reach: f64,
    /// Whether both agree.
    pub holds: bool,
}

/// A panel.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// Name of the case.
    pub name: String,
    /// What is measured.
    pub quantity: String,
    /// What varies.
    pub across: String,
    /// The limit in words.
    pub limit: String,
    /// The theory between the points; empty where it is known at the points alone.
    pub curve: Vec<(f64, f64)>,
    /// The points, by rising x.
    pub marks: Vec<Mark>,
}

const HEADER: &[&str] = &["case", "series", "x", "value", "standard_error", "reach"];
/// Height of a row of panels, in millimetres.
const ROW: f64 = 46.0;
/// Width of the bars behind the points.
const REACH_POINTS: f64 = 3.0;
/// Half a width of an interval in standard errors: 95 %.
const INTERVAL: f64 = 1.96;

/// Draws the figure of one mechanism: `name` in files, `title` above the panels.
///
/// # Errors
/// There is nothing to show, or it cannot be drawn.
pub fn draw(name: &'static str, title: &'static str, charts: &[Chart]) -> Result<Figure, FigureError> {
    if charts.iter().all(|chart| chart.marks.is_empty()) {
        return Err(FigureError::NothingToShow { figure: name, needs: "points of a case".to_owned() });
    }
    let columns = charts.len().min(2);
    let width = if columns > 1 { PAGE_WIDTH_MM } else { COLUMN_WIDTH_MM };
    let edition = super::Edition { width, ..super::Edition::default() };
    let context =
        FigureContext { scenario: "theory and simulation".into(), replicates: 0, people: 0, edition };
    let note = "Line or open circles: closed form; points: simulated, with 95 % intervals where they are wider than a point; \
                grey: what four standard errors and the declared allowance leave.";
    let mut page = Page::with_numbers(name, title, &context, HEADER, note.to_owned());
    for (at, chart) in charts.iter().enumerate() {
        page.say(&format!("({}) {}: {}.", page::letter('a', at), chart.name, chart.limit));
        let mut row = |series: &str, x: f64, value: f64, [error, reach]: [String; 2]| {
            page.add_row([chart.name.clone(), series.to_owned(), shortest(x), shortest(value), error, reach]);
        };
        let none = || [String::new(), String::new()];
        chart.curve.iter().for_each(|(x, y)| row("curve", *x, *y, none()));
        chart
            .marks
            .iter()
            .for_each(|mark| row("expected", mark.x, mark.expected, [String::new(), shortest(mark.reach)]));
        chart
            .marks
            .iter()
            .for_each(|mark| row("simulated", mark.x, mark.simulated, [shortest(mark.error), String::new()]));
    }
    let rows = charts.len().div_ceil(columns);
    page.draw(rows as f64 * ROW, |canvas, body| {
        for (at, (chart, frame)) in charts.iter().zip(body.grid(columns, rows, GAP)).enumerate() {
            draw_chart(canvas, frame, page::letter('a', at), chart)?;
        }
        Ok(())
    })
}

/// An axis over what is finite.
fn axis_over(values: impl Iterator<Item = f64> + Clone, wanted: f64) -> Result<Axis, FigureError> {
    let finite = || values.clone().filter(|value| value.is_finite());
    let reach = (finite().fold(f64::INFINITY, f64::min), finite().fold(f64::NEG_INFINITY, f64::max));
    let reach = if reach.0 > reach.1 { (0.0, 1.0) } else { reach };
    let any = (f64::NEG_INFINITY, f64::INFINITY);
    let least = if reach.0 == reach.1 && reach.0 == 0.0 { 1.0 } else { 0.0 };
    axis::vertical(reach, Rule::Around { least }, any, wanted)
        .ok_or_else(|| FigureError::TooLarge("verification".into()))
}

fn draw_chart(canvas: &Canvas, frame: Frame, letter: char, chart: &Chart) -> Result<(), FigureError> {
    let heights = || {
        let ends = |mark: &Mark| {
            let reach = INTERVAL * mark.error;
            [
                mark.expected - mark.reach,
                mark.expected + mark.reach,
                mark.simulated - reach,
                mark.simulated + reach,
            ]
        };
        chart.marks.iter().flat_map(ends).chain(chart.curve.iter().map(|point| point.1)).collect::<Vec<f64>>()
    };
    let places = chart.marks.iter().map(|mark| mark.x).chain(chart.curve.iter().map(|point| point.0));
    let vertical = axis_over(heights().into_iter(), 4.0)?;
    let across = axis_over(places, 5.0)?;
    let named = |words: &str, axis: &Axis| {
        if axis.power == 0 {
            words.to_owned()
        } else {
            format!("{words}, {}", axis::unit_with_power("", axis.power).trim())
        }
    };
    panel::draw_heading(canvas, frame, letter, &named(&chart.quantity, &vertical))?;
    let frame = Frame { h: frame.h - TIME_TITLE, ..frame };
    let plot = panel::plot_of(frame, panel::gutter(&vertical), panel::RIGHT);
    panel::draw_axes(canvas, plot, &vertical, (&across, Some(&named(&chart.across, &across))))?;
    let place =
        |x: f64, y: f64| (across.place(x, plot.x, plot.right()), vertical.place(y, plot.bottom(), plot.y));
    for mark in chart.marks.iter().filter(|mark| mark.expected.is_finite()) {
        let ends = [mark.expected - mark.reach, mark.expected + mark.reach];
        canvas.line(&ends.map(|end| place(mark.x, end)), NEUTRAL_LIGHT.fill, REACH_POINTS)?;
    }
    let curve: Vec<(f64, f64)> =
        chart.curve.iter().filter(|point| point.1.is_finite()).map(|(x, y)| place(*x, *y)).collect();
    if curve.len() > 1 {
        canvas.line(&curve, NEUTRAL.ink, LINE_POINTS)?;
    } else {
        for mark in chart.marks.iter().filter(|mark| mark.expected.is_finite()) {
            canvas.dot(place(mark.x, mark.expected), 1.5, NEUTRAL.ink)?;
            canvas.dot(place(mark.x, mark.expected), 1.2, PAPER)?;
        }
    }
    for mark in &chart.marks {
        let colour: Rgb = if mark.holds { SCENARIOS[2].ink } else { SCENARIOS[3].ink };
        if !mark.simulated.is_finite() {
            // What is no number has no place: it is said at the foot of the panel.
            canvas.text_centred("none", place(mark.x, vertical.low), Look::PLAIN.coloured(INK))?;
            continue;
        }
        let reach = INTERVAL * mark.error;
        canvas.line(
            &[place(mark.x, mark.simulated - reach), place(mark.x, mark.simulated + reach)],
            colour,
            LINE_POINTS,
        )?;
        canvas.dot(place(mark.x, mark.simulated), 0.8, colour)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_stand_beside_their_theory_and_what_is_off_is_red() {
        let mark = |x: f64, simulated: f64, holds| Mark {
            x,
            expected: x * x,
            simulated,
            error: 0.1,
            reach: 0.4,
            holds,
        };
        let chart = Chart {
            name: "square".into(),
            quantity: "Square".into(),
            across: "Number".into(),
            limit: "x²".into(),
            curve: (0..=20).map(|k| f64::from(k) / 10.0).map(|x| (x, x * x)).collect(),
            marks: vec![mark(0.5, 0.26, true), mark(1.5, 3.1, false)],
        };
        let figure =
            draw("m01-modes", "M1: modes", &[chart.clone(), Chart { curve: Vec::new(), ..chart }]).unwrap();
        let Rgb(r, g, b) = SCENARIOS[3].ink;
        let red = format!("#{r:02X}{g:02X}{b:02X}");
        assert_eq!(figure.svg.matches(&format!("fill=\"{red}\"")).count(), 2, "one in each panel");
        assert!(figure.data_csv.contains("square,simulated,1.5,3.1,0.1,\n"), "{}", figure.data_csv);
        assert!(figure.caption.contains("(b) square: x²."), "{}", figure.caption);
        assert!(draw("m01-modes", "M1", &[]).is_err());
    }
}
