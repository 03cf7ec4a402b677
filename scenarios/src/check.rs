//! Holds one written value against its row of the parameter table, and says what is wrong with it.

use std::ops::Range;
use std::sync::Arc;

use sim_core::params::{Kind, MOST_REGIONS, Parameter, Rejection, Value, table};

use crate::errors::{Problem, quoted};
use crate::nearest::nearest;
use crate::place::{Place, Text};
use crate::tree::{Node, Tree};

/// The value of a node, if a parameter may take it. `key` is how messages call it: `modes.beta`.
pub(crate) fn value(row: &Parameter, key: &str, node: &Node, text: &Arc<Text>) -> Result<Value, Problem> {
    let problem = |message: String, span: &Range<usize>| {
        Problem::new(message).at(Place::new(text, span.clone())).key(key).why(meaning(row, key))
    };
    let Some(value) = written(row.kind, node) else {
        let (what, span) = odd_one(row.kind, node);
        return Err(wrong_type(
            problem(format!("`{key}` takes {}, but this is {what}", row.kind), span),
            row,
            node,
        ));
    };
    match table::check(row, &value) {
        Ok(()) => Ok(canonical(row.kind, value)),
        Err(Rejection::OutOfRange { least, greatest }) => {
            let (shown, span) = outside(node, least, greatest);
            Err(problem(format!("`{key}` must lie in {least} to {greatest}, but is {shown}"), span)
                .label("out of range")
                .help(match row.key.as_str() {
                    // The one number for which there is another way.
                    "world.regions" => format!(
                        "the data give {least} to {greatest} regions; up to {MOST_REGIONS} of your own stand in [[region]] tables, \
                         with `regions = \"own\"`"
                    ),
                    _ => format!("give a value from {least} to {greatest}{}", default(row)),
                }))
        }
        Err(Rejection::SharesDoNotSum { sum }) => {
            let sum = (sum * 1e9).round() / 1e9;
            Err(problem(format!("the shares of `{key}` must sum to 1, but sum to {sum}"), &node.span)
                .label(format!("sum to {sum}"))
                .help(format!("change one of them by {}", ((1.0 - sum) * 1e9).round() / 1e9)))
        }
        Err(_) => {
            let message = format!("`{key}` takes {}, but this is {}", row.kind, node.tree.describe());
            Err(wrong_type(problem(message, &node.span), row, node))
        }
    }
}

fn wrong_type(problem: Problem, row: &Parameter, node: &Node) -> Problem {
    match (row.kind, &node.tree) {
        (Kind::ChoiceOrInteger(_), Tree::Text(word)) if word.trim().parse::<f64>().is_ok() => {
            problem.label("a text").help("write the number without quotes")
        }
        (Kind::ChoiceOrInteger(_), Tree::Integer(_) | Tree::Number(_)) => {
            let (least, greatest) = row.range;
            problem
                .label("not a whole number")
                .help(format!("write a whole number from {least} to {greatest}{}", default(row)))
        }
        (Kind::Choice(words) | Kind::ChoiceOrInteger(words), Tree::Text(word)) => {
            match nearest(word, words.iter().copied()) {
                Some(near) => problem.label(format!("did you mean `{near}`?")),
                None => problem.label("not one of these words"),
            }
        }
        (Kind::Bool | Kind::Integer | Kind::Number | Kind::Shares, Tree::Text(_)) => {
            problem.label("a text").help(format!("write {} without quotes{}", row.kind, default(row)))
        }
        (Kind::Shares, Tree::List(_)) => problem.label("four numbers belong here"),
        (_, Tree::Table(_)) => problem.label("not a table").help(format!("write `{} = …`", name(&row.key))),
        _ => problem.label("of another sort").help(format!("write {}{}", row.kind, default(row))),
    }
}

/// The default, where there is one: regions start from data.
fn default(row: &Parameter) -> String {
    let has_none = row.key.starts_with("region.") || row.key.starts_with("shock.");
    if has_none { String::new() } else { format!("; the default is {}", row.default) }
}

/// What a parameter is, for the note below a message.
fn meaning(row: &Parameter, key: &str) -> String {
    let unit = if row.unit.is_empty() { String::new() } else { format!(" [{}]", row.unit) };
    format!("{key}: {}{unit}", row.meaning)
}

/// The last part of a key.
pub(crate) fn name(key: &str) -> &str {
    key.rsplit('.').next().unwrap_or(key)
}

fn written(kind: Kind, node: &Node) -> Option<Value> {
    Some(match &node.tree {
        Tree::Bool(b) => Value::Bool(*b),
        Tree::Integer(i) => Value::Integer(*i),
        Tree::Number(x) => Value::Number(*x),
        Tree::Text(s) => Value::Text(s.clone()),
        Tree::List(items) if kind == Kind::Shares => {
            Value::Numbers(items.iter().map(|i| number(&i.tree)).collect::<Option<_>>()?)
        }
        Tree::List(_) | Tree::Table(_) | Tree::Date => return None,
    })
}

fn number(tree: &Tree) -> Option<f64> {
    match tree {
        Tree::Integer(i) => Some(*i as f64),
        Tree::Number(x) => Some(*x),
        _ => None,
    }
}

/// The part of a value that is of another sort: a list may have one word among its numbers.
fn odd_one(kind: Kind, node: &Node) -> (String, &Range<usize>) {
    if let (Kind::Shares, Tree::List(items)) = (kind, &node.tree)
        && let Some(item) = items.iter().find(|i| number(&i.tree).is_none())
    {
        return (format!("a list with {}", item.tree.describe()), &item.span);
    }
    (node.tree.describe(), &node.span)
}

/// The number that lies outside, and where it stands.
fn outside(node: &Node, least: f64, greatest: f64) -> (String, &Range<usize>) {
    if let Tree::List(items) = &node.tree {
        for item in items {
            if let Some(x) = number(&item.tree)
                && !(x >= least && x <= greatest)
            {
                return (x.to_string(), &item.span);
            }
        }
    }
    let shown = match &node.tree {
        Tree::Integer(i) => i.to_string(),
        other => number(other).map_or_else(|| other.describe(), |x| x.to_string()),
    };
    (shown, &node.span)
}

/// One way to write a value: `2` and `2.0` are the same number, `1e6` and `1000000` the same count.
fn canonical(kind: Kind, value: Value) -> Value {
    match (kind, value) {
        (Kind::Number, Value::Integer(i)) => Value::Number(i as f64),
        (Kind::Integer | Kind::ChoiceOrInteger(_), Value::Number(x)) => Value::Integer(x as i64),
        (_, value) => value,
    }
}

/// A key that is not legal where it stands.
pub(crate) fn unknown_key<'a>(
    section: &str,
    word: &str,
    place: Place,
    legal: impl Iterator<Item = &'a str> + Clone,
    elsewhere: Option<&str>,
) -> Problem {
    let shown = quoted(word);
    let problem =
        Problem::new(format!("{section} has no key `{shown}`")).at(place).key(format!("{section}.{word}"));
    match (elsewhere, nearest(word, legal.clone())) {
        (Some(key), _) => problem.label(format!("did you mean `{key}`?")),
        (None, Some(near)) => problem.label(format!("did you mean `{near}`?")),
        (None, None) => {
            problem.label("not a key").help(format!("its keys are {}", legal.collect::<Vec<_>>().join(", ")))
        }
    }
}
