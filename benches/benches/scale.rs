//! Runs at scale: speed and memory of whole worlds, each round in a process of its own.
//!
//! `cargo bench -p benches --bench scale -- potts --people 1e6 --threads 1,2`; `README.md` has the figures.

use benches::order::{Case, HELP, Order};
use benches::report::{HEADER, Runner, summary};
use benches::round::{Measured, alone, in_own_process, of_command};
use sim_core::engine::pages::LargePages;
use std::io::{Write, stdout};
use std::process::ExitCode;

/// As the program has it.
#[global_allocator]
static ALLOCATOR: LargePages = LargePages;

fn main() -> ExitCode {
    let order = match Order::read(std::env::args().skip(1)) {
        Ok(order) => order,
        Err(slip) => {
            eprintln!("error: {slip}");
            return ExitCode::from(2);
        }
    };
    let done = match order {
        Order::Help => say(HELP),
        Order::Alone(case, round) => alone(&case, round).and_then(|told| say(&told)),
        Order::Rounds { cases, against, rounds } => measure(&cases, &against, rounds),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn measure(cases: &[Case], against: &[String], rounds: usize) -> Result<(), String> {
    let mut ours: Vec<Runner> = cases.iter().map(Runner::ours).collect();
    let mut others: Vec<Runner> = Vec::new();
    say(HEADER)?;
    for round in 1..=rounds {
        // Every other round goes backward: what the machine does beside it falls on all alike.
        let mut turns: Vec<usize> = (0..cases.len() + against.len()).collect();
        if round % 2 == 0 {
            turns.reverse();
        }
        for turn in turns {
            match cases.get(turn) {
                Some(case) => keep(&mut ours[turn], round, in_own_process(case, round)?)?,
                None => {
                    for (name, measured) in of_command(&against[turn - cases.len()], round)? {
                        keep(named(&mut others, &name, measured.people), round, measured)?;
                    }
                }
            }
        }
    }
    summary(&ours, &others).iter().try_for_each(|line| say(line))
}

/// The other program of that name and size; it is noted when it first prints a row.
fn named<'a>(others: &'a mut Vec<Runner>, name: &str, people: f64) -> &'a mut Runner {
    let is_it = |other: &Runner| other.name == name && other.people() == people;
    let known = others.iter().position(is_it).unwrap_or(others.len());
    if known == others.len() {
        others.push(Runner::other(name));
    }
    &mut others[known]
}

fn keep(runner: &mut Runner, round: usize, measured: Measured) -> Result<(), String> {
    runner.rounds.push(measured);
    say(&runner.row(&round.to_string(), &measured))
}

/// Prints a line at once, so that a long measurement can be followed.
fn say(line: &str) -> Result<(), String> {
    let mut out = stdout().lock();
    writeln!(out, "{line}").and_then(|()| out.flush()).map_err(|cause| cause.to_string())
}
