//! Genesis: a world near its steady state, from where each region stood in 2001.
//!
//! Modes and regimes are dealt by the stationary law of the choice rules given each person's traits, taste and belief
//! at their own rest points, firms and money near the steady state. What is left of a transient is burn-in's to settle.

mod chances;
mod economy;
mod elites;
mod leanings;
mod people;

use crate::engine::draws::{Chance, Purpose};
use crate::engine::num;
use crate::ids::REGIMES;
use crate::ledger::{FundPurse, StatePurse, Till};
use crate::mechanisms::{abundance, knowledge};
use crate::params::{Params, Rhythm, regions::people_by_region};
use crate::state::regions::{Built, Census, Market, Region};
use crate::state::traits::TraitLaws;
use crate::state::{
    Biosphere, Blocks, Conflicts, Course, Firms, Hospitality, People, Platforms, Projects, Ties, World,
    census,
};

/// A world at its genesis.
#[must_use]
pub fn world(params: &Params, chance: &Chance) -> World {
    let counts = people_by_region(params);
    let ties = Ties::new(params, chance.stream(Purpose::Ties, 0).words::<2>(0));
    let room = (params.world.people as f64 * params.projects.per_person).ceil() as usize;
    let mut world = World {
        people: People::blank(params),
        blocks: Blocks::new(params),
        ties,
        firms: Firms::default(),
        platforms: Platforms::new(params),
        projects: if params.mechanisms.projects {
            let on = &params.mechanisms;
            let keeps_count = params.output.accounts != Rhythm::None;
            Projects::with_room(room, on.capacity, on.triune, on.influence, keeps_count)
                .disrupted(on.immunity)
                .rationed(on.rival_governance)
                .led(on.leaders, on.forks)
        } else {
            Projects::default()
        }
        .physical(params.mechanisms.physical, counts.len()),
        regions: (0..counts.len()).map(|r| region(params, r, counts[r] as usize)).collect(),
        courses: vec![Course::default(); counts.len() + 1],
        conflicts: params.mechanisms.forks.then(Conflicts::default),
        hospitality: params.mechanisms.adventure.then(Hospitality::default),
        biosphere: params.mechanisms.biosphere.then(|| Biosphere::at(params.biosphere.initial)),
        owners: Vec::new(),
        knowledge: 1.0,
        hours_2001: 0.0,
        capital_2001: 0.0,
        mode_means: vec![[0.0; 4]; counts.len()],
        regime_intercepts: [0.0; REGIMES],
        till: Till::default(),
        balances: [0; 6],
        contributions: Vec::new(),
        accounts: Vec::new(),
        histograms: Vec::new(),
    };
    if params.mechanisms.firms {
        economy::found_firms(&mut world, params, chance);
    }
    people::be_born(&mut world, params, chance);
    people::settle(&mut world, params, chance);
    if params.mechanisms.firms {
        economy::endow(&mut world, params);
        elites::rise(&mut world, params, chance);
        world.capital_2001 = num::coarse(world.firms.capital.iter().sum::<f64>() / world.people.count as f64);
    }
    census::take(&mut world);
    world.balances = world.balances();
    world
}

fn region(params: &Params, r: usize, people: usize) -> Region {
    let start = &params.regions[r];
    let technology = &params.technology;
    let coordination = (technology.initial * start.access).max(technology.floor);
    Region {
        people,
        core: start.core,
        traits: TraitLaws::new(params, r),
        price: 1.0,
        price_buyer: 1.0,
        price_index_genesis: 1.0,
        wage: 0.0,
        base_output: start.income,
        ln_productivity_genesis: 0.0,
        ln_productivity: 0.0,
        knowledge_gain: 0.0,
        trend: 0.0,
        built: Built { access: start.access, coordination },
        policy: None,
        mobilised: 0,
        order: 1.0,
        broken: false,
        needs: 1.0,
        damage: 1.0,
        green: params.biosphere.green,
        after_abatement: 1.0,
        required_return_start: start.implied_return(params.firms.capital_share),
        depreciation: start.depreciation,
        coordination,
        manufacturing: params.physical.start * start.access,
        access: start.access,
        access_2001: start.access,
        far_ties: (technology.far_ties + technology.far_ties_slope * coordination).clamp(0.0, 1.0),
        essentials: params.mechanisms.abundance.then(|| {
            let success = knowledge::success(1.0, &params.knowledge);
            num::coarse(abundance::essentials(params.abundance.saving, start.access, success))
        }),
        norm: params.mechanisms.norm.then_some(0.0),
        spending_shares: Vec::new(),
        spending_tastes: Vec::new(),
        world_share: 0.0,
        state: StatePurse::default(),
        fund: FundPurse::default(),
        fund_shares: 0,
        dividend: 0,
        market: Market::default(),
        census: Census::default(),
        mode_moves: [0; 16],
        regime_moves: [0; REGIMES * REGIMES],
    }
}
