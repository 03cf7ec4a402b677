//! Regions and their markets, stages, nature.

use crate::state as to;
use sim_core::state as from;

pub fn region(r: &from::Region) -> to::Region {
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

pub fn biosphere(b: &from::Biosphere) -> to::Biosphere {
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

pub fn course(c: &from::Course) -> to::Course {
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
