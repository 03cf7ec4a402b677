//! The most central path and those out of the way: modified band depth, and the functional boxplot.

/// How deep each curve lies among all, 0 to 1: the share of the months in which it is between two others (or is one of the two), as a
/// mean over all pairs. Curves are rows of one length without gaps.
///
/// Modified band depth with bands of two curves (López-Pintado and Romo 2009, "On the concept of depth for functional data", JASA 104),
/// by counting how many lie below and above at each month (Sun, Genton and Nychka 2012, "Exact fast computation of band depth", Stat 1).
/// Why a band depth and no distance to a mean: it ranks whole curves, needs no scale, and one wild curve does not move it.
#[must_use]
pub fn modified_band_depth(curves: &[Vec<f64>]) -> Vec<f64> {
    let n = curves.len();
    let months = curves.first().map_or(0, Vec::len);
    if n < 2 || months == 0 {
        return vec![1.0; n];
    }
    let pairs = (n * (n - 1) / 2) as f64;
    let depth_at = |t: usize, x: f64| {
        let below = curves.iter().filter(|curve| curve[t] < x).count();
        let above = curves.iter().filter(|curve| curve[t] > x).count();
        // All pairs but those wholly below or wholly above.
        let missed = below * below.saturating_sub(1) / 2 + above * above.saturating_sub(1) / 2;
        (pairs - missed as f64) / pairs
    };
    curves
        .iter()
        .map(|curve| (0..months).map(|t| depth_at(t, curve[t])).sum::<f64>() / months as f64)
        .collect()
}

/// A functional boxplot.
#[derive(Clone, Debug, PartialEq)]
pub struct Boxplot {
    /// How deep each curve lies.
    pub depths: Vec<f64>,
    /// The deepest curve.
    pub median: usize,
    /// The deepest half of the curves: which they are.
    pub central: Vec<usize>,
    /// The curves out of the way.
    pub outliers: Vec<usize>,
    /// Lowest and highest value of the central half, month by month.
    pub inner: Vec<(f64, f64)>,
    /// Lowest and highest value of all curves but outliers, month by month.
    pub outer: Vec<(f64, f64)>,
}

/// The functional boxplot of curves of one length. None without curves.
///
/// The box is the envelope of the deepest half of the curves (⌈n/2⌉ of them); a curve that leaves it, in any month, by more than 1.5 times
/// its height there is an outlier. Sun and Genton (2011), "Functional boxplots", JCGS 20. Of equally deep curves the first is the
/// median. **Caution:** with fewer than about eight curves hardly anything can be an outlier, and with many months
/// noise in one of them makes outliers: give points as far apart as the question is.
#[must_use]
pub fn boxplot(curves: &[Vec<f64>]) -> Option<Boxplot> {
    let depths = modified_band_depth(curves);
    let months = curves.first()?.len();
    let mut order: Vec<usize> = (0..curves.len()).collect();
    order.sort_by(|&i, &j| depths[j].total_cmp(&depths[i]).then(i.cmp(&j)));
    let mut central = order[..curves.len().div_ceil(2)].to_vec();
    central.sort_unstable();
    let envelope = |of: &[usize]| {
        let at = |t: usize| {
            of.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), &i| {
                (low.min(curves[i][t]), high.max(curves[i][t]))
            })
        };
        (0..months).map(at).collect::<Vec<(f64, f64)>>()
    };
    let inner = envelope(&central);
    let leaves = |i: &usize| {
        curves[*i].iter().zip(&inner).any(|(x, (low, high))| {
            // A hair's breadth, so that rounding makes nobody an outlier where curves agree.
            let reach = 1.5 * (high - low) + 1e-12 * low.abs().max(high.abs());
            *x < low - reach || *x > high + reach
        })
    };
    let (outliers, inside): (Vec<usize>, Vec<usize>) = (0..curves.len()).partition(leaves);
    let outer = envelope(&inside);
    Some(Boxplot { median: order[0], depths, central, outliers, inner, outer })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The definition, pair by pair: a slow referee.
    fn slow(curves: &[Vec<f64>]) -> Vec<f64> {
        let (n, months) = (curves.len(), curves[0].len());
        let depth = |curve: &Vec<f64>| {
            let mut sum = 0.0;
            for i in 0..n {
                for j in 0..i {
                    let inside = |t: &usize| {
                        let (a, b) = (curves[i][*t], curves[j][*t]);
                        (a.min(b)..=a.max(b)).contains(&curve[*t])
                    };
                    sum += (0..months).filter(inside).count() as f64 / months as f64;
                }
            }
            sum / (n * (n - 1) / 2) as f64
        };
        curves.iter().map(depth).collect()
    }

    fn curves() -> Vec<Vec<f64>> {
        let wave =
            |i: u32| (0..30).map(|t| f64::from((i * 7 + t * t * (i + 1)) % 11) + f64::from(i % 3)).collect();
        (0..9).map(wave).collect()
    }

    #[test]
    fn counting_gives_the_depth_of_the_definition() {
        for (fast, slow) in modified_band_depth(&curves()).iter().zip(slow(&curves())) {
            assert!((fast - slow).abs() < 1e-12, "{fast} is not {slow}");
        }
    }

    #[test]
    fn the_middle_line_is_the_median_and_the_wild_one_an_outlier() {
        let mut lines: Vec<Vec<f64>> = (0..9).map(|i| vec![f64::from(i) / 10.0; 12]).collect();
        let mut wild = vec![0.75; 12];
        wild[7] = 3.0;
        lines.push(wild);
        let found = boxplot(&lines).unwrap();
        assert_eq!((found.median, &found.outliers[..], found.central.len()), (4, &[9][..], 5));
        assert!(found.outer.iter().all(|(low, high)| (*low, *high) == (0.0, 0.8)), "{:?}", found.outer);
        assert!(found.inner.iter().all(|(low, high)| (0.1..0.4).contains(low) && (0.4..0.8).contains(high)));
    }

    #[test]
    fn few_or_equal_curves_are_no_outliers() {
        assert_eq!(boxplot(&[]), None);
        assert_eq!(boxplot(&[vec![1.0, 2.0]]).unwrap().median, 0);
        let same = vec![vec![0.1 + 0.2, 1.0], vec![0.3, 1.0], vec![0.3, 1.0]];
        assert!(boxplot(&same).unwrap().outliers.is_empty());
    }
}
