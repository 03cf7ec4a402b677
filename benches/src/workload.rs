//! The worlds that are measured.

use scenarios::{Source, load};
use sim_core::params::Params;

/// Which world.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Workload {
    /// Imitation of modes alone, on a random graph of degree 8: the workload that other programs have too.
    Potts,
    /// The whole economy.
    Emergence,
}

impl Workload {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Potts, Self::Emergence];

    /// Its word on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Potts => "potts",
            Self::Emergence => "emergence",
        }
    }

    /// The workload of a word.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|workload| workload.name() == word)
    }

    /// Months that a round lasts when none are asked for.
    #[must_use]
    pub fn usual_months(self) -> u64 {
        match self {
            Self::Potts => 50,
            Self::Emergence => 24,
        }
    }

    fn scenario(self) -> &'static str {
        match self {
            Self::Potts => "verification/potts",
            Self::Emergence => "emergence",
        }
    }

    /// What differs from the scenario of the library.
    fn settings(self) -> &'static [&'static str] {
        match self {
            // From an unequal start, so that the largest share still depends on every part of the rule at month 50.
            Self::Potts => &[
                "ties.kind=random",
                "ties.degree=8",
                "modes.reconsider=0.2",
                "modes.imitation=1.5",
                "modes.beta=2",
                "modes.disposition_sd=0.3",
                "modes.initial=[0.7,0.1,0.1,0.1]",
            ],
            Self::Emergence => &[],
        }
    }

    /// The world's parameters at a size, with further settings such as `mechanisms.projects=false`.
    ///
    /// # Errors
    /// What is wrong with the settings, in the words of `fourfold check`.
    pub fn params(self, people: u64, burn_in: u64, further: &[String]) -> Result<Params, String> {
        let mut settings: Vec<String> = self.settings().iter().map(ToString::to_string).collect();
        settings.push(format!("world.people={people}"));
        settings.push(format!("world.burn_in={burn_in}"));
        settings.extend_from_slice(further);
        load(Source::Library(self.scenario().into()), &settings)
            .map(|scenario| scenario.params)
            .map_err(|errors| errors.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sim_core::params::TiesKind;

    #[test]
    fn potts_is_the_workload_that_others_measure() {
        let params = Workload::Potts.params(1_000_000, 0, &[]).unwrap();
        assert_eq!((params.ties.kind, params.ties.degree), (TiesKind::Random, 8));
        assert_eq!((params.modes.beta, params.modes.imitation, params.modes.reconsider), (2.0, 1.5, 0.2));
        assert_eq!((params.modes.disposition_sd, params.modes.initial), (0.3, [0.7, 0.1, 0.1, 0.1]));
        assert_eq!((params.modes.habit, params.modes.gain, params.modes.fit), (0.0, 0.0, 0.0));
        assert!(!params.modes.anchored && !params.mechanisms.regimes && !params.mechanisms.firms);
    }

    #[test]
    fn further_settings_win_and_slips_are_told() {
        let off = ["mechanisms.projects=false".to_string()];
        assert!(!Workload::Emergence.params(20_000, 96, &off).unwrap().mechanisms.projects);
        let slip = ["modes.betta=2".to_string()];
        assert!(Workload::Potts.params(1000, 0, &slip).unwrap_err().contains("beta"));
        assert_eq!(Workload::named("pots"), None);
    }
}
