//! The key of scenarios above a figure: a stroke in each one's colour, and its name.

use super::super::FigureError;
use super::super::canvas::{Canvas, Frame, Look};
use crate::style::Paint;
use crate::text::{self, Weight};

/// From one row to the next, in millimetres.
const LEADING: f64 = 3.6;
const STROKE: f64 = 4.0;
const AIR: f64 = 1.0;
const BETWEEN: f64 = 4.0;

/// A name and its colour; areas have a filled square rather than a stroke.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub name: String,
    pub paint: Paint,
    pub is_area: bool,
}

impl Entry {
    pub(super) fn line(name: impl Into<String>, paint: Paint) -> Self {
        Self { name: name.into(), paint, is_area: false }
    }

    pub(super) fn area(name: impl Into<String>, paint: Paint) -> Self {
        Self { name: name.into(), paint, is_area: true }
    }

    fn swatch(&self) -> f64 {
        if self.is_area { 2.0 } else { STROKE }
    }
}

/// The entries with their places inside a width, row by row.
fn places(entries: &[Entry], width: f64) -> Vec<(f64, usize, String)> {
    let (mut x, mut row) = (0.0, 0);
    let mut places = Vec::new();
    for entry in entries {
        let room = width - entry.swatch() - AIR;
        let name = text::shorten(&text::printable(&entry.name), Weight::Regular, Look::PLAIN.em(), room);
        let long = entry.swatch() + AIR + Look::PLAIN.width(&name);
        if x > 0.0 && x + long > width {
            (x, row) = (0.0, row + 1);
        }
        places.push((x, row, name));
        x += long + BETWEEN;
    }
    places
}

/// How high the key is.
pub(super) fn height(entries: &[Entry], width: f64) -> f64 {
    places(entries, width).last().map_or(0.0, |(_, row, _)| (*row as f64 + 1.0) * LEADING)
}

/// Draws the key at the top of a frame, and gives the rest of it.
pub(super) fn draw(canvas: &Canvas, frame: Frame, entries: &[Entry]) -> Result<Frame, FigureError> {
    for (entry, (x, row, name)) in entries.iter().zip(places(entries, frame.w)) {
        let (x, y) = (frame.x + x, frame.y + row as f64 * LEADING + 1.3);
        if entry.is_area {
            canvas.rectangle(Frame { x, y: y - 1.0, w: 2.0, h: 2.0 }, entry.paint.ink, 1.0)?;
            canvas.rectangle(Frame { x: x + 0.1, y: y - 0.9, w: 1.8, h: 1.8 }, entry.paint.fill, 1.0)?;
        } else {
            canvas.line(&[(x, y), (x + STROKE, y)], entry.paint.ink, 1.2)?;
        }
        canvas.text_centred(&name, (x + entry.swatch() + AIR, y), Look::PLAIN)?;
    }
    let used = height(entries, frame.w);
    Ok(Frame { y: frame.y + used, h: frame.h - used, ..frame })
}
