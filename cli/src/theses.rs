//! `fourfold theses`: the claims of the theory, tested in pairs.

use crate::args::ThesesArguments;
use crate::study::{Study, threads};
use crate::ui::messages::Trouble;
use crate::{Exit, interrupt, ui};
use experiments::theses::{self, Plan, Tested};
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Runs the tests, writes what was found and says it. A claim that fails is no failure of the program: it is what was found.
///
/// # Errors
/// There is no such claim, a setting is wrong, a folder is refused, or a file cannot be written.
pub fn theses(arguments: &ThesesArguments) -> Result<Exit, Trouble> {
    let threads = threads(arguments.threads);
    let size = (arguments.pairs as usize, arguments.draws as usize);
    let plan = Plan::new(&arguments.theses, &arguments.settings(), size)?;
    if let Some(params) = plan.any_params() {
        experiments::memory::check_study(params, threads)?;
    }
    let form = plan.form();
    let mut study = Study::begin(&arguments.study, PathBuf::from("results/theses"), &form)?;
    interrupt::listen();
    let (quiet, tests) = (arguments.study.quiet, plan.tests().count());
    if !quiet {
        let people = plan.any_params().map_or(0, |params| params.world.people);
        ui::say(&format!(
            "{} of {}: {} in all, {} people each; {} and {} a test{}",
            ui::count(tests as u64, "test"),
            ui::count(plan.theses.len() as u64, "claim"),
            ui::count(plan.worlds() as u64, "world"),
            ui::grouped(people),
            ui::count(plan.pairs as u64, "pair"),
            ui::count(plan.draws as u64, "draw"),
            study.carried()
        ));
    }
    let (begin, mut done) = (Instant::now(), 0);
    let mut told = |one: &Tested| {
        done += 1;
        if !quiet {
            let left = begin.elapsed().as_secs_f64() / f64::from(done) * (tests as f64 - f64::from(done));
            ui::say(&format!("{done} of {tests}: {}: {}; {left:.0} s left", one.test.id, one.found.verdict));
        }
    };
    let Some(tested) = plan.run(&mut study.ledger, threads, &interrupt::asked, &mut told)? else {
        study.say_interrupted(&form);
        return Ok(Exit::Interrupted);
    };
    let manifest = theses::write(&plan, &tested, &study.folder, &ui::command())?;
    if arguments.study.json {
        ui::data(&format!("{manifest:#}\n"))?;
    } else if !quiet {
        ui::data(&text(&plan, &tested, &study.out))?;
    }
    Ok(Exit::Done)
}

fn text(plan: &Plan, tested: &[Tested], out: &Path) -> String {
    let mut text = String::from("\n");
    for (thesis, _) in &plan.theses {
        text.push_str(&format!(
            "{:<4}{}\n    {}\n",
            thesis.id,
            thesis.claim,
            theses::summary(thesis, tested)
        ));
    }
    let out = out.display();
    text.push_str(&format!(
        "\n  tables  {out}/theses.csv, theses.md (each test, what it rests on, what is not assumed), runs.csv\n  chart   {out}/figures/theses.svg\n"
    ));
    text
}
