//! The JSON Schema of scenario files, by which editors complete, explain and check keys while one writes.
//!
//! It is made from the parameter table. What a schema cannot say is left to `fourfold check`: that shares sum to one,
//! that a parent exists, that values fit each other.

use serde_json::{Map, Value as Json, json};
use sim_core::params::{Kind, MOST_MEASURED, Parameter, Params, RegionPeople, RegionSet, Scope, Value};

use crate::check::name;
use crate::explain::{certainty, legal, sentence};
use crate::library;
use crate::regions::{region_fields, regions};
use crate::shocks;

/// The schema, draft 2020-12.
#[must_use]
pub fn schema() -> Json {
    let table = Params::table();
    let mut top = Map::new();
    top.insert("extends".into(), extends());
    top.insert("scenario".into(), scenario());
    for (section, about) in Params::sections() {
        top.insert(section.into(), table_of(keys(&table, section, |_| true), about));
    }
    top.insert("region".into(), region());
    top.insert("shock".into(), shock(&table));
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$comment": format!("Written by `fourfold schema`, version {}.", env!("CARGO_PKG_VERSION")),
        "title": "Scenario of Fourfold",
        "description": "One idea a file: what differs from the scenario it extends. `fourfold check` says what no schema can: \
                        whether shares sum to 1, names exist and values fit each other.",
        "type": "object",
        "minProperties": 1,
        "additionalProperties": false,
        "properties": top,
        "if": names_are_open(),
        "else": { "properties": closed_names() },
    })
}

/// Whether regions may have names of their own: where the file says so, or extends one that may.
fn names_are_open() -> Json {
    let library: Vec<&str> = library::names().collect();
    json!({ "anyOf": [
        { "required": ["world"], "properties": { "world": {
            "type": "object", "required": ["regions"], "properties": { "regions": { "const": "own" } },
        } } },
        { "required": ["extends"], "properties": { "extends": { "not": { "enum": library } } } },
    ] })
}

/// Everywhere else they are those of the data.
fn closed_names() -> Json {
    let mut felt = region_names();
    felt.extend(shocks::GROUPS.map(String::from));
    json!({
        "region": { "items": { "properties": { "name": { "enum": region_names() } } } },
        "shock": { "items": { "properties": { "regions": { "items": { "enum": felt } } } } },
    })
}

/// A TOML table with these keys and no others.
fn table_of(keys: Map<String, Json>, about: &str) -> Json {
    json!({ "type": "object", "description": sentence(about), "additionalProperties": false, "properties": keys })
}

fn extends() -> Json {
    let library: Vec<&str> = library::names().collect();
    json!({
        "description": "The scenario from which this one differs: a name of the library, or a file relative to this one. \
                        Without it, the defaults of the parameter table.",
        "default": "baseline",
        // The first branch is for completion; a file may be called anything.
        "anyOf": [{ "enum": library }, { "type": "string", "pattern": "\\S" }],
    })
}

fn scenario() -> Json {
    let text = |about: &str| json!({ "type": "string", "description": about });
    let mut keys = Map::new();
    keys.insert(
        "name".into(),
        json!({
            "type": "string",
            // As `source::is_legal_name`, but for a part that is only dots.
            "pattern": "^[^\\\\:/\\u0000-\\u001f]+(/[^\\\\:/\\u0000-\\u001f]+)*$",
            "maxLength": 200,
            "description": "Names the folder of results; without it the file's name does.",
        }),
    );
    keys.insert("title".into(), text("A few words for headings and lists."));
    keys.insert("about".into(), text("The paragraph of why."));
    keys.insert("passage".into(), text("The sentence of the theory it stands for."));
    table_of(keys, "What the scenario says about itself: it changes nothing in the world.")
}

fn region() -> Json {
    let mut keys = Map::new();
    keys.insert(
        "name".into(),
        json!({
            "type": "string", "pattern": NAME,
            "description": "Which region of the world it is; with `world.regions = \"own\"`, the name of a region of your own.",
        }),
    );
    keys.extend(region_fields().iter().map(|row| {
        let mut rule = rule(row);
        // Regions start from data, so that a row's default is the default of none of them.
        if let Some(rule) = rule.as_object_mut() {
            rule.remove("default");
        }
        (name(&row.key).to_string(), rule)
    }));
    let mut item = table_of(keys, "Where one region starts; what is left out stays as in the data.");
    item["required"] = json!(["name"]);
    json!({
        "type": "array", "items": item,
        "description": "Regions that start from something else than the data; with `world.regions = \"own\"`, all there are.",
    })
}

fn shock(table: &[Parameter]) -> Json {
    let mut sections = Map::new();
    for (section, about) in Params::sections() {
        let keys = keys(table, section, |row| row.scope != Scope::Run);
        if !keys.is_empty() {
            sections.insert(section.into(), table_of(keys, about));
        }
    }
    let mut keys = Map::new();
    keys.insert(
        "name".into(),
        json!({
            "type": "string", "pattern": "\\S",
            "description": "Its name. One named like a shock of the parent changes only what it gives.",
        }),
    );
    for month in ["from", "until"] {
        keys.insert(month.into(), rule(&shocks::month(month)));
    }
    keys.insert(
        "regions".into(),
        json!({
            "type": "array", "minItems": 1, "items": { "type": "string", "pattern": NAME },
            "description": "Regions that feel it, by name or as \"core\" and \"periphery\"; left out: the whole world.",
        }),
    );
    keys.insert("set".into(), table_of(sections, "What it sets, such as `set.firms.orders = 0.2`."));
    let mut item = table_of(keys, "Parameters that differ between two months.");
    item["required"] = json!(["name"]);
    json!({ "type": "array", "description": "Shocks, in any order.", "items": item })
}

/// Every region of every cut of the world, each once.
fn region_names() -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for region in (1..=MOST_MEASURED).rev().flat_map(|n| regions(RegionSet::Count(n), RegionPeople::Real)) {
        if !names.contains(&region.name) {
            names.push(region.name);
        }
    }
    names
}

/// What a region may be called, but for `world`.
const NAME: &str = "^[A-Za-z0-9_-]{1,60}$";

/// The keys of a section that a filter lets through, each with its rule.
fn keys(table: &[Parameter], section: &str, wanted: impl Fn(&Parameter) -> bool) -> Map<String, Json> {
    table
        .iter()
        .filter(|row| row.key.split('.').next() == Some(section) && wanted(row))
        .map(|row| (name(&row.key).to_string(), rule(row)))
        .collect()
}

/// What a parameter may be, and what it is.
fn rule(row: &Parameter) -> Json {
    let (least, greatest) = row.range;
    let bound = |x: f64| if row.kind == Kind::Integer { json!(x as i64) } else { json!(x) };
    let mut rule = match row.kind {
        Kind::Bool => json!({ "type": "boolean" }),
        Kind::Text => json!({ "type": "string" }),
        Kind::Choice(words) => json!({ "enum": words }),
        Kind::ChoiceOrInteger(words) => json!({ "anyOf": [
            { "enum": words },
            { "type": "integer", "minimum": least as i64, "maximum": greatest as i64 },
        ] }),
        Kind::Integer => json!({ "type": "integer", "minimum": bound(least), "maximum": bound(greatest) }),
        Kind::Number => json!({ "type": "number", "minimum": bound(least), "maximum": bound(greatest) }),
        Kind::Shares => json!({
            "type": "array", "minItems": 4, "maxItems": 4,
            "items": { "type": "number", "minimum": bound(least), "maximum": bound(greatest) },
        }),
    };
    let unit = if row.unit.is_empty() { String::new() } else { format!(" Unit: {}.", row.unit) };
    let source =
        if row.source.is_empty() { String::new() } else { format!(" Source: {}", sentence(row.source)) };
    rule["description"] = json!(format!(
        "{}{unit} Legal: {}. Default: {}.{source}",
        sentence(&row.meaning),
        legal(row),
        certainty(row)
    ));
    rule["default"] = json_value(&row.default);
    rule
}

fn json_value(value: &Value) -> Json {
    match value {
        Value::Bool(yes) => json!(yes),
        Value::Integer(n) => json!(n),
        Value::Number(x) => json!(x),
        Value::Text(text) => json!(text),
        Value::Numbers(row) => json!(row),
    }
}
