//! Networks from files: edge lists with columns `from,to`.

use std::path::Path;
use std::sync::Arc;

use sim_core::params::TiesKind;

use crate::errors::{Problem, quoted};
use crate::merge::Draft;
use crate::place::{Place, Text};
use crate::source::reason;

/// Mistakes after which reading stops: a list of the wrong sort has one in each line.
const MOST: usize = 10;

/// Reads the edge list that the scenario asks for.
pub(crate) fn finish(draft: &mut Draft) {
    let ties = &draft.params.ties;
    if ties.kind != TiesKind::File {
        return;
    }
    if ties.file.is_empty() {
        let problem = Problem::new("`ties.kind = \"file\"` needs `ties.file`, the path of an edge list")
            .help("a CSV file with the columns from,to, people numbered from 0")
            .key("ties.file");
        draft.problems.push(match draft.place_of("ties.kind") {
            Some(place) => problem.at(place),
            None => problem,
        });
        return;
    }
    match read(Path::new(&ties.file), draft.params.world.people) {
        Ok(edges) => draft.params.edges = edges,
        Err(problems) => {
            let asked = draft.place_of("ties.file");
            draft.problems.extend(problems.into_iter().map(|problem| match &asked {
                Some(place) if problem.place().is_none() => problem.at(place.clone()),
                _ => problem,
            }));
        }
    }
}

/// The edges of a file, or what is wrong with it. Mistakes without a place are about the file as a whole.
fn read(path: &Path, people: u64) -> Result<Vec<(u32, u32)>, Vec<Problem>> {
    let shown = quoted(&path.display().to_string());
    let unreadable = |why: String| {
        vec![
            Problem::new(format!("the edge list `{shown}` cannot be read: {why}"))
                .help("a path is relative to the scenario file that gives it")
                .key("ties.file"),
        ]
    };
    let file = std::fs::File::open(path).map_err(|error| unreadable(reason(path, &error)))?;
    let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(file);
    let header = match reader.byte_headers() {
        Ok(header) => header.clone(),
        Err(error) => return Err(unreadable(csv_reason(path, error))),
    };
    let mut list = EdgeList { shown: shown.clone(), people, edges: Vec::new(), problems: Vec::new() };
    if !header.iter().eq([b"from".as_slice(), b"to"]) {
        list.wrong(&header, 1, "an edge list begins with the header `from,to`".into());
        return Err(list.problems);
    }
    let mut record = csv::ByteRecord::new();
    loop {
        match reader.read_byte_record(&mut record) {
            Ok(false) => break,
            Ok(true) => list.take(&record),
            Err(error) => return Err(unreadable(csv_reason(path, error))),
        }
        if list.problems.len() >= MOST {
            let stopped = Problem::new(format!("`{shown}` has more mistakes; reading stopped after {MOST}"));
            list.problems.push(stopped.key("ties.file"));
            break;
        }
    }
    if list.problems.is_empty() && list.edges.is_empty() {
        list.problems.push(
            Problem::new(format!("the edge list `{shown}` has no edge"))
                .help("give at least one line below `from,to`")
                .key("ties.file"),
        );
    }
    if list.problems.is_empty() { Ok(list.edges) } else { Err(list.problems) }
}

fn csv_reason(path: &Path, error: csv::Error) -> String {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => reason(path, &error),
        other => format!("{other:?}"),
    }
}

struct EdgeList {
    shown: String,
    people: u64,
    edges: Vec<(u32, u32)>,
    problems: Vec<Problem>,
}

impl EdgeList {
    fn take(&mut self, record: &csv::ByteRecord) {
        let line = record.position().map_or(0, |p| p.line() as usize);
        if record.len() != 2 {
            return self.wrong(
                record,
                line,
                format!("an edge has 2 columns, from and to, not {}", record.len()),
            );
        }
        let person = |field: &[u8]| std::str::from_utf8(field).ok().and_then(|s| s.parse::<u64>().ok());
        let (Some(from), Some(to)) = (person(&record[0]), person(&record[1])) else {
            return self.wrong(record, line, "people are whole numbers from 0".into());
        };
        if let Some(stranger) = [from, to].into_iter().find(|p| *p >= self.people) {
            let last = self.people - 1;
            let message = format!("there is no person {stranger}: people are numbered 0 to {last}");
            return self.wrong(record, line, message);
        }
        // Both are below `world.people`, whose range ends below 2^32.
        self.edges.push((from as u32, to as u32));
    }

    fn wrong(&mut self, record: &csv::ByteRecord, line: usize, message: String) {
        let body = record.iter().map(String::from_utf8_lossy).collect::<Vec<_>>().join(",");
        let span = 0..body.len();
        let text = Arc::new(Text { file: Some(self.shown.clone()), body, first_line: line });
        self.problems.push(
            Problem::new(message)
                .at(Place::new(&text, span))
                .help("correct the line, or change `world.people`")
                .key("ties.file"),
        );
    }
}
