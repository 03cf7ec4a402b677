//! Figure `speed`: how many agents each program takes through a step in a second, a panel a workload, on logarithmic axes.

use super::canvas::{Anchor, Canvas, Frame, Look};
use super::page::{self, Page};
use super::{Edition, Figure, FigureContext, FigureError, panel};
use crate::style::{AXIS_POINTS, GRID, GRID_POINTS, INK, NEUTRAL, NEUTRAL_LIGHT, Rgb, SCENARIOS};
use crate::summary::shortest;
use crate::text::Weight;

/// Whose program it is, which its colour says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// What the machine can do.
    Limit,
    /// This simulator.
    Ours,
    /// Another tool.
    Other,
}

/// A program's speed in a workload.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// Agent-steps a second, median over rounds.
    pub rate: f64,
    /// Least and greatest of any round.
    pub range: (f64, f64),
    /// What is said behind the number.
    pub note: String,
    /// Its colour.
    pub kind: Kind,
    /// It ran with fewer agents than the others: the bar is paler.
    pub is_smaller: bool,
}

/// A workload. All panels have the same programs in the same order; none is there where a program has no such run.
#[derive(Clone, Debug, PartialEq)]
pub struct Panel {
    /// Its name.
    pub name: String,
    /// Name of each program, and its speed.
    pub bars: Vec<(String, Option<Bar>)>,
}

const HEADER: &[&str] =
    &["workload", "program", "million_agent_steps_per_second", "least", "greatest", "note"];
/// From one row to the next, in millimetres, and the height of a bar.
const ROW: (f64, f64) = (4.6, 2.9);
/// Room for names on the left, and behind the plot for words of the longest bar.
const SIDES: (f64, f64) = (32.0, 9.0);
/// Between panels.
const GAP: f64 = 3.0;
/// Numbers and title below.
const FOOT: f64 = 8.0;
/// Where bars start: million agent-steps a second.
const LEAST: f64 = 0.1;

/// Draws the figure; `machine` says on what.
///
/// # Errors
/// There is nothing to show, or it cannot be drawn.
pub fn draw(panels: &[Panel], machine: &str) -> Result<Figure, FigureError> {
    let bars = || panels.iter().flat_map(|panel| &panel.bars).filter_map(|(_, bar)| bar.as_ref());
    let most = bars().map(|bar| bar.range.1 / 1e6).fold(0.0, f64::max);
    if !(most.is_finite() && most > 0.0) {
        return Err(FigureError::NothingToShow { figure: "speed", needs: "programs that ran".to_owned() });
    }
    let edition = Edition::default();
    let context = FigureContext { scenario: machine.to_owned(), replicates: 0, people: 0, edition };
    let note = "Million agent-steps a second, each tool's fastest way; bars start at 0.1, and a step of the axis is a factor of ten. Thin lines: least \
                and greatest of any round. Blue: this simulator; dark: C written for the workload alone; pale: with fewer agents, as it says.";
    let mut page = Page::with_numbers("speed", "Beside other tools", &context, HEADER, note.to_owned());
    for (at, panel) in panels.iter().enumerate() {
        page.say(&format!("({}) {}.", page::letter('a', at), panel.name));
        for (program, bar) in &panel.bars {
            if let Some(bar) = bar {
                let [rate, least, greatest] = [bar.rate, bar.range.0, bar.range.1].map(|x| shortest(x / 1e6));
                page.add_row([panel.name.clone(), program.clone(), rate, least, greatest, bar.note.clone()]);
            }
        }
    }
    let decades = (LEAST.log10().round() as i32, most.log10().ceil() as i32);
    let rows = panels.iter().map(|panel| panel.bars.len()).max().unwrap_or(0) as f64;
    page.draw(panel::HEADING + rows * ROW.0 + FOOT, |canvas, body| {
        let right = Frame { x: body.x + SIDES.0, w: body.w - SIDES.0, ..body };
        for (at, (panel, frame)) in panels.iter().zip(right.grid(panels.len(), 1, (GAP, 0.0))).enumerate() {
            panel::draw_heading(canvas, frame, page::letter('a', at), &panel.name)?;
            let plot = Frame {
                y: frame.y + panel::HEADING,
                w: frame.w - SIDES.1,
                h: panel.bars.len() as f64 * ROW.0,
                ..frame
            };
            draw_panel(canvas, plot, panel, decades)?;
            for (row, (name, bar)) in panel.bars.iter().enumerate().filter(|_| at == 0) {
                let is_ours = bar.as_ref().is_some_and(|bar| bar.kind == Kind::Ours);
                let weight = if is_ours { Weight::Bold } else { Weight::Regular };
                let look = Look { weight, ..Look::PLAIN }.anchored(Anchor::End);
                canvas.text_centred(name, (plot.x - 1.2, middle(plot, row)), look)?;
            }
        }
        Ok(())
    })
}

/// Where a row's middle is.
fn middle(plot: Frame, row: usize) -> f64 {
    plot.y + (row as f64 + 0.5) * ROW.0
}

fn colour(bar: &Bar) -> Rgb {
    match (bar.kind, bar.is_smaller) {
        (Kind::Limit, _) => NEUTRAL.ink,
        (Kind::Ours, _) => SCENARIOS[2].ink,
        (Kind::Other, false) => NEUTRAL.fill,
        (Kind::Other, true) => Rgb(0xcd, 0xd3, 0xd9),
    }
}

fn draw_panel(
    canvas: &Canvas,
    plot: Frame,
    panel: &Panel,
    (low, high): (i32, i32),
) -> Result<(), FigureError> {
    let x_of = |millions: f64| {
        let place = (millions.max(LEAST).log10() - f64::from(low)) / f64::from(high - low);
        plot.x + place * plot.w
    };
    for decade in low..=high {
        let x = x_of(10f64.powi(decade));
        canvas.line(&[(x, plot.y), (x, plot.bottom())], GRID, GRID_POINTS)?;
        let label = if decade < 0 { "0.1".to_owned() } else { super::axis::written(10f64.powi(decade), 0) };
        canvas.text(&label, (x, plot.bottom() + 3.3), Look::PLAIN.anchored(Anchor::Middle))?;
    }
    let title = (plot.x + plot.w / 2.0, plot.bottom() + 6.6);
    canvas.text("Million agent-steps a second", title, Look::PLAIN.anchored(Anchor::Middle))?;
    for (row, (_, bar)) in panel.bars.iter().enumerate() {
        let y = middle(plot, row);
        let Some(bar) = bar else {
            canvas.text_centred("none", (plot.x + 1.0, y), Look::PLAIN.coloured(NEUTRAL_LIGHT.ink))?;
            continue;
        };
        let [least, end, greatest] = [bar.range.0, bar.rate, bar.range.1].map(|rate| x_of(rate / 1e6));
        canvas.rectangle(
            Frame { x: plot.x, y: y - ROW.1 / 2.0, w: end - plot.x, h: ROW.1 },
            colour(bar),
            1.0,
        )?;
        canvas.line(&[(least, y), (greatest, y)], INK, AXIS_POINTS)?;
        let number = digits(bar.rate / 1e6);
        let words = if bar.note.is_empty() { number } else { format!("{number} {}", bar.note) };
        canvas.text_centred(&words, (greatest.max(end) + 0.9, y), Look::PLAIN)?;
    }
    canvas.line(&[(plot.x, plot.y), (plot.x, plot.bottom())], INK, AXIS_POINTS)
}

/// Two digits or three.
fn digits(x: f64) -> String {
    let decimals = usize::from(x < 9.95) + usize::from(x < 0.995);
    super::axis::written(x, decimals)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(rate: f64, kind: Kind, note: &str) -> Option<Bar> {
        Some(Bar {
            rate,
            range: (0.9 * rate, 1.1 * rate),
            note: note.into(),
            kind,
            is_smaller: !note.is_empty(),
        })
    }

    #[test]
    fn programs_stand_in_rows_with_their_numbers() {
        let bars = vec![
            ("C".to_owned(), bar(9e8, Kind::Limit, "")),
            ("Ours".to_owned(), bar(3.2e8, Kind::Ours, "")),
            ("Mesa".to_owned(), bar(1.26e6, Kind::Other, "at 100k")),
            ("None".to_owned(), None),
        ];
        let panels = ["W1", "W2"].map(|name| Panel { name: name.into(), bars: bars.clone() });
        let figure = draw(&panels, "2 threads").unwrap();
        for words in ["1.3 at 100k", "320", "900", "none", "1,000", "Mesa"] {
            assert!(figure.svg.contains(words), "{words}");
        }
        assert!(figure.data_csv.contains("W1,Mesa,1.26,1.134,1.386,at 100k"), "{}", figure.data_csv);
        assert!(figure.caption.contains("(b) W2."), "{}", figure.caption);
        assert!(draw(&[], "").is_err());
    }
}
