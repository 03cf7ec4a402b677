//! Whole numbers: money in micro-credits, hours and inputs in steps (docs/model/macro-core.md, chance.md).

use crate::state::STEPS;

/// A month of hours as whole steps.
pub fn hour_steps(hours: f32) -> i64 {
    (hours * STEPS as f32) as i64
}

/// Skill × hours as whole steps of a skill-month.
pub fn input_steps(skill: f32, hours: f32) -> i64 {
    (f64::from(skill * hours) * STEPS) as i64
}

/// An amount split by running floors: holder i gets ⌊P W_i/W⌋ − ⌊P W_{i−1}/W⌋. Nothing where nobody has a weight.
pub fn running_floors<W: Copy + Into<i128>>(amount: i64, weights: &[W]) -> Vec<i64> {
    let all: i128 = weights.iter().map(|weight| (*weight).into()).sum();
    let mut parts = vec![0; weights.len()];
    if all == 0 {
        return parts;
    }
    let mut running = 0i128;
    for (part, weight) in parts.iter_mut().zip(weights) {
        let before = i128::from(amount) * running / all;
        running += (*weight).into();
        *part = (i128::from(amount) * running / all - before) as i64;
    }
    parts
}

/// ⌊amount × part/whole⌋; nothing of nothing.
pub fn part_of(amount: i64, part: i64, whole: i64) -> i64 {
    if whole == 0 { 0 } else { (i128::from(amount) * i128::from(part) / i128::from(whole)) as i64 }
}

/// A ratio that multiplies money: whole steps of 2^-30, from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ratio(i64);

impl Ratio {
    const ONE: i64 = 1 << 30;

    /// A real number, rounded down to a step.
    pub fn of(x: f64) -> Self {
        Self((x.clamp(0.0, 1.0) * Self::ONE as f64) as i64)
    }

    /// What there is over what is wanted, and all where there is enough.
    pub fn payable(there: i64, wanted: i64) -> Self {
        if there >= wanted {
            Self(Self::ONE)
        } else {
            Self((i128::from(there.max(0)) * i128::from(Self::ONE) / i128::from(wanted)) as i64)
        }
    }

    /// As a real number.
    pub fn as_real(self) -> f64 {
        self.0 as f64 / Self::ONE as f64
    }

    /// The ratio of an amount, rounded down to a micro-credit.
    pub fn times(self, amount: i64) -> i64 {
        (i128::from(amount) * i128::from(self.0) / i128::from(Self::ONE)) as i64
    }
}

#[test]
fn running_floors_give_everything_away() {
    assert_eq!(running_floors(10, &[1i64, 1, 1]), [3, 3, 4]);
    assert_eq!(running_floors(10, &[0i64, 0]), [0, 0]);
    assert_eq!(Ratio::payable(1, 3).times(9), 2);
}
