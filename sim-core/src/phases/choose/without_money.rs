//! Commons time where there is no money: nobody earns, nobody is without a job, and all have the slack that the scenario says (M7).
//!
//! Many people at a time, in loops that the compiler turns into vector instructions.

use crate::engine::chunks::{self, Columns};
use crate::ids::Regime;
use crate::mechanisms::commons_time;
use crate::phases::Context;
use crate::phases::perceive::Seen;
use crate::state::World;
use crate::state::shares::Rounded;
use multiversion::multiversion;
use std::mem::take;

/// People at a time.
const BATCH: usize = 256;

/// Commons time of everybody.
pub fn divide_month(world: &mut World, ctx: &Context, seen: &Seen) {
    let mut commons = take(&mut world.people.commons);
    let w = &*world;
    chunks::run(commons.pieces(ctx.rounding(Rounded::Commons)), &|first, mut commons| {
        let (mut tastes, mut hours) = ([0.0; BATCH], [0.0; BATCH]);
        for (r, rows) in w.blocks.runs(first, commons.rows()) {
            let (fitting, slack) = (seen.here[r].fitting, ctx.rules.regions[r].commons_time.slack as f32);
            for start in rows.clone().step_by(BATCH) {
                let n = BATCH.min(rows.end - start);
                let people = first + start..first + start + n;
                let tastes = if w.people.taste.is_empty() {
                    &[0.0; BATCH][..n]
                } else {
                    w.people.taste.read(people.clone(), &mut tastes)
                };
                let regimes =
                    if w.people.regime.is_empty() { &[0; BATCH][..n] } else { &w.people.regime[people] };
                divide(fitting, slack, tastes, regimes, &mut hours[..n]);
                commons.fill(start, &hours[..n]);
            }
        }
    });
    world.people.commons = commons;
}

/// Peer producers have nothing beside: all their own time goes into the commons.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512dq+avx512vl", "x86_64+avx2"))]
fn divide(fitting: f32, slack: f32, tastes: &[f32], regimes: &[u8], hours: &mut [f32]) {
    let n = hours.len();
    let (tastes, regimes) = (&tastes[..n], &regimes[..n]);
    for l in 0..n {
        let beside = commons_time::commons_time(fitting, tastes[l], 0.0, 0.0, 1.0 - slack, 1.0, 1.0);
        hours[l] = if regimes[l] == Regime::Peer as u8 { 0.0 } else { beside };
    }
}
