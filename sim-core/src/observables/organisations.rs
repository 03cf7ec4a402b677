//! Firms, projects and platforms one by one: what `organisations.csv` has a row for.

use crate::ledger::CREDIT;
use crate::params::Params;
use crate::state::{Firms, Platform, World};

/// What kind of organisation it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OrganisationKind {
    /// A firm owned by a fund's shareholders.
    Firm,
    /// A firm owned by those who work in it.
    Cooperative,
    /// A project of peer production.
    Project,
    /// A crowdsourcing platform.
    Crowdsourcing,
    /// A sharing platform.
    Sharing,
}

impl OrganisationKind {
    /// The words of the column `kind`, in the order of the kinds.
    pub const NAMES: [&str; 5] = ["firm", "cooperative", "project", "crowdsourcing", "sharing"];

    /// Its word.
    #[must_use]
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize]
    }
}

/// One organisation at the end of a month. What it does not have, or whose mechanism is off, is none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Organisation {
    /// What kind it is.
    pub kind: OrganisationKind,
    /// Its place among those of its kind; co-operatives stand among firms.
    pub place: u32,
    /// Month in which a project was founded, or a firm took the place of one that closed: places are used again. None for platforms and
    /// for firms that were there at genesis.
    pub founded: Option<i32>,
    /// Region of a firm; projects and platforms are the world's.
    pub region: Option<usize>,
    /// Employees; members; users of a platform at the start of the month.
    pub members: i64,
    /// Money, credits.
    pub money: Option<f64>,
    /// Capital of a firm or platform, goods.
    pub capital: Option<f64>,
    /// Revenue of a firm or platform in the last month, credits.
    pub revenue: Option<f64>,
    /// What a project knows, months of work.
    pub knowledge: Option<f64>,
    /// People who use what a project makes.
    pub users: Option<f64>,
}

/// All of them, firms first (those without employees too, which have capital and money), if `output.organisations` asks for this month.
#[must_use]
pub fn all(world: &World, params: &Params, month: i64) -> Vec<Organisation> {
    if params.output.organisations.falls_on(month) {
        [firms(world), projects(world), platforms(world)].concat()
    } else {
        Vec::new()
    }
}

fn credits(micro: i64) -> Option<f64> {
    Some(micro as f64 / CREDIT)
}

fn firms(world: &World) -> Vec<Organisation> {
    let firms = &world.firms;
    if firms.members.is_empty() {
        return Vec::new();
    }
    let region_of = |firm: usize| firms.offsets.partition_point(|first| *first <= firm).checked_sub(1);
    let row = |firm: usize| {
        let is_cooperative = firms.cooperative.get(firm).copied().unwrap_or(false);
        Organisation {
            kind: if is_cooperative { OrganisationKind::Cooperative } else { OrganisationKind::Firm },
            place: firm as u32,
            founded: Some(firms.founded[firm]).filter(|month| *month != Firms::FROM_GENESIS),
            region: region_of(firm),
            members: firms.size(firm),
            money: credits(firms.cash[firm].balance()),
            capital: Some(firms.capital[firm]),
            revenue: credits(firms.revenue[firm]),
            knowledge: None,
            users: None,
        }
    };
    (0..firms.count()).map(row).collect()
}

fn projects(world: &World) -> Vec<Organisation> {
    let projects = &world.projects;
    let row = |slot: usize| Organisation {
        kind: OrganisationKind::Project,
        place: slot as u32,
        founded: Some(projects.founded[slot]),
        region: None,
        members: projects.members.get(slot),
        money: projects.cash.get(slot).and_then(|purse| credits(purse.balance())),
        capital: None,
        revenue: None,
        knowledge: projects.knowledge.get(slot).map(|x| f64::from(*x)),
        users: projects.users.get(slot).map(|x| f64::from(*x)),
    };
    (0..projects.alive.len()).filter(|slot| projects.alive[*slot]).map(row).collect()
}

fn platforms(world: &World) -> Vec<Organisation> {
    let row = |kind: OrganisationKind, (place, platform): (usize, &Platform)| Organisation {
        kind,
        place: place as u32,
        founded: None,
        region: None,
        members: platform.users,
        money: credits(platform.cash.balance()),
        capital: Some(platform.capital),
        revenue: credits(platform.last_receipts),
        knowledge: None,
        users: None,
    };
    let crowds = world.platforms.crowdsourcing.iter().enumerate();
    let sharing = world.platforms.sharing.iter().enumerate();
    crowds
        .map(|at| row(OrganisationKind::Crowdsourcing, at))
        .chain(sharing.map(|at| row(OrganisationKind::Sharing, at)))
        .collect()
}
