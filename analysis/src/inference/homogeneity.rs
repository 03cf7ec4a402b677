//! Whether rows of counts come from one law: Pearson's chi-square and the G test.

use super::laws;

/// A test of rows of counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Homogeneity {
    /// Pearson's Σ (seen − expected)² / expected.
    pub chi_square: f64,
    /// The likelihood ratio's 2 Σ seen · ln(seen / expected).
    pub g: f64,
    /// Degrees of freedom.
    pub df: f64,
    /// Chance that chi-square exceeds G, if what is counted is independent.
    pub p: f64,
}

/// Tests rows of one length. None if fewer than two rows, or two columns, hold anything.
///
/// Sokal and Rohlf (2012), *Biometry*, 4th ed., chapter 17. Without Yates's or Williams's corrections. **Caution:** p needs expected
/// counts of about five, and counts that are independent of each other.
#[must_use]
pub fn test(rows: &[Vec<f64>]) -> Option<Homogeneity> {
    let columns = rows.iter().map(Vec::len).min()?;
    let of_row: Vec<f64> = rows.iter().map(|row| row.iter().sum()).collect();
    let of_column: Vec<f64> = (0..columns).map(|j| rows.iter().map(|row| row[j]).sum()).collect();
    let filled = |sums: &[f64]| sums.iter().filter(|sum| **sum > 0.0).count() as f64;
    let df = (filled(&of_row) - 1.0) * (filled(&of_column) - 1.0);
    if df < 1.0 {
        return None;
    }
    let all: f64 = of_row.iter().sum();
    let (mut chi_square, mut g) = (0.0, 0.0);
    for (row, of_row) in rows.iter().zip(&of_row) {
        for (seen, of_column) in row.iter().zip(&of_column) {
            let expected = of_row * of_column / all;
            if expected > 0.0 {
                chi_square += (seen - expected) * (seen - expected) / expected;
            }
            if *seen > 0.0 {
                g += 2.0 * seen * libm::log(seen / expected);
            }
        }
    }
    let g = g.max(0.0);
    Some(Homogeneity { chi_square, g, df, p: laws::chi_square_above(g, df) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tests_are_those_of_scipy() {
        // scipy.stats.chi2_contingency([[10, 10, 20], [20, 20, 20]], correction=False), and lambda_="log-likelihood".
        let test = test(&[vec![10.0, 10.0, 20.0], vec![20.0, 20.0, 20.0]]).unwrap();
        assert!((test.chi_square - 2.777_777_777_8).abs() < 1e-9, "{test:?}");
        assert!((test.g - 2.768_858_8).abs() < 1e-6, "{test:?}");
        assert_eq!(test.df, 2.0);
        assert!((test.p - 0.250_466_7).abs() < 1e-7, "{test:?}");
    }

    #[test]
    fn empty_rows_and_columns_count_for_nothing() {
        let plain = test(&[vec![3.0, 9.0], vec![8.0, 4.0]]).unwrap();
        let padded = test(&[vec![3.0, 0.0, 9.0], vec![0.0; 3], vec![8.0, 0.0, 4.0]]).unwrap();
        assert_eq!((plain.g, plain.df), (padded.g, padded.df));
        assert_eq!(test(&[vec![3.0, 9.0]]), None);
        assert_eq!(test(&[vec![3.0, 0.0], vec![4.0, 0.0]]), None);
        assert_eq!(test(&[]), None);
    }
}
