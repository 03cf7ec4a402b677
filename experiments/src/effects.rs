//! What a mechanism does to a world, and what a scenario does: paired differences between two settings of the same seeds.

use crate::workers;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use sim_core::observables::{MEASURES, Measures};
use sim_core::params::Params;
use sim_core::simulation::{BrokenInvariant, Simulation};
use std::sync::Arc;

/// Months at the end over which a world is averaged.
const YEAR: usize = 12;

/// The last year of each replicate of one setting.
#[derive(Clone, Debug)]
pub struct LastYears(Vec<Vec<Option<f64>>>);

/// A difference between twins.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// Mean over the pairs.
    pub mean: f64,
    /// Its standard error.
    pub error: f64,
}

impl LastYears {
    /// Runs replicates 0, 1, … and averages each column of `series.csv` over the last twelve months of each.
    ///
    /// # Errors
    /// A broken invariant.
    ///
    /// # Panics
    /// When the system gives no threads.
    pub fn run(params: &Arc<Params>, replicates: u64) -> Result<Self, BrokenInvariant> {
        let pool = workers(None).unwrap_or_else(|failure| panic!("{failure}"));
        let live = |replicate| {
            let mut world = Simulation::genesis(Arc::clone(params), replicate);
            let months: Result<Vec<Measures>, _> =
                (0..params.world.months).map(|_| world.step().map(|seen| seen.world)).collect();
            months.map(|months| last_year(&months))
        };
        pool.install(|| (0..replicates).into_par_iter().map(live).collect::<Result<_, _>>()).map(Self)
    }

    /// A measure or a quotient of two, written `column` or `column/column`, in each replicate; none where one was not observed.
    fn values(&self, quantity: &str) -> Option<Vec<f64>> {
        let at = |name: &str| MEASURES.iter().position(|info| info.name == name);
        let (above, below) = quantity.split_once('/').map_or((quantity, None), |(a, b)| (a, Some(b)));
        let above = at(above)?;
        let below = below.map(|name| at(name).ok_or(())).transpose().ok()?;
        let of = |row: &Vec<Option<f64>>| Some(row[above]? / below.map_or(Some(1.0), |k| row[k])?);
        self.0.iter().map(of).collect()
    }

    /// The mean over replicates.
    #[must_use]
    pub fn mean(&self, quantity: &str) -> Option<f64> {
        self.values(quantity).filter(|values| !values.is_empty()).map(|values| mean(&values))
    }

    /// This setting less the other, pair by pair.
    #[must_use]
    pub fn less(&self, other: &Self, quantity: &str) -> Option<Difference> {
        let pairs = self.values(quantity)?.into_iter().zip(other.values(quantity)?);
        let differences: Vec<f64> = pairs.map(|(here, there)| here - there).collect();
        let n = differences.len() as f64;
        let mean = (n >= 2.0).then(|| mean(&differences))?;
        let squares: f64 = differences.iter().map(|d| (d - mean) * (d - mean)).sum();
        Some(Difference { mean, error: (squares / (n - 1.0) / n).sqrt() })
    }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

fn last_year(months: &[Measures]) -> Vec<Option<f64>> {
    let year: Vec<_> =
        months[months.len().saturating_sub(YEAR)..].iter().map(|month| month.cells()).collect();
    let of = |column: usize| -> Option<f64> {
        let seen: Option<Vec<f64>> = year.iter().map(|cells| cells[column].value()).collect();
        seen.filter(|seen| !seen.is_empty()).map(|seen| mean(&seen))
    };
    (0..MEASURES.len()).map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use sim_core::observables::Cell;

    fn setting(people: &[i64], wage: &[f64]) -> LastYears {
        let world = |(people, wage): (&i64, &f64)| {
            let month = Measures { people: Cell::Count(*people), wage: Cell::Real(*wage), ..Measures::EMPTY };
            last_year(&[month; 20])
        };
        LastYears(people.iter().zip(wage).map(world).collect())
    }

    #[test]
    fn differences_are_taken_pair_by_pair() {
        let (on, off) = (setting(&[10, 10, 10], &[3.0, 5.0, 10.0]), setting(&[10, 10, 10], &[2.0, 4.0, 6.0]));
        assert_eq!(on.mean("wage/people"), Some(0.6));
        // 1, 1, 4: mean 2, standard deviation √3, standard error 1.
        assert_eq!(on.less(&off, "wage"), Some(Difference { mean: 2.0, error: 1.0 }));
        assert_eq!(on.less(&off, "price"), None, "what nobody observed has no difference");
        assert_eq!(on.less(&off, "wages"), None, "nor has a column that there is not");
    }

    #[test]
    fn only_the_last_year_counts() {
        let month = |wage: f64| Measures { wage: Cell::Real(wage), ..Measures::EMPTY };
        let mut months = vec![month(100.0); 5];
        months.extend([month(1.0); 6]);
        months.extend([month(3.0); 6]);
        let year = LastYears(vec![last_year(&months)]);
        assert_eq!(year.mean("wage"), Some(2.0));
    }
}
