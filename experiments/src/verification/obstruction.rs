//! M21 through the engine: a centralised project gets its share of what a state spends, by the will of who rules, and of
//! the distributed one's success so much less is seen.
//!
//! With the share s, and w the weight of those who deny or repress, a state gives s w of what it means to spend. Where
//! nobody is stubborn and all ties are far, belief rests at the success that is seen: (1 − h w) q/(q + q½).

use super::case::{Case, Point, Through};
use super::world_of;
use sim_core::simulation::Simulation;
use std::sync::Arc;

/// What the centralised project gets.
pub const CASE: Case = Case {
    mechanism: 21,
    name: "central-project",
    quantity: "Part of public spending that it gets",
    across: "Share meant for it",
    through: Through::Engine,
    limit: "the share times the weight of those who deny or repress, here all",
    allowance: "0.0001: money is whole",
    curve: Some(|share| funded(share, 1.0)),
    run: |effort| {
        let shares: &[f64] = effort.choose(&[0.3], &[0.1, 0.2, 0.3, 0.5]);
        shares.iter().map(|share| central(*share, effort.choose(12, 36))).collect()
    },
};

/// Share of public spending that goes to the centralised project.
#[must_use]
pub fn funded(share: f64, will: f64) -> f64 {
    share * will
}

/// Belief of people who see the world's success alone, of which media hide a part.
#[must_use]
pub fn belief_at_rest(success: f64, hiding: f64, will: f64) -> f64 {
    (1.0 - hiding * will) * success
}

fn world(set: &[&str]) -> Simulation {
    let all = [
        "world.people=4000",
        "world.region_people=equal",
        "world.burn_in=24",
        "mechanisms.biosphere=false",
        "mechanisms.breakdown=false",
    ];
    let all: Vec<String> = all.iter().chain(set).map(|s| (*s).to_string()).collect();
    Simulation::genesis(Arc::new(world_of("baseline", &all)), 0)
}

/// Part of what states without factions mean to spend that the centralised project gets, over states and months.
fn central(share: f64, months: usize) -> Point {
    let mut world =
        world(&[&format!("obstruction.share={share}"), "elites.contracts=0", "mechanisms.elites=false"]);
    world.burn_in().expect("books balance");
    let (mut found, mut states) = (0.0, 0.0);
    for _ in 0..months {
        world.step().expect("books balance");
        for region in &world.world().regions {
            let market = &region.market;
            if market.budgets > 0 && market.granted > 0 {
                // What the state meant to spend: what it gave, and what it would have bought had there been enough.
                let bought = market.consumption as f64 / market.budgets as f64;
                let meant = market.granted as f64 + market.public_purchases as f64 / bought;
                (found, states) = (found + market.central_projects as f64 / meant, states + 1.0);
            }
        }
    }
    Point::exact(share, funded(share, 1.0), found / states, 1e-4)
}

#[cfg(test)]
mod tests {
    use super::*;
    use sim_core::mechanisms::knowledge;
    use sim_core::observables::Cell;

    /// Weight of those who deny or repress, by region; 1 without factions.
    fn wills(world: &Simulation) -> Vec<f64> {
        let will = |r: &sim_core::state::Region| r.policy.map_or(1.0, |p| p.weights[0] + p.weights[1]);
        world.world().regions.iter().map(will).collect()
    }

    #[test]
    fn the_centralised_project_gets_the_share_of_public_funds_by_the_will_of_who_rules() {
        let mut seen = Vec::new();
        for factions in ["mechanisms.elites=false", "elites.initial=[0.3, 0.2, 0.2, 0.3]"] {
            let mut world = world(&["obstruction.share=0.3", "elites.contracts=0", factions]);
            for month in 0..60 {
                // Wills of last month rule the spending of this one; in burn-in they are as they were.
                world.burn_in().expect("books balance");
                let wills = wills(&world);
                world.step().expect("books balance");
                for (region, will) in world.world().regions.iter().zip(wills) {
                    let market = &region.market;
                    if market.budgets == 0 || market.granted == 0 {
                        continue;
                    }
                    // What the state meant to spend: what it gave, and what it would have bought had there been enough.
                    let bought = market.consumption as f64 / market.budgets as f64;
                    let meant = market.granted as f64 + market.public_purchases as f64 / bought;
                    let found = market.central_projects as f64 / meant;
                    let expected = funded(0.3, will);
                    assert!((found - expected).abs() < 1e-4, "month {month}: {found}, expected {expected}");
                    seen.push(expected);
                }
            }
        }
        assert!(seen.len() > 600, "{} states spent", seen.len());
        assert!(seen.contains(&0.3) && seen.iter().any(|s| *s > 0.05 && *s < 0.25));
    }

    #[test]
    fn without_factions_and_other_gifts_what_is_measured_is_the_parameter() {
        let mut world = world(&["obstruction.share=0.2", "mechanisms.elites=false"]);
        let mut exact = 0;
        for _ in 0..60 {
            let seen = world.step().expect("books balance");
            let market = |r: usize| &world.world().regions[r].market;
            for (r, measures) in seen.regions.iter().enumerate() {
                let (Cell::Real(share), true) = (measures.obstruction, market(r).granted > 0) else {
                    continue;
                };
                // Where goods are short the state buys less than it meant to, so that the part given is more.
                assert!(share > 0.2 - 1e-3, "region {r}: {share}");
                if market(r).consumption as f64 > 0.999 * market(r).budgets as f64 {
                    assert!((share - 0.2).abs() < 1e-3, "region {r}: {share}, expected 0.2");
                    exact += 1;
                }
            }
        }
        assert!(exact > 10, "{exact}");
    }

    /// Belief in the end where it starts above or below what open knowledge has come to.
    fn belief(start: f32, hiding: &str) -> (f64, f64) {
        let mut world = world(&[
            hiding,
            "world.burn_in=0",
            "world.rebirth=0",
            "mechanisms.elites=false",
            "mechanisms.regimes=false",
            "mechanisms.technology=false",
            "technology.far_ties=1",
            "technology.far_ties_slope=0",
            "imaginary.minority=0",
            "imaginary.stubbornness=0",
            "imaginary.influence=0.2",
            "imaginary.success=1",
        ]);
        world.world_mut().people.belief.put_each(|_| start);
        for _ in 0..300 {
            // The success to be seen is held, so that there is something to rest at.
            world.world_mut().knowledge = 1.0;
            world.step().expect("books balance");
        }
        let all = &world.world().people.belief;
        let law = world_of("baseline", &[]).knowledge;
        let mean = all.iter().map(f64::from).sum::<f64>() / all.len() as f64;
        (mean, knowledge::success(1.0, &law))
    }

    #[test]
    fn belief_rests_at_the_success_that_media_show_from_above_and_from_below() {
        for start in [0.0, 0.9] {
            for (hiding, hidden) in [("obstruction.hiding=0", 0.0), ("obstruction.hiding=0.5", 0.5)] {
                let (found, success) = belief(start, hiding);
                let expected = belief_at_rest(success, hidden, 1.0);
                assert!(
                    (found - expected).abs() < 1e-4,
                    "from {start}, {hiding}: {found}, expected {expected}"
                );
            }
        }
    }
}
