//! How a platform's owner looks for better terms: two settings in turn, the better is kept (M16, M17).

/// What a search goes by.
#[derive(Clone, Copy, Debug)]
pub struct SearchLaw {
    /// Months for which each of the two settings is tried, ≥ 1.
    pub trial: u64,
    /// Size of a step; 0: settings stay as they are.
    pub step: f64,
    /// Months for which a user kept is counted on; 0 is a myopic owner.
    pub horizon: f64,
    /// Least relative gain for which a setting is changed.
    pub dead_band: f64,
    /// Greatest value of each lever.
    pub most: [f64; 2],
}

/// What one of the two settings brought.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Trial {
    /// Profit of all its months, money.
    pub profit: f64,
    /// Users in all its months.
    pub user_months: f64,
    /// Users in its last month.
    pub users: f64,
}

/// Whether the tried setting is better than the kept one.
///
/// W = Π + H u π: profit of the trial, and users kept at its end, each worth the mean profit a user-month π of both trials
/// for H months. Better: W_tried > (1 + dead band) W_kept.
///
/// * Both trials have the same π, or H would only multiply profit.
/// * Limit: where users answer at once, profit ∝ (1 − o) o^ε settles near o* = ε/(1 + ε), within step and dead band.
/// * Source: ours, after trial-and-error search. **Caution:** what else changes between the trials is taken for the
///   setting's doing; the order of the two is drawn, so that a trend favours neither.
#[must_use]
pub fn is_better(tried: Trial, kept: Trial, horizon: f64, dead_band: f64) -> bool {
    let months = tried.user_months + kept.user_months;
    let a_user = if months > 0.0 { (tried.profit + kept.profit) / months } else { 0.0 };
    let worth = |trial: Trial| trial.profit + horizon * trial.users * a_user;
    worth(tried) > (1.0 + dead_band) * worth(kept)
}

/// An owner's two levers and the trials under way. Levers are taken in turn.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Search {
    /// Settings in force.
    pub now: [f64; 2],
    /// What the lever under trial stood at, and what is tried against it.
    pub kept: f64,
    /// As above.
    pub tried: f64,
    /// Which lever is under trial.
    pub lever: usize,
    /// Whether what is tried comes first.
    pub tried_first: bool,
    /// Months of the trials so far.
    pub month: u64,
    /// Whether a trial has begun.
    pub under_way: bool,
    /// What the kept and the tried setting have brought.
    pub trials: [Trial; 2],
}

impl Search {
    /// An owner who starts with these settings and has tried nothing.
    #[must_use]
    pub fn new(now: [f64; 2]) -> Self {
        Self { now, lever: 1, ..Self::default() }
    }

    /// Takes a month's profit and users in; changes the setting when its time is over. `word` decides direction and order.
    pub fn live(&mut self, profit: f64, users: f64, law: &SearchLaw, word: u32) {
        if law.step == 0.0 {
            return;
        }
        if !self.under_way {
            self.begin(law, word);
            return;
        }
        let tries = (self.month < law.trial) == self.tried_first;
        let trial = &mut self.trials[usize::from(tries)];
        trial.profit += profit;
        trial.user_months += users;
        trial.users = users;
        self.month += 1;
        if self.month == law.trial {
            self.now[self.lever] = if tries { self.kept } else { self.tried };
        } else if self.month >= 2 * law.trial {
            let [kept, tried] = self.trials;
            let better = is_better(tried, kept, law.horizon, law.dead_band);
            self.now[self.lever] = if better { self.tried } else { self.kept };
            self.begin(law, word);
        }
    }

    fn begin(&mut self, law: &SearchLaw, word: u32) {
        self.lever = 1 - self.lever;
        self.kept = self.now[self.lever];
        let step = if word & 1 == 0 { law.step } else { -law.step };
        let within = |x: f64| x.clamp(0.0, law.most[self.lever]);
        let ahead = within(self.kept + step);
        // At the end of its range a lever can only go back.
        self.tried = if ahead == self.kept { within(self.kept - step) } else { ahead };
        self.tried_first = word & 2 == 0;
        (self.month, self.trials, self.under_way) = (0, [Trial::default(); 2], true);
        if self.tried_first {
            self.now[self.lever] = self.tried;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::draws::mix32;
    use crate::engine::num;

    /// Where openness is kept on average, when users go to U o^ε at a speed a month.
    fn settled(elasticity: f64, speed: f64, horizon: f64) -> f64 {
        let law = SearchLaw { trial: 6, step: 0.05, horizon, dead_band: 0.002, most: [0.99, 0.0] };
        let (mut users, mut sum, mut months) = (100.0, 0.0, 0.0);
        let mut search = Search::new([0.5, 0.0]);
        for month in 0..12_000u32 {
            let openness = search.now[0].max(0.01);
            users += speed * (200.0 * num::pow(openness, elasticity) - users);
            search.live((1.0 - openness) * users, users, &law, mix32(month));
            if month >= 2_000 {
                (sum, months) = (sum + openness, months + 1.0);
            }
        }
        sum / months
    }

    #[test]
    fn fast_users_lead_the_owner_to_the_closed_form() {
        for elasticity in [0.5, 1.0, 2.0] {
            let (found, best) = (settled(elasticity, 1.0, 0.0), elasticity / (1.0 + elasticity));
            assert!((found - best).abs() < 0.06, "{found}, closed form {best}");
        }
    }

    #[test]
    fn a_myopic_owner_of_slow_users_encloses_more() {
        let (myopic, patient) = (settled(1.0, 0.03, 0.0), settled(1.0, 0.03, 36.0));
        assert!(myopic < patient - 0.1, "{myopic}, {patient}");
    }

    #[test]
    fn within_the_dead_band_nothing_changes() {
        let trial = |profit| Trial { profit, user_months: 6.0, users: 1.0 };
        assert!(!is_better(trial(101.0), trial(100.0), 0.0, 0.02));
        assert!(is_better(trial(103.0), trial(100.0), 0.0, 0.02));
    }
}
