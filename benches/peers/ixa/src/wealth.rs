//! W1: a plan a step, in which people give in the order of their ids; money changes at once.

use crate::shared::{Order, gini};
use ixa::prelude::*;
use std::rc::Rc;

define_entity!(Person);
define_property!(struct Money(i64), Person, default_const = Money(1));
define_rng!(WealthRng);

fn step(context: &mut Context, people: &[PersonId]) {
    for (i, person) in people.iter().enumerate() {
        let Money(held) = context.get_property(*person);
        if held > 0 {
            let mut other = context.sample_range(WealthRng, 0..people.len() - 1);
            other += usize::from(other >= i);
            context.set_property(*person, Money(held - 1));
            let Money(has) = context.get_property(people[other]);
            context.set_property(people[other], Money(has + 1));
        }
    }
}

pub fn run(order: &Order) {
    let mut context = Context::new();
    context.init_random(order.seed);
    let people: Rc<Vec<PersonId>> =
        Rc::new((0..order.agents).map(|_| context.add_entity(Person).expect("a person")).collect());
    for at in 1..=order.steps {
        let people = Rc::clone(&people);
        context.add_plan(at as f64, move |context| step(context, &people));
    }
    let (timed, ()) = order.timed(|| context.execute());
    let money: Vec<i64> = people.iter().map(|p| context.get_property::<Person, Money>(*p).0).collect();
    assert_eq!(money.iter().sum::<i64>(), order.agents as i64);
    order.tell("ixa", &timed, &[gini(money)]);
}
