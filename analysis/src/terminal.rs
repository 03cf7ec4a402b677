//! A small chart for the terminal: a line of text a path, drawn with block characters.

/// How numbers of a chart are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Shares of one, written in per cent.
    Share,
    /// Plain numbers.
    Plain,
}

const BLOCKS: [char; 8] = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/// One line a path: its label, how it went (`width` characters), where it started and where it ended.
///
/// The height of each path runs from zero (or its lowest value, if that is below zero) to its own highest value, so that a share of one
/// per cent shows its shape as well as one of ninety; the numbers give the size. Values that are not finite leave a gap. Plain text: no
/// colour, no cursor movement; lines end with a newline.
///
/// ```
/// use analysis::terminal::{Unit, chart};
/// let falling = [0.9, 0.8, 0.7];
/// let rising = [0.01, 0.02, 0.04];
/// assert_eq!(
///     chart(&[("capital", &falling), ("peer", &rising)], Unit::Share, 9),
///     "capital  ███▇▇▇▆▆▆  90.0 % → 70.0 %\npeer     ▂▂▂▄▄▄███  1.00 % → 4.00 %\n"
/// );
/// ```
#[must_use]
pub fn chart(paths: &[(&str, &[f64])], unit: Unit, width: usize) -> String {
    let longest = paths.iter().map(|(label, _)| label.chars().count()).max().unwrap_or(0);
    let mut lines = String::new();
    for (label, values) in paths {
        let observed = || values.iter().copied().filter(|value| value.is_finite());
        let ends = match (observed().next(), observed().next_back()) {
            (Some(start), Some(end)) => format!("{} → {}", number(start, unit), number(end, unit)),
            _ => "not observed".to_owned(),
        };
        lines.push_str(&format!("{label:<longest$}  {}  {ends}\n", sparkline(values, width)));
    }
    lines
}

/// The path of some values in `width` block characters, from zero (or the lowest value below it) to the highest value.
#[must_use]
pub fn sparkline(values: &[f64], width: usize) -> String {
    let cells: Vec<Option<f64>> = (0..width).map(|cell| mean_of_cell(values, cell, width)).collect();
    let top = cells.iter().flatten().copied().fold(0.0, f64::max);
    let bottom = cells.iter().flatten().copied().fold(0.0, f64::min);
    let block = |value: f64| {
        // Halves first: top − bottom may be larger than the largest number.
        let height = (value / 2.0 - bottom / 2.0) / (top / 2.0 - bottom / 2.0);
        let eighth = if height.is_finite() { (height * 8.0).round() as usize } else { 1 };
        BLOCKS[eighth.clamp(1, 8) - 1]
    };
    cells.iter().map(|cell| cell.map_or(' ', block)).collect()
}

/// The mean of the values that fall into a cell; with fewer values than cells, a value fills several.
fn mean_of_cell(values: &[f64], cell: usize, width: usize) -> Option<f64> {
    let from = cell * values.len() / width;
    let to = ((cell + 1) * values.len() / width).max(from + 1).min(values.len());
    let mut mean = 0.0;
    let mut n = 0.0;
    for value in values.get(from..to)?.iter().filter(|value| value.is_finite()) {
        n += 1.0;
        mean += value / n - mean / n;
    }
    (n > 0.0).then_some(mean)
}

/// A number in about three digits.
fn number(value: f64, unit: Unit) -> String {
    let (value, sign) = if unit == Unit::Share { (value * 100.0, " %") } else { (value, "") };
    let size = value.abs();
    let text = match size {
        _ if size == 0.0 => "0".to_owned(),
        _ if !(0.005..1e9).contains(&size) => format!("{value:.1e}"),
        _ if size >= 99.95 => format!("{value:.0}"),
        _ if size >= 9.995 => format!("{value:.1}"),
        _ => format!("{value:.2}"),
    };
    text + sign
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_the_width_asked_for_whatever_comes() {
        for values in [
            &[][..],
            &[1.0],
            &[0.0; 5],
            &[f64::NAN; 3],
            &[-1e308, 1e308],
            &[f64::INFINITY, 1.0],
            &[2.0; 1000],
        ] {
            assert_eq!(sparkline(values, 40).chars().count(), 40, "{values:?}");
        }
        assert_eq!(sparkline(&[1.0, 2.0], 0), "");
    }

    #[test]
    fn shapes_are_what_they_say() {
        assert_eq!(sparkline(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0], 8), "▁▂▃▄▅▆▇█");
        assert_eq!(sparkline(&[0.0, 0.0], 2), "▁▁");
        assert_eq!(sparkline(&[5.0, f64::NAN, 5.0], 3), "█ █");
        assert_eq!(sparkline(&[-1.0, 1.0], 2), "▁█");
    }

    #[test]
    fn numbers_have_about_three_digits() {
        let shares =
            [(0.0, "0 %"), (0.71234, "71.2 %"), (0.0512, "5.12 %"), (1.0, "100 %"), (0.000_01, "1.0e-3 %")];
        for (value, text) in shares {
            assert_eq!(number(value, Unit::Share), text);
        }
        assert_eq!(number(12_345.6, Unit::Plain), "12346");
    }

    #[test]
    fn nothing_observed_is_said() {
        assert_eq!(chart(&[("peer", &[])], Unit::Share, 3), "peer       not observed\n");
        assert_eq!(chart(&[], Unit::Share, 3), "");
    }
}
