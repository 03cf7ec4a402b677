//! W1, wealth exchange, synchronous: whoever has money when the step starts gives one unit to somebody else.

use super::{Steps, gini};
use multiversion::multiversion;
use sim_core::engine::chunks::{self, CHUNK, Columns, Place};
use sim_core::engine::draws::{Chance, Purpose};
use std::sync::{Mutex, PoisonError};

/// Everybody's money, and what has been given in this step.
pub struct Wealth {
    chance: Chance,
    money: Vec<u32>,
    /// A column for each thread, so that no two write to one place; sums of whole numbers do not show who counted.
    received: Vec<Mutex<Vec<u8>>>,
}

impl Wealth {
    /// Everybody has one unit.
    #[must_use]
    pub fn start(agents: usize, seed: u64, threads: usize) -> Self {
        let received = (0..threads.max(1)).map(|_| Mutex::new(vec![0; agents])).collect();
        Self { chance: Chance::new(seed, 0), money: vec![1; agents], received }
    }

    /// Money of each.
    #[must_use]
    pub fn money(&self) -> &[u32] {
        &self.money
    }

    /// The check.
    #[must_use]
    pub fn gini(&self) -> f64 {
        gini(self.money.clone())
    }
}

impl Steps for Wealth {
    fn step(&mut self, at: u64) {
        // Which purpose lends its stream does not matter: nothing else is drawn here.
        let stream = self.chance.stream(Purpose::Prize, at as i64);
        let (agents, received) = (self.money.len(), &self.received);
        chunks::run(self.money.as_mut_slice(), &|first, money: &mut [u32]| {
            let mut words = [0; CHUNK];
            let words = &mut words[..money.len()];
            stream.fill(first, words);
            let targets = &mut [0; CHUNK];
            let givers = give(first as u32, agents as u32, money, words, targets);
            let mut mine =
                received[column_of(chunks::place())].lock().unwrap_or_else(PoisonError::into_inner);
            for target in &targets[..givers] {
                // A byte is enough: gifts to one person in one step are Poisson with mean below one.
                mine[*target as usize] += 1;
            }
        });
        let columns = self.received.iter_mut();
        let columns = columns.map(|column| column.get_mut().unwrap_or_else(PoisonError::into_inner));
        let gifts = Gifts(columns.map(Vec::as_mut_slice).collect());
        chunks::run((self.money.as_mut_slice(), gifts), &|_, (money, gifts)| {
            for column in gifts.0 {
                for (money, gift) in money.iter_mut().zip(column) {
                    *money += u32::from(*gift);
                    *gift = 0;
                }
            }
        });
    }
}

/// Who works alone, or on a thread that is no worker, takes the first column.
fn column_of(place: Place) -> usize {
    if let Place::Worker(number) = place { number } else { 0 }
}

/// Takes a unit from whoever has one, lists to whom it goes, and says how many gave.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512dq+avx512vl", "x86_64+avx2"))]
fn give(first: u32, agents: u32, money: &mut [u32], words: &mut [u32], targets: &mut [u32; CHUNK]) -> usize {
    for (k, word) in words.iter_mut().enumerate() {
        // Anybody but oneself.
        let target = ((u64::from(*word) * u64::from(agents - 1)) >> 32) as u32;
        *word = target + u32::from(target >= first + k as u32);
    }
    let mut givers = 0;
    for (money, target) in money.iter_mut().zip(words) {
        // Written always and kept if they give: no branch that nobody can foresee.
        targets[givers % CHUNK] = *target;
        let gives = u32::from(*money > 0);
        *money -= gives;
        givers += gives as usize;
    }
    givers
}

/// What each thread has counted, as columns that are cut at one row.
struct Gifts<'a>(Vec<&'a mut [u8]>);

impl Columns for Gifts<'_> {
    fn rows(&self) -> usize {
        self.0.first().map_or(0, |column| column.len())
    }
    fn cut(self, row: usize) -> (Self, Self) {
        let (left, right) = self.0.into_iter().map(|column| column.cut(row)).unzip();
        (Self(left), Self(right))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sim_core::engine::chunks::on_threads;

    fn after(agents: usize, steps: u64, threads: usize) -> Wealth {
        let mut world = Wealth::start(agents, 7, threads);
        on_threads(Some(threads), || (1..=steps).for_each(|at| world.step(at))).unwrap();
        world
    }

    #[test]
    fn money_is_kept_and_goes_to_somebody_else() {
        let world = after(20_001, 30, 2);
        assert_eq!(world.money().iter().map(|x| u64::from(*x)).sum::<u64>(), 20_001);
        assert_eq!(after(2, 1, 1).money(), [1, 1], "two people give to each other");
    }

    #[test]
    fn one_two_and_seven_threads_agree() {
        let one = after(30_000, 20, 1);
        assert!([2, 7].iter().all(|threads| after(30_000, 20, *threads).money() == one.money()));
    }

    #[test]
    fn the_check_is_that_of_the_other_programs() {
        let gini = after(400_000, 50, 2).gini();
        assert!((gini - 0.5799).abs() < 0.003, "{gini}");
    }
}
