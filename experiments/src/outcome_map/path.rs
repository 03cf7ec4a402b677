//! The path of one drawn world: which stages it enters, where it ends, and how near it comes to the others.

use sim_core::observables::{Cell, Measures, stage};
use sim_core::params::{Params, Stages};
use sim_core::simulation::{BrokenInvariant, Simulation};
use sim_core::state::World;
use sim_core::state::course::{Holds, STAGES, Stage};
use std::collections::VecDeque;
use std::sync::Arc;

/// Months over which the end is measured: a year, since a month is noisy.
const YEAR: usize = 12;

/// A column, and how it is read.
pub type Column = (&'static str, fn(&Measures) -> Cell);

/// What is kept of the end.
pub const ENDS: [Column; 7] = [
    ("time_peer_share", |m| m.time_peer_share),
    ("control_distributed", |m| m.control_distributed),
    ("orientation_commons", |m| m.orientation_commons),
    ("movement", |m| m.movement),
    ("repression", |m| m.repression),
    ("biosphere", |m| m.biosphere),
    ("needs_met", |m| m.needs_met),
];

/// How near a world came to a stage.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Near {
    /// How much the condition that is furthest off lacks, as a share of what it could lack at most: 0 where all hold.
    pub gap: f64,
    /// That condition, in words.
    pub condition: &'static str,
    /// What was seen.
    pub seen: f64,
    /// Where it would begin to hold.
    pub threshold: f64,
    /// The month.
    pub month: i64,
}

/// What is kept of a world's life.
#[derive(Clone, Debug, PartialEq)]
pub struct Path {
    /// The month in which each stage was first entered, by its code.
    pub first: [Option<i64>; STAGES],
    /// The stage of the last month.
    pub end: Stage,
    /// Means of the last year, in the order of [`ENDS`]; none where the mechanism is off.
    pub ends: [Option<f64>; ENDS.len()],
    /// How near it came to each stage, by its code.
    pub near: [Near; STAGES],
}

/// Lives a drawn world from its genesis to its last month.
///
/// # Errors
/// A broken invariant, or a measure that is not a finite number.
pub fn live(params: Arc<Params>, replicate: u64) -> Result<Path, String> {
    let months = params.world.months;
    let mut world = Simulation::genesis(Arc::clone(&params), replicate);
    let told = |broken: BrokenInvariant| broken.to_string();
    world.burn_in().map_err(told)?;
    let mut course = Course::new(&params.stages);
    course.see(&world.observe().world, world.world(), 0)?;
    for month in 1..=months as i64 {
        let seen = world.step().map_err(told)?;
        course.see(&seen.world, world.world(), month)?;
    }
    course.ended()
}

/// The stage of a month, if there is one.
#[must_use]
pub fn stage_of(seen: &Measures) -> Option<Stage> {
    let code = seen.stage.value()?;
    Stage::ALL.into_iter().find(|stage| f64::from(*stage as u8) == code)
}

/// A life under way.
struct Course<'a> {
    rules: &'a Stages,
    first: [Option<i64>; STAGES],
    near: [Option<Near>; STAGES],
    stage: Option<Stage>,
    last_year: VecDeque<[Option<f64>; ENDS.len()]>,
}

impl<'a> Course<'a> {
    fn new(rules: &'a Stages) -> Self {
        Self { rules, first: [None; STAGES], near: [None; STAGES], stage: None, last_year: VecDeque::new() }
    }

    fn see(&mut self, seen: &Measures, world: &World, month: i64) -> Result<(), String> {
        if seen.cells().iter().any(|cell| cell.value().is_some_and(|x| !x.is_finite())) {
            return Err(format!("month {month} has a measure that is no finite number"));
        }
        let stage = stage_of(seen).ok_or_else(|| format!("month {month} has no stage"))?;
        self.first[stage as usize].get_or_insert(month);
        self.stage = Some(stage);
        if self.last_year.len() == YEAR {
            self.last_year.pop_front();
        }
        self.last_year.push_back(ENDS.map(|(_, of)| of(seen).value()));
        let regions: Vec<_> = world.regions.iter().collect();
        let mut signs = stage::signs(&regions, world.has_money());
        // The first course is the world's. A stage is told by needs as they are remembered.
        let Some(course) = world.courses.first() else { return Err("the world has no course".into()) };
        signs.needs = signs.needs.map(|_| course.needs);
        for (stage, near) in Stage::ALL.into_iter().zip(&mut self.near) {
            let now = nearness(stage, &signs, &course.holds, self.rules, month);
            if near.is_none_or(|before| now.gap < before.gap) {
                *near = Some(now);
            }
        }
        Ok(())
    }

    fn ended(self) -> Result<Path, String> {
        let none = || "there was no month".to_string();
        let mean = |k: usize| -> Option<f64> {
            let values: Option<Vec<f64>> = self.last_year.iter().map(|month| month[k]).collect();
            values.filter(|v| !v.is_empty()).map(|v| v.iter().sum::<f64>() / v.len() as f64)
        };
        let mut near = [Near { gap: 1.0, condition: "", seen: 0.0, threshold: 0.0, month: 0 }; STAGES];
        for (near, found) in near.iter_mut().zip(self.near) {
            *near = found.ok_or_else(none)?;
        }
        Ok(Path {
            first: self.first,
            end: self.stage.ok_or_else(none)?,
            ends: std::array::from_fn(mean),
            near,
        })
    }
}

/// A condition of a stage.
#[derive(Clone, Copy)]
struct Condition {
    what: &'static str,
    seen: f64,
    /// From where on it holds.
    threshold: f64,
    /// Whether it holds above the threshold or below.
    above: bool,
    holds: bool,
}

impl Condition {
    /// The same the other way round: it holds when the first has ended.
    fn not(self, ends: f64) -> Self {
        Self { threshold: ends, above: !self.above, holds: !self.holds, ..self }
    }

    /// How much it lacks, as a share of the most that a share could lack.
    fn gap(&self) -> f64 {
        let lacking = if self.above {
            (self.threshold - self.seen) / self.threshold
        } else {
            (self.seen - self.threshold) / (1.0 - self.threshold)
        };
        if self.holds { 0.0 } else { lacking.clamp(f64::MIN_POSITIVE, 1.0) }
    }
}

/// How near a month is to a stage: of the conditions that all must hold, the one that lacks most; of ways into a stage, the
/// nearest. What holds already lacks nothing until it ends.
fn nearness(stage: Stage, signs: &stage::Signs, holds: &Holds, rules: &Stages, month: i64) -> Near {
    let condition = |what, seen, threshold, above, holds| Condition { what, seen, threshold, above, holds };
    let hours = "share of hours for peer production";
    let parity = condition(hours, signs.peer_hours, rules.parity, true, holds.parity);
    let most = condition(hours, signs.peer_hours, rules.mainstay, true, holds.most_hours);
    let off =
        condition("the market's share of essentials", signs.market, rules.market, false, holds.off_market);
    let repressed = condition("repression", signs.repression, rules.denied, true, holds.repressed);
    let unmet = condition("needs met", signs.needs.unwrap_or(1.0), rules.breakdown, false, holds.unmet);
    let failed = condition("capacity of trade and states", signs.order, rules.order, false, holds.failed);
    let local =
        condition("the commons' share of what blocks provide", signs.local, rules.local, true, holds.local);
    let (met, standing) = (unmet.not(rules.breakdown_ends), failed.not(rules.order_ends));
    let marginal = parity.not(rules.parity_ends);
    let ways = match stage {
        Stage::Germ => vec![vec![met, standing, marginal, repressed.not(rules.denied_ends)]],
        Stage::Denied => vec![vec![met, standing, marginal, repressed]],
        Stage::Parity => vec![vec![met, standing, parity]],
        Stage::Mainstay => vec![vec![met, standing, off, most]],
        Stage::Breakdown => vec![vec![unmet], vec![failed]],
        Stage::Resilient => vec![vec![met, local, failed]],
    };
    let furthest = |way: Vec<Condition>| way.into_iter().max_by(|a, b| a.gap().total_cmp(&b.gap()));
    let nearest = ways.into_iter().filter_map(furthest).min_by(|a, b| a.gap().total_cmp(&b.gap()));
    let nearest = nearest.expect("every stage has a way into it");
    Near {
        gap: nearest.gap(),
        condition: nearest.what,
        seen: nearest.seen,
        threshold: nearest.threshold,
        month,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_world_is_as_far_from_a_stage_as_the_condition_that_lacks_most() {
        let rules = Stages::default();
        let calm = stage::Signs {
            peer_hours: 0.05,
            market: 0.9,
            repression: 0.1,
            needs: Some(0.95),
            order: 1.0,
            local: 0.2,
        };
        let none = Holds::default();
        let near = |stage| nearness(stage, &calm, &none, &rules, 7);
        assert_eq!((near(Stage::Parity).gap, near(Stage::Parity).seen), (0.5, 0.05));
        assert_eq!(near(Stage::Mainstay).condition, "share of hours for peer production");
        assert!((near(Stage::Breakdown).gap - 0.8).abs() < 1e-12);
        assert_eq!(near(Stage::Breakdown).condition, "needs met");
        assert_eq!(near(Stage::Resilient).condition, "capacity of trade and states");
        assert_eq!((near(Stage::Germ).gap, near(Stage::Germ).month), (0.0, 7));
        assert_eq!(near(Stage::Denied).condition, "repression");
        let most = Holds { parity: true, most_hours: true, ..none };
        let near =
            |stage, holds| nearness(stage, &stage::Signs { peer_hours: 0.45, ..calm }, holds, &rules, 7);
        assert_eq!(near(Stage::Mainstay, &most).condition, "the market's share of essentials");
        assert_eq!(
            (near(Stage::Parity, &most).gap, near(Stage::Parity, &none).gap),
            (0.0, f64::MIN_POSITIVE)
        );
        // Peer production that is essential cannot be one that is denied.
        let repressed = Holds { repressed: true, ..most };
        assert_eq!(near(Stage::Denied, &repressed).condition, "share of hours for peer production");
        assert_eq!(near(Stage::Denied, &repressed).threshold, rules.parity_ends);
    }

    #[test]
    fn a_code_is_its_stage() {
        let with = |stage| Measures { stage, ..Measures::EMPTY };
        for stage in Stage::ALL {
            assert_eq!(stage_of(&with(Cell::Count(stage as i64))), Some(stage));
        }
        assert_eq!(stage_of(&with(Cell::Empty)), None);
        assert_eq!(stage_of(&with(Cell::Count(6))), None);
    }
}
