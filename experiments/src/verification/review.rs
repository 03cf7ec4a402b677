//! M8's acceptance alone: the core of a project feeds on what it accepts.
//!
//! Members give all their hours, and leave with chance x a month. What is accepted of an hour of quality q is q a(k), so
//! that standing in the project is on average q a (1 − s^T)/(1 − s) after T months, and a member belongs to the core from the first
//! T at which that reaches the threshold. Tenure is geometric, so that the core's share of hours rests where
//! k = mean of (1 − x)^T, a fixed point of k ↦ a(k) ↦ T.

use super::case::{Case, Point, Through};
use super::world_of;
use sim_core::engine::num;
use sim_core::mechanisms::projects::quality;
use sim_core::mechanisms::review::review;
use sim_core::simulation::Simulation;
use std::sync::Arc;

/// The core that accepts and is accepted.
pub const CASE: Case = Case {
    mechanism: 8,
    name: "core",
    quantity: "Core's share of hours in large projects",
    across: "Hours of review for an hour of work",
    through: Through::Engine,
    limit: "fixed point: the core accepts, who is accepted long enough belongs to it, tenure is geometric",
    allowance: "3 %: months are steps",
    curve: None,
    run: |effort| {
        let costs: &[f64] = effort.choose(&[0.15], &[0.15, 0.5, 1.0, 4.0]);
        let point = |cost: &f64| {
            let ([core, ..], qualities) = run(*cost, 3.0, 0.3);
            let expected = core_share(&qualities, 0.01, 3.0, 0.99, *cost as f32, 0.3);
            Point::exact(*cost, expected, core, 0.03 * expected)
        };
        costs.iter().map(point).collect()
    },
};

/// Months until standing in the project reaches the threshold; `None`: never.
#[must_use]
pub fn months_to_the_core(accepted: f64, threshold: f64, kept: f64) -> Option<f64> {
    let left = 1.0 - threshold * (1.0 - kept) / accepted.max(1e-300);
    (left > 0.0).then(|| (num::ln(left) / num::ln(kept)).ceil())
}

/// Where the core's share of hours rests, from above.
#[must_use]
pub fn core_share(qualities: &[f64], exit: f64, threshold: f64, kept: f64, cost: f32, late: f32) -> f64 {
    let mut core = 1.0;
    for _ in 0..2000 {
        let accepted = f64::from(review(core as f32, cost, late).accepted);
        let stays = |q: &f64| {
            months_to_the_core(q * accepted, threshold, kept).map_or(0.0, |t| num::pow(1.0 - exit, t))
        };
        let next = qualities.iter().map(stays).sum::<f64>() / qualities.len() as f64;
        core += 0.1 * (next - core);
    }
    core
}

/// The core's share, the share spent on review and the accepted share of the engine's large projects over time, and
/// the qualities of the work of all people.
fn run(cost: f64, core: f64, late: f64) -> ([f64; 3], Vec<f64>) {
    let set = [
        "world.people=4000".into(),
        "world.seed=3".into(),
        "ties.kind=all".into(),
        "mechanisms.regimes=false".into(),
        "mechanisms.projects=true".into(),
        "regimes.initial=[0.0, 0.0, 0.0, 1.0]".into(),
        "projects.founding=0.0005".into(),
        "projects.exit=0.01".into(),
        "projects.affinity=1".into(),
        format!("review.cost={cost}"),
        format!("review.core={core}"),
        format!("review.late={late}"),
    ];
    let mut world = Simulation::genesis(Arc::new(world_of("verification/brock-durlauf", &set)), 0);
    let (mut sums, mut all) = ([0.0; 3], 0.0);
    for month in 0..900 {
        world.step().expect("nothing to break");
        if month < 500 {
            continue;
        }
        let projects = &world.world().projects;
        for s in (0..projects.slots()).filter(|s| projects.members.get(*s) > 250) {
            let (hours, core) = (projects.hours.get(s) as f64, projects.core_hours.get(s) as f64);
            sums[0] += core;
            sums[1] += hours * f64::from(review((core / hours) as f32, cost as f32, late as f32).spent);
            sums[2] += f64::from(projects.accepted[s]) * hours;
            all += hours;
        }
    }
    let qualities = world.world().people.skill.iter().map(|s| f64::from(quality(*s))).collect();
    (sums.map(|sum| sum / all), qualities)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_core_rests_at_the_fixed_point_of_accepting_and_being_accepted() {
        // Reviewers in plenty; too few of them.
        for (cost, threshold, late) in [(0.15, 3.0, 0.2), (4.0, 3.0, 0.3)] {
            let ([core, spent, accepted], qualities) = run(cost, threshold, late);
            let expected = core_share(&qualities, 0.01, threshold, 0.99, cost as f32, late as f32);
            assert!((core / expected - 1.0).abs() < 0.03, "cost {cost}: {core}, expected {expected}");
            let law = review(core as f32, cost as f32, late as f32);
            assert!((spent - f64::from(law.spent)).abs() < 0.01, "{spent}, {law:?}");
            assert!((accepted - f64::from(law.accepted)).abs() < 0.02, "{accepted}, {law:?}");
            let enough = cost / (1.0 + cost);
            assert_eq!(core > enough, cost < 1.0, "{core} of {enough}");
        }
    }

    #[test]
    fn where_nothing_is_accepted_late_a_dear_review_ends_the_core() {
        let ([core, _, accepted], qualities) = run(10.0, 8.0, 0.0);
        assert!(core_share(&qualities, 0.01, 8.0, 0.99, 10.0, 0.0) < 0.01);
        assert!(core < 0.02 && accepted < 0.01, "{core} {accepted}");
    }

    /// Everybody founds a project of their own in the first month, and stays.
    fn alone(founding_time: f64, months: usize) -> Simulation {
        let set = [
            "world.people=4000".into(),
            "world.seed=4".into(),
            "ties.kind=all".into(),
            "mechanisms.regimes=false".into(),
            "mechanisms.projects=true".into(),
            "regimes.initial=[0.0, 0.0, 0.0, 1.0]".into(),
            "projects.founding=1".into(),
            "projects.per_person=1".into(),
            "mechanisms.burnout=false".into(),
            "mechanisms.immunity=false".into(),
            "projects.exit=0".into(),
            "review.cost=0".into(),
            format!("projects.founding_time={founding_time}"),
        ];
        let mut world = Simulation::genesis(Arc::new(world_of("verification/brock-durlauf", &set)), 0);
        for _ in 0..months {
            world.step().expect("nothing to break");
        }
        world
    }

    #[test]
    fn nothing_counts_before_a_project_is_set_up() {
        // Each gives a month of work a month: of 2.5 months of setting up, half a month is left for the third.
        for (months, set_up, counts) in [(1, 1.0, 0.0), (2, 1.0, 0.0), (3, 0.5, 0.5), (4, 0.0, 1.0)] {
            let world = alone(2.5, months);
            let seen = world.observe().world;
            assert_eq!(seen.project_setup_share.value(), Some(set_up), "month {months}");
            assert!(world.world().projects.accepted.iter().take(4000).all(|share| *share == counts));
        }
        let knowledge = |time| alone(time, 9).observe().world.project_accepted_share.value();
        assert_eq!(knowledge(10.0), Some(0.0));
        assert!(knowledge(0.0) > Some(0.3));
    }

    #[test]
    fn a_contribution_is_accepted_with_chance_quality_and_counts_for_knowledge_and_standing_alike() {
        let mut world = alone(0.0, 1);
        let n = world.world().people.count;
        let mut times = vec![0u32; n];
        for _ in 0..100 {
            let before = world.world().people.earned.clone();
            world.step().expect("nothing to break");
            let w = world.world();
            let mut good = 0.0;
            for i in 0..n {
                let gained = w.people.earned[i] - 0.99 * before[i];
                assert!(gained.abs() < 1e-4 || (gained - 1.0).abs() < 1e-4, "all or nothing: {gained}");
                times[i] += u32::from(gained > 0.5);
                good += f64::from(gained.round());
            }
            let accepted = world.observe().world.project_accepted_share.value().expect("projects are on");
            assert!((accepted - good / n as f64).abs() < 1e-6, "{accepted}, {good}");
        }
        let skills = &world.world().people.skill;
        let (mut squares, mut off) = (0.0, 0.0);
        for (times, skill) in times.iter().zip(skills) {
            let q = f64::from(quality(*skill));
            let z = (f64::from(*times) - 100.0 * q) / (100.0 * q * (1.0 - q)).sqrt();
            (squares, off) = (squares + z * z, off + z);
        }
        // Binomial counts: scores have mean 0 and mean square 1, to four standard errors.
        assert!((squares / n as f64 - 1.0).abs() < 4.0 * (2.0 / n as f64).sqrt(), "{squares}");
        assert!((off / n as f64).abs() < 4.0 / (n as f64).sqrt(), "{off}");
    }
}
