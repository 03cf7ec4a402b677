//! Speed held against what was stored of it: ratios of rates within one run, so that machines can be compared, and instructions,
//! which do not depend on what else a machine does.

use crate::{Verdict, files};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// What was stored.
const STORED: &str = "benches/baseline.csv";
const HEADER: &str = "measure,value";

/// As much worse as this is no regression.
const SLACK: f64 = 0.1;

/// Rounds of the timed ones; each round runs all of them.
const ROUNDS: usize = 7;

/// A measure: its name, its value, and whether more is worse.
#[derive(Clone, Debug, PartialEq)]
struct Measure {
    name: String,
    value: f64,
    is_cost: bool,
}

/// Counts the instructions of a person-month and holds them against the stored counts, or stores them.
///
/// # Errors
/// More than the slack above what was stored; or what cannot be run or read.
pub fn instructions(root: &Path, store: bool) -> Verdict {
    conclude(root, count(root).map_err(|what| vec![what])?, store)
}

/// Does so too with rates: of the whole economy over that of the kernel, and of more threads and people over fewer.
///
/// # Errors
/// As [`instructions`].
pub fn compare(root: &Path, store: bool) -> Verdict {
    let measure = || -> Result<Vec<Measure>, String> {
        let mut all = count(root)?;
        all.extend(rates(root)?);
        Ok(all)
    };
    conclude(root, measure().map_err(|what| vec![what])?, store)
}

/// Stores what was measured, or says what is worse than what was stored.
fn conclude(root: &Path, measured: Vec<Measure>, store: bool) -> Verdict {
    let path = root.join(STORED);
    let before = if path.exists() { read(&files::read(&path)?)? } else { Vec::new() };
    if store {
        let text = table(&merged(before, &measured));
        fs::write(&path, text)
            .map_err(|cause| vec![format!("{} cannot be written: {cause}", path.display())])?;
        return Ok(format!("{} measures are stored in {STORED}", measured.len()));
    }
    let (told, worse) = held_against(&measured, &before);
    told.iter().for_each(|line| eprintln!("{line}"));
    if worse.is_empty() {
        Ok(format!("nothing is more than {:.0} % worse than in {STORED}", 100.0 * SLACK))
    } else {
        Err(worse)
    }
}

/// A line for each measure, and a fault for each that is worse than stored, or not stored.
fn held_against(measured: &[Measure], stored: &[(String, f64)]) -> (Vec<String>, Vec<String>) {
    let (mut told, mut worse) = (Vec::new(), Vec::new());
    for measure in measured {
        let Some((_, before)) = stored.iter().find(|(name, _)| *name == measure.name) else {
            worse.push(format!("{}: not in {STORED}; `--store` stores it", measure.name));
            continue;
        };
        let change = if measure.is_cost { measure.value / before } else { before / measure.value } - 1.0;
        let line = format!("{}: {:.4} ({before:.4} stored)", measure.name, measure.value);
        if change > SLACK || change.is_nan() {
            worse.push(format!("{line}, {:.0} % worse", 100.0 * change));
        } else {
            told.push(line);
        }
    }
    (told, worse)
}

/// What was stored, with what is measured now in its place.
fn merged(mut stored: Vec<(String, f64)>, measured: &[Measure]) -> Vec<(String, f64)> {
    for measure in measured {
        match stored.iter_mut().find(|(name, _)| *name == measure.name) {
            Some((_, value)) => *value = measure.value,
            None => stored.push((measure.name.clone(), measure.value)),
        }
    }
    stored
}

fn table(rows: &[(String, f64)]) -> String {
    let mut text = format!("{HEADER}\n");
    for (name, value) in rows {
        // A String takes all that is written to it.
        let _ = writeln!(text, "{name},{value:.6}");
    }
    text
}

fn read(text: &str) -> Result<Vec<(String, f64)>, Vec<String>> {
    let row = |line: &str| {
        let (name, value) = line.rsplit_once(',')?;
        Some((name.to_string(), value.parse().ok()?))
    };
    text.lines()
        .skip(1)
        .map(|line| row(line).ok_or_else(|| vec![format!("{STORED}: `{line}` is not `{HEADER}`")]))
        .collect()
}

/// Worlds whose instructions are counted: name, words after `run`, people.
const COUNTED: [(&str, &str, f64); 3] = [
    ("emergence", "emergence --set world.region_people=equal", 4000.0),
    (
        "potts",
        "verification/potts --set ties.kind=random --set modes.imitation=1.5 --set modes.beta=2 --set modes.disposition_sd=0.3",
        50_000.0,
    ),
    ("billion", "billion", 50_000.0),
];

/// Months of the shorter and of the longer run: their difference has neither the start nor the writing in it.
const MONTHS: [u32; 2] = [6, 18];

/// A table of a run that must be the same bytes on every processor.
const COMPARED: &str = "series.csv";

/// Instructions of a person-month, by Valgrind, of the program as tests build it. Valgrind's processor has narrower registers than
/// many a real one, and the program picks its loops by what a processor has: both must write the same (which tells nothing where this one has no wider ones).
fn count(root: &Path) -> Result<Vec<Measure>, String> {
    let program = build(root)?;
    let folder = std::env::temp_dir().join(format!("fourfold-instructions-{}", std::process::id()));
    // Runs of a world stand side by side, each with a folder of its own: what is counted does not depend on what runs beside it.
    let folder_of = |run: &str| folder.join(run);
    let table = |run: &str| files::read(&folder_of(run).join(COMPARED)).map_err(|faults| faults.join("; "));
    let counted = |words: &str, people: f64, months: u32, run: &str| -> Result<f64, String> {
        let mut counter = Command::new("valgrind");
        counter.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]).arg(&program);
        collected(&output(world(&mut counter, words, people, months, &folder_of(run)))?)
    };
    let all = COUNTED
        .iter()
        .map(|(name, words, people)| {
            let [short, long] = MONTHS;
            let (least, most) = std::thread::scope(|scope| {
                let least = scope.spawn(|| counted(words, *people, short, "short"));
                let most = counted(words, *people, long, "long");
                (least.join(), most)
            });
            let least = least.map_err(|_| format!("{name}: counting has panicked"))??;
            let value = (most? - least) / (f64::from(long - short) * people);
            output(world(&mut Command::new(&program), words, *people, long, &folder_of("here")))?;
            if table("long")? != table("here")? {
                return Err(format!(
                    "{name}: {COMPARED} is another one on Valgrind's processor than on this one"
                ));
            }
            Ok(Measure { name: format!("instructions a person-month of {name}"), value, is_cost: true })
        })
        .collect();
    // Left behind it would only take room.
    let _ = fs::remove_dir_all(&folder);
    all
}

/// A run of one world on one thread, after what a command has already been given.
fn world<'a>(
    command: &'a mut Command,
    words: &str,
    people: f64,
    months: u32,
    folder: &Path,
) -> &'a mut Command {
    command
        .arg("run")
        .args(words.split(' '))
        .args(["--set", "world.burn_in=0", "--replicates", "1", "--threads", "1"])
        .args(["--no-figures", "--quiet", "--force"])
        .args(["--people", &people.to_string(), "--months", &months.to_string()])
        .arg("--out")
        .arg(folder)
}

/// What a command says when it has ended well.
fn output(command: &mut Command) -> Result<Output, String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|cause| {
        let remedy =
            if program == "valgrind" { ": install it, on Debian `apt-get install valgrind`" } else { "" };
        format!("`{program}` cannot be run ({cause}){remedy}")
    })?;
    if output.status.success() {
        Ok(output)
    } else {
        Err(format!("`{program}` failed and said: {}", String::from_utf8_lossy(&output.stderr).trim()))
    }
}

/// The program as tests build it, without what a second build would be quicker by, since that makes other code.
fn build(root: &Path) -> Result<PathBuf, String> {
    let output = Command::new("cargo")
        .args(["build", "--bin", "fourfold", "--message-format=json-render-diagnostics"])
        .env("CARGO_INCREMENTAL", "0")
        .current_dir(root)
        .stderr(Stdio::inherit())
        .output()
        .map_err(|cause| format!("`cargo build` cannot be run: {cause}"))?;
    String::from_utf8_lossy(&output.stdout)
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok())
        .filter(|told| told["target"]["name"] == "fourfold")
        .find_map(|told| told["executable"].as_str().map(PathBuf::from))
        .ok_or_else(|| "`cargo build --bin fourfold` made no program".into())
}

/// The count in what callgrind says at its end.
fn collected(output: &Output) -> Result<f64, String> {
    let told = String::from_utf8_lossy(&output.stderr);
    let count = told.lines().find_map(|line| line.split_once("Collected :")?.1.trim().parse().ok());
    count.ok_or_else(|| format!("valgrind counted nothing and said: {}", told.trim()))
}

/// Runs whose rates are compared: words after `scale`.
const TIMED: [&str; 5] = [
    "potts --people 1e6 --threads 2",
    "emergence --people 1e6 --threads 2",
    "emergence --people 1e6 --threads 1",
    "emergence --people 1e5 --threads 1 --months 120",
    "emergence --people 1e7 --threads 1 --months 6",
];

/// Ratios of two of them: name, above, below.
const RATIOS: [(&str, usize, usize); 4] = [
    ("rate of emergence over potts; 1e6 people; 2 threads", 1, 0),
    ("rate of 2 threads over 1; emergence; 1e6 people", 1, 2),
    ("rate of 1e6 people over 1e5; emergence; 1 thread", 2, 3),
    ("rate of 1e7 people over 1e6; emergence; 1 thread", 4, 2),
];

fn rates(root: &Path) -> Result<Vec<Measure>, String> {
    let mut rounds: Vec<[f64; TIMED.len()]> = Vec::new();
    for round in 0..ROUNDS {
        eprintln!("round {} of {ROUNDS}", round + 1);
        let mut row = [0.0; TIMED.len()];
        for turn in 0..TIMED.len() {
            // Every other round goes backward: what the machine does beside it falls on all alike.
            let case = if round % 2 == 0 { turn } else { TIMED.len() - 1 - turn };
            row[case] = rate(root, TIMED[case])?;
        }
        rounds.push(row);
    }
    let ratio = |(name, above, below): &(&str, usize, usize)| {
        let mut all: Vec<f64> = rounds.iter().map(|row| row[*above] / row[*below]).collect();
        all.sort_unstable_by(f64::total_cmp);
        Measure { name: (*name).into(), value: all[ROUNDS / 2], is_cost: false }
    };
    Ok(RATIOS.iter().map(ratio).collect())
}

/// Person-months a second of one round of `scale`.
fn rate(root: &Path, words: &str) -> Result<f64, String> {
    let output = Command::new("cargo")
        .args(["bench", "--quiet", "--package", "benches", "--bench", "scale", "--"])
        .args(words.split(' '))
        .args(["--rounds", "1"])
        .current_dir(root)
        .stderr(Stdio::inherit())
        .output()
        .map_err(|cause| format!("`cargo bench` cannot be run: {cause}"))?;
    rate_told(&String::from_utf8_lossy(&output.stdout))
        .ok_or_else(|| format!("`scale {words}` ended with {}", output.status))
}

/// The rate in the table that `scale` prints.
fn rate_told(text: &str) -> Option<f64> {
    let mut lines = text.lines();
    let column = lines.next()?.split(',').position(|name| name == "person_months_per_second")?;
    lines.find_map(|line| line.strip_prefix("1,")?.split(',').nth(column - 1)?.parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measure(name: &str, value: f64, is_cost: bool) -> Measure {
        Measure { name: name.into(), value, is_cost }
    }

    #[test]
    fn what_is_worse_by_more_than_the_slack_is_a_fault() {
        let stored = read("measure,value\na,100.0\nb; 2 threads,2.0\n").unwrap();
        assert_eq!(stored, [("a".to_string(), 100.0), ("b; 2 threads".to_string(), 2.0)]);
        let held = |a: f64, b: f64| {
            held_against(&[measure("a", a, true), measure("b; 2 threads", b, false)], &stored).1
        };
        assert!(held(109.0, 1.85).is_empty());
        assert!(held(50.0, 9.0).is_empty(), "better is never a fault");
        assert_eq!(
            held(111.0, 1.7),
            ["a: 111.0000 (100.0000 stored), 11 % worse", "b; 2 threads: 1.7000 (2.0000 stored), 18 % worse"]
        );
        let (_, faults) = held_against(&[measure("c", 1.0, true)], &stored);
        assert!(faults[0].contains("--store"), "{faults:?}");
        assert!(read("measure,value\nnothing\n").is_err());
    }

    #[test]
    fn storing_replaces_what_was_measured_and_keeps_the_rest() {
        let stored = vec![("a".to_string(), 1.0), ("b".to_string(), 2.0)];
        let merged = merged(stored, &[measure("b", 3.0, true), measure("c", 4.0, false)]);
        assert_eq!(read(&table(&merged)).unwrap(), merged);
        assert_eq!(table(&merged), "measure,value\na,1.000000\nb,3.000000\nc,4.000000\n");
    }

    #[test]
    fn what_other_programs_print_is_read() {
        let text =
            "round,workload,people,person_months_per_second\n1,potts,100,250.5\nmedian,potts,100,250.5\n";
        assert_eq!(rate_told(text), Some(250.5));
        assert_eq!(rate_told("no table"), None);
        let told = |stderr: &str| Output {
            status: std::process::ExitStatus::default(),
            stdout: Vec::new(),
            stderr: stderr.into(),
        };
        assert_eq!(collected(&told("==1== \n==1== Collected : 123456\n")), Ok(123_456.0));
        assert!(collected(&told("no such program")).is_err());
    }
}
