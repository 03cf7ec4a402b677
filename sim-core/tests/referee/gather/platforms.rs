//! Users choose platforms (docs/model/m18-lock_in.md) and contributors walk out together (m16-crowdsourcing.md).

use crate::month::Month;
use crate::state::{CROWDSOURCING, Platform, SHARING, World};
use sim_core::engine::draws::{Purpose, open_unit};
use sim_core::engine::num;

/// Users without a platform take one; some of the others look around; contributors may walk out.
pub fn choose(world: &mut World, month: &Month) {
    let bread = bread_online(world, month);
    let crowd_pulls = pulls(world, month, &world.crowdsourcing, |p| {
        month.rules.world.platforms.pay_elasticity * worth_of_terms(world, month, p, bread)
    });
    let sharing_pulls = pulls(world, month, &world.sharing, |p| {
        let rules = &month.rules.world.platforms;
        let pay = if p.users > 0 { p.creators_pay as f64 / p.users as f64 } else { 0.0 };
        rules.openness_elasticity * num::ln(openness(p) / 0.5)
            + rules.pay_elasticity * worth(bread, pay, 0.0, 0.0)
    });
    for i in 0..world.people.len() {
        let person = &mut world.people[i];
        let pulls = match person.regime {
            CROWDSOURCING => &crowd_pulls,
            SHARING => &sharing_pulls,
            _ => continue,
        };
        let u = open_unit(month.word(Purpose::PlatformChoice, i));
        if person.employer.is_none() {
            person.employer = Some(pick(pulls, u));
            continue;
        }
        let chance = month.rules.world.platforms.reconsider * (1.0 - f64::from(person.lock_in));
        if u < chance {
            let platform = pick(pulls, u / chance);
            if person.employer != Some(platform) {
                (person.employer, person.lock_in) = (Some(platform), 0.0);
            }
        }
    }
    walk_out(world, month, bread, crowd_pulls);
}

/// How open a sharing platform is; never closed altogether.
pub fn openness(platform: &Platform) -> f64 {
    platform.terms.now[0].max(0.01)
}

/// Mean over platforms by users; the plain mean where there is no user.
pub fn mean_by_users(platforms: &[Platform], of: impl Fn(&Platform) -> f64) -> f64 {
    let users: i64 = platforms.iter().map(|p| p.users).sum();
    let (mut sum, mut all) = (0.0, 0.0);
    for platform in platforms {
        let weight = if users > 0 { platform.users as f64 } else { 1.0 };
        sum += weight * of(platform);
        all += weight;
    }
    if all > 0.0 { sum / all } else { 0.0 }
}

/// The option that `u` falls on where pulls lie end to end.
fn pick(pulls: &[f64], u: f64) -> usize {
    let at = u * pulls.iter().sum::<f64>();
    let mut end = 0.0;
    for (k, pull) in pulls.iter().enumerate() {
        end += pull;
        if at < end {
            return k;
        }
    }
    pulls.len() - 1
}

/// (users + u_0)^θ × e^terms of each platform of a kind.
fn pulls(world: &World, month: &Month, platforms: &[Platform], terms: impl Fn(&Platform) -> f64) -> Vec<f64> {
    let rules = &month.rules.world.platforms;
    let online: f64 = world.regions.iter().map(|r| r.access * r.people as f64).sum();
    let all: i64 = platforms.iter().map(|p| p.users).sum();
    let of = |p: &Platform| {
        let mut users = p.users as f64;
        if platforms.len() > 1 {
            let others = all as f64 - users;
            users += rules.second_home * others / (platforms.len() - 1) as f64;
        }
        num::pow(users + rules.entry * online, rules.network) * num::exp(terms(p))
    };
    platforms.iter().map(of).collect()
}

/// What people online need to live on: mean over regions by people online, micro-credits.
fn bread_online(world: &World, month: &Month) -> f64 {
    let (mut online, mut need) = (0.0, 0.0);
    for (region, here) in world.regions.iter().zip(&month.seen.here) {
        let people = region.access * region.people as f64;
        online += people;
        need += people * f64::from(here.need);
    }
    if online > 0.0 { need / online } else { 0.0 }
}

/// E ln((b + pay)/b) of pay that is sure in part and in part a prize, won with a chance, nats.
fn worth(bread: f64, sure: f64, prizes: f64, chance: f64) -> f64 {
    if bread <= 0.0 {
        return 0.0;
    }
    let lost = num::ln(1.0 + sure / bread);
    if chance <= 0.0 {
        return lost;
    }
    let won = num::ln(1.0 + (sure + prizes / chance) / bread);
    chance * won + (1.0 - chance) * lost
}

/// What the mean contributor's task money would be worth under a platform's terms.
fn worth_of_terms(world: &World, month: &Month, platform: &Platform, bread: f64) -> f64 {
    let [commission, pieces] = platform.terms.now;
    let kept = world.platform_fund.expected_tasks * (1.0 - commission);
    worth(bread, kept * pieces, kept * (1.0 - pieces), month.rules.world.platforms.winners)
}

/// Contributors whose platform's terms are behind the best may leave it together, each as far as not locked in.
fn walk_out(world: &mut World, month: &Month, bread: f64, mut pulls: Vec<f64>) {
    world.platform_fund.walked_out = 0;
    let rules = &month.rules.world.platforms;
    if month.held() || world.crowdsourcing.len() < 2 || rules.walk_out == 0.0 || world.sharing.is_empty() {
        return;
    }
    let talk = mean_by_users(&world.sharing, openness);
    let worths: Vec<f64> =
        world.crowdsourcing.iter().map(|p| worth_of_terms(world, month, p, bread)).collect();
    let best = worths.iter().copied().fold(f64::MIN, f64::max);
    let mut left = vec![false; worths.len()];
    for (k, worth) in worths.iter().enumerate() {
        let gap = best - worth;
        let reached = if gap > 0.0 { 1.0 - num::exp(-gap / rules.walk_out_gap) } else { 0.0 };
        left[k] = open_unit(month.word(Purpose::WalkOut, k)) < rules.walk_out * talk * reached;
        if left[k] {
            pulls[k] = 0.0;
        }
    }
    for i in 0..world.people.len() {
        let person = &mut world.people[i];
        if person.regime != CROWDSOURCING || !person.employer.is_some_and(|platform| left[platform]) {
            continue;
        }
        let (u, free) = (open_unit(month.word(Purpose::WalksOut, i)), 1.0 - f64::from(person.lock_in));
        if u < free {
            (person.employer, person.lock_in) = (Some(pick(&pulls, u / free)), 0.0);
            world.platform_fund.walked_out += 1;
        }
    }
}
