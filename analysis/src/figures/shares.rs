//! Parts of a whole over time: a stack of all on the left, each part by itself on the right.

use super::axis::{self, Axis};
use super::canvas::{Canvas, Frame, Look};
use super::page::{self, Page};
use super::panel::{self, LineSpec, Panel, PanelSpec, Scale};
use super::{Figure, FigureContext, FigureError, labels, multiples};
use crate::bands::{Bands, Quantity};
use crate::style::{GRID_POINTS, INK, PAPER, Paint};
use crate::table::{Series, WORLD};

/// Width of the stack with its labels; the rest of the page is for the parts.
const STACK_WIDTH: f64 = 80.0;
/// Panels of parts side by side.
const PARTS_COLUMNS: usize = 2;
/// Height of the stack and its time axis above the parts, where there is no room beside them.
const ABOVE: f64 = 56.0;
/// Between the stack and the parts.
const BETWEEN: f64 = 5.0;
/// Between the stack and its labels.
const LEADER: f64 = 3.0;
/// Side of a swatch before a name.
const SWATCH: f64 = 1.9;

/// A part of the whole.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part {
    /// Column of counts.
    pub column: &'static str,
    pub label: &'static str,
    pub paint: Paint,
    /// Whether the figure can do without it.
    pub is_optional: bool,
}

/// A figure of parts of a whole.
pub(super) struct Shares {
    pub name: &'static str,
    pub title: &'static str,
    /// Of what these are shares, in words for headings: `people`.
    pub whole: &'static str,
    pub parts: &'static [Part],
    /// Panels after those of the parts.
    pub extra: &'static [PanelSpec<'static>],
    /// Height of a row of parts, and of the gap to the next, in millimetres.
    pub row_height: f64,
    pub remarks: &'static str,
}

impl Shares {
    /// Whether the table holds all the parts.
    pub(super) fn applies(&self, series: &Series) -> bool {
        self.present(series).is_ok()
    }

    /// The parts that the table holds, bottom of the stack first.
    fn present(&self, series: &Series) -> Result<Vec<Part>, FigureError> {
        let is_there = |part: &Part| Bands::of(series, WORLD, &Quantity::Column(part.column)).is_some();
        let missing: Vec<_> = self.parts.iter().filter(|part| !part.is_optional && !is_there(part)).collect();
        if !missing.is_empty() {
            let needs =
                missing.iter().map(|part| format!("`{}`", part.column)).collect::<Vec<_>>().join(", ");
            return Err(FigureError::NothingToShow { figure: self.name, needs });
        }
        Ok(self.parts.iter().copied().filter(|part| !part.is_optional || is_there(part)).collect())
    }

    /// Draws the figure.
    pub(super) fn draw(&self, series: &Series, context: &FigureContext) -> Result<Figure, FigureError> {
        let parts = self.present(series)?;
        let row_height = multiples::row_height(self.row_height, context.edition);
        let panels = self.panels(&parts, series, row_height - multiples::GAP.1)?;
        let Some(stack) = Stack::of(&parts, &panels) else {
            let needs = format!("{} above zero", self.whole);
            return Err(FigureError::NothingToShow { figure: self.name, needs });
        };
        let mut page = Page::new(self.name, self.title, context, &panels);
        page.say(&format!(
            "(a) Shares of {}, stacked: medians over replicates, rescaled to sum to one; beside it the shares at the end.",
            self.whole
        ));
        page.say_panels(&panels, 'b');
        page.say(self.remarks);
        page.say_in_note(match panels[0].lines[0].bands.replicates() {
            0 | 1 => "Vertical axes differ.",
            _ => "In a, medians are rescaled to 100 %; axes differ.",
        });
        for (part, thickness) in parts.iter().zip(&stack.thickness) {
            page.add_values(&format!("{}_stacked", part.column), &stack.months, thickness);
        }
        let heading = format!("Share of {} (%)", self.whole);
        let rows = panels.len().div_ceil(PARTS_COLUMNS) as f64;
        let grid_height = rows * row_height + multiples::TIME_TITLE;
        let is_narrow = context.edition.is_narrow();
        page.draw(if is_narrow { ABOVE + grid_height } else { grid_height }, |canvas, body| {
            let beside = Frame { w: STACK_WIDTH, h: body.h - multiples::TIME_TITLE, ..body };
            let above = Frame { h: ABOVE - 2.0 * multiples::TIME_TITLE, ..body };
            let left = if is_narrow { above } else { beside };
            stack.draw(canvas, left, &heading, &parts)?;
            let beside =
                Frame { x: body.x + STACK_WIDTH + BETWEEN, w: body.w - STACK_WIDTH - BETWEEN, ..body };
            let below = Frame { y: body.y + ABOVE, h: grid_height, ..body };
            let right = if is_narrow { below } else { beside };
            multiples::draw_grid(canvas, right, (PARTS_COLUMNS, 'b'), &panels, page::months(&panels))
        })
    }

    /// One panel a part, then the extra ones.
    fn panels(&self, parts: &[Part], series: &Series, height: f64) -> Result<Vec<Panel>, FigureError> {
        let columns: Vec<&str> = parts.iter().map(|part| part.column).collect();
        let unit = format!("% of {}", self.whole);
        let mut panels = Vec::new();
        for part in parts {
            let quantity = Quantity::Share(part.column, &columns);
            let lines = [LineSpec { series: part.column, label: part.label, quantity, paint: part.paint }];
            let spec = PanelSpec { heading: part.label, unit: &unit, scale: Scale::Share, lines: &lines };
            panels.extend(Panel::fill(&spec, series, height)?);
        }
        panels.extend(multiples::fill(self.extra, series, height)?);
        Ok(panels)
    }
}

/// How thick each part is in each month; together they are one.
pub(super) struct Stack {
    pub months: Vec<i64>,
    pub thickness: Vec<Vec<f64>>,
}

impl Stack {
    /// From the panels of the parts, which come first among `panels`.
    fn of(parts: &[Part], panels: &[Panel]) -> Option<Self> {
        let bands: Vec<&Bands> =
            panels.iter().take(parts.len()).filter_map(|panel| Some(&panel.lines.first()?.bands)).collect();
        let months = bands.first()?.months.clone();
        // Shares of one whole are known in the same months, or not at all.
        if bands.len() != parts.len() || bands.iter().any(|part| part.months != months) {
            return None;
        }
        let mut thickness = vec![Vec::with_capacity(months.len()); parts.len()];
        for at in 0..months.len() {
            let medians: f64 = bands.iter().map(|part| part.spreads[at].q50).sum();
            for (part, thickness) in bands.iter().zip(&mut thickness) {
                let spread = &part.spreads[at];
                // Replicates that each end in another corner have medians of nothing at all: only then the mean speaks for them.
                thickness.push(if medians > 1e-9 { spread.q50 / medians } else { spread.mean });
            }
        }
        Some(Self { months, thickness })
    }

    /// Draws the stack with its axes, and the names of its parts on the right.
    pub(super) fn draw(
        &self,
        canvas: &Canvas,
        frame: Frame,
        heading: &str,
        parts: &[Part],
    ) -> Result<(), FigureError> {
        let names: Vec<String> =
            parts.iter().zip(&self.thickness).map(|(part, t)| name_with_share(part, t)).collect();
        let widest = names.iter().map(|name| Look::PLAIN.width(name)).fold(0.0, f64::max);
        let per_cent = axis::vertical((0.0, 100.0), axis::Rule::FromZero { least: 100.0 }, (0.0, 100.0), 5.0)
            .ok_or_else(|| FigureError::TooLarge(heading.to_owned()))?;
        let plot = panel::plot_of(frame, panel::gutter(&per_cent), widest + LEADER);
        let first_and_last =
            (self.months.first().copied().unwrap_or(0), self.months.last().copied().unwrap_or(0));
        let (time, title) = axis::time(first_and_last.0, first_and_last.1, plot.w);
        panel::draw_heading(canvas, frame, 'a', heading)?;
        panel::draw_axes(canvas, plot, &per_cent, (&time, Some(title)))?;
        let edges = self.edges(plot, &time);
        for (part, pair) in parts.iter().zip(edges.windows(2)) {
            let outline: Vec<_> = pair[0].iter().chain(pair[1].iter().rev()).copied().collect();
            canvas.area(&outline, part.paint.fill, 1.0)?;
        }
        // Hairlines of paper keep neighbours apart in grey, too.
        for edge in &edges[1..parts.len()] {
            canvas.line(edge, PAPER, GRID_POINTS)?;
        }
        canvas.line(&[(plot.x, plot.bottom()), (plot.right(), plot.bottom())], INK, GRID_POINTS)?;
        self.draw_names(canvas, plot, &edges, (parts, &names))
    }

    /// The edges between parts, from the bottom of the plot to its top.
    fn edges(&self, plot: Frame, time: &Axis) -> Vec<Vec<(f64, f64)>> {
        let mut heights = vec![0.0; self.months.len()];
        let edge = |heights: &[f64]| {
            let point = |(&month, height): (&i64, &f64)| {
                (time.place(month as f64, plot.x, plot.right()), plot.bottom() - height.min(1.0) * plot.h)
            };
            let points: Vec<(f64, f64)> = self.months.iter().zip(heights).map(point).collect();
            match points[..] {
                // A single month fills the plot.
                [(_, y)] => vec![(plot.x, y), (plot.right(), y)],
                _ => points,
            }
        };
        let mut edges = vec![edge(&heights)];
        for part in &self.thickness {
            heights.iter_mut().zip(part).for_each(|(height, thickness)| *height += thickness);
            edges.push(edge(&heights));
        }
        edges
    }

    /// Names to the right of the stack, each beside its part's end, with a thin line where it had to give way.
    fn draw_names(
        &self,
        canvas: &Canvas,
        plot: Frame,
        edges: &[Vec<(f64, f64)>],
        (parts, names): (&[Part], &[String]),
    ) -> Result<(), FigureError> {
        let end = |edge: &Vec<(f64, f64)>| edge.last().map_or(plot.bottom(), |point| point.1);
        // Upwards from the bottom, as the stack grows.
        let wishes: Vec<f64> =
            edges.windows(2).map(|pair| plot.bottom() - (end(&pair[0]) + end(&pair[1])) / 2.0).collect();
        let half = Look::PLAIN.em() / 2.0;
        let places = labels::apart(&wishes, 1.3 * Look::PLAIN.em(), half, plot.h - half);
        let parts = parts.iter().zip(&self.thickness).zip(names);
        for ((((part, thickness), name), wish), place) in parts.zip(&wishes).zip(&places) {
            let (from, to) = (plot.bottom() - wish, plot.bottom() - place);
            let x = plot.right();
            if is_gone(thickness) {
                // There is no end to point at: a swatch says which area it was, in a copy in grey too.
                let swatch =
                    Frame { x: x + LEADER - 0.5 - SWATCH, y: to - SWATCH / 2.0, w: SWATCH, h: SWATCH };
                canvas.rectangle(swatch, part.paint.ink, 1.0)?;
                canvas.rectangle(swatch.inside(0.1), part.paint.fill, 1.0)?;
            } else {
                canvas.line(
                    &[(x + 0.3, from), (x + 0.9, from), (x + 1.9, to), (x + LEADER - 0.5, to)],
                    part.paint.ink,
                    GRID_POINTS,
                )?;
            }
            canvas.text_centred(name, (x + LEADER, to), Look::PLAIN.coloured(part.paint.ink))?;
        }
        Ok(())
    }
}

/// Whether a part that was there has nothing left at the end.
fn is_gone(thickness: &[f64]) -> bool {
    thickness.last().is_some_and(|share| *share <= 0.0)
}

/// A part's name and what share it ends with.
fn name_with_share(part: &Part, thickness: &[f64]) -> String {
    let share = thickness.last().copied().unwrap_or(0.0) * 100.0;
    let decimals = if share >= 9.95 || share == 0.0 {
        0
    } else if share >= 0.995 {
        1
    } else {
        2
    };
    let amount =
        if share > 0.0 && share < 0.005 { "< 0.01".to_owned() } else { axis::written(share, decimals) };
    format!("{} {amount} %", part.label)
}
