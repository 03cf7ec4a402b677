//! What size costs a group in each mode (cost table of M3).

use crate::engine::num;
use crate::params::Dunbar;

/// Costs as functions of size: communal c_cs (n/D)², authority c_ar ln(1 + n/span), equality c_em n/D,
/// market c_mp ln(1 + n/span), nats.
///
/// c_cs := c_ar ln(1 + D/span), so that communal sharing and authority cost the same at n = D when nothing is
/// federated. **Caution:** that crossing is put in; who then switches is what comes out.
#[derive(Clone, Copy, Debug)]
pub struct CoordinationCost {
    communal: f32,
    authority: f32,
    equality: f32,
    market: f32,
    span: f32,
    number: f32,
}

impl CoordinationCost {
    /// The cost table of a set of parameters.
    #[must_use]
    pub fn new(dunbar: &Dunbar) -> Self {
        let authority = dunbar.authority;
        let communal = authority * num::ln(1.0 + dunbar.number / dunbar.span);
        Self {
            communal: communal as f32,
            authority: authority as f32,
            equality: (communal * dunbar.equality_ratio) as f32,
            market: (authority * dunbar.market_ratio) as f32,
            span: dunbar.span as f32,
            number: dunbar.number as f32,
        }
    }

    /// Cost of each mode in a group of `n` people, nats.
    #[inline]
    #[must_use]
    pub fn of(&self, n: f32) -> [f32; 4] {
        let layers = num::ln32(1.0 + n / self.span);
        let relative = n / self.number;
        [
            self.communal * relative * relative,
            self.authority * layers,
            self.equality * relative,
            self.market * layers,
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn communal_sharing_meets_authority_at_dunbars_number() {
        let dunbar = Dunbar::default();
        let cost = CoordinationCost::new(&dunbar);
        let at = |n: f32| cost.of(n);
        let d = dunbar.number as f32;
        assert!((at(d)[0] - at(d)[1]).abs() < 1e-6);
        assert!(at(d - 10.0)[0] < at(d - 10.0)[1] && at(d + 10.0)[0] > at(d + 10.0)[1]);
        assert!((at(d)[2] / at(d)[0] - 1.2).abs() < 1e-5 && (at(20.0)[3] / at(20.0)[1] - 1.2).abs() < 1e-5);
    }
}
