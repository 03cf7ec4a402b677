//! Draws from what is plausible given the facts: even priors over the space, the likelihood of [`Match`].
//!
//! By differential evolution Markov chains (ter Braak 2006, Statistics and Computing 16): each chain steps along the difference of two
//! others, so that steps take the shape of what they draw from without any tuning.

use super::Match;
use super::matching::mirrored;
use crate::inference::chance::Chance;
use crate::stats::quantile;
use std::collections::BTreeSet;

/// Steps of each chain; the first half is forgotten.
const STEPS: usize = 1500;
/// Share of its prior's length below which the interval of a coordinate tells something.
const TELLS: f64 = 0.9;
/// Points that are kept.
const DRAWS: usize = 2000;

/// Points drawn from the posterior.
#[derive(Clone, Debug)]
pub struct Posterior {
    /// The coordinates that facts can tell of; over all others it is the prior.
    pub inputs: Vec<usize>,
    /// Points, each with all coordinates.
    pub draws: Vec<Vec<f64>>,
    /// Share of steps that were taken.
    pub acceptance: f64,
    /// Potential scale reduction of each coordinate of `inputs` (Gelman and others 2013, split chains): near 1 where chains agree.
    pub r_hat: Vec<f64>,
}

impl Posterior {
    /// Draws by the likelihood of the last wave, where no wave before it rules a point out: there its emulators have seen no run. Chains begin at
    /// `starts`; there are so many `coordinates` in all.
    ///
    /// # Panics
    /// Without any wave.
    #[must_use]
    pub fn draw(waves: &[Match], starts: &[Vec<f64>], coordinates: usize, name: &str) -> Self {
        let (matched, before) = waves.split_last().expect("a calibration has a wave");
        let ln_density = |point: &[f64]| {
            let is_out = before.iter().any(|wave| wave.rules_out(point));
            if is_out { f64::NEG_INFINITY } else { matched.ln_likelihood(point) }
        };
        let mut chance = Chance::named(name);
        let inputs: Vec<usize> =
            waves.iter().flat_map(Match::inputs).collect::<BTreeSet<_>>().into_iter().collect();
        let chains = (2 * inputs.len() + 2).clamp(12, 40);
        let mut at: Vec<Vec<f64>> = (0..chains)
            .map(|k| match starts.get(k) {
                Some(start) => start.clone(),
                None => (0..coordinates).map(|_| chance.unit()).collect(),
            })
            .collect();
        let mut density: Vec<f64> = at.iter().map(|point| ln_density(point)).collect();
        let mut history: Vec<Vec<Vec<f64>>> = vec![Vec::new(); chains];
        let mut taken = 0;
        for step in 0..STEPS {
            for k in 0..chains {
                let others = |chance: &mut Chance| loop {
                    let (a, b) = (chance.below(chains), chance.below(chains));
                    if a != b && a != k && b != k {
                        return (a, b);
                    }
                };
                let (a, b) = others(&mut chance);
                // Every tenth step jumps from one peak to another.
                let length =
                    if step % 10 == 9 { 1.0 } else { 2.38 / (2.0 * inputs.len().max(1) as f64).sqrt() };
                let mut point = at[k].clone();
                for i in &inputs {
                    let own = 0.002 * (chance.unit() - 0.5);
                    point[*i] = mirrored(point[*i] + length * (at[a][*i] - at[b][*i]) + own);
                }
                let there = ln_density(&point);
                if libm::log(chance.unit().max(1e-300)) < there - density[k] {
                    (at[k], density[k]) = (point, there);
                    taken += 1;
                }
                if step >= STEPS / 2 {
                    history[k].push(inputs.iter().map(|i| at[k][*i]).collect());
                }
            }
        }
        let r_hat = (0..inputs.len()).map(|k| scale_reduction(&history, k)).collect();
        let kept = STEPS - STEPS / 2;
        let every = (kept * chains / DRAWS).max(1);
        let draws = (0..kept * chains).step_by(every).map(|at| {
            let known = &history[at % chains][at / chains];
            let mut point: Vec<f64> = (0..coordinates).map(|_| chance.unit()).collect();
            inputs.iter().zip(known).for_each(|(i, x)| point[*i] = *x);
            point
        });
        Self { draws: draws.collect(), inputs, acceptance: taken as f64 / (STEPS * chains) as f64, r_hat }
    }

    /// Length of the 90 % interval of a coordinate over that of the prior.
    #[must_use]
    pub fn length(&self, coordinate: usize) -> f64 {
        let [low, high] = self.quantiles(coordinate, [0.05, 0.95]);
        (high - low) / 0.9
    }

    /// Whether the facts tell something of a coordinate: some emulator uses it, and its interval is shorter than before by more than
    /// chance in the draws makes it.
    #[must_use]
    pub fn tells(&self, coordinate: usize) -> bool {
        self.inputs.contains(&coordinate) && self.length(coordinate) < TELLS
    }

    /// Quantiles of a coordinate.
    #[must_use]
    pub fn quantiles<const N: usize>(&self, coordinate: usize, at: [f64; N]) -> [f64; N] {
        let mut values: Vec<f64> = self.draws.iter().map(|point| point[coordinate]).collect();
        values.sort_unstable_by(f64::total_cmp);
        at.map(|p| quantile(&values, p))
    }

    /// The draw that is nearest to all others in the coordinates that facts tell of, each in its own standard deviations: a median of many
    /// dimensions that is itself a plausible point, which a row of medians need not be.
    #[must_use]
    pub fn middle(&self) -> Option<&Vec<f64>> {
        let some: Vec<&Vec<f64>> = self.draws.iter().step_by((self.draws.len() / 400).max(1)).collect();
        let variance = |i: &usize| {
            let mean = some.iter().map(|p| p[*i]).sum::<f64>() / some.len() as f64;
            some.iter().map(|p| (p[*i] - mean).powi(2)).sum::<f64>() / some.len() as f64
        };
        let variances: Vec<f64> = self.inputs.iter().map(variance).collect();
        let distance = |a: &Vec<f64>, b: &Vec<f64>| {
            let squares = self.inputs.iter().zip(&variances).map(|(i, v)| (a[*i] - b[*i]).powi(2) / v);
            squares.filter(|x| x.is_finite()).sum::<f64>().sqrt()
        };
        let all = |a: &Vec<f64>| some.iter().map(|b| distance(a, b)).sum::<f64>();
        some.iter().min_by(|a, b| all(a).total_cmp(&all(b))).copied()
    }
}

/// How much wider all chains together are than each by itself: each is cut in two, so that a chain that drifts shows.
fn scale_reduction(history: &[Vec<Vec<f64>>], coordinate: usize) -> f64 {
    let halves = history.iter().flat_map(|chain| chain.chunks_exact(chain.len() / 2));
    let moments: Vec<(f64, f64)> = halves
        .map(|half| {
            let n = half.len() as f64;
            let mean = half.iter().map(|x| x[coordinate]).sum::<f64>() / n;
            (mean, half.iter().map(|x| (x[coordinate] - mean).powi(2)).sum::<f64>() / (n - 1.0))
        })
        .collect();
    let m = moments.len() as f64;
    let n = (history[0].len() / 2) as f64;
    let within = moments.iter().map(|x| x.1).sum::<f64>() / m;
    let mean = moments.iter().map(|x| x.0).sum::<f64>() / m;
    let between = moments.iter().map(|x| (x.0 - mean).powi(2)).sum::<f64>() / (m - 1.0);
    if within > 0.0 { (((n - 1.0) / n * within + between) / within).sqrt() } else { f64::NAN }
}

#[cfg(test)]
mod tests {
    use super::super::Target;
    use super::*;

    #[test]
    fn a_straight_model_gives_the_normal_law_that_is_known() {
        // y = 10 u₀ without noise, fact 5 ± 0.6: u₀ is normal with mean 0.5 and deviation 0.06. u₁ and u₂ play no part.
        let mut chance = Chance::named("a straight model");
        let points: Vec<Vec<f64>> = (0..60).map(|_| (0..3).map(|_| chance.unit()).collect()).collect();
        let outputs: Vec<Vec<Option<f64>>> = points.iter().map(|p| vec![Some(10.0 * p[0])]).collect();
        let target = Target { name: "a".into(), value: 5.0, sd: 0.6 };
        let matched = Match::fit(&[target], &points, &outputs);
        let drawn = Posterior::draw(&[matched], &[], 3, "draws");
        let [low, middle, high] = drawn.quantiles(0, [0.05, 0.5, 0.95]);
        assert!((middle - 0.5).abs() < 0.006, "{middle}");
        assert!((high - low - 2.0 * 1.645 * 0.06).abs() < 0.02, "{low} {high}");
        let even = drawn.quantiles(1, [0.05, 0.5, 0.95]);
        assert!(even.iter().zip([0.05, 0.5, 0.95]).all(|(x, p)| (x - p).abs() < 0.06), "{even:?}");
        assert!(drawn.r_hat.iter().all(|r| *r < 1.05), "{:?}", drawn.r_hat);
        assert!((0.1..0.9).contains(&drawn.acceptance), "{}", drawn.acceptance);
        assert_eq!([0, 1, 2].map(|k| drawn.tells(k)), [true, false, false]);
        assert!((drawn.middle().unwrap()[0] - 0.5).abs() < 0.02);
    }
}
