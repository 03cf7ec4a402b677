//! `accounts.csv`: who gives and who gets, by regime and mode: what has no price beside what has one.

use super::{Column, Rows, Table};
use sim_core::ids::{MAIN_REGIMES, MODES, Mode, Regime};
use sim_core::ledger::CREDIT;
use sim_core::observables::{Account, Cell, Observation};
use sim_core::state::regions::STEPS;

/// Needs nothing but the observation, which has accounts in the months asked for.
pub struct AccountsTable;

/// Name, meaning, unit, range and value of a column.
type Entry = (&'static str, &'static str, &'static str, &'static str, fn(&Account) -> Cell);

fn hours(steps: i64) -> Cell {
    Cell::Real(steps as f64 / f64::from(STEPS))
}

fn credits(money: i64) -> Cell {
    Cell::Real(money as f64 / CREDIT)
}

const ENTRIES: [Entry; 15] = [
    ("people", "People of this regime and mode", "people", "0..", |a| Cell::Count(a.people)),
    ("firm_hours", "Hours they worked for firms, casual ones included", "person-months", "0..", |a| {
        hours(a.firm_hours)
    }),
    ("crowd_hours", "Hours they offered on crowdsourcing platforms", "person-months", "0..", |a| {
        hours(a.crowd_hours)
    }),
    ("sharing_hours", "Hours they spent on sharing platforms", "person-months", "0..", |a| {
        hours(a.sharing_hours)
    }),
    ("project_hours", "Hours they gave to projects", "person-months", "0..", |a| hours(a.project_hours)),
    (
        "value_made",
        "Value of output put down to them: goods by skill-months, what open knowledge added by hours in projects, attention by what it was sold for",
        "credits",
        "0..",
        |a| credits(a.value_made),
    ),
    ("income", "Net income from work and dole", "credits", "..", |a| credits(a.income)),
    ("dividends", "Dividends before tax", "credits", "0..", |a| credits(a.dividends)),
    (
        "autonomy",
        "What wage work would have to pay them more to make up for less autonomy, at their own valuation",
        "credits",
        "..",
        |a| credits(a.autonomy),
    ),
    ("goods", "Goods they bought", "goods", "0..", |a| hours(a.goods)),
    ("project_uses", "Uses of open projects that they were served", "uses", "0..", |a| hours(a.project_uses)),
    ("hosting_hours", "Hours they gave to guests in adventure", "person-months", "0..", |a| {
        hours(a.hosting_hours)
    }),
    (
        "hospitality",
        "What stays were worth to them as guests, in working time",
        "person-months",
        "0..",
        |a| hours(a.hospitality),
    ),
    ("favours_due", "Favours that others in their projects owe them", "person-months", "0..", |a| {
        hours(a.favours_due)
    }),
    ("favours_owed", "Favours that they owe others in their projects", "person-months", "0..", |a| {
        hours(a.favours_owed)
    }),
];

/// Columns that are empty where there is no adventure regime.
const OF_ADVENTURE: [&str; 2] = ["hosting_hours", "hospitality"];

impl Table for AccountsTable {
    fn file_name(&self) -> &'static str {
        "accounts.csv"
    }

    fn columns(&self) -> Vec<Column> {
        let keys = [
            Column::replicate(),
            Column::new("month", "Month in which it was given, from 1", "months", "1.."),
            Column::new("regime", "Main regime", "", "").with_codes(Regime::ALL.map(Regime::name).join("; ")),
            Column::new("mode", "Relational mode", "", "").with_codes(Mode::ALL.map(Mode::name).join("; ")),
        ];
        let entries =
            ENTRIES.iter().map(|(name, meaning, unit, range, _)| Column::new(name, meaning, unit, range));
        keys.into_iter().chain(entries).collect()
    }

    fn write(&mut self, replicate: u64, seen: &Observation, rows: &mut Rows) {
        // A world without that regime has no accounts of it.
        let adventure = seen.accounts.len() > MAIN_REGIMES * MODES;
        for (k, account) in seen.accounts.iter().enumerate() {
            rows.integer(replicate);
            rows.integer(seen.month);
            rows.text(Regime::ALL[k / MODES].name());
            rows.text(Mode::ALL[k % MODES].name());
            for (name, .., value) in ENTRIES {
                let is_absent = !adventure && OF_ADVENTURE.contains(&name);
                rows.cell(if is_absent { Cell::Empty } else { value(account) });
            }
            rows.end();
        }
    }
}
