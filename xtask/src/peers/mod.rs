//! `cargo xtask peers`: three workloads in what else there is, as a page, a table and a figure.

mod catalogue;
mod measure;
mod page;
mod setup;

use crate::Verdict;
use analysis::figures::speed::{self, Bar, Kind, Panel};
use analysis::png;
use catalogue::{AT_ONCE, Program, Threads, Tool, Workload, programs};
use page::{Measured, Run, median, short};
use std::fs;
use std::path::Path;
use std::time::Duration;

const PAGE: &str = "docs/peers.md";
const TABLE: &str = "docs/peers.csv";
const PICTURE: &str = "docs/peers.png";

/// Dots an inch of the picture: sharp on a screen.
const DPI: f64 = 150.0;
/// The longest that a run may take.
const LIMIT: Duration = Duration::from_secs(180);

/// What is asked for.
#[derive(Debug, PartialEq)]
struct Order {
    people: Vec<u64>,
    rounds: usize,
    /// Words of which a program's key must hold one; all programs if there are none.
    only: Vec<String>,
}

impl Order {
    fn read(words: &[&str]) -> Result<Self, String> {
        let mut order = Self { people: vec![10_000, 100_000, 1_000_000], rounds: 3, only: Vec::new() };
        for pair in words.chunks(2) {
            let [flag, value] = pair else { return Err(format!("`{}` needs a value", pair.concat())) };
            match *flag {
                "--people" => {
                    order.people = value.split(',').map(count).collect::<Result<_, _>>()?;
                    order.people.sort_unstable();
                }
                "--rounds" => order.rounds = count(value)? as usize,
                "--only" => order.only = value.split('|').map(str::to_lowercase).collect(),
                _ => return Err(format!("there is no `{flag}`: --people, --rounds and --only are")),
            }
        }
        Ok(order)
    }

    fn wants(&self, program: &Program) -> bool {
        let key = program.key().to_lowercase();
        self.only.is_empty() || self.only.iter().any(|word| key.contains(word))
    }
}

/// A whole number from one up, as in `20000`, `20_000` or `2e4`.
fn count(word: &str) -> Result<u64, String> {
    let number = word.replace('_', "").parse::<f64>().ok();
    let whole = number.filter(|x| (1.0..=1e9).contains(x) && x.fract() == 0.0);
    whole.map(|x| x as u64).ok_or(format!("`{word}` is no whole number from 1 to 1e9"))
}

/// Runs all programs, or some, and writes page, table and figure; with `--only`, tables are printed and nothing is written.
///
/// # Errors
/// A slip in the command, nothing could be run, or a file cannot be written.
pub fn write(root: &Path, words: &[&str]) -> Verdict {
    let order = Order::read(words).map_err(|slip| vec![slip])?;
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let mut places = setup::Places::new(root, threads);
    let chosen: Vec<Program> = programs().into_iter().filter(|program| order.wants(program)).collect();
    let wanted = |tool: &Tool| chosen.iter().any(|program| program.tool == *tool);
    let tools: Vec<(Tool, Result<String, String>)> = Tool::ALL
        .into_iter()
        .filter(wanted)
        .map(|tool| {
            eprintln!("{}: installing and building what is missing", tool.name());
            let version = places.prepare(tool);
            if let Err(why) = &version {
                eprintln!("  could not be had: {why}");
            }
            (tool, version)
        })
        .collect();
    let is_there = |program: &Program| tools.iter().any(|(tool, had)| *tool == program.tool && had.is_ok());
    let there: Vec<Program> = chosen.into_iter().filter(is_there).collect();
    if there.is_empty() {
        return Err(vec!["there is nothing to run".into()]);
    }
    let (mut runs, mut taken) = (Vec::new(), Vec::new());
    for people in &order.people {
        for round in 1..=order.rounds {
            taken.push(measure::taken_by_others());
            let mut turns: Vec<&Program> =
                there.iter().filter(|program| program.runs_with(*people)).collect();
            // Every other round goes backward: what the machine does beside it falls on all alike.
            if round % 2 == 0 {
                turns.reverse();
            }
            for program in turns {
                let outcome = measure::run(&mut places.command(program, *people, round as u64), LIMIT);
                let said = match &outcome {
                    Ok(row) => format!("{:.2} million a second", row.rate() / 1e6),
                    Err(why) => why.clone(),
                };
                eprintln!("round {round}, {} agents: {}: {said}", short(*people), program.key());
                runs.push(Run { program: *program, people: *people, round, outcome });
            }
        }
    }
    let measured = Measured {
        sizes: order.people,
        rounds: order.rounds,
        threads,
        machine: machine(threads),
        taken: taken.into_iter().collect::<Option<Vec<f64>>>().map(|all| all.into_iter().fold(0.0, f64::max)),
        tools,
        runs,
    };
    if !order.only.is_empty() {
        let tables = Workload::ALL.map(|workload| measured.table(workload));
        return Ok(format!("{}\nnothing was written, since not all was run", tables.join("\n")));
    }
    save(root, &measured)?;
    Ok(format!("{PAGE}, {TABLE} and {PICTURE} are written"))
}

fn save(root: &Path, measured: &Measured) -> Result<(), Vec<String>> {
    let panels = Workload::ALL.map(|workload| panel(measured, workload));
    let figure = speed::draw(&panels, &subtitle(measured)).map_err(|cause| vec![cause.to_string()])?;
    let picture = png::rasterise(&figure.svg, DPI).map_err(|cause| vec![cause.to_string()])?;
    let files =
        [(PAGE, measured.page().into_bytes()), (TABLE, measured.csv().into_bytes()), (PICTURE, picture)];
    for (file, bytes) in files {
        fs::write(root.join(file), bytes).map_err(|cause| vec![format!("{file}: {cause}")])?;
    }
    Ok(())
}

fn subtitle(measured: &Measured) -> String {
    let most = measured.sizes.last().map_or(String::new(), |people| short(*people));
    let busy = if measured.is_busy() { ", machine busy" } else { "" };
    format!("{most} agents, {} threads{busy}", measured.threads)
}

/// The figure's panel of a workload: each tool's fastest way, at the largest size at which it ran; ours on all threads.
fn panel(measured: &Measured, workload: Workload) -> Panel {
    let most = measured.sizes.last().copied().unwrap_or(0);
    let mut bars = Vec::new();
    // The plain C programs are a second row, so that the bar and what one writes first are both seen.
    let rows = [("C, by hand for AVX-512", Tool::C, "by hand for AVX-512"), ("C, plain", Tool::C, "plain")];
    let others = Tool::ALL.into_iter().filter(|tool| *tool != Tool::C).map(|tool| (tool.name(), tool, ""));
    for (name, tool, way) in rows.into_iter().chain(others) {
        let own = programs().into_iter().filter(|program| {
            program.tool == tool
                && program.workload == workload
                && (tool != Tool::C || program.way == way && program.order == AT_ONCE)
                && (tool != Tool::Ours || program.threads == Threads::All)
        });
        let size = |program: &Program| measured.largest(program).unwrap_or(0);
        let speed = |program: &Program| median(measured.rates(program, size(program)));
        let best = own
            .filter(|program| size(program) > 0)
            .max_by(|a, b| size(a).cmp(&size(b)).then(speed(a).total_cmp(&speed(b))));
        let bar = best.map(|program| {
            let (at, rates) = (size(&program), measured.rates(&program, size(&program)));
            let ends = |pick: fn(f64, f64) -> f64, start| rates.iter().copied().fold(start, pick);
            let mut notes: Vec<String> = Vec::new();
            if program.order != AT_ONCE {
                notes.push(program.order.to_owned());
            }
            if at < most {
                notes.push(format!("at {}", short(at)));
            }
            Bar {
                rate: speed(&program),
                range: (ends(f64::min, f64::INFINITY), ends(f64::max, 0.0)),
                note: notes.join(", "),
                kind: match tool {
                    Tool::C => Kind::Limit,
                    Tool::Ours => Kind::Ours,
                    _ => Kind::Other,
                },
                is_smaller: at < most,
            }
        });
        bars.push((name.to_owned(), bar));
    }
    Panel { name: workload.names().1.to_owned(), bars }
}

/// Processor, threads, compiler.
fn machine(threads: usize) -> String {
    let text = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let field = |name: &str| {
        let line = text.lines().find(|line| line.starts_with(name))?;
        Some(line.split_once(':')?.1.trim().to_owned())
    };
    let model = field("model name").unwrap_or_else(|| "unknown processor".into());
    let wide =
        if field("flags").is_some_and(|flags| flags.contains("avx512f")) { " with AVX-512" } else { "" };
    let compiler = std::process::Command::new("rustc").arg("--version").output();
    let compiler =
        compiler.map(|told| String::from_utf8_lossy(&told.stdout).trim().to_owned()).unwrap_or_default();
    format!("{threads} threads of {model}{wide}, {compiler}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_is_read_and_slips_are_told() {
        let order = Order::read(&["--people", "1e6,20_000", "--rounds", "5", "--only", "W2|numba"]).unwrap();
        assert_eq!((&order.people[..], order.rounds), (&[20_000, 1_000_000][..], 5));
        let wanted: Vec<Program> = programs().into_iter().filter(|program| order.wants(program)).collect();
        assert!(wanted.iter().all(|p| p.workload == Workload::Logit4 || p.tool == Tool::Numba));
        assert!(wanted.iter().any(|p| p.workload == Workload::Wealth));
        assert_eq!(Order::read(&[]).unwrap().rounds, 3);
        for slip in [&["--people"][..], &["--people", "1.5"], &["--rounds", "0"], &["--speed", "1"]] {
            assert!(Order::read(slip).is_err(), "{slip:?}");
        }
    }
}
