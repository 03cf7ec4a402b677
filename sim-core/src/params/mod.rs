//! Parameters: complete and legal by the time the engine sees them.
//!
//! Each section is declared once (`table.rs` says how); [`Params`] holds them all, with the regions' starting
//! points and the shocks. [`Rules`] is what holds in one month, after shocks.

pub mod adventure;
pub mod behaviour;
pub mod commons;
pub mod conflict;
pub mod economy;
pub mod power;
pub mod regions;
pub mod rules;
pub mod switches;
pub mod table;
pub mod transition;
pub mod world;

pub use adventure::{Adventure, ScoreRule};
pub use behaviour::{CommonsTime, Dunbar, Fit, Imaginary, Modes, Norm, Regimes, Taste, Technology};
pub use commons::{
    Abundance, Burnout, Capacity, Immunity, Influence, Knowledge, Physical, Projects, Review,
    RivalGovernance, Triune,
};
pub use conflict::{Forks, Leaders};
pub use economy::{Firms, Funds, Genesis, Households, Platforms, State, Trade};
pub use power::{Elites, Movement, Obstruction};
pub use regions::{MOST_REGIONS, RegionStart};
pub use rules::{Rules, Shock};
pub use switches::{MECHANISMS, Mechanisms};
pub use table::{Certainty, Kind, Parameter, Rejection, Scope, Section, Value};
pub use transition::{Biosphere, Breakdown, Stages};
pub use world::{MOST_MEASURED, Output, RegionPeople, RegionSet, Rhythm, ShareWidth, Ties, TiesKind, World};

/// Keys that are read at genesis and never again: a shock to them would do nothing.
const GENESIS_ONLY: [&str; 26] = [
    "adventure.initial",
    "modes.initial",
    "modes.anchored",
    "regimes.initial",
    "regimes.anchored",
    "technology.initial",
    "technology.floor",
    "taste.ceiling_mean",
    "taste.ceiling_concentration",
    "taste.floor",
    "imaginary.minority",
    "firms.people_per_firm",
    "modes.disposition_sd",
    "trade.foreign",
    "projects.per_person",
    "platforms.crowdsourcing",
    "platforms.sharing",
    "platforms.openness",
    "platforms.commission",
    "platforms.creators_share",
    "platforms.piece_share",
    "platforms.equity_share",
    "physical.start",
    "biosphere.initial",
    "elites.owners",
    "elites.initial",
];

macro_rules! params {
    ($( $(#[doc = $doc:literal])+ $field:ident : $type:ty ),+ $(,)?) => {
        /// Everything that can be set about a world, complete and legal.
        #[derive(Clone, Debug, Default, PartialEq)]
        pub struct Params {
            $( $(#[doc = $doc])+ pub $field: $type, )+
            /// Where each region starts, in order.
            pub regions: Vec<RegionStart>,
            /// Changes of parameters between two months.
            pub shocks: Vec<Shock>,
            /// Edges of the network when `ties.kind = "file"`: (from, to), people numbered from 0.
            pub edges: Vec<(u32, u32)>,
        }

        impl Params {
            /// The whole parameter table, in the order of a scenario file.
            #[must_use]
            pub fn table() -> Vec<Parameter> {
                let mut rows = Vec::new();
                $( rows.extend(<$type>::table()); )+
                for row in rows.iter_mut().filter(|row| GENESIS_ONLY.contains(&row.key.as_str())) {
                    row.scope = Scope::Run;
                }
                rows
            }

            /// Sections and what each is about, in order.
            #[must_use]
            pub fn sections() -> Vec<(&'static str, &'static str)> {
                vec![ $( (<$type>::NAME, <$type>::ABOUT.trim_ascii()), )+ ]
            }

            /// The value under a key such as `modes.beta`.
            #[must_use]
            pub fn get(&self, key: &str) -> Option<Value> {
                let (section, name) = key.split_once('.')?;
                match section {
                    $( <$type>::NAME => self.$field.get(name), )+
                    _ => None,
                }
            }

            fn put(&mut self, key: &str, value: &Value) -> bool {
                let Some((section, name)) = key.split_once('.') else { return false };
                match section {
                    $( <$type>::NAME => self.$field.put(name, value), )+
                    _ => false,
                }
            }
        }
    };
}

params! {
    /// `[world]`
    world: World,
    /// `[ties]`
    ties: Ties,
    /// `[mechanisms]`
    mechanisms: Mechanisms,
    /// `[modes]`
    modes: Modes,
    /// `[regimes]`
    regimes: Regimes,
    /// `[fit]`
    fit: Fit,
    /// `[dunbar]`
    dunbar: Dunbar,
    /// `[technology]`
    technology: Technology,
    /// `[imaginary]`
    imaginary: Imaginary,
    /// `[taste]`
    taste: Taste,
    /// `[commons_time]`
    commons_time: CommonsTime,
    /// `[projects]`
    projects: Projects,
    /// `[review]`
    review: Review,
    /// `[capacity]`
    capacity: Capacity,
    /// `[triune]`
    triune: Triune,
    /// `[burnout]`
    burnout: Burnout,
    /// `[influence]`
    influence: Influence,
    /// `[physical]`
    physical: Physical,
    /// `[rival_governance]`
    rival_governance: RivalGovernance,
    /// `[forks]`
    forks: Forks,
    /// `[leaders]`
    leaders: Leaders,
    /// `[immunity]`
    immunity: Immunity,
    /// `[knowledge]`
    knowledge: Knowledge,
    /// `[abundance]`
    abundance: Abundance,
    /// `[elites]`
    elites: Elites,
    /// `[movement]`
    movement: Movement,
    /// `[obstruction]`
    obstruction: Obstruction,
    /// `[biosphere]`
    biosphere: Biosphere,
    /// `[breakdown]`
    breakdown: Breakdown,
    /// `[adventure]`
    adventure: Adventure,
    /// `[norm]`
    norm: Norm,
    /// `[firms]`
    firms: Firms,
    /// `[households]`
    households: Households,
    /// `[state]`
    state: State,
    /// `[trade]`
    trade: Trade,
    /// `[funds]`
    funds: Funds,
    /// `[genesis]`
    genesis: Genesis,
    /// `[platforms]`
    platforms: Platforms,
    /// `[stages]`
    stages: Stages,
    /// `[output]`
    output: Output,
}

impl Params {
    /// Quality of the experience of peer production that tastes of genesis come from: that of projects, or what a scenario without them says.
    ///
    /// Where it says that there is none, tastes begin all the same where those of 2001 were, and fade.
    #[must_use]
    pub fn quality_at_genesis(&self) -> f32 {
        let said = self.taste.without_projects as f32;
        if self.mechanisms.projects || said == 0.0 { 1.0 } else { said }
    }

    /// Sets one value, checked against the table.
    ///
    /// # Errors
    /// Why the value was not taken.
    pub fn set(&mut self, key: &str, value: &Value) -> Result<(), Rejection> {
        let table = Self::table();
        let row = table.iter().find(|row| row.key == key).ok_or(Rejection::UnknownKey)?;
        table::check(row, value)?;
        if self.put(key, value) { Ok(()) } else { Err(Rejection::WrongType { expected: row.kind }) }
    }

    /// What single values cannot show to be wrong: one sentence a fault, with what to do about it.
    #[must_use]
    pub fn faults(&self) -> Vec<Fault> {
        let mut faults = Vec::new();
        if self.regions.is_empty() {
            faults.push(Fault::new("world.regions", "there is no region", "give at least one region"));
            return faults;
        }
        if self.regions.len() > regions::MOST_REGIONS {
            faults.push(Fault::new(
                "world.regions",
                format!("there are {} regions, more than {}", self.regions.len(), regions::MOST_REGIONS),
                "join some of them",
            ));
        }
        let shares: f64 = self.regions.iter().map(|r| r.people_share).sum();
        if (shares - 1.0).abs() > 1e-6 {
            faults.push(Fault::new(
                "region",
                format!("the regions' shares of people sum to {shares}, not 1"),
                "change `people_share` so that they do",
            ));
        }
        let counts = regions::people_by_region(self);
        if let Some((r, n)) = counts.iter().enumerate().find(|(_, n)| **n < regions::LEAST_PEOPLE) {
            faults.push(Fault::new(
                "world.people",
                format!(
                    "{} people leave region `{}` with {n}, fewer than {}",
                    self.world.people,
                    self.regions[r].name,
                    regions::LEAST_PEOPLE
                ),
                format!(
                    "the least total for these regions is {} people; or set `world.region_people = \"equal\"`, \
                     a smaller `world.block_people`, or fewer `world.regions`",
                    regions::least_people(self)
                ),
            ));
        }
        if self.mechanisms.commons_time && !self.mechanisms.taste {
            faults.push(Fault::new(
                "mechanisms.taste",
                "`mechanisms.commons_time` is on but needs `mechanisms.taste`, which is off",
                "switch both on or both off",
            ));
        }
        if self.mechanisms.physical && self.physical.capital_share >= self.firms.capital_share {
            faults.push(Fault::new(
                "physical.capital_share",
                "peers' output depends on capital no less than firms', but the mechanism is that it does",
                "give `physical.capital_share` a value below `firms.capital_share`",
            ));
        }
        let t = &self.technology;
        if t.innovation + t.contagion > 1.0 {
            faults.push(Fault::new(
                "technology.contagion",
                "innovation and contagion sum to more than 1",
                "lower one of them",
            ));
        }
        let on = &self.mechanisms;
        if on.firms && (on.crowdsourcing || on.sharing) && !self.regions.iter().any(|r| r.core) {
            faults.push(Fault::new(
                "region",
                "no region is core, so nobody owns the platforms and their surplus would pile up",
                "set `core = true` in a [[region]]",
            ));
        }
        let adventurers = if on.adventure { self.adventure.initial } else { 0.0 };
        if adventurers > self.regimes.initial[0] {
            faults.push(Fault::new(
                "adventure.initial",
                "more people start in adventure than `regimes.initial` gives to capital, from which they are taken",
                "lower `adventure.initial`, or give capital a larger share",
            ));
        }
        if on.firms {
            let online = 1.0 - self.regimes.initial[0] + adventurers;
            for region in &self.regions {
                let outside = online * if self.regimes.anchored { region.access } else { 1.0 };
                if outside > 0.99 {
                    faults.push(Fault::new(
                        "regimes.initial",
                        format!("region `{}` starts with nobody to work in its firms", region.name),
                        "give capital a share, or set `mechanisms.firms = false`",
                    ));
                    break;
                }
            }
        }
        let h = &self.households;
        let money = self.genesis.money * (1.0 - h.spend_income) / h.spend_money + self.firms.liquidity + 2.0;
        let richest = self.regions.iter().map(|r| r.income).fold(0.0, f64::max);
        if on.firms && money * richest * self.world.people as f64 * 1e6 > (1u64 << 62) as f64 {
            faults.push(Fault::new(
                "genesis.money",
                "all money together would pass 2^62 micro-credits",
                "lower `genesis.money` or `world.people`, or raise `households.spend_money`",
            ));
        }
        if self.world.people > 1 << 32 {
            faults.push(Fault::new("world.people", "more people than 2^32", "use fewer"));
        }
        let people = self.world.people;
        if let Some((line, (from, to))) =
            self.edges.iter().enumerate().find(|(_, (a, b))| u64::from(*a.max(b)) >= people)
        {
            faults.push(Fault::new(
                "ties.file",
                format!(
                    "edge {} (line {}) is {from},{to}, but people are numbered 0 to {}",
                    line + 1,
                    line + 2,
                    people - 1
                ),
                "remove the edge or raise `world.people`",
            ));
        }
        faults
    }
}

impl Params {
    /// Switches off what cannot be without another mechanism that is off: capacity without projects, the triune without
    /// capacity or firms, burn-out without projects, influence without the triune or burn-out, immunity and rival governance
    /// without capacity,
    /// physical production without the triune, burn-out or knowledge, the periphery without physical production,
    /// reconfiguration without firms or platforms, abundance without knowledge or firms, the norm without modes or firms,
    /// the biosphere, breakdown, elites and obstruction without firms, forks and leaders without
    /// projects.
    pub fn rest_switches(&mut self) {
        let on = &mut self.mechanisms;
        on.capacity &= on.projects;
        on.triune &= on.capacity && on.firms;
        on.burnout &= on.projects;
        on.influence &= on.triune && on.burnout;
        on.physical &= on.triune && on.burnout && on.knowledge;
        on.periphery &= on.physical;
        on.immunity &= on.capacity;
        on.rival_governance &= on.capacity;
        on.reconfiguration &= on.firms && (on.crowdsourcing || on.sharing);
        on.abundance &= on.knowledge && on.firms;
        on.norm &= on.modes && on.firms;
        on.biosphere &= on.firms;
        on.elites &= on.firms;
        on.breakdown &= on.firms;
        on.forks &= on.projects;
        on.leaders &= on.projects;
        on.obstruction &= on.firms;
    }
}

/// Something wrong between several values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The key nearest to it.
    pub key: &'static str,
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

impl Fault {
    fn new(key: &'static str, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { key, message: message.into(), help: help.into() }
    }
}
