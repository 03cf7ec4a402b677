//! Single replicates over time, for figures that show them one by one rather than how they spread.

use crate::table::Series;

/// What one replicate showed of `N` columns in a region.
#[derive(Clone, Debug, PartialEq)]
pub struct Path<const N: usize> {
    /// The replicate.
    pub replicate: u64,
    /// The months in which all the columns were observed, ascending.
    pub months: Vec<i64>,
    /// The columns' values in each of the months.
    pub points: Vec<[f64; N]>,
}

impl<const N: usize> Path<N> {
    /// The paths of all replicates, by their number; those that observed nothing are left out. None at all if a column is missing.
    #[must_use]
    pub fn all(series: &Series, region: &str, columns: [&str; N]) -> Vec<Self> {
        let found = columns.map(|name| series.column(name));
        if found.iter().any(Option::is_none) {
            return Vec::new();
        }
        let mut paths: Vec<Self> = Vec::new();
        let mut rows = series.rows_of(region);
        // By month within a replicate, since the sort keeps what is equal in order.
        rows.sort_by_key(|&row| series.replicates()[row]);
        for row in rows {
            let point = found.map(|column| column.map_or(f64::NAN, |column| column[row]));
            if point.iter().any(|x| x.is_nan()) {
                continue;
            }
            let replicate = series.replicates()[row];
            if paths.last().is_none_or(|path| path.replicate != replicate) {
                paths.push(Self { replicate, months: Vec::new(), points: Vec::new() });
            }
            if let Some(path) = paths.last_mut() {
                path.months.push(series.months()[row]);
                path.points.push(point);
            }
        }
        paths
    }

    /// Leaves only the points that pass; false if none does.
    pub fn keep(&mut self, passes: impl Fn(i64, &[f64; N]) -> bool) -> bool {
        let kept: Vec<_> = self.iter().filter(|(month, point)| passes(*month, point)).collect();
        (self.months, self.points) = kept.into_iter().unzip();
        !self.months.is_empty()
    }

    /// Months with their points.
    pub fn iter(&self) -> impl Iterator<Item = (i64, [f64; N])> + '_ {
        self.months.iter().copied().zip(self.points.iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::WORLD;

    #[test]
    fn a_replicate_has_its_own_path_by_month_whatever_the_order_of_rows() {
        let mut series = Series::new(vec!["a".into(), "b".into()]);
        for (replicate, month, b) in [(1, 1, Some(4.0)), (0, 1, Some(3.0)), (1, 0, Some(2.0)), (0, 0, None)] {
            let a = (10 * replicate + month) as f64;
            series.push_row(replicate as u64, month, WORLD, [Some(a), b].into_iter()).unwrap();
            series.push_row(replicate as u64, month, "Asia", [Some(-1.0), b].into_iter()).unwrap();
        }
        let mut paths = Path::all(&series, WORLD, ["a", "b"]);
        assert_eq!(paths.len(), 2);
        assert_eq!(paths[0], Path { replicate: 0, months: vec![1], points: vec![[1.0, 3.0]] });
        assert_eq!((&paths[1].months[..], paths[1].points[0]), (&[0, 1][..], [10.0, 2.0]));
        assert!(paths[1].keep(|month, _| month == 1) && paths[1].points == [[11.0, 4.0]]);
        assert!(!paths[0].keep(|_, point| point[1] > 3.0));
        assert!(Path::all(&series, WORLD, ["a", "c"]).is_empty());
        assert!(Path::all(&series, "Atlantis", ["a"]).is_empty());
    }
}
