//! `docs/model/parameters.md`: every parameter, written from the table that the engine itself reads.

use crate::Verdict;
use crate::files::read;
use crate::number::{grouped, short};
use sim_core::params::{Certainty, Kind, Parameter, Params, Scope, Value};
use std::fs;
use std::path::Path;

const PAGE: &str = "docs/model/parameters.md";

const HEAD: &str = "\
# Parameters

Every key of a scenario file, section by section: what it means, its unit, its default, what is legal, and where the
default comes from. *Uncertain* is the range that is plausible and was declared before results were seen; it is what
sensitivity is measured over. A key without one is a definition or a choice of the experimenter. What the names in the
source column stand for: [sources](sources.md).

This page is written by `cargo xtask docs` from the declarations in `sim-core/src/params/`: change it there. In a
scenario file a key stands under its section; on the command line it is `--set section.key=value`. `fourfold show NAME`
prints a scenario's values with all their digits.
";

/// Writes the page.
///
/// # Errors
/// It cannot be written.
pub fn write(root: &Path) -> Verdict {
    let path = root.join(PAGE);
    fs::write(&path, page())
        .map_err(|cause| vec![format!("{} cannot be written: {cause}", path.display())])?;
    Ok(format!("{PAGE} is written"))
}

/// Whether the page is current.
///
/// # Errors
/// It is missing or says something else.
pub fn check(root: &Path) -> Verdict {
    let (there, wanted) = (read(&root.join(PAGE))?.replace("\r\n", "\n"), page());
    match there.lines().zip(wanted.lines()).position(|(a, b)| a != b) {
        _ if there == wanted => Ok(format!("{PAGE} is current")),
        at => {
            let line = at.map_or("its end".into(), |k| format!("line {}", k + 1));
            Err(vec![format!("{PAGE} is not current from {line} on: write it with `cargo xtask docs`")])
        }
    }
}

/// The whole page.
fn page() -> String {
    let table = Params::table();
    let mut page = HEAD.to_string();
    for (section, about) in Params::sections() {
        let rows: Vec<&Parameter> =
            table.iter().filter(|row| row.key.split('.').next() == Some(section)).collect();
        page += &format!("\n## `[{section}]`\n\n{}\n", cell(about));
        // A section has one scope, but for keys that are read at genesis and never again.
        let scope = rows.iter().map(|row| row.scope).find(|scope| *scope != Scope::Run).unwrap_or(Scope::Run);
        page += &format!("{}\n", words_of(scope));
        let fixed: Vec<String> = rows
            .iter()
            .filter(|row| row.scope == Scope::Run && scope != Scope::Run)
            .map(|row| format!("`{}`", row.key.split_once('.').map_or(row.key.as_str(), |(_, name)| name)))
            .collect();
        if !fixed.is_empty() {
            page +=
                &format!("Read at genesis only, so that no shock may change them: {}.\n", fixed.join(", "));
        }
        page += "\n| key | meaning | unit | default | range | uncertain | source |\n|---|---|---|---|---|---|---|\n";
        for row in rows {
            let name = row.key.split_once('.').map_or(row.key.as_str(), |(_, name)| name);
            let cells = [
                format!("`{name}`"),
                cell(&row.meaning),
                cell(row.unit),
                default(row),
                range(row),
                uncertain(row),
                linked(&cell(row.source)),
            ];
            page += &format!("| {} |\n", cells.join(" | "));
        }
    }
    page
}

fn words_of(scope: Scope) -> &'static str {
    match scope {
        Scope::Run => "One value for the whole run.",
        Scope::World => "One value for the world; a shock may change it for a time.",
        Scope::Region => "A shock may change it for a time, in the world or in single regions.",
    }
}

/// A text as the cell of a table.
fn cell(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    text.replace('|', "\\|").replace('*', "\\*").replace('<', "&lt;")
}

/// A source whose words such as `../decisions/0002-values.md` are links.
fn linked(text: &str) -> String {
    let word = |word: &str| {
        let path = word.trim_matches(['(', ')', ',', ';']);
        let Some(name) = path.strip_suffix(".md").filter(|_| path.starts_with("../")) else {
            return word.to_string();
        };
        let name = name.rsplit('/').next().unwrap_or(name);
        word.replace(path, &format!("[{name}]({path})"))
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

fn default(row: &Parameter) -> String {
    match &row.default {
        Value::Bool(yes) => format!("`{yes}`"),
        Value::Integer(n) => grouped(*n),
        Value::Number(x) => short(*x),
        Value::Text(text) => format!("`\"{text}\"`"),
        Value::Numbers(row) => format!("[{}]", row.iter().map(|x| short(*x)).collect::<Vec<_>>().join(", ")),
    }
}

fn range(row: &Parameter) -> String {
    match row.kind {
        Kind::Bool => "`true`, `false`".into(),
        Kind::Text => "a text".into(),
        Kind::Choice(words) => listed(words),
        Kind::ChoiceOrInteger(words) => format!("{}, {}", listed(words), interval(row.range)),
        Kind::Shares => "four shares, sum 1".into(),
        Kind::Integer | Kind::Number => interval(row.range),
    }
}

fn listed(words: &[&str]) -> String {
    words.iter().map(|w| format!("`\"{w}\"`")).collect::<Vec<_>>().join(", ")
}

fn uncertain(row: &Parameter) -> String {
    match row.certainty {
        Certainty::Fixed => String::new(),
        Certainty::Uncertain(least, most) => interval((least, most)),
    }
}

fn interval((least, most): (f64, f64)) -> String {
    format!("{} to {}", short(least), short(most))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_parameter_has_a_row_of_seven_cells() {
        let page = page();
        let rows: Vec<&str> = page.lines().filter(|line| line.starts_with("| `")).collect();
        assert_eq!(rows.len(), Params::table().len());
        for row in rows {
            assert_eq!(row.replace("\\|", "").matches('|').count(), 8, "{row}");
        }
        assert_eq!(page.matches("\n## ").count(), Params::sections().len());
    }

    #[test]
    fn a_page_that_is_not_current_is_told_from_where_on() {
        let folder = tempfile::tempdir().unwrap();
        assert!(check(folder.path()).is_err());
        fs::create_dir_all(folder.path().join("docs/model")).unwrap();
        write(folder.path()).unwrap();
        assert!(check(folder.path()).is_ok());
        fs::write(folder.path().join(PAGE), page().replace("# Parameters\n\n", "# Parameters\n\nNew.\n"))
            .unwrap();
        assert!(check(folder.path()).unwrap_err()[0].contains("line 3"));
    }

    #[test]
    fn paths_in_sources_become_links() {
        let source = linked("Ours (../decisions/0002-values.md)");
        assert_eq!(source, "Ours ([0002-values](../decisions/0002-values.md))");
    }
}
