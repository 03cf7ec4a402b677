//! The figures of scenarios side by side, most of them one column of a journal wide: a file each, as in [`super`], and `key` for the names above them.

mod bands;
mod clusters;
mod committor;
mod effects;
mod key;
mod paths;
mod plane;
mod stages;
mod time_to;

use super::canvas::Canvas;
use super::page::{self, Page};
use super::{Edition, Figure, FigureContext, FigureError, Print};
use crate::comparison::sheet::{AGAINST, Field, MEASURE, MONTH, SCENARIO, STAGE, field};
use crate::comparison::{Comparison, Findings, Pairing};
use crate::style::{GRID_POINTS, Paint, Rgb, SCENARIOS};

/// The names of all figures, in the order in which a report shows them.
pub const ALL: &[&str] =
    &["effects", "bands", "time-to", "stages", "plane", "paths", "clusters", "committor"];

/// The most scenarios that figures can tell apart.
pub const MOST_SCENARIOS: usize = SCENARIOS.len();

/// Lines at zero, or at a middle.
const MARK: Rgb = Rgb(0x99, 0x99, 0x99);

/// The figures that a comparison can fill.
#[must_use]
pub fn applicable(comparison: &Comparison, found: &Findings) -> Vec<&'static str> {
    let told = !crate::comparison::statements::told(comparison, found, 1).is_empty();
    let applies = |name: &&str| match *name {
        "effects" | "bands" => told,
        "time-to" => !found.times.is_empty(),
        "stages" => found.stages.is_some(),
        "plane" => plane::applies(found),
        "paths" => !found.boxes.is_empty(),
        "clusters" => found.groups.as_ref().is_some_and(|groups| groups.clusters.medoids.len() > 1),
        "committor" => found.landscape.as_ref().is_some_and(|landscape| landscape.ends.len() > 1),
        _ => false,
    };
    ALL.iter().copied().filter(applies).collect()
}

/// Draws the figure of that name.
///
/// # Errors
/// If there is no such figure, the comparison lacks what it shows, or it cannot be drawn.
pub fn draw(
    name: &str,
    comparison: &Comparison,
    found: &Findings,
    print: Print,
) -> Result<Figure, FigureError> {
    match name {
        "effects" => effects::draw(comparison, found, print),
        "bands" => bands::draw(comparison, found, print),
        "time-to" => time_to::draw(comparison, found, print),
        "stages" => stages::draw(comparison, found, print),
        "plane" => plane::draw(comparison, found, print),
        "paths" => paths::draw(comparison, found, print),
        "clusters" => clusters::draw(comparison, found, print),
        "committor" => committor::draw(comparison, found, print),
        _ => Err(FigureError::Unknown(name.to_owned())),
    }
}

/// The columns of a figure's numbers.
#[must_use]
pub fn columns(name: &str) -> Vec<Field> {
    const SHOWN: &str = "as the figure's axis says";
    let number = |name, meaning| field(name, meaning, SHOWN, "");
    let low = number("low", "Lower end of the 95 % interval");
    let high = number("high", "Upper end of the 95 % interval");
    match name {
        "effects" => vec![
            SCENARIO,
            AGAINST,
            MEASURE,
            MONTH,
            field("unit", "Unit of what is plotted", "", "").with("pp: percentage points of a share; %: of the first scenario's mean"),
            number("difference", "Mean difference from the first scenario"),
            low,
            high,
        ],
        "bands" => vec![
            SCENARIO,
            AGAINST,
            MEASURE,
            MONTH,
            field("unit", "Unit of what is plotted", "", "").with("pp: percentage points of a share; %: of the first scenario's mean in that month"),
            number("difference", "Mean difference from the first scenario"),
            number("low", "Lower edge of the band for each month by itself, 95 %"),
            number("high", "Upper edge of it"),
            number("low_all", "Lower edge of the band for all months at once, 95 %"),
            number("high_all", "Upper edge of it"),
        ],
        "time-to" => vec![
            SCENARIO,
            STAGE,
            MONTH,
            field("survival", "Share of replicates that have not come to the stage by then", "share", "0..1"),
            low,
            high,
        ],
        "stages" => vec![SCENARIO, MONTH, STAGE, field("share", "Share of replicates in that stage", "share", "0..1")],
        "plane" => vec![
            SCENARIO,
            field("replicate", "Number of the repetition", "", "0..").with("empty for the median over all"),
            MONTH,
            field("control_distributed", "Control of infrastructure", "share", "0..1").with("0: central; 1: distributed"),
            field("orientation_commons", "Orientation", "share", "0..1").with("0: for profit; 1: for benefit"),
        ],
        "paths" => vec![
            SCENARIO,
            MEASURE,
            field("curve", "What is drawn", "", "").with(
                "median: the deepest replicate; inner_low, inner_high: the deepest half; outer_low, outer_high: all but outliers; outlier_N: replicate N",
            ),
            MONTH,
            number("value", "The measure"),
        ],
        "clusters" => vec![
            field("series", "What is drawn", "", "").with("medoid_N: the path in the middle of group N; share: of the scenario's replicates in it"),
            SCENARIO.with("of a medoid, whose path it is"),
            field("cluster", "Number of the group, by falling size", "", "1.."),
            field("month", "Month of a point of a path", "months", "0..").with("empty for shares"),
            number("x", "First measure of the path, or the share"),
            field("y", "Second measure of the path", SHOWN, "").with("empty for shares, and for paths of one measure"),
        ],
        "committor" => vec![
            SCENARIO,
            STAGE,
            field("control_low", "Least control_distributed of the cell", "share", "0..1"),
            field("orientation_low", "Least orientation_commons of the cell", "share", "0..1"),
            field("side", "Length of the cell's sides", "share", "0..1"),
            field("chance", "Chance that a path from this cell ends in that stage", "share", "0..1"),
        ],
        _ => Vec::new(),
    }
}

/// A page for a figure.
fn page(
    name: &'static str,
    title: &'static str,
    header: &'static [&'static str],
    comparison: &Comparison,
    note: String,
    edition: Edition,
) -> Page {
    let names: Vec<&str> = comparison.arms.iter().map(|arm| arm.name.as_str()).collect();
    let context = FigureContext { scenario: names.join(", "), replicates: 0, people: 0, edition };
    Page::with_numbers(name, title, &context, header, note)
}

/// How many replicates, and of what kind: `n = 16 twins of 4,000 people`.
fn sample(comparison: &Comparison) -> String {
    let what = if comparison.pairing == Pairing::Twins { "twins" } else { "independent replicates" };
    let mut counts: Vec<String> = comparison.arms.iter().map(|arm| arm.n().to_string()).collect();
    counts.dedup();
    let people =
        comparison.people.map(|people| format!(" of {} people", super::axis::written(people as f64, 0)));
    format!("n = {} {what}{}", counts.join(", "), people.unwrap_or_default())
}

/// The colour of a scenario.
fn paint(at: usize) -> Paint {
    SCENARIOS[at % SCENARIOS.len()]
}

/// How a difference of a measure is drawn: by which factor, and in which unit.
fn scale(comparison: &Comparison, measure: &str, reference: f64) -> Option<(f64, &'static str)> {
    if comparison.unit_of(measure) == "share" {
        Some((100.0, "pp"))
    } else {
        // A relative difference from nothing has no meaning.
        (reference.abs() > 1e-12).then(|| (100.0 / reference.abs(), "%"))
    }
}

/// A band between two edges.
fn ribbon(
    canvas: &Canvas,
    upper: &[(f64, f64)],
    lower: &[(f64, f64)],
    colour: Rgb,
    opacity: f64,
) -> Result<(), FigureError> {
    let outline: Vec<(f64, f64)> = upper.iter().chain(lower.iter().rev()).copied().collect();
    canvas.area(&outline, colour, opacity)
}

/// A line at a height or a place.
fn mark(canvas: &Canvas, from: (f64, f64), to: (f64, f64)) -> Result<(), FigureError> {
    canvas.line(&[from, to], MARK, GRID_POINTS)
}

/// The letter of a panel.
fn letter(at: usize) -> char {
    page::letter('a', at)
}

fn upper_first(words: &str) -> String {
    page::upper_first(words)
}
