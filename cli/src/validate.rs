//! `fourfold validate`: simulated histories beside measured facts.

use crate::args::ValidateArguments;
use crate::library;
use crate::ui;
use crate::ui::messages::Trouble;
use experiments::results::{Folder, Overwrite};
use experiments::validation::{self, Held};
use std::path::{Path, PathBuf};

/// Runs the worlds, writes what was found and says it. A miss is no failure: it is what was found.
///
/// # Errors
/// The scenario is wrong, a folder is refused, or a world broke.
pub fn validate(arguments: &ValidateArguments) -> Result<(), Trouble> {
    let scenarios = library::load_all([arguments.scenario.as_str()], &arguments.settings())?;
    let workers = experiments::workers(arguments.world.threads.map(usize::from))?;
    let out = arguments.out.clone().unwrap_or_else(|| PathBuf::from("results/validate"));
    let overwrite = if arguments.force { Overwrite::Replace } else { Overwrite::Refuse };
    for scenario in &scenarios {
        experiments::memory::check(&scenario.params, workers.current_num_threads())?;
        let folder = Folder::claim(&out, overwrite)?;
        let world = &scenario.params.world;
        if !arguments.quiet {
            ui::say(&format!(
                "{}: {} people, {}, {}",
                scenario.name,
                ui::grouped(world.people),
                ui::count(world.months, "month"),
                ui::count(world.replicates, "replicate")
            ));
        }
        let held = validation::run(scenario, &workers)?;
        validation::write(&held, scenario, &folder, &ui::command())?;
        if !arguments.quiet {
            ui::data(&text(&held, &out))?;
        }
    }
    Ok(())
}

fn text(held: &[Held], out: &Path) -> String {
    let short = |x: f64| if x.abs() >= 100.0 { format!("{x:.0}") } else { format!("{x:.3}") };
    let mut text = format!("\n{:<58}{:>22}{:>12}{:>7}  verdict\n", "fact", "measured", "model", "n");
    for one in held {
        let Ok(answer) = &one.answer else { continue };
        let measured = match (one.fact.range, one.fact.value) {
            (Some((low, high)), _) => format!("{} to {}", short(low), short(high)),
            (None, value) => value.map_or(String::new(), short),
        };
        let name: String = one.fact.name.chars().take(56).collect();
        text.push_str(&format!(
            "{name:<58}{measured:>22}{:>12}{:>7}  {}\n",
            short(answer.median),
            answer.n,
            one.verdict()
        ));
    }
    let [hits, misses, not] = validation::counts(held);
    let out = out.display();
    text.push_str(&format!(
        "\n{hits} hits, {misses} misses; {not} of {} facts are not asked.\n\n",
        held.len()
    ));
    text.push_str(&format!(
        "  tables  {out}/validation.csv, {out}/validation.md (why facts are not asked)\n"
    ));
    text.push_str(&format!("  charts  {out}/figures/facts.svg\n"));
    text
}
