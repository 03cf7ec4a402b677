//! `contributions.csv`: who gave how much to the sampled projects.

use super::{Column, Rows, Table};
use sim_core::ids::NONE;
use sim_core::observables::{Cell, Observation};

/// Needs nothing but the observation.
pub struct Contributions;

impl Table for Contributions {
    fn file_name(&self) -> &'static str {
        "contributions.csv"
    }

    fn columns(&self) -> Vec<Column> {
        vec![
            Column::replicate(),
            Column::new("month", "Month in which it was given, from 1", "months", "1.."),
            Column::new("project", "The project, named by its place and the month it was founded", "", "")
                .with_codes("place@month; months of burn-in are negative"),
            Column::new("person", "Who gave: number of the place in the population", "", "0.."),
            Column::new(
                "generation",
                "Newborns that place has seen: with `person`, one human being",
                "",
                "0..",
            ),
            Column::new("units", "How many contributions", "contributions", "1.."),
            Column::new("group", "The working group within the project, in which the person is", "", "0..")
                .with_codes("a name within the month: those of groups that dissolved are used again; empty without mechanisms.dunbar"),
        ]
    }

    fn write(&mut self, replicate: u64, seen: &Observation, rows: &mut Rows) {
        if seen.month <= 0 {
            return;
        }
        for given in &seen.contributions {
            rows.integer(replicate);
            rows.integer(seen.month);
            rows.name(format_args!("{}@{}", given.project, given.founded));
            rows.integer(given.person);
            rows.integer(given.generation);
            rows.integer(given.units);
            rows.cell(if given.group == NONE { Cell::Empty } else { Cell::Count(given.group.into()) });
            rows.end();
        }
    }
}
