//! `fourfold check`: all mistakes of all files at once.

use crate::args::CheckArguments;
use crate::ui::messages::Trouble;
use crate::{Exit, library, ui};

/// Says `ok` or what is wrong, file by file.
///
/// # Errors
/// Standard output cannot be written.
pub fn check(arguments: &CheckArguments) -> Result<Exit, Trouble> {
    let mut exit = Exit::Done;
    for file in &arguments.files {
        match library::load(file, &[]) {
            Ok(_) => ui::data(&format!("{file}: ok\n"))?,
            Err(errors) => {
                exit = Exit::WrongInput;
                ui::say(&format!("{}\n", library::render(&errors)));
            }
        }
    }
    Ok(exit)
}
