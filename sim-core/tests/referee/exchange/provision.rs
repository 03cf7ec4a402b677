//! Where order is broken, blocks provide for themselves; then order falls or rises (M23).

use crate::month::Month;
use crate::state::{AUTHORITY, CAPITAL, COMMUNAL, Person, STEPS, World};
use crate::whole::Ratio;
use crate::whole::hour_steps;
use sim_core::engine::num;

/// Counts of a block, in steps of 2^-20; people with a project in heads.
#[derive(Clone, Default)]
struct Count {
    commons: i64,
    market: i64,
    stronghold: i64,
    unmet: i64,
    unmet_under_authority: i64,
    with_project: i64,
}

/// Provides what is missing as far as free hands go; remembers needs met, on which order depends.
pub fn provide(world: &mut World, month: &Month, spent: &[Ratio]) {
    let mut counts = vec![Count::default(); world.blocks.len()];
    for i in 0..world.people.len() {
        count(world, month, spent, i, &mut counts[world.people[i].block]);
    }
    world.regions.iter_mut().for_each(|region| region.market.provided = [0; 3]);
    for (b, count) in counts.iter().enumerate() {
        (world.blocks[b].provided, world.blocks[b].relief) = (0.0, [0.0; 2]);
        if world.regions[world.blocks[b].region].order < 1.0 {
            share_out(world, month, b, count);
        }
    }
    for (r, region) in world.regions.iter_mut().enumerate() {
        let rules = &month.rules.regions[r].breakdown;
        let met = region.market.needs_met as f64 / STEPS / region.people as f64;
        region.needs = num::coarse(region.needs + (met - region.needs) / rules.memory);
        if month.held() {
            continue;
        }
        region.broken = if region.broken {
            region.needs <= rules.recovery.max(rules.threshold)
        } else {
            region.needs < rules.threshold
        };
        let order = if region.broken {
            region.order + rules.fall * (rules.left - region.order)
        } else {
            let rebuilt = region.order + rules.rise * (1.0 - region.order);
            if rebuilt > 0.999 { 1.0 } else { rebuilt }
        };
        region.order = num::coarse(order.min(rules.decreed).clamp(0.0, 1.0));
    }
}

fn count(world: &World, month: &Month, spent: &[Ratio], i: usize, count: &mut Count) {
    let person = &world.people[i];
    let (r, here) = (person.region, &month.seen.here[person.region]);
    let hands = hour_steps(free_hands(person, world.regions[r].market.bread_filled as f32));
    let part = spent[r].as_real() as f32;
    let got = person.budget as f32 * part + here.basket * person.in_kind;
    let unmet = hour_steps((1.0 - got / here.need.max(1.0)).clamp(0.0, 1.0));
    if person.mode == COMMUNAL {
        count.commons += hands;
    } else if person.mode == AUTHORITY {
        count.stronghold += hands;
        count.unmet_under_authority += unmet;
    } else {
        count.market += hands;
    }
    count.unmet += unmet;
    count.with_project += i64::from(person.project.is_some());
}

/// Hours that somebody sought to sell and could not: the unemployed's outside commons time, others' bread hours unsold.
fn free_hands(person: &Person, bread_filled: f32) -> f32 {
    if person.regime != CAPITAL {
        (1.0 - bread_filled) * person.bread
    } else if person.employer.is_none() {
        1.0 - person.commons
    } else {
        0.0
    }
}

fn share_out(world: &mut World, month: &Month, b: usize, count: &Count) {
    let r = world.blocks[b].region;
    let (rules, region) = (&month.rules.regions[r].breakdown, &mut world.regions[r]);
    let come = world.knowledge / (world.knowledge + month.rules.world.knowledge.half);
    let people = world.blocks[b].people as f64;
    let months = |steps: i64| steps as f64 / STEPS;
    let practice = count.with_project as f64 / people;
    let free = 1.0 - region.order;
    let commons = free * rules.commons * months(count.commons) * (1.0 + rules.designs * come * practice);
    let market = free * rules.market * months(count.market);
    let made = free * (1.0 - rules.take) * rules.stronghold * months(count.stronghold);
    let under_authority = months(count.unmet_under_authority);
    let stronghold = made.min(under_authority);
    let left = (months(count.unmet) - stronghold).max(0.0);
    let used = if commons + market > left { left / (commons + market) } else { 1.0 };
    let of = |given: f64, lacking: f64| if lacking > 0.0 { (given / lacking).min(1.0) } else { 0.0 };
    let fed = of(stronghold, under_authority);
    let others = of(used * (commons + market), left);
    let given = [used * commons, used * market, stronghold];
    for (sum, given) in region.market.provided.iter_mut().zip(given) {
        *sum += (given * STEPS) as i64;
        region.market.needs_met += (given * STEPS) as i64;
    }
    let block = &mut world.blocks[b];
    block.provided = num::coarse(given.iter().sum::<f64>() / people) as f32;
    block.relief = [fed + (1.0 - fed) * others, others].map(|part| num::coarse(part) as f32);
}
