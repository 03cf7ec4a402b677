//! Which things belong together, told by their distances alone: k-medoids, and how clear the groups are.

use super::distance::Distances;

/// Groups, each around one of its members.
#[derive(Clone, Debug, PartialEq)]
pub struct Clusters {
    /// The member in the middle of each group; groups stand by falling size.
    pub medoids: Vec<usize>,
    /// The group of each thing.
    pub group: Vec<usize>,
    /// Each thing's silhouette: 1 well inside its group, 0 between two, below in the wrong one; 0 for a thing alone in its group.
    pub silhouettes: Vec<f64>,
}

impl Clusters {
    /// Mean silhouette of all things: NaN if there is one group only.
    #[must_use]
    pub fn clarity(&self) -> f64 {
        if self.medoids.len() < 2 {
            return f64::NAN;
        }
        self.silhouettes.iter().sum::<f64>() / self.silhouettes.len() as f64
    }

    /// How many things each group has.
    #[must_use]
    pub fn sizes(&self) -> Vec<usize> {
        (0..self.medoids.len()).map(|group| self.group.iter().filter(|g| **g == group).count()).collect()
    }
}

/// Below this mean silhouette there are no groups to speak of: Kaufman and Rousseeuw (1990), table 4 of chapter 2.
pub const LEAST_CLARITY: f64 = 0.25;

/// The number of groups from 2 to `most` with the highest mean silhouette (the smallest of equals); one group where that stays at or
/// below [`LEAST_CLARITY`] or there are fewer than three things.
#[must_use]
pub fn choose(distances: &Distances, most: usize) -> Clusters {
    let most = most.min(distances.size().saturating_sub(1));
    let best =
        (2..=most).map(|k| around_medoids(distances, k)).fold(None::<Clusters>, |best, next| match best {
            Some(best) if best.clarity() >= next.clarity() => Some(best),
            _ => Some(next),
        });
    best.filter(|best| best.clarity() > LEAST_CLARITY).unwrap_or_else(|| around_medoids(distances, 1))
}

/// `k` groups (at most as many as there are things) so that the sum of distances to the middle of one's group is small.
///
/// BUILD takes the things one by one that lower the sum most; SWAP exchanges a medoid for another thing while that lowers it. Of equals
/// the first is taken, so that the same distances give the same groups. Kaufman and Rousseeuw (1990), *Finding Groups in Data*, chapter 2;
/// silhouettes after Rousseeuw (1987), Journal of Computational and Applied Mathematics 20.
#[must_use]
pub fn around_medoids(distances: &Distances, k: usize) -> Clusters {
    let n = distances.size();
    let cost = |medoids: &[usize]| (0..n).map(|i| nearest(distances, medoids, i).1).sum::<f64>();
    let mut medoids: Vec<usize> = Vec::new();
    while medoids.len() < k.min(n) {
        let free = (0..n).filter(|i| !medoids.contains(i));
        let with = free.map(|i| (cost(&[&medoids[..], &[i]].concat()), i));
        medoids.extend(with.min_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, i)| i));
    }
    let mut least = cost(&medoids);
    loop {
        let swaps = (0..medoids.len()).flat_map(|at| (0..n).map(move |i| (at, i)));
        let swapped = swaps.filter(|(_, i)| !medoids.contains(i)).map(|(at, i)| {
            let mut swapped = medoids.clone();
            swapped[at] = i;
            (cost(&swapped), swapped)
        });
        match swapped.min_by(|a, b| a.0.total_cmp(&b.0)) {
            Some((cost, better)) if cost < least - least * 1e-12 => (least, medoids) = (cost, better),
            _ => break,
        }
    }
    let grouped = |medoids: &[usize]| (0..n).map(|i| nearest(distances, medoids, i).0).collect::<Vec<_>>();
    let group = grouped(&medoids);
    let size = |at: usize| group.iter().filter(|g| **g == at).count();
    let mut order: Vec<usize> = (0..medoids.len()).collect();
    order.sort_by_key(|&at| (std::cmp::Reverse(size(at)), medoids[at]));
    let medoids: Vec<usize> = order.into_iter().map(|at| medoids[at]).collect();
    let group = grouped(&medoids);
    let silhouettes = (0..n).map(|i| silhouette(distances, &group, medoids.len(), i)).collect();
    Clusters { medoids, group, silhouettes }
}

/// The nearest of the medoids to a thing, and how far it is. A medoid is its own, even where another lies at the same place.
fn nearest(distances: &Distances, medoids: &[usize], i: usize) -> (usize, f64) {
    let key = |at: usize| (distances.between(medoids[at], i), medoids[at] != i);
    let best =
        (0..medoids.len()).min_by(|&a, &b| key(a).0.total_cmp(&key(b).0).then(key(a).1.cmp(&key(b).1)));
    best.map_or((0, 0.0), |at| (at, key(at).0))
}

fn silhouette(distances: &Distances, group: &[usize], groups: usize, i: usize) -> f64 {
    let mean_to = |to: usize| {
        let others: Vec<f64> =
            (0..group.len()).filter(|&j| j != i && group[j] == to).map(|j| distances.between(i, j)).collect();
        (!others.is_empty()).then(|| others.iter().sum::<f64>() / others.len() as f64)
    };
    let Some(own) = mean_to(group[i]) else { return 0.0 };
    let other = (0..groups).filter(|g| *g != group[i]).filter_map(mean_to).fold(f64::INFINITY, f64::min);
    match own.max(other) {
        most if most > 0.0 && most.is_finite() => (other - own) / most,
        _ => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How unlike students found twelve countries: Kaufman and Rousseeuw (1990), table 5 of chapter 2; also in Rousseeuw (1987).
    const COUNTRIES: [&str; 12] =
        ["BEL", "BRA", "CHI", "CUB", "EGY", "FRA", "IND", "ISR", "USA", "USS", "YUG", "ZAI"];
    const UNLIKE: [&[f64]; 12] = [
        &[],
        &[5.58],
        &[7.00, 6.50],
        &[7.08, 7.00, 3.83],
        &[4.83, 5.08, 8.17, 5.83],
        &[2.17, 5.75, 6.67, 6.92, 4.92],
        &[6.42, 5.00, 5.58, 6.00, 4.67, 6.42],
        &[3.42, 5.50, 6.42, 6.42, 5.00, 3.92, 6.17],
        &[2.50, 4.92, 6.25, 7.33, 4.50, 2.25, 6.33, 2.75],
        &[6.08, 6.67, 4.25, 2.67, 6.00, 6.17, 6.17, 6.92, 6.17],
        &[5.25, 6.83, 4.50, 3.75, 5.75, 5.42, 6.08, 5.83, 6.67, 3.67],
        &[4.75, 3.00, 6.08, 6.67, 5.00, 5.58, 4.83, 6.17, 5.67, 6.50, 6.92],
    ];

    fn countries() -> Distances {
        Distances::of(12, |i, j| UNLIKE[i][j])
    }

    #[test]
    fn countries_group_as_published() {
        // Average silhouettes 0.28 for two groups and 0.33 for three, which is the best; medoids USA, CUB, ZAI.
        let two = around_medoids(&countries(), 2);
        assert!((two.clarity() - 0.28).abs() < 0.005, "{}", two.clarity());
        let three = choose(&countries(), 6);
        assert!((three.clarity() - 0.33).abs() < 0.005, "{}", three.clarity());
        let names: Vec<&str> = three.medoids.iter().map(|&i| COUNTRIES[i]).collect();
        assert_eq!((names, three.sizes()), (vec!["USA", "CUB", "ZAI"], vec![5, 4, 3]));
        let with_cuba: Vec<&str> = (0..12).filter(|&i| three.group[i] == 1).map(|i| COUNTRIES[i]).collect();
        assert_eq!(with_cuba, ["CHI", "CUB", "USS", "YUG"]);
    }

    #[test]
    fn swaps_find_the_best_medoids_of_all() {
        for k in 1..=4 {
            let distances = countries();
            let cost = |medoids: &[usize]| (0..12).map(|i| nearest(&distances, medoids, i).1).sum::<f64>();
            let all = (0..1usize << 12).filter(|set| set.count_ones() == k);
            let members = |set: usize| (0..12).filter(|i| set >> i & 1 == 1).collect::<Vec<usize>>();
            let best = all.map(|set| cost(&members(set))).fold(f64::INFINITY, f64::min);
            assert!((cost(&around_medoids(&distances, k as usize).medoids) - best).abs() < 1e-12, "{k}");
        }
    }

    #[test]
    fn without_structure_there_is_one_group() {
        let even = Distances::of(8, |_, _| 1.0);
        let one = choose(&even, 5);
        assert_eq!((one.medoids.len(), one.clarity().is_nan()), (1, true));
        assert_eq!(choose(&Distances::of(2, |_, _| 1.0), 5).medoids.len(), 1);
        assert!(choose(&Distances::of(0, |_, _| 1.0), 5).medoids.is_empty());
    }

    #[test]
    fn equal_paths_are_one_group_each() {
        let two_places = Distances::of(7, |i, j| f64::from(u8::from((i < 4) != (j < 4))));
        let found = choose(&two_places, 4);
        assert_eq!((found.sizes(), found.clarity()), (vec![4, 3], 1.0));
        assert_eq!(around_medoids(&two_places, 3).sizes().iter().sum::<usize>(), 7);
    }
}
