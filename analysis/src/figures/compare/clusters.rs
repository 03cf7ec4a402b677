//! Figure `clusters`: the path in the middle of each group, and how many of each scenario's replicates are in it.

use super::super::axis;
use super::super::canvas::{Anchor, Canvas, Frame, Look};
use super::super::{Figure, FigureError, Print, panel, pins};
use super::plane;
use super::{letter, sample};
use crate::comparison::paths::{Groups, PLANE};
use crate::comparison::sheet::cell;
use crate::comparison::{Comparison, Findings};
use crate::style::{COLUMN_WIDTH_MM, GRID_POINTS, INK, NEUTRAL_LIGHT, PAPER, Rgb};
use crate::text::{self, Weight};

const HEADER: &[&str] = &["series", "scenario", "cluster", "month", "x", "y"];
/// Width of the square of paths.
const SQUARE: f64 = 50.0;
const TITLE: f64 = 3.6;
const DISC: f64 = 1.5;
/// Height of a scenario's bar.
const BAR: f64 = 4.2;

pub(super) fn draw(comparison: &Comparison, found: &Findings, print: Print) -> Result<Figure, FigureError> {
    let nothing =
        || FigureError::NothingToShow { figure: "clusters", needs: "paths on the plane".to_owned() };
    let groups = found.groups.as_ref().filter(|groups| groups.measures == PLANE).ok_or_else(nothing)?;
    let clusters = &groups.clusters;
    let note = format!(
        "Groups by k-medoids on warped distances, {} by the best mean silhouette ({:.2}); {}.",
        clusters.medoids.len(),
        clusters.clarity(),
        sample(comparison)
    );
    let mut page =
        super::page("clusters", "Groups of paths", HEADER, comparison, note, print.of_width(COLUMN_WIDTH_MM));
    page.say("(a) All paths on the plane, thin; thick: the path in the middle of each group, from an open circle to its number. (b) Share of each scenario's replicates in each group.");
    for (group, &medoid) in clusters.medoids.iter().enumerate() {
        let name = &comparison.arms[groups.of[medoid].0].name;
        for (month, point) in groups.months.iter().zip(&groups.paths[medoid]) {
            let number = (group + 1).to_string();
            page.add_row([
                format!("medoid_{number}"),
                name.clone(),
                number,
                month.to_string(),
                cell(point[0]),
                cell(point[1]),
            ]);
        }
    }
    let shares: Vec<Vec<f64>> = (0..comparison.arms.len()).map(|arm| shares(groups, arm)).collect();
    for (arm, shares) in comparison.arms.iter().zip(&shares) {
        for (group, share) in shares.iter().enumerate() {
            page.add_row([
                "share".to_owned(),
                arm.name.clone(),
                (group + 1).to_string(),
                String::new(),
                cell(*share),
                String::new(),
            ]);
        }
    }
    let axes = plane::axes(groups);
    let gutter = panel::gutter(&axes[1]);
    let upper = panel::HEADING + SQUARE + panel::NUMBERS + TITLE + 3.0;
    let lower = panel::HEADING + comparison.arms.len() as f64 * BAR + panel::NUMBERS;
    page.draw(upper + lower, |canvas, body| {
        panel::draw_heading(canvas, body, letter(0), "Orientation (0: for profit, 1: for benefit)")?;
        let plot = Frame {
            x: body.x + gutter + (body.w - SQUARE - gutter) / 2.0,
            y: body.y + panel::HEADING,
            w: SQUARE,
            h: SQUARE,
        };
        plane::draw_square(canvas, plot, &axes)?;
        let place = |point: &Vec<f64>| {
            (axes[0].place(point[0], plot.x, plot.right()), axes[1].place(point[1], plot.bottom(), plot.y))
        };
        let lines: Vec<Vec<(f64, f64)>> =
            groups.paths.iter().map(|path| path.iter().map(place).collect()).collect();
        for line in &lines {
            canvas.line(line, NEUTRAL_LIGHT.fill, GRID_POINTS)?;
        }
        draw_medoids(canvas, plot, groups, &lines)?;
        let frame = Frame { y: body.y + upper, h: lower, ..body };
        draw_bars(canvas, frame, comparison, &shares)
    })
}

fn shares(groups: &Groups, arm: usize) -> Vec<f64> {
    let own: Vec<usize> = groups
        .of
        .iter()
        .zip(&groups.clusters.group)
        .filter(|((at, _), _)| *at == arm)
        .map(|(_, group)| *group)
        .collect();
    (0..groups.clusters.medoids.len())
        .map(|group| own.iter().filter(|g| **g == group).count() as f64 / own.len() as f64)
        .collect()
}

/// From dark to light: groups have numbers, and no colour of their own.
fn shade(group: usize, groups: usize) -> Rgb {
    let part = if groups > 1 { group as f64 / (groups as f64 - 1.0) } else { 0.0 };
    let level = (0x38 as f64 + part * (0xc4 - 0x38) as f64) as u8;
    Rgb(level, level, level)
}

fn draw_medoids(
    canvas: &Canvas,
    plot: Frame,
    groups: &Groups,
    lines: &[Vec<(f64, f64)>],
) -> Result<(), FigureError> {
    let clusters = &groups.clusters;
    for &medoid in &clusters.medoids {
        canvas.line(&lines[medoid], INK, 1.3)?;
    }
    let obstacles = pins::Obstacles {
        thick: clusters.medoids.iter().map(|&m| lines[m].clone()).collect(),
        thin: Vec::new(),
    };
    let mut taken: Vec<Frame> = Vec::new();
    for (group, &medoid) in clusters.medoids.iter().enumerate() {
        let (Some(start), Some(end)) = (lines[medoid].first(), lines[medoid].last()) else { continue };
        canvas.dot(*start, 1.0, INK)?;
        canvas.dot(*start, 0.6, PAPER)?;
        let size = 2.0 * DISC;
        let at = pins::beside(*end, (size, size), (plot, 9.0), &taken, &obstacles).unwrap_or(Frame {
            x: end.0 - DISC,
            y: end.1 - DISC,
            w: size,
            h: size,
        });
        pins::draw_leader(canvas, *end, at)?;
        let middle = (at.x + DISC, at.y + DISC);
        canvas.dot(middle, DISC, INK)?;
        let look = Look { weight: Weight::Bold, ..Look::PLAIN }.anchored(Anchor::Middle).coloured(PAPER);
        canvas.text_centred(&(group + 1).to_string(), middle, look)?;
        taken.push(at);
    }
    Ok(())
}

fn draw_bars(
    canvas: &Canvas,
    frame: Frame,
    comparison: &Comparison,
    shares: &[Vec<f64>],
) -> Result<(), FigureError> {
    panel::draw_heading(canvas, frame, letter(1), "Share of replicates in each group (%)")?;
    let names: Vec<String> = comparison
        .arms
        .iter()
        .map(|arm| text::shorten(&text::printable(&arm.name), Weight::Regular, Look::PLAIN.em(), 30.0))
        .collect();
    let widest = names.iter().map(|name| Look::PLAIN.width(name)).fold(0.0, f64::max) + 1.5;
    let plot = Frame {
        x: frame.x + widest,
        y: frame.y + panel::HEADING,
        w: frame.w - widest - panel::RIGHT - 1.0,
        h: comparison.arms.len() as f64 * BAR,
    };
    for (k, (name, shares)) in names.iter().zip(shares).enumerate() {
        let y = plot.y + k as f64 * BAR;
        canvas.text_centred(name, (plot.x - 1.5, y + BAR / 2.0 - 0.3), Look::PLAIN.anchored(Anchor::End))?;
        let mut x = plot.x;
        for (group, share) in shares.iter().enumerate().filter(|(_, share)| **share > 0.0) {
            let bar = Frame { x, y, w: share * plot.w, h: BAR - 0.8 };
            canvas.rectangle(bar, shade(group, shares.len()), 1.0)?;
            canvas.line(&[(bar.right(), bar.y), (bar.right(), bar.bottom())], PAPER, 0.6)?;
            let colour = canvas.readable_on(shade(group, shares.len()));
            if bar.w > 3.0 {
                let look = Look::PLAIN.anchored(Anchor::Middle).coloured(colour);
                canvas.text_centred(
                    &(group + 1).to_string(),
                    (bar.x + bar.w / 2.0, bar.y + bar.h / 2.0),
                    look,
                )?;
            }
            x = bar.right();
        }
    }
    for per_cent in [0.0, 25.0, 50.0, 75.0, 100.0] {
        let x = plot.x + plot.w * per_cent / 100.0;
        canvas.line(&[(x, plot.bottom()), (x, plot.bottom() + 0.8)], INK, GRID_POINTS)?;
        canvas.text(
            &axis::written(per_cent, 0),
            (x, plot.bottom() + 3.6),
            Look::PLAIN.anchored(Anchor::Middle),
        )?;
    }
    Ok(())
}
