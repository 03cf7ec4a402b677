//! Goods take from the biosphere, and what it has lost takes from goods (M22).

use super::super::govern::elites;
use super::Context;
use crate::engine::num;
use crate::mechanisms::{biosphere, knowledge};
use crate::state::World;

/// Goods that a region's inputs would have made without damage, those that abatement took included: firms' and projects'.
fn potential(world: &World, r: usize) -> f64 {
    let region = &world.regions[r];
    (region.market.output + region.market.peers_made) / (region.damage * region.after_abatement)
}

/// Takes the month's harvest, lets the biosphere grow back, and tells regions what is left of their output.
///
/// Held in burn-in, as all slow stocks are.
pub fn harvest(world: &mut World, ctx: &Context) {
    let Some(mut nature) = world.biosphere else { return };
    let rules = &ctx.rules.world.biosphere;
    let people = world.people.count as f64;
    let regions = world.regions.len();
    let goods: f64 = (0..regions).map(|r| potential(world, r)).sum();
    let green: f64 = (0..regions).map(|r| world.regions[r].green * potential(world, r)).sum();
    nature.throughput = if nature.throughput_start > 0.0 {
        num::coarse(goods / people / nature.throughput_start)
    } else {
        1.0
    };
    let come = if ctx.params.mechanisms.knowledge {
        let law = &ctx.rules.world.knowledge;
        knowledge::success(world.knowledge, law) - knowledge::success(1.0, law)
    } else {
        0.0
    };
    if !ctx.held() {
        nature.saved += biosphere::saved(rules.efficiency, rules.rebound);
    }
    nature.intensity = biosphere::intensity(nature.saved, come, rules.designs, rules.rebound);
    let abated = if goods > 0.0 { green / goods } else { 0.0 };
    nature.harm = num::coarse(nature.intensity * (1.0 - abated));
    nature.regrowth = biosphere::regrowth(nature.fullness, rules.growth, rules.critical, rules.inflow);
    let wanted = rules.harvest * rules.growth / 4.0 * nature.throughput * nature.harm / nature.harm_start;
    nature.harvest = wanted.min(12.0 * nature.fullness);
    if !ctx.held() {
        nature.fullness = num::coarse(biosphere::step(nature.fullness, nature.regrowth, nature.harvest));
    }
    world.biosphere = Some(nature);
    for (r, region) in world.regions.iter_mut().enumerate() {
        let rules = &ctx.rules.regions[r].biosphere;
        let decided = elites::green(region.policy, &ctx.rules.regions[r].elites);
        region.green = (rules.green + decided).min(1.0);
        let left = biosphere::undamaged(nature.fullness, rules.damage)
            / biosphere::undamaged(nature.fullness_start, rules.damage);
        region.damage = num::coarse((1.0 - rules.climate) * left);
        region.after_abatement = num::coarse(biosphere::after_abatement(region.green, rules.green_cost));
        region.ln_productivity += num::ln(region.damage * region.after_abatement);
    }
}

/// Sets by what later months are measured, at the end of burn-in, and what is taken in month 0 by that measure.
pub fn settle(world: &mut World, ctx: &Context) {
    let rules = &ctx.rules.world.biosphere;
    let goods: f64 = (0..world.regions.len()).map(|r| potential(world, r)).sum();
    let green: f64 = (0..world.regions.len()).map(|r| world.regions[r].green * potential(world, r)).sum();
    let people = world.people.count as f64;
    if let Some(nature) = &mut world.biosphere {
        (nature.throughput_start, nature.throughput) = (num::coarse(goods / people), 1.0);
        // What is abated from now on, so that it is right without burn-in too. Where all is abated from the start nothing is
        // taken at the start either: what is taken is measured by a hundredth of the harm.
        nature.harm = if goods > 0.0 { num::coarse(1.0 - green / goods) } else { 1.0 };
        nature.harm_start = nature.harm.max(0.01);
        let wanted = rules.harvest * rules.growth / 4.0 * nature.harm / nature.harm_start;
        nature.harvest = wanted.min(12.0 * nature.fullness);
    }
}
