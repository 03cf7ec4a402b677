//! Chance: a function of who, when and why, never of which thread or chunk.
//!
//! Every named draw has its own ChaCha8 stream: key = (seed, replicate), stream = purpose and month. The i-th
//! person (or firm, or region) owns word i of it. So one more person, purpose or region moves nobody else's
//! numbers, and two scenarios with one seed are paired person by person (common random numbers).

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

macro_rules! purposes {
    ($( $variant:ident = $number:literal, $doc:literal; )+) => {
        /// Why something is drawn. Numbers are part of the model: never change or reuse one.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Purpose { $( #[doc = $doc] $variant = $number, )+ }
    };
}

purposes! {
    BirthDisposition = 1, "Personal dispositions to the modes (width 2).";
    BirthTraits = 2, "Skill, taste ceiling, prior belief, culture (width 4).";
    BirthEquity = 3, "Shares held at genesis.";
    BirthAge = 4, "How long a person has been in their place at genesis.";
    GenesisRegime = 5, "Regime at genesis.";
    GenesisMode = 6, "Mode at genesis.";
    GenesisJob = 7, "Employer or none at genesis.";
    ModeChoice = 16, "Whether to reconsider one's mode, and which to take.";
    RegimeChoice = 17, "Whether to reconsider one's regime, and which to take.";
    Separation = 18, "Whether a worker leaves the firm.";
    HiringOrder = 19, "Key of the order in which the unemployed of a month are hired (by region).";
    Vacancy = 20, "Whether a broken vacancy counts as a person (by firm).";
    PlatformChoice = 21, "Whether to change platform, and to which.";
    ProjectExit = 22, "Whether a member leaves the project.";
    ProjectSeek = 23, "Found a project, or whose to join (width 2).";
    Prize = 24, "Who wins a prize.";
    Productivity = 25, "Shock to a firm's productivity (by firm).";
    Closure = 26, "Whether a firm closes (by firm).";
    Rebirth = 27, "Whether a person is followed by a newborn.";
    Effort = 28, "How many contributions a member makes.";
    Sampling = 29, "Which projects are recorded (by project).";
    FirmGenesis = 30, "Productivity of a firm at genesis (by firm).";
    Ties = 31, "Key of the network (word 0 and 1).";
    Crash = 33, "Whether an overloaded project crashes (by project).";
    Handover = 34, "Whether a project goes to a platform's servers or comes back (by project).";
    Legs = 35, "Whether a project founds an association, gets an ecology, grows a community (by project, width 3).";
    Cohesion = 36, "Which tie a member looks at.";
    SharingFirm = 37, "Whether a firm shares benefits back (by firm).";
    Regroup = 32, "Whether a member reconsiders the working group; which one, and who goes when it splits (width 2).";
    PhysicalKind = 38, "Whether a new project makes things (by founder).";
    Cooperative = 39, "Whether a firm is a co-operative (by firm).";
    WalkOut = 40, "Whether contributors of a platform leave it together (by platform).";
    WalksOut = 41, "Whether a contributor goes with the others, and where.";
    OwnerSearch = 48, "Which way, and which first, a platform's owner tries (by platform).";
    FactionBirth = 49, "Faction of a tracked owner at genesis (by owner).";
    Factions = 50, "Whether an owner compares, with whom, follows, or changes by chance (by owner, width 4).";
    Fork = 52, "Whether a strained project forks (by project).";
    ForkLost = 53, "Whether somebody who would go with a fork is lost to both sides.";
    Acceptance = 54, "Whether what a member of a project contributes in a month is accepted.";
    Hospitality = 56, "Whom somebody in the adventure regime hosts, whether they know of them, and whether they fail to (width 3).";
    Strategies = 57, "Whether they compare how they fared, with whom, whether they follow, and what they explore (width 4).";
    Rounding = 59, "Keys by which shares that are kept in 16 bits are rounded (taste, belief, commons time).";
    Newcomer = 58, "From whom a newcomer to the adventure regime learns how to treat strangers.";
    Mobilise = 51, "Whether a person reconsiders taking part in the movement, and does.";
}

/// All the chance of one replicate.
#[derive(Clone, Debug)]
pub struct Chance {
    key: [u8; 32],
}

impl Chance {
    /// The chance of a replicate under a seed.
    #[must_use]
    pub fn new(seed: u64, replicate: u64) -> Self {
        let mut key = *b"Fourfold: who, when and why. (1)";
        key[..8].copy_from_slice(&seed.to_le_bytes());
        key[8..16].copy_from_slice(&replicate.to_le_bytes());
        Self { key }
    }

    /// The stream of a purpose in a month.
    #[must_use]
    pub fn stream(&self, purpose: Purpose, month: i64) -> Stream {
        // Months from −2^39 on: burn-in has negative ones.
        Stream { key: self.key, stream: ((purpose as u64) << 40) | ((month + (1 << 39)) as u64) }
    }
}

/// The words of one purpose in one month.
#[derive(Clone, Debug)]
pub struct Stream {
    key: [u8; 32],
    stream: u64,
}

impl Stream {
    fn at(&self, word: u64) -> ChaCha8Rng {
        // In this order: other implementations of ChaCha reset the position when the stream is set.
        let mut rng = ChaCha8Rng::from_seed(self.key);
        rng.set_stream(self.stream);
        rng.set_word_pos(u128::from(word));
        rng
    }

    /// Fills `words` with the words from number `first` on.
    pub fn fill(&self, first: usize, words: &mut [u32]) {
        const BLOCK: usize = 256;
        let mut rng = self.at(first as u64);
        let mut bytes = [0u8; 4 * BLOCK];
        for block in words.chunks_mut(BLOCK) {
            let bytes = &mut bytes[..4 * block.len()];
            rng.fill_bytes(bytes);
            for (word, b) in block.iter_mut().zip(bytes.chunks_exact(4)) {
                *word = u32::from_le_bytes([b[0], b[1], b[2], b[3]]);
            }
        }
    }

    /// One word; for the few who need one.
    #[must_use]
    pub fn word(&self, index: usize) -> u32 {
        self.at(index as u64).next_u32()
    }

    /// `N` words from number `first` on; for the few who need some.
    #[must_use]
    pub fn words<const N: usize>(&self, first: usize) -> [u32; N] {
        let mut rng = self.at(first as u64);
        std::array::from_fn(|_| rng.next_u32())
    }

    /// The words of a chunk, filled only where somebody asks.
    #[must_use]
    pub fn lazy(&self, first: usize) -> LazyWords<'_> {
        LazyWords { stream: self, first, segment: usize::MAX, words: [0; SEGMENT] }
    }
}

/// Words of a chunk that are made in short segments when the first of a segment is asked for, in rising order.
pub struct LazyWords<'a> {
    stream: &'a Stream,
    first: usize,
    segment: usize,
    words: [u32; SEGMENT],
}

/// One refill of the generator.
const SEGMENT: usize = 64;

impl LazyWords<'_> {
    /// The word of row `k` of the chunk.
    #[inline]
    pub fn word(&mut self, k: usize) -> u32 {
        let segment = k / SEGMENT;
        if segment != self.segment {
            self.segment = segment;
            self.stream.fill(self.first + segment * SEGMENT, &mut self.words);
        }
        self.words[k % SEGMENT]
    }
}

/// A word as a number in [0, 1), in steps of 2^-24.
#[inline(always)]
#[must_use]
pub fn unit32(word: u32) -> f32 {
    (word >> 8) as f32 * (1.0 / 16_777_216.0)
}

/// A word as a number in (0, 1), never 0 or 1.
#[inline(always)]
#[must_use]
pub fn open_unit(word: u32) -> f64 {
    (f64::from(word) + 0.5) * (1.0 / 4_294_967_296.0)
}

/// A probability as the number of words for which it comes true.
#[inline]
#[must_use]
pub fn threshold(probability: f64) -> u64 {
    (probability.clamp(0.0, 1.0) * 4_294_967_296.0) as u64
}

/// Mixes the bits of a 64-bit number (the finaliser of splitmix64; Steele, Lea and Flood 2014).
#[inline(always)]
#[must_use]
pub fn mix64(mut z: u64) -> u64 {
    z = z.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Mixes the bits of a 32-bit number: invertible, vectorises everywhere (constants of Wellons' search, 2018).
#[inline(always)]
#[must_use]
pub fn mix32(mut x: u32) -> u32 {
    x ^= x >> 16;
    x = x.wrapping_mul(0x7feb_352d);
    x ^= x >> 15;
    x = x.wrapping_mul(0x846c_a68b);
    x ^ (x >> 16)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn golden_words_do_not_change() {
        // If these change, every published result changes: that needs a new version and a word in CHANGELOG.
        let stream = Chance::new(1, 0).stream(Purpose::ModeChoice, 1);
        assert_eq!(stream.words::<4>(0), GOLDEN, "{:?}", stream.words::<4>(0));
    }
    const GOLDEN: [u32; 4] = [1_890_349_940, 499_888_603, 563_774_007, 3_043_397_519];

    #[test]
    fn a_word_does_not_depend_on_how_it_is_reached() {
        let stream = Chance::new(7, 3).stream(Purpose::Rebirth, -5);
        let mut bulk = vec![0; 1000];
        stream.fill(100, &mut bulk);
        let mut lazy = stream.lazy(100);
        for k in [0, 1, 63, 64, 700, 999] {
            assert_eq!(stream.word(100 + k), bulk[k]);
            assert_eq!(lazy.word(k), bulk[k]);
        }
        assert_eq!(stream.words::<3>(163), [bulk[63], bulk[64], bulk[65]]);
    }

    #[test]
    fn purposes_months_seeds_and_replicates_have_streams_of_their_own() {
        let word =
            |seed, replicate, purpose, month| Chance::new(seed, replicate).stream(purpose, month).word(0);
        let base = word(1, 0, Purpose::Rebirth, 1);
        for other in [
            word(2, 0, Purpose::Rebirth, 1),
            word(1, 1, Purpose::Rebirth, 1),
            word(1, 0, Purpose::Prize, 1),
            word(1, 0, Purpose::Rebirth, -1),
        ] {
            assert_ne!(base, other);
        }
    }
}
