//! Line 2: people reconsider how they relate to the others in their organisation (M1, M3).
//!
//! Reads: last month's modes, ties, regime, organisation, inputs. Writes: people.mode, firms.members.
//!
//! Who acts is listed first; then many people of a region go through the same arithmetic side by side, in loops that the
//! compiler turns into vector instructions. One word decides both whether a person acts and, rescaled, what they choose.

use super::Context;
use super::govern::rationing;
use super::perceive::Seen;
use crate::engine::chunks::{self, Merge};
use crate::engine::draws::{Purpose, threshold};
use crate::engine::num;
use crate::engine::packed::Packed;
use crate::ids::{MODES, NONE, REGIMES, Regime};
use crate::mechanisms::coordination_cost::CoordinationCost;
use crate::mechanisms::rival_governance::RULE_OF;
use crate::mechanisms::{mode_choice, mode_division};
use crate::state::World;
use crate::state::firms::INPUT_STEPS;
use crate::state::people::get_or;
use crate::state::regions::ByRegion;
use crate::state::ties::Ties;
use crate::state::traits::DISPOSITION_STEPS;
use multiversion::multiversion;

/// Weights of a region, all times beta, so that the choice is a plain softmax.
struct Law {
    acts_below: u64,
    imitation: f32,
    habit: f32,
    disposition: f32,
    gain: f32,
    gain_floor: f32,
    /// Weight of what reaches members of projects that are short, the floor of that, and the rival share of a new one.
    rival_gain: f32,
    rival_floor: f32,
    rival: f32,
    beta: f32,
    kappa: f32,
    /// Mean disposition and fit, by regime.
    base: [[f32; MODES]; REGIMES],
}

struct Laws<'a> {
    world: &'a World,
    seen: &'a Seen,
    regions: Vec<Law>,
    cost: Option<CoordinationCost>,
    /// Whether any term differs between people beside dispositions, ties and habit.
    plain: bool,
}

/// Lets people reconsider their mode.
pub fn relate(world: &mut World, ctx: &Context, seen: &Seen) {
    if ctx.held() || !ctx.params.mechanisms.modes {
        for region in &mut world.regions {
            region.mode_moves =
                std::array::from_fn(|k| if k % 5 == 0 { region.census.modes[k / 5] } else { 0 });
        }
        return;
    }
    if world.ties.fixed_degree().is_some() && !world.ties.see_all() {
        world.people.modes_seen.pack(&world.people.mode);
    }
    let mut next = std::mem::take(&mut world.people.mode_next);
    let laws = laws(world, ctx, seen);
    let words = ctx.stream(Purpose::ModeChoice);
    let moves = chunks::run(next.as_mut_slice(), &|first, next| {
        let mut drawn = [0; chunks::CHUNK];
        words.fill(first, &mut drawn[..next.len()]);
        relate_chunk(&laws, first, &drawn[..next.len()], next)
    });
    world.people.mode_next = std::mem::replace(&mut world.people.mode, next);
    for (region, moves) in world.regions.iter_mut().zip(moves.0) {
        region.mode_moves = moves;
        for m in 0..4 {
            let left: i64 = moves[4 * m..4 * m + 4].iter().sum();
            region.mode_moves[5 * m] += region.census.modes[m] - left;
        }
    }
}

fn laws<'a>(world: &'a World, ctx: &Context, seen: &'a Seen) -> Laws<'a> {
    let money = world.has_money();
    let regions = (0..world.regions.len())
        .map(|r| {
            let (modes, beta) = (&ctx.rules.regions[r].modes, ctx.rules.regions[r].modes.beta as f32);
            let norm = world.regions[r].norm.map_or([0.0; 4], |n| [n as f32, 0.0, n as f32, 0.0]);
            Law {
                acts_below: threshold(modes.reconsider),
                imitation: beta * modes.imitation as f32,
                habit: beta * modes.habit as f32,
                disposition: beta * modes.disposition_sd as f32 / DISPOSITION_STEPS,
                gain: if money { modes.gain as f32 } else { 0.0 },
                gain_floor: modes.gain_floor as f32 * seen.here[r].wage,
                rival_gain: if ctx.params.mechanisms.rival_governance { modes.gain as f32 } else { 0.0 },
                rival_floor: modes.gain_floor as f32,
                rival: ctx.rules.world.rival_governance.rival as f32,
                beta,
                kappa: world.regions[r].coordination as f32,
                base: std::array::from_fn(|rho| {
                    let fit = ctx.rules.world.fit.of(rho as u8);
                    std::array::from_fn(|m| {
                        beta * (world.mode_means[r][m] + modes.fit as f32 * fit[m] + norm[m])
                    })
                }),
            }
        })
        .collect::<Vec<_>>();
    let cost = ctx.params.mechanisms.dunbar.then(|| CoordinationCost::new(&ctx.rules.world.dunbar));
    let plain = cost.is_none()
        && regions
            .iter()
            .all(|law| law.gain == 0.0 && law.rival_gain == 0.0 && law.base == [[0.0; MODES]; REGIMES]);
    Laws { world, seen, regions, cost, plain }
}

fn relate_chunk(laws: &Laws, first: usize, words: &[u32], next: &mut [u8]) -> ByRegion<[i64; 16]> {
    let world = laws.world;
    next.copy_from_slice(&world.people.mode[first..first + next.len()]);
    let mut moves = ByRegion(vec![[0i64; 16]; laws.regions.len()]);
    let mut acting = [0u16; chunks::CHUNK];
    let mut desk = Desk::default();
    let firms = !world.firms.members.is_empty();
    // In turn into four rows, since most stay where they are: a cell that is added to again at once makes the next one wait.
    let mut counts = [[0i64; 16]; 4];
    for (r, rows) in world.blocks.runs(first, words.len()) {
        let count = list_acting(laws.regions[r].acts_below, rows.start, &words[rows], &mut acting);
        for batch in acting[..count].chunks(BATCH) {
            desk.lay_out(laws, first, r, batch, words);
            decide(&mut desk, batch.len(), &laws.regions[r]);
            for (l, (k, to)) in batch.iter().zip(desk.chosen).enumerate() {
                let row = usize::from(*k);
                let from = next[row];
                next[row] = to;
                counts[l % 4][usize::from(4 * from + to) % 16] += 1;
                if firms && from != to {
                    tell_firm(world, first + row, from, to);
                }
            }
        }
        for counts in &mut counts {
            moves.0[r].merge(std::mem::take(counts));
        }
    }
    moves
}

/// Writes down who of a run acts, as rows of the chunk; gives how many.
///
/// * `below`: who has a word below it. * `start`: first row of the run. * `words`: of the run.
pub fn list_acting(below: u64, start: usize, words: &[u32], acting: &mut [u16; chunks::CHUNK]) -> usize {
    let mut count = 0;
    for (row, word) in (start as u16..).zip(words) {
        // Everybody is written down and only who acts is counted: no branch to mispredict.
        acting[count & (chunks::CHUNK - 1)] = row;
        count += usize::from(u64::from(*word) < below);
    }
    count
}

const _: () = assert!(chunks::CHUNK <= 1 << 16 && chunks::CHUNK.is_power_of_two());

fn tell_firm(world: &World, person: usize, from: u8, to: u8) {
    if world.firms.members.is_empty() || world.people.regime_of(person) != Regime::Capital as u8 {
        return;
    }
    let firm = get_or(&world.people.employer, person, NONE);
    if firm != NONE {
        world.firms.members.add(4 * firm as usize + from as usize, -1);
        world.firms.members.add(4 * firm as usize + to as usize, 1);
    }
}

/// Mean disposition, fit, pay and cost of each mode for one person, times beta.
fn own_terms(laws: &Laws, i: usize, r: usize) -> [f32; 4] {
    let (world, law) = (laws.world, &laws.regions[r]);
    let regime = world.people.regime_of(i);
    let mut terms = law.base[regime as usize];
    let firm = if regime == Regime::Capital as u8 { get_or(&world.people.employer, i, NONE) } else { NONE };
    // Members and working group.
    let (mut size, mut group) = (0.0, 0.0);
    if firm != NONE && !world.firms.deals.is_empty() {
        let deal = &world.firms.deals[firm as usize];
        size = deal.totals.members as f32;
        group = world.firms.team_size(firm as usize, size);
        if law.gain > 0.0 && deal.bill > 0 {
            let hours = 1.0 - world.people.commons.at(i, 0.0);
            let input = f64::from(world.people.skill[i] * hours) * INPUT_STEPS;
            let weights =
                mode_division::weights(&deal.totals, input, f64::from(world.people.standing[i]) * 1024.0);
            let own = (deal.bill as f64 * mode_division::mixture(&deal.totals, weights)) as f32;
            for m in 0..4 {
                let under = (deal.bill as f64 * weights[m]) as f32;
                terms[m] += law.beta * mode_choice::gain(law.gain, under, own, law.gain_floor);
            }
        }
    } else if regime == Regime::Peer as u8 {
        let project = get_or(&world.people.project, i, NONE);
        if project != NONE && laws.cost.is_some() {
            size = world.projects.members.get(project as usize) as f32;
            group = world.projects.groups.members[world.people.group[i] as usize] as f32;
        }
        if law.rival_gain > 0.0
            && let Some((under, own)) = rationing::reached(world, law.rival, world.people.earned[i], i)
        {
            for (term, rule) in terms.iter_mut().zip(RULE_OF) {
                *term +=
                    law.beta * mode_choice::gain(law.rival_gain, under[rule as usize], own, law.rival_floor);
            }
        }
    }
    if let (Some(cost), true) = (&laws.cost, size > 0.0) {
        cost.federated(size, group, law.kappa).iter().zip(&mut terms).for_each(|(c, t)| *t -= law.beta * c);
    }
    terms
}

/// Utilities of the modes for some people, divided by beta: what the anchor solves the mean dispositions from.
#[must_use]
pub fn utilities(world: &World, ctx: &Context, seen: &Seen, people: &[usize]) -> Vec<[f32; 4]> {
    let laws = laws(world, ctx, seen);
    let of = |i: usize| {
        let r = world.blocks.region_of(i);
        let law = &laws.regions[r];
        let shares =
            super::perceive::tie_shares(&world.ties, i, seen.here[r].far, &world.people.mode, seen.modes);
        let disposition = get_or(&world.people.disposition, i, [0; 4]);
        let own = own_terms(&laws, i, r);
        std::array::from_fn(|m| {
            let stay = if m == world.people.mode[i] as usize { law.habit } else { 0.0 };
            (own[m] + f32::from(disposition[m]) * law.disposition + law.imitation * shares[m] + stay)
                / law.beta.max(1e-9)
        })
    };
    people.iter().map(|i| of(*i)).collect()
}

/// People at a time: enough for long loops, few enough for all that they weigh to lie in a core's nearest cache.
const BATCH: usize = 128;

/// Some people of one region and all they weigh, in columns.
struct Desk {
    people: [u32; BATCH],
    words: [u32; BATCH],
    own: [u32; BATCH],
    /// Four signed bytes, in 1/32 of the spread.
    disposition: [u32; BATCH],
    /// Share of each person's ties in each mode.
    seen: [[f32; BATCH]; MODES],
    /// Own terms; afterwards the weights of the choice.
    weights: [[f32; BATCH]; MODES],
    /// For counting ties: each person's own hash, and four counts in a word.
    hashes: [u32; BATCH],
    starts: [u32; BATCH],
    counts: [u32; BATCH],
    chosen: [u8; BATCH],
}

impl Default for Desk {
    fn default() -> Self {
        Self {
            people: [0; BATCH],
            words: [0; BATCH],
            own: [0; BATCH],
            disposition: [0; BATCH],
            seen: [[0.0; BATCH]; MODES],
            weights: [[0.0; BATCH]; MODES],
            hashes: [0; BATCH],
            starts: [0; BATCH],
            counts: [0; BATCH],
            chosen: [0; BATCH],
        }
    }
}

impl Desk {
    /// Puts some rows of a chunk, all of one region, on the desk, with what they see of their ties.
    fn lay_out(&mut self, laws: &Laws, first: usize, r: usize, batch: &[u16], words: &[u32]) {
        let (people, n) = (&laws.world.people, batch.len());
        for (l, row) in batch.iter().enumerate() {
            let row = usize::from(*row);
            self.people[l] = (first + row) as u32;
            self.words[l] = words[row];
            self.own[l] = u32::from(people.mode[first + row]);
        }
        if !people.disposition.is_empty() {
            for (l, row) in batch.iter().enumerate() {
                let d = people.disposition[first + usize::from(*row)];
                self.disposition[l] = u32::from_le_bytes([d[0] as u8, d[1] as u8, d[2] as u8, d[3] as u8]);
            }
        }
        if laws.plain {
            self.weights.iter_mut().for_each(|own| own[..n].fill(0.0));
        } else {
            for l in 0..n {
                let own = own_terms(laws, self.people[l] as usize, r);
                (0..MODES).for_each(|m| self.weights[m][l] = own[m]);
            }
        }
        self.look(laws, laws.seen.here[r].far, n);
    }

    fn look(&mut self, laws: &Laws, far: u32, n: usize) {
        let ties = &laws.world.ties;
        if ties.see_all() {
            self.seen.iter_mut().zip(laws.seen.modes).for_each(|(seen, share)| seen[..n].fill(share));
        } else if ties.fixed_degree().is_some() {
            count_modes(self, n, ties, &laws.world.people.modes_seen, far);
        } else {
            for l in 0..n {
                let modes = &laws.world.people.mode;
                let shares =
                    super::perceive::tie_shares(ties, self.people[l] as usize, far, modes, [0.0; MODES]);
                (0..MODES).for_each(|m| self.seen[m][l] = shares[m]);
            }
        }
    }
}

/// Share of the ties of a network that is computed in each mode.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512dq+avx512vl", "x86_64+avx2"))]
fn count_modes(desk: &mut Desk, n: usize, ties: &Ties, modes: &Packed, far: u32) {
    let degree = ties.fixed_degree().unwrap_or(0);
    let (people, hashes, counts) = (&desk.people[..n], &mut desk.hashes[..n], &mut desk.counts[..n]);
    let starts = &mut desk.starts[..n];
    counts.fill(0);
    // Four counts of at most 64 fit into one word.
    if ties.see_side_by_side() {
        for l in 0..n {
            (starts[l], hashes[l]) = ties.row_of(people[l]);
        }
        for slot in 0..degree as u32 {
            for l in 0..n {
                counts[l] += modes.one_hot(ties.linked(people[l], starts[l], hashes[l], far, slot));
            }
        }
    } else {
        for l in 0..n {
            hashes[l] = ties.own_hash(people[l]);
        }
        for slot in 0..degree as u32 {
            for l in 0..n {
                counts[l] += modes.one_hot(ties.from_hash(people[l], far, hashes[l], slot));
            }
        }
    }
    let share = 1.0 / degree as f32;
    for (m, seen) in desk.seen.iter_mut().enumerate() {
        for (seen, count) in seen[..n].iter_mut().zip(&*counts) {
            *seen = (count >> (8 * m) & 0xff) as f32 * share;
        }
    }
}

/// Softmax over the four modes and the mode that each person's number picks.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512dq+avx512vl", "x86_64+avx2"))]
fn decide(desk: &mut Desk, n: usize, law: &Law) {
    let (words, own, disposition) = (&desk.words[..n], &desk.own[..n], &desk.disposition[..n]);
    for (m, weights) in desk.weights.iter_mut().enumerate() {
        let (weights, seen) = (&mut weights[..n], &desk.seen[m][..n]);
        for l in 0..n {
            let stay = if own[l] == m as u32 { law.habit } else { 0.0 };
            let disposition = f32::from((disposition[l] >> (8 * m)) as u8 as i8) * law.disposition;
            weights[l] = weights[l] + disposition + law.imitation * seen[l] + stay;
        }
    }
    let [one, two, three, four] = &mut desk.weights;
    let (one, two, three, four) = (&one[..n], &two[..n], &three[..n], &four[..n]);
    let chosen = &mut desk.chosen[..n];
    let below = law.acts_below as f32;
    for l in 0..n {
        let most = larger(larger(one[l], two[l]), larger(three[l], four[l]));
        let first = num::exp32(one[l] - most);
        let second = first + num::exp32(two[l] - most);
        let third = second + num::exp32(three[l] - most);
        let all = third + num::exp32(four[l] - most);
        // The word is below its threshold: over it, it is uniform in [0, 1).
        let u = ((words[l] as f32 + 0.5) / below).min(0.999_999_94);
        let at = u * all;
        chosen[l] = u8::from(at >= first) + u8::from(at >= second) + u8::from(at >= third);
    }
}

/// The larger of two numbers, neither of which is undefined.
#[inline(always)]
fn larger(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}
