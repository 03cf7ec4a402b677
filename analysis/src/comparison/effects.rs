//! What a scenario does to each measure, month by month: differences from the first scenario, with bands.

use super::arm::Arm;
use super::sheet::{AGAINST, Field, MEASURE, MONTH, SCENARIO, Sheet, cell, cell_of, field};
use super::{Comparison, Pairing};
use crate::inference::intervals::{self, Estimate};
use crate::inference::sup_t::{self, Band};

/// The difference of one measure over the months.
#[derive(Clone, Debug, PartialEq)]
pub struct Effect {
    /// The measure.
    pub measure: String,
    /// The months in which all replicates of both have it.
    pub months: Vec<i64>,
    /// The mean of the first scenario in each of them.
    pub reference: Vec<f64>,
    /// Mean differences with their bands.
    pub band: Band,
    /// How many times wider the variance would be without pairing, month by month; none where twins never differ, or are none.
    pub won: Vec<Option<f64>>,
    /// At the horizons that were asked for, as far as they were observed.
    pub horizons: Vec<Horizon>,
}

/// The difference at one month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Horizon {
    /// The month.
    pub month: i64,
    /// Means of the first scenario and of the other.
    pub means: [f64; 2],
    /// The difference.
    pub difference: Estimate,
    /// How many times wider its variance would be without pairing.
    pub won: Option<f64>,
    /// Holm's chance among all measures and horizons of this scenario.
    pub p_adjusted: f64,
}

impl Effect {
    /// The first month from which the simultaneous band stays on one side of zero to the end.
    #[must_use]
    pub fn clear_from(&self) -> Option<i64> {
        let clear = |at: usize| self.band.reaches[at].value.abs() > self.band.reaches[at].simultaneous;
        let sign = |at: usize| self.band.reaches[at].value > 0.0;
        let last = self.months.len().checked_sub(1)?;
        let stays = (0..=last).rev().take_while(|&at| clear(at) && sign(at) == sign(last));
        stays.last().map(|at| self.months[at])
    }
}

/// All differences of one scenario from the first.
#[must_use]
pub fn of_arm(comparison: &Comparison, arm: &Arm) -> Vec<Effect> {
    let reference = comparison.reference();
    let wanted: Vec<&String> = reference.measures().iter().filter(|name| comparison.wants(name)).collect();
    let found = in_parallel(&wanted, |measure| one(comparison, reference, arm, measure));
    let mut effects: Vec<Effect> = found.into_iter().flatten().collect();
    let chances: Vec<f64> =
        effects.iter().flat_map(|effect| &effect.horizons).map(|h| h.difference.p).collect();
    let adjusted = intervals::holm(&chances);
    let horizons = effects.iter_mut().flat_map(|effect| &mut effect.horizons);
    horizons.zip(adjusted).for_each(|(horizon, p)| horizon.p_adjusted = p);
    effects
}

/// Works on items on as many threads as there are processors; what comes out stands in their order.
fn in_parallel<T: Sync, U: Send>(items: &[T], work: impl Fn(&T) -> U + Sync) -> Vec<U> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(items.len().max(1));
    let piece = items.len().div_ceil(threads).max(1);
    std::thread::scope(|scope| {
        let work = &work;
        let pieces: Vec<_> = items
            .chunks(piece)
            .map(|items| scope.spawn(move || items.iter().map(work).collect::<Vec<U>>()))
            .collect();
        // A panic goes on here as if nothing had been parallel.
        pieces
            .into_iter()
            .flat_map(|piece| piece.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}

fn one(comparison: &Comparison, reference: &Arm, arm: &Arm, measure: &str) -> Option<Effect> {
    let (here, there) = (reference.observed(measure), arm.observed(measure));
    let places: Vec<usize> = here.into_iter().filter(|place| there.contains(place)).collect();
    let (a, b) = (reference.curves(measure, &places)?, arm.curves(measure, &places)?);
    let name = format!("bands/{measure}/{}/{}", reference.name, arm.name);
    let differences: Vec<Vec<f64>> =
        a.iter().zip(&b).map(|(a, b)| a.iter().zip(b).map(|(a, b)| b - a).collect()).collect();
    let band = match comparison.pairing {
        Pairing::Twins => sup_t::band(&[&differences], &name)?,
        Pairing::Strangers => sup_t::band(&[&a, &b], &name)?,
    };
    let months: Vec<i64> = places.iter().map(|&place| reference.months[place]).collect();
    let at = |rows: &[Vec<f64>], t: usize| rows.iter().map(|row| row[t]).collect::<Vec<f64>>();
    let mean = |rows: &[Vec<f64>], t: usize| intervals::moments(&at(rows, t)).0;
    let won = |t: usize| match comparison.pairing {
        Pairing::Twins => intervals::variance_ratio(&at(&a, t), &at(&b, t)),
        Pairing::Strangers => None,
    };
    let won: Vec<Option<f64>> = (0..months.len()).map(won).collect();
    let horizon = |month: &i64| {
        let t = months.iter().position(|other| other == month)?;
        let difference = match comparison.pairing {
            Pairing::Twins => intervals::mean(&at(&differences, t))?,
            Pairing::Strangers => intervals::welch(&at(&a, t), &at(&b, t))?,
        };
        let means = [mean(&a, t), mean(&b, t)];
        Some(Horizon { month: *month, means, difference, won: won[t], p_adjusted: f64::NAN })
    };
    let horizons = comparison.horizons.iter().filter_map(horizon).collect();
    let reference = (0..months.len()).map(|t| mean(&a, t)).collect();
    Some(Effect { measure: measure.to_owned(), months, reference, band, won, horizons })
}

const UNIT: &str = "that of the measure";
const WON: Field = field("variance_ratio", "Variance of the difference of independent runs over that of twins: how many times more replicates would be needed without pairing", "", "0..")
    .with("empty where twins never differ, or runs are no twins");

/// `effects.csv` and `bands.csv`.
#[must_use]
pub fn sheets(comparison: &Comparison, all: &[(usize, Vec<Effect>)]) -> [Sheet; 2] {
    let mut effects = Sheet::new(
        "effects.csv",
        &[
            SCENARIO,
            AGAINST,
            MEASURE,
            MONTH,
            field("mean_against", "Mean over replicates of the first scenario", UNIT, ""),
            field("mean", "Mean over replicates of this scenario", UNIT, ""),
            field("difference", "This less the first", UNIT, ""),
            field("low", "Lower end of its 95 % interval (t of twins, or Welch's)", UNIT, ""),
            field("high", "Upper end of its 95 % interval", UNIT, ""),
            field("standard_error", "Standard error of the difference", UNIT, "0.."),
            field("df", "Degrees of freedom", "", "0.."),
            field("p", "Chance of a difference at least so far from zero if there is none", "", "0..1"),
            field(
                "p_adjusted",
                "The same, raised for all measures and months of this table (Holm)",
                "",
                "0..1",
            ),
            WON,
        ],
    );
    let mut bands = Sheet::new(
        "bands.csv",
        &[
            SCENARIO,
            AGAINST,
            MEASURE,
            MONTH,
            field("difference", "Mean difference from the first scenario", UNIT, ""),
            field("low", "Lower edge of the band that holds for each month by itself, 95 %", UNIT, ""),
            field("high", "Upper edge of it", UNIT, ""),
            field(
                "low_all",
                "Lower edge of the band that holds for all months of the measure at once, 95 %",
                UNIT,
                "",
            ),
            field("high_all", "Upper edge of it", UNIT, ""),
            WON,
        ],
    );
    let against = &comparison.reference().name;
    for (arm, found) in all {
        let scenario = &comparison.arms[*arm].name;
        for effect in found {
            let key =
                |month: i64| [scenario.clone(), against.clone(), effect.measure.clone(), month.to_string()];
            for h in &effect.horizons {
                let [a, b, c, d] = key(h.month);
                let e = &h.difference;
                let [mean_a, mean] = h.means.map(cell);
                let [value, low, high, error, df, p] = [e.value, e.low, e.high, e.error, e.df, e.p].map(cell);
                effects.row([
                    a,
                    b,
                    c,
                    d,
                    mean_a,
                    mean,
                    value,
                    low,
                    high,
                    error,
                    df,
                    p,
                    cell(h.p_adjusted),
                    cell_of(h.won),
                ]);
            }
            for ((month, reach), won) in effect.months.iter().zip(&effect.band.reaches).zip(&effect.won) {
                let [a, b, c, d] = key(*month);
                let edges = [-reach.pointwise, reach.pointwise, -reach.simultaneous, reach.simultaneous];
                let [low, high, low_all, high_all] = edges.map(|edge| cell(reach.value + edge));
                bands.row([a, b, c, d, cell(reach.value), low, high, low_all, high_all, cell_of(*won)]);
            }
        }
    }
    [effects, bands]
}
