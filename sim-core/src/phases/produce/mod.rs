//! Line 5: goods and knowledge are made, and what projects make is used (M9, M10, M15).
//!
//! Reads: firms.plans, members' inputs, hours in projects. Writes: firms.inventory, productivity, world.knowledge;
//! projects' hours, knowledge, users.

mod projects;
mod workshops;

use super::Context;
use super::gather::Gathered;
use crate::engine::draws::{Purpose, open_unit};
use crate::engine::{chunks, num};
use crate::mechanisms::{knowledge, production};
use crate::state::World;
use crate::state::firms::INPUT_STEPS;

/// Makes goods and knowledge.
pub fn produce(world: &mut World, ctx: &Context, gathered: &Gathered) {
    if world.has_money() {
        make_goods(world, ctx);
        for (region, offer) in world.regions.iter_mut().zip(&gathered.offers) {
            region.market.bread_served = (offer.bread as f64 * region.market.bread_filled) as i64;
            region.market.labour += region.market.bread_served as f64 / INPUT_STEPS;
        }
    }
    projects::work(world, ctx);
    workshops::make(world, ctx);
    if ctx.params.mechanisms.knowledge && !ctx.held() {
        let hours = world.projects.hours_per_head;
        world.knowledge = num::coarse(knowledge::knowledge_step(
            world.knowledge,
            hours,
            world.hours_2001,
            &ctx.rules.world.knowledge,
        ));
    }
    projects::serve(world, ctx);
    projects::disrupt(world, ctx);
}

fn make_goods(world: &mut World, ctx: &Context) {
    let mut plans = std::mem::take(&mut world.firms.plans);
    let mut productivity = std::mem::take(&mut world.firms.productivity);
    let mut inventory = std::mem::take(&mut world.firms.inventory);
    let words = ctx.stream(Purpose::Productivity);
    let w = &*world;
    for r in 0..w.regions.len() {
        let (rules, slots) = (&ctx.rules.regions[r].firms, w.firms.of_region(r));
        let level = w.regions[r].ln_productivity;
        let columns =
            (&mut plans[slots.clone()], &mut productivity[slots.clone()], &mut inventory[slots.clone()]);
        chunks::run_in(
            super::gather::FIRMS_AT_A_TIME,
            columns,
            &|first, (plans, productivity, inventory)| {
                let mut words = words.lazy(slots.start + first);
                for (k, plan) in plans.iter_mut().enumerate() {
                    let j = slots.start + first + k;
                    let labour = w.firms.labour(j) + plan.casual + plan.task_labour;
                    let factor = w.firms.coordination_factor(j, rules.capital_share);
                    let level = num::exp(level + productivity[k]) * factor;
                    plan.output = num::coarse(production::output(
                        level,
                        w.firms.capital[j],
                        labour,
                        rules.capital_share,
                    ));
                    inventory[k] = num::coarse((1.0 - rules.inventory_loss) * inventory[k] + plan.output);
                    let shock = rules.productivity_sd * num::normal_quantile(open_unit(words.word(k)));
                    productivity[k] = num::coarse(rules.persistence * productivity[k] + shock);
                }
            },
        );
    }
    (world.firms.plans, world.firms.productivity, world.firms.inventory) = (plans, productivity, inventory);
    let firms = &world.firms;
    for (r, region) in world.regions.iter_mut().enumerate() {
        region.market.knowledge_gain = region.knowledge_gain;
        region.market.output = firms.of_region(r).map(|j| firms.plans[j].output).sum();
        region.market.labour = firms.of_region(r).map(|j| firms.labour(j)).sum();
    }
}
