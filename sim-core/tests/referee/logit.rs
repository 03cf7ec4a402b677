//! Choice among alternatives, by one word that also decided that there is a choice (docs/decisions/0008).

use sim_core::engine::num;

/// Words below this let an event of so much probability come true.
pub fn threshold(probability: f64) -> u64 {
    (probability.clamp(0.0, 1.0) * 4_294_967_296.0) as u64
}

/// The alternative that a word below `threshold` picks, with chances ∝ exp(β utility). −∞ closes an alternative.
pub fn choose(beta: f64, utilities: &[f64], word: u32, threshold: u64) -> usize {
    let most = utilities.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let weights: Vec<f64> = utilities.iter().map(|u| num::exp(beta * (u - most))).collect();
    let all: f64 = weights.iter().sum();
    let at = (f64::from(word) + 0.5) / threshold as f64 * all;
    let mut below = 0.0;
    let mut last = 0;
    for (alternative, weight) in weights.iter().enumerate().filter(|(_, weight)| **weight > 0.0) {
        below += weight;
        last = alternative;
        if at < below {
            return alternative;
        }
    }
    last
}
