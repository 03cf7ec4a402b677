//! Projects that make things get tools and order more; machines that anybody can use spread (M14, M24).

use super::super::Context;
use crate::engine::num;
use crate::ids::NONE;
use crate::ledger::CREDIT;
use crate::mechanisms::bass_diffusion::bass_step;
use crate::mechanisms::{investment, physical};
use crate::state::World;

/// Takes in the tools that were delivered and orders for next month.
pub fn equip(world: &mut World, ctx: &Context) {
    let Some(mut workshops) = world.projects.workshops.take() else { return };
    for row in workshops.rows.iter_mut().filter(|row| row.project != NONE) {
        let r = usize::from(row.region);
        let (rules, firms) = (&ctx.rules.regions[r].physical, &ctx.rules.regions[r].firms);
        let region = &world.regions[r];
        let depreciation = region.depreciation / 12.0;
        row.tools = num::coarse((1.0 - depreciation) * row.tools + row.delivered);
        row.delivered = 0.0;
        let wanted = investment::wanted_capital(
            rules.capital_share,
            (row.expected + row.shared).min(row.made),
            super::required_return(world, ctx, r),
            depreciation,
            region.price / region.price_buyer,
        );
        let goods = (depreciation * row.tools + firms.adjustment * (wanted - row.capital)).max(0.0);
        let cost = (goods * region.price_buyer * CREDIT) as i64;
        // Half of its money stays for those who work in it.
        row.order = cost.min(world.projects.cash[row.project as usize].balance() / 2);
    }
    world.projects.workshops = Some(workshops);
    spread_machines(world, ctx);
}

/// Distributed manufacturing spreads among those online; held in burn-in with all technology.
fn spread_machines(world: &mut World, ctx: &Context) {
    if ctx.held() {
        return;
    }
    for r in 0..world.regions.len() {
        let rules = &ctx.rules.regions[r].physical;
        let (access, _) = where_made(world, ctx, r);
        let region = &mut world.regions[r];
        region.manufacturing = num::coarse(bass_step(
            region.manufacturing,
            1.0,
            rules.innovation * access,
            rules.contagion * access,
        ));
    }
}

/// Access and mean skill that count for making things in a region: its own; without M24 the world's mean.
fn where_made(world: &World, ctx: &Context, r: usize) -> (f64, f64) {
    let skill = |r: usize| ctx.params.regions[r].human_capital;
    if ctx.params.mechanisms.periphery {
        return (world.regions[r].access, skill(r));
    }
    let people = world.people.count as f64;
    let mean = |of: &dyn Fn(usize) -> f64| {
        (0..world.regions.len()).map(|r| of(r) * world.regions[r].people as f64 / people).sum()
    };
    (mean(&|r| world.regions[r].access), mean(&skill))
}

/// Chance that a project founded in a region makes things.
#[must_use]
pub fn founding_chance(world: &World, ctx: &Context, r: usize) -> f64 {
    let rules = &ctx.rules.regions[r].physical;
    let (access, skill) = where_made(world, ctx, r);
    let met = physical::conditions(world.regions[r].manufacturing, access, skill, rules.skill);
    physical::founding(rules.founding, met, rules.floor)
}
