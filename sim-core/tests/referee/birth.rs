//! What a person is born with: docs/model/chance.md, *Traits*.

use crate::flows::{Flow, Sector};
use crate::logit::threshold;
use crate::month::Month;
use crate::state::{Person, World};
use crate::whole::Ratio;
use sim_core::engine::draws::{Purpose, open_unit};
use sim_core::engine::num;
use sim_core::params::{Imaginary, Params};

/// The class of prior belief of the minority.
const MINORITY: u8 = 255;

/// A standard normal number: the quantile at the middle of one of 65 536 equal classes.
fn normal(class: u32) -> f32 {
    num::normal_quantile((f64::from(class) + 0.5) / 65536.0) as f32
}

/// Skill: lognormal, with the region's mean.
fn skill(params: &Params, region: usize, word: u32) -> f32 {
    let start = &params.regions[region];
    let mean = (num::ln(start.human_capital) - 0.5 * start.skill_sd * start.skill_sd) as f32;
    // The low half of the word moves it within its class, by steps too small to matter.
    let z = normal(word >> 16) + ((word & 0xffff) as f32 - 32768.0) * 1e-9;
    num::exp32(mean + start.skill_sd as f32 * z)
}

/// Four dispositions in 1/32 of their spread, from the halves of two words, the high half first.
fn dispositions(words: [u32; 2]) -> [i8; 4] {
    let halves = [words[0] >> 16, words[0] & 0xffff, words[1] >> 16, words[1] & 0xffff];
    halves.map(|half| (normal(half) * 32.0).round().clamp(-127.0, 127.0) as i8)
}

/// Class of prior belief: of the minority, or uniform.
fn prior_class(rules: &Imaginary, word: u32) -> u8 {
    let u = open_unit(word);
    if u < rules.minority { MINORITY } else { ((u - rules.minority) / (1.0 - rules.minority) * 255.0) as u8 }
}

/// Prior belief and stubbornness of a class.
pub fn prior(rules: &Imaginary, class: u8) -> (f32, f32) {
    if class == MINORITY {
        (rules.minority_belief as f32, 1.0)
    } else {
        (f32::from(class) * (rules.prior_max as f32 / 254.0), rules.stubbornness as f32)
    }
}

/// Ceiling and floor of taste by class.
pub struct TasteLaw {
    ceilings: [f32; 256],
    floor: f32,
}

impl TasteLaw {
    /// The law of a scenario.
    pub fn new(params: &Params) -> Self {
        let (mean, sum) = (params.taste.ceiling_mean, params.taste.ceiling_concentration);
        let ceilings = num::beta_classes(mean * sum, (1.0 - mean) * sum);
        Self { ceilings, floor: params.taste.floor as f32 }
    }

    /// τ̂ and τ_0 of a class.
    pub fn bounds(&self, class: u8) -> (f32, f32) {
        let ceiling = self.ceilings[usize::from(class)];
        (ceiling, ceiling * self.floor)
    }
}

/// Newborns take the place of some: all that is personal is drawn anew; cash less estate tax, shares, mode, regime and
/// place stay.
pub fn be_reborn(world: &mut World, month: &Month, tastes: &TasteLaw) {
    let below = threshold(month.rules.world.world.rebirth);
    for i in 0..world.people.len() {
        if u64::from(month.word(Purpose::Rebirth, i)) < below {
            be_born(world, month, tastes, i);
        }
    }
}

fn be_born(world: &mut World, month: &Month, tastes: &TasteLaw, i: usize) {
    world.leave_employer(i, world.people[i].regime);
    world.leave_project(i);
    let traits: [u32; 4] = month.stream(Purpose::BirthTraits).words(4 * i);
    let person = &mut world.people[i];
    let rules = &month.rules.regions[person.region];
    let class = (traits[1] >> 24) as u8;
    let prior_class = prior_class(&month.params.imaginary, traits[2]);
    *person = Person {
        disposition: dispositions(month.stream(Purpose::BirthDisposition).words(2 * i)),
        skill: skill(month.params, person.region, traits[0]),
        taste_class: class,
        taste: tastes.bounds(class).1,
        prior: prior_class,
        belief: prior(&rules.imaginary, prior_class).0,
        culture: (traits[3] >> 16) as u16,
        standing: 0.0,
        commons: 0.0,
        income: 0.0,
        regime_pay: 0.0,
        strategy: None,
        good_host: true,
        stays: 0,
        hosted: false,
        generation: person.generation + 1,
        ..person.clone()
    };
    let region = &mut world.regions[person.region];
    let tax = Ratio::of(region.order * rules.state.estate_tax).times(person.cash);
    person.cash -= tax;
    region.state += tax;
    world.flows.note(Flow::EstateTax, Sector::Households, Sector::States, tax);
}
