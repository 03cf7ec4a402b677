//! Projects, their working groups and workshops.

use super::{place, places};
use crate::state as to;
use sim_core::ids::NONE;
use sim_core::state as from;
use sim_core::state::people::get_or;

pub fn project(p: &from::Projects, s: usize) -> to::Project {
    // A slot that is not made yet is a free one.
    if s >= p.slots() || !p.alive[s] {
        return to::Project::default();
    }
    let ration = get_or(&p.rations, s, Default::default());
    let search = get_or(&p.leadership.search, s, Default::default());
    let tally = |tallies: &sim_core::engine::sums::Tallies, k: usize| {
        if tallies.is_empty() { 0 } else { tallies.get(k) }
    };
    let host = get_or(&p.host, s, from::projects::OWN_HOST);
    to::Project {
        alive: true,
        members: p.members.get(s),
        culture: p.culture[s],
        founded: p.founded[s],
        setup: p.setup[s],
        hours: p.hours.get(s),
        core_hours: p.core_hours.get(s),
        worth: p.worth.get(s),
        accepted: p.accepted[s],
        turns: [tally(&p.turns, 2 * s), tally(&p.turns, 2 * s + 1)],
        knowledge: get_or(&p.knowledge, s, 0.0),
        users: get_or(&p.users, s, 0.0),
        served: get_or(&p.served, s, 1.0),
        bought: get_or(&p.bought, s, 0.0),
        cash: p.cash.get(s).map_or(0, |purse| purse.balance()),
        legs: get_or(&p.legs, s, 0),
        cohesion: get_or(&p.cohesion, s, 0.0),
        sponsor: get_or(&p.sponsor, s, 0),
        paid: get_or(&p.paid, s, 0.0),
        closed: get_or(&p.closed, s, false),
        disruption: get_or(&p.disruption, s, 0.0),
        short: ration.short,
        rule: ration.rule as usize,
        levels: ration.levels,
        rival: get_or(&p.rival, s, 1.0),
        kin: tally(&p.kin, s),
        host: (host != from::projects::OWN_HOST).then_some(host.into()),
        workshop: place(get_or(&p.workshop, s, NONE)),
        leader: place(get_or(&p.leadership.leader, s, NONE)),
        take: search.take,
        stayed: search.stayed,
        gain_before: search.before,
        up: search.up,
        left: get_or(&p.leadership.left, s, 0),
        cultures: [tally(&p.tension.cultures, 2 * s), tally(&p.tension.cultures, 2 * s + 1)],
        strain: get_or(&p.tension.strain, s, 0.0),
        duplicated: get_or(&p.tension.duplicated, s, 0.0),
    }
}

fn rationed(r: from::projects::Rationed) -> to::Rationed {
    to::Rationed {
        projects: r.projects,
        members: r.members,
        possible: r.possible,
        met: r.met,
        shares: r.shares,
        squares: r.squares,
    }
}

pub fn commons(p: &from::Projects) -> to::Commons {
    let workshops = p.workshops.as_ref();
    to::Commons {
        founding_time: p.founding_time,
        reviewed: to::Reviewed {
            hours: p.reviewed.hours,
            core: p.reviewed.core,
            set_up: p.reviewed.set_up,
            spent: p.reviewed.spent,
            accepted: p.reviewed.accepted,
            open: p.reviewed.open,
        },
        hours_per_head: p.hours_per_head,
        rival_new: p.rival_new,
        rationed: p.rationed.map(rationed),
        pay_rationed: p.pay_rationed.map(rationed),
        boards: p.boards.0,
        seats: p.boards.1,
        patronage: p.patronage,
        disrupted: p.driven_out,
        expected_pay: p.expected_pay,
        orders: p.orders.iter().map(|(slot, money)| (*slot as usize, *money)).collect(),
        served_share: p.served_share,
        served_2001: p.served_2001,
        all_users: p.all_users,
        hosted_users: p.hosted_users,
        burnt_out: p.burnt_out,
        crashes: p.crashes,
        handed_over: p.handed_over,
        taken_back: p.taken_back,
        births: p.births,
        deaths: p.deaths,
        driven_out: p.leadership.driven_out,
        successions: p.leadership.successions,
        forks: p.tension.forks,
        went: p.tension.went,
        lost: p.tension.lost,
        free_projects: (p.slots()..p.room()).rev().chain(places(p.free_slots())).collect(),
        free_groups: places(p.groups.free_slots()),
        free_workshops: workshops.map_or_else(Vec::new, |w| places(w.free_slots())),
        left: workshops.map_or_else(Vec::new, |w| w.left.clone()),
    }
}

pub fn groups(g: &from::Groups) -> Vec<to::Group> {
    let group = |(members, project): (&u32, &u32)| to::Group { members: *members, project: place(*project) };
    g.members.iter().zip(&g.project).map(group).collect()
}

pub fn workshops(all: &from::Workshops) -> Vec<to::Workshop> {
    let workshop = |(row, w): (usize, &from::workshops::Workshop)| to::Workshop {
        project: place(w.project),
        region: w.region.into(),
        tools: w.tools,
        capital: w.capital,
        labour: w.labour,
        made: w.made,
        shared: w.shared,
        inventory: w.inventory,
        expected: w.expected,
        order: w.order,
        delivered: w.delivered,
        input: if row < all.input.len() { all.input.get(row) } else { 0 },
    };
    all.rows.iter().enumerate().map(workshop).collect()
}
