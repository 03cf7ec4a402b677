//! `fourfold compare`: scenarios or folders of results side by side.

use crate::args::CompareArguments;
use crate::run::{run_one, same};
use crate::ui;
use crate::ui::messages::{Trouble, refusal, warning};
use crate::ui::progress::Voice;
use crate::{Exit, interrupt, library};
use analysis::figures::compare::MOST_SCENARIOS;
use experiments::Workers;
use experiments::comparison::{self, Facts, Outcome, Request, Run};
use experiments::results::{Folder, Overwrite, Status};
use scenarios::Scenario;
use serde_json::json;
use std::path::{Path, PathBuf};

/// What is compared: a run that is there, or a scenario that has to be run first.
enum Side {
    Run(Box<Run>),
    Scenario(Box<Scenario>),
}

impl Side {
    fn facts(&self) -> Facts {
        match self {
            Self::Run(run) => run.facts.clone(),
            Self::Scenario(scenario) => Facts::of(scenario),
        }
    }
}

/// Runs what has to be run, and compares.
///
/// # Errors
/// What is given cannot be compared, a folder is refused, or a run failed.
pub fn compare(arguments: &CompareArguments) -> Result<Exit, Trouble> {
    if arguments.runs.len() > MOST_SCENARIOS {
        let message = format!(
            "{} runs are given, but figures tell {MOST_SCENARIOS} apart at most",
            arguments.runs.len()
        );
        return Err(refusal(&message, "compare fewer at a time, the first of them always the same"));
    }
    let sides = sides(arguments)?;
    let facts: Vec<Facts> = sides.iter().map(Side::facts).collect();
    let facts: Vec<&Facts> = facts.iter().collect();
    let words: Vec<PathBuf> =
        arguments.runs.iter().map(|word| PathBuf::from(word).with_extension("")).collect();
    let names = comparison::label(&facts, &words);
    let request = Request { horizons: arguments.at.clone(), measures: arguments.measures.clone() };
    let plan = comparison::plan(&facts, &names, &request)?;
    let out = arguments
        .out
        .clone()
        .unwrap_or_else(|| Path::new("results").join(format!("compare-{}", names.join("-"))));
    let overwrite = if arguments.force { Overwrite::Replace } else { Overwrite::Refuse };
    check_place(&sides, &out)?;
    let workers = experiments::workers(arguments.world.threads.map(usize::from))?;
    for side in &sides {
        if let Side::Scenario(scenario) = side {
            experiments::memory::check(&scenario.params, workers.current_num_threads())?;
        }
    }
    let folder = Folder::claim(&out, overwrite)?;
    let voice = if arguments.quiet { Voice::Quiet } else { Voice::Normal };
    if voice == Voice::Normal {
        plan.notes.iter().for_each(|note| ui::say(&note_text(note)));
    }
    let runs = match run_all(sides, &names, &out, (overwrite, &workers, voice)) {
        Ok(Some(runs)) => runs,
        Ok(None) => return Ok(Exit::Interrupted),
        Err(trouble) => {
            folder.release();
            return Err(trouble);
        }
    };
    let draws = !arguments.no_figures;
    let outcome =
        comparison::compare(&runs, &names, &request, plan, &folder, &ui::command(), draws, &workers);
    match outcome {
        Ok(outcome) => conclude(&outcome, &out, arguments),
        Err(failure) => {
            folder.release();
            Err(failure.into())
        }
    }
}

/// Opens folders and loads scenarios; all that is wrong with scenarios is told at once.
fn sides(arguments: &CompareArguments) -> Result<Vec<Side>, Trouble> {
    let is_folder = |word: &&String| Run::is_folder(word);
    if arguments.world.sets_anything() && arguments.runs.iter().all(|word| is_folder(&word)) {
        let message = "there is nothing to run here: all that is compared are folders of results, which stay as they are";
        return Err(refusal(
            message,
            "leave --people, --months, --replicates, --seed and --set out, or name a scenario",
        ));
    }
    for (at, word) in arguments.runs.iter().enumerate() {
        if arguments.runs[..at].iter().any(|other| same(Path::new(other), Path::new(word))) {
            return Err(refusal(
                &format!("`{word}` is given twice: it differs from itself by nothing"),
                "name two different runs",
            ));
        }
    }
    let named = arguments.runs.iter().filter(|word| !is_folder(word)).map(String::as_str);
    let mut scenarios = library::load_all(named, &arguments.settings())?.into_iter();
    let side = |word: &String| -> Result<Side, Trouble> {
        if is_folder(&word) {
            return Ok(Side::Run(Box::new(Run::open(Path::new(word))?)));
        }
        let scenario =
            scenarios.next().unwrap_or_else(|| unreachable!("each word is a folder or a scenario"));
        Ok(Side::Scenario(Box::new(scenario)))
    };
    arguments.runs.iter().map(side).collect()
}

/// What is compared must not be written over.
fn check_place(sides: &[Side], out: &Path) -> Result<(), Trouble> {
    let taken = sides.iter().find_map(|side| match side {
        Side::Run(run) if same(&run.folder, out) => Some(run.folder.display().to_string()),
        _ => None,
    });
    let help = "choose another folder with --out";
    taken.map_or(Ok(()), |folder| {
        Err(refusal(&format!("`{folder}` is one of the runs that are compared"), help))
    })
}

fn note_text(note: &str) -> String {
    warning(note, "docs/analysis/compare.md says what pairing needs; statements.md repeats this")
}

/// Runs the scenarios, each into a folder under `runs/`; None if that was interrupted.
fn run_all(
    sides: Vec<Side>,
    names: &[String],
    out: &Path,
    (overwrite, workers, voice): (Overwrite, &Workers, Voice),
) -> Result<Option<Vec<Run>>, Trouble> {
    if sides.iter().any(|side| matches!(side, Side::Scenario(_))) {
        interrupt::listen();
    }
    let mut runs = Vec::new();
    for (side, name) in sides.into_iter().zip(names) {
        match side {
            Side::Run(run) => runs.push(*run),
            Side::Scenario(scenario) => {
                let folder = Folder::claim(&out.join("runs").join(name), overwrite)?;
                let outcome = run_one(&scenario, &folder, workers, voice, false)?;
                if outcome.status != Status::Complete {
                    ui::say(&format!("{name}: interrupted; nothing is compared"));
                    return Ok(None);
                }
                runs.push(Run::open(folder.path())?);
            }
        }
    }
    Ok(Some(runs))
}

/// Says what was found: on standard output, unless that is kept for machines.
fn conclude(outcome: &Outcome, out: &Path, arguments: &CompareArguments) -> Result<Exit, Trouble> {
    let statements = &outcome.findings.statements;
    if arguments.json {
        let source = |cell: &analysis::comparison::statements::Source| {
            let row: serde_json::Map<_, _> =
                cell.row.iter().map(|(name, word)| (name.clone(), json!(word))).collect();
            json!({ "file": cell.file, "where": row, "column": cell.column, "value": cell.value })
        };
        let sentence = |s: &analysis::comparison::statements::Statement| json!({ "says": s.text, "rests_on": s.cells.iter().map(source).collect::<Vec<_>>() });
        let manifest = &outcome.manifest;
        let told = json!({
            "folder": out.display().to_string(),
            "paired": manifest["paired"],
            "months": manifest["months"],
            "notes": manifest["notes"],
            "runs": manifest["runs"],
            "statements": statements.iter().map(sentence).collect::<Vec<_>>(),
        });
        ui::data(&format!("{told:#}\n"))?;
    }
    let text = text(outcome, out);
    match (arguments.quiet, arguments.json) {
        (true, _) => {}
        (false, true) => ui::say(&text),
        (false, false) => ui::data(&text)?,
    }
    Ok(Exit::Done)
}

/// The sentences, where the tables and figures are, and what to do next.
fn text(outcome: &Outcome, out: &Path) -> String {
    let names: Vec<&str> = outcome.comparison.arms.iter().map(|arm| arm.name.as_str()).collect();
    let mut text = format!("\n{}\nIntervals are at 95 %, over replicates.\n\n", names.join(" beside "));
    for statement in &outcome.findings.statements {
        let mut files: Vec<&str> = statement.cells.iter().map(|cell| cell.file.as_str()).collect();
        files.sort_unstable();
        files.dedup();
        text.push_str(&format!("  - {} ({})\n", statement.text, files.join(", ")));
    }
    let out = out.display();
    text.push_str(&format!("\n  sentences  {out}/statements.md (claims.toml has the cell of each number)\n"));
    text.push_str(&format!("  tables     {out} (dictionary.csv says what each column is)\n"));
    if !outcome.figures.is_empty() {
        text.push_str(&format!("  charts     {out}/figures ({})\n", outcome.figures.join(", ")));
    }
    text
}
