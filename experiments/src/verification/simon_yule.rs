//! M8 alone: sizes of projects without and with leaving.
//!
//! Without leaving, when everybody joins and every tie has a project, sizes follow the Simon–Yule law with density
//! exponent 1 + 1/(1 − ν) (Simon 1955). With leaving, founding balances death and sizes follow the log-series: the
//! neutral model, in which J members drawn from it have Σ θ/(θ + k), k = 0…J−1, projects, θ = J ν/(1 − ν) (Ewens 1972).

use super::case::{Case, Point, Through};
use super::world_of;
use sim_core::engine::draws::{Chance, Purpose, unit32};
use sim_core::mechanisms::projects::{Step, found_or_join};
use sim_core::simulation::Simulation;
use std::sync::Arc;

/// The cases of this file.
pub const CASES: [Case; 2] = [SIMON_YULE, LOG_SERIES];

const SIMON_YULE: Case = Case {
    mechanism: 8,
    name: "simon-yule",
    quantity: "Density exponent of projects' sizes",
    across: "Chance ν of founding",
    through: Through::Law,
    limit: "no leaving, everybody joins: 1 + 1/(1 − ν) (Simon 1955), by maximum likelihood from 30 members on (Clauset, Shalizi and Newman 2009)",
    allowance: "0.01: the law is a ratio of gamma functions, a power law in its tail alone",
    curve: Some(yule_exponent),
    run: |effort| {
        let people = effort.choose(1_000_000, 4_000_000);
        let point = |founding: f64| {
            let (simulated, error) = tail_exponent(&arrivals(people, founding as f32, 1), 30);
            Point { x: founding, expected: yule_exponent(founding), simulated, error, allowance: 0.01 }
        };
        effort.choose(&[0.04, 0.4][..], &[0.04, 0.1, 0.2, 0.3, 0.4]).iter().map(|nu| point(*nu)).collect()
    },
};

const LOG_SERIES: Case = Case {
    mechanism: 8,
    name: "log-series",
    quantity: "Projects of 5 000 people",
    across: "Chance ν of founding",
    through: Through::Engine,
    limit: "with leaving: founding balances death, J members have Σ θ/(θ + k) projects, k < J, θ = J ν'/(1 − ν'), ν' = ν over those who found or meet a member (Ewens 1972)",
    allowance: "3 %: months are steps",
    curve: None,
    run: |effort| {
        let point = |founding: f64| {
            let (living, _, members) = lived(founding, effort.choose(2_000, 4_000));
            let expected = neutral_projects(members, effective(founding, members));
            Point::exact(founding, expected, living, 0.03 * expected)
        };
        effort.choose(&[0.1][..], &[0.05, 0.1, 0.2]).iter().map(|nu| point(*nu)).collect()
    },
};

/// Density exponent of the Simon–Yule law.
#[must_use]
pub fn yule_exponent(founding: f64) -> f64 {
    1.0 + 1.0 / (1.0 - founding)
}

/// Projects that J members have in the neutral model with founding chance ν at each change of members.
#[must_use]
pub fn neutral_projects(members: f64, founding: f64) -> f64 {
    let theta = members * founding / (1.0 - founding);
    (0..members as usize).map(|k| theta / (theta + k as f64)).sum()
}

/// Sizes of projects after so many people came one after another, each meeting a random person who came before.
#[must_use]
pub fn arrivals(people: usize, founding: f32, seed: u64) -> Vec<u32> {
    let words = Chance::new(seed, 0).stream(Purpose::ProjectSeek, 0);
    let mut drawn = vec![0; 2 * people];
    words.fill(0, &mut drawn);
    let mut project_of: Vec<u32> = vec![0];
    let mut sizes: Vec<u32> = vec![1];
    for w in drawn.chunks_exact(2).skip(1) {
        let met = ((u64::from(w[1]) * project_of.len() as u64) >> 32) as usize;
        let project = match found_or_join(unit32(w[0]), founding, 0.0, Some((project_of[met], 0.0)), 1.0) {
            Step::Join(project) => project,
            Step::Found | Step::Wait => {
                sizes.push(0);
                sizes.len() as u32 - 1
            }
        };
        sizes[project as usize] += 1;
        project_of.push(project);
    }
    sizes
}

/// Maximum-likelihood density exponent of a discrete power law from `least` on (Clauset, Shalizi and Newman 2009,
/// equation 3.7), and its standard error.
#[must_use]
pub fn tail_exponent(sizes: &[u32], least: u32) -> (f64, f64) {
    let tail: Vec<f64> = sizes.iter().filter(|s| **s >= least).map(|s| f64::from(*s)).collect();
    let n = tail.len() as f64;
    let sum: f64 = tail.iter().map(|s| sim_core::engine::num::ln(s / (f64::from(least) - 0.5))).sum();
    let exponent = 1.0 + n / sum;
    (exponent, (exponent - 1.0) / n.sqrt())
}

const PEOPLE: usize = 5_000;

/// Means over months of living projects, of those with one member, and of members, in a world of so many months.
fn lived(founding: f64, last: usize) -> (f64, f64, f64) {
    let set = [
        format!("world.people={PEOPLE}"),
        "ties.kind=all".into(),
        "mechanisms.regimes=false".into(),
        "mechanisms.projects=true".into(),
        "regimes.initial=[0.0, 0.0, 0.0, 1.0]".into(),
        format!("projects.founding={founding}"),
        "projects.exit=0.02".into(),
        "projects.affinity=1".into(),
        "projects.per_person=1".into(),
    ];
    let mut world = Simulation::genesis(Arc::new(world_of("verification/brock-durlauf", &set)), 0);
    let (mut living, mut alone, mut members, mut months) = (0.0, 0.0, 0.0, 0.0);
    for month in 0..last {
        world.step().expect("nothing to break");
        if month >= last / 3 && month % 25 == 0 {
            let projects = &world.world().projects;
            let sizes = (0..projects.slots()).filter(|s| projects.alive[*s]).map(|s| projects.members.get(s));
            living += projects.living() as f64;
            alone += sizes.clone().filter(|s| *s == 1).count() as f64;
            members += sizes.sum::<i64>() as f64;
            months += 1.0;
        }
    }
    (living / months, alone / months, members / months)
}

/// Chance of founding among those who do not wait: who meets somebody without a project waits, which founders do not.
fn effective(founding: f64, members: f64) -> f64 {
    founding / (founding + (1.0 - founding) * members / PEOPLE as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_leaving_sizes_have_the_simon_yule_exponent() {
        for founding in [0.04, 0.2, 0.4] {
            let sizes = arrivals(4_000_000, founding as f32, 1);
            // The law is a ratio of gamma functions: a power law from some tens of members on.
            let (exponent, error) = tail_exponent(&sizes, 30);
            let expected = yule_exponent(founding);
            assert!(
                (exponent - expected).abs() < 4.0 * error + 0.01,
                "ν {founding}: {exponent} ± {error}, {expected}"
            );
        }
    }

    #[test]
    fn with_leaving_projects_follow_the_log_series() {
        let founding = 0.1;
        let (living, alone, members) = lived(founding, 4_000);
        let effective = effective(founding, members);
        let expected = neutral_projects(members, effective);
        assert!((living / expected - 1.0).abs() < 0.03, "{living} projects, expected {expected}");
        // Log-series: θ x of them have one member, x = 1 − ν.
        let theta = members * effective / (1.0 - effective);
        let singles = theta * (1.0 - effective);
        assert!((alone / singles - 1.0).abs() < 0.05, "{alone} of one member, expected {singles}");
    }
}
