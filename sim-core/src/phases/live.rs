//! Line 10: technology spreads, taste, belief, standing and lock-in move, newborns follow, the biosphere is harvested (M4, M5, M6, M18, M22).
//!
//! Reads: ties, hours, memberships. Writes: people's taste, belief, standing, lock_in; regions' technology; and
//! everything personal of who is reborn.

mod believe;
pub mod biosphere;
mod experience;

use super::Context;
use super::choose::leave_employer;
use super::gather::own_hours;
use super::govern::rationing;
use super::perceive::Seen;
use crate::engine::chunks::{self, Columns};
use crate::engine::draws::{Purpose, threshold, unit32};
use crate::engine::num;
use crate::engine::sums::Fraction;
use crate::ids::{Mode, NONE, Regime};
use crate::ledger::{Flow, Till};
use crate::mechanisms::bass_diffusion::bass_step;
use crate::mechanisms::{
    abundance, burnout, favours, immunity, institutional_norm, knowledge, platform_choice, projects, sharing,
    taste,
};
use crate::state::hospitality::STRANGER;
use crate::state::people::get_or;
use crate::state::regions::STEPS;
use crate::state::shares::Rounded;
use crate::state::traits::{self, prior_belief};
use crate::state::{Census, World};
use std::mem::take;

/// Lets the month leave its mark on people and regions.
pub fn live(world: &mut World, ctx: &Context, seen: &Seen) {
    believe::believe(world, ctx, seen);
    remember(world, ctx, seen);
    be_reborn(world, ctx);
    spread_technology(world, ctx);
    biosphere::harvest(world, ctx);
    settle_norms(world, ctx);
}

/// Taste, standing and lock-in.
fn remember(world: &mut World, ctx: &Context, seen: &Seen) {
    if world.people.standing.is_empty() && world.people.lock_in.is_empty() {
        // Neither firms nor projects nor platforms: taste is all there is to remember.
        return experience::without_projects(world, ctx);
    }
    let mut tastes = take(&mut world.people.taste);
    let mut standings = take(&mut world.people.standing);
    let mut earned = take(&mut world.people.earned);
    let mut locks = take(&mut world.people.lock_in);
    let mut favours = take(&mut world.people.favours);
    let draws = ctx.stream(Purpose::Acceptance);
    let w = &*world;
    let pays = ctx.params.mechanisms.burnout && w.has_money();
    let crowding = if pays { ctx.rules.world.burnout.crowding_out as f32 } else { 0.0 };
    let lock_growth = ctx.rules.world.platforms.lock_in_growth as f32;
    let data = [1, 2]
        .map(|regime| w.platforms.of_regime(regime).iter().map(|p| p.data as f32).collect::<Vec<f32>>());
    let rival = ctx.rules.world.rival_governance.rival as f32;
    let harm = ctx.rules.world.immunity.harm as f32;
    let favours_kept = ctx.rules.world.projects.favours_kept as f32;
    let columns = (
        tastes.pieces(ctx.rounding(Rounded::Taste)),
        standings.as_mut_slice(),
        earned.as_mut_slice(),
        locks.as_mut_slice(),
        favours.as_mut_slice(),
    );
    chunks::run(columns, &|first, (mut tastes, standings, earned, locks, favours)| {
        let rows = tastes.rows().max(standings.len()).max(locks.len());
        let mut draws = draws.lazy(first);
        for (r, rows) in w.blocks.runs(first, rows) {
            let (rules, laws) = (&ctx.rules.regions[r].taste, &w.regions[r].traits);
            let (growth, loss) = (rules.growth as f32, rules.loss as f32);
            let without_projects =
                if w.people.project.is_empty() { rules.without_projects as f32 } else { 0.0 };
            let here = &seen.here[r];
            let kept = ctx.rules.world.projects.standing_kept as f32;
            for k in rows {
                let i = first + k;
                let given = hours_in_project(w, i);
                if let Some(before) = tastes.get(k) {
                    let (ceiling, floor) = laws.taste_bounds(w.people.taste_class[i]);
                    let experience = if without_projects > 0.0 {
                        without_projects * experience::hours(w, i)
                    } else {
                        given * quality_of(w, i, harm, rival, get_or(earned, k, 0.0))
                    };
                    let mut after = taste::taste(before, ceiling, floor, experience, growth, loss);
                    if crowding > 0.0 && w.people.regime_of(i) == Regime::Peer as u8 && given > 0.0 {
                        let pay = get_or(&w.people.regime_pay, i, 0.0);
                        let net = here.net_wage * w.people.skill[i];
                        after =
                            burnout::crowd_out(after, crowding, burnout::paid_hours(pay, net, given) / given);
                    }
                    tastes.set(k, after);
                }
                let accepted = if given > 0.0 {
                    credited(w, i, accepted(w, i, given, unit32(draws.word(k))))
                } else {
                    0.0
                };
                if let Some(cell) = standings.get_mut(k) {
                    *cell = projects::standing(*cell, in_firm(w, i) + accepted, kept);
                }
                if let Some(cell) = earned.get_mut(k) {
                    *cell = projects::standing(*cell, accepted, kept);
                }
                if let Some(cell) = favours.get_mut(k) {
                    let turn = turn_of(w, i).unwrap_or(given);
                    *cell = favours::favours(*cell, given, turn, favours_kept);
                }
                if let (Some(cell), false) = (locks.get_mut(k), ctx.held()) {
                    let regime = w.people.regime_of(i);
                    if regime == Regime::Crowdsourcing as u8 || regime == Regime::Sharing as u8 {
                        let growth = match w.people.employer[i] {
                            NONE => lock_growth,
                            platform => lock_growth * data[regime as usize - 1][platform as usize],
                        };
                        *cell = platform_choice::lock_in(*cell, growth.min(1.0));
                    }
                }
            }
        }
    });
    (world.people.taste, world.people.standing, world.people.lock_in) = (tastes, standings, locks);
    (world.people.earned, world.people.favours) = (earned, favours);
    if !ctx.held() && ctx.params.mechanisms.lock_in {
        let memory = ctx.rules.world.platforms.data_memory;
        for platform in &mut world.platforms.sharing {
            let enclosure = sharing::margin(platform.openness());
            platform.data = num::coarse(platform_choice::enclosed_data(platform.data, enclosure, memory));
        }
    }
}

/// Hours that a person gives to a project; without one they have no experience of it.
#[inline]
fn hours_in_project(world: &World, i: usize) -> f32 {
    if get_or(&world.people.project, i, NONE) == NONE { 0.0 } else { experience::hours(world, i) }
}

/// What the equality matchers of somebody's project gave on average, if that person is one of them.
#[inline]
fn turn_of(world: &World, i: usize) -> Option<f32> {
    let project = get_or(&world.people.project, i, NONE);
    if project == NONE || world.people.mode[i] != Mode::Equality as u8 {
        return None;
    }
    let turns = &world.projects.turns;
    let (hours, members) = (turns.get(2 * project as usize), turns.get(2 * project as usize + 1));
    (members > 0).then(|| hours as f32 / members as f32 / STEPS)
}

/// Quality of the experience of working in a project: the share of its use that is served, less what is disrupted; where
/// rules share out what is rival, what reaches the member.
#[inline]
fn quality_of(world: &World, i: usize, harm: f32, rival: f32, standing: f32) -> f32 {
    let project = get_or(&world.people.project, i, NONE);
    if project == NONE {
        return 1.0;
    }
    let (projects, slot) = (&world.projects, project as usize);
    let served = if projects.rations.is_empty() {
        get_or(&projects.served, slot, 1.0)
    } else {
        rationing::reached(world, rival, standing, i).map_or(1.0, |(_, own)| own)
    };
    served * immunity::left(harm, get_or(&projects.disruption, slot, 0.0))
}

/// What earns standing in a firm: hours by skill.
#[inline]
fn in_firm(world: &World, i: usize) -> f32 {
    let people = &world.people;
    let works = people.regime_of(i) == Regime::Capital as u8 && get_or(&people.employer, i, NONE) != NONE;
    if works { own_hours(world, i) * people.skill[i] } else { 0.0 }
}

/// What earns standing in a project: hours by what is accepted of them, by the draw that decided in line 5.
#[inline]
fn accepted(world: &World, i: usize, given: f32, u: f32) -> f32 {
    let project = get_or(&world.people.project, i, NONE);
    if project == NONE {
        return 0.0;
    }
    let good = projects::taken_in(projects::quality(world.people.skill[i]), u);
    given * good * world.projects.accepted[project as usize]
}

/// What a member is credited with: a leader takes a share of the others' credit.
#[inline]
fn credited(world: &World, i: usize, accepted: f32) -> f32 {
    let leadership = &world.projects.leadership;
    if accepted == 0.0 || leadership.leader.is_empty() {
        return accepted;
    }
    let slot = world.people.project[i] as usize;
    let take = leadership.take(slot);
    if !leadership.leads(slot, i) {
        return (1.0 - take) * accepted;
    }
    let all = world.projects.accepted[slot] * world.projects.worth.get(slot) as f32 / STEPS;
    accepted + take * (all - accepted).max(0.0)
}

/// Newborns take the place of the dead: traits redrawn, money inherited less tax, equity, mode and regime kept.
fn be_reborn(world: &mut World, ctx: &Context) {
    if ctx.params.world.rebirth <= 0.0 {
        return;
    }
    let (words, below) = (ctx.stream(Purpose::Rebirth), threshold(ctx.rules.world.world.rebirth));
    let reborn = chunks::run_rows(world.people.count, &|rows| {
        let mut drawn = [0; chunks::CHUNK];
        words.fill(rows.start, &mut drawn[..rows.len()]);
        rows.clone()
            .filter(|i| u64::from(drawn[i - rows.start]) < below)
            .map(|i| i as u32)
            .collect::<Vec<_>>()
    });
    let mut till = Till::default();
    for person in reborn {
        be_born(world, ctx, person as usize, &mut till);
    }
    chunks::Merge::merge(&mut world.till, till);
}

fn be_born(world: &mut World, ctx: &Context, i: usize, till: &mut Till) {
    let r = world.blocks.region_of(i);
    let regime = world.people.regime_of(i);
    leave_employer(world, i, regime);
    world.leave_project(i);
    let dispositions = ctx.stream(Purpose::BirthDisposition).words::<2>(2 * i);
    let inborn = ctx.stream(Purpose::BirthTraits).words::<4>(4 * i);
    let (people, region) = (&mut world.people, &mut world.regions[r]);
    let laws = &region.traits;
    if let Some(generation) = people.generation.get_mut(i) {
        *generation = generation.saturating_add(1);
    }
    set(&mut people.disposition, i, || traits::dispositions(dispositions));
    set(&mut people.skill, i, || laws.skill(inborn[0]));
    set(&mut people.taste_class, i, || (inborn[1] >> 24) as u8);
    let class = get_or(&people.taste_class, i, 0);
    people.taste.put(i, laws.taste_bounds(class).1);
    let prior = laws.prior(inborn[2]);
    set(&mut people.prior, i, || prior);
    let rules = &ctx.rules.regions[r].imaginary;
    let law = (rules.prior_max as f32, rules.stubbornness as f32, rules.minority_belief as f32);
    if !people.prior.is_empty() {
        people.belief.put(i, prior_belief(prior, law.0, law.1, law.2).0);
    }
    set(&mut people.culture, i, || (inborn[3] >> 16) as u16);
    set(&mut people.standing, i, || 0.0);
    people.commons.put(i, 0.0);
    set(&mut people.income, i, || 0.0);
    set(&mut people.regime_pay, i, || 0.0);
    set(&mut people.hospitality, i, || STRANGER);
    set(&mut people.good_host, i, || 1);
    set(&mut people.stays, i, || 0);
    set(&mut people.hosted, i, || 0);
    if let Some(cash) = people.cash.get_mut(i) {
        let tax =
            Fraction::of(region.order * ctx.rules.regions[r].state.estate_tax).of_amount(cash.balance());
        cash.pay(tax, Flow::EstateTax, till);
        region.state.receive(tax, Flow::EstateTax, till);
    }
}

fn set<T>(column: &mut [T], row: usize, value: impl FnOnce() -> T) {
    if let Some(cell) = column.get_mut(row) {
        *cell = value();
    }
}

/// Norms follow what last month's successful did; held with the modes in burn-in, at whose end the anchor sets them.
fn settle_norms(world: &mut World, ctx: &Context) {
    if ctx.held() {
        return;
    }
    for (region, rules) in world.regions.iter_mut().zip(&ctx.rules.regions) {
        let target = norm_target(&region.census, rules.norm.weight);
        if let Some(norm) = &mut region.norm {
            *norm = num::coarse(institutional_norm::norm(*norm, target, rules.norm.half_life));
        }
    }
}

/// Norm that a region's successful set; none where nobody is.
pub(super) fn norm_target(census: &Census, weight: f64) -> f64 {
    let all: i64 = census.modes.iter().sum();
    if census.successful == 0 || all == 0 {
        return 0.0;
    }
    let common = census.modes[Mode::Communal as usize] + census.modes[Mode::Equality as usize];
    let of_successful = census.successful_common as f64 / census.successful as f64;
    institutional_norm::target(weight, of_successful, common as f64 / all as f64)
}

/// Access and coordination technology spread; productivity follows open knowledge and its own trend.
fn spread_technology(world: &mut World, ctx: &Context) {
    // What is not served lowers nobody's need.
    let stock = world.knowledge * world.projects.service();
    for (r, region) in world.regions.iter_mut().enumerate() {
        let (rules, start) = (&ctx.rules.regions[r], &ctx.params.regions[r]);
        let technology = &rules.technology;
        if ctx.params.mechanisms.technology && !ctx.held() {
            if start.access_ceiling > 0.0 {
                let contagion = start.access_rate / 12.0 / start.access_ceiling;
                region.built.access = bass_step(region.built.access, start.access_ceiling, 0.0, contagion);
            }
            region.built.coordination = bass_step(
                region.built.coordination,
                technology.ceiling,
                technology.innovation,
                technology.contagion,
            );
        }
        if !ctx.held() {
            // What is out of order cannot be used; what was built goes on spreading.
            let works = 1.0 - technology.outage;
            (region.access, region.coordination) =
                (works * region.built.access, works * region.built.coordination);
            region.far_ties =
                (technology.far_ties + technology.far_ties_slope * region.coordination).clamp(0.0, 1.0);
        }
        if let Some(essentials) = &mut region.essentials {
            let success = knowledge::success(stock, &ctx.rules.world.knowledge);
            *essentials = num::coarse(abundance::essentials(rules.abundance.saving, region.access, success));
        }
        let firms = &rules.firms;
        if !ctx.held() {
            // Added month by month, so that a shock to the trend does not rewrite the past.
            region.trend += (1.0 - firms.capital_share) * firms.growth / 12.0;
        }
        region.ln_productivity = region.ln_productivity_genesis + region.trend;
    }
    for r in 0..world.regions.len() {
        let gain = knowledge_gain(world, ctx, r);
        let region = &mut world.regions[r];
        region.knowledge_gain = gain;
        region.ln_productivity += gain;
    }
}

/// What open knowledge, as far as it is served, has added to the logarithm of a region's productivity since 2001.
#[must_use]
pub fn knowledge_gain(world: &World, ctx: &Context, r: usize) -> f64 {
    if !ctx.params.mechanisms.knowledge {
        return 0.0;
    }
    let region = &world.regions[r];
    knowledge::productivity_gain(
        world.knowledge * world.projects.service(),
        region.access,
        region.access_2001,
        ctx.rules.regions[r].technology.access_exponent,
        &ctx.rules.world.knowledge,
    )
}
