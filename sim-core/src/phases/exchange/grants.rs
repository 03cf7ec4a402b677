//! What states give away before they buy, and what owners spend on refuge (flow 14, M20, M21).

use super::super::govern::{elites, obstruction};
use super::Context;
use crate::engine::sums::{Fraction, split};
use crate::ledger::{Flow, Till};
use crate::state::{Owner, World};

/// What a state gives away, µcredit.
#[derive(Clone, Copy, Default)]
pub struct Grants {
    /// Support of projects' associations.
    pub support: i64,
    /// Margins that tracked owners get on its contracts.
    pub margins: i64,
    /// A centralised project.
    pub central: i64,
}

/// Splits what a state has beyond its buffer.
pub fn plan(world: &World, ctx: &Context, r: usize, spends: i64, associations: bool) -> Grants {
    let (rules, policy) = (&ctx.rules.regions[r], world.regions[r].policy);
    let support = ctx.rules.world.triune.support + elites::support(policy, &rules.elites);
    let part = |share: f64| Fraction::of(share).of_amount(spends);
    let wanted = Grants {
        support: part(if associations { support } else { 0.0 }),
        margins: part(if policy.is_some() { rules.elites.contracts } else { 0.0 }),
        central: part(obstruction::funded(world, ctx, r)),
    };
    within(wanted, spends)
}

/// Nobody gives what is not there, whatever the shares sum to: support goes first, then margins.
fn within(wanted: Grants, spends: i64) -> Grants {
    let support = wanted.support.min(spends);
    let margins = wanted.margins.min(spends - support);
    Grants { support, margins, central: wanted.central.min(spends - support - margins) }
}

/// States give money away: to owners by what their faction has the state do, to the largest firm for a centralised project.
/// Gives what associations are to get.
pub fn give(world: &mut World, grants: &[Grants], till: &mut Till) -> i64 {
    let mut supported = 0;
    for (r, grants) in grants.iter().enumerate() {
        let margins = give_margins(world, r, grants.margins, till);
        world.regions[r].market.granted = margins + grants.support + grants.central;
        let state = &mut world.regions[r].state;
        state.pay(margins, Flow::ContractMargins, till);
        state.pay(grants.support, Flow::PublicSupport, till);
        state.pay(grants.central, Flow::CentralProjects, till);
        supported += grants.support;
        let firms = &mut world.firms;
        // The first of equals, so that the answer is one.
        let largest = firms.of_region(r).rev().max_by(|a, b| firms.capital[*a].total_cmp(&firms.capital[*b]));
        if let Some(champion) = largest {
            firms.cash[champion].receive(grants.central, Flow::CentralProjects, till);
        }
        world.regions[r].market.central_projects = grants.central;
    }
    supported
}

/// Splits a state's margins over factions by their weight in what it does, and within each over its owners here; what a
/// faction without owners here would get stays with the state. Gives what was paid.
fn give_margins(world: &mut World, r: usize, amount: i64, till: &mut Till) -> i64 {
    let Some(policy) = world.regions[r].policy.filter(|_| amount > 0) else { return 0 };
    let weights = policy.weights.map(|w| (w * (1u64 << 40) as f64) as u64);
    let parts: Vec<i64> = split(amount, weights).collect();
    let mut paid = 0;
    for (faction, part) in parts.into_iter().enumerate() {
        let theirs = |o: &Owner| usize::from(o.region) == r && usize::from(o.faction) == faction;
        let owners = world.owners.iter().map(|o| u64::from(theirs(o)) * (1 + u64::from(o.equity)));
        let shares: Vec<i64> = split(part, owners.collect::<Vec<_>>()).collect();
        for (owner, share) in world.owners.iter_mut().zip(shares) {
            world.people.cash[owner.person as usize].receive(share, Flow::ContractMargins, till);
            owner.gains += share;
            paid += share;
        }
    }
    paid
}

/// Owners add to their spending what their refuge costs, as far as their money goes.
pub fn spend_on_refuge(world: &mut World) {
    for owner in &mut world.owners {
        let i = owner.person as usize;
        let left = world.people.cash[i].balance() - world.people.budget[i];
        // What could not be spent is no cost: it would lower the payoff of whoever is short of money.
        owner.outlay = owner.outlay.min(left.max(0));
        world.people.budget[i] += owner.outlay;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_state_gives_no_more_than_it_spends_whatever_the_shares_sum_to() {
        for (support, margins, central) in [(90, 50, 30), (30, 20, 10), (0, 50, 100), (100, 100, 100)] {
            let given = within(Grants { support, margins, central }, 100);
            let sum = given.support + given.margins + given.central;
            let expected = (support + margins + central).min(100);
            assert_eq!(sum, expected, "of {support}, {margins} and {central}");
            assert!(given.support >= 0 && given.margins >= 0 && given.central >= 0);
        }
    }
}
