//! Which worlds are run.

use crate::Failure;
use crate::results::tables::Column;
use crate::runs::outcome::YEAR;
use crate::runs::{Batch, Form, Ledger, Outcome, Run, World, live};
use crate::space::{Drawn, Span, Wish};
use scenarios::{Scenario, resolved_toml};
use sim_core::params::{Kind, Scope, Shock, Value};

/// From where the parameter comes.
pub const BRANCHES: [&str; 2] = ["below", "above"];

/// With fewer values than this the largest step of a slope may hold half of its change.
pub const LEAST: usize = 6;

/// A search for a tipping point that is to be done.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The scenario; it lasts as long as both parts do.
    pub scenario: Scenario,
    /// The parameter and its range.
    pub span: Span,
    /// Its values, in rising order.
    pub values: Vec<Value>,
    /// Months under the value at the end of the range.
    pub settle: u64,
    /// Months under the value itself.
    pub hold: u64,
    /// What is looked at, in the last year of the hold.
    pub outcome: Outcome,
    /// The same, in the year half-way through it.
    pub half: Outcome,
}

impl Plan {
    /// Along a parameter, in so many values.
    ///
    /// # Errors
    /// There is no such parameter, it cannot change while a world lives, or months are too few.
    pub fn new(
        mut scenario: Scenario,
        along: &Wish,
        steps: usize,
        (settle, hold): (u64, u64),
        outcome: Outcome,
    ) -> Result<Self, Failure> {
        let span = along.span()?;
        let key = &span.row.key;
        if span.row.scope == Scope::Run || !matches!(span.row.kind, Kind::Number | Kind::Integer) {
            return Err(Failure::input(
                format!("`{key}` cannot change while a world lives, so that nothing is come to along it"),
                format!(
                    "look at worlds that begin with it: fourfold sweep {} --vary {key}=LOW..HIGH:N",
                    scenario.name
                ),
            ));
        }
        let Outcome::Mean { measure, until: None } = outcome else {
            return Err(Failure::input(
                format!("`{}` is no measure whose last year can be looked at", outcome.name()),
                "give the name of a measure to --outcome, without a month",
            ));
        };
        if hold < 2 * YEAR as u64 {
            return Err(Failure::input(
                "a hold of less than two years has no year half-way through it",
                "give --hold 24 or more",
            ));
        }
        let place = |k: usize| k as f64 / (steps.max(2) - 1) as f64;
        let mut values: Vec<Value> =
            (0..steps.max(2)).map(|k| span.at(&[place(k)], &span.row.default)).collect();
        values.dedup();
        if values.len() < LEAST {
            return Err(Failure::input(
                format!(
                    "`{key}` has {} values along this range; with fewer than {LEAST} any bend looks like a jump",
                    values.len()
                ),
                "give a wider range, or more --steps",
            ));
        }
        scenario.params.world.months = settle + hold;
        if let Some(fault) = scenario.params.faults().into_iter().next() {
            return Err(Failure::input(fault.message, "give other --settle and --hold"));
        }
        let half = Outcome::Mean { measure, until: Some((settle + hold / 2) as i64) };
        Ok(Self { scenario, span, values, settle, hold, outcome, half })
    }

    /// What its ledger is like.
    #[must_use]
    pub fn form(&self) -> Form {
        let keys = [
            Column::new("branch", "From where the parameter came", "", "").with_codes(BRANCHES.join("; ")),
            Column::new(
                "number",
                "Number of the value times the number of replicates, and the replicate",
                "",
                "0..",
            ),
        ];
        let row = &self.span.row;
        Form {
            what: "search for a tipping point",
            file: "runs.csv",
            flags: "--along, --steps, --settle, --hold and --outcome",
            plan: self.text(),
            keys,
            values: vec![Column::new(&row.key, &row.meaning, row.unit, "")],
            outputs: vec![self.half.column(), self.outcome.column()],
        }
    }

    fn text(&self) -> String {
        let values: Vec<String> = self.values.iter().map(ToString::to_string).collect();
        format!(
            "{}# tipping along {} at {}\n# settle {}, hold {}, outcome {}\n{}",
            crate::version::line(),
            self.span.row.key,
            values.join(" "),
            self.settle,
            self.hold,
            self.outcome.name(),
            resolved_toml(&self.scenario)
        )
    }

    /// How many replicates each value has on each branch.
    #[must_use]
    pub fn replicates(&self) -> usize {
        self.scenario.params.world.replicates as usize
    }

    /// How many worlds there are.
    #[must_use]
    pub fn worlds(&self) -> usize {
        2 * self.values.len() * self.replicates()
    }

    /// The values as numbers.
    #[must_use]
    pub fn numbers(&self) -> Vec<f64> {
        self.values.iter().map(number).collect()
    }

    /// Runs what the ledger does not know; none if it was stopped. Of each branch all values, of each value all replicates.
    ///
    /// # Errors
    /// The ledger cannot be written.
    pub fn run(
        &self,
        ledger: &mut Ledger,
        threads: usize,
        is_stopped: &(dyn Fn() -> bool + Sync),
        told: &mut dyn FnMut(usize),
    ) -> Result<Option<Vec<Run>>, Failure> {
        let each = self.values.len() * self.replicates();
        let keys: Vec<(String, usize)> =
            BRANCHES.iter().flat_map(|branch| (0..each).map(move |k| ((*branch).to_owned(), k))).collect();
        let outcomes = [self.half, self.outcome];
        let batch = Batch {
            keys: &keys,
            outputs: 2,
            world: &|k| {
                let (branch, k) = (k / each, k % each);
                self.world(branch, k / self.replicates(), k % self.replicates())
            },
            live: &|params, replicate| live(params, replicate, &outcomes, is_stopped),
        };
        batch.run(ledger, threads, is_stopped, told)
    }

    fn world(&self, branch: usize, value: usize, replicate: usize) -> World {
        let end = if branch == 0 { &self.values[0] } else { &self.values[self.values.len() - 1] };
        let mut params = self.scenario.params.clone();
        let held = |name: &str, from: u64, until: i64, value: &Value| Shock {
            name: name.to_owned(),
            from: from as i64,
            until,
            regions: Vec::new(),
            set: vec![(self.span.row.key.clone(), value.clone())],
        };
        let settle = self.settle as i64;
        // Months that are lived begin with 1, and the last one is included.
        let ever = (self.settle + self.hold + 1) as i64;
        params.shocks.push(held("tipping: settles", 0, settle + 1, end));
        params.shocks.push(held("tipping: is held", self.settle + 1, ever, &self.values[value]));
        let mut each = self.scenario.params.clone();
        let refused = [end, &self.values[value]].into_iter().find_map(|value| {
            let refused = each.set(&self.span.row.key, value).err().map(|why| format!("{why:?}"));
            refused.or_else(|| each.faults().into_iter().next().map(|fault| fault.message))
        });
        let values = vec![number(&self.values[value])];
        World {
            drawn: Drawn { params, values, taken_back: Vec::new(), fault: refused },
            replicate: replicate as u64,
        }
    }
}

fn number(value: &Value) -> f64 {
    match value {
        Value::Number(x) => *x,
        Value::Integer(n) => *n as f64,
        _ => f64::NAN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use scenarios::{Source, load};

    fn plan(along: &str, outcome: &str, hold: u64) -> Result<Plan, Failure> {
        let scenario = load(Source::named("emergence"), &[]).unwrap();
        Plan::new(scenario, &Wish::read(along).unwrap(), 9, (60, hold), Outcome::read(outcome).unwrap())
    }

    #[test]
    fn worlds_of_one_value_differ_by_what_was_before_and_by_nothing_else() {
        let plan = plan("regimes.imitation=1..2", "time_peer_share", 120).unwrap();
        assert_eq!(plan.numbers()[..3], [1.0, 1.125, 1.25]);
        assert_eq!(plan.scenario.params.world.months, 180);
        let [low, high] = [0, 1].map(|branch| plan.world(branch, 4, 3));
        assert_eq!((low.replicate, &low.drawn.values), (3, &vec![1.5]));
        let shocks = |world: &World| world.drawn.params.shocks.clone();
        let of = |world: &World, k: usize| shocks(world)[k].set[0].1.clone();
        assert_eq!((of(&low, 0), of(&high, 0)), (Value::Number(1.0), Value::Number(2.0)));
        assert_eq!(shocks(&low)[1], shocks(&high)[1]);
        assert_eq!((shocks(&low)[0].until, shocks(&low)[1].from, shocks(&low)[1].until), (61, 61, 181));
    }

    #[test]
    fn what_cannot_be_is_told_with_a_remedy() {
        let told = |along: &str, outcome: &str, hold: u64| {
            let failure = plan(along, outcome, hold).unwrap_err();
            assert!(failure.is_wrong_input());
            format!("{failure}; {}", failure.help())
        };
        assert!(told("biosphere.initial=0.6..0.9", "wage", 120).contains("fourfold sweep emergence --vary"));
        assert!(told("regimes.imitation=1..2", "wage@20", 120).contains("without a month"));
        assert!(told("regimes.imitation=1..2", "ends:mainstay", 120).contains("no measure"));
        assert!(told("regimes.imitation=1..2", "wage", 12).contains("--hold 24"));
        assert!(told("firms.poor_months=3..5", "wage", 120).contains("3 values along this range"));
        assert!(told("regimes.imitatio=1..2", "wage", 120).contains("did you mean"));
    }
}
