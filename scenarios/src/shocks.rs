//! `[[shock]]`: parameters that differ between two months, everywhere or in some regions.

use std::collections::BTreeMap;

use sim_core::params::{Kind, Parameter, RegionStart, Scope, Shock, Value};

use crate::check;
use crate::errors::{Problem, quoted};
use crate::merge::Draft;
use crate::nearest::nearest;
use crate::place::Place;
use crate::source::Document;
use crate::start::{self, unknown_region};
use crate::tree::{Entry, Tree};

/// What files say about a shock. One named like a parent's changes only what it gives.
pub(crate) struct ShockDraft {
    name: String,
    place: Place,
    from: Option<(i64, Place)>,
    until: Option<(i64, Place)>,
    regions: Vec<(String, Place)>,
    regions_place: Option<Place>,
    /// By the parameter's row in the table, so that the order is the table's.
    set: BTreeMap<usize, (Value, Place)>,
    /// Whether something about it was refused: then what is missing may be that.
    flawed: bool,
}

/// What a `[[shock]]` has.
const FIELDS: [&str; 5] = ["name", "from", "until", "regions", "set"];

/// Words that mean several regions.
pub(crate) const GROUPS: [&str; 2] = ["core", "periphery"];

/// Reads all `[[shock]]` of a document.
pub(crate) fn read(draft: &mut Draft, document: &Document, entry: &Entry) {
    let mut names: Vec<String> = Vec::new();
    for (fields, place) in start::tables(draft, document, entry) {
        let Some((name, place)) = start::name(draft, document, "shock", fields, place) else { continue };
        if names.contains(&name) {
            draft.problems.push(
                Problem::new(format!("shock `{}` is given twice", quoted(&name)))
                    .at(place)
                    .label("second time")
                    .help("give it a name of its own"),
            );
            continue;
        }
        names.push(name.clone());
        let before = draft.problems.len();
        let index = draft.shocks.iter().position(|s| s.name == name);
        let mut shock = match index {
            Some(i) => ShockDraft { place, ..draft.shocks.remove(i) },
            None => ShockDraft {
                name,
                place,
                from: None,
                until: None,
                regions: Vec::new(),
                regions_place: None,
                set: BTreeMap::new(),
                flawed: false,
            },
        };
        for field in fields {
            read_field(draft, document, &mut shock, field);
        }
        shock.flawed |= draft.problems.len() > before;
        draft.shocks.insert(index.unwrap_or(draft.shocks.len()), shock);
    }
}

fn read_field(draft: &mut Draft, document: &Document, shock: &mut ShockDraft, field: &Entry) {
    let place = Place::new(&document.text, field.node.span.clone());
    match (field.key.as_str(), &field.node.tree) {
        ("name", _) => {}
        (key @ ("from" | "until"), _) => {
            let shown = format!("shock.{}.{key}", quoted(&shock.name));
            match check::value(&month(key), &shown, &field.node, &document.text) {
                Ok(Value::Integer(month)) if key == "from" => shock.from = Some((month, place)),
                Ok(Value::Integer(month)) => shock.until = Some((month, place)),
                Ok(_) => {}
                Err(problem) => draft.problems.push(problem),
            }
        }
        ("regions", Tree::List(items)) if !items.is_empty() => {
            shock.regions.clear();
            shock.regions_place = Some(place);
            for item in items {
                let place = Place::new(&document.text, item.span.clone());
                match &item.tree {
                    Tree::Text(name) => shock.regions.push((name.clone(), place)),
                    other => draft.problems.push(
                        Problem::new(format!(
                            "a region is named in quotes, but this is {}",
                            other.describe()
                        ))
                        .at(place),
                    ),
                }
            }
        }
        ("regions", other) => draft.problems.push(
            Problem::new(format!(
                "`regions` of a shock takes a list of names, but this is {}",
                other.describe()
            ))
            .at(place)
            .help("for example `regions = [\"core\"]`; leave it out for a shock to the whole world"),
        ),
        ("set", Tree::Table(sections)) => read_set(draft, document, shock, sections),
        ("set", other) => draft.problems.push(
            Problem::new(format!(
                "`set` of a shock takes keys with values, but this is {}",
                other.describe()
            ))
            .at(place)
            .help("for example `set.firms.orders = 0.2`"),
        ),
        (key, _) => {
            let place = Place::new(&document.text, field.key_span.clone());
            // `firms.orders = 0.2` right in the shock: one step too high.
            let elsewhere = draft.table.iter().any(|row| row.key.split('.').next() == Some(key));
            let hint = format!("set.{key}");
            draft.problems.push(check::unknown_key(
                "[[shock]]",
                key,
                place,
                FIELDS.into_iter(),
                elsewhere.then_some(hint.as_str()),
            ));
        }
    }
}

/// A month of a shock, as a row of the table.
pub(crate) fn month(key: &str) -> Parameter {
    let first = key == "from";
    let meaning =
        if first { "First month in which it holds." } else { "First month in which it no longer holds." };
    Parameter {
        key: format!("shock.{key}"),
        meaning: meaning.into(),
        unit: "month",
        kind: Kind::Integer,
        range: (0.0, 1_000_000.0),
        default: Value::Integer(if first { 12 } else { 36 }),
        certainty: sim_core::params::Certainty::Fixed,
        source: "",
        scope: Scope::Run,
    }
}

fn read_set(draft: &mut Draft, document: &Document, shock: &mut ShockDraft, sections: &[Entry]) {
    for section in sections {
        let place = Place::new(&document.text, section.key_span.clone());
        let keys = |row: &Parameter| row.key.split('.').next() == Some(section.key.as_str());
        if !draft.table.iter().any(keys) {
            let names = sim_core::params::Params::sections().into_iter().map(|(name, _)| name);
            let problem =
                Problem::new(format!("there is no section `{}` to set", quoted(&section.key))).at(place);
            draft.problems.push(match nearest(&section.key, names) {
                Some(near) => problem.label(format!("did you mean `{near}`?")),
                None => problem.label("not a section").help("for example `set.firms.orders = 0.2`"),
            });
            continue;
        }
        let Tree::Table(entries) = &section.node.tree else {
            draft.problems.push(
                Problem::new(format!("`{}` is a section: say which of its keys the shock sets", section.key))
                    .at(place)
                    .help("for example `set.firms.orders = 0.2`"),
            );
            continue;
        };
        for entry in entries {
            match read_value(draft, document, &section.key, entry) {
                Ok((row, value)) => {
                    shock.set.insert(row, (value, Place::new(&document.text, entry.key_span.clone())));
                }
                Err(problem) => draft.problems.push(problem),
            }
        }
    }
}

fn read_value(
    draft: &Draft,
    document: &Document,
    section: &str,
    entry: &Entry,
) -> Result<(usize, Value), Problem> {
    let key = format!("{section}.{}", entry.key);
    let place = || Place::new(&document.text, entry.key_span.clone());
    let Some(row) = draft.table.iter().position(|row| row.key == key) else {
        let keys = draft.table.iter().map(|row| row.key.as_str());
        let legal = keys.filter_map(|k| k.strip_prefix(section)?.strip_prefix('.'));
        // What holds for the whole run is no help: a shock cannot set it.
        let mut settable =
            draft.table.iter().filter(|row| row.scope != Scope::Run).map(|row| row.key.as_str());
        let elsewhere = settable.find(|k| check::name(k) == entry.key);
        return Err(check::unknown_key(&format!("[{section}]"), &entry.key, place(), legal, elsewhere));
    };
    if draft.table[row].scope == Scope::Run {
        return Err(Problem::new(format!("`{key}` holds for the whole run: a shock cannot change it"))
            .at(place())
            .label("one value for the run")
            .help(format!("set it in `[{section}]`, outside the shock")));
    }
    check::value(&draft.table[row], &key, &entry.node, &document.text).map(|value| (row, value))
}

/// Checks each shock as a whole and gives its regions their numbers.
pub(crate) fn finish(draft: &mut Draft) {
    for shock in std::mem::take(&mut draft.shocks) {
        let mut problems = whole(draft, &shock);
        let (regions, unknown) = numbers(draft, &shock);
        problems.extend(unknown);
        draft.problems.extend(problems);
        let key = format!("shock.{}", shock.name);
        draft.places.insert(key.clone(), shock.place);
        // A child may change one part of a parent's shock: each has its own place.
        let parts = [
            ("from", shock.from.as_ref().map(|(_, place)| place)),
            ("until", shock.until.as_ref().map(|(_, place)| place)),
            ("regions", shock.regions_place.as_ref()),
        ];
        for (part, place) in parts {
            draft.places.extend(place.map(|place| (format!("{key}.{part}"), place.clone())));
        }
        for (row, (_, place)) in &shock.set {
            draft.places.insert(format!("{key}.set.{}", draft.table[*row].key), place.clone());
        }
        draft.params.shocks.push(Shock {
            name: shock.name,
            from: shock.from.map_or(0, |(month, _)| month),
            until: shock.until.map_or(0, |(month, _)| month),
            regions,
            set: shock
                .set
                .into_iter()
                .map(|(row, (value, _))| (draft.table[row].key.clone(), value))
                .collect(),
        });
    }
}

fn whole(draft: &Draft, shock: &ShockDraft) -> Vec<Problem> {
    let mut problems = Vec::new();
    let name = quoted(&shock.name);
    let parts =
        [("from", shock.from.is_some()), ("until", shock.until.is_some()), ("set", !shock.set.is_empty())];
    let missing: Vec<String> =
        parts.iter().filter(|(_, given)| !given).map(|(part, _)| format!("`{part}`")).collect();
    if !missing.is_empty() && !shock.flawed {
        let problem = Problem::new(format!("shock `{name}` has no {}", missing.join(" and no ")))
            .at(shock.place.clone())
            .label("this shock");
        let others: Vec<&str> = draft.params.shocks.iter().map(|s| s.name.as_str()).collect();
        problems.push(if shock.place.line().is_none() && !others.is_empty() {
            problem.help(format!("to change a shock of the scenario, use its name: {}", others.join(", ")))
        } else {
            problem.help(
                "a shock has `from` and `until` (months) and what it sets, such as `set.firms.orders = 0.2`",
            )
        });
    }
    if let (Some((from, _)), Some((until, place))) = (&shock.from, &shock.until)
        && from >= until
    {
        problems.push(
            Problem::new(format!("shock `{name}` ends in month {until} but begins in month {from}"))
                .at(place.clone())
                .label("not after `from`")
                .help("`until` is the first month in which it no longer holds"),
        );
    }
    for (row, (_, place)) in &shock.set {
        let row = &draft.table[*row];
        if !shock.regions.is_empty() && row.scope == Scope::World {
            problems.push(
                Problem::new(format!(
                    "`{}` is one for the world: shock `{name}` cannot set it for regions",
                    row.key
                ))
                .at(place.clone())
                .help("leave `regions` out, or give this key a shock of its own"),
            );
        }
    }
    problems
}

/// The numbers of the regions a shock names, each once and in order.
fn numbers(draft: &Draft, shock: &ShockDraft) -> (Vec<usize>, Vec<Problem>) {
    let regions = &draft.params.regions;
    let means = |word: &str, region: &RegionStart| {
        region.name == word || word == "core" && region.core || word == "periphery" && !region.core
    };
    let mut problems = Vec::new();
    for (word, place) in &shock.regions {
        if draft.knows_regions() && !regions.iter().any(|r| means(word, r)) {
            let legal = regions.iter().map(|r| r.name.as_str()).chain(GROUPS);
            problems.push(unknown_region(draft, word, place.clone(), legal));
        }
    }
    let felt = |region: &RegionStart| shock.regions.iter().any(|(word, _)| means(word, region));
    let numbers = regions.iter().enumerate().filter(|(_, r)| felt(r)).map(|(i, _)| i).collect();
    (numbers, problems)
}
