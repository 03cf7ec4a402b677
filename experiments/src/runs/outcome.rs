//! Which numbers are kept of a world's life.

use super::Life;
use crate::Failure;
use crate::outcome_map::path::stage_of;
use crate::results::tables::Column;
use scenarios::nearest;
use sim_core::observables::{MEASURES, MeasureInfo, Observation};
use sim_core::params::Params;
use sim_core::simulation::Simulation;
use sim_core::state::course::Stage;
use std::sync::Arc;

/// Months over which a measure is taken: a year, since a month is noisy.
pub const YEAR: i64 = 12;

/// What is kept unless somebody says otherwise.
pub const USUAL: [&str; 4] = ["time_peer_share", "output", "needs_met", "ends:mainstay"];

/// A number of a world's life.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Outcome {
    /// Mean of a measure of the world over the year that ends with a month, or with the last one.
    Mean {
        /// Which, by its place among the measures.
        measure: usize,
        /// The month; none: the last.
        until: Option<i64>,
    },
    /// 1 if the world is ever in that stage, else 0.
    Enters(Stage),
    /// 1 if it is in that stage at the end, else 0.
    Ends(Stage),
}

impl Outcome {
    /// Read from a word: `time_peer_share`, `wage@240`, `enters:parity`, `ends:mainstay`.
    ///
    /// # Errors
    /// What is wrong with it, and what would be right.
    pub fn read(word: &str) -> Result<Self, String> {
        let word = word.trim();
        if let Some((what, stage)) = word.split_once(':') {
            let names = Stage::ALL.map(Stage::name).join(", ");
            let stage = Stage::ALL.into_iter().find(|one| one.name() == stage);
            return match (what, stage) {
                ("enters", Some(stage)) => Ok(Self::Enters(stage)),
                ("ends", Some(stage)) => Ok(Self::Ends(stage)),
                _ => Err(format!(
                    "`{word}` is no outcome: give enters:STAGE or ends:STAGE, STAGE one of {names}"
                )),
            };
        }
        let (name, month) = match word.split_once('@') {
            None => (word, None),
            Some((name, month)) => match month.parse::<i64>() {
                Ok(month) if month >= 0 => (name, Some(month)),
                _ => return Err(format!("`{word}` has no month after the @: give {name}@MONTH")),
            },
        };
        // The stage is a code, whose mean says nothing.
        let measures = || MEASURES.iter().filter(|info| info.name != "stage");
        match MEASURES.iter().position(|info| info.name == name && name != "stage") {
            Some(measure) => Ok(Self::Mean { measure, until: month }),
            None => Err(match nearest(name, measures().map(|info| info.name)) {
                Some(near) => format!("there is no measure `{name}`: did you mean `{near}`?"),
                None => format!("there is no measure `{name}`; measures are the columns of series.csv"),
            }),
        }
    }

    /// The usual ones.
    #[must_use]
    pub fn usual() -> Vec<Self> {
        USUAL.iter().filter_map(|word| Self::read(word).ok()).collect()
    }

    fn info(self) -> Option<&'static MeasureInfo> {
        if let Self::Mean { measure, .. } = self { MEASURES.get(measure) } else { None }
    }

    /// As it is read.
    #[must_use]
    pub fn name(self) -> String {
        match self {
            Self::Mean { measure, until: None } => MEASURES[measure].name.to_owned(),
            Self::Mean { measure, until: Some(month) } => format!("{}@{month}", MEASURES[measure].name),
            Self::Enters(stage) => format!("enters:{}", stage.name()),
            Self::Ends(stage) => format!("ends:{}", stage.name()),
        }
    }

    /// In words, for axes and dictionaries.
    #[must_use]
    pub fn meaning(self) -> String {
        match (self, self.info()) {
            (Self::Mean { until: None, .. }, Some(info)) => {
                format!("{}, mean of the last year", info.meaning)
            }
            (Self::Mean { until: Some(month), .. }, Some(info)) => {
                format!("{}, mean of the year up to month {month}", info.meaning)
            }
            (Self::Enters(stage), _) => format!("Whether the world is ever in stage {}", stage.name()),
            (Self::Ends(stage), _) => format!("Whether the world ends in stage {}", stage.name()),
            (Self::Mean { .. }, None) => String::new(),
        }
    }

    /// Unit.
    #[must_use]
    pub fn unit(self) -> &'static str {
        self.info().map_or("share of worlds", |info| info.unit)
    }

    /// Whether it lies between 0 and 1 by nature.
    #[must_use]
    pub fn is_share(self) -> bool {
        self.info().is_none_or(|info| info.range == (0.0, 1.0))
    }

    /// Its column.
    #[must_use]
    pub fn column(self) -> Column {
        let range = if self.is_share() { "0..1" } else { "" };
        Column::new(&self.name(), &self.meaning(), self.unit(), range).with_codes("empty: not observed")
    }

    /// Refuses a month that lies beyond the end of a run.
    ///
    /// # Errors
    /// It does.
    pub fn check(self, months: i64) -> Result<(), Failure> {
        if self.month(months) <= months {
            return Ok(());
        }
        Err(Failure::input(
            format!("`{}` asks for a month beyond the end: worlds live {months} months", self.name()),
            "give a month up to that, or more months with --months",
        ))
    }

    /// The last month it needs, of a run of so many.
    #[must_use]
    pub fn month(self, months: i64) -> i64 {
        if let Self::Mean { until: Some(month), .. } = self { month } else { months }
    }
}

/// What is being kept of a life under way.
struct Kept {
    outcome: Outcome,
    /// First and last month of its year.
    year: (i64, i64),
    sum: f64,
    seen: u32,
}

impl Kept {
    fn new(outcome: Outcome, months: i64) -> Self {
        let last = outcome.month(months);
        Self { outcome, year: ((last - YEAR + 1).max(1).min(last), last), sum: 0.0, seen: 0 }
    }

    fn see(&mut self, seen: &Observation) {
        match self.outcome {
            Outcome::Mean { measure, .. } => {
                if !(self.year.0..=self.year.1).contains(&seen.month) {
                    return;
                }
                if let Some(x) = seen.world.cells()[measure].value() {
                    self.sum += x;
                    self.seen += 1;
                }
            }
            Outcome::Enters(stage) => {
                let Some(now) = stage_of(&seen.world) else { return };
                self.seen = 1;
                self.sum = self.sum.max(if now == stage { 1.0 } else { 0.0 });
            }
            Outcome::Ends(stage) => {
                let Some(now) = stage_of(&seen.world) else { return };
                self.seen = 1;
                self.sum = if now == stage { 1.0 } else { 0.0 };
            }
        }
    }

    fn value(&self) -> Option<f64> {
        (self.seen > 0).then(|| self.sum / f64::from(self.seen))
    }
}

/// Lives a world from its genesis to its last month, and keeps these numbers of it.
#[must_use]
pub fn live(params: Params, replicate: u64, outcomes: &[Outcome], is_stopped: &dyn Fn() -> bool) -> Life {
    let months = params.world.months;
    let mut kept: Vec<Kept> = outcomes.iter().map(|outcome| Kept::new(*outcome, months as i64)).collect();
    let mut world = Simulation::genesis(Arc::new(params), replicate);
    if let Err(broken) = world.burn_in() {
        return Some(Err(broken.to_string()));
    }
    let begin = world.observe();
    kept.iter_mut().for_each(|one| one.see(&begin));
    for _ in 0..months {
        if is_stopped() {
            return None;
        }
        match world.step() {
            Ok(seen) => kept.iter_mut().for_each(|one| one.see(&seen)),
            Err(broken) => return Some(Err(broken.to_string())),
        }
    }
    Some(Ok(kept.iter().map(Kept::value).collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run_in_memory;
    use crate::verification::world_of;

    #[test]
    fn words_are_read_and_wrong_ones_are_told_with_what_would_be_right() {
        for word in ["time_peer_share", "wage@240", "enters:parity", "ends:mainstay"] {
            assert_eq!(Outcome::read(word).unwrap().name(), word);
        }
        for (word, said) in [
            ("time_peer_shar", "did you mean `time_peer_share`"),
            ("wage@x", "wage@MONTH"),
            ("ends:mainstream", "germ, denied, parity"),
            ("stage", "no measure `stage`"),
        ] {
            let told = Outcome::read(word).unwrap_err();
            assert!(told.contains(said), "{word}: {told}");
        }
        assert_eq!(Outcome::usual().len(), USUAL.len());
    }

    #[test]
    fn what_is_kept_is_what_the_series_has() {
        let set = ["world.people=500", "world.regions=one", "world.months=30", "world.burn_in=12"];
        let params = world_of("emergence", &set.map(String::from));
        let words =
            ["time_peer_share", "time_peer_share@20", "time_peer_share@0", "ends:germ", "enters:mainstay"];
        let outcomes = words.map(|word| Outcome::read(word).unwrap());
        let kept = live(params.clone(), 0, &outcomes, &|| false).unwrap().unwrap();
        let seen = run_in_memory(params, 1).unwrap().remove(0);
        let share = |month: usize| seen[month].world.time_peer_share.value().unwrap();
        let mean = |from: usize, to: usize| (from..=to).map(share).sum::<f64>() / (to - from + 1) as f64;
        assert_eq!(kept[0], Some(mean(19, 30)));
        assert_eq!(kept[1], Some(mean(9, 20)));
        assert_eq!(kept[2], Some(share(0)));
        assert_eq!(kept[3], Some(f64::from(u8::from(stage_of(&seen[30].world) == Some(Stage::Germ)))));
        assert_eq!(kept[4], Some(0.0));
    }

    #[test]
    fn what_is_off_is_left_open_and_a_stopped_life_is_none() {
        let set = ["world.people=1000".to_owned(), "world.months=5".into()];
        let params = world_of("verification/potts", &set);
        let wage = Outcome::read("wage").unwrap();
        assert_eq!(live(params.clone(), 0, &[wage], &|| false), Some(Ok(vec![None])));
        assert_eq!(live(params, 0, &[wage], &|| true), None);
    }
}
