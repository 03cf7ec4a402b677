//! Taste where there are no projects: what people give to the commons is experience as far as the scenario says (M6).
//!
//! Nothing but taste is remembered then, of many people at a time, in loops that the compiler turns into vector instructions.

use crate::engine::chunks::{self, Columns};
use crate::mechanisms::taste;
use crate::phases::Context;
use crate::state::World;
use crate::state::census::project_hours;
use crate::state::people::get_or;
use crate::state::shares::Rounded;
use multiversion::multiversion;
use std::mem::take;

/// People at a time.
const BATCH: usize = 256;

/// Hours that a person gives to peer production.
#[inline]
pub fn hours(world: &World, i: usize) -> f32 {
    let people = &world.people;
    project_hours(people.regime_of(i), people.commons.at(i, 0.0), get_or(&people.bread, i, 0.0))
}

/// What a region's taste moves by.
struct Law<'a> {
    ceilings: &'a [f32; 256],
    floor: f32,
    quality: f32,
    growth: f32,
    loss: f32,
}

/// Moves everybody's taste, in a world in which there is nothing else to remember.
pub fn without_projects(world: &mut World, ctx: &Context) {
    let mut tastes = take(&mut world.people.taste);
    let w = &*world;
    chunks::run(tastes.pieces(ctx.rounding(Rounded::Taste)), &|first, mut tastes| {
        let (mut own, mut given) = ([0.0; BATCH], [0.0; BATCH]);
        for (r, rows) in w.blocks.runs(first, tastes.rows()) {
            let (rules, traits) = (&ctx.rules.regions[r].taste, &w.regions[r].traits);
            let law = Law {
                ceilings: traits.taste_ceilings(),
                floor: traits.taste_floor(),
                quality: rules.without_projects as f32,
                growth: rules.growth as f32,
                loss: rules.loss as f32,
            };
            for start in rows.clone().step_by(BATCH) {
                let n = BATCH.min(rows.end - start);
                let i = first + start;
                let (own, given) = (&mut own[..n], &mut given[..n]);
                tastes.copy(start, own);
                if law.quality > 0.0 {
                    give(w, i, given);
                }
                follow(&law, &w.people.taste_class[i..i + n], given, own);
                tastes.fill(start, own);
            }
        }
    });
    world.people.taste = tastes;
}

/// Hours of consecutive people from `first` on; there is no money, so nobody sells any.
fn give(world: &World, first: usize, given: &mut [f32]) {
    let people = &world.people;
    let rows = first..first + given.len();
    if people.commons.is_empty() {
        given.fill(0.0);
    } else {
        let mut desk = [0.0; BATCH];
        given.copy_from_slice(people.commons.read(rows.clone(), &mut desk));
    }
    if !people.regime.is_empty() {
        let regimes = &people.regime[rows];
        given
            .iter_mut()
            .zip(regimes)
            .for_each(|(given, regime)| *given = project_hours(*regime, *given, 0.0));
    }
}

/// Taste after a month in which so much was given.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512dq+avx512vl", "x86_64+avx2"))]
fn follow(law: &Law, classes: &[u8], given: &[f32], tastes: &mut [f32]) {
    let n = tastes.len();
    let (classes, given) = (&classes[..n], &given[..n]);
    for l in 0..n {
        let ceiling = law.ceilings[usize::from(classes[l])];
        let experience = law.quality * given[l];
        tastes[l] = taste::taste(tastes[l], ceiling, ceiling * law.floor, experience, law.growth, law.loss);
    }
}
