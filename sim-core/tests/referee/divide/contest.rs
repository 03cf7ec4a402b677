//! Prizes by rank (docs/model/m16-crowdsourcing.md, 4).

use crate::month::{Entry, Month};
use crate::state::World;
use crate::whole::running_floors;
use sim_core::engine::num;

/// How many win among so many: their share, to the nearest whole number, and at least one.
pub fn winners(entries: usize, share: f64) -> usize {
    ((share * entries as f64).round() as usize).clamp(1, entries.max(1))
}

/// Everybody's prize.
pub fn prizes(world: &World, month: &Month) -> Vec<i64> {
    let rules = &month.rules.world.platforms;
    let mut prizes = vec![0; world.people.len()];
    for (k, platform) in world.crowdsourcing.iter().enumerate() {
        let pot = platform.pot - super::piece_pot(platform);
        let mut entries: Vec<&Entry> =
            month.gathered.crowd.entries.iter().filter(|entry| entry.platform == k).collect();
        if entries.is_empty() {
            continue;
        }
        // The best first; of equals whom the draw puts first, then the lower number.
        entries.sort_by(|a, b| {
            b.score.total_cmp(&a.score).then(a.luck.cmp(&b.luck)).then(a.person.cmp(&b.person))
        });
        let m = winners(entries.len(), rules.winners);
        let weight = |rank: usize| {
            (num::pow((m - rank) as f64 / m as f64, rules.prize_slope) * f64::from(1 << 20)) as i64
        };
        let weights: Vec<i64> = (0..m).map(weight).collect();
        for (entry, prize) in entries.iter().zip(running_floors(pot, &weights)) {
            prizes[entry.person] += prize;
        }
    }
    prizes
}
