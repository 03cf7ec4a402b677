//! Words beside a point, for plots in which lines go anywhere.

use super::FigureError;
use super::canvas::{Canvas, Frame};
use crate::style::{GRID_POINTS, NEUTRAL_LIGHT};

type Point = (f64, f64);

/// Lines that words should keep off: the thick ones above all.
pub(super) struct Obstacles {
    pub thick: Vec<Vec<Point>>,
    pub thin: Vec<Vec<Point>>,
}

/// Between a point and its words.
const AIR: f64 = 1.3;
/// From one place that is tried to the next.
const STEP: f64 = 0.7;
/// How much further away words rather go than stand on a millimetre of a line.
const COST: (f64, f64) = (2.5, 0.12);

/// The best place for words of a size beside `point`, at most `far` away, inside `plot`, clear of what is `taken` and, if it can be, of
/// lines. None if everything is taken.
pub(super) fn beside(
    point: Point,
    (w, h): (f64, f64),
    (plot, far): (Frame, f64),
    taken: &[Frame],
    obstacles: &Obstacles,
) -> Option<Frame> {
    let (thick, thin) = (dense(&obstacles.thick), dense(&obstacles.thin));
    let mut best: Option<(f64, Frame)> = None;
    let steps = |low: f64, high: f64| {
        let count = ((high - low) / STEP).max(0.0).floor() as usize;
        (0..=count).map(move |at| low + at as f64 * STEP)
    };
    let (left, right) = ((point.0 - far - w).max(plot.x + 0.5), (point.0 + far).min(plot.right() - w - 0.5));
    let (top, bottom) = ((point.1 - far - h).max(plot.y + 0.5), (point.1 + far).min(plot.bottom() - h - 0.5));
    for x in steps(left, right).filter(|_| left <= right) {
        for y in steps(top, bottom).filter(|_| top <= bottom) {
            let frame = Frame { x, y, w, h };
            let away = distance(point, frame);
            let is_taken = || taken.iter().any(|other| frame.overlaps(other.inside(-0.5)));
            // The distance alone rules most places out.
            if away < AIR || away > far || best.is_some_and(|(cost, _)| away >= cost) || is_taken() {
                continue;
            }
            let on = |points: &[Point]| {
                points.iter().filter(|point| distance(**point, frame) < 0.3).count() as f64
            };
            let cost = away + COST.0 * on(&thick) * 0.5 + COST.1 * on(&thin) * 0.5;
            if best.is_none_or(|(least, _)| cost < least) {
                best = Some((cost, frame));
            }
        }
    }
    best.map(|(_, frame)| frame)
}

/// A thin line from a point to words, or to a disc, that had to move aside.
pub(super) fn draw_leader(canvas: &Canvas, point: Point, frame: Frame) -> Result<(), FigureError> {
    let middle = (frame.x + frame.w / 2.0, frame.y + frame.h / 2.0);
    canvas.line(&[point, middle], NEUTRAL_LIGHT.ink, GRID_POINTS)
}

fn nearest((x, y): Point, frame: Frame) -> Point {
    (x.clamp(frame.x, frame.right()), y.clamp(frame.y, frame.bottom()))
}

fn distance(point: Point, frame: Frame) -> f64 {
    let to = nearest(point, frame);
    (to.0 - point.0).hypot(to.1 - point.1)
}

/// Points along lines, at least every half millimetre.
pub(super) fn dense(lines: &[Vec<Point>]) -> Vec<Point> {
    let mut points = Vec::new();
    for line in lines {
        points.extend(line.first());
        for pair in line.windows(2) {
            let (from, to) = (pair[0], pair[1]);
            let steps = ((to.0 - from.0).hypot(to.1 - from.1) / 0.5).ceil().max(1.0);
            let between =
                |at: f64| (from.0 + (to.0 - from.0) * at / steps, from.1 + (to.1 - from.1) * at / steps);
            points.extend((1..=steps as usize).map(|at| between(at as f64)));
        }
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLOT: Frame = Frame { x: 0.0, y: 0.0, w: 40.0, h: 40.0 };

    #[test]
    fn words_stand_near_their_point_and_off_lines_and_words() {
        let line = vec![(0.0, 20.0), (40.0, 20.0)];
        let obstacles = Obstacles { thick: vec![line], thin: Vec::new() };
        let first = beside((20.0, 20.0), (8.0, 2.5), (PLOT, 5.0), &[], &obstacles).unwrap();
        assert!(first.bottom() < 20.0 || first.y > 20.0, "{first:?}");
        assert!(distance((20.0, 20.0), first) < 2.5);
        let second = beside((20.0, 20.0), (8.0, 2.5), (PLOT, 5.0), &[first], &obstacles).unwrap();
        assert!(!second.overlaps(first));
        assert_eq!(beside((20.0, 20.0), (8.0, 2.5), (PLOT, 5.0), &[PLOT], &obstacles), None);
    }

    #[test]
    fn words_in_a_corner_stay_inside() {
        let nothing = Obstacles { thick: Vec::new(), thin: Vec::new() };
        let frame = beside((40.0, 0.0), (12.0, 2.5), (PLOT, 5.0), &[], &nothing).unwrap();
        assert!(frame.right() <= 40.0 && frame.y >= 0.0);
        assert_eq!(beside((1.0, 1.0), (60.0, 2.5), (PLOT, 5.0), &[], &nothing), None);
    }
}
