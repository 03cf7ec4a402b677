//! Owners of platforms try two settings in turn and keep the better (M16, M17).

use crate::month::Month;
use crate::state::{Terms, Trial, World};
use sim_core::engine::draws::Purpose;
use sim_core::params::Platforms;

/// A month of every owner's search, by one word each: crowdsourcing platforms first.
pub fn search(world: &mut World, month: &Month) {
    let rules = &month.rules.world.platforms;
    if rules.search_step == 0.0 {
        return;
    }
    let crowds = world.crowdsourcing.len();
    for (k, platform) in world.crowdsourcing.iter_mut().chain(&mut world.sharing).enumerate() {
        // Most of commission and of what is paid by the piece; most openness and most for creators.
        let most = if k < crowds { [0.95, 1.0] } else { [0.99, 0.9] };
        let word = month.word(Purpose::OwnerSearch, k);
        let profit = (platform.last_receipts - platform.creators_pay) as f64;
        if !platform.terms.under_way {
            begin(&mut platform.terms, rules, most, word);
        } else {
            live(&mut platform.terms, rules, profit, platform.users as f64);
            if platform.terms.month >= 2 * rules.trial_months {
                decide(&mut platform.terms, rules);
                begin(&mut platform.terms, rules, most, word);
            }
        }
    }
}

/// The other lever's turn: a step up or down by the word's lowest bit, the new setting first or last by its second.
fn begin(terms: &mut Terms, rules: &Platforms, most: [f64; 2], word: u32) {
    terms.lever = 1 - terms.lever;
    let lever = terms.lever;
    terms.kept = terms.now[lever];
    let step = if word & 1 == 0 { rules.search_step } else { -rules.search_step };
    let to = |step: f64| (terms.kept + step).clamp(0.0, most[lever]);
    // At an end of its range a lever can only go back.
    terms.tried = if to(step) == terms.kept { to(-step) } else { to(step) };
    terms.tried_first = word & 2 == 0;
    if terms.tried_first {
        terms.now[lever] = terms.tried;
    }
    (terms.month, terms.under_way, terms.trials) = (0, true, Default::default());
}

/// Notes what the setting in force brought; half-way the other one is set.
fn live(terms: &mut Terms, rules: &Platforms, profit: f64, users: f64) {
    let first_half = terms.month < rules.trial_months;
    let trying = first_half == terms.tried_first;
    let trial = &mut terms.trials[usize::from(trying)];
    trial.profit += profit;
    trial.user_months += users;
    trial.users = users;
    terms.month += 1;
    if terms.month == rules.trial_months {
        terms.now[terms.lever] = if trying { terms.kept } else { terms.tried };
    }
}

/// Keeps the setting that was tried if it was worth more by over the dead band.
fn decide(terms: &mut Terms, rules: &Platforms) {
    let [kept, tried] = &terms.trials;
    let months = kept.user_months + tried.user_months;
    let a_user = if months > 0.0 { (tried.profit + kept.profit) / months } else { 0.0 };
    let worth = |trial: &Trial| trial.profit + rules.owner_horizon * trial.users * a_user;
    let better = worth(tried) > (1.0 + rules.dead_band) * worth(kept);
    terms.now[terms.lever] = if better { terms.tried } else { terms.kept };
}
