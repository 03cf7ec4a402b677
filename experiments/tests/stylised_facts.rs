//! The table of stylised facts: made small here, and committed large.

use experiments::stylised_facts::{markdown, table};

#[test]
fn unemployment_shares_and_ratios_of_baseline_lie_where_they_are_measured() {
    let small = ["world.people=4000", "world.region_people=equal", "world.months=480"].map(String::from);
    let free = table(&small, 4).expect("books balance");
    let held = [&small[..], &["mechanisms.regimes=false".into()]].concat();
    let held = table(&held, 4).expect("books balance");
    // Printed, so that a failure shows the whole table. Other rows may miss; the committed page says which.
    println!("free\n{}\nheld\n{}", markdown(&free), markdown(&held));
    let asserted = [
        "unemployment",
        "unemployment_low",
        "unemployment_high",
        "wage_drift",
        "price_drift",
        "labour_share",
        "capital_output_ratio",
    ];
    for row in free.iter().chain(&held).filter(|row| asserted.contains(&row.key.as_str())) {
        assert!(row.hit(), "{}: {:?} is not in {:?}", row.name, row.model, row.fact);
    }
    let page = include_str!("../../docs/model/stylised-facts.md");
    assert!(page.contains("cargo xtask stylised-facts"), "the page says how it is made");
    for row in &free {
        let beside = |line: &str| line.contains(&row.name) && line.ends_with(&format!("{} |", row.source));
        assert_eq!(page.lines().filter(|line| beside(line)).count(), 2, "{}: once free, once held", row.name);
    }
}
