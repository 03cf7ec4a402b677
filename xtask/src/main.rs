//! Chores of the repository as commands: `cargo xtask` lists them.

mod bench_compare;
mod check;
mod docs;
mod effects;
mod files;
mod gallery;
mod links;
mod long_run;
mod networks;
mod number;
mod outcome_map;
mod peers;
mod readme;
mod run;
mod stylised_facts;
mod theses;

use std::path::Path;
use std::process::ExitCode;

const HELP: &str = "\
Chores of the repository.

Usage: cargo xtask CHORE

  check                  everything that must hold: format, links, generated pages, lints, docs, tests
  docs [--check]         write docs/model/parameters.md from the parameter table; or say whether it is current
  stylised-facts [PEOPLE SEEDS]
                         run baseline for 40 years (20 000 people, 16 seeds) and write docs/model/stylised-facts.md
  long-run [PEOPLE SEEDS [SCENARIO...]]
                         run every scenario for 100 years (20 000 people, 20 seeds) and write docs/model/long-run.md;
                         or make the rows of some anew
  outcome-map [PEOPLE DRAWS]
                         run worlds drawn over all that is uncertain for 60 years (10 000 people, 600 draws) and write
                         docs/model/outcome-map.md and .csv
  effects [PEOPLE MONTHS PAIRS]
                         run emergence with each mechanism off, and every scenario (20 000 people, 600 months, 6 pairs), and
                         write docs/model/effects.md
  instructions [--store] count the instructions of a person-month (with valgrind) and hold them against
                         benches/baseline.csv: 10 % more is an error; or store them there. What is written on valgrind's
                         processor, whose registers are narrow, must be what is written on this one
  bench-compare [--store]
                         the same, and ratios of rates: the economy over the kernel, more threads and people over fewer
  peers [--people N,N...] [--rounds R] [--only WORD|WORD...]
                         run three workloads in what else there is (Mesa, Numba, henad, ...), at 1e4, 1e5 and 1e6 agents in 3
                         rounds, and write docs/peers.md, .csv and .png; with --only, print the tables of some
  gallery                run what is shown, and write docs/gallery and results/gallery
  theses                 test the claims of the theory (4000 people, 16 pairs, 32 draws) and write docs/model/theses.md and .png
  networks               measure clustering, paths and the melting of order with each kind of ties, and write docs/model/networks.md
  links                  whether every relative link in a Markdown file leads to a file
  check-run DIR [AGAIN]  whether a results folder is whole and its money adds up; and whether AGAIN,
                         another run of the same scenario, left the same bytes";

/// What is wrong, a line each; or what has been done, in one line.
type Verdict = Result<String, Vec<String>>;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let root = files::root();
    let verdict = match words[..] {
        [] | ["--help" | "-h" | "help"] => Ok(HELP.into()),
        ["check"] => check::all(&root),
        ["docs"] => docs::write(&root),
        ["docs", "--check"] => docs::check(&root),
        ["stylised-facts"] => stylised_facts::write(&root, "20000", "16"),
        ["stylised-facts", people, seeds] => stylised_facts::write(&root, people, seeds),
        ["long-run"] => long_run::write(&root, "20000", "20", &[]),
        ["long-run", people, seeds, ref only @ ..] => long_run::write(&root, people, seeds, only),
        ["outcome-map"] => outcome_map::write(&root, "10000", "600"),
        ["outcome-map", people, draws] => outcome_map::write(&root, people, draws),
        ["effects"] => effects::write(&root, "20000", "600", "6"),
        ["effects", people, months, pairs] => effects::write(&root, people, months, pairs),
        ["instructions"] => bench_compare::instructions(&root, false),
        ["instructions", "--store"] => bench_compare::instructions(&root, true),
        ["bench-compare"] => bench_compare::compare(&root, false),
        ["bench-compare", "--store"] => bench_compare::compare(&root, true),
        ["peers", ref words @ ..] => peers::write(&root, words),
        ["gallery"] => gallery::write(&root),
        ["networks"] => networks::write(&root),
        ["theses"] => theses::write(&root),
        ["links"] => links::check(&root),
        ["check-run", folder] => run::check(Path::new(folder), None),
        ["check-run", folder, again] => run::check(Path::new(folder), Some(Path::new(again))),
        _ => {
            eprintln!("error: there is no chore `{}`\n\n{HELP}", words.join(" "));
            return ExitCode::from(2);
        }
    };
    match verdict {
        Ok(done) => {
            eprintln!("{done}");
            ExitCode::SUCCESS
        }
        Err(faults) => {
            faults.iter().for_each(|fault| eprintln!("error: {fault}"));
            ExitCode::FAILURE
        }
    }
}
