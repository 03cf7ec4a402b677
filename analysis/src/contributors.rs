//! Who gives how much to a project, month by month: concentration, tenure and growth, by the definitions of the measured facts.
//!
//! A record is that of one project from its first contribution to its end or the end of watching. Each statistic is a number, or none
//! where the record is too small for it. Tenure is last less first active month, plus one; who gave nothing in the last
//! twelve months of the record has left, all others are censored.

use crate::stats::quantile;
use crate::survival::{Curve, Lifetime};
use std::collections::{BTreeMap, BTreeSet};

/// Months without a contribution after which somebody has left.
const SILENT: i64 = 12;
/// Contributors that a year needs for its own concentration.
const YEARS_LEAST: usize = 20;

/// What one person gave to a project in one month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gift {
    /// The month.
    pub month: i64,
    /// Who, by any number that is theirs alone.
    pub person: u64,
    /// How many contributions.
    pub units: u64,
    /// The working group in which, by any number that is that group's alone in the month; none where there are no groups.
    pub group: Option<u32>,
}

/// All that is known of one who contributed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Contributor {
    /// First active month.
    pub first: i64,
    /// Last active month.
    pub last: i64,
    /// How many months were active.
    pub active: u64,
    /// Contributions in all.
    pub units: u64,
}

impl Contributor {
    /// Months from first to last, both counted.
    #[must_use]
    pub fn tenure(&self) -> i64 {
        self.last - self.first + 1
    }
}

/// The contributions to one project.
#[derive(Clone, Debug, Default)]
pub struct Record {
    gifts: Vec<Gift>,
    end: i64,
    contributors: BTreeMap<u64, Contributor>,
}

impl Record {
    /// Of gifts in any order, watched up to the month `end`; a person has at most one a month.
    #[must_use]
    pub fn new(mut gifts: Vec<Gift>, end: i64) -> Self {
        gifts.sort_unstable();
        let mut contributors: BTreeMap<u64, Contributor> = BTreeMap::new();
        for gift in &gifts {
            let one = contributors
                .entry(gift.person)
                .or_insert(Contributor { first: gift.month, ..Default::default() });
            one.last = gift.month;
            one.active += 1;
            one.units += gift.units;
        }
        Self { gifts, end, contributors }
    }

    /// Everybody who contributed.
    pub fn contributors(&self) -> impl Iterator<Item = &Contributor> {
        self.contributors.values()
    }

    /// How many.
    #[must_use]
    pub fn people(&self) -> usize {
        self.contributors.len()
    }

    /// Months from the first contribution to the end.
    #[must_use]
    pub fn life(&self) -> i64 {
        self.gifts.first().map_or(0, |gift| self.end - gift.month + 1)
    }

    /// Contributions by person, falling.
    fn units(&self) -> Vec<u64> {
        falling(self.contributors().map(|one| one.units).collect())
    }

    /// Contributions by person in each year of life that is whole, falling.
    fn years(&self) -> Vec<Vec<u64>> {
        self.by_year().into_iter().map(|year| falling(year.into_values().collect())).collect()
    }

    fn by_year(&self) -> Vec<BTreeMap<u64, u64>> {
        let start = self.gifts.first().map_or(0, |gift| gift.month);
        let mut years = vec![BTreeMap::new(); (self.life() / 12) as usize];
        for gift in &self.gifts {
            if let Some(year) = years.get_mut(((gift.month - start) / 12) as usize) {
                *year.entry(gift.person).or_insert(0) += gift.units;
            }
        }
        years
    }

    /// People active in each month of life, and of these those who were never before.
    fn months(&self) -> Vec<(u64, u64)> {
        let start = self.gifts.first().map_or(0, |gift| gift.month);
        let mut months = vec![(0, 0); self.life().max(0) as usize];
        for gift in &self.gifts {
            let month = &mut months[(gift.month - start) as usize];
            month.0 += 1;
            month.1 += u64::from(self.contributors[&gift.person].first == gift.month);
        }
        months
    }

    /// Gini coefficient of contributions over contributors.
    #[must_use]
    pub fn gini(&self) -> Option<f64> {
        gini(&self.units())
    }

    /// Share of contributions by the top share of contributors, at least one.
    #[must_use]
    pub fn top(&self, share: f64) -> Option<f64> {
        let units = self.units();
        let taken = ((units.len() as f64 * share).round() as usize).max(1);
        let all: u64 = units.iter().sum();
        (all > 0).then(|| units.iter().take(taken).sum::<u64>() as f64 / all as f64)
    }

    /// Share of contributors with at most so many contributions.
    #[must_use]
    pub fn at_most(&self, units: u64) -> Option<f64> {
        let few = self.contributors().filter(|one| one.units <= units).count();
        (self.people() > 0).then(|| few as f64 / self.people() as f64)
    }

    /// Fewest contributors who make so large a share of all contributions.
    #[must_use]
    pub fn core(&self, share: f64) -> Option<usize> {
        core(&self.units(), share)
    }

    /// Exponent of the tail of contributions a person.
    #[must_use]
    pub fn tail(&self) -> Option<f64> {
        tail_exponent(&self.units())
    }

    /// For each year of at least twenty contributors: contributors, the fewest who make 80 %, and the Gini coefficient.
    #[must_use]
    pub fn yearly(&self) -> Vec<(usize, usize, f64)> {
        let of = |units: &Vec<u64>| Some((units.len(), core(units, 0.8)?, gini(units)?));
        self.years().iter().filter(|units| units.len() >= YEARS_LEAST).filter_map(of).collect()
    }

    /// Median over years of the core's share of contributors.
    #[must_use]
    pub fn yearly_core_share(&self) -> Option<f64> {
        median(self.yearly().iter().map(|(people, core, _)| *core as f64 / *people as f64))
    }

    /// Kaplan–Meier curve of tenure, of those active in at least so many months.
    fn survival(&self, least: u64) -> Option<Curve> {
        let lifetime = |one: &Contributor| Lifetime {
            time: one.tenure() as f64,
            happened: one.last <= self.end - SILENT,
        };
        let lifetimes: Vec<Lifetime> =
            self.contributors().filter(|one| one.active >= least).map(lifetime).collect();
        (!lifetimes.is_empty()).then(|| Curve::of(&lifetimes))
    }

    /// Share of contributors, active in at least `least` months, whose tenure is above so many months.
    #[must_use]
    pub fn stays(&self, least: u64, months: i64) -> Option<f64> {
        let curve = self.survival(least)?;
        (self.life() > months + SILENT).then(|| curve.at(months as f64).map_or(1.0, |step| step.survival))
    }

    /// Median tenure of those active in at least two months.
    #[must_use]
    pub fn half_life(&self) -> Option<f64> {
        self.survival(2)?.median()
    }

    /// Of those who came more than 24 months before the end: the share active again at least so many months later.
    #[must_use]
    pub fn returns(&self, after: i64) -> Option<f64> {
        let early: Vec<&Contributor> = self.contributors().filter(|one| one.first < self.end - 24).collect();
        let back = early.iter().filter(|one| one.last >= one.first + after).count();
        (!early.is_empty()).then(|| back as f64 / early.len() as f64)
    }

    /// Leavers over months of tenure, of those active in at least six months.
    #[must_use]
    pub fn exit_hazard(&self) -> Option<f64> {
        let established: Vec<&Contributor> = self.contributors().filter(|one| one.active >= 6).collect();
        let left = established.iter().filter(|one| one.last <= self.end - SILENT).count();
        let months: i64 = established.iter().map(|one| one.tenure()).sum();
        (months > 0).then(|| left as f64 / months as f64)
    }

    /// Twelve-month means of monthly active contributors, each ending with the month of its place.
    fn sizes(&self) -> Vec<f64> {
        let months = self.months();
        months.windows(12).map(|year| year.iter().map(|month| month.0 as f64).sum::<f64>() / 12.0).collect()
    }

    /// Size after five years over size after one.
    #[must_use]
    pub fn fifth_over_first(&self) -> Option<f64> {
        let sizes = self.sizes();
        let (first, fifth) = (sizes.first()?, sizes.get(48)?);
        (*first > 0.0).then(|| fifth / first)
    }

    /// Size at the end over the greatest, and the part of life after which that came; of projects of at least seven years.
    #[must_use]
    pub fn peak(&self) -> Option<(f64, f64)> {
        let sizes = self.sizes();
        if self.life() < 84 {
            return None;
        }
        let (at, most) = sizes
            .iter()
            .enumerate()
            .fold((0, 0.0), |best, (at, x)| if *x > best.1 { (at, *x) } else { best });
        Some((sizes.last()? / most, (at + 12) as f64 / self.life() as f64))
    }

    /// Mean share of newcomers in months of at least five active, without the first year.
    #[must_use]
    pub fn newcomers_monthly(&self) -> Option<f64> {
        let months = self.months();
        let shares =
            months.iter().skip(12).filter(|month| month.0 >= 5).map(|month| month.1 as f64 / month.0 as f64);
        mean(shares)
    }

    /// Mean over years of the share of contributors who were never before.
    #[must_use]
    pub fn newcomers_yearly(&self) -> Option<f64> {
        let mut before: BTreeSet<u64> = BTreeSet::new();
        let mut shares = Vec::new();
        for year in self.by_year() {
            let new = year.keys().filter(|person| !before.contains(person)).count();
            if !year.is_empty() {
                shares.push(new as f64 / year.len() as f64);
            }
            before.extend(year.into_keys());
        }
        // In the first year everybody is new.
        mean(shares.into_iter().skip(1))
    }

    /// Slope of the logarithm of a month's contributions on that of people active, over months of at least five; none with fewer than
    /// 36 of them.
    #[must_use]
    pub fn output_elasticity(&self) -> Option<f64> {
        let start = self.gifts.first()?.month;
        let mut months = vec![(0.0, 0.0); self.life() as usize];
        for gift in &self.gifts {
            let month = &mut months[(gift.month - start) as usize];
            *month = (month.0 + 1.0, month.1 + gift.units as f64);
        }
        let busy: Vec<(f64, f64)> = months.into_iter().filter(|month| month.0 >= 5.0).collect();
        if busy.len() < 36 { None } else { log_slope(&busy) }
    }

    /// People active in each month in which anybody was.
    #[must_use]
    pub fn active(&self) -> Vec<f64> {
        self.months().iter().map(|month| month.0 as f64).filter(|people| *people > 0.0).collect()
    }

    /// Most people active in one month.
    #[must_use]
    pub fn most_active(&self) -> Option<f64> {
        self.months().iter().map(|month| month.0).max().map(|most| most as f64)
    }

    /// How many people gave in a working group in a month, of all groups and months in which anybody did, rising. Empty where there
    /// are no groups.
    #[must_use]
    pub fn group_sizes(&self) -> Vec<f64> {
        let mut groups: BTreeMap<(i64, u32), u32> = BTreeMap::new();
        for gift in &self.gifts {
            if let Some(group) = gift.group {
                *groups.entry((gift.month, group)).or_insert(0) += 1;
            }
        }
        let mut sizes: Vec<f64> = groups.into_values().map(f64::from).collect();
        sizes.sort_unstable_by(f64::total_cmp);
        sizes
    }

    /// Logarithms of yearly growth of contributors, years of at least ten, without the first and the last.
    #[must_use]
    pub fn growth(&self) -> Vec<f64> {
        let years: Vec<usize> = self.years().iter().map(Vec::len).collect();
        let inner = years.get(1..years.len().saturating_sub(1)).unwrap_or(&[]);
        let pairs = inner.windows(2).filter(|pair| pair.iter().all(|people| *people >= 10));
        pairs.map(|pair| libm::log(pair[1] as f64 / pair[0] as f64)).collect()
    }
}

fn falling(mut units: Vec<u64>) -> Vec<u64> {
    units.sort_unstable_by(|a, b| b.cmp(a));
    units
}

fn mean(values: impl Iterator<Item = f64>) -> Option<f64> {
    let (sum, n) = values.fold((0.0, 0.0), |(sum, n), x| (sum + x, n + 1.0));
    (n > 0.0).then(|| sum / n)
}

fn median(values: impl Iterator<Item = f64>) -> Option<f64> {
    let mut values: Vec<f64> = values.collect();
    values.sort_unstable_by(f64::total_cmp);
    (!values.is_empty()).then(|| quantile(&values, 0.5))
}

/// Slope of the straight line through the logarithms of second on first numbers.
#[must_use]
pub fn log_slope(pairs: &[(f64, f64)]) -> Option<f64> {
    let logs: Vec<(f64, f64)> = pairs.iter().map(|(x, y)| (libm::log(*x), libm::log(*y))).collect();
    let n = logs.len() as f64;
    let (mx, my) = logs.iter().fold((0.0, 0.0), |(a, b), (x, y)| (a + x / n, b + y / n));
    let (xy, xx) =
        logs.iter().fold((0.0, 0.0), |(xy, xx), (x, y)| (xy + (x - mx) * (y - my), xx + (x - mx) * (x - mx)));
    (xx > 0.0).then(|| xy / xx)
}

/// Gini coefficient of numbers that fall.
fn gini(falling: &[u64]) -> Option<f64> {
    let (n, all) = (falling.len() as f64, falling.iter().sum::<u64>() as f64);
    let weighted: f64 = falling.iter().rev().enumerate().map(|(k, x)| (k as f64 + 1.0) * *x as f64).sum();
    (all > 0.0).then(|| 2.0 * weighted / (n * all) - (n + 1.0) / n)
}

fn core(falling: &[u64], share: f64) -> Option<usize> {
    let all: u64 = falling.iter().sum();
    let mut sum = 0;
    let reaches = |units: &u64| {
        sum += units;
        sum as f64 >= share * all as f64 - 1e-9
    };
    if all == 0 { None } else { falling.iter().position(reaches).map(|at| at + 1) }
}

/// Density exponent of a discrete power law by maximum likelihood from the least number at which it fits best (least
/// Kolmogorov–Smirnov distance), 1.05 to 6 (Clauset, Shalizi and Newman 2009). Needs ten numbers in the tail.
fn tail_exponent(falling: &[u64]) -> Option<f64> {
    const LEAST: usize = 10;
    let starts: BTreeSet<u64> = falling.iter().copied().filter(|x| *x > 0).collect();
    let fit = |least: u64| {
        let tail: Vec<f64> = falling.iter().filter(|x| **x >= least).map(|x| *x as f64).collect();
        if tail.len() < LEAST || tail[0] <= least as f64 {
            return None;
        }
        let logs: f64 = tail.iter().map(|x| libm::log(*x)).sum::<f64>() / tail.len() as f64;
        let exponent = zeta_fit(logs, least as f64);
        Some((distance(&tail, exponent, least as f64), exponent))
    };
    let best = starts.into_iter().filter_map(fit).min_by(|a, b| a.0.total_cmp(&b.0));
    best.map(|(_, exponent)| exponent)
}

/// Hurwitz zeta Σ (k + q)^−s by the first terms and Euler and Maclaurin's remainder.
fn zeta(s: f64, q: f64) -> f64 {
    const TERMS: u32 = 12;
    let power = |x: f64, s: f64| libm::pow(x, -s);
    let sum: f64 = (0..TERMS).map(|k| power(q + f64::from(k), s)).sum();
    let x = q + f64::from(TERMS);
    let third = s * (s + 1.0) * (s + 2.0);
    let fifth = third * (s + 3.0) * (s + 4.0);
    sum + power(x, s - 1.0) / (s - 1.0) + 0.5 * power(x, s) + s / 12.0 * power(x, s + 1.0)
        - third / 720.0 * power(x, s + 3.0)
        + fifth / 30_240.0 * power(x, s + 5.0)
}

/// Where the likelihood −n ln ζ(s, least) − s Σ ln x is greatest: by golden section, since it has one maximum.
fn zeta_fit(mean_log: f64, least: f64) -> f64 {
    let value = |s: f64| -libm::log(zeta(s, least)) - s * mean_log;
    let (mut low, mut high) = (1.05, 6.0);
    const RATIO: f64 = 0.618_033_988_749_894_8;
    for _ in 0..60 {
        let (a, b) = (high - RATIO * (high - low), low + RATIO * (high - low));
        if value(a) < value(b) { low = a } else { high = b }
    }
    0.5 * (low + high)
}

/// Kolmogorov–Smirnov distance of falling numbers from a power law.
fn distance(falling: &[f64], exponent: f64, least: f64) -> f64 {
    let (all, n) = (zeta(exponent, least), falling.len() as f64);
    let mut most = 0.0f64;
    let mut above = 0;
    while above < falling.len() {
        let x = falling[above];
        let with = above + falling[above..].iter().take_while(|other| **other == x).count();
        most = most.max((with as f64 / n - zeta(exponent, x) / all).abs());
        above = with;
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A record in which person k gives `units[k]` in month k, and in each month of `again[k]`.
    fn record(units: &[u64]) -> Record {
        let gift = |(k, units): (usize, &u64)| Gift {
            month: 1 + k as i64,
            person: k as u64,
            units: *units,
            group: None,
        };
        Record::new(units.iter().enumerate().map(gift).collect(), 60)
    }

    fn near(found: Option<f64>, expected: f64) {
        let found = found.expect("there are enough");
        assert!((found - expected).abs() < 1e-9, "{found}, expected {expected}");
    }

    #[test]
    fn concentration_is_that_of_known_numbers() {
        // 1, 2, 3, 4: Gini 0.25; all alike: 0; one of four has all: 3/4.
        near(record(&[1, 2, 3, 4]).gini(), 0.25);
        near(record(&[5; 7]).gini(), 0.0);
        near(record(&[0, 0, 0, 9]).gini(), 0.75);
        let twenty: Vec<u64> = (1..=20).collect();
        let record = record(&twenty);
        near(record.top(0.1), 39.0 / 210.0);
        near(record.top(0.01), 20.0 / 210.0);
        near(record.at_most(3), 0.15);
        // 20 + 19 + … + 10 = 165, with 9: 174 of 168 wanted; 20 + … + 15 = 105, half of all.
        assert_eq!((record.core(0.8), record.core(0.5)), (Some(12), Some(6)));
    }

    #[test]
    fn zeta_and_the_tail_are_those_of_known_laws() {
        let pi = std::f64::consts::PI;
        assert!((zeta(2.0, 1.0) - pi * pi / 6.0).abs() < 1e-10);
        assert!((zeta(4.0, 1.0) - pi.powi(4) / 90.0).abs() < 1e-10);
        assert!((zeta(2.0, 2.0) - (pi * pi / 6.0 - 1.0)).abs() < 1e-10);
        // Quantiles of a discrete power law of exponent 2.2 from 1 on, of 4000 people.
        let all = zeta(2.2, 1.0);
        let mut units = Vec::new();
        for k in 0..4000 {
            let u = (k as f64 + 0.5) / 4000.0;
            let x =
                (1..1_000_000u64).find(|x| zeta(2.2, *x as f64 + 1.0) / all <= u).expect("below a million");
            units.push(x);
        }
        let found = tail_exponent(&falling(units)).expect("enough");
        assert!((found - 2.2).abs() < 0.05, "{found}");
        assert_eq!(tail_exponent(&[1; 50]), None, "one number is no tail");
    }

    /// Person k comes in month `first` and gives one in each of `months` months on end.
    fn spells(spells: &[(i64, i64)], end: i64) -> Record {
        let gifts = spells.iter().enumerate().flat_map(|(k, (first, months))| {
            (0..*months).map(move |m| Gift { month: first + m, person: k as u64, units: 1, group: None })
        });
        Record::new(gifts.collect(), end)
    }

    #[test]
    fn tenure_is_counted_from_first_to_last_and_the_late_are_censored() {
        // Ten people for one month, ten for twenty, one who is still there at the end.
        let mut all: Vec<(i64, i64)> = (0..10).map(|k| (1 + k, 1)).collect();
        all.extend((0..10).map(|k| (1 + k, 20)));
        all.push((1, 100));
        let record = spells(&all, 100);
        near(record.stays(1, 12), 11.0 / 21.0);
        near(record.stays(1, 60), 1.0 / 21.0);
        near(record.stays(2, 12), 1.0);
        near(record.half_life(), 20.0);
        near(record.returns(1), 11.0 / 21.0);
        near(record.returns(12), 11.0 / 21.0);
        near(record.exit_hazard(), 10.0 / (10.0 * 20.0 + 100.0));
        assert_eq!(record.stays(1, 95), None, "watched for too short a time");
    }

    #[test]
    fn growth_and_newcomers_are_those_of_a_project_that_doubles() {
        // Six people in the first year, then six more every year, who all stay for ten years.
        let all: Vec<(i64, i64)> = (0..60).map(|k| (1 + 12 * (k / 6), 120 - 12 * (k / 6))).collect();
        let record = spells(&all, 120);
        assert_eq!((record.people(), record.life()), (60, 120));
        near(record.fifth_over_first(), 5.0);
        near(record.peak().map(|peak| peak.0), 1.0);
        near(record.peak().map(|peak| peak.1), 1.0);
        near(record.most_active(), 60.0);
        assert_eq!((record.active().len(), record.active()[12]), (120, 12.0));
        // One half, a third, … a tenth of each year are new.
        near(record.newcomers_yearly(), (2..=10).map(|k| 1.0 / f64::from(k)).sum::<f64>() / 9.0);
        near(record.newcomers_monthly(), (2..=10).map(|k| 1.0 / f64::from(k) / 12.0).sum::<f64>() / 9.0);
        let growth = record.growth();
        assert!((growth[0] - libm::log(18.0 / 12.0)).abs() < 1e-12 && growth.len() == 7, "{growth:?}");
        assert_eq!(record.yearly()[0].0, 24);
        // Each gives one a month: as many contributions as people.
        near(record.output_elasticity(), 1.0);
        near(log_slope(&[(1.0, 3.0), (2.0, 12.0), (4.0, 48.0)]), 2.0);
    }

    #[test]
    fn groups_are_as_large_as_people_who_gave_in_them_in_a_month() {
        // Month 1: three in group 4, one in group 9. Month 2: two in group 4, which is another by then; one is in none.
        let gift = |month, person, group| Gift { month, person, units: 5, group };
        let of_first = [(0, 4), (1, 4), (2, 4), (3, 9)].map(|(who, group)| gift(1, who, Some(group)));
        let of_second = [gift(2, 0, Some(4)), gift(2, 7, Some(4)), gift(2, 8, None)];
        let gifts: Vec<Gift> = of_first.into_iter().chain(of_second).collect();
        assert_eq!(Record::new(gifts, 2).group_sizes(), [1.0, 2.0, 3.0]);
        assert!(record(&[1, 2]).group_sizes().is_empty());
    }
}
