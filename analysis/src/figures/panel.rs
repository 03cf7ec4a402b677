//! One small panel: a few lines with their bands over time, on axes with round numbers.

use super::FigureError;
use super::axis::{self, Axis, Rule};
use super::canvas::{Anchor, Canvas, Frame, Look};
use super::labels::{self, Track};
use crate::bands::{Bands, Quantity};
use crate::stats::Spread;
use crate::style::{
    AXIS_POINTS, BAND_OPACITY, GRID, GRID_POINTS, INK, LINE_POINTS, PAPER, Paint, Rgb, TITLE_POINTS,
};
use crate::table::{Series, WORLD};
use crate::text::{self, Weight};

/// Room above a plot for its heading, and below it for the numbers of the time axis, in millimetres.
pub(super) const HEADING: f64 = 5.2;
pub(super) const NUMBERS: f64 = 4.4;
/// Room to the right of a plot, for half of the last number below it.
pub(super) const RIGHT: f64 = 2.6;
/// From the letter of a panel to its heading.
const LETTER: f64 = 3.6;
/// From one line of a heading to the next.
const LEADING: f64 = 3.0;
/// About how far apart the numbers beside a plot stand.
const MM_OF_A_STEP: f64 = 7.5;
/// With more lines than this a panel has the inner bands alone: wide ones on top of each other would hide the lines.
const MOST_WITH_BANDS: usize = 3;
/// Between the numbers of an axis and the plot.
const TICK: f64 = 1.0;

/// What kind of number a panel shows.
#[derive(Clone, Copy, Debug)]
pub(super) enum Scale {
    /// A share of one, drawn in per cent from zero.
    Share,
    /// A share of one that stays far from zero: in per cent, on an axis of at least 20 points.
    ShareAround,
    /// A multiple of its start; one is marked.
    Index,
    /// Any number from zero up.
    FromZero,
}

impl Scale {
    fn factor(self) -> f64 {
        if matches!(self, Self::Share | Self::ShareAround) { 100.0 } else { 1.0 }
    }

    fn bounds(self) -> (f64, f64) {
        if matches!(self, Self::Share | Self::ShareAround) { (0.0, 100.0) } else { (0.0, f64::INFINITY) }
    }

    fn rule(self) -> Rule {
        match self {
            Self::Share | Self::FromZero => Rule::FromZero { least: 1.0 },
            Self::ShareAround => Rule::Around { least: 20.0 },
            Self::Index => Rule::Around { least: 0.2 },
        }
    }
}

/// A line of a panel, before a table is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct LineSpec<'a> {
    /// Its name in the figure's CSV.
    pub series: &'a str,
    /// What is written beside it, where a panel has several.
    pub label: &'a str,
    pub quantity: Quantity<'a>,
    pub paint: Paint,
}

/// A panel, before a table is read.
#[derive(Clone, Copy, Debug)]
pub(super) struct PanelSpec<'a> {
    pub heading: &'a str,
    pub unit: &'a str,
    pub scale: Scale,
    pub lines: &'a [LineSpec<'a>],
}

/// A line with its numbers.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub series: String,
    pub bands: Bands,
    label: Option<String>,
    paint: Paint,
}

/// A panel with its numbers and its vertical axis.
#[derive(Clone, Debug)]
pub(super) struct Panel {
    pub heading: String,
    pub lines: Vec<Line>,
    pub axis: Axis,
    unit: String,
    factor: f64,
    mark: Option<f64>,
}

impl Panel {
    /// Fills a panel from the world's rows; none if the table has nothing of what it shows. `height` is that of
    /// the panel in millimetres, and decides how many numbers stand beside it.
    pub(super) fn fill(spec: &PanelSpec, series: &Series, height: f64) -> Result<Option<Self>, FigureError> {
        let line = |line: &LineSpec| {
            let label = (spec.lines.len() > 1).then(|| line.label.to_owned());
            let bands = Bands::of(series, WORLD, &line.quantity)?;
            Some(Line { series: line.series.to_owned(), bands, label, paint: line.paint })
        };
        let lines: Vec<Line> = spec.lines.iter().filter_map(line).collect();
        if lines.is_empty() {
            return Ok(None);
        }
        let factor = spec.scale.factor();
        let spreads = || lines.iter().flat_map(|line| &line.bands.spreads);
        let ends = ends_of(lines.len());
        let least = spreads().map(|spread| ends(spread).0 * factor).fold(f64::INFINITY, f64::min);
        let most = spreads().map(|spread| ends(spread).1 * factor).fold(f64::NEG_INFINITY, f64::max);
        // Natural bounds bind axes, not data: should a number lie outside them, it is still shown.
        let bounds = (spec.scale.bounds().0.min(least), spec.scale.bounds().1.max(most));
        let axis = axis::vertical(
            (least, most),
            spec.scale.rule(),
            bounds,
            (height - HEADING - NUMBERS) / MM_OF_A_STEP,
        )
        .ok_or_else(|| FigureError::TooLarge(spec.heading.to_owned()))?;
        let mark = matches!(spec.scale, Scale::Index).then_some(1.0);
        let unit = axis::unit_with_power(spec.unit, axis.power);
        Ok(Some(Self { heading: spec.heading.to_owned(), lines, axis, unit, factor, mark }))
    }

    /// First and last month of its lines.
    pub(super) fn months(&self) -> (i64, i64) {
        let months = || self.lines.iter().flat_map(|line| &line.bands.months).copied();
        (months().min().unwrap_or(0), months().max().unwrap_or(0))
    }

    /// Whether it has so many lines that only their inner bands are drawn.
    pub(super) fn is_crowded(&self) -> bool {
        self.lines.len() > MOST_WITH_BANDS
    }

    /// Its heading with the unit, as one line or, where a panel of this width has no room, as two.
    fn heading_in(&self, width: f64) -> Vec<String> {
        let whole = format!("{} ({})", self.heading, self.unit);
        let em = Look::PLAIN.em();
        let fits = |words: &str| text::width(words, Weight::Regular, em) <= width - LETTER;
        if !fits(&whole) && fits(&self.heading) {
            return vec![self.heading.clone(), format!("({})", self.unit)];
        }
        let mut lines = text::wrap(&whole, Weight::Regular, em, width - LETTER).into_iter();
        let first = lines.next().unwrap_or_default();
        let rest: Vec<String> = lines.collect();
        if rest.is_empty() { vec![first] } else { vec![first, rest.join(" ")] }
    }

    /// How many lines its heading takes.
    pub(super) fn heading_lines(&self, width: f64) -> usize {
        self.heading_in(width).len()
    }

    /// What it shows, in words: each line's first and last median.
    pub(super) fn told(&self) -> String {
        let number = |spread: &Spread| {
            let value = spread.q50 * self.factor / self.axis.scale();
            let decimals = (value.abs() < 99.95) as usize + usize::from(value.abs() < 9.995);
            axis::written(value, decimals)
        };
        let line = |line: &Line| {
            let (first, last) = (line.bands.spreads.first()?, line.bands.spreads.last()?);
            let label = line.label.as_ref().map(|label| format!("{} ", label.to_lowercase()));
            Some(format!("{}{} to {}", label.unwrap_or_default(), number(first), number(last)))
        };
        let lines: Vec<String> = self.lines.iter().filter_map(line).collect();
        format!("{} ({}) {}", self.heading, self.unit, lines.join(", "))
    }

    /// Room that the numbers beside the vertical axis need.
    pub(super) fn gutter(&self) -> f64 {
        gutter(&self.axis)
    }
}

/// Room that the numbers beside a vertical axis need.
pub(super) fn gutter(axis: &Axis) -> f64 {
    axis.ticks.iter().map(|(_, label)| Look::PLAIN.width(label)).fold(0.0, f64::max) + TICK
}

/// The plot inside a panel's frame.
pub(super) fn plot_of(frame: Frame, gutter: f64, right: f64) -> Frame {
    Frame {
        x: frame.x + gutter,
        y: frame.y + HEADING,
        w: frame.w - gutter - right,
        h: frame.h - HEADING - NUMBERS,
    }
}

/// Draws a panel into its frame. `time` is the axis of all panels; `title` is written below it where given.
pub(super) fn draw(
    canvas: &Canvas,
    frame: Frame,
    (letter, gutter, lines): (char, f64, usize),
    panel: &Panel,
    (time, title): (&Axis, Option<&str>),
) -> Result<(), FigureError> {
    let heading = panel.heading_in(frame.w);
    draw_heading(canvas, frame, letter, &heading[0])?;
    let below = Frame { y: frame.y + LEADING, ..frame };
    if let Some(rest) = heading.get(1) {
        draw_rest_of_heading(canvas, below, rest)?;
    }
    // All panels of a grid leave room for the longest heading, so that their plots stand in rows.
    let room = LEADING * (lines.max(1) - 1) as f64;
    let plot = plot_of(Frame { y: frame.y + room, h: frame.h - room, ..frame }, gutter, RIGHT);
    draw_axes(canvas, plot, &panel.axis, (time, title))?;
    let y_of = |value: f64| panel.axis.place(value * panel.factor, plot.bottom(), plot.y);
    let x_of = |month: i64| time.place(month as f64, plot.x, plot.right());
    if let Some(mark) = panel.mark.filter(|mark| (panel.axis.low..=panel.axis.high).contains(mark)) {
        canvas.line(
            &[(plot.x, y_of(mark)), (plot.right(), y_of(mark))],
            Rgb(0x99, 0x99, 0x99),
            GRID_POINTS,
        )?;
    }
    let labels = place_labels(plot, panel, &x_of, &y_of);
    // Grid lines stop short of words; what is shown does not, so this comes first.
    for (frame, _, _) in &labels {
        canvas.rectangle(*frame, PAPER, 1.0)?;
    }
    for line in &panel.lines {
        draw_bands(canvas, line, panel.is_crowded(), &x_of, &y_of)?;
    }
    for line in &panel.lines {
        draw_median(canvas, line, &x_of, &y_of)?;
    }
    for (frame, label, look) in labels {
        canvas.text_centred(label, (frame.x, frame.y + frame.h / 2.0), look)?;
    }
    Ok(())
}

/// The letter of a panel, and what it shows.
pub(super) fn draw_heading(
    canvas: &Canvas,
    frame: Frame,
    letter: char,
    heading: &str,
) -> Result<(), FigureError> {
    let baseline = frame.y + 2.6;
    let bold = Look { points: TITLE_POINTS, weight: Weight::Bold, ..Look::PLAIN };
    canvas.text(&letter.to_string(), (frame.x, baseline), bold)?;
    let room = frame.w - LETTER;
    canvas.text(
        &text::shorten(heading, Weight::Regular, Look::PLAIN.em(), room),
        (frame.x + LETTER, baseline),
        Look::PLAIN,
    )
}

/// What did not fit on the heading's first line.
fn draw_rest_of_heading(canvas: &Canvas, frame: Frame, rest: &str) -> Result<(), FigureError> {
    let rest = text::shorten(rest, Weight::Regular, Look::PLAIN.em(), frame.w - LETTER);
    canvas.text(&rest, (frame.x + LETTER, frame.y + 2.6), Look::PLAIN)
}

/// Grid, numbers and the line of time.
pub(super) fn draw_axes(
    canvas: &Canvas,
    plot: Frame,
    vertical: &Axis,
    (time, title): (&Axis, Option<&str>),
) -> Result<(), FigureError> {
    for (tick, label) in &vertical.ticks {
        let y = vertical.place(*tick, plot.bottom(), plot.y);
        canvas.line(&[(plot.x, y), (plot.right(), y)], GRID, GRID_POINTS)?;
        canvas.text_centred(label, (plot.x - TICK, y), Look::PLAIN.anchored(Anchor::End))?;
    }
    canvas.line(&[(plot.x, plot.bottom()), (plot.right(), plot.bottom())], INK, AXIS_POINTS)?;
    for (tick, label) in &time.ticks {
        let x = time.place(*tick, plot.x, plot.right());
        canvas.line(&[(x, plot.bottom()), (x, plot.bottom() + 0.8)], INK, AXIS_POINTS)?;
        canvas.text(label, (x, plot.bottom() + 3.3), Look::PLAIN.anchored(Anchor::Middle))?;
    }
    match title {
        Some(title) => {
            let middle = plot.x + plot.w / 2.0;
            canvas.text(title, (middle, plot.bottom() + 6.6), Look::PLAIN.anchored(Anchor::Middle))
        }
        None => Ok(()),
    }
}

/// The lower and upper end of what is drawn of a spread, in a panel of so many lines.
fn ends_of(lines: usize) -> fn(&Spread) -> (f64, f64) {
    if lines > MOST_WITH_BANDS { |s| (s.q25, s.q75) } else { |s| (s.q05, s.q95) }
}

fn draw_bands(
    canvas: &Canvas,
    line: &Line,
    is_crowded: bool,
    x_of: &impl Fn(i64) -> f64,
    y_of: &impl Fn(f64) -> f64,
) -> Result<(), FigureError> {
    if line.bands.replicates() < 2 {
        return Ok(());
    }
    type Edge = fn(&Spread) -> f64;
    let pairs: [(Edge, Edge, f64); 2] =
        [(|s| s.q05, |s| s.q95, BAND_OPACITY.0), (|s| s.q25, |s| s.q75, BAND_OPACITY.1)];
    // A band alone is as light as the outer one.
    let drawn = if is_crowded { &[(pairs[1].0, pairs[1].1, BAND_OPACITY.0)][..] } else { &pairs };
    for &(low, high, opacity) in drawn {
        let upper = line.bands.iter().map(|(month, spread)| (x_of(month), y_of(high(spread))));
        let lower = line.bands.iter().rev().map(|(month, spread)| (x_of(month), y_of(low(spread))));
        let mut outline: Vec<(f64, f64)> = upper.chain(lower).collect();
        if let [(x, top), (_, bottom)] = outline[..] {
            // A single month has no width of its own.
            outline = vec![(x - 0.4, top), (x + 0.4, top), (x + 0.4, bottom), (x - 0.4, bottom)];
        }
        canvas.area(&outline, line.paint.ink, opacity)?;
    }
    Ok(())
}

fn draw_median(
    canvas: &Canvas,
    line: &Line,
    x_of: &impl Fn(i64) -> f64,
    y_of: &impl Fn(f64) -> f64,
) -> Result<(), FigureError> {
    let points: Vec<_> = line.bands.iter().map(|(month, spread)| (x_of(month), y_of(spread.q50))).collect();
    match points[..] {
        [point] => canvas.dot(point, 0.5, line.paint.ink),
        _ => canvas.line(&points, line.paint.ink, LINE_POINTS),
    }
}

/// The labels of a panel's lines: where, what, and how they look.
fn place_labels<'a>(
    plot: Frame,
    panel: &'a Panel,
    x_of: &impl Fn(i64) -> f64,
    y_of: &impl Fn(f64) -> f64,
) -> Vec<(Frame, &'a str, Look)> {
    let ends = ends_of(panel.lines.len());
    let track = |line: &Line| {
        let drawn = line.bands.iter().map(|(month, spread)| {
            let (low, high) = ends(spread);
            (x_of(month), y_of(high), y_of(low))
        });
        labels::dense(drawn.collect())
    };
    let labelled = || panel.lines.iter().filter_map(|line| Some((line, line.label.as_deref()?)));
    if labelled().next().is_none() {
        return Vec::new();
    }
    let tracks: Vec<Track> = panel.lines.iter().map(track).collect();
    let sizes: Vec<_> = labelled().map(|(_, label)| (Look::PLAIN.width(label), Look::PLAIN.em())).collect();
    let places = labels::beside(&tracks, &sizes, plot);
    labelled()
        .zip(places)
        .map(|((line, label), place)| (place, label, Look::PLAIN.coloured(line.paint.ink)))
        .collect()
}
