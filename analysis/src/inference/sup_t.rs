//! Bands that hold for all months at once: sup-t bands by a multiplier bootstrap over replicates.

use super::chance::Chance;
use super::intervals::{LEVEL, moments};
use super::laws;

/// Draws of the bootstrap.
const DRAWS: usize = 1999;

/// A mean with a pointwise and a simultaneous band at one month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Reach {
    /// The mean, or the difference of means.
    pub value: f64,
    /// Half the width of the pointwise band.
    pub pointwise: f64,
    /// Half the width of the band that holds for all months at once.
    pub simultaneous: f64,
}

/// A band over months.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Band {
    /// Each month.
    pub reaches: Vec<Reach>,
    /// By how many standard errors the simultaneous band reaches to each side.
    pub critical: f64,
}

/// The band of one or two samples of paths: with one, of its mean (of differences of twins); with two, of the mean of the second less
/// that of the first. A sample has a row a replicate and a column a month, all of one length, without gaps. `name` seeds the bootstrap.
/// None where a sample has fewer than two rows, or rows have no months.
///
/// The band is x̄(t) ± c·s(t)/√n, with one c for all months: the 95 % quantile of sup_t |t*(t)|, where t* is Student's statistic of
/// the centred rows, each times +1 or −1 by chance. Dividing by the standard error of each draw keeps the level with few replicates;
/// signs keep each month's third moment at zero and leave the joint law of months as it is. Months without any spread have a band
/// of no width and don't enter the supremum. c is never below Student's quantile, nor above Bonferroni's for that many months, which
/// holds under normality whatever the months have in common (with very few replicates the bootstrap alone would be unbounded).
///
/// Source: Degras (2011), "Simultaneous confidence bands for nonparametric regression with functional data", Statistica Sinica 21;
/// Chernozhukov, Chetverikov and Kato (2013), Annals of Statistics 41, for the multiplier bootstrap of suprema; Telschow and Schwartzman
/// (2022), "Simultaneous confidence bands for functional data using the Gaussian kinematic formula", JSPI 216, for multiplier-t with
/// signs. **Caution:** simultaneous over months, not over measures; below eight replicates it rests on normality.
#[must_use]
pub fn band(samples: &[&[Vec<f64>]], name: &str) -> Option<Band> {
    let months = samples.first()?.first()?.len();
    if months == 0 || samples.iter().any(|rows| rows.len() < 2 || rows.iter().any(|row| row.len() != months))
    {
        return None;
    }
    let parts: Vec<Part> = samples.iter().map(|rows| Part::of(rows, months)).collect();
    let square = |t: usize| parts.iter().map(|part| part.squares[t]).sum::<f64>();
    let errors: Vec<f64> = (0..months).map(|t| square(t).sqrt()).collect();
    let df = |t: usize| {
        let below: f64 = parts.iter().map(|part| part.squares[t] * part.squares[t] / (part.n - 1.0)).sum();
        if below > 0.0 { square(t) * square(t) / below } else { 1.0 }
    };
    let varying: Vec<usize> = (0..months).filter(|&t| errors[t] > 0.0).collect();
    let quantile = |p: f64, t: usize| laws::student_quantile(p, df(t));
    let tail = (1.0 - LEVEL) / 2.0;
    let pointwise: Vec<f64> = pointwise_quantiles(&varying, months, &df, 1.0 - tail);
    let critical = if varying.is_empty() {
        0.0
    } else {
        let floor = varying.iter().map(|&t| pointwise[t]).fold(0.0, f64::max);
        let loosest = varying.iter().copied().min_by(|&s, &t| df(s).total_cmp(&df(t)))?;
        let ceiling = quantile(1.0 - tail / varying.len() as f64, loosest);
        bootstrap(&parts, &varying, name).max(floor).min(ceiling.max(floor))
    };
    let mean = |t: usize| {
        parts
            .iter()
            .zip([-1.0, 1.0].iter().skip(2 - parts.len()))
            .map(|(part, sign)| sign * part.means[t])
            .sum()
    };
    let reach = |t: usize| Reach {
        value: mean(t),
        pointwise: pointwise[t] * errors[t],
        simultaneous: critical * errors[t],
    };
    Some(Band { reaches: (0..months).map(reach).collect(), critical })
}

/// Student's quantile for each month; months of one df (all of them, with one sample) share the work.
fn pointwise_quantiles(varying: &[usize], months: usize, df: &impl Fn(usize) -> f64, p: f64) -> Vec<f64> {
    let mut quantiles = vec![0.0; months];
    let mut last = (f64::NAN, 0.0);
    for &t in varying {
        if df(t) != last.0 {
            last = (df(t), laws::student_quantile(p, df(t)));
        }
        quantiles[t] = last.1;
    }
    quantiles
}

/// A sample: its means, the squared errors of these, and what is left of its rows.
struct Part {
    n: f64,
    means: Vec<f64>,
    squares: Vec<f64>,
    centred: Vec<Vec<f64>>,
}

impl Part {
    fn of(rows: &[Vec<f64>], months: usize) -> Self {
        let n = rows.len() as f64;
        let of_month = |t: usize| moments(&rows.iter().map(|row| row[t]).collect::<Vec<_>>());
        let (means, variances): (Vec<f64>, Vec<f64>) = (0..months).map(of_month).unzip();
        let centred =
            rows.iter().map(|row| row.iter().zip(&means).map(|(x, mean)| x - mean).collect()).collect();
        Self { n, means, squares: variances.into_iter().map(|variance| variance / n).collect(), centred }
    }

    /// Adds the mean of the rows under random signs to `means`, and its squared error to `squares`.
    fn draw(&self, chance: &mut Chance, sum: &mut [f64], means: &mut [f64], squares: &mut [f64]) {
        sum.fill(0.0);
        let mut coins = 0;
        for (at, row) in self.centred.iter().enumerate() {
            coins = if at % 64 == 0 { chance.coins() } else { coins >> 1 };
            let sign = if coins & 1 == 1 { 1.0 } else { -1.0 };
            sum.iter_mut().zip(row).for_each(|(sum, x)| *sum += sign * x);
        }
        for t in 0..sum.len() {
            let mean = sum[t] / self.n;
            means[t] += mean;
            // Signs leave the sum of squares as it is.
            let square = self.squares[t] - mean * mean / (self.n - 1.0);
            squares[t] += square.max(0.0);
        }
    }
}

/// The 95 % quantile of the supremum of Student's statistic over months that vary.
fn bootstrap(parts: &[Part], varying: &[usize], name: &str) -> f64 {
    let months = parts[0].means.len();
    let mut chance = Chance::named(name);
    let (mut sum, mut means, mut squares) = (vec![0.0; months], vec![0.0; months], vec![0.0; months]);
    let mut suprema: Vec<f64> = (0..DRAWS)
        .map(|_| {
            means.fill(0.0);
            squares.fill(0.0);
            parts.iter().for_each(|part| part.draw(&mut chance, &mut sum, &mut means, &mut squares));
            let statistic = |&t: &usize| {
                // A draw in which all rows agree has no error to divide by.
                if means[t] == 0.0 { 0.0 } else { means[t] * means[t] / squares[t] }
            };
            varying.iter().map(statistic).fold(0.0, f64::max)
        })
        .collect();
    suprema.sort_unstable_by(f64::total_cmp);
    // The smallest number that at least 95 % of the draws do not exceed.
    suprema[((DRAWS as f64 + 1.0) * LEVEL).ceil() as usize - 1].sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A standard normal number by the quantile of a uniform one.
    fn normal(chance: &mut Chance) -> f64 {
        laws::normal_quantile((chance.unit() + 1e-16).min(1.0 - 1e-16))
    }

    /// Paths that remember: x(t) = 0.9 x(t − 1) + noise, with a spread that grows.
    fn paths(chance: &mut Chance, n: usize, months: usize) -> Vec<Vec<f64>> {
        let path = |chance: &mut Chance| {
            let mut x = normal(chance);
            (0..months)
                .map(|t| {
                    x = 0.9 * x + (1.0f64 - 0.81).sqrt() * normal(chance);
                    x * (1.0 + t as f64 / 10.0)
                })
                .collect()
        };
        (0..n).map(|_| path(chance)).collect()
    }

    /// How often bands of samples with mean zero hold zero at each month, and at all of them.
    fn coverage(n: &[usize]) -> (f64, f64) {
        let mut chance = Chance::named("coverage");
        let (worlds, months) = (300, 40);
        let (mut points, mut wholes) = (0, 0);
        for world in 0..worlds {
            let samples: Vec<Vec<Vec<f64>>> = n.iter().map(|&n| paths(&mut chance, n, months)).collect();
            let samples: Vec<&[Vec<f64>]> = samples.iter().map(Vec::as_slice).collect();
            let band = band(&samples, &format!("world {world}")).unwrap();
            let holds = |half: fn(&Reach) -> f64| {
                band.reaches.iter().filter(move |r| r.value.abs() <= half(r)).count()
            };
            points += holds(|r| r.pointwise);
            wholes += usize::from(holds(|r| r.simultaneous) == months);
        }
        (points as f64 / (worlds * months) as f64, wholes as f64 / worlds as f64)
    }

    #[test]
    fn bands_hold_the_truth_as_often_as_they_say() {
        for n in [&[8][..], &[24], &[12, 16]] {
            let (points, wholes) = coverage(n);
            assert!((0.92..0.98).contains(&points), "{n:?}: pointwise {points}");
            assert!((0.91..=0.99).contains(&wholes), "{n:?}: simultaneous {wholes}");
        }
    }

    #[test]
    fn one_month_has_one_band() {
        let rows: Vec<Vec<f64>> = [0.3, 1.2, -0.4, 0.9, 0.1, 0.7, 0.2, 1.0].map(|x| vec![x]).into();
        let band = band(&[&rows], "one").unwrap();
        assert!((band.critical / laws::student_quantile(0.975, 7.0) - 1.0).abs() < 1e-9);
        assert_eq!(band.reaches[0].pointwise, band.reaches[0].simultaneous);
    }

    #[test]
    fn where_twins_do_not_differ_the_band_has_no_width() {
        let rows: Vec<Vec<f64>> = (0..8).map(|i| vec![0.5, f64::from(i)]).collect();
        let band = band(&[&rows], "still").unwrap();
        assert_eq!(band.reaches[0], Reach { value: 0.5, pointwise: 0.0, simultaneous: 0.0 });
        assert!(band.reaches[1].pointwise > 0.0);
        let still = vec![vec![1.0]; 3];
        assert_eq!(super::band(&[&still], "").unwrap().critical, 0.0);
    }

    #[test]
    fn few_replicates_reach_no_further_than_bonferroni() {
        let mut chance = Chance::named("few");
        let rows = paths(&mut chance, 3, 30);
        let band = band(&[&rows], "few").unwrap();
        assert!(
            band.critical.is_finite()
                && band.critical <= laws::student_quantile(1.0 - 0.025 / 30.0, 2.0) + 1e-9
        );
    }

    #[test]
    fn the_same_name_gives_the_same_band_and_gaps_give_none() {
        let mut chance = Chance::named("twice");
        let rows = paths(&mut chance, 6, 10);
        assert_eq!(band(&[&rows], "x"), band(&[&rows], "x"));
        assert_eq!(band(&[&rows[..1]], "x"), None);
        assert_eq!(band(&[&[vec![1.0], vec![]]], "x"), None);
        assert_eq!(band(&[], "x"), None);
    }
}
