//! A scenario that has been read and checked, and where each of its values comes from.

use std::collections::BTreeMap;
use std::fmt;

use sim_core::params::{Params, RegionStart};

/// A scenario, complete and legal.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// Its name in the library, or the file's name without `.toml`; fit for the name of a folder.
    pub name: String,
    /// A few words for a heading.
    pub title: String,
    /// The paragraph of why.
    pub about: String,
    /// The sentence of the theory it stands for; may be empty.
    pub passage: String,
    /// What the engine runs on.
    pub params: Params,
    /// Incomes of the regions as they were written, by region. The engine's are these over their mean: see
    /// [`Scenario::mean_income`].
    pub written_incomes: Vec<f64>,
    /// Where values come from, by key (`modes.beta`, `region.china.income`, `shock.bust`, `shock.bust.until`,
    /// `shock.bust.set.firms.orders`). A key that is missing here has its default: ask [`Scenario::origin_of`].
    pub origin: BTreeMap<String, Origin>,
}

impl Scenario {
    /// What incomes as written were divided by, so that a credit is the world's mean output a head: their mean over people, or
    /// 1 where that is 1 already.
    #[must_use]
    pub fn mean_income(&self) -> f64 {
        mean_income(&self.params.regions, &self.written_incomes)
    }

    /// Where the value under a key comes from.
    #[must_use]
    pub fn origin_of(&self, key: &str) -> Origin {
        self.origin.get(key).cloned().unwrap_or(Origin::Default)
    }
}

/// The people-weighted mean of incomes; 1 if it is that but for rounding, so that what was divided is not divided again.
pub(crate) fn mean_income(regions: &[RegionStart], incomes: &[f64]) -> f64 {
    let people: f64 = regions.iter().map(|r| r.people_share).sum();
    let mean = regions.iter().zip(incomes).map(|(r, income)| r.people_share * income).sum::<f64>() / people;
    if (mean - 1.0).abs() < ROUNDING { 1.0 } else { mean }
}

/// Data of twelve digits, and shares that a person wrote, come to 1 within less.
const ROUNDING: f64 = 1e-9;

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The default of the parameter table, or the data on regions.
    Default,
    /// A scenario file.
    File {
        /// Its path as it was asked for.
        file: String,
        /// The line of the key, from 1.
        line: usize,
    },
    /// `--set`.
    CommandLine,
    /// Nobody: a mechanism is off because it rests on another one that is off.
    Rests,
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::Default => f.pad("default"),
            Origin::File { file, line } => f.pad(&format!("{file}:{line}")),
            Origin::CommandLine => f.pad("command line"),
            Origin::Rests => f.pad("rests on what is off"),
        }
    }
}
