//! TOML as a tree in which every key and value knows where it stood.

use std::ops::Range;
use std::sync::Arc;

use toml::de::{DeTable, DeValue};

use crate::errors::Problem;
use crate::place::{Place, Text};

/// A value and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub span: Range<usize>,
    pub tree: Tree,
}

/// What a value is.
#[derive(Clone, Debug)]
pub(crate) enum Tree {
    Bool(bool),
    Integer(i64),
    Number(f64),
    Text(String),
    /// TOML has dates; scenarios do not.
    Date,
    List(Vec<Node>),
    Table(Vec<Entry>),
}

impl Tree {
    /// What it is, in a reader's words.
    pub fn describe(&self) -> String {
        match self {
            Tree::Bool(b) => b.to_string(),
            Tree::Integer(i) => format!("the whole number {i}"),
            Tree::Number(x) => format!("the number {x}"),
            Tree::Text(s) => format!("the text \"{}\"", crate::errors::quoted(s)),
            Tree::Date => "a date".into(),
            Tree::List(items) => format!("a list of {}", items.len()),
            Tree::Table(_) => "a table".into(),
        }
    }
}

/// A key with its value.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub key: String,
    pub key_span: Range<usize>,
    pub node: Node,
}

/// Parses a text, going on after mistakes so that all of them can be told.
///
/// The parser alone goes on in odd ways: after a line without `=` it swallows the next. So lines with a mistake are
/// blanked, which moves nothing, and what is left is parsed again.
pub(crate) fn parse(text: &Arc<Text>) -> (Vec<Entry>, Vec<Problem>) {
    let mut body = text.body.clone();
    let mut problems: Vec<Problem> = Vec::new();
    let mut told_from = 0;
    for _ in 0..MOST_ROUNDS {
        let (table, mut mistakes) = DeTable::parse_recoverable(&body);
        let entries = entries(table.get_ref());
        drop(table);
        mistakes.sort_by_key(start);
        mistakes.truncate(10 * MOST_SYNTAX);
        let Some(first) = mistakes.first().map(start) else { return (entries, shortened(text, problems)) };
        let found: Vec<Problem> = mistakes.iter().map(|m| syntax(text, m)).collect();
        let lines: Vec<_> = found.iter().filter_map(|p| p.place().map(Place::whole_line)).collect();
        // What later rounds find before the first mistake comes of the blanks.
        problems
            .extend(found.into_iter().zip(&mistakes).filter(|(_, m)| start(m) >= told_from).map(|(p, _)| p));
        told_from = told_from.max(first);
        let blank = blanked(&body, &lines);
        if blank == body || problems.len() > MOST_SYNTAX {
            break;
        }
        body = blank;
    }
    // What is left cannot be told from rubbish.
    (Vec::new(), shortened(text, problems))
}

fn start(mistake: &toml::de::Error) -> usize {
    mistake.span().map_or(0, |span| span.start)
}

/// Times a text is parsed again. A mistake that hides another is rare, three deep is rubbish.
const MOST_ROUNDS: usize = 16;

/// The text with spaces for everything on some lines, byte for byte.
fn blanked(body: &str, lines: &[Range<usize>]) -> String {
    let mut out = String::with_capacity(body.len());
    let mut done = 0;
    for line in lines.iter().filter(|line| line.end <= body.len()) {
        if line.start < done {
            continue;
        }
        out.push_str(&body[done..line.start]);
        out.extend(
            body[line.clone()].bytes().map(|b| if b == b'\r' || b == b'\n' { char::from(b) } else { ' ' }),
        );
        done = line.end;
    }
    out.push_str(&body[done..]);
    out
}

/// One mistake a line, and not too many: the rest of a line only repeats its first slip, as does each line of a list
/// that was left open above.
fn shortened(text: &Text, mut problems: Vec<Problem>) -> Vec<Problem> {
    problems.sort_by_key(|p| p.place().map_or(0, |place| place.span.start));
    problems.dedup_by_key(|p| p.line());
    let mut last: Option<usize> = None;
    problems.retain(|p| {
        let follows =
            p.message().contains(IN_LIST) && last.is_some() && p.line() == last.map(|line| line + 1);
        last = if p.message().contains(IN_LIST) { p.line() } else { None };
        !follows
    });
    if problems.len() > MOST_SYNTAX {
        problems.truncate(MOST_SYNTAX);
        let file = text.file.as_deref().unwrap_or("the command line");
        problems.push(Problem::new(format!("more lines of {file} are not TOML: only the first are told")));
    }
    problems
}

/// Most mistakes of grammar told: rubbish has one in each line.
const MOST_SYNTAX: usize = 20;

/// Part of the messages about lists.
const IN_LIST: &str = "between array elements";

fn syntax(text: &Arc<Text>, mistake: &toml::de::Error) -> Problem {
    let mut span = mistake.span().unwrap_or(0..0);
    if mistake.message().starts_with("invalid multi-line") {
        // Found at the end of the file; the reader looks for where it was opened.
        let before = text.body.get(..span.start).unwrap_or_default();
        let opened = before.rfind("\"\"\"").max(before.rfind("'''"));
        span = opened.map_or(span, |at| at..at + 3);
    }
    let place = Place::new(text, span.clone());
    if mistake.message() == "duplicate key" {
        let key = crate::errors::quoted(text.body.get(span).unwrap_or("the key"));
        return Problem::new(format!("`{key}` is given twice"))
            .at(place)
            .label("second time")
            .help("remove one of the two");
    }
    let message = match mistake.message() {
        message
            if ["string values must be quoted", "invalid boolean"].iter().any(|m| message.starts_with(m)) =>
        {
            match text.body.get(span) {
                Some(found) if !found.trim().is_empty() => {
                    "a value is one number, true, false, a list, or a text in quotes".into()
                }
                _ => "there is no value after `=`".to_string(),
            }
        }
        message => crate::errors::quoted(message),
    };
    let help = if message.contains(IN_LIST) {
        "numbers of a list stand between commas, and the list ends with `]`: is one left open above?"
    } else {
        "a line reads `key = value`, texts in quotes, below a `[section]`; for example `beta = 2.0` below `[modes]`"
    };
    Problem::new(format!("this is not TOML: {message}")).at(place).help(help)
}

/// The entries of a table, in the order of the file.
pub(crate) fn entries(table: &DeTable<'_>) -> Vec<Entry> {
    let mut entries: Vec<Entry> = table
        .iter()
        .map(|(key, value)| Entry {
            key: key.get_ref().to_string(),
            key_span: key.span(),
            node: node(value.span(), value.get_ref()),
        })
        .collect();
    entries.sort_by_key(|e| e.key_span.start);
    entries
}

fn node(span: Range<usize>, value: &DeValue<'_>) -> Node {
    let tree = match value {
        DeValue::Boolean(b) => Tree::Bool(*b),
        DeValue::Integer(i) => match i64::from_str_radix(i.as_str(), i.radix()) {
            Ok(i) => Tree::Integer(i),
            // Too large for a whole number: the range check will say so, if it can be read at all.
            Err(_) => Tree::Number(i.as_str().parse().unwrap_or(f64::INFINITY)),
        },
        DeValue::Float(x) => Tree::Number(x.as_str().parse().unwrap_or(f64::NAN)),
        DeValue::String(s) => Tree::Text(s.to_string()),
        DeValue::Datetime(_) => Tree::Date,
        DeValue::Array(items) => Tree::List(items.iter().map(|i| node(i.span(), i.get_ref())).collect()),
        DeValue::Table(table) => Tree::Table(entries(table)),
    };
    Node { span, tree }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(body: &str) -> Arc<Text> {
        Arc::new(Text { file: Some("a.toml".into()), body: body.into(), first_line: 1 })
    }

    #[test]
    fn keys_keep_the_order_of_the_file_and_their_places() {
        let text = text("[b]\nx = 1_000\na = 0x10\n[a]\ny = 1e400");
        let (entries, problems) = parse(&text);
        assert!(problems.is_empty());
        assert_eq!(entries.iter().map(|e| e.key.as_str()).collect::<Vec<_>>(), ["b", "a"]);
        let Tree::Table(b) = &entries[0].node.tree else { panic!() };
        assert!(matches!(b[0].node.tree, Tree::Integer(1000)));
        assert!(matches!(b[1].node.tree, Tree::Integer(16)));
        assert_eq!(&text.body[b[0].node.span.clone()], "1_000");
    }

    #[test]
    fn the_parser_goes_on_after_a_mistake() {
        let (entries, problems) =
            parse(&text("[modes]\nbeta = \nhabit = 2\nhabit = 3\nfit 2\n[ties]\nkind = \"all\""));
        let lines: Vec<_> = problems.iter().map(Problem::line).collect();
        assert_eq!(lines, [Some(2), Some(4), Some(5)]);
        let Tree::Table(modes) = &entries[0].node.tree else { panic!() };
        assert_eq!(modes.len(), 1);
        assert_eq!(entries.len(), 2);
    }
}
