//! What `analysis` makes of a table, as files: `summary.csv` and the figures.

use super::Order;
use super::file::{FileRecord, write_whole};
use super::tables::dictionary::{self, Described};
use crate::Failure;
use analysis::figures::{self, Figure, FigureContext, FigureError};
use analysis::png;
use analysis::summary::Summary;
use analysis::table::Series;
use rayon::prelude::*;
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

/// Draws every figure for which the table has the measures: SVG, PNG and the plotted numbers.
///
/// # Errors
/// A figure cannot be drawn or written.
pub fn draw_all(order: &Order, series: &Series) -> Result<(Vec<FileRecord>, Vec<Described>), Failure> {
    let world = &order.scenario.params.world;
    let (scenario, folder) = (order.scenario.title.clone(), order.folder.path());
    let context = FigureContext { scenario, replicates: world.replicates, people: world.people };
    let names = figures::applicable(series);
    // In parallel, since turning a page into pixels takes most of the time; written in the order of the names.
    let drawn: Vec<Result<Page, Failure>> = order
        .workers
        .install(|| names.par_iter().map(|name| Page::draw(folder, name, series, &context)).collect());
    let (mut records, mut described) = (Vec::new(), Vec::new());
    for page in drawn {
        let page = page?;
        records.extend(page.write(folder)?);
        described.push(page.described());
    }
    Ok((records, described))
}

/// One figure in all its forms.
pub(crate) struct Page {
    figure: Figure,
    png: Vec<u8>,
}

impl Page {
    fn draw(folder: &Path, name: &str, series: &Series, context: &FigureContext) -> Result<Self, Failure> {
        Self::of(folder, name, figures::draw(name, series, context))
    }

    /// A figure that was drawn, and its pixels.
    pub(crate) fn of(
        folder: &Path,
        name: &str,
        figure: Result<Figure, FigureError>,
    ) -> Result<Self, Failure> {
        let path = folder.join(FOLDER).join(name);
        let figure = figure.map_err(|error| wrong(&path, error))?;
        let png = png::rasterise(&figure.svg, DPI).map_err(|error| wrong(&path, error))?;
        Ok(Self { figure, png })
    }

    /// Its name.
    pub(crate) fn name(&self) -> &'static str {
        self.figure.name
    }

    pub(crate) fn file(&self, end: &str) -> String {
        format!("{FOLDER}/{}.{end}", self.figure.name)
    }

    pub(crate) fn write(&self, folder: &Path) -> Result<[FileRecord; 3], Failure> {
        Ok([
            write_whole(folder, &self.file("svg"), self.figure.svg.as_bytes())?,
            write_whole(folder, &self.file("png"), &self.png)?,
            write_whole(folder, &self.file("csv"), self.figure.data_csv.as_bytes())?,
        ])
    }

    fn described(&self) -> Described {
        let header = self.figure.data_csv.lines().next().unwrap_or_default();
        (self.file("csv"), header.split(',').map(dictionary::figure_column).collect())
    }
}

fn wrong(path: &Path, error: impl std::fmt::Display) -> Failure {
    Failure::Analysis { path: path.to_path_buf(), cause: error.to_string() }
}
