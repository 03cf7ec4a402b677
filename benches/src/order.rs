//! The command line of the bench `scale`.

use crate::workload::Workload;

/// What is said to somebody who asks for help.
pub const HELP: &str = "\
Runs a world of a given size in fresh processes, round by round, and prints a CSV row for each.

Usage: cargo bench -p benches --bench scale -- potts|emergence [options]

  --people N[,N…]      people in the world, as in 20000, 1_000_000 or 1e6 [default: 1e6]
  --threads K[,K…]     worker threads [default: one for each processor]
  --months M           months a round [default: potts 50, emergence 24]
  --rounds R           rounds; medians are taken over them [default: 5; 3 above 10 million people]
  --set KEY=VALUE      set any key of the scenario; may be given many times
  --against 'COMMAND'  a shell command that does the same work and prints, as its last lines,
                       name,workload,agents,steps,seconds,agent_steps_per_s,peak RSS MB,check…
                       It runs once a round, between ours, with the round's number in $ROUND;
                       may be given many times

With several sizes or numbers of threads every combination runs once a round; each is compared with the first of
them, and with the rows of other programs that have as many people.";

/// One world to measure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// Which world.
    pub workload: Workload,
    /// People in it.
    pub people: u64,
    /// Months that are timed.
    pub months: u64,
    /// Worker threads.
    pub threads: usize,
    /// Further settings of the scenario.
    pub settings: Vec<String>,
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// Say how the bench is used.
    Help,
    /// Measure rounds of all cases and all commands.
    Rounds {
        /// Our worlds.
        cases: Vec<Case>,
        /// What they are compared with.
        against: Vec<String>,
        /// How often.
        rounds: usize,
    },
    /// Live through one case in this process, with the chance of a round: what a round's own process is told.
    Alone(Case, u64),
}

/// The hidden flag by which a round's own process is told which round it is.
const ALONE: &str = "--alone";

/// People above which three rounds are enough.
const MANY: u64 = 10_000_000;

impl Order {
    /// Reads the words of the command line, without the program's name.
    ///
    /// # Errors
    /// What is wrong with them.
    pub fn read(words: impl IntoIterator<Item = String>) -> Result<Self, String> {
        // `cargo bench` adds `--bench`.
        let mut words = words.into_iter().filter(|word| word != "--bench");
        let (mut workload, mut months, mut rounds, mut alone) = (None, None, None, None);
        let (mut people, mut threads) = (vec![1_000_000], Vec::new());
        let (mut settings, mut against) = (Vec::new(), Vec::new());
        while let Some(word) = words.next() {
            if ["--help", "-h"].contains(&word.as_str()) {
                return Ok(Self::Help);
            }
            if !word.starts_with('-') {
                let named =
                    Workload::named(&word).ok_or(format!("`{word}` is neither potts nor emergence"))?;
                workload = Some(named);
                continue;
            }
            let (flag, value) = match word.split_once('=') {
                Some((flag, value)) => (flag.to_string(), value.to_string()),
                None => {
                    let value = words.next().ok_or(format!("`{word}` needs a value"))?;
                    (word, value)
                }
            };
            match flag.as_str() {
                "--people" => people = counts(&value)?,
                "--threads" => threads = counts(&value)?,
                ALONE => alone = Some(count(&value)?),
                "--months" => months = Some(count(&value)?),
                "--rounds" => rounds = Some(count(&value)?),
                "--set" => settings.push(value),
                "--against" => against.push(value),
                _ => return Err(format!("there is no `{flag}`; `--help` lists what there is")),
            }
        }
        let Some(workload) = workload else { return Ok(Self::Help) };
        if threads.is_empty() {
            threads.push(std::thread::available_parallelism().map_or(1, |n| n.get() as u64));
        }
        let months = months.unwrap_or(workload.usual_months());
        let cases: Vec<Case> = people
            .iter()
            .flat_map(|people| threads.iter().map(move |threads| (*people, *threads as usize)))
            .map(|(people, threads)| Case { workload, people, months, threads, settings: settings.clone() })
            .collect();
        if let (Some(round), Some(case)) = (alone, cases.first()) {
            return Ok(Self::Alone(case.clone(), round));
        }
        let usual = if people.iter().any(|n| *n > MANY) { 3 } else { 5 };
        Ok(Self::Rounds { cases, against, rounds: rounds.unwrap_or(usual) as usize })
    }
}

impl Case {
    /// The command line under which a process lives through this case alone, in a round counted from 1.
    #[must_use]
    pub fn words(&self, round: usize) -> Vec<String> {
        let mut words = vec![format!("{ALONE}={round}"), self.workload.name().to_string()];
        words.push(format!("--people={}", self.people));
        words.push(format!("--months={}", self.months));
        words.push(format!("--threads={}", self.threads));
        words.extend(self.settings.iter().map(|setting| format!("--set={setting}")));
        words
    }
}

fn counts(text: &str) -> Result<Vec<u64>, String> {
    text.split(',').map(count).collect()
}

/// A whole number above 0, as in `20000`, `1_000_000` or `1e6`.
fn count(text: &str) -> Result<u64, String> {
    let plain = text.replace('_', "");
    let whole = |x: f64| (x.fract() == 0.0 && (1.0..=1e18).contains(&x)).then_some(x as u64);
    let number = plain.parse().ok().or_else(|| plain.parse().ok().and_then(whole));
    number.filter(|n| *n > 0).ok_or(format!("`{text}` is not a whole number above 0"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(words: &str) -> Result<Order, String> {
        Order::read(words.split_whitespace().map(String::from))
    }

    #[test]
    fn sizes_and_threads_are_combined_and_a_case_survives_its_own_words() {
        let order = read("--bench potts --people 1e5,2_000_000 --threads=1,2 --set seed.x=a=b --rounds 7");
        let Ok(Order::Rounds { cases, against, rounds: 7 }) = order else { panic!("{order:?}") };
        let sizes: Vec<_> = cases.iter().map(|c| (c.people, c.threads, c.months)).collect();
        assert_eq!(sizes, [(100_000, 1, 50), (100_000, 2, 50), (2_000_000, 1, 50), (2_000_000, 2, 50)]);
        assert!(against.is_empty());
        assert_eq!(Order::read(cases[3].words(4)), Ok(Order::Alone(cases[3].clone(), 4)));
    }

    #[test]
    fn very_large_worlds_get_three_rounds() {
        let rounds = |words| match read(words) {
            Ok(Order::Rounds { rounds, .. }) => rounds,
            other => panic!("{other:?}"),
        };
        assert_eq!((rounds("emergence --people 1e7"), rounds("emergence --people 1e8")), (5, 3));
    }

    #[test]
    fn slips_are_told_and_no_words_ask_for_help() {
        assert_eq!(read("--bench"), Ok(Order::Help));
        for slip in ["pots", "potts --people 0", "potts --people 1.5", "potts --rounds", "potts --round 3"] {
            assert!(read(slip).is_err(), "{slip}");
        }
    }
}
