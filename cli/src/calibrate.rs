//! `fourfold calibrate`: what is uncertain, fitted to facts.

use crate::args::CalibrateArguments;
use crate::ui::messages::{Trouble, refusal};
use crate::{Exit, interrupt, library, ui};
use analysis::calibration::posterior::{AGREE, Posterior};
use experiments::calibration::{self, Course, Event, Ledger, Outcome, Plan, Wave};
use experiments::results::{Folder, Overwrite};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Runs the waves, writes what was found and says it.
///
/// # Errors
/// The scenario, a parameter or a fact is wrong, a folder is refused, or a file cannot be written.
pub fn calibrate(arguments: &CalibrateArguments) -> Result<Exit, Trouble> {
    let mut loaded = library::load_all([arguments.scenario.as_str()], &arguments.settings())?;
    let Some(scenario) = loaded.pop() else { return Err(refusal("no scenario", "name one")) };
    let threads = arguments
        .world
        .threads
        .map_or_else(|| std::thread::available_parallelism().map_or(1, usize::from), usize::from);
    experiments::memory::check(&scenario.params, threads)?;
    let mut plan = Plan::new(scenario, &arguments.vary, &arguments.facts)?;
    (plan.waves, plan.runs) = (arguments.waves.into(), arguments.runs as usize);
    let file = Path::new(&arguments.scenario);
    if let (true, Ok(whole)) = (file.is_file(), file.canonicalize()) {
        plan.extends = whole.display().to_string();
    }
    let out = arguments.out.clone().unwrap_or_else(|| PathBuf::from("results/calibrate"));
    let replace = arguments.force || arguments.resume;
    let folder = Folder::claim(&out, if replace { Overwrite::Replace } else { Overwrite::Refuse })?;
    let mut ledger = if arguments.resume {
        Ledger::resume(folder.path(), &plan)?
    } else {
        folder.clear()?;
        Ledger::begin(folder.path(), &plan)?
    };
    interrupt::listen();
    let mut talk = Talk {
        is_quiet: arguments.quiet,
        stage: String::new(),
        worlds: 0,
        begin: Instant::now(),
        known: 0,
        tenth: 0,
    };
    if !arguments.quiet {
        ui::say(&heading(&plan, ledger.len()));
    }
    let course =
        calibration::run(&plan, &mut ledger, threads, &interrupt::asked, &mut |event| talk.hear(&event))?;
    let Course::Complete(outcome) = course else {
        ui::say(&format!(
            "interrupted: {} of this calibration are in {}; the same command with --resume carries on",
            ui::count(ledger.len() as u64, "world"),
            out.join("design.csv").display()
        ));
        return Ok(Exit::Interrupted);
    };
    let manifest = calibration::write(&plan, &outcome, &folder, &ui::command())?;
    if arguments.json {
        let shown = json!({
            "folder": out.display().to_string(),
            "told": manifest["told"],
            "out_of_reach": manifest["out_of_reach"],
            "share_left": manifest["share_left"],
        });
        ui::data(&format!("{shown:#}\n"))?;
    } else if !arguments.quiet {
        ui::data(&text(&outcome, &manifest["told"], &out))?;
    }
    Ok(Exit::Done)
}

fn heading(plan: &Plan, known: usize) -> String {
    let world = &plan.scenario.params.world;
    let carried = if known > 0 {
        format!("; {} known already", ui::count(known as u64, "world"))
    } else {
        String::new()
    };
    format!(
        "{}: {} to {}, {} of {}, each {} people for {}{carried}",
        plan.scenario.name,
        ui::count(plan.space.spans().len() as u64, "parameter"),
        ui::count(plan.fitted.len() as u64, "fact"),
        ui::count(plan.waves as u64, "wave"),
        ui::count(plan.runs as u64, "world"),
        ui::grouped(world.people),
        ui::count(world.months, "month"),
    )
}

/// What is said while worlds are run: a line for each tenth, and what each wave leaves.
struct Talk {
    is_quiet: bool,
    stage: String,
    worlds: usize,
    known: usize,
    begin: Instant,
    tenth: usize,
}

impl Talk {
    fn hear(&mut self, event: &Event) {
        if self.is_quiet {
            return;
        }
        match event {
            Event::Begin { stage, worlds, known } => {
                (self.stage, self.worlds, self.known) = ((*stage).to_owned(), *worlds, *known);
                (self.begin, self.tenth) = (Instant::now(), 0);
            }
            Event::Done(done) => {
                let tenth = done * 10 / self.worlds.max(1);
                if tenth > self.tenth {
                    self.tenth = tenth;
                    let new = (done - self.known).max(1) as f64;
                    let left = self.begin.elapsed().as_secs_f64() / new * (self.worlds - done) as f64;
                    ui::say(&format!("{}: {done} of {} worlds, {left:.0} s left", self.stage, self.worlds));
                }
            }
            Event::Wave(wave) => ui::say(&line(wave)),
            Event::Drawing => ui::say("drawing from what is plausible, until all chains agree"),
            Event::Drawn(posterior) => ui::say(&agreement(posterior)),
        }
    }
}

fn agreement(posterior: &Posterior) -> String {
    let (steps, chains, worst) = (posterior.steps, posterior.chains, posterior.worst());
    if posterior.agrees() {
        format!("{chains} chains agree after {steps} steps (scale reduction {worst:.3} at most)")
    } else {
        format!(
            "warning: after {steps} steps {chains} chains do not agree (scale reduction up to {worst:.2}): where it is above {AGREE} \
             nothing is told; vary fewer parameters"
        )
    }
}

fn line(wave: &Wave) -> String {
    let left = &wave.left;
    let worst = wave.matched.emulators().iter().map(|e| e.quality().explained).fold(f64::INFINITY, f64::min);
    format!(
        "wave {}: {} of {} points are not ruled out ({:.3} %); emulators of {} explain {:.0} % of the variance or more",
        wave.number,
        left.found,
        left.tried,
        100.0 * left.found as f64 / left.tried.max(1) as f64,
        ui::count(wave.matched.targets().len() as u64, "fact"),
        100.0 * worst.max(0.0),
    )
}

fn text(outcome: &Outcome, told: &serde_json::Value, out: &Path) -> String {
    let out = out.display();
    let mut text = String::from("\n");
    for (fact, least) in &outcome.out_of_reach {
        text.push_str(&format!(
            "out of reach: {fact}; no setting comes nearer than {least:.1} standard deviations, so that it was not fitted\n"
        ));
    }
    if outcome.posterior.is_none() {
        text.push_str(
            "Nothing is left: no setting meets all facts at once. Fit fewer facts, or wider ranges.\n",
        );
    } else {
        let told: Vec<&str> =
            told.as_array().into_iter().flatten().filter_map(|name| name.as_str()).collect();
        text.push_str(&format!(
            "Facts tell something of {}{}{}.\n",
            ui::count(told.len() as u64, "parameter"),
            if told.is_empty() { "" } else { ": " },
            told.join(", ")
        ));
        text.push_str(&format!(
            "\n  scenario  {out}/calibrated.toml (values, 90 % intervals, ranges before)\n"
        ));
    }
    text.push_str(&format!(
        "  tables    {out}/posterior.csv, predictive.csv, waves.csv, emulators.csv, design.csv\n"
    ));
    text.push_str(&format!("  charts    {out}/figures/\n"));
    text
}
