//! Users choose platforms (M18), people found, join and leave projects (M8).

use super::Context;
use crate::engine::chunks;
use crate::engine::draws::{Purpose, open_unit, threshold, unit32};
use crate::engine::num;
use crate::engine::sums::split;
use crate::ids::{NONE, Regime};
use crate::ledger::{Flow, Till};
use crate::mechanisms::projects::{Step, found_or_join};
use crate::mechanisms::{burnout, crowdsourcing, immunity, leaders, platform_choice, sharing};
use crate::phases::govern::leaders as leading;
use crate::phases::invest::workshops;
use crate::phases::perceive::Seen;
use crate::state::census::project_hours;
use crate::state::people::get_or;
use crate::state::{Platform, Platforms, World};

/// Users without a platform choose one; some of the others look around.
pub fn choose_platforms(world: &mut World, ctx: &Context, seen: &Seen) {
    if world.platforms.crowdsourcing.is_empty() && world.platforms.sharing.is_empty() {
        return;
    }
    let pulls = [pulls(world, ctx, seen, 1), pulls(world, ctx, seen, 2)];
    let looks = ctx.rules.world.platforms.reconsider;
    let words = ctx.stream(Purpose::PlatformChoice);
    let mut employer = std::mem::take(&mut world.people.employer);
    let mut lock_in = std::mem::take(&mut world.people.lock_in);
    let people = &world.people;
    chunks::run((employer.as_mut_slice(), lock_in.as_mut_slice()), &|first, (employer, lock_in)| {
        let mut words = words.lazy(first);
        for (k, employer) in employer.iter_mut().enumerate() {
            let regime = people.regime_of(first + k);
            if regime != Regime::Crowdsourcing as u8 && regime != Regime::Sharing as u8 {
                continue;
            }
            let pulls = &pulls[regime as usize - 1];
            let word = words.word(k);
            if *employer == NONE {
                *employer = platform_choice::choose(pulls, open_unit(word));
                continue;
            }
            // One word decides whether to look and, rescaled, what is chosen.
            let chance = looks * (1.0 - f64::from(get_or(lock_in, k, 0.0)));
            if open_unit(word) < chance {
                let to = platform_choice::choose(pulls, open_unit(word) / chance);
                if to != *employer {
                    *employer = to;
                    if let Some(lock) = lock_in.get_mut(k) {
                        *lock = 0.0;
                    }
                }
            }
        }
    });
    (world.people.employer, world.people.lock_in) = (employer, lock_in);
    walk_out(world, ctx, seen);
}

fn pulls(world: &World, ctx: &Context, seen: &Seen, regime: u8) -> Vec<f64> {
    let rules = &ctx.rules.world.platforms;
    let online: f64 = world.regions.iter().map(|r| r.access * r.people as f64).sum();
    let network = if ctx.params.mechanisms.lock_in { rules.network } else { 0.0 };
    let platforms = world.platforms.of_regime(regime);
    let bread = bread(world, seen);
    let all: i64 = platforms.iter().map(|p| p.users).sum();
    let users = |p: &Platform| {
        platform_choice::with_second_homes(p.users as f64, all as f64, platforms.len(), rules.second_home)
    };
    platforms
        .iter()
        .map(|p| {
            let terms = if regime == 1 {
                rules.pay_elasticity * worth_of_terms(world, p, bread, rules.winners)
            } else {
                let pay = if p.users > 0 { p.creators_pay as f64 / p.users as f64 } else { 0.0 };
                sharing::pull(p.openness(), rules.openness_elasticity)
                    + rules.pay_elasticity * crowdsourcing::worth(bread, pay, 0.0, 0.0)
            };
            platform_choice::pull(users(p), rules.entry * online, network) * num::exp(terms)
        })
        .collect()
}

/// Worth of a crowdsourcing platform's terms to a contributor, nats.
fn worth_of_terms(world: &World, platform: &Platform, bread: f64, winners: f64) -> f64 {
    let kept = world.platforms.expected_tasks * (1.0 - platform.commission());
    let (sure, prizes) = (kept * platform.paid_share(), kept * (1.0 - platform.paid_share()));
    crowdsourcing::worth(bread, sure, prizes, winners)
}

/// Contributors whose platform's terms are behind the best talk, where places to talk are open, and leave together for
/// another; who is locked in stays.
fn walk_out(world: &mut World, ctx: &Context, seen: &Seen) {
    world.platforms.walked_out = 0;
    let rules = &ctx.rules.world.platforms;
    let platforms = &world.platforms.crowdsourcing;
    if ctx.held() || platforms.len() < 2 || rules.walk_out == 0.0 || world.platforms.sharing.is_empty() {
        return;
    }
    let openness = Platforms::mean(&world.platforms.sharing, Platform::openness);
    let bread = bread(world, seen);
    let worth: Vec<f64> = platforms.iter().map(|p| worth_of_terms(world, p, bread, rules.winners)).collect();
    let best = worth.iter().copied().fold(f64::MIN, f64::max);
    let stream = ctx.stream(Purpose::WalkOut);
    let mut words = stream.lazy(0);
    let left: Vec<bool> = (0..worth.len())
        .map(|k| {
            let chance =
                crowdsourcing::walk_out(rules.walk_out, openness, best - worth[k], rules.walk_out_gap);
            open_unit(words.word(k)) < chance
        })
        .collect();
    if !left.contains(&true) {
        return;
    }
    let mut pulls = pulls(world, ctx, seen, Regime::Crowdsourcing as u8);
    pulls.iter_mut().zip(&left).filter(|(_, left)| **left).for_each(|(pull, _)| *pull = 0.0);
    let leaves = ctx.stream(Purpose::WalksOut);
    let mut employer = std::mem::take(&mut world.people.employer);
    let mut lock_in = std::mem::take(&mut world.people.lock_in);
    let people = &world.people;
    let columns = (employer.as_mut_slice(), lock_in.as_mut_slice());
    let walked_out: i64 = chunks::run(columns, &|first, (employer, lock_in)| {
        let mut words = leaves.lazy(first);
        let mut walked_out = 0;
        for (k, employer) in employer.iter_mut().enumerate() {
            if people.regime_of(first + k) != Regime::Crowdsourcing as u8
                || *employer == NONE
                || !left[*employer as usize]
            {
                continue;
            }
            let (u, free) = (open_unit(words.word(k)), 1.0 - f64::from(get_or(lock_in, k, 0.0)));
            if u < free {
                *employer = platform_choice::choose(&pulls, u / free);
                if let Some(lock) = lock_in.get_mut(k) {
                    *lock = 0.0;
                }
                walked_out += 1;
            }
        }
        walked_out
    });
    (world.people.employer, world.people.lock_in) = (employer, lock_in);
    world.platforms.walked_out = walked_out;
}

/// What people online need to live on, mean over regions, µcredit; 0 without money.
fn bread(world: &World, seen: &Seen) -> f64 {
    let online = |r: usize| world.regions[r].access * world.regions[r].people as f64;
    let all: f64 = (0..world.regions.len()).map(online).sum();
    let need: f64 = (0..world.regions.len()).map(|r| online(r) * f64::from(seen.here[r].need)).sum();
    if all > 0.0 { need / all } else { 0.0 }
}

/// Members leave, the empty projects end, seekers found or join.
pub fn projects(world: &mut World, ctx: &Context, seen: &Seen) {
    if world.people.project.is_empty() {
        return;
    }
    (world.projects.births, world.projects.deaths) = (0, 0);
    world.projects.founding_time = ctx.rules.world.projects.founding_time as f32;
    leave(world, ctx, seen);
    let steps = seek(world, ctx, seen);
    let kinds = ctx.stream(Purpose::PhysicalKind);
    let chances: Vec<f64> = if ctx.params.mechanisms.physical {
        (0..world.regions.len()).map(|r| workshops::founding_chance(world, ctx, r)).collect()
    } else {
        Vec::new()
    };
    for (person, step, group) in steps {
        let i = person as usize;
        match step {
            Step::Join(project) => {
                world.projects.members.add(project as usize, 1);
                world.join_project(i, project, Some(group));
            }
            _ => {
                let project = world.projects.found(world.people.culture[i], ctx.month);
                if project != NONE {
                    let r = world.blocks.region_of(i);
                    if chances.get(r).is_some_and(|chance| open_unit(kinds.word(i)) < *chance) {
                        world.projects.open_workshop(project, r);
                    }
                    world.join_project(i, project, None);
                    world.projects.leadership.begin(project, person, ctx.rules.world.leaders.take as f32);
                    // Somebody has to accept the first work.
                    world.people.earned[i] = ctx.rules.world.review.core as f32;
                }
            }
        }
    }
    let dead = world.projects.bury();
    inherit(world, &dead);
}

fn leave(world: &mut World, ctx: &Context, seen: &Seen) {
    let (exit, least) = (ctx.rules.world.projects.exit, ctx.rules.world.projects.least_time as f32);
    let below = threshold(exit);
    let rise = ctx.params.mechanisms.burnout.then_some(ctx.rules.world.burnout.unpaid as f32);
    let words = ctx.stream(Purpose::ProjectExit);
    let people = &world.people;
    let flight = ctx.rules.world.immunity.flight as f32;
    let leaders = &ctx.rules.world.leaders;
    let (decisive, most) = (leaders.decisive as f32, leaders.exit as f32);
    let w = &*world;
    let (leavers, (burnt, driven, fled)) = chunks::run_rows(people.count, &|rows| {
        let mut words = words.lazy(rows.start);
        let (mut leavers, mut burnt, mut driven, mut fled) = (Vec::<u32>::new(), 0i64, 0i64, 0i64);
        for (r, run) in w.blocks.runs(rows.start, rows.len()) {
            for k in run {
                let i = rows.start + k;
                if people.project[i] == NONE {
                    continue;
                }
                let peer = people.regime_of(i) == Regime::Peer as u8;
                let idle = !peer && people.commons.at(i, 0.0) <= least;
                let word = words.word(k);
                let mut leaves = idle || u64::from(word) < below;
                let mut chance = exit as f32;
                if let (Some(rise), false) = (rise, leaves) {
                    chance =
                        burnout::exit_chance(exit as f32, rise, unpaid_hours(w, seen, r, i), taste_of(w, i));
                    if unit32(word) < chance {
                        (leaves, burnt) = (true, burnt + 1);
                    }
                }
                let disruption = get_or(&w.projects.disruption, people.project[i] as usize, 0.0);
                if !leaves && disruption > 0.0 {
                    // Of who stays so far, so many leave.
                    chance += (1.0 - chance) * immunity::flight(flight, disruption);
                    if unit32(word) < chance {
                        (leaves, driven) = (true, driven + 1);
                    }
                }
                let take = w.projects.leadership.take(people.project[i] as usize);
                if !leaves && take > 0.0 && !w.projects.leadership.leads(people.project[i] as usize, i) {
                    let cost = leading::exit_cost(w, leaders, people.project[i] as usize);
                    chance += (1.0 - chance) * leaders::exit_chance(take, cost, decisive, most);
                    if unit32(word) < chance {
                        (leaves, fled) = (true, fled + 1);
                    }
                }
                if leaves {
                    leavers.push(i as u32);
                }
            }
        }
        (leavers, (burnt, driven, fled))
    });
    (world.projects.burnt_out, world.projects.driven_out) = (burnt, driven);
    world.projects.leadership.driven_out = fled;
    leavers.into_iter().for_each(|person| world.leave_project(person as usize));
}

/// Hours that a member gave to the project last month without pay; without taste in the world, none counts.
fn unpaid_hours(world: &World, seen: &Seen, r: usize, i: usize) -> f32 {
    let people = &world.people;
    if people.taste.is_empty() {
        return 0.0;
    }
    let regime = people.regime_of(i);
    let hours = project_hours(regime, people.commons.at(i, 0.0), get_or(&people.bread, i, 0.0));
    if regime != Regime::Peer as u8 || people.skill.is_empty() {
        return hours;
    }
    let net = seen.here[r].net_wage * people.skill[i];
    hours - burnout::paid_hours(get_or(&people.regime_pay, i, 0.0), net, hours)
}

fn taste_of(world: &World, i: usize) -> f32 {
    world.people.taste.at(i, 1.0)
}

/// The states inherit what dead projects held, by their people.
fn inherit(world: &mut World, dead: &[u32]) {
    let mut till = Till::default();
    let mut held = 0;
    for slot in dead {
        if let Some(purse) = world.projects.cash.get_mut(*slot as usize) {
            let left = purse.balance();
            purse.pay(left, Flow::WindUp, &mut till);
            held += left;
        }
    }
    let people: Vec<u64> = world.regions.iter().map(|r| r.people as u64).collect();
    for (region, part) in world.regions.iter_mut().zip(split(held, people)) {
        region.state.receive(part, Flow::WindUp, &mut till);
    }
    chunks::Merge::merge(&mut world.till, till);
}

/// What each seeker does, in person order, and the working group of who showed them the project; all look at
/// memberships as the leavers left them.
fn seek(world: &World, ctx: &Context, seen: &Seen) -> Vec<(u32, Step, u32)> {
    let rules = &ctx.rules.world.projects;
    let (founding, affinity, least) = (rules.founding as f32, rules.affinity as f32, rules.least_time as f32);
    let words = ctx.stream(Purpose::ProjectSeek);
    let people = &world.people;
    chunks::run_rows(people.count, &|rows| {
        let mut words = words.lazy(2 * rows.start);
        let mut steps: Vec<(u32, Step, u32)> = Vec::new();
        for (r, run) in world.blocks.runs(rows.start, rows.len()) {
            for k in run {
                let i = rows.start + k;
                let seeks = people.project[i] == NONE
                    && (people.regime_of(i) == Regime::Peer as u8 || people.commons.at(i, 0.0) > least);
                if !seeks {
                    continue;
                }
                let (whether, whose) = (words.word(2 * k), words.word(2 * k + 1));
                let tie = world.ties.one(i as u32, seen.here[r].far, whose).map(|tie| tie as usize);
                let candidate = tie.and_then(|tie| {
                    let project = people.project[tie];
                    (project != NONE && world.projects.within_reach(project as usize, r))
                        .then(|| (project, world.projects.culture_of(project)))
                });
                let culture = f32::from(people.culture[i]) / 65535.0;
                let kept = seen.here[r].repression * ctx.rules.regions[r].elites.founding;
                let founding = founding * (1.0 - kept as f32);
                match found_or_join(unit32(whether), founding, culture, candidate, affinity) {
                    Step::Wait => {}
                    step => {
                        let group = tie.map_or(NONE, |tie| get_or(&people.group, tie, NONE));
                        steps.push((i as u32, step, group));
                    }
                }
            }
        }
        steps
    })
}
