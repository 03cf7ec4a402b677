//! M31 through the engine: a region's norm comes to what its successful set, half of the way in ten years.

use super::alone::alone;
use super::case::{Case, Point, Through};
use sim_core::engine::num;

/// The norm of a region.
pub const CASE: Case = Case {
    mechanism: 31,
    name: "norm-of-a-region",
    quantity: "Norm (nats)",
    across: "Months",
    through: Through::Engine,
    limit: "communal and equality modes held 0.2 more frequent among the successful: the distance to 0.2 halves every 120 months",
    allowance: "0.00001: what is kept is rounded each month",
    curve: Some(norm_by),
    run: |_| lived(),
};

fn norm_by(month: f64) -> f64 {
    0.2 - 0.3 * num::pow(0.5, month / 120.0)
}

/// Nobody changes mode; who is successful is written into the census that the norm is read from.
fn lived() -> Vec<super::case::Point> {
    const PEOPLE: i64 = 1_000;
    let set = [
        format!("world.people={PEOPLE}"),
        "modes.reconsider=0".into(),
        "norm.weight=1".into(),
        "norm.half_life=120".into(),
    ];
    let mut world = alone(&["modes", "firms", "norm"], &set);
    world.burn_in().expect("books balance");
    world.world_mut().regions[0].norm = Some(-0.1);
    let mut points = Vec::new();
    for month in 1..=480 {
        let census = &mut world.world_mut().regions[0].census;
        let common = census.modes[0] + census.modes[2];
        (census.successful, census.successful_common) = (PEOPLE, common + PEOPLE / 5);
        let seen = world.step().expect("books balance").world;
        if month % 40 == 0 {
            let x = f64::from(month);
            points.push(Point::exact(x, norm_by(x), seen.norm.value().expect("the norm is on"), 1e-5));
        }
    }
    points
}

#[cfg(test)]
mod tests {
    use super::super::case::{Effort, assert_holds};
    use super::*;

    #[test]
    fn a_regions_norm_comes_to_what_the_successful_set() {
        assert_holds(&CASE, Effort::Quick);
    }
}
