//! The table of `transitions.csv` in memory: who went from which mode or regime to which, in each month of each replicate.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

use csv::StringRecord;

use crate::table::TableError;

mod chances;

/// What the table starts with.
const HEADER: [&str; 6] = ["replicate", "month", "what", "from", "to", "people"];

/// The order of states where they are known; others follow as they come.
const KNOWN: [&str; 9] = [
    "communal",
    "authority",
    "equality",
    "market",
    "capital",
    "crowdsourcing",
    "sharing",
    "peer",
    "adventure",
];

const HELP: &str = "the file was altered or damaged: restore it, or run the scenario again";

/// Moves of one kind: among modes, or among regimes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kind {
    /// `mode` or `regime`.
    pub what: String,
    /// The states.
    pub states: Vec<String>,
    /// People by replicate and month: from state i to state j at `i * states + j`.
    pub people: BTreeMap<(u64, i64), Vec<f64>>,
}

/// All moves.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Moves {
    /// Modes first, as the table has them.
    pub kinds: Vec<Kind>,
}

/// Month, replicate, and who went from where to where.
type Row = (u64, i64, usize, usize, f64);

impl Moves {
    /// Reads `transitions.csv`.
    ///
    /// # Errors
    /// If the file cannot be opened or is not such a table: with file, line, column and what to do.
    pub fn from_path(path: &Path) -> Result<Self, TableError> {
        let name = path.display().to_string();
        let file = File::open(path).map_err(|e| {
            let help = "check the path; a run writes `transitions.csv` into its results folder";
            TableError::new(&name, format!("cannot open the table: {e}"), help)
        })?;
        Self::read(BufReader::with_capacity(1 << 20, file), &name)
    }

    /// Reads a table from anywhere; `name` is what messages call it.
    ///
    /// # Errors
    /// If it is not such a table.
    pub fn read(input: impl Read, name: &str) -> Result<Self, TableError> {
        let mut reader = csv::ReaderBuilder::new().buffer_capacity(1 << 18).from_reader(input);
        let header = reader.headers().map_err(|e| wrong(name, None, None, format!("not a table: {e}")))?;
        if header.iter().ne(HEADER) {
            let what = format!("the header is not `{}`", HEADER.join(","));
            return Err(wrong(name, Some(1), None, what));
        }
        let mut names: Vec<(String, Vec<String>)> = Vec::new();
        let mut rows: Vec<Vec<Row>> = Vec::new();
        let mut record = StringRecord::new();
        while reader.read_record(&mut record).map_err(|e| {
            wrong(name, e.position().map(csv::Position::line), None, format!("not a table: {e}"))
        })? {
            let cell = |at: usize| -> Result<f64, TableError> {
                let number =
                    record[at].parse::<f64>().ok().filter(|x| x.is_finite() && x.fract() == 0.0 && *x >= 0.0);
                let line = record.position().map(csv::Position::line);
                number.ok_or_else(|| {
                    wrong(
                        name,
                        line,
                        Some(HEADER[at]),
                        format!("`{}` is not a whole number from 0", &record[at]),
                    )
                })
            };
            let (replicate, month, people) = (cell(0)? as u64, cell(1)? as i64, cell(5)?);
            let kind = place(&mut names, &record[2], |(what, _)| what, |what| (what, Vec::new()));
            let states = &mut names[kind].1;
            let [from, to] = [3, 4].map(|at| place(states, &record[at], |state| state, |state| state));
            rows.resize_with(names.len(), Vec::new);
            rows[kind].push((replicate, month, from, to, people));
        }
        let kinds = names.into_iter().zip(rows).map(|((what, states), rows)| Kind::of(what, &states, &rows));
        Ok(Self { kinds: kinds.collect() })
    }
}

/// Where a name stands in a list; it is added if it is new.
fn place<T>(list: &mut Vec<T>, name: &str, of: impl Fn(&T) -> &String, new: impl Fn(String) -> T) -> usize {
    list.iter().position(|item| of(item) == name).unwrap_or_else(|| {
        list.push(new(name.to_owned()));
        list.len() - 1
    })
}

impl Kind {
    /// States stand in the known order, whatever the order in which the table names them.
    fn of(what: String, seen: &[String], rows: &[Row]) -> Self {
        let rank = |name: &str| KNOWN.iter().position(|known| *known == name).unwrap_or(KNOWN.len());
        let mut order: Vec<usize> = (0..seen.len()).collect();
        order.sort_by_key(|&at| (rank(&seen[at]), at));
        let mut place = vec![0; seen.len()];
        order.iter().enumerate().for_each(|(to, &from)| place[from] = to);
        let size = seen.len();
        let mut people: BTreeMap<(u64, i64), Vec<f64>> = BTreeMap::new();
        for &(replicate, month, from, to, count) in rows {
            let cells = people.entry((replicate, month)).or_insert_with(|| vec![0.0; size * size]);
            cells[place[from] * size + place[to]] += count;
        }
        Self { what, states: order.into_iter().map(|at| seen[at].clone()).collect(), people }
    }
}

fn wrong(name: &str, line: Option<u64>, column: Option<&str>, what: String) -> TableError {
    TableError::new(name, what, HELP).at(line, column)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "replicate,month,what,from,to,people\n0,1,mode,market,communal,3\n0,1,mode,communal,market,2\n\
                         0,1,regime,peer,capital,9\n1,1,mode,market,market,5\n";

    #[test]
    fn people_stand_at_from_and_to_in_the_known_order() {
        let moves = Moves::read(TABLE.as_bytes(), "transitions.csv").unwrap();
        let modes = &moves.kinds[0];
        assert_eq!(
            (modes.what.as_str(), &modes.states[..]),
            ("mode", &["communal".to_owned(), "market".to_owned()][..])
        );
        assert_eq!(modes.people[&(0, 1)], [0.0, 2.0, 3.0, 0.0]);
        assert_eq!(modes.people[&(1, 1)], [0.0, 0.0, 0.0, 5.0]);
        assert_eq!(moves.kinds[1].states, ["capital", "peer"]);
    }

    #[test]
    fn damage_is_told_with_line_and_column() {
        let damaged = TABLE.replace("peer,capital,9", "peer,capital,x");
        let message = Moves::read(damaged.as_bytes(), "transitions.csv").unwrap_err().to_string();
        for word in ["transitions.csv", "4", "people", "`x`", "help"] {
            assert!(message.contains(word), "`{word}` is missing in: {message}");
        }
        assert!(Moves::read("a,b\n".as_bytes(), "t").is_err() && Moves::read("".as_bytes(), "t").is_err());
        assert!(Moves::read(format!("{TABLE}0,1\n").as_bytes(), "t").is_err());
    }
}
