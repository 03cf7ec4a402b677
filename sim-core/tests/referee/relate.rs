//! Line 2: people reconsider how they relate to the others in their organisation (M1, M3, M27, M31).

use crate::logit::{choose, threshold};
use crate::month::Month;
use crate::network::shares;
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
    let person = &world.people[i];
    let rules = &month.rules.regions[person.region].modes;
    let word = month.word(Purpose::ModeChoice, i);
    let below = threshold(rules.reconsider);
    if u64::from(word) >= below {
        return None;
    }
    let utilities = utilities(world, month, i);
    Some(choose(rules.beta, &utilities, word, below))
}

/// U_m of each mode, nats: the equation of M1, term by term.
fn utilities(world: &World, month: &Month, i: usize) -> [f64; 4] {
    let person = &world.people[i];
    let region = &world.regions[person.region];
    let rules = &month.rules.regions[person.region].modes;
    let here = &month.seen.here[person.region];
    let seen: [f32; 4] = if world.ties.sees_all() {
        month.seen.modes
    } else {
        shares(&world.ties.ties(i, here.far), |to| world.people[to].mode)
    };
    let fit = fit(&month.rules.world.fit, person.regime);
    let gain = pay_gain(world, month, i);
    let cost = size_cost(world, &month.rules.world.dunbar, i);
    [COMMUNAL, AUTHORITY, EQUALITY, MARKET].map(|m| {
        let mean = f64::from(world.mode_means[person.region][m]);
        let own = f64::from(person.disposition[m]) / 32.0 * rules.disposition_sd;
        let norm = if m == COMMUNAL || m == EQUALITY { region.norm } else { 0.0 };
        let stay = if m == person.mode { rules.habit } else { 0.0 };
        mean + own + rules.fit * fit[m] + norm + rules.imitation * f64::from(seen[m]) + rules.gain * gain[m]
            - cost[m]
            + stay
    })
}

/// The fit table: what suits whom.
pub fn fit(fit: &Fit, regime: usize) -> [f64; 4] {
    let mut row = [0.0; 4];
    match regime {
        CAPITAL => (row[AUTHORITY], row[MARKET]) = (fit.capital_authority, fit.capital_market),
        CROWDSOURCING => row[MARKET] = fit.crowdsourcing_market,
        SHARING => row[EQUALITY] = fit.sharing_equality,
        PEER => row[COMMUNAL] = fit.peer_communal,
        _ => {}
    }
    row
}

/// ln((y_m + ε)/(y_own + ε)) of each mode: in the last bill of one's firm, or in a project that is short.
fn pay_gain(world: &World, month: &Month, i: usize) -> [f64; 4] {
    let person = &world.people[i];
    let floor = month.rules.regions[person.region].modes.gain_floor;
    if let (CAPITAL, Some(firm)) = (person.regime, person.employer) {
        let deal = &world.firms[firm].deal;
        if deal.bill == 0 {
            return [0.0; 4];
        }
        let floor = floor * world.regions[person.region].wage * CREDIT;
        let parts = parts(deal, person).map(|part| deal.bill as f64 * part);
        let own: f64 = (0..4).map(|m| deal.modes[m] * parts[m]).sum();
        return parts.map(|part| num::ln((part + floor) / (own + floor)));
    }
    let reached = reached(world, &month.rules.world.rival_governance, person);
    match (person.regime, reached) {
        (PEER, Some((under, own))) => {
            RULE_OF.map(|rule| num::ln((f64::from(under[rule]) + floor) / (f64::from(own) + floor)))
        }
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
fn size_cost(world: &World, rules: &Dunbar, i: usize) -> [f64; 4] {
    let person = &world.people[i];
    let kappa = world.regions[person.region].coordination;
    match (person.regime, person.employer, person.project, person.group) {
        (CAPITAL, Some(firm), _, _) => {
            let firm = &world.firms[firm];
            costs(rules, firm.deal.members, firm.deal.members / f64::from(firm.teams), kappa)
        }
        (PEER, _, Some(project), Some(group)) => {
            let group = f64::from(world.groups[group].members);
            costs(rules, world.projects[project].members as f64, group, kappa)
        }
        _ => [0.0; 4],
    }
}

/// The cost of each mode in a group of n of the N people of an organisation: the table of M3.
fn costs(rules: &Dunbar, people: f64, group: f64, kappa: f64) -> [f64; 4] {
    if people <= 0.0 {
        return [0.0; 4];
    }
    let communal = rules.authority * num::ln(1.0 + rules.number / rules.span);
    let relative = group / rules.number;
    let layers = num::ln(1.0 + group / rules.span);
    let own = [
        communal * relative * relative,
        rules.authority * layers,
        communal * rules.equality_ratio * relative,
        rules.authority * rules.market_ratio * layers,
    ];
    let relief = [rules.relief_communal, rules.relief_authority, rules.relief_equality, rules.relief_market];
    let between = if people > group {
        communal * rules.federation * (1.0 - kappa) * num::ln(people / group)
    } else {
        0.0
    };
    [COMMUNAL, AUTHORITY, EQUALITY, MARKET].map(|m| own[m] * (1.0 - relief[m] * kappa) + between)
}
