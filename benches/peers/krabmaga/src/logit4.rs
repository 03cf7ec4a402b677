//! W2: modes in two columns of the state; agents read the one and write the other, which `update` copies.

use crate::shared::{LOGIT_ACTS, Order, logit_checks, mode_weights, normal};
use krabmaga::engine::{agent::Agent, schedule::Schedule, state::State};
use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};
use std::any::Any;

struct World {
    rng: SmallRng,
    ties: Vec<[u32; 8]>,
    propensities: Vec<[f32; 4]>,
    modes: Vec<u8>,
    next: Vec<u8>,
    shares: [f64; 4],
}

#[derive(Clone, Copy)]
struct Chooser {
    id: usize,
}

impl Agent for Chooser {
    fn step(&mut self, state: &mut dyn State) {
        let world = state.as_any_mut().downcast_mut::<World>().expect("the state is the world");
        if world.rng.random::<f64>() >= LOGIT_ACTS {
            return;
        }
        let mut counts = [0; 4];
        for other in &world.ties[self.id] {
            counts[world.modes[*other as usize] as usize] += 1;
        }
        let weights = mode_weights(&world.propensities[self.id], &counts, 8);
        let mut at = world.rng.random::<f32>() * weights.iter().sum::<f32>();
        let mut mode = 0;
        while mode < 3 && at >= weights[mode] {
            at -= weights[mode];
            mode += 1;
        }
        world.next[self.id] = mode as u8;
    }
}

impl State for World {
    fn init(&mut self, schedule: &mut Schedule) {
        for id in 0..self.modes.len() {
            schedule.schedule_repeating(Box::new(Chooser { id }), 0.0, 0);
        }
    }
    fn update(&mut self, _step: u64) {
        self.modes.copy_from_slice(&self.next);
        let mut counts = [0usize; 4];
        self.modes.iter().for_each(|mode| counts[*mode as usize] += 1);
        self.shares = counts.map(|count| count as f64 / self.modes.len() as f64);
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
    let propensities =
        (0..n).map(|_| std::array::from_fn(|_| 0.3 * normal(rng.random(), rng.random()) as f32)).collect();
    let modes: Vec<u8> = (0..n).map(|_| rng.random_range(0..10u8).saturating_sub(6)).collect();
    let mut world = World { rng, ties, propensities, next: modes.clone(), modes, shares: [0.0; 4] };
    let mut schedule = Schedule::new();
    world.init(&mut schedule);
    let (timed, ()) = order.timed(|| (0..order.steps).for_each(|_| schedule.step(&mut world)));
    let checks = logit_checks(&world.modes, |i| &world.ties[i], |i| world.propensities[i]);
    assert!(world.shares.contains(&checks[0]));
    order.tell("krabmaga", &timed, &checks);
}
