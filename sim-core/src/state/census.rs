//! A census: counts and sums over people, by region, in whole numbers.

use super::World;
use super::people::{People, get_or};
use super::regions::{ByRegion, Census, STEPS, steps};
use super::shares::{Kept, Shares};
use crate::engine::chunks::{self, Merge};
use crate::engine::histogram::Histogram;
use crate::ids::{MAIN_REGIMES, Mode, NONE, REGIMES, Regime};
use multiversion::multiversion;

/// People at a time in loops over whole columns.
const BATCH: usize = 256;

/// People counted in one piece: large, since each piece has histograms of its own.
const PIECE: usize = 1 << 16;

/// Counts everybody and writes the regions' censuses and histograms.
pub fn take(world: &mut World) {
    let seen = &*world;
    let count = chunks::run_pieces(seen.people.count, PIECE, &|rows| count(seen, rows));
    let Count { census, histograms, .. } = count;
    for (region, census) in world.regions.iter_mut().zip(census.0) {
        region.census = census;
    }
    world.histograms = histograms.0;
    for platform in world.platforms.all_mut() {
        platform.users = 0;
    }
    for (k, users) in count.users.into_iter().enumerate() {
        let crowd = world.platforms.crowdsourcing.len();
        let platform = if k < crowd {
            &mut world.platforms.crowdsourcing[k]
        } else {
            &mut world.platforms.sharing[k - crowd]
        };
        platform.users = users;
    }
}

/// Hours a head that members give to their projects, months.
#[must_use]
pub fn project_hours_per_head(world: &World) -> f64 {
    let hours: i64 = world.regions.iter().map(|r| r.census.project_hours).sum();
    hours as f64 / f64::from(super::regions::STEPS) / world.people.count as f64
}

struct Count {
    census: ByRegion<Census>,
    histograms: ByRegion<[Histogram; 2]>,
    users: Vec<i64>,
}

impl Merge for Count {
    fn merge(&mut self, right: Self) {
        self.census.merge(right.census);
        self.histograms.merge(right.histograms);
        self.users.iter_mut().zip(right.users).for_each(|(l, r)| *l += r);
    }
}

fn count(world: &World, rows: std::ops::Range<usize>) -> Count {
    let regions = world.regions.len();
    let money = world.has_money();
    let crowd = world.platforms.crowdsourcing.len();
    let mut count = Count {
        census: ByRegion::blank(regions),
        histograms: ByRegion::blank(if money { regions } else { 0 }),
        users: vec![0; crowd + world.platforms.sharing.len()],
    };
    let first = rows.start;
    for (r, run) in world.blocks.runs(first, rows.len()) {
        let run = run.start + first..run.end + first;
        let census = &mut count.census.0[r];
        let bread_filled = world.regions[r].market.bread_filled as f32;
        count_columns(&world.people, run.clone(), census);
        count_time(&world.people, run.clone(), bread_filled, census);
        if !count.users.is_empty() {
            for i in run.clone() {
                if let Some(platform) = platform_of(&world.people, i) {
                    let regime = world.people.regime_of(i);
                    count.users[platform + if regime == 2 { crowd } else { 0 }] += 1;
                }
            }
        }
        if money {
            let region = &world.regions[r];
            let dividend = region.dividend + if region.core { world.platforms.dividend } else { 0 };
            count_money(&world.people, run.clone(), dividend, census, &mut count.histograms.0[r]);
            if region.norm.is_some() {
                // The mean of the month before: this month's is known only when everybody is counted.
                let mean = region.census.income / region.people as i64;
                count_successful(&world.people, run, dividend, mean, census);
            }
        }
    }
    count
}

/// What single columns tell: each in a loop of its own, which vectorises.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512dq+avx512vl", "x86_64+avx2"))]
fn count_columns(people: &People, run: std::ops::Range<usize>, census: &mut Census) {
    let n = run.len() as i64;
    // Few enough at a time for a byte to hold the count, so that a register counts as many people as it has bytes.
    let count = |column: &[u8], k: u8| {
        let few = |few: &[u8]| few.iter().map(|x| u8::from(*x == k)).sum::<u8>();
        column.chunks(128).map(|part| i64::from(few(part))).sum::<i64>()
    };
    for m in 0..4 {
        census.modes[m] += count(&people.mode[run.clone()], m as u8);
    }
    if people.regime.is_empty() {
        census.regimes[0] += n;
    } else {
        // Nobody can be in the fifth where nobody can be hosted.
        let open = if people.hospitality.is_empty() { MAIN_REGIMES } else { REGIMES };
        for r in 0..open {
            census.regimes[r] += count(&people.regime[run.clone()], r as u8);
        }
    }
    let sum = |column: &[f32]| -> i64 {
        if column.is_empty() {
            0
        } else {
            column[run.clone()].iter().map(|x| (x * STEPS) as i32 as i64).sum()
        }
    };
    let illegal = |column: &[f32]| {
        let column = if column.is_empty() { &[] } else { &column[run.clone()] };
        column.iter().map(|x| i64::from(!(*x >= 0.0 && *x <= 1.0))).sum::<i64>()
    };
    let shares = |column: &Shares| match column {
        Shares::Wide(column) => (sum(column), illegal(column)),
        // 65535ths are never illegal.
        Shares::Narrow(column) => {
            (column[run.clone()].iter().map(|x| i64::from((x.share() * STEPS) as i32)).sum(), 0)
        }
    };
    let (belief, taste) = (shares(&people.belief), shares(&people.taste));
    (census.belief, census.taste) = (census.belief + belief.0, census.taste + taste.0);
    census.lock_in += sum(&people.lock_in);
    census.illegal += belief.1 + taste.1 + illegal(&people.lock_in);
}

/// How people spend their month, and with whom.
fn count_time(people: &People, run: std::ops::Range<usize>, bread_filled: f32, census: &mut Census) {
    if people.regime.is_empty() && people.employer.is_empty() && people.commons.is_empty() {
        // Everybody works the whole month.
        census.employed += run.len() as i64;
        census.hours[0] += run.len() as i64 * steps(1.0);
        return;
    }
    if people.employer.is_empty()
        && people.bread.is_empty()
        && people.project.is_empty()
        && people.cash.is_empty()
    {
        return count_hours(people, run, census);
    }
    run.for_each(|i| count_person(people, i, bread_filled, census));
}

/// Hours by regime where nothing is sold, nobody is employed by anybody and there are no projects: in whole columns.
fn count_hours(people: &People, run: std::ops::Range<usize>, census: &mut Census) {
    let mut desk = [0.0; BATCH];
    for start in run.clone().step_by(BATCH) {
        let rows = start..(start + BATCH).min(run.end);
        let n = rows.len();
        let regimes = if people.regime.is_empty() { &[0; BATCH][..n] } else { &people.regime[rows.clone()] };
        let commons =
            if people.commons.is_empty() { &[0.0; BATCH][..n] } else { people.commons.read(rows, &mut desk) };
        add_hours(commons, regimes, census);
    }
}

/// Hours of one batch.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512dq+avx512vl", "x86_64+avx2"))]
fn add_hours(commons: &[f32], regimes: &[u8], census: &mut Census) {
    let n = commons.len().min(BATCH);
    let (commons, regimes) = (&commons[..n], &regimes[..n]);
    let (mut own, mut of) = ([0i32; BATCH], [0i32; BATCH]);
    // A batch of months is less than 2^31 steps.
    let mut given = 0i32;
    for l in 0..n {
        given += (commons[l] * STEPS) as i32;
        own[l] = ((1.0 - commons[l]) * STEPS) as i32;
        of[l] = i32::from(regimes[l]);
    }
    for (regime, hours) in census.hours.iter_mut().enumerate() {
        let regime = regime as i32;
        let sum: i32 = own.iter().zip(&of).map(|(own, of)| if *of == regime { *own } else { 0 }).sum();
        *hours += i64::from(sum);
    }
    // Rows beyond the batch are in the first regime, with no hours: they count as nobody.
    let others: i32 = of.iter().map(|of| i32::from(*of != Regime::Capital as i32)).sum();
    census.employed += n as i64 - i64::from(others);
    census.commons += i64::from(given);
    census.hours[Regime::Peer as usize] += i64::from(given);
}

fn count_money(
    people: &People,
    run: std::ops::Range<usize>,
    dividend: i64,
    census: &mut Census,
    [incomes, wealth]: &mut [Histogram; 2],
) {
    for i in run {
        let cash = people.cash[i].balance();
        let income = net_income(people, i, dividend);
        census.cash += cash;
        census.income += income;
        census.incomes[people.regime_of(i) as usize] += income;
        incomes.add(income);
        wealth.add(cash);
    }
}

/// Net income with dividends. Tax falls on last month's dividends: after a collapse of them a month's net income may be
/// below nothing.
#[inline]
fn net_income(people: &People, i: usize, dividend: i64) -> i64 {
    (people.income[i] as i64 + i64::from(people.equity[i]) * dividend).max(0)
}

/// Who has more than the mean, and who of them relates as equals or in common.
fn count_successful(
    people: &People,
    run: std::ops::Range<usize>,
    dividend: i64,
    mean: i64,
    census: &mut Census,
) {
    for i in run.filter(|i| net_income(people, *i, dividend) > mean) {
        let mode = people.mode[i];
        census.successful += 1;
        census.successful_common += i64::from(mode == Mode::Communal as u8 || mode == Mode::Equality as u8);
    }
}

fn platform_of(people: &People, i: usize) -> Option<usize> {
    let regime = people.regime_of(i);
    let on_platform = regime == Regime::Crowdsourcing as u8 || regime == Regime::Sharing as u8;
    let employer = get_or(&people.employer, i, NONE);
    (on_platform && employer != NONE).then_some(employer as usize)
}

#[inline]
fn count_person(people: &People, i: usize, bread_filled: f32, census: &mut Census) {
    let regime = people.regime_of(i) as usize;
    let commons = people.commons.at(i, 0.0);
    let wanted = get_or(&people.bread, i, 0.0);
    let employer = get_or(&people.employer, i, NONE);
    if regime == Regime::Capital as usize {
        // Without money in the world there are no jobs to be without.
        let works = people.cash.is_empty() || employer != NONE;
        census.hours[0] += if works { steps(1.0 - commons) } else { 0 };
        census.employed += i64::from(works);
    } else {
        let sold = bread_filled * wanted;
        census.bread += steps(sold);
        census.bread_wanted += steps(wanted);
        census.hours[0] += steps(sold);
        census.hours[regime] += steps((1.0 - commons - wanted).max(0.0));
    }
    census.hours[Regime::Peer as usize] += steps(commons);
    census.commons += steps(commons);
    if get_or(&people.project, i, NONE) != NONE {
        census.members += 1;
        census.project_hours += steps(project_hours(regime as u8, commons, wanted));
    }
}

/// Hours that a member gives to a project: all but bread hours in the peer regime, commons time in others.
#[inline]
#[must_use]
pub fn project_hours(regime: u8, commons: f32, bread: f32) -> f32 {
    if regime == Regime::Peer as u8 { (1.0 - bread).max(0.0) } else { commons }
}
