//! Worlds drawn evenly over what is uncertain: a Latin hypercube.
//!
//! The range of every coordinate is cut into as many strata as there are draws, and each stratum is hit once
//! (McKay, Beckman and Conover 1979, "A comparison of three methods for selecting values of input variables",
//! Technometrics 21(2)). A draw follows from its number, the number of draws and the seed. Each coordinate has its own
//! stream of chance, named by its key, so that a parameter that is added later moves no other one's values.

use super::spans::{Span, spans};
use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};
use sha2::{Digest, Sha256};
use sim_core::params::{Fault, Params, Value};
use std::sync::Arc;

/// Times a value is halved towards that of the scenario before it is set to it.
const HALVINGS: usize = 20;

/// A Latin hypercube over all that is uncertain.
#[derive(Clone, Debug)]
pub struct Design {
    /// How many worlds are drawn.
    pub draws: u64,
    /// Seed of the design and of the worlds.
    pub seed: u64,
    spans: Vec<Span>,
    /// Places between 0 and 1: by coordinate, then by draw.
    places: Vec<Vec<f64>>,
    names: Vec<String>,
}

/// What was drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct Draw {
    /// Its number, from 0; also the replicate of its world.
    pub number: u64,
    /// The value of each coordinate, in the order of [`Design::names`].
    pub values: Vec<f64>,
    /// Keys that were taken back towards the scenario's values, since the draw was not legal otherwise.
    pub taken_back: Vec<String>,
}

impl Design {
    /// The design of so many draws.
    #[must_use]
    pub fn new(draws: u64, seed: u64) -> Self {
        let spans = spans();
        let names: Vec<String> = spans.iter().flat_map(Span::coordinates).collect();
        let places = names.iter().map(|name| strata(name, draws, seed)).collect();
        Self { draws, seed, spans, places, names }
    }

    /// Names of the coordinates: keys, and for rows of shares a name a share.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// How many parameters are varied; a row of shares is one.
    #[must_use]
    pub fn parameters(&self) -> usize {
        self.spans.len()
    }

    /// The parameters of a draw, and what they are.
    ///
    /// # Errors
    /// The draw and what is wrong, if no values between the draw and the scenario make it legal.
    pub fn draw(&self, base: &Params, number: u64) -> Result<(Arc<Params>, Draw), (Draw, String)> {
        let mut params = base.clone();
        params.world.seed = self.seed;
        let mut at = 0;
        let mut refused = None;
        for span in &self.spans {
            let count = span.coordinates().len();
            let u: Vec<f64> = (at..at + count).map(|k| self.places[k][number as usize]).collect();
            at += count;
            let key = &span.row.key;
            let centre = base.get(key).unwrap_or_else(|| span.row.default.clone());
            if let Err(why) = params.set(key, &span.at(&u, &centre)) {
                refused.get_or_insert(format!("`{key}` does not take its value: {why:?}"));
            }
        }
        let (taken_back, fault) = self.make_legal(&mut params, base);
        let draw = Draw { number, values: self.values(&params), taken_back };
        match refused.or(fault.map(|fault| fault.message)) {
            None => Ok((Arc::new(params), draw)),
            Some(what) => Err((draw, what)),
        }
    }

    /// Where values do not fit each other, the one that the fault names is halved towards that of the scenario until they do.
    /// (Drawing anew lost: it would empty some strata and fill others twice.)
    fn make_legal(&self, params: &mut Params, base: &Params) -> (Vec<String>, Option<Fault>) {
        let mut taken_back: Vec<String> = Vec::new();
        let varied = |key: &str| self.spans.iter().any(|span| span.row.key == key);
        for round in 0..=HALVINGS * 4 {
            let Some(fault) = params.faults().into_iter().next() else { return (taken_back, None) };
            let key = fault.key;
            let (Some(here), Some(home), true) = (params.get(key), base.get(key), varied(key)) else {
                return (taken_back, Some(fault));
            };
            let value = if round < HALVINGS { halfway(&here, &home) } else { home };
            if params.set(key, &value).is_err() {
                return (taken_back, Some(fault));
            }
            if taken_back.last().is_none_or(|last| last != key) {
                taken_back.push(key.to_string());
            }
        }
        (taken_back, params.faults().into_iter().next())
    }

    fn values(&self, params: &Params) -> Vec<f64> {
        let of = |span: &Span| match params.get(&span.row.key) {
            Some(Value::Number(x)) => vec![x],
            Some(Value::Integer(n)) => vec![n as f64],
            Some(Value::Numbers(row)) => row,
            _ => vec![f64::NAN],
        };
        self.spans.iter().flat_map(of).collect()
    }
}

fn halfway(here: &Value, home: &Value) -> Value {
    let middle = |a: f64, b: f64| a + (b - a) / 2.0;
    match (here, home) {
        (Value::Number(a), Value::Number(b)) => Value::Number(middle(*a, *b)),
        (Value::Integer(a), Value::Integer(b)) => Value::Integer(a + (b - a) / 2),
        (Value::Numbers(a), Value::Numbers(b)) => {
            Value::Numbers(a.iter().zip(b).map(|(a, b)| middle(*a, *b)).collect())
        }
        (_, home) => home.clone(),
    }
}

/// A place in each stratum, in an order by chance.
fn strata(name: &str, draws: u64, seed: u64) -> Vec<f64> {
    let mut hash = Sha256::new();
    hash.update(seed.to_le_bytes());
    hash.update(name.as_bytes());
    let mut chance = ChaCha8Rng::from_seed(hash.finalize().into());
    // Below 2^53 all of them are real numbers.
    let mut uniform = || (chance.next_u64() >> 11) as f64 / (1u64 << 53) as f64;
    let mut order: Vec<u64> = (0..draws).collect();
    for last in (1..order.len()).rev() {
        let other = (uniform() * (last + 1) as f64) as usize;
        order.swap(last, other.min(last));
    }
    order.into_iter().map(|stratum| (stratum as f64 + uniform()) / draws as f64).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verification::world_of;
    use std::collections::BTreeSet;

    fn base() -> Params {
        world_of("emergence", &["world.people=10000".into()])
    }

    #[test]
    fn every_stratum_of_every_coordinate_is_hit_once() {
        let design = Design::new(50, 7);
        for (name, places) in design.names.iter().zip(&design.places) {
            let hit: BTreeSet<u64> = places.iter().map(|u| (u * 50.0) as u64).collect();
            assert_eq!(hit.into_iter().collect::<Vec<_>>(), (0..50).collect::<Vec<_>>(), "{name}");
        }
    }

    #[test]
    fn coordinates_are_drawn_apart() {
        let design = Design::new(200, 1);
        for pair in design.places.windows(2) {
            let rho = analysis::stats::spearman(&pair[0], &pair[1]).unwrap();
            assert!(rho.abs() < 0.35, "two coordinates go together: {rho}");
        }
    }

    #[test]
    fn a_draw_follows_from_its_number_and_the_seed() {
        let base = base();
        let draw = |seed| Design::new(20, seed).draw(&base, 13).unwrap();
        assert_eq!(draw(3), draw(3));
        assert_ne!(draw(3).1.values, draw(4).1.values);
        assert_eq!(draw(3).0.world.seed, 3);
    }

    #[test]
    fn every_draw_is_legal_and_in_its_ranges() {
        let base = base();
        let design = Design::new(600, 1);
        let mut taken_back = 0;
        for number in 0..design.draws {
            let (params, draw) =
                design.draw(&base, number).unwrap_or_else(|(_, what)| panic!("{number}: {what}"));
            assert_eq!(params.faults(), []);
            assert_eq!(draw.values.len(), design.names().len());
            taken_back += usize::from(!draw.taken_back.is_empty());
            for span in &design.spans {
                let values = match params.get(&span.row.key).unwrap() {
                    Value::Number(x) => vec![x],
                    Value::Integer(n) => vec![n as f64],
                    Value::Numbers(row) => row,
                    other => panic!("{other}"),
                };
                let (low, high) = span.range;
                assert!(
                    values.iter().all(|x| (low - 1e-12..=high + 1e-12).contains(x)),
                    "{number}: {} is {values:?}",
                    span.row.key
                );
            }
        }
        println!("{taken_back} of {} draws had a value taken back", design.draws);
        assert!(taken_back * 4 < design.draws as usize, "{taken_back} draws are not as designed");
    }
}
