//! Numbers as a reader of the parameter page wants them.

/// A number in few digits: whole ones in groups of three, others as they are if short, as 1/n, or to six digits.
#[must_use]
pub fn short(x: f64) -> String {
    if !x.is_finite() {
        return if x > 0.0 { "∞".into() } else { "−∞".into() };
    }
    if x.fract() == 0.0 && x.abs() < 1e16 {
        return grouped(x as i64);
    }
    let plain = x.to_string();
    if plain.trim_start_matches('-').len() <= 8 {
        return plain;
    }
    let inverse = 1.0 / x;
    if (inverse - inverse.round()).abs() < 1e-9 * inverse.abs() {
        return format!("1/{}", inverse.round());
    }
    // Six significant digits: enough to recognise it; `fourfold show` has them all.
    let places = (5 - x.abs().log10().floor() as i32).max(0) as usize;
    format!("{x:.places$}").trim_end_matches('0').to_string()
}

/// A whole number, with `_` between groups of three digits from 10_000 on, as a scenario file may write it.
#[must_use]
pub fn grouped(n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let sign = if n < 0 { "-" } else { "" };
    if digits.len() < 5 {
        return format!("{sign}{digits}");
    }
    let groups: Vec<&str> = (0..digits.len().div_ceil(3))
        .rev()
        .map(|k| &digits[digits.len().saturating_sub(3 * k + 3)..digits.len() - 3 * k])
        .collect();
    format!("{sign}{}", groups.join("_"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_can_be_recognised() {
        let written =
            [0.0, -1.0, 600.0, 20_000.0, 4e9, 0.3, -0.1, 1.0 / 540.0, 1.0 / 3.0, 0.123_456_789, 12.345_678_9];
        let expected = [
            "0",
            "-1",
            "600",
            "20_000",
            "4_000_000_000",
            "0.3",
            "-0.1",
            "1/540",
            "1/3",
            "0.123457",
            "12.3457",
        ];
        assert_eq!(written.map(short), expected);
    }
}
