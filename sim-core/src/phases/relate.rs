//! Line 2: people reconsider how they relate to the others in their organisation (M1, M3).
//!
//! Reads: last month's modes, ties, regime, organisation, inputs. Writes: people.mode, firms.members.
//!
//! Who acts is listed first; then sixteen people at a time go through the same arithmetic, which the compiler turns
//! into vector instructions. One word decides both whether a person acts and, rescaled, what they choose.

use super::Context;
use super::govern::rationing;
use super::perceive::Seen;
use crate::engine::chunks;
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
use crate::state::ties::{LANES, MOST_TIES, Ties};
use crate::state::traits::DISPOSITION_STEPS;
use multiversion::multiversion;

/// People at a time.
type Lanes<T> = [T; LANES];

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

/// Those who act in a chunk: row and region in one word, as many as `count`.
struct Acting {
    rows: [u32; chunks::CHUNK],
    count: usize,
}

/// Bits of an entry that hold the row.
const ROW_BITS: u32 = 16;
const _: () = assert!(chunks::CHUNK <= 1 << ROW_BITS && chunks::CHUNK.is_power_of_two());

fn relate_chunk(laws: &Laws, first: usize, words: &[u32], next: &mut [u8]) -> ByRegion<[i64; 16]> {
    let world = laws.world;
    next.copy_from_slice(&world.people.mode[first..first + next.len()]);
    let acting = list_acting(laws, first, words);
    let mut moves = ByRegion(vec![[0i64; 16]; laws.regions.len()]);
    let mut targets = [[0u32; LANES]; MOST_TIES];
    let firms = !world.firms.members.is_empty();
    for start in (0..acting.count).step_by(LANES) {
        let live = (acting.count - start).min(LANES);
        // A short last batch is filled up with its last person, whose copies are thrown away.
        let entries: Lanes<u32> = std::array::from_fn(|l| acting.rows[start + l.min(live - 1)]);
        let rows: Lanes<usize> = std::array::from_fn(|l| (entries[l] & ((1 << ROW_BITS) - 1)) as usize);
        let regions: Lanes<usize> = std::array::from_fn(|l| (entries[l] >> ROW_BITS) as usize);
        let chosen = choose_batch(laws, first, &rows, &regions, words, &mut targets);
        for l in 0..live {
            let (from, to) = (next[rows[l]], chosen[l]);
            next[rows[l]] = to;
            moves.0[regions[l]][(4 * from + to) as usize & 15] += 1;
            if firms && from != to {
                tell_firm(world, first + rows[l], from, to);
            }
        }
    }
    moves
}

fn list_acting(laws: &Laws, first: usize, words: &[u32]) -> Acting {
    let mut acting = Acting { rows: [0; chunks::CHUNK], count: 0 };
    for (r, rows) in laws.world.blocks.runs(first, words.len()) {
        let below = laws.regions[r].acts_below;
        for (k, word) in rows.clone().zip(&words[rows]) {
            // Everybody is written down and only who acts is counted: no branch to mispredict.
            acting.rows[acting.count & (chunks::CHUNK - 1)] = k as u32 | (r as u32) << ROW_BITS;
            acting.count += usize::from(u64::from(*word) < below);
        }
    }
    acting
}

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

fn choose_batch(
    laws: &Laws,
    first: usize,
    rows: &Lanes<usize>,
    regions: &Lanes<usize>,
    words: &[u32],
    targets: &mut [Lanes<u32>; MOST_TIES],
) -> Lanes<u8> {
    let people = &laws.world.people;
    let law = |l: usize| &laws.regions[regions[l]];
    let mut batch = Batch {
        people: std::array::from_fn(|l| (first + rows[l]) as u32),
        far: std::array::from_fn(|l| laws.seen.here[regions[l]].far),
        own: std::array::from_fn(|l| u32::from(people.mode[first + rows[l]])),
        words: std::array::from_fn(|l| words[rows[l]]),
        acts_below: std::array::from_fn(|l| law(l).acts_below as f32),
        imitation: std::array::from_fn(|l| law(l).imitation),
        habit: std::array::from_fn(|l| law(l).habit),
        disposition: [0; LANES],
        disposition_scale: std::array::from_fn(|l| law(l).disposition),
        utilities: [[0.0; LANES]; 4],
    };
    if !people.disposition.is_empty() {
        batch.disposition = std::array::from_fn(|l| {
            let d = people.disposition[first + rows[l]];
            u32::from_le_bytes([d[0] as u8, d[1] as u8, d[2] as u8, d[3] as u8])
        });
    }
    if !laws.plain {
        for l in 0..LANES {
            let own_terms = own_terms(laws, first + rows[l], regions[l]);
            for m in 0..4 {
                batch.utilities[m][l] = own_terms[m];
            }
        }
    }
    let seen = see(laws, &batch, targets);
    choose_lanes(&batch, &seen)
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
            let hours = 1.0 - get_or(&world.people.commons, i, 0.0);
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

/// Some people and all they weigh but what they see.
struct Batch {
    people: Lanes<u32>,
    far: Lanes<u32>,
    own: Lanes<u32>,
    words: Lanes<u32>,
    acts_below: Lanes<f32>,
    imitation: Lanes<f32>,
    habit: Lanes<f32>,
    /// Four signed bytes, in 1/32 of the spread.
    disposition: Lanes<u32>,
    disposition_scale: Lanes<f32>,
    utilities: [Lanes<f32>; 4],
}

/// Share of each person's ties in each mode.
fn see(laws: &Laws, batch: &Batch, targets: &mut [Lanes<u32>; MOST_TIES]) -> [Lanes<f32>; 4] {
    let (ties, modes) = (&laws.world.ties, &laws.world.people.mode);
    if ties.see_all() {
        return laws.seen.modes.map(|share| [share; LANES]);
    }
    let Some(degree) = ties.fixed_degree() else {
        let mut seen = [[0.0; LANES]; 4];
        for l in 0..LANES {
            let shares =
                super::perceive::tie_shares(ties, batch.people[l] as usize, batch.far[l], modes, [0.0; 4]);
            (0..4).for_each(|m| seen[m][l] = shares[m]);
        }
        return seen;
    };
    count_modes(ties, &laws.world.people.modes_seen, batch, &mut targets[..degree])
}

/// Share of the ties of a network that is computed in each mode.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512dq+avx512vl", "x86_64+avx2"))]
fn count_modes(ties: &Ties, modes: &Packed, batch: &Batch, targets: &mut [Lanes<u32>]) -> [Lanes<f32>; 4] {
    ties.list(&batch.people, &batch.far, targets);
    // Four counts of at most 64 fit into one word.
    let mut counts = [0u32; LANES];
    for slot in &*targets {
        modes.count(slot, &mut counts);
    }
    let share = 1.0 / targets.len() as f32;
    std::array::from_fn(|m| std::array::from_fn(|l| (counts[l] >> (8 * m) & 0xff) as f32 * share))
}

/// Softmax over the four modes and the mode that each person's number picks.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512dq+avx512vl", "x86_64+avx2"))]
fn choose_lanes(batch: &Batch, seen: &[Lanes<f32>; 4]) -> Lanes<u8> {
    let mut weights = [[0.0f32; LANES]; 4];
    let mut most = [f32::NEG_INFINITY; LANES];
    for m in 0..4 {
        for l in 0..LANES {
            let stay = if batch.own[l] == m as u32 { batch.habit[l] } else { 0.0 };
            let disposition =
                f32::from((batch.disposition[l] >> (8 * m)) as u8 as i8) * batch.disposition_scale[l];
            weights[m][l] = batch.utilities[m][l] + disposition + batch.imitation[l] * seen[m][l] + stay;
            most[l] = if weights[m][l] > most[l] { weights[m][l] } else { most[l] };
        }
    }
    for weight in &mut weights {
        for l in 0..LANES {
            weight[l] = num::exp32(weight[l] - most[l]);
        }
    }
    let mut chosen = [0u8; LANES];
    for l in 0..LANES {
        let (one, two) = (weights[0][l], weights[0][l] + weights[1][l]);
        let three = two + weights[2][l];
        // The word is below its threshold: over it, it is uniform in [0, 1).
        let u = ((batch.words[l] as f32 + 0.5) / batch.acts_below[l]).min(0.999_999_94);
        let at = u * (three + weights[3][l]);
        chosen[l] = u8::from(at >= one) + u8::from(at >= two) + u8::from(at >= three);
    }
    chosen
}
