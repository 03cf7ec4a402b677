//! Strangers host each other (M30): newcomers learn, everybody with the time is asked once, some do as others do.
//!
//! Who hosts whom goes by the strategies and scores that the month before left; what comes of it is written when all
//! meetings are over.

use crate::month::Month;
use crate::state::{ADVENTURE, World};
use sim_core::engine::draws::{Purpose, threshold, unit32};
use sim_core::engine::num;
use sim_core::params::adventure::ScoreRule;

const DISCRIMINATOR: usize = 0;
const GIVER: usize = 1;
const DEFECTOR: usize = 2;

/// Stays beyond this many in a month count for nothing when people compare.
const MOST_STAYS: u8 = 7;

/// A month of hospitality.
pub fn visit(world: &mut World, month: &Month) {
    world.hospitality.entries = enter_and_leave(world, month);
    let there = residents(world);
    let (requests, granted) = meet(world, month, &there);
    if !month.held() {
        follow(world, month, &there);
    }

    let rules = &month.rules.world.adventure;
    let note = &mut world.hospitality;
    (note.requests, note.granted) = (requests, granted);
    note.hours = granted as f64 * rules.cost;
    note.worth = granted as f64 * rules.benefit;
    (note.strategies, note.good) = ([0; 3], 0);
    for i in &there {
        let person = &world.people[*i];
        note.strategies[person.strategy.unwrap_or(DEFECTOR)] += 1;
        note.good += i64::from(person.good_host);
    }
    if !there.is_empty() {
        let stays = granted as f64 / there.len() as f64;
        let before = note.expected.unwrap_or(stays);
        note.expected = Some(num::coarse(before + (stays - before) / rules.memory));
    }
}

/// Everybody in the regime who has a way to treat strangers, by number.
fn residents(world: &World) -> Vec<usize> {
    (0..world.people.len())
        .filter(|i| {
            let person = &world.people[*i];
            person.regime == ADVENTURE && person.strategy.is_some()
        })
        .collect()
}

/// One of so many, by a word.
fn pick(count: usize, word: u32) -> usize {
    ((u128::from(word) * count as u128) >> 32) as usize
}

/// One of the others: of all but the one at `own` in the list.
fn another(list: &[usize], own: usize, word: u32) -> usize {
    let k = pick(list.len() - 1, word);
    if k < own { list[k] } else { list[k + 1] }
}

/// Who has left forgets, who has come learns from one of those who were there before; gives how many came.
fn enter_and_leave(world: &mut World, month: &Month) -> i64 {
    let rules = &month.rules.world.adventure;
    let teachers: Vec<Option<usize>> = residents(world).iter().map(|i| world.people[*i].strategy).collect();
    let words = month.stream(Purpose::Newcomer);
    let mut came = 0;
    for (i, person) in world.people.iter_mut().enumerate() {
        let is_in = person.regime == ADVENTURE;
        let was_in = person.strategy.is_some();
        if is_in == was_in {
            continue;
        }
        person.strategy = if !is_in {
            None
        } else if teachers.is_empty() {
            let u = f64::from(unit32(words.word(i)));
            if u < rules.discriminators {
                Some(DISCRIMINATOR)
            } else if u < rules.discriminators + (1.0 - rules.discriminators) * rules.givers {
                Some(GIVER)
            } else {
                Some(DEFECTOR)
            }
        } else {
            teachers[pick(teachers.len(), words.word(i))]
        };
        (person.good_host, person.stays, person.hosted) = (true, 0, false);
        came += i64::from(is_in);
    }
    came
}

/// Everybody with the time for a guest is asked by another resident; gives the requests, and those that were granted.
fn meet(world: &mut World, month: &Month, there: &[usize]) -> (i64, i64) {
    let rules = &month.rules.world.adventure;
    let words = month.stream(Purpose::Hospitality);
    let scores: Vec<bool> = world.people.iter().map(|person| person.good_host).collect();
    for i in there {
        (world.people[*i].stays, world.people[*i].hosted) = (0, false);
    }
    let (mut requests, mut granted) = (0, 0);
    if there.len() < 2 {
        return (requests, granted);
    }
    for (k, host) in there.iter().enumerate() {
        if f64::from(world.people[*host].own_hours()) < rules.cost {
            continue;
        }
        let [whom, knows, fails] = words.words(3 * host);
        let guest = another(there, k, whom);
        let known_bad = u64::from(knows) < threshold(rules.known) && !scores[guest];
        let willing = match world.people[*host].strategy {
            Some(DISCRIMINATOR) => !known_bad,
            Some(GIVER) => true,
            _ => false,
        };
        let gave = willing && u64::from(fails) >= threshold(rules.error);
        let keeps_score = rules.rule == ScoreRule::Standing && !gave && !scores[guest];
        requests += 1;
        if gave {
            granted += 1;
            world.people[guest].stays = world.people[guest].stays.saturating_add(1);
        }
        world.people[*host].hosted = gave;
        world.people[*host].good_host = if keeps_score { scores[*host] } else { gave };
    }
    (requests, granted)
}

/// Some try anything; others compare their month with somebody's, and take over how they treat strangers.
fn follow(world: &mut World, month: &Month, there: &[usize]) {
    let rules = &month.rules.world.adventure;
    let words = month.stream(Purpose::Strategies);
    let fared = |i: usize| {
        let person = &world.people[i];
        let got = rules.benefit * f64::from(person.stays.min(MOST_STAYS));
        if person.hosted { got - rules.cost } else { got }
    };
    let widest = rules.benefit * f64::from(MOST_STAYS) + rules.cost;
    let explores = threshold(rules.explore);
    let mut taken = Vec::new();
    for (k, i) in there.iter().enumerate() {
        let [compares, whom, follows, tries] = words.words(4 * i);
        if u64::from(tries) < explores {
            taken.push((*i, Some((u64::from(tries) * 3 / explores) as usize)));
        } else if there.len() > 1 && u64::from(compares) < threshold(rules.compare) {
            let model = another(there, k, whom);
            let chance = if widest > 0.0 { (fared(model) - fared(*i)) / widest } else { 0.0 };
            if f64::from(unit32(follows)) < chance {
                taken.push((*i, world.people[model].strategy));
            }
        }
    }
    for (i, strategy) in taken {
        world.people[i].strategy = strategy;
    }
}
