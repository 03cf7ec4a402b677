//! What a leader takes, what members make of it, and how the leader learns (M26).

use crate::engine::num;

/// Chance a month that a member leaves because of the take: h/(1 + exp(−β (a − e))).
///
/// * `take`: a, share that the leader takes. * `cost`: e, cost of leaving in the same unit. * `decisive`: β. * `most`: h.
#[inline]
#[must_use]
pub fn exit_chance(take: f32, cost: f32, decisive: f32, most: f32) -> f32 {
    most / (1.0 + num::exp32(-decisive * (take - cost)))
}

/// The take that pays a leader best who knows the cost of leaving: a* = (1 + W(exp(β e − 1)))/(β y).
///
/// It maximises a y/(1 + exp(β (a y − e))), what is taken from those who stay. W is Lambert's function.
///
/// * `worth`: y, what a member makes. * Limits: β e → 0: 1.278/(β y); a dear exit: all but e/y.
/// * Source: MODEL M26; first-order condition (u − 1) e^(u − 1) = e^(β e − 1), u = β a y.
#[must_use]
pub fn best_take(decisive: f64, cost: f64, worth: f64) -> f64 {
    (1.0 + lambert(num::exp(decisive * cost - 1.0))) / (decisive * worth)
}

/// W(x) for x ≥ 0: the root of w e^w = x, by Newton's method.
fn lambert(x: f64) -> f64 {
    let mut w = num::ln(1.0 + x);
    for _ in 0..50 {
        let e = num::exp(w);
        let step = (w * e - x) / (e * (1.0 + w));
        w -= step;
        if step.abs() < 1e-14 {
            break;
        }
    }
    w
}

/// A leader's search: goes on in one direction while gains rise, turns when they fall.
///
/// The gain of a trial is a · s, what a leader takes from each of those who were there when it began, s the share of them
/// that stayed: growth of the project, which has other causes, is not taken for one's own merit.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Search {
    /// Share taken now.
    pub take: f32,
    /// Share of those there when the present trial began that stayed.
    pub stayed: f32,
    /// Gain of the trial before.
    pub before: f32,
    /// Whether the last step was up.
    pub up: bool,
}

impl Search {
    /// A leader who has tried nothing yet.
    #[must_use]
    pub fn new(take: f32) -> Self {
        Self { take, stayed: 1.0, before: 0.0, up: false }
    }

    /// A month in which so many of the members left.
    #[must_use]
    pub fn lose(self, left: f32, members: f32) -> Self {
        if members > 0.0 {
            Self { stayed: self.stayed * (1.0 - left / members).max(0.0), ..self }
        } else {
            self
        }
    }

    /// The end of a trial: turns about if it brought less than the one before, then steps.
    ///
    /// * `step`: size of a step. * `most`: greatest take.
    /// * Limit: in a world that stands still it ends within two steps of the best take: [`best_take`] where everybody whom the take
    ///   drives out is gone within a trial.
    /// * Source: ours, after trial and error (Kiefer and Wolfowitz 1952).
    #[must_use]
    pub fn judge(self, step: f32, most: f32) -> Self {
        let gain = self.take * self.stayed;
        let up = if gain < self.before { !self.up } else { self.up };
        let take = (self.take + if up { step } else { -step }).clamp(0.0, most);
        Self { take, stayed: 1.0, before: gain, up }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn gain(take: f64, decisive: f64, cost: f64) -> f64 {
        take / (1.0 + num::exp(decisive * (take - cost)))
    }

    #[test]
    fn the_closed_form_is_where_the_gain_is_greatest() {
        for (decisive, cost) in [(10.0, 0.3), (10.0, 0.1), (30.0, 0.5), (3.0, 0.2)] {
            let best = best_take(decisive, cost, 1.0);
            let most = gain(best, decisive, cost);
            assert!(most > gain(best + 0.01, decisive, cost) && most > gain(best - 0.01, decisive, cost));
        }
        // A member who makes twice as much can be taken half the share from, at the same cost of leaving.
        assert!((best_take(10.0, 0.3, 2.0) - best_take(10.0, 0.3, 1.0) / 2.0).abs() < 1e-12);
    }

    #[test]
    fn a_leader_who_tries_finds_it_and_cheap_exit_keeps_it_small() {
        let mut found = Vec::new();
        for cost in [0.1, 0.3, 0.5] {
            let mut search = Search::new(0.1);
            let (mut sum, mut n) = (0.0, 0);
            for trial in 0..400 {
                let take = f64::from(search.take);
                search.stayed = (gain(take, 10.0, cost) / take.max(1e-9)) as f32;
                search = search.judge(0.02, 0.9);
                if trial >= 200 {
                    (sum, n) = (sum + f64::from(search.take), n + 1);
                }
            }
            let mean = sum / f64::from(n);
            assert!((mean - best_take(10.0, cost, 1.0)).abs() < 0.03, "cost {cost}: {mean}");
            found.push(mean);
        }
        assert!(found[0] < found[1] && found[1] < found[2]);
    }

    #[test]
    fn past_the_cost_of_leaving_members_go() {
        assert!((exit_chance(0.3, 0.3, 10.0, 0.05) - 0.025).abs() < 1e-7);
        assert!(exit_chance(0.9, 0.3, 10.0, 0.05) > 0.049 && exit_chance(0.0, 0.5, 10.0, 0.05) < 0.001);
    }
}
