//! `transitions.csv`: how many people of the world went from one mode or regime to another, month by month.

use super::{Column, Rows, Table};
use sim_core::ids::{Mode, Regime};
use sim_core::observables::Observation;

/// Needs nothing but the observation.
pub struct Transitions;

impl Table for Transitions {
    fn file_name(&self) -> &'static str {
        "transitions.csv"
    }

    fn columns(&self) -> Vec<Column> {
        let words: Vec<&str> =
            Mode::ALL.map(Mode::name).into_iter().chain(Regime::ALL.map(Regime::name)).collect();
        let words = words.join("; ");
        vec![
            Column::replicate(),
            Column::new("month", "Month in which they went, from 1", "months", "1.."),
            Column::new("what", "What they changed or kept", "", "").with_codes("mode; regime"),
            Column::new("from", "Mode or regime the month before", "", "").with_codes(words.clone()),
            Column::new("to", "Mode or regime after the month", "", "").with_codes(words),
            Column::new("people", "How many; pairs without anybody have no row", "people", "1.."),
        ]
    }

    fn write(&mut self, replicate: u64, seen: &Observation, rows: &mut Rows) {
        // Month 0 is a state: nobody has gone anywhere yet.
        if seen.month > 0 {
            let key = (replicate, seen.month);
            write_pairs(key, "mode", Mode::ALL.map(Mode::name), &seen.mode_transitions, rows);
            write_pairs(key, "regime", Regime::ALL.map(Regime::name), &seen.regime_transitions, rows);
        }
    }
}

fn write_pairs<const N: usize>(
    (replicate, month): (u64, i64),
    what: &str,
    names: [&str; N],
    people: &[[u64; N]; N],
    rows: &mut Rows,
) {
    for (from, row) in names.iter().zip(people) {
        for (to, people) in names.iter().zip(row).filter(|(_, people)| **people > 0) {
            rows.integer(replicate);
            rows.integer(month);
            rows.text(what);
            rows.text(from);
            rows.text(to);
            rows.integer(people);
            rows.end();
        }
    }
}
