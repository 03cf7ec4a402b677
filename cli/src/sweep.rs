//! `fourfold sweep`: worlds at the points of a design.

use crate::args::{SweepArguments, outcomes_or_usual};
use crate::study::{Study, Tenths, size, threads, usual_folder};
use crate::ui::messages::{Trouble, refusal};
use crate::{Exit, interrupt, library, ui};
use experiments::sweep::{self, Design, Plan, PointRow, SweepFile};
use std::path::Path;

/// Points that are shown in the terminal.
const SHOWN: usize = 36;

/// Runs the points, writes what was found and says it.
///
/// # Errors
/// The scenario, the file or a parameter is wrong, a folder is refused, or a file cannot be written.
pub fn sweep(arguments: &SweepArguments) -> Result<Exit, Trouble> {
    let file = SweepFile::is_one(&arguments.scenario)
        .then(|| SweepFile::read(Path::new(&arguments.scenario)))
        .transpose()?;
    let (scenario, set) = match &file {
        Some(file) => (file.scenario.as_str(), &file.set[..]),
        None => (arguments.scenario.as_str(), &[][..]),
    };
    let mut loaded = library::load_all([scenario], &arguments.settings(set))?;
    let Some(scenario) = loaded.pop() else { return Err(refusal("no scenario", "name one")) };
    let threads = threads(arguments.world.threads);
    experiments::memory::check_study(&scenario.params, threads)?;
    let mut vary = file.as_ref().map_or(Vec::new(), |file| file.vary.clone());
    vary.extend(arguments.vary.iter().cloned());
    let design = arguments.design.or_else(|| file.as_ref().and_then(|file| file.design));
    let points = arguments.points.or_else(|| file.as_ref().and_then(|file| file.points));
    let of_file = file.as_ref().map_or(&[][..], |file| &file.outcomes);
    let asked = if arguments.outcomes.is_empty() { of_file } else { &arguments.outcomes };
    let plan = Plan::new(scenario, &vary, design, points, outcomes_or_usual(asked))?;
    let form = plan.form();
    let mut study = Study::begin(&arguments.study, usual_folder("sweep", &plan.scenario), &form)?;
    interrupt::listen();
    let quiet = arguments.study.quiet;
    if !quiet {
        ui::say(&format!(
            "{}: {} of a {} over {}, {} at each, {}{}",
            plan.scenario.name,
            ui::count(plan.points.len() as u64, "point"),
            match plan.design {
                Design::Grid => "grid",
                Design::Hypercube => "Latin hypercube",
                Design::Sobol => "Sobol sequence",
            },
            ui::count(plan.space.spans().len() as u64, "parameter"),
            ui::count(plan.scenario.params.world.replicates, "replicate"),
            size(&plan.scenario),
            study.carried()
        ));
    }
    let mut tenths = Tenths::new(quiet);
    tenths.begin("sweep", plan.worlds(), study.ledger.len());
    let Some(runs) =
        plan.run(&mut study.ledger, threads, &interrupt::asked, &mut |done| tenths.done(done))?
    else {
        study.say_interrupted(&form);
        return Ok(Exit::Interrupted);
    };
    let manifest = sweep::write(&plan, &runs, &study.folder, &ui::command())?;
    if arguments.study.json {
        ui::data(&format!("{manifest:#}\n"))?;
    } else if !quiet {
        let failed = runs.iter().filter(|run| run.failure.is_some()).count();
        ui::data(&text(&plan, &sweep::points_of(&plan, &runs), failed, &study.out))?;
    }
    Ok(Exit::Done)
}

fn text(plan: &Plan, points: &[PointRow], failed: usize, out: &Path) -> String {
    let mut text = String::from("\n");
    let shown = plan.outcomes.len().min(4);
    let names = plan.space.names();
    if points.len() <= SHOWN && names.len() <= 4 {
        let heads = names.iter().cloned().chain(plan.outcomes[..shown].iter().map(|outcome| outcome.name()));
        let heads: Vec<String> = heads.collect();
        let width = |head: &str| head.chars().count().max(10) + 2;
        heads.iter().for_each(|head| text.push_str(&format!("{head:>width$}", width = width(head))));
        text.push('\n');
        for point in points {
            let values = point.values.iter().map(|x| short(Some(*x)));
            let means = point.spreads[..shown].iter().map(|spread| short(spread.map(|s| s.mean)));
            for (cell, head) in values.chain(means).zip(&heads) {
                text.push_str(&format!("{cell:>width$}", width = width(head)));
            }
            text.push('\n');
        }
        text.push_str("\nOutcomes are means over replicates.\n");
    }
    if failed > 0 {
        text.push_str(&format!(
            "{} came to no end: the column `failure` of runs.csv says why.\n",
            ui::count(failed as u64, "world")
        ));
    }
    let out = out.display();
    text.push_str(&format!(
        "\n  tables  {out}/runs.csv (a row a run), points.csv (a row a point)\n  charts  {out}/figures/\n"
    ));
    text
}

/// A number in about four digits.
pub fn short(x: Option<f64>) -> String {
    match x {
        None => "–".to_owned(),
        Some(x) if x == 0.0 || (1e-3..1e6).contains(&x.abs()) => {
            let decimals = (3.0 - x.abs().max(1e-3).log10().floor()).clamp(0.0, 5.0) as usize;
            let text = format!("{x:.decimals$}");
            if text.contains('.') {
                text.trim_end_matches('0').trim_end_matches('.').to_owned()
            } else {
                text
            }
        }
        Some(x) => format!("{x:.2e}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_about_four_digits() {
        let words = [0.0, 0.123_456, 12.345_67, 480.0, 123_456.7, 1.5e-9].map(|x| short(Some(x)));
        assert_eq!(words, ["0", "0.1235", "12.35", "480", "123457", "1.50e-9"]);
        assert_eq!(short(None), "–");
    }
}
