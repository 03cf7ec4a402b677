//! What holds in one month: the parameters after the shocks of that month.

use super::{Params, Value};

/// A change of parameters between two months.
#[derive(Clone, Debug, PartialEq)]
pub struct Shock {
    /// What it is, for messages and the manifest.
    pub name: String,
    /// First month in which it holds.
    pub from: i64,
    /// First month in which it no longer holds.
    pub until: i64,
    /// Regions it is felt in, by number; empty means all, and the world's own parameters too.
    pub regions: Vec<usize>,
    /// Keys and values that hold meanwhile; checked when the scenario was read.
    pub set: Vec<(String, Value)>,
}

/// The parameters of one month.
#[derive(Clone, Debug)]
pub struct Rules {
    /// For what is not regional.
    pub world: Params,
    /// By region: the world's, but where a shock differs.
    pub regions: Vec<Params>,
    active: Vec<bool>,
}

impl Rules {
    /// The rules of a month.
    #[must_use]
    pub fn at(params: &Params, month: i64) -> Self {
        let mut rules = Self {
            // The network and the shocks themselves are not needed again, and the edges may be large.
            world: Params { edges: Vec::new(), shocks: Vec::new(), ..params.clone() },
            regions: Vec::new(),
            active: active(params, month),
        };
        rules.regions = vec![rules.world.clone(); params.regions.len()];
        for (shock, on) in params.shocks.iter().zip(&rules.active) {
            if !on {
                continue;
            }
            let everywhere: Vec<usize> = (0..params.regions.len()).collect();
            let felt_in = if shock.regions.is_empty() { &everywhere } else { &shock.regions };
            for (key, value) in &shock.set {
                for r in felt_in {
                    rules.regions[*r].put(key, value);
                }
                if shock.regions.is_empty() {
                    rules.world.put(key, value);
                }
            }
        }
        rules
    }

    /// Brings the rules to another month; cheap when no shock begins or ends.
    pub fn advance(&mut self, params: &Params, month: i64) {
        if !params.shocks.is_empty() && active(params, month) != self.active {
            *self = Self::at(params, month);
        }
    }
}

fn active(params: &Params, month: i64) -> Vec<bool> {
    params.shocks.iter().map(|s| month >= s.from && month < s.until).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::params::RegionStart;

    #[test]
    fn a_shock_holds_between_its_months_and_in_its_regions_only() {
        let mut params = Params { regions: vec![RegionStart::whole_world(); 2], ..Params::default() };
        params.shocks.push(Shock {
            name: "bust".into(),
            from: 12,
            until: 36,
            regions: vec![1],
            set: vec![("firms.orders".into(), Value::Number(0.2))],
        });
        let mut rules = Rules::at(&params, 11);
        assert_eq!(rules.regions[1].firms.orders, 1.0);
        rules.advance(&params, 12);
        assert_eq!((rules.regions[0].firms.orders, rules.regions[1].firms.orders), (1.0, 0.2));
        assert_eq!(rules.world.firms.orders, 1.0);
        rules.advance(&params, 36);
        assert_eq!(rules.regions[1].firms.orders, 1.0);
    }
}
