//! W3, the small regime-choice economy, synchronous; the rule stands in `benches/peers/README.md`.

use super::{Steps, gini};
use multiversion::multiversion;
use sim_core::engine::chunks::{self, CHUNK};
use sim_core::engine::draws::{Chance, Purpose, mix64, open_unit, threshold};
use sim_core::engine::num;
use sim_core::engine::packed::Packed;

/// Ties of a person.
const TIES: usize = 8;
/// People whose choices are worked out side by side.
const LANES: usize = 16;
/// Chance that somebody reconsiders in a step.
const ACTS: f64 = 0.1;
/// Money of a person at the start; the firms hold as much for each.
const START: u32 = 1000;

/// People as columns, two pools, and what is known of the regimes at the start of the step.
pub struct Economy {
    chance: Chance,
    ties: Vec<[u32; TIES]>,
    skill: Vec<u32>,
    taste: Vec<f32>,
    money: Vec<u32>,
    /// 0 wage work, 1 peer production.
    regime: Vec<u8>,
    /// The same, two bits each, as it was when the step began.
    seen: Packed,
    /// Sum of the skill of those in wage work.
    labour: u64,
    peers: u64,
    firms: u64,
    state: u64,
}

/// What everybody knows in a step.
struct Prices {
    /// Pay of a unit of skill, in 2^-16.
    wage: u64,
    dividend: u32,
    /// Words below it say that somebody reconsiders.
    acts_below: u64,
}

impl Economy {
    /// Equal money, lognormal skill, one in ten in peer production.
    #[must_use]
    pub fn start(agents: usize, seed: u64) -> Self {
        let word = |i: usize, what: u64| (mix64(mix64(seed ^ (what << 40)) ^ i as u64) >> 32) as u32;
        let normal = |i: usize, what: u64| num::normal_quantile(open_unit(word(i, what)));
        let tie = |i, slot| ((u64::from(word(i, 8 + slot as u64)) * agents as u64) >> 32) as u32;
        let skill: Vec<u32> =
            (0..agents).map(|i| (100.0 * num::exp(0.5 * normal(i, 1))).round().max(1.0) as u32).collect();
        let regime: Vec<u8> = (0..agents).map(|i| u8::from(u64::from(word(i, 3)) < threshold(0.1))).collect();
        let works = regime.iter().zip(&skill).filter(|(regime, _)| **regime == 0);
        let mut seen = Packed::default();
        seen.pack(&regime);
        Self {
            chance: Chance::new(seed, 0),
            ties: (0..agents).map(|i| std::array::from_fn(|slot| tie(i, slot))).collect(),
            taste: (0..agents).map(|i| 0.3 * normal(i, 2) as f32).collect(),
            money: vec![START; agents],
            labour: works.map(|(_, skill)| u64::from(*skill)).sum(),
            peers: regime.iter().map(|regime| u64::from(*regime)).sum(),
            firms: u64::from(START) * agents as u64,
            state: 0,
            skill,
            regime,
            seen,
        }
    }

    /// Money of people, firms and state.
    #[must_use]
    pub fn money_in_all(&self) -> u64 {
        self.money.iter().map(|x| u64::from(*x)).sum::<u64>() + self.firms + self.state
    }

    /// Share in peer production, Gini of money, skill of peers over that of all.
    #[must_use]
    pub fn checks(&self) -> [f64; 3] {
        let n = self.regime.len() as f64;
        let all: u64 = self.skill.iter().map(|skill| u64::from(*skill)).sum();
        let of_peers = (all - self.labour) as f64 / self.peers as f64;
        [self.peers as f64 / n, gini(self.money.clone()), of_peers / (all as f64 / n)]
    }
}

impl Steps for Economy {
    fn step(&mut self, at: u64) {
        let agents = self.money.len() as u64;
        let dividend = self.state / agents;
        let wage = ((self.firms / 4) << 16) / self.labour.max(1);
        let prices = Prices { wage, dividend: dividend as u32, acts_below: threshold(ACTS) };
        let stream = self.chance.stream(Purpose::RegimeChoice, at as i64);
        let (skill, taste, ties, seen) = (&self.skill, &self.taste, &self.ties, &self.seen);
        let columns = (self.money.as_mut_slice(), self.regime.as_mut_slice());
        let [paid, taxed, spent, peers, labour] = chunks::run(columns, &|first, (money, regime)| {
            let rows = first..first + money.len();
            let skill = &skill[rows.clone()];
            let [paid, taxed, spent] = earn_and_spend(&prices, skill, regime, money);
            let mut words = [0; CHUNK];
            let words = &mut words[..money.len()];
            stream.fill(first, words);
            let people = People { skill, taste: &taste[rows.clone()], ties: &ties[rows] };
            choose(&prices, &people, seen, words, regime);
            let [peers, labour] = count(skill, regime);
            [paid, taxed, spent, peers, labour]
        });
        self.firms = self.firms + spent - paid;
        self.state = self.state - dividend * agents + taxed;
        (self.peers, self.labour) = (peers, labour);
        self.seen.pack(&self.regime);
    }
}

/// Pays wages, taxes them, hands out the dividend, and lets everybody spend. What was paid, taxed and spent.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512dq+avx512vl", "x86_64+avx2"))]
fn earn_and_spend(prices: &Prices, skill: &[u32], regime: &[u8], money: &mut [u32]) -> [u64; 3] {
    // A chunk's sums fit into 32 bits only while money is spread; whole numbers of 64 bits always do.
    let mut sums = [0u64; 3];
    for ((skill, regime), money) in skill.iter().zip(regime).zip(money) {
        let gross = pay(*skill, prices.wage) * u32::from(*regime ^ 1);
        let tax = gross / 5;
        let held = *money + gross - tax + prices.dividend;
        let spent = held / 32;
        *money = held - spent;
        sums[0] += u64::from(gross);
        sums[1] += u64::from(tax);
        sums[2] += u64::from(spent);
    }
    sums
}

/// What wage work pays somebody of a skill, before tax.
#[inline(always)]
fn pay(skill: u32, wage: u64) -> u32 {
    ((u64::from(skill) * wage) >> 16) as u32
}

/// A chunk's people as far as choices depend on them.
struct People<'a> {
    skill: &'a [u32],
    taste: &'a [f32],
    ties: &'a [[u32; TIES]],
}

/// Lets those whose word says so choose their regime anew.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512dq+avx512vl", "x86_64+avx2"))]
fn choose(prices: &Prices, people: &People, seen: &Packed, words: &[u32], regime: &mut [u8]) {
    let mut acting = [0u32; CHUNK + LANES];
    let mut count = 0;
    for (k, word) in words.iter().enumerate() {
        acting[count] = k as u32;
        count += usize::from(u64::from(*word) < prices.acts_below);
    }
    // The last batch is filled up with whoever stands behind it; what they choose is not kept.
    for batch in (0..count).step_by(LANES) {
        let rows: [usize; LANES] = std::array::from_fn(|l| (acting[batch + l] as usize).min(words.len() - 1));
        let mut counts = [0u32; LANES];
        for slot in 0..TIES {
            for l in 0..LANES {
                counts[l] += seen.one_hot(people.ties[rows[l]][slot]);
            }
        }
        let words = rows.map(|k| words[k]);
        let (skill, taste) = (rows.map(|k| people.skill[k]), rows.map(|k| people.taste[k]));
        let mut chosen = [0; LANES];
        for l in 0..LANES {
            let gross = pay(skill[l], prices.wage);
            let net = (gross - gross / 5) as f32;
            let share = ((counts[l] >> 8) & 0xff) as f32 * (1.0 / TIES as f32);
            let gap = net * (1.0 / 200.0) + 1.2 * (1.0 - 2.0 * share) - taste[l] - 0.5;
            // The word is below its threshold: over it, it is uniform in [0, 1).
            let u = (words[l] as f32 + 0.5) / prices.acts_below as f32;
            chosen[l] = u8::from(u * (1.0 + num::exp32(2.0 * gap)) < 1.0);
        }
        for l in 0..LANES.min(count - batch) {
            regime[rows[l]] = chosen[l];
        }
    }
}

/// How many are in peer production, and the skill of those who are not.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512dq+avx512vl", "x86_64+avx2"))]
fn count(skill: &[u32], regime: &[u8]) -> [u64; 2] {
    let (mut peers, mut labour) = (0, 0);
    for (skill, regime) in skill.iter().zip(regime) {
        peers += u32::from(*regime);
        labour += skill * u32::from(*regime ^ 1);
    }
    [u64::from(peers), u64::from(labour)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use sim_core::engine::chunks::on_threads;

    fn after(agents: usize, steps: u64, threads: usize) -> Economy {
        let mut world = Economy::start(agents, 7);
        on_threads(Some(threads), || (1..=steps).for_each(|at| world.step(at))).unwrap();
        world
    }

    #[test]
    fn money_is_kept_to_the_last_unit() {
        assert_eq!(after(20_001, 60, 2).money_in_all(), 2 * 1000 * 20_001);
    }

    #[test]
    fn one_two_and_seven_threads_agree() {
        let one = after(30_000, 20, 1);
        for world in [2, 7].map(|threads| after(30_000, 20, threads)) {
            assert!(world.money == one.money && world.regime == one.regime);
            assert_eq!((world.firms, world.state), (one.firms, one.state));
        }
    }

    /// The rule once more, person by person, with the same words.
    #[test]
    fn a_plain_loop_does_the_same() {
        let (mut fast, mut slow) = (Economy::start(5000, 3), Economy::start(5000, 3));
        for at in 1..=40 {
            fast.step(at);
            let stream = slow.chance.stream(Purpose::RegimeChoice, at as i64);
            let before = slow.regime.clone();
            let labour: u64 = (0..5000).filter(|i| before[*i] == 0).map(|i| u64::from(slow.skill[i])).sum();
            let (wage, dividend) = (((slow.firms / 4) << 16) / labour, slow.state / 5000);
            slow.state -= 5000 * dividend;
            for i in 0..5000 {
                let gross = (u64::from(slow.skill[i]) * wage) >> 16;
                let (tax, mut held) = (gross / 5, u64::from(slow.money[i]) + dividend);
                if before[i] == 0 {
                    held += gross - tax;
                    slow.firms -= gross;
                    slow.state += tax;
                }
                slow.firms += held / 32;
                slow.money[i] = (held - held / 32) as u32;
                let word = stream.word(i);
                if u64::from(word) < threshold(ACTS) {
                    let share =
                        slow.ties[i].iter().filter(|j| before[**j as usize] == 1).count() as f32 / 8.0;
                    let net = (gross - tax) as f32;
                    let gap = net * (1.0 / 200.0) + 1.2 * (1.0 - 2.0 * share) - slow.taste[i] - 0.5;
                    let u = (word as f32 + 0.5) / threshold(ACTS) as f32;
                    slow.regime[i] = u8::from(u * (1.0 + num::exp32(2.0 * gap)) < 1.0);
                }
            }
            assert!(fast.regime == slow.regime && fast.money == slow.money, "step {at}");
            assert_eq!((fast.firms, fast.state), (slow.firms, slow.state), "step {at}");
        }
    }

    #[test]
    fn the_checks_are_those_of_the_other_programs_and_still_move() {
        let [share, gini, skill] = after(400_000, 100, 2).checks();
        assert!((share - 0.574).abs() < 0.008, "{share}");
        assert!((gini - 0.3757).abs() < 0.003 && (skill - 0.9115).abs() < 0.006, "{gini} {skill}");
        let [later, ..] = after(400_000, 120, 2).checks();
        assert!(later > share + 0.004, "{later} after {share}");
    }
}
