//! `docs/model/stylised-facts.md`: what `baseline` shows beside what is measured in the world.

use crate::Verdict;
use experiments::stylised_facts::{markdown, table};
use std::fs;
use std::path::Path;

const PAGE: &str = "docs/model/stylised-facts.md";

const HEAD: &str = "\
# Stylised facts

What `baseline` shows over 40 years beside what is measured in the world. A number is the median over the seeds, with their
5–95 % interval. A row is a hit if the median lies in the range of the fact; where the fact has
no range, if the fact lies in the interval. A miss is a miss: no value is fitted to this table. One
rule was changed after the tail of firm sizes had been missed (decision 0036).

The facts stand in `experiments/data/stylised_facts.csv`; drifts are slopes of the logarithm of yearly means. Firm sizes are
people employed at the end, while the fact is of sales: no fact about employment was to be had.

This page is written by `cargo xtask stylised-facts`: change it there. `experiments/tests/stylised_facts.rs` makes the same
table small.
";

/// Runs the ensembles of so many people and seeds, and writes the page.
///
/// # Errors
/// Books do not balance, or the page cannot be written.
pub fn write(root: &Path, people: &str, seeds: &str) -> Verdict {
    let count = seeds.parse().map_err(|_| vec![format!("`{seeds}` is no number of seeds")])?;
    let free = [format!("world.people={people}"), "world.months=480".into()];
    let held = [&free[..], &["mechanisms.regimes=false".into()]].concat();
    let section = |title: &str, set: &[String]| {
        let rows = table(set, count).map_err(|broken| vec![broken.to_string()])?;
        Ok::<_, Vec<String>>(format!("\n## {title}\n\n{}", markdown(&rows)))
    };
    let page = [
        HEAD.to_string(),
        format!("\nMade with {people} people and {seeds} seeds.\n"),
        section("As it is: people move between regimes", &free)?,
        section("With regimes held (`mechanisms.regimes=false`)", &held)?,
    ];
    let path = root.join(PAGE);
    fs::write(&path, page.concat())
        .map_err(|cause| vec![format!("{} cannot be written: {cause}", path.display())])?;
    Ok(format!("{PAGE} is written"))
}
