//! `[scenario]`: what a scenario says about itself.

use std::ops::Range;

use crate::check;
use crate::errors::Problem;
use crate::merge::Draft;
use crate::place::Place;
use crate::source::{Document, is_legal_name};
use crate::tree::{Entry, Tree};

/// Keys of `[scenario]`.
const TEXTS: [&str; 4] = ["name", "title", "about", "passage"];

/// Reads `[scenario]`: words that change nothing in the world.
pub(crate) fn read(draft: &mut Draft, document: &Document, entry: &Entry) {
    let Tree::Table(inner) = &entry.node.tree else {
        return draft.problems.push(
            Problem::new(format!("`scenario` is a section, but this is {}", entry.node.tree.describe()))
                .at(Place::new(&document.text, entry.node.span.clone()))
                .help("write `[scenario]` and below it `title`, `about` and `passage`"),
        );
    };
    for entry in inner {
        let place = |span: &Range<usize>| Place::new(&document.text, span.clone());
        let Some(key) = TEXTS.into_iter().find(|key| *key == entry.key) else {
            draft.problems.push(check::unknown_key(
                "[scenario]",
                &entry.key,
                place(&entry.key_span),
                TEXTS.into_iter(),
                None,
            ));
            continue;
        };
        match &entry.node.tree {
            Tree::Text(text) if key == "name" && !is_legal_name(text) => draft.problems.push(
                Problem::new("`scenario.name` becomes the name of a folder, which this cannot be")
                    .at(place(&entry.node.span))
                    .help("use letters, digits, `-` and `_`; `/` makes a folder in a folder"),
            ),
            Tree::Text(text) => {
                // Line breaks in the file are for its reader; the paragraph flows.
                let flowing = text.split_whitespace().collect::<Vec<_>>().join(" ");
                draft.texts.insert(key, flowing);
            }
            other => draft.problems.push(
                Problem::new(format!(
                    "`scenario.{key}` takes a text in quotes, but this is {}",
                    other.describe()
                ))
                .at(place(&entry.node.span)),
            ),
        }
    }
}
