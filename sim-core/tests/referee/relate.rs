//! Line 2: people reconsider how they relate to the others in their organisation (M1, M3, M27, M31).

use crate::logit::{choose, threshold};
use crate::month::Month;
use crate::size::costs;
use crate::state::{
    AUTHORITY, CAPITAL, COMMUNAL, CREDIT, CROWDSOURCING, Deal, EQUALITY, MARKET, PEER, Person, SHARING,
    STEPS, World,
};
use sim_core::engine::draws::Purpose;
use sim_core::engine::num;
use sim_core::params::{Dunbar, Fit, RivalGovernance};

/// Rules of sharing out, by number: hierarchy, market, vote; and which of them people of each mode stand for.
pub const RULE_OF: [usize; 4] = [2, 0, 2, 1];

/// Least standing and least bid: who has nothing to show counts by this.
pub const LEAST_CLAIM: f32 = 1e-6;

/// Lets people reconsider their mode, all at once, on last month's modes.
pub fn relate(world: &mut World, month: &mut Month) {
    let next: Vec<Option<usize>> = (0..world.people.len()).map(|i| reconsider(world, month, i)).collect();
    for region in &mut world.regions {
        region.mode_moves = [0; 16];
    }
    for (i, next) in next.into_iter().enumerate() {
        let person = &mut world.people[i];
        let (from, to) = (person.mode, next.unwrap_or(person.mode));
        world.regions[person.region].mode_moves[4 * from + to] += 1;
        person.mode = to;
        if let (CAPITAL, Some(firm)) = (person.regime, person.employer) {
            world.firms[firm].members[from] -= 1;
            world.firms[firm].members[to] += 1;
        }
    }
}

/// The mode that a person takes; `None` who does not reconsider.
fn reconsider(world: &World, month: &Month, i: usize) -> Option<usize> {
    let rules = &month.rules.regions[world.people[i].region].modes;
    let word = month.word(Purpose::ModeChoice, i);
    let below = threshold(rules.reconsider);
    if month.held() || u64::from(word) >= below {
        return None;
    }
    Some(choose(1.0, &utilities(world, month, i), word, below))
}

/// β U_m of each mode: the terms of M1, in the order of its table.
fn utilities(world: &World, month: &Month, i: usize) -> [f32; 4] {
    let person = &world.people[i];
    let region = &world.regions[person.region];
    let rules = &month.rules.regions[person.region].modes;
    let here = &month.seen.here[person.region];
    let seen: [f32; 4] = if world.ties.sees_all() {
        month.seen.modes
    } else {
        counted(&world.ties.ties(i, here.far), |to| world.people[to].mode)
    };
    let fit = fit(&month.rules.world.fit, person.regime);
    let gain = pay_gain(world, month, i);
    let cost = size_cost(world, &month.rules.world.dunbar, i);
    let beta = rules.beta as f32;
    [COMMUNAL, AUTHORITY, EQUALITY, MARKET].map(|m| {
        let norm = if m == COMMUNAL || m == EQUALITY { region.norm as f32 } else { 0.0 };
        let given = world.mode_means[person.region][m] + rules.fit as f32 * fit[m] + norm;
        let disposition = f32::from(person.disposition[m]) * (beta * rules.disposition_sd as f32 / 32.0);
        let imitation = beta * rules.imitation as f32 * seen[m];
        let stay = if m == person.mode { beta * rules.habit as f32 } else { 0.0 };
        let own = beta * given + beta * (rules.gain as f32 * gain[m]) - beta * cost[m];
        own + disposition + imitation + stay
    })
}

/// Share of a person's ties in each mode: each tie counts for 1 over their number.
fn counted(ties: &[usize], mode: impl Fn(usize) -> usize) -> [f32; 4] {
    let mut counts = [0u32; 4];
    ties.iter().for_each(|to| counts[mode(*to)] += 1);
    let share = 1.0 / ties.len() as f32;
    counts.map(|n| if n > 0 { n as f32 * share } else { 0.0 })
}

/// The fit table: what suits whom.
pub fn fit(fit: &Fit, regime: usize) -> [f32; 4] {
    let mut row = [0.0; 4];
    match regime {
        CAPITAL => (row[AUTHORITY], row[MARKET]) = (fit.capital_authority, fit.capital_market),
        CROWDSOURCING => row[MARKET] = fit.crowdsourcing_market,
        SHARING => row[EQUALITY] = fit.sharing_equality,
        PEER => row[COMMUNAL] = fit.peer_communal,
        _ => {}
    }
    row.map(|nats| nats as f32)
}

/// ln((y_m + ε)/(y_own + ε)) of each mode: in the last bill of one's firm, or in a project that is short.
fn pay_gain(world: &World, month: &Month, i: usize) -> [f32; 4] {
    let person = &world.people[i];
    let floor = month.rules.regions[person.region].modes.gain_floor as f32;
    if let (CAPITAL, Some(firm)) = (person.regime, person.employer) {
        let deal = &world.firms[firm].deal;
        if deal.bill == 0 {
            return [0.0; 4];
        }
        let floor = floor * month.seen.here[person.region].wage;
        let parts = parts(deal, person);
        let own: f64 = (0..4).map(|m| deal.modes[m] * parts[m]).sum();
        let pay = |part: f64| (deal.bill as f64 * part) as f32;
        return parts.map(|part| num::ln32((pay(part) + floor) / (pay(own) + floor)));
    }
    let reached = reached(world, &month.rules.world.rival_governance, person);
    match (person.regime, reached) {
        (PEER, Some((under, own))) => RULE_OF.map(|rule| num::ln32((under[rule] + floor) / (own + floor))),
        _ => [0.0; 4],
    }
}

/// A member's part of a firm's last bill under each mode's way to divide it.
fn parts(deal: &Deal, person: &Person) -> [f64; 4] {
    let equal = 1.0 / deal.members.max(1.0);
    // The hours that a job would take: commons time of last month is taken off, and no bread is earned beside a job.
    let input = f64::from(person.skill * (1.0 - person.commons)) * STEPS;
    let by_input = if deal.input > 0.0 { input / deal.input } else { equal };
    let standing = f64::from(person.standing) * 1024.0;
    let by_standing = if deal.standing > 0.0 { standing / deal.standing } else { equal };
    let left = (1.0 - deal.equal_turns).max(0.0);
    [equal, by_standing, by_input.min(equal) + left * by_input, by_input]
}

/// What reaches a member of a project that is short, under each rule and under its own; `None` where there is enough.
pub fn reached(world: &World, rules: &RivalGovernance, person: &Person) -> Option<([f32; 3], f32)> {
    let project = &world.projects[person.project?];
    let want = person.project_hours();
    if !project.short || want <= 0.0 {
        return None;
    }
    let bid = (person.cash as f64 / CREDIT) as f32;
    let claims = [person.earned.max(LEAST_CLAIM), bid.max(LEAST_CLAIM), 1.0];
    let rival = rules.rival as f32 * project.rival;
    let under = [0, 1, 2].map(|rule| {
        let met = (project.levels[rule] * claims[rule] / want).min(1.0);
        1.0 - rival + rival * met
    });
    Some((under, under[project.rule]))
}

/// c_m of a member of an organisation: its people and the working group decide.
fn size_cost(world: &World, rules: &Dunbar, i: usize) -> [f32; 4] {
    let person = &world.people[i];
    let kappa = world.regions[person.region].coordination as f32;
    match (person.regime, person.employer, person.project, person.group) {
        (CAPITAL, Some(firm), _, _) => {
            let firm = &world.firms[firm];
            let people = firm.deal.members as f32;
            if people > 0.0 { costs(rules, people, people / f32::from(firm.teams), kappa) } else { [0.0; 4] }
        }
        (PEER, _, Some(project), Some(group)) => {
            let (people, group) = (world.projects[project].members, world.groups[group].members);
            costs(rules, people as f32, group as f32, kappa)
        }
        _ => [0.0; 4],
    }
}
