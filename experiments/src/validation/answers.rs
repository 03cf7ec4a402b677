//! The statistics that facts ask for, over the projects and economies of simulated worlds.

use super::history::History;
use super::{Answer, Fact};
use analysis::contributors::{Record, log_slope};
use analysis::stats::quantile;
use sim_core::engine::num::{ln, pow};
use sim_core::observables::{Cell, Measures};

/// Years of the model in which growth of regions was measured: 2001 to 2019.
const MEASURED: usize = 19;

/// One world's records and moments.
pub(super) struct World {
    records: Vec<Record>,
    moments: Vec<(&'static str, f64)>,
}

impl World {
    pub(super) fn of(history: &History) -> Self {
        Self { records: history.records(), moments: moments(history) }
    }
}

/// Moments of the economy, by the fact they answer.
fn moments(history: &History) -> Vec<(&'static str, f64)> {
    let measures = &history.measures;
    let series =
        |of: fn(&Measures) -> Cell| -> Vec<f64> { measures.iter().filter_map(|m| of(m).value()).collect() };
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    let output: Vec<f64> =
        series(|m| m.output).get(1..).unwrap_or_default().chunks_exact(12).map(mean).collect();
    let growth: Vec<f64> = output.windows(2).map(|pair| ln(pair[1] / pair[0])).collect();
    let middle = mean(&growth);
    let squares: f64 = growth.iter().map(|x| (x - middle) * (x - middle)).sum();
    let firms = history.firms();
    let (small, large) = firms.spread_by_size().unwrap_or((f64::NAN, f64::NAN));
    let of_all = [
        ("ma_growth_core", growth_of(history, true)),
        ("ma_growth_periphery", growth_of(history, false)),
        ("fi_sd_small", small),
        ("fi_sd_large", large),
        ("fi_growth_ac", firms.memory().unwrap_or(f64::NAN)),
        ("ma_labour_share", mean(&series(|m| m.labour_share))),
        ("ma_ky", mean(&series(|m| m.capital_output_ratio))),
        ("ma_inv", mean(&series(|m| m.investment)) / mean(&series(|m| m.output_value))),
        ("ma_vol", (squares / (growth.len() as f64 - 1.0)).sqrt()),
    ];
    of_all.into_iter().filter(|(_, x)| x.is_finite()).collect()
}

/// Facts of the economy that [`moments`] answers.
const OF_ECONOMY: [&str; 9] = [
    "ma_labour_share",
    "ma_ky",
    "ma_inv",
    "ma_vol",
    "ma_growth_core",
    "ma_growth_periphery",
    "fi_sd_small",
    "fi_sd_large",
    "fi_growth_ac",
];

/// Growth a year of output a head in the core, or outside of it: mean over regions.
fn growth_of(history: &History, core: bool) -> f64 {
    let of_region = |years: &[f64]| {
        let last = years.len().min(MEASURED).checked_sub(1).filter(|last| *last > 0)?;
        Some(ln(years[last] / years[0]) / last as f64)
    };
    let regions = history.output().zip(&history.core).filter(|(_, is_core)| **is_core == core);
    let rates: Vec<f64> = regions.filter_map(|(years, _)| of_region(years)).collect();
    rates.iter().sum::<f64>() / rates.len() as f64
}

/// A number of each project.
type OfProject = fn(&Record) -> Option<f64>;

/// Facts that are medians over projects.
const OF_PROJECTS: [(&str, OfProject); 22] = [
    ("pp_gini", Record::gini),
    ("pp_top10pct_share", |r| r.top(0.1)),
    ("pp_top1pct_share", |r| r.top(0.01)),
    ("pp_le3_commit_share", |r| r.at_most(3)),
    ("pp_tail_alpha", Record::tail),
    ("pp_core80_share", |r| Some(r.core(0.8)? as f64 / r.people() as f64)),
    ("pp_core50_authors", |r| Some(r.core(0.5)? as f64)),
    ("pp_yearly_core80_share", Record::yearly_core_share),
    ("pp_surv_all_12m", |r| r.stays(1, 12)),
    ("pp_surv_all_60m", |r| r.stays(1, 60)),
    ("pp_surv_returning_36m", |r| r.stays(2, 36)),
    ("pp_surv_returning_60m", |r| r.stays(2, 60)),
    ("pp_halflife_returning", Record::half_life),
    ("pp_newcomer_return", |r| r.returns(1)),
    ("pp_newcomer_after_1y", |r| r.returns(12)),
    ("pp_exit_hazard_established", Record::exit_hazard),
    ("pp_growth_first5y", |r| r.fifth_over_first().map(|x| pow(x, 0.25) - 1.0)),
    ("pp_size_y5_over_y1", Record::fifth_over_first),
    ("pp_last_over_peak", |r| r.peak().map(|peak| peak.0)),
    ("pp_time_to_peak_share", |r| r.peak().map(|peak| peak.1)),
    ("pp_newcomer_share_monthly", Record::newcomers_monthly),
    ("pp_newcomer_share_yearly", Record::newcomers_yearly),
];

/// More of them.
const OF_PROJECTS_TOO: [(&str, OfProject); 7] = [
    ("pp_output_elasticity", Record::output_elasticity),
    ("pp_max_monthly_active", Record::most_active),
    ("grp_dir_level_1_mean", |r| groups(r).map(|sizes| sizes.iter().sum::<f64>() / sizes.len() as f64)),
    ("grp_dir_level_1_p90", |r| groups(r).map(|sizes| quantile(&sizes, 0.9))),
    ("grp_dir_level_1_p99", |r| groups(r).map(|sizes| quantile(&sizes, 0.99))),
    ("grp_dir_level_1_max", |r| groups(r).map(|sizes| quantile(&sizes, 1.0))),
    ("grp_dir_level_1_gt15", |r| groups(r).and_then(|sizes| share_above(&sizes, 15.0))),
];

/// Contributors that a project must have had for its working groups to count, as in the sample of the facts.
const LEAST_IN_GROUPS: usize = 300;

/// Whether a project is one of those that a fact of all together is about.
fn counts(id: &str, record: &Record) -> bool {
    !id.starts_with("grp_") || record.people() >= LEAST_IN_GROUPS
}

/// Sizes of a project's working groups by month, rising: the model's groups are held against the top-level directories of the facts.
fn groups(record: &Record) -> Option<Vec<f64>> {
    let sizes = if counts("grp_", record) { record.group_sizes() } else { Vec::new() };
    (!sizes.is_empty()).then_some(sizes)
}

fn share_above(sizes: &[f64], limit: f64) -> Option<f64> {
    let above = sizes.iter().filter(|size| **size > limit).count() as f64;
    (!sizes.is_empty()).then(|| above / sizes.len() as f64)
}

/// Facts that are medians over projects' years.
fn of_years(id: &str, record: &Record) -> Option<Vec<f64>> {
    let years = record.yearly();
    match id {
        "pp_yearly_core80" => Some(years.iter().map(|(_, core, _)| *core as f64).collect()),
        "pp_yearly_gini" => Some(years.iter().map(|(.., gini)| *gini).collect()),
        _ => None,
    }
}

/// Facts that are one number of all projects together.
fn of_all(id: &str, records: &[&Record]) -> Option<Option<f64>> {
    let growth = || records.iter().flat_map(|record| record.growth()).collect::<Vec<f64>>();
    let moment = |values: &[f64], order: i32| {
        let n = values.len() as f64;
        let mean = values.iter().sum::<f64>() / n;
        values.iter().map(|x| (x - mean).powi(order)).sum::<f64>() / n
    };
    Some(match id {
        "pp_growth_sd" => Some(growth()).filter(|g| g.len() > 2).map(|g| moment(&g, 2).sqrt()),
        "pp_growth_kurtosis" => {
            Some(growth()).filter(|g| g.len() > 3).map(|g| moment(&g, 4) / moment(&g, 2).powi(2) - 3.0)
        }
        "pp_core_scaling" => {
            let years = records.iter().flat_map(|record| record.yearly());
            let pairs: Vec<(f64, f64)> =
                years.map(|(people, core, _)| (people as f64, core as f64)).collect();
            if pairs.len() < 3 { None } else { log_slope(&pairs) }
        }
        "pp_shape_shrinking" => {
            let ends: Vec<f64> = records.iter().filter_map(|r| r.peak()).map(|peak| peak.0).collect();
            let small = ends.iter().filter(|end| **end < 0.6).count() as f64;
            (!ends.is_empty()).then(|| small / ends.len() as f64)
        }
        "grp_dir_level_1_gt150" => {
            let sizes: Vec<f64> = records.iter().filter_map(|record| groups(record)).flatten().collect();
            share_above(&sizes, 150.0)
        }
        "grp_project_gt150" => {
            let large = records.iter().filter(|record| counts(id, record));
            share_above(&large.flat_map(|record| record.active()).collect::<Vec<f64>>(), 150.0)
        }
        _ => return None,
    })
}

/// Whether a fact is asked, or why not.
pub(super) fn is_asked(fact: &Fact) -> Result<(), &'static str> {
    let id = fact.id.as_str();
    let is_projects = OF_PROJECTS.iter().chain(&OF_PROJECTS_TOO).any(|(key, _)| *key == id)
        || of_years(id, &Record::default()).is_some()
        || of_all(id, &[]).is_some();
    if is_projects || OF_ECONOMY.contains(&id) { Ok(()) } else { Err(reason(fact)) }
}

const TOO_FEW: &str = "no project of the model is large or old enough";

/// What the worlds say of a fact, or why it is not asked.
pub(super) fn answer(fact: &Fact, worlds: &[World]) -> Result<Answer, &'static str> {
    let id = fact.id.as_str();
    let project = OF_PROJECTS.iter().chain(&OF_PROJECTS_TOO).find(|(key, _)| *key == id);
    let values = |world: &World| -> Option<Vec<f64>> {
        if let Some((_, of)) = project {
            return Some(world.records.iter().filter_map(of).collect());
        }
        if of_years(id, &Record::default()).is_some() {
            return Some(world.records.iter().filter_map(|record| of_years(id, record)).flatten().collect());
        }
        let moment = world.moments.iter().find(|(key, _)| *key == id);
        moment.map(|(_, x)| vec![*x])
    };
    if of_all(id, &[]).is_some() {
        let all: Vec<&Record> = worlds.iter().flat_map(|world| &world.records).collect();
        let value = of_all(id, &all).flatten().ok_or(TOO_FEW)?;
        let own = |world: &World| of_all(id, &world.records.iter().collect::<Vec<_>>()).flatten();
        let each: Vec<f64> = worlds.iter().filter_map(own).collect();
        let interval = ends(each, (0.05, 0.95)).unwrap_or((value, value));
        let n = all.iter().filter(|record| counts(id, record)).count();
        return Ok(Answer { n, median: value, spread: interval, interval });
    }
    let by_world: Vec<Vec<f64>> =
        worlds.iter().map(values).collect::<Option<_>>().ok_or_else(|| reason(fact))?;
    let all: Vec<f64> = by_world.iter().flatten().copied().collect();
    let median_of = |values: &Vec<f64>| ends(values.clone(), (0.5, 0.5)).map(|both| both.0);
    let median = median_of(&all).ok_or(TOO_FEW)?;
    let each: Vec<f64> = by_world.iter().filter_map(median_of).collect();
    Ok(Answer {
        n: all.len(),
        median,
        spread: ends(all, (0.1, 0.9)).unwrap_or((median, median)),
        interval: ends(each, (0.05, 0.95)).unwrap_or((median, median)),
    })
}

fn ends(mut values: Vec<f64>, at: (f64, f64)) -> Option<(f64, f64)> {
    values.sort_unstable_by(f64::total_cmp);
    (!values.is_empty()).then(|| (quantile(&values, at.0), quantile(&values, at.1)))
}

/// Why a fact is not asked.
fn reason(fact: &Fact) -> &'static str {
    if OF_ECONOMY.contains(&fact.id.as_str()) {
        return "the run is too short, or has no firms";
    }
    match fact.kind.as_str() {
        "group_size" => "of groups within groups, or of files, which the model has not",
        "archive_commons" | "registry_commons" => "of packages one by one, which the model has not",
        "rhythm_and_pay" => "finer than a month, or of addresses",
        "geography_of_contribution" => "of clocks, which the model has not",
        "forks" => "of four forks, too few to hold a distribution against",
        "crowdsourcing_platform" => "of single answers and workers' errors, which the model has not",
        "sharing_platform" => "of listings of hosts, which the model has not",
        "firms" => {
            "of sales of the world's largest firms; docs/model/stylised-facts.md holds employment against it"
        }
        "internet_diffusion" => "an input: access is fitted to these curves",
        "peer_core" | "peer_growth" | "peer_tenure" | "peer_contribution_distribution" => {
            "its definition refers to a fact that is held back"
        }
        _ => "an input, or of countries, which the model has not",
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Held, facts};
    use super::*;
    use analysis::contributors::Gift;

    #[test]
    fn every_statistic_answers_a_fact_and_no_fact_twice() {
        let facts = facts();
        let keys: Vec<&str> = OF_PROJECTS.iter().chain(&OF_PROJECTS_TOO).map(|(key, _)| *key).collect();
        for (at, key) in keys.iter().enumerate() {
            assert!(facts.iter().any(|fact| fact.id == *key), "there is no fact {key}");
            assert!(!keys[..at].contains(key), "{key} is computed twice");
            assert!(of_years(key, &Record::default()).is_none() && of_all(key, &[]).is_none(), "{key}");
        }
        assert!(facts.len() > 100 && facts.iter().any(|fact| fact.range.is_none()));
        let dates = facts.iter().find(|fact| fact.id == "wi_gini_between").unwrap();
        assert_eq!(dates.range, None, "two dates are no range");
    }

    /// Worlds of projects of sixty people, of whom the first gives most.
    fn worlds() -> Vec<World> {
        let project = |most: u64| {
            let gift = |k: u64| Gift {
                month: 1 + (k / 6) as i64,
                person: k,
                units: if k == 0 { most } else { 1 },
                group: None,
            };
            Record::new((0..60).map(gift).collect(), 60)
        };
        let world = |most: u64| World {
            records: vec![project(most), project(most + 10)],
            moments: vec![("ma_ky", 3.0)],
        };
        vec![world(41), world(141)]
    }

    fn held(id: &str) -> Held {
        let fact = facts().into_iter().find(|fact| fact.id == id).unwrap();
        Held { answer: answer(&fact, &worlds()), fact }
    }

    #[test]
    fn working_groups_are_asked_of_projects_with_many_contributors_only() {
        // 16 and 2 people in two groups, a month; each month other people.
        let gift = |k: u64| Gift {
            month: 1 + (k / 18) as i64,
            person: k,
            units: 1,
            group: Some(u32::from(k % 18 < 16)),
        };
        let of = |people: u64| World {
            records: vec![Record::new((0..people).map(gift).collect(), 60)],
            moments: Vec::new(),
        };
        let worlds = [of(18 * 17), of(18 * 10)];
        let median = |id: &str| {
            let fact = facts().into_iter().find(|fact| fact.id == id).unwrap();
            answer(&fact, &worlds).map(|answer| (answer.n, answer.median))
        };
        assert_eq!(median("grp_dir_level_1_mean"), Ok((1, 9.0)));
        assert_eq!(median("grp_dir_level_1_p90"), Ok((1, 16.0)));
        assert_eq!(median("grp_dir_level_1_gt15"), Ok((1, 0.5)));
        assert_eq!(median("grp_dir_level_1_gt150"), Ok((1, 0.0)));
        assert_eq!(median("grp_project_gt150"), Ok((1, 0.0)));
        // Groups of 159 and of one in each of two months.
        let crowd = |k: u64| Gift {
            month: 1 + (k / 160) as i64,
            person: k,
            units: 1,
            group: Some((k % 160 > 158).into()),
        };
        let crowded =
            World { records: vec![Record::new((0..320).map(crowd).collect(), 60)], moments: Vec::new() };
        let of_all = |id: &str| {
            let fact = facts().into_iter().find(|fact| fact.id == id).unwrap();
            answer(&fact, std::slice::from_ref(&crowded)).map(|answer| answer.median)
        };
        assert_eq!(
            (of_all("grp_dir_level_1_gt150"), of_all("grp_project_gt150").unwrap() > 0.0),
            (Ok(0.5), true)
        );
        let small = facts().into_iter().find(|fact| fact.id == "grp_dir_level_1_max").unwrap();
        assert_eq!(answer(&small, &worlds[1..]), Err(TOO_FEW));
    }

    #[test]
    fn answers_are_medians_over_projects_with_intervals_over_worlds() {
        let top = held("pp_top1pct_share").answer.unwrap();
        // 41 of 100, 51 of 110, 141 of 200, 151 of 210.
        let shares = [0.41, 51.0 / 110.0, 0.705, 151.0 / 210.0];
        assert_eq!(top.n, 4);
        assert!((top.median - 0.5 * (shares[1] + shares[2])).abs() < 1e-12, "{top:?}");
        let each = [0.5 * (shares[0] + shares[1]), 0.5 * (shares[2] + shares[3])];
        assert!((top.interval.0 - (each[0] + 0.05 * (each[1] - each[0]))).abs() < 1e-12, "{top:?}");
        let ky = held("ma_ky");
        assert_eq!((ky.answer.as_ref().unwrap().median, ky.verdict()), (3.0, "hit"));
        assert!(held("pp_surv_all_60m").answer.is_err_and(|why| why == TOO_FEW));
        assert_eq!(held("rh_burst_project").answer, Err("finer than a month, or of addresses"));
    }
}
