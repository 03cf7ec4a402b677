//! Scenarios side by side: what `fourfold compare` computes of their tables. It reads no file and draws no chance but by name.
//!
//! [`Comparison`] holds the scenarios ([`Arm`]), the first of them the one that all others are compared with. Each file here makes one part:
//! [`effects`] (differences with bands), [`times`] (survival), [`stages`], [`switching`] (matrices), [`paths`] (clusters, boxplots),
//! [`landscape`] (cells of the plane), [`statements`] (sentences), each as values and as [`sheet::Sheet`]s. [`Findings`] is all of it.

pub mod arm;
pub mod effects;
pub mod landscape;
pub mod paths;
pub mod sheet;
pub mod stages;
pub mod statements;
pub mod switching;
pub mod times;

pub use arm::Arm;

use crate::inference::swaps::Design;
use effects::Effect;
use landscape::Landscape;
use paths::Groups;
use sheet::Sheet;
use stages::Stages;
use statements::Statement;
use switching::{Matrix, RowTest};
use times::StageTimes;

/// Whether replicate k of one scenario is the twin of replicate k of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pairing {
    /// Same people, same chances: differences are taken replicate by replicate.
    Twins,
    /// They have nothing to do with each other.
    Strangers,
}

/// A measure in words.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// The column.
    pub name: String,
    /// What it means.
    pub meaning: String,
    /// Its unit.
    pub unit: String,
}

/// What is compared, and how.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The scenarios; the first is the one that others are compared with. All have the same months; twins the same replicates.
    pub arms: Vec<Arm>,
    /// Whether they are twins.
    pub pairing: Pairing,
    /// Months at which effects are told.
    pub horizons: Vec<i64>,
    /// The measures to compare; empty for all of them.
    pub only: Vec<String>,
    /// What measures mean.
    pub words: Vec<Words>,
    /// How many people live in each replicate; none if that differs.
    pub people: Option<u64>,
    /// What has to be said beforehand, such as that runs are no twins.
    pub notes: Vec<String>,
}

impl Comparison {
    /// The scenario that others are compared with.
    #[must_use]
    pub fn reference(&self) -> &Arm {
        &self.arms[0]
    }

    /// Whether a measure is to be compared. The stage is a code, of which no mean can be taken.
    fn wants(&self, measure: &str) -> bool {
        measure != "stage" && (self.only.is_empty() || self.only.iter().any(|name| name == measure))
    }

    /// How replicates of a scenario and of the first belong together.
    fn design(&self, arm: usize) -> Design {
        match self.pairing {
            Pairing::Twins => Design::Twins(self.reference().n()),
            Pairing::Strangers => Design::Strangers(self.reference().n(), self.arms[arm].n()),
        }
    }

    /// The unit of a measure; empty if it is not known.
    #[must_use]
    pub fn unit_of(&self, measure: &str) -> &str {
        self.words.iter().find(|words| words.name == measure).map_or("", |words| words.unit.as_str())
    }
}

/// All that was found.
#[derive(Clone, Debug)]
pub struct Findings {
    /// By scenario but the first: its place, and the differences of measures.
    pub effects: Vec<(usize, Vec<Effect>)>,
    /// Times to stages.
    pub times: Vec<StageTimes>,
    /// Stages, if they are known.
    pub stages: Option<Stages>,
    /// Matrices of modes and regimes.
    pub matrices: Vec<Matrix>,
    /// Their tests.
    pub moves: Vec<RowTest>,
    /// Groups of paths.
    pub groups: Option<Groups>,
    /// Functional boxplots.
    pub boxes: Vec<paths::Box>,
    /// The plane.
    pub landscape: Option<Landscape>,
    /// The tables.
    pub sheets: Vec<Sheet>,
    /// The sentences.
    pub statements: Vec<Statement>,
}

/// Compares.
#[must_use]
pub fn compare(comparison: &Comparison) -> Findings {
    let arms = || 1..comparison.arms.len();
    let mut found = Findings {
        effects: arms().map(|at| (at, effects::of_arm(comparison, &comparison.arms[at]))).collect(),
        times: times::of(comparison),
        stages: stages::of(comparison),
        matrices: switching::matrices(comparison),
        moves: switching::tests(comparison),
        groups: paths::groups(comparison),
        boxes: paths::boxplots(comparison),
        landscape: landscape::of(comparison),
        sheets: Vec::new(),
        statements: Vec::new(),
    };
    let mut sheets: Vec<Sheet> = Vec::new();
    sheets.extend(effects::sheets(comparison, &found.effects));
    sheets.extend(statements::sheets(comparison, &found));
    sheets.extend(times::sheets(comparison, &found.times));
    sheets.extend(found.stages.iter().flat_map(|stages| stages::sheets(comparison, stages)));
    sheets.extend(switching::sheets(comparison, &found.matrices, &found.moves));
    sheets.extend(found.groups.iter().flat_map(|groups| paths::group_sheets(comparison, groups)));
    sheets.extend(paths::box_sheets(comparison, &found.boxes));
    sheets.extend(found.landscape.iter().flat_map(|landscape| landscape::sheets(comparison, landscape)));
    found.sheets = sheets;
    found.statements = statements::of(comparison, &found);
    found
}
