//! `fourfold sensitivity`: which parameters move an outcome.

use crate::args::{SensitivityArguments, outcomes_or_usual};
use crate::study::{Study, Tenths, size, threads, usual_folder};
use crate::sweep::short;
use crate::ui::messages::{Trouble, refusal};
use crate::{Exit, interrupt, library, ui};
use analysis::sensitivity::sobol::Index;
use experiments::sensitivity::{self, Found, Plan, Stage};
use std::path::Path;

/// Parameters that are shown in the terminal.
const SHOWN: usize = 12;

/// Runs both parts, writes what was found and says it.
///
/// # Errors
/// The scenario or a parameter is wrong, a folder is refused, or a file cannot be written.
pub fn sensitivity(arguments: &SensitivityArguments) -> Result<Exit, Trouble> {
    let mut loaded = library::load_all([arguments.scenario.as_str()], &arguments.settings())?;
    let Some(scenario) = loaded.pop() else { return Err(refusal("no scenario", "name one")) };
    let threads = threads(arguments.world.threads);
    experiments::memory::check_study(&scenario.params, threads)?;
    let parts = (arguments.trajectories as usize, arguments.rows as usize, arguments.keep as usize);
    let plan = Plan::new(scenario, &arguments.vary, outcomes_or_usual(&arguments.outcomes), parts)?;
    let form = plan.form();
    let mut study = Study::begin(&arguments.study, usual_folder("sensitivity", &plan.scenario), &form)?;
    interrupt::listen();
    let quiet = arguments.study.quiet;
    if !quiet {
        let (first, second) = plan.worlds();
        ui::say(&format!(
            "{}: what moves {}; {} for effects of {}, then up to {} for shares of variance, {}{}",
            plan.scenario.name,
            plan.outcomes[0].name(),
            ui::count(first as u64, "world"),
            ui::count(plan.space.spans().len() as u64, "parameter"),
            ui::count(second as u64, "world"),
            size(&plan.scenario),
            study.carried()
        ));
    }
    let mut tenths = Tenths::new(quiet);
    let mut told = |stage: Stage| match stage {
        Stage::Begin { is_first: true, worlds, known } => tenths.begin("effects", worlds, known),
        Stage::Begin { is_first: false, worlds, known } => tenths.begin("shares", worlds, known),
        Stage::Done(done) => tenths.done(done),
    };
    let Some(found) = sensitivity::run(&plan, &mut study.ledger, threads, &interrupt::asked, &mut told)?
    else {
        study.say_interrupted(&form);
        return Ok(Exit::Interrupted);
    };
    let manifest = sensitivity::write(&plan, &found, &study.folder, &ui::command())?;
    if arguments.study.json {
        ui::data(&format!("{manifest:#}\n"))?;
    } else if !quiet {
        ui::data(&text(&plan, &found, &study.out))?;
    }
    Ok(Exit::Done)
}

fn text(plan: &Plan, found: &Found, out: &Path) -> String {
    let outcome = plan.outcomes[0].name();
    let mut text = String::from("\n");
    if let Some(screened) = found.screened.first() {
        let mut rows: Vec<_> =
            plan.space.names().iter().zip(screened).filter_map(|(name, one)| Some((name, (*one)?))).collect();
        rows.sort_by(|a, b| b.1.size.total_cmp(&a.1.size));
        text.push_str(&format!(
            "{:<40}{:>12}{:>12}{:>12}\n",
            format!("effect on {outcome}"),
            "size",
            "mean",
            "sd"
        ));
        for (name, one) in rows.iter().take(SHOWN) {
            let [size, mean, sd] = [Some(one.size), Some(one.mean), one.sd].map(short);
            text.push_str(&format!("{name:<40}{size:>12}{mean:>12}{sd:>12}\n"));
        }
        text.push_str("From one end of the range to the other; the mean of the size, the mean, and how much it depends on the others.\n\n");
    }
    if let Some(shares) = found.indices.first() {
        match &shares.inputs {
            None => text.push_str(&format!("{outcome} does not vary over the kept parameters.\n")),
            Some(all) => {
                text.push_str(&format!(
                    "{:<40}{:>24}{:>24}\n",
                    format!("share of the variance of {outcome}"),
                    "alone",
                    "in all"
                ));
                let mut rows: Vec<(&String, &Index)> = found.inputs.iter().zip(all).collect();
                rows.sort_by(|a, b| b.1.total.total_cmp(&a.1.total));
                for (name, one) in rows {
                    let [alone, total] = [(one.first, one.first_interval), (one.total, one.total_interval)]
                        .map(|(x, ends)| {
                            let ends =
                                ends.map_or(String::new(), |(low, high)| format!(" [{low:.2}, {high:.2}]"));
                            format!("{x:.2}{ends}")
                        });
                    text.push_str(&format!("{name:<40}{alone:>24}{total:>24}\n"));
                }
                text.push_str("`chance` is the luck of a world. 95 % intervals.\n");
            }
        }
    }
    if found.failed > 0 {
        text.push_str(&format!(
            "{} came to no end: the column `failure` of runs.csv says why.\n",
            ui::count(found.failed as u64, "world")
        ));
    }
    let out = out.display();
    text.push_str(&format!(
        "\n  tables  {out}/screening.csv, indices.csv, runs.csv (a row a run)\n  charts  {out}/figures/\n"
    ));
    text
}
