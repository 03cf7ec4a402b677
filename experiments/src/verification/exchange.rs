//! M15's money alone, changing hands by lot: the exchange of Dragulescu and Yakovenko (2000), in purses of
//! the engine's ledger.
//!
//! No month of the engine does this: it is an experiment on a world at its genesis, made of the ledger and
//! the draws that every month uses. Everybody begins with the same money. Two people who meet by chance put
//! together what they hold, and a draw says how much of it the first one takes away. Each payment is whole
//! micro-credits, goes through the ledger's door, and is noted as consumption (the seller is a person); the
//! draw is that of prizes. All divisions of a fixed sum over N people are then equally likely, money is
//! exponential, and the Gini coefficient G of what people hold is such that G N/(N − 1) is the mean
//! of N − 1 uniform numbers (Gail and Gastwirth 1978): mean ½, variance 1/(12 (N − 1)).

use super::alone::alone;
use super::case::{Case, Effort, Point, Through};
use sim_core::engine::draws::{Chance, Purpose, open_unit};
use sim_core::engine::num;
use sim_core::ledger::{CREDIT, Flow, PersonPurse, Till, audit};
use sim_core::state::{World, census};

/// The cases of this file.
pub const CASES: [Case; 4] = [MONEY, GINI, SIZES, ENTROPY];

const MONEY: Case = Case {
    mechanism: 15,
    name: "exchange-money",
    quantity: "Share of people who hold more",
    across: "Money over its mean",
    through: Through::Engine,
    limit: "money that changes hands by lot is exponential: e^(−m/T), T its mean (Dragulescu and Yakovenko 2000)",
    allowance: "none beside chance",
    curve: Some(|x| num::exp(-x)),
    run: |effort| {
        let worlds = snapshots(effort.choose(10_000, 100_000), effort.choose(4, 20));
        let people = (worlds.len() * worlds[0].len()) as f64;
        let point = |x: f64| {
            let above = |world: &Vec<f64>| world.iter().filter(|m| **m > x).count() as f64;
            let simulated = worlds.iter().map(above).sum::<f64>() / people;
            let expected = num::exp(-x);
            let error = (expected * (1.0 - expected) / people).sqrt();
            Point { x, expected, simulated, error, allowance: 0.0 }
        };
        [0.1, 0.25, 0.5, 1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0].into_iter().map(point).collect()
    },
};

const GINI: Case = Case {
    mechanism: 15,
    name: "exchange-gini",
    quantity: "Gini coefficient of money",
    across: "People (thousands)",
    through: Through::Engine,
    limit: "(N − 1)/2N: one half among many (Dragulescu and Yakovenko 2000)",
    allowance: "none beside chance",
    curve: None,
    run: |effort| sizes(effort).into_iter().map(|(people, seen)| mean_of(people, &seen)).collect(),
};

const SIZES: Case = Case {
    mechanism: 15,
    name: "exchange-sizes",
    quantity: "Spread of the Gini coefficient over months, times √N",
    across: "People (thousands)",
    through: Through::Engine,
    limit: "the Gini coefficient of N who share by lot wanders by 1/√(12 N): errors shrink as 1/√N (Gail and Gastwirth 1978)",
    allowance: "2 %: months apart are not wholly independent",
    curve: None,
    run: |effort| sizes(effort).into_iter().map(|(people, seen)| spread_of(people, &seen)).collect(),
};

const ENTROPY: Case = Case {
    mechanism: 15,
    name: "exchange-entropy",
    quantity: "Entropy of money in bins of a tenth of a credit (nats)",
    across: "Mean money T (credits)",
    through: Through::Engine,
    limit: "the greatest that a fixed sum can have, that of Boltzmann and Gibbs: 1 + ln T (Dragulescu and Yakovenko 2000)",
    allowance: "K/N, K the number of bins that hold somebody: chance takes about K/2N from it",
    curve: Some(|mean| 1.0 + num::ln(mean)),
    run: |effort| {
        let people = effort.choose(20_000, 50_000);
        [0.5, 1.0, 2.0, 4.0].into_iter().map(|mean| entropy(people, mean)).collect()
    },
};

/// Exchanges a person between two looks: what a pair's squares remember falls by a third at each, and each
/// person is in two.
const APART: usize = 6;
/// Exchanges a person after which equal purses are forgotten.
const FORGOTTEN: usize = 20;

/// A world whose people hold the same at first, and the payments that move it.
struct Purses {
    world: World,
    chance: Chance,
    month: i64,
}

impl Purses {
    /// Everybody holds so many credits.
    fn equal(people: usize, credits: f64) -> Self {
        let mut simulation = alone(&["firms"], &[format!("world.people={people}")]);
        let world = simulation.world_mut();
        world.people.cash.fill(PersonPurse::endowed((credits * CREDIT) as i64));
        census::take(world);
        world.balances = world.balances();
        Self { world: world.clone(), chance: Chance::new(2000, 0), month: 0 }
    }

    /// So many exchanges a person in a month, at whose end the books are checked.
    fn exchange(&mut self, each: usize) {
        self.month += 1;
        let cash = &mut self.world.people.cash;
        let n = cash.len();
        let stream = self.chance.stream(Purpose::Prize, self.month);
        let mut till = Till::default();
        let mut words = [0u32; 3 * 256];
        let scaled = |word: u32, to: usize| ((u64::from(word) * to as u64) >> 32) as usize;
        for first in (0..each * n).step_by(256) {
            stream.fill(3 * first, &mut words);
            for w in words.chunks_exact(3).take(each * n - first) {
                let one = scaled(w[0], n);
                // Any of the others.
                let other = (one + 1 + scaled(w[1], n - 1)) % n;
                let (held, all) = (cash[one].balance(), cash[one].balance() + cash[other].balance());
                let taken = (open_unit(w[2]) * (all + 1) as f64) as i64;
                let (payer, seller) = if taken < held { (one, other) } else { (other, one) };
                let price = (taken - held).abs();
                cash[payer].pay(price, Flow::Consumption, &mut till);
                cash[seller].receive(price, Flow::Consumption, &mut till);
            }
        }
        census::take(&mut self.world);
        let after = self.world.balances();
        if let Err(fault) = audit(&till, &self.world.balances, &after) {
            panic!("the books of an exchange must balance: {fault}");
        }
        self.world.balances = after;
    }

    /// What people hold, credits.
    fn held(&self) -> Vec<f64> {
        self.world.people.cash.iter().map(|purse| purse.balance() as f64 / CREDIT).collect()
    }
}

/// Money of so many people in so many months, over its mean.
fn snapshots(people: usize, months: usize) -> Vec<Vec<f64>> {
    let mut purses = Purses::equal(people, 1.0);
    purses.exchange(FORGOTTEN);
    (0..months)
        .map(|_| {
            purses.exchange(APART);
            purses.held()
        })
        .collect()
}

/// Gini coefficient of amounts with mean 1.
fn gini(mut held: Vec<f64>) -> f64 {
    held.sort_unstable_by(f64::total_cmp);
    let n = held.len() as f64;
    let ranked: f64 = held.iter().enumerate().map(|(k, m)| (2.0 * (k as f64 + 1.0) - n - 1.0) * m).sum();
    ranked / (n * n)
}

/// Gini coefficients month by month, at three sizes; small worlds are cheap: more months for a smaller error.
fn sizes(effort: Effort) -> Vec<(usize, Vec<f64>)> {
    let all: &[(usize, usize)] =
        effort.choose(&[(500, 200), (2_000, 100)], &[(500, 1_500), (5_000, 500), (50_000, 100)]);
    let one = |(people, months): &(usize, usize)| {
        (*people, snapshots(*people, *months).into_iter().map(gini).collect())
    };
    all.iter().map(one).collect()
}

fn mean_of(people: usize, seen: &[f64]) -> Point {
    let (n, months) = (people as f64, seen.len() as f64);
    let simulated = seen.iter().sum::<f64>() / months;
    let error = 1.0 / (12.0 * (n - 1.0) * months).sqrt();
    Point { x: n / 1000.0, expected: 0.5 * (n - 1.0) / n, simulated, error, allowance: 0.0 }
}

fn spread_of(people: usize, seen: &[f64]) -> Point {
    let (n, months) = (people as f64, seen.len() as f64);
    let mean = seen.iter().sum::<f64>() / months;
    let variance = seen.iter().map(|g| (g - mean).powi(2)).sum::<f64>() / (months - 1.0);
    let expected = (n / (12.0 * (n - 1.0))).sqrt() * (n - 1.0) / n;
    let error = expected / (2.0 * (months - 1.0)).sqrt();
    let simulated = (n * variance).sqrt();
    Point { x: n / 1000.0, expected, simulated, error, allowance: 0.02 * expected }
}

/// Entropy of so many credits a person, beside the greatest.
fn entropy(people: usize, credits: f64) -> Point {
    const BIN: f64 = 0.1;
    let mut purses = Purses::equal(people, credits);
    purses.exchange(FORGOTTEN);
    let mut bins = vec![0u64; 1000];
    purses.held().iter().for_each(|m| bins[((m / BIN) as usize).min(999)] += 1);
    let n = people as f64;
    let taken = bins.iter().filter(|count| **count > 0);
    let allowance = taken.clone().count() as f64 / n;
    let simulated = taken.map(|count| *count as f64 / n * num::ln(n * BIN / *count as f64)).sum();
    // That of an exponential cut into bins whose width is w of its mean: 1 + ln T but for w²/24.
    let w = BIN / credits;
    let left = num::exp(-w);
    let expected = num::ln(BIN / (1.0 - left)) + w * left / (1.0 - left);
    // Money is fixed to the micro-credit and not to the bin; and K bins are filled by chance.
    let error = (w * w / 12.0 / n + allowance / 2.0 / n).sqrt();
    Point { x: credits, expected, simulated, error, allowance }
}

#[cfg(test)]
mod tests {
    use super::super::case::assert_holds;
    use super::*;

    #[test]
    fn money_that_changes_hands_by_lot_is_exponential() {
        for case in &CASES {
            assert_holds(case, Effort::Quick);
        }
    }

    #[test]
    fn no_micro_credit_is_made_or_lost_by_lot() {
        let mut purses = Purses::equal(1_000, 1.0);
        for _ in 0..50 {
            purses.exchange(1);
        }
        let all: i64 = purses.world.people.cash.iter().map(|purse| purse.balance()).sum();
        assert_eq!(all, 1_000 * CREDIT as i64);
        assert!(gini(purses.held()) > 0.4, "money has not moved");
    }

    #[test]
    fn the_gini_coefficient_of_equals_is_none_and_of_one_who_holds_all_nearly_one() {
        assert_eq!(gini(vec![1.0; 10]), 0.0);
        let mut one = vec![0.0; 10];
        one[3] = 10.0;
        assert!((gini(one) - 0.9).abs() < 1e-12);
    }
}
