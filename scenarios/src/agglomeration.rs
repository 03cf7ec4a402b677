//! Fewer regions than the data have: those that are most alike are joined.
//!
//! By the rule of Ward (1963), "Hierarchical grouping to optimize an objective function", Journal of the American Statistical
//! Association 58: of all pairs that may be joined, that one whose joining loses the least of the differences between
//! people that lie between regions, n_a n_b/(n_a + n_b) · |x_a − x_b|². A region's place x is the logarithm of its income, human
//! capital and access, each over its standard deviation over people. Core and periphery are joined last. Why this rule:
//! `docs/decisions/0025-regions-merged-by-likeness.md`.

use sim_core::engine::num;
use sim_core::params::RegionStart;

use crate::regions::SKILL_SD;

/// Regions that are to be one.
struct Group {
    /// Their numbers, ascending.
    members: Vec<usize>,
    people: f64,
    place: [f64; 3],
    core: bool,
}

/// The regions joined until `count` are left (at least 1), in the order of their first members. What is not joined stays
/// as it was, to the last bit.
pub(crate) fn merge(regions: Vec<RegionStart>, count: usize) -> Vec<RegionStart> {
    let mut groups = singles(&regions);
    while groups.len() > count.max(1) {
        let (a, b) = nearest_pair(&groups);
        let other = groups.remove(b);
        groups[a].join(other);
    }
    groups.iter().map(|group| group.region(&regions)).collect()
}

fn singles(regions: &[RegionStart]) -> Vec<Group> {
    let raw: Vec<[f64; 3]> =
        regions.iter().map(|r| [r.income, r.human_capital, r.access].map(num::ln)).collect();
    let mean = |of: &dyn Fn(usize) -> f64| -> f64 {
        let people: f64 = regions.iter().map(|r| r.people_share).sum();
        regions.iter().enumerate().map(|(i, r)| r.people_share * of(i)).sum::<f64>() / people
    };
    let centre = [0, 1, 2].map(|k| mean(&|i| raw[i][k]));
    let spread = [0, 1, 2].map(|k| mean(&|i| (raw[i][k] - centre[k]) * (raw[i][k] - centre[k])).sqrt());
    let group = |(i, region): (usize, &RegionStart)| Group {
        members: vec![i],
        people: region.people_share,
        place: [0, 1, 2].map(|k| (raw[i][k] - centre[k]) / spread[k]),
        core: region.core,
    };
    regions.iter().enumerate().map(group).collect()
}

/// The two whose joining loses least, the first of several; core and periphery only if nothing else is left.
fn nearest_pair(groups: &[Group]) -> (usize, usize) {
    let pairs = || (0..groups.len()).flat_map(|a| (a + 1..groups.len()).map(move |b| (a, b)));
    let same_side = |(a, b): &(usize, usize)| groups[*a].core == groups[*b].core;
    let lost = |(a, b): (usize, usize)| groups[a].lost_with(&groups[b]);
    let least =
        |best: (usize, usize), next: (usize, usize)| if lost(next) < lost(best) { next } else { best };
    pairs().filter(same_side).reduce(least).unwrap_or((0, 1))
}

impl Group {
    fn lost_with(&self, other: &Self) -> f64 {
        let apart: f64 = self.place.iter().zip(other.place).map(|(x, y)| (x - y) * (x - y)).sum();
        self.people * other.people / (self.people + other.people) * apart
    }

    fn join(&mut self, other: Self) {
        let people = self.people + other.people;
        for (x, y) in self.place.iter_mut().zip(other.place) {
            *x = (*x * self.people + y * other.people) / people;
        }
        self.people = people;
        self.members.extend(other.members);
        self.members.sort_unstable();
        self.core |= other.core;
    }

    fn region(&self, all: &[RegionStart]) -> RegionStart {
        if let [alone] = self.members[..] {
            return all[alone].clone();
        }
        let parts: Vec<&RegionStart> = self.members.iter().map(|i| &all[*i]).collect();
        merged(self.name(all), self.core, &parts)
    }

    /// What files call it: `one`, `core` and `periphery` where it is all of that, else by its parts.
    fn name(&self, all: &[RegionStart]) -> String {
        let whole = |is_part: &dyn Fn(&RegionStart) -> bool| {
            (0..all.len()).filter(|i| is_part(&all[*i])).eq(self.members.iter().copied())
        };
        if whole(&|_| true) {
            return "one".into();
        }
        if whole(&|r| r.core) {
            return "core".into();
        }
        if whole(&|r| !r.core) {
            return "periphery".into();
        }
        if let [a, b] = self.members[..] {
            return format!("{}_and_{}", all[a].name, all[b].name);
        }
        let larger = |best: usize, next: usize| {
            if all[next].people_share > all[best].people_share { next } else { best }
        };
        let largest = self.members.iter().copied().reduce(larger).unwrap_or_default();
        format!("{}_and_{}_more", all[largest].name, self.members.len() - 1)
    }
}

/// One region in place of several, with the same people, output, capital, skill and people online: what is a head's (income,
/// human capital, access) is weighted by people, the capital-output ratio by output. **Caution:** depreciation is weighted by
/// output, too; by capital it would be exact. For the whole world it is 0.0401 a year so
/// and 0.0389 exactly.
fn merged(name: String, core: bool, parts: &[&RegionStart]) -> RegionStart {
    let people: f64 = parts.iter().map(|r| r.people_share).sum();
    let output: f64 = parts.iter().map(|r| r.people_share * r.income).sum();
    let by_people =
        |f: fn(&RegionStart) -> f64| parts.iter().map(|r| r.people_share * f(r)).sum::<f64>() / people;
    let by_output = |f: fn(&RegionStart) -> f64| {
        parts.iter().map(|r| r.people_share * r.income * f(r)).sum::<f64>() / output
    };
    RegionStart {
        name,
        core,
        // All of them may sum to a little more than the whole.
        people_share: people.min(1.0),
        income: output / people,
        capital_output_ratio: by_output(|r| r.capital_output_ratio),
        depreciation: by_output(|r| r.depreciation),
        human_capital: by_people(|r| r.human_capital),
        skill_sd: SKILL_SD,
        access: by_people(|r| r.access),
        access_ceiling: by_people(|r| r.access_ceiling),
        access_rate: by_people(|r| r.access_rate),
        modes: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::regions;
    use sim_core::params::{RegionPeople, RegionSet};

    fn cut(n: u8) -> Vec<RegionStart> {
        regions::regions(RegionSet::Count(n), RegionPeople::Real)
    }

    /// Worked out apart from this code, from the table's columns.
    const JOINED: [(u8, &str); 8] = [
        (9, "asia_pacific_core_and_western_europe"),
        (8, "core"),
        (7, "india_and_sub_saharan_africa"),
        (6, "latin_america_and_middle_east_north_africa"),
        (5, "china_and_other_south_south_east_asia"),
        (4, "latin_america_and_2_more"),
        (3, "china_and_4_more"),
        (2, "periphery"),
    ];

    #[test]
    fn those_most_alike_are_joined_one_pair_at_a_time() {
        for (n, name) in JOINED {
            let names = |n| -> Vec<String> { cut(n).into_iter().map(|r| r.name).collect() };
            let (before, after) = (names(n + 1), names(n));
            assert_eq!(after.len(), n as usize);
            let fresh: Vec<&String> = after.iter().filter(|r| !before.contains(r)).collect();
            assert_eq!(fresh, [name]);
        }
        let names: Vec<String> = cut(3).into_iter().map(|r| r.name).collect();
        assert_eq!(names, ["core", "china_and_4_more", "india_and_sub_saharan_africa"]);
    }

    #[test]
    fn core_and_periphery_stay_apart_until_two_are_left() {
        for n in 2..=10 {
            let ten = cut(10);
            let people =
                |of: &[RegionStart]| -> f64 { of.iter().filter(|r| r.core).map(|r| r.people_share).sum() };
            assert!((people(&cut(n)) - people(&ten)).abs() < 1e-12, "{n} regions");
        }
        assert_eq!(cut(1)[0].name, "one");
    }

    #[test]
    fn a_merged_region_has_the_means_of_the_table() {
        let seven = cut(7);
        let joined = seven.iter().find(|r| r.name == "india_and_sub_saharan_africa").expect("it is joined");
        // India, then sub-Saharan Africa, as `regions_2001.csv` has them: 1075.00008 and 664.73469 million people.
        let (n1, n2) = (1_075.000_08, 664.734_69);
        let (y1, y2) = (0.233_906_658_486, 0.232_429_413_86);
        let by_people = |a: f64, b: f64| (n1 * a + n2 * b) / (n1 + n2);
        let by_output = |a: f64, b: f64| (n1 * y1 * a + n2 * y2 * b) / (n1 * y1 + n2 * y2);
        let (k1, k2) = (3.269_24, 3.931_16);
        for (found, expected) in [
            (joined.people_share, (n1 + n2) / 6_126.700_01),
            (joined.income, by_people(y1, y2)),
            (joined.capital_output_ratio, by_output(k1, k2)),
            (joined.depreciation, by_output(0.042_96, 0.0399)),
            (joined.human_capital, by_people(0.771_619_989_549, 0.668_634_543_532)),
            (joined.access, by_people(0.006_601_5, 0.006_509_3)),
            (joined.access_ceiling, by_people(1.0, 0.482)),
            (joined.access_rate, by_people(0.2532, 0.2301)),
        ] {
            assert!((found / expected - 1.0).abs() < 1e-9, "{found} is not {expected}");
        }
        assert!(!joined.core && joined.skill_sd == SKILL_SD && joined.modes.is_none());
    }
}
