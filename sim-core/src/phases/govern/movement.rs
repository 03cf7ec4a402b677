//! People reconsider whether to take part in the movement (M20).

use super::Context;
use crate::engine::chunks;
use crate::engine::draws::{Purpose, threshold};
use crate::ids::Mode;
use crate::mechanisms::movement;
use crate::phases::perceive::Seen;
use crate::state::World;
use crate::state::people::get_or;
use crate::state::regions::ByRegion;

/// Lets some people look at their own need, their belief and their ties. Nobody is mobilised in burn-in.
pub fn mobilise(world: &mut World, ctx: &Context, seen: &Seen) {
    if world.people.mobilised.is_empty() || ctx.held() {
        return;
    }
    let mut next = std::mem::take(&mut world.people.mobilised_next);
    let words = ctx.stream(Purpose::Mobilise);
    let w = &*world;
    let counts = chunks::run(next.as_mut_slice(), &|first, next| {
        let n = next.len();
        next.copy_from_slice(&w.people.mobilised[first..first + n]);
        let mut drawn = [0; chunks::CHUNK];
        words.fill(first, &mut drawn[..n]);
        let mut counts = ByRegion::<i64>::blank(w.regions.len());
        for (r, rows) in w.blocks.runs(first, n) {
            let rules = &ctx.rules.regions[r].movement;
            let below = threshold(rules.reconsider);
            let repression = w.regions[r].policy.map_or(0.0, |p| p.repression);
            let law = Law {
                call: rules.call as f32,
                pull: rules.ties as f32,
                kept_away: (rules.repressed * repression) as f32,
                bought: bought(w, r),
            };
            for k in rows {
                if u64::from(drawn[k]) < below {
                    let u = (drawn[k] as f32 + 0.5) / below as f32;
                    next[k] = u8::from(u < chance(w, seen, &law, r, first + k));
                }
                counts.0[r] += i64::from(next[k]);
            }
        }
        counts
    });
    world.people.mobilised_next = std::mem::replace(&mut world.people.mobilised, next);
    for (region, count) in world.regions.iter_mut().zip(counts.0) {
        region.mobilised = count;
    }
}

struct Law {
    call: f32,
    pull: f32,
    kept_away: f32,
    bought: f32,
}

/// Part of what people wanted to spend that they could.
fn bought(world: &World, r: usize) -> f32 {
    let market = &world.regions[r].market;
    if market.budgets > 0 { (market.consumption as f64 / market.budgets as f64).min(1.0) as f32 } else { 1.0 }
}

fn chance(world: &World, seen: &Seen, law: &Law, r: usize, i: usize) -> f32 {
    let (people, here) = (&world.people, &seen.here[r]);
    let got = people.budget[i] as f32 * law.bought + here.basket * get_or(&people.in_kind, i, 0.0);
    let lacking = (1.0 - got / here.need.max(1.0)).max(0.0);
    let under_authority = people.mode[i] == Mode::Authority as u8;
    let unmet = lacking * (1.0 - world.blocks.relief_of(i, under_authority));
    let belief = people.belief.at(i, 0.0);
    if unmet == 0.0 || belief == 0.0 {
        return 0.0;
    }
    let (mut taking_part, mut all) = (0u32, 0u32);
    if world.ties.see_all() {
        let all: i64 = world.regions.iter().map(|region| region.mobilised).sum();
        let share = all as f32 / people.count as f32;
        return movement::chance(belief, unmet, share, law.call, law.pull, law.kept_away);
    }
    world.ties.each(i as u32, here.far, |to| {
        taking_part += u32::from(people.mobilised[to as usize]);
        all += 1;
    });
    let share = if all == 0 { 0.0 } else { taking_part as f32 / all as f32 };
    movement::chance(belief, unmet, share, law.call, law.pull, law.kept_away)
}
