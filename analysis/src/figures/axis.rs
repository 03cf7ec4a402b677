//! Axes: which stretch of numbers they cover, and the round numbers written beside them.

use super::canvas::Look;
use crate::style::MM_PER_POINT;

/// Numbers beyond this are not drawn: their differences would overflow.
const LARGEST: f64 = 1e290;

/// Where an axis starts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Rule {
    /// At zero, so that heights can be compared. If all is zero the axis ends at `least`.
    FromZero { least: f64 },
    /// Around what is shown, at least `least` long, so that noise is not blown up into news.
    Around { least: f64 },
}

/// An axis in the numbers that stand beside it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Axis {
    pub low: f64,
    pub high: f64,
    /// Where a number stands, and how it is written.
    pub ticks: Vec<(f64, String)>,
    /// The numbers are written in units of ten to this power.
    pub power: i32,
}

impl Axis {
    /// Where `value` lies between `from` (the low end) and `to` (the high end).
    pub(super) fn place(&self, value: f64, from: f64, to: f64) -> f64 {
        from + (value - self.low) / (self.high - self.low) * (to - from)
    }

    /// What the numbers beside it are multiplied with.
    pub(super) fn scale(&self) -> f64 {
        10f64.powi(self.power)
    }

    /// Whether it does not start at zero, which readers want to be told.
    pub(super) fn is_cut(&self) -> bool {
        self.low > 0.0
    }
}

/// A vertical axis for numbers from `least` to `most`, inside natural `bounds`, with about `wanted` steps. None if they are too large.
pub(super) fn vertical(
    (least, most): (f64, f64),
    rule: Rule,
    bounds: (f64, f64),
    wanted: f64,
) -> Option<Axis> {
    let size = least.abs().max(most.abs());
    if size.is_nan() || size >= LARGEST {
        return None;
    }
    let (low, high) = match rule {
        Rule::FromZero { least: length } => {
            (least.min(0.0), if size < 1e-200 { length } else { most.max(0.0) })
        }
        Rule::Around { least: length } => {
            let length = length.max(size * 0.05);
            let missing = ((length - (most - least)) / 2.0).max(0.0);
            let (low, high) = (least - missing, most + missing);
            let shift = (bounds.0 - low).max(0.0) + (bounds.1 - high).min(0.0);
            (low + shift, high + shift)
        }
    };
    let step = round_step((high - low) / wanted);
    // A hair's breadth of tolerance, so that 0.30000000000000004 does not ask for another step.
    let (first, last) = ((low / step + 1e-9).floor() as i64, (high / step - 1e-9).ceil() as i64);
    let power = power_of(first.abs().max(last.abs()) as f64 * step);
    let unit = 10f64.powi(power);
    let decimals = decimals_of(step / unit);
    let ticks = (first..=last).map(|at| at as f64 * step).filter(|tick| (bounds.0..=bounds.1).contains(tick));
    let ticks = ticks.map(|tick| (tick, written(tick / unit, decimals))).collect();
    Some(Axis {
        low: (first as f64 * step).max(bounds.0),
        high: (last as f64 * step).min(bounds.1),
        ticks,
        power,
    })
}

/// The axis of time for months `first` to `last` (in months), as long as `room` millimetres, and its title.
pub(super) fn time(first: i64, last: i64, room: f64) -> (Axis, &'static str) {
    let (low, high) = (first as f64, last as f64);
    let (month, title) =
        if high - low < 36.0 { (1.0, "Months since start") } else { (12.0, "Years since start") };
    if first >= last {
        // A single month stands in the middle.
        let ticks = vec![(low, written(low / month, 0))];
        return (Axis { low: low - 1.0, high: low + 1.0, ticks, power: 0 }, title);
    }
    let room_of_a_number = Look::PLAIN.width(&written(high / month, 0)) + 8.0 * MM_PER_POINT;
    let rough = ((high - low) / month) / (room / room_of_a_number).max(1.0);
    let step = match month {
        // Quarters and halves of a year rather than fives and tens of months.
        1.0 => [1.0, 2.0, 3.0, 6.0].into_iter().find(|&step| rough <= step * 1.1).unwrap_or(12.0),
        // Rounded up: half the labels of time say as much.
        _ => round_step(rough * 1.4).max(1.0),
    };
    let (from, to) = ((low / month / step - 1e-9).ceil() as i64, (high / month / step + 1e-9).floor() as i64);
    let ticks = (from..=to).map(|at| at as f64 * step).map(|tick| (tick * month, written(tick, 0))).collect();
    (Axis { low, high, ticks, power: 0 }, title)
}

/// Axes across and upwards for a square plot of shares, equally long, so that directions are true; a little longer than the `reach` of what
/// is shown, and inside 0 to 1.
pub(super) fn square(reach: [(f64, f64); 2]) -> [Axis; 2] {
    const SHORTEST: f64 = 0.02;
    const MOST_STEPS: i64 = 6;
    let length = reach.iter().map(|(low, high)| high - low).fold(SHORTEST, f64::max);
    let mut step = round_step(length / 4.5);
    loop {
        let (ends, steps) = square_ends(reach, length, step);
        if steps <= MOST_STEPS {
            return ends.map(|ends| share_axis(ends, step));
        }
        step = round_step(step * 2.2);
    }
}

/// Lowest and highest tick of both axes, as multiples of `step`, and how many steps each axis has.
fn square_ends(reach: [(f64, f64); 2], length: f64, step: f64) -> ([(i64, i64); 2], i64) {
    // 1, 2 and 5 times a power of ten all divide one.
    let whole = (1.0 / step).round() as i64;
    let wish = |(low, high): (f64, f64)| {
        (((low / step - 0.2).floor() as i64).max(0), ((high / step + 0.2).ceil() as i64).min(whole))
    };
    let mut ends = reach.map(wish);
    let least = ((length / step).round() as i64).max(2);
    let steps = ends.iter().map(|(low, high)| high - low).fold(least, i64::max);
    for (low, high) in &mut ends {
        // Up and down by turns, where there is room.
        let mut goes_up = true;
        while *high - *low < steps {
            if *low == 0 || (goes_up && *high < whole) {
                *high += 1;
            } else {
                *low -= 1;
            }
            goes_up = !goes_up;
        }
    }
    (ends, steps)
}

fn share_axis((low, high): (i64, i64), step: f64) -> Axis {
    let decimals = decimals_of(step);
    let ticks = (low..=high).map(|at| at as f64 * step).map(|tick| (tick, written(tick, decimals)));
    Axis { low: low as f64 * step, high: high as f64 * step, ticks: ticks.collect(), power: 0 }
}

/// Whichever of 1, 2, 5, 10, … times a power of ten comes nearest to `rough`, by ratio.
fn round_step(rough: f64) -> f64 {
    let power = 10f64.powi(rough.log10().floor() as i32);
    // Half-way by ratio: the square roots of 1·2, 2·5 and 5·10.
    match rough / power {
        head if head < 1.414 => power,
        head if head < 3.162 => 2.0 * power,
        head if head < 7.071 => 5.0 * power,
        _ => 10.0 * power,
    }
}

/// The power of a thousand in which numbers up to `size` are short.
fn power_of(size: f64) -> i32 {
    if (1e-3..1e5).contains(&size) || size == 0.0 {
        0
    } else {
        (size.log10() / 3.0 + 1e-9).floor() as i32 * 3
    }
}

/// How many decimals tell the steps apart.
fn decimals_of(step: f64) -> usize {
    (-(step.log10() + 1e-9).floor()).clamp(0.0, 12.0) as usize
}

/// A number as it is printed: a true minus, commas between thousands.
pub(super) fn written(value: f64, decimals: usize) -> String {
    let digits = format!("{:.decimals$}", value.abs());
    let (whole, fraction) =
        digits.split_once('.').map_or((digits.as_str(), None), |(whole, rest)| (whole, Some(rest)));
    let is_zero = digits.chars().all(|c| c == '0' || c == '.');
    let mut text = if value < 0.0 && !is_zero { "−".to_owned() } else { String::new() };
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    if let Some(fraction) = fraction {
        text.push('.');
        text.push_str(fraction);
    }
    text
}

/// A number in about three digits, for a column beside a plot.
pub(super) fn short(x: f64) -> String {
    let decimals = match x.abs() {
        size if size >= 100.0 => 0,
        size if size >= 10.0 => 1,
        size if size >= 0.1 || size == 0.0 => 2,
        size if size >= 0.01 => 3,
        _ => 4,
    };
    written(x, decimals)
}

/// The unit of an axis with its power of ten: `people`, `10⁶ people`, `1e−6 of the start`.
pub(super) fn unit_with_power(unit: &str, power: i32) -> String {
    let raised = |digit: char| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(digit as usize - '0' as usize).unwrap_or(digit);
    match power {
        0 => unit.to_owned(),
        1.. => format!("10{} {unit}", power.to_string().chars().map(raised).collect::<String>()),
        // The typeface has no raised minus.
        _ => format!("1e−{} {unit}", -power),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANY: (f64, f64) = (f64::NEG_INFINITY, f64::INFINITY);

    fn labels(axis: &Axis) -> Vec<&str> {
        axis.ticks.iter().map(|(_, label)| label.as_str()).collect()
    }

    #[test]
    fn numbers_beside_an_axis_are_round() {
        let axis = vertical((3.0, 11.3), Rule::FromZero { least: 1.0 }, ANY, 4.0).unwrap();
        assert_eq!(labels(&axis), ["0", "2", "4", "6", "8", "10", "12"]);
        let axis = vertical((0.93, 1.08), Rule::Around { least: 0.2 }, ANY, 4.0).unwrap();
        assert_eq!(labels(&axis), ["0.90", "0.95", "1.00", "1.05", "1.10", "1.15"]);
        let axis = vertical((0.0, 0.0043), Rule::FromZero { least: 1.0 }, ANY, 4.0).unwrap();
        assert_eq!(labels(&axis), ["0.000", "0.001", "0.002", "0.003", "0.004", "0.005"]);
    }

    #[test]
    fn an_axis_covers_what_it_shows_and_keeps_to_its_bounds() {
        for (least, most) in
            [(0.0, 0.0), (5.0, 5.0), (-3.0, 7.0), (1e-12, 1e-11), (1e280, 1e285), (-1e6, -1e6), (97.0, 99.5)]
        {
            for rule in [Rule::FromZero { least: 1.0 }, Rule::Around { least: 0.2 }] {
                let axis = vertical((least, most), rule, ANY, 4.0).unwrap();
                assert!(
                    axis.low <= least && most <= axis.high && axis.low < axis.high,
                    "{least} {most} {axis:?}"
                );
                assert!((2..=9).contains(&axis.ticks.len()), "{axis:?}");
            }
        }
        let share = vertical((97.0, 99.5), Rule::Around { least: 20.0 }, (0.0, 100.0), 4.0).unwrap();
        assert_eq!((share.low, share.high), (80.0, 100.0));
        assert!(share.is_cut());
        assert_eq!(vertical((0.0, f64::INFINITY), Rule::FromZero { least: 1.0 }, ANY, 4.0), None);
        assert_eq!(vertical((f64::NAN, f64::NAN), Rule::FromZero { least: 1.0 }, ANY, 4.0), None);
    }

    #[test]
    fn a_square_has_axes_of_one_length_around_what_is_shown() {
        for reach in [
            [(0.0, 1.0), (0.0, 1.0)],
            [(0.31, 0.36), (0.11, 0.3)],
            [(0.0, 0.001), (0.999, 1.0)],
            [(0.5, 0.5), (0.5, 0.5)],
            [(0.97, 1.0), (0.0, 0.4)],
        ] {
            let axes = square(reach);
            let length = |axis: &Axis| axis.high - axis.low;
            assert!((length(&axes[0]) - length(&axes[1])).abs() < 1e-12, "{axes:?}");
            for (axis, (low, high)) in axes.iter().zip(reach) {
                assert!(axis.low <= low + 1e-12 && high <= axis.high + 1e-12, "{reach:?} {axis:?}");
                assert!(axis.low >= 0.0 && axis.high <= 1.0 + 1e-12);
                assert!((3..=7).contains(&axis.ticks.len()), "{axis:?}");
            }
        }
        assert_eq!(labels(&square([(0.0, 1.0); 2])[0]), ["0.0", "0.2", "0.4", "0.6", "0.8", "1.0"]);
    }

    #[test]
    fn large_and_small_numbers_are_written_short() {
        let axis = vertical((0.0, 2.5e6), Rule::FromZero { least: 1.0 }, ANY, 3.0).unwrap();
        assert_eq!((labels(&axis), axis.power), (vec!["0", "1", "2", "3"], 6));
        assert_eq!(unit_with_power("people", 6), "10⁶ people");
        assert_eq!(unit_with_power("people", 12), "10¹² people");
        assert_eq!(unit_with_power("people", -6), "1e−6 people");
        assert_eq!(written(-1234567.5, 1), "−1,234,567.5");
        assert_eq!(written(-0.0001, 2), "0.00");
    }

    #[test]
    fn time_is_in_years_unless_it_is_short() {
        let (axis, title) = time(0, 600, 30.0);
        assert_eq!((labels(&axis), title), (vec!["0", "10", "20", "30", "40", "50"], "Years since start"));
        let (axis, title) = time(0, 24, 30.0);
        assert_eq!((labels(&axis), title), (vec!["0", "6", "12", "18", "24"], "Months since start"));
        let (axis, _) = time(-96, 120, 60.0);
        assert_eq!(labels(&axis)[..5], ["−8", "−6", "−4", "−2", "0"]);
        let (axis, _) = time(7, 7, 30.0);
        assert!(axis.low < 7.0 && 7.0 < axis.high && labels(&axis) == ["7"]);
    }
}
