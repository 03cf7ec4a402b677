//! Figure `tipping`: an outcome along a parameter, come to from below and from above.

use super::axis::{self, Rule};
use super::canvas::{Anchor, Canvas, Frame, Look};
use super::multiples::TIME_TITLE;
use super::page::Page;
use super::{Edition, Figure, FigureContext, FigureError, panel};
use crate::stats::Spread;
use crate::style::{BAND_OPACITY, LINE_POINTS, NEUTRAL_LIGHT, PAPER, Paint, SCENARIOS};
use crate::summary::shortest;
use serde::{Deserialize, Serialize};

/// One branch.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Arm {
    /// `below` or `above`.
    pub branch: String,
    /// How the outcome spreads over replicates at each value, at the end of the hold.
    pub ends: Vec<Option<Spread>>,
    /// Its mean half-way through.
    pub halves: Vec<Option<f64>>,
    /// Between which values it tips, if it does.
    pub critical: Option<(f64, f64)>,
}

/// What is shown.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Tipping {
    /// The parameter, its unit and its values.
    pub key: String,
    /// Its unit.
    pub unit: String,
    /// In rising order.
    pub values: Vec<f64>,
    /// Name of the outcome, as columns have it.
    pub name: String,
    /// What the outcome is, its unit, and whether it lies between 0 and 1 by nature.
    pub outcome: (String, String, bool),
    /// From below and from above.
    pub arms: [Arm; 2],
    /// Replicates.
    pub replicates: u64,
}

const HEADER: &[&str] = &["branch", "value", "n", "mean", "q05", "q50", "q95", "mean_half_way"];
/// Room for words above the bands, a line a branch, since the bands may lie side by side.
const WORDS: f64 = 5.0;
const LEADING: f64 = 3.2;
/// Height of the panel.
const PANEL: f64 = 74.0;
const PAINTS: [Paint; 2] = [SCENARIOS[2], SCENARIOS[1]];

/// Draws both branches.
///
/// # Errors
/// There is nothing to show, or it cannot be drawn.
pub fn draw(shown: &Tipping, scenario: &str, edition: Edition) -> Result<Figure, FigureError> {
    let spreads = || shown.arms.iter().flat_map(|arm| arm.ends.iter().flatten());
    if spreads().next().is_none() {
        return Err(FigureError::NothingToShow { figure: "tipping", needs: "outcomes".into() });
    }
    let context = FigureContext { scenario: scenario.to_owned(), replicates: 0, people: 0, edition };
    let note = format!(
        "{}, mean and 5–95 % of n = {} replicates, after the parameter was held at a value that was come to from below (blue) and from above (ochre). \
         Thin: half-way through the hold. Upright bands: where a branch tips, 95 % interval.",
        shown.outcome.0, shown.replicates
    );
    let mut page = Page::with_numbers("tipping", "Where it tips", &context, HEADER, note);
    for arm in &shown.arms {
        for ((value, end), half) in shown.values.iter().zip(&arm.ends).zip(&arm.halves) {
            let Some(s) = end else { continue };
            let [value, mean, q05, q50, q95] = [*value, s.mean, s.q05, s.q50, s.q95].map(shortest);
            let half = half.map_or(String::new(), shortest);
            page.add_row([arm.branch.clone(), value, s.n.to_string(), mean, q05, q50, q95, half]);
        }
    }
    let (name, unit, is_share) = (&shown.outcome.0, &shown.outcome.1, shown.outcome.2);
    let (factor, bounds) =
        if is_share { (100.0, (0.0, 100.0)) } else { (1.0, (f64::NEG_INFINITY, f64::INFINITY)) };
    let (least, most) =
        spreads().fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), s| (a.min(s.q05), b.max(s.q95)));
    let rule = if is_share { Rule::FromZero { least: 1.0 } } else { Rule::Around { least: 0.0 } };
    let too_large = || FigureError::TooLarge(name.clone());
    let vertical =
        axis::vertical((least * factor, most * factor), rule, bounds, 5.0).ok_or_else(too_large)?;
    let ends = (shown.values[0], shown.values[shown.values.len() - 1]);
    let across = axis::vertical(ends, Rule::Around { least: 0.0 }, (f64::NEG_INFINITY, f64::INFINITY), 6.0)
        .ok_or_else(too_large)?;
    let unit = axis::unit_with_power(if is_share { "%" } else { unit }, vertical.power);
    let title =
        if shown.unit.is_empty() { shown.key.clone() } else { format!("{} ({})", shown.key, shown.unit) };
    let title = axis::unit_with_power(&title, across.power);
    page.draw(PANEL, |canvas, body| {
        panel::draw_heading(canvas, body, 'a', &format!("{} ({unit})", shown.name))?;
        let frame = Frame { y: body.y + WORDS, h: body.h - TIME_TITLE - WORDS, ..body };
        let plot = panel::plot_of(frame, panel::gutter(&vertical), panel::RIGHT + 22.0);
        let x_of = |x: f64| across.place(x, plot.x, plot.right());
        for (line, (arm, paint)) in shown.arms.iter().zip(PAINTS).enumerate() {
            if let Some((low, high)) = arm.critical {
                let strip = Frame { x: x_of(low), w: x_of(high) - x_of(low), ..plot };
                canvas.rectangle(strip, NEUTRAL_LIGHT.fill, 0.3)?;
                let at = (0.5 * (x_of(low) + x_of(high)), plot.y - 0.8 - LEADING * line as f64);
                canvas.text(&arm.branch, at, Look::PLAIN.anchored(Anchor::Middle).coloured(paint.ink))?;
            }
        }
        panel::draw_axes(canvas, plot, &vertical, (&across, Some(&title)))?;
        let y_of = |y: f64| vertical.place(y * factor, plot.bottom(), plot.y);
        let mut labels: Vec<(f64, &str, Paint)> = Vec::new();
        for (arm, paint) in shown.arms.iter().zip(PAINTS) {
            draw_arm(canvas, shown, arm, paint, (&x_of, &y_of))?;
            if let Some(last) = arm.ends.iter().rev().flatten().next() {
                labels.push((y_of(last.mean), &arm.branch, paint));
            }
        }
        // Two words at one place are set apart.
        if let [first, second] = &mut labels[..] {
            let lack = 3.4 - (first.0 - second.0).abs();
            if lack > 0.0 {
                let sign = if first.0 >= second.0 { 0.5 } else { -0.5 };
                first.0 += sign * lack;
                second.0 -= sign * lack;
            }
        }
        for (y, branch, paint) in labels {
            let words = format!("from {branch}");
            canvas.text_centred(&words, (plot.right() + 1.6, y), Look::PLAIN.coloured(paint.ink))?;
        }
        Ok(())
    })
}

type Places<'a> = (&'a dyn Fn(f64) -> f64, &'a dyn Fn(f64) -> f64);

fn draw_arm(
    canvas: &Canvas,
    shown: &Tipping,
    arm: &Arm,
    paint: Paint,
    (x_of, y_of): Places,
) -> Result<(), FigureError> {
    let ends: Vec<(f64, Spread)> =
        shown.values.iter().zip(&arm.ends).filter_map(|(x, end)| Some((*x, (*end)?))).collect();
    let upper = ends.iter().map(|(x, s)| (x_of(*x), y_of(s.q95)));
    let lower = ends.iter().rev().map(|(x, s)| (x_of(*x), y_of(s.q05)));
    canvas.area(&upper.chain(lower).collect::<Vec<_>>(), paint.ink, BAND_OPACITY.0)?;
    let halves = shown.values.iter().zip(&arm.halves);
    let halves: Vec<(f64, f64)> = halves.filter_map(|(x, half)| Some((x_of(*x), y_of((*half)?)))).collect();
    canvas.line(&halves, paint.ink, 0.4 * LINE_POINTS)?;
    let line: Vec<(f64, f64)> = ends.iter().map(|(x, s)| (x_of(*x), y_of(s.mean))).collect();
    canvas.line(&line, paint.ink, LINE_POINTS)?;
    for point in &line {
        canvas.dot(*point, 0.8, paint.ink)?;
        if arm.branch == "above" {
            canvas.dot(*point, 0.45, PAPER)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_branches_are_drawn_with_their_numbers() {
        let spread = |x: f64| Spread::of(&mut vec![x, x + 0.1]);
        let arm = |branch: &str, at: f64| Arm {
            branch: branch.into(),
            ends: vec![spread(0.0), spread(at), spread(0.9)],
            halves: vec![Some(0.0), None, Some(0.9)],
            critical: (branch == "below").then_some((1.0, 2.0)),
        };
        let shown = Tipping {
            key: "regimes.imitation".into(),
            unit: "nat".into(),
            values: vec![0.0, 1.0, 2.0],
            name: "time_peer_share".into(),
            outcome: ("Share of hours".into(), "share".into(), true),
            arms: [arm("below", 0.1), arm("above", 0.8)],
            replicates: 2,
        };
        let figure = draw(&shown, "a toy", Edition::default()).unwrap();
        assert!(figure.data_csv.contains("below,1,2,0.15"), "{}", figure.data_csv);
        assert!(figure.data_csv.lines().any(|line| line.starts_with("above,1,2,") && line.ends_with(',')));
        let mut nothing = shown;
        nothing.arms.iter_mut().for_each(|arm| arm.ends = vec![None; 3]);
        assert!(draw(&nothing, "a toy", Edition::default()).is_err());
    }
}
