//! The binary `fourfold`: read the command line, do what the verb says, report, and end with the right code.

mod args;
mod calibrate;
mod check;
mod compare;
mod interrupt;
mod library;
mod list;
mod new;
mod plot;
mod profile;
mod report;
mod run;
mod schema;
mod sensitivity;
mod show;
mod study;
mod sweep;
mod theses;
mod tipping;
mod ui;
mod validate;
mod verify;

use args::{Arguments, Verb};
use clap::Parser;
use sim_core::engine::pages::LargePages;
use std::panic::catch_unwind;
use std::process::ExitCode;
use ui::messages::{self, Trouble};

/// Worlds of tens of millions are quicker with it; where no column has 32 MiB nothing changes.
#[global_allocator]
static ALLOCATOR: LargePages = LargePages;

/// How the program ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exit {
    /// All was done.
    Done = 0,
    /// The simulation failed, or a file could not be written.
    Failed = 1,
    /// The input is wrong; nothing was done.
    WrongInput = 2,
    /// Ctrl-C, after saving.
    Interrupted = 130,
}

fn main() -> ExitCode {
    messages::keep_panics();
    // Whatever panics has been kept by now, and is told in words that a user can act on.
    let exit = catch_unwind(begin).unwrap_or_else(|_| messages::tell_panic());
    ExitCode::from(exit as u8)
}

fn begin() -> Exit {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(other) => return messages::tell_usage(&other),
    };
    match dispatch(&arguments) {
        Ok(exit) => exit,
        Err(trouble) => messages::tell(&trouble),
    }
}

fn dispatch(arguments: &Arguments) -> Result<Exit, Trouble> {
    match &arguments.verb {
        None => ui::data(&args::short_help()),
        Some(Verb::Run(it)) => return run::run(it),
        Some(Verb::Compare(it)) => return compare::compare(it),
        Some(Verb::Plot(it)) => plot::plot(it),
        Some(Verb::Report(it)) => return report::report(it),
        Some(Verb::Validate(it)) => validate::validate(it),
        Some(Verb::Calibrate(it)) => return calibrate::calibrate(it),
        Some(Verb::Verify(it)) => return verify::verify(it),
        Some(Verb::Sweep(it)) => return sweep::sweep(it),
        Some(Verb::Sensitivity(it)) => return sensitivity::sensitivity(it),
        Some(Verb::Tipping(it)) => return tipping::tipping(it),
        Some(Verb::Theses(it)) => return theses::theses(it),
        Some(Verb::List) => list::list(),
        Some(Verb::Show(it)) => show::show(it),
        Some(Verb::Check(it)) => return check::check(it),
        Some(Verb::New(it)) => new::new(it),
        Some(Verb::Schema) => schema::schema(),
    }?;
    Ok(Exit::Done)
}
