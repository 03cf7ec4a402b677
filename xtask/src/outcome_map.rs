//! `docs/model/outcome-map.md` and `.csv`: to which stages the model leads over all that is uncertain.

use crate::Verdict;
use experiments::outcome_map::{Design, run, table};
use experiments::verification::world_of;
use std::fs;
use std::path::Path;
use std::time::Instant;

const PAGE: &str = "docs/model/outcome-map.md";
const TABLE: &str = "docs/model/outcome-map.csv";

/// Seed of the design and of its worlds.
const SEED: u64 = 1;

/// Runs so many worlds of so many people for sixty years, and writes page and table; what breaks is told, and both are
/// written all the same.
///
/// # Errors
/// A draw broke, or a file cannot be written.
pub fn write(root: &Path, people: &str, draws: &str) -> Verdict {
    let whole = |word: &str| {
        word.replace('_', "")
            .parse::<u64>()
            .map_err(|_| vec![format!("`{word}` is no whole number: give PEOPLE and DRAWS")])
    };
    let (people, draws) = (whole(people)?, whole(draws)?);
    if draws < 2 {
        return Err(vec!["a map needs two draws or more".into()]);
    }
    let base = world_of("emergence", &[format!("world.people={people}"), "world.months=720".into()]);
    let design = Design::new(draws, SEED);
    let start = Instant::now();
    let outcomes = run(&base, &design, |done| {
        if done % 10 == 0 || done == draws {
            let spent = start.elapsed().as_secs_f64();
            let left = spent / done as f64 * (draws - done) as f64;
            eprintln!("{done} of {draws} draws; {:.0} min gone, {:.0} min left", spent / 60.0, left / 60.0);
        }
    });
    let csv = table::csv(&design, &outcomes).map_err(|cause| vec![format!("{TABLE}: {cause}")])?;
    let page = head(people, &design) + &table::markdown(&design, &outcomes);
    for (name, bytes) in [(TABLE, csv), (PAGE, page.into_bytes())] {
        fs::write(root.join(name), bytes)
            .map_err(|cause| vec![format!("{name} cannot be written: {cause}")])?;
    }
    let broke: Vec<String> = outcomes
        .iter()
        .filter_map(|(draw, outcome)| Some(format!("draw {}: {}", draw.number, outcome.as_ref().err()?)))
        .collect();
    if broke.is_empty() { Ok(format!("{PAGE} and {TABLE} are written")) } else { Err(broke) }
}

fn head(people: u64, design: &Design) -> String {
    format!(
        "# The map of outcomes\n\n\
         To which stages the model leads when all that is uncertain about it is varied at once. Written by `cargo xtask\n\
         outcome-map {people} {}`: change it there. [outcome-map.csv](outcome-map.csv) has a row a draw, with every varied value.\n\n\
         A draw is one world of {people} people, scenario `emergence`, sixty years. It is no forecast: the shares below say how\n\
         much of what we hold possible leads where, if every value in a plausible range were as likely as any other and none\n\
         went with another.\n\n\
         - **What is varied**: the {} parameters that [the table](parameters.md) marks as uncertain, over the ranges declared\n\
           there, by a Latin hypercube: each of {} strata of each range is hit once. Where the ends of a range are ten times\n\
           apart or more, strata are even in logarithms. Whole numbers are rounded.\n\
         - **Shares that sum to one** (`modes.initial`, `regimes.initial`, `elites.initial`): each share's weight is drawn between a\n\
           third and three times that of the scenario, evenly in logarithms, then all are divided by their sum; if one\n\
           leaves its range, all go back towards the scenario as far as needed. Strata are those of the weights.\n\
         - **Values that do not fit each other** (two parameters that must not sum to more than one, for example): the one that the\n\
           check names is halved towards the scenario's value until they fit. So these are not quite as designed.\n\
         - **Chance**: seed {}; a world's replicate is the number of its draw. One world a draw: what is luck and what is the\n\
           parameters' doing is not told apart.\n\
         - Values of the end are means of the last year.\n",
        design.draws,
        design.parameters(),
        design.draws,
        design.seed,
    )
}
