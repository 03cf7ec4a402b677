//! Which programs there are: tool, workload, order of activation, threads, and up to which size each is run.

/// A workload, as `benches/peers/README.md` defines it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Workload {
    Wealth,
    Logit4,
    RegimeChoice,
}

impl Workload {
    pub const ALL: [Self; 3] = [Self::Wealth, Self::Logit4, Self::RegimeChoice];

    /// As programs are told.
    pub fn code(self) -> &'static str {
        match self {
            Self::Wealth => "W1",
            Self::Logit4 => "W2",
            Self::RegimeChoice => "W3",
        }
    }

    /// Its file's name, and its own.
    pub fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Wealth => ("wealth", "W1 wealth exchange"),
            Self::Logit4 => ("logit4", "W2 logit4"),
            Self::RegimeChoice => ("regime_choice", "W3 regime choice"),
        }
    }

    pub fn steps(self) -> u64 {
        match self {
            Self::Wealth | Self::Logit4 => 50,
            Self::RegimeChoice => 100,
        }
    }

    /// What its programs print after speed and memory. The second of W2 and all others are in `docs/peers.csv`.
    pub fn check(self) -> &'static str {
        match self {
            Self::Wealth => "Gini of money",
            Self::Logit4 => "largest share",
            Self::RegimeChoice => "share in peer production",
        }
    }
}

/// What a program is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    C,
    Ours,
    Numba,
    Henad,
    NumPy,
    MesaFrames,
    Ixa,
    Krabmaga,
    Mesa,
}

impl Tool {
    pub const ALL: [Self; 9] = [
        Self::C,
        Self::Ours,
        Self::Numba,
        Self::Henad,
        Self::NumPy,
        Self::MesaFrames,
        Self::Ixa,
        Self::Krabmaga,
        Self::Mesa,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::C => "C",
            Self::Ours => "Fourfold",
            Self::Numba => "Numba",
            Self::Henad => "henad",
            Self::NumPy => "NumPy",
            Self::MesaFrames => "mesa-frames",
            Self::Ixa => "ixa",
            Self::Krabmaga => "krABMaga",
            Self::Mesa => "Mesa",
        }
    }

    /// Its folder in `benches/peers/`.
    pub fn folder(self) -> &'static str {
        match self {
            Self::C => "c",
            Self::Ours => "../src/peers",
            Self::Numba => "numba",
            Self::Henad => "henad",
            Self::NumPy => "numpy",
            Self::MesaFrames => "mesa-frames",
            Self::Ixa => "ixa",
            Self::Krabmaga => "krabmaga",
            Self::Mesa => "mesa",
        }
    }

    pub fn is_python(self) -> bool {
        matches!(self, Self::Numba | Self::NumPy | Self::MesaFrames | Self::Mesa)
    }

    /// People beyond which it is not run, since a run would take minutes.
    fn most_people(self) -> u64 {
        match self {
            Self::Mesa => 100_000,
            Self::MesaFrames | Self::Ixa | Self::Krabmaga => 1_000_000,
            _ => u64::MAX,
        }
    }
}

/// Threads of a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Threads {
    One,
    All,
}

/// One row of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Program {
    pub tool: Tool,
    pub workload: Workload,
    /// Which of the tool's ways; empty where there is one.
    pub way: &'static str,
    /// The word that asks for it.
    pub variant: &'static str,
    /// In which order people act: part of the rule, so checks are compared within an order only.
    pub order: &'static str,
    pub threads: Threads,
}

/// All decide on the state at the start of the step.
pub const AT_ONCE: &str = "at once";
/// One after another, and the next sees what the last one did.
pub const IN_TURN: &str = "in turn";
/// The same in a fresh random order each step.
pub const SHUFFLED: &str = "shuffled";
/// The same, forward and backward in turn.
pub const TO_AND_FRO: &str = "to and fro";

impl Program {
    /// As tables name it.
    pub fn name(&self) -> String {
        if self.way.is_empty() {
            self.tool.name().into()
        } else {
            format!("{}, {}", self.tool.name(), self.way)
        }
    }

    /// What tells its rows from all others.
    pub fn key(&self) -> String {
        let threads = if self.threads == Threads::All { "all" } else { "one" };
        format!("{} {} {} {}", self.workload.code(), self.name(), self.order, threads)
    }

    /// Whether it is run with so many people.
    pub fn runs_with(&self, people: u64) -> bool {
        people <= self.tool.most_people()
    }
}

/// Every program, in the order in which the first round runs them.
pub fn programs() -> Vec<Program> {
    use Threads::{All, One};
    let mut all = Vec::new();
    let mut add = |tool, workload, way, variant, order, threads| {
        all.push(Program { tool, workload, way, variant, order, threads });
    };
    let w1 = Workload::Wealth;
    add(Tool::C, w1, "by hand for AVX-512", "sync512", AT_ONCE, All);
    add(Tool::C, w1, "plain", "sync", AT_ONCE, All);
    for (variant, order) in [("seq", IN_TURN), ("shuf", SHUFFLED), ("alt", TO_AND_FRO)] {
        add(Tool::C, w1, "plain", variant, order, One);
    }
    let w2 = Workload::Logit4;
    add(Tool::C, w2, "by hand for AVX-512", "packed", AT_ONCE, All);
    add(Tool::C, w2, "plain", "plain", AT_ONCE, All);
    add(Tool::C, Workload::RegimeChoice, "plain", "", AT_ONCE, All);
    for workload in Workload::ALL {
        let is_wealth = workload == w1;
        add(Tool::Ours, workload, "", "", AT_ONCE, All);
        add(Tool::Ours, workload, "", "", AT_ONCE, One);
        add(Tool::Numba, workload, "chance by hash", "hash", AT_ONCE, All);
        if workload != Workload::RegimeChoice {
            add(Tool::Numba, workload, "its own chance", "", AT_ONCE, All);
        }
        add(Tool::Henad, workload, "", "", AT_ONCE, All);
        add(Tool::NumPy, workload, "", "", AT_ONCE, One);
        add(Tool::MesaFrames, workload, "", "", AT_ONCE, All);
        if workload != Workload::RegimeChoice {
            add(Tool::MesaFrames, workload, "Polars alone", "native", AT_ONCE, All);
        }
        add(Tool::Ixa, workload, "", "", if is_wealth { IN_TURN } else { AT_ONCE }, One);
        add(Tool::Krabmaga, workload, "", "", if is_wealth { TO_AND_FRO } else { AT_ONCE }, One);
        add(Tool::Mesa, workload, "", "", if is_wealth { SHUFFLED } else { AT_ONCE }, One);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::root;
    use std::collections::BTreeSet;

    #[test]
    fn every_tool_has_every_workload_and_every_key_is_one_program() {
        let all = programs();
        for tool in Tool::ALL {
            for workload in Workload::ALL {
                assert!(
                    all.iter().any(|p| p.tool == tool && p.workload == workload),
                    "{tool:?} {workload:?}"
                );
            }
        }
        assert_eq!(all.iter().map(Program::key).collect::<BTreeSet<_>>().len(), all.len());
    }

    #[test]
    fn every_program_has_its_file() {
        for program in programs() {
            let folder = root().join("benches/peers").join(program.tool.folder());
            let (file, _) = program.workload.names();
            let here = ["", "src/"].iter().any(|inner| {
                ["c", "py", "rs"].iter().any(|end| folder.join(format!("{inner}{file}.{end}")).is_file())
            });
            // Our W2 is a scenario of the library.
            assert!(
                here || (program.tool, program.workload) == (Tool::Ours, Workload::Logit4),
                "{program:?}"
            );
            assert_eq!(folder.join("requirements.txt").is_file(), program.tool.is_python(), "{program:?}");
        }
    }
}
