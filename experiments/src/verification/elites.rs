//! M20 through the engine: owners follow the better paid as the replicator with mutation says, the movement rests where
//! its mean field does, and states weigh factions as they are told.
//!
//! An owner compares with chance c, follows with chance s (π_other − π_own), and takes any faction with chance μ. Shares
//! then rest where c s x_a (π_a − π̄) + μ (¼ − x_a) = 0 for each faction.

use super::case::{Case, Point, Through};
use super::{mean_and_error, world_of};
use sim_core::simulation::Simulation;
use std::sync::Arc;

/// Owners' factions.
pub const CASE: Case = Case {
    mechanism: 20,
    name: "factions",
    quantity: "Share of tracked owners in a faction",
    across: "The faction's payoff (nats), held",
    through: Through::Engine,
    limit: "replicator with mutation: x_a = (μ/4)/(μ + c s (π̄ − π_a)), c = 0.8, s = 0.25, μ = 0.02",
    allowance: "none beside chance",
    curve: None,
    // Sides are forgotten in fifty months: blocks of fewer months than these would not tell the error.
    run: |_| factions(2200),
};

/// Where the replicator with mutation rests: x_a = (μ/4)/(μ + c s (π̄ − π_a)), π̄ the mean payoff at which they sum to 1.
///
/// * `rate`: c s, 1/month and nat. * `mutation`: μ > 0.
#[must_use]
pub fn shares_at_rest(payoffs: [f64; 4], rate: f64, mutation: f64) -> [f64; 4] {
    let best = payoffs.iter().fold(f64::MIN, |a, b| a.max(*b));
    // Above the pole of the best faction shares fall as π̄ rises; there is one π̄ between the pole and the best payoff.
    let (mut low, mut high) = (best - mutation / rate, best);
    let at = |mean: f64| payoffs.map(|p| 0.25 * mutation / (mutation + rate * (mean - p)));
    for _ in 0..200 {
        let middle = 0.5 * (low + high);
        if at(middle).iter().sum::<f64>() > 1.0 { low = middle } else { high = middle }
    }
    at(0.5 * (low + high))
}

/// Share that takes part in the movement in mean field where m = 1 − exp(−g b u (1 + J m²)), by its distance from it.
#[must_use]
pub fn excess_of_movement(m: f64, called: f64, pull: f64) -> f64 {
    1.0 - sim_core::engine::num::exp(-called * (1.0 + pull * m * m)) - m
}

fn world(set: &[&str]) -> Simulation {
    let all = [
        "world.burn_in=0",
        "world.rebirth=0",
        "ties.kind=all",
        "mechanisms.modes=false",
        "mechanisms.regimes=false",
        "mechanisms.technology=false",
        "mechanisms.taste=false",
        "mechanisms.commons_time=false",
        "mechanisms.projects=false",
        "mechanisms.knowledge=false",
        "mechanisms.crowdsourcing=false",
        "mechanisms.sharing=false",
        "mechanisms.obstruction=false",
        "mechanisms.biosphere=false",
        "mechanisms.breakdown=false",
        "regimes.initial=[1.0, 0.0, 0.0, 0.0]",
    ];
    let all: Vec<String> = all.iter().chain(set).map(|s| (*s).to_string()).collect();
    Simulation::genesis(Arc::new(world_of("baseline", &all)), 0)
}

fn shares(world: &Simulation) -> [f64; 4] {
    let owners = &world.world().owners;
    let of = |a: usize| owners.iter().filter(|o| usize::from(o.faction) == a).count();
    std::array::from_fn(|a| of(a) as f64 / owners.len() as f64)
}

/// Payoffs of the factions that are held.
const PAYOFFS: [f64; 4] = [0.0, 0.1, 0.2, 0.4];

/// Shares of the factions over so many months, beside the replicator's.
///
/// Payoffs are held constant: income and base are written anew each month, so large that what owners earn is nothing
/// beside them.
fn factions(months: usize) -> Vec<Point> {
    let mut world = world(&[
        "world.people=5000",
        "world.regions=one",
        "mechanisms.imaginary=false",
        "elites.owners=0.1",
        "elites.contracts=0",
        "elites.compare=0.8",
        "elites.response=0.25",
        "elites.mutation=0.02",
    ]);
    let mut series = vec![Vec::new(); 4];
    for month in 0..months {
        for owner in &mut world.world_mut().owners {
            owner.base = 1e18;
            owner.income = 1e18 * sim_core::engine::num::exp(PAYOFFS[usize::from(owner.faction)]);
        }
        world.step().expect("books balance");
        if month >= 200 {
            shares(&world).iter().zip(&mut series).for_each(|(x, s)| s.push(*x));
        }
    }
    assert_eq!(world.world().owners.len(), 500);
    let expected = shares_at_rest(PAYOFFS, 0.8 * 0.25, 0.02);
    let point = |a: usize| {
        let (simulated, error) = mean_and_error(&series[a]);
        Point { x: PAYOFFS[a], expected: expected[a], simulated, error, allowance: 0.0 }
    };
    (0..4).map(point).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use sim_core::mechanisms::{elites, movement};

    #[test]
    fn the_closed_form_is_where_the_law_comes_to_rest() {
        for payoffs in [[0.0, 0.2, 0.4, 0.6], [0.0; 4], [1.0, 1.0, -3.0, 0.5]] {
            let (closed, iterated) = (shares_at_rest(payoffs, 0.2, 0.02), elites::rest(payoffs, 0.2, 0.02));
            assert!((closed.iter().sum::<f64>() - 1.0).abs() < 1e-9, "{closed:?}");
            for (a, b) in closed.iter().zip(iterated) {
                assert!((a - b).abs() < 1e-8, "closed {closed:?}, iterated {iterated:?}");
            }
        }
    }

    #[test]
    fn factions_shares_rest_where_the_replicator_with_mutation_says() {
        let points = factions(2200);
        // Even shares would pass no test here.
        assert!(points[3].expected > 0.6 && points[0].expected < 0.1, "{points:?}");
        for point in points {
            assert!(point.error < 0.02 && point.holds(), "{point:?}");
        }
    }

    /// Everybody believes 0.2 and lacks all they need, so that g b u = 0.02 for all; J = 200.
    fn movement_from(start: f64) -> Vec<f64> {
        let mut world = world(&[
            "world.people=20000",
            "world.regions=one",
            "imaginary.influence=0",
            "imaginary.stubbornness=0",
            "imaginary.minority=0",
            "movement.call=0.1",
            "movement.ties=200",
            "movement.repressed=0",
        ]);
        {
            let world = world.world_mut();
            world.people.belief.put_each(|_| 0.2);
            // Needs beyond all money.
            world.regions[0].base_output *= 1e6;
            let taking_part = (start * world.people.count as f64) as usize;
            world.people.mobilised[..taking_part].fill(1);
            world.regions[0].mobilised = taking_part as i64;
        }
        let share = |_| world.step().expect("books balance").world.movement.value().expect("elites are on");
        (0..600).map(share).collect()
    }

    #[test]
    fn the_movement_rests_low_or_high_as_its_mean_field_says() {
        let (called, pull) = (0.02, 200.0);
        for (start, least, most) in [(0.0, 0.0, 0.1), (0.2, 0.0, 0.1), (0.4, 0.9, 1.0)] {
            let rest = movement::rest(start, called, pull);
            assert!(excess_of_movement(rest, called, pull).abs() < 1e-9 && rest >= least && rest <= most);
            let series = movement_from(start);
            let (mean, error) = mean_and_error(&series[200..]);
            // What is left of unmet need and of f32 moves the rest by less than the error of 20 000 people.
            assert!(
                (mean - rest).abs() < 4.0 * error.max(1e-5),
                "from {start}: {mean} ± {error}, expected {rest}"
            );
        }
    }

    #[test]
    fn states_weigh_their_own_owners_and_the_worlds_and_the_movement_takes_from_deniers() {
        let mut world = world(&["world.people=20000", "elites.abroad=10", "movement.call=5"]);
        // Needs beyond all money.
        world.world_mut().regions.iter_mut().for_each(|r| r.base_output *= 1e6);
        for _ in 0..60 {
            world.step().expect("books balance");
        }
        let (state, everywhere) = (world.world(), shares(&world));
        let hundreds = state.owners.len() as f64 / 100.0;
        let mut moved = 0.0f64;
        for (r, region) in state.regions.iter().enumerate() {
            let own = state.owners.iter().filter(|o| usize::from(o.region) == r);
            let mut count = [0.0; 4];
            own.for_each(|o| count[usize::from(o.faction)] += 1.0);
            let all = count.iter().sum::<f64>() + 10.0 * hundreds;
            let x: [f64; 4] = std::array::from_fn(|a| (count[a] + 10.0 * hundreds * everywhere[a]) / all);
            let policy = region.policy.expect("elites are on");
            let m = region.mobilised as f64 / region.people as f64;
            let left = (x[0] + x[1]) * m;
            let expected = [x[0] * (1.0 - m), x[1] * (1.0 - m), x[2], x[3] + left];
            for (found, expected) in policy.weights.iter().zip(expected) {
                assert!((found - expected).abs() < 1e-6, "{:?}, expected {expected:?}", policy.weights);
            }
            assert!((policy.repression - policy.weights[1]).abs() < 1e-12);
            moved = moved.max(left);
        }
        assert!(moved > 0.01, "the movement is too small for this test to see it: {moved}");
    }

    /// A state's word is the same whether a world tracks a hundred owners or five hundred of the same kind.
    #[test]
    fn the_worlds_owners_weigh_alike_in_small_and_large_worlds() {
        let weights = |owners: &str| {
            let mut world = world(&["world.people=20000", "elites.mutation=0", "elites.compare=0", owners]);
            for owner in &mut world.world_mut().owners {
                owner.faction = if owner.region == 0 { 1 } else { 0 };
            }
            world.step().expect("books balance");
            let state = world.world();
            let own =
                state.owners.iter().filter(|o| o.region == 0).count() as f64 / state.owners.len() as f64;
            (state.regions[0].policy.expect("elites are on").weights[1], own)
        };
        let ((small, own), (large, own_of_large)) =
            (weights("elites.owners=0.005"), weights("elites.owners=0.05"));
        assert!((own - own_of_large).abs() < 0.01, "{own} {own_of_large}");
        assert!((small - large).abs() < 0.02, "{small} with a hundred, {large} with a thousand");
    }

    /// With a memory of a month and neither margins nor refuge, income less pay and dividends is what changing claims brought.
    #[test]
    fn changing_claims_is_a_transfer_from_owners_of_platforms_to_those_who_harness() {
        let set = [
            "world.people=20000",
            "world.burn_in=24",
            "world.rebirth=0",
            "mechanisms.biosphere=false",
            "elites.contracts=0",
            "elites.tilt=0.05",
            "elites.memory=1",
            // Nobody changes sides, so that sides at the end of a month are those that were paid.
            "elites.compare=0",
            "elites.mutation=0",
        ];
        let mut world = Simulation::genesis(Arc::new(world_of("baseline", &set.map(String::from))), 0);
        for month in 0..36 {
            world.step().expect("books balance");
            let state = world.world();
            let [firms, platforms] = state.platforms.yields;
            let (mut sum, mut gross) = (0.0, 0.0);
            for owner in &state.owners {
                let (i, region) = (owner.person as usize, &state.regions[usize::from(owner.region)]);
                let dividend = region.dividend + if region.core { state.platforms.dividend } else { 0 };
                let own =
                    f64::from(state.people.income[i]) + (i64::from(state.people.equity[i]) * dividend) as f64;
                let gain = owner.income - own;
                // Incomes are remembered to 21 binary digits.
                let blur = 1e-6 * own.abs().max(owner.income);
                let harnesses = owner.faction == elites::Faction::Harness as u8;
                if !harnesses && !region.core {
                    assert!(gain.abs() <= blur, "month {month}: an owner without platforms got {gain}");
                }
                if harnesses {
                    gross += gain * (platforms - firms).signum();
                }
                sum += gain;
            }
            assert!(gross > 0.0, "month {month}: those who harness got {gross} on the better claims");
            assert!(sum.abs() < 1e-3 * gross, "month {month}: {sum} came from nowhere beside {gross}");
        }
    }
}
