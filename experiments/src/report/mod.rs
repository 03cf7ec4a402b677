//! `fourfold report`: a folder of results as one page of HTML and as tables for papers; and whether sentences about it still hold.

mod claims;
mod compared;
mod one_run;

pub use claims::{Broken, check};

use crate::results::file::write_whole;
use crate::results::opened::Opened;
use crate::{Failure, Workers};
use analysis::report::Printed;
use analysis::report::html::Page;
use std::path::{Path, PathBuf};

/// The page, unless another is named.
pub const FILE: &str = "report.html";

/// The folder of the tables, beside the page.
pub const TABLES: &str = "tables";

/// Writes the page and the tables of a run or of a comparison; returns their files, the page first.
///
/// # Errors
/// The folder holds no results, a table in it is damaged, or a file cannot be written.
pub fn write(folder: &Path, out: Option<&Path>, workers: &Workers) -> Result<Vec<PathBuf>, Failure> {
    let opened = Opened::open(folder)?;
    let is_comparison = opened.is_comparison();
    let (page, tables) =
        if is_comparison { compared::page(&opened)? } else { one_run::page(&opened, workers)? };
    let path = out.map_or_else(|| folder.join(FILE), Path::to_path_buf);
    let parent = path.parent().unwrap_or(Path::new("")).to_path_buf();
    let name = path.file_name().map_or_else(|| FILE.to_owned(), |name| name.to_string_lossy().into_owned());
    write_whole(&parent, &name, page.finish().as_bytes())?;
    let mut files = vec![path];
    for table in &tables {
        for (end, text) in [("csv", table.csv()), ("md", table.markdown()), ("tex", table.latex())] {
            let name = format!("{TABLES}/{}.{end}", table.name);
            write_whole(&parent, &name, text.as_bytes())?;
            files.push(parent.join(name));
        }
    }
    Ok(files)
}

/// What was run, by what, and how to do it again.
fn reproduce(page: &mut Page, opened: &Opened) {
    let said = |key: &str| match &opened.manifest[key] {
        serde_json::Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    page.section("Reproduce it");
    page.say("The same scenario, seed and version give the same bytes on any number of threads.");
    let facts: Vec<(&str, String)> = [
        ("Program", format!("{} {}", said("program"), said("version"))),
        ("Commit", said("commit")),
        ("Command", said("command")),
        ("Status", said("status")),
    ]
    .into();
    page.add(&list(&facts));
    page.file("manifest.json: what ran, how it went, and the SHA-256 of each file", &opened.manifest_text);
}

/// Names and what belongs to them.
fn list(facts: &[(&str, String)]) -> String {
    use analysis::report::html::escaped;
    let one =
        |(name, what): &(&str, String)| format!("<dt>{}</dt><dd>{}</dd>\n", escaped(name), escaped(what));
    format!("<dl>{}</dl>", facts.iter().map(one).collect::<String>())
}

/// A number with four digits.
fn number(value: f64) -> String {
    let size = value.abs();
    let decimals = match size {
        x if x >= 1000.0 || x == 0.0 => 0,
        x if x >= 100.0 => 1,
        x if x >= 10.0 => 2,
        x if x >= 1.0 => 3,
        _ => 4,
    };
    format!("{value:.decimals$}").replace('-', "−")
}

/// Cells of a file as they are, numbers shortened.
fn printed_cells(cells: &[String]) -> Vec<String> {
    let short = |cell: &String| match cell.parse::<f64>() {
        Ok(value) if value.fract() != 0.0 || cell.contains('e') => number(value),
        _ => cell.replace('-', "−"),
    };
    // Words keep their hyphens.
    cells.iter().map(|cell| if cell.parse::<f64>().is_ok() { short(cell) } else { cell.clone() }).collect()
}

/// A table of the folder, all of it.
fn whole(name: &'static str, caption: &str, (head, rows): (Vec<String>, Vec<Vec<String>>)) -> Printed {
    let rows = rows.iter().map(|row| printed_cells(row)).collect();
    Printed { name, caption: caption.to_owned(), head, rows }
}
