//! Scenarios by name or file, with the settings of the command line; all mistakes are gathered.

use crate::ui;
use crate::ui::messages::Trouble;
use scenarios::{Errors, Scenario, Source};

/// Loads one scenario.
///
/// # Errors
/// All that is wrong with it.
pub fn load(word: &str, settings: &[String]) -> Result<Scenario, Errors> {
    scenarios::load(Source::named(word), settings)
}

/// Loads all scenarios, or says what is wrong with each that cannot be.
///
/// # Errors
/// All that is wrong with all of them.
pub fn load_all<'a>(
    words: impl IntoIterator<Item = &'a str>,
    settings: &[String],
) -> Result<Vec<Scenario>, Trouble> {
    let (mut loaded, mut wrong) = (Vec::new(), Vec::new());
    for word in words {
        match load(word, settings) {
            Ok(scenario) => loaded.push(scenario),
            Err(errors) => wrong.push(render(&errors)),
        }
    }
    // A wrong `--set` is wrong in the same way for each scenario: once is enough.
    wrong.dedup();
    if wrong.is_empty() { Ok(loaded) } else { Err(Trouble::Input(wrong.join("\n\n"))) }
}

/// Errors for people.
pub fn render(errors: &Errors) -> String {
    errors.render(ui::stderr_has_colour()).trim_end().to_string()
}
