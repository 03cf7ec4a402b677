//! What the program says: data on standard output, talk on standard error.

pub mod findings;
pub mod messages;
pub mod progress;
pub mod summary;
pub mod timings;

use messages::Trouble;
use std::env;
use std::io::{self, IsTerminal, Write};

/// Writes data to standard output.
///
/// # Errors
/// It cannot be written, for example because nobody reads it any more.
pub fn data(text: &str) -> Result<(), Trouble> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes()).and_then(|()| out.flush()).map_err(Trouble::Output)
}

/// Says a line on standard error.
pub fn say(line: &str) {
    // If nobody listens there is nobody to tell.
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// Whether talk may be coloured: on a terminal that wants it.
pub fn stderr_has_colour() -> bool {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    io::stderr().is_terminal() && !set("NO_COLOR") && env::var_os("TERM").is_none_or(|term| term != "dumb")
}

/// A whole number with its thousands apart: 20 000.
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(' ');
        }
        text.push(digit);
    }
    text
}

/// A number of things: "1 month", "24 months".
pub fn count(number: u64, thing: &str) -> String {
    format!("{} {thing}{}", grouped(number), if number == 1 { "" } else { "s" })
}

/// The command line as it can be typed again.
#[must_use]
pub fn command() -> String {
    let plain = |c: char| c.is_alphanumeric() || "-_./=:,+@%".contains(c);
    let quoted = |word: String| {
        if !word.is_empty() && word.chars().all(plain) {
            word
        } else {
            format!("'{}'", word.replace('\'', "'\\''"))
        }
    };
    let words = env::args_os().skip(1).map(|word| quoted(word.to_string_lossy().into_owned()));
    std::iter::once("fourfold".to_string()).chain(words).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_grouped_by_thousands() {
        assert_eq!([0, 999, 20_000, 1_000_000].map(grouped), ["0", "999", "20 000", "1 000 000"]);
        assert_eq!((count(1, "month"), count(24, "month")), ("1 month".into(), "24 months".into()));
    }
}
