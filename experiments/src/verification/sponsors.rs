//! M13 through the engine: a project goes to its sponsor at the rate of the share of its work that is paid.

use super::alone::{alone, own_projects};
use super::case::{Case, Effort, Point, Through};
use sim_core::engine::chunks::Merge;
use sim_core::engine::num;
use sim_core::ids::Regime;
use sim_core::ledger::{CREDIT, Flow, Till};
use sim_core::simulation::Simulation;
use sim_core::state::projects::ECOLOGY;
use sim_core::state::regions::STEPS;

/// Projects bent by pay.
pub const CASE: Case = Case {
    mechanism: 13,
    name: "projects-drift",
    quantity: "Distance of culture to the sponsor after five years, over that at first",
    across: "Share of the work that is paid, as it comes out",
    through: Through::Engine,
    limit: "a steady paid share: (1 − v_0 · paid)^60, v_0 = 0.02 a month",
    allowance: "half of 1/65535 a month, the step in which culture is kept, as far as drift leaves it, and 0.003: the paid share wanders",
    curve: Some(|paid| num::pow(1.0 - SPEED * paid, 60.0)),
    run,
};

const SPEED: f64 = 0.02;

/// What each project gets, over what its hours would have earned: the last more than all.
const PAID: [f64; 5] = [0.2, 0.4, 0.6, 0.8, 1.3];

const START: f64 = 0.2;
const SPONSOR: f64 = 0.9;

fn run(effort: Effort) -> Vec<Point> {
    let mut world = projects(effort.choose(1_000, 3_000));
    for _ in 0..12 {
        support(&mut world);
        world.step().expect("books balance");
    }
    let kept = |share: f64| (share * 65535.0) as u16;
    let slots = 0..PAID.len();
    for s in slots.clone() {
        let projects = &mut world.world_mut().projects;
        projects.legs[s] |= ECOLOGY;
        (projects.culture[s], projects.sponsor[s]) = (kept(START), kept(SPONSOR));
    }
    let mut paid = [0.0; PAID.len()];
    for _ in 0..60 {
        support(&mut world);
        world.step().expect("books balance");
        slots.clone().for_each(|s| paid[s] += f64::from(world.world().projects.paid[s]) / 60.0);
    }
    let point = |s: usize| {
        let x = paid[s];
        let left = (SPONSOR - f64::from(world.world().projects.culture_of(s as u32))) / (SPONSOR - START);
        let rounding = 0.5 / 65535.0 / (SPEED * x) / (SPONSOR - START);
        Point::exact(x, num::pow(1.0 - SPEED * x, 60.0), left, rounding + 3e-3)
    };
    slots.clone().map(point).collect()
}

/// A world of wage workers and some peers, each with a project.
fn projects(people: usize) -> Simulation {
    let mut set = own_projects();
    set.extend([
        format!("world.people={people}"),
        "regimes.initial=[0.9, 0.0, 0.0, 0.1]".into(),
        "region.one.skill_sd=0".into(),
        format!("influence.drift={SPEED}"),
        "burnout.pay=1".into(),
        "burnout.unpaid=0".into(),
        "capacity.devices=1000".into(),
        "capacity.patron=0".into(),
        "triune.association=0".into(),
        "triune.ecology=0".into(),
        "triune.donation=0".into(),
        "triune.benefit=0".into(),
    ]);
    let on = ["projects", "capacity", "triune", "burnout", "influence", "firms"];
    let mut world = alone(&on, &set);
    let regimes = &mut world.world_mut().people.regime;
    let of = |i: usize| if i < PAID.len() { Regime::Peer } else { Regime::Capital };
    regimes.iter_mut().enumerate().for_each(|(i, regime)| *regime = of(i) as u8);
    world.step().expect("books balance");
    world
}

/// The state supports each project, so that so much of last month's hours is paid at last month's wage.
fn support(world: &mut Simulation) {
    let world = world.world_mut();
    let region = &mut world.regions[0];
    let wage = region.wage * CREDIT;
    let mut till = Till::default();
    for (s, share) in PAID.iter().enumerate() {
        let hours = world.projects.hours.get(s) as f64 / f64::from(STEPS);
        let amount = (share * wage * hours) as i64;
        region.state.pay(amount, Flow::PublicSupport, &mut till);
        world.projects.cash[s].receive(amount, Flow::PublicSupport, &mut till);
    }
    world.till.merge(till);
}

#[cfg(test)]
mod tests {
    use super::super::case::assert_holds;
    use super::*;

    #[test]
    fn projects_go_to_their_sponsors_at_the_paid_rate() {
        assert_holds(&CASE, Effort::Quick);
    }
}
