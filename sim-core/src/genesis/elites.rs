//! Who is tracked as an owner, and what they stand for at the start (M20).

use crate::engine::draws::{Chance, Purpose, open_unit};
use crate::mechanisms::elites;
use crate::params::Params;
use crate::state::elites::largest_holders;
use crate::state::{Owner, Policy, World};

/// Tracks the largest holders of equity and deals factions to them; states begin with the policy that they want.
pub fn rise(world: &mut World, params: &Params, chance: &Chance) {
    if !params.mechanisms.elites {
        return;
    }
    let words = chance.stream(Purpose::FactionBirth, 0);
    let shares = params.elites.initial;
    let holders = largest_holders(&world.people.equity, &world.blocks, &world.regions, params.elites.owners);
    world.owners = holders
        .into_iter()
        .enumerate()
        .map(|(k, (person, region))| {
            let drawn = open_unit(words.word(k));
            let (mut faction, mut below) = (0, shares[0]);
            while faction < 3 && drawn >= below {
                faction += 1;
                below += shares[faction];
            }
            Owner {
                person,
                region,
                faction: faction as u8,
                equity: world.people.equity[person as usize],
                refuge: 0.0,
                outlay: 0,
                gains: 0,
                income: 0.0,
                base: 0.0,
            }
        })
        .collect();
    for region in &mut world.regions {
        let weights = elites::policy(shares, 0.0);
        region.policy = Some(Policy { weights, repression: weights[1], ..Policy::default() });
    }
}
