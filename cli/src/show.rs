//! `fourfold show`: a scenario in full.

use crate::args::ShowArguments;
use crate::library;
use crate::ui;
use crate::ui::messages::Trouble;

/// Prints every value and where it comes from, or with `--toml` a file that stands on its own.
///
/// # Errors
/// The scenario is wrong, or standard output cannot be written.
pub fn show(arguments: &ShowArguments) -> Result<(), Trouble> {
    let scenario = library::load(&arguments.scenario, &arguments.set)
        .map_err(|errors| Trouble::Input(library::render(&errors)))?;
    let text = if arguments.toml { scenarios::resolved_toml(&scenario) } else { scenarios::show(&scenario) };
    ui::data(&text)
}
