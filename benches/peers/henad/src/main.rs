//! henad: double-buffered lanes stepped in parallel chunks, its network and field types; run headless on all cores.
//!
//! usage: peer-henad W1|W2|W3 N STEPS SEED      (RAYON_NUM_THREADS sets the threads)

#[path = "../../shared.rs"]
#[allow(dead_code)]
mod shared;

mod logit4;
mod regime_choice;
mod wealth;

type Done = Result<(), Box<dyn std::error::Error>>;

/// Nothing is drawn, so all is grey.
const GREY: [u8; 4] = [128, 128, 128, 255];

fn main() -> Done {
    let order = shared::Order::read();
    match order.workload.as_str() {
        "W1" => wealth::run(&order),
        "W2" => logit4::run(&order),
        "W3" => regime_choice::run(&order),
        other => panic!("there is no workload {other}"),
    }
}

/// A number from the standard normal law.
fn normal(rng: &mut u64) -> f64 {
    let [u, v] = [0; 2].map(|_| f64::from(henad::authoring::prelude::next_float(rng, 1.0)));
    shared::normal(u, v)
}
