//! What is kept of one world so that facts can be asked of it.

use crate::ensemble::Recorder;
use analysis::contributors::{Gift, Record};
use analysis::firms::Panel;
use sim_core::ids::NONE;
use sim_core::observables::{Measures, Observation, Organisation, OrganisationKind};
use sim_core::params::{Params, Rhythm};
use std::collections::BTreeMap;

/// Contributors that a project must have had: as the sample of the facts.
const LEAST: usize = 60;

/// Has a world show all that a history keeps.
pub(crate) fn watch(params: &mut Params) {
    params.output.contributions = true;
    params.projects.sampled = 10_000;
    if params.mechanisms.firms {
        params.output.organisations = Rhythm::Month;
    }
}

/// One world's past.
pub(crate) struct History {
    gifts: BTreeMap<(u32, i32), Vec<Gift>>,
    firms: BTreeMap<u32, Firm>,
    /// Output of each year, a row a region.
    output: Vec<Vec<f64>>,
    /// Which regions belong to the core.
    pub(super) core: Vec<bool>,
    pub(super) measures: Vec<Measures>,
}

/// The employees of whoever holds a firm's place, year by year.
#[derive(Default)]
struct Firm {
    founded: Option<i32>,
    months: u32,
    employees: i64,
    /// Mean of each whole year, from the first; 0 for a year in which the firm was founded.
    years: Vec<f64>,
}

impl Firm {
    fn record(&mut self, month: i64, seen: &Organisation) {
        if month % 12 == 0 || seen.founded != self.founded {
            (self.months, self.employees, self.founded) = (0, 0, seen.founded);
        }
        self.months += 1;
        self.employees += seen.members;
        if month % 12 == 11 {
            self.years.push(if self.months == 12 { self.employees as f64 / 12.0 } else { 0.0 });
        }
    }
}

impl Recorder for History {
    fn record(&mut self, seen: Observation) {
        for given in &seen.contributions {
            let person = u64::from(given.person) << 16 | u64::from(given.generation);
            let group = (given.group != NONE).then_some(given.group);
            let gift = Gift { month: seen.month, person, units: given.units.into(), group };
            self.gifts.entry((given.project, given.founded)).or_default().push(gift);
        }
        let is_firm =
            |one: &&Organisation| matches!(one.kind, OrganisationKind::Firm | OrganisationKind::Cooperative);
        for one in seen.organisations.iter().filter(is_firm) {
            self.firms.entry(one.place).or_default().record(seen.month, one);
        }
        for (years, region) in self.output.iter_mut().zip(&seen.regions) {
            if seen.month % 12 == 0 {
                years.push(0.0);
            }
            let output = region.output.value().unwrap_or(f64::NAN);
            years.last_mut().into_iter().for_each(|year| *year += output);
        }
        self.measures.push(seen.world);
    }
}

impl History {
    /// Of a world that has not begun.
    pub(crate) fn new(params: &Params) -> Self {
        Self {
            gifts: BTreeMap::new(),
            firms: BTreeMap::new(),
            output: vec![Vec::new(); params.regions.len()],
            core: params.regions.iter().map(|region| region.core).collect(),
            measures: Vec::new(),
        }
    }

    /// Projects that were founded after burn-in, so that their whole life was seen, and had so many contributors.
    pub(super) fn records(&self) -> Vec<Record> {
        let end = self.measures.len() as i64 - 1;
        let whole = self.gifts.iter().filter(|((_, founded), _)| *founded > 0);
        whole
            .map(|(_, gifts)| Record::new(gifts.clone(), end))
            .filter(|record| record.people() >= LEAST)
            .collect()
    }

    /// Firms' employees by year.
    pub(super) fn firms(&self) -> Panel {
        Panel::new(self.firms.values().map(|firm| firm.years.clone()))
    }

    /// Output of each whole year, by region: people are as many in each year.
    pub(super) fn output(&self) -> impl Iterator<Item = &[f64]> {
        let whole = self.measures.len() / 12;
        self.output.iter().map(move |years| &years[..whole.min(years.len())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_of_founding_is_nobodys_and_a_broken_year_is_not_counted() {
        let mut firm = Firm::default();
        let seen = |founded, members| Organisation {
            kind: OrganisationKind::Firm,
            place: 0,
            founded,
            region: Some(0),
            members,
            money: None,
            capital: None,
            revenue: None,
            knowledge: None,
            users: None,
        };
        (0..12).for_each(|month| firm.record(month, &seen(None, month)));
        (12..24).for_each(|month| firm.record(month, &seen(if month < 20 { None } else { Some(20) }, 7)));
        (24..40).for_each(|month| firm.record(month, &seen(Some(20), 3)));
        assert_eq!(firm.years, [5.5, 0.0, 3.0]);
    }
}
