//! A scenario in a comparison: what its replicates showed of the world, month by month.

use crate::moves::Moves;
use crate::table::{Series, WORLD};
use crate::trajectories::order::{Stay, stays};

/// The stages, by their code in the column `stage`.
pub const STAGES: [&str; 6] = ["germ", "denied", "parity", "mainstay", "breakdown", "resilient"];

/// One scenario's replicates.
#[derive(Clone, Debug)]
pub struct Arm {
    /// What it is called.
    pub name: String,
    /// The months, ascending.
    pub months: Vec<i64>,
    /// The numbers of its replicates, ascending.
    pub replicates: Vec<u64>,
    /// Who moved among modes and regimes.
    pub moves: Moves,
    measures: Vec<String>,
    /// By measure, then month by month, a cell a replicate.
    cells: Vec<Vec<f64>>,
}

impl Arm {
    /// The world's rows of a run: months up to `last`, and the replicates that are wanted.
    ///
    /// # Errors
    /// If a replicate lacks a month that another one has.
    pub fn new(name: &str, series: &Series, moves: Moves, last: i64, wanted: &[u64]) -> Result<Self, String> {
        let is_wanted =
            |row: &usize| series.months()[*row] <= last && wanted.contains(&series.replicates()[*row]);
        let rows: Vec<usize> = series.rows_of(WORLD).into_iter().filter(is_wanted).collect();
        let mut months: Vec<i64> = rows.iter().map(|&row| series.months()[row]).collect();
        months.dedup();
        let mut replicates: Vec<u64> = rows.iter().map(|&row| series.replicates()[row]).collect();
        replicates.sort_unstable();
        replicates.dedup();
        for (at, &row) in rows.iter().enumerate() {
            let expected = (months.get(at / replicates.len()), replicates[at % replicates.len()]);
            if expected != (Some(&series.months()[row]), series.replicates()[row]) {
                let month = expected.0.copied().unwrap_or(last);
                return Err(format!("replicate {} has no row of the world for month {month}", expected.1));
            }
        }
        if rows.len() != months.len() * replicates.len() {
            return Err("some replicates end before others".to_owned());
        }
        let pick = |measure: &String| {
            let column = series.column(measure).unwrap_or_default();
            rows.iter().map(|&row| column[row]).collect()
        };
        let cells = series.measures().iter().map(pick).collect();
        let measures = series.measures().to_vec();
        Ok(Self { name: name.to_owned(), months, replicates, moves, measures, cells })
    }

    /// How many replicates there are.
    #[must_use]
    pub fn n(&self) -> usize {
        self.replicates.len()
    }

    /// The last month.
    #[must_use]
    pub fn last(&self) -> i64 {
        self.months.last().copied().unwrap_or(0)
    }

    /// The measures.
    #[must_use]
    pub fn measures(&self) -> &[String] {
        &self.measures
    }

    /// A measure's values in the month at a place of [`Arm::months`], a cell a replicate; None if there is no such measure.
    #[must_use]
    pub fn at(&self, measure: &str, place: usize) -> Option<&[f64]> {
        let column = &self.cells[self.measures.iter().position(|name| name == measure)?];
        column.get(place * self.n()..(place + 1) * self.n())
    }

    /// The places of months in which every replicate has the measure.
    #[must_use]
    pub fn observed(&self, measure: &str) -> Vec<usize> {
        let is_whole =
            |place: &usize| self.at(measure, *place).is_some_and(|cells| cells.iter().all(|x| x.is_finite()));
        (0..self.months.len()).filter(is_whole).collect()
    }

    /// A measure in the months at some places: a row a replicate. None if there is no such measure.
    #[must_use]
    pub fn curves(&self, measure: &str, places: &[usize]) -> Option<Vec<Vec<f64>>> {
        let mut curves = vec![Vec::with_capacity(places.len()); self.n()];
        for &place in places {
            let cells = self.at(measure, place)?;
            curves.iter_mut().zip(cells).for_each(|(curve, x)| curve.push(*x));
        }
        Some(curves)
    }

    /// The stays of each replicate in stages; None if it was never told in which it was, or by a number that is no stage's.
    #[must_use]
    pub fn stays(&self) -> Option<Vec<Vec<Stay>>> {
        let places = self.observed("stage");
        let months: Vec<i64> = places.iter().map(|&place| self.months[place]).collect();
        if places.is_empty() {
            return None;
        }
        let code = |x: &f64| (0..STAGES.len()).find(|&code| (x - code as f64).abs() < 1e-9);
        let path =
            |curve: &Vec<f64>| Some(stays(&months, &curve.iter().map(code).collect::<Option<Vec<_>>>()?));
        self.curves("stage", &places)?.iter().map(path).collect()
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A small world: measure `m` is 10·replicate + month + `shift`, parity comes at month 2 + replicate (+ shift), one cell is empty.
    pub fn toy(shift: i64) -> Series {
        let columns = ["m", "gap", "stage", "control_distributed", "orientation_commons", "time_peer_share"];
        let mut series = Series::new(columns.map(str::to_owned).into());
        for replicate in 0..6u64 {
            for month in 0..=12i64 {
                let r = replicate as f64;
                let m = 10.0 * r
                    + month as f64
                    + shift as f64
                    + ((replicate * 7 + month as u64 * 3) % 5) as f64 / 10.0;
                let stage = if month >= 2 + replicate as i64 + shift { 2.0 } else { 0.0 };
                let x = (0.1 + 0.05 * month as f64 + 0.01 * r).min(1.0);
                let gap = (month != 3 || replicate != 1).then_some(1.0);
                let cells =
                    [Some(m), gap, Some(stage), Some(x), Some(x / 2.0 + 0.01 * shift as f64), Some(x * x)];
                series.push_row(replicate, month, WORLD, cells.into_iter()).unwrap();
                series.push_row(replicate, month, "Asia", [None; 6].into_iter()).unwrap();
            }
        }
        series
    }

    #[test]
    fn an_arm_has_the_months_and_replicates_asked_for() {
        let arm = Arm::new("a", &toy(0), Moves::default(), 4, &[1, 5]).unwrap();
        assert_eq!(
            (&arm.months[..], &arm.replicates[..], arm.last()),
            (&[0, 1, 2, 3, 4][..], &[1, 5][..], 4)
        );
        assert_eq!(arm.observed("gap"), [0, 1, 2, 4]);
        assert_eq!(arm.curves("stage", &[1, 3]).unwrap(), [[0.0, 2.0], [0.0, 0.0]]);
        assert_eq!(arm.curves("nothing", &[1]), None);
        let stays = arm.stays().unwrap();
        assert_eq!((stays[0][1].stage, stays[0][1].from, stays[1].len()), (2, 3, 1));
    }

    #[test]
    fn a_missing_month_is_told() {
        let mut series = Series::new(vec!["m".into()]);
        for (replicate, month) in [(0, 0), (1, 0), (0, 1), (0, 2), (1, 2)] {
            series.push_row(replicate, month, WORLD, [Some(1.0)].into_iter()).unwrap();
        }
        let told = Arm::new("a", &series, Moves::default(), 9, &[0, 1]).unwrap_err();
        assert!(told.contains("replicate 1") && told.contains("month 1"), "{told}");
    }
}
