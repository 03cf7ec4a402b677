//! A resolved scenario as JSON, section by section as in a scenario file, for the manifest.

use scenarios::Scenario;
use serde_json::{Map, Value as Json, json};
use sim_core::params::{Params, RegionStart, Shock, Value};

/// The whole scenario: section, key, value; then regions and shocks.
#[must_use]
pub fn scenario_json(scenario: &Scenario) -> Json {
    let params = &scenario.params;
    let mut all = Map::new();
    all.insert("scenario".into(), json!({ "name": scenario.name, "title": scenario.title }));
    for row in Params::table() {
        let (section, name) = row.key.split_once('.').unwrap_or(("", &row.key));
        let values = all.entry(section).or_insert_with(|| json!({}));
        values[name] = params.get(&row.key).map_or(Json::Null, |value| value_json(&value));
    }
    let shocks = params.shocks.iter().map(|shock| shock_json(params, shock)).collect();
    all.insert("region".into(), params.regions.iter().map(region_json).collect());
    all.insert("shock".into(), shocks);
    Json::Object(all)
}

/// What a credit is; null in a world without money.
#[must_use]
pub fn credit_json(scenario: &Scenario) -> Json {
    if !scenario.params.mechanisms.firms {
        return Json::Null;
    }
    // Unknown where the scenario has regions of its own.
    let usd = scenarios::unit_of_account(scenario).map(|usd| usd.round() as i64);
    json!({
        "meaning": "twelve credits, one a month, are the world's mean yearly output a head at the start",
        "usd_of_2017_ppp_a_year": usd,
        "micro_credits": 1_000_000,
    })
}

fn value_json(value: &Value) -> Json {
    match value {
        Value::Bool(b) => json!(b),
        Value::Integer(i) => json!(i),
        Value::Number(x) => json!(x),
        Value::Text(text) => json!(text),
        Value::Numbers(row) => json!(row),
    }
}

fn region_json(region: &RegionStart) -> Json {
    json!({
        "name": region.name,
        "core": region.core,
        "people_share": region.people_share,
        "income": region.income,
        "capital_output_ratio": region.capital_output_ratio,
        "depreciation": region.depreciation,
        "human_capital": region.human_capital,
        "skill_sd": region.skill_sd,
        "access": region.access,
        "access_ceiling": region.access_ceiling,
        "access_rate": region.access_rate,
        "modes": region.modes,
    })
}

fn shock_json(params: &Params, shock: &Shock) -> Json {
    let names: Vec<_> =
        shock.regions.iter().filter_map(|r| params.regions.get(*r)).map(|r| &r.name).collect();
    let set: Map<String, Json> =
        shock.set.iter().map(|(key, value)| (key.clone(), value_json(value))).collect();
    json!({ "name": shock.name, "from": shock.from, "until": shock.until, "regions": names, "set": set })
}
