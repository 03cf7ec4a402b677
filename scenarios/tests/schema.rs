//! The schema that editors use: it takes what loads and refuses what is broken.

// A test fails by panicking, and so do its helpers.
#![allow(clippy::unwrap_used)]

use jsonschema::Validator;
use scenarios::{Source, library, load, resolved_toml, schema, template};
use serde_json::{Value as Json, json};
use sim_core::params::{Kind, Params, Scope, Value};

fn rules() -> Validator {
    jsonschema::draft202012::new(&schema())
        .unwrap_or_else(|fault| panic!("the schema itself is wrong: {fault}"))
}

fn json_of(text: &str) -> Json {
    let table: toml::Table = toml::from_str(text).unwrap_or_else(|error| panic!("{error} in\n{text}"));
    serde_json::to_value(table).unwrap()
}

/// What the schema has against a text: where, and why.
fn faults(rules: &Validator, text: &str) -> Vec<String> {
    rules.iter_errors(&json_of(text)).map(|fault| format!("{}: {fault}", fault.instance_path())).collect()
}

#[test]
fn the_schema_is_a_schema_of_draft_2020_12() {
    let schema = schema();
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    assert!(jsonschema::meta::is_valid(&schema));
}

#[test]
fn every_file_of_the_library_passes_as_it_is_and_written_in_full() {
    let rules = rules();
    for entry in library() {
        let scenario = load(Source::named(entry.name), &[]).unwrap();
        for text in [entry.text, &resolved_toml(&scenario)] {
            assert_eq!(faults(&rules, text), Vec::<String>::new(), "{}", entry.name);
        }
        assert_eq!(faults(&rules, &template("new.toml", entry.name, &scenario)), Vec::<String>::new());
    }
}

/// Broken texts, and the place that the schema must name.
const BROKEN: [(&str, &str); 31] = [
    ("", ""),
    ("[modes]\nbetta = 2\n", "/modes"),
    ("[mode]\nbeta = 2\n", ""),
    ("beta = 2\n", ""),
    ("modes = 3\n", "/modes"),
    ("[[modes]]\nbeta = 1\n", "/modes"),
    ("[modes]\nbeta = \"2\"\n", "/modes/beta"),
    ("[modes]\nbeta = 70\n", "/modes/beta"),
    ("[modes]\nbeta = nan\n", "/modes/beta"),
    ("[modes]\nbeta = 1979-05-27\n", "/modes/beta"),
    ("[world]\npeople = 20.5\n", "/world/people"),
    ("[world]\npeople = 5\n", "/world/people"),
    ("[modes]\ninitial = [0.7, 0.3]\n", "/modes/initial"),
    ("[modes]\ninitial = [0.7, 1.5, 0.1, 0.2]\n", "/modes/initial/1"),
    ("[modes]\ninitial = [0.7, \"0.1\", 0.1, 0.1]\n", "/modes/initial/1"),
    ("[ties]\nkind = \"lattice\"\n", "/ties/kind"),
    ("[world]\nregions = 0\n", "/world/regions"),
    ("[world]\nregions = 13\n", "/world/regions"),
    ("[world]\nregions = 1.5\n", "/world/regions"),
    ("[world]\nregions = \"eleven\"\n", "/world/regions"),
    ("extends = \"emergence\"\n[[region]]\nname = \"north\"\n", "/region/0/name"),
    ("[world]\nregions = \"own\"\n[[region]]\nname = \"a,b\"\n", "/region/0/name"),
    ("[[shock]]\nname = \"a\"\nregions = [\"indai\"]\n", "/shock/0/regions/0"),
    ("[mechanisms]\nadventure = 1\n", "/mechanisms/adventure"),
    ("extends = 3\n", "/extends"),
    ("[scenario]\ntitel = \"x\"\n", "/scenario"),
    ("[region]\nname = \"china\"\n", "/region"),
    ("[[region]]\nincome = 1\n", "/region/0"),
    ("[[region]]\nname = \"chine\"\n", "/region/0/name"),
    ("[[shock]]\nname = \"a\"\nfirms.orders = 1\n", "/shock/0"),
    ("[[shock]]\nname = \"a\"\nregions = []\n", "/shock/0/regions"),
];

#[test]
fn broken_files_are_refused_where_they_are_broken() {
    let rules = rules();
    for (text, place) in BROKEN {
        let found: Vec<String> =
            rules.iter_errors(&json_of(text)).map(|fault| fault.instance_path().to_string()).collect();
        assert_eq!(found, [place], "in\n{text}");
    }
}

#[test]
fn what_the_loader_takes_in_several_ways_the_schema_takes_too() {
    let rules = rules();
    for text in [
        "extends = \"parent.toml\"\nmodes.beta = 2\n",
        "[world]\npeople = 1e6\n",
        "[world]\nregions = 7\n[[region]]\nname = \"india_and_sub_saharan_africa\"\naccess = 0.1\n",
        "[world]\nregions = \"own\"\n[[region]]\nname = \"north\"\npeople_share = 1\nincome = 40.5\n",
        "extends = \"north-and-south.toml\"\n[[region]]\nname = \"north\"\nincome = 2\n",
        "[mechanisms]\nadventure = false\n",
        "[scenario]\nname = \"verification/potts\"\n",
        "[[shock]]\nname = \"crash\"\nuntil = 15\n",
        "[[shock]]\nname = \"a\"\nfrom = 3\nuntil = 4\nregions = [\"core\", \"india\"]\nset.firms.orders = 1\n",
    ] {
        assert_eq!(faults(&rules, text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn every_parameter_takes_its_default_and_refuses_what_is_beyond_or_of_another_sort() {
    let rules = rules();
    for row in Params::table() {
        let (section, name) = row.key.split_once('.').unwrap();
        let takes = |value: Json| rules.is_valid(&json!({ section: { name: value } }));
        let default = match &row.default {
            Value::Bool(yes) => json!(yes),
            Value::Integer(n) => json!(n),
            Value::Number(x) => json!(x),
            Value::Text(text) => json!(text),
            Value::Numbers(row) => json!(row),
        };
        assert!(takes(default.clone()), "{} refuses its default", row.key);
        assert!(!takes(json!({ "x": 1 })), "{} takes a table", row.key);
        let (least, greatest) = row.range;
        if matches!(row.kind, Kind::Integer | Kind::Number) {
            assert!(takes(json!(least)) && takes(json!(greatest)), "{} refuses its ends", row.key);
            assert!(!takes(json!(least - 1.0)) && !takes(json!(greatest * 2.0 + 1.0)), "{}", row.key);
            assert!(!takes(json!("1")) && !takes(json!(true)), "{}", row.key);
        }
        let shock = json!({ "shock": [{ "name": "a", "set": { section: { name: default } } }] });
        assert_eq!(rules.is_valid(&shock), row.scope != Scope::Run, "{} in a shock", row.key);
        let told = &schema_of(section, name)["description"];
        for part in [&row.meaning, row.unit, row.source] {
            assert!(told.as_str().unwrap().contains(part), "{}: {part:?} is not told", row.key);
        }
    }
}

fn schema_of(section: &str, name: &str) -> Json {
    static SCHEMA: std::sync::LazyLock<Json> = std::sync::LazyLock::new(schema);
    SCHEMA["properties"][section]["properties"][name].clone()
}
