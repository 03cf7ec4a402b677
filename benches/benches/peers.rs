//! One run of a workload that other programs have too, printed as they print it: `peers W1|W2|W3 AGENTS STEPS SEED THREADS`.
//!
//! `cargo xtask peers` runs it beside them; `benches/peers/README.md` has the rules.

use std::io::Write;
use std::process::ExitCode;

fn main() -> ExitCode {
    // `cargo bench` adds `--bench`.
    let words: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let told = match &words[..] {
        [workload, numbers @ ..] if numbers.len() == 4 => {
            let read =
                |k: usize| numbers[k].parse::<f64>().map_err(|_| format!("`{}` is no number", numbers[k]));
            let row = |[agents, steps, seed, threads]: [f64; 4]| {
                benches::peers::row(workload, agents as usize, steps as u64, seed as u64, threads as usize)
            };
            read(0).and_then(|a| Ok([a, read(1)?, read(2)?, read(3)?])).and_then(row)
        }
        _ => Err("say: W1|W2|W3 AGENTS STEPS SEED THREADS".into()),
    };
    match told {
        Ok(row) if writeln!(std::io::stdout(), "{row}").is_ok() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(slip) => {
            eprintln!("error: {slip}");
            ExitCode::from(2)
        }
    }
}
