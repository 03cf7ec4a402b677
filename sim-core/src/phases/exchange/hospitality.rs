//! Strangers in the adventure regime host each other (M30).
//!
//! Reads: regimes, months divided, last month's scores. Writes: people's hospitality, good_host, stays, hosted; the world's
//! hospitality. Everybody decides by the scores and strategies of the month before, so that nobody is first. Strategies are
//! held in burn-in, as modes and regimes are.

use super::super::Context;
use super::super::gather::own_hours;
use crate::engine::chunks;
use crate::engine::draws::{Purpose, threshold, unit32};
use crate::engine::num;
use crate::ids::Regime;
use crate::mechanisms::adventure::{STRATEGIES, Strategy, fared, remembered, score_after, takes_over};
use crate::params::Adventure;
use crate::state::World;
use crate::state::hospitality::STRANGER;

/// People in the regime who are looked at in one piece.
const PIECE: usize = 1 << 10;

/// A request and what came of it.
struct Meeting {
    host: u32,
    guest: u32,
    gave: bool,
    /// The host's score afterwards.
    score: bool,
}

/// A month of hospitality.
pub fn visit(world: &mut World, ctx: &Context) {
    let Some(mut month) = world.hospitality else { return };
    let rules = &ctx.rules.world.adventure;
    month.entries = enter(world, ctx);
    let there = present(world);
    let meetings = meet(world, ctx, &there);
    month.requests = meetings.len() as i64;
    month.granted = meetings.iter().map(|m| i64::from(m.gave)).sum();
    (month.hours, month.worth) = (month.granted as f64 * rules.cost, month.granted as f64 * rules.benefit);
    remember(world, &there, &meetings);
    if !ctx.held() {
        follow(world, ctx, &there);
    }
    month.strategies = [0; STRATEGIES];
    for i in &there {
        month.strategies[usize::from(world.people.hospitality[*i as usize])] += 1;
    }
    month.good = there.iter().map(|i| i64::from(world.people.good_host[*i as usize])).sum();
    if !there.is_empty() {
        let stays = month.granted as f64 / there.len() as f64;
        let before = month.expected.unwrap_or(stays);
        month.expected = Some(num::coarse(remembered(before, stays, rules.memory)));
    }
    world.hospitality = Some(month);
}

/// What people expect to gain from hospitality in a month, months of working time: stays as many as they remember, each worth
/// a guest's benefit less a host's cost.
#[must_use]
pub fn worth(world: &World, rules: &Adventure) -> f64 {
    let stays = world.hospitality.and_then(|month| month.expected).unwrap_or(0.0);
    stays * (rules.benefit - rules.cost)
}

/// People in the regime who know how they treat strangers, in their order.
fn present(world: &World) -> Vec<u32> {
    let people = &world.people;
    chunks::run_rows(people.count, &|rows| {
        let is_there =
            |i: &usize| people.regime[*i] == Regime::Adventure as u8 && people.hospitality[*i] != STRANGER;
        rows.filter(is_there).map(|i| i as u32).collect::<Vec<_>>()
    })
}

/// One of so many, by a word.
fn one_of(count: usize, word: u32) -> usize {
    ((u64::from(word) * count as u64) >> 32) as usize
}

/// Who left forgets; who came learns from somebody there, and has a good score. Returns how many came.
fn enter(world: &mut World, ctx: &Context) -> i64 {
    let rules = &ctx.rules.world.adventure;
    let teachers = present(world);
    let words = ctx.stream(Purpose::Newcomer);
    let people = &world.people;
    let learned = |i: usize| {
        let word = words.word(i);
        if !teachers.is_empty() {
            return people.hospitality[teachers[one_of(teachers.len(), word)] as usize];
        }
        let (u, first) = (f64::from(unit32(word)), rules.discriminators);
        let strategy = if u < first {
            Strategy::Discriminator
        } else if u < first + (1.0 - first) * rules.givers {
            Strategy::Giver
        } else {
            Strategy::Defector
        };
        strategy as u8
    };
    let changes = chunks::run_rows(people.count, &|rows| {
        rows.filter_map(|i| {
            let is_there = people.regime[i] == Regime::Adventure as u8;
            match (is_there, people.hospitality[i] == STRANGER) {
                (true, true) => Some((i as u32, learned(i))),
                (false, false) => Some((i as u32, STRANGER)),
                _ => None,
            }
        })
        .collect::<Vec<_>>()
    });
    let mut came = 0;
    for (person, strategy) in changes {
        let i = person as usize;
        let people = &mut world.people;
        people.hospitality[i] = strategy;
        (people.good_host[i], people.stays[i], people.hosted[i]) = (1, 0, 0);
        came += i64::from(strategy != STRANGER);
    }
    came
}

/// Everybody who has the time for it is asked by one stranger.
fn meet(world: &World, ctx: &Context, there: &[u32]) -> Vec<Meeting> {
    if there.len() < 2 {
        return Vec::new();
    }
    let rules = &ctx.rules.world.adventure;
    let (known, fails) = (threshold(rules.known), threshold(rules.error));
    let words = ctx.stream(Purpose::Hospitality);
    let people = &world.people;
    chunks::run_pieces(there.len(), PIECE, &|rows| {
        let mut meetings = Vec::new();
        for k in rows {
            let host = there[k] as usize;
            let Some(strategy) = Strategy::of(people.hospitality[host]) else { continue };
            // Who has not the time is not asked, and loses no score by it.
            if f64::from(own_hours(world, host)) < rules.cost {
                continue;
            }
            let [whom, knows, failure] = words.words(3 * host);
            let other = one_of(there.len() - 1, whom);
            let guest = there[other + usize::from(other >= k)];
            let good = people.good_host[guest as usize] == 1;
            let gave =
                strategy.gives((u64::from(knows) < known).then_some(good)) && u64::from(failure) >= fails;
            let score = score_after(rules.rule, people.good_host[host] == 1, gave, good);
            meetings.push(Meeting { host: host as u32, guest, gave, score });
        }
        meetings
    })
}

/// What the month leaves with hosts and guests.
fn remember(world: &mut World, there: &[u32], meetings: &[Meeting]) {
    let people = &mut world.people;
    for i in there {
        (people.stays[*i as usize], people.hosted[*i as usize]) = (0, 0);
    }
    for meeting in meetings {
        let (host, guest) = (meeting.host as usize, meeting.guest as usize);
        people.good_host[host] = u8::from(meeting.score);
        people.hosted[host] = u8::from(meeting.gave);
        people.stays[guest] = people.stays[guest].saturating_add(u8::from(meeting.gave));
    }
}

/// Some compare how the month was for them with how it was for somebody else, and do as they do; a few try anything.
fn follow(world: &mut World, ctx: &Context, there: &[u32]) {
    let rules = &ctx.rules.world.adventure;
    let (compares, explores) = (threshold(rules.compare), threshold(rules.explore));
    let words = ctx.stream(Purpose::Strategies);
    let people = &world.people;
    let month = |i: usize| fared(people.stays[i], people.hosted[i] == 1, rules.benefit, rules.cost);
    let taken = chunks::run_pieces(there.len(), PIECE, &|rows| {
        let mut taken = Vec::new();
        for k in rows {
            let i = there[k] as usize;
            let [whether, whom, follows, other] = words.words(4 * i);
            if u64::from(other) < explores {
                // Below the threshold the word is uniform too: it decides on the strategy.
                taken.push((i, (u64::from(other) * STRATEGIES as u64 / explores) as u8));
            } else if u64::from(whether) < compares && there.len() > 1 {
                let one = one_of(there.len() - 1, whom);
                let model = there[one + usize::from(one >= k)] as usize;
                let chance = takes_over(month(i), month(model), rules.benefit, rules.cost);
                if f64::from(unit32(follows)) < chance {
                    taken.push((i, people.hospitality[model]));
                }
            }
        }
        taken
    });
    for (i, strategy) in taken {
        world.people.hospitality[i] = strategy;
    }
}
