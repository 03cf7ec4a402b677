//! Trade between any number of regions: what each buys abroad is what tastes, prices and transport cost say.

mod common;

use common::three_regions;
use sim_core::engine::num;
use sim_core::params::{Params, RegionStart};
use sim_core::simulation::Simulation;
use std::sync::Arc;

/// `n` regions, no two alike; the first is the core.
fn regions(n: usize) -> Vec<RegionStart> {
    let weights: Vec<f64> = (0..n).map(|r| 1.0 + 0.3 * r as f64).collect();
    let all: f64 = weights.iter().sum();
    let region = |r: usize| RegionStart {
        name: format!("r{r}"),
        core: r == 0,
        people_share: weights[r] / all,
        income: 1.0 / (1.0 + 0.2 * r as f64),
        ..RegionStart::whole_world()
    };
    let mut regions: Vec<RegionStart> = (0..n).map(region).collect();
    let mean: f64 = regions.iter().map(|r| r.people_share * r.income).sum();
    regions.iter_mut().for_each(|r| r.income /= mean);
    regions
}

fn world(n: usize, transport: f64) -> Params {
    let mut params = three_regions(3_000);
    params.regions = regions(n);
    params.trade.transport = transport;
    // Buyers go at once where the law sends them, and no border is closed.
    params.trade.adjustment = 1.0;
    params.mechanisms.breakdown = false;
    // The first step would be all of burn-in.
    params.world.burn_in = 0;
    assert_eq!(params.faults(), []);
    params
}

#[test]
fn imports_are_the_share_that_a_ces_basket_gives_them_and_fall_with_transport_cost() {
    for n in [1, 2, 3, 7, 12] {
        let mut before = 1.0;
        for transport in [0.0, 0.1, 0.3, 1.0] {
            let params = Arc::new(world(n, transport));
            let (trade, mut world) = (params.trade.clone(), Simulation::genesis(params, 0));
            let dearer = num::pow(1.0 + transport, 1.0 - trade.elasticity);
            // At genesis all prices are 1: μ(1 + τ)^(1−ε) for goods from abroad beside 1 for one's own.
            for region in &world.world().regions {
                let abroad = trade.foreign * (1.0 - region.world_share) * dearer;
                let own = region.spending_shares.iter().copied().fold(0.0, f64::max);
                assert!((own - 1.0 / (1.0 + abroad)).abs() < 1e-12, "{n} regions, τ {transport}: {own}");
            }
            let mut imports = 0.0;
            for _ in 0..12 {
                let prices: Vec<f64> = world.world().regions.iter().map(|r| r.price).collect();
                world.step().expect("books balance");
                imports = 0.0;
                for (r, region) in world.world().regions.iter().enumerate() {
                    let pull = |s: usize| {
                        let landed = prices[s] * if s == r { 1.0 } else { 1.0 + transport };
                        region.spending_tastes[s] * num::pow(landed, 1.0 - trade.elasticity)
                    };
                    let all: f64 = (0..n).map(pull).sum();
                    for (s, share) in region.spending_shares.iter().enumerate() {
                        let expected = pull(s) / all;
                        assert!(
                            (share - expected).abs() < 2e-6,
                            "r{r} buys {share} of r{s}, expected {expected}"
                        );
                    }
                    imports += (1.0 - region.spending_shares[r]) * region.world_share;
                }
            }
            assert!(
                imports < before || n == 1 && imports.abs() < 1e-6,
                "{n} regions, τ {transport}: {imports}"
            );
            before = imports;
        }
    }
}
