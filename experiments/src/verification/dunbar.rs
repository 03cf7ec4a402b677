//! M3 alone: working groups that members join, leave and split settle around the size that costs them least.
//!
//! In a project of n people a member of a group of n_g pays c_cs (n_g/D)² + c_fed (1 − κ) ln(n/n_g) under communal
//! sharing, least at n_g* = D √(c_fed (1 − κ)/(2 c_cs)). A member gains from halving a group of more than
//! √((8/3) ln 2) n_g* = 1.36 n_g*, and nobody gains from moving out of groups of n_g*, so that groups settle between
//! half of the first and the first. No rule of the engine knows n_g*.
//!
//! A firm draws g equal teams: n/g settles at n_g* up to whole teams, and its output is A e^(1−α) K^α L^(1−α), e being the
//! mean over members of e^(−cost).

use super::case::{Case, Point, Through};
use super::world_of;
use sim_core::ids::NONE;
use sim_core::mechanisms::coordination_cost::CoordinationCost;
use sim_core::params::Dunbar;
use sim_core::simulation::Simulation;
use std::sync::Arc;

/// The cases of this file.
pub const CASES: [Case; 2] = [CROSSING, GROUPS];

const CROSSING: Case = Case {
    mechanism: 3,
    name: "crossing",
    quantity: "People from which ranking costs less",
    across: "Cost of federation over that of ranking",
    through: Through::Law,
    limit: "D = 150, span 7, κ = 0: federated communal sharing meets authority ranking at 151, 194, 388, 1 834 people for ratios of 6, 3, 2, 1.5",
    allowance: "1 person: sizes are whole",
    curve: None,
    run: |_| {
        let known = [(6.0, 151.0), (3.0, 194.0), (2.0, 388.0), (1.5, 1834.0)];
        known.into_iter().map(|(ratio, n)| Point::exact(ratio, n, crossing(ratio), 1.0)).collect()
    },
};

const GROUPS: Case = Case {
    mechanism: 3,
    name: "working-groups",
    quantity: "People in a communal member's group",
    across: "Coordination technology κ",
    through: Through::Engine,
    limit: "members join, leave and split groups: between half of the size from which halving is worth while, 1.36 n_g*, and that size, n_g* = D √(r (1 − κ)/2), D = 40, r = 2",
    allowance: "the stretch between both",
    curve: Some(|kappa| 0.75 * halving_size(40.0, 2.0, kappa)),
    run: |effort| {
        let kappas: &[f64] = effort.choose(&[0.5], &[0.0, 0.25, 0.5, 0.8]);
        let point = |kappa: &f64| {
            let most = halving_size(40.0, 2.0, *kappa);
            let found = felt_size(&groups("[1.0, 0.0, 0.0, 0.0]", *kappa));
            Point::exact(*kappa, 0.75 * most, found, 0.25 * most)
        };
        kappas.iter().map(point).collect()
    },
};

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

/// Mean size of the group that a member is in.
fn felt_size(sizes: &[u32]) -> f64 {
    let sum = |of: &dyn Fn(f64) -> f64| sizes.iter().map(|n| of(f64::from(*n))).sum::<f64>();
    sum(&|n| n * n) / sum(&|n| n)
}

/// Size from which communal sharing in the cheapest groups costs more than authority ranking, by going through all sizes.
fn crossing(ratio: f64) -> f64 {
    let rules = Dunbar {
        number: 150.0,
        span: 7.0,
        federation: ratio * authority_over_communal(),
        ..Dunbar::default()
    };
    let cost = CoordinationCost::new(&rules);
    let group = cheapest_group(150.0, rules.federation, 0.0);
    // Who ranks needs no groups, and pays for none.
    let dearer = |n: &u32| {
        let n = *n as f32;
        cost.federated(n, (group as f32).min(n), 0.0)[0] > cost.of(n)[1]
    };
    (150..20_000).find(dearer).map_or(f64::NAN, f64::from)
}

/// c_ar/c_cs: both cost the same in one group of Dunbar's number.
fn authority_over_communal() -> f64 {
    1.0 / sim_core::engine::num::ln(1.0 + 150.0 / 7.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use sim_core::engine::num;
    use sim_core::mechanisms::production;
    use sim_core::params::Params;

    #[test]
    fn communal_groups_settle_around_the_cheapest_size() {
        for kappa in [0.0, 0.5, 0.8] {
            let sizes = groups("[1.0, 0.0, 0.0, 0.0]", kappa);
            let (felt, most) = (felt_size(&sizes), halving_size(40.0, 2.0, kappa));
            let least = most / 2.0;
            assert!(least < felt && felt < most, "κ {kappa}: {felt}, expected {least} to {most}");
            let members: f64 = sizes.iter().map(|n| f64::from(*n)).sum();
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

    /// An economy of firms of some 400 people, all in one mode, that has lived for five years.
    fn firms_of(mode: &str) -> (Simulation, Params) {
        let set = [
            "world.people=12000".into(),
            "world.regions=one".into(),
            "world.burn_in=0".into(),
            "mechanisms.modes=false".into(),
            "mechanisms.regimes=false".into(),
            "firms.people_per_firm=400".into(),
            "dunbar.number=60".into(),
            "technology.initial=0".into(),
            "technology.innovation=0".into(),
            "regimes.initial=[1.0, 0.0, 0.0, 0.0]".into(),
            format!("modes.initial={mode}"),
        ];
        let params = world_of("emergence", &set);
        let mut world = Simulation::genesis(Arc::new(params.clone()), 0);
        for _ in 0..60 {
            world.step().expect("nothing to break");
        }
        (world, params)
    }

    #[test]
    fn firms_draw_teams_of_the_cheapest_size_and_keep_what_their_modes_leave() {
        let (world, params) = firms_of("[1.0, 0.0, 0.0, 0.0]");
        let firms = &world.world().firms;
        let cost = CoordinationCost::new(&params.dunbar);
        let best = cheapest_group(60.0, params.dunbar.federation, 0.0);
        for j in 0..firms.count() {
            let (n, teams) = (firms.size(j) as f64, f64::from(firms.teams[j]));
            if n < 200.0 {
                continue;
            }
            // One team more or fewer is a step of n/g²: the vote stops within one of the best number.
            assert!((teams - n / best).abs() <= 1.5, "{n} people in {teams} teams, best of {best}");
            // As the month's members and teams have it; what was hired since then is a person or two.
            let left = cost.labour_left([1.0, 0.0, 0.0, 0.0], n as f32, (n / teams) as f32, 0.0);
            assert!((firms.labour_left[j] / left - 1.0).abs() < 0.02, "{} of {left}", firms.labour_left[j]);
        }
        let (flat, _) = firms_of("[0.0, 1.0, 0.0, 0.0]");
        let firms = &flat.world().firms;
        assert!(firms.teams.iter().all(|teams| *teams == 1), "who ranks needs no teams");
    }

    #[test]
    fn what_coordination_takes_from_a_firms_labour_its_output_lacks() {
        let (mut world, params) = firms_of("[0.0, 0.4, 0.2, 0.4]");
        let (left, own, capital): (Vec<f64>, Vec<f64>, Vec<f64>) = {
            let firms = &world.world().firms;
            (firms.labour_left.clone(), firms.productivity.clone(), firms.capital.clone())
        };
        world.step().expect("nothing to break");
        let w = world.world();
        let alpha = params.firms.capital_share;
        let level = world.observe().world.productivity.value().expect("one region");
        let mut seen = 0;
        for j in 0..w.firms.count() {
            let plan = &w.firms.plans[j];
            let labour = w.firms.labour(j) + plan.casual + plan.task_labour;
            if labour > 0.0 && left[j] < 1.0 {
                // Capital as it was when the month's goods were made; A of the month is read after line 10 moved it.
                let made = production::output(num::exp(own[j]), capital[j], left[j] * labour, alpha);
                assert!(
                    (plan.output / (level * made) - 1.0).abs() < 0.005,
                    "{} of {}",
                    plan.output,
                    level * made
                );
                seen += 1;
            }
        }
        assert!(seen > 10, "{seen} firms");
    }
}
