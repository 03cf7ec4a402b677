//! Measures of the transition: the biosphere.

use super::{Cell, Measures};
use crate::state::World;

/// Adds them to the world's and the regions'.
pub fn add(world: &World, all: &mut Measures, regions: &mut [Measures]) {
    if let Some(nature) = &world.biosphere {
        all.biosphere = Cell::Real(nature.fullness);
        all.throughput = Cell::Real(nature.throughput);
        all.harvest = Cell::Real(nature.harvest);
        all.regrowth = Cell::Real(nature.regrowth);
        all.intensity = Cell::Real(nature.intensity);
        all.green = by_output(world, |r| r.green);
        all.damage = by_output(world, |r| 1.0 - r.damage);
        for (measures, region) in regions.iter_mut().zip(&world.regions) {
            measures.green = Cell::Real(region.green);
            measures.damage = Cell::Real(1.0 - region.damage);
        }
    }
}

/// Mean over regions, weighted by their output; by people where nothing is made.
fn by_output(world: &World, of: impl Fn(&crate::state::Region) -> f64) -> Cell {
    let made: f64 = world.regions.iter().map(|r| r.market.output).sum();
    let weight = |r: &crate::state::Region| if made > 0.0 { r.market.output } else { r.people as f64 };
    let all: f64 = world.regions.iter().map(weight).sum();
    Cell::Real(world.regions.iter().map(|r| weight(r) * of(r)).sum::<f64>() / all)
}
