//! How far apart two paths are, when going the same way a little earlier or later counts for little: dynamic time warping.

/// A table of distances between things, the same both ways.
#[derive(Clone, Debug, PartialEq)]
pub struct Distances {
    size: usize,
    cells: Vec<f64>,
}

impl Distances {
    /// From a function of two of `size` things; asked once for each pair.
    #[must_use]
    pub fn of(size: usize, between: impl Fn(usize, usize) -> f64) -> Self {
        let mut cells = vec![0.0; size * size];
        for i in 0..size {
            for j in 0..i {
                let apart = between(i, j);
                cells[i * size + j] = apart;
                cells[j * size + i] = apart;
            }
        }
        Self { size, cells }
    }

    /// How many things there are.
    #[must_use]
    pub fn size(&self) -> usize {
        self.size
    }

    /// How far apart two are.
    #[must_use]
    pub fn between(&self, i: usize, j: usize) -> f64 {
        self.cells[i * self.size + j]
    }
}

/// Distance of two paths of points: the mean distance of points that are matched, in the best matching that keeps the order of both and
/// matches points no more than `window` places apart.
///
/// Why warping: *when* paths turn is what survival curves compare. Clusters are to say *where* they go; month by month, two paths that
/// take the same way five years apart would be as far from each other as two that never meet. The window keeps a century from being
/// matched with a year. Sum of Euclidean distances along the matching (Sakoe and Chiba 1978, "Dynamic programming algorithm optimization
/// for spoken word recognition", IEEE Transactions ASSP 26; every step weighs the same), over the length of the longer path, so that
/// it reads in the unit of the points. **Caution:** not a metric: the triangle inequality can fail, which k-medoids does not need.
/// NaN if a path has no points, or the window is too narrow for their lengths.
#[must_use]
pub fn warped(a: &[Vec<f64>], b: &[Vec<f64>], window: usize) -> f64 {
    if a.is_empty() || b.is_empty() || a.len().abs_diff(b.len()) > window {
        return f64::NAN;
    }
    let mut before = vec![f64::INFINITY; b.len() + 1];
    before[0] = 0.0;
    for (i, point) in a.iter().enumerate() {
        let mut now = vec![f64::INFINITY; b.len() + 1];
        for j in i.saturating_sub(window)..(i + window + 1).min(b.len()) {
            let least = before[j].min(before[j + 1]).min(now[j]);
            now[j + 1] = least + euclidean(point, &b[j]);
        }
        before = now;
    }
    before[b.len()] / a.len().max(b.len()) as f64
}

fn euclidean(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(x, y)| (x - y) * (x - y)).sum::<f64>().sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(values: &[f64]) -> Vec<Vec<f64>> {
        values.iter().map(|x| vec![*x]).collect()
    }

    /// The plain recursion over all matchings: a slow referee.
    fn slow(a: &[f64], b: &[f64]) -> f64 {
        match (a, b) {
            ([], []) => 0.0,
            ([], _) | (_, []) => f64::INFINITY,
            ([a @ .., x], [b @ .., y]) => {
                let (whole_a, whole_b) = (&[a, &[*x]].concat()[..], &[b, &[*y]].concat()[..]);
                (x - y).abs() + slow(a, b).min(slow(whole_a, b)).min(slow(a, whole_b))
            }
        }
    }

    #[test]
    fn the_best_matching_is_found() {
        let (a, b) = ([1.0, 2.0, 2.5, 0.0, 1.0], [1.0, 1.0, 2.4, 2.6, 0.3]);
        assert!((warped(&line(&a), &line(&b), 5) - slow(&a, &b) / 5.0).abs() < 1e-15);
    }

    #[test]
    fn the_same_way_a_little_later_is_near_and_much_later_is_not() {
        let step = |at: usize| line(&(0..40).map(|t| if t < at { 0.0 } else { 1.0 }).collect::<Vec<_>>());
        assert_eq!(warped(&step(10), &step(14), 5), 0.0);
        assert!(warped(&step(10), &step(30), 5) > 0.3);
        assert_eq!(warped(&step(10), &step(10), 0), 0.0);
        assert_eq!(warped(&step(10), &step(14), 0), 4.0 / 40.0);
    }

    #[test]
    fn paths_in_the_plane_are_measured_in_its_unit() {
        let still = |x: f64, y: f64| vec![vec![x, y]; 7];
        assert!((warped(&still(0.0, 0.0), &still(0.3, 0.4), 2) - 0.5).abs() < 1e-12);
        assert!(
            warped(&[], &still(0.0, 0.0), 9).is_nan()
                && warped(&still(0.0, 0.0)[..2], &still(0.0, 0.0), 2).is_nan()
        );
    }

    #[test]
    fn a_table_is_the_same_both_ways() {
        let table = Distances::of(4, |i, j| (i * 10 + j) as f64);
        assert_eq!(
            (table.between(3, 1), table.between(1, 3), table.between(2, 2), table.size()),
            (31.0, 31.0, 0.0, 4)
        );
    }
}
