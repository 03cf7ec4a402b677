//! Inference over replicates: intervals, simultaneous bands, tests. Pure functions of numbers.
//!
//! * [`laws`]: quantiles and tails of the normal, Student's, chi-square and Poisson laws.
//! * [`intervals`]: means and their differences (paired or not), shares, counts; Holm's adjustment.
//! * [`sup_t`]: bands that hold for all months at once.
//! * [`homogeneity`]: whether rows of counts come from one law.
//! * [`swaps`]: how often chance alone would make scenarios differ as much, by exchanging their labels.
//! * [`chance`]: the seeded generator behind resampling. Equal names give equal numbers, on every machine.
//!
//! A replicate is the unit of everything here. People of one replicate share a world and are not independent of each other.

pub mod chance;
pub mod homogeneity;
pub mod intervals;
pub mod laws;
pub mod sup_t;
pub mod swaps;

/// Digits of what rests on functions of the platform's mathematics, whose last bits differ between machines.
const DIGITS: i32 = 10;

/// A number in ten significant digits: what is left is the same on every machine.
#[must_use]
pub fn rounded(value: f64) -> f64 {
    if value == 0.0 || !value.is_finite() {
        return value;
    }
    format!("{value:.*e}", (DIGITS - 1) as usize).parse().unwrap_or(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_digits_are_left() {
        assert_eq!(rounded(0.1 + 0.2), 0.3);
        assert_eq!(rounded(-123_456.789_012_345), -123_456.789);
        assert_eq!(rounded(1.234_567_890_12e-30), 1.234_567_89e-30);
        assert!(rounded(f64::NAN).is_nan() && rounded(f64::INFINITY).is_infinite());
        assert_eq!(rounded(0.0), 0.0);
    }
}
