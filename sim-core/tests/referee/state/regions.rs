//! Regions and their markets, stages, nature.

use crate::compare::record;

record! {
    /// A region.
    Region {
        people: usize,
        core: bool,
        price: f64,
        price_buyer: f64,
        price_index_genesis: f64,
        wage: f64,
        base_output: f64,
        ln_productivity_genesis: f64,
        ln_productivity: f64,
        knowledge_gain: f64,
        trend: f64,
        required_return_start: f64,
        depreciation: f64,
        built_access: f64,
        built_coordination: f64,
        /// Weights of the four factions, and what the state does.
        weights: [f64; 4],
        movement: f64,
        repression: f64,
        refuge: f64,
        mobilised: i64,
        order: f64,
        broken: bool,
        needs: f64,
        damage: f64,
        green: f64,
        after_abatement: f64,
        coordination: f64,
        manufacturing: f64,
        access: f64,
        access_2001: f64,
        far_ties: f64,
        essentials: f64,
        norm: f64,
        spending_shares: Vec<f64>,
        spending_tastes: Vec<f64>,
        world_share: f64,
        state: i64,
        fund: i64,
        fund_shares: i64,
        dividend: i64,
        market: Market,
        census: Census,
        mode_moves: [i64; 16],
        regime_moves: [i64; 25],
    }
}

record! {
    /// What happened in a region's markets.
    Market {
        unemployment: f64,
        hired: i64,
        unfilled: i64,
        bread_filled: f64,
        bread_served: i64,
        casual_pot: i64,
        casual_paid: i64,
        wages: i64,
        prizes: i64,
        project_pay: i64,
        peer_pay: i64,
        output: f64,
        labour: f64,
        knowledge_gain: f64,
        expected: f64,
        inventory: f64,
        budgets: i64,
        consumption: i64,
        investment: i64,
        public_purchases: i64,
        central_projects: i64,
        granted: i64,
        paid_out: i64,
        surplus_paid: i64,
        owned_capital: f64,
        trade_balance: i64,
        needs_met: i64,
        provided: [i64; 3],
        capital: f64,
        peers_made: f64,
        peers_labour: f64,
        peers_capital: f64,
        peers_shared: i64,
        peers_sold: i64,
        peers_needs: i64,
    }
}

record! {
    /// Counts and sums over a region's people.
    Census {
        modes: [i64; 4],
        regimes: [i64; 5],
        hours: [i64; 5],
        commons: i64,
        bread: i64,
        bread_wanted: i64,
        employed: i64,
        members: i64,
        belief: i64,
        taste: i64,
        lock_in: i64,
        cash: i64,
        income: i64,
        project_hours: i64,
        incomes: [i64; 5],
        successful: i64,
        successful_common: i64,
        illegal: i64,
    }
}

record! {
    /// The stage of a place and the conditions that make it.
    Course {
        parity: bool,
        most_hours: bool,
        off_market: bool,
        repressed: bool,
        unmet: bool,
        failed: bool,
        local: bool,
        stage: u8,
        needs: f64,
    }
}

record! {
    /// The biosphere.
    Biosphere {
        fullness: f64,
        fullness_start: f64,
        throughput: f64,
        throughput_start: f64,
        harm: f64,
        harm_start: f64,
        intensity: f64,
        saved: f64,
        harvest: f64,
        regrowth: f64,
    }
}
