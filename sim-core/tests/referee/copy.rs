//! The engine's world as the referee's: the only file that reads the engine's state, and changes nothing of it.

use crate::flows::Flows;
use crate::month as ours;
use crate::state as to;
use sim_core::ids::NONE;
use sim_core::params::TiesKind;
use sim_core::phases::{gather, perceive};
use sim_core::state as from;
use sim_core::state::people::get_or;

fn place(slot: u32) -> Option<usize> {
    (slot != NONE).then_some(slot as usize)
}

fn places(slots: &[u32]) -> Vec<usize> {
    slots.iter().map(|s| *s as usize).collect()
}

/// The whole world.
pub fn world(w: &from::World, kind: TiesKind) -> to::World {
    let conflicts = w.conflicts.unwrap_or_default();
    to::World {
        people: (0..w.people.count).map(|i| person(w, i)).collect(),
        blocks: (0..w.blocks.count()).map(|b| block(w, b)).collect(),
        ties: network(w, kind),
        firms: (0..w.firms.count()).map(|j| firm(w, j)).collect(),
        crowdsourcing: (0..w.platforms.crowdsourcing.len()).map(|k| crowd_platform(w, k)).collect(),
        sharing: w.platforms.sharing.iter().map(platform).collect(),
        platform_fund: platform_fund(&w.platforms),
        projects: (0..w.projects.slots()).map(|s| project(&w.projects, s)).collect(),
        commons: commons(&w.projects),
        groups: groups(&w.projects.groups),
        workshops: w.projects.workshops.as_ref().map_or_else(Vec::new, workshops),
        owners: w.owners.iter().map(owner).collect(),
        regions: w.regions.iter().map(region).collect(),
        hospitality: hospitality(&w.hospitality.unwrap_or_default()),
        biosphere: w.biosphere.as_ref().map(biosphere).unwrap_or_default(),
        conflicts: [conflicts.labour, conflicts.users, conflicts.peers, conflicts.associations].map(conflict),
        courses: w.courses.iter().map(course).collect(),
        knowledge: w.knowledge,
        hours_2001: w.hours_2001,
        capital_2001: w.capital_2001,
        mode_means: w.mode_means.clone(),
        regime_intercepts: w.regime_intercepts,
        flows: Flows(w.till.flows().net),
        balances: w.balances,
    }
}

fn person(w: &from::World, i: usize) -> to::Person {
    let p = &w.people;
    let strategy = get_or(&p.hospitality, i, from::hospitality::STRANGER);
    to::Person {
        region: w.blocks.region_of(i),
        block: w.blocks.block_of(i),
        mode: p.mode[i].into(),
        regime: p.regime_of(i).into(),
        disposition: get_or(&p.disposition, i, [0; 4]),
        skill: get_or(&p.skill, i, 1.0),
        cash: p.cash[i].balance(),
        equity: p.equity[i],
        income: p.income[i],
        regime_pay: get_or(&p.regime_pay, i, 0.0),
        budget: p.budget[i],
        standing: get_or(&p.standing, i, 0.0),
        earned: get_or(&p.earned, i, 0.0),
        taste: get_or(&p.taste, i, 0.0),
        taste_class: get_or(&p.taste_class, i, 0),
        belief: get_or(&p.belief, i, 0.0),
        prior: get_or(&p.prior, i, 0),
        commons: get_or(&p.commons, i, 0.0),
        bread: get_or(&p.bread, i, 0.0),
        employer: place(get_or(&p.employer, i, NONE)),
        project: place(get_or(&p.project, i, NONE)),
        group: place(get_or(&p.group, i, NONE)),
        lock_in: get_or(&p.lock_in, i, 0.0),
        culture: get_or(&p.culture, i, 0),
        mobilised: get_or(&p.mobilised, i, 0) == 1,
        in_kind: get_or(&p.in_kind, i, 0.0),
        favours: get_or(&p.favours, i, 0.0),
        strategy: (strategy != from::hospitality::STRANGER).then_some(strategy.into()),
        good_host: get_or(&p.good_host, i, 1) == 1,
        stays: get_or(&p.stays, i, 0),
        hosted: get_or(&p.hosted, i, 0) == 1,
        generation: get_or(&p.generation, i, 0),
    }
}

fn block(w: &from::World, b: usize) -> to::Block {
    to::Block {
        region: w.blocks.region_of_block(b),
        people: w.blocks.people_of_block(b),
        provided: get_or(&w.blocks.provided, b, 0.0),
        relief: get_or(&w.blocks.relief, b, [0.0; 2]),
    }
}

fn network(w: &from::World, kind: TiesKind) -> to::Network {
    let people = w.people.count as u32;
    let listed = |i| w.ties.listed(i).to_vec();
    to::Network {
        kind: match kind {
            TiesKind::Blocks => 0,
            TiesKind::Random => 1,
            TiesKind::All => 2,
            TiesKind::File => 3,
        },
        degree: w.ties.fixed_degree().unwrap_or(0) as u32,
        people,
        block: w.blocks.size() as u32,
        key: w.ties.key(),
        listed: if kind == TiesKind::File { (0..people).map(listed).collect() } else { Vec::new() },
    }
}

fn firm(w: &from::World, j: usize) -> to::Firm {
    let f = &w.firms;
    let (totals, plan) = (f.deals[j].totals, f.plans[j]);
    to::Firm {
        region: (0..w.regions.len()).find(|r| f.of_region(*r).contains(&j)).expect("every firm has a region"),
        capital: f.capital[j],
        inventory: f.inventory[j],
        expected: f.expected[j],
        productivity: f.productivity[j],
        cash: f.cash[j].balance(),
        order: f.order[j],
        wage_bill: f.wage_bill[j],
        revenue: f.revenue[j],
        poor_months: f.poor_months[j],
        shares_back: get_or(&f.shares_back, j, false),
        cooperative: f.cooperative[j],
        surplus: f.surplus[j],
        surplus_paid: f.surplus_paid.get(j),
        deal: to::Deal {
            bill: f.deals[j].bill,
            members: totals.members,
            modes: totals.modes,
            input: totals.input,
            standing: totals.standing,
            equal_turns: totals.equal_turns,
        },
        teams: get_or(&f.teams, j, 1),
        labour_left: get_or(&f.labour_left, j, 1.0),
        members: f.members_by_mode(j),
        input: f.input.get(j),
        standing: f.claims.get(2 * j),
        turns: f.claims.get(2 * j + 1),
        paid: f.paid.get(j),
        plan: to::Plan {
            leave_below: plan.leave_below,
            casual: plan.casual,
            vacancies: plan.vacancies,
            tasks: plan.tasks,
            task_labour: plan.task_labour,
            output: plan.output,
            advertising: plan.advertising,
            delivered: plan.delivered,
            unfunded: plan.unfunded,
        },
    }
}

fn crowd_platform(w: &from::World, k: usize) -> to::Platform {
    let all = &w.platforms;
    to::Platform {
        expected_prize: all.expected_prize[k],
        win_chance: all.win_chance[k],
        expected_piece: all.expected_piece[k],
        ..platform(&all.crowdsourcing[k])
    }
}

fn platform(p: &from::Platform) -> to::Platform {
    let trial = |t: sim_core::mechanisms::owner_search::Trial| to::Trial {
        profit: t.profit,
        user_months: t.user_months,
        users: t.users,
    };
    to::Platform {
        users: p.users,
        hours: p.hours,
        cash: p.cash.balance(),
        receipts: p.receipts,
        last_receipts: p.last_receipts,
        pot: p.pot,
        creators_pay: p.creators_pay,
        data: p.data,
        capital: p.capital,
        to_build: p.to_build,
        failing: p.failing,
        terms: to::Terms {
            now: p.terms.now,
            kept: p.terms.kept,
            tried: p.terms.tried,
            lever: p.terms.lever,
            tried_first: p.terms.tried_first,
            month: p.terms.month,
            under_way: p.terms.under_way,
            trials: p.terms.trials.map(trial),
        },
        ..to::Platform::default()
    }
}

fn platform_fund(p: &from::Platforms) -> to::PlatformFund {
    to::PlatformFund {
        cash: p.fund.balance(),
        shares: p.fund_shares,
        equity_share: p.equity_share,
        yields: p.yields,
        dividend: p.dividend,
        own_attention: p.own_attention,
        pay_spread: p.pay_spread,
        walked_out: p.walked_out,
        failed: p.failed,
        expected_tasks: p.expected_tasks,
    }
}

fn project(p: &from::Projects, s: usize) -> to::Project {
    if !p.alive[s] {
        return to::Project::default();
    }
    let ration = get_or(&p.rations, s, Default::default());
    let search = get_or(&p.leadership.search, s, Default::default());
    let tally = |tallies: &sim_core::engine::sums::Tallies, k: usize| {
        if tallies.is_empty() { 0 } else { tallies.get(k) }
    };
    let host = get_or(&p.host, s, from::projects::OWN_HOST);
    to::Project {
        alive: true,
        members: p.members.get(s),
        culture: p.culture[s],
        founded: p.founded[s],
        setup: p.setup[s],
        hours: p.hours.get(s),
        core_hours: p.core_hours.get(s),
        worth: p.worth.get(s),
        accepted: p.accepted[s],
        turns: [tally(&p.turns, 2 * s), tally(&p.turns, 2 * s + 1)],
        knowledge: get_or(&p.knowledge, s, 0.0),
        users: get_or(&p.users, s, 0.0),
        served: get_or(&p.served, s, 1.0),
        bought: get_or(&p.bought, s, 0.0),
        cash: p.cash.get(s).map_or(0, |purse| purse.balance()),
        legs: get_or(&p.legs, s, 0),
        cohesion: get_or(&p.cohesion, s, 0.0),
        sponsor: get_or(&p.sponsor, s, 0),
        paid: get_or(&p.paid, s, 0.0),
        closed: get_or(&p.closed, s, false),
        disruption: get_or(&p.disruption, s, 0.0),
        short: ration.short,
        rule: ration.rule as usize,
        levels: ration.levels,
        rival: get_or(&p.rival, s, 1.0),
        kin: tally(&p.kin, s),
        host: (host != from::projects::OWN_HOST).then_some(host.into()),
        workshop: place(get_or(&p.workshop, s, NONE)),
        leader: place(get_or(&p.leadership.leader, s, NONE)),
        take: search.take,
        stayed: search.stayed,
        gain_before: search.before,
        up: search.up,
        left: get_or(&p.leadership.left, s, 0),
        cultures: [tally(&p.tension.cultures, 2 * s), tally(&p.tension.cultures, 2 * s + 1)],
        strain: get_or(&p.tension.strain, s, 0.0),
        duplicated: get_or(&p.tension.duplicated, s, 0.0),
    }
}

fn rationed(r: from::projects::Rationed) -> to::Rationed {
    to::Rationed {
        projects: r.projects,
        members: r.members,
        possible: r.possible,
        met: r.met,
        shares: r.shares,
        squares: r.squares,
    }
}

fn commons(p: &from::Projects) -> to::Commons {
    let workshops = p.workshops.as_ref();
    to::Commons {
        founding_time: p.founding_time,
        reviewed: to::Reviewed {
            hours: p.reviewed.hours,
            core: p.reviewed.core,
            set_up: p.reviewed.set_up,
            spent: p.reviewed.spent,
            accepted: p.reviewed.accepted,
            open: p.reviewed.open,
        },
        hours_per_head: p.hours_per_head,
        rival_new: p.rival_new,
        rationed: p.rationed.map(rationed),
        pay_rationed: p.pay_rationed.map(rationed),
        boards: p.boards.0,
        seats: p.boards.1,
        patronage: p.patronage,
        disrupted: p.driven_out,
        expected_pay: p.expected_pay,
        orders: p.orders.iter().map(|(slot, money)| (*slot as usize, *money)).collect(),
        served_share: p.served_share,
        served_2001: p.served_2001,
        all_users: p.all_users,
        hosted_users: p.hosted_users,
        burnt_out: p.burnt_out,
        crashes: p.crashes,
        handed_over: p.handed_over,
        taken_back: p.taken_back,
        births: p.births,
        deaths: p.deaths,
        driven_out: p.leadership.driven_out,
        successions: p.leadership.successions,
        forks: p.tension.forks,
        went: p.tension.went,
        lost: p.tension.lost,
        free_projects: places(p.free_slots()),
        free_groups: places(p.groups.free_slots()),
        free_workshops: workshops.map_or_else(Vec::new, |w| places(w.free_slots())),
        left: workshops.map_or_else(Vec::new, |w| w.left.clone()),
    }
}

fn groups(g: &from::Groups) -> Vec<to::Group> {
    let group = |(members, project): (&u32, &u32)| to::Group { members: *members, project: place(*project) };
    g.members.iter().zip(&g.project).map(group).collect()
}

fn workshops(all: &from::Workshops) -> Vec<to::Workshop> {
    let workshop = |(row, w): (usize, &from::workshops::Workshop)| to::Workshop {
        project: place(w.project),
        region: w.region.into(),
        tools: w.tools,
        capital: w.capital,
        labour: w.labour,
        made: w.made,
        shared: w.shared,
        inventory: w.inventory,
        expected: w.expected,
        order: w.order,
        delivered: w.delivered,
        input: if row < all.input.len() { all.input.get(row) } else { 0 },
    };
    all.rows.iter().enumerate().map(workshop).collect()
}

fn owner(o: &from::Owner) -> to::Owner {
    to::Owner {
        person: o.person as usize,
        region: o.region.into(),
        faction: o.faction.into(),
        equity: o.equity,
        refuge: o.refuge,
        outlay: o.outlay,
        gains: o.gains,
        income: o.income,
        base: o.base,
    }
}

fn region(r: &from::Region) -> to::Region {
    let policy = r.policy.unwrap_or_default();
    to::Region {
        people: r.people,
        core: r.core,
        price: r.price,
        price_buyer: r.price_buyer,
        price_index_genesis: r.price_index_genesis,
        wage: r.wage,
        base_output: r.base_output,
        ln_productivity_genesis: r.ln_productivity_genesis,
        ln_productivity: r.ln_productivity,
        knowledge_gain: r.knowledge_gain,
        trend: r.trend,
        required_return_start: r.required_return_start,
        depreciation: r.depreciation,
        built_access: r.built.access,
        built_coordination: r.built.coordination,
        weights: policy.weights,
        movement: policy.movement,
        repression: policy.repression,
        refuge: policy.refuge,
        mobilised: r.mobilised,
        order: r.order,
        broken: r.broken,
        needs: r.needs,
        damage: r.damage,
        green: r.green,
        after_abatement: r.after_abatement,
        coordination: r.coordination,
        manufacturing: r.manufacturing,
        access: r.access,
        access_2001: r.access_2001,
        far_ties: r.far_ties,
        essentials: r.essentials.unwrap_or(1.0),
        norm: r.norm.unwrap_or(0.0),
        spending_shares: r.spending_shares.clone(),
        spending_tastes: r.spending_tastes.clone(),
        world_share: r.world_share,
        state: r.state.balance(),
        fund: r.fund.balance(),
        fund_shares: r.fund_shares,
        dividend: r.dividend,
        market: market(&r.market),
        census: census(&r.census),
        mode_moves: r.mode_moves,
        regime_moves: r.regime_moves,
    }
}

fn market(m: &from::regions::Market) -> to::Market {
    to::Market {
        unemployment: m.unemployment,
        hired: m.hired,
        unfilled: m.unfilled,
        bread_filled: m.bread_filled,
        bread_served: m.bread_served,
        casual_pot: m.casual_pot,
        casual_paid: m.casual_paid,
        wages: m.wages,
        prizes: m.prizes,
        project_pay: m.project_pay,
        peer_pay: m.peer_pay,
        output: m.output,
        labour: m.labour,
        knowledge_gain: m.knowledge_gain,
        expected: m.expected,
        inventory: m.inventory,
        budgets: m.budgets,
        consumption: m.consumption,
        investment: m.investment,
        public_purchases: m.public_purchases,
        central_projects: m.central_projects,
        granted: m.granted,
        paid_out: m.paid_out,
        surplus_paid: m.surplus_paid,
        owned_capital: m.owned_capital,
        trade_balance: m.trade_balance,
        needs_met: m.needs_met,
        provided: m.provided,
        capital: m.capital,
        peers_made: m.peers_made,
        peers_labour: m.peers_labour,
        peers_capital: m.peers_capital,
        peers_shared: m.peers_shared,
        peers_sold: m.peers_sold,
        peers_needs: m.peers_needs,
    }
}

fn census(c: &from::Census) -> to::Census {
    to::Census {
        modes: c.modes,
        regimes: c.regimes,
        hours: c.hours,
        commons: c.commons,
        bread: c.bread,
        bread_wanted: c.bread_wanted,
        employed: c.employed,
        members: c.members,
        belief: c.belief,
        taste: c.taste,
        lock_in: c.lock_in,
        cash: c.cash,
        income: c.income,
        project_hours: c.project_hours,
        incomes: c.incomes,
        successful: c.successful,
        successful_common: c.successful_common,
        illegal: c.illegal,
    }
}

fn hospitality(h: &from::Hospitality) -> to::Hospitality {
    to::Hospitality {
        expected: h.expected,
        requests: h.requests,
        granted: h.granted,
        strategies: h.strategies,
        good: h.good,
        entries: h.entries,
        hours: h.hours,
        worth: h.worth,
    }
}

fn biosphere(b: &from::Biosphere) -> to::Biosphere {
    to::Biosphere {
        fullness: b.fullness,
        fullness_start: b.fullness_start,
        throughput: b.throughput,
        throughput_start: b.throughput_start,
        harm: b.harm,
        harm_start: b.harm_start,
        intensity: b.intensity,
        saved: b.saved,
        harvest: b.harvest,
        regrowth: b.regrowth,
    }
}

fn conflict(c: from::Conflict) -> to::Conflict {
    to::Conflict { strain: c.strain, open: c.open, members: c.members }
}

fn course(c: &from::Course) -> to::Course {
    to::Course {
        parity: c.holds.parity,
        most_hours: c.holds.most_hours,
        off_market: c.holds.off_market,
        repressed: c.holds.repressed,
        unmet: c.holds.unmet,
        failed: c.holds.failed,
        local: c.holds.local,
        stage: c.stage as u8,
        needs: c.needs,
    }
}

/// What line 1 of the engine saw.
pub fn seen(s: &perceive::Seen) -> ours::Seen {
    ours::Seen {
        modes: s.modes,
        regimes: s.regimes,
        belief: s.belief,
        success: s.success,
        here: s.here.iter().map(here).collect(),
    }
}

fn here(h: &perceive::Here) -> ours::Here {
    ours::Here {
        far: h.far,
        far_share: h.far_share,
        fitting: h.fitting,
        ln_access: h.ln_access,
        need: h.need,
        basket: h.basket,
        peers_kind: h.peers_kind,
        wage: h.wage,
        net_wage: h.net_wage,
        tax: h.tax,
        dole: h.dole,
        unemployment: h.unemployment,
        bread_filled: h.bread_filled,
        dividend: h.dividend,
        sharing: h.sharing,
        repression: h.repression,
        shown: h.shown,
    }
}

/// What line 4 of the engine hands on.
pub fn gathered(g: &gather::Gathered) -> ours::Gathered {
    let offer = |o: &gather::Offer| ours::Offer {
        workforce: o.workforce,
        input: o.input,
        unemployed: o.unemployed,
        bread: o.bread,
        crowd_at_wages: o.crowd_at_wages,
    };
    let entry = |e: &gather::Entry| ours::Entry {
        person: e.person as usize,
        platform: e.platform as usize,
        score: e.score,
        luck: e.luck,
    };
    ours::Gathered {
        offers: g.offers.iter().map(offer).collect(),
        crowd: ours::Crowd {
            input: g.crowd.input.clone(),
            entries: g.crowd.entries.iter().map(entry).collect(),
            contributors: g.crowd.contributors.clone(),
            sharing: g.crowd.sharing.clone(),
        },
    }
}
