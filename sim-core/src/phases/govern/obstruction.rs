//! States fund a centralised project at any cost, and their media hide the distributed one's success (M21).

use super::Context;
use crate::mechanisms::elites::Faction;
use crate::mechanisms::obstruction;
use crate::state::World;

/// Weight of those who deny or repress in what a region's state does; without factions the scenario's word is all.
fn will(world: &World, r: usize) -> f64 {
    world.regions[r]
        .policy
        .map_or(1.0, |p| p.weights[Faction::Deny as usize] + p.weights[Faction::Repress as usize])
}

/// Share of what a state spends that goes to the centralised project.
#[must_use]
pub fn funded(world: &World, ctx: &Context, r: usize) -> f64 {
    let on = ctx.params.mechanisms.obstruction;
    if on { obstruction::part(ctx.rules.regions[r].obstruction.share, will(world, r)) } else { 0.0 }
}

/// Share of the distributed projects' success that its media hide.
#[must_use]
pub fn hidden(world: &World, ctx: &Context, r: usize) -> f64 {
    let on = ctx.params.mechanisms.obstruction;
    if on { obstruction::part(ctx.rules.regions[r].obstruction.hiding, will(world, r)) } else { 0.0 }
}
