//! W2: a plan a step; new modes are set when everybody has chosen; shares from a counted index.

use crate::shared::{LOGIT_ACTS, Order, logit_checks, mode_weights, normal};
use ixa::prelude::*;
use std::cell::Cell;
use std::rc::Rc;

define_entity!(Chooser);
define_property!(struct Mode(u8), Chooser);
define_edge_type!(struct Sees, Chooser);
define_rng!(StartRng);
define_rng!(ChoiceRng);

fn step(context: &mut Context, people: &[ChooserId], propensities: &[[f32; 4]]) -> f64 {
    let mut changes = Vec::new();
    for (person, likes) in people.iter().zip(propensities) {
        if context.sample_bool(ChoiceRng, LOGIT_ACTS) {
            let mut counts = [0; 4];
            let edges = context.get_edges::<Chooser, Sees>(*person);
            for edge in &edges {
                let Mode(mode) = context.get_property(edge.neighbor);
                counts[mode as usize] += 1;
            }
            let weights = mode_weights(likes, &counts, edges.len());
            changes.push((*person, Mode(context.sample_weighted(ChoiceRng, &weights) as u8)));
        }
    }
    for (person, mode) in changes {
        context.set_property(person, mode);
    }
    let counts = [0, 1, 2, 3].map(|mode| context.query_entity_count(with!(Chooser, Mode(mode))));
    counts.into_iter().max().unwrap_or(0) as f64 / people.len() as f64
}

pub fn run(order: &Order) {
    let n = order.agents;
    let mut context = Context::new();
    context.init_random(order.seed);
    let mut propensities = Vec::new();
    let mut people = Vec::new();
    for _ in 0..n {
        propensities.push(std::array::from_fn(|_| {
            let [u, v] = [0; 2].map(|_| context.sample_range(StartRng, 0.0..1.0));
            0.3 * normal(u, v) as f32
        }));
        let mode = Mode(context.sample_range(StartRng, 0..10u8).saturating_sub(6));
        people.push(context.add_entity(with!(Chooser, mode)).expect("a chooser"));
    }
    for person in &people {
        for _ in 0..8 {
            let other = people[context.sample_range(StartRng, 0..n)];
            // ixa refuses ties to oneself and a second tie to the same person: a few have seven.
            let _ = context.add_edge(*person, other, 1.0, Sees);
        }
    }
    context.index_property_counts::<Chooser, Mode>();
    let (people, propensities, largest) = (Rc::new(people), Rc::new(propensities), Rc::new(Cell::new(0.0)));
    for at in 1..=order.steps {
        let (people, propensities, largest) =
            (Rc::clone(&people), Rc::clone(&propensities), Rc::clone(&largest));
        context.add_plan(at as f64, move |context| largest.set(step(context, &people, &propensities)));
    }
    let (timed, ()) = order.timed(|| context.execute());
    let modes: Vec<u8> = people.iter().map(|p| context.get_property::<Chooser, Mode>(*p).0).collect();
    let rows = people
        .iter()
        .zip(0..)
        .map(|(person, row)| (*person, row))
        .collect::<std::collections::HashMap<_, u32>>();
    let ties: Vec<Vec<u32>> = people
        .iter()
        .map(|p| context.get_edges::<Chooser, Sees>(*p).iter().map(|edge| rows[&edge.neighbor]).collect())
        .collect();
    let checks = logit_checks(&modes, |i| &ties[i], |i| propensities[i]);
    assert_eq!(largest.get(), checks[0]);
    order.tell("ixa", &timed, &checks);
}
