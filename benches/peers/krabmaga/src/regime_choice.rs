//! W3: prices are set in `before_step`, agents earn, spend and choose in `step`, pools and regimes follow in `update`.

use crate::shared::{Order, Pools, REGIME_ACTS, chance_of_peer, normal, pay, regime_checks, skill};
use krabmaga::engine::{agent::Agent, schedule::Schedule, state::State};
use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};
use std::any::Any;

struct World {
    rng: SmallRng,
    ties: Vec<[u32; 8]>,
    skill: Vec<i64>,
    taste: Vec<f32>,
    money: Vec<i64>,
    peer: Vec<bool>,
    next: Vec<bool>,
    pools: Pools,
    /// Wage of a unit of skill in 2^-16, and dividend.
    prices: (i64, i64),
    share: f64,
}

#[derive(Clone, Copy)]
struct Worker {
    id: usize,
}

impl Agent for Worker {
    fn step(&mut self, state: &mut dyn State) {
        let world = state.as_any_mut().downcast_mut::<World>().expect("the state is the world");
        let (wage, dividend) = world.prices;
        let (gross, tax) = pay(world.skill[self.id], wage);
        let mut held = world.money[self.id] + dividend;
        if !world.peer[self.id] {
            held += gross - tax;
            world.pools.firms -= gross;
            world.pools.state += tax;
        }
        let spent = held / 32;
        world.pools.firms += spent;
        world.money[self.id] = held - spent;
        if world.rng.random::<f64>() < REGIME_ACTS {
            let peers = world.ties[self.id].iter().filter(|other| world.peer[**other as usize]).count();
            let chance = chance_of_peer(gross - tax, peers as f32 / 8.0, world.taste[self.id]);
            world.next[self.id] = world.rng.random::<f32>() < chance;
        }
    }
}

impl World {
    fn labour(&self) -> i64 {
        self.skill.iter().zip(&self.peer).map(|(skill, peer)| if *peer { 0 } else { *skill }).sum()
    }
}

impl State for World {
    fn init(&mut self, schedule: &mut Schedule) {
        for id in 0..self.peer.len() {
            schedule.schedule_repeating(Box::new(Worker { id }), 0.0, 0);
        }
    }
    fn before_step(&mut self, _schedule: &mut Schedule) {
        let labour = self.labour();
        self.prices = self.pools.open(labour, self.peer.len());
    }
    fn update(&mut self, _step: u64) {
        self.peer.copy_from_slice(&self.next);
        self.share = self.peer.iter().filter(|peer| **peer).count() as f64 / self.peer.len() as f64;
    }
    fn reset(&mut self) {}
    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
    fn as_state_mut(&mut self) -> &mut dyn State {
        self
    }
    fn as_state(&self) -> &dyn State {
        self
    }
}

pub fn run(order: &Order) {
    let n = order.agents;
    let mut rng = SmallRng::seed_from_u64(order.seed);
    let ties = (0..n).map(|_| std::array::from_fn(|_| rng.random_range(0..n as u32))).collect();
    let skills: Vec<i64> = (0..n).map(|_| skill(normal(rng.random(), rng.random()))).collect();
    let taste = (0..n).map(|_| 0.3 * normal(rng.random(), rng.random()) as f32).collect();
    let peer: Vec<bool> = (0..n).map(|_| rng.random_range(0..10) == 0).collect();
    let mut world = World {
        rng,
        ties,
        skill: skills,
        taste,
        money: vec![1000; n],
        next: peer.clone(),
        peer,
        pools: Pools::new(n),
        prices: (0, 0),
        share: 0.0,
    };
    let mut schedule = Schedule::new();
    world.init(&mut schedule);
    let (timed, ()) = order.timed(|| (0..order.steps).for_each(|_| schedule.step(&mut world)));
    let checks = regime_checks(&world.peer, world.money, &world.skill, world.pools);
    assert_eq!(world.share, checks[0]);
    order.tell("krabmaga", &timed, &checks);
}
