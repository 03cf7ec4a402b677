//! The figures: what each is called, which of them a table can fill, and how one is drawn.
//!
//! A figure is a file here: [`modes`], [`regimes`], [`economy`], [`commons`], [`platforms`],
//! [`physical`], [`inequality`], [`governance`], [`stages`], [`plane`], [`power`], [`biosphere`], [`conflict`], [`adventure`], and of moves [`transitions`], [`matrix`] say *what* is shown. *How* is shared: `shares` (a stack and
//! its parts), `multiples` (a grid of small panels), `panel` (one panel), `labels` and `pins` (where words go, beside lines and beside points), `axis` (round numbers), `edition` (widths and papers), `canvas`
//! (millimetres, and the only place that knows plotters), `page` (title, note, caption, numbers).

use std::fmt;

use crate::moves::Moves;
use crate::table::Series;

pub mod adventure;
mod axis;
pub mod biosphere;
pub mod calibration;
mod canvas;
pub mod commons;
pub mod compare;
pub mod conflict;
pub mod economy;
mod edition;
pub mod facts;
mod flows;
pub mod governance;
pub mod inequality;
mod labels;
pub mod matrix;
pub mod modes;
mod multiples;
mod page;
mod panel;
pub mod phase;
pub mod physical;
mod pins;
pub mod plane;
pub mod platforms;
pub mod power;
pub mod regimes;
pub mod response;
pub mod sensitivity;
mod shares;
pub mod speed;
pub mod stages;
pub mod study;
pub mod theses;
pub mod tipping;
pub mod transitions;
pub mod verification;

pub use edition::{Edition, Print, Theme};

/// The names of all figures, in the order in which a report shows them.
pub const ALL: &[&str] = &[
    "modes",
    "regimes",
    "economy",
    "commons",
    "platforms",
    "physical",
    "inequality",
    "governance",
    "stages",
    "plane",
    "power",
    "biosphere",
    "conflict",
    "adventure",
];

/// The names of the figures that show moves rather than measures, in the order in which a report shows them, after the others.
pub const OF_MOVES: &[&str] = &["transitions", "matrix"];

/// Draws the figure of moves of that name.
///
/// # Errors
/// If there is no such figure, nobody ever moved, or it cannot be drawn.
pub fn draw_moves(name: &str, moves: &Moves, context: &FigureContext) -> Result<Figure, FigureError> {
    match name {
        "transitions" => transitions::draw(moves, context),
        "matrix" => matrix::draw(moves, context),
        _ => Err(FigureError::Unknown(name.to_owned())),
    }
}

/// A figure, ready to be saved as `NAME.svg` and `NAME.csv`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Its name, one of [`ALL`].
    pub name: &'static str,
    /// The drawing, as wide as its [`Edition`] says.
    pub svg: String,
    /// The numbers drawn: `month,series,median,q05,q25,q75,q95`; shares of one even where the axis is in per cent. Of [`stages`]:
    /// `month,series,share,stage`, which for the stack is a stage's share of replicates, and for the strips (`replicate_3`) the month in
    /// which that replicate enters a stage. Of [`plane`]: `month,region,replicate,control_distributed,orientation_commons`; a median over
    /// replicates names none.
    pub data_csv: String,
    /// What to print under it: panels, replicates, what lines and bands mean.
    pub caption: String,
    /// What it shows, for those who cannot see it: each line's first and last number.
    pub alt: String,
}

/// What a figure has to say about the run, and the table does not tell.
#[derive(Clone, Debug, PartialEq)]
pub struct FigureContext {
    /// Title of the scenario.
    pub scenario: String,
    /// How many replicates were asked for; the caption tells if the table holds fewer.
    pub replicates: u64,
    /// How many people live in each replicate.
    pub people: u64,
    /// How wide it is, and on what paper.
    pub edition: Edition,
}

/// Draws the figure of that name.
///
/// # Errors
/// If there is no such figure, the table lacks what it shows, or it cannot be drawn.
pub fn draw(name: &str, series: &Series, context: &FigureContext) -> Result<Figure, FigureError> {
    match name {
        "modes" => modes::draw(series, context),
        "regimes" => regimes::draw(series, context),
        "economy" => economy::draw(series, context),
        "commons" => commons::draw(series, context),
        "platforms" => platforms::draw(series, context),
        "physical" => physical::draw(series, context),
        "inequality" => inequality::draw(series, context),
        "governance" => governance::draw(series, context),
        "stages" => stages::draw(series, context),
        "plane" => plane::draw(series, context),
        "power" => power::draw(series, context),
        "biosphere" => biosphere::draw(series, context),
        "conflict" => conflict::draw(series, context),
        "adventure" => adventure::draw(series, context),
        _ => Err(FigureError::Unknown(name.to_owned())),
    }
}

/// The figures that this table can fill. A mechanism that is off leaves its columns empty, and its figures are left out.
#[must_use]
pub fn applicable(series: &Series) -> Vec<&'static str> {
    let applies = |name: &&str| match *name {
        "modes" => modes::applies(series),
        "regimes" => regimes::applies(series),
        "economy" => economy::applies(series),
        "commons" => commons::applies(series),
        "platforms" => platforms::applies(series),
        "physical" => physical::applies(series),
        "inequality" => inequality::applies(series),
        "governance" => governance::applies(series),
        "stages" => stages::applies(series),
        "plane" => plane::applies(series),
        "power" => power::applies(series),
        "biosphere" => biosphere::applies(series),
        "conflict" => conflict::applies(series),
        "adventure" => adventure::applies(series),
        _ => false,
    };
    ALL.iter().copied().filter(applies).collect()
}

/// Why there is no figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FigureError {
    /// No figure has this name.
    Unknown(String),
    /// The table has no observation of what the figure shows.
    NothingToShow {
        /// The figure.
        figure: &'static str,
        /// The columns it needs, in words.
        needs: String,
    },
    /// A number of this column is too large to be drawn.
    TooLarge(String),
    /// The drawing backend failed.
    Drawing(String),
    /// The SVG could not be turned into pixels.
    Picture(String),
}

impl fmt::Display for FigureError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown(name) => {
                write!(
                    f,
                    "there is no figure `{name}`\n  help: choose among {}",
                    [ALL, OF_MOVES].concat().join(", ")
                )
            }
            Self::NothingToShow { figure, needs } => write!(
                f,
                "figure `{figure}` has nothing to show: the table lacks {needs} for region `world`\n  \
                 help: run a scenario in which these are on, or leave the figure out"
            ),
            Self::TooLarge(what) => {
                write!(
                    f,
                    "{what} has numbers too large to draw\n  help: look at the table; a run does not write such numbers"
                )
            }
            Self::Drawing(why) => write!(f, "the figure could not be drawn: {why}"),
            Self::Picture(why) => write!(f, "no picture could be made: {why}"),
        }
    }
}

impl std::error::Error for FigureError {}
