//! People at genesis: traits from the laws, then regime, mode, job and what follows from them.

use super::chances::{self, BATCH, ModeLaw, Pulls, RegimeLaw, Row};
use super::{economy, leanings};
use crate::engine::chunks;
use crate::engine::draws::{Chance, Purpose, threshold, unit32};
use crate::engine::num;
use crate::ids::{MODES, NONE, REGIMES, Regime};
use crate::ledger::CREDIT;
use crate::mechanisms::projects::quality;
use crate::params::Params;
use crate::state::firms::INPUT_STEPS;
use crate::state::people::{People, get_or, only_capital, open_shares};
use crate::state::regions::ByRegion;
use crate::state::shares::Rounded;
use crate::state::traits;
use crate::state::world::World;
use std::mem::take;

/// Draws everybody's traits, which depend on person and region alone.
pub fn be_born(world: &mut World, params: &Params, chance: &Chance) {
    let (tail, most) = (params.genesis.equity_tail as f32, params.genesis.equity_cap as f32);
    let World { people, blocks, regions, .. } = world;
    let (dispositions, inborn, shares) = (
        chance.stream(Purpose::BirthDisposition, 0),
        chance.stream(Purpose::BirthTraits, 0),
        chance.stream(Purpose::BirthEquity, 0),
    );
    let blocks = &*blocks;
    let laws: Vec<_> = regions.iter().map(|r| r.traits.clone()).collect();
    let columns = (
        people.mode.as_slice(),
        people.disposition.as_mut_slice(),
        people.skill.as_mut_slice(),
        people.taste_class.as_mut_slice(),
        people.prior.as_mut_slice(),
        people.culture.as_mut_slice(),
        people.equity.as_mut_slice(),
    );
    let equity = chunks::run(columns, &|first, (row, disposition, skill, taste, prior, culture, equity)| {
        let n = row.len();
        let mut held = ByRegion::<i64>::blank(laws.len());
        let mut words = vec![0; 4 * n];
        if !disposition.is_empty() {
            dispositions.fill(2 * first, &mut words[..2 * n]);
            disposition
                .iter_mut()
                .zip(words.chunks_exact(2))
                .for_each(|(d, w)| *d = traits::dispositions([w[0], w[1]]));
        }
        if skill.is_empty() && taste.is_empty() && prior.is_empty() && culture.is_empty() {
            return held;
        }
        inborn.fill(4 * first, &mut words);
        for (r, rows) in blocks.runs(first, n) {
            for k in rows {
                let w = &words[4 * k..4 * k + 4];
                set(skill, k, || laws[r].skill(w[0]));
                set(taste, k, || (w[1] >> 24) as u8);
                set(prior, k, || laws[r].prior(w[2]));
                set(culture, k, || (w[3] >> 16) as u16);
            }
        }
        if !equity.is_empty() {
            shares.fill(first, &mut words[..n]);
            for (r, rows) in blocks.runs(first, n) {
                for k in rows {
                    equity[k] = traits::equity(words[k], tail, most);
                    held.0[r] += i64::from(equity[k]);
                }
            }
        }
        held
    });
    for (region, held) in regions.iter_mut().zip(equity.0) {
        region.fund_shares = held;
        world.platforms.fund_shares += if region.core { held } else { 0 };
    }
}

fn set<T>(column: &mut [T], row: usize, value: impl FnOnce() -> T) {
    if let Some(cell) = column.get_mut(row) {
        *cell = value();
    }
}

/// What a region's people draw their place from.
struct Place {
    here: leanings::Surroundings,
    intercepts: [f32; REGIMES],
    jobs: JobLaw,
}

/// Everybody's regime, mode, job and what follows from them.
pub fn settle(world: &mut World, params: &Params, chance: &Chance) {
    let places = places(world, params);
    if params.modes.anchored && params.mechanisms.modes {
        world.mode_means = mode_means(world, params);
    }
    let mut settled = take_written(&mut world.people);
    let seen = &*world;
    let streams = [Purpose::GenesisRegime, Purpose::GenesisMode, Purpose::GenesisJob, Purpose::BirthAge]
        .map(|purpose| chance.stream(purpose, 0));
    let rounding = |column: Rounded| chance.stream(Purpose::Rounding, 0).word(column as usize);
    let columns = (
        settled.mode.as_mut_slice(),
        settled.regime.as_mut_slice(),
        settled.employer.as_mut_slice(),
        settled.taste.pieces(rounding(Rounded::Taste)),
        settled.belief.pieces(rounding(Rounded::Belief)),
        settled.commons.pieces(rounding(Rounded::Commons)),
        settled.bread.as_mut_slice(),
        settled.standing.as_mut_slice(),
        settled.income.as_mut_slice(),
        settled.lock_in.as_mut_slice(),
    );
    chunks::run(columns, &|first,
                           (
        mode,
        regime,
        employer,
        mut taste,
        mut belief,
        mut commons,
        bread,
        standing,
        income,
        locks,
    )| {
        let n = mode.len();
        let mut words: [Vec<u32>; 4] = std::array::from_fn(|_| vec![0; n]);
        streams.iter().zip(&mut words).for_each(|(stream, words)| stream.fill(first, words));
        let mut desk = Desk::blank();
        for (r, rows) in seen.blocks.runs(first, n) {
            for start in rows.clone().step_by(BATCH) {
                let batch = start..(start + BATCH).min(rows.end);
                let of_batch = words.each_ref().map(|words| &words[batch.clone()]);
                desk.deal(seen, params, &places[r], r, first + start, of_batch);
                for (l, k) in batch.enumerate() {
                    let person = settle_one(seen, params, &places[r], r, first + k, (&desk, l), words[2][k]);
                    mode[k] = person.mode;
                    set(regime, k, || person.regime);
                    set(employer, k, || person.employer);
                    taste.set(k, person.taste);
                    belief.set(k, person.belief);
                    commons.set(k, person.commons);
                    set(bread, k, || person.bread);
                    set(standing, k, || person.standing);
                    set(income, k, || person.income);
                    set(locks, k, || person.lock_in);
                }
            }
        }
    });
    put_back(&mut world.people, settled);
}

/// The columns that settling writes, taken out so that all others can be read meanwhile.
fn take_written(people: &mut People) -> People {
    People {
        mode: take(&mut people.mode),
        regime: take(&mut people.regime),
        employer: take(&mut people.employer),
        taste: take(&mut people.taste),
        belief: take(&mut people.belief),
        commons: take(&mut people.commons),
        bread: take(&mut people.bread),
        standing: take(&mut people.standing),
        income: take(&mut people.income),
        lock_in: take(&mut people.lock_in),
        ..People::default()
    }
}

fn put_back(people: &mut People, written: People) {
    people.mode = written.mode;
    people.regime = written.regime;
    people.employer = written.employer;
    people.taste = written.taste;
    people.belief = written.belief;
    people.commons = written.commons;
    people.bread = written.bread;
    people.standing = written.standing;
    people.income = written.income;
    people.lock_in = written.lock_in;
}

#[derive(Default)]
struct Settled {
    mode: u8,
    regime: u8,
    employer: u32,
    taste: f32,
    belief: f32,
    commons: f32,
    bread: f32,
    standing: f32,
    income: f32,
    lock_in: f32,
}

/// What is worked out for a batch of people side by side.
struct Desk {
    rests: [leanings::Rest; BATCH],
    pulls: Pulls,
    of_regimes: [Row; REGIMES],
    of_modes: [Row; MODES],
    regimes: [u8; BATCH],
    modes: [u8; BATCH],
    ages: Row,
    /// Part of their standing that is still to come: e^(age · ln of what is kept).
    left: Row,
}

impl Desk {
    fn blank() -> Self {
        Self {
            rests: [leanings::Rest::default(); BATCH],
            pulls: Pulls::blank(),
            of_regimes: [[0.0; BATCH]; REGIMES],
            of_modes: [[0.0; BATCH]; MODES],
            regimes: [0; BATCH],
            modes: [0; BATCH],
            ages: [0.0; BATCH],
            left: [0.0; BATCH],
        }
    }

    /// Deals regimes, modes and ages to consecutive people from `first` on, by their words for each.
    fn deal(
        &mut self,
        world: &World,
        params: &Params,
        place: &Place,
        r: usize,
        first: usize,
        words: [&[u32]; 4],
    ) {
        let (people, n) = (&world.people, words[0].len());
        for l in 0..n {
            self.rests[l] = leanings::rest(world, params, &place.here, first + l, r);
        }
        if only_capital(params) {
            self.regimes[..n].fill(Regime::Capital as u8);
        } else if params.regimes.anchored {
            for l in 0..n {
                let skill = get_or(&people.skill, first + l, 1.0);
                self.pulls.set(l, &leanings::pulls(params, &place.here, &self.rests[l], skill));
            }
            let law = RegimeLaw::new(params);
            chances::of_regimes(law, &place.intercepts, &self.pulls, n, &mut self.of_regimes);
            for l in 0..n {
                self.regimes[l] = pick(self.of_regimes.each_ref().map(|row| row[l]), unit32(words[0][l]));
            }
        } else {
            let shares = plain_regime_chances(params);
            (0..n).for_each(|l| self.regimes[l] = pick(shares, unit32(words[0][l])));
        }
        if params.modes.anchored && params.mechanisms.modes {
            let law = ModeLaw::new(params);
            let fits: [[f32; MODES]; REGIMES] =
                std::array::from_fn(|rho| params.fit.of(rho as u8).map(|f| f * params.modes.fit as f32));
            for l in 0..n {
                let disposition = get_or(&people.disposition, first + l, [0; 4]);
                let fit = &fits[usize::from(self.regimes[l])];
                for m in 0..MODES {
                    self.of_modes[m][l] = law.worth(world.mode_means[r][m], disposition[m], fit[m]);
                }
            }
            chances::of_modes(law, n, &mut self.of_modes);
            for l in 0..n {
                self.modes[l] = pick(self.of_modes.each_ref().map(|row| row[l]), unit32(words[1][l]));
            }
        } else {
            let shares = initial_modes(params, r).map(|s| s as f32);
            (0..n).for_each(|l| self.modes[l] = pick(shares, unit32(words[1][l])));
        }
        for l in 0..n {
            self.ages[l] = traits::age(words[3][l], params.world.rebirth);
        }
        self.left = self.ages;
        chances::left(num::ln32(params.projects.standing_kept as f32), n, &mut self.left);
    }
}

/// What follows for one person from their regime, mode and age, which stand on the desk.
fn settle_one(
    world: &World,
    params: &Params,
    place: &Place,
    r: usize,
    i: usize,
    (desk, l): (&Desk, usize),
    job: u32,
) -> Settled {
    let people = &world.people;
    let skill = get_or(&people.skill, i, 1.0);
    let (rest, regime, mode, age) = (&desk.rests[l], desk.regimes[l], desk.modes[l], desk.ages[l]);
    let mut person = Settled { mode, regime, employer: NONE, belief: rest.belief, ..Settled::default() };
    let capital = regime == Regime::Capital as u8;
    let peer = regime == Regime::Peer as u8;
    if params.mechanisms.taste {
        let (ceiling, floor) = world.regions[r].traits.taste_bounds(people.taste_class[i]);
        let given = if peer {
            1.0 - rest.bread
        } else if capital {
            rest.commons
        } else {
            0.0
        };
        let experience = params.quality_at_genesis() * given;
        let (up, down) = (params.taste.growth as f32 * experience, params.taste.loss as f32);
        let end =
            crate::mechanisms::taste::rest(ceiling, floor, experience, params.taste.growth as f32, down);
        person.taste = end + (floor - end) * num::exp32(-(up + down) * age);
    }
    person.commons = if capital { rest.commons } else { 0.0 };
    person.bread = if capital { 0.0 } else { rest.bread };
    if params.mechanisms.firms || regime != 0 {
        person.employer = first_employer(world, params, place, regime, job);
    }
    if regime == Regime::Crowdsourcing as u8 || regime == Regime::Sharing as u8 {
        // Where lock-in rests when users reconsider at the usual rate; burn-in, in which nobody leaves, holds it there.
        let growth = params.platforms.lock_in_growth;
        person.lock_in = (growth / (growth + params.regimes.reconsider).max(1e-9)) as f32;
    }
    let hours = 1.0 - person.commons - person.bread;
    let earned = if peer {
        hours * quality(skill)
    } else if capital {
        hours * skill
    } else {
        0.0
    };
    let kept = params.projects.standing_kept as f32;
    person.standing = earned / (1.0 - kept) * (1.0 - desk.left[l]);
    let wage = place.here.net_wage * skill * CREDIT as f32;
    person.income = wage * if capital { hours } else { person.bread };
    if capital && person.employer == NONE {
        person.income = wage * params.state.dole as f32;
    }
    if capital && person.employer != NONE && !world.firms.capital.is_empty() {
        let firm = person.employer as usize;
        world.firms.members.add(4 * firm + mode as usize, 1);
        world.firms.input.add(firm, (f64::from(skill * hours) * INPUT_STEPS) as i64);
    }
    person
}

/// A firm for those of the capital regime who have work; a platform for those on platforms.
fn first_employer(world: &World, params: &Params, place: &Place, regime: u8, word: u32) -> u32 {
    match regime {
        0 if world.has_money() => {
            // The low half decides on work, the whole on the firm: both uniform.
            let unemployed = threshold(params.firms.unemployment_rest);
            if u64::from(word.rotate_left(16)) < unemployed { NONE } else { place.jobs.pick(word) }
        }
        1 | 2 => ((u64::from(word) * world.platforms.of_regime(regime).len() as u64) >> 32) as u32,
        _ => NONE,
    }
}

fn places(world: &World, params: &Params) -> Vec<Place> {
    let surroundings = leanings::surroundings(world, params);
    let intercepts = if params.regimes.anchored && !only_capital(params) {
        leanings::regime_intercepts(world, params, &surroundings)
    } else {
        [0.0; REGIMES]
    };
    surroundings
        .into_iter()
        .enumerate()
        .map(|(r, here)| Place { intercepts, jobs: JobLaw::new(world, params, r), here })
        .collect()
}

/// Shares as written, whatever the access: for worlds that are not anchored to 2001.
fn plain_regime_chances(params: &Params) -> [f32; REGIMES] {
    let mut shares = open_shares(params).map(|s| s as f32);
    shares[0] = shares[1..].iter().fold(1.0, |left, share| left - share);
    shares
}

/// The initial shares of the modes in a region.
pub fn initial_modes(params: &Params, region: usize) -> [f64; 4] {
    params.regions[region].modes.unwrap_or(params.modes.initial)
}

fn pick<const N: usize>(chances: [f32; N], u: f32) -> u8 {
    let last = chances.iter().rposition(|chance| *chance > 0.0).unwrap_or(0);
    let mut up_to = 0.0;
    chances[..last]
        .iter()
        .filter(|chance| {
            up_to += **chance;
            u >= up_to
        })
        .count() as u8
}

/// Mean dispositions, by region, with which the stationary law has the initial shares: one vector for all regions that
/// start with the same shares.
fn mode_means(world: &World, params: &Params) -> Vec<[f32; 4]> {
    let starts: Vec<[f64; 4]> = (0..world.regions.len()).map(|r| initial_modes(params, r)).collect();
    let mut means: Vec<Option<[f32; 4]>> = vec![None; starts.len()];
    for r in 0..starts.len() {
        if means[r].is_none() {
            let alike: Vec<bool> = starts.iter().map(|s| *s == starts[r]).collect();
            let solved = solve_modes(world, params, starts[r], &alike);
            (0..starts.len()).filter(|s| alike[*s]).for_each(|s| means[s] = Some(solved));
        }
    }
    means.into_iter().flatten().collect()
}

/// Mean dispositions for some regions, from a sample of their people.
fn solve_modes(world: &World, params: &Params, target: [f64; 4], regions: &[bool]) -> [f32; 4] {
    const SAMPLE: usize = 1 << 14;
    let sample: Vec<(usize, [i8; 4])> = (0..world.people.count)
        .step_by(world.people.count.div_ceil(SAMPLE))
        .map(|i| (world.blocks.region_of(i), get_or(&world.people.disposition, i, [0; 4])))
        .filter(|(r, _)| regions[*r])
        .collect();
    let fits: Vec<[f32; 4]> = (0..regions.len()).map(|r| mean_fit(params, r)).collect();
    let (law, mut found) = (ModeLaw::new(params), [[0.0; BATCH]; MODES]);
    let mut means = [0.0f32; 4];
    for _ in 0..60 {
        let mut mean = [0.0f64; 4];
        for batch in sample.chunks(BATCH) {
            for (l, (r, disposition)) in batch.iter().enumerate() {
                for m in 0..MODES {
                    found[m][l] = law.worth(means[m], disposition[m], fits[*r][m]);
                }
            }
            chances::of_modes(law, batch.len(), &mut found);
            for (mean, found) in mean.iter_mut().zip(&found) {
                found[..batch.len()].iter().for_each(|p| *mean += f64::from(*p) / sample.len() as f64);
            }
        }
        let mut worst = 0.0f64;
        for m in 0..4 {
            if target[m] > 0.0 {
                let step = num::ln(target[m] / mean[m].max(1e-12));
                worst = worst.max(step.abs());
                means[m] += (0.6 * step) as f32;
            } else {
                means[m] = -20.0;
            }
        }
        if worst < 1e-4 {
            break;
        }
    }
    means
}

/// Fit as a region's average regime has it: regimes are not dealt yet.
fn mean_fit(params: &Params, r: usize) -> [f32; 4] {
    let (shares, access) = (open_shares(params), params.regions[r].access);
    let mut mean = [0.0; 4];
    for rho in 0..REGIMES {
        let share = if rho == 0 { 1.0 - (1.0 - shares[0]) * access } else { shares[rho] * access };
        for (m, f) in params.fit.of(rho as u8).iter().enumerate() {
            mean[m] += share as f32 * f * params.modes.fit as f32;
        }
    }
    mean
}

/// Deals workers to a region's firms ∝ e^(a/α), in constant time.
struct JobLaw {
    first: u32,
    below: Vec<f64>,
    guide: Vec<u32>,
}

impl JobLaw {
    fn new(world: &World, params: &Params, r: usize) -> Self {
        if !params.mechanisms.firms {
            return Self { first: 0, below: Vec::new(), guide: Vec::new() };
        }
        let weights = economy::job_weights(&world.firms, r, params.firms.capital_share);
        let all: f64 = weights.iter().sum();
        let mut sum = 0.0;
        let below: Vec<f64> = weights
            .iter()
            .map(|w| {
                sum += w / all;
                sum
            })
            .collect();
        let n = below.len();
        let guide = (0..n).map(|k| below.partition_point(|b| *b <= k as f64 / n as f64) as u32).collect();
        Self { first: world.firms.of_region(r).start as u32, below, guide }
    }

    fn pick(&self, word: u32) -> u32 {
        let u = f64::from(word) / 4_294_967_296.0;
        let n = self.below.len();
        let mut k = self.guide[(u * n as f64) as usize] as usize;
        while k + 1 < n && self.below[k] <= u {
            k += 1;
        }
        self.first + k as u32
    }
}
