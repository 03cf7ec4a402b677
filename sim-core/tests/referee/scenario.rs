//! The small world that the referee plays through: all mechanisms on, and every kind of organisation at work.

use sim_core::params::{Params, RegionStart};

/// Five hundred people in three unequal regions.
pub fn small_world(seed: u64) -> Params {
    let mut params = Params::default();
    let region = |name: &str, core, people_share, income, human_capital, access| RegionStart {
        name: name.into(),
        core,
        people_share,
        income,
        human_capital,
        access,
        access_ceiling: 0.95,
        ..RegionStart::whole_world()
    };
    params.regions = vec![
        region("core", true, 0.4, 1.6, 1.2, 0.8),
        region("middle", false, 0.3, 0.8, 1.0, 0.6),
        region("periphery", false, 0.3, 0.4, 0.8, 0.4),
    ];
    params.world.seed = seed;
    params.world.people = 500;
    params.world.block_people = 25;
    params.world.burn_in = 18;
    params.world.months = 24;
    params.mechanisms.adventure = true;
    params.adventure.initial = 0.06;
    params.regimes.initial = [0.5, 0.1, 0.15, 0.25];
    params.firms.people_per_firm = 12.0;
    params
}
