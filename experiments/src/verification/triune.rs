//! M11 alone: each leg of a project changes its own flow and no other.
//!
//! Eight worlds, each leg given to all projects that grow or to none, with the same seed. Donations need associations,
//! shared benefits need ecologies, cohesion needs communities; nothing else in a leg's way.

#[cfg(test)]
mod tests {
    use scenarios::{Source, load};
    use sim_core::observables::Measures;
    use sim_core::simulation::Simulation;
    use std::sync::Arc;

    /// Sums over twenty years of donations, benefits shared back and cohesion.
    fn flows(community: bool, association: bool, ecology: bool) -> [f64; 3] {
        let rate = |on: bool, rate: f64| if on { rate } else { 0.0 };
        let set = [
            "world.people=3000".into(),
            "world.region_people=equal".into(),
            "world.burn_in=24".into(),
            format!("triune.community={}", rate(community, 1.0)),
            format!("triune.association={}", rate(association, 0.2)),
            format!("triune.ecology={}", rate(ecology, 0.2)),
            "triune.sharing_firms=0.5".into(),
            // Patrons give to projects whatever legs these have.
            "capacity.patron=0".into(),
        ];
        let scenario = load(Source::named("emergence"), &set).unwrap_or_else(|e| panic!("{e}"));
        let mut world = Simulation::genesis(Arc::new(scenario.params), 0);
        let mut sums = [0.0; 3];
        for _ in 0..240 {
            let seen: Measures = world.step().expect("nothing to break").world;
            for (sum, cell) in sums.iter_mut().zip([seen.donations, seen.benefits_shared, seen.cohesion]) {
                *sum += cell.value().unwrap_or(0.0);
            }
        }
        sums
    }

    #[test]
    fn each_leg_opens_its_own_flow() {
        for legs in 0..8 {
            let on: [bool; 3] = std::array::from_fn(|k| legs >> k & 1 == 1);
            let [donations, benefits, cohesion] = flows(on[0], on[1], on[2]);
            assert_eq!(cohesion > 0.0, on[0], "cohesion {cohesion} with {on:?}");
            assert_eq!(donations > 0.0, on[1], "donations {donations} with {on:?}");
            assert_eq!(benefits > 0.0, on[2], "benefits {benefits} with {on:?}");
        }
    }
}
