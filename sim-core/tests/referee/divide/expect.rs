//! What people expect of prizes and of pay from projects, each with a memory (docs/decisions 0011, 0019).

use super::contest::winners;
use super::{Paid, piece_pot};
use crate::month::Month;
use crate::state::{CROWDSOURCING, PEER, World};
use sim_core::engine::num;

/// Moves what is expected towards what the month brought.
pub fn expect(world: &mut World, month: &Month) {
    let memory = month.rules.world.platforms.prize_memory;
    let towards = |held: &mut f64, now: f64| *held = num::coarse(*held + memory * (now - *held));

    // Producers are those of last month's census.
    let producers: i64 = world.regions.iter().map(|region| region.census.regimes[PEER]).sum();
    let paid: i64 = world.regions.iter().map(|region| region.market.peer_pay).sum();
    let a_head = |sum: i64, heads: i64| if heads > 0 { sum as f64 / heads as f64 } else { 0.0 };
    towards(&mut world.commons.expected_pay, a_head(paid, producers));

    let crowd = &month.gathered.crowd;
    let taken: i64 = world.crowdsourcing.iter().map(|p| p.receipts + p.pot).sum();
    let all: i64 = crowd.contributors.iter().sum();
    towards(&mut world.platform_fund.expected_tasks, a_head(taken, all));
    for (platform, n) in world.crowdsourcing.iter_mut().zip(&crowd.contributors) {
        let pieces = piece_pot(platform);
        let won = winners(*n as usize, month.rules.world.platforms.winners) as i64;
        if *n > 0 {
            towards(&mut platform.win_chance, won as f64 / *n as f64);
        }
        towards(&mut platform.expected_piece, a_head(pieces, *n));
        let prize = if *n > 0 { (platform.pot - pieces) as f64 / won as f64 } else { 0.0 };
        towards(&mut platform.expected_prize, prize);
    }
}

/// How unequal the month was for contributors: coefficient of variation of pay, and share who got nothing.
pub fn note_spread(world: &mut World, month: &Month, paid: &[Paid]) {
    let n = month.gathered.crowd.contributors.iter().sum::<i64>() as f64;
    let got: Vec<f64> = world
        .people
        .iter()
        .zip(paid)
        .filter(|(person, paid)| person.regime == CROWDSOURCING && paid.prize > 0)
        .map(|(_, paid)| paid.prize as f64)
        .collect();
    let mean = got.iter().sum::<f64>() / n.max(1.0);
    let squares = got.iter().map(|pay| pay * pay).sum::<f64>() / n.max(1.0);
    world.platform_fund.pay_spread = (n > 0.0 && mean > 0.0).then(|| {
        let variation = (squares / (mean * mean) - 1.0).max(0.0).sqrt();
        [num::coarse(variation), 1.0 - got.len() as f64 / n]
    });
}
