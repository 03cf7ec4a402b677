//! The command line: verbs, flags, and what help says of them.

use analysis::figures::Edition;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

mod studies;

use studies::{CALIBRATE_EXAMPLES, SENSITIVITY_EXAMPLES, SWEEP_EXAMPLES, THESES_EXAMPLES, TIPPING_EXAMPLES};
pub use studies::{
    CalibrateArguments, SensitivityArguments, StudyArguments, SweepArguments, ThesesArguments,
    TippingArguments, outcomes_or_usual,
};

const EXAMPLES: &str = "\
Examples:
  fourfold run                                  the showcase: tables and charts under results/
  fourfold run emergence --people 1e6 --months 120 --replicates 1
  fourfold compare emergence green-compact      what differs: effects, times to stages, paths
  fourfold plot results/emergence --width 89mm  figures anew, one column of a journal wide
  fourfold show dotcom-bust                     a scenario in full, with the source of each value
  fourfold new slower                           a scenario file of your own, with every key explained";

const RUN_EXAMPLES: &str = "\
Examples:
  fourfold run emergence
  fourfold run my.toml --set modes.beta=2 --out results/beta-2
  fourfold run emergence dotcom-bust --people 5_000 --months 240 --seed 7";

const COMPARE_EXAMPLES: &str = "\
Examples:
  fourfold compare emergence green-compact --people 5000 --replicates 16
  fourfold compare results/with results/without --at 120,360 --measures wage,needs_met
  fourfold compare results/emergence my.toml --out results/mine-beside-it";

const PLOT_EXAMPLES: &str = "\
Examples:
  fourfold plot results/emergence --width 89mm                     all figures, one column of a journal wide
  fourfold plot results/emergence regimes stages --format pdf --out paper/figures
  fourfold plot results/emergence plane --format svg,png --theme dark
  fourfold plot results/compare-emergence-green-compact bands --width 120mm";

const REPORT_EXAMPLES: &str = "\
Examples:
  fourfold report results/emergence                           report.html, and tables for papers beside it
  fourfold report results/compare-emergence-green-compact --out paper/report.html
  fourfold report results/compare-emergence-green-compact --check
  fourfold report results/emergence --check paper/claims.toml";

const VERIFY_EXAMPLES: &str = "\
Examples:
  fourfold verify                               all cases: a table, and a figure a mechanism
  fourfold verify --quick                       smaller worlds, fewer points
  fourfold verify M1 simon-yule --out checked";

const VALIDATE_EXAMPLES: &str = "\
Examples:
  fourfold validate                             the baseline beside the measured facts
  fourfold validate emergence --people 5000 --months 360 --replicates 4
  fourfold validate my.toml --set projects.exit=0.02 --out results/validate-mine";

const SHOW_EXAMPLES: &str = "\
Examples:
  fourfold show emergence
  fourfold show baseline --set world.people=5000 --toml > mine.toml";

const CHECK_EXAMPLES: &str = "\
Examples:
  fourfold check my.toml
  fourfold check scenarios/*.toml";

const NEW_EXAMPLES: &str = "\
Examples:
  fourfold new slower                           slower.toml, which extends baseline
  fourfold new mine/longer-bust --extends dotcom-bust";

const SCHEMA_EXAMPLES: &str = "\
Examples:
  fourfold schema > fourfold.schema.json        then `#:schema ./fourfold.schema.json` in a scenario's first line
  fourfold schema | jq .properties.modes.properties.beta";

const TEMPLATE: &str = "{about-with-newline}\n{before-help}{usage-heading} {usage}\n\n{all-args}{after-help}";

/// Fourfold: an agent-based economic simulator of peer production inside capitalism
#[derive(Debug, Parser)]
#[command(name = "fourfold", version, before_help = EXAMPLES, help_template = TEMPLATE)]
#[command(disable_help_subcommand = true)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub verb: Option<Verb>,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Verb {
    /// Run an ensemble of each scenario: tables, charts and a manifest in a folder
    #[command(before_help = RUN_EXAMPLES, help_template = TEMPLATE)]
    Run(RunArguments),
    /// Compare scenarios, or folders of results, as paired runs: effects, times to stages, paths, and what they show
    #[command(before_help = COMPARE_EXAMPLES, help_template = TEMPLATE)]
    Compare(CompareArguments),
    /// Draw figures of results anew, in other forms, widths and colours of paper: nothing is simulated
    #[command(before_help = PLOT_EXAMPLES, help_template = TEMPLATE)]
    Plot(PlotArguments),
    /// Write a page of HTML that needs no other file, and tables as CSV, Markdown and LaTeX; or check that claims still hold
    #[command(before_help = REPORT_EXAMPLES, help_template = TEMPLATE)]
    Report(ReportArguments),
    /// Hold every mechanism against its closed form: expected, simulated, interval, verdict, and a figure each
    #[command(before_help = VERIFY_EXAMPLES, help_template = TEMPLATE)]
    Verify(VerifyArguments),
    /// Hold simulated histories against facts that were measured in the world: a table with hits and misses, and a figure
    #[command(before_help = VALIDATE_EXAMPLES, help_template = TEMPLATE)]
    Validate(ValidateArguments),
    /// Fit what is uncertain to measured facts, in waves: plausible ranges, diagnostics, and a scenario with the values found
    #[command(before_help = CALIBRATE_EXAMPLES, help_template = TEMPLATE)]
    Calibrate(CalibrateArguments),
    /// Run worlds at the points of a design (grid, Latin hypercube, Sobol sequence): one row a run, and what an outcome does over it
    #[command(before_help = SWEEP_EXAMPLES, help_template = TEMPLATE)]
    Sweep(SweepArguments),
    /// Find which uncertain parameters move an outcome, and what share of its variance they hold: Morris, then Sobol'
    #[command(before_help = SENSITIVITY_EXAMPLES, help_template = TEMPLATE)]
    Sensitivity(SensitivityArguments),
    /// Find where a path tips along a parameter, come to from below and from above
    #[command(before_help = TIPPING_EXAMPLES, help_template = TEMPLATE)]
    Tipping(TippingArguments),
    /// Test the claims of the theory in pairs of worlds: effects with intervals, verdicts, and in how much of what is plausible they hold
    #[command(before_help = THESES_EXAMPLES, help_template = TEMPLATE)]
    Theses(ThesesArguments),
    /// List the scenarios of the library
    #[command(help_template = TEMPLATE)]
    List,
    /// Show a scenario in full, with the source of each value
    #[command(before_help = SHOW_EXAMPLES, help_template = TEMPLATE)]
    Show(ShowArguments),
    /// Check scenario files: all mistakes of all of them at once
    #[command(before_help = CHECK_EXAMPLES, help_template = TEMPLATE)]
    Check(CheckArguments),
    /// Begin a scenario file: every key in it, commented out and explained
    #[command(before_help = NEW_EXAMPLES, help_template = TEMPLATE)]
    New(NewArguments),
    /// Print the JSON Schema of scenario files, by which editors complete and check keys
    #[command(before_help = SCHEMA_EXAMPLES, help_template = TEMPLATE)]
    Schema,
}

/// The worlds that are run: their size, and any other key.
#[derive(Args, Debug)]
pub struct WorldArguments {
    /// People in each world, as in 20000, 1_000_000 or 1e6 (--set world.people=N)
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    people: Option<String>,
    /// Months simulated after burn-in (--set world.months=T)
    #[arg(long, value_name = "T", allow_hyphen_values = true)]
    months: Option<String>,
    /// Independent repetitions (--set world.replicates=R)
    #[arg(long, value_name = "R", allow_hyphen_values = true)]
    replicates: Option<String>,
    /// Seed of all draws; runs with one seed are twins (--set world.seed=S)
    #[arg(long, value_name = "S", allow_hyphen_values = true)]
    seed: Option<String>,
    /// Worker threads; results do not depend on it [default: one for each processor]
    #[arg(long, value_name = "K", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// Set any key of the scenario; may be given many times
    #[arg(long, value_name = "KEY=VALUE", allow_hyphen_values = true)]
    set: Vec<String>,
}

impl WorldArguments {
    /// People, months, replicates and seed as settings, where they are given.
    fn short(&self) -> impl Iterator<Item = String> {
        let keys = ["world.people", "world.months", "world.replicates", "world.seed"];
        let values = [&self.people, &self.months, &self.replicates, &self.seed];
        let given = keys.into_iter().zip(values);
        given.filter_map(|(key, value)| value.as_ref().map(|value| format!("{key}={value}")))
    }

    /// All settings of the command line as `key=value`, after the defaults of a verb.
    fn after(&self, size: &[&str]) -> Vec<String> {
        let size = size.iter().map(ToString::to_string);
        size.chain(self.short()).chain(self.set.iter().cloned()).collect()
    }

    /// Whether any of them, or of `--set`, is given.
    #[must_use]
    pub fn sets_anything(&self) -> bool {
        self.short().next().is_some() || !self.set.is_empty()
    }
}

/// What `run` takes.
#[derive(Args, Debug)]
pub struct RunArguments {
    /// Names from the library, or scenario files [default: emergence netarchical green-compact mainstay, 10 000 people and 8 replicates each]
    #[arg(value_name = "SCENARIO")]
    pub scenarios: Vec<String>,
    /// The worlds.
    #[command(flatten)]
    pub world: WorldArguments,
    /// Folder for the results; with several scenarios, one inside it for each [default: results/NAME]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Replace what an earlier run left in the folder; other files stay
    #[arg(long)]
    pub force: bool,
    /// Say nothing but errors
    #[arg(long, short)]
    pub quiet: bool,
    /// Write a summary for machines to standard output, one JSON object
    #[arg(long)]
    pub json: bool,
    /// Say what each line of the month took, beside genesis, burn-in and writing
    #[arg(long)]
    pub timings: bool,
    /// Write the same as folded stacks, in microseconds: what flame graphs are drawn from
    #[arg(long, value_name = "FILE")]
    pub profile: Option<PathBuf>,
    /// Draw no figures (--set output.figures=false)
    #[arg(long)]
    no_figures: bool,
    /// Forms of the tables: CSV is always written, Parquet beside it (--set output.parquet=true)
    #[arg(long, value_name = "FORMS", value_delimiter = ',')]
    tables: Vec<TableForm>,
}

/// A form of the tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TableForm {
    /// Text, by which figures, `plot`, `compare` and `report` are made.
    Csv,
    /// Columns for pandas, polars, R's arrow and DuckDB.
    Parquet,
}

impl RunArguments {
    /// All settings of the command line as `key=value`, the short ways first.
    #[must_use]
    pub fn settings(&self) -> Vec<String> {
        let short = self.world.short();
        let figures = self.no_figures.then(|| "output.figures=false".to_string());
        let parquet = self.tables.contains(&TableForm::Parquet).then(|| "output.parquet=true".to_string());
        short.chain(figures).chain(parquet).chain(self.world.set.iter().cloned()).collect()
    }
}

/// What `compare` takes.
#[derive(Args, Debug)]
pub struct CompareArguments {
    /// Folders that `run` left, names from the library, or scenario files: the first is what the others are compared with
    #[arg(value_name = "RUN", required = true, num_args = 2..)]
    pub runs: Vec<String>,
    /// The worlds.
    #[command(flatten)]
    pub world: WorldArguments,
    /// Months at which effects are told, as in 120,360 [default: the quarters of the run]
    #[arg(long, value_name = "MONTHS", value_delimiter = ',')]
    pub at: Vec<i64>,
    /// Measures to compare, columns of series.csv, as in wage,needs_met [default: all]
    #[arg(long, value_name = "COLUMNS", value_delimiter = ',')]
    pub measures: Vec<String>,
    /// Folder for what is found; scenarios that are run go to runs/ inside it [default: results/compare-A-B]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Replace what an earlier comparison left in the folder; other files stay
    #[arg(long)]
    pub force: bool,
    /// Say nothing but errors
    #[arg(long, short)]
    pub quiet: bool,
    /// Write what was found for machines to standard output, one JSON object
    #[arg(long)]
    pub json: bool,
    /// Draw no figures
    #[arg(long)]
    pub no_figures: bool,
}

impl CompareArguments {
    /// All settings of the command line as `key=value`, for the scenarios that are run: without figures, which the comparison has.
    #[must_use]
    pub fn settings(&self) -> Vec<String> {
        let without = "output.figures=false".to_string();
        self.world.short().chain([without]).chain(self.world.set.iter().cloned()).collect()
    }
}

/// What `plot` takes.
#[derive(Args, Debug)]
pub struct PlotArguments {
    /// A folder that `run`, `compare`, `sweep`, `sensitivity`, `tipping`, `theses` or `validate` left
    #[arg(value_name = "RESULTS")]
    pub results: PathBuf,
    /// Names of figures, as in regimes stages [default: all that the results can fill]
    #[arg(value_name = "FIGURE")]
    pub figures: Vec<String>,
    /// Forms, as in svg,pdf
    #[arg(long, value_name = "FORMS", value_delimiter = ',', default_value = "svg,pdf,png")]
    pub format: Vec<Form>,
    /// Width in millimetres: 89mm is one column of a journal, 183mm two [default: 183mm; of a comparison as each was left]
    #[arg(long, value_name = "WIDTH", value_parser = width)]
    pub width: Option<f64>,
    /// On white paper or on a dark screen
    #[arg(long, value_name = "THEME", default_value = "light")]
    pub theme: Paper,
    /// Folder for the figures [default: figures/ in the folder of the results]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Say nothing but errors
    #[arg(long, short)]
    pub quiet: bool,
}

/// What `verify` takes.
#[derive(Args, Debug)]
pub struct VerifyArguments {
    /// Mechanisms, as in M1, or names of cases, as in simon-yule [default: all]
    #[arg(value_name = "CASE")]
    pub cases: Vec<String>,
    /// Smaller worlds and fewer points
    #[arg(long)]
    pub quick: bool,
    /// Worker threads; results do not depend on it [default: one for each processor]
    #[arg(long, value_name = "K", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// Folder for the table and the figures [default: results/verify]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Replace what an earlier run left in the folder; other files stay
    #[arg(long)]
    pub force: bool,
    /// Say nothing but what fails
    #[arg(long, short)]
    pub quiet: bool,
    /// Write the verdicts for machines to standard output, one JSON object
    #[arg(long)]
    pub json: bool,
}

/// What `validate` takes.
#[derive(Args, Debug)]
pub struct ValidateArguments {
    /// A name from the library, or a scenario file; 20 000 people, 480 months and 8 replicates unless they are given
    #[arg(value_name = "SCENARIO", default_value = "baseline")]
    pub scenario: String,
    /// The worlds.
    #[command(flatten)]
    pub world: WorldArguments,
    /// Folder for the tables and the figure [default: results/validate]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Replace what an earlier run left in the folder; other files stay
    #[arg(long)]
    pub force: bool,
    /// Say nothing but errors
    #[arg(long, short)]
    pub quiet: bool,
}

impl ValidateArguments {
    /// All settings of the command line as `key=value`, after the defaults of this verb.
    #[must_use]
    pub fn settings(&self) -> Vec<String> {
        self.world.after(&["world.people=20000", "world.months=480", "world.replicates=8"])
    }
}

/// What `report` takes.
#[derive(Args, Debug)]
pub struct ReportArguments {
    /// A folder that `run` or `compare` left
    #[arg(value_name = "RESULTS")]
    pub results: PathBuf,
    /// The page; tables go to tables/ beside it [default: report.html in the folder]
    #[arg(long, value_name = "FILE", conflicts_with = "check")]
    pub out: Option<PathBuf>,
    /// Write nothing: hold the sentences of a file of claims against the tables [default: claims.toml in the folder]
    #[arg(long, value_name = "CLAIMS", num_args = 0..=1)]
    pub check: Option<Option<PathBuf>>,
    /// Say nothing but errors
    #[arg(long, short)]
    pub quiet: bool,
}

/// A form of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Form {
    /// Vectors, for screens and drawing programs
    Svg,
    /// Vectors with the typeface inside, for papers
    Pdf,
    /// Pixels, 300 dots an inch
    Png,
}

/// On what a figure stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Paper {
    /// White paper
    Light,
    /// A dark screen
    Dark,
}

/// A width such as 89mm, 8.9cm, or 89, which are millimetres.
fn width(text: &str) -> Result<f64, String> {
    let (number, unit) = match text.trim() {
        all if all.ends_with("mm") => (&all[..all.len() - 2], 1.0),
        all if all.ends_with("cm") => (&all[..all.len() - 2], 10.0),
        all => (all, 1.0),
    };
    let (least, most) = Edition::WIDTHS;
    let millimetres = number.trim().parse::<f64>().ok().map(|number| number * unit);
    match millimetres.filter(|mm| (least..=most).contains(mm)) {
        Some(millimetres) => Ok(millimetres),
        None => {
            Err(format!("give {least:.0}mm to {most:.0}mm: a column of a journal is 89mm wide, a page 183mm"))
        }
    }
}

/// What `show` takes.
#[derive(Args, Debug)]
pub struct ShowArguments {
    /// A name from the library, or a scenario file
    #[arg(value_name = "SCENARIO")]
    pub scenario: String,
    /// Set any key of the scenario; may be given many times
    #[arg(long, value_name = "KEY=VALUE", allow_hyphen_values = true)]
    pub set: Vec<String>,
    /// Print the scenario as a file that stands on its own
    #[arg(long)]
    pub toml: bool,
}

/// What `check` takes.
#[derive(Args, Debug)]
pub struct CheckArguments {
    /// Scenario files, or names from the library
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<String>,
}

/// What `new` takes.
#[derive(Args, Debug)]
pub struct NewArguments {
    /// Name of the file, with or without .toml; may be a path
    #[arg(value_name = "NAME")]
    pub name: String,
    /// The scenario from which it will differ: a name from the library, or a file
    #[arg(long, value_name = "SCENARIO", default_value = "baseline")]
    pub extends: String,
    /// Replace the file if it is there already
    #[arg(long)]
    pub force: bool,
}

/// What is said to somebody who gives no arguments.
#[must_use]
pub fn short_help() -> String {
    Arguments::command().render_help().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn widths_have_units() {
        assert_eq!((width("89mm"), width("8.9 cm"), width("183")), (Ok(89.0), Ok(89.0), Ok(183.0)));
        for wrong in ["12mm", "wide", "1e9", "NaN", "mm", ""] {
            assert!(width(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn short_ways_are_settings() {
        let words = ["fourfold", "run", "x", "--people", "1e6", "--set", "modes.beta=2", "--no-figures"];
        let arguments = Arguments::parse_from(words);
        let Some(Verb::Run(run)) = arguments.verb else { panic!("it says run") };
        assert_eq!(run.settings(), ["world.people=1e6", "output.figures=false", "modes.beta=2"]);
    }
}
