//! `series.csv`: every measure, of the world each month and of regions as often as asked.

use super::{Column, Rows, Table};
use sim_core::observables::{MEASURES, MeasureInfo, Measures, Observation};
use sim_core::params::{Params, Rhythm};

/// The world's name in the column `region`.
pub const WORLD: &str = "world";

/// Its name and rhythm.
pub struct Series {
    regions: Vec<String>,
    rhythm: Rhythm,
}

impl Series {
    /// The table of a scenario.
    pub fn new(params: &Params) -> Self {
        let regions = params.regions.iter().map(|region| region.name.clone()).collect();
        Self { regions, rhythm: params.output.regions }
    }
}

impl Table for Series {
    fn file_name(&self) -> &'static str {
        "series.csv"
    }

    fn columns(&self) -> Vec<Column> {
        let region = Column::new("region", "Where; `world` for all regions together", "", "")
            .with_codes(format!("{WORLD}; {}", self.regions.join("; ")));
        let keys = [Column::replicate(), Column::month(), region];
        keys.into_iter().chain(MEASURES.iter().map(measure)).collect()
    }

    fn write(&mut self, replicate: u64, seen: &Observation, rows: &mut Rows) {
        write_row(replicate, seen.month, WORLD, &seen.world, rows);
        if self.rhythm.falls_on(seen.month) {
            for (name, measures) in self.regions.iter().zip(&seen.regions) {
                write_row(replicate, seen.month, name, measures, rows);
            }
        }
    }
}

fn write_row(replicate: u64, month: i64, region: &str, measures: &Measures, rows: &mut Rows) {
    rows.integer(replicate);
    rows.integer(month);
    rows.text(region);
    for cell in measures.cells() {
        rows.cell(cell);
    }
    rows.end();
}

fn measure(info: &MeasureInfo) -> Column {
    let absent = match (info.needs.is_some(), info.regional) {
        (true, true) => "empty when its mechanism is off",
        (true, false) => "empty when its mechanism is off, and in regions",
        (false, false) => "empty in regions",
        (false, true) => "",
    };
    Column::new(info.name, info.meaning, info.unit, &range(info.range)).with_codes(absent)
}

fn range((least, greatest): (f64, f64)) -> String {
    let end = |x: f64| if x.is_finite() { x.to_string() } else { String::new() };
    format!("{}..{}", end(least), end(greatest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_leave_open_ends_open() {
        assert_eq!(range((0.0, 1.0)), "0..1");
        assert_eq!(range((0.0, f64::INFINITY)), "0..");
        assert_eq!(range((f64::NEG_INFINITY, f64::INFINITY)), "..");
    }
}
