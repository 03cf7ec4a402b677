//! Where words go: beside the lines they name, and never on top of each other.

use super::canvas::Frame;

/// A line with its band as drawn: for each point x, top of the band, bottom of the band (millimetres, y downwards).
pub(super) type Track = Vec<(f64, f64, f64)>;

/// Distance between a band and the words that name it.
const AIR: f64 = 0.7;
/// Distance between words side by side, so that two names are not read as one.
const WORD_AIR: f64 = 1.6;

/// Finds a place inside `plot` for a label of each track: just above or below its own band, clear of the other bands and labels, as far
/// to the right as possible. Where there is none, words may stand closer together, then on other bands, but not on other words; where
/// everything is taken, the label goes to the upper right corner, or below it.
pub(super) fn beside(tracks: &[Track], sizes: &[(f64, f64)], plot: Frame) -> Vec<Frame> {
    let mut placed: Vec<Frame> = Vec::new();
    for (own, &(w, h)) in sizes.iter().enumerate() {
        let is_inside = |frame: &Frame| frame.y >= plot.y && frame.bottom() <= plot.bottom();
        let is_off_words =
            |frame: &Frame, air: f64| placed.iter().all(|other| !frame.overlaps(wider(*other, air)));
        let is_off_bands = |frame: &Frame| tracks.iter().all(|track| !crosses(track, *frame));
        let steps = 24;
        let places: Vec<Frame> = (0..=steps)
            .filter_map(|step| {
                let x = plot.x + (plot.w - w).max(0.0) * f64::from(steps - step) / f64::from(steps);
                let (top, bottom) = extent(&tracks[own], x, x + w)?;
                let above = Frame { x, y: top - AIR - h, w, h };
                Some([above, Frame { y: bottom + AIR, ..above }])
            })
            .flatten()
            .filter(is_inside)
            .collect();
        let found = places
            .iter()
            .find(|frame| is_off_words(frame, WORD_AIR) && is_off_bands(frame))
            .or_else(|| places.iter().find(|frame| is_off_words(frame, AIR) && is_off_bands(frame)))
            .or_else(|| places.iter().find(|frame| is_off_words(frame, WORD_AIR)));
        let corner = Frame { x: plot.right() - w, y: plot.y, w, h };
        let lower = |at: usize| Frame { y: plot.y + at as f64 * (h + AIR), ..corner };
        let row = (0..sizes.len() * 2).map(lower).find(|frame| is_off_words(frame, AIR));
        placed.push(found.copied().or(row).unwrap_or(corner));
    }
    placed
}

fn wider(frame: Frame, air: f64) -> Frame {
    Frame { x: frame.x - air, w: frame.w + 2.0 * air, ..frame }
}

/// A track with points at least every half millimetre, so that labels see the line between points that are far apart.
pub(super) fn dense(track: Track) -> Track {
    let mut dense = Track::new();
    for (x, top, bottom) in track {
        if let Some(&(from, from_top, from_bottom)) = dense.last() {
            let steps = ((x - from) / 0.5).ceil();
            for step in 1..steps as usize {
                let part = step as f64 / steps;
                let between = |a: f64, b: f64| a + (b - a) * part;
                dense.push((between(from, x), between(from_top, top), between(from_bottom, bottom)));
            }
        }
        dense.push((x, top, bottom));
    }
    dense
}

/// Highest and lowest point of a track between two places.
fn extent(track: &Track, from: f64, to: f64) -> Option<(f64, f64)> {
    let inside = track.iter().filter(|(x, _, _)| (from - 1.0..=to + 1.0).contains(x));
    inside.fold(None, |extent, &(_, top, bottom)| {
        let (highest, lowest) = extent.unwrap_or((top, bottom));
        Some((top.min(highest), bottom.max(lowest)))
    })
}

fn crosses(track: &Track, frame: Frame) -> bool {
    let (above, below) = (frame.y - AIR / 2.0, frame.bottom() + AIR / 2.0);
    extent(track, frame.x, frame.right()).is_some_and(|(top, bottom)| top < below && bottom > above)
}

/// Moves heights apart until each has `spacing` to the next, inside `low..=high`, each as near to its wish as the order allows.
/// Wishes must ascend; where there is no room for all, they are spread evenly.
pub(super) fn apart(wishes: &[f64], spacing: f64, low: f64, high: f64) -> Vec<f64> {
    let gaps = wishes.len().saturating_sub(1) as f64;
    let spacing = if gaps > 0.0 { spacing.min((high - low) / gaps) } else { spacing };
    let mut places: Vec<f64> = wishes.iter().map(|wish| wish.clamp(low, high)).collect();
    for at in 1..places.len() {
        places[at] = places[at].max(places[at - 1] + spacing);
    }
    let mut ceiling = high;
    for place in places.iter_mut().rev() {
        *place = place.min(ceiling);
        ceiling = *place - spacing;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heights_move_apart_only_as_far_as_needed() {
        assert_eq!(apart(&[1.0, 5.0, 9.0], 2.0, 0.0, 10.0), [1.0, 5.0, 9.0]);
        assert_eq!(apart(&[0.0, 0.1, 0.2], 2.0, 0.0, 10.0), [0.0, 2.0, 4.0]);
        assert_eq!(apart(&[9.0, 9.5, 10.0], 2.0, 0.0, 10.0), [6.0, 8.0, 10.0]);
        assert_eq!(apart(&[1.0, 1.0, 1.0], 9.0, 0.0, 10.0), [0.0, 5.0, 10.0]);
        assert!(apart(&[], 2.0, 0.0, 10.0).is_empty());
    }

    #[test]
    fn labels_avoid_lines_and_each_other() {
        let plot = Frame { x: 0.0, y: 0.0, w: 40.0, h: 30.0 };
        let flat = |y: f64| (0..=40).map(|x| (f64::from(x), y - 0.5, y + 0.5)).collect::<Track>();
        let tracks = [flat(10.0), flat(12.0), flat(28.0)];
        let placed = beside(&tracks, &[(12.0, 2.5); 3], plot);
        for (at, frame) in placed.iter().enumerate() {
            assert!(tracks.iter().all(|track| !crosses(track, *frame)), "{frame:?}");
            assert!(placed[..at].iter().all(|other| !other.overlaps(*frame)));
            assert!(frame.x >= 0.0 && frame.right() <= 40.0 && frame.y >= 0.0 && frame.bottom() <= 30.0);
        }
        assert!(placed[0].y < 10.0 && placed[1].y > 12.0 && placed[2].y < 28.0);
    }

    #[test]
    fn the_line_between_far_points_is_seen() {
        let track = dense(vec![(0.0, 0.0, 1.0), (10.0, 10.0, 11.0)]);
        assert_eq!(track.len(), 21);
        assert_eq!(track[10], (5.0, 5.0, 6.0));
        assert!(dense(Track::new()).is_empty());
    }

    #[test]
    fn a_label_without_any_room_still_gets_a_place() {
        let plot = Frame { x: 0.0, y: 0.0, w: 10.0, h: 3.0 };
        let full: Track = (0..=10).map(|x| (f64::from(x), 0.0, 3.0)).collect();
        assert_eq!(beside(&[full], &[(5.0, 2.5)], plot)[0].x, 5.0);
    }
}
