//! Draws from what is plausible given the facts: even priors over the space, the likelihood of [`Match`].
//!
//! By differential evolution Markov chains (ter Braak 2006, Statistics and Computing 16): each chain steps along the difference of two
//! others, so that steps take the shape of what they draw from without any tuning. The chains are two halves; one half steps by differences of the
//! other, which stands still meanwhile, so that all of a half can step at once (as the ensembles of Foreman-Mackey and others 2013). They go on, in rounds
//! of twice the length, until they agree.

use super::Match;
use super::matching::mirrored;
use crate::inference::chance::Chance;
use crate::stats::quantile;
use rayon::iter::{IntoParallelRefMutIterator, ParallelIterator};
use std::collections::BTreeSet;

/// Steps of each chain before any is kept, and again as many of the first round, from which points are kept.
const STEPS: usize = 750;
/// Rounds at most: each is twice as long as the one before, and forgets it.
const ROUNDS: usize = 7;
/// Potential scale reduction up to which chains agree (Gelman and others 2013, section 11.4). Of a coordinate with a larger one nothing is told.
pub const AGREE: f64 = 1.1;
/// Chains at most; differences of so many span all coordinates that facts tell of.
const CHAINS: usize = 96;
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
    /// Steps of each chain that points were kept of.
    pub steps: usize,
    /// Chains.
    pub chains: usize,
}

/// One of the chains.
struct Chain {
    at: Vec<f64>,
    density: f64,
    chance: Chance,
    taken: usize,
}

impl Chain {
    /// A step along the difference of two of the others.
    fn step(
        &mut self,
        others: &[Chain],
        inputs: &[usize],
        number: usize,
        ln_density: &impl Fn(&[f64]) -> f64,
    ) {
        let a = self.chance.below(others.len());
        let b = (a + 1 + self.chance.below(others.len() - 1)) % others.len();
        // Every tenth step jumps from one peak to another.
        let length = if number % 10 == 9 { 1.0 } else { 2.38 / (2.0 * inputs.len().max(1) as f64).sqrt() };
        let mut point = self.at.clone();
        for i in inputs {
            let own = 0.002 * (self.chance.unit() - 0.5);
            point[*i] = mirrored(point[*i] + length * (others[a].at[*i] - others[b].at[*i]) + own);
        }
        let there = ln_density(&point);
        if libm::log(self.chance.unit().max(1e-300)) < there - self.density {
            (self.at, self.density) = (point, there);
            self.taken += 1;
        }
    }
}

impl Posterior {
    /// Draws by the likelihood of the last wave, where no wave before it rules a point out: there its emulators have seen no run. Chains begin at
    /// `starts`; there are so many `coordinates` in all.
    ///
    /// This takes minutes where many coordinates are told of, so it ends with none as soon as `is_stopped` says so.
    ///
    /// # Panics
    /// Without any wave.
    #[must_use]
    pub fn draw(
        waves: &[Match],
        starts: &[Vec<f64>],
        coordinates: usize,
        name: &str,
        is_stopped: &dyn Fn() -> bool,
    ) -> Option<Self> {
        let (matched, before) = waves.split_last().expect("a calibration has a wave");
        let ln_density = |point: &[f64]| {
            let is_out = before.iter().any(|wave| wave.rules_out(point));
            if is_out { f64::NEG_INFINITY } else { matched.ln_likelihood(point) }
        };
        let mut chance = Chance::named(name);
        let inputs: Vec<usize> =
            waves.iter().flat_map(Match::inputs).collect::<BTreeSet<_>>().into_iter().collect();
        let count = 2 * (inputs.len() + 1).clamp(6, CHAINS / 2);
        let begin = |k: usize| {
            let start = starts.get(k).cloned();
            let at: Vec<f64> = start.unwrap_or_else(|| (0..coordinates).map(|_| chance.unit()).collect());
            Chain { density: ln_density(&at), at, chance: Chance::named(&format!("{name}/{k}")), taken: 0 }
        };
        let mut chains: Vec<Chain> = (0..count).map(begin).collect();
        let step = |chains: &mut Vec<Chain>, number: usize| {
            let (one, two) = chains.split_at_mut(count / 2);
            one.par_iter_mut().for_each(|chain| chain.step(two, &inputs, number, &ln_density));
            two.par_iter_mut().for_each(|chain| chain.step(one, &inputs, number, &ln_density));
        };
        for number in 0..STEPS {
            if is_stopped() {
                return None;
            }
            step(&mut chains, number);
        }
        let mut history = vec![Vec::new(); count];
        let mut r_hat = Vec::new();
        let mut steps = 0;
        for round in 0..ROUNDS {
            steps = STEPS << round;
            chains.iter_mut().for_each(|chain| chain.taken = 0);
            history.iter_mut().for_each(Vec::clear);
            for number in 0..steps {
                if is_stopped() {
                    return None;
                }
                step(&mut chains, number);
                // As many points of a long round as of a short one.
                if number % (1 << round) == 0 {
                    for (points, chain) in history.iter_mut().zip(&chains) {
                        points.push(inputs.iter().map(|i| chain.at[*i]).collect::<Vec<f64>>());
                    }
                }
            }
            r_hat = (0..inputs.len()).map(|k| scale_reduction(&history, k)).collect();
            if r_hat.iter().all(|r| *r <= AGREE) {
                break;
            }
        }
        let every = (STEPS * count / DRAWS).max(1);
        let draws = (0..STEPS * count).step_by(every).map(|at| {
            let known = &history[at % count][at / count];
            let mut point: Vec<f64> = (0..coordinates).map(|_| chance.unit()).collect();
            inputs.iter().zip(known).for_each(|(i, x)| point[*i] = *x);
            point
        });
        let draws = draws.collect();
        let taken = chains.iter().map(|chain| chain.taken).sum::<usize>();
        let acceptance = taken as f64 / (steps * count) as f64;
        Some(Self { draws, inputs, acceptance, r_hat, steps, chains: count })
    }

    /// Whether all chains tell the same.
    #[must_use]
    pub fn agrees(&self) -> bool {
        self.worst() <= AGREE
    }

    /// The largest potential scale reduction; 1 where facts tell of nothing.
    #[must_use]
    pub fn worst(&self) -> f64 {
        self.r_hat.iter().copied().fold(1.0, f64::max)
    }

    /// Length of the 90 % interval of a coordinate over that of the prior.
    #[must_use]
    pub fn length(&self, coordinate: usize) -> f64 {
        let [low, high] = self.quantiles(coordinate, [0.05, 0.95]);
        (high - low) / 0.9
    }

    /// Whether the facts tell something of a coordinate: some emulator uses it, the chains agree on it, and its interval is shorter
    /// than before by more than chance in the draws makes it.
    #[must_use]
    pub fn tells(&self, coordinate: usize) -> bool {
        let agrees = |input: usize| self.r_hat[input] <= AGREE;
        self.inputs.iter().position(|i| *i == coordinate).is_some_and(agrees)
            && self.length(coordinate) < TELLS
    }

    /// Quantiles of a coordinate.
    #[must_use]
    pub fn quantiles<const N: usize>(&self, coordinate: usize, at: [f64; N]) -> [f64; N] {
        let mut values: Vec<f64> = self.draws.iter().map(|point| point[coordinate]).collect();
        values.sort_unstable_by(f64::total_cmp);
        at.map(|p| quantile(&values, p))
    }

    /// The draw that is nearest to all others in the coordinates of which facts tell something, each in its own standard deviations: a median
    /// of many dimensions that is itself a plausible point, which a row of medians need not be. In the others, where everything is plausible, it
    /// is anywhere.
    #[must_use]
    pub fn middle(&self) -> Option<&Vec<f64>> {
        let told: Vec<usize> = self.inputs.iter().copied().filter(|i| self.tells(*i)).collect();
        let some: Vec<&Vec<f64>> = self.draws.iter().step_by((self.draws.len() / 400).max(1)).collect();
        let variance = |i: &usize| {
            let mean = some.iter().map(|p| p[*i]).sum::<f64>() / some.len() as f64;
            some.iter().map(|p| (p[*i] - mean).powi(2)).sum::<f64>() / some.len() as f64
        };
        let variances: Vec<f64> = told.iter().map(variance).collect();
        let distance = |a: &Vec<f64>, b: &Vec<f64>| {
            let squares = told.iter().zip(&variances).map(|(i, v)| (a[*i] - b[*i]).powi(2) / v);
            squares.filter(|x| x.is_finite()).sum::<f64>().sqrt()
        };
        let all = |a: &Vec<f64>| some.iter().map(|b| distance(a, b)).sum::<f64>();
        some.iter().min_by(|a, b| all(a).total_cmp(&all(b))).copied()
    }
}

/// How much wider all chains together are than each by itself: each is cut in two, so that a chain that drifts shows. Chains that never move tell
/// nothing: infinite.
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
    if within > 0.0 { (((n - 1.0) / n * within + between) / within).sqrt() } else { f64::INFINITY }
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
        let waves = [matched];
        assert!(Posterior::draw(&waves, &[], 3, "draws", &|| true).is_none(), "it stops when asked");
        let drawn = Posterior::draw(&waves, &[], 3, "draws", &|| false).unwrap();
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

    #[test]
    fn the_middle_is_that_of_what_is_told() {
        // Twenty coordinates that emulators use, of which facts tell of the first alone: those others must not draw it aside.
        let mut chance = Chance::named("the middle");
        let draws: Vec<Vec<f64>> = (0..2000)
            .map(|_| {
                (0..20).map(|k| if k == 0 { 0.3 + 0.2 * chance.unit() } else { chance.unit() }).collect()
            })
            .collect();
        let (inputs, r_hat) = ((0..20).collect(), vec![1.0; 20]);
        let drawn = Posterior { inputs, draws, acceptance: 0.3, r_hat, steps: STEPS, chains: 42 };
        assert!((drawn.middle().unwrap()[0] - 0.4).abs() < 0.01);
    }

    #[test]
    fn of_what_chains_disagree_on_nothing_is_told() {
        let draws: Vec<Vec<f64>> = (0..200).map(|k| vec![0.4 + 0.001 * f64::from(k)]).collect();
        let told = |r_hat: f64| {
            let (inputs, draws) = (vec![0], draws.clone());
            let drawn =
                Posterior { inputs, draws, acceptance: 0.3, r_hat: vec![r_hat], steps: STEPS, chains: 12 };
            (drawn.tells(0), drawn.agrees())
        };
        assert_eq!((told(1.02), told(1.3)), ((true, true), (false, false)));
        let stuck = vec![vec![vec![0.3]; 8], vec![vec![0.7]; 8]];
        assert_eq!(
            told(scale_reduction(&stuck, 0)),
            (false, false),
            "chains that never move agree on nothing"
        );
    }
}
