//! Conflict by its four axes, by the same rule of strain in every organisation (M25).
//!
//! Projects and associations are looked at each month. Firms and platforms are looked at once a year: nothing depends on
//! what is seen there, and everybody would have to be asked each month.

use super::super::Context;
use super::super::govern::forks;
use crate::engine::chunks;
use crate::engine::num;
use crate::engine::sums::Tallies;
use crate::ids::{NONE, Regime};
use crate::mechanisms::{rival_governance, strain};
use crate::state::people::get_or;
use crate::state::projects::{ASSOCIATION, ECOLOGY};
use crate::state::{Conflict, World};

/// Sums over organisations of one kind.
#[derive(Default)]
struct Sums {
    members: f64,
    strain: f64,
    open: f64,
}

impl Sums {
    fn add(&mut self, members: f64, strained: f64, threshold: f64) {
        self.members += members;
        self.strain += members * strained;
        self.open += if strained > threshold { members } else { 0.0 };
    }

    fn mean(&self) -> Conflict {
        if self.members == 0.0 {
            return Conflict::default();
        }
        Conflict {
            strain: num::coarse(self.strain / self.members),
            open: num::coarse(self.open / self.members),
            members: self.members,
        }
    }
}

/// Looks at strain in all organisations.
pub fn look(world: &mut World, ctx: &Context) {
    let Some(mut conflicts) = world.conflicts else { return };
    (conflicts.peers, conflicts.associations) = in_projects(world, ctx);
    if ctx.month.rem_euclid(12) == 0 {
        (conflicts.labour, conflicts.users) = in_owned_places(world, ctx);
    }
    world.conflicts = Some(conflicts);
}

fn in_projects(world: &World, ctx: &Context) -> (Conflict, Conflict) {
    let rules = &ctx.rules.world.forks;
    let weights = forks::weights(rules);
    let projects = &world.projects;
    let (mut peers, mut boards) = (Sums::default(), Sums::default());
    for s in (0..projects.tension.strain.len()).filter(|s| projects.alive[*s]) {
        let members = projects.members.get(s);
        peers.add(members as f64, f64::from(projects.tension.strain[s]), rules.threshold);
        if !projects.has(s, ASSOCIATION) {
            continue;
        }
        let cultures = &projects.tension.cultures;
        let spread = strain::spread(members, cultures.get(2 * s), cultures.get(2 * s + 1));
        let paid = f64::from(get_or(&projects.paid, s, 0.0));
        let sponsored = projects.has(s, ECOLOGY) && !projects.sponsor.is_empty();
        let seats = if sponsored {
            rival_governance::seats(paid, ctx.rules.world.rival_governance.seats)
        } else {
            0.0
        };
        let mean = cultures.get(2 * s) as f64 / (members.max(1) as f64) / 65535.0;
        let distance = (mean - f64::from(get_or(&projects.sponsor, s, 0)) / 65535.0).abs();
        let spread = strain::board_spread(spread, seats, distance);
        boards.add(members as f64, strain::strain(spread, 0.0, paid, &weights), rules.threshold);
    }
    (peers.mean(), boards.mean())
}

/// Members, culture and its square by firm and by platform of both kinds.
fn in_owned_places(world: &World, ctx: &Context) -> (Conflict, Conflict) {
    let people = &world.people;
    if people.employer.is_empty() || people.culture.is_empty() {
        return Default::default();
    }
    let crowds = world.platforms.crowdsourcing.len();
    let firms = if world.has_money() { world.firms.count() } else { 0 };
    let places = firms + crowds + world.platforms.sharing.len();
    let mut tallies = Tallies::zeros(3 * places);
    chunks::run_rows(people.count, &|rows| {
        let tallies = tallies.adder();
        for i in rows {
            let (employer, regime) = (people.employer[i], people.regime_of(i));
            if employer == NONE {
                continue;
            }
            let place = match regime {
                r if r == Regime::Capital as u8 => 0,
                r if r == Regime::Crowdsourcing as u8 => firms,
                _ => firms + crowds,
            } + employer as usize;
            let culture = i64::from(people.culture[i]);
            for (k, amount) in [1, culture, culture * culture].into_iter().enumerate() {
                tallies.add(3 * place + k, amount);
            }
        }
    });
    tallies.fold();
    let rules = &ctx.rules.world.forks;
    let weights = forks::weights(rules);
    let add = |sums: &mut Sums, place: usize, take: f64, paid: f64| {
        let at = |k: usize| tallies.get(3 * place + k);
        let spread = strain::spread(at(0), at(1), at(2));
        sums.add(at(0) as f64, strain::strain(spread, take, paid, &weights), rules.threshold);
    };
    let (mut labour, mut users) = (Sums::default(), Sums::default());
    for (r, region) in world.regions.iter().enumerate().filter(|_| firms > 0) {
        // What owners take: the surplus over surplus and wages.
        let (surplus, wages) = (region.market.paid_out as f64, region.market.wages as f64);
        let take = if surplus + wages > 0.0 { surplus / (surplus + wages) } else { 0.0 };
        for j in world.firms.of_region(r) {
            add(&mut labour, j, if world.firms.cooperative[j] { 0.0 } else { take }, 1.0);
        }
    }
    for (k, platform) in world.platforms.crowdsourcing.iter().enumerate() {
        add(&mut users, firms + k, platform.commission(), 1.0);
    }
    for (k, platform) in world.platforms.sharing.iter().enumerate() {
        add(&mut users, firms + crowds + k, 1.0 - platform.paid_share(), platform.paid_share());
    }
    (labour.mean(), users.mean())
}
