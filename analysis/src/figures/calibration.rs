//! Figures of a calibration: what is plausible of each parameter (`posterior`), what worlds give beside the facts (`predictive`), and where the waves
//! ruled points out (`implausibility`).

use super::axis::{self, Axis, Rule};
use super::canvas::{Anchor, Canvas, Frame, Look};
use super::multiples::{GAP, TIME_TITLE};
use super::page::{self, Page};
use super::{Edition, Figure, FigureContext, FigureError, panel};
use crate::style::{
    AXIS_POINTS, GRID, GRID_POINTS, INK, LINE_POINTS, NEUTRAL, NEUTRAL_LIGHT, Rgb, SCENARIOS,
};
use crate::summary::shortest;
use crate::text::{self, Weight};

/// What is plausible of a parameter, and what was thought possible.
#[derive(Clone, Debug, PartialEq)]
pub struct ParameterRow {
    /// Its key, with the name of the share if it is one of a row.
    pub name: String,
    /// 5, 25, 50, 75 and 95 % quantiles, as places between the ends of what was thought possible.
    pub places: [f64; 5],
    /// The same as values.
    pub values: [f64; 5],
    /// The ends.
    pub declared: (f64, f64),
    /// The value that is written, as a place; none where it stays as it was.
    pub chosen: Option<f64>,
}

/// A fact, and what worlds give for it.
#[derive(Clone, Debug, PartialEq)]
pub struct FactRow {
    /// Its key.
    pub fact: String,
    /// What it is.
    pub name: String,
    /// What was measured, and its standard deviation.
    pub fact_value: (f64, f64),
    /// 5, 50 and 95 % quantiles over worlds spread over all that was thought possible.
    pub before: Option<[f64; 3]>,
    /// The same over worlds drawn from what is plausible.
    pub after: Option<[f64; 3]>,
    /// Whether it was fitted: facts out of reach are not.
    pub is_fitted: bool,
}

/// How implausible a parameter's values are at best, wave by wave.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// The parameter.
    pub name: String,
    /// For each wave: places between the ends of what was thought possible, and the least implausibility there.
    pub waves: Vec<Vec<(f64, f64)>>,
}

const POSTERIOR: &[&str] = &[
    "parameter",
    "low",
    "high",
    "q05",
    "q25",
    "q50",
    "q75",
    "q95",
    "place_q05",
    "place_q50",
    "place_q95",
    "place_chosen",
];
const PREDICTIVE: &[&str] = &[
    "fact",
    "value",
    "sd",
    "before_q05",
    "before_q50",
    "before_q95",
    "after_q05",
    "after_q50",
    "after_q95",
    "fitted",
];
const IMPLAUSIBILITY: &[&str] = &["parameter", "wave", "place", "least_implausibility"];

/// From one row to the next, in millimetres.
const ROW: f64 = 4.4;
/// Room for names, and for numbers.
const SIDES: (f64, f64) = (66.0, 52.0);
/// Numbers below.
const FOOT: f64 = 6.0;
/// How far from a fact is shown, in its standard deviations.
const REACH: f64 = 8.0;
/// Implausibility that is shown at most.
const CEILING: f64 = 8.0;
/// Height of a row of panels.
const PANEL: f64 = 40.0;

fn context(scenario: &str) -> FigureContext {
    FigureContext { scenario: scenario.to_owned(), replicates: 0, people: 0, edition: Edition::default() }
}

/// Draws what is plausible of each parameter.
///
/// # Errors
/// There is none that facts tell of, or it cannot be drawn.
pub fn draw_posterior(rows: &[ParameterRow], scenario: &str) -> Result<Figure, FigureError> {
    if rows.is_empty() {
        return Err(FigureError::NothingToShow {
            figure: "posterior",
            needs: "parameters that facts tell of".into(),
        });
    }
    let note = "Grey: the range that was declared, from its lower end (0) to its upper (1). Lines: 90 % and 50 % of what is plausible given the facts; \
                circle: the value that is written. Numbers: median [5–95 %] of the declared range.";
    let title = "What facts tell of parameters";
    let mut page = Page::with_numbers("posterior", title, &context(scenario), POSTERIOR, note.to_owned());
    for row in rows {
        let v = row.values.map(shortest);
        let [low, high] = [row.declared.0, row.declared.1].map(shortest);
        let p = row.places.map(shortest);
        let chosen = row.chosen.map_or(String::new(), shortest);
        let [v05, v25, v50, v75, v95] = v;
        let [p05, _, p50, _, p95] = p;
        page.add_row([row.name.clone(), low, high, v05, v25, v50, v75, v95, p05, p50, p95, chosen]);
    }
    page.draw(rows.len() as f64 * ROW + FOOT, |canvas, body| {
        let plot = Frame { x: body.x + SIDES.0, w: body.w - SIDES.0 - SIDES.1, h: body.h - FOOT, ..body };
        let x_of = |place: f64| plot.x + place * plot.w;
        canvas.rectangle(plot, NEUTRAL_LIGHT.fill, 0.22)?;
        ticks(canvas, plot, &[0.0, 0.25, 0.5, 0.75, 1.0].map(|at| (x_of(at), axis::written(at, 2))))?;
        for (at, row) in rows.iter().enumerate() {
            let y = plot.y + (at as f64 + 0.5) * ROW;
            name_of(canvas, plot, y, &row.name)?;
            let ink = SCENARIOS[2].ink;
            canvas.line(&[(x_of(row.places[0]), y), (x_of(row.places[4]), y)], ink, LINE_POINTS)?;
            canvas.line(&[(x_of(row.places[1]), y), (x_of(row.places[3]), y)], ink, 3.0 * LINE_POINTS)?;
            if let Some(place) = row.chosen {
                canvas.dot((x_of(place), y), 1.0, INK)?;
                canvas.dot((x_of(place), y), 0.6, crate::style::PAPER)?;
            }
            let numbers = format!(
                "{} [{}, {}] of [{}, {}]",
                axis::short(row.values[2]),
                axis::short(row.values[0]),
                axis::short(row.values[4]),
                axis::short(row.declared.0),
                axis::short(row.declared.1)
            );
            canvas.text_centred(&numbers, (body.right(), y), Look::PLAIN.anchored(Anchor::End))?;
        }
        Ok(())
    })
}

/// Draws what worlds give, before and after, beside the facts.
///
/// # Errors
/// There are no facts, or it cannot be drawn.
pub fn draw_predictive(rows: &[FactRow], scenario: &str) -> Result<Figure, FigureError> {
    if rows.is_empty() {
        return Err(FigureError::NothingToShow { figure: "predictive", needs: "facts".into() });
    }
    let note = "Grey: two standard deviations of the fact to either side, at 0. Upper line: worlds over all that was thought possible; lower, coloured: worlds at \
                draws from what is plausible (5–95 %, median); red: a fact that no setting reaches and that was not fitted. Numbers: median after [fact].";
    let title = "Facts, and worlds before and after calibration";
    let mut page = Page::with_numbers("predictive", title, &context(scenario), PREDICTIVE, note.to_owned());
    for row in rows {
        let spread = |of: Option<[f64; 3]>| of.map_or([(); 3].map(|()| String::new()), |q| q.map(shortest));
        let [value, sd] = [row.fact_value.0, row.fact_value.1].map(shortest);
        let ([b05, b50, b95], [a05, a50, a95]) = (spread(row.before), spread(row.after));
        page.add_row([row.fact.clone(), value, sd, b05, b50, b95, a05, a50, a95, row.is_fitted.to_string()]);
    }
    page.draw(rows.len() as f64 * ROW + FOOT, |canvas, body| {
        let plot = Frame { x: body.x + SIDES.0, w: body.w - SIDES.0 - SIDES.1, h: body.h - FOOT, ..body };
        let x_of = |z: f64| plot.x + (z.clamp(-REACH, REACH) + REACH) / (2.0 * REACH) * plot.w;
        let strip = Frame { x: x_of(-2.0), w: x_of(2.0) - x_of(-2.0), ..plot };
        canvas.rectangle(strip, NEUTRAL_LIGHT.fill, 0.3)?;
        ticks(canvas, plot, &[-8.0, -4.0, 0.0, 4.0, 8.0].map(|z| (x_of(z), axis::written(z, 0))))?;
        for (at, row) in rows.iter().enumerate() {
            let y = plot.y + (at as f64 + 0.5) * ROW;
            name_of(canvas, plot, y, &row.name)?;
            let place = |value: f64| x_of((value - row.fact_value.0) / row.fact_value.1);
            let after = if row.is_fitted { SCENARIOS[2].ink } else { SCENARIOS[3].ink };
            for (spread, ink, lift) in [(row.before, NEUTRAL_LIGHT.ink, -0.7), (row.after, after, 0.7)] {
                let Some([low, middle, high]) = spread else { continue };
                canvas.line(&[(place(low), y + lift), (place(high), y + lift)], ink, LINE_POINTS)?;
                canvas.dot((place(middle), y + lift), 0.75, ink)?;
            }
            let told = row.after.or(row.before).map_or("–".to_owned(), |q| axis::short(q[1]));
            let numbers =
                format!("{told} [{} ± {}]", axis::short(row.fact_value.0), axis::short(row.fact_value.1));
            canvas.text_centred(&numbers, (body.right(), y), Look::PLAIN.anchored(Anchor::End))?;
        }
        Ok(())
    })
}

/// Draws how implausible values of parameters are at best, a panel each.
///
/// # Errors
/// There is nothing to show, or it cannot be drawn.
pub fn draw_implausibility(profiles: &[Profile], cutoff: f64, scenario: &str) -> Result<Figure, FigureError> {
    if profiles.iter().all(|profile| profile.waves.is_empty()) {
        return Err(FigureError::NothingToShow { figure: "implausibility", needs: "waves".into() });
    }
    let note = "Least implausibility over points with this value, of the fact that is worst off; a line a wave, the last one dark. Above the dashed \
                cutoff a value is ruled out whatever the others are.";
    let title = "Where waves ruled out values of parameters";
    let mut page =
        Page::with_numbers("implausibility", title, &context(scenario), IMPLAUSIBILITY, note.to_owned());
    for (letter, profile) in profiles.iter().enumerate() {
        page.say(&format!("({}) {}.", page::letter('a', letter), profile.name));
        for (wave, points) in profile.waves.iter().enumerate() {
            for (x, y) in points {
                page.add_row([profile.name.clone(), (wave + 1).to_string(), shortest(*x), shortest(*y)]);
            }
        }
    }
    let rows = profiles.len().div_ceil(4);
    page.draw(rows as f64 * PANEL, |canvas, body| {
        for (at, (profile, frame)) in profiles.iter().zip(body.grid(4, rows, GAP)).enumerate() {
            draw_profile(canvas, frame, page::letter('a', at), profile, cutoff)?;
        }
        Ok(())
    })
}

fn draw_profile(
    canvas: &Canvas,
    frame: Frame,
    letter: char,
    profile: &Profile,
    cutoff: f64,
) -> Result<(), FigureError> {
    let over = |reach: (f64, f64), steps: f64| -> Result<Axis, FigureError> {
        axis::vertical(reach, Rule::FromZero { least: 1.0 }, (0.0, reach.1), steps)
            .ok_or_else(|| FigureError::TooLarge("implausibility".into()))
    };
    let (vertical, across) = (over((0.0, CEILING), 4.0)?, over((0.0, 1.0), 2.0)?);
    panel::draw_heading(canvas, frame, letter, &profile.name)?;
    let frame = Frame { h: frame.h - TIME_TITLE, ..frame };
    let plot = panel::plot_of(frame, panel::gutter(&vertical), panel::RIGHT);
    panel::draw_axes(canvas, plot, &vertical, (&across, Some("Place in the declared range")))?;
    let place = |x: f64, y: f64| {
        (across.place(x, plot.x, plot.right()), vertical.place(y.min(CEILING), plot.bottom(), plot.y))
    };
    let dashes = 12;
    for dash in (0..dashes).map(|k| f64::from(k) / f64::from(dashes)) {
        canvas.line(&[place(dash, cutoff), place(dash + 0.05, cutoff)], INK, AXIS_POINTS)?;
    }
    for (wave, points) in profile.waves.iter().enumerate() {
        let is_last = wave + 1 == profile.waves.len();
        let ink: Rgb = if is_last { NEUTRAL.ink } else { NEUTRAL_LIGHT.fill };
        let line: Vec<(f64, f64)> = points.iter().map(|(x, y)| place(*x, *y)).collect();
        canvas.line(&line, ink, LINE_POINTS)?;
    }
    Ok(())
}

fn ticks(canvas: &Canvas, plot: Frame, at: &[(f64, String)]) -> Result<(), FigureError> {
    for (x, label) in at {
        canvas.line(&[(*x, plot.y), (*x, plot.bottom())], GRID, GRID_POINTS)?;
        canvas.text(label, (*x, plot.bottom() + 3.4), Look::PLAIN.anchored(Anchor::Middle))?;
    }
    Ok(())
}

fn name_of(canvas: &Canvas, plot: Frame, y: f64, name: &str) -> Result<(), FigureError> {
    let name = text::shorten(name, Weight::Regular, Look::PLAIN.em(), SIDES.0 - 2.0);
    canvas.text_centred(&name, (plot.x - 2.0, y), Look::PLAIN.anchored(Anchor::End))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_stand_in_their_range_with_the_value_that_is_written() {
        let row = ParameterRow {
            name: "firms.growth".into(),
            places: [0.1, 0.2, 0.3, 0.4, 0.5],
            values: [0.011, 0.012, 0.013, 0.014, 0.015],
            declared: (0.01, 0.02),
            chosen: Some(0.35),
        };
        let figure = draw_posterior(&[row], "a toy").unwrap();
        assert!(
            figure
                .data_csv
                .contains("firms.growth,0.01,0.02,0.011,0.012,0.013,0.014,0.015,0.1,0.3,0.5,0.35\n")
        );
        assert!(draw_posterior(&[], "a toy").is_err());
    }

    #[test]
    fn facts_have_worlds_before_and_after_and_what_is_missing_is_left_open() {
        let row = FactRow {
            fact: "ma_ky".into(),
            name: "Capital over output".into(),
            fact_value: (4.0, 0.5),
            before: Some([2.0, 3.0, 9.0]),
            after: None,
            is_fitted: false,
        };
        let figure = draw_predictive(&[row], "a toy").unwrap();
        assert!(figure.data_csv.contains("ma_ky,4,0.5,2,3,9,,,,false\n"), "{}", figure.data_csv);
        let Rgb(r, g, b) = SCENARIOS[3].ink;
        assert!(
            !figure.svg.contains(&format!("fill=\"#{r:02X}{g:02X}{b:02X}\"")),
            "no worlds after, no mark"
        );
    }

    #[test]
    fn each_wave_has_a_line() {
        let profile = Profile {
            name: "a".into(),
            waves: vec![vec![(0.1, 1.0), (0.9, 20.0)], vec![(0.1, 2.0), (0.9, 3.0)]],
        };
        let figure = draw_implausibility(&[profile], 3.0, "a toy").unwrap();
        assert!(figure.data_csv.contains("a,1,0.9,20\n") && figure.data_csv.contains("a,2,0.1,2\n"));
        assert!(draw_implausibility(&[], 3.0, "a toy").is_err());
    }
}
