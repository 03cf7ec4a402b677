//! Workshops take in their tools and order more; machines that anybody can use spread (M14, M24).

use super::wanted_capital;
use crate::month::Month;
use crate::state::{CREDIT, World};
use sim_core::engine::num;

/// Tools arrive; more are ordered, from at most half of the project's money.
pub fn equip(world: &mut World, month: &Month) {
    for workshop in &mut world.workshops {
        let Some(slot) = workshop.project else { continue };
        let r = workshop.region;
        let (rules, firms) = (&month.rules.regions[r].physical, &month.rules.regions[r].firms);
        let region = &world.regions[r];
        let depreciation = region.depreciation / 12.0;
        workshop.tools = num::coarse((1.0 - depreciation) * workshop.tools + workshop.delivered);
        workshop.delivered = 0.0;
        let output = (workshop.expected + workshop.shared).min(workshop.made);
        let wanted = wanted_capital(region, month, r, rules.capital_share, output);
        let goods = (depreciation * workshop.tools + firms.adjustment * (wanted - workshop.capital)).max(0.0);
        let cost = (goods * region.price_buyer * CREDIT) as i64;
        workshop.order = cost.min(world.projects[slot].cash / 2);
    }
}

/// A month of the Bass process among those online, exact.
pub fn spread_machines(world: &mut World, month: &Month) {
    if month.held() {
        return;
    }
    for (r, region) in world.regions.iter_mut().enumerate() {
        let rules = &month.rules.regions[r].physical;
        let (z, p, q) =
            (region.manufacturing, rules.innovation * region.access, rules.contagion * region.access);
        let spread = if z >= 1.0 || p + q * z <= 0.0 {
            z
        } else {
            let odds = (p + q * z) / (1.0 - z) * num::exp(p + q);
            ((odds - p) / (q + odds)).clamp(z, 1.0)
        };
        region.manufacturing = num::coarse(spread);
    }
}
