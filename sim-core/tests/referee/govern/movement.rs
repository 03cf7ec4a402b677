//! People reconsider whether to take part in the movement (M20).

use crate::month::Month;
use crate::state::{AUTHORITY, World};
use sim_core::engine::draws::{Purpose, threshold};
use sim_core::engine::num;

/// Those who reconsider look at their need, their belief and their ties of last month.
pub fn mobilise(world: &mut World, month: &Month) {
    if month.held() {
        return;
    }
    let mut next = Vec::new();
    for (i, person) in world.people.iter().enumerate() {
        let below = threshold(month.rules.regions[person.region].movement.reconsider);
        let word = month.word(Purpose::Mobilise, i);
        next.push(if u64::from(word) < below {
            // The number that decided on it, rescaled.
            (word as f32 + 0.5) / (below as f32) < chance(world, month, i)
        } else {
            person.mobilised
        });
    }
    world.regions.iter_mut().for_each(|region| region.mobilised = 0);
    for (person, next) in world.people.iter_mut().zip(next) {
        person.mobilised = next;
        world.regions[person.region].mobilised += i64::from(next);
    }
}

/// (1 − a)(1 − exp(−g b u (1 + J z²))).
fn chance(world: &World, month: &Month, i: usize) -> f32 {
    let person = &world.people[i];
    let (rules, region) = (&month.rules.regions[person.region].movement, &world.regions[person.region]);
    let called = rules.call as f32 * person.belief * unmet(world, month, i);
    let pull = 1.0 + rules.ties as f32 * shown(world, month, i) * shown(world, month, i);
    let kept_away = (rules.repressed * region.repression) as f32;
    (1.0 - kept_away) * (1.0 - num::exp32(-called * pull))
}

/// Share of a person's ties that take part.
fn shown(world: &World, month: &Month, i: usize) -> f32 {
    if world.ties.sees_all() {
        let all: i64 = world.regions.iter().map(|region| region.mobilised).sum();
        return all as f32 / world.people.len() as f32;
    }
    let ties = world.ties.ties(i, month.seen.here[world.people[i].region].far);
    let taking_part = ties.iter().filter(|tie| world.people[**tie].mobilised).count();
    if ties.is_empty() { 0.0 } else { taking_part as f32 / ties.len() as f32 }
}

/// Share of the need that neither purchase, nor goods from a project, nor the block met.
fn unmet(world: &World, month: &Month, i: usize) -> f32 {
    let person = &world.people[i];
    let (here, market) = (&month.seen.here[person.region], &world.regions[person.region].market);
    let could_spend = if market.budgets > 0 {
        (market.consumption as f64 / market.budgets as f64).min(1.0) as f32
    } else {
        1.0
    };
    let got = person.budget as f32 * could_spend + here.basket * person.in_kind;
    let lacking = (1.0 - got / here.need.max(1.0)).max(0.0);
    let [under_authority, others] = world.blocks[person.block].relief;
    lacking * (1.0 - if person.mode == AUTHORITY { under_authority } else { others })
}
