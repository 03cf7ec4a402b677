//! `calibrated.toml`: the middle of what is plausible, as a scenario, with the ranges beside the values.

use super::Plan;
use analysis::calibration::posterior::Posterior;
use scenarios::Origin;
use sim_core::params::{Params, Value};
use std::fmt::Write as _;

/// Its file.
pub const FILE: &str = "calibrated.toml";

/// The scenario: what was set on the command line (but for the size of worlds), and the values found.
pub(super) fn text(plan: &Plan, middle: &[(String, Value)], posterior: &Posterior) -> String {
    let scenario = &plan.scenario;
    let facts: Vec<&str> = plan.fitted.iter().map(|one| one.fact.id.as_str()).collect();
    let mut text = format!(
        "# Written by `fourfold calibrate`. Beside each value stands the interval that is plausible with 90 % given the facts, and the range \
         that was declared before.\nextends = {:?}\n\n[scenario]\ntitle = {:?}\nabout = \"\"\"\nParameters that facts tell of, fitted by {} waves of {} \
         worlds to {}.\nAll others are those of {}. The values belong together: they are one plausible setting, and each by itself is not the best.\"\"\"\n",
        plan.extends,
        format!("{}, calibrated", scenario.title),
        plan.waves,
        plan.runs,
        facts.join(", "),
        scenario.name,
    );
    let set: Vec<(String, Value)> = scenario
        .origin
        .iter()
        .filter(|(key, origin)| matches!(origin, Origin::CommandLine) && !key.starts_with("world."))
        .filter(|(key, _)| middle.iter().all(|(name, _)| name != *key))
        .filter_map(|(key, _)| Some((key.clone(), scenario.params.get(key)?)))
        .collect();
    for (section, _) in Params::sections() {
        let own = |key: &str| key.split('.').next() == Some(section);
        let set = set.iter().filter(|(key, _)| own(key)).map(|pair| (pair, true));
        let found = middle.iter().filter(|(key, _)| own(key)).map(|pair| (pair, false));
        let mut is_first = true;
        for ((key, value), is_set) in set.chain(found) {
            if is_first {
                let _ = writeln!(text, "\n[{section}]");
                is_first = false;
            }
            let name = key.split_once('.').map_or(key.as_str(), |(_, name)| name);
            let remark = if is_set { "set by hand".to_owned() } else { ranges(plan, posterior, key) };
            // A String takes all that is written to it.
            let _ = writeln!(text, "{name} = {}  # {remark}", scenarios::toml_value(value));
        }
    }
    text
}

/// What is plausible of a parameter, and what was thought possible.
fn ranges(plan: &Plan, posterior: &Posterior, key: &str) -> String {
    let rows = super::folder::rows(plan, posterior);
    let told: Vec<String> = rows
        .iter()
        .filter(|row| row.key == key && row.is_told)
        .map(|row| {
            let share = row.name.strip_prefix(key).map_or("", |rest| rest.trim_start_matches('.'));
            let share = if share.is_empty() { String::new() } else { format!("{share} ") };
            format!("{share}{:.4} to {:.4} of {} to {}", row.at[0], row.at[4], row.declared.0, row.declared.1)
        })
        .collect();
    told.join("; ")
}
