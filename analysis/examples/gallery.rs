//! Draws every figure that a table can fill, as SVG, PNG and CSV, so that they can be looked at.
//!
//! `cargo run -p analysis --example gallery -- FOLDER [SERIES.csv [WIDTH_MM [dark]]]`; without a table, a made-up one is drawn.

#[path = "../tests/common/mod.rs"]
mod common;

use std::error::Error;
use std::fs;
use std::path::Path;

use analysis::figures::{self, Edition, FigureContext, Theme};
use analysis::moves::Moves;
use analysis::table::Series;
use analysis::{png, style};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().ok_or("give a folder for the figures")?;
    let table = arguments.next().filter(|table| table != "-");
    let moves = match &table {
        Some(table) => Some(Moves::from_path(&Path::new(table).with_file_name("transitions.csv"))?),
        None => None,
    };
    let series = match table {
        Some(table) => Series::from_path(Path::new(&table))?,
        None => common::series(common::Shape::FULL),
    };
    let mut edition = Edition::default();
    if let Some(width) = arguments.next() {
        edition.width = width.parse()?;
    }
    if arguments.next().is_some_and(|theme| theme == "dark") {
        edition.theme = Theme::Dark;
    }
    fs::create_dir_all(&folder)?;
    let replicates = series.replicates().iter().max().map_or(0, |last| last + 1);
    let people = series.column("people").and_then(|column| column.first()).map_or(0, |&people| people as u64);
    let context =
        FigureContext { scenario: "Emergence of peer production".to_owned(), replicates, people, edition };
    let of_series =
        figures::applicable(&series).into_iter().map(|name| figures::draw(name, &series, &context));
    let of_moves = moves
        .iter()
        .flat_map(|moves| figures::OF_MOVES.iter().map(|name| figures::draw_moves(name, moves, &context)));
    for figure in of_series.chain(of_moves) {
        let figure = figure?;
        let name = figure.name;
        let path = Path::new(&folder).join(name);
        fs::write(path.with_extension("svg"), &figure.svg)?;
        fs::write(path.with_extension("csv"), &figure.data_csv)?;
        fs::write(path.with_extension("txt"), &figure.caption)?;
        fs::write(path.with_extension("png"), png::rasterise(&figure.svg, style::PRINT_DPI)?)?;
    }
    Ok(())
}
