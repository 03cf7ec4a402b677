//! M12 through the engine: members who give more than their taste leave at the law's hazard, and survival
//! is exponential.

use super::alone::{ALL_PEERS, alone, own_projects};
use super::case::{Case, Effort, Point, Through};
use sim_core::engine::num;

/// The cases of this file.
pub const CASES: [Case; 2] = [SURVIVAL, HAZARD];

const BASE: f64 = 0.01;
const RISE: f64 = 0.03;

const SURVIVAL: Case = Case {
    mechanism: 12,
    name: "members-burn-out",
    quantity: "Members who are still in their first project",
    across: "Months",
    through: Through::Engine,
    limit: "all hours unpaid, taste held at one half: e^(−h t), h = 0.01 + 0.03 (1/0.5 − 1) = 0.04",
    allowance: "none beside chance",
    curve: Some(|month| num::exp(-hazard(2.0) * month)),
    run: |effort| {
        let people = effort.choose(5_000, 40_000);
        let left = stayed(people, &[2.0], 96);
        let point = |month: usize| {
            let x = month as f64;
            let expected = num::exp(-hazard(2.0) * x);
            let error = (expected * (1.0 - expected) / people as f64).sqrt();
            let simulated = left[month - 1][0] as f64 / people as f64;
            Point { x, expected, simulated, error, allowance: 0.0 }
        };
        (1..=12).map(|k| point(8 * k)).collect()
    },
};

const HAZARD: Case = Case {
    mechanism: 12,
    name: "burn-out-hazard",
    quantity: "Hazard of leaving (1/month)",
    across: "Unpaid hours over taste",
    through: Through::Engine,
    limit: "h_0 + h_1 (unpaid hours/τ − 1), h_0 = 0.01, h_1 = 0.03",
    allowance: "none beside chance",
    curve: Some(hazard),
    run: hazards,
};

fn hazard(load: f64) -> f64 {
    BASE + RISE * (load - 1.0).max(0.0)
}

/// Loads of those who live side by side in one world.
const LOADS: [f64; 6] = [1.0, 1.5, 2.0, 3.0, 4.0, 5.0];

fn hazards(effort: Effort) -> Vec<Point> {
    const MONTHS: usize = 24;
    let each = effort.choose(2_000, 20_000);
    let left = stayed(each * LOADS.len(), &LOADS, MONTHS);
    let point = |(group, load): (usize, &f64)| {
        let expected = hazard(*load);
        let share = |months: usize| num::exp(-expected * months as f64);
        let simulated = -num::ln(left[MONTHS - 1][group] as f64 / each as f64) / MONTHS as f64;
        // Of −ln of a binomial share, over the months.
        let error = ((1.0 - share(MONTHS)) / share(MONTHS) / each as f64).sqrt() / MONTHS as f64;
        Point { x: *load, expected, simulated, error, allowance: 0.0 }
    };
    LOADS.iter().enumerate().map(point).collect()
}

/// Members of each load who are still where they began, month by month.
fn stayed(people: usize, loads: &[f64], months: usize) -> Vec<Vec<usize>> {
    let mut set = own_projects();
    set.extend([
        format!("world.people={people}"),
        ALL_PEERS.into(),
        format!("projects.exit={BASE}"),
        format!("burnout.unpaid={RISE}"),
        "taste.growth=0".into(),
        "taste.loss=0".into(),
    ]);
    let mut world = alone(&["projects", "taste", "burnout"], &set);
    let tastes = &mut world.world_mut().people.taste;
    tastes.put_each(|i| (1.0 / loads[i % loads.len()]) as f32);
    world.step().expect("nothing to break");
    let first = world.world().people.project.clone();
    let mut there = vec![true; people];
    let mut counts = Vec::new();
    for _ in 0..months {
        world.step().expect("nothing to break");
        // All slots are taken, so that whoever leaves is without a project for a month at least.
        let now = &world.world().people.project;
        there.iter_mut().zip(now.iter().zip(&first)).for_each(|(there, (now, first))| *there &= now == first);
        let of = |group: usize| there.iter().skip(group).step_by(loads.len()).filter(|t| **t).count();
        counts.push((0..loads.len()).map(of).collect());
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::super::case::assert_holds;
    use super::*;

    #[test]
    fn members_leave_at_the_laws_hazard() {
        for case in &CASES {
            assert_holds(case, Effort::Quick);
        }
    }
}
