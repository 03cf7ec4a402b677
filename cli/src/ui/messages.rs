//! Bad news: what went wrong, and what to do about it. A panic becomes words here too.

use super::{say, stderr_has_colour};
use crate::Exit;
use experiments::Failure;
use std::io;
use std::panic;
use std::path::PathBuf;
use std::sync::Mutex;

/// Why a verb could not do its work.
#[derive(Debug)]
pub enum Trouble {
    /// Scenarios are wrong; the text says all of it.
    Input(String),
    /// The folder is refused, or the run failed.
    Run(Failure),
    /// Standard output cannot be written.
    Output(io::Error),
    /// A file that was asked for cannot be written to its end.
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        cause: io::Error,
    },
}

impl From<Failure> for Trouble {
    fn from(failure: Failure) -> Self {
        Self::Run(failure)
    }
}

/// Says what went wrong and how the program ends.
pub fn tell(trouble: &Trouble) -> Exit {
    match trouble {
        Trouble::Input(text) => {
            say(text);
            Exit::WrongInput
        }
        // `fourfold list | head -1`: who closed the pipe has what they want.
        Trouble::Output(cause) if cause.kind() == io::ErrorKind::BrokenPipe => Exit::Done,
        Trouble::Output(cause) => {
            error(&format!("standard output cannot be written: {cause}"), "write to another file");
            Exit::Failed
        }
        Trouble::File { path, cause } => {
            let message = format!("`{}` cannot be written: {cause}", path.display());
            error(&message, "make room, or give a path on another disk");
            Exit::Failed
        }
        Trouble::Run(failure) => {
            let where_it_was =
                if let Failure::Panicked { .. } = failure { kept_panic() } else { String::new() };
            error(&format!("{failure}{where_it_was}"), &failure.help());
            if failure.is_wrong_input() { Exit::WrongInput } else { Exit::Failed }
        }
    }
}

/// Says what clap has to say: help and version on standard output, mistakes on standard error.
pub fn tell_usage(usage: &clap::Error) -> Exit {
    // Where nobody reads it, it need not be written.
    let _ = usage.print();
    if usage.use_stderr() { Exit::WrongInput } else { Exit::Done }
}

/// An error and what to do about it.
pub fn error(message: &str, help: &str) {
    say(&error_text(message, help));
}

/// Input that is refused, and what to give instead.
pub fn refusal(message: &str, help: &str) -> Trouble {
    Trouble::Input(error_text(message, help))
}

fn error_text(message: &str, help: &str) -> String {
    let mark = if stderr_has_colour() { "\u{1b}[1;31merror\u{1b}[0m" } else { "error" };
    format!("{mark}: {message}\n  help: {help}")
}

/// A warning and what to do about it.
pub fn warning(message: &str, help: &str) -> String {
    let mark = if stderr_has_colour() { "\u{1b}[1;33mwarning\u{1b}[0m" } else { "warning" };
    format!("{mark}: {message}\n  help: {help}")
}

/// Where the first panic happened and what it said.
static PANIC: Mutex<Option<String>> = Mutex::new(None);

/// Keeps what a panic says, on whatever thread, instead of printing it.
pub fn keep_panics() {
    panic::set_hook(Box::new(|info| {
        let mut kept = PANIC.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        kept.get_or_insert_with(|| info.to_string().replace('\n', " "));
    }));
}

fn kept_panic() -> String {
    let kept = PANIC.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
    kept.as_deref().map(|what| format!(" ({what})")).unwrap_or_default()
}

/// Tells of a panic that reached `main`.
pub fn tell_panic() -> Exit {
    let help = "this is a mistake in Fourfold: please report it with the command you gave";
    error(&format!("internal error{}", kept_panic()), help);
    Exit::Failed
}
