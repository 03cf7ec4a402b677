//! Projects that make things make them (m14-physical.md).

use super::come_so_far;
use crate::month::Month;
use crate::state::{STEPS, World};
use sim_core::engine::num;

/// What closed workshops left goes to the others of the region in equal parts; then all make goods.
pub fn make(world: &mut World, month: &Month) {
    hand_on(world);
    let designs = come_so_far(world, month);
    for region in &mut world.regions {
        let market = &mut region.market;
        (market.peers_made, market.peers_labour, market.peers_capital) = (0.0, 0.0, 0.0);
    }
    for workshop in &mut world.workshops {
        let Some(slot) = workshop.project else { continue };
        let r = workshop.region;
        let (rules, firms) = (&month.rules.regions[r].physical, &month.rules.regions[r].firms);
        let region = &mut world.regions[r];
        let project = &world.projects[slot];
        let alpha = rules.capital_share;
        workshop.labour = workshop.input as f64 / STEPS * f64::from(project.accepted);
        workshop.capital = workshop.tools + rules.tools * project.members as f64;
        let trend = num::exp(region.trend * (1.0 - alpha) / (1.0 - firms.capital_share));
        // Goods of a skill-month with complete designs and the mean tools of 2001.
        let y_0 = rules.parity * trend * region.damage * region.after_abatement;
        let (k, l, k_0) = (workshop.capital, workshop.labour, world.capital_2001);
        workshop.made = if k > 0.0 && l > 0.0 && k_0 > 0.0 {
            num::coarse(designs * y_0 * l * num::pow(k / (k_0 * l), alpha))
        } else {
            0.0
        };
        workshop.shared = num::coarse(rules.shared * workshop.made);
        let kept = (1.0 - firms.inventory_loss) * workshop.inventory;
        workshop.inventory = num::coarse(kept + workshop.made - workshop.shared);
        region.market.peers_made += workshop.made;
        region.market.peers_labour += workshop.labour;
        region.market.peers_capital += workshop.capital;
    }
}

fn hand_on(world: &mut World) {
    for (r, left) in world.commons.left.iter_mut().enumerate() {
        let [tools, goods] = std::mem::take(left);
        let here = |w: &&mut crate::state::Workshop| w.project.is_some() && w.region == r;
        let heirs = world.workshops.iter_mut().filter(here).count() as f64;
        for heir in world.workshops.iter_mut().filter(here) {
            heir.tools += tools / heirs;
            heir.inventory += goods / heirs;
        }
    }
}
