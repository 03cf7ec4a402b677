//! Facts that worlds with known parameters make: calibration finds the parameters again.

use experiments::calibration::{Course, Plan, run};
use experiments::runs::Ledger;
use experiments::space::Wish;
use experiments::{validation, workers};
use scenarios::{Source, load};

/// Parameters of which the facts below can tell, and their true values: away from the middle of their ranges, and not the defaults.
const TRUTH: [(&str, f64); 3] =
    [("firms.capital_share", 0.40), ("firms.required_return", 0.11), ("firms.productivity_sd", 0.013)];
const FACTS: [&str; 5] = ["ma_labour_share", "ma_ky", "ma_inv", "fi_sd_small", "fi_sd_large"];
const SIZE: [&str; 5] = [
    "world.people=3000",
    "world.region_people=equal",
    "world.months=72",
    "world.burn_in=24",
    "world.replicates=12",
];

#[test]
fn parameters_that_made_the_facts_are_found_again() {
    let size = || SIZE.map(String::from).to_vec();
    let truth = TRUTH.iter().map(|(key, value)| format!("{key}={value}"));
    let made = load(Source::named("baseline"), &size().into_iter().chain(truth).collect::<Vec<_>>()).unwrap();
    let held = validation::run(&made, &workers(None).unwrap()).unwrap();
    let fact = |id: &&str| {
        let answer = held.iter().find(|one| one.fact.id == **id).unwrap().answer.as_ref().unwrap();
        // Known as well as twelve worlds tell it: the interval over worlds counts as four standard deviations of one.
        let (low, high) = answer.interval;
        let sd = ((high - low) / 4.0 / 12f64.sqrt()).max(1e-6);
        Wish { name: (*id).into(), range: Some((answer.median - 2.0 * sd, answer.median + 2.0 * sd)) }
    };
    let facts: Vec<Wish> = FACTS.iter().map(fact).collect();
    let vary: Vec<Wish> = TRUTH.iter().map(|(key, _)| Wish { name: (*key).into(), range: None }).collect();
    let mut plan = Plan::new(load(Source::named("baseline"), &size()).unwrap(), &vary, &facts).unwrap();
    (plan.waves, plan.runs) = (2, 48);
    // Other worlds than those that made the facts.
    plan.scenario.params.world.seed = 2;
    plan.scenario.params.world.replicates = 1;
    let home = tempfile::tempdir().unwrap();
    let mut ledger = Ledger::begin(home.path(), &plan.form()).unwrap();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let course = run(&plan, &mut ledger, threads, &|| false, &mut |_| {}).unwrap();
    let Course::Complete(outcome) = course else { panic!("nobody stopped it") };
    assert!(outcome.out_of_reach.is_empty(), "{:?}", outcome.out_of_reach);
    let posterior = outcome.posterior.unwrap();
    for (k, (key, value)) in TRUTH.iter().enumerate() {
        let (low, high) = plan.space.spans()[k].range;
        let [from, to] = posterior.quantiles(k, [0.05, 0.95]).map(|u| low + u * (high - low));
        println!("{key}: {value} in {from:.4} to {to:.4} of {low} to {high}");
        assert!((from..=to).contains(value), "{key} is {value}, found {from} to {to}");
        assert!(to - from < 0.6 * (high - low), "facts tell of {key}: {from} to {to}");
    }
}
