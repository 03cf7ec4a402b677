//! Firms, platforms, and tracked owners.

use crate::compare::record;

record! {
    /// A firm; plans of the month are its last fields.
    Firm {
        region: usize,
        capital: f64,
        inventory: f64,
        expected: f64,
        /// Logarithm of own productivity.
        productivity: f64,
        cash: i64,
        order: i64,
        wage_bill: i64,
        revenue: i64,
        poor_months: u8,
        shares_back: bool,
        cooperative: bool,
        surplus: i64,
        surplus_paid: i64,
        deal: Deal,
        /// Working groups.
        teams: u16,
        labour_left: f64,
        members: [i64; 4],
        /// Members' skill × hours, in 2^-20; standing in 2^-10; Σ min(1/n, input share) in 2^-40.
        input: i64,
        standing: i64,
        turns: i64,
        paid: i64,
        plan: Plan,
    }
}

record! {
    /// What a firm divided last.
    Deal {
        bill: i64,
        members: f64,
        modes: [f64; 4],
        input: f64,
        standing: f64,
        equal_turns: f64,
    }
}

record! {
    /// What a firm decides for a month.
    Plan {
        leave_below: u64,
        casual: f64,
        vacancies: u32,
        tasks: i64,
        task_labour: f64,
        output: f64,
        advertising: i64,
        delivered: f64,
        unfunded: i64,
    }
}

record! {
    /// A platform.
    Platform {
        users: i64,
        hours: i64,
        cash: i64,
        receipts: i64,
        last_receipts: i64,
        pot: i64,
        creators_pay: i64,
        data: f64,
        capital: f64,
        to_build: i64,
        failing: u64,
        terms: Terms,
        /// Of crowdsourcing platforms: expected prize, chance to win, expected piece pay.
        expected_prize: f64,
        win_chance: f64,
        expected_piece: f64,
    }
}

record! {
    /// A platform's two levers and its owner's search.
    Terms {
        now: [f64; 2],
        kept: f64,
        tried: f64,
        lever: usize,
        tried_first: bool,
        month: u64,
        under_way: bool,
        /// Of the kept and of the tried setting.
        trials: [Trial; 2],
    }
}

record! {
    /// What a setting brought.
    Trial {
        profit: f64,
        user_months: f64,
        users: f64,
    }
}

record! {
    /// What all platforms have in common.
    PlatformFund {
        cash: i64,
        shares: i64,
        equity_share: f64,
        yields: [f64; 2],
        dividend: i64,
        own_attention: f64,
        pay_spread: Option<[f64; 2]>,
        walked_out: i64,
        failed: i64,
        expected_tasks: f64,
    }
}

record! {
    /// A tracked owner.
    Owner {
        person: usize,
        region: usize,
        faction: usize,
        equity: u32,
        refuge: f64,
        outlay: i64,
        gains: i64,
        income: f64,
        base: f64,
    }
}
