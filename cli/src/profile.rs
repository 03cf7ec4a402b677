//! `run --profile FILE`: what runs spent their time on, as folded stacks.
//!
//! A line a part, from the outermost on, and its microseconds: `emergence;month;gather 694000`. Programs that draw flame graphs
//! read it.

use experiments::Failure;
use experiments::results::Overwrite;
use serde_json::Value as Json;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// A profile under way.
pub struct Profile {
    path: PathBuf,
    text: String,
}

impl Profile {
    /// Makes the file, so that one that cannot be written is known before hours of work.
    ///
    /// # Errors
    /// There is such a file, or it cannot be written.
    pub fn begin(path: &Path, overwrite: Overwrite) -> Result<Self, Failure> {
        if overwrite == Overwrite::Refuse && path.exists() {
            return Err(Failure::Input {
                message: format!("there is a file `{}` already", path.display()),
                help: "name another one after `--profile`, or give `--force`".into(),
            });
        }
        let profile = Self { path: path.to_path_buf(), text: String::new() };
        fs::write(path, "").map_err(|cause| Failure::Input {
            message: format!("`{}` cannot be written: {cause}", path.display()),
            help: "name a file in a folder that there is after `--profile`".into(),
        })?;
        Ok(profile)
    }

    /// Adds what a run's manifest says of it, and writes the file anew.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn add(&mut self, name: &str, manifest: &Json) -> Result<(), Failure> {
        self.text += &folded(name, manifest);
        self.write()
    }

    fn write(&self) -> Result<(), Failure> {
        fs::write(&self.path, &self.text).map_err(|cause| Failure::File { path: self.path.clone(), cause })
    }
}

/// The stacks of one run.
fn folded(name: &str, manifest: &Json) -> String {
    const BESIDE_MONTHS: [&str; 3] = ["genesis", "burn_in", "writing"];
    let mut text = String::new();
    let timings = &manifest["timings"];
    let parts = timings["lines"].as_array().into_iter().flatten().filter_map(|row| {
        let part = row["name"].as_str()?;
        let month = if BESIDE_MONTHS.contains(&part) { "" } else { "month;" };
        Some((format!("{month}{part}"), row["seconds"].as_f64()?))
    });
    for (part, seconds) in parts.chain([("figures".to_string(), timings["figures"].as_f64().unwrap_or(0.0))])
    {
        // A String takes all that is written to it.
        let _ = writeln!(text, "{name};{part} {:.0}", 1e6 * seconds);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn lines_of_the_month_stand_below_it() {
        let lines = [("genesis", 0.5), ("relate", 0.25), ("observe", 0.125), ("writing", 1.0)]
            .map(|(name, seconds)| json!({ "name": name, "seconds": seconds }));
        let manifest = json!({ "timings": { "lines": lines, "figures": 2.0 } });
        let expected = "a;genesis 500000\na;month;relate 250000\na;month;observe 125000\na;writing 1000000\na;figures 2000000\n";
        assert_eq!(folded("a", &manifest), expected);
    }
}
