//! Writes a scenario in full, so that reading it back gives the same world whatever the defaults become.

use std::fmt::Write;

use sim_core::params::{Params, Value};

use crate::check::name;
use crate::regions::{region_fields, written};
use crate::scenario::Scenario;

/// The scenario with every section and key, all regions with all their fields, all shocks, and no `extends`.
/// Regions need no switch that says they are complete: each field overrides the data, so the data no longer matter.
#[must_use]
pub fn resolved_toml(scenario: &Scenario) -> String {
    let mut out = String::from(
        "# A scenario of Fourfold written in full: nothing is inherited, nothing left to defaults.\n",
    );
    let params = &scenario.params;
    heading(&mut out, scenario);
    let table = Params::table();
    for (section, _) in Params::sections() {
        line(&mut out, &format!("\n[{section}]"));
        for row in table.iter().filter(|row| row.key.split('.').next() == Some(section)) {
            if let Some(value) = params.get(&row.key) {
                line(&mut out, &format!("{} = {}", name(&row.key), toml_value(&value)));
            }
        }
    }
    for (i, region) in params.regions.iter().enumerate() {
        line(&mut out, &format!("\n[[region]]\nname = {}", toml_text(&region.name)));
        for row in region_fields() {
            let field = name(&row.key);
            if let Some(value) = written(scenario, i, field) {
                line(&mut out, &format!("{field} = {}", toml_value(&value)));
            }
        }
    }
    for shock in &params.shocks {
        line(&mut out, &format!("\n[[shock]]\nname = {}", toml_text(&shock.name)));
        line(&mut out, &format!("from = {}\nuntil = {}", shock.from, shock.until));
        if !shock.regions.is_empty() {
            let names: Vec<String> =
                shock.regions.iter().map(|r| toml_text(&params.regions[*r].name)).collect();
            line(&mut out, &format!("regions = [{}]", names.join(", ")));
        }
        for (key, value) in &shock.set {
            line(&mut out, &format!("set.{key} = {}", toml_value(value)));
        }
    }
    out
}

fn heading(out: &mut String, scenario: &Scenario) {
    line(out, &format!("\n[scenario]\nname = {}", toml_text(&scenario.name)));
    line(out, &format!("title = {}", toml_text(&scenario.title)));
    for (key, text) in [("about", &scenario.about), ("passage", &scenario.passage)] {
        if !text.is_empty() {
            line(out, &format!("{key} = \"\"\"\n{}\"\"\"", escaped(text, 110)));
        }
    }
}

fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}

/// A value as TOML. Texts are escaped as TOML asks, which is not quite how Rust would.
pub fn toml_value(value: &Value) -> String {
    match value {
        Value::Text(text) => toml_text(text),
        other => other.to_string(),
    }
}

pub(crate) fn toml_text(text: &str) -> String {
    format!("\"{}\"", escaped(text, usize::MAX))
}

/// Escaped for a basic string, with line breaks for spaces where lines would grow longer than `width`.
fn escaped(text: &str, width: usize) -> String {
    let mut out = String::with_capacity(text.len());
    let mut column = 0;
    for (i, word) in text.split(' ').enumerate() {
        let length = word.chars().count();
        if i > 0 {
            let broken = column + 1 + length > width;
            out.push(if broken { '\n' } else { ' ' });
            column = if broken { 0 } else { column + 1 };
        }
        column += length;
        for c in word.chars() {
            match c {
                '"' => out.push_str("\\\""),
                '\\' => out.push_str("\\\\"),
                c if c.is_control() => {
                    // Writing to a String cannot fail.
                    let _ = write!(out, "\\u{:04X}", u32::from(c));
                }
                c => out.push(c),
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_survive() {
        for text in ["plain", "two  spaces", "quote \" and \\ and ''", "tab\tbreak\nend\u{7f}", "ψ…", ""] {
            let toml: toml::Table = toml::from_str(&format!("x = {}", toml_text(text))).unwrap();
            assert_eq!(toml["x"].as_str(), Some(text));
        }
    }
}
