//! Sentences with the cells they rest on, held against the tables.

use crate::Failure;
use crate::results::opened::{Cells, Opened};
use serde::Deserialize;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// What a number may differ by from what a claim says, relative to its size: `claims.toml` has ten digits.
const TOLERANCE: f64 = 1e-8;

/// A sentence.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// What it says.
    pub says: String,
    /// What it rests on.
    pub rests_on: Vec<Ground>,
}

/// A cell, and what it must hold.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ground {
    file: String,
    #[serde(rename = "where")]
    row: BTreeMap<String, toml::Value>,
    column: String,
    value: Option<toml::Value>,
    at_least: Option<f64>,
    at_most: Option<f64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Claims {
    #[serde(default)]
    claim: Vec<Claim>,
}

/// A claim that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// What it says.
    pub says: String,
    /// What does not hold, each with file, row and column.
    pub why: Vec<String>,
}

/// The claims of a file.
///
/// # Errors
/// The text is no file of claims.
pub fn read(text: &str, name: &str) -> Result<Vec<Claim>, Failure> {
    let help = "a claim is a `[[claim]]` with `says`, and a `[[claim.rests_on]]` with `file`, `where`, `column` and one of `value`, `at_least`, `at_most` for each number";
    let claims: Claims = toml::from_str(text).map_err(|cause| {
        let line = cause.span().map_or(1, |span| text[..span.start.min(text.len())].lines().count().max(1));
        Failure::input(format!("the claims cannot be read: {}\n  --> {name}:{line}", cause.message()), help)
    })?;
    for ground in claims.claim.iter().flat_map(|claim| &claim.rests_on) {
        if ground.value.is_none() && ground.at_least.is_none() && ground.at_most.is_none() {
            let what =
                format!("a claim on `{}` of {} says no number\n  --> {name}", ground.column, ground.file);
            return Err(Failure::input(what, help));
        }
    }
    Ok(claims.claim)
}

/// Holds the claims of a file against the tables of a folder. Returns how many there are, and those that do not hold.
///
/// # Errors
/// The folder holds no results, or the file is none of claims.
pub fn check(folder: &Path, file: Option<&Path>) -> Result<(usize, Vec<Broken>), Failure> {
    let opened = Opened::open(folder)?;
    let path = file.map_or_else(|| folder.join("claims.toml"), Path::to_path_buf);
    let text = fs::read_to_string(&path).map_err(|cause| {
        Failure::input(
            format!("`{}` cannot be read: {cause}", path.display()),
            "`fourfold compare` leaves a claims.toml; or name a file of your own",
        )
    })?;
    let claims = read(&text, &path.display().to_string())?;
    let mut tables: BTreeMap<String, Cells> = BTreeMap::new();
    let mut broken = Vec::new();
    for claim in &claims {
        let mut why = Vec::new();
        for ground in &claim.rests_on {
            if !tables.contains_key(&ground.file) {
                let is_inside = Path::new(&ground.file)
                    .components()
                    .all(|part| matches!(part, std::path::Component::Normal(_)));
                if !is_inside {
                    why.push(format!("{}: no file inside the folder", ground.file));
                    continue;
                }
                match opened.table(&ground.file) {
                    Ok(table) => drop(tables.insert(ground.file.clone(), table)),
                    Err(failure) => {
                        why.push(format!("{}: {failure}", ground.file));
                        continue;
                    }
                }
            }
            why.extend(ground.fault(&tables[&ground.file]));
        }
        if !why.is_empty() {
            broken.push(Broken { says: claim.says.clone(), why });
        }
    }
    Ok((claims.len(), broken))
}

impl Ground {
    /// What does not hold of it.
    fn fault(&self, (head, rows): &Cells) -> Option<String> {
        let words = |value: &toml::Value| match value {
            toml::Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let keys: Vec<(String, String)> =
            self.row.iter().map(|(key, value)| (key.clone(), words(value))).collect();
        let told: Vec<String> = keys.iter().map(|(key, word)| format!("{key} = {word}")).collect();
        let place = format!("{}, {}, `{}`", self.file, told.join(", "), self.column);
        let at = |name: &String| head.iter().position(|column| column == name);
        let Some(column) = at(&self.column) else { return Some(format!("{place}: there is no such column")) };
        let fits =
            |row: &&Vec<String>| keys.iter().all(|(key, word)| at(key).is_some_and(|k| row[k] == *word));
        let found: Vec<&Vec<String>> = rows.iter().filter(fits).collect();
        let [row] = found[..] else {
            return Some(format!("{place}: {} rows are so, and one is wanted", found.len()));
        };
        let cell = &row[column];
        let number = cell.parse::<f64>().ok();
        let wants = self.value.as_ref().map(words);
        if let Some(wants) = &wants {
            let is_same = match (number, wants.parse::<f64>()) {
                (Some(is), Ok(wanted)) => (is - wanted).abs() <= TOLERANCE * wanted.abs().max(is.abs()),
                _ => cell == wants,
            };
            if !is_same {
                return Some(format!("{place}: it is {cell}, not {wants}"));
            }
        }
        let bound = |bound: Option<f64>, holds: fn(f64, f64) -> bool, words: &str| {
            let bound = bound?;
            let is_held = number.is_some_and(|is| holds(is, bound));
            (!is_held).then(|| format!("{place}: it is {cell}, not {words} {bound}"))
        };
        bound(self.at_least, |is, bound| is >= bound, "at least")
            .or_else(|| bound(self.at_most, |is, bound| is <= bound, "at most"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(ground: &str) -> Option<String> {
        let text = format!("[[claim]]\nsays = \"so\"\n[[claim.rests_on]]\nfile = \"t.csv\"\n{ground}");
        let claims = read(&text, "claims.toml").unwrap();
        let words = |row: [&str; 3]| row.map(str::to_owned).to_vec();
        let rows = vec![words(["a", "1", "0.5"]), words(["b", "1", "word"]), words(["b", "2", "-3"])];
        claims[0].rests_on[0].fault(&(words(["who", "month", "x"]), rows))
    }

    #[test]
    fn a_cell_is_found_by_its_row_and_held_against_value_and_bounds() {
        for holds in [
            "where = { who = \"a\" }\ncolumn = \"x\"\nvalue = 0.5000000001",
            "where = { who = \"b\", month = 1 }\ncolumn = \"x\"\nvalue = \"word\"",
            "where = { who = \"b\", month = \"2\" }\ncolumn = \"x\"\nat_least = -3.5\nat_most = -3",
        ] {
            assert_eq!(fault(holds), None, "{holds}");
        }
        for (breaks, why) in [
            ("where = { who = \"a\" }\ncolumn = \"x\"\nvalue = 0.51", "it is 0.5, not 0.51"),
            ("where = { who = \"b\" }\ncolumn = \"x\"\nvalue = 1", "2 rows are so"),
            ("where = { who = \"c\" }\ncolumn = \"x\"\nvalue = 1", "0 rows are so"),
            ("where = { who = \"a\" }\ncolumn = \"y\"\nvalue = 1", "no such column"),
            ("where = { who = \"a\" }\ncolumn = \"x\"\nat_least = 0.6", "not at least 0.6"),
            ("where = { who = \"b\", month = 1 }\ncolumn = \"x\"\nat_most = 1", "it is word"),
        ] {
            let said = fault(breaks).unwrap_or_default();
            assert!(said.contains(why), "{breaks}: {said}");
        }
    }

    #[test]
    fn what_is_no_claim_is_refused_with_its_line() {
        for (text, why) in [
            ("[[claim]]\nsays = 3\n", "claims.toml:2"),
            ("[[claim]]\nsays = \"x\"\nrests_on = []\nbecause = 1\n", "because"),
            (
                "[[claim]]\nsays = \"x\"\n[[claim.rests_on]]\nfile = \"a\"\nwhere = {}\ncolumn = \"c\"\n",
                "says no number",
            ),
        ] {
            let said = read(text, "claims.toml").unwrap_err().to_string();
            assert!(said.contains(why), "{said}");
        }
    }
}
