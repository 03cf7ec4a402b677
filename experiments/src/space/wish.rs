//! What somebody wants varied or fitted, as a word of the command line.

use super::{Span, spans};
use crate::Failure;
use scenarios::nearest;
use sim_core::params::{Kind, Params};
use std::collections::BTreeSet;

/// A key or the name of a fact, and a range of one's own, as in `firms.growth=0.01..0.02`.
#[derive(Clone, Debug, PartialEq)]
pub struct Wish {
    /// What.
    pub name: String,
    /// From where to where; none: as declared.
    pub range: Option<(f64, f64)>,
}

impl Wish {
    /// Read from a word.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(word: &str) -> Result<Self, String> {
        let Some((name, range)) = word.split_once('=') else {
            return Ok(Self { name: word.trim().to_owned(), range: None });
        };
        let ends = range.split_once("..").map(|(low, high)| (low.trim().parse(), high.trim().parse()));
        match ends {
            Some((Ok(low), Ok(high))) if low < high && f64::is_finite(high - low) => {
                Ok(Self { name: name.trim().to_owned(), range: Some((low, high)) })
            }
            _ => Err(format!("`{word}` is no range: give it as {}=LOW..HIGH, LOW below HIGH", name.trim())),
        }
    }

    /// The parameter, over the range that was given, or else the declared one.
    ///
    /// # Errors
    /// There is no such parameter, or it cannot be varied so.
    pub fn span(&self) -> Result<Span, Failure> {
        let table = Params::table();
        let Some(row) = table.iter().find(|row| row.key == self.name) else {
            let keys = table.iter().map(|row| row.key.as_str());
            return Err(Failure::input(
                format!("there is no parameter `{}` to vary", self.name),
                meant(&self.name, keys, "`fourfold show baseline` lists all"),
            ));
        };
        let declared = spans().into_iter().find(|span| span.row.key == self.name);
        let is_number = matches!(row.kind, Kind::Number | Kind::Integer);
        match (self.range, declared) {
            (None, Some(span)) => Ok(span),
            (None, None) => Err(Failure::input(
                format!("`{}` is not declared uncertain, so that it has no range to vary over", self.name),
                format!("give one: --vary {}=LOW..HIGH", self.name),
            )),
            (Some(range), _) if is_number => {
                let (least, greatest) = row.range;
                if range.0 < least || range.1 > greatest {
                    return Err(Failure::input(
                        format!("`{}` cannot go from {} to {}", self.name, range.0, range.1),
                        format!("its legal values are {least} to {greatest}"),
                    ));
                }
                Ok(Span { row: row.clone(), range })
            }
            (Some(_), _) => Err(Failure::input(
                format!("`{}` is not one number, so that it takes no range", self.name),
                "shares are varied together about those of the scenario: name the key alone",
            )),
        }
    }
}

/// What was meant, and where all names stand.
pub(crate) fn meant<'a>(word: &str, names: impl Iterator<Item = &'a str>, list: &str) -> String {
    match nearest(word, names) {
        Some(near) => format!("did you mean `{near}`? {list}"),
        None => list.to_owned(),
    }
}

/// Refuses a parameter that is named twice.
pub(crate) fn no_two<'a>(wishes: impl Iterator<Item = &'a Wish>) -> Result<(), Failure> {
    let mut seen = BTreeSet::new();
    for wish in wishes {
        if !seen.insert(wish.name.as_str()) {
            return Err(Failure::input(format!("`{}` is varied twice", wish.name), "name it once"));
        }
    }
    Ok(())
}
