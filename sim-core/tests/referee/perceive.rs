//! Line 1: what everyone can see of last month, the same for all people of a region.

use crate::month::{Here, Month, Seen};
use crate::network::far_chance;
use crate::state::{CREDIT, Census, PEER, Region, SHARING, STEPS, World};
use sim_core::engine::num;
use sim_core::params::{Knowledge, Params};

/// How far open knowledge has come: q/(q + q½).
pub fn success(stock: f64, rules: &Knowledge) -> f64 {
    stock / (stock + rules.half)
}

/// The dividend a share that people of a region got last month: of their fund, and in core regions of platforms.
pub fn dividend(world: &World, region: &Region) -> i64 {
    region.dividend + if region.core { world.platform_fund.dividend } else { 0 }
}

/// Looks at the world as it stands at the start of the month.
pub fn perceive(world: &mut World, month: &mut Month) {
    let people = world.people.len() as f64;
    let share = |of: &dyn Fn(&Census) -> i64| {
        let count: i64 = world.regions.iter().map(|region| of(&region.census)).sum();
        count as f64 / people
    };
    month.seen = Seen {
        modes: [0, 1, 2, 3].map(|m| share(&|census| census.modes[m]) as f32),
        regimes: [0, 1, 2, 3, 4].map(|rho| share(&|census| census.regimes[rho]) as f32),
        belief: (share(&|census| census.belief) / STEPS) as f32,
        success: Some(success(world.knowledge, &month.rules.world.knowledge) as f32),
        here: (0..world.regions.len()).map(|r| here(world, &month.rules.regions[r], r)).collect(),
    };
}

fn here(world: &World, rules: &Params, r: usize) -> Here {
    let region = &world.regions[r];
    let wage = region.wage * CREDIT;
    // A state of little capacity collects little tax and pays little dole (M23); harnessing conditions take some (M20).
    let tax = region.order * rules.state.income_tax;
    let dole = region.order * rules.state.dole * (1.0 - rules.elites.conditionality);
    let subsistence = rules.households.subsistence * region.essentials;
    let peers = region.census.regimes[PEER].max(1) as f64;
    let obstruct = region.weights[0] + region.weights[1];
    let hidden = (rules.obstruction.hiding * obstruct).clamp(0.0, 1.0);
    Here {
        far: far_chance(region.far_ties),
        far_share: region.far_ties as f32,
        fitting: (1.0 - num::exp(-region.coordination / rules.technology.fitting)) as f32,
        ln_access: num::ln(region.access.max(1e-9)) as f32,
        need: (region.price_buyer * subsistence * region.base_output * CREDIT) as f32,
        basket: (region.price_buyer * CREDIT) as f32,
        peers_kind: (region.market.peers_shared as f64 / STEPS / peers) as f32,
        wage: wage as f32,
        net_wage: ((1.0 - tax) * wage) as f32,
        tax,
        dole,
        unemployment: region.market.unemployment as f32,
        bread_filled: region.market.bread_filled as f32,
        dividend: dividend(world, region),
        sharing: region.census.regimes[SHARING] as f32 / region.people as f32,
        repression: region.repression,
        shown: (1.0 - hidden) as f32,
    }
}
