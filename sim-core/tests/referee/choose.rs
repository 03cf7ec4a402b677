//! Line 3: people reconsider their regime (M2), and divide their month (M7).

use crate::logit::{choose as pick, threshold};
use crate::month::{Here, Month};
use crate::network::shares;
use crate::relate::fit;
use crate::state::{ADVENTURE, CAPITAL, CROWDSOURCING, PEER, Person, Platform, SHARING, World};
use sim_core::engine::draws::Purpose;
use sim_core::engine::num;

/// Lets people reconsider their regime, all at once; then divides everybody's month.
pub fn choose(world: &mut World, month: &mut Month) {
    let next: Vec<Option<usize>> = (0..world.people.len()).map(|i| reconsider(world, month, i)).collect();
    for region in &mut world.regions {
        region.regime_moves = [0; 25];
    }
    for (i, next) in next.into_iter().enumerate() {
        let from = world.people[i].regime;
        let to = next.unwrap_or(from);
        world.regions[world.people[i].region].regime_moves[5 * from + to] += 1;
        if to != from {
            world.people[i].regime = to;
            // A project is kept as second affiliation.
            world.leave_employer(i, from);
            world.people[i].regime_pay = 0.0;
        }
    }
    for person in &mut world.people {
        let provided = world.blocks[person.block].provided;
        let rules = &month.rules.regions[person.region].commons_time;
        let (jobless_free, without_money) = (rules.jobless as f32, rules.slack as f32);
        let slack = (!month.params.mechanisms.firms).then_some(without_money);
        let here = &month.seen.here[person.region];
        (person.commons, person.bread) = month_of(person, here, provided, jobless_free, slack);
    }
}

fn reconsider(world: &World, month: &Month, i: usize) -> Option<usize> {
    let rules = &month.rules.regions[world.people[i].region].regimes;
    let word = month.word(Purpose::RegimeChoice, i);
    let below = threshold(rules.reconsider);
    if month.held() || u64::from(word) >= below {
        return None;
    }
    Some(pick(rules.beta as f32, &worth(world, month, i), word, below))
}

/// V of each regime, nats: the terms of M2, in the order of its table.
fn worth(world: &World, month: &Month, i: usize) -> [f32; 5] {
    let person = &world.people[i];
    let region = &world.regions[person.region];
    let rules = &month.rules.regions[person.region];
    let regimes = &rules.regimes;
    let here = &month.seen.here[person.region];
    let seen: [f32; 5] = if world.ties.sees_all() {
        month.seen.regimes
    } else {
        shares(&world.ties.ties(i, here.far), |to| world.people[to].regime)
    };
    let prospects = prospects(world, month, i);
    let autonomies = [
        regimes.autonomy_capital,
        regimes.autonomy_crowdsourcing,
        regimes.autonomy_sharing,
        regimes.autonomy_peer,
        month.rules.world.adventure.autonomy,
    ]
    .map(|autonomy| autonomy as f32);
    let taste = regimes.autonomy as f32 * person.taste;
    let on_platform = person.regime == CROWDSOURCING || person.regime == SHARING;
    [CAPITAL, CROWDSOURCING, SHARING, PEER, ADVENTURE].map(|rho| {
        let mut given = world.regime_intercepts[rho];
        if rho != CAPITAL {
            given += here.ln_access;
        }
        if rho == PEER {
            given -= (rules.elites.repression * here.repression) as f32;
        }
        if rho == SHARING {
            given -= regimes.crowding as f32 * here.sharing / 0.1;
            given += openness(world, month) as f32;
        }
        given += regimes.fit as f32 * fit(&month.rules.world.fit, rho)[person.mode];
        if rho == PEER {
            given += regimes.belief as f32 * person.belief;
        }
        if rho != person.regime && on_platform {
            // States that reform lift a part of lock-in (M20).
            let kept = 1.0 - rules.elites.interoperability * region.weights[3];
            given -= (regimes.lock_in * kept) as f32 * person.lock_in;
        }
        let income = regimes.income as f32 * prospects.ln_income[rho];
        let own_time = (1.0 - prospects.bread[rho]) * here.fitting;
        let autonomy = taste * (own_time * autonomies[rho] + (1.0 - own_time) * autonomies[CAPITAL]);
        let imitation = regimes.imitation as f32 * seen[rho];
        let habit = if rho == person.regime { regimes.habit as f32 } else { 0.0 };
        given + income + autonomy + imitation + habit
    })
}

/// Mean over sharing platforms, by users, of ε ln(o/½).
fn openness(world: &World, month: &Month) -> f64 {
    let elasticity = month.rules.world.platforms.openness_elasticity;
    let all: i64 = world.sharing.iter().map(|p| p.users).sum();
    let weight = |users: i64| if all > 0 { users as f64 } else { 1.0 };
    let weights: f64 = world.sharing.iter().map(|p| weight(p.users)).sum();
    let pull = |platform: &Platform| elasticity * num::ln(platform.openness() / 0.5);
    world.sharing.iter().map(|p| weight(p.users) * pull(p)).sum::<f64>() / weights
}

/// What a person may expect in each regime.
struct Prospects {
    /// ln of certainty-equivalent income.
    ln_income: [f32; 5],
    /// Bread hours, months.
    bread: [f32; 5],
}

/// Incomes and bread hours in each regime, from last month's prices, wages and pay.
fn prospects(world: &World, month: &Month, i: usize) -> Prospects {
    let person = &world.people[i];
    let here = &month.seen.here[person.region];
    let regimes = &month.rules.regions[person.region].regimes;
    let floor = regimes.income_floor as f32 * here.need;
    let net_wage = here.net_wage * person.skill;
    let net = |pay: f64| ((1.0 - here.tax) * pay) as f32;
    let ln = |income: f32| num::ln32(income.max(floor));

    let works = 1.0 - person.commons;
    let unemployed = here.unemployment;
    let capital =
        (1.0 - unemployed) * ln(net_wage * works) + unemployed * ln(here.dole as f32 * net_wage * works);

    let platform = match (person.regime, person.employer) {
        (CROWDSOURCING, Some(platform)) => platform,
        _ => largest(world),
    };
    let platform = &world.crowdsourcing[platform];
    let (prize, piece) = (net(platform.expected_prize), net(platform.expected_piece));
    let win = platform.win_chance as f32;
    let crowd_bread = bread_hours(here.need, piece + win * prize, net_wage);
    let sure = (net_wage * crowd_bread + piece).max(floor);
    let crowd = if win > 0.0 && prize > 0.0 {
        (1.0 - win) * num::ln32(sure) + win * num::ln32(sure + prize)
    } else {
        num::ln32(sure)
    };

    let users: i64 = world.sharing.iter().map(|p| p.users).sum();
    let paid: i64 = world.sharing.iter().map(|p| p.creators_pay).sum();
    let creators = if users > 0 { net(paid as f64 / users as f64) } else { 0.0 };
    let sharing_bread = bread_hours(here.need, creators, net_wage);
    let peer_pay = net(world.commons.expected_pay);
    let peer_bread = bread_hours(beside_kind(here, here.peers_kind), peer_pay, net_wage);
    // What guests are given is no money: bread is earned as without it, and it is worth its hours at the net wage.
    let own_bread = bread_hours(here.need, 0.0, net_wage);
    let law = &month.rules.world.adventure;
    let stays = world.hospitality.expected.unwrap_or(0.0) * (law.benefit - law.cost);
    Prospects {
        ln_income: [
            capital,
            crowd,
            ln(net_wage * sharing_bread + creators),
            ln(net_wage * peer_bread + peer_pay),
            ln(net_wage * own_bread + here.net_wage * stays as f32),
        ],
        bread: [0.0, crowd_bread, sharing_bread, peer_bread, own_bread],
    }
}

/// The crowdsourcing platform with most users; of equals the one of the lowest number.
fn largest(world: &World) -> usize {
    let mut largest = 0;
    for (k, platform) in world.crowdsourcing.iter().enumerate() {
        if platform.users > world.crowdsourcing[largest].users {
            largest = k;
        }
    }
    largest
}

/// s = clip((need − pay)/((1 − t) w skill), 0, 1).
fn bread_hours(need: f32, pay: f32, net_wage: f32) -> f32 {
    if net_wage <= 0.0 { 0.0 } else { ((need - pay) / net_wage).clamp(0.0, 1.0) }
}

/// What somebody who got goods in kind must still buy to live.
pub fn beside_kind(here: &Here, in_kind: f32) -> f32 {
    (here.need - here.basket * in_kind).max(0.0)
}

/// Commons time and bread hours of a person (M7), in the precision of the columns they stand in; the slack that everybody has where there
/// is no money.
fn month_of(
    person: &Person,
    here: &Here,
    provided: f32,
    jobless_free: f32,
    given: Option<f32>,
) -> (f32, f32) {
    let need = (beside_kind(here, person.in_kind) - here.need * provided).max(0.0);
    let income = person.income + (i64::from(person.equity) * here.dividend) as f32;
    let earned = if income > need { 1.0 - need / income } else { 0.0 };
    // One less one less a number is not always that number.
    let slack = given.map_or(earned, |slack| if slack > 0.0 { 1.0 - (1.0 - slack) } else { 0.0 });
    let commons = |jobless: f32, most: f32| {
        let free = jobless_free * jobless + (1.0 - jobless) * slack;
        (here.fitting * person.taste * free).clamp(0.0, most)
    };
    if person.regime == CAPITAL {
        return (commons(if person.employer.is_none() { 1.0 } else { 0.0 }, 1.0), 0.0);
    }
    let net_wage = here.net_wage * person.skill;
    let bread = bread_hours(need, person.regime_pay, net_wage);
    if person.regime == PEER {
        return (0.0, bread);
    }
    (commons((1.0 - here.bread_filled) * bread, 1.0 - bread), bread)
}
