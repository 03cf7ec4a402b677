//! Co-operatives, run through the engine: how many there come to be, and where their surplus goes.
//!
//! Where closure strikes all firms alike, co-operatives' share of firms comes to the chance that a refounded firm is one.
//! Where all firms are co-operatives nothing goes to funds: what is not invested or spent on others' services is their
//! members'.

#[cfg(test)]
mod tests {
    use super::super::world_of;
    use sim_core::ids::MODES;
    use sim_core::observables::Measures;
    use sim_core::simulation::Simulation;
    use sim_core::state::emptying::empty_cooperatives;
    use std::sync::Arc;

    fn world(modes: [f64; MODES]) -> Simulation {
        let mut set: Vec<String> = [
            "world.regions=one",
            "world.people=8000",
            "world.burn_in=0",
            "mechanisms.modes=false",
            "mechanisms.regimes=false",
            "mechanisms.technology=false",
            "mechanisms.knowledge=false",
            "mechanisms.projects=false",
            "mechanisms.crowdsourcing=false",
            "mechanisms.sharing=false",
            "regimes.initial=[1.0, 0.0, 0.0, 0.0]",
            "firms.cooperatives=1",
            "firms.closure_size=0",
        ]
        .map(String::from)
        .to_vec();
        set.push(format!("modes.initial={modes:?}"));
        Simulation::genesis(Arc::new(world_of("baseline", &set)), 0)
    }

    fn mean(seen: &[Measures], of: impl Fn(&Measures) -> f64) -> f64 {
        seen.iter().map(of).sum::<f64>() / seen.len() as f64
    }

    #[test]
    fn their_share_comes_to_the_chance_of_founding_one() {
        let mut world = world([0.15, 0.35, 0.15, 0.35]);
        empty_cooperatives(world.world_mut());
        let seen: Vec<Measures> = (0..960).map(|_| world.step().expect("books balance").world).collect();
        let share = |m: &Measures| m.cooperatives_share.value().unwrap();
        assert!(share(&seen[0]) < 0.02);
        let found = mean(&seen[480..], share);
        assert!((found - 0.3).abs() < 0.05, "{found}, expected 0.3");
    }

    #[test]
    fn where_all_are_cooperatives_members_get_what_is_left() {
        let mut world = world([0.5, 0.0, 0.5, 0.0]);
        let seen: Vec<Measures> = (0..240).map(|_| world.step().expect("books balance").world).collect();
        let seen = &seen[120..];
        assert_eq!(mean(seen, |m| m.cooperatives_share.value().unwrap()), 1.0);
        assert_eq!(mean(seen, |m| m.profit_paid_out.value().unwrap()), 0.0);
        let sold = mean(seen, |m| {
            m.consumption.value().unwrap()
                + m.investment.value().unwrap()
                + m.public_purchases.value().unwrap()
        });
        let spent = mean(seen, |m| {
            m.wage_bill.value().unwrap()
                + m.cooperatives_surplus.value().unwrap()
                + m.investment.value().unwrap()
        });
        assert!((spent / sold - 1.0).abs() < 0.01, "{spent} of {sold}");
        assert!(mean(seen, |m| m.cooperatives_surplus.value().unwrap()) > 0.1 * sold);
    }
}
