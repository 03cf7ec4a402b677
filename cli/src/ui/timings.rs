//! What a run spent its time on: a small table.

use serde_json::Value as Json;
use std::fmt::Write as _;

/// The table of a run whose lines were timed.
#[must_use]
pub fn text(name: &str, manifest: &Json) -> String {
    let mut text = format!("{name}: time by line of the month, summed over replicates");
    for row in manifest["timings"]["lines"].as_array().into_iter().flatten() {
        let number = |key: &str| row[key].as_f64().unwrap_or(0.0);
        let (part, share) = (row["name"].as_str().unwrap_or(""), 100.0 * number("share"));
        // A String takes all that is written to it.
        let _ = write!(text, "\n  {part:<9} {:>10.3} s {share:>6.1} %", number("seconds"));
    }
    text
}
