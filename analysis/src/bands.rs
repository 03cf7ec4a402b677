//! What figures show, over time and replicates: shares, indices and ratios made from the columns, with median and bands.

use crate::stats::Spread;
use crate::table::Series;

/// A number made from the columns of one row (and, for an index, of its replicate's start).
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Quantity<'a> {
    /// A column as it stands.
    Column(&'a str),
    /// One column over the sum of several; the sum must be above zero.
    Share(&'a str, &'a [&'a str]),
    /// A column over another, times a factor.
    Per(&'a str, &'a str, f64),
    /// A column over its own value in the first month observed from month 0 on, in the same replicate.
    Index(&'a str),
    /// A column per unit of another, as an index in the sense of [`Quantity::Index`].
    IndexPer(&'a str, &'a str),
}

impl Quantity<'_> {
    /// The quantity in each of `rows` (of one region, by month); NaN where it has no value. None if a column is missing.
    fn over(&self, series: &Series, rows: &[usize]) -> Option<Vec<f64>> {
        let pick = |name: &str| {
            let column = series.column(name)?;
            Some(rows.iter().map(|&row| column[row]).collect::<Vec<f64>>())
        };
        let ratio = |top: Vec<f64>, under: &[f64], factor: f64| {
            top.iter()
                .zip(under)
                .map(|(a, b)| if *b > 0.0 { a / b * factor } else { f64::NAN })
                .collect::<Vec<_>>()
        };
        match *self {
            Quantity::Column(name) => pick(name),
            Quantity::Share(name, of) => {
                let mut whole = vec![0.0; rows.len()];
                for part in of {
                    whole.iter_mut().zip(pick(part)?).for_each(|(sum, x)| *sum += x);
                }
                Some(ratio(pick(name)?, &whole, 1.0))
            }
            Quantity::Per(name, per, factor) => Some(ratio(pick(name)?, &pick(per)?, factor)),
            Quantity::Index(name) => Some(from_start(series, rows, pick(name)?)),
            Quantity::IndexPer(name, per) => {
                Some(from_start(series, rows, ratio(pick(name)?, &pick(per)?, 1.0)))
            }
        }
    }
}

/// Values over those of the same replicate at its first observed month from 0 on. `rows` are ordered by month.
fn from_start(series: &Series, rows: &[usize], mut values: Vec<f64>) -> Vec<f64> {
    let mut starts = std::collections::HashMap::new();
    for (&row, &value) in rows.iter().zip(&values) {
        if series.months()[row] >= 0 && value.is_finite() {
            starts.entry(series.replicates()[row]).or_insert(value);
        }
    }
    for (&row, value) in rows.iter().zip(&mut values) {
        let start = starts.get(&series.replicates()[row]).copied().unwrap_or(f64::NAN);
        *value = if start > 0.0 { *value / start } else { f64::NAN };
    }
    values
}

/// A quantity's spread over replicates in each month in which it was observed, months ascending.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bands {
    /// Months, ascending, each once.
    pub months: Vec<i64>,
    /// The spread in each of the months.
    pub spreads: Vec<Spread>,
}

impl Bands {
    /// The spread of `quantity` in `region`, month by month. None if a column is missing or nothing was observed.
    #[must_use]
    pub fn of(series: &Series, region: &str, quantity: &Quantity) -> Option<Self> {
        let rows = series.rows_of(region);
        let values = quantity.over(series, &rows)?;
        let mut bands = Self::default();
        let mut of_month = Vec::new();
        let mut at = 0;
        for group in rows.chunk_by(|&a, &b| series.months()[a] == series.months()[b]) {
            of_month.clear();
            of_month.extend_from_slice(&values[at..at + group.len()]);
            at += group.len();
            if let Some(spread) = Spread::of(&mut of_month) {
                bands.months.push(series.months()[group[0]]);
                bands.spreads.push(spread);
            }
        }
        (!bands.months.is_empty()).then_some(bands)
    }

    /// The medians, month by month.
    #[must_use]
    pub fn medians(&self) -> Vec<f64> {
        self.spreads.iter().map(|spread| spread.q50).collect()
    }

    /// Months with their spread.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (i64, &Spread)> {
        self.months.iter().copied().zip(&self.spreads)
    }

    /// The most replicates that any month has.
    #[must_use]
    pub fn replicates(&self) -> u64 {
        self.spreads.iter().map(|spread| spread.n).max().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::WORLD;

    fn series() -> Series {
        let mut series = Series::new(vec!["a".into(), "b".into(), "nobody".into()]);
        for replicate in 0..3u64 {
            for month in 0..4i64 {
                let a = 1.0 + replicate as f64 + month as f64;
                series.push_row(replicate, month, WORLD, [Some(a), Some(3.0), None].into_iter()).unwrap();
                series.push_row(replicate, month, "Asia", [Some(1e9), Some(1e9), None].into_iter()).unwrap();
            }
        }
        series
    }

    #[test]
    fn a_share_is_taken_in_each_replicate_before_the_median() {
        let bands = Bands::of(&series(), WORLD, &Quantity::Share("a", &["a", "b"])).unwrap();
        assert_eq!(bands.months, [0, 1, 2, 3]);
        assert_eq!(bands.medians()[0], 2.0 / 5.0);
        assert_eq!(bands.replicates(), 3);
    }

    #[test]
    fn an_index_is_one_at_the_start_of_every_replicate() {
        let bands = Bands::of(&series(), WORLD, &Quantity::Index("a")).unwrap();
        assert_eq!((bands.spreads[0].q05, bands.spreads[0].q95), (1.0, 1.0));
        assert_eq!(bands.medians()[3], 5.0 / 2.0);
        let per = Bands::of(&series(), WORLD, &Quantity::IndexPer("a", "b")).unwrap();
        assert!((per.medians()[3] - 2.5).abs() < 1e-15);
    }

    #[test]
    fn what_is_missing_or_never_observed_gives_no_bands() {
        for quantity in [Quantity::Column("c"), Quantity::Column("nobody"), Quantity::Per("a", "c", 1.0)] {
            assert_eq!(Bands::of(&series(), WORLD, &quantity), None);
        }
        assert_eq!(Bands::of(&series(), "Atlantis", &Quantity::Column("a")), None);
    }

    #[test]
    fn a_ratio_over_zero_is_not_observed() {
        let mut series = Series::new(vec!["a".into(), "b".into()]);
        series.push_row(0, 0, WORLD, [Some(1.0), Some(0.0)].into_iter()).unwrap();
        series.push_row(0, 1, WORLD, [Some(1.0), Some(4.0)].into_iter()).unwrap();
        let bands = Bands::of(&series, WORLD, &Quantity::Per("a", "b", 1000.0)).unwrap();
        assert_eq!((bands.months, bands.spreads[0].q50), (vec![1], 250.0));
    }
}
