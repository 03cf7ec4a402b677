//! Overrides from the command line: `--set key=value` read as if it were a line of a scenario file.

use std::sync::Arc;

use toml::de::DeTable;

use crate::errors::Problem;
use crate::place::{Place, Text};
use crate::source::Document;
use crate::tree::{self, Entry, Node, Tree};

/// What is put before the argument in messages.
const FLAG: &str = "--set ";

/// Reads `key=value`. The value is TOML; what is not TOML is a word: `ties.kind=random`.
/// `region.china.income=0.5` and `shock.bust.until=48` reach into the lists of regions and shocks by name.
pub(crate) fn parse(argument: &str) -> Result<Document, Problem> {
    let text = Arc::new(Text { file: None, body: format!("{FLAG}{argument}"), first_line: 1 });
    let incomplete = |message: &str| {
        Err(Problem::new(format!("`--set {}` {message}", crate::errors::quoted(argument)))
            .at(Place::new(&text, FLAG.len()..text.body.len()))
            .help("write key=value, for example `--set modes.beta=2` or `--set modes.initial=[0.7,0.1,0.1,0.1]`"))
    };
    let Some((key, value)) = argument.split_once('=') else { return incomplete("has no value") };
    if value.trim().is_empty() {
        return incomplete("has no value");
    }
    // A line break or a bracket would begin something else than one key.
    if key.trim().is_empty() || key.trim_start().starts_with('[') || argument.contains('\n') {
        return incomplete("names no key");
    }
    let written = DeTable::parse(argument).map(|table| tree::entries(table.get_ref()));
    let mut entries = match written {
        Ok(entries) => entries,
        Err(_) => {
            let Ok(table) = DeTable::parse(&format!("{key}=0")).map(|t| tree::entries(t.get_ref())) else {
                return incomplete("names no key");
            };
            let begin = key.len() + 1;
            let tree = match value.trim().parse() {
                // `.5` and `5.` are numbers to everybody but TOML.
                Ok(number) => Tree::Number(number),
                Err(_) => Tree::Text(value.trim().to_string()),
            };
            let word = Node { span: begin..argument.len(), tree };
            with_leaf(table, &word)
        }
    };
    entries.iter_mut().for_each(shift);
    Ok(Document::of_argument(text, entries.into_iter().map(by_name).collect()))
}

/// Replaces the value at the end of a dotted key.
fn with_leaf(entries: Vec<Entry>, leaf: &Node) -> Vec<Entry> {
    entries
        .into_iter()
        .map(|entry| {
            let node = match entry.node.tree {
                Tree::Table(inner) => {
                    Node { span: entry.node.span, tree: Tree::Table(with_leaf(inner, leaf)) }
                }
                _ => leaf.clone(),
            };
            Entry { node, ..entry }
        })
        .collect()
}

/// Moves places past the flag that messages show.
fn shift(entry: &mut Entry) {
    entry.key_span = entry.key_span.start + FLAG.len()..entry.key_span.end + FLAG.len();
    shift_node(&mut entry.node);
}

fn shift_node(node: &mut Node) {
    node.span = node.span.start + FLAG.len()..node.span.end + FLAG.len();
    match &mut node.tree {
        Tree::List(items) => items.iter_mut().for_each(shift_node),
        Tree::Table(entries) => entries.iter_mut().for_each(shift),
        _ => {}
    }
}

/// `region.china.income = 1` as the file's `[[region]] name = "china", income = 1`.
fn by_name(mut entry: Entry) -> Entry {
    if !matches!(entry.key.as_str(), "region" | "shock") {
        return entry;
    }
    let Tree::Table(named) = entry.node.tree else { return entry };
    let items = named
        .into_iter()
        .map(|item| {
            let name = Entry {
                key: "name".into(),
                key_span: item.key_span.clone(),
                node: Node { span: item.key_span, tree: Tree::Text(item.key) },
            };
            let tree = match item.node.tree {
                Tree::Table(fields) => Tree::Table(std::iter::once(name).chain(fields).collect()),
                other => other,
            };
            Node { span: item.node.span, tree }
        })
        .collect();
    entry.node.tree = Tree::List(items);
    entry
}
