//! The regions of the world in 2001, from measured data, cut as a scenario asks.

use serde::Deserialize;
use sim_core::params::table::ParameterType;
use sim_core::params::{Certainty, Kind, Parameter, RegionPeople, RegionSet, RegionStart, Scope, Value};

use crate::agglomeration;
use crate::scenario::Scenario;

/// Derived from public tables: `data/README.md` says how.
const DATA: &str = include_str!("../data/regions_2001.csv");

/// Countries of 2001 that can stand apart, each with the rest of its region below it; the most populous come first.
const COUNTRIES: &str = include_str!("../data/countries_2001.csv");

/// Output per head of the world in 2001, USD of 2017 a year: what an income of 1 in the data is.
const WORLD_MEAN: f64 = 11_341.54;

/// Dispersion of skill: standard deviation of its logarithm. sqrt(2) times the normal quantile of (1 + G)/2 at the Gini coefficient
/// G = 0.2953 of earnings; one figure for all regions, since none has its own.
pub(crate) const SKILL_SD: f64 = 0.54;

#[derive(Deserialize)]
struct Row {
    region: String,
    /// The one of the ten that it is a part of, in the table of countries.
    split_from: Option<String>,
    core: bool,
    people_share: f64,
    income: f64,
    capital_output_ratio: f64,
    depreciation_rate: f64,
    human_capital: f64,
    access: f64,
    access_ceiling: f64,
    access_rate: f64,
}

/// Where each region starts. Incomes are over the people-weighted mean, so that a credit a month is always the
/// mean output a head; human capital is over the world's mean as measured.
#[must_use]
pub fn regions(set: RegionSet, people: RegionPeople) -> Vec<RegionStart> {
    let mut regions = unscaled(set, people);
    let mean = mean_income(&regions);
    for region in &mut regions {
        region.income /= mean;
    }
    regions
}

/// What a unit of account stands for: USD of 2017 a year (12 months of 1 credit) for each head. Whoever gives regions of
/// their own knows what their incomes mean; we do not.
#[must_use]
pub fn unit_of_account(scenario: &Scenario) -> Option<f64> {
    let world = &scenario.params.world;
    let measured = || WORLD_MEAN * mean_income(&unscaled(world.regions, world.region_people));
    (world.regions != RegionSet::Own).then(|| measured() * scenario.mean_income())
}

/// What `[[region]]` says of a region's field: the value as it is written, income before it is over the mean.
pub(crate) fn written(scenario: &Scenario, region: usize, field: &str) -> Option<Value> {
    match (field, scenario.written_incomes.get(region)) {
        ("income", Some(income)) => Some(income.write()),
        _ => get(&scenario.params.regions[region], field),
    }
}

/// The whole world of 2001 in one region.
pub(crate) fn whole_world() -> RegionStart {
    agglomeration::merge(ten(), 1).remove(0)
}

fn mean_income(regions: &[RegionStart]) -> f64 {
    regions.iter().map(|r| r.people_share * r.income).sum()
}

fn unscaled(set: RegionSet, people: RegionPeople) -> Vec<RegionStart> {
    let ten = ten();
    let mut regions = match set {
        // What own regions leave out is taken from the whole world: `start.rs`.
        RegionSet::Ten | RegionSet::Own => ten,
        RegionSet::CorePeriphery => agglomeration::merge(ten, 2),
        RegionSet::One => agglomeration::merge(ten, 1),
        RegionSet::Count(n) if usize::from(n) > ten.len() => split(ten, n.into()),
        RegionSet::Count(n) => agglomeration::merge(ten, n.into()),
    };
    // Merged first, by measured people: equal numbers are an experiment's choice, not a fact about the parts.
    if people == RegionPeople::Equal {
        let share = 1.0 / regions.len() as f64;
        regions.iter_mut().for_each(|r| r.people_share = share);
    }
    regions
}

fn ten() -> Vec<RegionStart> {
    let mut ten: Vec<RegionStart> = rows(DATA).iter().map(Row::region).collect();
    // The table's twelve digits sum to 1 in eleven of them.
    let people: f64 = ten.iter().map(|r| r.people_share).sum();
    ten.iter_mut().for_each(|r| r.people_share /= people);
    ten
}

/// The ten, with countries set apart from their regions until there are `count` regions, or no more countries.
fn split(mut regions: Vec<RegionStart>, count: usize) -> Vec<RegionStart> {
    let parts = rows(COUNTRIES);
    for pair in parts.chunks_exact(2) {
        let whole = pair[0].split_from.as_deref();
        let Some(at) = regions.iter().position(|r| Some(r.name.as_str()) == whole) else { continue };
        if regions.len() < count {
            regions.splice(at..=at, pair.iter().map(Row::region));
        }
    }
    let people: f64 = regions.iter().map(|r| r.people_share).sum();
    regions.iter_mut().for_each(|r| r.people_share /= people);
    regions
}

fn rows(table: &str) -> Vec<Row> {
    csv::Reader::from_reader(table.as_bytes())
        .deserialize()
        .map(|row| row.expect("the embedded tables are read by a test"))
        .collect()
}

impl Row {
    fn region(&self) -> RegionStart {
        RegionStart {
            name: self.region.clone(),
            core: self.core,
            people_share: self.people_share,
            income: self.income,
            capital_output_ratio: self.capital_output_ratio,
            depreciation: self.depreciation_rate,
            human_capital: self.human_capital,
            skill_sd: SKILL_SD,
            access: self.access,
            access_ceiling: self.access_ceiling,
            access_rate: self.access_rate,
            modes: None,
        }
    }
}

/// What a `[[region]]` may change, as rows like those of the parameter table. The default is that of a region
/// that stands for the whole world; the ten start from data.
#[must_use]
pub fn region_fields() -> Vec<Parameter> {
    let whole = RegionStart::whole_world();
    let row = |name: &'static str, kind, range, unit, meaning: &str| Parameter {
        key: format!("region.{name}"),
        meaning: meaning.into(),
        unit,
        kind,
        range,
        default: get(&whole, name).unwrap_or_else(|| Value::Numbers(vec![0.25; 4])),
        certainty: Certainty::Fixed,
        source: "Penn World Table 10.x and Gapminder, 2001",
        scope: Scope::Run,
    };
    let n = Kind::Number;
    vec![
        row("core", Kind::Bool, (0.0, 0.0), "", "Whether owners of the world's platforms live there."),
        row(
            "people_share",
            n,
            (0.000_001, 1.0),
            "share",
            "Share of the world's people; all regions' sum to 1.",
        ),
        row(
            "income",
            n,
            (0.001, 1000.0),
            "1",
            "Output per head over the world's mean; all are divided by their mean if it is not 1, so that other units do too.",
        ),
        row("capital_output_ratio", n, (0.1, 50.0), "years", "Capital over yearly output."),
        row("depreciation", n, (0.0, 0.5), "1/year", "Depreciation of capital."),
        row("human_capital", n, (0.01, 100.0), "1", "Human capital over the world's mean: mean skill."),
        row("skill_sd", n, (0.0, 3.0), "1", "Dispersion of skill: standard deviation of its logarithm."),
        row("access", n, (0.0, 1.0), "share", "Share of people online at the start."),
        row("access_ceiling", n, (0.0, 1.0), "share", "Share online that access ends at."),
        row("access_rate", n, (0.0, 5.0), "1/year", "Rate of the logistic spread of access."),
        row(
            "modes",
            Kind::Shares,
            (0.0, 1.0),
            "share",
            "Shares of the four modes at the start, if they differ.",
        ),
    ]
}

/// The value of a field; `None` for `modes` where the region follows `modes.initial`.
pub(crate) fn get(region: &RegionStart, field: &str) -> Option<Value> {
    Some(match field {
        "core" => region.core.write(),
        "people_share" => region.people_share.write(),
        "income" => region.income.write(),
        "capital_output_ratio" => region.capital_output_ratio.write(),
        "depreciation" => region.depreciation.write(),
        "human_capital" => region.human_capital.write(),
        "skill_sd" => region.skill_sd.write(),
        "access" => region.access.write(),
        "access_ceiling" => region.access_ceiling.write(),
        "access_rate" => region.access_rate.write(),
        "modes" => return region.modes.as_ref().map(ParameterType::write),
        _ => return None,
    })
}

/// Sets a field to a value that has been checked.
pub(crate) fn put(region: &mut RegionStart, field: &str, value: &Value) {
    fn into<T: ParameterType>(place: &mut T, value: &Value) {
        if let Some(read) = T::read(value) {
            *place = read;
        }
    }
    match field {
        "core" => into(&mut region.core, value),
        "people_share" => into(&mut region.people_share, value),
        "income" => into(&mut region.income, value),
        "capital_output_ratio" => into(&mut region.capital_output_ratio, value),
        "depreciation" => into(&mut region.depreciation, value),
        "human_capital" => into(&mut region.human_capital, value),
        "skill_sd" => into(&mut region.skill_sd, value),
        "access" => into(&mut region.access, value),
        "access_ceiling" => into(&mut region.access_ceiling, value),
        "access_rate" => into(&mut region.access_rate, value),
        "modes" => region.modes = ParameterType::read(value),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sim_core::params::MOST_MEASURED;

    /// The table of first decisions: people, income, K/Y, depreciation, return, human capital, access.
    const PRINTED: [(&str, [f64; 7]); 10] = [
        ("asia_pacific_core", [0.0379, 2.838, 4.638, 0.0407, 0.056, 1.398, 0.442]),
        ("china", [0.2120, 0.432, 2.115, 0.0534, 0.159, 1.000, 0.026]),
        ("eastern_europe_former_soviet", [0.0664, 1.112, 6.438, 0.0312, 0.039, 1.333, 0.043]),
        ("india", [0.1755, 0.234, 3.269, 0.0430, 0.095, 0.772, 0.0066]),
        ("latin_america", [0.0837, 0.990, 3.801, 0.0391, 0.079, 0.975, 0.056]),
        ("middle_east_north_africa", [0.0618, 1.133, 3.299, 0.0415, 0.095, 0.828, 0.026]),
        ("north_america", [0.0515, 4.359, 3.570, 0.0379, 0.088, 1.538, 0.502]),
        ("other_south_south_east_asia", [0.1384, 0.391, 3.649, 0.0507, 0.073, 0.851, 0.022]),
        ("sub_saharan_africa", [0.1085, 0.232, 3.931, 0.0399, 0.075, 0.669, 0.0065]),
        ("western_europe", [0.0641, 3.571, 4.936, 0.0362, 0.055, 1.341, 0.304]),
    ];

    #[test]
    fn the_ten_regions_are_those_of_the_data() {
        let regions = regions(RegionSet::Ten, RegionPeople::Real);
        assert_eq!(regions.len(), 10);
        for (region, (name, printed)) in regions.iter().zip(PRINTED) {
            assert_eq!(region.name, name);
            let digits = [4, 3, 3, 4, 3, 3, if region.access < 0.01 { 4 } else { 3 }];
            let values = [
                region.people_share,
                region.income,
                region.capital_output_ratio,
                region.depreciation,
                region.implied_return(0.45),
                region.human_capital,
                region.access,
            ];
            for ((value, printed), digits) in values.iter().zip(printed).zip(digits) {
                let step = 10f64.powi(-digits);
                assert!((value - printed).abs() <= 0.5001 * step, "{name}: {value} is not {printed}");
            }
        }
    }

    #[test]
    fn shares_and_the_mean_income_come_to_one_however_the_world_is_cut() {
        let counts = (1..=MOST_MEASURED).map(RegionSet::Count);
        for set in [RegionSet::Ten, RegionSet::CorePeriphery, RegionSet::One].into_iter().chain(counts) {
            for people in [RegionPeople::Real, RegionPeople::Equal] {
                let regions = regions(set, people);
                assert!((regions.iter().map(|r| r.people_share).sum::<f64>() - 1.0).abs() < 1e-9);
                assert!((mean_income(&regions) - 1.0).abs() < 1e-12);
                assert!(regions.iter().all(|r| r.access <= r.access_ceiling && r.skill_sd == 0.54));
                assert!(regions.iter().any(|r| r.core));
            }
        }
    }

    #[test]
    fn a_country_and_the_rest_of_its_region_have_what_the_region_has() {
        let (ten, twelve) = (ten(), split(ten(), 12));
        assert_eq!((split(ten.clone(), 11).len(), twelve.len()), (11, 12));
        assert_eq!(split(ten.clone(), 11)[7].name, "indonesia");
        let by_capital = |r: &RegionStart| r.people_share * r.income * r.capital_output_ratio;
        for pair in rows(COUNTRIES).chunks_exact(2) {
            let whole = ten.iter().find(|r| Some(&r.name) == pair[0].split_from.as_ref()).unwrap();
            let parts: Vec<_> =
                pair.iter().map(|p| twelve.iter().find(|r| r.name == p.region).unwrap()).collect();
            let sum = |of: &dyn Fn(&RegionStart) -> f64| parts.iter().map(|r| of(r)).sum::<f64>() / of(whole);
            // The tables of regions are rounded to five or six digits.
            assert!((sum(&|r| r.people_share) - 1.0).abs() < 1e-9, "{}", whole.name);
            assert!((sum(&|r| r.people_share * r.income) - 1.0).abs() < 1e-5, "{}", whole.name);
            assert!((sum(&by_capital) - 1.0).abs() < 1e-5, "{}", whole.name);
            assert!((sum(&|r| by_capital(r) * r.depreciation) - 1.0).abs() < 1e-5, "{}", whole.name);
            assert!((sum(&|r| r.people_share * r.access) - 1.0).abs() < 1e-4, "{}", whole.name);
            assert_eq!(parts.iter().filter(|r| r.access_ceiling == whole.access_ceiling).count(), 2);
            assert!(parts.iter().all(|r| r.core == whole.core));
        }
    }

    #[test]
    fn merging_keeps_people_output_and_capital() {
        let ten = regions(RegionSet::Ten, RegionPeople::Real);
        let one = &regions(RegionSet::One, RegionPeople::Real)[0];
        assert_eq!((one.name.as_str(), one.core), ("one", true));
        let capital: f64 = ten.iter().map(|r| r.people_share * r.income * r.capital_output_ratio).sum();
        assert!((one.capital_output_ratio - capital).abs() < 1e-9);
        let two = regions(RegionSet::CorePeriphery, RegionPeople::Real);
        let share: f64 = ten.iter().filter(|r| r.core).map(|r| r.people_share).sum();
        assert!((two[0].people_share - share).abs() < 1e-12);
        assert!(two[0].income > 3.0 && two[1].income < 1.0);
    }

    #[test]
    fn the_unit_of_account_is_the_mean_output_of_those_who_are_there() {
        let usd = |set: &[&str]| {
            let set: Vec<String> = set.iter().map(|s| s.to_string()).collect();
            let scenario = crate::load(crate::Source::named("baseline"), &set).unwrap();
            unit_of_account(&scenario).unwrap().round()
        };
        assert_eq!((usd(&[]), usd(&["world.region_people=equal"])), (11_342.0, 17_344.0));
        assert_eq!(usd(&["world.regions=3"]), 11_342.0);
        // A billion Chinese who make twice as much: 0.212 of the people, 0.432 more of the old mean.
        let richer: f64 = 11_341.54 * (1.0 + 0.212_043_962_962 * (0.864_783_158_314 - 0.432_391_579_157));
        assert_eq!(usd(&["region.china.income=0.864783158314"]), richer.round());
    }

    #[test]
    fn names_and_numbers_mean_the_same_regions() {
        for people in [RegionPeople::Real, RegionPeople::Equal] {
            let same = |set, n| assert_eq!(regions(set, people), regions(RegionSet::Count(n), people));
            same(RegionSet::Ten, 10);
            same(RegionSet::CorePeriphery, 2);
            same(RegionSet::One, 1);
        }
    }

    #[test]
    fn every_field_can_be_read_and_written() {
        for row in region_fields() {
            let name = row.key.strip_prefix("region.").unwrap();
            let mut region = RegionStart::whole_world();
            put(&mut region, name, &row.default);
            assert_eq!(get(&region, name), Some(row.default.clone()), "{name}");
            assert_eq!(sim_core::params::table::check(&row, &row.default), Ok(()), "{name}");
        }
    }
}
