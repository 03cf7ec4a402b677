//! Ratios that multiply money: fractions in steps of 2^-30, by floor.

/// A ratio within 0..=1 in steps of 2^-30, rounded down.
pub fn ratio(x: f64) -> i64 {
    (x.clamp(0.0, 1.0) * 1_073_741_824.0).floor() as i64
}

/// What a ratio leaves of an amount, rounded down.
pub fn at(ratio: i64, amount: i64) -> i64 {
    (i128::from(ratio) * i128::from(amount)).div_euclid(1 << 30) as i64
}
