//! Members work in their projects; use of what they make grows until capacity runs out (M3, M9, M10).

use super::super::Context;
use super::super::gather::input_steps;
use crate::engine::chunks;
use crate::engine::draws::{Purpose, open_unit, unit32};
use crate::engine::num;
use crate::ids::{Mode, NONE};
use crate::mechanisms::capacity::{crash_chance, served, use_step};
use crate::mechanisms::coordination_cost::CoordinationCost;
use crate::mechanisms::immunity;
use crate::mechanisms::knowledge;
use crate::mechanisms::projects::{quality, setting_up, taken_in};
use crate::mechanisms::review::review;
use crate::state::World;
use crate::state::census::project_hours;
use crate::state::people::get_or;
use crate::state::projects::{OWN_HOST, Reviewed};
use crate::state::regions::{STEPS, steps};
use crate::state::ties::far_chance;

/// Projects in one piece of work.
const PIECE: usize = 4096;

/// Tallies what members get done in their projects: hours, less what the size of the group and of the project costs.
pub fn work(world: &mut World, ctx: &Context) {
    if world.people.project.is_empty() {
        return;
    }
    world.projects.hours.clear();
    let cost = ctx.params.mechanisms.dunbar.then(|| CoordinationCost::new(&ctx.rules.world.dunbar));
    world.projects.kin.clear();
    world.projects.turns.clear();
    if let Some(workshops) = &mut world.projects.workshops {
        workshops.clear_input();
    }
    world.projects.tension.cultures.clear();
    world.projects.core_hours.clear();
    world.projects.worth.clear();
    let core = ctx.rules.world.review.core as f32;
    let harm = ctx.rules.world.immunity.harm as f32;
    let design = ctx.rules.world.rival_governance.design as f32;
    let keeps_count = !world.projects.turns.is_empty();
    let (looks, draws) = (ctx.stream(Purpose::Cohesion), ctx.stream(Purpose::Acceptance));
    let w = &*world;
    let (people, projects) = (&w.people, &w.projects);
    chunks::run_rows(people.count, &|rows| {
        let (mut looks, mut draws) = (looks.lazy(rows.start), draws.lazy(rows.start));
        for (r, run) in w.blocks.runs(rows.start, rows.len()) {
            let (kappa, far) = (w.regions[r].coordination as f32, far_chance(w.regions[r].far_ties));
            for i in run.start + rows.start..run.end + rows.start {
                let project = people.project[i];
                if project == NONE {
                    continue;
                }
                let (commons, bread) = (people.commons.at(i, 0.0), get_or(&people.bread, i, 0.0));
                let mut hours = project_hours(people.regime_of(i), commons, bread);
                if keeps_count && people.mode[i] == Mode::Equality as u8 {
                    projects.turns.add(2 * project as usize, steps(hours));
                    projects.turns.add(2 * project as usize + 1, 1);
                }
                if let Some(cost) = &cost {
                    let n = projects.members.get(project as usize) as f32;
                    let group = projects.groups.members[people.group[i] as usize] as f32;
                    hours *= num::exp32(-cost.federated(n, group, kappa)[people.mode[i] as usize]);
                }
                hours *= immunity::left(harm, get_or(&projects.disruption, project as usize, 0.0));
                if projects.rations.get(project as usize).is_some_and(|ration| ration.short) {
                    hours *= 1.0 - design;
                }
                projects.hours.add(project as usize, steps(hours));
                let good = taken_in(quality(people.skill[i]), unit32(draws.word(i - rows.start)));
                projects.worth.add(project as usize, steps(hours * good));
                if people.earned[i] >= core {
                    projects.core_hours.add(project as usize, steps(hours));
                }
                if !projects.kin.is_empty() {
                    let tie = w.ties.one(i as u32, far, looks.word(i - rows.start));
                    let kin = tie.is_some_and(|tie| people.project[tie as usize] == project);
                    projects.kin.add(project as usize, i64::from(kin));
                }
                if !projects.tension.cultures.is_empty() {
                    let culture = i64::from(people.culture[i]);
                    projects.tension.cultures.add(2 * project as usize, culture);
                    projects.tension.cultures.add(2 * project as usize + 1, culture * culture);
                }
                if let Some(workshops) = &projects.workshops
                    && projects.is_physical(project as usize)
                {
                    let row = projects.workshop[project as usize] as usize;
                    workshops.input.add(row, input_steps(people.skill[i], hours));
                }
            }
        }
    });
    accept(world, ctx);
    // In hours of mean skill, the unit of those that paid work adds to the commons.
    let open = world.projects.reviewed.open / f64::from(quality(1.0));
    world.projects.hours_per_head = open / f64::from(STEPS) / world.people.count as f64;
}

/// Those with standing in each project review what was contributed to it.
fn accept(world: &mut World, ctx: &Context) {
    let (cost, late) = (ctx.rules.world.review.cost as f32, ctx.rules.world.review.late as f32);
    let mut shares = std::mem::take(&mut world.projects.accepted);
    let mut setups = std::mem::take(&mut world.projects.setup);
    let projects = &world.projects;
    let columns = (shares.as_mut_slice(), setups.as_mut_slice());
    let reviewed = chunks::run_growing(projects.room(), PIECE, columns, &|first, (shares, setups)| {
        let mut sums = Reviewed::default();
        for (k, share) in shares.iter_mut().enumerate() {
            let slot = first + k;
            let hours = projects.hours.get(slot) as f64;
            if !projects.alive[slot] || hours <= 0.0 {
                continue;
            }
            let given = hours as f32 / STEPS;
            let set_up = setting_up(setups[k], given);
            setups[k] -= set_up;
            let left = 1.0 - set_up / given;
            if projects.is_physical(slot) {
                // Things show by themselves whether they work.
                *share = left;
                continue;
            }
            let core = projects.core_hours.get(slot) as f64;
            let review = review((core / hours) as f32, cost, late);
            *share = left * review.accepted;
            sums.set_up += f64::from(set_up) * f64::from(STEPS);
            let accepted = f64::from(*share) * projects.worth.get(slot) as f64;
            sums.hours += hours;
            sums.core += core;
            sums.spent += f64::from(left * review.spent) * hours;
            sums.accepted += accepted;
            // What a fork repeats is nothing new to the world.
            let new = accepted * projects.tension.unique(slot);
            sums.open += if get_or(&projects.closed, slot, false) { 0.0 } else { new };
        }
        sums
    });
    (world.projects.accepted, world.projects.setup) = (shares, setups);
    world.projects.reviewed = reviewed;
}

/// What the projects together give and how it is served.
#[derive(Clone, Copy, Debug, Default)]
struct Use {
    knowledge: f64,
    users: f64,
    served: f64,
    hosted: f64,
    crashed: i64,
}

impl chunks::Merge for Use {
    fn merge(&mut self, right: Self) {
        self.knowledge += right.knowledge;
        self.users += right.users;
        self.served += right.served;
        self.hosted += right.hosted;
        self.crashed += right.crashed;
    }
}

/// Lets every project's knowledge and use move, and some of the overloaded ones crash.
pub fn serve(world: &mut World, ctx: &Context) {
    if world.projects.users.is_empty() {
        return;
    }
    let rules = &ctx.rules.world.capacity;
    let kept = (1.0 - ctx.rules.world.knowledge.obsolescence) as f32;
    let all = sum_knowledge(world, kept);
    // People online who would use open knowledge as far as it has come.
    let online: f64 = world.regions.iter().map(|r| r.access * r.people as f64).sum();
    let stock = if ctx.params.mechanisms.knowledge { world.knowledge } else { 1.0 };
    let users = online * knowledge::success(stock, &ctx.rules.world.knowledge);
    let per_knowledge = if all.knowledge > 0.0 { (users / all.knowledge) as f32 } else { 0.0 };
    let (growth, congestion) = (rules.growth as f32, rules.congestion as f32);
    let left_on = 1.0 - rules.shut_off as f32;
    let (hazard, kept_users) = (rules.crash as f32, 1.0 - rules.shed as f32);
    let words = ctx.stream(Purpose::Crash);
    let columns = std::mem::take(&mut world.projects.users);
    let shares = std::mem::take(&mut world.projects.served);
    let (mut columns, mut shares) = (columns, shares);
    let projects = &world.projects;
    let yielded = chunks::run_growing(
        projects.room(),
        PIECE,
        (columns.as_mut_slice(), shares.as_mut_slice()),
        &|first, (users, shares)| {
            let mut words = words.lazy(first);
            let mut sums = Use::default();
            for k in 0..users.len() {
                let slot = first + k;
                if !projects.alive[slot] {
                    continue;
                }
                let hosted = projects.host[slot] != OWN_HOST;
                let capacity =
                    if hosted { f32::INFINITY } else { projects.capacity_of(slot, rules.devices as f32) };
                users[k] = use_step(
                    users[k],
                    per_knowledge * projects.knowledge[slot],
                    capacity,
                    growth,
                    congestion,
                );
                let chance = crash_chance(users[k], capacity, hazard);
                if chance > 0.0 && open_unit(words.word(k)) < f64::from(chance) {
                    users[k] = (users[k] * kept_users).max(1.0);
                    sums.crashed += 1;
                }
                shares[k] = if hosted { left_on } else { served(users[k], capacity) };
                sums.users += f64::from(users[k]);
                sums.served += f64::from(users[k] * shares[k]);
                sums.hosted += if hosted { f64::from(users[k]) } else { 0.0 };
            }
            sums
        },
    );
    (world.projects.users, world.projects.served) = (columns, shares);
    let projects = &mut world.projects;
    projects.crashes = yielded.crashed;
    projects.all_users = yielded.users;
    projects.hosted_users = yielded.hosted;
    projects.served_share =
        if yielded.users > 0.0 { num::coarse(yielded.served / yielded.users) } else { 1.0 };
}

/// Disruptors come with use; who has standing in the project drives them out.
pub fn disrupt(world: &mut World, ctx: &Context) {
    let rules = &ctx.rules.world.immunity;
    let (entry, guard) = (rules.entry as f32, rules.guard as f32);
    let mut column = std::mem::take(&mut world.projects.disruption);
    let projects = &world.projects;
    chunks::run_in(PIECE, column.as_mut_slice(), &|first, column: &mut [f32]| {
        for (k, disruption) in column.iter_mut().enumerate() {
            let slot = first + k;
            if projects.alive[slot] {
                let members = projects.members.get(slot).max(1) as f32;
                let core = projects.core_hours.get(slot) as f32 / STEPS;
                let (inflow, defence) = (entry * projects.users[slot] / members, guard * core / members);
                *disruption = immunity::step(*disruption, inflow, defence);
            }
        }
    });
    world.projects.disruption = column;
}

/// Adds the month's accepted work to what each project knows, and sums it.
fn sum_knowledge(world: &mut World, kept: f32) -> Use {
    let projects = &mut world.projects;
    let room = projects.room();
    let (worth, accepted, alive) = (&projects.worth, &projects.accepted, &projects.alive);
    // What is made in workshops is things, not knowledge.
    let physical = |slot: usize| projects.workshop.get(slot).is_some_and(|row| *row != NONE);
    chunks::run_growing(room, PIECE, projects.knowledge.as_mut_slice(), &|first, knowledge: &mut [f32]| {
        let mut sums = Use::default();
        for (k, held) in knowledge.iter_mut().enumerate() {
            if alive[first + k] && !physical(first + k) {
                *held = kept * *held + accepted[first + k] * worth.get(first + k) as f32 / STEPS;
                sums.knowledge += f64::from(*held);
            }
        }
        sums
    })
}
