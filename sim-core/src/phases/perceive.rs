//! Line 1: what everyone can see of last month, in one place.
//!
//! Reads: censuses, prices, wages, technology. Writes: nothing. What ties did is looked up by whoever needs it, in
//! last month's columns, through [`tie_shares`].

use super::Context;
use super::govern::obstruction;
use crate::engine::num;
use crate::ids::{REGIMES, Regime};
use crate::ledger::CREDIT;
use crate::mechanisms::{knowledge, regime_choice};
use crate::state::World;
use crate::state::regions::STEPS;
use crate::state::ties::{Ties, far_chance};

/// What is seen of last month.
#[derive(Clone, Debug)]
pub struct Seen {
    /// Shares of the world's people by mode.
    pub modes: [f32; 4],
    /// Shares of the world's people by regime.
    pub regimes: [f32; REGIMES],
    /// Mean belief of the world's people.
    pub belief: f32,
    /// How far open knowledge has come, 0..=1; `None` without the mechanism.
    pub success: Option<f32>,
    /// By region.
    pub here: Vec<Here>,
}

/// What is the same for all people of a region. Money in micro-credits.
#[derive(Clone, Copy, Debug, Default)]
pub struct Here {
    /// Chance that a tie is far, in 2^-16, and as a share.
    pub far: u32,
    /// As above.
    pub far_share: f32,
    /// μ(κ): chance of finding a fitting project.
    pub fitting: f32,
    /// ln of the share of people online.
    pub ln_access: f32,
    /// Price of subsistence.
    pub need: f32,
    /// Price of a good of the basket, µcredit.
    pub basket: f32,
    /// Mean goods that peer producers got from projects last month.
    pub peers_kind: f32,
    /// Wage of a skill-month, and net of tax.
    pub wage: f32,
    /// As above.
    pub net_wage: f32,
    /// Income tax that the state can collect.
    pub tax: f64,
    /// Dole of a skill-month that it pays, over the wage.
    pub dole: f64,
    /// Unemployment in the capital regime.
    pub unemployment: f32,
    /// Share of bread hours bought.
    pub bread_filled: f32,
    /// Dividends a share of equity paid last month, platforms' included in core regions.
    pub dividend: i64,
    /// Share of the region's people in sharing.
    pub sharing: f32,
    /// Repression of peer production, 0..=1.
    pub repression: f64,
    /// Share of the distributed projects' success that can be seen.
    pub shown: f32,
}

impl Here {
    /// What somebody who got goods in kind must still buy to live, µcredit.
    #[inline]
    #[must_use]
    pub fn need_beside(&self, in_kind: f32) -> f32 {
        (self.need - self.basket * in_kind).max(0.0)
    }
}

/// Looks at the world as it stands at the start of the month.
#[must_use]
pub fn perceive(world: &World, ctx: &Context) -> Seen {
    let people = world.people.count as f64;
    let sum = |of: &dyn Fn(&crate::state::Census) -> i64| {
        world.regions.iter().map(|r| of(&r.census)).sum::<i64>() as f64 / people
    };
    Seen {
        modes: std::array::from_fn(|m| sum(&|c| c.modes[m]) as f32),
        regimes: std::array::from_fn(|r| sum(&|c| c.regimes[r]) as f32),
        belief: (sum(&|c| c.belief) / f64::from(STEPS)) as f32,
        success: ctx
            .params
            .mechanisms
            .knowledge
            .then(|| knowledge::success(world.knowledge, &ctx.rules.world.knowledge) as f32),
        here: (0..world.regions.len()).map(|r| here(world, ctx, r)).collect(),
    }
}

fn here(world: &World, ctx: &Context, r: usize) -> Here {
    let (region, rules) = (&world.regions[r], &ctx.rules.regions[r]);
    let wage = region.wage * CREDIT;
    let tax = region.order * rules.state.income_tax;
    let given_up = if ctx.params.mechanisms.elites { rules.elites.conditionality } else { 0.0 };
    let subsistence = rules.households.subsistence * region.essentials.unwrap_or(1.0);
    Here {
        far: far_chance(region.far_ties),
        far_share: region.far_ties as f32,
        fitting: regime_choice::fitting(region.coordination, rules.technology.fitting) as f32,
        ln_access: num::ln(region.access.max(1e-9)) as f32,
        need: (region.price_buyer * subsistence * region.base_output * CREDIT) as f32,
        basket: (region.price_buyer * CREDIT) as f32,
        peers_kind: {
            let members = region.census.regimes[Regime::Peer as usize].max(1) as f64;
            (region.market.peers_shared as f64 / f64::from(STEPS) / members) as f32
        },
        wage: wage as f32,
        net_wage: ((1.0 - tax) * wage) as f32,
        tax,
        dole: region.order * rules.state.dole * (1.0 - given_up),
        unemployment: region.market.unemployment as f32,
        bread_filled: region.market.bread_filled as f32,
        dividend: region.dividend + if region.core { world.platforms.dividend } else { 0 },
        sharing: region.census.regimes[Regime::Sharing as usize] as f32 / region.people as f32,
        repression: region.policy.map_or(0.0, |p| p.repression),
        shown: (1.0 - obstruction::hidden(world, ctx, r)) as f32,
    }
}

/// Share of a person's ties in each of so many states, from last month's column; the world's shares in mean field.
#[inline]
#[must_use]
pub fn tie_shares<const N: usize>(
    ties: &Ties,
    person: usize,
    far: u32,
    column: &[u8],
    everybody: [f32; N],
) -> [f32; N] {
    if ties.see_all() {
        return everybody;
    }
    let (mut counts, mut all) = ([0u32; N], 0u32);
    ties.each(person as u32, far, |to| {
        counts[column[to as usize] as usize] += 1;
        all += 1;
    });
    if all == 0 { [0.0; N] } else { counts.map(|n| n as f32 / all as f32) }
}
