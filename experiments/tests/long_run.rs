//! No explosion, no death spiral and no frozen market in any scenario of the library over a hundred years.

use experiments::long_run::{extremes, refills};
use experiments::verification::world_of;
use std::sync::Arc;

#[test]
fn every_scenario_lives_for_a_hundred_years_and_refills_what_is_emptied() {
    for entry in scenarios::library().iter().filter(|entry| entry.has_economy) {
        let set = ["world.people=4000", "world.region_people=equal", "world.months=1200"].map(String::from);
        let params = Arc::new(world_of(entry.name, &set));
        let seen = extremes(&params, 4).unwrap_or_else(|what| panic!("{}: {what}", entry.name));
        println!("{}: {seen:?}", entry.name);
        assert!(seen.price < 3.0 && seen.wage < 3.0, "{} leaves its trend: {seen:?}", entry.name);
        assert!(seen.output > 0.0, "{} makes nothing: {seen:?}", entry.name);
        let back = refills(&params, 24).unwrap_or_else(|broken| panic!("{}: {broken}", entry.name));
        println!("{}: {back:?}", entry.name);
        assert!(back.iter().all(|(_, months)| months.is_some()), "{} stays empty: {back:?}", entry.name);
    }
}
