//! M30 alone: discriminators hold out against defectors where q (1 − e) > c/b, and hospitality with errors rests where the law
//! says.

use super::case::{Case, Point, Through};
use super::{mean_and_error, world_of};
use sim_core::mechanisms::adventure::{
    MOST_STAYS, STRATEGIES, Strategy, fared, granted_at_rest, score_after, takes_over,
};
use sim_core::params::{Adventure, ScoreRule};
use sim_core::simulation::Simulation;
use std::sync::Arc;

/// Hospitality among discriminators who err.
pub const CASE: Case = Case {
    mechanism: 30,
    name: "hospitality",
    quantity: "Share of stays asked for that are granted",
    across: "Chance q that a score is known",
    through: Through::Engine,
    limit: "all discriminate by image and err once in ten times: the rest of good scores (Nowak and Sigmund 1998); discriminators hold out against defectors where q (1 − e) > c/b",
    allowance: "0.0005: scores are whole people's",
    curve: Some(|q| granted_at_rest(ScoreRule::Image, q, 0.1)),
    run: |effort| {
        let known: &[f64] = effort.choose(&[0.6], &[0.2, 0.4, 0.6, 0.8, 0.9]);
        known.iter().map(|q| granted((ScoreRule::Image, "image"), *q, 0.1, 400)).collect()
    },
};

/// Shares of people by strategy and score (without a good one, with it) in a world of very many.
pub type Shares = [[f64; 2]; STRATEGIES];

/// The shares a month later, without exploration: the law averaged over all chance.
///
/// A guest with score s is asked for by one host on average and got by G(s) of them, so that stays are Poisson with that
/// mean; hosts give or not, which makes their score; then everybody compares with one other with chance `compare`. Nothing here is
/// linear in what a month was like for somebody but the difference of both directions, so all cases are gone through.
#[must_use]
pub fn month(shares: &Shares, rules: &Adventure) -> Shares {
    struct Kind {
        mass: f64,
        strategy: usize,
        score: usize,
        gave: bool,
        mean_stays: f64,
    }
    // Over their sum, or rounding would double month by month.
    let all: f64 = shares.iter().flatten().sum();
    let of_score = |s: usize| shares.iter().map(|by| by[s]).sum::<f64>() / all;
    let wants = |strategy: Strategy, good: bool| {
        let when = |score| f64::from(u8::from(strategy.gives(score)));
        (1.0 - rules.error) * (rules.known * when(Some(good)) + (1.0 - rules.known) * when(None))
    };
    let granted = |good: bool| -> f64 {
        Strategy::ALL.iter().zip(shares).map(|(strategy, by)| (by[0] + by[1]) * wants(*strategy, good)).sum()
    };
    let mut kinds = Vec::new();
    for (strategy, by) in Strategy::ALL.into_iter().zip(shares) {
        for (own, mass) in by.iter().enumerate() {
            for guest in [false, true] {
                let gives = wants(strategy, guest);
                for (gave, chance) in [(true, gives), (false, 1.0 - gives)] {
                    kinds.push(Kind {
                        mass: mass * of_score(usize::from(guest)) * chance,
                        strategy: strategy as usize,
                        score: usize::from(score_after(rules.rule, own == 1, gave, guest)),
                        gave,
                        mean_stays: granted(own == 1),
                    });
                }
            }
        }
    }
    let stays = |mean: f64| -> Vec<f64> {
        let mut chances = vec![sim_core::engine::num::exp(-mean)];
        for n in 1..MOST_STAYS {
            chances.push(chances[usize::from(n) - 1] * mean / f64::from(n));
        }
        chances.push(1.0 - chances.iter().sum::<f64>());
        chances
    };
    let how = |kind: &Kind, n: usize| fared(n as u8, kind.gave, rules.benefit, rules.cost);
    let mut next = [[0.0; 2]; STRATEGIES];
    for own in &kinds {
        next[own.strategy][own.score] += own.mass;
        for other in kinds.iter().filter(|other| other.strategy != own.strategy) {
            let mut follows = 0.0;
            for (n, p) in stays(own.mean_stays).iter().enumerate() {
                for (m, q) in stays(other.mean_stays).iter().enumerate() {
                    follows += p * q * takes_over(how(own, n), how(other, m), rules.benefit, rules.cost);
                }
            }
            let moved = rules.compare * own.mass * other.mass * follows;
            next[own.strategy][own.score] -= moved;
            next[other.strategy][own.score] += moved;
        }
    }
    next
}

const PEOPLE: u32 = 5_000;

/// A world in which everybody is in adventure and nothing else happens.
fn world(replicate: u64, set: &[String]) -> Simulation {
    let alone = [
        format!("world.people={PEOPLE}"),
        "mechanisms.regimes=false".into(),
        "mechanisms.adventure=true".into(),
        "regimes.initial=[1.0, 0.0, 0.0, 0.0]".into(),
        "adventure.initial=1".into(),
        "adventure.explore=0".into(),
    ];
    let set: Vec<String> = alone.into_iter().chain(set.iter().cloned()).collect();
    Simulation::genesis(Arc::new(world_of("verification/brock-durlauf", &set)), replicate)
}

/// Share of the stays asked for that discriminators grant in the end, by what is known (q) and how often they err (e).
fn granted((rule, word): (ScoreRule, &str), q: f64, e: f64, months: usize) -> Point {
    let set = [
        format!("adventure.rule={word}"),
        format!("adventure.known={q}"),
        format!("adventure.error={e}"),
        "adventure.discriminators=1".into(),
        "adventure.compare=0".into(),
    ];
    let mut world = world(0, &set);
    let mut granted = Vec::new();
    for month in 0..months {
        world.step().expect("nothing to break");
        let seen = world.world().hospitality.expect("adventure is on");
        assert_eq!(seen.requests, i64::from(PEOPLE), "everybody has the time");
        if month >= months / 2 {
            granted.push(seen.granted as f64 / seen.requests as f64);
        }
    }
    let (simulated, error) = mean_and_error(&granted);
    // Scores are whole people: where hardly anybody has a good one, the last may be lost by chance.
    Point { x: q, expected: granted_at_rest(rule, q, e), simulated, error, allowance: 5e-4 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use sim_core::mechanisms::adventure::least_discriminators;

    fn shares(world: &Simulation) -> [f64; STRATEGIES] {
        let month = world.world().hospitality.expect("adventure is on");
        month.strategies.map(|n| n as f64 / f64::from(PEOPLE))
    }

    #[test]
    fn requests_granted_with_errors_rest_at_the_closed_form() {
        for (rule, word) in [(ScoreRule::Image, "image"), (ScoreRule::Standing, "standing")] {
            for (q, e) in [(0.6, 0.05), (0.9, 0.1), (0.3, 0.2), (1.0, 0.05)] {
                let point = granted((rule, word), q, e, 400);
                assert!(point.holds(), "{word} {q} {e}: {point:?}");
            }
        }
    }

    /// Share of defectors after ten years from a twentieth, mean and standard error over replicates; and what the averaged law says.
    fn defectors(q: f64) -> (f64, f64, f64) {
        const REPLICATES: u32 = 8;
        let set = [format!("adventure.known={q}"), "adventure.compare=0.3".into()];
        let rules = Adventure { known: q, compare: 0.3, ..Adventure::default() };
        let (mut found, mut expected) = (Vec::new(), 0.0);
        for replicate in 0..REPLICATES {
            let mut world = world(u64::from(replicate), &set);
            world.step().expect("nothing to break");
            // Everybody with a good score, one in twenty a defector.
            let people = &mut world.world_mut().people;
            people.good_host.fill(1);
            for (i, strategy) in people.hospitality.iter_mut().enumerate() {
                *strategy =
                    if i % 20 == 0 { Strategy::Defector as u8 } else { Strategy::Discriminator as u8 };
            }
            let mut averaged = [[0.0, 0.95], [0.0, 0.0], [0.0, 0.05]];
            for _ in 0..120 {
                world.step().expect("nothing to break");
                averaged = month(&averaged, &rules);
            }
            found.push(shares(&world)[2]);
            expected += (averaged[2][0] + averaged[2][1]) / f64::from(REPLICATES);
        }
        let n = found.len() as f64;
        let mean = found.iter().sum::<f64>() / n;
        let variance = found.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (n - 1.0);
        (mean, (variance / n).sqrt(), expected)
    }

    #[test]
    fn discriminators_hold_out_where_enough_is_known_and_only_there() {
        let rules = Adventure::default();
        for (q, resists) in [(0.2, false), (0.28, false), (0.5, true), (0.7, true)] {
            let least = least_discriminators(q, rules.error, rules.benefit, rules.cost);
            assert_eq!(least < 0.95, resists, "the condition of the test: {least}");
            let (mean, error, expected) = defectors(q);
            println!("q {q}: defectors 0.05 → {mean} ± {error}, averaged law {expected}");
            assert!((mean - expected).abs() < 4.0 * error, "q {q}: {mean} ± {error}, expected {expected}");
            if resists {
                assert!(mean + 4.0 * error < 0.05, "q {q}: they gain: {mean} ± {error}");
            } else {
                assert!(mean - 4.0 * error > 0.05, "q {q}: they do not gain: {mean} ± {error}");
            }
        }
    }

    #[test]
    fn the_averaged_law_turns_where_the_closed_form_says() {
        // With slow imitation scores are at rest: the gain of discriminators changes sign at q (1 − e) z = c/b.
        let mut rules = Adventure { compare: 1e-3, ..Adventure::default() };
        for share in [0.95, 0.7] {
            let turn = rules.cost / (rules.benefit * (1.0 - rules.error) * share);
            for (known, gains) in [(turn - 0.01, true), (turn + 0.01, false)] {
                rules.known = known;
                let mut shares = [[0.0, share], [0.0, 0.0], [1.0 - share, 0.0]];
                for _ in 0..50 {
                    shares = month(&shares, &rules);
                }
                let before = shares[2][0] + shares[2][1];
                shares = month(&shares, &rules);
                let change = shares[2][0] + shares[2][1] - before;
                assert_eq!(change > 0.0, gains, "q {known}, z {share}: {change}");
            }
        }
    }
}
