//! `stages.csv`: when the world and each region first came to a stage.

use super::series::WORLD;
use super::{Column, Rows, Table};
use sim_core::observables::{Measures, Observation};
use sim_core::params::Params;
use sim_core::state::course::{STAGES, Stage};

/// The places, the world first, and which stages each has been in.
pub struct StagesTable {
    places: Vec<String>,
    been_in: Vec<[bool; STAGES]>,
}

impl StagesTable {
    /// The table of a scenario.
    pub fn new(params: &Params) -> Self {
        Self::of(params.regions.iter().map(|region| region.name.clone()))
    }

    fn of(regions: impl IntoIterator<Item = String>) -> Self {
        let places: Vec<String> = std::iter::once(WORLD.to_string()).chain(regions).collect();
        let been_in = vec![[false; STAGES]; places.len()];
        Self { places, been_in }
    }
}

impl Table for StagesTable {
    fn file_name(&self) -> &'static str {
        "stages.csv"
    }

    fn columns(&self) -> Vec<Column> {
        vec![
            Column::replicate(),
            Column::new("region", "Where; `world` for all regions together", "", "")
                .with_codes(self.places.join("; ")),
            Column::new("stage", "A stage that it came to", "", "")
                .with_codes(Stage::ALL.map(Stage::name).join("; ")),
            Column::new("month", "First month in which it was in that stage", "months", "0.."),
        ]
    }

    fn write(&mut self, replicate: u64, seen: &Observation, rows: &mut Rows) {
        let measures = std::iter::once(&seen.world).chain(&seen.regions);
        for ((place, been_in), measures) in self.places.iter().zip(&mut self.been_in).zip(measures) {
            let Some(stage) = stage_of(measures) else { continue };
            if !std::mem::replace(&mut been_in[stage as usize], true) {
                rows.integer(replicate);
                rows.text(place);
                rows.text(stage.name());
                rows.integer(seen.month);
                rows.end();
            }
        }
    }
}

/// The stage that a code stands for.
fn stage_of(measures: &Measures) -> Option<Stage> {
    let code = measures.stage.value()?;
    Stage::ALL.into_iter().find(|stage| (f64::from(*stage as u8) - code).abs() < 0.5)
}

#[cfg(test)]
mod tests {
    use super::*;
    use sim_core::ids::{MODES, REGIMES};
    use sim_core::ledger::FlowTable;
    use sim_core::observables::{Accounts, Cell};

    /// The world's stage, then those of its regions.
    fn seen(month: i64, stages: &[Stage]) -> Observation {
        let measures = |stage: &Stage| Measures { stage: Cell::Count(*stage as i64), ..Measures::EMPTY };
        Observation {
            month,
            world: measures(&stages[0]),
            regions: stages[1..].iter().map(measures).collect(),
            mode_transitions: [[0; MODES]; MODES],
            regime_transitions: [[0; REGIMES]; REGIMES],
            flows: FlowTable::EMPTY,
            contributions: Vec::new(),
            accounts: Accounts::default(),
            organisations: Vec::new(),
            panel: Vec::new(),
        }
    }

    #[test]
    fn a_stage_is_written_once_for_each_place_when_it_is_first_entered() {
        let (mut table, mut rows) = (StagesTable::of(["here, and there".to_string()]), Rows::default());
        let course = [[Stage::Germ, Stage::Germ], [Stage::Parity, Stage::Germ], [Stage::Germ, Stage::Denied]];
        for (month, stages) in (0..).zip(&course) {
            table.write(7, &seen(month, stages), &mut rows);
        }
        table.write(7, &Observation { world: Measures::EMPTY, ..seen(3, &course[2]) }, &mut rows);
        let text = String::from_utf8(rows.into_bytes()).unwrap();
        let here = "\"here, and there\"";
        assert_eq!(text, format!("7,world,germ,0\n7,{here},germ,0\n7,world,parity,1\n7,{here},denied,2\n"));
    }
}
