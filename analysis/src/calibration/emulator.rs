//! A Gaussian process through noisy runs: what a model gives at points that were not run.
//!
//! y(u) = c + bᵀ(u − ½) + g(u) + noise, with wide normal priors on c and b, g a Gaussian process with a squared exponential of its own length in
//! each coordinate, and noise: one world's chance, and what coordinates left out would move. Its logarithm is straight in u, since worlds are
//! noisier in some places than in others. Lengths, height and noise maximise the posterior density given the runs; then the slope of the
//! noise is found from what runs that are left out miss by. Source: Rasmussen and Williams (2006), *Gaussian Processes for Machine
//! Learning*, sections 2.7, 5.4; Kersting, Plagemann, Pfaff and Burgard (2007) for noise in two steps.

use super::cholesky::{Cholesky, dot};
use super::screening;

/// Prior variances of c and of each of b, for outputs of standard deviation 1.
const CONSTANT: f64 = 1.0;
const SLOPE: f64 = 4.0;
/// Coordinates up to which all are used, and none has to show that it matters.
const FEW: usize = 6;
/// Runs whose variance stands for that of all where it is asked for very often.
const SURE: usize = 256;
/// Runs on which lengths are chosen: the rest sharpens the prediction only.
const CHOOSING: usize = 200;
/// Middle and spread of the normal priors of the logarithms of length, height and noise.
const PRIORS: [(f64, f64); 3] = [(0.3, 1.0), (-1.0, 2.0), (-2.0, 2.0)];
/// Spread of the normal prior of the slopes of ln noise, and variance of the logarithm of a squared standard normal number, π²/2.
const NOISE_SLOPE: f64 = 2.0;
const LN_SQUARE: f64 = 4.934_802_2;
/// First and last step of the search over logarithms.
const STEPS: (f64, f64) = (1.0, 0.06);

/// Runs that an emulator needs at least.
pub const LEAST: usize = 12;

/// What it says of a point.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prediction {
    /// Expected output.
    pub mean: f64,
    /// Variance of that: of the emulator alone, without the noise of a run.
    pub variance: f64,
}

/// How it does on runs that are left out one at a time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quality {
    /// Share of the outputs' variance that is predicted; below 0 where the mean would do better.
    pub explained: f64,
    /// Share of runs within the 95 % interval of their prediction.
    pub covered: f64,
}

/// A fitted emulator of one output.
#[derive(Clone, Debug)]
pub struct Emulator {
    inputs: Vec<usize>,
    runs: Vec<Vec<f64>>,
    middle: f64,
    scale: f64,
    kernel: Kernel,
    factor: Cholesky,
    /// The factor of the first runs alone, where there are more than [`SURE`].
    few: Option<Cholesky>,
    weights: Vec<f64>,
    quality: Quality,
    residuals: Vec<f64>,
}

#[derive(Clone, Debug)]
struct Kernel {
    /// 1/(2 ℓ²).
    sharpness: Vec<f64>,
    height: f64,
    noise: f64,
    /// Slopes of ln noise.
    slopes: Vec<f64>,
}

impl Kernel {
    fn of(logarithms: &[f64]) -> Self {
        let inputs = logarithms.len() - 2;
        let sharpness = logarithms[..inputs].iter().map(|l| 0.5 * libm::exp(-2.0 * l)).collect();
        Self {
            sharpness,
            height: libm::exp(logarithms[inputs]),
            noise: libm::exp(logarithms[inputs + 1]),
            slopes: vec![0.0; inputs],
        }
    }

    fn noise_at(&self, u: &[f64]) -> f64 {
        let slope: f64 = u.iter().zip(&self.slopes).map(|(u, slope)| slope * (u - 0.5)).sum();
        self.noise * libm::exp(slope)
    }

    fn at(&self, a: &[f64], b: &[f64]) -> f64 {
        let (mut line, mut distance) = (0.0, 0.0);
        for ((a, b), sharpness) in a.iter().zip(b).zip(&self.sharpness) {
            line += (a - 0.5) * (b - 0.5);
            distance += (a - b) * (a - b) * sharpness;
        }
        let bend = if a.is_empty() { 0.0 } else { self.height * libm::exp(-distance) };
        CONSTANT + SLOPE * line + bend
    }

    fn factor(&self, runs: &[Vec<f64>]) -> Option<Cholesky> {
        let noise = |i: usize, j| if i == j { self.noise_at(&runs[i]) + 1e-9 } else { 0.0 };
        Cholesky::of(runs.len(), |i, j| self.at(&runs[i], &runs[j]) + noise(i, j))
    }
}

impl Emulator {
    /// Through runs at `points` with outputs `values`. None if there are fewer than [`LEAST`], or they are all the same.
    #[must_use]
    pub fn fit(points: &[Vec<f64>], values: &[f64]) -> Option<Self> {
        let n = points.len().min(values.len());
        if n < LEAST {
            return None;
        }
        let (points, values) = (&points[..n], &values[..n]);
        let middle = values.iter().sum::<f64>() / n as f64;
        let scale = (values.iter().map(|y| (y - middle).powi(2)).sum::<f64>() / (n as f64 - 1.0)).sqrt();
        if !(scale.is_finite() && scale > 1e-12 * middle.abs() && scale > 0.0) {
            return None;
        }
        let all = points[0].len();
        let mut inputs = if all <= FEW { (0..all).collect() } else { screening::inputs(points, values) };
        inputs.sort_unstable();
        let runs: Vec<Vec<f64>> = points.iter().map(|p| inputs.iter().map(|k| p[*k]).collect()).collect();
        let outputs: Vec<f64> = values.iter().map(|y| (y - middle) / scale).collect();
        let few = n.min(CHOOSING);
        let mut kernel = Kernel::of(&choose(&runs[..few], &outputs[..few], inputs.len())?);
        // Left out one at a time: Rasmussen and Williams, equations 5.10 and 5.12.
        let missed = |kernel: &Kernel| {
            let factor = kernel.factor(&runs)?;
            let weights = factor.solve(&outputs);
            let diagonal = factor.inverse_diagonal();
            let left_out: Vec<f64> = weights.iter().zip(&diagonal).map(|(w, d)| w / d).collect();
            let residuals: Vec<f64> = weights.iter().zip(&diagonal).map(|(w, d)| w / d.sqrt()).collect();
            Some((factor, weights, left_out, residuals))
        };
        let even = missed(&kernel)?;
        kernel.slopes = noise_slopes(&runs, &even.3)?;
        let mean = runs.iter().map(|run| kernel.noise_at(run)).sum::<f64>() / n as f64;
        kernel.noise *= kernel.noise / mean;
        let (factor, weights, left_out, residuals) = missed(&kernel)?;
        let explained = 1.0 - dot(&left_out, &left_out) / dot(&outputs, &outputs);
        let covered = residuals.iter().filter(|r| r.abs() <= 1.96).count() as f64 / n as f64;
        let quality = Quality { explained, covered };
        let few = if n > SURE { Some(kernel.factor(&runs[..SURE])?) } else { None };
        Some(Self { inputs, runs, middle, scale, kernel, factor, few, weights, quality, residuals })
    }

    /// The coordinates that it uses.
    #[must_use]
    pub fn inputs(&self) -> &[usize] {
        &self.inputs
    }

    /// Variance of one run at a point about its expectation.
    #[must_use]
    pub fn noise(&self, point: &[f64]) -> f64 {
        let at: Vec<f64> = self.inputs.iter().map(|k| point[*k]).collect();
        self.kernel.noise_at(&at) * self.scale * self.scale
    }

    /// How it does on runs left out.
    #[must_use]
    pub fn quality(&self) -> Quality {
        self.quality
    }

    /// Each run less its prediction from all others, over the standard error of that.
    #[must_use]
    pub fn residuals(&self) -> &[f64] {
        &self.residuals
    }

    fn similar(&self, point: &[f64]) -> (Vec<f64>, Vec<f64>) {
        let at: Vec<f64> = self.inputs.iter().map(|k| point[*k]).collect();
        let similar = self.runs.iter().map(|run| self.kernel.at(&at, run)).collect();
        (at, similar)
    }

    /// Expected output at a point.
    #[must_use]
    pub fn mean(&self, point: &[f64]) -> f64 {
        self.middle + self.scale * dot(&self.similar(point).1, &self.weights)
    }

    /// As [`Emulator::predict`], with the variance that the first runs alone would leave: no less than it is, and had in a fraction of the
    /// time, since that grows with the square of runs.
    #[must_use]
    pub fn predict_by_few(&self, point: &[f64]) -> Prediction {
        let Some(few) = &self.few else { return self.predict(point) };
        let (at, similar) = self.similar(point);
        let mean = self.middle + self.scale * dot(&similar, &self.weights);
        let left = self.kernel.at(&at, &at) - few.square(&similar[..SURE]);
        Prediction { mean, variance: left.max(0.0) * self.scale * self.scale }
    }

    /// Expected output, and how sure it is.
    #[must_use]
    pub fn predict(&self, point: &[f64]) -> Prediction {
        let (at, similar) = self.similar(point);
        let mean = self.middle + self.scale * dot(&similar, &self.weights);
        let left = self.kernel.at(&at, &at) - self.factor.square(&similar);
        Prediction { mean, variance: left.max(0.0) * self.scale * self.scale }
    }
}

/// Slopes of the logarithm of the noise: a straight line through the logarithms of squared residuals, by a normal prior about 0.
fn noise_slopes(runs: &[Vec<f64>], residuals: &[f64]) -> Option<Vec<f64>> {
    let inputs = runs[0].len();
    let logs: Vec<f64> = residuals.iter().map(|r| libm::log(r * r + 1e-6)).collect();
    let mean = logs.iter().sum::<f64>() / logs.len() as f64;
    let middles: Vec<f64> =
        (0..inputs).map(|k| runs.iter().map(|run| run[k]).sum::<f64>() / runs.len() as f64).collect();
    let product = |i: usize, j: usize| -> f64 {
        runs.iter().map(|run| (run[i] - middles[i]) * (run[j] - middles[j])).sum::<f64>() / LN_SQUARE
    };
    let prior = |i: usize, j: usize| if i == j { 1.0 / (NOISE_SLOPE * NOISE_SLOPE) } else { 0.0 };
    let factor = Cholesky::of(inputs, |i, j| product(i, j) + prior(i, j))?;
    let along = |k: usize| {
        runs.iter().zip(&logs).map(|(run, log)| (run[k] - middles[k]) * (log - mean)).sum::<f64>() / LN_SQUARE
    };
    Some(factor.solve(&(0..inputs).map(along).collect::<Vec<_>>()))
}

/// The logarithms of lengths, height and noise: by steps along each, which are halved when none helps (Hooke and Jeeves 1961).
fn choose(runs: &[Vec<f64>], outputs: &[f64], inputs: usize) -> Option<Vec<f64>> {
    let density = |x: &[f64]| -> f64 {
        let Some(factor) = Kernel::of(x).factor(runs) else { return f64::NEG_INFINITY };
        let prior: f64 = x
            .iter()
            .enumerate()
            .map(|(k, x)| {
                let (middle, spread) = PRIORS[(k + 1).saturating_sub(inputs)];
                -0.5 * ((x - middle) / spread).powi(2)
            })
            .sum();
        -0.5 * factor.square(outputs) - 0.5 * factor.ln_det() + prior
    };
    let mut best: Vec<f64> = (0..inputs + 2).map(|k| PRIORS[(k + 1).saturating_sub(inputs)].0).collect();
    let mut height = density(&best);
    let mut step = STEPS.0;
    while step > STEPS.1 {
        let mut is_better = false;
        for k in 0..best.len() {
            for way in [step, -step] {
                let mut tried = best.clone();
                tried[k] += way;
                let there = density(&tried);
                if there > height + 1e-6 {
                    (best, height, is_better) = (tried, there, true);
                    break;
                }
            }
        }
        if !is_better {
            step *= 0.5;
        }
    }
    height.is_finite().then_some(best)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inference::chance::Chance;
    use crate::inference::laws::normal_quantile;

    fn bent(u: &[f64]) -> f64 {
        10.0 + 3.0 * libm::sin(4.0 * u[0]) + 2.0 * u[1] * u[0]
    }

    fn runs(n: usize, noise: f64, dimensions: usize) -> (Vec<Vec<f64>>, Vec<f64>) {
        let mut chance = Chance::named("runs to emulate");
        let points: Vec<Vec<f64>> =
            (0..n).map(|_| (0..dimensions).map(|_| chance.unit()).collect()).collect();
        let values =
            points.iter().map(|p| bent(p) + noise * normal_quantile(chance.unit().max(1e-12))).collect();
        (points, values)
    }

    #[test]
    fn it_goes_through_runs_without_noise() {
        let (points, values) = runs(60, 0.0, 2);
        let emulator = Emulator::fit(&points, &values).unwrap();
        let (others, truth) = runs(80, 0.0, 2);
        for (point, value) in others.iter().zip(&truth).skip(60) {
            assert!((emulator.mean(point) - value).abs() < 0.05, "{} {value}", emulator.mean(point));
        }
        assert!(emulator.quality().explained > 0.999 && emulator.noise(&points[0]) < 0.01);
    }

    #[test]
    fn few_runs_leave_more_variance_and_the_same_mean() {
        let mut chance = Chance::named("few runs");
        let points: Vec<Vec<f64>> = (0..400).map(|_| vec![chance.unit(), chance.unit()]).collect();
        let values: Vec<f64> = points.iter().map(|p| 3.0 * p[0] - p[1] + 0.1 * chance.unit()).collect();
        let emulator = Emulator::fit(&points, &values).unwrap();
        for point in [[0.2, 0.8], [0.5, 0.5], [0.99, 0.01]] {
            let (all, few) = (emulator.predict(&point), emulator.predict_by_few(&point));
            assert_eq!(all.mean, few.mean);
            assert!(all.variance < few.variance && few.variance < 4.0 * all.variance, "{all:?} {few:?}");
        }
    }

    #[test]
    fn noise_is_found_and_intervals_hold_the_truth() {
        let (points, values) = runs(150, 0.5, 2);
        let emulator = Emulator::fit(&points, &values).unwrap();
        let noise = emulator.noise(&[0.5, 0.5]).sqrt();
        assert!((noise / 0.5 - 1.0).abs() < 0.2, "{noise}");
        let mut chance = Chance::named("elsewhere");
        let held = (0..400).filter(|_| {
            let u = [chance.unit(), chance.unit()];
            let told = emulator.predict(&u);
            assert!((told.mean - emulator.mean(&u)).abs() < 1e-9);
            (told.mean - bent(&u)).abs() < 1.96 * told.variance.sqrt()
        });
        let held = held.count();
        assert!(held >= 340, "{held} of 400 truths lie in their 95 % interval");
        assert!((0.90..=1.0).contains(&emulator.quality().covered));
    }

    #[test]
    fn noise_may_be_larger_in_some_places() {
        let (points, _) = runs(300, 0.0, 2);
        let mut chance = Chance::named("uneven noise");
        // Its variance grows e^3 times along the first coordinate.
        let noise = |u: f64| 0.3 * libm::exp(1.5 * (u - 0.5));
        let values: Vec<f64> = points
            .iter()
            .map(|p| bent(p) + noise(p[0]) * normal_quantile(chance.unit().max(1e-12)))
            .collect();
        let emulator = Emulator::fit(&points, &values).unwrap();
        for u in [0.1, 0.9] {
            let found = emulator.noise(&[u, 0.5]).sqrt();
            assert!((found / noise(u) - 1.0).abs() < 0.3, "{found} at {u} instead of {}", noise(u));
        }
    }

    #[test]
    fn among_many_coordinates_it_uses_those_that_matter() {
        let (points, values) = runs(200, 0.3, 40);
        let emulator = Emulator::fit(&points, &values).unwrap();
        assert_eq!(emulator.inputs(), [0, 1]);
        assert!(emulator.quality().explained > 0.9);
    }

    #[test]
    fn an_output_that_nothing_moves_is_its_mean_and_noise() {
        let (points, _) = runs(100, 0.0, 30);
        let mut chance = Chance::named("nothing moves it");
        let values: Vec<f64> = (0..100).map(|_| 5.0 + normal_quantile(chance.unit().max(1e-12))).collect();
        let emulator = Emulator::fit(&points, &values).unwrap();
        assert!(emulator.inputs().is_empty());
        assert!(
            (emulator.mean(&points[0]) - 5.0).abs() < 0.3 && (0.6..1.6).contains(&emulator.noise(&points[0]))
        );
        assert!(Emulator::fit(&points, &[3.0; 100]).is_none(), "an output that never changes has none");
        assert!(Emulator::fit(&points[..5], &values[..5]).is_none(), "five runs are too few");
    }
}
