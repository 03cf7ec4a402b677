//! Workers leave, and the unemployed take open places (docs/model/macro-core.md 1, docs/decisions/0009-hiring.md).

use super::firms::tally_inputs;
use crate::month::Month;
use crate::state::{CAPITAL, World};
use sim_core::engine::draws::{Purpose, mix64};

/// Who leaves this month is not hired this month.
pub fn leave_jobs_and_take_them(world: &mut World, month: &Month) {
    let mut seekers: Vec<Vec<usize>> = vec![Vec::new(); world.regions.len()];
    for i in 0..world.people.len() {
        let person = &mut world.people[i];
        if person.regime != CAPITAL {
            continue;
        }
        let Some(firm) = person.employer else {
            seekers[person.region].push(i);
            continue;
        };
        if u64::from(month.word(Purpose::Separation, i)) < world.firms[firm].plan.leave_below {
            person.employer = None;
        }
    }
    let word = |k| u64::from(month.word(Purpose::HiringOrder, k));
    let (order_key, place_key) = (word(0) << 32 | word(1), word(2) << 32 | word(3));
    for (r, seekers) in seekers.iter_mut().enumerate() {
        // The vacancies of the region end to end in slot order: whose is each.
        let mut places: Vec<usize> = Vec::new();
        for (j, firm) in world.firms.iter().enumerate().filter(|(_, firm)| firm.region == r) {
            places.extend(std::iter::repeat_n(j, firm.plan.vacancies as usize));
        }
        seekers.sort_by_key(|i| (mix64(*i as u64 ^ order_key), *i));
        let hired = seekers.len().min(places.len());
        for (k, i) in seekers[..hired].iter().enumerate() {
            let place = permuted(k as u64, places.len() as u64, place_key ^ r as u64);
            world.people[*i].employer = Some(places[place as usize]);
        }
        let market = &mut world.regions[r].market;
        (market.hired, market.unfilled) = (hired as i64, (places.len() - hired) as i64);
    }
    tally_inputs(world);
    for (r, region) in world.regions.iter_mut().enumerate() {
        let workforce = month.gathered.offers[r].workforce;
        let employed = world
            .people
            .iter()
            .filter(|p| p.region == r && p.regime == CAPITAL && p.employer.is_some())
            .count() as i64;
        region.market.unemployment =
            if workforce > 0 { (workforce - employed) as f64 / workforce as f64 } else { 0.0 };
    }
}

/// Where place k of 0 … n − 1 goes: four rounds of a Feistel network on the next power of four, walked until inside.
fn permuted(k: u64, n: u64, key: u64) -> u64 {
    let mut half_bits = 1;
    while 1u64 << (2 * half_bits) < n {
        half_bits += 1;
    }
    let mask = (1u64 << half_bits) - 1;
    let mut x = k;
    loop {
        let (mut left, mut right) = (x >> half_bits, x & mask);
        for round in 0..4u64 {
            (left, right) = (right, left ^ (mix64(right ^ key ^ (round << 60)) & mask));
        }
        x = left << half_bits | right;
        if x < n {
            return x;
        }
    }
}
