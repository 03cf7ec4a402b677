//! Projects that are short share out what is rival, by hierarchy, market or vote (M27).

use crate::month::Month;
use crate::state::{ASSOCIATION, AUTHORITY, CREDIT, ECOLOGY, MARKET, Project, Rationed, World};
use sim_core::engine::num;

/// Who has no standing or no money counts by this.
const LEAST_CLAIM: f32 = 1e-6;

const BY_HIERARCHY: usize = 0;
const BY_MARKET: usize = 1;
const BY_VOTE: usize = 2;

/// What somebody wants, and what they claim it by under each rule: standing, money, a head.
struct Member {
    mode: usize,
    want: f64,
    claims: [f64; 3],
}

/// Design acts where a project was short last month; projects that are short now share out.
pub fn ration(world: &mut World, month: &Month) {
    let rules = &month.rules.world.rival_governance;
    let commons = &mut world.commons;
    (commons.rationed, commons.rival_new) = (Default::default(), rules.rival);
    (commons.boards, commons.seats) = (0, 0.0);
    for slot in 0..world.projects.len() {
        let project = &mut world.projects[slot];
        if !project.alive {
            continue;
        }
        let effort = if project.short { rules.design as f32 } else { 0.0 };
        project.rival = after_design(project.rival, rules.regrowth as f32, rules.effect as f32, effort);
        project.short = false;
        if project.legs & ASSOCIATION != 0 {
            world.commons.boards += 1;
            world.commons.seats += sponsors_seats(project, rules.seats);
        }
        if project.served < 1.0 {
            let members = members(world, slot);
            if !members.is_empty() {
                share_out(world, month, slot, &members);
            }
        }
    }
}

/// Rival share over that of a new project: the exact step towards g/(g + e x).
fn after_design(rival: f32, regrowth: f32, effect: f32, effort: f32) -> f32 {
    let rate = regrowth + effect * effort;
    if rate <= 0.0 {
        return rival;
    }
    let rest = regrowth / rate;
    rest + (rival - rest) * num::exp32(-rate)
}

/// Seats that sponsors hold on a board: where an ecology builds on the project and an association has a board.
fn sponsors_seats(project: &Project, most: f64) -> f64 {
    let both = ASSOCIATION | ECOLOGY;
    if project.legs & both == both { f64::from(project.paid).min(most) } else { 0.0 }
}

/// Members who give hours and so want something, in their order.
fn members(world: &World, slot: usize) -> Vec<Member> {
    let people = world.people.iter().filter(|person| person.project == Some(slot));
    people
        .filter(|person| person.project_hours() > 0.0)
        .map(|person| {
            let standing = person.earned.max(LEAST_CLAIM);
            let bid = ((person.cash as f64 / CREDIT) as f32).max(LEAST_CLAIM);
            Member {
                mode: person.mode,
                want: f64::from(person.project_hours()),
                claims: [f64::from(standing), f64::from(bid), 1.0],
            }
        })
        .collect()
}

fn share_out(world: &mut World, month: &Month, slot: usize, members: &[Member]) {
    let project = &mut world.projects[slot];
    let supply = f64::from(project.served) * members.iter().map(|member| member.want).sum::<f64>();
    let levels = levels(members, supply);
    let rule = rule(members, sponsors_seats(project, month.rules.world.rival_governance.seats));
    (project.short, project.rule) = (true, rule);
    project.levels = levels.map(|level| level as f32);
    add(&mut world.commons.rationed[rule], members, supply, levels[rule], rule);
}

/// What most seats stand for; of equals the vote, then hierarchy. Sponsors vote for the market.
fn rule(members: &[Member], sponsors: f64) -> usize {
    let mut votes = [0.0, sponsors, 0.0];
    for mode in 0..4 {
        let rule = match mode {
            AUTHORITY => BY_HIERARCHY,
            MARKET => BY_MARKET,
            _ => BY_VOTE,
        };
        let mut share = 0.0;
        for _ in members.iter().filter(|member| member.mode == mode) {
            share += 1.0 / members.len() as f64;
        }
        votes[rule] += (1.0 - sponsors) * share;
    }
    let [hierarchy, market, vote] = votes;
    if vote >= hierarchy.max(market) {
        BY_VOTE
    } else if hierarchy >= market {
        BY_HIERARCHY
    } else {
        BY_MARKET
    }
}

/// What a unit of claim gets under each rule.
fn levels(members: &[Member], supply: f64) -> [f64; 3] {
    let standing: f64 = members.iter().map(|member| member.claims[BY_HIERARCHY]).sum();
    let mut wants: Vec<f64> = members.iter().map(|member| member.want).collect();
    wants.sort_by(f64::total_cmp);
    // Of an even number the lower of the two in the middle: it has the majority against any higher quota.
    let median = wants[(wants.len() - 1) / 2];
    [supply / standing, clearing(members, BY_MARKET, supply), median.min(clearing(members, BY_VOTE, supply))]
}

/// The level at which all that is there goes: members are sated in the order of want over claim, and each leaves what they
/// do not want to the others. Infinite where all are sated.
fn clearing(members: &[Member], by: usize, supply: f64) -> f64 {
    let mut order: Vec<(f64, f64)> = members.iter().map(|member| (member.want, member.claims[by])).collect();
    order.sort_by(|a, b| (a.0 / a.1).total_cmp(&(b.0 / b.1)));
    let (mut left, mut claims) = (supply, members.iter().map(|member| member.claims[by]).sum::<f64>());
    for (want, claim) in order {
        if left * claim < want * claims {
            return left / claims;
        }
        left -= want;
        claims -= claim;
    }
    f64::INFINITY
}

/// Adds what a project shared out to what its rule came to.
fn add(sums: &mut Rationed, members: &[Member], supply: f64, level: f64, rule: usize) {
    sums.projects += 1;
    sums.members += members.len() as i64;
    sums.possible += supply;
    for member in members {
        let got = (level * member.claims[rule]).min(member.want);
        sums.met += got;
        sums.shares += got / member.want;
        sums.squares += (got / member.want) * (got / member.want);
    }
}
