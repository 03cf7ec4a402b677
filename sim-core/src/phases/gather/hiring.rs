//! Workers leave, and the unemployed take open places (docs/decisions/0009).

use super::{Context, Gathered, input_steps, own_hours};
use crate::engine::ahead;
use crate::engine::chunks;
use crate::engine::draws::{Purpose, mix64};
use crate::ids::{NONE, Regime};
use crate::state::World;
use crate::state::regions::ByRegion;

/// Lets workers leave and fills open places; who left this month is not hired this month.
pub fn hire_and_fire(world: &mut World, ctx: &Context, gathered: &Gathered) {
    let unemployed = separate(world, ctx);
    let key = ctx.stream(Purpose::HiringOrder).words::<4>(0);
    let key = [u64::from(key[0]) << 32 | u64::from(key[1]), u64::from(key[2]) << 32 | u64::from(key[3])];
    let w = &*world;
    let hired = chunks::run_pieces(unemployed.len(), 1, &|regions| {
        regions.map(|r| hire(w, &unemployed[r], r, key)).collect::<Vec<Hired>>()
    });
    for (r, hired) in hired.into_iter().enumerate() {
        for (person, firm) in &hired.jobs {
            world.people.employer[*person as usize] = *firm;
        }
        let employed: i64 = world.firms.of_region(r).map(|j| world.firms.size(j)).sum();
        let workforce = gathered.offers[r].workforce;
        let market = &mut world.regions[r].market;
        (market.hired, market.unfilled) = (hired.jobs.len() as i64, hired.unfilled);
        market.unemployment =
            if workforce > 0 { (workforce - employed) as f64 / workforce as f64 } else { 0.0 };
    }
}

/// Lets workers leave their firms; gives the capital regime's people who had no firm before, by region and in person order.
fn separate(world: &mut World, ctx: &Context) -> Vec<Vec<u32>> {
    let words = ctx.stream(Purpose::Separation);
    let mut employer = std::mem::take(&mut world.people.employer);
    let w = &*world;
    // By itself, since plans are wide and everybody looks here.
    let below: Vec<u64> = w.firms.plans.iter().map(|plan| plan.leave_below).collect();
    let unemployed = chunks::run(employer.as_mut_slice(), &|first, employer| {
        let mut drawn = [0; chunks::CHUNK];
        words.fill(first, &mut drawn[..employer.len()]);
        let mut unemployed = ByRegion(vec![Vec::new(); w.regions.len()]);
        for (r, run) in w.blocks.runs(first, employer.len()) {
            let unemployed = &mut unemployed.0[r];
            for k in run {
                ahead::fetch_of(&below, employer, k);
                let (i, employer) = (first + k, &mut employer[k]);
                if w.people.regime_of(i) != Regime::Capital as u8 {
                    continue;
                }
                if *employer == NONE {
                    unemployed.push(i as u32);
                    continue;
                }
                let firm = *employer as usize;
                if u64::from(drawn[k]) < below[firm] {
                    w.firms.members.add(4 * firm + w.people.mode[i] as usize, -1);
                    w.firms.input.add(firm, -input_steps(w.people.skill[i], own_hours(w, i)));
                    *employer = NONE;
                }
            }
        }
        unemployed
    });
    world.people.employer = employer;
    unemployed.0
}

/// Who is hired by whom in a region, and how many places stay open.
struct Hired {
    jobs: Vec<(u32, u32)>,
    unfilled: i64,
}

/// Seekers in the order of a monthly hash take positions of a keyed permutation of the region's open places, which
/// lie end to end in slot order. Those who are hired are counted at their firms at once.
fn hire(world: &World, seekers: &[u32], r: usize, key: [u64; 2]) -> Hired {
    let mut ends: Vec<u64> = Vec::new();
    let mut places = 0u64;
    for j in world.firms.of_region(r) {
        places += u64::from(world.firms.plans[j].vacancies);
        ends.push(places);
    }
    let mut order: Vec<(u64, u32)> =
        seekers.iter().map(|person| (mix64(u64::from(*person) ^ key[0]), *person)).collect();
    let hired = order.len().min(places as usize);
    if hired > 0 && hired < order.len() {
        // Only those whose turn comes need to stand in order.
        order.select_nth_unstable(hired - 1);
        order.truncate(hired);
    }
    order.sort_unstable();
    let first = world.firms.of_region(r).start;
    let permutation = Permutation::new(places, key[1] ^ r as u64);
    let jobs: Vec<(u32, u32)> = order[..hired]
        .iter()
        .enumerate()
        .map(|(k, (_, person))| {
            let place = permutation.at(k as u64);
            (*person, (first + ends.partition_point(|end| *end <= place)) as u32)
        })
        .collect();
    for (person, firm) in &jobs {
        let (i, firm) = (*person as usize, *firm as usize);
        world.firms.members.add(4 * firm + world.people.mode[i] as usize, 1);
        world.firms.input.add(firm, input_steps(world.people.skill[i], own_hours(world, i)));
    }
    Hired { jobs, unfilled: places as i64 - hired as i64 }
}

/// A permutation of 0..n computed place by place: a four-round Feistel network, walked until it falls inside.
struct Permutation {
    n: u64,
    half: u32,
    key: u64,
}

impl Permutation {
    fn new(n: u64, key: u64) -> Self {
        let bits = 64 - n.saturating_sub(1).leading_zeros();
        Self { n, half: bits.div_ceil(2).max(1), key }
    }

    fn at(&self, k: u64) -> u64 {
        let mut x = k;
        loop {
            x = self.round_trip(x);
            if x < self.n {
                return x;
            }
        }
    }

    fn round_trip(&self, x: u64) -> u64 {
        let mask = (1u64 << self.half) - 1;
        let (mut left, mut right) = (x >> self.half, x & mask);
        for round in 0..4 {
            (left, right) = (right, left ^ (mix64(right ^ self.key ^ (round << 60)) & mask));
        }
        left << self.half | right
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_permutation_takes_every_place_once() {
        for n in [1, 2, 3, 7, 64, 1000, 4097] {
            let permutation = Permutation::new(n, 99);
            let mut taken = vec![false; n as usize];
            (0..n).for_each(|k| taken[permutation.at(k) as usize] = true);
            assert!(taken.iter().all(|t| *t), "n = {n}");
        }
    }

    #[test]
    fn the_first_places_of_a_permutation_are_spread_evenly() {
        let mut low = 0;
        for key in 0..400 {
            let permutation = Permutation::new(1000, mix64(key));
            low += (0..100).filter(|k| permutation.at(*k) < 500).count();
        }
        assert!((f64::from(low as u32) / 40_000.0 - 0.5).abs() < 0.02, "{low}");
    }
}
