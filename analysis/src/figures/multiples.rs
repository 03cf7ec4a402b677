//! Small multiples: panels in a grid, on one time axis.

use super::FigureError;
use super::axis;
use super::canvas::{Canvas, Frame};
use super::page::{self, Page};
use super::panel::{self, LineSpec, Panel, PanelSpec};
use super::{Edition, Figure, FigureContext};
use crate::bands::Bands;
use crate::table::{Series, WORLD};

/// Between neighbouring panels, in millimetres.
pub(super) const GAP: (f64, f64) = (2.5, 2.0);
/// Room for the title of the time axis below the last row.
pub(super) const TIME_TITLE: f64 = 3.2;

/// Panels side by side in one column of a journal, and height of their rows.
const NARROW_COLUMNS: usize = 2;
const NARROW_ROW: f64 = 30.0;

/// A figure that is nothing but a grid of panels.
pub(super) struct Multiples {
    pub name: &'static str,
    /// What it shows, as its title.
    pub title: &'static str,
    pub columns: usize,
    pub panels: &'static [PanelSpec<'static>],
    /// Height of a row of panels, and of the gap to the next, in millimetres.
    pub row_height: f64,
    /// What it needs, in words for a message.
    pub needs: &'static str,
    /// What else the caption has to say.
    pub remarks: &'static str,
}

/// Whether the table can fill any of the panels.
pub(super) fn applies(figure: &Multiples, series: &Series) -> bool {
    let is_there = |line: &LineSpec| Bands::of(series, WORLD, &line.quantity).is_some();
    figure.panels.iter().any(|panel| panel.lines.iter().any(is_there))
}

/// Draws the panels that the table can fill.
pub(super) fn draw(
    figure: &Multiples,
    series: &Series,
    context: &FigureContext,
) -> Result<Figure, FigureError> {
    let row_height = row_height(figure.row_height, context.edition);
    let panels = fill(figure.panels, series, row_height - GAP.1)?;
    if panels.is_empty() {
        return Err(FigureError::NothingToShow { figure: figure.name, needs: figure.needs.to_owned() });
    }
    let most = columns(figure.columns, context.edition);
    let columns = most.min(panels.len());
    let rows = panels.len().div_ceil(columns);
    let mut page = Page::new(figure.name, figure.title, context, &panels);
    page.say_panels(&panels, 'a');
    page.say(figure.remarks);
    page.say_crowded(&panels, 'a');
    page.say_cut_axes(panels.iter().map(|panel| &panel.axis), 'a');
    let height = rows as f64 * row_height + TIME_TITLE;
    page.draw(height, |canvas, body| draw_grid(canvas, body, (columns, 'a'), &panels, page::months(&panels)))
}

/// Panels side by side, of so many across a page.
pub(super) fn columns(across: usize, edition: Edition) -> usize {
    if edition.is_narrow() { across.min(NARROW_COLUMNS) } else { across }
}

/// Height of a row of panels that has this height across a page: narrower panels are lower.
pub(super) fn row_height(across: f64, edition: Edition) -> f64 {
    if edition.is_narrow() { across.min(NARROW_ROW) } else { across }
}

/// Reads the panels' numbers, leaving out those without any; each panel is `height` millimetres high.
pub(super) fn fill(specs: &[PanelSpec], series: &Series, height: f64) -> Result<Vec<Panel>, FigureError> {
    specs.iter().filter_map(|spec| Panel::fill(spec, series, height).transpose()).collect()
}

/// Draws panels row by row, lettered from `first`; the lowest of each column bears the title of the time axis.
pub(super) fn draw_grid(
    canvas: &Canvas,
    body: Frame,
    (columns, first): (usize, char),
    panels: &[Panel],
    months: (i64, i64),
) -> Result<(), FigureError> {
    let rows = panels.len().div_ceil(columns);
    let body = Frame { h: body.h - TIME_TITLE, ..body };
    let gutter = panels.iter().map(Panel::gutter).fold(0.0, f64::max);
    let width = body.grid(columns, rows, GAP).first().map_or(body.w, |frame| frame.w);
    let lines = panels.iter().map(|panel| panel.heading_lines(width)).max().unwrap_or(1);
    for (at, (panel, frame)) in panels.iter().zip(body.grid(columns, rows, GAP)).enumerate() {
        let (time, title) = axis::time(months.0, months.1, panel::plot_of(frame, gutter, 0.0).w);
        let is_lowest = at + columns >= panels.len();
        panel::draw(
            canvas,
            frame,
            (page::letter(first, at), gutter, lines),
            panel,
            (&time, is_lowest.then_some(title)),
        )?;
    }
    Ok(())
}
