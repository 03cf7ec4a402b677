//! The imaginary before the technology (M5): belief that peer production is possible.

/// Belief after a month.
///
/// b' = s b_0 + (1 − s)((1 − a) b + a·seen).
///
/// * `prior`: b_0, the person's own. * `stubbornness`: s, 0..=1; 1 for a minority. * `influence`: a, 1/month.
/// * `seen`: mean belief of ties, mixed with the world's successes by the share of far ties. All shares, 0..=1.
/// * Neutral: a = 0 and s = 0. Limit: s = 0 and fixed ties give consensus at the mean weighted by the tie
///   matrix's stationary distribution (DeGroot 1974).
/// * Source: Friedkin and Johnsen (1990), Journal of Mathematical Sociology 15.
#[inline]
#[must_use]
pub fn belief(prior: f32, stubbornness: f32, influence: f32, belief: f32, seen: f32) -> f32 {
    let moved = belief + influence * (seen - belief);
    (stubbornness * prior + (1.0 - stubbornness) * moved).clamp(0.0, 1.0)
}

/// Rest point of one person's belief when what is seen stays at `seen`.
///
/// b* = (s b_0 + (1 − s) a·seen)/(s + (1 − s) a).
#[inline]
#[must_use]
pub fn rest(prior: f32, stubbornness: f32, influence: f32, seen: f32) -> f32 {
    let pull = (1.0 - stubbornness) * influence;
    let all = stubbornness + pull;
    if all <= 0.0 { prior } else { (stubbornness * prior + pull * seen) / all }
}

/// What is seen: ties, and the world's successes by the share of far ties.
///
/// (1 − w ω)·ties + w ω·success, success = q/(q + q½): how far open knowledge has come.
#[inline]
#[must_use]
pub fn seen(ties: f32, success: f32, weight: f32) -> f32 {
    ties + weight * (success - ties)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rest_point_rests() {
        let b = rest(0.1, 0.2, 0.05, 0.4);
        assert!((belief(0.1, 0.2, 0.05, b, 0.4) - b).abs() < 1e-6);
        assert_eq!(belief(0.8, 1.0, 0.05, 0.8, 0.1), 0.8, "the minority holds to its own");
    }

    #[test]
    fn without_stubbornness_fixed_ties_agree_at_the_stationary_mean() {
        // A directed ring with one shortcut; its stationary distribution is found by iterating the matrix itself.
        let ties = [vec![1], vec![2], vec![3], vec![0, 1]];
        let start = [0.9f32, 0.1, 0.4, 0.0];
        let a = 0.3;
        let mut b = start;
        for _ in 0..400 {
            let old = b;
            for (i, t) in ties.iter().enumerate() {
                let mean = t.iter().map(|j: &usize| old[*j]).sum::<f32>() / t.len() as f32;
                b[i] = belief(start[i], 0.0, a, old[i], mean);
            }
        }
        let mut weight = [0.25f64; 4];
        for _ in 0..4000 {
            let old = weight;
            weight = [0.0; 4];
            for (i, t) in ties.iter().enumerate() {
                weight[i] += 0.7 * old[i];
                for j in t {
                    weight[*j] += 0.3 * old[i] / t.len() as f64;
                }
            }
        }
        let expected: f64 = weight.iter().zip(start).map(|(w, b)| w * f64::from(b)).sum();
        assert!(b.iter().all(|x| (f64::from(*x) - expected).abs() < 1e-4), "{b:?}, expected {expected}");
    }
}
