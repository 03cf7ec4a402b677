//! Rank-order prizes: each platform's best pieces of work share its pot (M16).

use super::super::gather::{Crowd, Entry};
use super::pots;
use crate::engine::sums::split;
use crate::mechanisms::crowdsourcing::{rank_weight, winners};
use crate::params::Platforms as Terms;
use crate::state::World;

/// A prize: who gets it, and how much, µcredit.
pub type Prize = (u32, i64);

/// The prizes of all platforms, in person order.
pub fn prizes(world: &World, terms: &Terms, crowd: &Crowd) -> Vec<Prize> {
    let mut all = Vec::new();
    for (k, platform) in world.platforms.crowdsourcing.iter().enumerate() {
        let mut entries: Vec<&Entry> = crowd.entries.iter().filter(|e| e.platform as usize == k).collect();
        let pot = pots(platform)[1];
        if entries.is_empty() || pot <= 0 {
            continue;
        }
        let count = winners(entries.len(), terms.winners);
        // The better work first; of equals, whom the draw puts first, then the lower number.
        let better = |a: &&Entry, b: &&Entry| {
            b.score.total_cmp(&a.score).then(a.luck.cmp(&b.luck)).then(a.person.cmp(&b.person))
        };
        if count < entries.len() {
            entries.select_nth_unstable_by(count, better);
            entries.truncate(count);
        }
        entries.sort_unstable_by(better);
        let weights: Vec<u64> = (0..count).map(|rank| rank_weight(rank, count, terms.prize_slope)).collect();
        all.extend(entries.iter().zip(split(pot, weights)).map(|(entry, prize)| (entry.person, prize)));
    }
    all.sort_unstable();
    all
}
