//! `fourfold tipping`: where a path tips along a parameter.

use crate::args::{TippingArguments, outcomes_or_usual};
use crate::study::{Study, Tenths, size, threads, usual_folder};
use crate::sweep::short;
use crate::ui::messages::{Trouble, refusal};
use crate::{Exit, interrupt, library, ui};
use experiments::tipping::{self, BRANCHES, Found, Plan};
use std::path::Path;

/// Runs both branches, writes what was found and says it.
///
/// # Errors
/// The scenario or the parameter is wrong, a folder is refused, or a file cannot be written.
pub fn tipping(arguments: &TippingArguments) -> Result<Exit, Trouble> {
    let mut loaded = library::load_all([arguments.scenario.as_str()], &arguments.settings())?;
    let Some(scenario) = loaded.pop() else { return Err(refusal("no scenario", "name one")) };
    let threads = threads(arguments.threads);
    experiments::memory::check_study(&scenario.params, threads)?;
    let outcome = arguments.outcome.or_else(|| outcomes_or_usual(&[]).first().copied());
    let Some(outcome) = outcome else { return Err(refusal("no outcome", "name one")) };
    if scenario.params.world.replicates < 2 {
        return Err(refusal(
            "from one replicate nobody can tell a jump from chance",
            "give --replicates 2 or more",
        ));
    }
    let months = (arguments.settle.into(), arguments.hold.into());
    let plan = Plan::new(scenario, &arguments.along, arguments.steps as usize, months, outcome)?;
    let form = plan.form();
    let mut study = Study::begin(&arguments.study, usual_folder("tipping", &plan.scenario), &form)?;
    interrupt::listen();
    let quiet = arguments.study.quiet;
    if !quiet {
        ui::say(&format!(
            "{}: {} along {}, {} from below and from above, {}, {} ({} to settle){}",
            plan.scenario.name,
            plan.outcome.name(),
            plan.span.row.key,
            ui::count(plan.values.len() as u64, "value"),
            ui::count(plan.replicates() as u64, "replicate"),
            size(&plan.scenario),
            plan.settle,
            study.carried()
        ));
    }
    let mut tenths = Tenths::new(quiet);
    tenths.begin("tipping", plan.worlds(), study.ledger.len());
    let Some(runs) =
        plan.run(&mut study.ledger, threads, &interrupt::asked, &mut |done| tenths.done(done))?
    else {
        study.say_interrupted(&form);
        return Ok(Exit::Interrupted);
    };
    let found = tipping::find(&plan, &runs)?;
    let manifest = tipping::write(&plan, &runs, &found, &study.folder, &ui::command())?;
    if arguments.study.json {
        ui::data(&format!("{manifest:#}\n"))?;
    } else if !quiet {
        ui::data(&text(&plan, &found, &study.out))?;
    }
    Ok(Exit::Done)
}

fn text(plan: &Plan, found: &Found, out: &Path) -> String {
    let (key, outcome) = (&plan.span.row.key, plan.outcome.name());
    let number = |x: f64| short(Some(x));
    let mut text = String::from("\n");
    for (branch, change) in BRANCHES.iter().zip(found.changes) {
        let sentence = match change {
            None => format!("From {branch} {outcome} does not change along {key}."),
            Some(one) => {
                let step = format!(
                    "at {} [{}, {}], where {outcome} changes by {}: {:.0} % of all its change [{:.0}, {:.0}]",
                    number(one.critical),
                    number(one.interval.0),
                    number(one.interval.1),
                    number(one.jump),
                    100.0 * one.sharpness,
                    100.0 * one.sharpness_interval.0,
                    100.0 * one.sharpness_interval.1
                );
                if one.tips() {
                    format!("From {branch} it tips {step}.")
                } else {
                    format!("From {branch} no jump beyond chance; the largest step is {step}.")
                }
            }
        };
        text.push_str(&sentence);
        text.push('\n');
    }
    if let [Some(end), half] = found.apart {
        let sign = if end.gap < 0.0 { -1.0 } else { 1.0 };
        let (low, high) = if sign > 0.0 { end.interval } else { (-end.interval.1, -end.interval.0) };
        let apart = format!(
            "from above it is {} by {} [{}, {}] in the mean",
            if sign > 0.0 { "higher" } else { "lower" },
            number(sign * end.gap),
            number(low),
            number(high)
        );
        let more = match (found.left(), half) {
            (Some(left), Some(half)) => {
                let before = number(half.gap.abs());
                format!("; half-way through the hold it was {before}, so that {:.0} % are left", 100.0 * left)
            }
            _ => String::new(),
        };
        let begin =
            if end.remembers() { "History is remembered" } else { "No history is remembered beyond chance" };
        text.push_str(&format!("{begin}: {apart}{more}.\n"));
    }
    if found.failed > 0 {
        text.push_str(&format!(
            "{} came to no end: the column `failure` of runs.csv says why.\n",
            ui::count(found.failed as u64, "world")
        ));
    }
    let out = out.display();
    text.push_str(&format!("95 % intervals.\n\n  tables  {out}/tipping.csv, runs.csv (a row a run)\n  chart   {out}/figures/tipping.svg\n"));
    text
}
