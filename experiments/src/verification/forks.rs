//! M25 alone: strained projects fork at the rate r e^(−e/e_0), what they know is copied, and repeated work fades.

use super::case::{Case, Point, Through};
use super::world_of;
use sim_core::engine::num;
use sim_core::simulation::Simulation;
use sim_core::state::World;
use std::sync::Arc;

/// Forks in ten years.
pub const CASE: Case = Case {
    mechanism: 25,
    name: "forks",
    quantity: "Forks in ten years over strained projects' months (%)",
    across: "Cost of exit e",
    through: Through::Engine,
    limit: "r e^(−e/e_0) for each project that is large and strained enough, r = 0.02 a month, e_0 = 0.3",
    allowance: "none beside chance (forks are Poisson)",
    curve: Some(|cost| 100.0 * expected(1, 0.02, cost, 0.3)),
    run: |effort| {
        let point = |cost: &f64| {
            let (seen, wanted) = forks(*cost, 0.4);
            let per_month = 100.0 * expected(1, 0.02, *cost, 0.3);
            let scale = per_month / wanted;
            Point {
                x: *cost,
                expected: per_month,
                simulated: seen * scale,
                error: wanted.sqrt() * scale,
                allowance: 0.0,
            }
        };
        effort.choose(&[0.0][..], &[0.0, 0.15, 0.3]).iter().map(point).collect()
    },
};

/// Forks expected in a month: r e^(−e/e_0) for each project that is large and strained enough.
#[must_use]
pub fn expected(strained: usize, rate: f64, exit: f64, scale: f64) -> f64 {
    strained as f64 * rate * num::exp(-exit / scale)
}

/// Projects with enough members whose strain is above the threshold.
#[must_use]
pub fn strained(world: &World, threshold: f64, least: i64) -> usize {
    let projects = &world.projects;
    let is = |s: &usize| {
        projects.alive[*s]
            && projects.members.get(*s) >= least
            && f64::from(projects.tension.strain[*s]) > threshold
    };
    (0..projects.slots()).filter(is).count()
}

fn simulation(more: &[&str]) -> Simulation {
    let set = [
        "world.people=3000",
        "world.seed=11",
        "ties.kind=all",
        "mechanisms.regimes=false",
        "mechanisms.projects=true",
        "mechanisms.capacity=true",
        "mechanisms.forks=true",
        "regimes.initial=[0.0, 0.0, 0.0, 1.0]",
        "projects.founding=0.02",
        "projects.affinity=0.5",
    ];
    let set: Vec<String> = set.iter().chain(more).map(|s| (*s).into()).collect();
    Simulation::genesis(Arc::new(world_of("verification/brock-durlauf", &set)), 0)
}

/// Forks in ten years after ten, and how many the law expects.
fn forks(cost: f64, threshold: f64) -> (f64, f64) {
    let mut world = simulation(&[
        &format!("leaders.exit_cost={cost}"),
        &format!("forks.threshold={threshold}"),
        "forks.rate=0.02",
    ]);
    let (mut seen, mut wanted) = (0.0, 0.0);
    for month in 0..240 {
        world.step().expect("nothing to break");
        if month >= 120 {
            let forks = world.world().projects.tension.forks as f64;
            seen += forks;
            // Those that have just forked have lost a part of their members.
            wanted += expected(strained(world.world(), threshold, 4), 0.02, cost, 0.3);
        }
    }
    (seen, wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forks_come_at_the_rate_of_the_law_and_the_seldomer_the_dearer_exit_is() {
        let mut rates = Vec::new();
        for cost in [0.0, 0.3] {
            let (seen, expected) = forks(cost, 0.4);
            assert!(expected > 30.0, "too few to tell: {expected}");
            let error = (seen - expected) / expected.sqrt();
            assert!(error.abs() < 3.5, "cost {cost}: {seen} forks, expected {expected}");
            rates.push(seen);
        }
        assert!(rates[1] < 0.75 * rates[0], "{rates:?}");
        // A threshold that nobody reaches: all are of one culture or nearly so.
        assert_eq!(forks(0.0, 9.0), (0.0, 0.0));
    }

    /// Least and greatest culture of a project's members.
    fn cultures(world: &World, slot: usize) -> (u16, u16) {
        let of = |(project, culture): (&u32, &u16)| (*project as usize == slot).then_some(*culture);
        let members = world.people.project.iter().zip(&world.people.culture).filter_map(of);
        members.fold((u16::MAX, 0), |(least, most), c| (least.min(c), most.max(c)))
    }

    #[test]
    fn a_fork_copies_what_is_known_divides_people_by_culture_and_its_repeats_fade() {
        let mut world =
            simulation(&["forks.rate=0.05", "forks.threshold=0.3", "leaders.exit_cost=0", "forks.lost=0.25"]);
        let (mut went, mut lost, mut forks) = (0, 0, 0);
        for _ in 0..120 {
            let month = world.month() + 1;
            world.step().expect("nothing to break");
            let (people, projects) = (&world.world().people, &world.world().projects);
            (went, lost, forks) =
                (went + projects.tension.went, lost + projects.tension.lost, forks + projects.tension.forks);
            let members: i64 = (0..projects.slots()).map(|s| projects.members.get(s)).sum();
            assert_eq!(members, people.project.iter().filter(|p| **p != u32::MAX).count() as i64);
            for s in (0..projects.slots()).filter(|s| projects.alive[*s]) {
                let repeats = projects.tension.duplicated[s];
                let age = month - i64::from(projects.founded[s]);
                let faded = 0.5 * num::exp(-std::f64::consts::LN_2 * age as f64 / 24.0);
                assert!(
                    repeats == 0.0 || (f64::from(repeats) - faded).abs() < 1e-5,
                    "{repeats} after {age} months"
                );
                if repeats > 0.0 && age == 0 {
                    // Some other project knows as much, and all its people are on the other side: the one it came from.
                    let known = projects.knowledge[s];
                    let (least, most) = cultures(world.world(), s);
                    let origin = |t: &usize| {
                        let (below, above) = cultures(world.world(), *t);
                        *t != s && projects.knowledge[*t] == known && (above < least || most < below)
                    };
                    let origins = (0..projects.slots()).filter(|t| projects.alive[*t]).filter(origin).count();
                    assert!(known == 0.0 || origins > 0, "nobody else knows {known}, or people are mixed");
                }
            }
        }
        assert!(forks > 50, "{forks}");
        let share = lost as f64 / (lost + went) as f64;
        assert!((share - 0.25).abs() < 3.0 * (0.25 * 0.75 / (lost + went) as f64).sqrt(), "{share} are lost");
    }
}
