//! `people.parquet`: the people of a panel, month by month.

use super::{Column, Rows, Table};
use sim_core::ids::{Mode, Regime};
use sim_core::observables::{Cell, Observation, Person};
use sim_core::params::Params;

/// Needs the names of regions; the observation has the panel in the months asked for.
pub struct People {
    regions: Vec<String>,
}

impl People {
    pub fn new(params: &Params) -> Self {
        Self { regions: params.regions.iter().map(|region| region.name.clone()).collect() }
    }
}

/// Name, meaning, unit, range and value of a column of numbers.
type Entry = (&'static str, &'static str, &'static str, &'static str, fn(&Person) -> Cell);

const ENTRIES: [Entry; 13] = [
    ("employer", "Place of the firm (capital) or platform (crowdsourcing, sharing)", "", "0..", |p| {
        count(p.employer)
    }),
    ("group", "Working group within the project", "", "0..", |p| count(p.group)),
    ("skill", "Work done in an hour; the world's mean at genesis is 1", "", "0..", |p| real(p.skill)),
    ("money", "Money in hand", "credits", "0..", |p| real(p.money)),
    ("equity", "Shares of the funds", "shares", "0..", |p| count(p.equity)),
    ("income", "Net income of the month without dividends", "credits", "0..", |p| real(p.income)),
    ("standing", "Standing earned by work, in firms and in projects", "months of work", "0..", |p| {
        real(p.standing)
    }),
    ("taste", "Taste for unalienated work", "share", "0..1", |p| real(p.taste)),
    ("belief", "Belief that peer production is possible", "share", "0..1", |p| real(p.belief)),
    ("commons", "Hours for projects beside the main regime", "share of a month's hours", "0..1", |p| {
        real(p.commons)
    }),
    ("bread", "Hours sold for wages outside the capital regime", "share of a month's hours", "0..1", |p| {
        real(p.bread)
    }),
    ("in_kind", "Goods had from the project in the month", "goods", "0..", |p| real(p.in_kind)),
    ("mobilised", "Whether they take part in the movement", "", "0..1", |p| {
        count(p.mobilised.map(u32::from))
    }),
];

fn count(value: Option<u32>) -> Cell {
    value.map_or(Cell::Empty, |n| Cell::Count(n.into()))
}

fn real(value: Option<f64>) -> Cell {
    value.map_or(Cell::Empty, Cell::Real)
}

impl Table for People {
    fn file_name(&self) -> &'static str {
        "people.csv"
    }

    fn ends_as_parquet(&self) -> bool {
        true
    }

    fn columns(&self) -> Vec<Column> {
        let keys = [
            Column::replicate(),
            Column::month(),
            Column::new("person", "Number of the place in the population", "", "0.."),
            Column::new(
                "generation",
                "Newborns that place has seen: with `person`, one human being",
                "",
                "0..",
            ),
            Column::new("region", "Where they live", "", ""),
            Column::new("mode", "How they relate to the others in their organisation", "", "")
                .with_codes(Mode::ALL.map(Mode::name).join("; ")),
            Column::new("regime", "Main way of working", "", "")
                .with_codes(Regime::ALL.map(Regime::name).join("; ")),
            Column::new("project", "Project of the main regime or of commons time", "", "")
                .with_codes("place@month of founding, as in organisations.csv; empty without one"),
        ];
        let entries = ENTRIES.iter().map(|(name, meaning, unit, range, _)| {
            let empty = "empty where they have none, or a mechanism is off";
            Column::new(name, meaning, unit, range).with_codes(empty)
        });
        keys.into_iter().chain(entries).collect()
    }

    fn write(&mut self, replicate: u64, seen: &Observation, rows: &mut Rows) {
        for person in &seen.panel {
            rows.integer(replicate);
            rows.integer(seen.month);
            rows.integer(person.place);
            rows.integer(person.generation);
            rows.text(&self.regions[person.region]);
            rows.text(person.mode.name());
            rows.text(person.regime.name());
            match person.project {
                Some((place, founded)) => rows.name(format_args!("{place}@{founded}")),
                None => rows.text(""),
            }
            for (.., value) in ENTRIES {
                rows.cell(value(person));
            }
            rows.end();
        }
    }
}
