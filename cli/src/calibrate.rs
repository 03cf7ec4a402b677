//! `fourfold calibrate`: what is uncertain, fitted to facts.

use crate::args::CalibrateArguments;
use crate::study::{Study, Tenths, size, threads};
use crate::ui::messages::{Trouble, refusal};
use crate::{Exit, interrupt, library, ui};
use analysis::calibration::posterior::{AGREE, Posterior};
use experiments::calibration::{self, Course, Event, Outcome, Plan, Wave};
use serde_json::json;
use std::path::{Path, PathBuf};

/// Runs the waves, writes what was found and says it.
///
/// # Errors
/// The scenario, a parameter or a fact is wrong, a folder is refused, or a file cannot be written.
pub fn calibrate(arguments: &CalibrateArguments) -> Result<Exit, Trouble> {
    let mut loaded = library::load_all([arguments.scenario.as_str()], &arguments.settings())?;
    let Some(scenario) = loaded.pop() else { return Err(refusal("no scenario", "name one")) };
    let threads = threads(arguments.world.threads);
    experiments::memory::check_study(&scenario.params, threads)?;
    let mut plan = Plan::new(scenario, &arguments.vary, &arguments.facts)?;
    (plan.waves, plan.runs) = (arguments.waves.into(), arguments.runs as usize);
    let file = Path::new(&arguments.scenario);
    if let (true, Ok(whole)) = (file.is_file(), file.canonicalize()) {
        plan.extends = whole.display().to_string();
    }
    let form = plan.form();
    let mut study = Study::begin(&arguments.study, PathBuf::from("results/calibrate"), &form)?;
    interrupt::listen();
    let mut talk = Talk { is_quiet: arguments.study.quiet, tenths: Tenths::new(arguments.study.quiet) };
    if !arguments.study.quiet {
        ui::say(&heading(&plan, &study.carried()));
    }
    let course = calibration::run(&plan, &mut study.ledger, threads, &interrupt::asked, &mut |event| {
        talk.hear(&event)
    })?;
    let Course::Complete(outcome) = course else {
        study.say_interrupted(&form);
        return Ok(Exit::Interrupted);
    };
    let manifest = calibration::write(&plan, &outcome, &study.folder, &ui::command())?;
    let out = &study.out;
    if arguments.study.json {
        let shown = json!({
            "folder": out.display().to_string(),
            "told": manifest["told"],
            "out_of_reach": manifest["out_of_reach"],
            "share_left": manifest["share_left"],
        });
        ui::data(&format!("{shown:#}\n"))?;
    } else if !arguments.study.quiet {
        ui::data(&text(&outcome, &manifest["told"], out))?;
    }
    Ok(Exit::Done)
}

fn heading(plan: &Plan, carried: &str) -> String {
    format!(
        "{}: {} to {}, {} of {}, {}{carried}",
        plan.scenario.name,
        ui::count(plan.space.spans().len() as u64, "parameter"),
        ui::count(plan.fitted.len() as u64, "fact"),
        ui::count(plan.waves as u64, "wave"),
        ui::count(plan.runs as u64, "world"),
        size(&plan.scenario),
    )
}

/// What is said while worlds are run: a line for each tenth, and what each wave leaves.
struct Talk {
    is_quiet: bool,
    tenths: Tenths,
}

impl Talk {
    fn hear(&mut self, event: &Event) {
        if self.is_quiet {
            return;
        }
        match event {
            Event::Begin { stage, worlds, known } => self.tenths.begin(stage, *worlds, *known),
            Event::Done(done) => self.tenths.done(*done),
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
