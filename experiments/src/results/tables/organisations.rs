//! `organisations.csv`: firms, projects and platforms one by one.

use super::{Column, Rows, Table};
use sim_core::observables::{Cell, Observation, Organisation, OrganisationKind};
use sim_core::params::Params;

/// Needs the names of regions; the observation has organisations in the months asked for.
pub struct Organisations {
    regions: Vec<String>,
}

impl Organisations {
    pub fn new(params: &Params) -> Self {
        Self { regions: params.regions.iter().map(|region| region.name.clone()).collect() }
    }
}

/// Name, meaning, unit and value of a column of numbers.
type Entry = (&'static str, &'static str, &'static str, fn(&Organisation) -> Option<f64>);

const ENTRIES: [Entry; 5] = [
    ("money", "Money", "credits", |o| o.money),
    ("capital", "Capital of a firm or platform", "goods", |o| o.capital),
    ("revenue", "Revenue of a firm or platform in the month before", "credits", |o| o.revenue),
    ("knowledge", "What a project knows", "months of work", |o| o.knowledge),
    ("users", "People who use what a project makes", "people", |o| o.users),
];

impl Table for Organisations {
    fn file_name(&self) -> &'static str {
        "organisations.csv"
    }

    fn columns(&self) -> Vec<Column> {
        let keys = [
            Column::replicate(),
            Column::month(),
            Column::new("kind", "What it is", "", "").with_codes(OrganisationKind::NAMES.join("; ")),
            Column::new(
                "id",
                "Its place among those of its kind, which firms and co-operatives share",
                "",
                "",
            )
            .with_codes("projects: place@month of founding, since places are used again"),
            Column::new("region", "Region of a firm; empty where it is the world's", "", ""),
            Column::new(
                "members",
                "Employees; members; users of a platform at the start of the month",
                "people",
                "0..",
            ),
        ];
        let entries = ENTRIES.iter().map(|(name, meaning, unit, _)| {
            let empty = "empty where it has none, or a mechanism is off";
            Column::new(name, meaning, unit, "0..").with_codes(empty)
        });
        let founded = Column::new(
            "founded",
            "Month in which a project was founded, or a firm took the place of one that closed",
            "month",
            "",
        )
        .with_codes("negative in burn-in; empty for platforms and for firms that were there at genesis");
        keys.into_iter().chain(entries).chain([founded]).collect()
    }

    fn write(&mut self, replicate: u64, seen: &Observation, rows: &mut Rows) {
        for one in &seen.organisations {
            rows.integer(replicate);
            rows.integer(seen.month);
            rows.text(one.kind.name());
            let is_project = one.kind == OrganisationKind::Project;
            match one.founded.filter(|_| is_project) {
                Some(founded) => rows.name(format_args!("{}@{founded}", one.place)),
                None => rows.name(one.place),
            }
            rows.text(one.region.map_or("", |region| &self.regions[region]));
            rows.integer(one.members);
            for (.., value) in ENTRIES {
                rows.cell(value(one).map_or(Cell::Empty, Cell::Real));
            }
            rows.cell(one.founded.map_or(Cell::Empty, |month| Cell::Count(month.into())));
            rows.end();
        }
    }
}
