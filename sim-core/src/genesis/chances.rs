//! Chances of regimes and modes at genesis, for many people side by side: loops that the compiler turns into vector instructions.

use crate::engine::num;
use crate::ids::{MODES, REGIMES};
use crate::params::Params;
use crate::state::traits::DISPOSITION_STEPS;
use multiversion::multiversion;

/// People at a time.
pub const BATCH: usize = 256;

/// A number for each person of a batch.
pub type Row = [f32; BATCH];

/// Odds of each regime against capital, but for an intercept.
#[derive(Clone, Debug)]
pub struct Pulls {
    /// Worth as seen from capital.
    pub from_capital: [Row; REGIMES],
    /// As seen from the regime.
    pub from_there: [Row; REGIMES],
}

impl Pulls {
    /// Of nobody yet.
    #[must_use]
    pub fn blank() -> Self {
        Self { from_capital: [[0.0; BATCH]; REGIMES], from_there: [[0.0; BATCH]; REGIMES] }
    }

    /// Sets those of one person.
    pub fn set(&mut self, person: usize, pulls: &[(f32, f32); REGIMES]) {
        for (rho, pull) in pulls.iter().enumerate() {
            (self.from_capital[rho][person], self.from_there[rho][person]) = *pull;
        }
    }
}

/// What regimes are chosen by.
#[derive(Clone, Copy, Debug)]
pub struct RegimeLaw {
    beta: f32,
    /// e^(−βh) of habit h.
    stay: f32,
}

impl RegimeLaw {
    /// Of a scenario.
    #[must_use]
    pub fn new(params: &Params) -> Self {
        let (beta, habit) = (params.regimes.beta as f32, params.regimes.habit as f32);
        Self { beta, stay: num::exp32(-beta * habit) }
    }

    /// Odds of being in a regime rather than in capital.
    #[inline(always)]
    fn odds(self, intercept: f32, x: f32, y: f32) -> f32 {
        // Divided through by e^h and cut at e^±40: beyond that nobody is left on the other side.
        let bounded = |z: f32| num::exp32((self.beta * (z + intercept)).clamp(-40.0, 40.0));
        let (ex, ey) = (bounded(x), bounded(y));
        ex * (self.stay + ey) / (ex * self.stay + 1.0)
    }
}

/// Chances of the regimes for the first `n` of a batch, given a region's intercepts.
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512dq+avx512vl", "x86_64+avx2"))]
pub fn of_regimes(
    law: RegimeLaw,
    intercepts: &[f32; REGIMES],
    pulls: &Pulls,
    n: usize,
    chances: &mut [Row; REGIMES],
) {
    let mut all: Row = [1.0; BATCH];
    let all = &mut all[..n];
    chances[0][..n].fill(1.0);
    for rho in 1..REGIMES {
        let chances = &mut chances[rho][..n];
        if intercepts[rho] > f32::NEG_INFINITY {
            let (x, y) = (&pulls.from_capital[rho][..n], &pulls.from_there[rho][..n]);
            for l in 0..n {
                chances[l] = law.odds(intercepts[rho], x[l], y[l]);
                all[l] += chances[l];
            }
        } else {
            chances.fill(0.0);
        }
    }
    for chances in chances {
        chances[..n].iter_mut().zip(&*all).for_each(|(chance, all)| *chance /= all);
    }
}

/// What modes are chosen by.
#[derive(Clone, Copy, Debug)]
pub struct ModeLaw {
    beta: f32,
    /// e^(−βh) of habit h.
    move_on: f32,
    disposition: f32,
}

impl ModeLaw {
    /// Of a scenario.
    #[must_use]
    pub fn new(params: &Params) -> Self {
        let modes = &params.modes;
        Self {
            beta: modes.beta as f32,
            move_on: num::exp32(-(modes.beta * modes.habit) as f32),
            disposition: modes.disposition_sd as f32 / DISPOSITION_STEPS,
        }
    }

    /// What a mode is worth to somebody, times β.
    #[inline]
    #[must_use]
    pub fn worth(self, mean: f32, disposition: i8, fit: f32) -> f32 {
        self.beta * (mean + f32::from(disposition) * self.disposition + fit)
    }
}

/// Chances of the modes for the first `n` of a batch, in place of what each mode is worth to them: the stationary law
/// ∝ e^(U_m) Σ_k e^(U_k + h·1\[k = m\]).
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512dq+avx512vl", "x86_64+avx2"))]
pub fn of_modes(law: ModeLaw, n: usize, worth: &mut [Row; MODES]) {
    let [one, two, three, four] = worth;
    let (one, two, three, four) = (&mut one[..n], &mut two[..n], &mut three[..n], &mut four[..n]);
    for l in 0..n {
        // Relative to the best and divided through by e^(βh), so that nothing overflows.
        let u = [one[l], two[l], three[l], four[l]];
        let best = u[0].max(u[1]).max(u[2]).max(u[3]);
        let e = u.map(|x| num::exp32(x - best));
        let all = e[0] + e[1] + e[2] + e[3];
        let weights = e.map(|w| w * (law.move_on * all + (1.0 - law.move_on) * w));
        let sum = weights[0] + weights[1] + weights[2] + weights[3];
        [one[l], two[l], three[l], four[l]] = weights.map(|w| w / sum);
    }
}

/// What is left of the distance to rest after the first `n` of a batch have lived so long, in place of their ages: e^(rate · age).
#[multiversion(targets("x86_64+avx512f+avx512bw+avx512dq+avx512vl", "x86_64+avx2"))]
pub fn left(rate: f32, n: usize, ages: &mut Row) {
    ages[..n].iter_mut().for_each(|age| *age = num::exp32(rate * *age));
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Shares of time in two regimes, by the chain itself: a month's chances of going over, each way.
    fn of_a_chain(beta: f64, habit: f64, x: f64, y: f64) -> f64 {
        let logit = |z: f64| 1.0 / (1.0 + num::exp(-z));
        let (over, back) = (logit(beta * (x - habit)), logit(-beta * (y + habit)));
        over / (over + back)
    }

    #[test]
    fn chances_of_regimes_are_shares_of_time_whoever_stands_beside() {
        let mut params = Params::default();
        (params.regimes.beta, params.regimes.habit) = (2.0, 0.7);
        let law = RegimeLaw::new(&params);
        let intercepts = [0.0, f32::NEG_INFINITY, f32::NEG_INFINITY, 0.3, f32::NEG_INFINITY];
        let pull = |l: usize| (0.02 * l as f32 - 2.0, 0.5 - 0.01 * l as f32);
        let mut pulls = Pulls::blank();
        (0..BATCH).for_each(|l| pulls.set(l, &[pull(l); REGIMES]));
        let mut chances = [[0.0; BATCH]; REGIMES];
        of_regimes(law, &intercepts, &pulls, BATCH, &mut chances);
        for l in 0..BATCH {
            let (x, y) = pull(l);
            let expected = of_a_chain(2.0, 0.7, f64::from(x + 0.3), f64::from(y + 0.3));
            assert!((f64::from(chances[3][l]) - expected).abs() < 1e-6, "{l}: {}, {expected}", chances[3][l]);
            assert_eq!([chances[1][l], chances[2][l], chances[4][l]], [0.0; 3]);
        }
        let of_few = chances;
        of_regimes(law, &intercepts, &pulls, 5, &mut chances);
        assert!((0..REGIMES).all(|rho| chances[rho].map(f32::to_bits) == of_few[rho].map(f32::to_bits)));
    }

    #[test]
    fn chances_of_modes_are_left_as_they_are_by_a_month_of_choices() {
        let mut params = Params::default();
        (params.modes.beta, params.modes.habit) = (3.0, 0.4);
        let law = ModeLaw::new(&params);
        let worth = |m: usize, l: usize| law.worth(0.1 * m as f32, (l as i32 - 128) as i8, 0.02 * m as f32);
        let mut chances: [Row; MODES] = std::array::from_fn(|m| std::array::from_fn(|l| worth(m, l)));
        of_modes(law, BATCH, &mut chances);
        for l in 0..BATCH {
            let mut after = [0.0f64; MODES];
            for from in 0..MODES {
                let to =
                    |m: usize| num::exp(f64::from(worth(m, l)) + if m == from { 3.0 * 0.4 } else { 0.0 });
                let all: f64 = (0..MODES).map(to).sum();
                (0..MODES).for_each(|m| after[m] += f64::from(chances[from][l]) * to(m) / all);
            }
            for m in 0..MODES {
                assert!((after[m] - f64::from(chances[m][l])).abs() < 1e-6, "{l}, {m}");
            }
        }
    }

    #[test]
    fn one_by_one_they_are_the_same_to_the_last_bit() {
        let mut params = Params::default();
        (params.regimes.beta, params.regimes.habit, params.modes.habit) = (1.7, 0.9, 0.3);
        let (law, mode_law) = (RegimeLaw::new(&params), ModeLaw::new(&params));
        let intercepts = [0.0, -1.0, f32::NEG_INFINITY, 0.3, -0.2];
        let pull = |l: usize, rho: usize| (0.013 * (l * rho) as f32 - 1.0, 0.4 - 0.007 * (l + rho) as f32);
        let worth =
            |m: usize, l: usize| mode_law.worth(0.3 - 0.1 * m as f32, (l as i32 - 99) as i8, 0.01 * l as f32);
        let mut pulls = Pulls::blank();
        (0..BATCH).for_each(|l| pulls.set(l, &std::array::from_fn(|rho| pull(l, rho))));
        for n in [1, 17, BATCH - 1, BATCH] {
            let (mut regimes, mut modes) = ([[0.0; BATCH]; REGIMES], [[0.0; BATCH]; MODES]);
            of_regimes(law, &intercepts, &pulls, n, &mut regimes);
            (0..MODES).for_each(|m| modes[m] = std::array::from_fn(|l| worth(m, l)));
            of_modes(mode_law, n, &mut modes);
            for l in 0..n {
                let odds = |rho: usize| match rho {
                    0 => 1.0,
                    2 => 0.0,
                    _ => law.odds(intercepts[rho], pull(l, rho).0, pull(l, rho).1),
                };
                let all: f32 = (0..REGIMES).map(odds).sum();
                (0..REGIMES)
                    .for_each(|rho| assert_eq!(regimes[rho][l].to_bits(), (odds(rho) / all).to_bits()));
                let best = (0..MODES).map(|m| worth(m, l)).fold(f32::NEG_INFINITY, f32::max);
                let e: [f32; MODES] = std::array::from_fn(|m| num::exp32(worth(m, l) - best));
                let all: f32 = e.iter().sum();
                let weights = e.map(|w| w * (mode_law.move_on * all + (1.0 - mode_law.move_on) * w));
                let sum: f32 = weights.iter().sum();
                (0..MODES).for_each(|m| assert_eq!(modes[m][l].to_bits(), (weights[m] / sum).to_bits()));
            }
        }
    }

    #[test]
    fn what_is_left_halves_in_a_half_life() {
        let mut ages = [0.0; BATCH];
        ages[1] = 10.0;
        left(-std::f32::consts::LN_2 / 10.0, 2, &mut ages);
        assert_eq!((ages[0], ages[2]), (1.0, 0.0));
        assert!((ages[1] - 0.5).abs() < 1e-6);
    }
}
