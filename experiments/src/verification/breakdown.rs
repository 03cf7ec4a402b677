//! M23 through the engine: without trade blocks provide what they are capable of, order falls and comes back at two
//! thresholds, and far ties of belief outlast it.
//!
//! A block where nothing of trade and state is left makes π_f × (months of free hands of form f) in each of three forms,
//! the commons (1 + designs × come × practice) times as much, and masters keep a part of the stronghold's. Needs of so
//! much are met, as far as they were not met before.

/// Subsistence that a block can provide where order is gone: in common, in families and local markets, in a stronghold.
#[must_use]
pub fn local_capability(
    hands: [f64; 3],
    productivity: [f64; 3],
    designs: f64,
    practice: f64,
    take: f64,
) -> [f64; 3] {
    [
        productivity[0] * hands[0] * (1.0 + designs * practice),
        productivity[1] * hands[1],
        (1.0 - take) * productivity[2] * hands[2],
    ]
}

/// Capacity of trade and states after so many months on the way from `start` to `end`, at the rate `speed` a month.
#[must_use]
pub fn on_the_way(start: f64, end: f64, speed: f64, months: i32) -> f64 {
    end + (start - end) * (1.0 - speed).powi(months)
}

#[cfg(test)]
mod tests {
    use super::super::resilience;
    use super::*;
    use sim_core::ledger::Flow;
    use sim_core::simulation::Simulation;

    fn world(set: &[&str]) -> Simulation {
        resilience::world(6000, set)
    }

    #[test]
    fn without_trade_what_is_provided_is_local_capability_and_no_more_than_is_missing() {
        // A climate that destroys most of output leaves needs unmet; farther on hardly any are.
        for (climate, scarce) in [(0.95, true), (0.0, false)] {
            let (world, blocks) = resilience::without_order(6000, climate);
            let state = world.world();
            for region in &state.regions {
                assert_eq!(region.market.trade_balance, 0, "nothing passes borders");
                assert!((region.spending_shares.iter().sum::<f64>() - 1.0).abs() < 1e-5);
            }
            let (mut bound, mut sums) = (0, vec![[0.0; 2]; state.regions.len()]);
            for block in &blocks {
                let (found, expected) = (block.found, block.expected);
                assert!((found - expected).abs() < 1e-3 * (1.0 + expected), "{block:?}");
                bound += usize::from(block.capable < block.missing);
                sums[block.region][0] += expected;
                sums[block.region][1] += block.missing;
            }
            // Both sides of the minimum are met with: capability binds where much is missing, needs where little is.
            let binds = if scarce { bound > blocks.len() / 2 } else { bound < blocks.len() };
            assert!(binds, "{bound} of {}: {climate}", blocks.len());
            for (region, [provided, unmet]) in state.regions.iter().zip(sums) {
                let people = region.people as f64;
                let met = region.market.needs_met as f64 / 1_048_576.0;
                let expected = people - unmet + provided;
                assert!(
                    (met - expected).abs() < 1e-3 * people,
                    "{met} needs met, expected {expected} of {people}"
                );
                assert!(met <= people);
            }
        }
    }

    #[test]
    fn with_order_whole_nothing_is_provided_and_with_less_in_proportion() {
        let provided = |decreed: &str| {
            let mut world = world(&[
                decreed,
                "biosphere.climate=0.6",
                "breakdown.threshold=0",
                "breakdown.recovery=0.01",
            ]);
            let seen = world.step().expect("books balance").world;
            let of = |cell: sim_core::observables::Cell| cell.value().expect("breakdown is on");
            // The order of the first month is that of burn-in: it is the second that counts.
            assert_eq!(of(seen.provision_market) + of(seen.provision_commons), 0.0);
            let seen = world.step().expect("books balance").world;
            of(seen.provision_commons) + of(seen.provision_market) + of(seen.provision_stronghold)
        };
        let [none, some, more] =
            ["breakdown.decreed=1", "breakdown.decreed=0.9", "breakdown.decreed=0.8"].map(provided);
        assert_eq!(none, 0.0);
        assert!(some > 0.0 && more > 1.5 * some, "{none} {some} {more}");
    }

    #[test]
    fn order_falls_below_one_threshold_and_comes_back_above_another() {
        // Needs are written each month and hardly move with what is met: memory is long.
        let set = [
            "breakdown.threshold=0.7",
            "breakdown.recovery=0.9",
            "breakdown.memory=120",
            "breakdown.left=0.3",
            "breakdown.fall=0.1",
            "breakdown.rise=0.05",
        ];
        let mut world = world(&set);
        world.burn_in().expect("books balance");
        let mut live = |needs: f64, months: usize| {
            let mut orders = Vec::new();
            for _ in 0..months {
                world.world_mut().regions.iter_mut().for_each(|r| r.needs = needs);
                world.step().expect("books balance");
                for region in &world.world().regions {
                    assert!((region.needs - needs).abs() < 0.01, "{} written as {needs}", region.needs);
                }
                orders.push(world.world().regions.iter().map(|r| r.order).collect::<Vec<_>>());
            }
            orders
        };
        let near = |orders: &[Vec<f64>], start: f64, end: f64, speed: f64, what: &str| {
            for (month, orders) in orders.iter().enumerate() {
                let expected = on_the_way(start, end, speed, month as i32 + 1);
                for order in orders {
                    assert!(
                        (order - expected).abs() < 1e-4,
                        "{what}, month {month}: {order}, expected {expected}"
                    );
                }
            }
        };
        let whole = live(0.8, 6);
        assert!(
            whole.iter().flatten().all(|o| *o == 1.0),
            "between the thresholds order that was whole is whole"
        );
        near(&live(0.68, 24), 1.0, 0.3, 0.1, "falling");
        let low = on_the_way(1.0, 0.3, 0.1, 24);
        // Between the thresholds order that was broken goes on falling.
        near(&live(0.8, 12), low, 0.3, 0.1, "between");
        let lower = on_the_way(low, 0.3, 0.1, 12);
        near(&live(0.92, 24), lower, 1.0, 0.05, "rising");
        let higher = on_the_way(lower, 1.0, 0.05, 24);
        near(&live(0.8, 12), higher, 1.0, 0.05, "between again");
        let last = live(0.95, 200);
        assert!(last.last().expect("lived").iter().all(|o| *o == 1.0), "order comes back whole");
    }

    /// Where belief depends on nothing but ties and priors it is the same to the last bit in a world whose order is gone.
    #[test]
    fn far_ties_of_belief_outlast_order() {
        let believed = |set: &[&str]| {
            let all =
                ["mechanisms.knowledge=false", "imaginary.influence=0.5", "imaginary.stubbornness=0.01"];
            let all: Vec<&str> = all.iter().chain(set).copied().collect();
            let mut world = world(&all);
            for _ in 0..60 {
                world.step().expect("books balance");
            }
            let order = world.world().regions[0].order;
            (order, world.world().people.belief.clone())
        };
        let (calm, with_order) = believed(&[]);
        let (gone, without) = believed(&["breakdown.decreed=0"]);
        assert!(calm > 0.5 && gone == 0.0, "order {calm} and {gone}");
        assert!(with_order == without, "belief changed with order");
        // And far ties do count: without them belief is another.
        let (_, near) = believed(&["technology.far_ties=0", "technology.far_ties_slope=0"]);
        assert!(near != without, "no far tie was ever looked at");
    }

    #[test]
    fn a_state_without_order_takes_and_gives_nothing_and_one_with_order_does() {
        for (order, works) in [("breakdown.decreed=0", false), ("breakdown.decreed=1", true)] {
            let mut world = world(&[order, "world.rebirth=0.01", "firms.cooperatives=1"]);
            for _ in 0..2 {
                world.step().expect("books balance");
            }
            let flows = world.step().expect("books balance").flows;
            for flow in [Flow::IncomeTax, Flow::EstateTax, Flow::Dole, Flow::PublicPurchases] {
                let moved = flows.net[flow as usize].iter().any(|net| *net != 0);
                assert_eq!(moved, works, "{flow:?} with {order}: {:?}", flows.net[flow as usize]);
            }
        }
    }

    #[test]
    fn needs_that_blocks_meet_mobilise_nobody() {
        let mobilised = |productivity: &str| {
            let productivity =
                ["commons", "market", "stronghold"].map(|form| format!("breakdown.{form}={productivity}"));
            let mut set = vec![
                "mechanisms.elites=true",
                "biosphere.climate=0.95",
                "breakdown.decreed=0",
                "breakdown.take=0",
                "movement.call=20",
            ];
            set.extend(productivity.iter().map(String::as_str));
            let mut world = world(&set);
            let movement = |_| world.step().expect("books balance").world.movement.value().expect("elites");
            (0..60).map(movement).last().expect("lived")
        };
        let (unfed, fed) = (mobilised("0"), mobilised("10"));
        assert!(unfed > 0.2, "without provision {unfed} take part");
        assert!(fed < 0.5 * unfed, "with provision {fed} take part, without {unfed}");
    }
}
