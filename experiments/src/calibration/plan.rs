//! What is fitted to what.

use crate::Failure;
use crate::results::tables::Column;
use crate::runs::Form;
use crate::space::{Space, Wish, meant, spans};
use crate::validation::{Fact, facts};
use analysis::calibration::Target;
use scenarios::{Scenario, resolved_toml};
use std::fmt::Write as _;

/// Facts that are fitted unless others are named: all that `validate` asks but
/// those that rest on people who come once, whom the model has not; those that depend on how many people a world has
/// (volatility, the largest project); and growth outside of the core, for which there is no rule.
pub const USUAL: [&str; 16] = [
    "pp_yearly_core80",
    "pp_core_scaling",
    "pp_exit_hazard_established",
    "pp_growth_first5y",
    "pp_last_over_peak",
    "pp_time_to_peak_share",
    "pp_output_elasticity",
    "pp_growth_sd",
    "pp_surv_returning_36m",
    "fi_sd_small",
    "fi_sd_large",
    "fi_growth_ac",
    "ma_labour_share",
    "ma_ky",
    "ma_inv",
    "ma_growth_core",
];

/// A fact without a range counts as known to this share of its value.
const UNSAID: f64 = 0.1;
/// A range counts as so many standard deviations.
const RANGE: f64 = 4.0;

/// A fact that is fitted.
#[derive(Clone, Debug)]
pub struct Fitted {
    /// The fact.
    pub fact: Fact,
    /// Its value and how far that is known.
    pub target: Target,
}

/// A calibration that is to be done.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The scenario from which everything else is taken; its replicates are those at the end, in the middle of what is plausible.
    pub scenario: Scenario,
    /// How a scenario file names it: by its name in the library, or by where its file is.
    pub extends: String,
    /// What is varied.
    pub space: Space,
    /// What it is fitted to.
    pub fitted: Vec<Fitted>,
    /// How many waves.
    pub waves: usize,
    /// Worlds in each.
    pub runs: usize,
}

impl Plan {
    /// Fits what is uncertain, or the parameters of `vary`, to the usual facts, or those of `wanted`.
    ///
    /// # Errors
    /// There is no such parameter or fact, or one that cannot be varied or asked.
    pub fn new(scenario: Scenario, vary: &[Wish], wanted: &[Wish]) -> Result<Self, Failure> {
        let spans =
            if vary.is_empty() { spans() } else { vary.iter().map(Wish::span).collect::<Result<_, _>>()? };
        let usual: Vec<Wish> = USUAL.iter().map(|id| Wish { name: (*id).into(), range: None }).collect();
        let wanted = if wanted.is_empty() { &usual } else { wanted };
        let all = facts();
        let fitted = wanted.iter().map(|wish| fit(&all, wish)).collect::<Result<_, _>>()?;
        let extends = scenario.name.clone();
        Ok(Self { scenario, extends, space: Space::new(spans), fitted, waves: 3, runs: 300 })
    }

    /// The targets.
    #[must_use]
    pub fn targets(&self) -> Vec<Target> {
        self.fitted.iter().map(|one| one.target.clone()).collect()
    }

    /// What its ledger is like.
    #[must_use]
    pub fn form(&self) -> Form {
        let outputs = self.fitted.iter().map(|one| {
            Column::new(&one.fact.id, &one.fact.name, "that of the fact", "")
                .with_codes("empty where the world has no answer")
        });
        let keys = [
            Column::new("stage", "What the world was run for", "", "").with_codes(
                "wave 1, ...: a wave; draw: drawn from what is plausible; middle: the scenario that is written",
            ),
            Column::new("number", "Its number in that, from 0", "", "0.."),
        ];
        Form {
            what: "calibration",
            file: "design.csv",
            flags: "--vary, --fact, --waves and --runs",
            plan: self.text(),
            keys,
            values: self.space.columns(),
            outputs: outputs.collect(),
        }
    }

    /// The plan in words: the same text is the same calibration, whose runs can be carried on.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = format!("{}# waves {}, runs {}\n", crate::version::line(), self.waves, self.runs);
        // A String takes all that is written to it.
        for span in self.space.spans() {
            let _ = writeln!(text, "# vary {} {} .. {}", span.row.key, span.range.0, span.range.1);
        }
        for one in &self.fitted {
            let _ = writeln!(text, "# fact {} {} ± {}", one.target.name, one.target.value, one.target.sd);
        }
        text + &resolved_toml(&self.scenario)
    }
}

fn fit(all: &[Fact], wish: &Wish) -> Result<Fitted, Failure> {
    let Some(fact) = all.iter().find(|fact| fact.id == wish.name) else {
        let ids = all.iter().map(|fact| fact.id.as_str());
        return Err(Failure::input(
            format!("there is no fact `{}`", wish.name),
            meant(&wish.name, ids, "validation.csv of `fourfold validate` lists all"),
        ));
    };
    if let Err(why) = crate::validation::is_asked(fact) {
        return Err(Failure::input(
            format!("fact `{}` cannot be fitted: it is {why}", wish.name),
            "name facts that `fourfold validate` asks",
        ));
    }
    let spread = |(low, high): (f64, f64)| (high - low) / RANGE;
    let target = match (wish.range, fact.value, fact.range) {
        (Some(range), ..) => (0.5 * (range.0 + range.1), spread(range)),
        (None, Some(value), Some(range)) => (value, spread(range)),
        (None, Some(value), None) => (value, UNSAID * value.abs()),
        (None, None, _) => {
            return Err(Failure::input(
                format!("fact `{}` has no value of its own", wish.name),
                format!("give a range: --fact {}=LOW..HIGH", wish.name),
            ));
        }
    };
    let target = Target { name: fact.id.clone(), value: target.0, sd: target.1 };
    Ok(Fitted { fact: fact.clone(), target })
}

#[cfg(test)]
mod tests {
    use super::*;
    use scenarios::{Source, load};

    fn plan(vary: &[&str], facts: &[&str]) -> Result<Plan, Failure> {
        let read = |words: &[&str]| words.iter().map(|word| Wish::read(word).unwrap()).collect::<Vec<_>>();
        Plan::new(load(Source::named("baseline"), &[]).unwrap(), &read(vary), &read(facts))
    }

    #[test]
    fn all_that_is_uncertain_is_fitted_to_facts_that_are_asked() {
        let whole = plan(&[], &[]).unwrap();
        assert_eq!(whole.space.spans().len(), spans().len());
        assert_eq!(whole.fitted.len(), USUAL.len());
        assert!(whole.fitted.iter().all(|one| one.target.sd > 0.0));
    }

    #[test]
    fn ranges_of_ones_own_are_taken_and_ranges_count_as_four_deviations() {
        let own = plan(&["firms.growth=0.01..0.02"], &["ma_ky=3..5", "fi_sd_large"]).unwrap();
        assert_eq!(own.space.spans()[0].range, (0.01, 0.02));
        assert_eq!((own.fitted[0].target.value, own.fitted[0].target.sd), (4.0, 0.5));
        assert!((own.fitted[1].target.sd - 0.01312).abs() < 1e-12);
        assert_ne!(
            own.text(),
            plan(&["firms.growth=0.01..0.03"], &["ma_ky=3..5", "fi_sd_large"]).unwrap().text()
        );
    }

    #[test]
    fn what_cannot_be_is_told_with_a_remedy() {
        let told = |vary: &[&str], facts: &[&str]| {
            let failure = plan(vary, facts).unwrap_err();
            assert!(failure.is_wrong_input());
            format!("{failure}; {}", failure.help())
        };
        assert!(told(&["firms.grow"], &[]).contains("did you mean `firms.growth`?"));
        assert!(told(&["world.people"], &[]).contains("--vary world.people=LOW..HIGH"));
        assert!(told(&["firms.growth=0.1..9"], &[]).contains("cannot go from 0.1 to 9"));
        assert!(told(&["modes.initial=0.1..0.2"], &[]).contains("not one number"));
        assert!(told(&[], &["ma_kyy"]).contains("did you mean `ma_ky`?"));
        assert!(told(&[], &["rh_burst_project"]).contains("finer than a month"));
        assert!(Wish::read("a=2..1").is_err() && Wish::read("a=x").is_err());
    }
}
