//! Whatever reads results: tables, statistics over replicates, figures, a small chart for the terminal. It never simulates.
//!
//! The way of a number from a run to a printed page:
//!
//! 1. [`table::Series`] holds `series.csv` (one row a replicate, month and region; one column a measure), read from a file or filled
//!    row by row by whoever runs the ensemble.
//! 2. [`summary::Summary`] says for each month, region and measure how the replicates spread ([`stats::Spread`]): `summary.csv`.
//! 3. [`bands::Bands`] does the same for what figures show but no column holds, such as shares and indices ([`bands::Quantity`]); [`paths::Path`] keeps a single
//!    replicate for those that show each by itself.
//! 4. [`figures::draw`] draws one figure as SVG, with its caption and its numbers; [`png::rasterise`] turns the SVG into pixels, [`pdf::print`] into a page.
//! 5. [`comparison::compare`] sets scenarios side by side, with the statistics of [`inference`], [`survival`] and [`trajectories`];
//!    [`figures::compare`] draws what it finds.
//! 6. [`calibration`] fits a model to facts by runs that somebody else made; [`sensitivity`] says which inputs move them, [`tipping`] where
//!    they jump.
//! 7. [`report`] sets tables for papers and a page that needs no other file.
//! 8. [`terminal::chart`] shows paths as a few lines of text.
//!
//! The crate knows columns by name only, and no other crate of the workspace: figures can be redrawn from a results folder alone.
//! Nothing here needs a font or a library of the system. The same table gives the same bytes.
//!
//! ```
//! use analysis::figures::{self, Edition, FigureContext};
//! use analysis::table::Series;
//!
//! let table = "replicate,month,region,mode_communal,mode_authority,mode_equality,mode_market\n\
//!              0,0,world,10,20,30,40\n0,1,world,12,20,28,40\n";
//! let series = Series::read(table.as_bytes(), "series.csv")?;
//! assert_eq!(figures::applicable(&series), ["modes"]);
//! let context = FigureContext { scenario: "a toy".into(), replicates: 1, people: 100, edition: Edition::default() };
//! let figure = figures::draw("modes", &series, &context)?;
//! assert!(figure.svg.starts_with("<svg"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub mod bands;
pub mod calibration;
pub mod comparison;
pub mod contributors;
pub mod figures;
pub mod firms;
pub mod inference;
pub mod moves;
pub mod paths;
pub mod pdf;
pub mod png;
pub mod report;
pub mod sensitivity;
pub mod stats;
pub mod style;
pub mod summary;
pub mod survival;
pub mod table;
pub mod terminal;
pub mod text;
pub mod tipping;
pub mod trajectories;
