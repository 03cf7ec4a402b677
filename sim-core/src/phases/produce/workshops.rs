//! Projects that make things make them (M14).

use super::super::Context;
use crate::engine::num;
use crate::ids::NONE;
use crate::mechanisms::{knowledge, physical};
use crate::state::World;
use crate::state::firms::INPUT_STEPS;

/// Makes goods; a part is set aside for members.
pub fn make(world: &mut World, ctx: &Context) {
    let Some(mut workshops) = world.projects.workshops.take() else { return };
    workshops.hand_on();
    let designs = knowledge::success(world.knowledge, &ctx.rules.world.knowledge);
    for market in world.regions.iter_mut().map(|r| &mut r.market) {
        (market.peers_made, market.peers_labour, market.peers_capital) = (0.0, 0.0, 0.0);
    }
    for (k, row) in workshops.rows.iter_mut().enumerate().filter(|(_, row)| row.project != NONE) {
        let r = usize::from(row.region);
        let rules = &ctx.rules.regions[r].physical;
        let region = &mut world.regions[r];
        let members = world.projects.members.get(row.project as usize) as f64;
        // Setting up takes its part.
        let left = f64::from(world.projects.accepted[row.project as usize]);
        row.labour = workshops.input.get(k) as f64 / INPUT_STEPS * left;
        row.capital = row.tools + rules.tools * members;
        // The trend adds to labour, theirs as anybody's.
        let firms_alpha = ctx.rules.regions[r].firms.capital_share;
        let trend = num::exp(region.trend * (1.0 - rules.capital_share) / (1.0 - firms_alpha));
        // So do damage and abatement take from them as from anybody.
        let base = rules.parity * trend * region.damage * region.after_abatement;
        row.made = num::coarse(physical::output(
            designs,
            base,
            row.capital,
            row.labour,
            world.capital_2001,
            rules.capital_share,
        ));
        row.shared = num::coarse(rules.shared * row.made);
        let kept = 1.0 - ctx.rules.regions[r].firms.inventory_loss;
        row.inventory = num::coarse(kept * row.inventory + row.made - row.shared);
        region.market.peers_made += row.made;
        region.market.peers_labour += row.labour;
        region.market.peers_capital += row.capital;
    }
    world.projects.workshops = Some(workshops);
}
