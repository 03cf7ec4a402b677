//! The same bytes, whatever the threads, and again from what a run left.

mod common;

use common::{Bench, SMALL, assert_same_bytes, manifest};

#[test]
fn bytes_do_not_depend_on_threads() {
    let bench = Bench::new();
    let words = "--replicates 3 --set output.contributions=true --set output.flows=month";
    let small = SMALL.replace("--replicates 2", words);
    for threads in [1, 2, 3, 7] {
        bench.fourfold(&format!("{small} --threads {threads} --out t{threads}")).succeeded();
    }
    for threads in [2, 3, 7] {
        assert_same_bytes(&bench.path("t1"), &bench.path(&format!("t{threads}")));
    }
}

#[test]
fn a_run_is_repeated_from_the_scenario_it_left() {
    let bench = Bench::new();
    bench.fourfold(&format!("{SMALL} --seed 7 --set modes.beta=1.3 --out first")).succeeded();
    bench.fourfold("run first/scenario.toml --out second").succeeded();
    assert_same_bytes(&bench.path("first"), &bench.path("second"));
}

#[test]
fn a_shock_is_repeated_from_the_scenario_it_left() {
    let bench = Bench::new();
    let small = SMALL.replace("emergence", "dotcom-bust");
    bench.fourfold(&format!("{small} --no-figures --out first")).succeeded();
    bench.fourfold("run first/scenario.toml --out second").succeeded();
    assert_same_bytes(&bench.path("first"), &bench.path("second"));
}

#[test]
fn regions_of_ones_own_and_incomes_in_any_unit_are_repeated_from_the_scenario_they_left() {
    let bench = Bench::new();
    let own = "--set world.regions=own --set region.north.core=true --set region.north.income=41.3 \
               --set region.south.income=7 --set region.far-islands.income=19.9";
    for (name, set) in [("own", own), ("changed", "--set world.regions=12 --set region.china.income=0.9")] {
        let (first, second) = (format!("{name}/first"), format!("{name}/second"));
        bench.fourfold(&format!("{SMALL} --no-figures {set} --out {first}")).succeeded();
        bench.fourfold(&format!("run {first}/scenario.toml --out {second}")).succeeded();
        assert_same_bytes(&bench.path(&first), &bench.path(&second));
        let credit = |folder: &str| manifest(&bench.path(folder))["credit"]["usd_of_2017_ppp_a_year"].clone();
        assert_eq!(credit(&first), credit(&second));
        assert_eq!(credit(&first).is_null(), name == "own");
    }
}

#[test]
fn what_is_written_does_not_change_what_happens() {
    let bench = Bench::new();
    let quiet = "--set output.regions=none --set output.flows=none --no-figures --out quiet";
    bench.fourfold(&format!("{SMALL} {quiet}")).succeeded();
    let loud =
        "--set output.regions=month --set output.flows=month --set output.contributions=true --out loud";
    bench.fourfold(&format!("{SMALL} {loud}")).succeeded();
    let world = |name: &str| {
        let series = common::text(&bench.path(name), "series.csv");
        series.lines().filter(|line| line.contains(",world,")).map(String::from).collect::<Vec<_>>()
    };
    assert_eq!(world("quiet"), world("loud"));
}
