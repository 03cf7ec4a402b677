//! What `analysis` makes of a table, as files: `summary.csv` and the figures.

use super::Order;
use super::file::{FileRecord, write_whole};
use super::tables::dictionary::{self, Described};
use crate::Failure;
use analysis::figures::{self, Edition, Figure, FigureContext, FigureError};
use analysis::moves::Moves;
use analysis::summary::Summary;
use analysis::table::Series;
use analysis::{pdf, png};
use rayon::prelude::*;
use std::borrow::Cow;
use std::path::Path;

/// The folder of the figures.
pub const FOLDER: &str = "figures";

/// Dots an inch of the PNG files.
const DPI: f64 = 300.0;

/// Reads `series.csv` back and writes `summary.csv`.
///
/// # Errors
/// A file cannot be read or written.
pub fn sum_up(folder: &Path) -> Result<(Series, FileRecord), Failure> {
    let path = folder.join("series.csv");
    let series = Series::from_path(&path).map_err(|error| wrong(&path, error))?;
    let mut text = Vec::new();
    Summary::of(&series)
        .write_csv(&mut text)
        .map_err(|cause| Failure::file(&folder.join("summary.csv"), cause))?;
    let record = write_whole(folder, "summary.csv", &text)?;
    Ok((series, record))
}

/// The tables of which figures are drawn.
pub(crate) struct Drawable<'a> {
    pub series: &'a Series,
    pub moves: &'a Moves,
}

impl Drawable<'_> {
    /// The figures that they can fill.
    pub(crate) fn applicable(&self) -> Vec<&'static str> {
        let is_there = self.moves.kinds.iter().any(|kind| !kind.people.is_empty());
        let of_moves = figures::OF_MOVES.iter().filter(|_| is_there);
        figures::applicable(self.series).into_iter().chain(of_moves.copied()).collect()
    }

    /// One of them.
    pub(crate) fn draw(&self, name: &str, context: &FigureContext) -> Result<Figure, FigureError> {
        if figures::OF_MOVES.contains(&name) {
            figures::draw_moves(name, self.moves, context)
        } else {
            figures::draw(name, self.series, context)
        }
    }
}

/// Draws every figure for which the tables have something to show: all forms, the plotted numbers and the caption.
///
/// # Errors
/// A table cannot be read back, or a figure cannot be drawn or written.
pub fn draw_all(order: &Order, series: &Series) -> Result<(Vec<FileRecord>, Vec<Described>), Failure> {
    let world = &order.scenario.params.world;
    let (scenario, folder) = (order.scenario.title.clone(), order.folder.path());
    let edition = Edition::default();
    let context = FigureContext { scenario, replicates: world.replicates, people: world.people, edition };
    let path = folder.join("transitions.csv");
    let moves = Moves::from_path(&path).map_err(|error| wrong(&path, error))?;
    let tables = Drawable { series, moves: &moves };
    let names = tables.applicable();
    let draw = |name: &&'static str| Page::of(folder, name, tables.draw(name, &context), &Format::ALL);
    // In parallel, since turning a page into pixels takes most of the time; written in the order of the names.
    let drawn: Vec<Result<Page, Failure>> = order.workers.install(|| names.par_iter().map(draw).collect());
    let (mut records, mut described) = (Vec::new(), Vec::new());
    for page in drawn {
        let page = page?;
        records.extend(page.write(folder)?);
        described.push(page.described());
    }
    Ok((records, described))
}

/// The forms in which a figure is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Vectors for screens and for drawing programs.
    Svg,
    /// Vectors for papers, with the typeface inside.
    Pdf,
    /// Pixels, 300 dots an inch.
    Png,
}

impl Format {
    /// All of them, which a run leaves.
    pub const ALL: [Self; 3] = [Self::Svg, Self::Pdf, Self::Png];

    /// How its files end.
    #[must_use]
    pub fn end(self) -> &'static str {
        ["svg", "pdf", "png"][self as usize]
    }

    fn of(self, svg: &str, title: &str) -> Result<Vec<u8>, FigureError> {
        match self {
            Self::Svg => Ok(svg.as_bytes().to_vec()),
            Self::Pdf => pdf::print(svg, title),
            Self::Png => png::rasterise(svg, DPI),
        }
    }
}

/// One figure in the forms that are wanted.
pub(crate) struct Page {
    figure: Figure,
    forms: Vec<(Format, Vec<u8>)>,
}

impl Page {
    /// A figure that was drawn, in these forms.
    pub(crate) fn of(
        folder: &Path,
        name: &str,
        figure: Result<Figure, FigureError>,
        formats: &[Format],
    ) -> Result<Self, Failure> {
        let path = folder.join(FOLDER).join(name);
        let figure = figure.map_err(|error| wrong(&path, error))?;
        let form = |format: &Format| Ok((*format, format.of(&figure.svg, figure.name)?));
        let forms: Result<_, FigureError> = formats.iter().map(form).collect();
        Ok(Self { forms: forms.map_err(|error| wrong(&path, error))?, figure })
    }

    /// Its name.
    pub(crate) fn name(&self) -> &'static str {
        self.figure.name
    }

    pub(crate) fn file(&self, end: &str) -> String {
        format!("{FOLDER}/{}.{end}", self.figure.name)
    }

    /// Its files: each form with an ending of its own, the numbers, and what is to be said of it.
    pub(crate) fn files(&self) -> Vec<(&'static str, Cow<'_, [u8]>)> {
        let forms = self.forms.iter().map(|(format, bytes)| (format.end(), Cow::from(bytes)));
        let Figure { caption, alt, .. } = &self.figure;
        let words = format!("{caption}\n\nAlternative text: {alt}\n");
        let rest =
            [("csv", Cow::from(self.figure.data_csv.as_bytes())), ("txt", Cow::from(words.into_bytes()))];
        forms.chain(rest).collect()
    }

    pub(crate) fn write(&self, folder: &Path) -> Result<Vec<FileRecord>, Failure> {
        self.files().iter().map(|(end, bytes)| write_whole(folder, &self.file(end), bytes)).collect()
    }

    fn described(&self) -> Described {
        let header = self.figure.data_csv.lines().next().unwrap_or_default();
        (self.file("csv"), header.split(',').map(dictionary::figure_column).collect())
    }
}

fn wrong(path: &Path, error: impl std::fmt::Display) -> Failure {
    Failure::Analysis { path: path.to_path_buf(), cause: error.to_string() }
}
