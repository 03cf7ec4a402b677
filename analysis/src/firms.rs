//! How firms grow: spread of yearly growth by size and its memory, by the definitions of the measured facts.
//!
//! A firm's size in a year is the mean of its employees over the twelve months, as accounts report it; growth is the difference of
//! logarithms from one year to the next. Years in which a firm was founded or had nobody for a whole year are not years of its panel: a firm
//! that takes the place of one that closed is another firm.

use crate::stats::quantile;

/// Years in a row for which a firm is watched: as in the British panel of 1976 to 1984 (7 to 9 years). What a series remembers is
/// underestimated by as much in a short one as there.
const WATCHED: usize = 8;

/// Yearly sizes of firms, a row a firm and stretch of years without a gap.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Panel {
    rows: Vec<Vec<f64>>,
}

impl Panel {
    /// Of rows of yearly sizes; a size that is not above 0 ends a row and the next one begins another.
    #[must_use]
    pub fn new(rows: impl IntoIterator<Item = Vec<f64>>) -> Self {
        let mut all = Vec::new();
        for row in rows {
            all.extend(row.split(|size| *size <= 0.0).filter(|part| part.len() > 1).map(<[f64]>::to_vec));
        }
        Self { rows: all }
    }

    /// Size in the first of two years, and growth to the second.
    fn steps(&self) -> Vec<(f64, f64)> {
        let step = |pair: &[f64]| (pair[0], libm::log(pair[1] / pair[0]));
        self.rows.iter().flat_map(|row| row.windows(2).map(step)).collect()
    }

    /// Standard deviation of yearly growth in the quarter of firms' years that begin smallest, and in that of the largest.
    #[must_use]
    pub fn spread_by_size(&self) -> Option<(f64, f64)> {
        let steps = self.steps();
        let mut sizes: Vec<f64> = steps.iter().map(|step| step.0).collect();
        sizes.sort_unstable_by(f64::total_cmp);
        let (low, high) = (quantile(&sizes, 0.25), quantile(&sizes, 0.75));
        let of = |is_in: &dyn Fn(f64) -> bool| {
            deviation(&steps.iter().filter(|step| is_in(step.0)).map(|step| step.1).collect::<Vec<_>>())
        };
        Some((of(&|size| size <= low)?, of(&|size| size >= high)?))
    }

    /// How much of a year's growth the next repeats: the first autocorrelation of each firm's growth over its stretches of eight
    /// years, and the median of all of these.
    #[must_use]
    pub fn memory(&self) -> Option<f64> {
        let stretches = self.rows.iter().flat_map(|row| row.chunks_exact(WATCHED));
        let mut all: Vec<f64> = stretches.filter_map(|sizes| autocorrelation(&growth(sizes))).collect();
        all.sort_unstable_by(f64::total_cmp);
        (!all.is_empty()).then(|| quantile(&all, 0.5))
    }
}

fn growth(sizes: &[f64]) -> Vec<f64> {
    sizes.windows(2).map(|pair| libm::log(pair[1] / pair[0])).collect()
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn deviation(values: &[f64]) -> Option<f64> {
    let middle = mean(values);
    let squares: f64 = values.iter().map(|x| (x - middle) * (x - middle)).sum();
    (values.len() > 1).then(|| (squares / (values.len() as f64 - 1.0)).sqrt())
}

/// Correlation of a series with itself a step later: pairs of neighbours, each side about its own mean.
fn autocorrelation(series: &[f64]) -> Option<f64> {
    let (now, next) = (series.get(..series.len().checked_sub(1)?)?, &series[1..]);
    let (a, b) = (mean(now), mean(next));
    let sum = |f: &dyn Fn(f64, f64) -> f64| now.iter().zip(next).map(|(x, y)| f(x - a, y - b)).sum::<f64>();
    let scale = (sum(&|x, _| x * x) * sum(&|_, y| y * y)).sqrt();
    (scale > 0.0).then(|| sum(&|x, y| x * y) / scale)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inference::chance::Chance;
    use crate::inference::laws::normal_quantile;

    /// Firms whose logarithm of size walks at random month by month, with a spread a month.
    fn walking(firms: usize, years: usize, sd: impl Fn(usize) -> f64) -> Panel {
        let mut chance = Chance::named("walking firms");
        let mut firm = |k: usize| {
            let mut ln_size = k as f64 / firms as f64;
            let year = |_| {
                let months = (0..12).map(|_| {
                    ln_size += sd(k) * normal_quantile(chance.unit().max(1e-12));
                    libm::exp(ln_size)
                });
                months.sum::<f64>() / 12.0
            };
            (0..years).map(year).collect()
        };
        let rows: Vec<Vec<f64>> = (0..firms).map(&mut firm).collect();
        Panel::new(rows)
    }

    #[test]
    fn a_walk_averaged_over_years_spreads_by_two_thirds_of_a_years_shocks() {
        // Working (1960): differences of averages of m steps have variance (2 m² + 1)/(3 m) a step's.
        let panel = walking(2000, 12, |_| 0.02);
        let (small, large) = panel.spread_by_size().unwrap();
        let expected = 0.02 * ((2.0 * 144.0 + 1.0) / 36.0f64).sqrt();
        assert!((small / expected - 1.0).abs() < 0.03 && (large / expected - 1.0).abs() < 0.03);
    }

    #[test]
    fn averaging_alone_makes_growth_remember() {
        // Working (1960): (m² − 1)/(2 (2 m² + 1)) in a long series, 0.247 for m = 12. A stretch of eight years shows
        // less: what its own mean takes away.
        let long = walking(200, 400, |_| 0.02);
        let pairs: Vec<f64> = long.rows.iter().filter_map(|row| autocorrelation(&growth(row))).collect();
        assert!((mean(&pairs) - 143.0 / 578.0).abs() < 0.015, "{}", mean(&pairs));
        let short = walking(4000, 8, |_| 0.02).memory().unwrap();
        assert!((-0.1..0.2).contains(&short), "{short}");
    }

    #[test]
    fn small_and_large_firms_are_told_apart() {
        // The smallest half shakes twice as much as the largest.
        let panel = walking(2000, 6, |k| if k < 1000 { 0.02 } else { 0.01 });
        let (small, large) = panel.spread_by_size().unwrap();
        assert!((small / large - 2.0).abs() < 0.15, "{small} {large}");
    }

    #[test]
    fn a_gap_makes_two_firms_and_a_single_year_none() {
        let panel = Panel::new([vec![2.0, 4.0, 0.0, 3.0, 0.0, 1.0, 1.0, 2.0]]);
        assert_eq!(panel.rows, [vec![2.0, 4.0], vec![1.0, 1.0, 2.0]]);
        assert_eq!(Panel::default().spread_by_size(), None);
        assert_eq!(Panel::default().memory(), None);
    }
}
