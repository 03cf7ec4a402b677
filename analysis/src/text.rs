//! The embedded typeface: its files, how wide words are, which characters it has.

use ab_glyph::{Font, FontRef, GlyphId};

/// What figures name as their typeface; a viewer without Open Sans takes a typeface of its own.
pub const FAMILY: &str = "Open Sans, sans-serif";

/// The name by which the embedded files know themselves.
pub const EMBEDDED_FAMILY: &str = "Open Sans";

/// The files: regular and bold.
pub const FILES: [&[u8]; 2] =
    [include_bytes!("../fonts/OpenSans-Regular.ttf"), include_bytes!("../fonts/OpenSans-Bold.ttf")];

/// Height of capitals and figures, in ems.
pub const CAP_HEIGHT: f64 = 0.714;

/// How thick letters are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    /// Nearly everything.
    Regular,
    /// Titles and the letters of panels.
    Bold,
}

fn font(weight: Weight) -> FontRef<'static> {
    let file = FILES[weight as usize];
    FontRef::try_from_slice(file).expect("the embedded fonts are whole: a test opens them")
}

/// Width of a text in the unit of `size` (the height of an em).
#[must_use]
pub fn width(text: &str, weight: Weight, size: f64) -> f64 {
    let font = font(weight);
    let em = f64::from(font.units_per_em().unwrap_or(2048.0));
    let mut before: Option<GlyphId> = None;
    let mut units = 0.0;
    for character in text.chars() {
        let glyph = font.glyph_id(character);
        let kerning = before.map_or(0.0, |before| font.kern_unscaled(before, glyph));
        units += f64::from(font.h_advance_unscaled(glyph) + kerning);
        before = Some(glyph);
    }
    units / em * size
}

/// Whether the embedded typeface can draw a character.
#[must_use]
pub fn has_glyph(character: char, weight: Weight) -> bool {
    font(weight).glyph_id(character) != GlyphId(0)
}

/// A text as it can be drawn: white space as plain spaces, `?` for what the typeface lacks. Names of scenarios may hold anything.
#[must_use]
pub fn printable(text: &str) -> String {
    let fonts = [font(Weight::Regular), font(Weight::Bold)];
    let drawn = |c: char| match c {
        c if c.is_whitespace() => ' ',
        c if fonts.iter().all(|font| font.glyph_id(c) != GlyphId(0)) => c,
        _ => '?',
    };
    text.chars().map(drawn).collect()
}

/// Breaks a text into lines no wider than `room`, never between a number and its per cent; a word wider than that keeps a line to itself, cut short.
#[must_use]
pub fn wrap(text: &str, weight: Weight, size: f64, room: f64) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in words(text) {
        let word = shorten(&word, weight, size, room);
        match lines.last_mut() {
            Some(line) if width(&format!("{line} {word}"), weight, size) <= room => {
                line.push(' ');
                line.push_str(&word);
            }
            _ => lines.push(word),
        }
    }
    lines
}

/// What is parted by white space; a per cent belongs to the number before it.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match words.last_mut() {
            Some(before) if word.starts_with('%') => {
                before.push(' ');
                before.push_str(word);
            }
            _ => words.push(word.to_owned()),
        }
    }
    words
}

/// A text cut to fit into `room`, with an ellipsis where something is missing.
#[must_use]
pub fn shorten(text: &str, weight: Weight, size: f64, room: f64) -> String {
    if width(text, weight, size) <= room {
        return text.to_owned();
    }
    let mut kept: Vec<char> = text.chars().collect();
    while kept.pop().is_some() {
        let cut = kept.iter().collect::<String>().trim_end().to_owned() + "…";
        if width(&cut, weight, size) <= room {
            return cut;
        }
    }
    String::new()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_files_open_and_know_what_labels_need() {
        let needed = "abcxyzABCXYZ0123456789 (%)[]{}<>&\"'/.,:;+=−–—×·±≥≤κωτβ⁰¹²³⁴⁵⁶⁷⁸⁹…µ€äéñçøłš";
        for weight in [Weight::Regular, Weight::Bold] {
            let missing: String = needed.chars().filter(|&c| !has_glyph(c, weight)).collect();
            assert_eq!(missing, "", "missing in {weight:?}");
        }
    }

    #[test]
    fn bold_is_wider_and_width_grows_with_size() {
        let regular = width("Peer production", Weight::Regular, 10.0);
        assert!(width("Peer production", Weight::Bold, 10.0) > regular);
        assert!((width("Peer production", Weight::Regular, 20.0) - 2.0 * regular).abs() < 1e-9);
        assert!(width("", Weight::Regular, 10.0).abs() < 1e-12);
    }

    #[test]
    fn what_cannot_be_drawn_becomes_a_question_mark() {
        assert_eq!(printable("Green\tcompact\u{0}漢 κ"), "Green compact?? κ");
    }

    #[test]
    fn lines_fit_and_nothing_is_lost() {
        let text = "Median of 16 replicates of 20,000 people; bands hold 90 % of them";
        let lines = wrap(text, Weight::Regular, 7.0, 80.0);
        assert!(lines.len() > 1 && lines.iter().all(|line| width(line, Weight::Regular, 7.0) <= 80.0));
        assert_eq!(lines.join(" "), text);
        assert!(wrap("Donaudampfschifffahrtsgesellschaft", Weight::Bold, 7.0, 20.0)[0].ends_with('…'));
        assert!(lines.iter().all(|line| !line.starts_with('%')));
        assert!(wrap("  ", Weight::Bold, 7.0, 20.0).is_empty());
    }
}
