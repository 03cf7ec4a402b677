//! Chance for resampling: a stream of its own for each name, so that one more test moves nobody else's numbers.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

/// The key of all resampling: the bytes of the name.
const KEY: [u8; 32] = *b"fourfold: resampling of results.";

/// A stream of random numbers.
pub struct Chance(ChaCha8Rng);

impl Chance {
    /// The stream of a name, such as `bands/wage/mainstay`.
    #[must_use]
    pub fn named(name: &str) -> Self {
        let mut generator = ChaCha8Rng::from_seed(KEY);
        generator.set_stream(hash(name));
        Self(generator)
    }

    /// Whole numbers below `n`, all equally likely but for less than n in 2⁶⁴; 0 for an empty range.
    pub fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.0.next_u64()) * n as u128) >> 64) as usize
    }

    /// A number in [0, 1).
    pub fn unit(&mut self) -> f64 {
        (self.0.next_u64() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Heads or tails, 64 at a time.
    pub fn coins(&mut self) -> u64 {
        self.0.next_u64()
    }

    /// Puts a row in random order (Fisher and Yates).
    pub fn shuffle<T>(&mut self, row: &mut [T]) {
        for last in (1..row.len()).rev() {
            row.swap(last, self.below(last + 1));
        }
    }
}

/// FNV-1a, whose 64 bits are the same everywhere.
fn hash(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |h, byte| (h ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_its_own_numbers_and_always_the_same() {
        let draw = |name: &str| Chance::named(name).coins();
        assert_eq!(draw("a"), draw("a"));
        assert_ne!(draw("a"), draw("b"));
        // The example of the authors of FNV.
        assert_eq!(hash("foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn numbers_fill_their_range_evenly() {
        let mut chance = Chance::named("even");
        let mut hits = [0; 5];
        (0..5000).for_each(|_| hits[chance.below(5)] += 1);
        assert!(hits.iter().all(|hit| (900..1100).contains(hit)), "{hits:?}");
        let mean: f64 = (0..5000).map(|_| chance.unit()).sum::<f64>() / 5000.0;
        assert!((mean - 0.5).abs() < 0.02);
        let mut row = [1, 2, 3, 4, 5, 6];
        chance.shuffle(&mut row);
        row.sort_unstable();
        assert_eq!(row, [1, 2, 3, 4, 5, 6]);
    }
}
