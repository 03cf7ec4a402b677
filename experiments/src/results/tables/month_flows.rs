//! `month_flows.csv`: money by kind of payment and sector. Each row sums to zero; a column's rows of a month
//! sum to the sector's change of money.

use super::{Column, Rows, Table};
use sim_core::ledger::{FLOWS, FlowTable, SECTORS};
use sim_core::observables::Observation;
use sim_core::params::{Params, Rhythm};

/// Money that has moved since the last rows.
pub struct MonthFlows {
    rhythm: Rhythm,
    has_money: bool,
    moved: FlowTable,
}

impl MonthFlows {
    /// The table of a scenario.
    pub fn new(params: &Params) -> Self {
        Self { rhythm: params.output.flows, has_money: params.mechanisms.firms, moved: FlowTable::EMPTY }
    }
}

impl Table for MonthFlows {
    fn file_name(&self) -> &'static str {
        "month_flows.csv"
    }

    fn columns(&self) -> Vec<Column> {
        let month = match self.rhythm {
            Rhythm::Year => "Last month of the twelve that are summed; a last year cut short is left out",
            Rhythm::Month | Rhythm::None => "Month in which it was paid, from 1",
        };
        let flows: Vec<String> = FLOWS.iter().map(|(name, meaning)| format!("{name}: {meaning}")).collect();
        let keys = [
            Column::replicate(),
            Column::new("month", month, "months", "1.."),
            Column::new("flow", "Why it was paid", "", "").with_codes(flows.join("; ")),
        ];
        let sector = |name: &&str| {
            Column::new(
                name,
                &format!("Received less paid by {name}; a row sums to zero"),
                "micro-credits",
                "..",
            )
        };
        keys.into_iter().chain(SECTORS.iter().map(sector)).collect()
    }

    fn write(&mut self, replicate: u64, seen: &Observation, rows: &mut Rows) {
        // What was paid up to month 0 belongs to burn-in; a world without firms has no money.
        if seen.month <= 0 || !self.has_money {
            return;
        }
        self.moved.add(&seen.flows);
        if self.rhythm.falls_on(seen.month) {
            let moved = std::mem::take(&mut self.moved);
            for ((name, _), by_sector) in FLOWS.iter().zip(&moved.net) {
                rows.integer(replicate);
                rows.integer(seen.month);
                rows.text(name);
                by_sector.iter().for_each(|money| rows.integer(money));
                rows.end();
            }
        }
    }
}
