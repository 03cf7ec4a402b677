//! Lays scenario files over each other, oldest first, then the command line, and checks the whole.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use sim_core::params::switches::MechanismInfo;
use sim_core::params::{MECHANISMS, Parameter, Params, Section, Value};

use crate::check;
use crate::errors::{Errors, Problem, quoted};
use crate::nearest::nearest;
use crate::place::Place;
use crate::scenario::{Origin, Scenario};
use crate::shocks::ShockDraft;
use crate::source::Document;
use crate::start::RegionDraft;
use crate::tree::{Entry, Tree};
use crate::{edges, shocks, start, words};

/// A scenario that is being put together.
pub(crate) struct Draft {
    pub params: Params,
    pub table: Vec<Parameter>,
    /// Where each key was last given.
    pub places: BTreeMap<String, Place>,
    pub regions: Vec<RegionDraft>,
    pub written_incomes: Vec<f64>,
    pub shocks: Vec<ShockDraft>,
    pub problems: Vec<Problem>,
    /// Whether some text could not be read whole: then what is missing may only be unread.
    incomplete: bool,
    /// Switches that are off because of what they rest on.
    resting: Vec<String>,
    name: String,
    /// `title`, `about`, `passage` of the youngest file.
    pub texts: BTreeMap<&'static str, String>,
}

/// What may stand at the top of a file beside the sections of the table.
const TOP: [&str; 4] = ["extends", "scenario", "region", "shock"];

impl Draft {
    pub fn new(name: String) -> Self {
        Self {
            params: Params::default(),
            table: Params::table(),
            places: BTreeMap::new(),
            regions: Vec::new(),
            written_incomes: Vec::new(),
            shocks: Vec::new(),
            problems: Vec::new(),
            incomplete: false,
            resting: Vec::new(),
            name,
            texts: BTreeMap::new(),
        }
    }

    /// Lays a document over what is there.
    pub fn apply(&mut self, document: &Document) {
        let before = self.problems.len();
        if !document.is_argument() {
            // A scenario speaks for itself: it does not inherit its parent's words, nor its name.
            self.texts.clear();
        }
        for entry in &document.entries {
            self.top(document, entry);
        }
        let broken = document.broken_lines();
        let mut kept = self.problems.split_off(before);
        kept.retain(|p| p.place().is_none_or(|place| place.lines().all(|line| !broken.contains(&line))));
        self.problems.extend(kept);
        self.problems.extend(document.syntax.iter().cloned());
        self.incomplete |= !document.syntax.is_empty();
    }

    fn top(&mut self, document: &Document, entry: &Entry) {
        let place = |span: &Range<usize>| Place::new(&document.text, span.clone());
        match entry.key.as_str() {
            "extends" => self.extends(document, entry),
            "scenario" => words::read(self, document, entry),
            "region" => start::read(self, document, entry),
            "shock" => shocks::read(self, document, entry),
            section => match (self.table.iter().any(|row| section_of(row) == section), &entry.node.tree) {
                (true, Tree::Table(inner)) => {
                    for entry in inner {
                        self.parameter(document, section, entry);
                    }
                }
                (true, other) => self.problems.push(
                    Problem::new(format!("`{section}` is a section, but this is {}", other.describe()))
                        .at(place(&entry.node.span))
                        .label("not a section")
                        .help(format!("write `[{section}]` on a line of its own and its keys below"))
                        .key(section),
                ),
                (false, _) => {
                    let problem = self.unknown_section(section, place(&entry.key_span), &entry.node.tree);
                    self.problems.push(problem);
                }
            },
        }
    }

    fn extends(&mut self, document: &Document, entry: &Entry) {
        let place = Place::new(&document.text, entry.node.span.clone());
        let problem = match &entry.node.tree {
            Tree::Text(_) if !document.is_argument() => return,
            Tree::Text(_) => Problem::new("`extends` stands in a file, not on the command line"),
            other => {
                Problem::new(format!("`extends` takes a text in quotes, but this is {}", other.describe()))
            }
        };
        self.problems.push(
            problem
                .at(place)
                .key("extends")
                .help("name a scenario of the library or a file: `extends = \"baseline\"`"),
        );
    }

    fn parameter(&mut self, document: &Document, section: &str, entry: &Entry) {
        let key = format!("{section}.{}", entry.key);
        let Some(row) = self.table.iter().find(|row| row.key == key) else {
            let problem = self.unknown_parameter(document, section, entry);
            self.problems.push(problem);
            return;
        };
        match check::value(row, &key, &entry.node, &document.text) {
            Ok(value) => {
                let value = if key == "ties.file" { absolute(value, &document.folder) } else { value };
                if let Err(rejection) = self.params.set(&key, &value) {
                    let place = Place::new(&document.text, entry.node.span.clone());
                    self.problems.push(
                        Problem::new(format!("`{key}` cannot take this value ({rejection:?})"))
                            .at(place)
                            .key(key),
                    );
                    return;
                }
                self.places.insert(key, Place::new(&document.text, entry.key_span.clone()));
            }
            Err(problem) => self.problems.push(problem),
        }
    }

    fn unknown_parameter(&self, document: &Document, section: &str, entry: &Entry) -> Problem {
        let legal =
            self.table.iter().filter(|row| section_of(row) == section).map(|row| check::name(&row.key));
        // A right name in the wrong section is likelier than a misspelt one in the right section.
        let elsewhere =
            self.table.iter().map(|row| row.key.as_str()).find(|key| check::name(key) == entry.key);
        let place = Place::new(&document.text, entry.key_span.clone());
        check::unknown_key(&format!("[{section}]"), &entry.key, place, legal, elsewhere)
    }

    fn unknown_section(&self, word: &str, place: Place, tree: &Tree) -> Problem {
        let sections = Params::sections().into_iter().map(|(name, _)| name);
        let problem = Problem::new(format!("there is no section or key `{}` here", quoted(word)))
            .at(place)
            .key(word.to_string());
        let homes: Vec<String> = self
            .table
            .iter()
            .filter(|row| check::name(&row.key) == word)
            .map(|row| format!("`{}`", row.key))
            .collect();
        if !homes.is_empty() && !matches!(tree, Tree::Table(_)) {
            return problem
                .label("stands in no section")
                .help(format!("did you mean {}?", homes.join(" or ")));
        }
        match nearest(word, sections.clone().chain(TOP)) {
            Some(near) => problem.label(format!("did you mean `{near}`?")),
            None => problem.label("not a section").help(format!(
                "a file has {}, {}",
                TOP.join(", "),
                sections.collect::<Vec<_>>().join(", ")
            )),
        }
    }

    /// The scenario, if nothing is wrong with it.
    pub fn finish(mut self, mut problems: Vec<Problem>) -> Result<Scenario, Errors> {
        self.incomplete |= !problems.is_empty();
        if !self.incomplete {
            start::finish(&mut self);
            shocks::finish(&mut self);
            edges::finish(&mut self);
            self.rest_switches();
            self.faults();
        }
        problems.append(&mut self.problems);
        if !problems.is_empty() {
            return Err(Errors::new(problems));
        }
        let mut origins: BTreeMap<String, Origin> =
            self.places.into_iter().map(|(key, place)| (key, origin(&place))).collect();
        origins.extend(self.resting.into_iter().map(|key| (key, Origin::Rests)));
        let mut text = |key| self.texts.remove(key);
        let name = text("name").unwrap_or(self.name);
        Ok(Scenario {
            title: text("title").unwrap_or_else(|| name.clone()),
            about: text("about").unwrap_or_default(),
            passage: text("passage").unwrap_or_default(),
            name,
            params: self.params,
            written_incomes: self.written_incomes,
            origin: origins,
        })
    }

    /// Switches off what cannot be without another mechanism, and remembers which: no file says so.
    fn rest_switches(&mut self) {
        let before = self.params.mechanisms.clone();
        self.params.rest_switches();
        let changed = |m: &&MechanismInfo| before.get(m.name) != self.params.mechanisms.get(m.name);
        self.resting = MECHANISMS.iter().filter(changed).map(|m| format!("mechanisms.{}", m.name)).collect();
    }

    /// What is wrong between several values, where each by itself is right.
    fn faults(&mut self) {
        for fault in self.params.faults() {
            // Where a value of the same section was refused, its default stands in: a fault may be no fault.
            let doubtful = |p: &Problem| p.about_key().is_some_and(|k| same_section(k, fault.key));
            if self.problems.iter().any(doubtful) {
                continue;
            }
            let problem = Problem::new(fault.message).help(fault.help).key(fault.key);
            self.problems.push(match self.place_of(fault.key) {
                Some(place) => problem.at(place),
                None => match self.params.get(fault.key) {
                    Some(value) => problem.why(format!("`{}` has its default here, {value}", fault.key)),
                    None => problem,
                },
            });
        }
    }

    /// Whether it is known which regions there are: not where `world.regions` was refused and its default stands in.
    pub fn knows_regions(&self) -> bool {
        !self.problems.iter().any(|p| p.about_key() == Some("world.regions"))
    }

    /// Where a key was given, or something below it.
    pub fn place_of(&self, key: &str) -> Option<Place> {
        let below = format!("{key}.");
        self.places
            .get(key)
            .or_else(|| self.places.iter().find(|(k, _)| k.starts_with(&below)).map(|(_, place)| place))
            .cloned()
    }
}

fn section_of(row: &Parameter) -> &str {
    row.key.split('.').next().unwrap_or_default()
}

fn same_section(a: &str, b: &str) -> bool {
    let first =
        |key: &str| key.trim_start_matches('[').split(['.', ']']).next().unwrap_or_default().to_string();
    first(a) == first(b)
}

fn origin(place: &Place) -> Origin {
    match (&place.text.file, place.line()) {
        (Some(file), Some(line)) => Origin::File { file: file.clone(), line },
        _ => Origin::CommandLine,
    }
}

/// A path that means the same wherever the resolved scenario is read.
fn absolute(value: Value, folder: &Path) -> Value {
    match value {
        Value::Text(path) if !path.is_empty() => {
            let whole = std::path::absolute(folder.join(&path)).ok();
            Value::Text(whole.and_then(|p| p.to_str().map(String::from)).unwrap_or(path))
        }
        other => other,
    }
}
