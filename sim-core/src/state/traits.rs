//! What a person is born with: laws of the personal traits, and words of chance turned into them.

use crate::engine::draws::open_unit;
use crate::engine::num;
use crate::params::Params;
use std::sync::OnceLock;

/// Dispositions are kept in steps of 1/32 of their spread.
pub const DISPOSITION_STEPS: f32 = 32.0;

/// The traits' laws in one region.
#[derive(Clone, Debug)]
pub struct TraitLaws {
    /// Mean of ln skill and its standard deviation.
    skill: (f64, f64),
    /// Ceiling of taste by class.
    pub taste_ceilings: [f32; 256],
    /// Taste without experience, as a share of the ceiling.
    pub taste_floor: f32,
    minority: f64,
}

impl TraitLaws {
    /// The laws of a region.
    #[must_use]
    pub fn new(params: &Params, region: usize) -> Self {
        let start = &params.regions[region];
        let (mean, sum) = (params.taste.ceiling_mean, params.taste.ceiling_concentration);
        Self {
            // A lognormal with mean m and spread s of the logarithm has median m·exp(−s²/2).
            skill: (num::ln(start.human_capital) - 0.5 * start.skill_sd * start.skill_sd, start.skill_sd),
            taste_ceilings: if params.mechanisms.taste {
                num::beta_classes(mean * sum, (1.0 - mean) * sum)
            } else {
                [0.0; 256]
            },
            taste_floor: params.taste.floor as f32,
            minority: params.imaginary.minority,
        }
    }

    /// Skill from a word: lognormal.
    #[must_use]
    pub fn skill(&self, word: u32) -> f32 {
        let z = normal_table()[(word >> 16) as usize] + (word as u16 as f32 - 32768.0) * 1e-9;
        num::exp32(self.skill.0 as f32 + self.skill.1 as f32 * z)
    }

    /// Class of prior belief from a word: the minority, or uniform below the scenario's most.
    #[must_use]
    pub fn prior(&self, word: u32) -> u8 {
        let u = open_unit(word);
        if u < self.minority {
            super::people::MINORITY
        } else {
            ((u - self.minority) / (1.0 - self.minority) * 255.0) as u8
        }
    }

    /// Ceiling of taste of each class.
    #[must_use]
    pub fn taste_ceilings(&self) -> &[f32; 256] {
        &self.taste_ceilings
    }

    /// Floor of taste over its ceiling.
    #[must_use]
    pub fn taste_floor(&self) -> f32 {
        self.taste_floor
    }

    /// Ceiling and floor of the taste of a class.
    #[inline]
    #[must_use]
    pub fn taste_bounds(&self, class: u8) -> (f32, f32) {
        let ceiling = self.taste_ceilings[class as usize];
        (ceiling, ceiling * self.taste_floor)
    }
}

/// Prior belief and stubbornness of a class.
#[inline]
#[must_use]
pub fn prior_belief(class: u8, most: f32, stubbornness: f32, minority_belief: f32) -> (f32, f32) {
    if class == super::people::MINORITY {
        (minority_belief, 1.0)
    } else {
        (f32::from(class) * (most / 254.0), stubbornness)
    }
}

/// Personal dispositions from two words: four normal numbers in steps of 1/32, cut at ±3.97.
#[must_use]
pub fn dispositions(words: [u32; 2]) -> [i8; 4] {
    /// Steps of each of the 65 536 classes, made once.
    static TABLE: OnceLock<Vec<i8>> = OnceLock::new();
    let steps = |z: &f32| (z * DISPOSITION_STEPS).round().clamp(-127.0, 127.0) as i8;
    let table = TABLE.get_or_init(|| normal_table().iter().map(steps).collect());
    [words[0] >> 16, words[0] & 0xffff, words[1] >> 16, words[1] & 0xffff].map(|half| table[half as usize])
}

/// Shares held at genesis: ⌊100 · Pareto(tail)⌋, cut at `most`.
#[must_use]
pub fn equity(word: u32, tail: f32, most: f32) -> u32 {
    let u = open_unit(word) as f32;
    (100.0 * num::pow32(u, -1.0 / tail)).min(most) as u32
}

/// Months that a person has been in their place at genesis: exponential, since rebirth has no memory.
#[must_use]
pub fn age(word: u32, rebirth: f64) -> f32 {
    if rebirth > 0.0 { -num::ln32(open_unit(word) as f32) / rebirth as f32 } else { 1e6 }
}

/// The normal quantile at the middles of 65 536 equal classes, made once.
fn normal_table() -> &'static [f32] {
    static TABLE: OnceLock<Vec<f32>> = OnceLock::new();
    TABLE.get_or_init(|| {
        (0..65536).map(|k| num::normal_quantile((f64::from(k) + 0.5) / 65536.0) as f32).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::draws::{Chance, Purpose};
    use crate::params::RegionStart;

    #[test]
    fn traits_have_their_laws_moments() {
        let params = Params { regions: vec![RegionStart::whole_world()], ..Params::default() };
        let laws = TraitLaws::new(&params, 0);
        let n = 200_000;
        let mut words = vec![0; 2 * n];
        Chance::new(5, 0).stream(Purpose::BirthDisposition, 0).fill(0, &mut words);
        let skills: Vec<f64> = words.iter().map(|w| f64::from(laws.skill(*w))).collect();
        let mean = skills.iter().sum::<f64>() / skills.len() as f64;
        assert!((mean - 1.0).abs() < 0.005, "mean skill {mean}");
        let normals: Vec<f64> = words
            .chunks_exact(2)
            .flat_map(|w| dispositions([w[0], w[1]]))
            .map(|d| f64::from(d) / 32.0)
            .collect();
        let variance = normals.iter().map(|z| z * z).sum::<f64>() / normals.len() as f64;
        assert!((variance - 1.0).abs() < 0.005, "variance of dispositions {variance}");
        let minority = words.iter().filter(|w| laws.prior(**w) == crate::state::people::MINORITY).count();
        assert!((minority as f64 / words.len() as f64 - 0.05).abs() < 0.002);
        let above_1000 =
            words.iter().filter(|w| equity(**w, 1.4, 1e6) >= 1000).count() as f64 / words.len() as f64;
        assert!((above_1000 - num::pow(10.0, -1.4)).abs() < 0.001, "Pareto tail {above_1000}");
    }
}
