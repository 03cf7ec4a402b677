//! What size costs a group in each mode, and what federating working groups costs and saves (M3).

use crate::engine::num;
use crate::params::Dunbar;

/// Costs as functions of size: communal c_cs (n/D)², authority c_ar ln(1 + n/span), equality c_em n/D,
/// market c_mp ln(1 + n/span), nats; n is the size of the working group. A project of n people in groups of n_g costs
/// each c_fed (1 − κ) ln(n/n_g) more, whatever the mode. Each mode's own cost falls with coordination technology κ by a
/// declared share of it.
///
/// c_cs := c_ar ln(1 + D/span), so that communal sharing and authority cost the same at n = D when nothing is
/// federated. **Caution:** that crossing is put in; who then switches, and into which groups, is what comes out.
///
/// * Limits: the communal cost is least at n_g* = D √(c_fed (1 − κ)/(2 c_cs)); it grows more slowly than that of
///   authority once κ > 1 − c_ar/c_fed.
#[derive(Clone, Copy, Debug)]
pub struct CoordinationCost {
    communal: f32,
    authority: f32,
    equality: f32,
    market: f32,
    span: f32,
    number: f32,
    federation: f32,
    relief: [f32; 4],
}

/// Fewest people in a working group that is split off.
pub const LEAST_GROUP: u32 = 3;

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
            federation: (communal * dunbar.federation) as f32,
            relief: [
                dunbar.relief_communal as f32,
                dunbar.relief_authority as f32,
                dunbar.relief_equality as f32,
                dunbar.relief_market as f32,
            ],
        }
    }

    /// Cost of each mode in a group of `n` people without coordination technology, nats.
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

    /// Share of an organisation's labour that coordination leaves: Σ_m s_m e^(−cost_m), s_m the share of members in each mode.
    #[inline]
    #[must_use]
    pub fn labour_left(&self, modes: [f64; 4], n: f32, group: f32, kappa: f32) -> f64 {
        let costs = self.federated(n, group, kappa);
        modes.iter().zip(costs).map(|(share, cost)| share * f64::from(num::exp32(-cost))).sum()
    }

    /// Cost of each mode to a member of a working group of `group` among the `n` ≥ `group` people of an organisation,
    /// with coordination technology `kappa`, nats.
    #[inline]
    #[must_use]
    pub fn federated(&self, n: f32, group: f32, kappa: f32) -> [f32; 4] {
        let mut costs = self.of(group);
        let between = if n > group { self.federation * (1.0 - kappa) * num::ln32(n / group) } else { 0.0 };
        for (cost, relief) in costs.iter_mut().zip(self.relief) {
            *cost = *cost * (1.0 - relief * kappa) + between;
        }
        costs
    }
}

/// What an employee would rather have of the number of teams in the firm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reorganise {
    /// As many as now.
    Stay,
    /// One more.
    More,
    /// One fewer.
    Fewer,
}

/// The cheapest of as many teams, one more and one fewer, for an employee in mode `mode` of a firm of `n` people in
/// `teams` ≥ 1 of equal size. Teams below [`LEAST_GROUP`] are not thought of.
///
/// * Source: ours, as [`regroup`]; a firm draws its teams itself, and equal ones.
#[must_use]
pub fn reorganise(cost: &CoordinationCost, mode: usize, n: u32, teams: u32, kappa: f32) -> Reorganise {
    let n = n as f32;
    let of = |teams: u32| cost.federated(n, n / teams as f32, kappa)[mode];
    let stay = of(teams);
    let more = if n >= ((teams + 1) * LEAST_GROUP) as f32 { of(teams + 1) } else { f32::INFINITY };
    let fewer = if teams > 1 { of(teams - 1) } else { f32::INFINITY };
    if more < stay && more <= fewer {
        Reorganise::More
    } else if fewer < stay {
        Reorganise::Fewer
    } else {
        Reorganise::Stay
    }
}

/// What a member would rather do about the working group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Regroup {
    /// Leave it as it is.
    Stay,
    /// Go over to the other group.
    Move,
    /// Split the own group in two halves.
    Split,
}

/// The cheapest of staying, moving to another group of `other` people (0: knows none) and splitting the own `group`,
/// for a member in mode `mode` of a project of `n` people. Halves below [`LEAST_GROUP`] are not thought of.
///
/// * Source: ours: groups form by what they cost their members, as Dunbar (1992) has it for attention.
#[must_use]
pub fn regroup(cost: &CoordinationCost, mode: usize, n: u32, group: u32, other: u32, kappa: f32) -> Regroup {
    let of = |size: u32| cost.federated(n as f32, size.min(n) as f32, kappa)[mode];
    let stay = of(group);
    let moved = if other > 0 { of(other + 1) } else { f32::INFINITY };
    let split = if group >= 2 * LEAST_GROUP { of(group.div_ceil(2)) } else { f32::INFINITY };
    if split < stay && split <= moved {
        Regroup::Split
    } else if moved < stay {
        Regroup::Move
    } else {
        Regroup::Stay
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

    /// A cost table whose federation costs so much of authority's unit cost.
    fn with_federation(over_authority: f64) -> CoordinationCost {
        let defaults = Dunbar::default();
        let communal = num::ln(1.0 + defaults.number / defaults.span);
        CoordinationCost::new(&Dunbar { federation: over_authority / communal, ..defaults })
    }

    /// Least communal cost in a project of `n`, and the group size that has it.
    fn best(cost: &CoordinationCost, n: u32, kappa: f32) -> (f32, u32) {
        (LEAST_GROUP..=n)
            .map(|g| (cost.federated(n as f32, g as f32, kappa)[0], g))
            .min_by(|a, b| a.0.total_cmp(&b.0))
            .expect("a project has people")
    }

    #[test]
    fn the_cheapest_communal_group_is_the_closed_form() {
        for (federation, kappa) in [(2.0, 0.0), (2.0, 0.5), (1.0, 0.8), (0.5, 0.2)] {
            let dunbar = Dunbar { federation, ..Dunbar::default() };
            let cost = CoordinationCost::new(&dunbar);
            let expected = dunbar.number * (federation * (1.0 - f64::from(kappa)) / 2.0).sqrt();
            let (_, found) = best(&cost, 5_000, kappa);
            assert!((f64::from(found) - expected).abs() <= 1.0, "{found}, expected {expected}");
        }
    }

    #[test]
    fn federated_communal_sharing_crosses_authority_where_the_closed_form_says() {
        for (over_authority, expected) in [(6.0, 151), (3.0, 194), (2.0, 388), (1.5, 1834)] {
            let cost = with_federation(over_authority);
            let crossing = (100..4_000).find(|n| best(&cost, *n, 0.0).0 > cost.of(*n as f32)[1]);
            let found = crossing.expect("there is a crossing");
            assert!((found as i64 - expected).abs() <= 2, "{found}, expected {expected}");
        }
        let cheap = with_federation(1.0);
        let never = (200..20_000).step_by(400).all(|n| best(&cheap, n, 0.0).0 < cheap.of(n as f32)[1]);
        assert!(never, "no crossing when federating costs no more than a layer");
    }

    #[test]
    fn past_the_critical_technology_communal_sharing_grows_more_cheaply_than_authority() {
        let cost = with_federation(4.0);
        let slope = |kappa: f32| {
            let at = |n: f32| cost.federated(n, 50.0, kappa)[0] - cost.of(n)[1];
            at(4e6) - at(1e6)
        };
        let critical = 1.0 - 1.0 / 4.0;
        assert!(slope(critical - 0.01) > 0.0 && slope(critical + 0.01) < 0.0);
    }

    #[test]
    fn employees_want_the_number_of_teams_that_costs_them_least() {
        let cost = CoordinationCost::new(&Dunbar::default());
        // Communal: n_g* = D at κ = 0 and federation 2, so 4 teams of 150 in a firm of 600.
        let settle = |mode, n, mut teams| {
            while reorganise(&cost, mode, n, teams, 0.0) != Reorganise::Stay {
                match reorganise(&cost, mode, n, teams, 0.0) {
                    Reorganise::More => teams += 1,
                    _ => teams -= 1,
                }
            }
            teams
        };
        assert_eq!((settle(0, 600, 1), settle(0, 600, 9)), (4, 4));
        assert_eq!((settle(0, 50, 1), settle(1, 600, 3)), (1, 1));
        assert_eq!(reorganise(&cost, 0, 5, 1, 1.0), Reorganise::Stay);
    }

    #[test]
    fn labour_left_is_the_mean_over_modes() {
        let cost = CoordinationCost::new(&Dunbar::default());
        let at = cost.of(50.0).map(|c| f64::from(num::exp32(-c)));
        let left = cost.labour_left([0.25, 0.5, 0.0, 0.25], 50.0, 50.0, 0.3);
        assert!((left - (0.25 * at[0] + 0.5 * at[1] + 0.25 * at[3])).abs() < 1e-12);
        let free = CoordinationCost::new(&Dunbar { authority: 0.0, ..Dunbar::default() });
        assert_eq!(free.labour_left([0.25; 4], 500.0, 50.0, 0.0), 1.0);
    }

    #[test]
    fn members_leave_groups_that_cost_them() {
        let cost = CoordinationCost::new(&Dunbar::default());
        let communal = |group, other, kappa| regroup(&cost, 0, 1_000, group, other, kappa);
        assert_eq!(communal(400, 0, 0.0), Regroup::Split);
        assert_eq!(communal(20, 120, 0.0), Regroup::Move);
        assert_eq!(communal(150, 20, 0.0), Regroup::Stay);
        // Layers are cheap: who ranks stays in one group.
        assert_eq!(regroup(&cost, 1, 1_000, 1_000, 0, 0.0), Regroup::Stay);
        assert_eq!(communal(5, 0, 0.99), Regroup::Stay);
    }
}
