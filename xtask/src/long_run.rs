//! `cargo xtask long-run`: every scenario over a hundred years, as a page.

use crate::{Verdict, files};
use experiments::long_run::{FACTION_REFILL, REFILL, extremes, refills};
use experiments::verification::world_of;
use std::path::Path;
use std::sync::Arc;

const PAGE: &str = "docs/model/long-run.md";

/// Runs every scenario with an economy for 1 200 months and writes the table; what breaks is told, and the page is
/// written all the same.
///
/// With `only`, the rows of those scenarios are made anew in the page that is there.
pub fn write(root: &Path, people: &str, seeds: &str, only: &[&str]) -> Verdict {
    let whole = |word: &str| word.parse::<u64>().map_err(|_| vec![format!("`{word}` is no whole number")]);
    let (people, seeds) = (whole(people)?, whole(seeds)?);
    let mut faults = Vec::new();
    let mut page = if only.is_empty() { head(people, seeds) } else { files::read(&root.join(PAGE))? };
    let asked = |entry: &scenarios::LibraryEntry| {
        if only.is_empty() { entry.has_economy } else { only.contains(&entry.name) }
    };
    for entry in scenarios::library().iter().filter(|entry| asked(entry)) {
        eprintln!("{}: {seeds} seeds for 100 years", entry.name);
        let set = [format!("world.people={people}"), "world.months=1200".into()];
        let params = Arc::new(world_of(entry.name, &set));
        let row = match (extremes(&params, seeds), refills(&params, 24)) {
            (Ok(seen), Ok(back)) => {
                let empty: Vec<String> =
                    back.iter().filter(|b| b.1.is_none()).map(|b| format!("{:?}", b.0)).collect();
                let slowest = back.iter().filter_map(|b| b.1).max().unwrap_or(0);
                if seen.price >= 3.0 || seen.wage >= 3.0 || seen.output <= 0.0 {
                    faults.push(format!("{} explodes or dies: {seen:?}", entry.name));
                }
                if !empty.is_empty() {
                    faults.push(format!("{}: {} stays empty", entry.name, empty.join(", ")));
                }
                let refilled = if empty.is_empty() {
                    format!("all {}, the last after {slowest} months", back.len())
                } else {
                    format!("**not** {}", empty.join(", "))
                };
                format!(
                    "{:.2} | {:.2} | {:.3} | {:.3} to {:.3} | {refilled}",
                    seen.price, seen.wage, seen.output, seen.unemployment.0, seen.unemployment.1
                )
            }
            (seen, back) => {
                let what = seen.err().or(back.err().map(|e| e.to_string())).unwrap_or_default();
                faults.push(format!("{}: {what}", entry.name));
                format!("**broke**: {what} | | | |")
            }
        };
        put(&mut page, entry.name, &row);
    }
    std::fs::write(root.join(PAGE), page).map_err(|e| vec![format!("{PAGE}: {e}")])?;
    if faults.is_empty() { Ok(format!("{PAGE} is written")) } else { Err(faults) }
}

/// Adds the row of a scenario, in place of the one that it has.
fn put(page: &mut String, name: &str, row: &str) {
    let (key, row) = (format!("| `{name}` |"), format!("| `{name}` | {row} |"));
    match page.lines().find(|line| line.starts_with(&key)).map(str::to_string) {
        Some(old) => *page = page.replace(&old, &row),
        None => {
            page.push_str(&row);
            page.push('\n');
        }
    }
}

fn head(people: u64, seeds: u64) -> String {
    format!(
        "# A hundred years of every scenario\n\n\
         Whether anything explodes, dies, or stays empty for good. Written by `cargo xtask long-run` with {people} people and\n\
         {seeds} seeds; `experiments/tests/long_run.rs` does the same with 4 000 people and 4 seeds at every check.\n\n\
         A ratio is the largest factor, up or down, by which a month of any seed leaves the centred median of ten years:\n\
         3 would be a fault. Output is the least of any month over that of the first. A measure that is no finite\n\
         number stops a run. After two years every mode, regime, platform, kind of project and\n\
         faction that has somebody is emptied in turn: somebody must be there again within {REFILL} months, in a faction within\n\
         {FACTION_REFILL}, since a hundred owners change sides seldom.\n\n\
         | scenario | price off its trend | wage off its trend | least output | unemployment of a month | refilled |\n\
         |---|---|---|---|---|---|\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_added_once_and_replaced_after() {
        let mut page = "| scenario |\n|---|\n".to_string();
        put(&mut page, "a", "1");
        put(&mut page, "ab", "2");
        put(&mut page, "a", "3");
        assert_eq!(page, "| scenario |\n|---|\n| `a` | 3 |\n| `ab` | 2 |\n");
    }
}
