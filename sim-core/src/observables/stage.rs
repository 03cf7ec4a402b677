//! The stage of a region and of the world, with a memory so that it does not flicker.

use crate::engine::num;
use crate::ids::Regime;
use crate::params::{Params, Stages};
use crate::state::course::{Course, Holds, Stage};
use crate::state::regions::STEPS;
use crate::state::{Region, World};

/// By what a stage is told: shares.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Signs {
    /// Of all hours, what is for peer production.
    pub peer_hours: f64,
    /// Of the essentials that were met, what came by the market.
    pub market: f64,
    /// Repression of peer production.
    pub repression: f64,
    /// Of essentials, what was met in the month; `None` without an economy of money.
    pub needs: Option<f64>,
    /// Capacity of trade and states.
    pub order: f64,
    /// Of what blocks provided for themselves, what came from the commons.
    pub local: f64,
}

/// A condition that begins at one threshold and ends at another; `above` says on which side of them it holds.
fn held(holds: bool, sign: f64, [begins, ends]: [f64; 2], above: bool) -> bool {
    let threshold = if holds { ends } else { begins };
    if above { sign >= threshold } else { sign < threshold }
}

/// The course of a place after a month.
///
/// A place is *broken* while needs are not met or trade and states have failed. It is then *resilient* if its needs are met all
/// the same and most of what blocks provide comes from the commons, else in *breakdown*. A place that is not broken is in
/// *mainstay* if most hours are for peer production and most essentials do not come by the market, in *parity* if hours
/// for peer production are essential, *denied* if it is repressed, else a *germ*.
#[must_use]
pub fn next(was: &Course, signs: &Signs, rules: &Stages) -> Course {
    let needs = signs.needs.map_or(1.0, |met| was.needs + (met - was.needs) / rules.memory);
    let h = was.holds;
    let holds = Holds {
        parity: held(h.parity, signs.peer_hours, [rules.parity, rules.parity_ends], true),
        most_hours: held(h.most_hours, signs.peer_hours, [rules.mainstay, rules.mainstay_ends], true),
        off_market: held(h.off_market, signs.market, [rules.market, rules.market_ends], false),
        repressed: held(h.repressed, signs.repression, [rules.denied, rules.denied_ends], true),
        unmet: held(h.unmet, needs, [rules.breakdown, rules.breakdown_ends], false),
        failed: held(h.failed, signs.order, [rules.order, rules.order_ends], false),
        local: held(h.local, signs.local, [rules.local, rules.local_ends], true),
    };
    let stage = match holds {
        Holds { failed: true, unmet: false, local: true, .. } => Stage::Resilient,
        Holds { failed: true, .. } | Holds { unmet: true, .. } => Stage::Breakdown,
        Holds { most_hours: true, off_market: true, .. } => Stage::Mainstay,
        Holds { parity: true, .. } => Stage::Parity,
        Holds { repressed: true, .. } => Stage::Denied,
        _ => Stage::Germ,
    };
    Course { holds, stage, needs }
}

/// Carries the course of every place on by a month: of the world, then of its regions.
pub fn advance(world: &mut World, params: &Params) {
    let whole: Vec<&Region> = world.regions.iter().collect();
    let signs: Vec<Signs> = std::iter::once(signs(&whole, world.has_money()))
        .chain(world.regions.iter().map(|region| self::signs(&[region], world.has_money())))
        .collect();
    for (course, signs) in world.courses.iter_mut().zip(signs) {
        *course = next(course, &signs, &params.stages);
    }
}

/// What is seen of some regions together.
#[must_use]
pub fn signs(regions: &[&Region], money: bool) -> Signs {
    let people: f64 = regions.iter().map(|r| r.people as f64).sum();
    let by_people =
        |of: &dyn Fn(&Region) -> f64| regions.iter().map(|r| of(r) * r.people as f64).sum::<f64>() / people;
    let a_head = |of: &dyn Fn(&Region) -> i64| {
        regions.iter().map(|r| of(r)).sum::<i64>() as f64 / f64::from(STEPS) / people
    };
    let hours: i64 = regions.iter().map(|r| r.census.hours.iter().sum::<i64>()).sum();
    let peer: i64 = regions.iter().map(|r| r.census.hours[Regime::Peer as usize]).sum();
    let met = a_head(&|r| r.market.needs_met);
    let provided: [f64; 3] = std::array::from_fn(|form| a_head(&|r| r.market.provided[form]));
    let at_home: f64 = provided.iter().sum();
    // What open knowledge saves is an essential that needs neither market nor work.
    let saved = by_people(&|r| 1.0 - r.essentials.unwrap_or(1.0));
    let bought = (met - at_home - a_head(&|r| r.market.peers_needs)).max(0.0) * (1.0 - saved);
    let all = saved + met * (1.0 - saved);
    Signs {
        peer_hours: if hours > 0 { peer as f64 / hours as f64 } else { 0.0 },
        market: if all > 0.0 { num::coarse(bought / all) } else { 1.0 },
        repression: by_people(&|r| r.policy.map_or(0.0, |p| p.repression)),
        needs: money.then_some(met),
        order: by_people(&|r| r.order),
        local: if at_home > 0.0 { provided[0] / at_home } else { 0.0 },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CALM: Signs =
        Signs { peer_hours: 0.02, market: 1.0, repression: 0.0, needs: Some(1.0), order: 1.0, local: 0.0 };

    /// The stages that a place goes through under these signs, each held for so many months.
    fn path(signs: &[(Signs, usize)]) -> Vec<Stage> {
        let rules = Stages::default();
        let mut course = Course::default();
        let mut stages = Vec::new();
        for (signs, months) in signs {
            (0..*months).for_each(|_| course = next(&course, signs, &rules));
            stages.push(course.stage);
        }
        stages
    }

    #[test]
    fn every_stage_is_told_by_its_signs() {
        let at = |signs| path(&[(signs, 200)])[0];
        assert_eq!(at(CALM), Stage::Germ);
        assert_eq!(at(Signs { repression: 0.3, ..CALM }), Stage::Denied);
        assert_eq!(at(Signs { peer_hours: 0.2, repression: 0.3, ..CALM }), Stage::Parity);
        assert_eq!(at(Signs { peer_hours: 0.6, ..CALM }), Stage::Parity);
        assert_eq!(at(Signs { peer_hours: 0.6, market: 0.3, ..CALM }), Stage::Mainstay);
        assert_eq!(at(Signs { needs: Some(0.6), ..CALM }), Stage::Breakdown);
        assert_eq!(at(Signs { order: 0.2, ..CALM }), Stage::Breakdown);
        assert_eq!(at(Signs { order: 0.2, local: 0.7, ..CALM }), Stage::Resilient);
        assert_eq!(at(Signs { order: 0.2, local: 0.7, needs: Some(0.6), ..CALM }), Stage::Breakdown);
        assert_eq!(at(Signs { needs: None, ..CALM }), Stage::Germ);
    }

    #[test]
    fn between_the_two_thresholds_nothing_changes() {
        let hours = |peer_hours| Signs { peer_hours, ..CALM };
        let seen = path(&[(hours(0.09), 1), (hours(0.11), 1), (hours(0.09), 1), (hours(0.07), 1)]);
        assert_eq!(seen, [Stage::Germ, Stage::Parity, Stage::Parity, Stage::Germ]);
        let market = |market| Signs { peer_hours: 0.6, market, ..CALM };
        let seen = path(&[(market(0.55), 1), (market(0.45), 1), (market(0.55), 1), (market(0.65), 1)]);
        assert_eq!(seen, [Stage::Parity, Stage::Mainstay, Stage::Mainstay, Stage::Parity]);
    }

    #[test]
    fn a_bad_harvest_is_no_breakdown_and_years_of_them_are() {
        let hunger = Signs { needs: Some(0.5), ..CALM };
        // Needs remembered reach 0.75 when half of the way to 0.5 is gone: 24 ln 2 = 17 months.
        let seen = path(&[(hunger, 12), (hunger, 6), (CALM, 12), (CALM, 6)]);
        assert_eq!(seen, [Stage::Germ, Stage::Breakdown, Stage::Breakdown, Stage::Germ]);
    }
}
