//! W1: agents step one after another, as the schedule hands them out; money changes at once.

use crate::shared::{Order, gini};
use krabmaga::engine::{agent::Agent, schedule::Schedule, state::State};
use rand::rngs::SmallRng;
use rand::{Rng, SeedableRng};
use std::any::Any;

struct World {
    rng: SmallRng,
    money: Vec<i64>,
}

#[derive(Clone, Copy)]
struct Giver {
    id: usize,
}

impl Agent for Giver {
    fn step(&mut self, state: &mut dyn State) {
        let world = state.as_any_mut().downcast_mut::<World>().expect("the state is the world");
        if world.money[self.id] > 0 {
            let mut other = world.rng.random_range(0..world.money.len() - 1);
            other += usize::from(other >= self.id);
            world.money[self.id] -= 1;
            world.money[other] += 1;
        }
    }
}

impl State for World {
    fn init(&mut self, schedule: &mut Schedule) {
        for id in 0..self.money.len() {
            schedule.schedule_repeating(Box::new(Giver { id }), 0.0, 0);
        }
    }
    fn update(&mut self, _step: u64) {}
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
    let mut world = World { rng: SmallRng::seed_from_u64(order.seed), money: vec![1; order.agents] };
    let mut schedule = Schedule::new();
    world.init(&mut schedule);
    let (timed, ()) = order.timed(|| (0..order.steps).for_each(|_| schedule.step(&mut world)));
    assert_eq!(world.money.iter().sum::<i64>(), order.agents as i64);
    order.tell("krabmaga", &timed, &[gini(world.money)]);
}
