//! M27 alone: what members of projects that are short get under hierarchy, market and vote, through the engine.
//!
//! Everybody gives all their hours, so that all want the same, one; money is absent, so that bids are skills. Then the
//! market's level λ solves Σ min(1, λ skill) = R, hierarchy's is R over all standing, and the quota is R over heads.
//!
//! With money, what a project can pay is less than wages: the market pays every hour the same part of its wage, hierarchy
//! pays by standing up to the wage, the vote pays heads alike up to the wage.

#[cfg(test)]
mod tests {
    use super::super::world_of;
    use sim_core::engine::num;
    use sim_core::ids::Mode;
    use sim_core::ledger::CREDIT;
    use sim_core::mechanisms::rival_governance::Rule;
    use sim_core::observables::Measures;
    use sim_core::params::Params;
    use sim_core::simulation::Simulation;
    use sim_core::state::census::project_hours;
    use std::collections::BTreeMap;
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

    /// Pay, what the hours would have earned as wages and standing of peer producers, by project; and how many projects
    /// were short of money in a month under each rule, summed over ten years.
    fn pay(modes: &str, on: bool) -> (Vec<Vec<[f64; 3]>>, [f64; 3]) {
        let set = [
            "world.people=6000".into(),
            "world.regions=one".into(),
            "world.burn_in=24".into(),
            "mechanisms.modes=false".into(),
            "mechanisms.leaders=false".into(),
            "mechanisms.physical=false".into(),
            "projects.founding=0.002".into(),
            "projects.affinity=1".into(),
            "triune.association=0.2".into(),
            "triune.ecology=0.2".into(),
            "triune.sharing_firms=0.5".into(),
            "regimes.initial=[0.6, 0.0, 0.0, 0.4]".into(),
            "mechanisms.regimes=false".into(),
            format!("mechanisms.rival_governance={on}"),
            format!("modes.initial={modes}"),
        ];
        let mut world = Simulation::genesis(Arc::new(world_of("emergence", &set)), 0);
        let mut counts = [0.0; 3];
        let mut count = |seen: &Measures| {
            for (sum, cell) in counts.iter_mut().zip([
                seen.projects_pay_hierarchy,
                seen.projects_pay_market,
                seen.projects_pay_vote,
            ]) {
                *sum += cell.value().unwrap_or(0.0);
            }
        };
        for _ in 0..120 {
            count(&world.step().expect("nothing to break").world);
        }
        let before = world.world().people.standing.clone();
        let wage = world.world().regions[0].wage;
        count(&world.step().expect("nothing to break").world);
        let w = world.world();
        let mut by_project: BTreeMap<u32, Vec<[f64; 3]>> = BTreeMap::new();
        for i in (0..w.people.count).filter(|i| w.people.regime_of(*i) == 3 && w.people.regime_pay[*i] > 1e3)
        {
            let hours = project_hours(3, w.people.commons.at(i, 0.0), w.people.bread[i]);
            let worth = wage * CREDIT * f64::from(w.people.skill[i] * hours);
            let pay = f64::from(w.people.regime_pay[i]);
            by_project.entry(w.people.project[i]).or_default().push([pay, worth, f64::from(before[i])]);
        }
        let teams = by_project.into_values().filter(|team| team.len() > 2).collect();
        (teams, counts)
    }

    /// Coefficient of variation.
    fn spread(values: impl Iterator<Item = f64> + Clone) -> f64 {
        let n = values.clone().count() as f64;
        let mean = values.clone().sum::<f64>() / n;
        (values.map(|v| (v - mean).powi(2)).sum::<f64>() / n).sqrt() / mean
    }

    #[test]
    fn scarce_money_is_shared_out_by_the_rule_in_force() {
        let (teams, counts) = pay("[0.0, 0.0, 0.0, 1.0]", true);
        assert!(counts[1] > 0.0 && counts[0] + counts[2] == 0.0 && !teams.is_empty(), "{counts:?}");
        for team in &teams {
            assert!(
                spread(team.iter().map(|m| m[0] / m[1])) < 0.01,
                "one price for an hour's worth: {team:?}"
            );
        }
        let (teams, counts) = pay("[1.0, 0.0, 0.0, 0.0]", true);
        assert!(counts[2] > 0.0 && counts[0] + counts[1] == 0.0, "{counts:?}");
        for team in &teams {
            // Those paid less than their wage are paid alike.
            let tax = team.iter().map(|m| m[0] / m[1]).fold(0.0, f64::max).min(0.8);
            let below: Vec<f64> = team.iter().filter(|m| m[0] < 0.99 * tax * m[1]).map(|m| m[0]).collect();
            assert!(below.len() < 2 || spread(below.iter().copied()) < 0.01, "{team:?}");
        }
        let (_, counts) = pay("[0.0, 1.0, 0.0, 0.0]", true);
        assert!(counts[0] > 0.0 && counts[1] + counts[2] == 0.0, "{counts:?}");
        assert_eq!(pay("[0.0, 1.0, 0.0, 0.0]", false).1, [0.0; 3]);
    }
}
