//! Figures of a sensitivity analysis: which inputs move an outcome (`tornado`), and what shares of its variance they hold (`sobol`).

use super::axis::{self, Axis, Rule};
use super::canvas::{Anchor, Canvas, Frame, Look};
use super::page::Page;
use super::{Edition, Figure, FigureContext, FigureError};
use crate::style::{AXIS_POINTS, GRID, GRID_POINTS, INK, LINE_POINTS, NEUTRAL_LIGHT, Rgb, SCENARIOS};
use crate::summary::shortest;
use crate::text::{self, Weight};
use serde::{Deserialize, Serialize};

/// An input, and what it moves the outcome by when it goes from one end of its range to the other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EffectRow {
    /// Its name.
    pub input: String,
    /// Its range.
    pub range: (f64, f64),
    /// Mean effect, and mean of its size.
    pub effect: (f64, f64),
    /// 95 % interval of the size.
    pub interval: Option<(f64, f64)>,
    /// Standard deviation of the effect.
    pub sd: Option<f64>,
}

/// An input, and its shares of the variance.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct IndexRow {
    /// Its name.
    pub input: String,
    /// What it explains alone, with its 95 % interval.
    pub first: (f64, Option<(f64, f64)>),
    /// With all that goes together with others.
    pub total: (f64, Option<(f64, f64)>),
}

const TORNADO: &[&str] =
    &["input", "low", "high", "mean", "size", "size_low", "size_high", "sd", "down", "up"];
const SOBOL: &[&str] = &["input", "first", "first_low", "first_high", "total", "total_low", "total_high"];

/// From one row to the next, in millimetres.
const ROW: f64 = 4.6;
/// Room for names and for numbers; in one column the numbers are those of the table alone.
const SIDES: (f64, f64) = (58.0, 44.0);
const NARROW: (f64, f64) = (34.0, 3.0);
/// Numbers and a title below.
const FOOT: f64 = 9.0;

fn context(scenario: &str, edition: Edition) -> FigureContext {
    FigureContext { scenario: scenario.to_owned(), replicates: 0, people: 0, edition }
}

/// The plot between names and numbers, and whether there is room for these.
fn plot_in(body: Frame, edition: Edition) -> (Frame, bool) {
    let (names, numbers) = if edition.is_narrow() { NARROW } else { SIDES };
    let plot = Frame { x: body.x + names, w: body.w - names - numbers, h: body.h - FOOT, ..body };
    (plot, !edition.is_narrow())
}

/// Draws the effects, in the order in which they are given.
///
/// # Errors
/// There are none, or they cannot be drawn.
pub fn draw_tornado(
    rows: &[EffectRow],
    (outcome, unit): (&str, &str),
    scenario: &str,
    edition: Edition,
) -> Result<Figure, FigureError> {
    if rows.is_empty() {
        return Err(FigureError::NothingToShow { figure: "tornado", needs: "inputs with effects".into() });
    }
    let note = format!(
        "{outcome}: mean effect of going through the range of an input, wherever the others are. To the right where it rises, to the left where it falls; both \
         together are as long as the mean size μ*. Line: 95 % interval of the size, from the end of the shorter part.{}",
        beside(edition, "μ* ± standard deviation")
    );
    let mut page =
        Page::with_numbers("tornado", "What moves the outcome", &context(scenario, edition), TORNADO, note);
    for row in rows {
        let (down, up) = parts(row);
        let [low, high, mean, size, down, up] =
            [row.range.0, row.range.1, row.effect.0, row.effect.1, down, up].map(shortest);
        let [size_low, size_high] = ends(row.interval);
        let sd = row.sd.map_or(String::new(), shortest);
        page.add_row([row.input.clone(), low, high, mean, size, size_low, size_high, sd, down, up]);
    }
    let reach = rows.iter().map(|row| {
        let (down, up) = parts(row);
        let over = row.interval.map_or(0.0, |(_, high)| (high - row.effect.1).max(0.0));
        (-down - if down > up { over } else { 0.0 }, up + if up >= down { over } else { 0.0 })
    });
    let (least, most) = reach.fold((0.0f64, 0.0f64), |(a, b), (c, d)| (a.min(c), b.max(d)));
    let across = horizontal((least, most), "effects", edition)?;
    page.draw(rows.len() as f64 * ROW + FOOT, |canvas, body| {
        let (plot, has_numbers) = plot_in(body, edition);
        let x_of = |effect: f64| across.place(effect, plot.x, plot.right());
        below(canvas, plot, &across, &axis::unit_with_power(&change_of(unit), across.power))?;
        for (at, row) in rows.iter().enumerate() {
            let y = plot.y + (at as f64 + 0.5) * ROW;
            name_of(canvas, (body, plot), y, &row.input)?;
            let (down, up) = parts(row);
            let bar = |from: f64, to: f64| Frame {
                x: x_of(from),
                y: y - 0.33 * ROW,
                w: x_of(to) - x_of(from),
                h: 0.66 * ROW,
            };
            canvas.rectangle(bar(-down, 0.0), SCENARIOS[1].fill, 1.0)?;
            canvas.rectangle(bar(0.0, up), SCENARIOS[2].fill, 1.0)?;
            if let Some((low, high)) = row.interval {
                // The longer part ends where the size does.
                let shift = if up >= down { -down } else { up };
                let sign = if up >= down { 1.0 } else { -1.0 };
                let [from, to] = [low, high].map(|size| x_of(shift + sign * size));
                canvas.line(&[(from, y), (to, y)], INK, LINE_POINTS)?;
            }
            if has_numbers {
                let sd = row.sd.map_or(String::new(), |sd| format!(" ± {}", axis::short(sd)));
                let numbers = format!("{}{sd}", axis::short(row.effect.1));
                canvas.text_centred(&numbers, (body.right(), y), Look::PLAIN.anchored(Anchor::End))?;
            }
        }
        canvas.line(&[(x_of(0.0), plot.y), (x_of(0.0), plot.bottom())], INK, AXIS_POINTS)
    })
}

/// What falls and what rises, both from zero up: their sum is the size, their difference the mean.
fn parts(row: &EffectRow) -> (f64, f64) {
    let (mean, size) = row.effect;
    ((0.5 * (size - mean)).max(0.0), (0.5 * (size + mean)).max(0.0))
}

/// Draws the shares of the variance, in the order in which they are given.
///
/// # Errors
/// There are none, or they cannot be drawn.
pub fn draw_sobol(
    rows: &[IndexRow],
    outcome: &str,
    scenario: &str,
    edition: Edition,
) -> Result<Figure, FigureError> {
    if rows.is_empty() {
        return Err(FigureError::NothingToShow { figure: "sobol", needs: "inputs with shares".into() });
    }
    let note = format!(
        "{outcome}: shares of its variance over the ranges of the inputs. Upper point, dark: what an input explains alone; lower point, blue: with all that goes \
         together with others. Lines: 95 % intervals over resampled rows. Input `chance` is the luck of a world.{}",
        beside(edition, "alone; in all")
    );
    let mut page = Page::with_numbers(
        "sobol",
        "Shares of the outcome's variance",
        &context(scenario, edition),
        SOBOL,
        note,
    );
    for row in rows {
        let [first_low, first_high] = ends(row.first.1);
        let [total_low, total_high] = ends(row.total.1);
        let [first, total] = [row.first.0, row.total.0].map(shortest);
        page.add_row([row.input.clone(), first, first_low, first_high, total, total_low, total_high]);
    }
    let reach = rows.iter().flat_map(|row| [row.first, row.total]).flat_map(|(x, interval)| {
        let (low, high) = interval.unwrap_or((x, x));
        [low.min(x), high.max(x)]
    });
    let (least, most) = reach.fold((0.0f64, 1.0f64), |(a, b), x| (a.min(x), b.max(x)));
    let across = horizontal((least.max(-0.5), most.min(1.5)), "shares", edition)?;
    page.draw(rows.len() as f64 * ROW + FOOT, |canvas, body| {
        let (plot, has_numbers) = plot_in(body, edition);
        let x_of = |share: f64| across.place(share.clamp(across.low, across.high), plot.x, plot.right());
        below(canvas, plot, &across, "share of the variance")?;
        for (at, row) in rows.iter().enumerate() {
            let y = plot.y + (at as f64 + 0.5) * ROW;
            name_of(canvas, (body, plot), y, &row.input)?;
            for ((x, interval), ink, lift) in
                [(row.first, SCENARIOS[0].ink, -0.85), (row.total, SCENARIOS[2].ink, 0.85)]
            {
                if let Some((low, high)) = interval {
                    canvas.line(&[(x_of(low), y + lift), (x_of(high), y + lift)], ink, LINE_POINTS)?;
                }
                canvas.dot((x_of(x), y + lift), 0.85, ink)?;
            }
            if has_numbers {
                let numbers = format!("{}; {}", axis::written(row.first.0, 2), axis::written(row.total.0, 2));
                canvas.text_centred(&numbers, (body.right(), y), Look::PLAIN.anchored(Anchor::End))?;
            }
        }
        canvas.line(&[(x_of(0.0), plot.y), (x_of(0.0), plot.bottom())], INK, AXIS_POINTS)
    })
}

/// What the numbers beside the rows are, where there are any.
fn beside(edition: Edition, numbers: &str) -> String {
    if edition.is_narrow() { String::new() } else { format!(" Numbers: {numbers}.") }
}

fn ends(interval: Option<(f64, f64)>) -> [String; 2] {
    interval.map_or([String::new(), String::new()], |(low, high)| [low, high].map(shortest))
}

fn horizontal(reach: (f64, f64), what: &str, edition: Edition) -> Result<Axis, FigureError> {
    axis::vertical(
        reach,
        Rule::FromZero { least: 1.0 },
        (f64::NEG_INFINITY, f64::INFINITY),
        if edition.is_narrow() { 2.5 } else { 4.0 },
    )
    .ok_or_else(|| FigureError::TooLarge(what.to_owned()))
}

fn change_of(unit: &str) -> String {
    if unit.is_empty() {
        "change of the outcome".to_owned()
    } else {
        format!("change of the outcome, {unit}")
    }
}

/// Grid, numbers and title below a plot.
fn below(canvas: &Canvas, plot: Frame, across: &Axis, title: &str) -> Result<(), FigureError> {
    for (tick, label) in &across.ticks {
        let x = across.place(*tick, plot.x, plot.right());
        canvas.line(&[(x, plot.y), (x, plot.bottom())], GRID, GRID_POINTS)?;
        canvas.text(label, (x, plot.bottom() + 3.4), Look::PLAIN.anchored(Anchor::Middle))?;
    }
    let middle = plot.x + plot.w / 2.0;
    canvas.text(title, (middle, plot.bottom() + 6.8), Look::PLAIN.anchored(Anchor::Middle))
}

fn name_of(canvas: &Canvas, (body, plot): (Frame, Frame), y: f64, name: &str) -> Result<(), FigureError> {
    let name = text::shorten(name, Weight::Regular, Look::PLAIN.em(), plot.x - body.x - 2.0);
    let ink: Rgb = if name == "chance" { NEUTRAL_LIGHT.ink } else { INK };
    canvas.text_centred(&name, (plot.x - 2.0, y), Look::PLAIN.anchored(Anchor::End).coloured(ink))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_falls_and_what_rises_sum_to_the_size() {
        let row = |input: &str, mean: f64, size: f64| EffectRow {
            input: input.into(),
            range: (1.0, 2.0),
            effect: (mean, size),
            interval: Some((0.8 * size, 1.2 * size)),
            sd: Some(0.1),
        };
        let rows = [row("firms.growth", -0.25, 0.25), row("modes.beta", 0.5, 1.0)];
        let figure = draw_tornado(&rows, ("Share of hours", "share"), "a toy", Edition::default()).unwrap();
        for row in
            ["firms.growth,1,2,-0.25,0.25,0.2,0.3,0.1,0.25,0", "modes.beta,1,2,0.5,1,0.8,1.2,0.1,0.25,0.75"]
        {
            assert!(figure.data_csv.lines().any(|line| line == row), "{}", figure.data_csv);
        }
        assert!(figure.caption.contains("Share of hours: mean effect"), "{}", figure.caption);
        assert!(draw_tornado(&[], ("", ""), "a toy", Edition::default()).is_err());
    }

    #[test]
    fn shares_have_their_intervals() {
        let row = IndexRow { input: "chance".into(), first: (0.3, Some((0.2, 0.4))), total: (0.5, None) };
        let figure = draw_sobol(&[row], "GDP of all", "a toy", Edition::default()).unwrap();
        assert!(figure.data_csv.contains("chance,0.3,0.2,0.4,0.5,,\n"), "{}", figure.data_csv);
        assert!(figure.caption.contains("GDP of all: shares"), "{}", figure.caption);
        assert!(draw_sobol(&[], "", "a toy", Edition::default()).is_err());
    }
}
