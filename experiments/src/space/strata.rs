//! Places drawn evenly: one in each stratum of a range, or all of them at once by a low-discrepancy sequence.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use sha2::{Digest, Sha256};

/// A place in each of so many strata between 0 and 1, in an order by chance: that of the name and the seed.
#[must_use]
pub fn strata(name: &str, draws: u64, seed: u64) -> Vec<f64> {
    let mut hash = Sha256::new();
    hash.update(seed.to_le_bytes());
    hash.update(name.as_bytes());
    let mut chance = ChaCha8Rng::from_seed(hash.finalize().into());
    // Below 2^53 all of them are real numbers.
    let mut uniform = || (chance.next_u64() >> 11) as f64 / (1u64 << 53) as f64;
    let mut order: Vec<u64> = (0..draws).collect();
    for last in (1..order.len()).rev() {
        let other = (uniform() * (last + 1) as f64) as usize;
        order.swap(last, other.min(last));
    }
    order.into_iter().map(|stratum| (stratum as f64 + uniform()) / draws as f64).collect()
}

/// A point of the scrambled Sobol sequence; `first` is its first coordinate among those of the sequence.
pub(crate) fn sobol(number: usize, coordinates: usize, first: usize) -> Vec<f64> {
    (0..coordinates).map(|k| f64::from(sobol_burley::sample(number as u32, (first + k) as u32, 0))).collect()
}
