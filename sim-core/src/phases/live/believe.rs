//! Belief moves towards what ties and the world's successes show (M5).
//!
//! Many people of a region at a time, in loops that the compiler turns into vector instructions.

use crate::engine::ahead;
use crate::engine::chunks::{self, Columns};
use crate::engine::lookup::Lookup;
use crate::mechanisms::imaginary;
use crate::phases::Context;
use crate::phases::perceive::Seen;
use crate::state::shares::{Kept, Rounded};
use crate::state::ties::{Ties, WINDOW};
use crate::state::traits::prior_belief;
use crate::state::{Shares, World};
use multiversion::multiversion;
use std::mem::take;

/// People at a time: enough for long loops, few enough for their columns to lie in a core's nearest cache.
const BATCH: usize = 256;

/// What moves belief in a region.
struct Law {
    prior_max: f32,
    stubbornness: f32,
    minority: f32,
    influence: f32,
    /// Weight of the world's successes beside ties, and what of them is seen; without the mechanism no weight.
    success: f32,
    come: f32,
}

/// Moves everybody's belief by one month.
pub fn believe(world: &mut World, ctx: &Context, seen: &Seen) {
    if world.people.belief.is_empty() {
        return;
    }
    let mut next = take(&mut world.people.belief_next);
    let w = &*world;
    chunks::run(next.pieces(ctx.rounding(Rounded::Belief)), &|first, mut next| {
        let (mut shown, mut hashes) = ([0.0; BATCH], [0; BATCH]);
        let (mut own, mut after) = ([0.0; BATCH], [0.0; BATCH]);
        for (r, rows) in w.blocks.runs(first, next.rows()) {
            let law = law(ctx, seen, r);
            for start in rows.clone().step_by(BATCH) {
                let batch = start..(start + BATCH).min(rows.end);
                let (people, n) = (first + batch.start..first + batch.end, batch.len());
                look(w, seen, seen.here[r].far, people.start, &mut shown[..n], &mut hashes[..n]);
                let belief = w.people.belief.read(people.clone(), &mut own);
                follow(&law, &w.people.prior[people], belief, &shown[..n], &mut after[..n]);
                next.fill(batch.start, &after[..n]);
            }
        }
    });
    world.people.belief_next = std::mem::replace(&mut world.people.belief, next);
}

fn law(ctx: &Context, seen: &Seen, r: usize) -> Law {
    let (rules, here) = (&ctx.rules.regions[r].imaginary, &seen.here[r]);
    Law {
        prior_max: rules.prior_max as f32,
        stubbornness: rules.stubbornness as f32,
        minority: rules.minority_belief as f32,
        influence: rules.influence as f32,
        success: if seen.success.is_some() { rules.success as f32 * here.far_share } else { 0.0 },
        come: seen.success.unwrap_or(0.0) * here.shown,
    }
}

/// Mean belief of the ties of consecutive people from `first` on; one's own where there are none.
fn look(world: &World, seen: &Seen, far: u32, first: usize, shown: &mut [f32], hashes: &mut [u32]) {
    let (ties, belief) = (&world.ties, &world.people.belief);
    if ties.see_all() {
        shown.fill(seen.belief);
        return;
    }
    match belief {
        Shares::Wide(belief) => look_at(ties, belief, far, first, shown, hashes),
        Shares::Narrow(belief) => look_at(ties, belief, far, first, shown, hashes),
    }
}

fn look_at<T: Kept>(
    ties: &Ties,
    belief: &[T],
    far: u32,
    first: usize,
    shown: &mut [f32],
    hashes: &mut [u32],
) {
    if ties.see_side_by_side() {
        look_side_by_side(ties, belief, far, first as u32, shown);
    } else if let (Some(degree), Some(belief)) = (ties.fixed_degree(), Lookup::new(belief)) {
        average(ties, degree, belief, far, first as u32, shown, hashes);
    } else {
        for (l, shown) in shown.iter_mut().enumerate() {
            let listed = ties.listed((first + l) as u32);
            let sum: f32 = listed.iter().map(|to| belief[*to as usize].share()).sum();
            *shown = if listed.is_empty() { belief[first + l].share() } else { sum / listed.len() as f32 };
        }
    }
}

/// Mean over the ties of a network that is computed.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512dq+avx512vl", "x86_64+avx2"))]
fn average<T: Kept>(
    ties: &Ties,
    degree: usize,
    belief: Lookup<T>,
    far: u32,
    first: u32,
    means: &mut [f32],
    hashes: &mut [u32],
) {
    let n = means.len();
    let hashes = &mut hashes[..n];
    for l in 0..n {
        hashes[l] = ties.own_hash(first + l as u32);
        means[l] = 0.0;
    }
    for slot in 0..degree as u32 {
        for l in 0..n {
            means[l] += belief.at(ties.from_hash(first + l as u32, far, hashes[l], slot)).share();
        }
    }
    means.iter_mut().for_each(|sum| *sum /= degree as f32);
}

/// Mean over the ties of linked blocks: what lies side by side is read side by side.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512dq+avx512vl", "x86_64+avx2"))]
fn look_side_by_side<T: Kept>(ties: &Ties, belief: &[T], far: u32, first: u32, means: &mut [f32]) {
    let degree = ties.fixed_degree().unwrap_or(0);
    let end = first + means.len() as u32;
    // Who comes next looks at what is asked for while these look; at a region's end others do, and a little is asked for in vain.
    let next = if belief.len() < ahead::LARGE { end..end } else { end..end + BATCH as u32 };
    let mut next = ties.windows(next.start..next.end.min(belief.len() as u32));
    let mut seen = [T::NOUGHT; 2 * WINDOW];
    for window in ties.windows(first..end) {
        if let Some(next) = next.next() {
            ties.fetch(&next, far, belief);
        }
        let people = window.people();
        let (mut sums, n) = ([0.0; WINDOW], people.len());
        for slot in 0..degree as u32 {
            ties.look(&window, far, slot, belief, &mut seen);
            if window.is_wide() {
                sums.iter_mut().zip(&seen).for_each(|(sum, x)| *sum += x.share());
            } else {
                sums[..n].iter_mut().zip(&seen).for_each(|(sum, x)| *sum += x.share());
            }
        }
        let means = &mut means[(people.start - first) as usize..(people.end - first) as usize];
        means.iter_mut().zip(&sums).for_each(|(mean, sum)| *mean = sum / degree as f32);
    }
}

/// What people believe after what they were shown.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512dq+avx512vl", "x86_64+avx2"))]
fn follow(law: &Law, prior: &[u8], belief: &[f32], shown: &[f32], next: &mut [f32]) {
    let n = next.len();
    let (prior, belief, shown) = (&prior[..n], &belief[..n], &shown[..n]);
    for l in 0..n {
        let (prior, stubbornness) = prior_belief(prior[l], law.prior_max, law.stubbornness, law.minority);
        let shown = imaginary::seen(shown[l], law.come, law.success);
        next[l] = imaginary::belief(prior, stubbornness, law.influence, belief[l], shown);
    }
}
