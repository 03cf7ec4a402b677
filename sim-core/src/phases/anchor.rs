//! The end of burn-in: intercepts and mean dispositions with which the 2001 shares are the mean of the choice rules.
//!
//! Without them month 0 would start a transient back to whatever shares the rules alone would hold. They are solved,
//! not fitted to any path: declared uncertain with the initial shares themselves.

use super::Context;
use super::perceive::Seen;
use super::{choose, live, relate};
use crate::engine::num;
use crate::ids::REGIMES;
use crate::mechanisms::logit;
use crate::state::World;
use crate::state::people::open_shares;

/// People by whom the means are taken.
const SAMPLE: usize = 1 << 16;
/// Most a share may count for when it is empty: everything can refill from zero.
const LEAST_SHARE: f64 = 1e-6;

/// Solves what is to be solved at the end of burn-in.
pub fn anchor(world: &mut World, ctx: &Context, seen: &Seen) {
    // Norms start at their own rest, so that the dispositions solved below take them in.
    for (region, rules) in world.regions.iter_mut().zip(&ctx.rules.regions) {
        let target = live::norm_target(&region.census, rules.norm.weight);
        region.norm = region.norm.map(|_| num::coarse(target));
    }
    let sample: Vec<usize> = (0..world.people.count).step_by(world.people.count.div_ceil(SAMPLE)).collect();
    if ctx.params.mechanisms.modes && ctx.params.modes.anchored {
        anchor_modes(world, ctx, seen, &sample);
    }
    if ctx.params.mechanisms.regimes && ctx.params.regimes.anchored {
        world.regime_intercepts = [0.0; REGIMES];
        let laws = choose::laws(world, ctx, seen);
        let utilities: Vec<[f32; REGIMES]> = sample
            .iter()
            .map(|i| {
                let r = world.blocks.region_of(*i);
                choose::worth(world, &laws[r], &seen.here[r], seen, *i)
            })
            .collect();
        let beta = ctx.rules.world.regimes.beta;
        world.regime_intercepts = solve(&utilities, beta, target(world, |r| regime_shares(ctx, r)));
    }
}

/// One vector of mean dispositions for all regions that start with the same shares.
fn anchor_modes(world: &mut World, ctx: &Context, seen: &Seen, sample: &[usize]) {
    let starts: Vec<[f64; 4]> = (0..world.regions.len()).map(|r| mode_shares(ctx, r)).collect();
    world.mode_means = vec![[0.0; 4]; starts.len()];
    let mut solved = vec![false; starts.len()];
    for r in 0..starts.len() {
        if solved[r] {
            continue;
        }
        let alike = |s: usize| starts[s] == starts[r];
        let people: Vec<usize> =
            sample.iter().copied().filter(|i| alike(world.blocks.region_of(*i))).collect();
        let utilities = relate::utilities(world, ctx, seen, &people);
        let means = solve(&utilities, ctx.rules.world.modes.beta, starts[r]);
        for s in (0..starts.len()).filter(|s| alike(*s)) {
            (world.mode_means[s], solved[s]) = (means, true);
        }
    }
}

fn mode_shares(ctx: &Context, r: usize) -> [f64; 4] {
    ctx.params.regions[r].modes.unwrap_or(ctx.params.modes.initial)
}

fn regime_shares(ctx: &Context, r: usize) -> [f64; REGIMES] {
    let mut shares = open_shares(ctx.params).map(|s| s * ctx.params.regions[r].access);
    shares[0] = shares[1..].iter().fold(1.0, |left, share| left - share);
    shares
}

/// Shares of the world's people.
fn target<const N: usize>(world: &World, of: impl Fn(usize) -> [f64; N]) -> [f64; N] {
    let all = world.people.count as f64;
    let mut shares = [0.0; N];
    for (r, region) in world.regions.iter().enumerate() {
        of(r).iter().zip(&mut shares).for_each(|(s, sum)| *sum += s * region.people as f64 / all);
    }
    shares
}

/// Constants to add to the utilities so that the mean chances are the target's, the first of them 0: Newton's method
/// on the others, whose Jacobian is β times the mean of p_k (1[k = l] − p_l).
fn solve<const N: usize>(utilities: &[[f32; N]], beta: f64, target: [f64; N]) -> [f32; N] {
    let n = utilities.len() as f64;
    let closed: [bool; N] = std::array::from_fn(|k| utilities.iter().all(|u| u[k] == f32::NEG_INFINITY));
    // Shares are floored and then made to sum to one again, so that every target can be met.
    let floored: [f64; N] = std::array::from_fn(|k| if closed[k] { 0.0 } else { target[k].max(LEAST_SHARE) });
    let wanted = floored.map(|share| share / floored.iter().sum::<f64>());
    let most = (1.0 / beta.max(1e-6)) as f32;
    let mut constants = [0.0f32; N];
    for _ in 0..200 {
        let (mut mean, mut jacobian) = ([0.0f64; N], [[0.0f64; N]; N]);
        for u in utilities {
            let u: [f32; N] = std::array::from_fn(|k| u[k] + constants[k]);
            let p = logit::probabilities(beta as f32, u).map(f64::from);
            for k in 0..N {
                mean[k] += p[k] / n;
                for l in 0..N {
                    jacobian[k][l] += beta * p[k] * (f64::from(u8::from(k == l)) - p[l]) / n;
                }
            }
        }
        let missing: [f64; N] = std::array::from_fn(|k| wanted[k] - mean[k]);
        let open = (1..N).filter(|k| !closed[*k]);
        // Closer than the noise of any world that is run.
        if open.clone().all(|k| missing[k].abs() < 1e-5 * wanted[k]) {
            break;
        }
        let step = linear_solution(jacobian, missing, closed);
        for k in open {
            constants[k] += (step[k] as f32).clamp(-most, most);
        }
    }
    constants.map(|c| num::coarse(f64::from(c)) as f32)
}

/// Solution of the open equations of all rows and columns but the first, by elimination; 0 for closed ones.
fn linear_solution<const N: usize>(mut a: [[f64; N]; N], mut b: [f64; N], closed: [bool; N]) -> [f64; N] {
    for k in (1..N).filter(|k| closed[*k]) {
        a[k] = [0.0; N];
        (a[k][k], b[k]) = (1.0, 0.0);
    }
    for k in 1..N {
        let pivot = if a[k][k].abs() < 1e-14 { 1e-14 } else { a[k][k] };
        for row in k + 1..N {
            let factor = a[row][k] / pivot;
            for column in k..N {
                a[row][column] -= factor * a[k][column];
            }
            b[row] -= factor * b[k];
        }
        a[k][k] = pivot;
    }
    let mut x = [0.0; N];
    for k in (1..N).rev() {
        x[k] = (b[k] - (k + 1..N).map(|l| a[k][l] * x[l]).sum::<f64>()) / a[k][k];
    }
    x
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mean_of_the_logit_is_the_target() {
        let utilities: Vec<[f32; 4]> = (0..1000)
            .map(|i| {
                let x = (i % 37) as f32 / 10.0;
                [1.5, x, -x, 0.2 * x + if i % 50 == 0 { 1.5 } else { 0.0 }]
            })
            .collect();
        let target = [0.9, 0.06, 0.039, 0.001];
        let constants = solve(&utilities, 1.0, target);
        let mut mean = [0.0f64; 4];
        for u in &utilities {
            let p = logit::probabilities::<4>(1.0, std::array::from_fn(|k| u[k] + constants[k]));
            p.iter().zip(&mut mean).for_each(|(p, m)| *m += f64::from(*p) / 1000.0);
        }
        assert!(mean.iter().zip(target).all(|(m, t)| (m / t - 1.0).abs() < 1e-4), "{mean:?}");
    }
}
