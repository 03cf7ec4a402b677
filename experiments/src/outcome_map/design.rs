//! Worlds drawn evenly over what is uncertain: a Latin hypercube.
//!
//! The range of every coordinate is cut into as many strata as there are draws, and each stratum is hit once
//! (McKay, Beckman and Conover 1979, "A comparison of three methods for selecting values of input variables",
//! Technometrics 21(2)). A draw follows from its number, the number of draws and the seed. Each coordinate has its own
//! stream of chance, named by its key, so that a parameter that is added later moves no other one's values.

use crate::space::{Space, strata};
use sim_core::params::Params;
use std::sync::Arc;

/// A Latin hypercube over all that is uncertain.
#[derive(Clone, Debug)]
pub struct Design {
    /// How many worlds are drawn.
    pub draws: u64,
    /// Seed of the design and of the worlds.
    pub seed: u64,
    space: Space,
    /// Places between 0 and 1: by coordinate, then by draw.
    places: Vec<Vec<f64>>,
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
        let space = Space::whole();
        let places = space.names().iter().map(|name| strata(name, draws, seed)).collect();
        Self { draws, seed, space, places }
    }

    /// Names of the coordinates: keys, and for rows of shares a name a share.
    #[must_use]
    pub fn names(&self) -> &[String] {
        self.space.names()
    }

    /// How many parameters are varied; a row of shares is one.
    #[must_use]
    pub fn parameters(&self) -> usize {
        self.space.spans().len()
    }

    /// The parameters of a draw, and what they are.
    ///
    /// # Errors
    /// The draw and what is wrong, if no values between the draw and the scenario make it legal.
    pub fn draw(&self, base: &Params, number: u64) -> Result<(Arc<Params>, Draw), (Draw, String)> {
        let point: Vec<f64> = self.places.iter().map(|places| places[number as usize]).collect();
        let mut drawn = self.space.at(base, &point);
        drawn.params.world.seed = self.seed;
        let draw = Draw { number, values: drawn.values, taken_back: drawn.taken_back };
        match drawn.fault {
            None => Ok((Arc::new(drawn.params), draw)),
            Some(what) => Err((draw, what)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verification::world_of;
    use sim_core::params::Value;
    use std::collections::BTreeSet;

    fn base() -> Params {
        world_of("emergence", &["world.people=10000".into()])
    }

    #[test]
    fn every_stratum_of_every_coordinate_is_hit_once() {
        let design = Design::new(50, 7);
        for (name, places) in design.names().iter().zip(&design.places) {
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
        let design = Design::new(200, 1);
        let mut taken_back = 0;
        for number in 0..design.draws {
            let (params, draw) =
                design.draw(&base, number).unwrap_or_else(|(_, what)| panic!("{number}: {what}"));
            assert_eq!(params.faults(), []);
            assert_eq!(draw.values.len(), design.names().len());
            taken_back += usize::from(!draw.taken_back.is_empty());
            for span in design.space.spans() {
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
