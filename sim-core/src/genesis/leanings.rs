//! How people lean at genesis: the stationary law of the choice rules given a person's traits.
//!
//! In a two-way choice with habit h, reconsidered now and then, the share of time spent in regime ρ rather than
//! capital is e^x (1 + e^(y+h))/(e^x + e^h) to 1, x and y being the worth of ρ over capital as seen from capital and
//! from ρ. Dealing regimes by that law leaves burn-in and the first years without a transient of composition.

use super::chances::{self, BATCH, Pulls, RegimeLaw};
use crate::engine::num;
use crate::ids::{REGIMES, Regime};
use crate::mechanisms::{commons_time, imaginary, regime_choice, taste};
use crate::params::Params;
use crate::state::World;
use crate::state::people::{get_or, open_shares};
use crate::state::traits::prior_belief;

/// People by whom the world's shares are met.
const SAMPLE: usize = 1 << 14;

/// What a person is like before they have a regime: rest points of taste, belief and time.
#[derive(Clone, Copy, Debug, Default)]
pub struct Rest {
    /// Taste in the capital regime and in peer production.
    pub taste_capital: f32,
    /// As above.
    pub taste_peer: f32,
    /// Commons time in the capital regime.
    pub commons: f32,
    /// Bread hours outside it.
    pub bread: f32,
    /// Belief.
    pub belief: f32,
}

/// Numbers of a region that a person's rest depends on.
#[derive(Clone, Copy, Debug)]
pub struct Surroundings {
    /// μ(κ).
    pub fitting: f32,
    /// What is seen of belief.
    pub seen: f32,
    /// Net wage of a skill-month and price of subsistence, credits; 0 without money.
    pub net_wage: f32,
    /// As above.
    pub need: f32,
    /// Dividend a share, credits.
    pub dividend: f32,
    /// ln of the share of people online.
    pub ln_access: f32,
}

/// The surroundings of each region at genesis.
pub fn surroundings(world: &World, params: &Params) -> Vec<Surroundings> {
    let seen = mean_field_belief(world, params);
    let fitting = |r: usize| {
        let kappa = world.regions[r].coordination;
        regime_choice::fitting(kappa, params.technology.fitting) as f32
    };
    (0..world.regions.len())
        .map(|r| {
            let region = &world.regions[r];
            let mean_equity = (region.fund_shares as f64 / region.people as f64).max(1.0);
            Surroundings {
                fitting: fitting(r),
                seen: seen[r] as f32,
                net_wage: ((1.0 - params.state.income_tax) * region.wage) as f32,
                need: (params.households.subsistence * region.essentials.unwrap_or(1.0) * region.base_output)
                    as f32,
                ln_access: num::ln(region.access.max(1e-9)) as f32,
                dividend: (params.genesis.dividends * region.base_output / mean_equity) as f32,
            }
        })
        .collect()
}

/// What is seen of belief in each region at the mean-field rest point of M5.
fn mean_field_belief(world: &World, params: &Params) -> Vec<f64> {
    let im = &params.imaginary;
    let success = if params.mechanisms.knowledge { 1.0 / (1.0 + params.knowledge.half) } else { 0.0 };
    let weight = if params.mechanisms.knowledge { im.success } else { 0.0 };
    let all: f64 = world.regions.iter().map(|r| r.people as f64).sum();
    let mut mean = vec![im.minority * im.minority_belief; world.regions.len()];
    let mut seen = mean.clone();
    for _ in 0..500 {
        let anywhere: f64 = mean.iter().zip(&world.regions).map(|(b, r)| b * r.people as f64 / all).sum();
        for (r, region) in world.regions.iter().enumerate() {
            let ties = mean[r] + region.far_ties * (anywhere - mean[r]);
            seen[r] = ties + weight * region.far_ties * (success - ties);
            let pull = (1.0 - im.stubbornness) * im.influence;
            let prior = 0.5 * im.prior_max;
            let others = if im.stubbornness + pull > 0.0 {
                (im.stubbornness * prior + pull * seen[r]) / (im.stubbornness + pull)
            } else {
                prior
            };
            mean[r] = im.minority * im.minority_belief + (1.0 - im.minority) * others;
        }
    }
    seen
}

/// A person's rest points.
pub fn rest(world: &World, params: &Params, here: &Surroundings, person: usize, region: usize) -> Rest {
    let people = &world.people;
    let mut rest = Rest::default();
    if params.mechanisms.imaginary {
        let im = &params.imaginary;
        let (prior, stubborn) = prior_belief(
            people.prior[person],
            im.prior_max as f32,
            im.stubbornness as f32,
            im.minority_belief as f32,
        );
        rest.belief = imaginary::rest(prior, stubborn, im.influence as f32, here.seen);
    }
    let wage = here.net_wage * get_or(&people.skill, person, 1.0);
    if params.mechanisms.firms {
        rest.bread = regime_choice::bread_hours(here.need, 0.0, wage, 1.0);
    }
    if params.mechanisms.taste {
        let (ceiling, floor) = world.regions[region].traits.taste_bounds(people.taste_class[person]);
        let (up, down) = (params.taste.growth as f32, params.taste.loss as f32);
        rest.taste_capital = floor;
        let quality = params.quality_at_genesis();
        let (need, income) = if params.mechanisms.firms {
            (here.need, wage + here.dividend * get_or(&people.equity, person, 0) as f32)
        } else {
            (1.0 - params.commons_time.slack as f32, 1.0)
        };
        if params.mechanisms.commons_time {
            for _ in 0..3 {
                let most = if wage > 0.0 || !params.mechanisms.firms { 1.0 } else { 0.0 };
                rest.commons = commons_time::commons_time(
                    here.fitting,
                    rest.taste_capital,
                    0.0,
                    0.0,
                    need,
                    income,
                    most,
                );
                rest.taste_capital = taste::rest(ceiling, floor, quality * rest.commons, up, down);
            }
        }
        rest.taste_peer = taste::rest(ceiling, floor, quality * (1.0 - rest.bread), up, down);
    }
    rest
}

/// Odds of each regime against capital, but for an intercept: (x seen from capital, y seen from the regime).
pub fn pulls(params: &Params, here: &Surroundings, rest: &Rest, skill: f32) -> [(f32, f32); REGIMES] {
    let regimes = &params.regimes;
    let autonomies = [
        regimes.autonomy_capital,
        regimes.autonomy_crowdsourcing,
        regimes.autonomy_sharing,
        regimes.autonomy_peer,
        params.adventure.autonomy,
    ];
    std::array::from_fn(|rho| {
        if rho == 0 {
            return (0.0, 0.0);
        }
        let own = (1.0 - rest.bread) * here.fitting;
        let more = regimes.autonomy as f32 * own * (autonomies[rho] - autonomies[0]) as f32;
        let taste = if rho == Regime::Peer as usize { rest.taste_peer } else { rest.taste_capital };
        let income = if here.net_wage > 0.0 {
            let wage = (here.net_wage * skill).max(regimes.income_floor as f32 * here.need);
            let bread = (here.net_wage * skill * rest.bread).max(regimes.income_floor as f32 * here.need);
            regimes.income as f32 * num::ln32(bread / wage)
        } else {
            0.0
        };
        let belief = if rho == Regime::Peer as usize { regimes.belief as f32 * rest.belief } else { 0.0 };
        let same = income + belief + here.ln_access;
        (more * rest.taste_capital + same, more * taste + same)
    })
}

/// Intercepts, one vector for the world, with which its people have the 2001 shares on average. Regions' shares are
/// then what the choice rule gives them, which burn-in and the first years need not undo.
pub fn regime_intercepts(world: &World, params: &Params, surroundings: &[Surroundings]) -> [f32; REGIMES] {
    let people = world.people.count;
    let mut target = [0.0; REGIMES];
    for (region, start) in world.regions.iter().zip(&params.regions) {
        for (share, sum) in open_shares(params).iter().zip(&mut target) {
            *sum += share * start.access * region.people as f64 / people as f64;
        }
    }
    let sample: Vec<usize> = (0..people).step_by(people.div_ceil(SAMPLE)).collect();
    let batches: Vec<(usize, Pulls)> = sample
        .chunks(BATCH)
        .map(|people| {
            let mut batch = Pulls::blank();
            for (l, i) in people.iter().enumerate() {
                let r = world.blocks.region_of(*i);
                let rest = rest(world, params, &surroundings[r], *i, r);
                batch.set(l, &pulls(params, &surroundings[r], &rest, get_or(&world.people.skill, *i, 1.0)));
            }
            (people.len(), batch)
        })
        .collect();
    let (law, mut found) = (RegimeLaw::new(params), [[0.0; BATCH]; REGIMES]);
    let mut intercepts = [f32::NEG_INFINITY; REGIMES];
    intercepts[0] = 0.0;
    (1..REGIMES).filter(|rho| target[*rho] > 0.0).for_each(|rho| intercepts[rho] = 0.0);
    // The shares are nearly proportional to e^intercept, so that the ratio of wanted to found is nearly the step.
    for _ in 0..100 {
        let mut mean = [0.0f64; REGIMES];
        for (n, pulls) in &batches {
            chances::of_regimes(law, &intercepts, pulls, *n, &mut found);
            for (mean, found) in mean.iter_mut().zip(&found) {
                found[..*n].iter().for_each(|p| *mean += f64::from(*p) / sample.len() as f64);
            }
        }
        let mut worst = 0.0f64;
        for rho in (1..REGIMES).filter(|rho| target[*rho] > 0.0) {
            let step = num::ln(target[rho] / mean[rho].max(1e-12)) / params.regimes.beta.max(1e-6);
            intercepts[rho] += (0.8 * step).clamp(-3.0, 3.0) as f32;
            worst = worst.max(step.abs());
        }
        if worst < 1e-3 {
            break;
        }
    }
    intercepts
}
