//! A sweep as a file, so that it can be kept with a paper.
//!
//! ```toml
//! [sweep]
//! scenario = "emergence"                        # a name, or a file beside this one
//! set = ["world.people=5000", "world.months=480"]
//! vary = ["modes.beta=0.5..2:5", "firms.growth=0.01..0.02:3"]
//! design = "grid"                               # grid, hypercube, sobol
//! outcomes = ["time_peer_share", "ends:mainstay"]
//! ```

use super::{Design, Vary};
use crate::Failure;
use crate::runs::Outcome;
use serde::Deserialize;
use std::fs;
use std::path::Path;

/// What a file of a sweep says.
#[derive(Clone, Debug, PartialEq)]
pub struct SweepFile {
    /// Name or file of the scenario.
    pub scenario: String,
    /// Settings.
    pub set: Vec<String>,
    /// Design.
    pub design: Option<Design>,
    /// Points, of a design by chance.
    pub points: Option<usize>,
    /// Outcomes; none: the usual ones.
    pub outcomes: Vec<Outcome>,
    /// What is varied, in the order of the file.
    pub vary: Vec<Vary>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    sweep: Head,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    scenario: String,
    #[serde(default)]
    set: Vec<String>,
    #[serde(default)]
    vary: Vec<String>,
    design: Option<String>,
    points: Option<usize>,
    #[serde(default)]
    outcomes: Vec<String>,
}

impl SweepFile {
    /// Whether a word names such a file, and not a scenario.
    #[must_use]
    pub fn is_one(word: &str) -> bool {
        let Ok(text) = fs::read_to_string(word) else { return false };
        // One that is no TOML, but has the section, is meant as one, so that its mistake is told.
        text.lines().any(|line| line.trim_start().starts_with("[sweep]"))
    }

    /// Reads it.
    ///
    /// # Errors
    /// What is wrong, with the file and the line.
    pub fn read(path: &Path) -> Result<Self, Failure> {
        let text = fs::read_to_string(path).map_err(|cause| Failure::file(path, cause))?;
        let help = "a sweep has `[sweep]` with scenario, set, vary, design, points and outcomes; vary = [\"KEY=LOW..HIGH:N\", ...]";
        let written: Written = toml::from_str(&text).map_err(|cause| {
            Failure::input(format!("{}: {}", path.display(), cause.to_string().trim_end()), help)
        })?;
        let line = |word: &str| {
            let at = text.lines().position(|line| line.contains(word)).map_or(1, |at| at + 1);
            format!("{}, line {at}", path.display())
        };
        let wrong = |word: &str, what: String| Failure::input(format!("{}: {what}", line(word)), help);
        let head = written.sweep;
        let design = head
            .design
            .as_deref()
            .map(|word| word.parse::<Design>().map_err(|what| wrong(word, what)))
            .transpose()?;
        let outcomes = head.outcomes.iter().map(|word| Outcome::read(word).map_err(|what| wrong(word, what)));
        let outcomes = outcomes.collect::<Result<_, _>>()?;
        let vary = head.vary.iter().map(|word| Vary::read(word).map_err(|what| wrong(word, what)));
        let vary = vary.collect::<Result<_, _>>()?;
        let beside = path.parent().unwrap_or(Path::new("")).join(&head.scenario);
        let scenario = if beside.is_file() { beside.display().to_string() } else { head.scenario };
        Ok(Self { scenario, set: head.set, design, points: head.points, outcomes, vary })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<SweepFile, Failure> {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().join("a.toml");
        fs::write(&path, text).unwrap();
        assert!(SweepFile::is_one(path.to_str().unwrap()));
        SweepFile::read(&path)
    }

    #[test]
    fn a_file_says_what_the_command_line_says() {
        let file = read(
            "[sweep]\nscenario = \"emergence\"\nset = [\"world.people=500\"]\ndesign = \"grid\"\noutcomes = [\"wage\"]\n\
             vary = [\"modes.beta=0.5..2:5\", \"firms.growth\"]\n",
        )
        .unwrap();
        assert_eq!((file.scenario.as_str(), file.design), ("emergence", Some(Design::Grid)));
        assert_eq!(file.vary, ["modes.beta=0.5..2:5", "firms.growth"].map(|word| Vary::read(word).unwrap()));
        assert_eq!(file.outcomes, [Outcome::read("wage").unwrap()]);
    }

    #[test]
    fn mistakes_are_told_with_file_and_line() {
        for (text, said) in [
            ("[sweep]\nscenario = \"emergence\"\ndesign = \"lattice\"\n", "line 3: `lattice` is no design"),
            (
                "[sweep]\nscenario = \"emergence\"\nvary = [\n  \"modes.beta=2..1\",\n]\n",
                "line 4: `modes.beta=2..1` is no range",
            ),
            ("[sweep]\nscenario = \"emergence\"\nvary = 2\n", "line 3"),
            ("[sweep]\nscenari = \"emergence\"\n", "unknown field `scenari`"),
            ("[sweep]\nscenario = \"emergence\"\noutcomes = [\"wag\"]\n", "did you mean `wage`"),
        ] {
            let failure = read(text).unwrap_err();
            assert!(failure.is_wrong_input() && failure.to_string().contains(said), "{failure}");
            assert!(failure.to_string().contains("a.toml"), "{failure}");
        }
    }
}
