//! Division by the mixture of members' modes: the table of docs/model/macro-core.md, 3.

use crate::state::{AUTHORITY, COMMUNAL, EQUALITY, MARKET};

/// Standing is tallied in steps of 2^-10.
pub const STANDING_STEPS: f64 = 1024.0;
/// Equal turns are tallied in steps of 2^-40.
pub const TURN_STEPS: f64 = 1_099_511_627_776.0;
/// Of what is divided a billionth is kept back, so that rounding never divides more than there is.
pub const KEPT_BACK: f64 = 1.0 - 1e-9;

/// What weights depend on that is the same for all members.
#[derive(Clone, Copy, Debug)]
pub struct Group {
    pub members: f64,
    /// Share of members in each mode.
    pub modes: [f64; 4],
    pub input: f64,
    pub standing: f64,
    /// Σ min(1/n, x_i).
    pub equal_turns: f64,
}

impl Group {
    /// Σ_m (share of members in m) × (weight of a member under m).
    pub fn weight(&self, input: f64, standing: f64) -> f64 {
        let equal = 1.0 / self.members;
        let x = if self.input > 0.0 { input / self.input } else { equal };
        let left_over = (1.0 - self.equal_turns).max(0.0);
        let mut under = [0.0; 4];
        under[COMMUNAL] = equal;
        under[AUTHORITY] = if self.standing > 0.0 { standing / self.standing } else { equal };
        under[EQUALITY] = x.min(equal) + left_over * x;
        under[MARKET] = x;
        (0..4).map(|m| self.modes[m] * under[m]).sum()
    }
}
