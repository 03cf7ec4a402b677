//! W3: a plan a step; money and regimes are properties, new regimes are set when everybody has chosen.

use crate::shared::{Order, Pools, REGIME_ACTS, chance_of_peer, normal, pay, regime_checks, skill};
use ixa::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

define_entity!(Worker);
define_property!(struct Skill(i64), Worker);
define_property!(struct Money(i64), Worker, default_const = Money(1000));
define_property!(struct Peer(bool), Worker);
define_edge_type!(struct Knows, Worker);
define_rng!(RegimeStartRng);
define_rng!(RegimeChoiceRng);

fn labour(context: &Context, people: &[WorkerId]) -> i64 {
    let skill = |person: &WorkerId| {
        let (Peer(peer), Skill(skill)) = (context.get_property(*person), context.get_property(*person));
        if peer { 0 } else { skill }
    };
    people.iter().map(skill).sum()
}

fn step(context: &mut Context, people: &[WorkerId], tastes: &[f32], pools: &mut Pools) -> f64 {
    let (wage, dividend) = pools.open(labour(context, people), people.len());
    let mut changes = Vec::new();
    for (person, taste) in people.iter().zip(tastes) {
        let (Skill(skill), Peer(peer)) = (context.get_property(*person), context.get_property(*person));
        let Money(mut held) = context.get_property(*person);
        let (gross, tax) = pay(skill, wage);
        held += dividend;
        if !peer {
            held += gross - tax;
            pools.firms -= gross;
            pools.state += tax;
        }
        let spent = held / 32;
        pools.firms += spent;
        context.set_property(*person, Money(held - spent));
        if context.sample_bool(RegimeChoiceRng, REGIME_ACTS) {
            let edges = context.get_edges::<Worker, Knows>(*person);
            let peers =
                edges.iter().filter(|edge| context.get_property::<Worker, Peer>(edge.neighbor).0).count();
            let share = peers as f32 / edges.len() as f32;
            let chance = f64::from(chance_of_peer(gross - tax, share, *taste));
            changes.push((*person, Peer(context.sample_bool(RegimeChoiceRng, chance))));
        }
    }
    for (person, peer) in changes {
        context.set_property(person, peer);
    }
    context.query_entity_count(with!(Worker, Peer(true))) as f64 / people.len() as f64
}

pub fn run(order: &Order) {
    let n = order.agents;
    let mut context = Context::new();
    context.init_random(order.seed);
    let (mut tastes, mut skills, mut people) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..n {
        let [a, b, c, d] = [0; 4].map(|_| context.sample_range(RegimeStartRng, 0.0..1.0));
        skills.push(skill(normal(a, b)));
        tastes.push(0.3 * normal(c, d) as f32);
        let peer = Peer(context.sample_range(RegimeStartRng, 0..10) == 0);
        let worker = with!(Worker, Skill(skills[skills.len() - 1]), peer);
        people.push(context.add_entity(worker).expect("a worker"));
    }
    for person in &people {
        for _ in 0..8 {
            let other = people[context.sample_range(RegimeStartRng, 0..n)];
            let _ = context.add_edge(*person, other, 1.0, Knows);
        }
    }
    context.index_property_counts::<Worker, Peer>();
    let (people, tastes) = (Rc::new(people), Rc::new(tastes));
    let (pools, share) = (Rc::new(RefCell::new(Pools::new(n))), Rc::new(Cell::new(0.0)));
    for at in 1..=order.steps {
        let (people, tastes) = (Rc::clone(&people), Rc::clone(&tastes));
        let (pools, share) = (Rc::clone(&pools), Rc::clone(&share));
        context.add_plan(at as f64, move |context| {
            share.set(step(context, &people, &tastes, &mut pools.borrow_mut()));
        });
    }
    let (timed, ()) = order.timed(|| context.execute());
    let money = people.iter().map(|p| context.get_property::<Worker, Money>(*p).0).collect();
    let peers: Vec<bool> = people.iter().map(|p| context.get_property::<Worker, Peer>(*p).0).collect();
    let checks = regime_checks(&peers, money, &skills, *pools.borrow());
    assert_eq!(share.get(), checks[0]);
    order.tell("ixa", &timed, &checks);
}
