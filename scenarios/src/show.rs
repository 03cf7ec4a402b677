//! Prints a scenario for reading: each key, its value, unit, where it comes from, and what it means.

use sim_core::params::{Params, RegionSet, RegionStart, Value};

use crate::check::name;
use crate::explain::filled;
use crate::regions::{get, region_fields, written};
use crate::resolve::{toml_text, toml_value};
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
            lines.extend(filled(text, WIDTH));
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
    let mut lines = vec![
        String::new(),
        match scenario.params.world.regions {
            RegionSet::Own => "[[region]]  Where each region of the scenario starts; what it does not say is the world's of 2001.",
            _ => {
                "[[region]]  Where each region starts: data of 2001, cut as `world.regions` and `world.region_people` say, unless \
                 told otherwise below."
            }
        }
        .into(),
    ];
    let meanings: Vec<[String; 3]> =
        fields.iter().map(|f| [name(&f.key).to_string(), f.unit.to_string(), f.meaning.clone()]).collect();
    for rows in [aligned_all(&meanings), aligned_all(&cells)] {
        lines.extend(rows);
        lines.push(String::new());
    }
    lines.pop();
    for (i, region) in scenario.params.regions.iter().enumerate() {
        for field in &fields {
            let field = name(&field.key);
            let key = format!("region.{}.{field}", region.name);
            if let (Some(origin), Some(value)) = (scenario.origin.get(&key), written(scenario, i, field)) {
                lines.push(format!("  {key} = {}  ({origin})", toml_value(&value)));
            }
        }
    }
    let mean = scenario.mean_income();
    if mean != 1.0 {
        lines.push(format!(
            "  Incomes as written have a mean of {mean:.4} over people and were divided by it: the table has what the world starts with."
        ));
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
        let (first, last) = (shock.from, shock.until - 1);
        let months =
            if first == last { format!("month {first}") } else { format!("months {first} to {last}") };
        lines.push(String::new());
        lines.push(format!("[[shock]]  {}: {months}, {felt}", shock.name));
        let mut told = |part: &str, shown: &str, value: String| {
            let origin: Origin = scenario.origin_of(&format!("{key}.{part}"));
            lines.push(format!("  {shown} = {value}  ({origin})"));
        };
        told("from", "from", shock.from.to_string());
        told("until", "until", shock.until.to_string());
        let names: Vec<String> = regions.into_iter().map(toml_text).collect();
        let names = if names.is_empty() { "all".into() } else { format!("[{}]", names.join(", ")) };
        told("regions", "regions", names);
        for (set, value) in &shock.set {
            told(&format!("set.{set}"), set, toml_value(value));
        }
    }
    lines
}

fn aligned_all<R: AsRef<[String]>>(rows: &[R]) -> Vec<String> {
    let widths = widths(rows);
    rows.iter().map(|row| aligned(row.as_ref(), &widths)).collect()
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
