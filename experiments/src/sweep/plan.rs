//! What is varied, and where the points lie.

use crate::Failure;
use crate::results::tables::Column;
use crate::runs::{Batch, Form, Ledger, Outcome, Run, World, live};
use crate::space::{Space, Wish, no_two, sobol, strata};
use scenarios::{Scenario, resolved_toml};
use sim_core::params::Kind;
use std::fmt::{self, Write as _};
use std::str::FromStr;

/// Values of a parameter in a grid, unless somebody says otherwise.
const LEVELS: usize = 5;
/// Points of a design by chance, unless somebody says otherwise.
const POINTS: usize = 64;
/// Most points: what the Sobol sequence has.
const MOST: usize = 1 << 16;
/// Most coordinates of a Sobol sequence.
const MOST_SOBOL: usize = sobol_burley::NUM_DIMENSIONS as usize;

/// Where the points lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Design {
    /// All combinations of some values of each parameter.
    Grid,
    /// Each stratum of each parameter once (McKay, Beckman and Conover 1979).
    Hypercube,
    /// A scrambled low-discrepancy sequence (Sobol' 1967; Owen 1995): any first part of it is spread evenly too, so that points can be added.
    Sobol,
}

impl fmt::Display for Design {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(["grid", "hypercube", "sobol"][*self as usize])
    }
}

impl FromStr for Design {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        let all = [Self::Grid, Self::Hypercube, Self::Sobol];
        let found = all.into_iter().find(|one| one.to_string() == word);
        found.ok_or_else(|| format!("`{word}` is no design: give grid, hypercube or sobol"))
    }
}

/// A parameter to vary: `modes.beta`, `modes.beta=0.5..2`, or in five steps `modes.beta=0.5..2:5`.
#[derive(Clone, Debug, PartialEq)]
pub struct Vary {
    /// Key and range.
    pub wish: Wish,
    /// How many values in a grid.
    pub levels: Option<usize>,
}

impl Vary {
    /// Read from a word.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn read(word: &str) -> Result<Self, String> {
        let (rest, levels) = match word.rsplit_once(':') {
            None => (word, None),
            Some((rest, levels)) => match levels.trim().parse::<usize>() {
                Ok(n) if n >= 2 => (rest, Some(n)),
                _ => return Err(format!("`{word}` has no number of values after the colon: give 2 or more")),
            },
        };
        Ok(Self { wish: Wish::read(rest)?, levels })
    }
}

/// A sweep that is to be done.
#[derive(Clone, Debug)]
pub struct Plan {
    /// From which everything else is taken; its replicates are run at each point, the same ones everywhere.
    pub scenario: Scenario,
    /// What is varied.
    pub space: Space,
    /// Where the points lie.
    pub design: Design,
    /// Places of the points, each a number between 0 and 1 for each coordinate.
    pub points: Vec<Vec<f64>>,
    /// In a grid, how many values each parameter has; the last one changes fastest.
    pub levels: Vec<usize>,
    /// What is kept of each world.
    pub outcomes: Vec<Outcome>,
}

impl Plan {
    /// Varies these parameters. Without a design it is a grid where numbers of values are given, and a hypercube elsewhere.
    ///
    /// # Errors
    /// There is no such parameter, it cannot be varied so, or there would be too many points.
    pub fn new(
        scenario: Scenario,
        vary: &[Vary],
        design: Option<Design>,
        points: Option<usize>,
        outcomes: Vec<Outcome>,
    ) -> Result<Self, Failure> {
        if vary.is_empty() {
            return Err(Failure::input(
                "nothing is varied",
                "give --vary KEY=LOW..HIGH, or KEY alone for a parameter that is declared uncertain",
            ));
        }
        no_two(vary.iter().map(|one| &one.wish))?;
        let months = scenario.params.world.months as i64;
        outcomes.iter().try_for_each(|outcome| outcome.check(months))?;
        if points == Some(0) {
            return Err(Failure::input(
                "a design of no points has nothing to run",
                "give --points 1 or more",
            ));
        }
        let spans = vary.iter().map(|one| one.wish.span()).collect::<Result<Vec<_>, _>>()?;
        let all_levels = vary.iter().all(|one| one.levels.is_some());
        let design = design.unwrap_or(if all_levels { Design::Grid } else { Design::Hypercube });
        let mut levels = Vec::new();
        if design == Design::Grid {
            if let Some(span) = spans.iter().find(|span| span.row.kind == Kind::Shares) {
                return Err(Failure::input(
                    format!("`{}` is a row of shares, of which no grid is made", span.row.key),
                    "vary it by --design hypercube or sobol",
                ));
            }
            if points.is_some() {
                return Err(Failure::input(
                    "a grid has as many points as its values have combinations",
                    "give numbers of values instead of --points, as in --vary modes.beta=0.5..2:5",
                ));
            }
            levels = vary.iter().map(|one| one.levels.unwrap_or(LEVELS)).collect();
            for (span, n) in spans.iter().zip(&levels) {
                let values = (0..*n).map(|k| span.at(&[k as f64 / (*n as f64 - 1.0)], &span.row.default));
                let values: Vec<_> = values.collect();
                if values.windows(2).any(|pair| pair[0] == pair[1]) {
                    return Err(Failure::input(
                        format!(
                            "`{}` takes whole numbers, of which there are fewer than {n} in its range",
                            span.row.key
                        ),
                        "give a smaller number of values after the colon",
                    ));
                }
            }
        } else if let Some(one) = vary.iter().find(|one| one.levels.is_some()) {
            return Err(Failure::input(
                format!("`{}` has a number of values, but design {design} takes none", one.wish.name),
                "give --design grid, or leave the colon and what follows out",
            ));
        }
        let space = Space::new(spans);
        let count = levels.iter().try_fold(1usize, |all, n| all.checked_mul(*n)).unwrap_or(usize::MAX);
        let count = if design == Design::Grid { count } else { points.unwrap_or(POINTS) };
        if count > MOST {
            return Err(Failure::input(
                format!("there would be more than {MOST} points"),
                "take fewer values or parameters",
            ));
        }
        let coordinates = space.names().len();
        if design == Design::Sobol && coordinates > MOST_SOBOL {
            return Err(Failure::input(
                format!("a Sobol sequence has at most {MOST_SOBOL} coordinates, not {coordinates}"),
                "take --design hypercube, or vary fewer parameters",
            ));
        }
        let points = match design {
            Design::Grid => grid(&levels),
            Design::Hypercube => {
                let seed = scenario.params.world.seed;
                let places: Vec<Vec<f64>> =
                    space.names().iter().map(|name| strata(name, count as u64, seed)).collect();
                (0..count).map(|k| places.iter().map(|places| places[k]).collect()).collect()
            }
            Design::Sobol => (0..count).map(|k| sobol(k, coordinates, 0)).collect(),
        };
        Ok(Self { scenario, space, design, points, levels, outcomes })
    }

    /// What its ledger is like.
    #[must_use]
    pub fn form(&self) -> Form {
        let keys = [
            Column::new("point", "Number of the point, from 0", "", "0.."),
            Column::new(
                "replicate",
                "Number of the repetition, from 0; the same one shares its chance at all points",
                "",
                "0..",
            ),
        ];
        Form {
            what: "sweep",
            file: "runs.csv",
            flags: "--vary, --design, --points and --outcome",
            plan: self.text(),
            keys,
            values: self.space.columns(),
            outputs: self.outcomes.iter().map(|outcome| outcome.column()).collect(),
        }
    }

    fn text(&self) -> String {
        let mut text =
            format!("{}# sweep {}, {} points\n", crate::version::line(), self.design, self.points.len());
        // A String takes all that is written to it.
        for (at, span) in self.space.spans().iter().enumerate() {
            let levels = self.levels.get(at).map_or(String::new(), |n| format!(" in {n}"));
            let _ = writeln!(text, "# vary {} {} .. {}{levels}", span.row.key, span.range.0, span.range.1);
        }
        for outcome in &self.outcomes {
            let _ = writeln!(text, "# outcome {}", outcome.name());
        }
        text + &resolved_toml(&self.scenario)
    }

    /// How many worlds there are.
    #[must_use]
    pub fn worlds(&self) -> usize {
        self.points.len() * self.scenario.params.world.replicates as usize
    }

    /// Runs what the ledger does not know; none if it was stopped.
    ///
    /// # Errors
    /// No point is legal, or the ledger cannot be written.
    pub fn run(
        &self,
        ledger: &mut Ledger,
        threads: usize,
        is_stopped: &(dyn Fn() -> bool + Sync),
        told: &mut dyn FnMut(usize),
    ) -> Result<Option<Vec<Run>>, Failure> {
        let replicates = self.scenario.params.world.replicates as usize;
        let faults = (0..self.points.len()).map(|point| self.world(point, 0).drawn.fault);
        if let Some(Some(fault)) = faults.take_while(Option::is_some).nth(self.points.len() - 1) {
            return Err(Failure::input(
                format!("no point is legal; at the last one {fault}"),
                "vary narrower ranges",
            ));
        }
        let keys: Vec<(String, usize)> =
            (0..self.worlds()).map(|k| ((k / replicates).to_string(), k % replicates)).collect();
        let batch = Batch {
            keys: &keys,
            outputs: self.outcomes.len(),
            world: &|k| self.world(k / replicates, k % replicates),
            live: &|params, replicate| live(params, replicate, &self.outcomes, is_stopped),
        };
        batch.run(ledger, threads, is_stopped, told)
    }

    /// The world of a point. A point is run where it is or not at all: nothing is taken back to make it legal.
    fn world(&self, point: usize, replicate: usize) -> World {
        let base = &self.scenario.params;
        let mut drawn = self.space.at(base, &self.points[point]);
        drawn.values = self.space.values_at(base, &self.points[point]);
        if let (Some(key), None) = (drawn.taken_back.first(), &drawn.fault) {
            drawn.fault = Some(format!("`{key}` does not fit the other values of this point"));
        }
        World { drawn, replicate: replicate as u64 }
    }
}

/// All combinations; the last coordinate changes fastest.
fn grid(levels: &[usize]) -> Vec<Vec<f64>> {
    let mut points = vec![Vec::new()];
    for n in levels {
        let with = |point: &Vec<f64>, k: usize| [&point[..], &[k as f64 / (*n as f64 - 1.0)]].concat();
        points = points.iter().flat_map(|point| (0..*n).map(move |k| with(point, k))).collect();
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;
    use scenarios::{Source, load};

    fn plan(vary: &[&str], design: Option<Design>, points: Option<usize>) -> Result<Plan, Failure> {
        let vary: Vec<Vary> = vary.iter().map(|word| Vary::read(word).unwrap()).collect();
        Plan::new(load(Source::named("emergence"), &[]).unwrap(), &vary, design, points, Outcome::usual())
    }

    #[test]
    fn a_grid_has_all_combinations_at_the_values_asked_for() {
        let plan = plan(&["modes.beta=0.5..2:4", "firms.growth=0.01..0.02:3"], None, None).unwrap();
        assert_eq!((plan.design, plan.points.len()), (Design::Grid, 12));
        let values = |k: usize| plan.space.at(&plan.scenario.params, &plan.points[k]).values;
        assert_eq!((values(0), values(1), values(11)), (vec![0.5, 0.01], vec![0.5, 0.015], vec![2.0, 0.02]));
        assert_eq!(values(3), [1.0, 0.01]);
    }

    #[test]
    fn a_point_that_is_not_legal_is_told_where_it_is() {
        let vary = ["physical.capital_share=0.1..0.4:4", "firms.capital_share=0.3..0.45:4"];
        let plan = plan(&vary, None, None).unwrap();
        let refused = plan.world(12, 0).drawn;
        assert_eq!(refused.values, [0.4, 0.3]);
        assert!(refused.fault.unwrap().contains("does not fit"));
        assert_eq!(plan.world(0, 0).drawn.fault, None);
    }

    #[test]
    fn designs_by_chance_fill_each_range_evenly_and_sobol_can_be_extended() {
        for design in [Design::Hypercube, Design::Sobol] {
            let plan = plan(&["modes.beta", "firms.growth"], Some(design), Some(64)).unwrap();
            for coordinate in 0..2 {
                let mut quarters = [0; 4];
                plan.points.iter().for_each(|point| quarters[(point[coordinate] * 4.0) as usize] += 1);
                assert_eq!(quarters, [16; 4], "{design}");
            }
        }
        let few = plan(&["modes.beta"], Some(Design::Sobol), Some(8)).unwrap();
        let many = plan(&["modes.beta"], Some(Design::Sobol), Some(16)).unwrap();
        assert_eq!(few.points, many.points[..8]);
    }

    #[test]
    fn what_cannot_be_is_told_with_a_remedy() {
        let told = |vary: &[&str], design, points| {
            let failure = plan(vary, design, points).unwrap_err();
            assert!(failure.is_wrong_input());
            format!("{failure}; {}", failure.help())
        };
        assert!(told(&[], None, None).contains("--vary KEY=LOW..HIGH"));
        assert!(told(&["modes.beta=1..2:3", "modes.beta"], None, None).contains("varied twice"));
        assert!(told(&["modes.beta=1..2:3"], Some(Design::Sobol), None).contains("--design grid"));
        assert!(told(&["modes.initial"], Some(Design::Grid), None).contains("hypercube"));
        assert!(
            told(&["modes.beta=1..2:400", "firms.growth=0.01..0.02:400"], None, None).contains("more than")
        );
        assert!(told(&["modes.beta=1..2:3"], None, Some(9)).contains("numbers of values"));
        assert!(Vary::read("modes.beta=1..2:1").unwrap_err().contains("2 or more"));
        assert!("lattice".parse::<Design>().unwrap_err().contains("grid, hypercube or sobol"));
    }
}
