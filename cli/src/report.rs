//! `fourfold report`: a folder of results as a page, as tables, or held against claims.

use crate::args::ReportArguments;
use crate::ui::messages::Trouble;
use crate::{Exit, ui};
use experiments::report;
use std::path::Path;

/// Writes the page and the tables and names them, or checks claims.
///
/// # Errors
/// The folder holds no results, or a file cannot be read or written.
pub fn report(arguments: &ReportArguments) -> Result<Exit, Trouble> {
    let folder = &arguments.results;
    if let Some(claims) = &arguments.check {
        return check(folder, claims.as_deref(), arguments.quiet);
    }
    let files = report::write(folder, arguments.out.as_deref(), &experiments::workers(None)?)?;
    if !arguments.quiet {
        ui::data(&files.iter().map(|file| format!("{}\n", file.display())).collect::<String>())?;
    }
    Ok(Exit::Done)
}

fn check(folder: &Path, claims: Option<&Path>, is_quiet: bool) -> Result<Exit, Trouble> {
    let (count, broken) = report::check(folder, claims)?;
    for claim in &broken {
        ui::say(&format!("no longer true: {}", claim.says));
        claim.why.iter().for_each(|why| ui::say(&format!("  {why}")));
    }
    if !is_quiet {
        let holding = count - broken.len();
        ui::data(&format!("{holding} of {} hold\n", ui::count(count as u64, "claim")))?;
    }
    Ok(if broken.is_empty() { Exit::Done } else { Exit::Failed })
}
