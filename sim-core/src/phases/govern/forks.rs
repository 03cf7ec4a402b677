//! Strain in projects, and the forks it makes (M25).

use super::{Context, leaders};
use crate::engine::chunks;
use crate::engine::draws::{Purpose, open_unit};
use crate::ids::NONE;
use crate::mechanisms::strain::{self, Weights};
use crate::params::Forks;
use crate::state::World;
use crate::state::people::get_or;
use crate::state::projects::COMMUNITY;

/// Weights of the sources of strain.
#[must_use]
pub fn weights(rules: &Forks) -> Weights {
    Weights { culture: rules.culture, take: rules.take, paid: rules.paid, object: rules.object }
}

/// A project about to fork, and what its members are measured by.
struct Split {
    project: u32,
    /// Mean culture of members, in 1/65535.
    mean: u16,
    /// Whether those above the mean go: the founder's side stays.
    above: bool,
}

/// Measures strain; some of the strained projects fork. Held in burn-in, so that projects are old enough to have cultures.
pub fn fork(world: &mut World, ctx: &Context) {
    if world.projects.tension.strain.is_empty() {
        return;
    }
    let splits = measure(world, ctx);
    let tension = &mut world.projects.tension;
    (tension.forks, tension.went, tension.lost) = (0, 0, 0);
    if ctx.held() || splits.is_empty() {
        return;
    }
    let people = &world.people;
    let goers = chunks::run_rows(people.count, &|rows| {
        rows.filter_map(|i| {
            let project = people.project[i];
            let split = &splits[splits.binary_search_by_key(&project, |s| s.project).ok()?];
            let goes =
                if split.above { people.culture[i] > split.mean } else { people.culture[i] < split.mean };
            goes.then_some((project, i as u32))
        })
        .collect::<Vec<_>>()
    });
    for split in &splits {
        let theirs: Vec<u32> = goers.iter().filter(|g| g.0 == split.project).map(|g| g.1).collect();
        go(world, ctx, split.project, &theirs);
    }
}

/// Strain of every project, and which of them fork, by ascending slot.
fn measure(world: &mut World, ctx: &Context) -> Vec<Split> {
    let rules = &ctx.rules.world.forks;
    let weights = weights(rules);
    let (half, least) = (rules.apart, rules.least as i64);
    let stream = ctx.stream(Purpose::Fork);
    let mut words = stream.lazy(0);
    let mut splits = Vec::new();
    for s in 0..world.projects.slots() {
        let projects = &mut world.projects;
        if !projects.alive[s] {
            continue;
        }
        let repeats = &mut projects.tension.duplicated[s];
        *repeats = strain::still_duplicated(*repeats, half);
        let members = projects.members.get(s);
        let sum = projects.tension.cultures.get(2 * s);
        let spread = strain::spread(members, sum, projects.tension.cultures.get(2 * s + 1));
        let take = f64::from(projects.leadership.take(s));
        let paid = f64::from(get_or(&projects.paid, s, 0.0));
        let strained = strain::strain(spread, take, paid, &weights);
        projects.tension.strain[s] = strained as f32;
        if members < least {
            continue;
        }
        let exit = f64::from(leaders::exit_cost(world, &ctx.rules.world.leaders, s));
        let chance = strain::fork_chance(strained, rules.rate, rules.threshold, exit, rules.exit_scale);
        if chance > 0.0 && open_unit(words.word(s)) < chance {
            let mean = (sum / members).clamp(0, 65535) as u16;
            splits.push(Split { project: s as u32, mean, above: world.projects.culture[s] <= mean });
        }
    }
    splits
}

/// Members go: some are lost to both sides, the others found a project that knows what the old one knew.
fn go(world: &mut World, ctx: &Context, from: u32, goers: &[u32]) {
    let rules = &ctx.rules.world.forks;
    let stream = ctx.stream(Purpose::ForkLost);
    let (lost, there): (Vec<u32>, Vec<u32>) =
        goers.iter().partition(|i| open_unit(stream.word(**i as usize)) < rules.lost);
    if there.is_empty() {
        // A fork that nobody is left to found: they are gone all the same.
        lost.iter().for_each(|i| world.leave_project(*i as usize));
        world.projects.tension.lost += lost.len() as i64;
        return;
    }
    let culture = there.iter().map(|i| u64::from(world.people.culture[*i as usize])).sum::<u64>();
    let to = world.projects.found((culture / there.len() as u64) as u16, ctx.month);
    // Without room for another project they stay and quarrel on.
    if to == NONE {
        return;
    }
    take_along(world, from as usize, to as usize, there.len());
    world.projects.tension.duplicated[to as usize] = rules.duplicated as f32;
    let most = |a: &&u32, b: &&u32| {
        // Of equals the one of lowest number.
        let standing = |i: u32| world.people.earned[i as usize];
        standing(**a).total_cmp(&standing(**b)).then(b.cmp(a))
    };
    let leader = there.iter().max_by(most).copied().unwrap_or(NONE);
    world.projects.leadership.begin(to, leader, ctx.rules.world.leaders.take as f32);
    let mut group = None;
    for (k, person) in there.iter().enumerate() {
        let i = *person as usize;
        let earned = world.people.earned[i];
        world.leave_project(i);
        if k > 0 {
            world.projects.members.add(to as usize, 1);
        }
        world.join_project(i, to, group);
        // What somebody did for the object counts for its copy too.
        world.people.earned[i] = earned;
        group = world.people.group.get(i).copied();
    }
    lost.iter().for_each(|i| world.leave_project(*i as usize));
    let tension = &mut world.projects.tension;
    tension.forks += 1;
    tension.went += there.len() as i64;
    tension.lost += lost.len() as i64;
}

/// Knowledge is copied where the licence is open; users follow the people; money, servers and association stay behind.
fn take_along(world: &mut World, from: usize, to: usize, goers: usize) {
    if world.projects.is_physical(from) {
        let workshops = world.projects.workshops.as_ref();
        let row = world.projects.workshop[from] as usize;
        let region = workshops.map_or(0, |all| usize::from(all.rows[row].region));
        world.projects.open_workshop(to as u32, region);
    }
    let projects = &mut world.projects;
    projects.accepted[to] = projects.accepted[from];
    let share = goers as f32 / (projects.members.get(from) as f32).max(1.0);
    if !projects.users.is_empty() {
        let open = !projects.closed.get(from).copied().unwrap_or(false);
        projects.knowledge[to] = if open { projects.knowledge[from] } else { 0.0 };
        let users = projects.users[from];
        (projects.users[to], projects.users[from]) =
            ((share * users).max(1.0), ((1.0 - share) * users).max(1.0));
    }
    if !projects.legs.is_empty() {
        projects.legs[to] = projects.legs[from] & COMMUNITY;
        projects.cohesion[to] = projects.cohesion[from];
    }
}
