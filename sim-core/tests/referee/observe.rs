//! Line 11: a census, stages, conflict, and the books.

use crate::flows::Flows;
use crate::month::Month;
use crate::perceive::dividend;
use crate::state::{
    ASSOCIATION, CAPITAL, COMMUNAL, CROWDSOURCING, Census, Conflict, Course, ECOLOGY, EQUALITY, PEER, Person,
    Region, SHARING, STEPS, World,
};
use crate::whole::hour_steps;
use sim_core::engine::num;
use sim_core::params::{Forks, Stages};

/// Measures the month and closes the books.
pub fn observe(world: &mut World, month: &mut Month) {
    take_census(world);
    advance_stages(world, &month.params.stages);
    look_at_projects(world, month);
    if month.number.rem_euclid(12) == 0 {
        look_at_owned_places(world, month);
    }
    close_the_books(world);
}

/// Counts everybody anew.
fn take_census(world: &mut World) {
    let mut counts = vec![Census::default(); world.regions.len()];
    for platform in world.crowdsourcing.iter_mut().chain(&mut world.sharing) {
        platform.users = 0;
    }
    for person in &world.people {
        let region = &world.regions[person.region];
        let bread_filled = region.market.bread_filled as f32;
        // The mean of the month before: this month's is known only when all are counted.
        let mean_before = region.census.income / region.people as i64;
        let income = net_income(person, dividend(world, region));
        let census = &mut counts[person.region];
        count_time(person, bread_filled, census);
        census.modes[person.mode] += 1;
        census.regimes[person.regime] += 1;
        census.belief += hour_steps(person.belief);
        census.taste += hour_steps(person.taste);
        census.lock_in += hour_steps(person.lock_in);
        census.cash += person.cash;
        census.income += income;
        census.incomes[person.regime] += income;
        if income > mean_before {
            census.successful += 1;
            census.successful_common += i64::from(person.mode == COMMUNAL || person.mode == EQUALITY);
        }
        match (person.regime, person.employer) {
            (CROWDSOURCING, Some(k)) => world.crowdsourcing[k].users += 1,
            (SHARING, Some(k)) => world.sharing[k].users += 1,
            _ => {}
        }
    }
    for (region, census) in world.regions.iter_mut().zip(counts) {
        region.census = census;
    }
}

/// Net income of the month with dividends; a tax on last month's dividends may take more than all of it.
fn net_income(person: &Person, dividend: i64) -> i64 {
    (person.income as i64 + i64::from(person.equity) * dividend).max(0)
}

/// How a person spends the month: commons time counts as peer production, bread hours that were sold as wage work.
fn count_time(person: &Person, bread_filled: f32, census: &mut Census) {
    if person.regime == CAPITAL {
        if person.employer.is_some() {
            census.hours[CAPITAL] += hour_steps(1.0 - person.commons);
            census.employed += 1;
        }
    } else {
        let sold = hour_steps(bread_filled * person.bread);
        census.bread += sold;
        census.bread_wanted += hour_steps(person.bread);
        census.hours[CAPITAL] += sold;
        census.hours[person.regime] += hour_steps(person.own_hours());
    }
    census.hours[PEER] += hour_steps(person.commons);
    census.commons += hour_steps(person.commons);
    if person.project.is_some() {
        census.members += 1;
        census.project_hours += hour_steps(person.project_hours());
    }
}

/// The stage of the world, then of each region.
fn advance_stages(world: &mut World, rules: &Stages) {
    let all: Vec<&Region> = world.regions.iter().collect();
    let mut courses = vec![next_course(&world.courses[0], &all, rules)];
    for (region, course) in world.regions.iter().zip(&world.courses[1..]) {
        courses.push(next_course(course, &[region], rules));
    }
    world.courses = courses;
}

/// A condition that holds until it ends, or from when it begins.
fn at_least(held: bool, sign: f64, begins: f64, ends: f64) -> bool {
    sign >= if held { ends } else { begins }
}

fn below(held: bool, sign: f64, begins: f64, ends: f64) -> bool {
    sign < if held { ends } else { begins }
}

/// Where some regions together stand after the month: README, *Stage and place*.
fn next_course(was: &Course, regions: &[&Region], rules: &Stages) -> Course {
    let people: f64 = regions.iter().map(|region| region.people as f64).sum();
    let mean = |of: &dyn Fn(&Region) -> f64| {
        regions.iter().map(|region| of(region) * region.people as f64).sum::<f64>() / people
    };
    let a_head = |of: &dyn Fn(&Region) -> i64| {
        regions.iter().map(|region| of(region)).sum::<i64>() as f64 / STEPS / people
    };
    let hours: i64 = regions.iter().flat_map(|region| region.census.hours).sum();
    let peer_hours: i64 = regions.iter().map(|region| region.census.hours[PEER]).sum();
    let peer_share = if hours > 0 { peer_hours as f64 / hours as f64 } else { 0.0 };

    let met = a_head(&|region| region.market.needs_met);
    let provided = [0, 1, 2].map(|form| a_head(&|region| region.market.provided[form]));
    let at_home: f64 = provided.iter().sum();
    // What open knowledge saves is an essential that nobody has to buy.
    let saved = mean(&|region| 1.0 - region.essentials);
    let in_kind = a_head(&|region| region.market.peers_needs);
    let bought = (met - at_home - in_kind).max(0.0) * (1.0 - saved);
    let all = saved + met * (1.0 - saved);
    let market = if all > 0.0 { num::coarse(bought / all) } else { 1.0 };
    let local = if at_home > 0.0 { provided[0] / at_home } else { 0.0 };
    let needs = was.needs + (met - was.needs) / rules.memory;

    let mut course = Course {
        parity: at_least(was.parity, peer_share, rules.parity, rules.parity_ends),
        most_hours: at_least(was.most_hours, peer_share, rules.mainstay, rules.mainstay_ends),
        off_market: below(was.off_market, market, rules.market, rules.market_ends),
        repressed: at_least(
            was.repressed,
            mean(&|region| region.repression),
            rules.denied,
            rules.denied_ends,
        ),
        unmet: below(was.unmet, needs, rules.breakdown, rules.breakdown_ends),
        failed: below(was.failed, mean(&|region| region.order), rules.order, rules.order_ends),
        local: at_least(was.local, local, rules.local, rules.local_ends),
        stage: 0,
        needs,
    };
    const GERM: u8 = 0;
    const DENIED: u8 = 1;
    const PARITY: u8 = 2;
    const MAINSTAY: u8 = 3;
    const BREAKDOWN: u8 = 4;
    const RESILIENT: u8 = 5;
    course.stage = if course.failed && !course.unmet && course.local {
        RESILIENT
    } else if course.failed || course.unmet {
        BREAKDOWN
    } else if course.most_hours && course.off_market {
        MAINSTAY
    } else if course.parity {
        PARITY
    } else if course.repressed {
        DENIED
    } else {
        GERM
    };
    course
}

/// Members, culture and its square of an organisation, and what is taken and paid in it.
#[derive(Clone, Copy, Default)]
struct Place {
    members: i64,
    culture: i64,
    squares: i64,
}

impl Place {
    fn add(&mut self, person: &Person) {
        let culture = i64::from(person.culture);
        self.members += 1;
        self.culture += culture;
        self.squares += culture * culture;
    }

    /// Spread of culture over that of people who meet by chance; none among fewer than two.
    fn spread(&self) -> f64 {
        if self.members < 2 {
            return 0.0;
        }
        let n = self.members as f64;
        let mean = self.culture as f64 / n;
        (12.0 * (self.squares as f64 / n - mean * mean).max(0.0)).sqrt() / 65535.0
    }
}

/// S = max(0, w_c s + w_t a + w_p 4 p (1 − p) − w_o).
fn strain(rules: &Forks, spread: f64, take: f64, paid: f64) -> f64 {
    let sum = rules.culture * spread + rules.take * take + rules.paid * 4.0 * paid * (1.0 - paid);
    (sum - rules.object).max(0.0)
}

/// Sums over organisations, by their members: what becomes a mean.
fn add(sums: &mut Conflict, members: i64, strain: f64, rules: &Forks) {
    sums.members += members as f64;
    sums.strain += members as f64 * strain;
    sums.open += if strain > rules.threshold { members as f64 } else { 0.0 };
}

fn mean(sums: Conflict) -> Conflict {
    if sums.members == 0.0 {
        return Conflict::default();
    }
    let a_member = |x: f64| num::coarse(x / sums.members);
    Conflict { strain: a_member(sums.strain), open: a_member(sums.open), members: sums.members }
}

/// Strain in projects, and on the boards of associations.
fn look_at_projects(world: &mut World, month: &Month) {
    let rules = &month.rules.world.forks;
    let (mut peers, mut boards) = (Conflict::default(), Conflict::default());
    for project in world.projects.iter().filter(|project| project.alive) {
        add(&mut peers, project.members, f64::from(project.strain), rules);
        if project.legs & ASSOCIATION == 0 {
            continue;
        }
        let [culture, squares] = project.cultures;
        let spread = Place { members: project.members, culture, squares }.spread();
        let paid = f64::from(project.paid);
        let sponsored = project.legs & ECOLOGY != 0;
        let seats = if sponsored { paid.min(month.rules.world.rival_governance.seats) } else { 0.0 };
        let members_mean = culture as f64 / project.members.max(1) as f64 / 65535.0;
        let distance = (members_mean - f64::from(project.sponsor) / 65535.0).abs();
        let mixed = (1.0 - seats) * spread * spread + 12.0 * seats * (1.0 - seats) * distance * distance;
        add(&mut boards, project.members, strain(rules, mixed.sqrt(), 0.0, paid), rules);
    }
    (world.conflicts[2], world.conflicts[3]) = (mean(peers), mean(boards));
}

/// Strain in firms and on platforms, once a year.
fn look_at_owned_places(world: &mut World, month: &Month) {
    let rules = &month.rules.world.forks;
    let mut firms = vec![Place::default(); world.firms.len()];
    let mut crowds = vec![Place::default(); world.crowdsourcing.len()];
    let mut sharers = vec![Place::default(); world.sharing.len()];
    for person in &world.people {
        match (person.regime, person.employer) {
            (CAPITAL, Some(firm)) => firms[firm].add(person),
            (CROWDSOURCING, Some(platform)) => crowds[platform].add(person),
            (SHARING, Some(platform)) => sharers[platform].add(person),
            _ => {}
        }
    }
    let (mut labour, mut users) = (Conflict::default(), Conflict::default());
    for (firm, place) in world.firms.iter().zip(&firms) {
        let market = &world.regions[firm.region].market;
        let (surplus, wages) = (market.paid_out as f64, market.wages as f64);
        let taken = if surplus + wages > 0.0 { surplus / (surplus + wages) } else { 0.0 };
        let take = if firm.cooperative { 0.0 } else { taken };
        add(&mut labour, place.members, strain(rules, place.spread(), take, 1.0), rules);
    }
    for (platform, place) in world.crowdsourcing.iter().zip(&crowds) {
        let commission = platform.terms.now[0];
        add(&mut users, place.members, strain(rules, place.spread(), commission, 1.0), rules);
    }
    for (platform, place) in world.sharing.iter().zip(&sharers) {
        let paid = platform.terms.now[1];
        add(&mut users, place.members, strain(rules, place.spread(), 1.0 - paid, paid), rules);
    }
    (world.conflicts[0], world.conflicts[1]) = (mean(labour), mean(users));
}

/// Every kind of payment sums to zero, and every sector's money has changed by its payments.
fn close_the_books(world: &mut World) {
    let platforms = world.crowdsourcing.iter().chain(&world.sharing);
    let money: [i64; 6] = [
        world.people.iter().map(|person| person.cash).sum(),
        world.firms.iter().map(|firm| firm.cash).sum(),
        platforms.map(|platform| platform.cash).sum(),
        world.projects.iter().map(|project| project.cash).sum(),
        world.regions.iter().map(|region| region.state).sum(),
        world.regions.iter().map(|region| region.fund).sum::<i64>() + world.platform_fund.cash,
    ];
    for (sector, held) in money.iter().enumerate() {
        let paid: i64 = world.flows.0.iter().map(|flow| flow[sector]).sum();
        let change = held - world.balances[sector];
        assert!(paid == change, "money of sector {sector} changed by {change}, its payments sum to {paid}");
    }
    world.balances = money;
    world.flows = Flows::default();
}
