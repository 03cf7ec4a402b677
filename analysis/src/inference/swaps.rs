//! Tests by exchanging labels: how often chance alone would make two scenarios differ as much.

use super::chance::Chance;

/// Exchanges that are drawn where there are too many to go through them all.
const DRAWS: usize = 1999;
/// Up to so many pairs, all exchanges are gone through.
const EXACT: u32 = 10;

/// Whose replicate is whose: for each of both scenarios' replicates, which row of all it is.
type Labels<'a> = (&'a [usize], &'a [usize]);

/// How replicates of two scenarios belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Design {
    /// So many twins: row i of one, row n + i of all is its twin. Labels are exchanged within twins.
    Twins(usize),
    /// So many of each, who have nothing to do with each other. Labels are dealt anew.
    Strangers(usize, usize),
}

/// The chance of a statistic at least as large as the one observed if scenarios make no difference. `statistic` gets the rows of the
/// first scenario and those of the second; rows of the first are numbered before those of the second. NaN if the statistic is.
///
/// Exact for up to ten twins, else over 1999 draws by name, (1 + as large)/(1 + draws): Phipson and Smyth (2010), "Permutation P-values
/// should never be zero", SAGMB 9. Assumes no more than that, without an effect, twins (or strangers) can be exchanged. With n twins
/// it cannot fall below 2/2ⁿ.
#[must_use]
pub fn chance_of(design: Design, name: &str, statistic: impl Fn(Labels) -> f64) -> f64 {
    let (first, second) = match design {
        Design::Twins(n) => (n, n),
        Design::Strangers(first, second) => (first, second),
    };
    let mut labels: Vec<usize> = (0..first + second).collect();
    let of = |labels: &[usize]| statistic(labels.split_at(first));
    let observed = of(&labels);
    if observed.is_nan() {
        return f64::NAN;
    }
    // What equals the observed up to rounding is as large.
    let is_as_large = |labels: &[usize]| of(labels) >= observed - observed.abs() * 1e-9;
    if let Design::Twins(n) = design
        && n <= EXACT as usize
    {
        let all = 1usize << n;
        let large = (0..all).filter(|pattern| {
            exchange(&mut labels, n, |at| pattern >> at & 1 == 1);
            is_as_large(&labels)
        });
        return large.count() as f64 / all as f64;
    }
    let mut chance = Chance::named(name);
    let mut large = 1;
    for _ in 0..DRAWS {
        match design {
            Design::Twins(n) => exchange(&mut labels, n, |_| chance.coins() & 1 == 1),
            Design::Strangers(..) => chance.shuffle(&mut labels),
        }
        large += usize::from(is_as_large(&labels));
    }
    large as f64 / (DRAWS + 1) as f64
}

/// Deals labels to twins anew: those of whom it is said that they change places do.
fn exchange(labels: &mut [usize], n: usize, mut changes: impl FnMut(usize) -> bool) {
    for at in 0..n {
        let (own, twin) = if changes(at) { (n + at, at) } else { (at, n + at) };
        (labels[at], labels[n + at]) = (own, twin);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gap(values: &[f64]) -> impl Fn(Labels) -> f64 {
        move |(a, b)| {
            let mean = |rows: &[usize]| rows.iter().map(|&row| values[row]).sum::<f64>() / rows.len() as f64;
            (mean(b) - mean(a)).abs()
        }
    }

    #[test]
    fn few_twins_are_gone_through() {
        // All four twins differ the same way: 2 of the 16 patterns are as extreme.
        let values = [1.0, 2.0, 3.0, 4.0, 2.0, 3.5, 4.2, 5.1];
        assert_eq!(chance_of(Design::Twins(4), "", gap(&values)), 2.0 / 16.0);
    }

    #[test]
    fn sleepers_are_judged_as_by_the_exact_test() {
        // Student's sleep data: one of ten differences is zero, the others have one sign, so 4 of 1024 patterns are as extreme.
        let differences = [1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4];
        let values: Vec<f64> = [0.0; 10].into_iter().chain(differences).collect();
        assert_eq!(chance_of(Design::Twins(10), "", gap(&values)), 4.0 / 1024.0);
    }

    #[test]
    fn many_are_drawn_and_no_chance_is_zero() {
        let values: Vec<f64> =
            (0..40).map(|i| if i < 20 { 0.0 } else { 1.0 } + f64::from(i % 20) / 100.0).collect();
        for design in [Design::Twins(20), Design::Strangers(20, 20)] {
            let p = chance_of(design, "clear", gap(&values));
            assert_eq!(p, 1.0 / 2000.0, "{design:?}");
            assert_eq!(p, chance_of(design, "clear", gap(&values)));
        }
        let same = [1.0; 8];
        assert_eq!(chance_of(Design::Strangers(3, 5), "", gap(&same)), 1.0);
        assert!(chance_of(Design::Twins(2), "", |_| f64::NAN).is_nan());
    }
}
