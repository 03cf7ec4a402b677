//! M16 to M19, run through the engine in worlds where little else is on.
//!
//! - M16: among n equals one winner takes B(1 − c): mean B(1 − c)/n, variance (B(1 − c))² (n − 1)/n².
//! - M17: owners whose users go to U o^ε keep openness near ε/(1 + ε).
//! - M18: θ > 1 ends with one platform, θ < 1 with all alike.
//! - M19: without mutation the odds of platforms' share of new equity grow by s (r_P − r_F) a month.

use super::case::{Case, Point, Through};
use super::world_of;
use sim_core::engine::num::ln;
use sim_core::observables::Measures;
use sim_core::simulation::Simulation;
use std::sync::Arc;

/// The cases of this file.
pub const CASES: [Case; 4] = [PRIZE, OPENNESS, NETWORK, EQUITY];

const PRIZE: Case = Case {
    mechanism: 16,
    name: "prize",
    quantity: "Variance of contributors' pay over its mean squared",
    across: "Contributors n, alike in skill and hours",
    through: Through::Engine,
    limit: "one winner takes B(1 − c): mean B(1 − c)/n, variance (B(1 − c))² (n − 1)/n², so that the ratio is n − 1",
    allowance: "rounding",
    curve: Some(|n| n - 1.0),
    run: |effort| {
        effort.choose(&[0.01][..], &[0.01, 0.02, 0.04, 0.08]).iter().map(|s| winner_takes_all(*s)).collect()
    },
};

const OPENNESS: Case = Case {
    mechanism: 17,
    name: "openness",
    quantity: "Openness that owners keep (share)",
    across: "Elasticity ε of users in openness",
    through: Through::Engine,
    limit: "profit a(1 − o) U_0 o^ε: o* = ε/(1 + ε)",
    allowance: "0.1: owners try two settings by turns and never rest",
    curve: Some(|e| e / (1.0 + e)),
    run: |effort| {
        let point = |e: &f64| Point::exact(*e, e / (1.0 + e), openness(*e), 0.1);
        effort.choose(&[1.0][..], &[0.5, 1.0, 2.0]).iter().map(point).collect()
    },
};

const NETWORK: Case = Case {
    mechanism: 18,
    name: "network-effect",
    quantity: "Share of users on the larger of two platforms",
    across: "Strength θ of the network effect",
    through: Through::Engine,
    limit: "users choose by (users + u_0)^θ: one platform for θ > 1, two alike for θ < 1",
    allowance: "0.1 below 1: two alike wander; 0.05 above: entrants' u_0",
    curve: None,
    run: |effort| {
        let point = |theta: &f64| {
            let (expected, open) = if *theta > 1.0 { (1.0, 0.05) } else { (0.5, 0.1) };
            Point::exact(*theta, expected, largest_after(*theta), open)
        };
        effort.choose(&[1.5][..], &[0.6, 0.8, 1.3, 1.5]).iter().map(point).collect()
    },
};

const EQUITY: Case = Case {
    mechanism: 19,
    name: "equity",
    quantity: "Growth of the odds of platforms' share of equity",
    across: "Months",
    through: Through::Engine,
    limit: "replicator without mutation: the odds' logarithm grows by s (r_P − r_F) a month, summed over the returns that came about",
    allowance: "0.1 %: returns are measured in single months",
    curve: None,
    run: |effort| equity(effort.choose(&[60], &[20, 40, 60, 80, 100, 120])),
};

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
        let seen = world.step().expect("books balance").world;
        sum += if month >= 400 { value(seen.openness) } else { 0.0 };
    }
    sum / 800.0
}

/// Share of the largest of two sharing platforms after sixty years under network effects of that strength.
fn largest_after(network: f64) -> f64 {
    let network = format!("platforms.network={network}");
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
        &network,
    ]);
    let last: Vec<f64> = (0..900)
        .map(|_| value(world.step().expect("books balance").world.sharing_largest))
        .skip(700)
        .collect();
    last.iter().sum::<f64>() / last.len() as f64
}

/// How far the odds of platforms' share of equity have grown after so many months, and the sum of s (r_P − r_F) until then.
fn equity(at: &[usize]) -> Vec<Point> {
    let speed = 0.1;
    let mut world = world(&[
        "world.people=4000",
        "regimes.initial=[0.9, 0.05, 0.05, 0.0]",
        "platforms.equity_mutation=0",
        "platforms.equity_share=0.2",
    ]);
    let last = at.iter().copied().max().unwrap_or(0);
    let mut seen: Vec<Measures> = vec![world.observe().world];
    seen.extend((0..last).map(|_| world.step().expect("books balance").world));
    let odds = |m: &Measures| ln(value(m.platforms_equity_share) / (1.0 - value(m.platforms_equity_share)));
    let grown = |months: usize| -> f64 {
        let month = |pair: &[Measures]| {
            let [before, now] = pair else { return 0.0 };
            let (share, equity) =
                (value(before.platforms_equity_share), value(before.capital) * value(before.price));
            let returns = 12.0 * value(now.platforms_profit) / (equity * share)
                - 12.0 * value(now.profit_paid_out) / (equity * (1.0 - share));
            speed * returns
        };
        seen.windows(2).take(months).map(month).sum()
    };
    let point = |months: &usize| {
        let expected = grown(*months);
        Point::exact(*months as f64, expected, odds(&seen[*months]) - odds(&seen[0]), 1e-3 * expected.abs())
    };
    at.iter().map(point).collect()
}

/// Variance over mean squared of contributors' pay, averaged over months; and the number of contributors.
fn winner_takes_all(share: f64) -> Point {
    let initial = format!("regimes.initial=[{}, {share}, 0.0, 0.0]", 1.0 - share);
    let mut world = world(&[
        "world.people=4000",
        "mechanisms.sharing=false",
        "mechanisms.reconfiguration=false",
        "platforms.crowdsourcing=1",
        "platforms.winners=0",
        "platforms.search_step=0",
        "region.one.skill_sd=0",
        &initial,
    ]);
    let n = value(world.step().expect("books balance").world.regime_crowdsourcing);
    // Months in which no firm has a task to give have no spread.
    let spread = |_| world.step().expect("books balance").world.contributors_pay_spread.value();
    let squares: Vec<f64> = (0..24).filter_map(spread).map(|spread| spread * spread).collect();
    assert!(squares.len() > 6, "prizes were given in {} months only", squares.len());
    let found = squares.iter().sum::<f64>() / squares.len() as f64;
    Point::exact(n, n - 1.0, found, 1e-6 * n)
}

#[cfg(test)]
mod tests {
    use super::super::case::{Effort, assert_holds};
    use super::*;

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

    #[test]
    fn owners_settle_near_the_openness_that_pays() {
        assert_holds(&OPENNESS, Effort::Full);
    }

    #[test]
    fn strong_network_effects_end_with_one_platform_and_weak_ones_with_two() {
        let (strong, weak) = (largest_after(1.5), largest_after(0.8));
        assert!(strong > 0.95, "θ 1.5: {strong}");
        assert!(weak < 0.6, "θ 0.8: {weak}");
    }

    #[test]
    fn equity_follows_returns_as_a_replicator() {
        let points = equity(&[120]);
        let Point { expected, simulated, .. } = points[0];
        assert!(simulated.abs() > 0.1, "nothing moved: {simulated}");
        assert!(points[0].holds(), "odds grew by {simulated}, returns say {expected}");
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
