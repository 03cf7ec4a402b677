//! Where trade and states fail, blocks provide for themselves (M23).

use super::super::perceive::Seen;
use super::Context;
use crate::engine::chunks;
use crate::engine::num;
use crate::engine::sums::Tallies;
use crate::ids::{Mode, NONE, Regime};
use crate::mechanisms::breakdown::{self, Block};
use crate::mechanisms::knowledge;
use crate::state::World;
use crate::state::people::get_or;
use crate::state::regions::{STEPS, steps};

/// Tallies of a block: hands by form, what is missing in all and under authority, people with a project.
const ROWS: usize = 6;

/// Lets needs be remembered, order fall or rise, and blocks provide for themselves what people could not buy.
pub fn provide(world: &mut World, ctx: &Context, seen: &Seen, ratio: &[f64]) {
    if !ctx.params.mechanisms.breakdown {
        return;
    }
    let short: Vec<bool> = world.regions.iter().map(|r| r.order < 1.0).collect();
    for region in &mut world.regions {
        region.market.provided = [0; 3];
    }
    world.blocks.provided.fill(0.0);
    world.blocks.relief.fill([0.0; 2]);
    if short.contains(&true) {
        let tallies = count(world, seen, &short, ratio);
        share_out(world, ctx, &short, &tallies);
    }
    for (r, region) in world.regions.iter_mut().enumerate() {
        let rules = &ctx.rules.regions[r].breakdown;
        let met = region.market.needs_met as f64 / f64::from(STEPS) / region.people as f64;
        region.needs = num::coarse(region.needs + (met - region.needs) / rules.memory);
        if !ctx.held() {
            region.broken = breakdown::breaks(region.broken, region.needs, rules.threshold, rules.recovery);
            region.order = num::coarse(breakdown::order(
                region.order,
                region.broken,
                rules.left,
                rules.fall,
                rules.rise,
                rules.decreed,
            ));
        }
    }
}

/// Counts hands and needs of the blocks in regions that are short.
fn count(world: &World, seen: &Seen, short: &[bool], ratio: &[f64]) -> Tallies {
    let (people, blocks) = (&world.people, &world.blocks);
    let mut tallies = Tallies::zeros(ROWS * blocks.count());
    chunks::run_rows(people.count, &|rows| {
        let tallies = tallies.adder();
        for (r, run) in blocks.runs(rows.start, rows.len()) {
            if !short[r] {
                continue;
            }
            let (here, filled) = (&seen.here[r], world.regions[r].market.bread_filled as f32);
            for i in rows.start + run.start..rows.start + run.end {
                let row = ROWS * blocks.block_of(i);
                let form = match people.mode[i] {
                    m if m == Mode::Communal as u8 => 0,
                    m if m == Mode::Authority as u8 => 2,
                    _ => 1,
                };
                tallies.add(row + form, steps(free_hands(world, i, filled)));
                let got =
                    people.budget[i] as f32 * ratio[r] as f32 + here.basket * get_or(&people.in_kind, i, 0.0);
                let unmet = steps((1.0 - got / here.need.max(1.0)).clamp(0.0, 1.0));
                tallies.add(row + 3, unmet);
                if form == 2 {
                    tallies.add(row + 4, unmet);
                }
                tallies.add(row + 5, i64::from(get_or(&people.project, i, NONE) != NONE));
            }
        }
    });
    tallies.fold();
    tallies
}

/// Hours that a person sought to sell and could not.
fn free_hands(world: &World, i: usize, filled: f32) -> f32 {
    let people = &world.people;
    if people.regime_of(i) == Regime::Capital as u8 {
        let commons = people.commons.at(i, 0.0);
        if people.employer[i] == NONE { 1.0 - commons } else { 0.0 }
    } else {
        (1.0 - filled) * get_or(&people.bread, i, 0.0)
    }
}

/// Lets each block provide, in order.
fn share_out(world: &mut World, ctx: &Context, short: &[bool], tallies: &Tallies) {
    let come = if ctx.params.mechanisms.knowledge {
        knowledge::success(world.knowledge, &ctx.rules.world.knowledge)
    } else {
        0.0
    };
    let number = |b: usize, row: usize| tallies.get(ROWS * b + row) as f64 / f64::from(STEPS);
    for b in 0..world.blocks.count() {
        let (r, people) = (world.blocks.region_of_block(b), world.blocks.people_of_block(b) as f64);
        if !short[r] {
            continue;
        }
        let rules = &ctx.rules.regions[r].breakdown;
        let block = Block {
            hands: [number(b, 0), number(b, 1), number(b, 2)],
            unmet: [number(b, 3), number(b, 4)],
            practice: tallies.get(ROWS * b + 5) as f64 / people,
        };
        let productivity = [rules.commons, rules.market, rules.stronghold];
        let region = &mut world.regions[r];
        let breakdown::Provision { given, relief } =
            breakdown::provided(&block, region.order, productivity, rules.designs, come, rules.take);
        for (sum, given) in region.market.provided.iter_mut().zip(given) {
            let given = (given * f64::from(STEPS)) as i64;
            *sum += given;
            region.market.needs_met += given;
        }
        // What one gets at home need not be bought.
        world.blocks.provided[b] = num::coarse(given.iter().sum::<f64>() / people) as f32;
        world.blocks.relief[b] = relief.map(|part| num::coarse(part) as f32);
    }
}
