//! What the verbs take that run many worlds of which a few numbers are kept.

use super::WorldArguments;
use clap::Args;
use experiments::runs::Outcome;
use experiments::space::Wish;
use experiments::sweep::{Design, Vary};
use std::path::PathBuf;

pub(super) const CALIBRATE_EXAMPLES: &str = "\
Examples:
  fourfold calibrate                            all that is uncertain about the baseline, fitted to the usual facts
  fourfold calibrate --vary firms.growth --vary biosphere.damage=1..6 --fact ma_growth_core --fact ma_ky
  fourfold calibrate --people 10000 --runs 600 --waves 4 --out results/calibrate-large
  fourfold calibrate --resume                   carry an interrupted calibration on";

pub(super) const SWEEP_EXAMPLES: &str = "\
Examples:
  fourfold sweep emergence --vary technology.ceiling=0.2..0.8:5 --vary modes.beta=0.5..2:5
  fourfold sweep emergence --vary firms.growth --vary biosphere.damage --design sobol --points 256
  fourfold sweep paper/figure-3.toml --resume     a sweep as a file; see docs/analysis/sweep.md";

pub(super) const SENSITIVITY_EXAMPLES: &str = "\
Examples:
  fourfold sensitivity emergence                  all that is uncertain, then the eight parameters that matter most
  fourfold sensitivity emergence --outcome needs_met --outcome time_peer_share --keep 12
  fourfold sensitivity my.toml --vary firms.growth=0.01..0.02 --vary modes.beta --trajectories 0 --rows 512";

pub(super) const TIPPING_EXAMPLES: &str = "\
Examples:
  fourfold tipping emergence --along regimes.imitation=0.5..4
  fourfold tipping enclosure --along elites.decreed=0..1 --steps 21 --outcome movement --hold 480";

pub(super) const THESES_EXAMPLES: &str = "\
Examples:
  fourfold theses                                 every claim: the table, and a figure
  fourfold theses T8 T13 --people 10000 --pairs 32
  fourfold theses T1 --set projects.exit=0.02 --out results/theses-exit";

/// What all verbs take that run many worlds of which a few numbers are kept.
#[derive(Args, Debug)]
pub struct StudyArguments {
    /// Folder for the tables and figures [default: results/ and the name of the verb, for most verbs with that of the scenario]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Carry on what was begun in the folder: worlds that were run are not run again
    #[arg(long, conflicts_with = "force")]
    pub resume: bool,
    /// Replace what an earlier run left in the folder; other files stay
    #[arg(long)]
    pub force: bool,
    /// Say nothing but errors
    #[arg(long, short)]
    pub quiet: bool,
    /// Write what was found for machines to standard output, one JSON object
    #[arg(long)]
    pub json: bool,
}

/// The outcomes asked for, or the usual ones.
#[must_use]
pub fn outcomes_or_usual(asked: &[Outcome]) -> Vec<Outcome> {
    if asked.is_empty() { Outcome::usual() } else { asked.to_vec() }
}

/// What `sweep` takes.
#[derive(Args, Debug)]
pub struct SweepArguments {
    /// A name from the library, a scenario file, or the file of a sweep; 5000 people, 480 months and 4 replicates unless they are given
    #[arg(value_name = "SCENARIO|FILE")]
    pub scenario: String,
    /// The worlds.
    #[command(flatten)]
    pub world: WorldArguments,
    /// A parameter to vary, over its declared range or one of your own, in N values of a grid; may be given many times
    #[arg(long, value_name = "KEY[=LOW..HIGH[:N]]", value_parser = Vary::read, allow_hyphen_values = true)]
    pub vary: Vec<Vary>,
    /// Where the points lie: grid, hypercube or sobol [default: grid where all have a number of values, else hypercube]
    #[arg(long, value_name = "DESIGN")]
    pub design: Option<Design>,
    /// Points of a hypercube or Sobol sequence [default: 64]
    #[arg(long, value_name = "N")]
    pub points: Option<usize>,
    /// What is looked at: a measure (mean of the last year), MEASURE@MONTH (of the year up to it), enters:STAGE or ends:STAGE; may be given many times
    #[arg(long = "outcome", value_name = "OUTCOME", value_parser = Outcome::read)]
    pub outcomes: Vec<Outcome>,
    /// What all such verbs take.
    #[command(flatten)]
    pub study: StudyArguments,
}

impl SweepArguments {
    /// All settings as `key=value`: the defaults of this verb, those of the file, those of the command line.
    #[must_use]
    pub fn settings(&self, of_file: &[String]) -> Vec<String> {
        let size = ["world.people=5000", "world.months=480", "world.replicates=4"].map(String::from);
        let own = self.world.short().chain(self.world.set.iter().cloned());
        size.into_iter().chain(of_file.iter().cloned()).chain(own).collect()
    }
}

/// What `sensitivity` takes.
#[derive(Args, Debug)]
pub struct SensitivityArguments {
    /// A name from the library, or a scenario file; 3000 people and 360 months unless they are given
    #[arg(value_name = "SCENARIO")]
    pub scenario: String,
    /// The worlds.
    #[command(flatten)]
    pub world: WorldArguments,
    /// A parameter to vary, over its declared range or one of your own; may be given many times [default: all that are declared uncertain]
    #[arg(long, value_name = "KEY[=LOW..HIGH]", value_parser = Wish::read, allow_hyphen_values = true)]
    pub vary: Vec<Wish>,
    /// Trajectories by which effects are found (Morris); 0: none, and all parameters go on
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u32).range(0..=10_000))]
    pub trajectories: u32,
    /// Rows by which shares of variance are found (Sobol'), each of as many worlds as parameters go on and three more; 0: none
    #[arg(long, value_name = "N", default_value_t = 128, value_parser = clap::value_parser!(u32).range(0..=65_536))]
    pub rows: u32,
    /// How many parameters go on, those that move the first outcome most
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u32).range(1..=64))]
    pub keep: u32,
    /// What is looked at: a measure (mean of the last year), MEASURE@MONTH (of the year up to it), enters:STAGE or ends:STAGE; may be given many times
    #[arg(long = "outcome", value_name = "OUTCOME", value_parser = Outcome::read)]
    pub outcomes: Vec<Outcome>,
    /// What all such verbs take.
    #[command(flatten)]
    pub study: StudyArguments,
}

impl SensitivityArguments {
    /// All settings of the command line as `key=value`, after the defaults of this verb.
    #[must_use]
    pub fn settings(&self) -> Vec<String> {
        self.world.after(&["world.people=3000", "world.months=360"])
    }
}

/// What `tipping` takes.
#[derive(Args, Debug)]
pub struct TippingArguments {
    /// A name from the library, or a scenario file; 5000 people and 8 replicates unless they are given
    #[arg(value_name = "SCENARIO")]
    pub scenario: String,
    /// The parameter, over its declared range or one of your own
    #[arg(long, value_name = "KEY[=LOW..HIGH]", value_parser = Wish::read, allow_hyphen_values = true)]
    pub along: Wish,
    /// Values along it
    #[arg(long, value_name = "N", default_value_t = 11, value_parser = clap::value_parser!(u32).range(6..=1000))]
    pub steps: u32,
    /// Months at the end of the range before
    #[arg(long, value_name = "MONTHS", default_value_t = 240, value_parser = clap::value_parser!(u32).range(1..=12_000))]
    pub settle: u32,
    /// Months at the value
    #[arg(long, value_name = "MONTHS", default_value_t = 240, value_parser = clap::value_parser!(u32).range(0..=12_000))]
    pub hold: u32,
    /// People in each world (--set world.people=N)
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    people: Option<String>,
    /// Independent repetitions (--set world.replicates=R)
    #[arg(long, value_name = "R", allow_hyphen_values = true)]
    replicates: Option<String>,
    /// Seed of all draws (--set world.seed=S)
    #[arg(long, value_name = "S", allow_hyphen_values = true)]
    seed: Option<String>,
    /// Worker threads; results do not depend on it [default: one for each processor]
    #[arg(long, value_name = "K", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// Set any key of the scenario; may be given many times
    #[arg(long, value_name = "KEY=VALUE", allow_hyphen_values = true)]
    set: Vec<String>,
    /// The measure that is looked at [default: time_peer_share]
    #[arg(long, value_name = "MEASURE", value_parser = Outcome::read)]
    pub outcome: Option<Outcome>,
    /// What all such verbs take.
    #[command(flatten)]
    pub study: StudyArguments,
}

impl TippingArguments {
    /// All settings of the command line as `key=value`, after the defaults of this verb.
    #[must_use]
    pub fn settings(&self) -> Vec<String> {
        let size = ["world.people=5000", "world.replicates=8"].map(String::from);
        let keys = ["world.people", "world.replicates", "world.seed"];
        let given = keys.into_iter().zip([&self.people, &self.replicates, &self.seed]);
        let given = given.filter_map(|(key, value)| value.as_ref().map(|value| format!("{key}={value}")));
        size.into_iter().chain(given).chain(self.set.iter().cloned()).collect()
    }
}

/// What `theses` takes.
#[derive(Args, Debug)]
pub struct ThesesArguments {
    /// Claims, as in T1 T8 [default: all]
    #[arg(value_name = "THESIS")]
    pub theses: Vec<String>,
    /// People in each world
    #[arg(long, value_name = "N", default_value = "4000", allow_hyphen_values = true)]
    people: String,
    /// Seed of all draws
    #[arg(long, value_name = "S", default_value = "1", allow_hyphen_values = true)]
    seed: String,
    /// Pairs of each test, at its own values
    #[arg(long, value_name = "N", default_value_t = 16, value_parser = clap::value_parser!(u32).range(2..=100_000))]
    pub pairs: u32,
    /// Draws of each test over all that is uncertain, a pair each
    #[arg(long, value_name = "N", default_value_t = 32, value_parser = clap::value_parser!(u32).range(0..=100_000))]
    pub draws: u32,
    /// Worker threads; results do not depend on it [default: one for each processor]
    #[arg(long, value_name = "K", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// Set any key in all worlds, before what the tests set; may be given many times
    #[arg(long, value_name = "KEY=VALUE", allow_hyphen_values = true)]
    set: Vec<String>,
    /// What all such verbs take.
    #[command(flatten)]
    pub study: StudyArguments,
}

impl ThesesArguments {
    /// Settings of all worlds as `key=value`.
    #[must_use]
    pub fn settings(&self) -> Vec<String> {
        let size = [format!("world.people={}", self.people), format!("world.seed={}", self.seed)];
        size.into_iter().chain(self.set.iter().cloned()).collect()
    }
}

/// What `calibrate` takes.
#[derive(Args, Debug)]
pub struct CalibrateArguments {
    /// A name from the library, or a scenario file; 5000 people, 480 months and 8 replicates unless they are given
    #[arg(value_name = "SCENARIO", default_value = "baseline")]
    pub scenario: String,
    /// The worlds.
    #[command(flatten)]
    pub world: WorldArguments,
    /// A parameter to fit, over its declared range or one of your own; may be given many times [default: all that are declared uncertain]
    #[arg(long, value_name = "KEY[=LOW..HIGH]", value_parser = Wish::read, allow_hyphen_values = true)]
    pub vary: Vec<Wish>,
    /// A fact to fit to, as measured or within bounds of your own; may be given many times [default: those that docs/analysis/calibrate.md lists]
    #[arg(long = "fact", value_name = "FACT[=LOW..HIGH]", value_parser = Wish::read, allow_hyphen_values = true)]
    pub facts: Vec<Wish>,
    /// Waves
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u8).range(1..=20))]
    pub waves: u8,
    /// Worlds in each wave
    #[arg(long, value_name = "N", default_value_t = 400, value_parser = clap::value_parser!(u32).range(24..=100_000))]
    pub runs: u32,
    /// What all such verbs take.
    #[command(flatten)]
    pub study: StudyArguments,
}

impl CalibrateArguments {
    /// All settings of the command line as `key=value`, after the defaults of this verb.
    #[must_use]
    pub fn settings(&self) -> Vec<String> {
        self.world.after(&["world.people=5000", "world.months=480", "world.replicates=8"])
    }
}
