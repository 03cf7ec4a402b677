//! M16 to M19, run through the engine in worlds where little else is on.
//!
//! - M16: among n equals one winner takes B(1 − c): mean B(1 − c)/n, variance (B(1 − c))² (n − 1)/n².
//! - M17: owners whose users go to U o^ε keep openness near ε/(1 + ε).
//! - M18: θ > 1 ends with one platform, θ < 1 with all alike.
//! - M19: without mutation the odds of platforms' share of new equity grow by s (r_P − r_F) a month.

#[cfg(test)]
mod tests {
    use super::super::world_of;
    use sim_core::engine::num::ln;
    use sim_core::observables::Measures;
    use sim_core::simulation::Simulation;
    use std::sync::Arc;

    fn world(set: &[&str]) -> Simulation {
        let all = [
            "world.regions=one",
            "world.burn_in=0",
            "world.rebirth=0",
            "mechanisms.modes=false",
            "mechanisms.regimes=false",
            "mechanisms.technology=false",
            "mechanisms.imaginary=false",
            "mechanisms.taste=false",
            "mechanisms.commons_time=false",
            "mechanisms.projects=false",
            "mechanisms.knowledge=false",
            "firms.cooperatives=0",
            "households.subsistence=0",
        ];
        let all: Vec<String> = all.iter().chain(set).map(|s| (*s).to_string()).collect();
        Simulation::genesis(Arc::new(world_of("baseline", &all)), 0)
    }

    fn value(cell: sim_core::observables::Cell) -> f64 {
        cell.value().expect("measured")
    }

    #[test]
    fn one_winner_takes_all_and_risk_is_the_contributors() {
        // Equal in skill and hours: judges' noise alone decides.
        let mut world = world(&[
            "world.people=4000",
            "mechanisms.sharing=false",
            "mechanisms.reconfiguration=false",
            "regimes.initial=[0.99, 0.01, 0.0, 0.0]",
            "platforms.crowdsourcing=1",
            "platforms.winners=0",
            "platforms.search_step=0",
            "region.one.skill_sd=0",
        ]);
        let n = value(world.step().unwrap().world.regime_crowdsourcing);
        let mut won = std::collections::BTreeMap::<usize, u32>::new();
        let months = 600;
        for _ in 0..months {
            let seen = world.step().unwrap().world;
            // Variance over mean squared: n − 1.
            let spread = value(seen.contributors_pay_spread);
            assert!((spread * spread - (n - 1.0)).abs() < 1e-6 * n, "{spread} among {n}");
            assert!((value(seen.contributors_unpaid) - (1.0 - 1.0 / n)).abs() < 1e-12);
            let people = &world.world().people;
            let winner = (0..people.count)
                .filter(|i| people.regime_of(*i) == 1 && people.regime_pay[*i] > 0.0)
                .collect::<Vec<_>>();
            assert_eq!(winner.len(), 1);
            *won.entry(winner[0]).or_default() += 1;
        }
        // Each has won about months/n times: chi-squared over n places within six standard deviations of n − 1.
        let expected = f64::from(months) / n;
        let missing = n - won.len() as f64;
        let chi: f64 = won.values().map(|k| (f64::from(*k) - expected).powi(2) / expected).sum::<f64>()
            + missing * expected;
        assert!((chi - (n - 1.0)).abs() < 6.0 * (2.0 * n).sqrt(), "chi-squared {chi} for {n}");
    }

    /// Mean openness that owners of many small platforms keep.
    fn openness(elasticity: f64) -> f64 {
        let elasticity = format!("platforms.openness_elasticity={elasticity}");
        let mut world = world(&[
            "world.people=12000",
            "mechanisms.crowdsourcing=false",
            "mechanisms.reconfiguration=false",
            "mechanisms.lock_in=false",
            "regimes.initial=[0.4, 0.0, 0.6, 0.0]",
            "platforms.sharing=12",
            "platforms.reconsider=1",
            "platforms.owner_horizon=0",
            "platforms.dead_band=0.002",
            "platforms.creators_share=0",
            "platforms.pay_elasticity=0",
            &elasticity,
        ]);
        let mut sum = 0.0;
        for month in 0..1200 {
            let seen = world.step().unwrap().world;
            sum += if month >= 400 { value(seen.openness) } else { 0.0 };
        }
        sum / 800.0
    }

    #[test]
    fn owners_settle_near_the_openness_that_pays() {
        for elasticity in [0.5, 1.0, 2.0] {
            let (found, best) = (openness(elasticity), elasticity / (1.0 + elasticity));
            assert!((found - best).abs() < 0.1, "ε {elasticity}: {found}, closed form {best}");
        }
    }

    fn largest_after(network: &str) -> f64 {
        let mut world = world(&[
            "world.people=4000",
            "mechanisms.crowdsourcing=false",
            "mechanisms.reconfiguration=false",
            "regimes.initial=[0.5, 0.0, 0.5, 0.0]",
            "platforms.sharing=2",
            "platforms.search_step=0",
            "platforms.second_home=0",
            "platforms.lock_in_growth=0",
            "platforms.reconsider=0.1",
            "platforms.entry=0.001",
            "platforms.patience=1000",
            network,
        ]);
        let last: Vec<f64> =
            (0..900).map(|_| value(world.step().unwrap().world.sharing_largest)).skip(700).collect();
        last.iter().sum::<f64>() / last.len() as f64
    }

    #[test]
    fn strong_network_effects_end_with_one_platform_and_weak_ones_with_two() {
        let (strong, weak) = (largest_after("platforms.network=1.5"), largest_after("platforms.network=0.8"));
        assert!(strong > 0.95, "θ 1.5: {strong}");
        assert!(weak < 0.6, "θ 0.8: {weak}");
    }

    #[test]
    fn equity_follows_returns_as_a_replicator() {
        let speed = 0.1;
        let mut world = world(&[
            "world.people=4000",
            "regimes.initial=[0.9, 0.05, 0.05, 0.0]",
            "platforms.equity_mutation=0",
            "platforms.equity_share=0.2",
        ]);
        let mut seen: Vec<Measures> = vec![world.observe().world];
        seen.extend((0..120).map(|_| world.step().unwrap().world));
        let odds =
            |m: &Measures| ln(value(m.platforms_equity_share) / (1.0 - value(m.platforms_equity_share)));
        let grown: f64 = seen
            .windows(2)
            .map(|pair| {
                let [before, now] = pair else { return 0.0 };
                let (share, equity) =
                    (value(before.platforms_equity_share), value(before.capital) * value(before.price));
                let returns = 12.0 * value(now.platforms_profit) / (equity * share)
                    - 12.0 * value(now.profit_paid_out) / (equity * (1.0 - share));
                speed * returns
            })
            .sum();
        let found = odds(&seen[120]) - odds(&seen[0]);
        assert!(found.abs() > 0.1, "nothing moved: {found}");
        assert!((found - grown).abs() < 1e-3 * grown.abs(), "odds grew by {found}, returns say {grown}");
    }

    #[test]
    fn a_bust_lays_people_off() {
        let employed = |name: &str| {
            let set = ["world.people=20000".to_string(), "world.burn_in=24".to_string()];
            let mut world = Simulation::genesis(Arc::new(world_of(name, &set)), 0);
            let core = |seen: sim_core::observables::Observation| -> f64 {
                let regions = &world_of(name, &set).regions;
                seen.regions.iter().zip(regions).filter(|(_, r)| r.core).map(|(m, _)| value(m.employed)).sum()
            };
            (0..36).map(|_| core(world.step().unwrap())).collect::<Vec<f64>>()
        };
        let (bust, calm) = (employed("dotcom-bust"), employed("emergence"));
        assert_eq!(bust[..11], calm[..11], "the same until capital leaves");
        let lost = |months: std::ops::Range<usize>| {
            months.clone().map(|m| calm[m] - bust[m]).sum::<f64>() / months.len() as f64
        };
        assert!(lost(14..36) > 0.01 * calm[11], "laid off: {} of {}", lost(14..36), calm[11]);
    }
}
