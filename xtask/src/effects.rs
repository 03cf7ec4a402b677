//! `docs/model/effects.md`: what each mechanism and each scenario moves, in numbers made by one command.

use crate::Verdict;
use experiments::effects::{Difference, LastYears};
use experiments::verification::world_of;
use sim_core::params::MECHANISMS;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

const PAGE: &str = "docs/model/effects.md";

/// The columns of both tables: heading, quantity, decimals.
const HEADLINES: [(&str, &str, usize); 11] = [
    ("peer, people", "regime_peer/people", 4),
    ("peer, hours", "time_peer_share", 4),
    ("commons time", "commons_time", 4),
    ("communal", "mode_communal/people", 4),
    ("authority", "mode_authority/people", 4),
    ("capital", "regime_capital/people", 4),
    ("open knowledge", "knowledge_open", 3),
    ("output a head", "output/people", 3),
    ("unemployment", "unemployment", 4),
    ("Gini of incomes", "income_gini", 4),
    ("biosphere", "biosphere", 3),
];

/// What else must be off with a mechanism, since it rests on it.
const RESTS: [(&str, &str); 4] =
    [("modes", "norm"), ("taste", "commons_time"), ("knowledge", "abundance"), ("firms", "commons_time")];

/// The mechanism that is off by default.
const OFF: &str = "adventure";

/// What a mechanism moves beside the headlines, if it has columns that stay observed without it.
const OWN: &[(&str, &[&str])] = &[
    ("dunbar", &["project_size_mean", "project_size_largest", "projects_alive"]),
    ("technology", &["access", "coordination", "far_ties"]),
    ("taste", &["project_hours", "projects_alive"]),
    ("commons_time", &["project_hours", "projects_alive"]),
    ("knowledge", &["productivity", "wage"]),
    ("capacity", &["project_hours", "projects_alive"]),
    ("triune", &["project_hours", "projects_alive", "project_use_hosted"]),
    ("burnout", &["project_hours", "project_members"]),
    ("influence", &["projects_paid_majority", "project_hours"]),
    ("physical", &["project_hours", "output", "manufacturing"]),
    ("crowdsourcing", &["regime_sharing", "wealth_gini"]),
    ("sharing", &["regime_crowdsourcing", "wealth_gini"]),
    ("lock_in", &["sharing_largest", "crowdsourcing_largest", "openness"]),
    ("reconfiguration", &["openness", "platforms_profit", "capital"]),
    ("elites", &["wealth_gini", "projects_alive"]),
    ("obstruction", &["belief", "output"]),
    ("biosphere", &["needs_met", "output", "capital"]),
    ("breakdown", &["needs_met", "output"]),
    ("periphery", &["physical_output", "consumption_to_core"]),
    ("forks", &["projects_alive", "project_size_mean", "strain_peers"]),
    ("leaders", &["project_size_mean", "project_hours"]),
    ("rival_governance", &["project_size_mean", "project_hours"]),
    ("immunity", &["project_disruption", "projects_collapsed", "project_accepted_share"]),
    ("abundance", &["essentials", "needs_met"]),
    ("norm", &["mode_equality", "mode_market"]),
];

/// Runs `emergence` with each mechanism off in turn, and each scenario of the library, with so many people, months and pairs, and
/// writes the page.
///
/// # Errors
/// A broken invariant, or the page cannot be written.
pub fn write(root: &Path, people: &str, months: &str, pairs: &str) -> Verdict {
    let count: u64 = pairs.parse().map_err(|_| vec![format!("`{pairs}` is no number of pairs")])?;
    if count < 2 {
        return Err(vec!["an error needs two pairs or more".into()]);
    }
    let run = |name: &str, set: Vec<String>| {
        let size = [format!("world.people={people}"), format!("world.months={months}")];
        let params = Arc::new(world_of(name, &[&size[..], &set[..]].concat()));
        eprintln!("{name} {}", set.join(" "));
        LastYears::run(&params, count).map_err(|broken| vec![format!("{name}: {broken}")])
    };
    let whole = run("emergence", Vec::new())?;
    let mut page = head(people, months, pairs);
    page.push_str("## A mechanism switched off\n\n");
    let mut own =
        String::from("\n## What else moves\n\n| off | column | with it | difference |\n|---|---|---|---|\n");
    open(&mut page, "off", "nothing", &whole);
    for mechanism in MECHANISMS.iter().filter(|mechanism| mechanism.name != OFF) {
        let also = RESTS.iter().filter(|(off, _)| *off == mechanism.name).map(|(_, rests)| *rests);
        let off: Vec<&str> = std::iter::once(mechanism.name).chain(also).collect();
        let without = run("emergence", off.iter().map(|name| format!("mechanisms.{name}=false")).collect())?;
        let label = format!("M{} {}", mechanism.number, code(&off));
        line(&mut page, &label, &without, &whole);
        let columns = OWN.iter().find(|(name, _)| *name == mechanism.name).map_or(&[][..], |(_, own)| own);
        for column in columns {
            if let (Some(level), Some(d)) = (whole.mean(column), without.less(&whole, column)) {
                let places = places(level);
                let _ = writeln!(
                    own,
                    "| {label} | `{column}` | {level:.places$} | {} |",
                    difference(d, places + 1)
                );
            }
        }
    }
    page.push_str(&own);
    page.push_str("\n## A scenario in place of `emergence`\n\n");
    open(&mut page, "scenario", "`emergence`", &whole);
    let others = scenarios::library().iter().filter(|entry| entry.has_economy).map(|entry| entry.name);
    for name in others.filter(|name| !["emergence", "baseline"].contains(name)) {
        line(&mut page, &code(&[name]), &run(name, Vec::new())?, &whole);
    }
    std::fs::write(root.join(PAGE), page).map_err(|cause| vec![format!("{PAGE}: {cause}")])?;
    Ok(format!("{PAGE} is written"))
}

fn code(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// Decimals that show four digits of a level.
fn places(level: f64) -> usize {
    match level.abs() {
        x if x >= 1000.0 => 0,
        x if x >= 100.0 => 1,
        x if x >= 10.0 => 2,
        x if x >= 1.0 => 3,
        _ => 4,
    }
}

/// In bold where it is beyond the half-width of a 95 % interval by Student's t with five degrees of freedom.
fn difference(d: Difference, places: usize) -> String {
    let Difference { mean, error } = d;
    if mean == 0.0 && error == 0.0 {
        return "0".into();
    }
    let text = format!("{mean:+.places$} ± {error:.places$}").replace('-', "−");
    if mean.abs() > 2.571 * error { format!("**{text}**") } else { text }
}

/// The head of a table and its first row, of levels.
fn open(page: &mut String, corner: &str, label: &str, levels: &LastYears) {
    let heads: Vec<&str> = HEADLINES.iter().map(|(head, ..)| *head).collect();
    let _ = writeln!(page, "| {corner} | {} |\n|---|{}", heads.join(" | "), "---|".repeat(heads.len()));
    let cells: Vec<String> = HEADLINES
        .iter()
        .map(|(_, quantity, places)| {
            levels.mean(quantity).map_or("–".into(), |level| format!("{level:.places$}"))
        })
        .collect();
    let _ = writeln!(page, "| {label} | {} |", cells.join(" | "));
}

fn line(page: &mut String, label: &str, here: &LastYears, there: &LastYears) {
    let cells: Vec<String> = HEADLINES
        .iter()
        .map(|(_, quantity, places)| {
            here.less(there, quantity).map_or("–".into(), |d| difference(d, *places))
        })
        .collect();
    let _ = writeln!(page, "| {label} | {} |", cells.join(" | "));
}

fn head(people: &str, months: &str, pairs: &str) -> String {
    format!(
        "# What each mechanism and each scenario moves\n\n\
         Differences from `emergence`, all else equal: mean over {pairs} pairs (same seed, same replicate) ± standard error, {people}\n\
         people, means of the last twelve of {months} months. Bold where the difference is more than 2.57 errors, half a 95 %\n\
         interval of six pairs: one in twenty is bold by chance. Each world is anchored anew, so that all start from the same\n\
         shares in month 0: switching a mechanism off removes what it changes, not its level at the start. **All rows share one\n\
         reference, and its chance with it**: owners' factions wander, and if in these six worlds they happened to be hard on peer\n\
         production, every row shows a little more of it. A change of the sign and size that most rows have is no effect. Hours and people are shares;\n\
         commons time is in months a person a month; output in goods a month, near 1 a head in 2001. M30 is off by default: the\n\
         scenario `adventure` has it on.\n\n\
         This page is written by `cargo xtask effects {people} {months} {pairs}`. By hand, with bands over all months, whatever the\n\
         mechanism or scenario:\n\n\
         ```\n\
         fourfold run emergence --people {people} --months {months} --replicates {pairs} --out results/with\n\
         fourfold run emergence --people {people} --months {months} --replicates {pairs} --set mechanisms.technology=false --out results/without\n\
         fourfold compare results/with results/without\n\
         ```\n\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use sim_core::observables::MEASURES;

    #[test]
    fn every_name_is_a_mechanism_and_every_column_a_measure() {
        let known = |name: &&str| MECHANISMS.iter().any(|m| m.name == *name);
        assert!(RESTS.iter().flat_map(|(a, b)| [a, b]).all(known));
        assert!(OWN.iter().map(|(name, _)| name).all(known));
        let measured = |name: &str| MEASURES.iter().any(|info| info.name == name);
        let of_headlines = HEADLINES.iter().flat_map(|(_, quantity, _)| quantity.split('/'));
        let mut all = of_headlines.chain(OWN.iter().flat_map(|(_, own)| own.iter().copied()));
        assert!(all.all(measured));
    }

    #[test]
    fn a_difference_is_bold_where_it_is_told_from_chance() {
        assert_eq!(difference(Difference { mean: -0.5, error: 0.1 }, 1), "**−0.5 ± 0.1**");
        assert_eq!(difference(Difference { mean: 0.2, error: 0.1 }, 1), "+0.2 ± 0.1");
    }
}
