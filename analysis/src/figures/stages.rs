//! Figure `stages`: in which stage replicates of the world are, as shares of them all and one by one.

use super::axis::{self, Axis};
use super::canvas::{Anchor, Canvas, Frame, Look};
use super::page::{self, Page};
use super::panel;
use super::shares::{Part, Stack};
use super::{Figure, FigureContext, FigureError, multiples};
use crate::paths::Path;
use crate::style::{AXIS_POINTS, BREAKDOWN, DENIED, GERM, INK, MAINSTAY, PAPER, PARITY, Paint, RESILIENT};
use crate::summary::shortest;
use crate::table::{Series, WORLD};

const NAME: &str = "stages";

/// The stages by their code in the column `stage`, which is also their order in the stack.
pub(super) const STAGES: [Part; 6] = [
    stage("germ", "Germ", GERM),
    stage("denied", "Denied", DENIED),
    stage("parity", "Parity", PARITY),
    stage("mainstay", "Mainstay", MAINSTAY),
    stage("breakdown", "Breakdown", BREAKDOWN),
    stage("resilient", "Resilient", RESILIENT),
];

const fn stage(column: &'static str, label: &'static str, paint: Paint) -> Part {
    Part { column, label, paint, is_optional: false }
}

/// More strips than this are too thin to be followed.
const MOST_STRIPS: usize = 32;
/// Height of the panels with the title of the time axis, in millimetres.
const HEIGHT: f64 = 68.0;
/// Height of the stack with its time axis where the strips stand below it.
const NARROW_STACK: f64 = 56.0;
/// Width of the stack beside strips, and alone.
const STACK_WIDTH: (f64, f64) = (94.0, 130.0);
const BETWEEN: f64 = 5.0;
/// Least distance between the numbers of strips.
const NUMBER: f64 = 3.0;

const REMARKS: &str = "Germ: peer production is marginal; denied: marginal and repressed; parity: its hours are essential, capital dominant; mainstay: most hours are for peer production, and most essentials do not come by the market; breakdown: needs are not met, or trade and states have failed; resilient: trade and states have failed, but needs are met, mostly by the commons. Each condition begins at one threshold and ends at another.";

/// Whether the table holds stages of the world.
#[must_use]
pub fn applies(series: &Series) -> bool {
    !paths(series).is_empty()
}

/// Draws the figure.
///
/// # Errors
/// If the table holds no stages of the world, or the figure cannot be drawn.
pub fn draw(series: &Series, context: &FigureContext) -> Result<Figure, FigureError> {
    let paths = paths(series);
    if paths.is_empty() {
        return Err(FigureError::NothingToShow { figure: NAME, needs: "`stage`".to_owned() });
    }
    let (parts, stack) = shares(&paths);
    let has_strips = (2..=MOST_STRIPS).contains(&paths.len());
    let note = format!("Stages of {}.", page::sample(context, paths.len() as u64));
    let mut page =
        Page::with_numbers(NAME, "Stage of the world", context, &["month", "series", "share", "stage"], note);
    page.say("(a) Share of replicates in each stage, month by month; beside it the shares at the end.");
    if has_strips {
        page.say("(b) Stage of each replicate over time, in the same colours, numbered as in the tables.");
    }
    page.say(REMARKS);
    for (part, thickness) in parts.iter().zip(&stack.thickness) {
        for (month, share) in stack.months.iter().zip(thickness) {
            page.add_row([month.to_string(), part.column.to_owned(), shortest(*share), String::new()]);
        }
    }
    let strips: Vec<Strip> = paths.iter().filter(|_| has_strips).map(Strip::of).collect();
    for strip in &strips {
        for (month, code) in &strip.entries {
            let series = format!("replicate_{}", strip.replicate);
            page.add_row([month.to_string(), series, String::new(), STAGES[*code].column.to_owned()]);
        }
    }
    if context.edition.is_narrow() {
        let height = if has_strips { NARROW_STACK + HEIGHT } else { NARROW_STACK };
        return page.draw(height, |canvas, body| {
            let top = Frame { h: NARROW_STACK - 2.0 * multiples::TIME_TITLE, ..body };
            stack.draw(canvas, top, "Share of replicates (%)", &parts)?;
            let below = Frame { y: body.y + NARROW_STACK, h: HEIGHT - multiples::TIME_TITLE, ..body };
            if has_strips { draw_strips(canvas, below, &strips) } else { Ok(()) }
        });
    }
    page.draw(HEIGHT, |canvas, body| {
        let h = body.h - multiples::TIME_TITLE;
        let w = if has_strips { STACK_WIDTH.0 } else { STACK_WIDTH.1 };
        stack.draw(canvas, Frame { w, h, ..body }, "Share of replicates (%)", &parts)?;
        let right = Frame { x: body.x + w + BETWEEN, w: body.w - w - BETWEEN, h, ..body };
        if has_strips { draw_strips(canvas, right, &strips) } else { Ok(()) }
    })
}

/// The stage of each replicate, month by month; numbers that are no stage's code count as not observed.
fn paths(series: &Series) -> Vec<Path<1>> {
    let mut paths = Path::all(series, WORLD, ["stage"]);
    paths.retain_mut(|path| path.keep(|_, [code]| code_of(*code).is_some()));
    paths
}

fn code_of(value: f64) -> Option<usize> {
    (0..STAGES.len()).find(|&code| (value - code as f64).abs() < 1e-9)
}

/// The stages that any replicate was in, and which share of replicates was in each.
fn shares(paths: &[Path<1>]) -> (Vec<Part>, Stack) {
    let mut in_month = std::collections::BTreeMap::<i64, [f64; STAGES.len()]>::new();
    for (month, [code]) in paths.iter().flat_map(Path::iter) {
        if let Some(code) = code_of(code) {
            in_month.entry(month).or_default()[code] += 1.0;
        }
    }
    let was_there = |code: &usize| in_month.values().any(|counts| counts[*code] > 0.0);
    let present: Vec<usize> = (0..STAGES.len()).filter(was_there).collect();
    let share = |code: usize| in_month.values().map(move |n| n[code] / n.iter().sum::<f64>()).collect();
    let thickness = present.iter().map(|&code| share(code)).collect();
    let parts = present.iter().map(|&code| STAGES[code]).collect();
    (parts, Stack { months: in_month.keys().copied().collect(), thickness })
}

/// The stages of one replicate.
struct Strip {
    replicate: u64,
    /// From which month in which stage.
    entries: Vec<(i64, usize)>,
    last_month: i64,
}

impl Strip {
    fn of(path: &Path<1>) -> Self {
        let mut entries: Vec<(i64, usize)> = Vec::new();
        for (month, [code]) in path.iter() {
            let code = code_of(code).unwrap_or_default();
            if entries.last().is_none_or(|(_, before)| *before != code) {
                entries.push((month, code));
            }
        }
        Self { replicate: path.replicate, entries, last_month: path.months.last().copied().unwrap_or(0) }
    }

    /// Begin, end and stage of each stretch.
    fn stretches(&self) -> impl Iterator<Item = (i64, i64, usize)> + '_ {
        let ends = self.entries.iter().skip(1).map(|(month, _)| *month).chain([self.last_month]);
        self.entries.iter().zip(ends).map(|(&(from, code), to)| (from, to, code))
    }
}

fn draw_strips(canvas: &Canvas, frame: Frame, strips: &[Strip]) -> Result<(), FigureError> {
    let name = |strip: &Strip| strip.replicate.to_string();
    let widest = strips.iter().map(|strip| Look::PLAIN.width(&name(strip))).fold(0.0, f64::max);
    let plot = panel::plot_of(frame, widest + 1.0, 2.6);
    let first = strips.iter().filter_map(|strip| Some(strip.entries.first()?.0)).min().unwrap_or(0);
    let last = strips.iter().map(|strip| strip.last_month).max().unwrap_or(first);
    let (time, title) = axis::time(first, last, plot.w);
    panel::draw_heading(canvas, frame, 'b', "Stage of each replicate")?;
    let nothing = Axis { low: 0.0, high: 1.0, ticks: Vec::new(), power: 0 };
    panel::draw_axes(canvas, plot, &nothing, (&time, Some(title)))?;
    let pitch = plot.h / strips.len() as f64;
    let numbered = [1, 2, 5, 10].into_iter().find(|&each| each as f64 * pitch >= NUMBER).unwrap_or(20);
    for (at, strip) in strips.iter().enumerate() {
        let row = Frame { y: plot.y + at as f64 * pitch, h: pitch * 0.86, ..plot };
        if at % numbered == 0 {
            let number = Look::PLAIN.anchored(Anchor::End);
            canvas.text_centred(&name(strip), (plot.x - 1.0, row.y + row.h / 2.0), number)?;
        }
        for (from, to, code) in strip.stretches() {
            let x_of = |month: i64| time.place(month as f64, plot.x, plot.right());
            // A single month fills the plot.
            let (left, right) = if first == last { (plot.x, plot.right()) } else { (x_of(from), x_of(to)) };
            canvas.rectangle(Frame { x: left, w: right - left, ..row }, STAGES[code].paint.fill, 1.0)?;
            if from > first {
                // A hairline of paper where the stage changes, for copies in grey.
                canvas.line(&[(left, row.y), (left, row.bottom())], PAPER, AXIS_POINTS)?;
            }
        }
    }
    canvas.line(&[(plot.x, plot.bottom()), (plot.right(), plot.bottom())], INK, AXIS_POINTS)
}
