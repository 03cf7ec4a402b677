//! A sheet of paper in millimetres. The only file that knows plotters.

use plotters::coord::Shift;
use plotters::drawing::{DrawingArea, DrawingAreaErrorKind, IntoDrawingArea};
use plotters::element::{Circle, PathElement, Polygon, Rectangle, Text};
use plotters::style::text_anchor::{HPos, Pos, VPos};
use plotters::style::{Color, FontDesc, FontFamily, FontStyle, RGBAColor, ShapeStyle};

use super::FigureError;
use super::edition::{Role, Theme};
use crate::style::{INK, MM_PER_POINT, PAPER, Rgb, TEXT_POINTS, UNITS_PER_MM};
use crate::text::{self, Weight};

type Point = (f64, f64);

/// A rectangle on the sheet, in millimetres from its upper left corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Frame {
    pub x: f64,
    pub y: f64,
    pub w: f64,
    pub h: f64,
}

impl Frame {
    pub(super) fn right(self) -> f64 {
        self.x + self.w
    }

    pub(super) fn bottom(self) -> f64 {
        self.y + self.h
    }

    /// The frame without a margin on all sides.
    pub(super) fn inside(self, margin: f64) -> Self {
        Self { x: self.x + margin, y: self.y + margin, w: self.w - 2.0 * margin, h: self.h - 2.0 * margin }
    }

    pub(super) fn overlaps(self, other: Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// Cuts the frame into `columns` × `rows` equal parts, row by row, with gaps between them.
    pub(super) fn grid(self, columns: usize, rows: usize, gap: Point) -> Vec<Self> {
        let w = (self.w - gap.0 * (columns as f64 - 1.0)) / columns as f64;
        let h = (self.h - gap.1 * (rows as f64 - 1.0)) / rows as f64;
        let cell = |at: usize| {
            let (column, row) = ((at % columns) as f64, (at / columns) as f64);
            Self { x: self.x + column * (w + gap.0), y: self.y + row * (h + gap.1), w, h }
        };
        (0..columns * rows).map(cell).collect()
    }
}

/// Where a text is held.
#[derive(Clone, Copy, Debug)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a text looks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Look {
    pub points: f64,
    pub weight: Weight,
    pub anchor: Anchor,
    pub colour: Rgb,
}

impl Look {
    /// What nearly every word looks like.
    pub(super) const PLAIN: Self =
        Self { points: TEXT_POINTS, weight: Weight::Regular, anchor: Anchor::Start, colour: INK };

    pub(super) fn anchored(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }

    pub(super) fn coloured(self, colour: Rgb) -> Self {
        Self { colour, ..self }
    }

    /// Height of an em in millimetres.
    pub(super) fn em(self) -> f64 {
        units(self.points * MM_PER_POINT) as f64 / UNITS_PER_MM
    }

    /// Width of a text in millimetres.
    pub(super) fn width(self, words: &str) -> f64 {
        text::width(words, self.weight, self.em())
    }
}

/// The sheet while it is being drawn.
pub(super) struct Canvas<'a> {
    area: DrawingArea<plotters::backend::SVGBackend<'a>, Shift>,
    theme: Theme,
}

/// Draws a sheet of a width and a height, and gives it as SVG; `title` and `description` are for those who cannot see it.
pub(super) fn sheet(
    (width_mm, height_mm): (f64, f64),
    theme: Theme,
    title: &str,
    description: &str,
    draw: impl FnOnce(&Canvas) -> Result<(), FigureError>,
) -> Result<String, FigureError> {
    let size = (units(width_mm) as u32, units(height_mm) as u32);
    let mut drawn = String::new();
    {
        let backend = plotters::backend::SVGBackend::with_string(&mut drawn, size);
        let canvas = Canvas { area: backend.into_drawing_area(), theme };
        canvas.rectangle(Frame { x: 0.0, y: 0.0, w: width_mm, h: height_mm }, PAPER, 1.0)?;
        draw(&canvas)?;
        canvas.area.present().map_err(backend_failed)?;
    }
    // plotters sizes the sheet in pixels. Millimetres make it print at its size; round joins keep noisy lines from growing spikes.
    let body = drawn.find('>').map_or("", |end| &drawn[end + 1..]);
    let (w, h) = size;
    Ok(format!(
        "<svg width=\"{}mm\" height=\"{}mm\" viewBox=\"0 0 {w} {h}\" xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" \
         stroke-linejoin=\"round\">\n<title>{}</title>\n<desc>{}</desc>{body}",
        f64::from(w) / UNITS_PER_MM,
        f64::from(h) / UNITS_PER_MM,
        escaped(title),
        escaped(description),
    ))
}

impl Canvas<'_> {
    fn colour(&self, colour: Rgb, opacity: f64, role: Role) -> RGBAColor {
        let Rgb(red, green, blue) = self.theme.shown(colour, role);
        RGBAColor(red, green, blue, opacity)
    }

    /// An open line through the points.
    pub(super) fn line(&self, points: &[Point], colour: Rgb, width_points: f64) -> Result<(), FigureError> {
        let width = units(width_points * MM_PER_POINT).max(1) as u32;
        let style =
            ShapeStyle { color: self.colour(colour, 1.0, Role::Line), filled: false, stroke_width: width };
        self.area.draw(&PathElement::new(on_grid(points), style)).map_err(backend_failed)
    }

    /// A filled outline.
    pub(super) fn area(&self, outline: &[Point], colour: Rgb, opacity: f64) -> Result<(), FigureError> {
        self.area
            .draw(&Polygon::new(on_grid(outline), self.colour(colour, opacity, area_role(opacity)).filled()))
            .map_err(backend_failed)
    }

    /// A filled rectangle.
    pub(super) fn rectangle(&self, frame: Frame, colour: Rgb, opacity: f64) -> Result<(), FigureError> {
        let corners = [(units(frame.x), units(frame.y)), (units(frame.right()), units(frame.bottom()))];
        self.area
            .draw(&Rectangle::new(corners, self.colour(colour, opacity, area_role(opacity)).filled()))
            .map_err(backend_failed)
    }

    /// A rectangle that is part paper, part colour: 0 is paper, 1 the colour as lines have it.
    pub(super) fn shade(&self, frame: Frame, colour: Rgb, part: f64) -> Result<(), FigureError> {
        let corners = [(units(frame.x), units(frame.y)), (units(frame.right()), units(frame.bottom()))];
        let style = self.colour(colour, part.clamp(0.0, 1.0), Role::Line).filled();
        self.area.draw(&Rectangle::new(corners, style)).map_err(backend_failed)
    }

    /// The one of paper and ink that can be read on an opaque area of that colour.
    pub(super) fn readable_on(&self, fill: Rgb) -> Rgb {
        let below = self.theme.shown(fill, Role::Fill);
        let contrast = |words: Rgb| self.theme.shown(words, Role::Line).contrast(below);
        if contrast(PAPER) > contrast(INK) { PAPER } else { INK }
    }

    /// A filled dot.
    pub(super) fn dot(&self, at: Point, radius_mm: f64, colour: Rgb) -> Result<(), FigureError> {
        let style = self.colour(colour, 1.0, Role::Line).filled();
        self.area
            .draw(&Circle::new((units(at.0), units(at.1)), units(radius_mm), style))
            .map_err(backend_failed)
    }

    /// A line of text whose letters stand on `at.1`.
    pub(super) fn text(&self, words: &str, at: Point, look: Look) -> Result<(), FigureError> {
        let words = text::printable(words);
        let style = match look.weight {
            Weight::Regular => FontStyle::Normal,
            Weight::Bold => FontStyle::Bold,
        };
        let horizontal = match look.anchor {
            Anchor::Start => HPos::Left,
            Anchor::Middle => HPos::Center,
            Anchor::End => HPos::Right,
        };
        // plotters divides the size by 1.24, and hangs text held at its top 0.76 em below the point: both undone here, because its other
        // anchors use `ex`, which viewers do not agree about.
        let em = units(look.em()) as f64;
        let font = FontDesc::new(FontFamily::Name(text::FAMILY), em * 1.24, style);
        let style =
            font.color(&self.colour(look.colour, 1.0, Role::Line)).pos(Pos::new(horizontal, VPos::Top));
        let point = (units(at.0), units(at.1) - (0.76 * em).round() as i32);
        self.area.draw(&Text::new(words, point, style)).map_err(backend_failed)
    }

    /// A line of text whose capitals are centred on `at.1`.
    pub(super) fn text_centred(&self, words: &str, at: Point, look: Look) -> Result<(), FigureError> {
        self.text(words, (at.0, at.1 + look.em() * text::CAP_HEIGHT / 2.0), look)
    }
}

/// Millimetres on the drawing grid.
fn units(mm: f64) -> i32 {
    (mm * UNITS_PER_MM).round() as i32
}

fn on_grid(points: &[Point]) -> Vec<(i32, i32)> {
    points.iter().map(|&(x, y)| (units(x), units(y))).collect()
}

/// Areas that let something through are bands, as light as their lines.
fn area_role(opacity: f64) -> Role {
    if opacity < 1.0 { Role::Line } else { Role::Fill }
}

fn escaped(words: &str) -> String {
    text::printable(words).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

fn backend_failed(error: DrawingAreaErrorKind<std::io::Error>) -> FigureError {
    FigureError::Drawing(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_has_its_size_and_escapes_words() {
        let svg = sheet((183.0, 50.0), Theme::Light, "a & b", "x < y\u{0}", |canvas| {
            canvas.text("5 < 6 & \"7\"", (10.0, 10.0), Look::PLAIN)
        })
        .unwrap();
        assert!(svg.starts_with("<svg width=\"183mm\" height=\"50mm\" viewBox=\"0 0 7320 2000\""), "{svg}");
        assert!(svg.contains("<title>a &amp; b</title>") && svg.contains("<desc>x &lt; y?</desc>"));
        assert!(svg.contains("5 &lt; 6 &amp; &quot;7&quot;"));
        assert!(svg.trim_end().ends_with("</svg>"));
    }

    #[test]
    fn words_are_as_wide_as_measured_and_stand_where_they_are_put() {
        let words = "Wage, Venture 0.25 (%)";
        let svg = sheet((183.0, 50.0), Theme::Light, "", "", |canvas| {
            canvas.text(words, (10.0, 20.0), Look::PLAIN)
        })
        .unwrap();
        let tree = crate::png::tree(&svg, 25.4).unwrap();
        let text = first_text(tree.root()).unwrap();
        assert!((f64::from(text.width()) / Look::PLAIN.width(words) - 1.0).abs() < 0.05);
        // The lowest stroke is the comma's, a little below the line.
        assert!((20.0..21.0).contains(&f64::from(text.bottom())), "{text:?}");
    }

    fn first_text(group: &resvg::usvg::Group) -> Option<resvg::usvg::Rect> {
        group.children().iter().find_map(|node| match node {
            resvg::usvg::Node::Text(text) => Some(text.abs_bounding_box()),
            resvg::usvg::Node::Group(group) => first_text(group),
            _ => None,
        })
    }

    #[test]
    fn a_grid_fills_its_frame() {
        let cells = Frame { x: 1.0, y: 2.0, w: 32.0, h: 20.0 }.grid(3, 2, (1.0, 2.0));
        assert_eq!(cells.len(), 6);
        assert_eq!(cells[0], Frame { x: 1.0, y: 2.0, w: 10.0, h: 9.0 });
        assert_eq!((cells[5].right(), cells[5].bottom()), (33.0, 22.0));
        assert!(!cells[0].overlaps(cells[1]) && cells[0].overlaps(cells[0]));
    }
}
