//! Chances of moving in a month and in a year, with intervals over replicates.

use super::Kind;
use crate::inference::intervals;

/// Months in a year.
const YEAR: i64 = 12;

/// A chance from state i to j with its 95 % interval, at `i * states + j`; none where nobody ever was in i. A single replicate has no
/// interval: its ends are NaN.
pub type Chances = Vec<Option<(f64, f64, f64)>>;

impl Kind {
    /// The replicates of which it has moves.
    #[must_use]
    pub fn replicates(&self) -> Vec<u64> {
        let mut all: Vec<u64> = self.people.keys().map(|(replicate, _)| *replicate).collect();
        all.dedup();
        all
    }

    /// The last month of any replicate.
    #[must_use]
    pub fn last(&self) -> i64 {
        self.people.keys().map(|(_, month)| *month).max().unwrap_or(0)
    }

    /// People who moved from i to j, over months 1 to `last` of a replicate.
    #[must_use]
    pub fn pooled(&self, replicate: u64, last: i64) -> Vec<f64> {
        let mut all = vec![0.0; self.states.len() * self.states.len()];
        for (_, people) in self.people.range((replicate, 1)..=(replicate, last)) {
            all.iter_mut().zip(people).for_each(|(sum, n)| *sum += n);
        }
        all
    }

    /// The chances of a month and of a year: mean over replicates with Student's interval, inside 0 to 1.
    #[must_use]
    pub fn chances(&self, replicates: &[u64], last: i64) -> [Chances; 2] {
        let size = self.states.len();
        let monthly: Vec<Vec<f64>> =
            replicates.iter().map(|r| normalised(&self.pooled(*r, last), size)).collect();
        let yearly: Vec<Vec<f64>> = replicates.iter().map(|r| self.yearly(*r, last)).collect();
        [monthly, yearly].map(|rows| (0..size * size).map(|cell| spread(&rows, cell)).collect())
    }

    /// The chances of a year: for each whole year the product of its months' matrices, then the mean over years, weighted by who was
    /// there at a year's start. A row in which nobody is in some month stays as it is in that month.
    fn yearly(&self, replicate: u64, last: i64) -> Vec<f64> {
        let size = self.states.len();
        let (mut sum, mut weight) = (vec![0.0; size * size], vec![0.0; size]);
        for year in 0..last / YEAR {
            let mut product: Vec<f64> =
                (0..size * size).map(|cell| f64::from(u8::from(cell / size == cell % size))).collect();
            let mut there: Option<Vec<f64>> = None;
            for month in year * YEAR + 1..=(year + 1) * YEAR {
                let Some(people) = self.people.get(&(replicate, month)) else { continue };
                there.get_or_insert_with(|| people.chunks(size).map(|row| row.iter().sum()).collect());
                product = times(&product, &normalised(people, size), size);
            }
            for (i, n) in there.into_iter().flatten().enumerate() {
                weight[i] += n;
                (0..size).for_each(|j| sum[i * size + j] += n * product[i * size + j]);
            }
        }
        let over = |(cell, x): (usize, &f64)| {
            if weight[cell / size] > 0.0 { x / weight[cell / size] } else { f64::NAN }
        };
        sum.iter().enumerate().map(over).collect()
    }
}

fn spread(rows: &[Vec<f64>], cell: usize) -> Option<(f64, f64, f64)> {
    let values: Vec<f64> = rows.iter().map(|row| row[cell]).filter(|x| x.is_finite()).collect();
    if let [one] = values[..] {
        return Some((one, f64::NAN, f64::NAN));
    }
    let mean = intervals::mean(&values)?;
    Some((mean.value, mean.low.max(0.0), mean.high.min(1.0)))
}

/// Rows over their sums; NaN where nobody was.
fn normalised(people: &[f64], size: usize) -> Vec<f64> {
    let rows = people.chunks(size).map(|row| (row, row.iter().sum::<f64>()));
    rows.flat_map(|(row, sum)| row.iter().map(move |n| if sum > 0.0 { n / sum } else { f64::NAN })).collect()
}

fn times(a: &[f64], b: &[f64], size: usize) -> Vec<f64> {
    let chance = |k: usize, j: usize| match b[k * size + j] {
        x if x.is_nan() => f64::from(u8::from(k == j)),
        x => x,
    };
    (0..size * size)
        .map(|cell| (0..size).map(|k| a[cell / size * size + k] * chance(k, cell % size)).sum())
        .collect()
}
