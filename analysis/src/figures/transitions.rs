//! Figure `transitions`: how many people move from which mode or regime to which, as streams from left to right.

use super::axis::written;
use super::canvas::{Anchor, Canvas, Frame, Look};
use super::flows::{self, called, kinds, state};
use super::page::{self, Page};
use super::{Figure, FigureContext, FigureError, labels, panel};
use crate::inference::intervals;
use crate::moves::{Kind, Moves};
use crate::style::Paint;

const NAME: &str = "transitions";

/// Height of a panel, in millimetres.
const HEIGHT: f64 = 66.0;
/// Between panels side by side, and on top of each other.
const GAP: (f64, f64) = (7.0, 4.0);
/// Width of the bars at both ends.
const BAR: f64 = 2.6;
/// Part of the height that stays empty between bars.
const AIR: f64 = 0.12;
/// Points of a stream's edge.
const STEPS: usize = 24;
/// Opacity of a stream.
const STREAM: f64 = 0.5;

/// Moves of a kind, a year and 1,000 people.
struct Streams {
    heading: String,
    names: Vec<(String, Paint)>,
    /// From i to j at `i * states + j`; who stays is none.
    rates: Vec<f64>,
}

/// Draws the figure.
///
/// # Errors
/// If nobody ever moved, or the figure cannot be drawn.
pub fn draw(moves: &Moves, context: &FigureContext) -> Result<Figure, FigureError> {
    let kinds = kinds(moves, NAME)?;
    let replicates = kinds.iter().map(|kind| kind.replicates().len() as u64).max().unwrap_or(0);
    let note = format!(
        "Mean over months and {}. Who stays is not shown; panels differ in scale.",
        page::sample(context, replicates)
    );
    let header = &["what", "from", "to", "moves_a_year_per_1000_people", "low", "high"];
    let mut page = Page::with_numbers(NAME, "Moves among modes and regimes", context, header, note);
    let all: Vec<Streams> = kinds.iter().filter_map(|kind| streams(kind, &mut page)).collect();
    if all.is_empty() {
        return Err(FigureError::NothingToShow { figure: NAME, needs: "anybody who moves".to_owned() });
    }
    page.say("Moves a year per 1,000 people of the world: from where on the left, to where on the right, with the sum of each. One person may move more than once a year.");
    let columns = if context.edition.is_narrow() { 1 } else { all.len() };
    let rows = all.len().div_ceil(columns) as f64;
    page.draw(rows * (HEIGHT + GAP.1) - GAP.1, |canvas, body| {
        let frames = body.grid(columns, rows as usize, GAP);
        for (at, (streams, frame)) in all.iter().zip(frames).enumerate() {
            panel::draw_heading(canvas, frame, page::letter('a', at), &streams.heading)?;
            let plot = Frame { y: frame.y + panel::HEADING, h: frame.h - panel::HEADING, ..frame };
            draw_streams(canvas, plot, streams)?;
        }
        Ok(())
    })
}

/// None where nobody moves.
fn streams(kind: &Kind, page: &mut Page) -> Option<Streams> {
    let size = kind.states.len();
    let rates: Vec<Vec<f64>> = kind.replicates().iter().map(|replicate| rates(kind, *replicate)).collect();
    let mut means = vec![0.0; size * size];
    for cell in (0..size * size).filter(|cell| cell / size != cell % size) {
        let values: Vec<f64> = rates.iter().map(|rates| rates[cell]).collect();
        let spread = intervals::mean(&values).map(|mean| [mean.value, mean.low.max(0.0), mean.high]);
        let spread = spread.unwrap_or([values.first().copied().unwrap_or(0.0), f64::NAN, f64::NAN]);
        means[cell] = spread[0];
        let [rate, low, high] = spread.map(flows::number);
        let (from, to) = (kind.states[cell / size].clone(), kind.states[cell % size].clone());
        page.add_row([kind.what.clone(), from, to, rate, low, high]);
    }
    let heading = format!("Between {} (moves a year per 1,000 people)", called(kind));
    let names = kind.states.iter().map(|name| state(name)).collect();
    (means.iter().sum::<f64>() > 0.0).then_some(Streams { heading, names, rates: means })
}

/// Moves a year per 1,000 people of one replicate.
fn rates(kind: &Kind, replicate: u64) -> Vec<f64> {
    let pooled = kind.pooled(replicate, kind.last());
    // Everybody stands in the table once a month, whether they move or not.
    let person_months: f64 = pooled.iter().sum();
    pooled
        .iter()
        .map(|moves| if person_months > 0.0 { moves / person_months * 12_000.0 } else { 0.0 })
        .collect()
}

fn draw_streams(canvas: &Canvas, plot: Frame, streams: &Streams) -> Result<(), FigureError> {
    let size = streams.names.len();
    let out: Vec<f64> = (0..size).map(|i| (0..size).map(|j| streams.rates[i * size + j]).sum()).collect();
    let into: Vec<f64> = (0..size).map(|j| (0..size).map(|i| streams.rates[i * size + j]).sum()).collect();
    let labels_of = |sums: &[f64]| -> Vec<String> {
        streams.names.iter().zip(sums).map(|((name, _), sum)| format!("{name} {}", amount(*sum))).collect()
    };
    let (left, right) = (labels_of(&out), labels_of(&into));
    let widest =
        |labels: &[String]| labels.iter().map(|label| Look::PLAIN.width(label)).fold(0.0, f64::max) + 1.2;
    let inner = Frame { x: plot.x + widest(&left), w: plot.w - widest(&left) - widest(&right), ..plot };
    let all: f64 = out.iter().sum();
    let scale = inner.h * (1.0 - AIR) / all;
    let air = inner.h * AIR / (size as f64 - 1.0).max(1.0);
    let tops = |sums: &[f64]| -> Vec<f64> {
        let mut y = inner.y;
        let top = |sum: &f64| {
            let top = y;
            y += sum * scale + air;
            top
        };
        sums.iter().map(top).collect()
    };
    let (from_tops, to_tops) = (tops(&out), tops(&into));
    let (mut from_at, mut to_at) = (from_tops.clone(), to_tops.clone());
    let (x0, x1) = (inner.x + BAR, inner.right() - BAR);
    for i in 0..size {
        for j in 0..size {
            let h = streams.rates[i * size + j] * scale;
            if h > 0.0 {
                let edge = |lift: f64| -> Vec<(f64, f64)> {
                    let (a, b) = (from_at[i] + lift, to_at[j] + lift);
                    let point = |k: usize| {
                        let t = k as f64 / STEPS as f64;
                        (x0 + (x1 - x0) * t, a + (b - a) * t * t * (3.0 - 2.0 * t))
                    };
                    (0..=STEPS).map(point).collect()
                };
                let outline: Vec<_> = edge(0.0).into_iter().chain(edge(h).into_iter().rev()).collect();
                canvas.area(&outline, streams.names[i].1.ink, STREAM)?;
                from_at[i] += h;
                to_at[j] += h;
            }
        }
    }
    let ends =
        [(inner.x, &out, &from_tops, &left, Anchor::End), (x1, &into, &to_tops, &right, Anchor::Start)];
    for (x, sums, tops, labels, anchor) in ends {
        for ((sum, top), (_, paint)) in sums.iter().zip(tops).zip(&streams.names) {
            canvas.rectangle(Frame { x, y: *top, w: BAR, h: sum * scale }, paint.fill, 1.0)?;
        }
        draw_names(canvas, inner, (x, anchor), (sums, tops, labels), (scale, &streams.names))?;
    }
    Ok(())
}

/// Names beside the bars, apart from each other.
fn draw_names(
    canvas: &Canvas,
    inner: Frame,
    (x, anchor): (f64, Anchor),
    (sums, tops, names): (&[f64], &[f64], &[String]),
    (scale, paints): (f64, &[(String, Paint)]),
) -> Result<(), FigureError> {
    let half = Look::PLAIN.em() / 2.0;
    // Upwards from the lowest, as names are set apart.
    let wishes: Vec<f64> =
        tops.iter().zip(sums).rev().map(|(top, sum)| inner.bottom() - (top + sum * scale / 2.0)).collect();
    let places = labels::apart(&wishes, 1.3 * Look::PLAIN.em(), half, inner.h - half);
    let x = if matches!(anchor, Anchor::End) { x - 1.2 } else { x + BAR + 1.2 };
    for ((place, name), (_, paint)) in places.iter().zip(names.iter().rev()).zip(paints.iter().rev()) {
        canvas.text_centred(
            name,
            (x, inner.bottom() - place),
            Look::PLAIN.coloured(paint.ink).anchored(anchor),
        )?;
    }
    Ok(())
}

/// Moves with three digits.
fn amount(rate: f64) -> String {
    written(rate, usize::from(rate < 99.5) + usize::from(rate < 9.95) - usize::from(rate == 0.0) * 2)
}
