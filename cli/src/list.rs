//! `fourfold list`: the scenarios of the library.

use crate::ui;
use crate::ui::messages::Trouble;

/// Prints name and title of each scenario.
///
/// # Errors
/// Standard output cannot be written.
pub fn list() -> Result<(), Trouble> {
    let library = scenarios::library();
    let width = library.iter().map(|entry| entry.name.len()).max().unwrap_or(0);
    let lines = library.iter().map(|entry| format!("{:width$}  {}\n", entry.name, entry.title));
    ui::data(&lines.collect::<String>())
}
