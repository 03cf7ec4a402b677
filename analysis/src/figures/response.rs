//! Figure `response`: an outcome at the points of a design, a panel for each parameter that is varied.

use super::axis::{self, Axis, Rule};
use super::canvas::{Canvas, Frame};
use super::multiples::{GAP, TIME_TITLE};
use super::page::{self, Page};
use super::{Edition, Figure, FigureContext, FigureError, panel};
use crate::stats::Spread;
use crate::style::{LINE_POINTS, SCENARIOS};
use crate::summary::shortest;
use serde::{Deserialize, Serialize};

/// A parameter, and the outcome at each point.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Response {
    /// Its key.
    pub key: String,
    /// Its unit.
    pub unit: String,
    /// Its value at a point, and how the outcome spreads over the replicates there.
    pub points: Vec<(f64, Spread)>,
    /// Whether points that follow each other are joined: nothing else is varied.
    pub is_alone: bool,
}

const HEADER: &[&str] = &["parameter", "value", "n", "mean", "q05", "q50", "q95"];
/// Height of a row of panels.
const PANEL: f64 = 44.0;
/// With more points than this their spread is not drawn.
const MOST_SPREADS: usize = 40;

/// Draws the outcome along each parameter.
///
/// # Errors
/// There is nothing to show, or it cannot be drawn.
pub fn draw(
    responses: &[Response],
    (name, outcome, unit, is_share): (&str, &str, &str, bool),
    scenario: &str,
    edition: Edition,
) -> Result<Figure, FigureError> {
    let seen = || responses.iter().flat_map(|one| &one.points);
    if seen().next().is_none() {
        return Err(FigureError::NothingToShow { figure: "response", needs: "outcomes".into() });
    }
    let context = FigureContext { scenario: scenario.to_owned(), replicates: 0, people: 0, edition };
    let most = seen().map(|(_, spread)| spread.n).max().unwrap_or(0);
    let others = if responses.len() > 1 { " The other parameters differ from point to point." } else { "" };
    let note = format!(
        "{outcome}. Points: means of up to {most} worlds; lines: 5–95 % of these, where there are no more than {MOST_SPREADS} points.{others}"
    );
    let mut page = Page::with_numbers("response", "An outcome along parameters", &context, HEADER, note);
    for (at, one) in responses.iter().enumerate() {
        page.say(&format!("({}) {}.", page::letter('a', at), one.key));
        for (x, s) in &one.points {
            let [x, mean, q05, q50, q95] = [*x, s.mean, s.q05, s.q50, s.q95].map(shortest);
            page.add_row([one.key.clone(), x, s.n.to_string(), mean, q05, q50, q95]);
        }
    }
    let with_spread = |one: &Response| one.points.len() <= MOST_SPREADS;
    let reach = responses.iter().flat_map(|one| {
        let spread = with_spread(one);
        one.points.iter().flat_map(move |(_, s)| if spread { [s.q05, s.q95] } else { [s.mean, s.mean] })
    });
    let (least, most) = reach.fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), x| (a.min(x), b.max(x)));
    let (factor, bounds) =
        if is_share { (100.0, (0.0, 100.0)) } else { (1.0, (f64::NEG_INFINITY, f64::INFINITY)) };
    let rule = if is_share { Rule::FromZero { least: 1.0 } } else { Rule::Around { least: 0.0 } };
    let vertical = axis::vertical((least * factor, most * factor), rule, bounds, 4.0)
        .ok_or_else(|| FigureError::TooLarge(outcome.to_owned()))?;
    page.say_cut_axes(std::iter::once(&vertical), 'a');
    let unit = axis::unit_with_power(if is_share { "%" } else { unit }, vertical.power);
    let heading = if unit.is_empty() { name.to_owned() } else { format!("{name} ({unit})") };
    let columns = responses.len().clamp(1, if edition.is_narrow() { 2 } else { 3 });
    let rows = responses.len().div_ceil(columns);
    page.draw(rows as f64 * PANEL, |canvas, body| {
        for (at, (one, frame)) in responses.iter().zip(body.grid(columns, rows, GAP)).enumerate() {
            draw_panel(canvas, frame, (page::letter('a', at), &heading), one, (&vertical, factor))?;
        }
        Ok(())
    })
}

fn draw_panel(
    canvas: &Canvas,
    frame: Frame,
    (letter, heading): (char, &str),
    one: &Response,
    (vertical, factor): (&Axis, f64),
) -> Result<(), FigureError> {
    let xs = || one.points.iter().map(|(x, _)| *x);
    let reach = (xs().fold(f64::INFINITY, f64::min), xs().fold(f64::NEG_INFINITY, f64::max));
    let across = axis::vertical(reach, Rule::Around { least: 0.0 }, (f64::NEG_INFINITY, f64::INFINITY), 4.0)
        .ok_or_else(|| FigureError::TooLarge(one.key.clone()))?;
    panel::draw_heading(canvas, frame, letter, heading)?;
    let frame = Frame { h: frame.h - TIME_TITLE, ..frame };
    let plot = panel::plot_of(frame, panel::gutter(vertical), panel::RIGHT);
    let title = if one.unit.is_empty() { one.key.clone() } else { format!("{} ({})", one.key, one.unit) };
    let title = axis::unit_with_power(&title, across.power);
    panel::draw_axes(canvas, plot, vertical, (&across, Some(&title)))?;
    let place = |x: f64, y: f64| {
        (across.place(x, plot.x, plot.right()), vertical.place(y * factor, plot.bottom(), plot.y))
    };
    let ink = SCENARIOS[2].ink;
    if one.is_alone {
        let mut line: Vec<(f64, f64)> = one.points.iter().map(|(x, s)| (*x, s.mean)).collect();
        line.sort_by(|a, b| a.0.total_cmp(&b.0));
        let line: Vec<(f64, f64)> = line.into_iter().map(|(x, y)| place(x, y)).collect();
        canvas.line(&line, ink, LINE_POINTS)?;
    }
    for (x, spread) in &one.points {
        if one.points.len() <= MOST_SPREADS && spread.n > 1 {
            canvas.line(&[place(*x, spread.q05), place(*x, spread.q95)], SCENARIOS[2].fill, LINE_POINTS)?;
        }
        canvas.dot(place(*x, spread.mean), if one.points.len() > MOST_SPREADS { 0.45 } else { 0.7 }, ink)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_parameter_has_a_panel_with_all_points() {
        let spread = |x: f64| Spread::of(&mut vec![x, x + 0.1]).unwrap();
        let one = |key: &str| Response {
            key: key.into(),
            unit: "1/year".into(),
            points: vec![(1.0, spread(0.2)), (3.0, spread(0.4)), (2.0, spread(0.3))],
            is_alone: false,
        };
        let figure = draw(
            &[one("a.b"), one("c.d")],
            ("time_peer_share", "Share of hours", "share", true),
            "a toy",
            Edition::default(),
        )
        .unwrap();
        assert_eq!(figure.data_csv.lines().count(), 7);
        assert!(figure.data_csv.contains("c.d,2,2,0.35,"), "{}", figure.data_csv);
        let nothing = Response { points: Vec::new(), ..one("a.b") };
        assert!(draw(&[nothing], ("", "", "", false), "a toy", Edition::default()).is_err());
    }
}
