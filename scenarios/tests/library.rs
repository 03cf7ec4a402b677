//! The scenarios that come with Fourfold load, say why they are there, and survive being written in full.

use std::path::Path;

use scenarios::{Origin, Scenario, Source, library, load, resolved_toml, show};
use sim_core::params::{MECHANISMS, Params, TiesKind, Value};

fn named(name: &str, set: &[&str]) -> Scenario {
    let set: Vec<String> = set.iter().map(|s| s.to_string()).collect();
    load(Source::named(name), &set).unwrap_or_else(|errors| panic!("{errors}"))
}

fn written(folder: &Path, text: &str) -> Scenario {
    let file = folder.join("scenario.toml");
    std::fs::write(&file, text).expect("a file for the test");
    load(Source::File(file), &[]).unwrap_or_else(|errors| panic!("{errors}"))
}

#[test]
fn every_scenario_loads_without_faults_and_says_why_it_is_there() {
    for entry in library() {
        let scenario = named(entry.name, &[]);
        assert_eq!(scenario.name, entry.name);
        assert_eq!(scenario.params.faults(), [], "{}", entry.name);
        assert!(scenario.title.len() > 10 && entry.title == scenario.title);
        assert!(scenario.about.len() > 100 && entry.about == scenario.about, "{}", entry.name);
        assert!(scenario.passage.starts_with('“'), "{}", entry.name);
        let shares: f64 = scenario.params.regions.iter().map(|r| r.people_share).sum();
        assert!((shares - 1.0).abs() < 1e-9);
    }
}

#[test]
fn every_file_of_the_library_folder_is_embedded() {
    fn count(folder: &Path) -> usize {
        let entries = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path());
        entries
            .map(|p| if p.is_dir() { count(&p) } else { usize::from(p.extension().unwrap() == "toml") })
            .sum()
    }
    assert_eq!(count(&Path::new(env!("CARGO_MANIFEST_DIR")).join("library")), library().len());
}

#[test]
fn baseline_is_the_table_of_defaults_but_for_what_is_calibrated() {
    let baseline = named("baseline", &[]);
    let mut expected = Params { regions: baseline.params.regions.clone(), ..Params::default() };
    expected.firms.required_return = 0.0554;
    expected.firms.productivity_sd = 0.0242;
    assert_ne!(expected.firms, Params::default().firms);
    assert_eq!(baseline.params, expected);
    assert!(
        matches!(baseline.origin_of("firms.required_return"), Origin::File { file, .. } if file.contains("baseline"))
    );
    assert_eq!(baseline.params.regions.len(), 10);
    assert_eq!(baseline.origin_of("modes.beta"), Origin::Default);
}

#[test]
fn a_scenario_written_in_full_is_the_same_scenario() {
    let folder = tempfile::tempdir().unwrap();
    let cases: [(&str, &[&str]); 12] = [
        ("baseline", &[]),
        ("emergence", &[]),
        ("dotcom-bust", &[]),
        ("verification/potts", &[]),
        ("verification/brock-durlauf", &[]),
        ("dotcom-bust", &["world.regions=core-periphery", "world.region_people=equal"]),
        ("dotcom-bust", &["world.regions=one", "world.people=1e6", "modes.beta=2"]),
        ("dotcom-bust", &["world.region_people=equal", "world.people=3000"]),
        ("dotcom-bust", &["world.regions=7", "region.china.income=0.9"]),
        ("emergence", &["region.china.people_share=0.1", "region.india.people_share=0.28750548029500003"]),
        (
            "emergence",
            &[
                "world.regions=own",
                "region.north.income=30",
                "region.north.core=true",
                "region.north.people_share=0.2",
                "region.south.income=7.7",
                "region.south.people_share=0.8",
            ],
        ),
        (
            "emergence",
            &["region.china.modes=[0.7,0.1,0.1,0.1]", "technology.innovation=1e-7", "region.india.core=true"],
        ),
    ];
    for (name, set) in cases {
        let scenario = named(name, set);
        let text = resolved_toml(&scenario);
        let again = written(folder.path(), &text);
        assert_eq!(again.params, scenario.params, "{name} {set:?}");
        assert_eq!(
            (&again.name, &again.title, &again.about, &again.passage),
            (&scenario.name, &scenario.title, &scenario.about, &scenario.passage)
        );
        assert_eq!(resolved_toml(&again), text, "{name} {set:?}");
        assert!(!text.contains("extends"));
        for row in Params::table() {
            assert!(matches!(again.origin_of(&row.key), Origin::File { .. }), "{} is not written", row.key);
        }
    }
}

#[test]
fn incomes_are_over_their_mean_whoever_gives_them_and_whatever_the_unit() {
    let own = |north: &str, south: &str| {
        let set = [
            "world.regions=own".to_string(),
            format!("region.north.income={north}"),
            "region.north.people_share=0.25".into(),
            "region.north.core=true".into(),
            format!("region.south.income={south}"),
            "region.south.people_share=0.75".into(),
        ];
        named("baseline", &set.each_ref().map(String::as_str))
    };
    let (thousands, relative) = (own("40", "8"), own("2.5", "0.5"));
    // (40 + 3 · 8)/4 = 16 thousand a head.
    assert_eq!((thousands.mean_income(), relative.mean_income()), (16.0, 1.0));
    assert_eq!(thousands.params, relative.params);
    let incomes: Vec<f64> = thousands.params.regions.iter().map(|r| r.income).collect();
    assert_eq!(incomes, [2.5, 0.5]);
    assert!(show(&thousands).contains("region.north.income = 40.0  (command line)"));
    assert!(show(&thousands).contains("a mean of 16.0000 over people and were divided by it"));
    assert!(!show(&relative).contains("divided by it"));
    assert_eq!(scenarios::unit_of_account(&thousands), None);
    for set in [&["region.china.income=2"][..], &["world.regions=4", "region.core.income=9"]] {
        let changed = named("baseline", set).params;
        let mean: f64 = changed.regions.iter().map(|r| r.people_share * r.income).sum();
        assert!((mean - 1.0).abs() < 1e-12, "{set:?}: {mean}");
    }
}

#[test]
fn what_an_own_region_does_not_say_is_the_worlds_of_2001() {
    let set =
        ["world.regions=own", "region.all.income=3", "region.all.people_share=1", "region.all.core=true"];
    let (own, one) = (named("baseline", &set).params, named("baseline", &["world.regions=one"]).params);
    let (mut own, one) = (own.regions[0].clone(), one.regions[0].clone());
    assert_eq!(own.name, "all");
    own.name = one.name.clone();
    own.income = one.income;
    assert_eq!(own, one);
}

#[test]
fn a_resolved_scenario_does_not_change_when_overridden_back_and_forth() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("full.toml"), resolved_toml(&named("dotcom-bust", &[]))).unwrap();
    let path = folder.path().join("full.toml");
    let changed = load(Source::File(path), &["shock.crash.until=20".into()]).unwrap();
    assert_eq!(changed.params.shocks[1].until, 20);
    assert_eq!(changed.params.shocks[1].set, named("dotcom-bust", &[]).params.shocks[1].set);
}

#[test]
fn verification_scenarios_leave_one_mechanism_on() {
    for (name, on) in [("verification/potts", "modes"), ("verification/brock-durlauf", "regimes")] {
        let params = named(name, &[]).params;
        for mechanism in MECHANISMS {
            let value = params.get(&format!("mechanisms.{}", mechanism.name));
            assert_eq!(value, Some(Value::Bool(mechanism.name == on)), "{name}: {}", mechanism.name);
        }
        assert_eq!((params.world.burn_in, params.regions.len()), (0, 1));
        assert_eq!(params.ties.kind, TiesKind::All);
        assert_eq!(params.regions[0].name, "one");
    }
    let potts = named("verification/potts", &[]).params.modes;
    assert_eq!(
        (potts.habit, potts.gain, potts.fit, potts.disposition_sd, potts.anchored),
        (0.0, 0.0, 0.0, 0.0, false)
    );
    let choice = named("verification/brock-durlauf", &[]).params;
    let r = &choice.regimes;
    assert_eq!(
        [r.habit, r.income, r.autonomy, r.belief, r.crowding, r.lock_in, r.fit],
        [0.0; 7],
        "only imitation is left"
    );
    assert_eq!((r.initial, choice.regions[0].access), ([0.5, 0.0, 0.0, 0.5], 1.0));
}

#[test]
fn the_bust_is_felt_in_the_core() {
    let bust = named("dotcom-bust", &[]).params;
    let names: Vec<_> = bust.shocks[0].regions.iter().map(|r| bust.regions[*r].name.as_str()).collect();
    assert_eq!(names, ["asia_pacific_core", "north_america", "western_europe"]);
    let months: Vec<_> = bust.shocks.iter().map(|s| (s.from, s.until)).collect();
    assert_eq!(months, [(12, 36), (12, 13)]);
    assert_eq!(bust.shocks[0].set[0], ("firms.orders".to_string(), Value::Number(0.2)));
    assert_eq!(bust.shocks[1].set[0], ("firms.liquidity".to_string(), Value::Number(1.0)));
}

#[test]
fn the_command_line_wins_and_knows_words_lists_and_names() {
    let scenario = named(
        "emergence",
        &[
            "modes.beta=2",
            "modes.initial=[0.7, 0.1, 0.1, 0.1]",
            "mechanisms.sharing=false",
            "mechanisms.biosphere=false",
            "ties.kind=random",
            "output.flows=\"none\"",
            "world.people=1e6",
            "region.china.income=.5",
            "modes.habit=1",
            "modes.habit=2",
        ],
    );
    let p = &scenario.params;
    assert_eq!((p.modes.beta, p.modes.initial[0], p.modes.habit), (2.0, 0.7, 2.0));
    assert_eq!((p.mechanisms.sharing, p.ties.kind, p.world.people), (false, TiesKind::Random, 1_000_000));
    assert_eq!(scenario.written_incomes[1], 0.5);
    // The mean rose by China's share of people times what was added: a credit is the mean again.
    let mean = 1.0 + 0.212_043_962_962 * (0.5 - 0.432_391_579_157);
    assert!((p.regions[1].income - 0.5 / mean).abs() < 1e-9 && (scenario.mean_income() - mean).abs() < 1e-9);
    assert_eq!(scenario.origin_of("ties.kind"), Origin::CommandLine);
    assert_eq!(scenario.origin_of("region.china.income"), Origin::CommandLine);
}

#[test]
fn children_lie_over_parents_and_origins_are_kept() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("parent.toml"), "extends = \"dotcom-bust\"\n[modes]\nbeta = 2\nhabit = 3\n").unwrap();
    std::fs::write(
        path("child.toml"),
        "extends = \"parent.toml\"\nmodes.beta = 4\n\n[[region]]\nname = \"china\"\nincome = 1\n\n[[shock]]\nname = \"crash\"\nuntil = 15\n",
    )
    .unwrap();
    let child = load(Source::File(path("child.toml")), &[]).unwrap();
    assert_eq!((child.params.modes.beta, child.params.modes.habit), (4.0, 3.0));
    assert_eq!((child.name.as_str(), child.title.as_str(), child.about.as_str()), ("child", "child", ""));
    assert_eq!((child.params.shocks.len(), child.params.shocks[1].until), (2, 15));
    assert_eq!(child.params.shocks[1].set.len(), 2);
    let line = |key: &str| match child.origin_of(key) {
        Origin::File { file, line } => (file.rsplit(['/', '\\']).next().unwrap().to_string(), line),
        other => panic!("{other:?}"),
    };
    assert_eq!(line("modes.beta"), ("child.toml".into(), 2));
    assert_eq!(line("modes.habit"), ("parent.toml".into(), 4));
    assert_eq!(line("region.china.income"), ("child.toml".into(), 6));
    assert_eq!(line("shock.capital-leaves.set.firms.orders").0, "dotcom-bust.toml");
}

#[test]
fn an_edge_list_is_read_and_its_path_kept_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    std::fs::write(path("edges.csv"), "from,to\n0,1\n1,2\n19,0\n").unwrap();
    let text = "[world]\npeople = 20\nregions = \"one\"\n[ties]\nkind = \"file\"\nfile = \"edges.csv\"\n";
    std::fs::write(path("net.toml"), text).unwrap();
    let scenario = load(Source::File(path("net.toml")), &[]).unwrap();
    assert_eq!(scenario.params.edges, [(0, 1), (1, 2), (19, 0)]);
    assert!(Path::new(&scenario.params.ties.file).is_absolute());
    let again = written(tempfile::tempdir().unwrap().path(), &resolved_toml(&scenario));
    assert_eq!(again.params, scenario.params);
}

#[test]
fn showing_a_scenario_names_every_key_and_its_source() {
    let text = show(&named("dotcom-bust", &["modes.beta=2", "region.china.income=0.5"]));
    for row in Params::table() {
        assert!(text.contains(&row.meaning), "{} is not shown", row.key);
    }
    for part in [
        "command line",
        "scenarios/library/dotcom-bust.toml:",
        "default",
        "capital-leaves",
        "months 12 to 35",
    ] {
        assert!(text.contains(part), "{part:?} is not in\n{text}");
    }
}

#[test]
fn showing_a_scenario_says_of_regions_and_shocks_too_where_each_value_comes_from() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("child.toml");
    let text = "extends = \"dotcom-bust\"\n[[region]]\nname = \"india\"\nincome = 0.5\n\n\
                [[shock]]\nname = \"crash\"\nuntil = 15\n";
    std::fs::write(&file, text).unwrap();
    let set = ["region.china.skill_sd=0.5", "shock.crash.set.firms.liquidity=2"].map(String::from);
    let shown = show(&load(Source::File(file), &set).unwrap());
    let crash = shown.find("[[shock]]  crash").expect("the shock is shown");
    let line = |part: &str, from: usize| {
        let lines = shown[from..].lines();
        lines.map(str::trim).find(|l| l.starts_with(part)).unwrap_or_else(|| panic!("no {part} in {shown}"))
    };
    for (part, from, origin) in [
        ("region.india.income = 0.5  (", 0, "child.toml:4)"),
        ("region.china.skill_sd = 0.5  (", 0, "command line)"),
        ("from = 12  (", crash, "dotcom-bust.toml:31)"),
        ("until = 15  (", crash, "child.toml:8)"),
        ("regions = [\"asia_pacific_core\", ", crash, "dotcom-bust.toml:33)"),
        ("firms.scrapped = 0.2  (", crash, "dotcom-bust.toml:34)"),
        ("firms.liquidity = 2.0  (", crash, "command line)"),
    ] {
        assert!(line(part, from).ends_with(origin), "{part} is not from {origin}: {}", line(part, from));
    }
    for field in scenarios::region_fields() {
        assert!(shown.contains(&field.meaning), "{} is not explained", field.key);
    }
    let everywhere = ["shock.slump.from=3", "shock.slump.until=4", "shock.slump.set.firms.orders=0.5"];
    assert!(show(&named("baseline", &everywhere)).contains("  regions = all  (default)"));
}

#[test]
fn a_mechanism_that_rests_on_one_that_is_off_says_so() {
    let scenario = named("baseline", &["mechanisms.projects=false", "mechanisms.immunity=true"]);
    assert_eq!(scenario.origin_of("mechanisms.projects"), Origin::CommandLine);
    for key in ["mechanisms.capacity", "mechanisms.immunity", "mechanisms.periphery"] {
        assert_eq!(scenario.params.get(key), Some(Value::Bool(false)), "{key}");
        assert_eq!(scenario.origin_of(key), Origin::Rests, "{key}");
    }
    assert_eq!(scenario.origin_of("mechanisms.firms"), Origin::Default);
    assert!(show(&scenario).contains("rests on what is off"));
}
