//! `fourfold run`: an ensemble of each scenario, its tables and charts, and what was found.

use crate::args::RunArguments;
use crate::profile::Profile;
use crate::ui::messages::Trouble;
use crate::ui::progress::{Progress, Voice};
use crate::ui::{self, findings, summary, timings};
use crate::{Exit, interrupt, library};
use experiments::Failure;
use experiments::Workers;
use experiments::results::folder::Refusal;
use experiments::results::{self, Folder, Order, Outcome, Overwrite, Status};
use scenarios::Scenario;
use serde_json::{Value as Json, json};
use std::path::{self, Path, PathBuf};

/// What is run when nothing is named.
const SHOWCASE: [&str; 4] = ["emergence", "netarchical", "green-compact", "mainstay"];

/// Its size, unless the command line says otherwise: all four in about a minute on two cores.
const SHOWCASE_SIZE: [&str; 2] = ["world.people=10000", "world.replicates=8"];

/// Runs the scenarios one after another.
///
/// # Errors
/// A scenario is wrong, a folder is refused, or a run failed.
pub fn run(arguments: &RunArguments) -> Result<Exit, Trouble> {
    let named: Vec<&str> = arguments.scenarios.iter().map(String::as_str).collect();
    let size: &[&str] = if named.is_empty() { &SHOWCASE_SIZE } else { &[] };
    let settings: Vec<String> = size.iter().map(ToString::to_string).chain(arguments.settings()).collect();
    let words = if named.is_empty() { SHOWCASE.to_vec() } else { named };
    let scenarios = library::load_all(words, &settings)?;
    let workers = experiments::workers(arguments.world.threads.map(usize::from))?;
    for scenario in &scenarios {
        experiments::memory::check(&scenario.params, workers.current_num_threads())?;
    }
    let overwrite = if arguments.force { Overwrite::Replace } else { Overwrite::Refuse };
    let mut profile = arguments.profile.as_ref().map(|path| Profile::begin(path, overwrite)).transpose()?;
    let folders = claim(&scenarios, arguments, overwrite)?;
    interrupt::listen();
    let voice = if arguments.quiet { Voice::Quiet } else { Voice::Normal };
    let mut told = Vec::new();
    let mut ended = Ok(Exit::Done);
    for (scenario, folder) in scenarios.iter().zip(&folders) {
        let lines = arguments.timings || profile.is_some();
        ended = run_one(scenario, folder, &workers, voice, lines).and_then(|outcome| {
            told.push(summary::json(&scenario.name, folder.path(), &outcome));
            if let Some(profile) = &mut profile {
                profile.add(&scenario.name, &outcome.manifest)?;
            }
            conclude(scenario, folder.path(), &outcome, arguments)
        });
        if interrupt::asked() && ended.is_ok() {
            ended = Ok(Exit::Interrupted);
        }
        if !matches!(ended, Ok(Exit::Done)) {
            break;
        }
    }
    // Those whose turn did not come leave no empty folders behind.
    folders.into_iter().for_each(Folder::release);
    if arguments.json && !told.is_empty() {
        ui::data(&format!("{:#}\n", json!({ "runs": Json::Array(told) })))?;
    }
    ended
}

/// Claims a folder for each scenario, all of them or none.
fn claim(
    scenarios: &[Scenario],
    arguments: &RunArguments,
    overwrite: Overwrite,
) -> Result<Vec<Folder>, Failure> {
    let paths: Vec<PathBuf> =
        scenarios.iter().map(|s| place(s, scenarios.len(), arguments.out.as_deref())).collect();
    for (i, path) in paths.iter().enumerate() {
        if paths[..i].iter().any(|other| same(other, path)) {
            return Err(Failure::Folder { path: path.clone(), refusal: Refusal::Taken });
        }
        Folder::check(path, overwrite)?;
    }
    let mut folders = Vec::new();
    for path in &paths {
        match Folder::claim(path, overwrite) {
            Ok(folder) => folders.push(folder),
            Err(failure) => {
                folders.into_iter().for_each(Folder::release);
                return Err(failure);
            }
        }
    }
    Ok(folders)
}

/// Where a scenario's results go: `verification/potts` is `potts` there.
fn place(scenario: &Scenario, of: usize, out: Option<&Path>) -> PathBuf {
    let name = scenario.name.rsplit('/').next().unwrap_or(&scenario.name);
    match out {
        Some(folder) if of == 1 => folder.to_path_buf(),
        Some(folder) => folder.join(name),
        None => Path::new("results").join(name),
    }
}

/// Whether two paths are one place.
#[must_use]
pub fn same(one: &Path, other: &Path) -> bool {
    let full = |p: &Path| path::absolute(p).unwrap_or_else(|_| p.to_path_buf());
    full(one) == full(other)
}

/// Runs one scenario into its folder; `lines`: whether lines of the month are timed.
///
/// # Errors
/// The run failed.
pub fn run_one(
    scenario: &Scenario,
    folder: &Folder,
    workers: &Workers,
    voice: Voice,
    lines: bool,
) -> Result<Outcome, Trouble> {
    let world = &scenario.params.world;
    if voice == Voice::Normal {
        ui::say(&format!(
            "{}: {} people, {} ({} of burn-in before), {}, {}",
            scenario.name,
            ui::grouped(world.people),
            ui::count(world.months, "month"),
            world.burn_in,
            ui::count(world.replicates, "replicate"),
            ui::count(workers.current_num_threads() as u64, "thread"),
        ));
    }
    let watcher = Progress::begin(&scenario.name, world, voice, lines);
    let outcome =
        results::run(&Order { scenario, folder, command: &ui::command(), workers, watcher: &watcher });
    watcher.end();
    outcome.map_err(Trouble::Run)
}

/// Says what was found: on standard output, unless that is kept for machines.
fn conclude(
    scenario: &Scenario,
    folder: &Path,
    outcome: &Outcome,
    arguments: &RunArguments,
) -> Result<Exit, Trouble> {
    if outcome.status == Status::Interrupted {
        let done = outcome.manifest["replicates_done"].as_u64().unwrap_or(0);
        let what = ui::count(done, "replicate");
        ui::say(&format!("{}: interrupted; {what} saved in {}", scenario.name, folder.display()));
        return Ok(Exit::Interrupted);
    }
    if arguments.timings && !arguments.quiet {
        ui::say(&timings::text(&scenario.name, &outcome.manifest));
    }
    let text = findings::text(scenario, folder, outcome);
    match (arguments.quiet, arguments.json) {
        (true, _) => {}
        (false, true) => ui::say(&text),
        (false, false) => ui::data(&text)?,
    }
    Ok(Exit::Done)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn potts() -> Scenario {
        let source = scenarios::Source::named("verification/potts");
        scenarios::load(source, &[]).expect("the library loads")
    }

    #[test]
    fn results_go_where_they_are_looked_for() {
        assert_eq!(place(&potts(), 1, None), Path::new("results/potts"));
        assert_eq!(place(&potts(), 1, Some(Path::new("here"))), Path::new("here"));
        assert_eq!(place(&potts(), 2, Some(Path::new("here"))), Path::new("here/potts"));
    }

    #[test]
    fn the_same_folder_is_known_by_any_spelling() {
        assert!(same(Path::new("results/a"), Path::new("./results/a/")));
        assert!(!same(Path::new("results/a"), Path::new("results/b")));
    }
}
