//! `fourfold schema`: the JSON Schema of scenario files.

use crate::ui;
use crate::ui::messages::Trouble;

/// Prints the schema.
///
/// # Errors
/// Standard output cannot be written.
pub fn schema() -> Result<(), Trouble> {
    ui::data(&format!("{:#}\n", scenarios::schema()))
}
