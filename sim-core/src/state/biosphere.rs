//! The biosphere, one for the world, as it stands at the end of a month.

/// How full it is, and what was taken from it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Biosphere {
    /// Fullness, 0..=1.
    pub fullness: f64,
    /// Fullness by which output at the start was what it was.
    pub fullness_start: f64,
    /// Goods a head that inputs would make without damage, over those of month 0.
    pub throughput: f64,
    /// Such goods a head in month 0; set when burn-in ends.
    pub throughput_start: f64,
    /// Harm that a unit of throughput does, after abatement, over that of month 0.
    pub harm: f64,
    /// The same, in month 0.
    pub harm_start: f64,
    /// What a good takes before abatement, over that of month 0.
    pub intensity: f64,
    /// What efficiency has saved of it since month 0, in logarithms.
    pub saved: f64,
    /// Taken in the month, at a year's rate.
    pub harvest: f64,
    /// Grown back in the month, at a year's rate.
    pub regrowth: f64,
}

impl Biosphere {
    /// At the start of a world.
    #[must_use]
    pub fn at(fullness: f64) -> Self {
        Self {
            fullness,
            fullness_start: fullness,
            throughput: 1.0,
            throughput_start: 0.0,
            harm: 1.0,
            harm_start: 1.0,
            intensity: 1.0,
            saved: 0.0,
            harvest: 0.0,
            regrowth: 0.0,
        }
    }
}
