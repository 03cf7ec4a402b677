//! History matching: points at which some fact is further off than all errors together explain are ruled out.
//!
//! The implausibility of a point is |z − m|/√(v + s² + σ²) for the fact z that is worst off, where m and v are the emulator's mean and variance,
//! s² the noise of one world and σ² the variance of the fact. Above 3 it is ruled out: of any law with a single peak at most 5 %
//! lie beyond three standard deviations (Pukelsheim 1994, "The three sigma rule", The American Statistician 48(2)).

use super::Emulator;
use super::cholesky::Cholesky;
use crate::inference::chance::Chance;
use std::collections::BTreeSet;

/// Implausibility above which a point is ruled out.
pub const CUTOFF: f64 = 3.0;
/// Points tried evenly over the space before what is left is searched step by step.
const TRIES: usize = 30_000;
/// Correlations of facts count as if so many more runs had shown none.
const SHRINK: f64 = 5.0;

/// A fact to be met.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// Its key.
    pub name: String,
    /// What was measured.
    pub value: f64,
    /// Standard deviation of that.
    pub sd: f64,
}

/// Targets, and an emulator of each; all of them through the same runs.
#[derive(Clone, Debug)]
pub struct Match {
    targets: Vec<Target>,
    emulators: Vec<Emulator>,
    correlations: Vec<Vec<f64>>,
}

impl Match {
    /// Of what runs at `points` gave for each target, a row a run. Targets that no emulator can be had of, since too few runs have a number or
    /// they are all the same, are left out.
    #[must_use]
    pub fn fit(targets: &[Target], points: &[Vec<f64>], outputs: &[Vec<Option<f64>>]) -> Self {
        let mut whole = Self { targets: Vec::new(), emulators: Vec::new(), correlations: Vec::new() };
        let mut rows: Vec<Vec<Option<f64>>> = Vec::new();
        for (k, target) in targets.iter().enumerate() {
            let known: Vec<usize> = (0..points.len()).filter(|run| outputs[*run][k].is_some()).collect();
            if 2 * known.len() < points.len() {
                continue;
            }
            let at: Vec<Vec<f64>> = known.iter().map(|run| points[*run].clone()).collect();
            let values: Vec<f64> = known.iter().filter_map(|run| outputs[*run][k]).collect();
            if let Some(emulator) = Emulator::fit(&at, &values) {
                let mut row = vec![None; points.len()];
                known.iter().zip(emulator.residuals()).for_each(|(run, r)| row[*run] = Some(*r));
                rows.push(row);
                whole.targets.push(target.clone());
                whole.emulators.push(emulator);
            }
        }
        let of_pair = |a: &[Option<f64>], b: &[Option<f64>]| {
            let pairs: Vec<(f64, f64)> = a.iter().zip(b).filter_map(|(a, b)| (*a).zip(*b)).collect();
            let sum = |f: &dyn Fn(&(f64, f64)) -> f64| pairs.iter().map(f).sum::<f64>();
            let scale = (sum(&|p| p.0 * p.0) * sum(&|p| p.1 * p.1)).sqrt();
            let n = pairs.len() as f64;
            if scale > 0.0 { sum(&|p| p.0 * p.1) / scale * n / (n + SHRINK) } else { 0.0 }
        };
        whole.correlations = rows.iter().map(|a| rows.iter().map(|b| of_pair(a, b)).collect()).collect();
        whole
    }

    /// The targets that have an emulator.
    #[must_use]
    pub fn targets(&self) -> &[Target] {
        &self.targets
    }

    /// Their emulators.
    #[must_use]
    pub fn emulators(&self) -> &[Emulator] {
        &self.emulators
    }

    /// The same without some targets.
    #[must_use]
    pub fn without(&self, names: &BTreeSet<String>) -> Self {
        let keep: Vec<usize> =
            (0..self.targets.len()).filter(|k| !names.contains(&self.targets[*k].name)).collect();
        Self {
            targets: keep.iter().map(|k| self.targets[*k].clone()).collect(),
            emulators: keep.iter().map(|k| self.emulators[*k].clone()).collect(),
            correlations: keep
                .iter()
                .map(|k| keep.iter().map(|l| self.correlations[*k][*l]).collect())
                .collect(),
        }
    }

    /// Coordinates that move any of them.
    #[must_use]
    pub fn inputs(&self) -> Vec<usize> {
        let all: BTreeSet<usize> = self.emulators.iter().flat_map(|e| e.inputs()).copied().collect();
        all.into_iter().collect()
    }

    /// How implausible a point is to each target.
    #[must_use]
    pub fn implausibilities(&self, point: &[f64]) -> Vec<f64> {
        let of = |(target, emulator): (&Target, &Emulator)| {
            let told = emulator.predict(point);
            let variance = told.variance + emulator.noise(point) + target.sd * target.sd;
            (told.mean - target.value).abs() / variance.sqrt()
        };
        self.targets.iter().zip(&self.emulators).map(of).collect()
    }

    /// Whether some target is further off than all errors explain.
    #[must_use]
    pub fn rules_out(&self, point: &[f64]) -> bool {
        let is_off = |(target, emulator): (&Target, &Emulator)| {
            let off = (emulator.mean(point) - target.value).abs() / CUTOFF;
            let least = emulator.noise(point) + target.sd * target.sd;
            // The emulator's own variance is dear, and needed only where the rest does not decide.
            off * off > least && off * off > least + emulator.predict(point).variance
        };
        self.targets.iter().zip(&self.emulators).any(is_off)
    }

    /// ln of the density of the facts if the model were as at this point, but for a constant: normal, with the noise of a world correlated among
    /// facts as among runs.
    #[must_use]
    pub fn ln_likelihood(&self, point: &[f64]) -> f64 {
        let n = self.targets.len();
        let told: Vec<_> = self.emulators.iter().map(|e| e.predict_by_few(point)).collect();
        let off: Vec<f64> = told.iter().zip(&self.targets).map(|(told, t)| t.value - told.mean).collect();
        let noise: Vec<f64> = self.emulators.iter().map(|e| e.noise(point).sqrt()).collect();
        let covariance = |i: usize, j: usize| {
            if i == j {
                noise[i] * noise[i] + told[i].variance + self.targets[i].sd * self.targets[i].sd
            } else {
                noise[i] * noise[j] * self.correlations[i][j]
            }
        };
        let alone = |i: usize, j: usize| if i == j { covariance(i, i) } else { 0.0 };
        // Correlations pair by pair need not be those of any law; then the facts count as independent.
        let factor = Cholesky::of(n, covariance).or_else(|| Cholesky::of(n, alone));
        factor.map_or(f64::NEG_INFINITY, |factor| -0.5 * (factor.square(&off) + factor.ln_det()))
    }
}

/// Points that no wave rules out.
#[derive(Clone, Debug, PartialEq)]
pub struct Left {
    /// As many as were wanted, if any were found.
    pub points: Vec<Vec<f64>>,
    /// Of how many points spread evenly over the whole space.
    pub tried: usize,
    /// How many were not ruled out.
    pub found: usize,
}

/// Searches for points of so many coordinates that none of the waves rules out.
#[must_use]
pub fn search(waves: &[Match], coordinates: usize, wanted: usize, name: &str) -> Left {
    let mut chance = Chance::named(name);
    let is_left = |point: &[f64]| !waves.iter().rev().any(|wave| wave.rules_out(point));
    let mut left = Left { points: Vec::new(), tried: 0, found: 0 };
    while left.tried < TRIES && left.found < wanted {
        let point: Vec<f64> = (0..coordinates).map(|_| chance.unit()).collect();
        left.tried += 1;
        if is_left(&point) {
            left.found += 1;
            left.points.push(point);
        }
    }
    let inputs: BTreeSet<usize> = waves.iter().flat_map(Match::inputs).collect();
    // What is left is small: from the points that were found, by differences of two of them and a little more.
    let mut steps = 0;
    while !left.points.is_empty() && left.points.len() < wanted && steps < 20 * TRIES {
        steps += 1;
        let pick = |chance: &mut Chance| chance.below(left.points.len());
        let (from, a, b) = (pick(&mut chance), pick(&mut chance), pick(&mut chance));
        let point: Vec<f64> = (0..coordinates)
            .map(|k| {
                let (own, even) = (chance.unit() - 0.5, chance.unit());
                if !inputs.contains(&k) {
                    return even;
                }
                let step = 0.7 * (left.points[a][k] - left.points[b][k]) + 0.1 * own;
                mirrored(left.points[from][k] + step)
            })
            .collect();
        if is_left(&point) {
            left.points.push(point);
        }
    }
    left
}

/// Back between 0 and 1, as a mirror at either end throws it.
pub(super) fn mirrored(x: f64) -> f64 {
    let x = x.rem_euclid(2.0);
    if x > 1.0 { 2.0 - x } else { x }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// y = 10 u₀ with a fact of 4 ± 0.1, and an output that nothing can bring to 9.
    fn matched() -> (Match, Vec<Vec<f64>>) {
        let mut chance = Chance::named("runs to match");
        let points: Vec<Vec<f64>> = (0..80).map(|_| vec![chance.unit(), chance.unit()]).collect();
        let outputs: Vec<Vec<Option<f64>>> =
            points.iter().map(|p| vec![Some(10.0 * p[0]), Some(p[1]), None]).collect();
        let target = |name: &str, value: f64| Target { name: name.into(), value, sd: 0.1 };
        (Match::fit(&[target("a", 4.0), target("b", 9.0), target("c", 1.0)], &points, &outputs), points)
    }

    #[test]
    fn what_no_run_has_is_left_out_and_what_none_reaches_is_implausible_everywhere() {
        let (matched, points) = matched();
        let names: Vec<&str> = matched.targets().iter().map(|t| t.name.as_str()).collect();
        assert_eq!(names, ["a", "b"]);
        assert!(points.iter().all(|p| matched.implausibilities(p)[1] > 50.0 && matched.rules_out(p)));
    }

    #[test]
    fn what_is_left_lies_where_the_fact_allows() {
        let (matched, _) = matched();
        let matched = matched.without(&BTreeSet::from(["b".to_string()]));
        let left = search(std::slice::from_ref(&matched), 2, 200, "a search");
        assert_eq!(left.points.len(), 200);
        assert!(left.points.iter().all(|p| (p[0] - 0.4).abs() < 0.035), "{:?}", &left.points[..5]);
        let share = left.found as f64 / left.tried as f64;
        assert!((share - 0.06).abs() < 0.02, "{share}");
        for point in &left.points {
            assert_eq!(matched.rules_out(point), matched.implausibilities(point)[0] > CUTOFF);
        }
    }

    #[test]
    fn the_likelihood_is_highest_where_the_fact_is_met() {
        let (matched, _) = matched();
        let matched = matched.without(&BTreeSet::from(["b".to_string()]));
        let at = |u: f64| matched.ln_likelihood(&[u, 0.3]);
        assert!(at(0.4) > at(0.42) && at(0.4) > at(0.38));
        // 0.1 of 10 u is one standard deviation and a little noise.
        assert!((at(0.4) - at(0.41) - 0.5).abs() < 0.1, "{}", at(0.4) - at(0.41));
    }

    #[test]
    fn a_mirror_keeps_points_in() {
        for (x, expected) in [(0.3, 0.3), (-0.2, 0.2), (1.25, 0.75), (2.1, 0.1)] {
            assert!((mirrored(x) - expected).abs() < 1e-12);
        }
    }
}
