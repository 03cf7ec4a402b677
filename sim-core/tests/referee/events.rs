//! What happened in a history: each kind of event that the referee has to get right, counted.

use crate::flows::{FLOWS, Flow, Flows};
use crate::state::World;
use std::collections::BTreeMap;

/// How often each kind of event happened.
#[derive(Default)]
pub struct Events(pub BTreeMap<String, i64>);

impl Events {
    fn add(&mut self, event: &str, count: i64) {
        *self.0.entry(event.into()).or_default() += count;
    }

    /// Counts the events of a month: the world before and after it, and what was paid in between.
    pub fn count(&mut self, before: &World, after: &World, flows: &Flows) {
        self.of_people(before, after);
        self.of_owned_places(before, after);
        self.of_projects(before, after);
        self.of_regions(before, after);
        // Capital goods pass between firms: they leave no trace in the sums of sectors.
        for flow in (0..FLOWS).filter(|flow| *flow != Flow::CapitalGoods as usize) {
            let moved = flows.0[flow].iter().any(|net| *net != 0);
            self.add(&format!("months with payments of kind {flow}"), i64::from(moved));
        }
    }

    fn of_people(&mut self, before: &World, after: &World) {
        for (was, is) in before.people.iter().zip(&after.people) {
            self.add("rebirths", i64::from(is.generation != was.generation));
            self.add("changes of mode", i64::from(is.mode != was.mode));
            self.add("changes of regime", i64::from(is.regime != was.regime));
            self.add("changes of employer", i64::from(is.employer != was.employer));
            self.add("changes of project", i64::from(is.project != was.project));
            let same = is.project == was.project && is.project.is_some();
            self.add("changes of working group in a project", i64::from(same && is.group != was.group));
            self.add("people mobilised", i64::from(is.mobilised && !was.mobilised));
            self.add("people with goods in kind", i64::from(is.in_kind > 0.0));
            let both = was.strategy.is_some() && is.strategy.is_some();
            self.add("changes of strategy", i64::from(both && was.strategy != is.strategy));
        }
        self.add("stays", after.hospitality.granted);
        self.add("stays refused", after.hospitality.requests - after.hospitality.granted);
        self.add("entries into adventure", after.hospitality.entries);
    }

    fn of_owned_places(&mut self, before: &World, after: &World) {
        for (was, is) in before.firms.iter().zip(&after.firms) {
            // A firm that is founded anew begins with the productivity of its region.
            self.add("closures", i64::from(is.productivity == 0.0 && was.productivity != 0.0));
            self.add("firm-months as co-operative", i64::from(is.cooperative));
            self.add("co-operative surplus", i64::from(is.surplus > 0));
            self.add("changes of teams", i64::from(is.teams != was.teams));
            self.add("firm-months sharing back", i64::from(is.shares_back));
            self.add("firm-months short of orders", i64::from(is.plan.unfunded > 0));
            self.add("firms firing", i64::from(is.plan.leave_below > 100_000_000));
        }
        self.add("platforms failed", after.platform_fund.failed);
        self.add("walk-outs", after.platform_fund.walked_out);
        let all =
            |world: &World| world.crowdsourcing.iter().chain(&world.sharing).cloned().collect::<Vec<_>>();
        for (was, is) in all(before).iter().zip(all(after)) {
            self.add("changes of platforms' terms", i64::from(is.terms.now != was.terms.now));
            self.add("platform-months building", i64::from(is.to_build > 0));
            self.add("platform-months paying creators", i64::from(is.creators_pay > 0));
        }
        for (was, is) in before.owners.iter().zip(&after.owners) {
            self.add("changes of faction", i64::from(is.faction != was.faction));
            self.add("owner-months with refuge", i64::from(is.outlay > 0));
        }
    }

    fn of_projects(&mut self, before: &World, after: &World) {
        let commons = &after.commons;
        self.add("births of projects", commons.births);
        self.add("deaths of projects", commons.deaths);
        for (event, count) in [
            ("burn-outs", commons.burnt_out),
            ("crashes", commons.crashes),
            ("handed over", commons.handed_over),
            ("taken back", commons.taken_back),
            ("left a disrupted project", commons.disrupted),
            ("left a leader", commons.driven_out),
            ("successions", commons.successions),
            ("forks", commons.forks),
            ("went with a fork", commons.went),
            ("lost to both sides of a fork", commons.lost),
            ("capacity orders", commons.orders.len() as i64),
            ("boards with sponsors", i64::from(commons.seats > 0.0)),
            ("months with patrons", i64::from(commons.patronage > 0)),
        ] {
            self.add(event, count);
        }
        for (rule, name) in ["hierarchy", "market", "vote"].iter().enumerate() {
            self.add(&format!("rationed by {name}"), commons.rationed[rule].projects);
            self.add(&format!("pay rationed by {name}"), commons.pay_rationed[rule].projects);
        }
        for (was, is) in before.projects.iter().zip(&after.projects) {
            let same = was.alive && is.alive && was.founded == is.founded;
            self.add("projects that closed their licence", i64::from(same && is.closed && !was.closed));
            self.add("project-months with a closed licence", i64::from(is.alive && is.closed));
            self.add("legs got", i64::from(same && is.legs.count_ones() > was.legs.count_ones()));
            self.add("project-months with paid work", i64::from(is.alive && is.paid > 0.0));
            self.add("steps of leaders", i64::from(same && is.leader.is_some() && is.take != was.take));
            self.add("project-months of making things", i64::from(is.alive && is.workshop.is_some()));
        }
        for (was, is) in before.workshops.iter().zip(&after.workshops) {
            self.add("workshops closed", i64::from(was.project.is_some() && was.project != is.project));
        }
    }

    fn of_regions(&mut self, before: &World, after: &World) {
        for (was, is) in before.regions.iter().zip(&after.regions) {
            self.add("hired", is.market.hired);
            self.add("unfilled vacancies", is.market.unfilled);
            self.add("regions breaking down", i64::from(is.broken && !was.broken));
            self.add("region-months with provision", i64::from(is.market.provided.iter().any(|p| *p > 0)));
            self.add(
                "region-months with needs not met",
                i64::from(is.market.needs_met < (is.people as i64) << 20),
            );
        }
        for (was, is) in before.courses.iter().zip(&after.courses) {
            self.add("changes of stage", i64::from(is.stage != was.stage));
        }
    }
}
