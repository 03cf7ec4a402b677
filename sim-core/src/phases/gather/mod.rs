//! Line 4: firms hire and fire, people join, found and leave organisations.
//!
//! Reads: months divided, prices, expected sales. Writes: firms.plans, employer, project, firms.members, projects.

mod firms;
mod hiring;
mod membership;
mod working_groups;

use super::Context;
use super::perceive::Seen;
use crate::engine::ahead;
use crate::engine::chunks::{self, Merge};
use crate::engine::draws::{Purpose, open_unit};
use crate::engine::num;
use crate::ids::{NONE, Regime};
use crate::mechanisms::crowdsourcing;
use crate::state::World;
use crate::state::firms::INPUT_STEPS;
use crate::state::people::get_or;
use crate::state::regions::{ByRegion, steps};

pub use firms::{PIECE as FIRMS_AT_A_TIME, region_of};

/// Labour that a region's people offer: whole numbers, inputs in 2^-20 skill-months.
#[derive(Clone, Copy, Debug, Default)]
pub struct Offer {
    /// People in the capital regime.
    pub workforce: i64,
    /// Their skill × hours, employed or not.
    pub input: i64,
    /// Of them without a firm.
    pub unemployed: i64,
    /// Bread hours of all others.
    pub bread: i64,
    /// What the crowd's hours would earn as wages, µcredit.
    pub crowd_at_wages: i64,
}

impl Merge for Offer {
    fn merge(&mut self, right: Self) {
        self.workforce += right.workforce;
        self.input += right.input;
        self.unemployed += right.unemployed;
        self.bread += right.bread;
        self.crowd_at_wages += right.crowd_at_wages;
    }
}

/// A contributor's work of the month.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// Who.
    pub person: u32,
    /// Where.
    pub platform: u32,
    /// How good it turned out, a logarithm.
    pub score: f32,
    /// Decides between equals.
    pub luck: u32,
}

/// The crowd's work this month.
#[derive(Clone, Debug, Default)]
pub struct Crowd {
    /// Skill × hours by platform.
    pub input: Vec<i64>,
    /// Work handed in for prizes, in person order.
    pub entries: Vec<Entry>,
    /// Contributors by platform.
    pub contributors: Vec<i64>,
    /// Users' hours by sharing platform, in 2^-20 months.
    pub sharing: Vec<i64>,
}

impl Merge for Crowd {
    fn merge(&mut self, right: Self) {
        self.input.iter_mut().zip(right.input).for_each(|(l, r)| *l += r);
        self.entries.extend(right.entries);
        self.contributors.iter_mut().zip(right.contributors).for_each(|(l, r)| *l += r);
        self.sharing.iter_mut().zip(right.sharing).for_each(|(l, r)| *l += r);
    }
}

/// What people offered, for the phases that follow.
#[derive(Clone, Debug)]
pub struct Gathered {
    /// By region.
    pub offers: Vec<Offer>,
    /// The crowd.
    pub crowd: Crowd,
}

/// Clears the markets for labour, platforms' users and projects' members.
pub fn gather(world: &mut World, ctx: &Context, seen: &Seen) -> Gathered {
    // Before the crowd's work is counted, so that everybody is counted where they will be paid.
    membership::choose_platforms(world, ctx, seen);
    let gathered = offer(world, ctx, seen);
    if world.has_money() {
        firms::plan(world, ctx, &gathered);
        hiring::hire_and_fire(world, ctx, &gathered);
    }
    membership::projects(world, ctx, seen);
    working_groups::regroup_people(world, ctx, seen);
    gathered
}

/// Skill × hours in 2^-20 skill-months.
#[inline]
#[must_use]
pub fn input_steps(skill: f32, hours: f32) -> i64 {
    (f64::from(skill * hours) * INPUT_STEPS) as i64
}

/// Hours a person gives to their main regime after commons time and bread hours, months.
#[inline]
#[must_use]
pub fn own_hours(world: &World, i: usize) -> f32 {
    (1.0 - world.people.commons.at(i, 0.0) - get_or(&world.people.bread, i, 0.0)).max(0.0)
}

/// Counts what everybody offers, and tallies members' inputs by firm.
fn offer(world: &mut World, ctx: &Context, seen: &Seen) -> Gathered {
    let (regions, platforms) = (world.regions.len(), world.platforms.crowdsourcing.len());
    let world_sharing = world.platforms.sharing.len();
    let zeros = || vec![0; platforms];
    let blank = || {
        let sharing = vec![0; world_sharing];
        let crowd = Crowd { input: zeros(), entries: Vec::new(), contributors: zeros(), sharing };
        (ByRegion::<Offer>::blank(regions), crowd)
    };
    if !world.has_money() {
        let (offers, crowd) = blank();
        return Gathered { offers: offers.0, crowd };
    }
    world.firms.input.clear();
    let prizes = ctx.stream(Purpose::Prize);
    let noise = ctx.rules.world.platforms.contest_noise as f32;
    let w = &*world;
    let (offers, crowd) = chunks::run_rows(w.people.count, &|rows| {
        let (mut offers, mut crowd) = blank();
        let inputs = w.firms.input.adder();
        let mut words = prizes.lazy(rows.start);
        for (r, run) in w.blocks.runs(rows.start, rows.len()) {
            let offer = &mut offers.0[r];
            for k in run {
                let i = rows.start + k;
                ahead::fetch_of(inputs.cells(), &w.people.employer, i);
                let (skill, regime) = (w.people.skill[i], w.people.regime_of(i));
                let input = input_steps(skill, own_hours(w, i));
                if regime == Regime::Capital as u8 {
                    offer.workforce += 1;
                    offer.input += input;
                    match w.people.employer[i] {
                        NONE => offer.unemployed += 1,
                        firm => inputs.add(firm as usize, input),
                    }
                    continue;
                }
                offer.bread += input_steps(skill, get_or(&w.people.bread, i, 0.0));
                let platform = w.people.employer[i];
                if regime == Regime::Sharing as u8 && platform != NONE {
                    crowd.sharing[platform as usize] += steps(own_hours(w, i));
                }
                if regime == Regime::Crowdsourcing as u8 && platform != NONE {
                    offer.crowd_at_wages +=
                        (f64::from(seen.here[r].wage) * (input as f64 / INPUT_STEPS)) as i64;
                    crowd.input[platform as usize] += input;
                    crowd.contributors[platform as usize] += 1;
                    if input > 0 {
                        let word = words.word(k);
                        let z = num::normal_quantile(open_unit(word)) as f32;
                        let score = crowdsourcing::score(skill * own_hours(w, i), noise, z);
                        // The word decided on the score: turned about, it decides between equals.
                        let luck = word.reverse_bits();
                        crowd.entries.push(Entry { person: i as u32, platform, score, luck });
                    }
                }
            }
        }
        (offers, crowd)
    });
    world.firms.input.fold();
    Gathered { offers: offers.0, crowd }
}
