//! Rounds as a table: a row for each, medians, and ratios to the first.

use crate::order::Case;
use crate::round::Measured;
use std::fmt::Write;

/// The first line of the table.
pub const HEADER: &str = "round,workload,people,months,threads,genesis_seconds,anchor_seconds,step_seconds,\
    person_months_per_second,peak_rss_bytes,bytes_per_person,largest_mode_share";

/// Something that runs once a round: a case of ours, or another program.
#[derive(Clone, Debug, PartialEq)]
pub struct Runner {
    /// The workload, or the other program's name.
    pub name: String,
    /// Worker threads, if it is ours.
    pub threads: Option<usize>,
    /// What was measured, round by round.
    pub rounds: Vec<Measured>,
}

impl Runner {
    /// A case of ours before its first round.
    #[must_use]
    pub fn ours(case: &Case) -> Self {
        Self { name: case.workload.name().into(), threads: Some(case.threads), rounds: Vec::new() }
    }

    /// Another program before its first round.
    #[must_use]
    pub fn other(name: &str) -> Self {
        Self { name: name.into(), threads: None, rounds: Vec::new() }
    }

    /// People in it; 0 before its first round.
    #[must_use]
    pub fn people(&self) -> f64 {
        self.rounds.first().map_or(0.0, |m| m.people)
    }

    /// A row of the table.
    #[must_use]
    pub fn row(&self, round: &str, measured: &Measured) -> String {
        let optional = |x: Option<f64>| x.map_or(String::new(), |x| format!("{x:.4}"));
        let bytes = measured.peak_bytes.map_or(String::new(), |bytes| format!("{bytes:.0}"));
        let per_person = measured.bytes_per_person().map_or(String::new(), |bytes| format!("{bytes:.1}"));
        format!(
            "{round},{},{},{},{},{},{},{:.4},{:.0},{bytes},{per_person},{:.5}",
            self.name,
            measured.people,
            measured.months,
            self.threads.map_or(String::new(), |k| k.to_string()),
            optional(measured.genesis_seconds),
            optional(measured.anchor_seconds),
            measured.step_seconds,
            measured.rate(),
            measured.check,
        )
    }

    /// Each measure's median over the rounds.
    #[must_use]
    pub fn median(&self) -> Measured {
        let of = |measure: fn(&Measured) -> f64| median(self.rounds.iter().map(measure).collect());
        let optional = |measure: fn(&Measured) -> Option<f64>| {
            let known: Vec<f64> = self.rounds.iter().filter_map(measure).collect();
            (!known.is_empty()).then(|| median(known))
        };
        Measured {
            people: of(|m| m.people),
            months: of(|m| m.months),
            genesis_seconds: optional(|m| m.genesis_seconds),
            anchor_seconds: optional(|m| m.anchor_seconds),
            step_seconds: of(|m| m.step_seconds),
            peak_bytes: optional(|m| m.peak_bytes),
            check: of(|m| m.check),
        }
    }

    fn label(&self) -> String {
        let threads = match self.threads {
            Some(1) => ", 1 thread".into(),
            Some(k) => format!(", {k} threads"),
            None => String::new(),
        };
        format!("{} ({} people{threads})", self.name, self.people())
    }

    /// This one over another: rates (with the range of the rounds' own ratios), time a person-month, memory.
    #[must_use]
    pub fn over(&self, other: &Self) -> String {
        let (mine, theirs) = (self.median(), other.median());
        let paired: Vec<f64> =
            self.rounds.iter().zip(&other.rounds).map(|(mine, theirs)| mine.rate() / theirs.rate()).collect();
        let (least, most) = paired.iter().fold((f64::INFINITY, 0.0f64), |(a, b), x| (a.min(*x), b.max(*x)));
        let rate = mine.rate() / theirs.rate();
        let mut line = format!("# {} / {}: rate x {rate:.4}", self.label(), other.label());
        // Writing to a String cannot fail.
        let _ = write!(line, " (rounds {least:.4} to {most:.4}), time a person-month x {:.3}", 1.0 / rate);
        if let (Some(mine), Some(theirs)) = (mine.bytes_per_person(), theirs.bytes_per_person()) {
            let _ = write!(line, ", bytes a person x {:.3}", mine / theirs);
        }
        line
    }
}

/// The lines below the rounds: medians, then each of ours over the first of ours, then over other programs of its size.
#[must_use]
pub fn summary(ours: &[Runner], others: &[Runner]) -> Vec<String> {
    let medians = ours.iter().chain(others).map(|runner| runner.row("median", &runner.median()));
    let among_ours = ours.iter().skip(1).map(|runner| runner.over(&ours[0]));
    let to_others = ours.iter().flat_map(|runner| {
        others.iter().filter(|other| other.people() == runner.people()).map(|other| runner.over(other))
    });
    medians.chain(among_ours).chain(to_others).collect()
}

fn median(mut numbers: Vec<f64>) -> f64 {
    numbers.sort_by(f64::total_cmp);
    match numbers.len() {
        0 => f64::NAN,
        n if n % 2 == 1 => numbers[n / 2],
        n => (numbers[n / 2 - 1] + numbers[n / 2]) / 2.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn runner(name: &str, seconds: &[f64]) -> Runner {
        let round = |s: &f64| Measured {
            people: 1000.0,
            months: 10.0,
            step_seconds: *s,
            peak_bytes: Some(64_000.0),
            check: 0.2873,
            ..Measured::default()
        };
        Runner { name: name.into(), threads: Some(2), rounds: seconds.iter().map(round).collect() }
    }

    #[test]
    fn a_row_has_a_cell_for_each_column() {
        let row = runner("potts", &[0.5]).row("1", &runner("potts", &[0.5]).rounds[0]);
        assert_eq!(row, "1,potts,1000,10,2,,,0.5000,20000,64000,64.0,0.28730");
        assert_eq!(row.split(',').count(), HEADER.split(',').count());
    }

    #[test]
    fn medians_and_ratios_are_over_rounds() {
        let (ours, peer) = (runner("potts", &[1.0, 4.0, 2.0]), runner("c", &[0.5, 1.0, 9.0]));
        assert_eq!(ours.median().step_seconds, 2.0);
        assert_eq!(median(vec![4.0, 1.0]), 2.5);
        let mut larger = peer.clone();
        larger.rounds.iter_mut().for_each(|round| round.people = 5000.0);
        let lines = summary(&[ours], &[peer]);
        assert_eq!(lines.len(), 3);
        assert!(lines[2].contains("rate x 0.5000 (rounds 0.2500 to 4.5000)"), "{}", lines[2]);
        assert_eq!(summary(&[runner("potts", &[1.0])], &[larger]).len(), 2, "another size is not compared");
        assert!(lines[2].contains("time a person-month x 2.000, bytes a person x 1.000"), "{}", lines[2]);
    }
}
