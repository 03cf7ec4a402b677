//! `[[region]]`: what a scenario changes about where single regions start.

use sim_core::params::{RegionSet, RegionStart, Value};

use crate::check;
use crate::errors::{Problem, quoted};
use crate::merge::Draft;
use crate::nearest::nearest;
use crate::own;
use crate::place::Place;
use crate::regions;
use crate::scenario::mean_income;
use crate::source::Document;
use crate::tree::{Entry, Node, Tree};

/// What a file says about a region, before it is known whether there is one of that name.
pub(crate) struct RegionDraft {
    pub name: String,
    pub place: Place,
    fields: Vec<(String, Value, Place)>,
    /// Keys that stand there, whether or not their values can be taken.
    pub keys: Vec<String>,
}

/// Reads all `[[region]]` of a document.
pub(crate) fn read(draft: &mut Draft, document: &Document, entry: &Entry) {
    let mut names: Vec<String> = Vec::new();
    for (fields, place) in tables(draft, document, entry) {
        let Some((name, name_place)) = name(draft, document, "region", fields, place) else { continue };
        if names.contains(&name) {
            draft.problems.push(
                Problem::new(format!("region `{}` is given twice", quoted(&name)))
                    .at(name_place)
                    .label("second time")
                    .help("join the two")
                    .key("region"),
            );
            continue;
        }
        names.push(name.clone());
        let keys = fields.iter().map(|field| field.key.clone()).collect();
        let region = RegionDraft {
            fields: read_fields(draft, document, &name, fields),
            name,
            place: name_place,
            keys,
        };
        draft.regions.push(region);
    }
}

fn read_fields(
    draft: &mut Draft,
    document: &Document,
    region: &str,
    fields: &[Entry],
) -> Vec<(String, Value, Place)> {
    let rows = regions::region_fields();
    let mut read = Vec::new();
    for field in fields.iter().filter(|f| f.key != "name") {
        let place = Place::new(&document.text, field.key_span.clone());
        let Some(row) = rows.iter().find(|row| check::name(&row.key) == field.key) else {
            let legal = std::iter::once("name").chain(rows.iter().map(|row| check::name(&row.key)));
            draft
                .problems
                .push(check::unknown_key("[[region]]", &field.key, place, legal, None).key("region"));
            continue;
        };
        let key = format!("region.{}.{}", quoted(region), field.key);
        match check::value(row, &key, &field.node, &document.text) {
            Ok(value) => read.push((field.key.clone(), value, place)),
            Err(problem) => draft.problems.push(problem),
        }
    }
    read
}

/// Cuts the world and lays what files say over the data, oldest first.
pub(crate) fn finish(draft: &mut Draft) {
    let world = &draft.params.world;
    let (set, people) = (world.regions, world.region_people);
    let told = std::mem::take(&mut draft.regions);
    let known = draft.knows_regions();
    let mut regions =
        if set == RegionSet::Own { own::regions(draft, &told) } else { regions::regions(set, people) };
    // What is said of regions can only be judged where it is known which there are.
    if known {
        lay(draft, told, &mut regions);
    }
    for region in regions.iter().filter(|r| r.access > r.access_ceiling) {
        let key = format!("region.{}", region.name);
        let problem = Problem::new(format!(
            "region `{}` starts with more access ({}) than it can end with ({})",
            region.name, region.access, region.access_ceiling
        ))
        .help("raise `access_ceiling` or lower `access`")
        .key(key.clone());
        draft.problems.push(match draft.place_of(&key) {
            Some(place) => problem.at(place),
            None => problem,
        });
    }
    draft.written_incomes = regions.iter().map(|r| r.income).collect();
    let mean = mean_income(&regions, &draft.written_incomes);
    // Where it is 1 already, no bit may change.
    if mean != 1.0 {
        regions.iter_mut().for_each(|r| r.income /= mean);
    }
    draft.params.regions = regions;
}

/// Lays what files say over where regions start.
fn lay(draft: &mut Draft, told: Vec<RegionDraft>, regions: &mut [RegionStart]) {
    for told in told {
        let Some(region) = regions.iter_mut().find(|r| r.name == told.name) else {
            let problem =
                unknown_region(draft, &told.name, told.place, regions.iter().map(|r| r.name.as_str()));
            draft.problems.push(problem);
            continue;
        };
        for (field, value, place) in told.fields {
            regions::put(region, &field, &value);
            draft.places.insert(format!("region.{}.{field}", region.name), place);
        }
    }
}

/// A name that no region of this world bears.
pub(crate) fn unknown_region<'a>(
    draft: &Draft,
    name: &str,
    place: Place,
    legal: impl Iterator<Item = &'a str> + Clone,
) -> Problem {
    let cut = draft.params.get("world.regions").map(|v| v.to_string()).unwrap_or_default();
    let problem = Problem::new(format!("there is no region `{}` with `world.regions = {cut}`", quoted(name)))
        .at(place)
        .key("region");
    let list = legal.clone().collect::<Vec<_>>().join(", ");
    match nearest(name, legal) {
        Some(near) => problem.label(format!("did you mean `{near}`?")),
        None if draft.params.world.regions == RegionSet::Own => {
            problem.label("no such region").help(format!("the regions are {list}"))
        }
        None => problem.label("no such region").help(format!(
            "the regions are {list}; for regions of your own, set `world.regions = \"own\"` and give each in full"
        )),
    }
}

/// The tables of a `[[region]]` or `[[shock]]`, each with its place.
pub(crate) fn tables<'a>(
    draft: &mut Draft,
    document: &Document,
    entry: &'a Entry,
) -> Vec<(&'a [Entry], Place)> {
    let place = |node: &Node| Place::new(&document.text, node.span.clone());
    let mut tables = Vec::new();
    let mut odd = |node: &Node| {
        let key = &entry.key;
        draft.problems.push(
            Problem::new(format!("`{key}` is a list of tables, but this is {}", node.tree.describe()))
                .at(place(node))
                .help(format!("write `[[{key}]]`, in two pairs of brackets, and below it `name = \"…\"`"))
                .key(key.clone()),
        );
    };
    match &entry.node.tree {
        Tree::List(items) => {
            for item in items {
                match &item.tree {
                    Tree::Table(fields) => tables.push((fields.as_slice(), place(item))),
                    _ => odd(item),
                }
            }
        }
        _ => odd(&entry.node),
    }
    tables
}

/// The name of one of them, and where it stands.
pub(crate) fn name(
    draft: &mut Draft,
    document: &Document,
    what: &str,
    fields: &[Entry],
    place: Place,
) -> Option<(String, Place)> {
    let Some(entry) = fields.iter().find(|f| f.key == "name") else {
        draft.problems.push(
            Problem::new(format!("a [[{what}]] has no name"))
                .at(place)
                .label("this one")
                .help("add `name = \"…\"`")
                .key(what),
        );
        return None;
    };
    let place = Place::new(&document.text, entry.node.span.clone());
    match &entry.node.tree {
        Tree::Text(name) if !name.trim().is_empty() => Some((name.clone(), place)),
        other => {
            draft.problems.push(
                Problem::new(format!(
                    "the name of a {what} is a text in quotes, but this is {}",
                    other.describe()
                ))
                .at(place)
                .key(what),
            );
            None
        }
    }
}
