//! Small worlds for the tests of this crate.

use sim_core::params::{Params, RegionStart};

/// A world of three unequal regions: a rich core, a middle and a poor periphery.
#[must_use]
pub fn three_regions(people: u64) -> Params {
    let mut params = Params::default();
    let region = |name: &str, core, people_share, income, human_capital, access| RegionStart {
        name: name.into(),
        core,
        people_share,
        income,
        human_capital,
        access,
        access_ceiling: 0.9,
        ..RegionStart::whole_world()
    };
    params.regions = vec![
        region("core", true, 0.2, 3.0, 1.4, 0.5),
        region("middle", false, 0.3, 0.8, 1.0, 0.1),
        region("periphery", false, 0.5, 0.32, 0.84, 0.02),
    ];
    params.world.people = people;
    params.world.block_people = 50;
    params.world.burn_in = 6;
    params.world.months = 24;
    params
}
