//! Choice among alternatives, by one word that also decided that there is a choice (docs/model/chance.md, *Choices*).

use sim_core::engine::num;

/// Words below this let an event of so much probability come true.
pub fn threshold(probability: f64) -> u64 {
    (probability.clamp(0.0, 1.0) * 4_294_967_296.0) as u64
}

/// The alternative that a word below `threshold` picks, with chances ∝ exp(β (utility − the greatest)). −∞ closes an
/// alternative. All of it in single precision, since utilities are.
pub fn choose(beta: f32, utilities: &[f32], word: u32, threshold: u64) -> usize {
    let most = utilities.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let weight = |utility: &f32| match *utility {
        f32::NEG_INFINITY => 0.0,
        utility => num::exp32(beta * (utility - most)),
    };
    let weights: Vec<f32> = utilities.iter().map(weight).collect();
    let up_to = |count: usize| weights[..count].iter().fold(0.0f32, |sum, weight| sum + weight);
    // A number below 1, as near to it as single precision comes.
    let u = ((word as f32 + 0.5) / threshold as f32).min(0.999_999_94);
    let at = u * up_to(weights.len());
    let open: Vec<usize> = (0..weights.len()).filter(|k| weights[*k] > 0.0).collect();
    let picked = open.iter().copied().find(|k| at < up_to(k + 1));
    picked.or(open.last().copied()).expect("some alternative is open")
}
