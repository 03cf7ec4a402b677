//! Accounts of what has no price: who gives and who gets, by regime and mode.

use super::World;
use crate::engine::chunks::Merge;
use crate::engine::num;
use crate::ids::MODES;
use crate::ledger::CREDIT;

/// What people of one regime and one mode gave and got in a month, whole numbers: hours and uses in 2^-20.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Account {
    /// People.
    pub people: i64,
    /// Hours worked for firms, casual ones included.
    pub firm_hours: i64,
    /// Hours of contributors and of users on owners' platforms.
    pub crowd_hours: i64,
    /// As above.
    pub sharing_hours: i64,
    /// Hours given to projects.
    pub project_hours: i64,
    /// Hours given to guests, and what stays saved those who got them (M30).
    pub hosting_hours: i64,
    /// As above.
    pub hospitality: i64,
    /// Skill-months offered on crowdsourcing platforms.
    pub crowd_input: i64,
    /// Value that they made: see [`Made`], µcredit.
    pub value_made: i64,
    /// Net income from work and dole, µcredit.
    pub income: i64,
    /// Dividends, µcredit.
    pub dividends: i64,
    /// What pay in the capital regime would have to offer more to make up for less autonomy, µcredit.
    pub autonomy: i64,
    /// Goods bought.
    pub goods: i64,
    /// Uses of open projects that were served.
    pub project_uses: i64,
    /// Favours that others owe to them, and that they owe, in hours.
    pub favours_due: i64,
    /// As above.
    pub favours_owed: i64,
}

impl Merge for Account {
    fn merge(&mut self, right: Self) {
        self.people += right.people;
        self.firm_hours += right.firm_hours;
        self.crowd_hours += right.crowd_hours;
        self.sharing_hours += right.sharing_hours;
        self.project_hours += right.project_hours;
        self.hosting_hours += right.hosting_hours;
        self.hospitality += right.hospitality;
        self.crowd_input += right.crowd_input;
        self.value_made += right.value_made;
        self.income += right.income;
        self.dividends += right.dividends;
        self.autonomy += right.autonomy;
        self.goods += right.goods;
        self.project_uses += right.project_uses;
        self.favours_due += right.favours_due;
        self.favours_owed += right.favours_owed;
    }
}

/// An account for each regime and mode, flattened by regime; empty when none is kept.
pub type Accounts = Vec<Account>;

/// No entries yet, for so many regimes.
#[must_use]
pub fn blank(regimes: usize) -> Accounts {
    vec![Account::default(); regimes * MODES]
}

/// The value of a month's output by who made it, credits.
///
/// The value of goods is split in two: the part 1 − e^(−g) that open knowledge added since 2001 (g in the logarithm of
/// productivity, M9) is put down to peer producers, the rest to labour by skill-months. So are goods that projects made. What attention was sold for is
/// put down to who gave it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Made {
    /// By members and casual workers of firms.
    pub firms: f64,
    /// The same of a skill-month, by region, credits.
    pub of_labour: Vec<f64>,
    /// By contributors on crowdsourcing platforms.
    pub crowd: f64,
    /// By users of sharing platforms.
    pub sharing: f64,
    /// By peer producers: through open knowledge, and by making things.
    pub peers: f64,
    /// As above.
    pub things: f64,
}

impl Made {
    /// Of the month that the world has just lived.
    #[must_use]
    pub fn of(world: &World) -> Self {
        let mut made = Self::default();
        if !world.has_money() {
            made.of_labour = vec![0.0; world.regions.len()];
            return made;
        }
        for (r, region) in world.regions.iter().enumerate() {
            let market = &region.market;
            let slots = world.firms.of_region(r);
            let tasks: f64 = slots.map(|j| world.firms.plans[j].task_labour).sum();
            let value = region.price * market.output;
            let by_knowledge = value * (1.0 - num::exp(-market.knowledge_gain.max(0.0)));
            let labour = market.labour + tasks;
            let a_month = if labour > 0.0 { (value - by_knowledge) / labour } else { 0.0 };
            made.of_labour.push(a_month);
            made.firms += a_month * market.labour;
            made.crowd += a_month * tasks;
            made.peers += by_knowledge;
            made.things += region.price * market.peers_made;
        }
        let own = world.platforms.own_attention;
        let sold: i64 = world.platforms.sharing.iter().map(|p| p.last_receipts).sum();
        made.sharing = own * sold as f64 / CREDIT;
        made
    }
}
