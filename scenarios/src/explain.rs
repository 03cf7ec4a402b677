//! A row of the parameter table in words, for the files and the schema that are made from it.

use sim_core::params::{Certainty, Kind, Parameter};

/// What is legal: `a number, 0 to 50`.
pub(crate) fn legal(row: &Parameter) -> String {
    let (least, greatest) = row.range;
    match row.kind {
        Kind::Integer | Kind::Number => format!("{}, {least} to {greatest}", row.kind),
        Kind::ChoiceOrInteger(_) => format!("{}, {least} to {greatest}", row.kind),
        other => other.to_string(),
    }
}

/// How well the default is known.
pub(crate) fn certainty(row: &Parameter) -> String {
    match row.certainty {
        Certainty::Fixed => "a definition or a choice".into(),
        Certainty::Uncertain(low, high) => format!("uncertain, plausible {} to {}", short(low), short(high)),
    }
}

/// A number to six significant digits: enough to recognise it.
fn short(x: f64) -> String {
    format!("{x:.5e}").parse::<f64>().unwrap_or(x).to_string()
}

/// A text as a sentence: with a full stop, unless it ends with one.
pub(crate) fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() || text.ends_with(['.', '!', '?']) { text.into() } else { format!("{text}.") }
}

/// A text broken into lines of at most `width` characters; a word longer than that has a line of its own.
pub(crate) fn filled(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_string()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use sim_core::params::Params;

    #[test]
    fn a_row_says_what_is_legal_and_how_well_it_is_known() {
        let table = Params::table();
        let row = |key: &str| table.iter().find(|row| row.key == key).unwrap();
        assert_eq!(legal(row("modes.beta")), "a number, 0 to 50");
        assert_eq!(legal(row("world.people")), "a whole number, 10 to 4000000000");
        assert_eq!(legal(row("mechanisms.modes")), "true or false");
        assert_eq!(certainty(row("modes.beta")), "uncertain, plausible 0.5 to 2");
        assert_eq!(certainty(row("world.rebirth")), "uncertain, plausible 0.00138889 to 0.00238095");
        assert_eq!(certainty(row("world.seed")), "a definition or a choice");
    }

    #[test]
    fn texts_become_sentences_and_lines() {
        assert_eq!(
            (sentence("Ours"), sentence("Ours."), sentence("")),
            ("Ours.".into(), "Ours.".into(), "".into())
        );
        assert_eq!(filled("one two  three", 7), ["one two", "three"]);
    }
}
