//! The tables of a results folder: as many rows as the scenario asks for, and money that adds up.

use serde_json::Value as Json;
use sim_core::ledger::{FLOWS, SECTORS};
use sim_core::observables::MEASURES;
use std::path::Path;

/// What is wrong with the tables of a run.
#[must_use]
pub fn faults(folder: &Path, manifest: &Json) -> Vec<String> {
    let scenario = &manifest["scenario"];
    let number = |json: &Json| json.as_u64().unwrap_or(0);
    let (months, replicates) = (number(&manifest["months"]), number(&manifest["replicates_done"]));
    let regions = scenario["region"].as_array().map_or(0, |regions| regions.len() as u64);
    // Month 0 is in the series; every twelfth month is a year's.
    let series = match scenario["output"]["regions"].as_str() {
        Some("month") => (months + 1) * (1 + regions),
        Some("year") => months + 1 + (months / 12 + 1) * regions,
        _ => months + 1,
    };
    let payments = match scenario["output"]["flows"].as_str() {
        _ if scenario["mechanisms"]["firms"] == false => 0,
        Some("month") => months,
        Some("year") => months / 12,
        _ => 0,
    };
    let mut faults = Vec::new();
    if scenario["output"]["flows"] != "none" {
        faults.extend(flows(folder, replicates * payments * FLOWS.len() as u64));
    }
    faults.extend(shape(folder, "series.csv", 3 + MEASURES.len(), replicates * series));
    faults.extend(stages(folder, replicates * (1 + regions)));
    faults
}

/// All records of a table but the first line.
fn records(folder: &Path, name: &str) -> Result<Vec<csv::StringRecord>, String> {
    let said = |cause: csv::Error| format!("{name} cannot be read: {cause}");
    csv::Reader::from_path(folder.join(name)).map_err(said)?.records().collect::<Result<_, _>>().map_err(said)
}

fn shape(folder: &Path, name: &str, columns: usize, rows: u64) -> Vec<String> {
    let records = match records(folder, name) {
        Ok(records) => records,
        Err(fault) => return vec![fault],
    };
    let mut faults = Vec::new();
    if records.len() as u64 != rows {
        faults.push(format!("{name} has {} rows; the scenario asks for {rows}", records.len()));
    }
    // The reader itself refuses rows of unequal length.
    if records.first().is_some_and(|record| record.len() != columns) {
        faults.push(format!("{name} has rows of {} cells, expected {columns}", records[0].len()));
    }
    faults
}

/// Every place of every replicate has a stage in month 0, and no place comes to a stage for the first time twice.
fn stages(folder: &Path, places: u64) -> Vec<String> {
    let name = "stages.csv";
    let records = match records(folder, name) {
        Ok(records) => records,
        Err(fault) => return vec![fault],
    };
    let key = |record: &csv::StringRecord| record.iter().take(3).collect::<Vec<_>>().join(",");
    let mut keys: Vec<String> = records.iter().map(key).collect();
    keys.sort();
    let twice = keys.windows(2).filter(|pair| pair[0] == pair[1]);
    let mut faults: Vec<String> = twice.map(|pair| format!("{name} has {} twice", pair[0])).collect();
    let begun = records.iter().filter(|record| record.get(3) == Some("0")).count() as u64;
    if begun != places {
        faults.push(format!("{name} has {begun} places with a stage in month 0; there are {places}"));
    }
    faults
}

/// Every row of `month_flows.csv` sums to zero over the sectors, and some money moves.
fn flows(folder: &Path, rows: u64) -> Vec<String> {
    let name = "month_flows.csv";
    let mut faults = shape(folder, name, 3 + SECTORS.len(), rows);
    let Ok(records) = records(folder, name) else { return faults };
    let mut moved = 0u128;
    for (line, record) in (2..).zip(&records) {
        let money: Option<Vec<i128>> = record.iter().skip(3).map(|cell| cell.parse().ok()).collect();
        match money {
            None => faults.push(format!("{name}:{line} has a cell that is not a whole number")),
            Some(money) if money.iter().sum::<i128>() != 0 => {
                faults.push(format!("{name}:{line} does not sum to zero"));
            }
            Some(money) => moved += money.iter().map(|x| x.unsigned_abs()).sum::<u128>(),
        }
    }
    if rows > 0 && moved == 0 {
        faults.push(format!("{name} shows no money that moves"));
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;
    use std::fs;

    /// One replicate of twelve months, two regions by year, payments by year.
    fn folder(wages: &str) -> (tempfile::TempDir, Json) {
        let folder = tempfile::tempdir().unwrap();
        let measures = MEASURES.iter().map(|m| m.name).collect::<Vec<_>>().join(",");
        let cells = ",1".repeat(MEASURES.len());
        let world = |months: u64| (0..=months).map(|m| format!("0,{m},world{cells}\n")).collect::<String>();
        let regions = [0, 12].map(|m| format!("0,{m},a{cells}\n0,{m},b{cells}\n")).concat();
        fs::write(
            folder.path().join("series.csv"),
            format!("replicate,month,region,{measures}\n{}{regions}", world(12)),
        )
        .unwrap();
        let zeros = ",0".repeat(SECTORS.len());
        let others: String = FLOWS.iter().skip(1).map(|(name, _)| format!("0,12,{name}{zeros}\n")).collect();
        let header = format!("replicate,month,flow,{}\n", SECTORS.join(","));
        fs::write(folder.path().join("month_flows.csv"), format!("{header}0,12,wages,{wages}\n{others}"))
            .unwrap();
        let entered =
            "replicate,region,stage,month\n0,world,germ,0\n0,a,germ,0\n0,b,parity,0\n0,a,parity,7\n";
        fs::write(folder.path().join("stages.csv"), entered).unwrap();
        let manifest = json!({
            "months": 12, "replicates_done": 1,
            "scenario": {
                "region": [{"name": "a"}, {"name": "b"}],
                "output": {"regions": "year", "flows": "year"},
                "mechanisms": {"firms": true},
            },
        });
        (folder, manifest)
    }

    #[test]
    fn a_sound_run_has_no_faults() {
        let (folder, manifest) = folder("5,-5,0,0,0,0");
        assert_eq!(faults(folder.path(), &manifest), Vec::<String>::new());
    }

    #[test]
    fn a_stage_that_is_entered_twice_and_a_place_without_one_are_told() {
        let (folder, manifest) = folder("5,-5,0,0,0,0");
        let entered = "replicate,region,stage,month\n0,world,germ,0\n0,a,germ,0\n0,a,germ,4\n";
        fs::write(folder.path().join("stages.csv"), entered).unwrap();
        let faults = faults(folder.path(), &manifest);
        assert_eq!(
            faults,
            ["stages.csv has 0,a,germ twice", "stages.csv has 2 places with a stage in month 0; there are 3"]
        );
    }

    #[test]
    fn money_from_nowhere_and_missing_rows_are_told() {
        let (folder, mut manifest) = folder("5,-4,0,0,0,0");
        manifest["months"] = 24.into();
        let faults = faults(folder.path(), &manifest).join("\n");
        for part in
            ["month_flows.csv:2 does not sum to zero", "month_flows.csv has", "series.csv has 17 rows"]
        {
            assert!(faults.contains(part), "{part}: {faults}");
        }
    }
}
