//! M26 alone: leaders who learn by trial end near the take that pays them best, and cheap exit keeps it small.

use super::case::{Case, Point, Through};
use super::world_of;
use sim_core::mechanisms::leaders::exit_chance;
use sim_core::simulation::Simulation;
use std::sync::Arc;

/// What leaders who learn by trial come to take.
pub const CASE: Case = Case {
    mechanism: 26,
    name: "leaders-take",
    quantity: "Leader's take (share)",
    across: "Cost of exit e",
    through: Through::Engine,
    limit: "members leave with chance h/(1 + e^(−β(a − e))): the take that pays best over a trial of a year; with quick exit (1 + W(e^(βe − 1)))/β",
    allowance: "0.06, three steps: a search never rests, and few members make it err",
    curve: Some(|cost| best_within_trial(cost, 20.0, 0.2, 12)),
    run: |effort| {
        let costs: &[f64] = effort.choose(&[0.3], &[0.15, 0.3, 0.5]);
        let point =
            |cost: &f64| Point::exact(*cost, best_within_trial(*cost, 20.0, 0.2, 12), take(*cost), 0.06);
        costs.iter().map(point).collect()
    },
};

/// The take that pays best where members leave with chance h/(1 + exp(−β (a − e))) a month and a leader judges by trials of T
/// months: the least local maximum of a (1 − chance)^T, to which small steps up from nothing lead. Where all who are
/// driven out go within a trial this is [`best_take`](sim_core::mechanisms::leaders::best_take).
///
/// **Caution:** where some of those who are driven out are still there when the trial ends, taking everything from them can
/// pay more than the local maximum; nobody gets there by small steps.
#[must_use]
pub fn best_within_trial(cost: f64, decisive: f64, most: f64, trial: i32) -> f64 {
    let gain = |a: f64| {
        a * (1.0 - f64::from(exit_chance(a as f32, cost as f32, decisive as f32, most as f32))).powi(trial)
    };
    let at = |k: u32| f64::from(k) / 2000.0;
    // Steps wide enough that rounding in single precision makes no maxima.
    at((1..1800).find(|k| gain(at(*k)) > gain(at(k + 1))).unwrap_or(1800))
}

/// Mean take over ten years, of offices that have been held for at least twenty, in projects of at least fifteen.
fn take(cost: f64) -> f64 {
    let set = [
        "world.people=6000",
        "world.seed=3",
        "ties.kind=all",
        "mechanisms.regimes=false",
        "mechanisms.projects=true",
        "mechanisms.leaders=true",
        "regimes.initial=[0.0, 0.0, 0.0, 1.0]",
        "projects.founding=0.005",
        "projects.affinity=1",
        "projects.exit=0.002",
        "leaders.step=0.02",
    ];
    let set: Vec<String> =
        set.iter().map(|s| (*s).into()).chain([format!("leaders.exit_cost={cost}")]).collect();
    let mut world = Simulation::genesis(Arc::new(world_of("verification/brock-durlauf", &set)), 0);
    let (mut sum, mut n) = (0.0, 0);
    for month in 0..720i64 {
        world.step().expect("nothing to break");
        let projects = &world.world().projects;
        let held = |s: &usize| {
            projects.alive[*s]
                && projects.members.get(*s) >= 15
                && month - i64::from(projects.founded[*s]) >= 240
        };
        if month >= 600 {
            for s in (0..projects.slots()).filter(held) {
                (sum, n) = (sum + f64::from(projects.leadership.take(s)), n + 1);
            }
        }
    }
    assert!(n > 600, "{n} offices and months only");
    sum / f64::from(n)
}

#[cfg(test)]
mod tests {
    use super::super::case::Effort;
    use super::*;
    use sim_core::mechanisms::leaders::best_take;

    #[test]
    fn with_quick_exit_a_trial_finds_the_closed_form() {
        // One month, all in doubt gone: the logistic exit of the closed form.
        for cost in [0.1, 0.3, 0.5] {
            let (numeric, closed) = (best_within_trial(cost, 20.0, 1.0, 1), best_take(20.0, cost, 1.0));
            assert!((numeric - closed).abs() < 6e-4, "cost {cost}: {numeric}, {closed}");
        }
    }

    #[test]
    fn in_the_engine_leaders_find_it_and_cheap_exit_keeps_it_small() {
        let points = (CASE.run)(Effort::Full);
        assert!(points.iter().all(Point::holds), "{points:?}");
        let found: Vec<f64> = points.iter().map(|point| point.simulated).collect();
        assert!(found[0] < found[1] && found[1] < found[2], "{found:?}");
    }
}
