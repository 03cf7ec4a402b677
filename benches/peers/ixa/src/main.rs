//! ixa: entities with properties, a plan for each step, its network module for ties; one thread.
//!
//! usage: peer-ixa W1|W2|W3 N STEPS SEED

#[path = "../../shared.rs"]
#[allow(dead_code)]
mod shared;

mod logit4;
mod regime_choice;
mod wealth;

fn main() {
    let order = shared::Order::read();
    match order.workload.as_str() {
        "W1" => wealth::run(&order),
        "W2" => logit4::run(&order),
        "W3" => regime_choice::run(&order),
        other => panic!("there is no workload {other}"),
    }
}
