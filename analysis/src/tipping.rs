//! Where a path tips: from an outcome along a parameter, come to from below and from above, to critical values and to what is remembered.
//!
//! A replicate has, for each branch, an outcome at each of some values of the parameter. A branch *tips* if more than [`HALF`] of all that the outcome
//! changes by along it lies within one step between neighbouring values: at that resolution it is a jump and no slope. Where the branches lie
//! apart although the parameter is the same, history is remembered; if that grows less as the parameter is held longer, it is (in part) a lag.
//!
//! Replicates are the unit: intervals are of means over resampled replicates, from a named stream of chance.

use crate::inference::chance::Chance;
use crate::stats::quantile;

/// Share of the whole change that one step must hold for a branch to tip.
pub const HALF: f64 = 0.5;
const RESAMPLES: usize = 1000;

/// Outcomes of one branch: by replicate, then by value of the parameter.
pub type Branch = Vec<Vec<f64>>;

/// Where one branch changes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Change {
    /// Middle of the step in which the mean outcome changes most.
    pub critical: f64,
    /// Between which values that lies: the ends of the steps that 95 % of resamples give.
    pub interval: (f64, f64),
    /// Share of the whole change that lies in the largest step.
    pub sharpness: f64,
    /// Its 95 % interval.
    pub sharpness_interval: (f64, f64),
    /// What the mean outcome changes by in that step.
    pub jump: f64,
}

impl Change {
    /// Whether it is a jump: beyond chance more than half of all change in one step.
    #[must_use]
    pub fn tips(&self) -> bool {
        self.sharpness_interval.0 > HALF
    }
}

/// How far the branches lie apart.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Loop {
    /// Mean over the values of the outcome from above less that from below.
    pub gap: f64,
    /// Its 95 % interval.
    pub interval: (f64, f64),
}

impl Loop {
    /// Whether history is remembered beyond chance.
    #[must_use]
    pub fn remembers(&self) -> bool {
        self.interval.0 > 0.0 || self.interval.1 < 0.0
    }
}

/// Where a branch changes most along `values`; none if it does not change, or there are fewer than two values or replicates.
#[must_use]
pub fn change(values: &[f64], branch: &Branch, name: &str) -> Option<Change> {
    let all: Vec<usize> = (0..branch.len()).collect();
    let (step, sharpness, jump) = largest(&mean(branch, &all)?)?;
    let mut chance = Chance::named(name);
    let (mut lows, mut highs, mut shares) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..RESAMPLES {
        let rows: Vec<usize> = all.iter().map(|_| chance.below(all.len())).collect();
        let Some((step, share, _)) = mean(branch, &rows).as_deref().and_then(largest) else { continue };
        lows.push(values[step]);
        highs.push(values[step + 1]);
        shares.push(share);
    }
    [&mut lows, &mut highs, &mut shares].into_iter().for_each(|row| row.sort_by(f64::total_cmp));
    Some(Change {
        critical: 0.5 * (values[step] + values[step + 1]),
        interval: (quantile(&lows, 0.025), quantile(&highs, 0.975)),
        sharpness,
        sharpness_interval: (quantile(&shares, 0.025), quantile(&shares, 0.975)),
        jump,
    })
}

/// How far two branches lie apart, replicate by replicate; none without two replicates.
#[must_use]
pub fn gap(below: &Branch, above: &Branch, name: &str) -> Option<Loop> {
    let apart: Vec<f64> = below
        .iter()
        .zip(above)
        .map(|(below, above)| {
            let n = below.len().min(above.len()).max(1) as f64;
            above.iter().zip(below).map(|(above, below)| above - below).sum::<f64>() / n
        })
        .collect();
    if apart.len() < 2 {
        return None;
    }
    let n = apart.len() as f64;
    let mut chance = Chance::named(name);
    let mut means: Vec<f64> = (0..RESAMPLES)
        .map(|_| (0..apart.len()).map(|_| apart[chance.below(apart.len())]).sum::<f64>() / n)
        .collect();
    means.sort_by(f64::total_cmp);
    Some(Loop {
        gap: apart.iter().sum::<f64>() / n,
        interval: (quantile(&means, 0.025), quantile(&means, 0.975)),
    })
}

fn mean(branch: &Branch, rows: &[usize]) -> Option<Vec<f64>> {
    let values = branch.first()?.len();
    if rows.len() < 2 || values < 2 {
        return None;
    }
    let at = |k: usize| rows.iter().map(|row| branch[*row][k]).sum::<f64>() / rows.len() as f64;
    Some((0..values).map(at).collect())
}

/// The largest step of a curve: which, what share of all change it is, and how much. None for a flat curve.
fn largest(curve: &[f64]) -> Option<(usize, f64, f64)> {
    let steps: Vec<f64> = curve.windows(2).map(|pair| pair[1] - pair[0]).collect();
    let all: f64 = steps.iter().map(|step| step.abs()).sum();
    // The first of equal ones.
    let (at, step) = steps.iter().enumerate().rev().max_by(|a, b| a.1.abs().total_cmp(&b.1.abs()))?;
    (all > 0.0).then(|| (at, step.abs() / all, *step))
}

#[cfg(test)]
mod tests {
    use super::*;

    const VALUES: [f64; 6] = [0.0, 1.0, 2.0, 3.0, 4.0, 5.0];

    fn branch(curve: [f64; 6]) -> Branch {
        // Four replicates with a little of their own.
        (0..4).map(|r| curve.map(|x| x + 0.001 * f64::from(r)).to_vec()).collect()
    }

    #[test]
    fn a_jump_tips_where_it_is_and_a_line_does_not() {
        let jump = change(&VALUES, &branch([0.0, 0.0, 0.1, 0.9, 1.0, 1.0]), "jump").unwrap();
        assert_eq!((jump.critical, jump.interval), (2.5, (2.0, 3.0)));
        assert!((jump.sharpness - 0.8).abs() < 1e-9 && (jump.jump - 0.8).abs() < 1e-9 && jump.tips());
        let line = change(&VALUES, &branch([0.0, 0.2, 0.4, 0.6, 0.8, 1.0]), "line").unwrap();
        assert!((line.sharpness - 0.2).abs() < 1e-9 && !line.tips());
        assert_eq!(change(&VALUES, &vec![vec![1.0; 6]; 4], "flat"), None);
        assert_eq!(change(&VALUES, &vec![vec![0.0, 1.0, 1.0, 1.0, 1.0, 1.0]], "alone"), None);
    }

    #[test]
    fn replicates_that_jump_elsewhere_widen_the_interval() {
        let at = |k: usize| (0..6).map(|i| if i > k { 1.0 } else { 0.0 }).collect::<Vec<f64>>();
        let all: Branch = vec![at(1), at(1), at(1), at(3), at(1), at(3)];
        let found = change(&VALUES, &all, "mixed").unwrap();
        assert_eq!(found.critical, 1.5);
        assert_eq!(found.interval, (1.0, 4.0));
        assert!(found.sharpness < 0.7);
    }

    #[test]
    fn branches_that_lie_apart_remember() {
        let (low, high) = (branch([0.0, 0.0, 0.0, 0.0, 1.0, 1.0]), branch([0.0, 0.0, 1.0, 1.0, 1.0, 1.0]));
        let apart = gap(&low, &high, "apart").unwrap();
        assert!((apart.gap - 1.0 / 3.0).abs() < 1e-9 && apart.remembers());
        let same = gap(&low, &low, "same").unwrap();
        assert_eq!((same.gap, same.remembers()), (0.0, false));
        assert_eq!(gap(&low[..1].to_vec(), &high[..1].to_vec(), "one"), None);
    }
}
