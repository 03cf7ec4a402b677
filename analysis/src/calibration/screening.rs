//! Which coordinates move an output: forward selection of straight and bent effects, by the extended Bayesian criterion.
//!
//! With as many coordinates as runs, some will look like effects by chance; the criterion of Chen and Chen (2008), "Extended Bayesian
//! information criteria for model selection with large model spaces", Biometrika 95(3), asks more of each the more there are to choose from.

/// Coordinates that are kept at most: a Gaussian process in more needs more runs than one has.
pub const MOST: usize = 10;

/// The coordinates that move `values`, by falling weight of what they explain; a straight line and a parabola each.
#[must_use]
pub fn inputs(points: &[Vec<f64>], values: &[f64]) -> Vec<usize> {
    let n = points.len();
    let Some(all) = points.first().map(Vec::len) else { return Vec::new() };
    let column = |of: &dyn Fn(&Vec<f64>) -> f64| centred(points.iter().map(of).collect());
    let candidates: Vec<[Vec<f64>; 2]> =
        (0..all).map(|k| [column(&|p| p[k] - 0.5), column(&|p| (p[k] - 0.5) * (p[k] - 0.5))]).collect();
    let mut residual = centred(values.to_vec());
    let mut basis: Vec<Vec<f64>> = Vec::new();
    let mut chosen: Vec<usize> = Vec::new();
    let square = |x: &[f64]| x.iter().map(|x| x * x).sum::<f64>();
    let (ln_n, ln_all) = (libm::log(n as f64), libm::log(all as f64));
    while chosen.len() < MOST.min(n / 8) {
        let before = square(&residual);
        // Both effects of a coordinate, freed of what is chosen already.
        let freed = |k: usize| -> Vec<Vec<f64>> {
            let mut own: Vec<Vec<f64>> = Vec::new();
            for effect in &candidates[k] {
                let mut rest = effect.clone();
                basis.iter().chain(&own).for_each(|known| take_out(&mut rest, known));
                let length = square(&rest).sqrt();
                if length > 1e-6 * square(effect).sqrt() && length > 0.0 {
                    rest.iter_mut().for_each(|x| *x /= length);
                    own.push(rest);
                }
            }
            own
        };
        let gain = |own: &[Vec<f64>]| own.iter().map(|known| inner(&residual, known).powi(2)).sum::<f64>();
        let best = (0..all)
            .filter(|k| !chosen.contains(k))
            .map(|k| (k, freed(k)))
            .max_by(|a, b| gain(&a.1).total_cmp(&gain(&b.1)));
        let Some((k, own)) = best else { break };
        let after = before - gain(&own);
        if own.is_empty() || after <= 0.0 {
            break;
        }
        let better = n as f64 * libm::log(before / after);
        if better < own.len() as f64 * ln_n + 2.0 * ln_all {
            break;
        }
        own.iter().for_each(|known| take_out(&mut residual, known));
        basis.extend(own);
        chosen.push(k);
    }
    chosen
}

fn inner(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// Takes out of `x` what goes along with `known`, which has length 1.
fn take_out(x: &mut [f64], known: &[f64]) {
    let along = inner(x, known);
    x.iter_mut().zip(known).for_each(|(x, known)| *x -= along * known);
}

fn centred(mut x: Vec<f64>) -> Vec<f64> {
    let mean = x.iter().sum::<f64>() / x.len().max(1) as f64;
    x.iter_mut().for_each(|x| *x -= mean);
    x
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::inference::chance::Chance;

    fn cloud(n: usize, coordinates: usize) -> Vec<Vec<f64>> {
        let mut chance = Chance::named("a cloud to screen");
        (0..n).map(|_| (0..coordinates).map(|_| chance.unit()).collect()).collect()
    }

    #[test]
    fn effects_are_found_among_two_hundred_coordinates_and_by_their_weight() {
        let points = cloud(300, 200);
        let mut chance = Chance::named("noise");
        let values: Vec<f64> = points
            .iter()
            .map(|p| 3.0 * p[17] + 4.0 * (p[150] - 0.5) * (p[150] - 0.5) + 0.7 * p[3] + 0.3 * chance.unit())
            .collect();
        assert_eq!(inputs(&points, &values), [17, 150, 3]);
    }

    #[test]
    fn noise_has_no_inputs() {
        let found = (0..20).map(|k| {
            let mut chance = Chance::named(&format!("noise {k}"));
            let values: Vec<f64> = (0..200).map(|_| chance.unit()).collect();
            inputs(&cloud(200, 150), &values).len()
        });
        assert!(found.sum::<usize>() <= 1, "false alarms are rare");
    }
}
