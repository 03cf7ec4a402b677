//! M28 alone: disruption rests at inflow/(inflow + defence), and with feedback a second, collapsed state can exist.
//!
//! A project with J joiners a month loses each member with chance x + f d, so that it rests at n = n_0/(1 + φ d) members,
//! φ = f/x. Who joins comes to belong to the core at the rate p, so that the core's share rests at
//! k = k_0/(1 + φ_k d), φ_k = f/(p + x). Use is given. Disruption then rests where
//! d = ρ (1 + φ d)(1 + φ_k d)(1 − d), ρ = i_0/r_0 inflow over defence of the undisturbed project: a cubic with one root or
//! three in 0..=1, and with three the lowest and the highest are stable.

use super::case::{Case, Point, Through};
use super::world_of;
use sim_core::mechanisms::immunity;
use sim_core::simulation::Simulation;
use std::sync::Arc;

/// The cases of this file.
pub const CASES: [Case; 3] = [REST, IN_PROJECTS, TWO_STATES];

const REST: Case = Case {
    mechanism: 28,
    name: "disruption",
    quantity: "Disruption of a project at rest",
    across: "Inflow over defence",
    through: Through::Law,
    limit: "inflow/(inflow + defence), nobody driven out",
    allowance: "rounding in single precision",
    curve: Some(|ratio| ratio / (1.0 + ratio)),
    run: |_| {
        let rest =
            |ratio: f64| f64::from((0..20_000).fold(0.5, |d, _| immunity::step(d, 0.1 * ratio as f32, 0.1)));
        let point = |ratio: f64| Point::exact(ratio, ratio / (1.0 + ratio), rest(ratio), 1e-4);
        [0.1, 0.3, 1.0, 2.0, 4.0].into_iter().map(point).collect()
    },
};

const IN_PROJECTS: Case = Case {
    mechanism: 28,
    name: "disruption-of-projects",
    quantity: "Disruption of a project at rest",
    across: "Inflow over inflow and defence (deciles of projects)",
    through: Through::Engine,
    limit: "inflow/(inflow + defence), nobody driven out; inflow by users, defence by the hours of members with standing, a head",
    allowance: "0.005: users and core still move a little",
    curve: Some(|rest| rest),
    run: |effort| {
        let mut all = in_projects(effort.choose(1_000, 4_000));
        all.sort_by(|a, b| a.0.total_cmp(&b.0));
        let point = |k: usize| {
            let (rest, found) = all[k * (all.len() - 1) / 10];
            Point::exact(rest, rest, found, 5e-3)
        };
        (1..10).map(point).collect()
    },
};

/// Where disruption of each project is to rest, and where it is after fifty years.
fn in_projects(people: usize) -> Vec<(f64, f64)> {
    let set = [
        format!("world.people={people}"),
        "world.seed=5".into(),
        "ties.kind=all".into(),
        "mechanisms.regimes=false".into(),
        "mechanisms.projects=true".into(),
        "mechanisms.capacity=true".into(),
        "mechanisms.immunity=true".into(),
        "regimes.initial=[0.0, 0.0, 0.0, 1.0]".into(),
        "projects.founding=0.02".into(),
        "projects.affinity=1".into(),
        "projects.exit=0".into(),
        "capacity.crash=0".into(),
        format!("immunity.entry={ENTRY}"),
        format!("immunity.guard={GUARD}"),
        "immunity.flight=0".into(),
        "immunity.harm=0".into(),
    ];
    let mut world = Simulation::genesis(Arc::new(world_of("verification/brock-durlauf", &set)), 0);
    for _ in 0..600 {
        world.step().expect("nothing to break");
    }
    let projects = &world.world().projects;
    let pair = |s: usize| {
        let n = projects.members.get(s) as f64;
        let core = projects.core_hours.get(s) as f64 / 1_048_576.0;
        let (inflow, defence) = (ENTRY * f64::from(projects.users[s]) / n, GUARD * core / n);
        (inflow / (inflow + defence), f64::from(projects.disruption[s]))
    };
    (0..projects.slots()).filter(|s| projects.alive[*s]).map(pair).collect()
}

const ENTRY: f64 = 0.2;
const GUARD: f64 = 0.4;

const TWO_STATES: Case = Case {
    mechanism: 28,
    name: "collapse",
    quantity: "Disruption at rest, from none and from all",
    across: "Inflow over defence of the undisturbed project",
    through: Through::Law,
    limit: "members and core are driven out (φ = 20, 19): roots of d = ρ (1 + φ d)(1 + φ_k d)(1 − d), the lowest and the highest of one or three",
    allowance: "0.003: tenths of a month, and roots on a grid",
    curve: None,
    run: |effort| {
        let pressures: &[f64] = effort.choose(&[0.012], &[0.002, 0.006, 0.012, 0.03, 0.2]);
        let pair = |pressure: &f64| {
            let feedback = Feedback { pressure: *pressure, members: 20.0, core: 19.0 };
            let rests = feedback.rests();
            let ends = [(0.0, rests.first()), (1.0, rests.last())];
            ends.map(|(start, rest)| {
                Point::exact(*pressure, rest.copied().unwrap_or(f64::NAN), run(start, &feedback), 0.003)
            })
        };
        pressures.iter().flat_map(pair).collect()
    },
};

/// Feedback of disruption on a project's members and core.
#[derive(Clone, Copy, Debug)]
pub struct Feedback {
    /// ρ: inflow over defence where nobody is driven out.
    pub pressure: f64,
    /// φ: hazard of being driven out over that of leaving.
    pub members: f64,
    /// φ_k: hazard of being driven out over the rates of joining the core and of leaving.
    pub core: f64,
}

impl Feedback {
    fn excess(&self, d: f64) -> f64 {
        self.pressure * (1.0 + self.members * d) * (1.0 + self.core * d) * (1.0 - d) - d
    }

    /// Where disruption can rest, lowest first.
    #[must_use]
    pub fn rests(&self) -> Vec<f64> {
        const CELLS: usize = 10_000;
        let at = |k: usize| k as f64 / CELLS as f64;
        let crosses = |k: &usize| (self.excess(at(*k)) > 0.0) != (self.excess(at(k + 1)) > 0.0);
        (0..CELLS).filter(crosses).map(|k| at(k) + 0.5 / CELLS as f64).collect()
    }
}

/// Disruption of the law's own project in the end, from where its members and core rest under `start`.
fn run(start: f32, feedback: &Feedback) -> f64 {
    let (leaving, joining, inflow) = (0.01, 0.02, 0.02);
    let (flight, promotion) =
        (leaving * feedback.members, leaving * feedback.members / feedback.core - leaving);
    let core_rest = promotion / (promotion + leaving);
    let guard = inflow / (feedback.pressure * core_rest);
    let (mut d, mut members) = (start, joining / leaving);
    members /= 1.0 + feedback.members * f64::from(d);
    let mut core = core_rest * members / (1.0 + feedback.core * f64::from(d));
    for _ in 0..40_000 {
        // A tenth of a month at a time: the closed form is that of continuous time.
        let exit = leaving + flight * f64::from(d);
        let users = joining / leaving;
        d +=
            0.1 * (immunity::step(d, (inflow * users / members) as f32, (guard * core / members) as f32) - d);
        core += 0.1 * (promotion * (members - core) - exit * core);
        members += 0.1 * (joining - exit * members);
    }
    f64::from(d)
}

#[cfg(test)]
mod tests {
    use super::*;
    use scenarios::{Source, load};

    #[test]
    fn feedback_on_members_and_core_makes_a_collapsed_second_state() {
        let two = Feedback { pressure: 0.012, members: 20.0, core: 19.0 };
        let rests = two.rests();
        assert_eq!(rests.len(), 3, "{rests:?}");
        let (low, high) = (run(0.0, &two), run(1.0, &two));
        assert!((low - rests[0]).abs() < 0.002 && (high - rests[2]).abs() < 0.002, "{low} {high} {rests:?}");
        assert!(low < 0.05 && high > 0.7);
        // Without being driven out, and under little or much pressure, there is one.
        for (pressure, members) in [(0.012, 1e-9), (0.002, 20.0), (0.2, 20.0)] {
            let one = Feedback { pressure, members, core: 0.95 * members };
            let rests = one.rests();
            assert_eq!(rests.len(), 1, "{rests:?}");
            assert!((run(0.0, &one) - rests[0]).abs() < 0.002 && (run(1.0, &one) - rests[0]).abs() < 0.002);
        }
    }

    #[test]
    fn in_the_engine_disruption_rests_at_inflow_over_inflow_and_defence() {
        let (mut least, mut most) = (1.0f64, 0.0f64);
        let all = in_projects(2_000);
        for (expected, found) in &all {
            assert!((found - expected).abs() < 0.005, "{found}, expected {expected}");
            (least, most) = (least.min(*found), most.max(*found));
        }
        assert!(all.len() > 20 && most > least + 0.1, "{} projects from {least} to {most}", all.len());
    }

    /// Mean disruption in month 480 of `emergence`, left alone, and when all projects are wholly disrupted for ten years:
    /// one pair a replicate.
    fn shaken(set: &[&str], pairs: u64) -> Vec<[f64; 2]> {
        let mut all: Vec<String> = set.iter().map(|s| (*s).into()).collect();
        all.extend([
            "world.people=4000".into(),
            "world.region_people=equal".into(),
            "world.burn_in=36".into(),
        ]);
        let scenario = load(Source::named("emergence"), &all).unwrap_or_else(|e| panic!("{e}"));
        let pair = |replicate| {
            [false, true].map(|shaken| {
                let mut world = Simulation::genesis(Arc::new(scenario.params.clone()), replicate);
                for month in 0..480 {
                    if shaken && (120..240).contains(&month) {
                        world.world_mut().projects.disruption.fill(1.0);
                    }
                    world.step().expect("nothing to break");
                }
                world.observe().world.project_disruption.value().expect("immunity is on")
            })
        };
        (0..pairs).map(pair).collect()
    }

    /// One world of 4000 wanders by 0.03 from another of its kind, with strong feedback by more, so the shock's trace is looked for in the
    /// mean of six or of sixteen, against its own standard error. With strong feedback a trace of 0.03 is left after twenty years: far below
    /// a collapsed second state, which would lie above one half, and yet not nothing.
    #[test]
    fn the_world_comes_back_even_where_feedback_is_strong_since_projects_are_founded_anew() {
        let strong = &["immunity.harm=1", "immunity.flight=0.3", "review.late=0"][..];
        for (set, slow, pairs) in [(&[][..], 0.0, 6), (strong, 0.05, 16)] {
            let pairs = shaken(set, pairs);
            let traces: Vec<f64> = pairs.iter().map(|[calm, after]| after - calm).collect();
            let n = traces.len() as f64;
            let mean = traces.iter().sum::<f64>() / n;
            let error = (traces.iter().map(|t| (t - mean).powi(2)).sum::<f64>() / (n - 1.0) / n).sqrt();
            let calm = pairs.iter().map(|[calm, _]| calm).sum::<f64>() / n;
            assert!(calm > 0.05, "{set:?}: there is nothing to come back to: {pairs:?}");
            assert!(error < 0.015, "{set:?}: too noisy to tell: {error}");
            assert!(mean.abs() < 3.0 * error + slow, "{set:?}: the shock left {mean} ± {error}: {pairs:?}");
            assert!(pairs.iter().all(|[_, after]| *after < 0.25), "{set:?}: {pairs:?}");
        }
    }
}
