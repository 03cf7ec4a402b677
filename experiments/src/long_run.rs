//! A hundred years of a scenario: whether it explodes, dies, or leaves something empty for good.

use crate::workers;
use rayon::iter::{IntoParallelIterator, ParallelIterator};
use sim_core::ids::{Mode, Regime};
use sim_core::observables::{Cell, Measures};
use sim_core::params::Params;
use sim_core::simulation::{BrokenInvariant, Simulation};
use sim_core::state::{World, emptying};
use std::sync::Arc;

/// Months within which something emptied must have somebody again.
pub const REFILL: u64 = 120;

/// The same for a faction: in a small world some forty owners change their minds by chance once in five hundred months each, and
/// one in four of them to this one.
pub const FACTION_REFILL: u64 = 600;

/// Half the window of the median that is called the trend: ten years in all. A straight line through a whole century
/// lost, since a shock or a move between regimes bends the path and the line would call the bend an explosion.
const HALF_WINDOW: usize = 60;

/// What the worst seed of a scenario shows.
#[derive(Clone, Copy, Debug)]
pub struct Extremes {
    /// Largest factor, up or down, between the price and its trend.
    pub price: f64,
    /// The same of the wage.
    pub wage: f64,
    /// Least output over that of month 1.
    pub output: f64,
    /// Least and greatest unemployment of a month.
    pub unemployment: (f64, f64),
}

/// Runs a scenario, replicates numbered from 0, and returns the extremes over all of them.
///
/// # Errors
/// A broken invariant, or a measure that is not a finite number.
///
/// # Panics
/// When the system gives no threads.
pub fn extremes(params: &Arc<Params>, replicates: u64) -> Result<Extremes, String> {
    let pool = workers(None).unwrap_or_else(|failure| panic!("{failure}"));
    let lives: Result<Vec<Extremes>, String> = pool.install(|| {
        let live = |replicate| {
            let mut world = Simulation::genesis(Arc::clone(params), replicate);
            let months: Result<Vec<Measures>, BrokenInvariant> =
                (0..params.world.months).map(|_| world.step().map(|seen| seen.world)).collect();
            of_one(&months.map_err(|broken| broken.to_string())?)
                .map_err(|what| format!("{what} (replicate {replicate})"))
        };
        (0..replicates).into_par_iter().map(live).collect()
    });
    let lives = lives?;
    let most = |of: fn(&Extremes) -> f64| lives.iter().map(of).fold(f64::MIN, f64::max);
    let least = |of: fn(&Extremes) -> f64| lives.iter().map(of).fold(f64::MAX, f64::min);
    Ok(Extremes {
        price: most(|e| e.price),
        wage: most(|e| e.wage),
        output: least(|e| e.output),
        unemployment: (least(|e| e.unemployment.0), most(|e| e.unemployment.1)),
    })
}

fn of_one(months: &[Measures]) -> Result<Extremes, String> {
    let not_finite = |m: &Measures| m.cells().iter().any(|c| c.value().is_some_and(|x| !x.is_finite()));
    if let Some(month) = months.iter().position(not_finite) {
        return Err(format!("month {} has a measure that is no finite number", month + 1));
    }
    let series = |of: fn(&Measures) -> Cell| -> Result<Vec<f64>, String> {
        months.iter().map(|m| of(m).value().ok_or_else(|| "firms are off".to_string())).collect()
    };
    let (output, unemployment) = (series(|m| m.output)?, series(|m| m.unemployment)?);
    let least = |values: &[f64]| values.iter().copied().fold(f64::MAX, f64::min);
    Ok(Extremes {
        price: off_trend(&series(|m| m.price)?),
        wage: off_trend(&series(|m| m.wage)?),
        output: least(&output) / output[0],
        unemployment: (least(&unemployment), unemployment.iter().copied().fold(0.0, f64::max)),
    })
}

/// Largest factor, up or down, between a series and its centred median of ten years, cut short at both ends.
fn off_trend(values: &[f64]) -> f64 {
    let factor = |t: usize| {
        let mut window =
            values[t.saturating_sub(HALF_WINDOW)..values.len().min(t + HALF_WINDOW + 1)].to_vec();
        window.sort_unstable_by(f64::total_cmp);
        let ratio = values[t] / analysis::stats::quantile(&window, 0.5);
        ratio.max(1.0 / ratio)
    };
    (0..values.len()).map(factor).fold(1.0, f64::max)
}

/// What is emptied.
#[derive(Clone, Copy, Debug)]
pub enum Place {
    /// A mode.
    Mode(Mode),
    /// A regime.
    Regime(Regime),
    /// A platform of a regime.
    Platform(Regime, usize),
    /// All projects.
    Projects,
    /// All co-operatives.
    Cooperatives,
    /// All projects that make things.
    Workshops,
    /// A faction of tracked owners.
    Faction(u8),
}

impl Place {
    fn empty(self, world: &mut World) {
        match self {
            Place::Mode(mode) => emptying::empty_mode(world, mode),
            Place::Regime(regime) => emptying::empty_regime(world, regime),
            Place::Platform(regime, platform) => emptying::empty_platform(world, regime, platform),
            Place::Projects => emptying::empty_projects(world),
            Place::Cooperatives => emptying::empty_cooperatives(world),
            Place::Workshops => emptying::empty_workshops(world),
            Place::Faction(faction) => emptying::empty_faction(world, faction),
        }
    }

    fn people(self, world: &World) -> i64 {
        let sum = |of: &dyn Fn(usize) -> i64| (0..world.regions.len()).map(of).sum();
        match self {
            Place::Mode(mode) => sum(&|r| world.regions[r].census.modes[mode as usize]),
            Place::Regime(regime) => sum(&|r| world.regions[r].census.regimes[regime as usize]),
            Place::Platform(regime, k) => world.platforms.of_regime(regime as u8)[k].users,
            Place::Projects => i64::try_from(world.projects.living()).unwrap_or(i64::MAX),
            Place::Cooperatives => world.firms.cooperative.iter().map(|is| i64::from(*is)).sum(),
            Place::Faction(faction) => world.owners.iter().map(|o| i64::from(o.faction == faction)).sum(),
            Place::Workshops => {
                world.projects.workshops.as_ref().map_or(0, |all| all.living().count() as i64)
            }
        }
    }
}

/// Months that each place which had somebody after `settle` months takes to have somebody again once it is emptied;
/// none if it stays empty for [`REFILL`] months, a faction for [`FACTION_REFILL`].
///
/// # Errors
/// A broken invariant.
///
/// # Panics
/// When the system gives no threads.
pub fn refills(params: &Arc<Params>, settle: u64) -> Result<Vec<(Place, Option<u64>)>, BrokenInvariant> {
    let pool = workers(None).unwrap_or_else(|failure| panic!("{failure}"));
    let settled = || {
        let mut world = Simulation::genesis(Arc::clone(params), 0);
        (0..settle).try_for_each(|_| world.step().map(drop)).map(|()| world)
    };
    let refill = |place: Place| {
        let mut world = settled()?;
        place.empty(world.world_mut());
        let within = if matches!(place, Place::Faction(_)) { FACTION_REFILL } else { REFILL };
        for month in 1..=within {
            world.step()?;
            if place.people(world.world()) > 0 {
                return Ok((place, Some(month)));
            }
        }
        Ok((place, None))
    };
    pool.install(|| {
        let world = settled()?;
        let platforms = [Regime::Crowdsourcing, Regime::Sharing].into_iter().flat_map(|regime| {
            let count = world.world().platforms.of_regime(regime as u8).len();
            (0..if count > 1 { count } else { 0 }).map(move |k| Place::Platform(regime, k))
        });
        let places: Vec<Place> = Mode::ALL
            .map(Place::Mode)
            .into_iter()
            .chain(Regime::ALL.map(Place::Regime))
            .chain(platforms)
            .chain([Place::Projects, Place::Workshops, Place::Cooperatives])
            .chain((0..4).map(Place::Faction))
            .filter(|place| place.people(world.world()) > 0)
            .collect();
        places.into_par_iter().map(refill).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trend_is_no_explosion_and_a_jump_is() {
        let steady: Vec<f64> = (0..1200).map(|t| 1.0 + 0.01 * f64::from(t)).collect();
        assert!(off_trend(&steady) < 1.5, "{}", off_trend(&steady));
        let mut jump = vec![1.0; 1200];
        jump[600] = 4.0;
        assert!((off_trend(&jump) - 4.0).abs() < 1e-12);
        jump[600] = 0.0;
        assert!(off_trend(&jump).is_infinite());
    }
}
