//! M27 alone: what members of projects that are short get under hierarchy, market and vote, through the engine.
//!
//! Everybody gives all their hours, so that all want the same, one; money is absent, so that bids are skills. Then the
//! market's level λ solves Σ min(1, λ skill) = R, hierarchy's is R over all standing, and the quota is R over heads.

#[cfg(test)]
mod tests {
    use super::super::world_of;
    use sim_core::engine::num;
    use sim_core::ids::Mode;
    use sim_core::mechanisms::rival_governance::Rule;
    use sim_core::params::Params;
    use sim_core::simulation::Simulation;
    use std::sync::Arc;

    fn params(modes: &str, more: &[&str]) -> Params {
        let mut set: Vec<String> = [
            "world.people=2000",
            "world.seed=7",
            "ties.kind=all",
            "mechanisms.regimes=false",
            "mechanisms.projects=true",
            "mechanisms.capacity=true",
            "mechanisms.rival_governance=true",
            "regimes.initial=[0.0, 0.0, 0.0, 1.0]",
            "projects.founding=0.02",
            "projects.affinity=1",
            "capacity.devices=0.02",
            "capacity.crash=0",
            "review.core=0",
        ]
        .map(String::from)
        .to_vec();
        set.push(format!("modes.initial={modes}"));
        set.extend(more.iter().map(|s| (*s).into()));
        world_of("verification/brock-durlauf", &set)
    }

    fn lived(params: Params, months: usize) -> Simulation {
        let mut world = Simulation::genesis(Arc::new(params), 0);
        for _ in 0..months {
            world.step().expect("nothing to break");
        }
        world
    }

    #[test]
    fn levels_are_those_of_the_closed_forms_under_every_rule() {
        let pure = [
            ("[1.0, 0.0, 0.0, 0.0]", Rule::Vote),
            ("[0.0, 1.0, 0.0, 0.0]", Rule::Hierarchy),
            ("[0.0, 0.0, 1.0, 0.0]", Rule::Vote),
            ("[0.0, 0.0, 0.0, 1.0]", Rule::Market),
        ];
        for (modes, rule) in pure {
            let params = params(modes, &[]);
            let mut world = lived(params, 239);
            let past = (world.world().people.earned.clone(), world.world().people.project.clone());
            world.step().expect("nothing to break");
            let (people, projects) = (&world.world().people, &world.world().projects);
            let mut seen = 0;
            for s in (0..projects.slots()).filter(|s| projects.alive[*s] && projects.rations[*s].short) {
                let ration = projects.rations[s];
                assert_eq!(ration.rule, rule, "{modes}");
                let team: Vec<usize> = (0..people.count).filter(|i| people.project[*i] == s as u32).collect();
                let supply = f64::from(projects.served[s]) * team.len() as f64;
                let [by_standing, by_bid, by_head] = ration.levels.map(f64::from);
                // Standing as it was before the month added to it; who joined in it had none.
                let before = |i: &usize| if past.1[*i] == s as u32 { f64::from(past.0[*i]) } else { 0.0 };
                let standing: f64 = team.iter().map(|i| before(i).max(1e-6)).sum();
                let sold: f64 = team.iter().map(|i| (by_bid * f64::from(people.skill[*i])).min(1.0)).sum();
                assert!(
                    (by_standing * standing / supply - 1.0).abs() < 1e-2,
                    "{by_standing} {standing} {supply}"
                );
                assert!((sold / supply - 1.0).abs() < 1e-4, "{sold} of {supply}");
                assert!((by_head * team.len() as f64 / supply - 1.0).abs() < 1e-4);
                seen += 1;
            }
            assert!(seen > 10, "{seen} projects are short");
            let seen = world.observe().world;
            let [efficiency, inequality] = match rule {
                Rule::Hierarchy => [seen.ration_efficiency_hierarchy, seen.ration_inequality_hierarchy],
                Rule::Market => [seen.ration_efficiency_market, seen.ration_inequality_market],
                Rule::Vote => [seen.ration_efficiency_vote, seen.ration_inequality_vote],
            }
            .map(|cell| cell.value().expect("projects ration"));
            // All want the same: a quota wastes nothing; standing above one's want does.
            assert_eq!(rule != Rule::Hierarchy, efficiency > 0.999, "{rule:?}: {efficiency}");
            assert!(inequality > 0.01, "between projects and within: {inequality}");
        }
    }

    #[test]
    fn rival_shares_rest_where_design_and_regrowth_meet() {
        let params = params("[0.0, 0.0, 0.0, 1.0]", &["projects.exit=0", "rival_governance.design=0.05"]);
        let rules = params.rival_governance.clone();
        let world = lived(params, 500);
        let projects = &world.world().projects;
        let expected = rules.regrowth / (rules.regrowth + rules.effect * rules.design);
        let short = (0..projects.slots()).filter(|s| projects.alive[*s] && projects.rations[*s].short);
        let distances: Vec<f64> = short.map(|s| f64::from(projects.rival[s]) - expected).collect();
        // Those that came to be short of late are above it still.
        let there = distances.iter().filter(|d| **d < 0.01).count();
        assert!(distances.iter().all(|d| *d > -1e-3), "{distances:?}");
        assert!(there > 10 && 2 * there > distances.len(), "{there} of {}", distances.len());
    }

    #[test]
    fn the_able_turn_to_the_market_and_the_others_to_the_vote_where_it_is_short_and_not_where_there_is_plenty()
     {
        // Modes are chosen by what reaches people alone.
        let only_gain = [
            "mechanisms.modes=true",
            "modes.imitation=0",
            "modes.fit=0",
            "modes.disposition_sd=0",
            "modes.anchored=false",
            "modes.gain=2",
            "capacity.congestion=0",
            "rival_governance.rival=1",
            "rival_governance.design=0",
        ];
        let skills = |more: &[&str]| {
            let set: Vec<&str> = only_gain.iter().chain(more).copied().collect();
            let world = lived(params("[0.25, 0.25, 0.25, 0.25]", &set), 240);
            let people = &world.world().people;
            [Mode::Communal, Mode::Authority, Mode::Equality, Mode::Market].map(|m| {
                let of_mode: Vec<usize> = (0..people.count).filter(|i| people.mode[*i] == m as u8).collect();
                let sum: f64 = of_mode.iter().map(|i| num::ln(f64::from(people.skill[*i]))).sum();
                sum / of_mode.len() as f64
            })
        };
        let [communal, authority, equality, market] = skills(&[]);
        assert!(market > communal.max(equality) + 0.25, "{communal} {equality} {market}");
        assert!(authority > communal.max(equality) + 0.1, "{communal} {authority} {equality}");
        let plenty = skills(&["capacity.devices=1000"]);
        let spread =
            plenty.iter().fold(f64::MIN, |a, b| a.max(*b)) - plenty.iter().fold(f64::MAX, |a, b| a.min(*b));
        assert!(spread < 0.1, "{plenty:?}: where all is met no rule is better for anybody");
    }
}
