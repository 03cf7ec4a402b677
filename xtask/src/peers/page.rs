//! `docs/peers.md` and the table beside it, from the rows of all rounds.

use super::catalogue::{Program, Threads, Tool, Workload, programs};
use super::measure::Row;
use std::fmt::Write as _;

/// One run: which program, in which round, and what it printed or why it did not.
#[derive(Clone, Debug)]
pub struct Run {
    pub program: Program,
    pub people: u64,
    pub round: usize,
    pub outcome: Result<Row, String>,
}

/// All that was run, and what is known about how.
pub struct Measured {
    pub sizes: Vec<u64>,
    pub rounds: usize,
    pub threads: usize,
    pub machine: String,
    /// The greatest share of the machine that others took before a round.
    pub taken: Option<f64>,
    /// Each tool's version, or why it could not be had.
    pub tools: Vec<(Tool, Result<String, String>)>,
    pub runs: Vec<Run>,
}

/// A mean check is told if it lies so many standard errors from what the other programs found.
const FAR: f64 = 4.5;
/// Others must have run so often that something is known of their spread.
const FEW: usize = 3;
/// Above this share of the machine, others made the numbers what they are.
const BUSY: f64 = 0.05;

/// Median; zero of nothing.
pub fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    let n = numbers.len();
    if n == 0 { 0.0 } else { (numbers[(n - 1) / 2] + numbers[n / 2]) / 2.0 }
}

impl Measured {
    pub fn is_busy(&self) -> bool {
        self.taken.is_none_or(|share| share > BUSY)
    }

    /// The rows of a program at a size, with their rounds.
    pub fn rows(&self, program: &Program, people: u64) -> Vec<(usize, &Row)> {
        let own = |run: &&Run| run.program == *program && run.people == people;
        self.runs.iter().filter(own).filter_map(|run| Some((run.round, run.outcome.as_ref().ok()?))).collect()
    }

    /// Agent-steps a second in each round.
    pub fn rates(&self, program: &Program, people: u64) -> Vec<f64> {
        self.rows(program, people).iter().map(|(_, row)| row.rate()).collect()
    }

    /// The largest size at which a program ran.
    pub fn largest(&self, program: &Program) -> Option<u64> {
        self.sizes.iter().copied().filter(|people| !self.rows(program, *people).is_empty()).max()
    }

    /// Our rate over a program's, in rounds that have both: the median of their ratios.
    fn ours_over(&self, program: &Program, people: u64, threads: Threads) -> Option<f64> {
        let is_ours =
            |p: &Program| p.tool == Tool::Ours && p.workload == program.workload && p.threads == threads;
        let ours = programs().into_iter().find(is_ours)?;
        let ours = self.rows(&ours, people);
        let ratio = |(round, row): &(usize, &Row)| {
            let (_, own) = ours.iter().find(|(other, _)| other == round)?;
            Some(own.rate() / row.rate())
        };
        let ratios: Vec<f64> = self.rows(program, people).iter().filter_map(ratio).collect();
        (!ratios.is_empty()).then(|| median(ratios))
    }

    /// How many standard errors a program's mean of a check lies from all others of its workload, order and size; none where
    /// too few others have it.
    fn distance(&self, program: &Program, people: u64, check: usize) -> Option<f64> {
        let of = |wanted: &dyn Fn(&Program) -> bool| -> Vec<f64> {
            let chosen = |run: &&Run| run.people == people && wanted(&run.program);
            let value = |run: &Run| run.outcome.as_ref().ok()?.checks.get(check).copied();
            self.runs.iter().filter(chosen).filter_map(value).collect()
        };
        let own = of(&|other| other == program);
        let others = of(&|other| {
            // Another way or number of threads of one tool may draw the very same numbers.
            other.tool != program.tool && other.workload == program.workload && other.order == program.order
        });
        if own.is_empty() || others.len() < FEW {
            return None;
        }
        let mean = |numbers: &[f64]| numbers.iter().sum::<f64>() / numbers.len() as f64;
        let squares = |numbers: &[f64]| numbers.iter().map(|x| (x - mean(numbers)).powi(2)).sum::<f64>();
        // What chance does to one run, from both: neither is taken as right.
        let variance = (squares(&own) + squares(&others)) / (own.len() + others.len() - 2) as f64;
        let error = (variance * (1.0 / own.len() as f64 + 1.0 / others.len() as f64)).sqrt();
        Some((mean(&own) - mean(&others)) / error.max(1e-12))
    }

    /// The greatest distance of all of a program's checks.
    fn furthest(&self, program: &Program, people: u64) -> Option<f64> {
        let all = (0..3).filter_map(|check| self.distance(program, people, check));
        all.map(f64::abs).reduce(f64::max)
    }

    /// The tables' rows of a workload: programs that ran, the fastest at its largest size first.
    fn ranked(&self, workload: Workload) -> Vec<Program> {
        let mut ran: Vec<Program> = programs()
            .into_iter()
            .filter(|program| program.workload == workload && self.largest(program).is_some())
            .collect();
        let speed = |p: &Program| self.largest(p).map_or(0.0, |people| median(self.rates(p, people)));
        ran.sort_by(|a, b| speed(b).total_cmp(&speed(a)));
        ran
    }

    /// A workload's table.
    pub fn table(&self, workload: Workload) -> String {
        let mut text = String::new();
        let sizes: Vec<String> = self.sizes.iter().map(|people| short(*people)).collect();
        let _ = writeln!(
            text,
            "| program | order | threads | {} | ours ÷ it | ours on 1 ÷ it | MB | {} | off by | at |\n|---|---|---:|{}---:|---:|---:|---:|---:|---:|",
            sizes.join(" | "),
            workload.check(),
            "---:|".repeat(sizes.len())
        );
        for program in self.ranked(workload) {
            let rates = self.sizes.iter().map(|people| {
                let rates = self.rates(&program, *people);
                if rates.is_empty() { "–".into() } else { digits(median(rates) / 1e6) }
            });
            let Some(at) = self.largest(&program) else { continue };
            let rows = self.rows(&program, at);
            let ratio = |threads| self.ours_over(&program, at, threads).map_or("–".into(), digits);
            let memory = median(rows.iter().map(|(_, row)| row.megabytes).collect());
            let checks = rows.iter().filter_map(|(_, row)| row.checks.first());
            let check = checks.sum::<f64>() / rows.len() as f64;
            let off = self.furthest(&program, at).map_or("–".into(), |far| {
                if far > FAR { format!("**{far:.1}**") } else { format!("{far:.1}") }
            });
            let name = program.name();
            let name = if program.tool == Tool::Ours { format!("**{name}**") } else { name };
            let threads = if program.threads == Threads::All { self.threads } else { 1 };
            let _ = writeln!(
                text,
                "| {name} | {} | {threads} | {} | {} | {} | {memory:.0} | {check:.4} | {off} | {} |",
                program.order,
                rates.collect::<Vec<_>>().join(" | "),
                ratio(Threads::All),
                ratio(Threads::One),
                short(at)
            );
        }
        text
    }

    /// What failed, once a program, size and reason.
    fn failures(&self) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        for run in &self.runs {
            if let Err(why) = &run.outcome {
                let line = format!(
                    "- {}, {}, {} agents: {}",
                    run.program.name(),
                    run.program.workload.code(),
                    short(run.people),
                    plain(why)
                );
                if !lines.contains(&line) {
                    lines.push(line);
                }
            }
        }
        lines
    }

    /// The page.
    pub fn page(&self) -> String {
        let mut page = String::from(HEAD);
        if self.is_busy() {
            let share =
                self.taken.map_or("an unknown share".into(), |share| format!("{:.0} %", 100.0 * share));
            let _ = writeln!(
                page,
                "\n**Machine busy**: before a round, other work took {share} of the processors. These numbers are not to be trusted: run it \
                 again on an idle machine. Ratios suffer less than rates, programs on one thread less than those on all.\n"
            );
        }
        let _ = writeln!(
            page,
            "\nMachine: {}. {} rounds, each program once a round in a process of its own, every other round backward; medians of rounds. The \
             sizes are numbers of agents.\n\n![Agent-steps a second of each program, three panels](peers.png)\n",
            self.machine, self.rounds
        );
        page.push_str(READING);
        for workload in Workload::ALL {
            let _ = write!(page, "\n## {}\n\n{}", workload.names().1, self.table(workload));
        }
        page.push_str("\n## Versions\n\n| tool | version |\n|---|---|\n");
        for (tool, version) in &self.tools {
            let said = match version {
                Ok(version) => plain(version),
                Err(why) => format!("could not be had: {}", plain(why)),
            };
            let _ = writeln!(page, "| {} | {said} |", tool.name());
        }
        page.push_str("\n## What could not be had, and what did not run\n\n");
        page.push_str(ABSENT);
        for line in self.failures() {
            page.push_str(&line);
            page.push('\n');
        }
        page
    }

    /// Every run as CSV.
    pub fn csv(&self) -> String {
        let mut text = String::from(
            "workload,program,order,threads,people,steps,round,seconds,agent_steps_per_second,peak_megabytes,check_1,check_2,check_3\n",
        );
        for run in &self.runs {
            let Ok(row) = &run.outcome else { continue };
            let (program, check) =
                (&run.program, |k: usize| row.checks.get(k).map_or(String::new(), f64::to_string));
            let threads = if program.threads == Threads::All { self.threads } else { 1 };
            let _ = writeln!(
                text,
                "{},\"{}\",{},{threads},{},{},{},{},{:.0},{},{},{},{}",
                program.workload.code(),
                program.name(),
                program.order,
                row.people,
                row.steps,
                run.round,
                row.seconds,
                row.rate(),
                row.megabytes,
                check(0),
                check(1),
                check(2)
            );
        }
        text
    }
}

/// A number in two or three digits.
pub fn digits(x: f64) -> String {
    match x {
        x if x >= 99.5 => format!("{x:.0}"),
        x if x >= 0.995 => format!("{x:.1}"),
        x => format!("{x:.2}"),
    }
}

/// A number of agents: `100k`, `1M`.
pub fn short(people: u64) -> String {
    match people {
        n if n >= 1_000_000 && n % 1_000_000 == 0 => format!("{}M", n / 1_000_000),
        n if n >= 1000 && n % 1000 == 0 => format!("{}k", n / 1000),
        n => n.to_string(),
    }
}

/// Words from elsewhere, so that they cannot break a table; paths of this machine are cut to their last part.
fn plain(words: &str) -> String {
    let cut = |word: &str| match word.rsplit_once('/') {
        Some((before, last)) if before.is_empty() || before.starts_with('/') || before.contains("/.") => {
            last.to_owned()
        }
        _ => word.to_owned(),
    };
    words.replace('|', ";").split_whitespace().map(cut).collect::<Vec<_>>().join(" ")
}

const HEAD: &str = "\
# Beside other tools

Three workloads, written in each tool as its own docs would have a user write them, and in its fast way where it has another. The rules,
word for word, and what each program does: [benches/peers/README.md](../benches/peers/README.md). All is made by one command,

```sh
cargo xtask peers --people 1e4,1e5,1e6 --rounds 3
```

which installs and builds what is missing below `target/peers`, runs everything, and writes this page, [its figure](peers.png) and
[every run as a row](peers.csv).
";

const READING: &str = "\
How to read the tables:

- **Rates** are million agent-steps a second: one agent through one step, whether or not it acts in it. Only stepping is timed: not making
  the world, compiling, or the checks. With 10k agents a run of the fast programs lasts some milliseconds, mostly starting threads.
- **ours ÷ it** is Fourfold's rate on all threads over this program's, within a round, at the size in the last column; **ours on 1 ÷ it** is
  Fourfold's on one thread. The first is what a user sees; for a program that has one thread the second is what the code does.
- **MB** is the most memory of the whole process up to the end of stepping, interpreter and libraries included.
- **off by** tells whether the same thing was computed: how many standard errors the mean of the check (the worst of three in W2 and W3)
  lies from the runs of all other tools with the same order. Up to 3 is chance, since the worst of some dozens is shown; beyond 4.5 it is
  bold and wrong.
- **order** is part of the rule of W1: people decide *at once* on what they hold when the step starts, or act *in turn*, *shuffled*, or
  *to and fro*, which are the tools' own ways and end in another Gini. Compare checks within an order.
- **Fourfold** is the scenario `verification/potts` in W2: the whole engine, with what it observes each month; ties and dispositions are
  computed from a hash there and take no memory. In W1 and W3 it is the engine's chunks, draws and arithmetic in a program of a hundred
  lines, not the economy: no ledger, no audit, no observables.
- **C by hand for AVX-512** is the bar: what this machine can do. It was written for these workloads and nothing else, and W3 has none.
";

const ABSENT: &str = "\
- Agents.jl: Julia could not be had. Debian 12 has no package `julia`; PyPI's `juliacall` and `jill` fetch Julia itself from elsewhere
  when they are first used, which failed here (only package registries can be reached); crates.io's `jlrs` binds to a Julia that is
  installed.
- NetLogo: not in Debian; what PyPI has connects to a NetLogo that is installed.
- krABMaga's `parallel` feature is not used: it locks the whole state around each agent's step.
- The network classes of Mesa (`discrete_space.Network`) and krABMaga (`Network`) were tried for W2 and were slower than a list of
  neighbours (0.7 and 0.1 to 0.4 of its rate), so the list is what is shown.
- ixa and Mesa have no stepping on more than one thread.
- Mesa is run with up to 100k agents; mesa-frames, ixa and krABMaga with up to 1M.
";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::peers::catalogue::AT_ONCE;

    fn of(tool: Tool, threads: Threads) -> Program {
        let is_it = |p: &Program| {
            p.tool == tool && p.workload == Workload::Logit4 && p.threads == threads && p.order == AT_ONCE
        };
        programs().into_iter().find(is_it).unwrap()
    }

    /// Three rounds of ours (twice, on all threads and on one), Numba, NumPy and ixa, whose check is `off`.
    fn measured(off: f64) -> Measured {
        let mut runs = Vec::new();
        for round in 1..=3 {
            let wobble = 0.001 * (round as f64 - 2.0);
            for (program, seconds, check) in [
                (of(Tool::Ours, Threads::All), 0.1 * round as f64, 0.287),
                (of(Tool::Ours, Threads::One), 0.2 * round as f64, 0.287),
                (of(Tool::Numba, Threads::All), 0.3 * round as f64, 0.2871),
                (of(Tool::NumPy, Threads::One), 1.0, 0.2869),
                (of(Tool::Ixa, Threads::One), 2.0, 0.287 + off),
            ] {
                let row = Row {
                    people: 100_000,
                    steps: 50,
                    seconds,
                    megabytes: 20.0,
                    checks: vec![check + wobble],
                };
                runs.push(Run { program, people: 100_000, round, outcome: Ok(row) });
            }
        }
        let failed = Err("no wheel|none at /home/me/x".to_owned());
        runs.push(Run { program: of(Tool::Mesa, Threads::One), people: 100_000, round: 1, outcome: failed });
        let tools = vec![(Tool::NumPy, Ok("numpy 2.5.5".into())), (Tool::Mesa, Err("no wheel".into()))];
        let (sizes, machine) = (vec![100_000, 1_000_000], "a box".to_owned());
        Measured { sizes, rounds: 3, threads: 2, machine, taken: Some(0.01), tools, runs }
    }

    #[test]
    fn ratios_are_taken_within_rounds() {
        let all = measured(0.0);
        let numba = of(Tool::Numba, Threads::All);
        assert!((all.ours_over(&numba, 100_000, Threads::All).unwrap() - 3.0).abs() < 1e-9);
        assert!((all.ours_over(&numba, 100_000, Threads::One).unwrap() - 1.5).abs() < 1e-9);
        assert_eq!(all.ours_over(&numba, 1_000_000, Threads::All), None);
    }

    #[test]
    fn a_table_has_a_row_for_whatever_ran_the_fastest_first() {
        let table = measured(0.0).table(Workload::Logit4);
        let rows: Vec<&str> = table.lines().skip(2).collect();
        assert_eq!(rows.len(), 5, "{table}");
        assert!(
            rows[0].starts_with("| **Fourfold** | at once | 2 | 25.0 | – | 1.0 | 0.50 | 20 | 0.2870 |"),
            "{table}"
        );
        assert!(rows[4].starts_with("| ixa | at once | 1 | 2.5 | – | 10.0 | 5.0 |"), "{table}");
        assert!(table.lines().all(|line| line.matches('|').count() == 12), "{table}");
    }

    #[test]
    fn a_program_that_computes_something_else_is_told() {
        let far = |off: f64| measured(off).furthest(&of(Tool::Ixa, Threads::One), 100_000).unwrap();
        assert!(far(0.0005) < FAR && far(0.01) > FAR);
        assert!(measured(0.01).table(Workload::Logit4).contains("| **"));
    }

    #[test]
    fn the_page_says_what_failed_and_whether_the_machine_was_busy() {
        let page = measured(0.0).page();
        assert!(page.contains("- Mesa, W2, 100k agents: no wheel;none at x\n"), "{page}");
        assert!(page.contains("| Mesa | could not be had: no wheel |") && !page.contains("Machine busy"));
        assert!(Measured { taken: Some(0.4), ..measured(0.0) }.page().contains("**Machine busy**"));
        let csv = measured(0.0).csv();
        assert_eq!(csv.lines().count(), 16);
        assert!(
            csv.contains("W2,\"Numba, chance by hash\",at once,2,100000,50,1,0.3,16666667,20,0.2861,,\n"),
            "{csv}"
        );
    }

    #[test]
    fn numbers_are_short() {
        assert_eq!([350.4, 12.34, 10.0, 3.04, 0.287].map(digits), ["350", "12.3", "10.0", "3.0", "0.29"]);
        assert_eq!([10_000, 1_000_000, 1234].map(short), ["10k", "1M", "1234"]);
        assert_eq!(median(vec![4.0, 1.0, 2.0]), 2.0);
    }
}
