//! Projects that are short share out what is rival, by hierarchy, market or vote (M27).

use super::Context;
use crate::engine::chunks;
use crate::ids::NONE;
use crate::ledger::CREDIT;
use crate::mechanisms::rival_governance::{self, Rule};
use crate::state::World;
use crate::state::census::project_hours;
use crate::state::people::get_or;
use crate::state::projects::{ASSOCIATION, ECOLOGY, Projects, Ration, Rationed};

/// Least standing and least bid: who has nothing to show counts by this.
pub const LEAST_CLAIM: f32 = 1e-6;

/// What a member of some standing in the project wants, and what they claim it by: standing, money, a head.
fn claims(world: &World, standing: f32, i: usize) -> (f32, [f32; 3]) {
    let people = &world.people;
    let want = project_hours(people.regime_of(i), people.commons.at(i, 0.0), get_or(&people.bread, i, 0.0));
    let bid =
        people.cash.get(i).map_or(want * people.skill[i], |cash| (cash.balance() as f64 / CREDIT) as f32);
    (want, [standing.max(LEAST_CLAIM), bid.max(LEAST_CLAIM), 1.0])
}

/// What reaches a member of a project that is short, under each rule and under its own; `None` where there is enough.
///
/// * `rival`: rival share of a new project. * `standing`: of the member in the project.
#[inline]
#[must_use]
pub fn reached(world: &World, rival: f32, standing: f32, i: usize) -> Option<([f32; 3], f32)> {
    let slot = get_or(&world.people.project, i, NONE);
    let ration = world.projects.rations.get(slot as usize).filter(|ration| ration.short)?;
    let (want, claims) = claims(world, standing, i);
    if want <= 0.0 {
        return None;
    }
    let rival = rival * world.projects.rival[slot as usize];
    let under: [f32; 3] = std::array::from_fn(|rule| {
        rival_governance::reached(rival, rival_governance::met(ration.levels[rule], claims[rule], want))
    });
    Some((under, under[ration.rule as usize]))
}

/// A member of a project that is short.
struct Member {
    project: u32,
    mode: u8,
    terms: [f64; 3],
}

/// Sets the rule and the levels of every project that is short, and lets design act.
pub fn ration(world: &mut World, ctx: &Context) {
    if world.projects.rations.is_empty() {
        return;
    }
    let rules = &ctx.rules.world.rival_governance;
    design(world, ctx);
    let people = &world.people;
    let w = &*world;
    let mut members = chunks::run_rows(people.count, &|rows| {
        rows.filter(|i| {
            let project = people.project[*i];
            project != NONE && w.projects.served[project as usize] < 1.0
        })
        .map(|i| {
            let (want, claims) = claims(w, people.earned[i], i);
            let terms = [want, claims[Rule::Hierarchy as usize], claims[Rule::Market as usize]];
            Member { project: people.project[i], mode: people.mode[i], terms: terms.map(f64::from) }
        })
        .filter(|member| member.terms[0] > 0.0)
        .collect::<Vec<_>>()
    });
    // By project, and within it in person order: only those of projects that are short stand in line.
    members.sort_by_key(|member| member.project);
    let projects = &mut world.projects;
    projects.rationed = [Rationed::default(); 3];
    for team in members.chunk_by(|a, b| a.project == b.project) {
        let slot = team[0].project as usize;
        let mut modes = [0.0; 4];
        team.iter().for_each(|member| modes[member.mode as usize] += 1.0 / team.len() as f64);
        let terms: Vec<[f64; 3]> = team.iter().map(|member| member.terms).collect();
        let supply = f64::from(projects.served[slot]) * terms.iter().map(|t| t[0]).sum::<f64>();
        let levels = rival_governance::levels(&terms, supply);
        let rule = rival_governance::rule(modes, seated(projects, slot, rules.seats));
        projects.rations[slot] = Ration { short: true, rule, levels: levels.map(|level| level as f32) };
        count(&mut projects.rationed[rule as usize], &terms, supply, levels[rule as usize], rule);
    }
}

/// Sponsors' seats on a project's board: where businesses build on it and an association has one.
#[must_use]
pub fn sponsors(world: &World, slot: usize, most: f64) -> f64 {
    seated(&world.projects, slot, most)
}

fn seated(projects: &Projects, slot: usize, most: f64) -> f64 {
    if projects.has(slot, ASSOCIATION) && projects.has(slot, ECOLOGY) {
        rival_governance::seats(f64::from(get_or(&projects.paid, slot, 0.0)), most)
    } else {
        0.0
    }
}

/// Adds a project to what its rule came to.
pub fn count(sums: &mut Rationed, members: &[[f64; 3]], supply: f64, level: f64, rule: Rule) {
    sums.projects += 1;
    sums.members += members.len() as i64;
    sums.possible += supply;
    for [want, standing, bid] in members {
        let got = (level * [*standing, *bid, 1.0][rule as usize]).min(*want);
        let share = got / want;
        sums.met += got;
        sums.shares += share;
        sums.squares += share * share;
    }
}

/// Who was short last month has designed; boards are counted.
fn design(world: &mut World, ctx: &Context) {
    let rules = &ctx.rules.world.rival_governance;
    let (regrowth, effect) = (rules.regrowth as f32, rules.effect as f32);
    let projects = &mut world.projects;
    (projects.boards, projects.rival_new) = ((0, 0.0), rules.rival);
    for s in 0..projects.rations.len() {
        if !projects.alive[s] {
            continue;
        }
        let effort = if projects.rations[s].short { rules.design as f32 } else { 0.0 };
        projects.rival[s] = rival_governance::design(projects.rival[s], regrowth, effect, effort);
        projects.rations[s].short = false;
        if projects.has(s, ASSOCIATION) {
            let paid = if projects.has(s, ECOLOGY) { get_or(&projects.paid, s, 0.0) } else { 0.0 };
            projects.boards.0 += 1;
            projects.boards.1 += rival_governance::seats(f64::from(paid), rules.seats);
        }
    }
}
