//! From a world's censuses and markets to the measures of a month.

use super::{Cell, Measures, Observation, organisations, panel, transition};
use crate::engine::histogram::Histogram;
use crate::ids::Mode;
use crate::ledger::{CREDIT, Flow, FlowTable, Sector};
use crate::params::Params;
use crate::state::accounts::Made;
use crate::state::projects::{ASSOCIATION, ECOLOGY, Rationed};
use crate::state::regions::{Census, Market, STEPS};
use crate::state::{Platform, Platforms, Region, World};

/// Everything that is known of the month that the world has just lived.
#[must_use]
pub fn observation(world: &World, params: &Params, month: i64, flows: FlowTable) -> Observation {
    let mut regions: Vec<Measures> = (0..world.regions.len()).map(|r| region_measures(world, r)).collect();
    for (measures, histograms) in regions.iter_mut().zip(&world.histograms) {
        inequality(measures, histograms);
    }
    let mut all = world_measures(world, &flows, &regions);
    transition::add(world, &flows, &mut all, &mut regions);
    all.blank_absent(params, false);
    regions.iter_mut().for_each(|m| m.blank_absent(params, true));
    Observation {
        month,
        world: all,
        regions,
        mode_transitions: transitions(world.regions.iter().map(|r| r.mode_moves.as_slice())),
        regime_transitions: transitions(world.regions.iter().map(|r| r.regime_moves.as_slice())),
        flows,
        contributions: world.contributions.clone(),
        accounts: world.accounts.clone(),
        organisations: organisations::all(world, params, month),
        panel: panel::of(world, params, month),
    }
}

fn transitions<'a, const N: usize>(moves: impl Iterator<Item = &'a [i64]>) -> [[u64; N]; N] {
    let mut sums = [[0; N]; N];
    for region in moves {
        region.iter().enumerate().for_each(|(k, n)| sums[k / N][k % N] += *n as u64);
    }
    sums
}

fn ratio(part: f64, whole: f64) -> Cell {
    if whole > 0.0 { Cell::Real(part / whole) } else { Cell::Empty }
}

fn in_steps(sum: i64) -> f64 {
    sum as f64 / f64::from(STEPS)
}

fn credits(micro: i64) -> Cell {
    Cell::Real(micro as f64 / CREDIT)
}

/// What a census alone tells, of a region or of the world.
fn census_measures(census: &Census) -> Measures {
    let people: i64 = census.modes.iter().sum();
    let n = people as f64;
    let hours: f64 = census.hours.iter().map(|h| in_steps(*h)).sum();
    let income_of = |rho: usize| ratio(census.incomes[rho] as f64 / CREDIT, census.regimes[rho] as f64);
    let users = (census.regimes[1] + census.regimes[2]) as f64;
    Measures {
        people: Cell::Count(people),
        mode_communal: Cell::Count(census.modes[0]),
        mode_authority: Cell::Count(census.modes[1]),
        mode_equality: Cell::Count(census.modes[2]),
        mode_market: Cell::Count(census.modes[3]),
        regime_capital: Cell::Count(census.regimes[0]),
        regime_crowdsourcing: Cell::Count(census.regimes[1]),
        regime_sharing: Cell::Count(census.regimes[2]),
        regime_peer: Cell::Count(census.regimes[3]),
        regime_adventure: Cell::Count(census.regimes[4]),
        time_capital: Cell::Real(in_steps(census.hours[0])),
        time_crowdsourcing: Cell::Real(in_steps(census.hours[1])),
        time_sharing: Cell::Real(in_steps(census.hours[2])),
        time_peer: Cell::Real(in_steps(census.hours[3])),
        time_adventure: Cell::Real(in_steps(census.hours[4])),
        project_hours: Cell::Real(in_steps(census.project_hours)),
        time_peer_share: ratio(in_steps(census.hours[3]), hours),
        commons_time: ratio(in_steps(census.commons), n),
        employed: Cell::Count(census.employed),
        bread_hours: Cell::Real(in_steps(census.bread)),
        income_capital: income_of(0),
        income_crowdsourcing: income_of(1),
        income_sharing: income_of(2),
        income_peer: income_of(3),
        income_adventure: income_of(4),
        income_mean: ratio(census.income as f64 / CREDIT, n),
        lock_in: ratio(in_steps(census.lock_in), users),
        project_members: Cell::Count(census.members),
        belief: ratio(in_steps(census.belief), n),
        taste: ratio(in_steps(census.taste), n),
        money_households: Cell::Count(census.cash),
        ..Measures::EMPTY
    }
}

fn region_measures(world: &World, r: usize) -> Measures {
    let region = &world.regions[r];
    let market = &region.market;
    let value = region.price * market.output * CREDIT;
    let vacancies = (market.hired + market.unfilled) as f64;
    let firms: i64 = if world.has_money() {
        world.firms.cash[world.firms.of_region(r)].iter().map(|c| c.balance()).sum()
    } else {
        0
    };
    let mut measures = Measures {
        unemployment: Cell::Real(market.unemployment),
        wage: Cell::Real(region.wage),
        wage_bill: credits(market.wages),
        price: Cell::Real(region.price),
        price_buyer: Cell::Real(region.price_buyer),
        output: Cell::Real(market.output),
        output_value: Cell::Real(value / CREDIT),
        consumption: credits(market.consumption),
        investment: credits(market.investment),
        public_purchases: credits(market.public_purchases),
        capital: Cell::Real(market.capital),
        capital_output_ratio: ratio(market.capital, 12.0 * market.output),
        labour_share: ratio((market.wages + market.prizes) as f64, value),
        profit_paid_out: credits(market.paid_out),
        productivity: Cell::Real(crate::engine::num::exp(region.ln_productivity)),
        bread_hours_filled: Cell::Real(market.bread_filled),
        vacancies_unfilled: if vacancies > 0.0 {
            ratio(market.unfilled as f64, vacancies)
        } else {
            Cell::Real(0.0)
        },
        needs_met: ratio(in_steps(market.needs_met), region.people as f64),
        maintainers_pay: credits(market.project_pay),
        trade_balance: credits(market.trade_balance),
        physical_projects: Cell::Count(
            world.projects.workshops.as_ref().map_or(0, |w| w.of_region(r).count()) as i64,
        ),
        physical_output: Cell::Real(market.peers_made),
        physical_sold: credits(market.peers_sold),
        physical_shared: Cell::Real(in_steps(market.peers_shared)),
        physical_capital: Cell::Real(market.peers_capital),
        physical_gain: gain([market.peers_made, market.peers_labour, market.output, market.labour]),
        essentials_from_peers: ratio(in_steps(market.peers_needs), region.people as f64),
        manufacturing: Cell::Real(region.manufacturing),
        consumption_to_core: ratio(goods_a_head(&[region]), core_goods(world)),
        coordination: Cell::Real(region.coordination),
        access: Cell::Real(region.access),
        far_ties: Cell::Real(region.far_ties),
        norm: region.norm.map_or(Cell::Empty, Cell::Real),
        essentials: region.essentials.map_or(Cell::Empty, Cell::Real),
        money_firms: Cell::Count(firms),
        money_states: Cell::Count(region.state.balance()),
        ..census_measures(&region.census)
    };
    if world.has_money() {
        cooperatives(&mut measures, world, world.firms.of_region(r), market.surplus_paid);
    }
    measures
}

/// What is known of the co-operatives among some firms.
fn cooperatives(measures: &mut Measures, world: &World, slots: std::ops::Range<usize>, surplus: i64) {
    let firms = &world.firms;
    // Members, wages, goods: of co-operatives and of the others.
    let (mut count, mut sharers) = (0i64, 0i64);
    let (mut members, mut wages, mut goods) = ([0i64; 2], [0i64; 2], [0.0; 2]);
    let all = slots.len();
    for j in slots {
        let kind = usize::from(!firms.cooperative[j]);
        let by_mode = firms.members_by_mode(j);
        members[kind] += by_mode.iter().sum::<i64>();
        wages[kind] += firms.paid.get(j);
        goods[kind] += firms.plans[j].output;
        if kind == 0 {
            count += 1;
            sharers += by_mode[Mode::Communal as usize] + by_mode[Mode::Equality as usize];
        }
    }
    let a_member = |money: i64, members: i64| money as f64 / members.max(1) as f64;
    measures.cooperatives = Cell::Count(count);
    measures.cooperatives_share = ratio(count as f64, all as f64);
    measures.cooperatives_members = Cell::Count(members[0]);
    measures.cooperatives_sharers = ratio(sharers as f64, members[0] as f64);
    measures.cooperatives_output = Cell::Real(goods[0]);
    measures.cooperatives_surplus = credits(surplus);
    measures.cooperatives_pay = if members[0] > 0 {
        ratio(a_member(wages[0] + surplus, members[0]), a_member(wages[1], members[1]))
    } else {
        Cell::Empty
    };
}

/// What a skill-month makes in projects over what it makes in firms.
fn gain([peers, theirs, firms, labour]: [f64; 4]) -> Cell {
    if theirs > 0.0 && labour > 0.0 && firms > 0.0 {
        Cell::Real(peers / theirs / (firms / labour))
    } else {
        Cell::Empty
    }
}

/// Goods that people of some regions got, bought or shared, a head.
fn goods_a_head(regions: &[&Region]) -> f64 {
    let got =
        |r: &&Region| r.market.consumption as f64 / CREDIT / r.price_buyer + in_steps(r.market.peers_shared);
    let people: usize = regions.iter().map(|r| r.people).sum();
    regions.iter().map(got).sum::<f64>() / (people.max(1) as f64)
}

fn core_goods(world: &World) -> f64 {
    let core: Vec<&Region> = world.regions.iter().filter(|r| r.core).collect();
    if core.is_empty() { 0.0 } else { goods_a_head(&core) }
}

fn inequality(measures: &mut Measures, [income, wealth]: &[Histogram; 2]) {
    let cell = |h: &Histogram| h.gini().map_or(Cell::Empty, Cell::Real);
    (measures.income_gini, measures.wealth_gini) = (cell(income), cell(wealth));
}

fn world_measures(world: &World, flows: &FlowTable, regions: &[Measures]) -> Measures {
    let teams = world.firms.organised();
    let creators: i64 = world.platforms.sharing.iter().map(|p| p.creators_pay).sum();
    let mut census = Census::default();
    world.regions.iter().for_each(|r| crate::engine::chunks::Merge::merge(&mut census, r.census.clone()));
    let n = world.people.count as f64;
    let sum = |of: fn(&Measures) -> Cell| regions.iter().filter_map(|m| of(m).value()).sum::<f64>();
    let by_people =
        |of: fn(&Region) -> f64| Cell::Real(world.regions.iter().map(|r| of(r) * r.people as f64 / n).sum());
    let by_output = |of: fn(&Region) -> f64| {
        let all: f64 = world.regions.iter().map(|r| r.market.output).sum();
        ratio(world.regions.iter().map(|r| of(r) * r.market.output).sum(), all)
    };
    let workforce = census.regimes[0] as f64;
    let hired: i64 = world.regions.iter().map(|r| r.market.hired).sum();
    let unfilled: i64 = world.regions.iter().map(|r| r.market.unfilled).sum();
    let projects = &world.projects;
    let groups = &projects.groups;
    let bent = projects.bent();
    let (disruption, collapsed) = projects.disrupted_share();
    let balances = world.balances;
    let made = Made::of(world);
    let paid =
        |of: fn(&Market) -> i64| world.regions.iter().map(|r| of(&r.market)).sum::<i64>() as f64 / CREDIT;
    let into_projects = |flow: Flow| flows.net[flow as usize][Sector::Projects as usize];
    let returned = into_projects(Flow::BenefitSharing) + into_projects(Flow::PublicSupport);
    let [open, proprietary] = projects.stocks();
    let mut all = Measures {
        unemployment: ratio(
            world.regions.iter().map(|r| r.market.unemployment * r.census.regimes[0] as f64).sum(),
            workforce,
        ),
        wage: Cell::Real(
            sum(|m| m.wage_bill) / world.regions.iter().map(|r| r.market.labour).sum::<f64>().max(1e-300),
        ),
        wage_bill: Cell::Real(sum(|m| m.wage_bill)),
        price: by_output(|r| r.price),
        price_buyer: by_output(|r| r.price_buyer),
        output: Cell::Real(sum(|m| m.output)),
        output_value: Cell::Real(sum(|m| m.output_value)),
        consumption: Cell::Real(sum(|m| m.consumption)),
        investment: Cell::Real(sum(|m| m.investment)),
        public_purchases: Cell::Real(sum(|m| m.public_purchases)),
        capital: Cell::Real(sum(|m| m.capital)),
        capital_output_ratio: ratio(sum(|m| m.capital), 12.0 * sum(|m| m.output)),
        labour_share: labour_share(world, sum(|m| m.output_value)),
        profit_paid_out: Cell::Real(sum(|m| m.profit_paid_out)),
        productivity: by_output(|r| crate::engine::num::exp(r.ln_productivity)),
        bread_hours_filled: if census.bread_wanted > 0 {
            ratio(census.bread as f64, census.bread_wanted as f64)
        } else {
            Cell::Real(1.0)
        },
        vacancies_unfilled: if hired + unfilled > 0 {
            ratio(unfilled as f64, (hired + unfilled) as f64)
        } else {
            Cell::Real(0.0)
        },
        needs_met: ratio(world.regions.iter().map(|r| in_steps(r.market.needs_met)).sum(), n),
        trade_balance: Cell::Real(sum(|m| m.trade_balance)),
        rent_commission: credits(commission(world)),
        prizes: credits(world.regions.iter().map(|r| r.market.prizes).sum::<i64>() - creators),
        rent_attention: credits(-flows.net[Flow::Advertising as usize][1]),
        contributors_pay_spread: world.platforms.pay_spread.map_or(Cell::Empty, |s| Cell::Real(s[0])),
        contributors_unpaid: world.platforms.pay_spread.map_or(Cell::Empty, |s| Cell::Real(s[1])),
        walk_outs: Cell::Count(world.platforms.walked_out),
        platforms_failed: Cell::Count(world.platforms.failed),
        crowdsourcing_largest: largest_share(&world.platforms.crowdsourcing),
        openness: Cell::Real(Platforms::mean(&world.platforms.sharing, Platform::openness)),
        openness_least: Cell::Real(
            world.platforms.sharing.iter().map(Platform::openness).fold(1.0, f64::min),
        ),
        data_enclosed: Cell::Real(Platforms::mean(&world.platforms.sharing, |p| p.data)),
        platforms_equity_share: Cell::Real(world.platforms.equity_share),
        platforms_capital: Cell::Real(world.platforms.all().map(|p| p.capital).sum()),
        creators_pay: credits(creators),
        commission: Cell::Real(Platforms::mean(&world.platforms.crowdsourcing, Platform::commission)),
        piece_share: Cell::Real(Platforms::mean(&world.platforms.crowdsourcing, Platform::paid_share)),
        platforms_profit: credits(-flows.net[crate::ledger::Flow::DividendsIn as usize][2]),
        sharing_largest: largest_share(&world.platforms.sharing),
        projects_alive: Cell::Count(projects.living() as i64),
        projects_founded: Cell::Count(projects.births),
        projects_dead: Cell::Count(projects.deaths),
        project_size_mean: ratio(census.members as f64, projects.living() as f64),
        project_size_largest: Cell::Count(projects.largest()),
        working_groups: Cell::Count(groups.living() as i64),
        working_group_size_mean: ratio(census.members as f64, groups.living() as f64),
        working_group_size_felt: ratio(groups.squares() as f64, census.members as f64),
        working_group_size_largest: Cell::Count(i64::from(groups.largest())),
        firm_teams_mean: ratio(teams.teams, world.firms.teams.len() as f64),
        firm_team_size_felt: ratio(teams.felt, teams.members),
        firm_labour_left: ratio(teams.left, teams.labour),
        project_use: Cell::Real(projects.all_users),
        project_use_served: Cell::Real(projects.served_share),
        project_use_hosted: if projects.all_users > 0.0 {
            Cell::Real(projects.hosted_users / projects.all_users)
        } else {
            Cell::Real(0.0)
        },
        project_crashes: Cell::Count(projects.crashes),
        projects_handed_over: Cell::Count(projects.handed_over),
        projects_taken_back: Cell::Count(projects.taken_back),
        associations: Cell::Count(projects.with(ASSOCIATION)),
        ecologies: Cell::Count(projects.with(ECOLOGY)),
        cohesion: ratio(projects.all_cohesion(), projects.living() as f64),
        donations: credits(flows.net[Flow::Donations as usize][Sector::Projects as usize]),
        patronage: credits(projects.patronage),
        benefits_shared: credits(flows.net[Flow::BenefitSharing as usize][Sector::Projects as usize]),
        project_support: credits(flows.net[Flow::PublicSupport as usize][Sector::Projects as usize]),
        project_capacity_bought: credits(-flows.net[Flow::Capacity as usize][Sector::Projects as usize]),
        maintainers_pay: Cell::Real(sum(|m| m.maintainers_pay)),
        project_paid_share: Cell::Real(bent.paid_share),
        projects_paid_majority: Cell::Count(bent.majority),
        projects_closed: Cell::Count(bent.closed),
        sponsor_distance: ratio(bent.distance, bent.sponsored as f64),
        burn_outs: Cell::Count(projects.burnt_out),
        physical_projects: Cell::Count(projects.workshops.as_ref().map_or(0, |w| w.living().count()) as i64),
        physical_output: Cell::Real(sum(|m| m.physical_output)),
        physical_sold: Cell::Real(sum(|m| m.physical_sold)),
        physical_shared: Cell::Real(sum(|m| m.physical_shared)),
        physical_capital: Cell::Real(sum(|m| m.physical_capital)),
        physical_gain: gain([
            sum(|m| m.physical_output),
            world.regions.iter().map(|r| r.market.peers_labour).sum(),
            sum(|m| m.output),
            world.regions.iter().map(|r| r.market.labour).sum(),
        ]),
        essentials_from_peers: ratio(world.regions.iter().map(|r| in_steps(r.market.peers_needs)).sum(), n),
        manufacturing: by_people(|r| r.manufacturing),
        consumption_to_core: {
            let outside: Vec<&Region> = world.regions.iter().filter(|r| !r.core).collect();
            if outside.is_empty() { Cell::Empty } else { ratio(goods_a_head(&outside), core_goods(world)) }
        },
        exploitation_capital: Cell::Real(made.firms - paid(|m| m.wages + m.surplus_paid)),
        exploitation_crowdsourcing: Cell::Real(made.crowd - paid(|m| m.prizes) + creators as f64 / CREDIT),
        exploitation_sharing: Cell::Real(made.sharing - creators as f64 / CREDIT),
        exploitation_peer: Cell::Real(made.peers - returned as f64 / CREDIT),
        commons_stock: Cell::Real(open),
        proprietary_stock: Cell::Real(proprietary),
        project_core_share: ratio(projects.reviewed.core, projects.reviewed.hours),
        project_review_share: ratio(projects.reviewed.spent, projects.reviewed.hours),
        project_setup_share: ratio(projects.reviewed.set_up, projects.reviewed.hours),
        project_accepted_share: ratio(projects.reviewed.accepted, projects.reviewed.hours),
        projects_pay_hierarchy: Cell::Count(projects.pay_rationed[0].projects),
        pay_efficiency_hierarchy: efficiency(&projects.pay_rationed[0]),
        pay_inequality_hierarchy: spread(&projects.pay_rationed[0]),
        projects_pay_market: Cell::Count(projects.pay_rationed[1].projects),
        pay_efficiency_market: efficiency(&projects.pay_rationed[1]),
        pay_inequality_market: spread(&projects.pay_rationed[1]),
        projects_pay_vote: Cell::Count(projects.pay_rationed[2].projects),
        pay_efficiency_vote: efficiency(&projects.pay_rationed[2]),
        pay_inequality_vote: spread(&projects.pay_rationed[2]),
        projects_ration_hierarchy: Cell::Count(projects.rationed[0].projects),
        ration_efficiency_hierarchy: efficiency(&projects.rationed[0]),
        ration_inequality_hierarchy: spread(&projects.rationed[0]),
        projects_ration_market: Cell::Count(projects.rationed[1].projects),
        ration_efficiency_market: efficiency(&projects.rationed[1]),
        ration_inequality_market: spread(&projects.rationed[1]),
        projects_ration_vote: Cell::Count(projects.rationed[2].projects),
        ration_efficiency_vote: efficiency(&projects.rationed[2]),
        ration_inequality_vote: spread(&projects.rationed[2]),
        project_rival_share: Cell::Real(projects.rival_new * projects.rival_left()),
        sponsor_seats: ratio(projects.boards.1, projects.boards.0 as f64),
        project_disruption: Cell::Real(disruption),
        projects_collapsed: Cell::Count(collapsed),
        driven_out: Cell::Count(projects.driven_out),
        knowledge_open: Cell::Real(world.knowledge),
        coordination: by_people(|r| r.coordination),
        access: by_people(|r| r.access),
        far_ties: by_people(|r| r.far_ties),
        norm: by_people(|r| r.norm.unwrap_or(0.0)),
        essentials: by_people(|r| r.essentials.unwrap_or(1.0)),
        money_firms: Cell::Count(balances[1]),
        money_platforms: Cell::Count(balances[2]),
        money_projects: Cell::Count(balances[3]),
        money_states: Cell::Count(balances[4]),
        money_funds: Cell::Count(balances[5]),
        money_total: Cell::Count(balances.iter().sum()),
        ..census_measures(&census)
    };
    if world.has_money() {
        let surplus = world.regions.iter().map(|r| r.market.surplus_paid).sum();
        cooperatives(&mut all, world, 0..world.firms.count(), surplus);
    }
    if !world.histograms.is_empty() {
        let mut merged: [Histogram; 2] = Default::default();
        for region in &world.histograms {
            merged.iter_mut().zip(region).for_each(|(all, one)| all.add_all(one));
        }
        inequality(&mut all, &merged);
    }
    all
}

/// Wants met over wants that could be met.
fn efficiency(sums: &Rationed) -> Cell {
    // Levels are rounded: a market that clears may sell a hair more than there is.
    ratio(sums.met.min(sums.possible), sums.possible)
}

/// Standard deviation of the share of a want that is met, over members.
fn spread(sums: &Rationed) -> Cell {
    if sums.members == 0 {
        return Cell::Empty;
    }
    let (n, mean) = (sums.members as f64, sums.shares / sums.members as f64);
    Cell::Real((sums.squares / n - mean * mean).max(0.0).sqrt())
}

fn labour_share(world: &World, value: f64) -> Cell {
    let paid: i64 = world.regions.iter().map(|r| r.market.wages + r.market.prizes).sum();
    ratio(paid as f64 / CREDIT, value)
}

fn commission(world: &World) -> i64 {
    world.platforms.crowdsourcing.iter().map(|p| p.last_receipts).sum()
}

fn largest_share(platforms: &[Platform]) -> Cell {
    let all: i64 = platforms.iter().map(|p| p.users).sum();
    ratio(platforms.iter().map(|p| p.users).max().unwrap_or(0) as f64, all as f64)
}
