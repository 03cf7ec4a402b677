//! The page around the panels: title, note and caption, and the numbers beside the figure.

use super::axis::{Axis, written};
use super::canvas::{self, Anchor, Canvas, Frame, Look};
use super::edition::Edition;
use super::panel::Panel;
use super::{Figure, FigureContext, FigureError};
use crate::bands::Bands;
use crate::style::TITLE_POINTS;
use crate::summary::shortest;
use crate::text::{self, Weight};

/// Empty paper around everything, in millimetres.
const MARGIN: f64 = 1.5;
/// From the upper edge to the panels.
const TITLE: f64 = 7.0;
/// From one line of the note to the next.
const LEADING: f64 = 3.2;

/// A figure in the making.
pub(super) struct Page {
    name: &'static str,
    title: &'static str,
    scenario: String,
    edition: Edition,
    note: String,
    caption: String,
    /// What panels show, in words and numbers.
    told: Vec<String>,
    header: &'static [&'static str],
    numbers: Vec<Vec<String>>,
}

/// The columns of a figure of lines with bands.
const SPREAD: &[&str] = &["month", "series", "median", "q05", "q25", "q75", "q95"];

impl Page {
    /// A page for these panels; their numbers go into its table.
    pub(super) fn new(
        name: &'static str,
        title: &'static str,
        context: &FigureContext,
        panels: &[Panel],
    ) -> Self {
        let lines = || panels.iter().flat_map(|panel| &panel.lines);
        let note = note(context, lines().map(|line| line.bands.replicates()).max().unwrap_or(0));
        let mut page = Self::with_numbers(name, title, context, SPREAD, note);
        lines().for_each(|line| page.add_bands(&line.series, &line.bands));
        page.told = panels.iter().map(Panel::told).collect();
        page
    }

    /// A page whose table has columns of its own, with the note that stands below the figure.
    pub(super) fn with_numbers(
        name: &'static str,
        title: &'static str,
        context: &FigureContext,
        header: &'static [&'static str],
        note: String,
    ) -> Self {
        let scenario = context.scenario.clone();
        let caption = format!("{title}: {scenario}.");
        Self {
            name,
            title,
            scenario,
            edition: context.edition,
            note,
            caption,
            told: Vec::new(),
            header,
            numbers: Vec::new(),
        }
    }

    /// Room between its margins, in millimetres.
    pub(super) fn inner_width(&self) -> f64 {
        inner_width(self.edition.width)
    }

    /// Adds a row to the table.
    pub(super) fn add_row<const N: usize>(&mut self, cells: [String; N]) {
        self.numbers.push(cells.into());
    }

    /// Adds a sentence to the caption.
    pub(super) fn say(&mut self, sentence: &str) {
        if !sentence.is_empty() {
            self.caption.push(' ');
            self.caption.push_str(sentence);
        }
    }

    /// Names the panels in the caption, lettered from `first`.
    pub(super) fn say_panels(&mut self, panels: &[Panel], first: char) {
        let named =
            |(at, panel): (usize, &Panel)| format!("({}) {}", letter(first, at), lower_first(&panel.heading));
        let list: Vec<String> = panels.iter().enumerate().map(named).collect();
        self.say(&format!("{}.", list.join("; ")));
    }

    /// Tells in note and caption which panels have the inner bands alone.
    pub(super) fn say_crowded(&mut self, panels: &[Panel], first: char) {
        let has_bands = |panel: &Panel| panel.lines.iter().any(|line| line.bands.replicates() > 1);
        for (at, _) in panels.iter().enumerate().filter(|(_, panel)| panel.is_crowded() && has_bands(panel)) {
            self.say_in_note(&format!("In {} the band is that of 25–75 %.", letter(first, at)));
        }
    }

    /// Tells in note and caption which vertical axes do not start at zero.
    pub(super) fn say_cut_axes<'a>(&mut self, axes: impl Iterator<Item = &'a Axis>, first: char) {
        let cut: Vec<String> = axes
            .enumerate()
            .filter(|(_, axis)| axis.is_cut())
            .map(|(at, _)| letter(first, at).to_string())
            .collect();
        let sentence = match cut.as_slice() {
            [] => return,
            [one] => format!("The axis of {one} does not start at zero."),
            [most @ .., last] => {
                format!("The axes of {} and {last} do not start at zero.", most.join(", "))
            }
        };
        self.say_in_note(&sentence);
    }

    /// Adds a sentence to the note below the panels, and so to the caption, which ends with it.
    pub(super) fn say_in_note(&mut self, sentence: &str) {
        self.note.push(' ');
        self.note.push_str(sentence);
    }

    /// Adds a line's numbers to the table.
    pub(super) fn add_bands(&mut self, series: &str, bands: &Bands) {
        for (month, s) in bands.iter() {
            let [q05, q25, q50, q75, q95] = [s.q05, s.q25, s.q50, s.q75, s.q95].map(shortest);
            self.add_row([month.to_string(), series.to_owned(), q50, q05, q25, q75, q95]);
        }
    }

    /// Adds numbers that have no band to the table.
    pub(super) fn add_values(&mut self, series: &str, months: &[i64], values: &[f64]) {
        for (month, value) in months.iter().zip(values) {
            let empty = String::new;
            let (month, value) = (month.to_string(), shortest(*value));
            self.add_row([month, series.to_owned(), value, empty(), empty(), empty(), empty()]);
        }
    }

    /// Draws title, panels (`body_height` millimetres of them) and note.
    pub(super) fn draw(
        mut self,
        body_height: f64,
        panels: impl FnOnce(&Canvas, Frame) -> Result<(), FigureError>,
    ) -> Result<Figure, FigureError> {
        let width = inner_width(self.edition.width);
        let note = text::wrap(&text::printable(&self.note), Weight::Regular, Look::PLAIN.em(), width);
        let note_top = TITLE + body_height + 2.0;
        let height = note_top + note.len() as f64 * LEADING + MARGIN;
        self.caption.push(' ');
        self.caption.push_str(&self.note);
        let title = format!("{}: {}", self.title, self.scenario);
        let alt = self.alt();
        let size = (self.edition.width, height);
        let svg = canvas::sheet(size, self.edition.theme, &title, &alt, |canvas| {
            self.draw_title(canvas, width)?;
            panels(canvas, body(self.edition, body_height))?;
            for (at, line) in note.iter().enumerate() {
                canvas.text(line, (MARGIN, note_top + (at as f64 + 1.0) * LEADING - 0.6), Look::PLAIN)?;
            }
            Ok(())
        })?;
        Ok(Figure {
            name: self.name,
            svg,
            data_csv: table(self.header, &self.numbers),
            caption: self.caption,
            alt,
        })
    }

    /// The figure in words. What no panel tells in numbers is told by the caption.
    fn alt(&self) -> String {
        if self.told.is_empty() {
            return self.caption.clone();
        }
        format!("{}: {}. First and last medians: {}.", self.title, self.scenario, self.told.join("; "))
    }

    /// What is shown in bold, and on the right of which scenario.
    fn draw_title(&self, canvas: &Canvas, width: f64) -> Result<(), FigureError> {
        let bold = Look { points: TITLE_POINTS, weight: Weight::Bold, ..Look::PLAIN };
        let plain = Look { points: TITLE_POINTS, ..Look::PLAIN };
        canvas.text(self.title, (MARGIN, 3.8), bold)?;
        if self.edition.is_narrow() {
            return Ok(());
        }
        let room = width - bold.width(self.title) - 5.0;
        let scenario = text::shorten(&text::printable(&self.scenario), Weight::Regular, plain.em(), room);
        canvas.text(&scenario, (MARGIN + width, 3.8), plain.anchored(Anchor::End))
    }
}

/// What lines and bands mean.
fn note(context: &FigureContext, replicates: u64) -> String {
    let sample = sample(context, replicates);
    if replicates < 2 {
        return format!("{}; a single one has no bands.", upper_first(&sample));
    }
    format!("Lines: median of {sample}; bands: quantiles 25–75 % (dark) and 5–95 % (light).")
}

/// How many replicates, of those that were asked for, and how large: `n = 16 replicates of 20,000 people`.
pub(super) fn sample(context: &FigureContext, replicates: u64) -> String {
    let (people, asked) = (written(context.people as f64, 0), context.replicates);
    match (replicates < 2, replicates < asked) {
        (true, true) => format!("one of {asked} replicates (n = 1) of {people} people"),
        (true, false) => format!("one replicate (n = 1) of {people} people"),
        (false, true) => format!("n = {replicates} of {asked} replicates of {people} people"),
        (false, false) => format!("n = {replicates} replicates of {people} people"),
    }
}

/// Where panels of a height go.
pub(super) fn body(edition: Edition, height: f64) -> Frame {
    Frame { x: MARGIN, y: TITLE, w: inner_width(edition.width), h: height }
}

/// Room between the margins of a page of a width.
pub(super) fn inner_width(width: f64) -> f64 {
    width - 2.0 * MARGIN
}

/// First and last month of any panel.
pub(super) fn months(panels: &[Panel]) -> (i64, i64) {
    let first = panels.iter().map(|panel| panel.months().0).min().unwrap_or(0);
    (first, panels.iter().map(|panel| panel.months().1).max().unwrap_or(first))
}

/// The letter of a panel, `at` places after `first`.
pub(super) fn letter(first: char, at: usize) -> char {
    u8::try_from(at).ok().and_then(|at| (first as u8).checked_add(at)).map_or('?', char::from)
}

fn lower_first(words: &str) -> String {
    let mut characters = words.chars();
    characters.next().map_or_else(String::new, |first| first.to_lowercase().chain(characters).collect())
}

pub(super) fn upper_first(words: &str) -> String {
    let mut characters = words.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// The numbers as CSV; a region's name is quoted if it must be.
fn table(header: &[&str], numbers: &[Vec<String>]) -> String {
    const IN_MEMORY: &str = "writing to memory cannot fail, and every row has the header's cells";
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(header).expect(IN_MEMORY);
    numbers.iter().for_each(|row| csv.write_record(row).expect(IN_MEMORY));
    String::from_utf8(csv.into_inner().expect(IN_MEMORY)).expect("only text was written")
}
