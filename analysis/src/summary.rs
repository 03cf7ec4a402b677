//! How the replicates spread, for each month, region and measure: `summary.csv`.

use std::io::{self, Write};

use crate::stats::Spread;
use crate::table::Series;

/// One row of the summary.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Row {
    month: i64,
    region: u32,
    measure: u32,
    spread: Spread,
}

/// The spread over replicates of every measure at every place and month where it was observed.
///
/// Months ascend; regions and measures stand as they first appear in the series. Quantiles are of type 7 (see
/// [`crate::stats::quantile`]), the standard deviation has n − 1 below the sum.
#[derive(Clone, Debug)]
pub struct Summary {
    regions: Vec<String>,
    measures: Vec<String>,
    rows: Vec<Row>,
}

impl Summary {
    /// Summarises a series over its replicates. A measure that nobody observed at a place and month has no row there.
    #[must_use]
    pub fn of(series: &Series) -> Self {
        let (months, regions) = (series.months(), series.region_of_rows());
        let place = |row: usize| (months[row], regions[row]);
        let mut order: Vec<usize> = (0..series.len()).collect();
        order.sort_by_key(|&row| place(row));
        let mut rows = Vec::new();
        let mut values = Vec::new();
        for group in order.chunk_by(|&a, &b| place(a) == place(b)) {
            let (month, region) = place(group[0]);
            for measure in 0..series.measures().len() {
                let column = series.column_at(measure);
                values.clear();
                values.extend(group.iter().map(|&row| column[row]));
                if let Some(spread) = Spread::of(&mut values) {
                    rows.push(Row { month, region, measure: measure as u32, spread });
                }
            }
        }
        Self { regions: series.regions().to_vec(), measures: series.measures().to_vec(), rows }
    }

    /// Number of rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether nothing was observed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Month, region, measure and spread of each row, in order.
    pub fn rows(&self) -> impl Iterator<Item = (i64, &str, &str, &Spread)> {
        self.rows.iter().map(|row| {
            let region = self.regions[row.region as usize].as_str();
            (row.month, region, self.measures[row.measure as usize].as_str(), &row.spread)
        })
    }

    /// The spread of one measure at one place and month.
    #[must_use]
    pub fn at(&self, month: i64, region: &str, measure: &str) -> Option<&Spread> {
        let region = self.regions.iter().position(|name| name == region)? as u32;
        let measure = self.measures.iter().position(|name| name == measure)? as u32;
        let wanted = (month, region, measure);
        let found =
            self.rows.binary_search_by_key(&wanted, |row| (row.month, row.region, row.measure)).ok()?;
        Some(&self.rows[found].spread)
    }

    /// Writes `month,region,measure,mean,sd,q05,q25,q50,q75,q95`; `sd` is empty where there is one replicate only. Numbers have the
    /// fewest digits that read back as the same number.
    ///
    /// # Errors
    /// If `w` cannot be written to.
    pub fn write_csv(&self, w: impl Write) -> io::Result<()> {
        let mut table = csv::Writer::from_writer(w);
        table
            .write_record(["month", "region", "measure", "mean", "sd", "q05", "q25", "q50", "q75", "q95"])?;
        let (mut month, mut number) = (Written::default(), Written::default());
        for (at, region, measure, s) in self.rows() {
            table.write_field(month.text(at, |at| at.to_string()))?;
            table.write_field(region)?;
            table.write_field(measure)?;
            table.write_field(number.text(s.mean.to_bits(), |_| shortest(s.mean)))?;
            table.write_field(s.sd.map_or_else(String::new, shortest))?;
            for value in [s.q05, s.q25, s.q50, s.q75, s.q95] {
                table.write_field(number.text(value.to_bits(), |_| shortest(value)))?;
            }
            table.write_record(None::<&[u8]>)?;
        }
        table.flush()
    }
}

/// The text of what was written last: of one replicate, or where all agree, a whole row of a summary is one number.
#[derive(Default)]
struct Written<T> {
    last: Option<T>,
    text: String,
}

impl<T: Copy + PartialEq> Written<T> {
    fn text(&mut self, what: T, write: impl FnOnce(T) -> String) -> &str {
        if self.last != Some(what) {
            (self.last, self.text) = (Some(what), write(what));
        }
        &self.text
    }
}

/// The fewest digits that read back as the same number; with an exponent only where the plain form is long.
#[must_use]
pub fn shortest(value: f64) -> String {
    let value = value + 0.0; // −0 is written as 0.
    let size = value.abs();
    if value == 0.0 || (1e-5..1e16).contains(&size) { value.to_string() } else { format!("{value:e}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series() -> Series {
        let mut series = Series::new(vec!["belief".into(), "wage".into(), "price".into()]);
        for (replicate, belief) in [(0, 0.1), (1, 0.3), (2, 0.2)] {
            for month in [0, 1] {
                let cells = [Some(belief + month as f64), (replicate == 1).then_some(7.0), None];
                series.push_row(replicate, month, "world", cells.into_iter()).unwrap();
                series.push_row(replicate, month, "Asia, east", [None, Some(2.0), None].into_iter()).unwrap();
            }
        }
        series
    }

    #[test]
    fn rows_ascend_by_month_and_skip_what_nobody_observed() {
        let summary = Summary::of(&series());
        let keys: Vec<_> =
            summary.rows().map(|(month, region, measure, _)| (month, region, measure)).collect();
        let first = [(0, "world", "belief"), (0, "world", "wage"), (0, "Asia, east", "wage")];
        assert_eq!(keys[..3], first);
        assert_eq!(keys.len(), 6);
    }

    #[test]
    fn the_csv_is_what_the_contract_says() {
        let mut bytes = Vec::new();
        Summary::of(&series()).write_csv(&mut bytes).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        let lines: Vec<_> = text.lines().collect();
        assert_eq!(lines[0], "month,region,measure,mean,sd,q05,q25,q50,q75,q95");
        assert!(lines[1].starts_with("0,world,belief,0.2"), "{}", lines[1]);
        assert_eq!(lines[2], "0,world,wage,7,,7,7,7,7,7");
        assert_eq!(lines[3], "0,\"Asia, east\",wage,2,0,2,2,2,2,2");
    }

    #[test]
    fn numbers_read_back_as_they_were() {
        for value in [0.1 + 0.2, 1.0 / 3.0, 1e300, 5e-324, -2.5e-9, 123_456_789.125, 0.0, 1e15] {
            assert_eq!(shortest(value).parse::<f64>().unwrap().to_bits(), value.to_bits());
        }
        assert_eq!(shortest(-0.0), "0");
        assert_eq!(shortest(1e300), "1e300");
        assert_eq!(shortest(20000.0), "20000");
    }

    #[test]
    fn one_spread_is_found_by_name() {
        let summary = Summary::of(&series());
        assert!((summary.at(1, "world", "belief").unwrap().q50 - 1.2).abs() < 1e-12);
        assert_eq!(summary.at(1, "world", "price"), None);
        assert_eq!(summary.at(5, "world", "belief"), None);
        assert_eq!(summary.at(1, "Atlantis", "belief"), None);
    }

    #[test]
    fn an_empty_series_gives_a_header_only() {
        let summary = Summary::of(&Series::new(vec!["wage".into()]));
        assert!(summary.is_empty());
        let mut bytes = Vec::new();
        summary.write_csv(&mut bytes).unwrap();
        assert_eq!(bytes.iter().filter(|&&b| b == b'\n').count(), 1);
    }
}
