//! What size costs a group in each mode (docs/model/m03-dunbar.md).

use sim_core::engine::num;
use sim_core::params::Dunbar;

/// Cost in nats of each mode (communal, authority, equality, market) to a member of a group of `group` people in an
/// organisation of `all`.
///
/// The table's constants are made with 64 bits; with sizes they are worked out with 32, from left to right as written.
pub fn costs(dunbar: &Dunbar, all: f32, group: f32, kappa: f32) -> [f32; 4] {
    let authority = dunbar.authority;
    let communal = authority * num::ln(1.0 + dunbar.number / dunbar.span);
    let equality = communal * dunbar.equality_ratio;
    let market = authority * dunbar.market_ratio;
    let federating = communal * dunbar.federation;

    let to_number = group / dunbar.number as f32;
    let layers = num::ln32(1.0 + group / dunbar.span as f32);
    let own = [
        communal as f32 * to_number * to_number,
        authority as f32 * layers,
        equality as f32 * to_number,
        market as f32 * layers,
    ];
    let relief =
        [dunbar.relief_communal, dunbar.relief_authority, dunbar.relief_equality, dunbar.relief_market];
    let between = if all > group { federating as f32 * (1.0 - kappa) * num::ln32(all / group) } else { 0.0 };
    std::array::from_fn(|mode| own[mode] * (1.0 - relief[mode] as f32 * kappa) + between)
}
