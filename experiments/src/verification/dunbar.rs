//! M3 alone: working groups that members join, leave and split settle around the size that costs them least.
//!
//! In a project of n people a member of a group of n_g pays c_cs (n_g/D)² + c_fed (1 − κ) ln(n/n_g) under communal
//! sharing, least at n_g* = D √(c_fed (1 − κ)/(2 c_cs)). A member gains from halving a group of more than
//! √((8/3) ln 2) n_g* = 1.36 n_g*, and nobody gains from moving out of groups of n_g*, so that groups settle between
//! half of the first and the first. No rule of the engine knows n_g*.

/// Group size that costs a communal member least: D √(r (1 − κ)/2), r = c_fed/c_cs.
#[must_use]
pub fn cheapest_group(number: f64, federation: f64, kappa: f64) -> f64 {
    number * (federation * (1.0 - kappa) / 2.0).sqrt()
}

/// Group size from which halving is worth while: √((8/3) ln 2) times the cheapest.
#[must_use]
pub fn halving_size(number: f64, federation: f64, kappa: f64) -> f64 {
    (8.0 / 3.0 * std::f64::consts::LN_2).sqrt() * cheapest_group(number, federation, kappa)
}

#[cfg(test)]
mod tests {
    use super::super::world_of;
    use super::*;
    use sim_core::ids::NONE;
    use sim_core::simulation::Simulation;
    use std::sync::Arc;

    /// Sizes of the working groups of large projects after they have grown.
    fn groups(mode: &str, kappa: f64) -> Vec<u32> {
        let set = [
            "world.people=4000".into(),
            "world.seed=3".into(),
            "ties.kind=all".into(),
            "mechanisms.regimes=false".into(),
            "mechanisms.projects=true".into(),
            "mechanisms.dunbar=true".into(),
            format!("modes.initial={mode}"),
            "regimes.initial=[0.0, 0.0, 0.0, 1.0]".into(),
            "projects.founding=0.0005".into(),
            "projects.exit=0.002".into(),
            "projects.affinity=1".into(),
            "dunbar.number=40".into(),
            "dunbar.federation=2".into(),
            format!("technology.floor={kappa}"),
            "technology.initial=0".into(),
        ];
        let mut world = Simulation::genesis(Arc::new(world_of("verification/brock-durlauf", &set)), 0);
        for _ in 0..900 {
            world.step().expect("nothing to break");
        }
        let projects = &world.world().projects;
        let groups = &projects.groups;
        let total: i64 = groups.members.iter().map(|n| i64::from(*n)).sum();
        let members: i64 = (0..projects.slots()).map(|s| projects.members.get(s)).sum();
        assert_eq!(total, members, "everybody in a project is in one working group");
        // Projects of many cheapest groups: in small ones a group more or less is a large step.
        let large = |project: &u32| *project != NONE && projects.members.get(*project as usize) > 250;
        groups.members.iter().zip(&groups.project).filter(|(_, p)| large(p)).map(|(n, _)| *n).collect()
    }

    #[test]
    fn communal_groups_settle_around_the_cheapest_size() {
        for kappa in [0.0, 0.5, 0.8] {
            let sizes = groups("[1.0, 0.0, 0.0, 0.0]", kappa);
            let (members, squares) =
                sizes.iter().fold((0.0, 0.0), |(n, s), x| (n + f64::from(*x), s + f64::from(*x).powi(2)));
            let felt = squares / members;
            let (least, most) = (halving_size(40.0, 2.0, kappa) / 2.0, halving_size(40.0, 2.0, kappa));
            assert!(least < felt && felt < most, "κ {kappa}: {felt}, expected {least} to {most}");
            let within =
                sizes.iter().filter(|n| f64::from(**n) < 1.1 * most).map(|n| f64::from(*n)).sum::<f64>();
            assert!(within > 0.95 * members, "κ {kappa}: {sizes:?}");
        }
    }

    #[test]
    fn who_ranks_needs_no_working_groups() {
        let sizes = groups("[0.0, 1.0, 0.0, 0.0]", 0.0);
        let largest = sizes.iter().max().expect("groups");
        assert!(*largest > 250 && sizes.len() < 20, "one group a project: {sizes:?}");
    }
}
