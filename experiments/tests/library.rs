//! Every scenario of the library runs, with its books in balance.

use experiments::run_in_memory;
use experiments::verification::world_of;

#[test]
fn every_library_scenario_runs_for_three_months_with_books_in_balance() {
    for entry in scenarios::library() {
        let set = [
            "world.people=1000",
            "world.region_people=equal",
            "world.block_people=50",
            "world.burn_in=3",
            "world.months=3",
        ];
        let params = world_of(entry.name, &set.map(String::from));
        assert!(params.faults().is_empty(), "{}: {:?}", entry.name, params.faults());
        let histories = run_in_memory(params, 2).unwrap_or_else(|broken| panic!("{}: {broken}", entry.name));
        for history in &histories {
            assert_eq!(history.len(), 4, "months 0 to 3 of {}", entry.name);
            let money = |m: usize| history[m].world.money_total;
            assert!((1..4).all(|m| money(m) == money(0)), "{}: money changed", entry.name);
        }
        assert_ne!(histories[0], histories[1], "replicates of {} are alike", entry.name);
    }
}
