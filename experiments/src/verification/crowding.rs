//! M10 through the engine: users of a project come up to its capacity, or pass it and are shed, as the
//! closed forms say.

use super::alone::{alone, own_projects};
use super::case::{Case, Point, Through};
use sim_core::engine::num;
use sim_core::ids::Regime;
use sim_core::simulation::Simulation;

/// The cases of this file.
pub const CASES: [Case; 2] = [CONGESTION, SAW_TOOTH];

const CAPACITY: f64 = 500.0;
const GROWTH: f64 = 0.1;

const CONGESTION: Case = Case {
    mechanism: 10,
    name: "project-fills",
    quantity: "Users of a project",
    across: "Months",
    through: Through::Engine,
    limit: "congestion alone: logistic to the capacity of its one member's devices, 500, from 2 users, at 0.1 a month (Verhulst 1838)",
    allowance: "0.5 users: rounding in single precision",
    curve: Some(logistic),
    run: |_| {
        let mut world = project(2_000, CAPACITY, 1.0, 0.5);
        world.world_mut().projects.users[0] = 2.0;
        let mut points = Vec::new();
        for month in 1..=120 {
            world.step().expect("nothing to break");
            if month % 10 == 0 {
                let x = f64::from(month);
                points.push(Point::exact(x, logistic(x), f64::from(world.world().projects.users[0]), 0.5));
            }
        }
        points
    },
};

fn logistic(month: f64) -> f64 {
    CAPACITY / (1.0 + (CAPACITY / 2.0 - 1.0) * num::exp(-GROWTH * month))
}

const SAW_TOOTH: Case = Case {
    mechanism: 10,
    name: "project-crashes",
    quantity: "Mean users over the mean number at which it crashes",
    across: "Share s shed by a crash",
    through: Through::Engine,
    limit: "exponential growth at g and crashes by chance past capacity: s/ln(1/(1 − s)) g/(e^g − 1), whatever the hazard (months are steps: g = 0.1)",
    allowance: "0.5 %: the first and the last tooth, and that demand is 450 times the capacity",
    curve: Some(saw_tooth),
    run: |effort| {
        let shares: &[f64] = effort.choose(&[0.5], &[0.2, 0.35, 0.5, 0.65, 0.8]);
        let months = effort.choose(1_000, 2_500);
        shares
            .iter()
            .map(|s| Point::exact(*s, saw_tooth(*s), sawn(*s, months), 5e-3 * saw_tooth(*s)))
            .collect()
    },
};

/// A tooth's months hold (1 − s) C, (1 − s) C e^g, … up to below the C at which the next crash sheds: their
/// sum over their number.
fn saw_tooth(shed: f64) -> f64 {
    shed / num::ln(1.0 / (1.0 - shed)) * GROWTH / (num::exp(GROWTH) - 1.0)
}

/// A world of wage workers and one member of one project, who has worked for five years.
fn project(people: usize, devices: f64, congestion: f64, shed: f64) -> Simulation {
    let mut set = own_projects();
    set.extend([
        format!("world.people={people}"),
        "regimes.initial=[0.9, 0.0, 0.0, 0.1]".into(),
        "knowledge.half=0.1".into(),
        format!("capacity.devices={devices}"),
        format!("capacity.congestion={congestion}"),
        format!("capacity.growth={GROWTH}"),
        "capacity.crash=10".into(),
        format!("capacity.shed={shed}"),
    ]);
    let mut world = alone(&["projects", "capacity"], &set);
    let regimes = &mut world.world_mut().people.regime;
    regimes.fill(Regime::Capital as u8);
    regimes[0] = Regime::Peer as u8;
    for _ in 0..60 {
        world.step().expect("nothing to break");
    }
    assert_eq!(world.world().projects.living(), 1);
    world
}

fn sawn(shed: f64, months: usize) -> f64 {
    let mut world = project(5_000, 10.0, 0.0, shed);
    let (mut sum, mut crashes, mut levels) = (0.0, 0.0, 0.0);
    for _ in 0..months {
        world.step().expect("nothing to break");
        let projects = &world.world().projects;
        let users = f64::from(projects.users[0]);
        sum += users;
        if projects.crashes > 0 {
            (crashes, levels) = (crashes + 1.0, levels + users / (1.0 - shed));
        }
    }
    sum / months as f64 / (levels / crashes)
}

#[cfg(test)]
mod tests {
    use super::super::case::{Effort, assert_holds};
    use super::*;

    #[test]
    fn use_of_a_project_meets_its_closed_forms() {
        for case in &CASES {
            assert_holds(case, Effort::Quick);
        }
    }
}
