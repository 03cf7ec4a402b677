//! Prints a scenario for reading: each key, its value, unit, where it comes from, and what it means.

use sim_core::params::{Params, RegionStart, Value};

use crate::check::name;
use crate::regions::{get, region_fields};
use crate::resolve::toml_value;
use crate::scenario::{Origin, Scenario};

/// Width to which paragraphs are filled.
const WIDTH: usize = 100;

/// The scenario with the source of each value, for `fourfold show`.
#[must_use]
pub fn show(scenario: &Scenario) -> String {
    let mut lines = vec![format!("{}: {}", scenario.name, scenario.title)];
    for text in [&scenario.about, &scenario.passage] {
        if !text.is_empty() {
            lines.push(String::new());
            lines.extend(filled(text));
        }
    }
    lines.extend(parameters(scenario));
    lines.extend(regions(scenario));
    lines.extend(shocks(scenario));
    lines.iter().map(|line| line.trim_end().to_string() + "\n").collect()
}

fn parameters(scenario: &Scenario) -> Vec<String> {
    let table = Params::table();
    let cells: Vec<[String; 5]> = table
        .iter()
        .map(|row| {
            [
                name(&row.key).to_string(),
                scenario.params.get(&row.key).map(|v| toml_value(&v)).unwrap_or_default(),
                row.unit.to_string(),
                scenario.origin_of(&row.key).to_string(),
                row.meaning.clone(),
            ]
        })
        .collect();
    let mut lines = Vec::new();
    let widths = widths(&cells);
    for (section, about) in Params::sections() {
        lines.push(String::new());
        lines.push(format!("[{section}]  {about}"));
        let in_section =
            table.iter().zip(&cells).filter(|(row, _)| row.key.split('.').next() == Some(section));
        lines.extend(in_section.map(|(_, cells)| aligned(cells, &widths)));
    }
    lines
}

/// Regions as columns of one table: a row a region reads better than a block a region.
fn regions(scenario: &Scenario) -> Vec<String> {
    let fields = region_fields();
    let short = |region: &RegionStart, field: &str| match get(region, field) {
        Some(Value::Number(x)) => format!("{x:.4}"),
        Some(value) => toml_value(&value),
        None => "as modes.initial".into(),
    };
    let mut cells = vec![
        std::iter::once("region".to_string()).chain(fields.iter().map(|f| name(&f.key).into())).collect(),
    ];
    for region in &scenario.params.regions {
        let values = fields.iter().map(|f| short(region, name(&f.key)));
        cells.push(std::iter::once(region.name.clone()).chain(values).collect::<Vec<String>>());
    }
    let widths = widths(&cells);
    let mut lines =
        vec![String::new(), "[[region]]  Where each region starts: data of 2001 unless said below.".into()];
    lines.extend(cells.iter().map(|row| aligned(row, &widths)));
    for (key, origin) in scenario.origin.range("region.".to_string().."region/".to_string()) {
        lines.push(format!("  {key}: {origin}"));
    }
    lines
}

fn shocks(scenario: &Scenario) -> Vec<String> {
    let mut lines = Vec::new();
    for shock in &scenario.params.shocks {
        let regions: Vec<&str> =
            shock.regions.iter().map(|r| scenario.params.regions[*r].name.as_str()).collect();
        let felt =
            if regions.is_empty() { "everywhere".into() } else { format!("in {}", regions.join(", ")) };
        let key = format!("shock.{}", shock.name);
        lines.push(String::new());
        let (first, last) = (shock.from, shock.until - 1);
        let months =
            if first == last { format!("month {first}") } else { format!("months {first} to {last}") };
        let origin = scenario.origin_of(&key);
        lines.push(format!("[[shock]]  {}: {months}, {felt} ({origin})", shock.name));
        for (set, value) in &shock.set {
            let origin: Origin = scenario.origin_of(&format!("{key}.set.{set}"));
            lines.push(format!("  {set} = {}  ({origin})", toml_value(value)));
        }
    }
    lines
}

fn widths<R: AsRef<[String]>>(rows: &[R]) -> Vec<usize> {
    let columns = rows.first().map_or(0, |row| row.as_ref().len());
    (0..columns).map(|c| rows.iter().map(|row| row.as_ref()[c].chars().count()).max().unwrap_or(0)).collect()
}

fn aligned(cells: &[String], widths: &[usize]) -> String {
    let padded: Vec<String> =
        cells.iter().zip(widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
    format!("  {}", padded.join("  "))
}

fn filled(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= WIDTH => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_string()),
        }
    }
    lines
}
