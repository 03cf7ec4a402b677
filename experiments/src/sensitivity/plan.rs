//! What is varied, by how many runs.

use crate::Failure;
use crate::results::tables::Column;
use crate::runs::{Form, Outcome};
use crate::space::{Space, Wish, no_two, spans};
use scenarios::{Scenario, resolved_toml};
use std::fmt::Write as _;

/// A sensitivity analysis that is to be done.
#[derive(Clone, Debug)]
pub struct Plan {
    /// From which everything else is taken.
    pub scenario: Scenario,
    /// What is varied.
    pub space: Space,
    /// What is looked at; the first decides which parameters go on to the second part.
    pub outcomes: Vec<Outcome>,
    /// Trajectories of the first part; 0 leaves it out, and all parameters go on.
    pub trajectories: usize,
    /// Rows of the second part; 0 leaves it out.
    pub rows: usize,
    /// How many parameters go on.
    pub keep: usize,
}

impl Plan {
    /// Varies what is declared uncertain, or the parameters of `vary`.
    ///
    /// # Errors
    /// There is no such parameter, it cannot be varied so, or nothing is to be done.
    pub fn new(
        scenario: Scenario,
        vary: &[Wish],
        outcomes: Vec<Outcome>,
        (trajectories, rows, keep): (usize, usize, usize),
    ) -> Result<Self, Failure> {
        no_two(vary.iter())?;
        let spans =
            if vary.is_empty() { spans() } else { vary.iter().map(Wish::span).collect::<Result<_, _>>()? };
        let months = scenario.params.world.months as i64;
        outcomes.iter().try_for_each(|outcome| outcome.check(months))?;
        if trajectories == 0 && rows == 0 {
            return Err(Failure::input("nothing is to be done", "give --trajectories or --rows above 0"));
        }
        let space = Space::new(spans);
        let most = sobol_burley::NUM_DIMENSIONS as usize / 2;
        if trajectories == 0 && space.names().len() > most {
            return Err(Failure::input(
                format!(
                    "shares of variance can be had of {most} coordinates, not of {}",
                    space.names().len()
                ),
                "leave --trajectories above 0, so that the strongest are chosen, or name fewer with --vary",
            ));
        }
        Ok(Self { scenario, space, outcomes, trajectories, rows, keep })
    }

    /// Worlds of the first part, and of the second at most.
    #[must_use]
    pub fn worlds(&self) -> (usize, usize) {
        let kept = if self.trajectories == 0 {
            self.space.spans().len()
        } else {
            self.keep.min(self.space.spans().len())
        };
        (self.trajectories * (self.space.names().len() + 1), self.rows * (kept + 3))
    }

    /// What its ledger is like.
    #[must_use]
    pub fn form(&self) -> Form {
        let keys = [
            Column::new("stage", "What the world was run for", "", "").with_codes(
                "morris: a point of a trajectory; sobol A, sobol B: a row of a sample; sobol KEY: a row of A with that parameter from B; sobol chance: a row of A with the luck of B",
            ),
            Column::new("number", "Its number in that, from 0", "", "0.."),
        ];
        Form {
            what: "sensitivity analysis",
            file: "runs.csv",
            flags: "--vary, --outcome, --trajectories, --rows and --keep",
            plan: self.text(),
            keys,
            values: self.space.columns(),
            outputs: self.outcomes.iter().map(|outcome| outcome.column()).collect(),
        }
    }

    fn text(&self) -> String {
        let mut text = format!(
            "{}# trajectories {}, rows {}, keep {}\n",
            crate::version::line(),
            self.trajectories,
            self.rows,
            self.keep
        );
        // A String takes all that is written to it.
        for span in self.space.spans() {
            let _ = writeln!(text, "# vary {} {} .. {}", span.row.key, span.range.0, span.range.1);
        }
        for outcome in &self.outcomes {
            let _ = writeln!(text, "# outcome {}", outcome.name());
        }
        text + &resolved_toml(&self.scenario)
    }
}
