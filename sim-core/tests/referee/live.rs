//! Line 10: the month leaves its mark on people and regions (M4, M5, M6, M8, M9, M18, M22, M29, M31).

use crate::birth::{TasteLaw, be_reborn, prior};
use crate::month::Month;
use crate::perceive::success;
use crate::relate::reached;
use crate::state::{
    CAPITAL, COMMUNAL, CROWDSOURCING, Census, EQUALITY, PEER, Person, Region, SHARING, STEPS, World,
};
use sim_core::engine::draws::{Purpose, unit32};
use sim_core::engine::num;

/// Lets a world live through the line.
pub fn live(world: &mut World, month: &mut Month) {
    let tastes = TasteLaw::new(month.params);
    believe(world, month);
    remember(world, month, &tastes);
    enclose_data(world, month);
    be_reborn(world, month, &tastes);
    spread_technology(world, month);
    harvest(world, month);
    settle_norms(world, month);
}

/// b' = s b_0 + (1 − s)(b + a (seen − b)), for all at once.
fn believe(world: &mut World, month: &Month) {
    let next: Vec<f32> = (0..world.people.len())
        .map(|i| {
            let person = &world.people[i];
            let rules = &month.rules.regions[person.region].imaginary;
            let here = &month.seen.here[person.region];
            let mut seen = beliefs_seen(world, month, i);
            if let Some(come) = month.seen.success {
                let weight = rules.success as f32 * here.far_share;
                seen += weight * (come * here.shown - seen);
            }
            let (prior, stubbornness) = prior(rules, person.prior);
            let moved = person.belief + rules.influence as f32 * (seen - person.belief);
            (stubbornness * prior + (1.0 - stubbornness) * moved).clamp(0.0, 1.0)
        })
        .collect();
    for (person, belief) in world.people.iter_mut().zip(next) {
        person.belief = belief;
    }
}

/// Mean belief of a person's ties; one's own where there are none.
fn beliefs_seen(world: &World, month: &Month, i: usize) -> f32 {
    if world.ties.sees_all() {
        return month.seen.belief;
    }
    let ties = world.ties.ties(i, month.seen.here[world.people[i].region].far);
    if ties.is_empty() {
        return world.people[i].belief;
    }
    let mut sum = 0.0f32;
    for to in &ties {
        sum += world.people[*to].belief;
    }
    sum / ties.len() as f32
}

/// Taste, standing, favours and lock-in.
fn remember(world: &mut World, month: &Month, tastes: &TasteLaw) {
    for i in 0..world.people.len() {
        let person = &world.people[i];
        let given = person.project_hours();
        let taste = taste(world, month, tastes, person);
        let accepted = if given > 0.0 { credit(world, month, i) } else { 0.0 };
        let in_firm = match (person.regime, person.employer) {
            (CAPITAL, Some(_)) => person.own_hours() * person.skill,
            _ => 0.0,
        };
        let kept = month.rules.world.projects.standing_kept as f32;
        let favours_kept = month.rules.world.projects.favours_kept as f32;
        let owed = given - equal_turn(world, person).unwrap_or(given);
        let lock_in = lock_in(world, month, person);
        let person = &mut world.people[i];
        person.taste = taste;
        person.standing = kept * person.standing + (in_firm + accepted);
        person.earned = kept * person.earned + accepted;
        person.favours = favours_kept * person.favours + owed;
        person.lock_in = lock_in;
    }
}

/// τ' = τ + γ_up e (τ̂ − τ)₊ − γ_down (τ − τ_0); pay may crowd it out.
fn taste(world: &World, month: &Month, tastes: &TasteLaw, person: &Person) -> f32 {
    let rules = &month.rules.regions[person.region].taste;
    let (ceiling, floor) = tastes.bounds(person.taste_class);
    let given = person.project_hours();
    let experience = if month.params.mechanisms.projects {
        given * quality(world, month, person)
    } else {
        // There are no projects: what counts of all hours for peer production.
        let hours = if person.regime == PEER { (1.0 - person.bread).max(0.0) } else { person.commons };
        rules.without_projects as f32 * hours
    };
    let up = rules.growth as f32 * experience * (ceiling - person.taste).max(0.0);
    let taste = person.taste + up - rules.loss as f32 * (person.taste - floor);
    let crowding_out = month.rules.world.burnout.crowding_out as f32;
    if crowding_out == 0.0 || person.regime != PEER || given <= 0.0 {
        return taste;
    }
    let net_wage = month.seen.here[person.region].net_wage * person.skill;
    let paid = if net_wage > 0.0 { (person.regime_pay / net_wage).clamp(0.0, given) } else { 0.0 };
    taste * (1.0 - crowding_out * (paid / given)).max(0.0)
}

/// What an hour in the project is worth as an experience: what reaches the member, less what disruptors spoil.
fn quality(world: &World, month: &Month, person: &Person) -> f32 {
    let Some(slot) = person.project else { return 1.0 };
    let reaches = reached(world, &month.rules.world.rival_governance, person).map_or(1.0, |(_, own)| own);
    let harm = month.rules.world.immunity.harm as f32;
    reaches * (1.0 - harm * world.projects[slot].disruption)
}

/// What a member is credited with for the month: their own hours as far as they were accepted, or nothing; a leader's
/// take goes from the others to the leader.
fn credit(world: &World, month: &Month, i: usize) -> f32 {
    let person = &world.people[i];
    let Some(slot) = person.project else { return 0.0 };
    let project = &world.projects[slot];
    let quality = person.skill / (1.0 + person.skill);
    if unit32(month.word(Purpose::Acceptance, i)) >= quality {
        return 0.0;
    }
    let own = person.project_hours() * project.accepted;
    match project.leader {
        None => own,
        Some(leader) if leader != i => (1.0 - project.take) * own,
        Some(_) => {
            let all = project.accepted * project.worth as f32 / STEPS as f32;
            own + project.take * (all - own).max(0.0)
        }
    }
}

/// What the equality matchers of a project gave on average, for one of them.
fn equal_turn(world: &World, person: &Person) -> Option<f32> {
    let [hours, matchers] = world.projects[person.project?].turns;
    (person.mode == EQUALITY && matchers > 0).then(|| hours as f32 / matchers as f32 / STEPS as f32)
}

/// l' = l + g d (1 − l) of users of platforms.
fn lock_in(world: &World, month: &Month, person: &Person) -> f32 {
    if month.held() {
        return person.lock_in;
    }
    let data = |platform: Option<usize>, platforms: &[crate::state::Platform]| {
        platform.map_or(1.0, |k| platforms[k].data as f32)
    };
    let data = match person.regime {
        CROWDSOURCING => data(person.employer, &world.crowdsourcing),
        SHARING => data(person.employer, &world.sharing),
        _ => return person.lock_in,
    };
    let growth = (month.rules.world.platforms.lock_in_growth as f32 * data).min(1.0);
    person.lock_in + growth * (1.0 - person.lock_in)
}

/// d' = d + m ((1 − o)/½ − d) of sharing platforms.
fn enclose_data(world: &mut World, month: &Month) {
    if month.held() {
        return;
    }
    for platform in &mut world.sharing {
        let enclosed = (1.0 - platform.openness()) / 0.5;
        let memory = month.rules.world.platforms.data_memory;
        platform.data = num::coarse(platform.data + memory * (enclosed - platform.data));
    }
}

/// Access, coordination technology, needs and productivity.
fn spread_technology(world: &mut World, month: &Month) {
    // Open knowledge counts as far as its use is served (M10).
    let service = world.commons.served_2001.map_or(1.0, |start| world.commons.served_share / start);
    let stock = world.knowledge * service;
    let knowledge = &month.rules.world.knowledge;
    for (r, region) in world.regions.iter_mut().enumerate() {
        let rules = &month.rules.regions[r];
        let technology = &rules.technology;
        if !month.held() {
            let start = &month.params.regions[r];
            let rate = start.access_rate / 12.0 / start.access_ceiling;
            region.built_access = bass(region.built_access, start.access_ceiling, 0.0, rate);
            let (p, q) = (technology.innovation, technology.contagion);
            region.built_coordination = bass(region.built_coordination, technology.ceiling, p, q);
            region.access = (1.0 - technology.outage) * region.built_access;
            region.coordination = (1.0 - technology.outage) * region.built_coordination;
            let far = technology.far_ties + technology.far_ties_slope * region.coordination;
            region.far_ties = far.clamp(0.0, 1.0);
            region.trend += (1.0 - rules.firms.capital_share) * rules.firms.growth / 12.0;
        }
        let saved = rules.abundance.saving * region.access * success(stock, knowledge);
        region.essentials = num::coarse(1.0 - saved);
        let used = |access: f64, stock: f64| {
            1.0 + num::pow(access, technology.access_exponent) * stock / knowledge.half
        };
        let now = used(region.access, stock) / used(region.access_2001, 1.0);
        region.knowledge_gain = knowledge.productivity * num::ln(now);
        region.ln_productivity = region.ln_productivity_genesis + region.trend + region.knowledge_gain;
    }
}

/// A month of dz/dt = (p + q z)(ceiling − z), stepped exactly.
fn bass(z: f64, ceiling: f64, p: f64, q: f64) -> f64 {
    if z >= ceiling || p + q * z <= 0.0 {
        return z;
    }
    let odds = (p + q * z) / (ceiling - z) * num::exp(p + q * ceiling);
    ((ceiling * odds - p) / (q + odds)).clamp(z, ceiling)
}

/// Goods take from the biosphere, and its loss takes from next month's goods.
fn harvest(world: &mut World, month: &Month) {
    let rules = &month.rules.world.biosphere;
    let knowledge = &month.rules.world.knowledge;
    // What inputs would have made, by region, without damage and with what abatement used up.
    let potential = |region: &Region| {
        (region.market.output + region.market.peers_made) / (region.damage * region.after_abatement)
    };
    let goods: f64 = world.regions.iter().map(potential).sum();
    let abated: f64 = world.regions.iter().map(|region| region.green * potential(region)).sum();
    let nature = &mut world.biosphere;
    // What it is measured by is known at the end of burn-in only.
    let measured = nature.throughput_start > 0.0;
    let a_head = goods / world.people.len() as f64;
    nature.throughput = if measured { num::coarse(a_head / nature.throughput_start) } else { 1.0 };
    if !month.held() {
        nature.saved += (1.0 - rules.rebound) * rules.efficiency / 12.0;
    }
    let come = success(world.knowledge, knowledge) - success(1.0, knowledge);
    nature.intensity = num::exp(-nature.saved - (1.0 - rules.rebound) * rules.designs * come);
    nature.harm = num::coarse(nature.intensity * (1.0 - if goods > 0.0 { abated / goods } else { 0.0 }));
    let full = nature.fullness;
    let held_back = if full < rules.critical { full / rules.critical } else { 1.0 };
    nature.regrowth = rules.growth * full * (1.0 - full) * held_back + rules.inflow;
    let wanted = rules.harvest * rules.growth / 4.0 * nature.throughput * nature.harm / nature.harm_start;
    nature.harvest = wanted.min(12.0 * full);
    if !month.held() {
        let taken = (nature.harvest / 12.0).min(full);
        nature.fullness = num::coarse((full + nature.regrowth / 12.0 - taken).clamp(0.0, 1.0));
    }
    for (region, rules) in world.regions.iter_mut().zip(&month.rules.regions) {
        let [_, _, harness, reform] = region.weights;
        let elites = &rules.elites;
        let decided = elites.green * (reform + 0.25 * harness) * (1.0 - elites.conditionality);
        region.green = (rules.biosphere.green + decided).min(1.0);
        let left = |full: f64| 1.0 / (1.0 + rules.biosphere.damage * (1.0 - full) * (1.0 - full));
        let undamaged = left(world.biosphere.fullness) / left(world.biosphere.fullness_start);
        region.damage = num::coarse((1.0 - rules.biosphere.climate) * undamaged);
        let cost = rules.biosphere.green_cost * region.green * region.green;
        region.after_abatement = num::coarse(1.0 - cost);
        region.ln_productivity += num::ln(region.damage * region.after_abatement);
    }
}

/// n' = n + (1 − 2^(−1/half-life)) (target − n), the target from the census of last month.
fn settle_norms(world: &mut World, month: &Month) {
    if month.held() {
        return;
    }
    for (region, rules) in world.regions.iter_mut().zip(&month.rules.regions) {
        let target = norm_target(&region.census, rules.norm.weight);
        let pace = 1.0 - num::exp(-std::f64::consts::LN_2 / rules.norm.half_life);
        region.norm = num::coarse(region.norm + pace * (target - region.norm));
    }
}

/// weight × (share of CS and EM among the successful − their share among all); 0 where nobody is successful.
fn norm_target(census: &Census, weight: f64) -> f64 {
    let people: i64 = census.modes.iter().sum();
    if census.successful == 0 || people == 0 {
        return 0.0;
    }
    let among_all = (census.modes[COMMUNAL] + census.modes[EQUALITY]) as f64 / people as f64;
    weight * (census.successful_common as f64 / census.successful as f64 - among_all)
}
