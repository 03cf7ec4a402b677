//! M5 through the engine: people on fixed ties agree where DeGroot says, and the stubborn keep what
//! Friedkin and Johnsen say.

use super::alone::alone;
use super::case::{Case, Point, Through};
use sim_core::simulation::Simulation;
use sim_core::state::traits::prior_belief;

/// The cases of this file.
pub const CASES: [Case; 3] = [AGREEMENT, SPREAD, MINORITY];

const AGREEMENT: Case = Case {
    mechanism: 5,
    name: "people-agree",
    quantity: "Belief that all come to",
    across: "Influence a (1/month)",
    through: Through::Engine,
    limit: "no stubbornness, eight fixed random ties: consensus at the mean of first beliefs weighted by the tie matrix's stationary distribution, whatever a (DeGroot 1974)",
    allowance: "0.0001: rounding in single precision; of all people the one farthest off is held",
    curve: None,
    run: |effort| {
        let influences: &[f64] = effort.choose(&[0.2], &[0.05, 0.1, 0.2, 0.4]);
        influences.iter().map(|a| agreed(*a)).collect()
    },
};

const SPREAD: Case = Case {
    mechanism: 5,
    name: "people-differ",
    quantity: "Spread of people's beliefs over that of their priors",
    across: "Stubbornness s",
    through: Through::Engine,
    limit: "everybody sees everybody, a = 0.2: s/(s + (1 − s) a) (Friedkin and Johnsen 1990)",
    allowance: "0.0001: rounding in single precision",
    curve: Some(kept),
    run: |effort| {
        let all: &[f64] = effort.choose(&[0.1], &[0.05, 0.1, 0.2, 0.4, 0.7]);
        all.iter().map(|s| Point::exact(*s, kept(*s), spread(*s), 1e-4)).collect()
    },
};

const MINORITY: Case = Case {
    mechanism: 5,
    name: "minority-leads",
    quantity: "Belief, mean",
    across: "Share m of people who hold to a belief of 0.8",
    through: Through::Engine,
    limit: "all others have priors of 0.1 on average, s = 0.05, a = 0.2: (0.8 m + 0.1 (1 − m) A)/(m + (1 − m) A), A = s/(s + (1 − s) a), in mean field (Friedkin and Johnsen 1990)",
    allowance: "0.0005: priors come in 255 classes",
    curve: Some(led),
    run: |effort| {
        let people = effort.choose(10_000, 40_000);
        [0.01, 0.02, 0.05, 0.1, 0.2].into_iter().map(|m| lead(people, m)).collect()
    },
};

const INFLUENCE: f64 = 0.2;

/// Weight of one's prior in where one's belief rests.
fn kept(stubbornness: f64) -> f64 {
    stubbornness / (stubbornness + (1.0 - stubbornness) * INFLUENCE)
}

fn led(minority: f64) -> f64 {
    let own = (1.0 - minority) * kept(0.05);
    (0.8 * minority + 0.1 * own) / (minority + own)
}

/// A world of beliefs after so many months, from those that are given.
fn lived(people: usize, set: &[String], start: impl Fn(usize) -> f32, months: usize) -> Simulation {
    let mut all = vec![
        format!("world.people={people}"),
        "imaginary.prior_max=0.2".into(),
        "imaginary.minority_belief=0.8".into(),
    ];
    all.extend(set.iter().cloned());
    let mut world = alone(&["imaginary"], &all);
    let beliefs = &mut world.world_mut().people.belief;
    beliefs.put_each(start);
    for _ in 0..months {
        world.step().expect("nothing to break");
    }
    world
}

fn agreed(influence: f64) -> Point {
    const PEOPLE: usize = 2_000;
    let set = [
        "ties.kind=random".into(),
        "imaginary.minority=0".into(),
        "imaginary.stubbornness=0".into(),
        format!("imaginary.influence={influence}"),
    ];
    let start = |i: usize| ((i * 37) % 101) as f32 / 101.0;
    let world = lived(PEOPLE, &set, start, 800);
    let mut weights = vec![1.0 / PEOPLE as f64; PEOPLE];
    for _ in 0..400 {
        let before = weights.clone();
        weights = before.iter().map(|w| 0.2 * w).collect();
        for (i, w) in before.iter().enumerate() {
            world.world().ties.each(i as u32, 0, |to| weights[to as usize] += 0.8 * w / 8.0);
        }
    }
    let expected: f64 = weights.iter().enumerate().map(|(i, w)| w * f64::from(start(i))).sum();
    let beliefs = world.world().people.belief.iter().map(f64::from);
    let far = beliefs.max_by(|a, b| (a - expected).abs().total_cmp(&(b - expected).abs()));
    Point::exact(influence, expected, far.unwrap_or(f64::NAN), 1e-4)
}

fn spread(stubbornness: f64) -> f64 {
    let set = [
        "imaginary.minority=0".into(),
        format!("imaginary.stubbornness={stubbornness}"),
        format!("imaginary.influence={INFLUENCE}"),
    ];
    let world = lived(2_000, &set, |_| 0.9, 400);
    let people = &world.world().people;
    let prior = |class: &u8| f64::from(prior_belief(*class, 0.2, 0.0, 0.8).0);
    let priors: Vec<f64> = people.prior.iter().map(prior).collect();
    let beliefs: Vec<f64> = people.belief.iter().map(f64::from).collect();
    let deviation = |of: &[f64]| {
        let mean = of.iter().sum::<f64>() / of.len() as f64;
        of.iter().map(|x| (x - mean).powi(2)).sum::<f64>().sqrt()
    };
    deviation(&beliefs) / deviation(&priors)
}

fn lead(people: usize, minority: f64) -> Point {
    let set = [
        format!("imaginary.minority={minority}"),
        "imaginary.stubbornness=0.05".into(),
        format!("imaginary.influence={INFLUENCE}"),
    ];
    let world = lived(people, &set, |_| 0.5, 300);
    let simulated = world.observe().world.belief.value().expect("the imaginary is on");
    // Who belongs to the minority, and what others' priors are, is by chance.
    let share = (minority * (1.0 - minority) / people as f64).sqrt();
    let by_share = (led(minority + 1e-6) - led(minority - 1e-6)) / 2e-6 * share;
    let others = (1.0 - minority) * kept(0.05);
    let by_priors = others / (minority + others) * 0.2 / (12.0 * people as f64).sqrt();
    let error = (by_share * by_share + by_priors * by_priors).sqrt();
    Point { x: minority, expected: led(minority), simulated, error, allowance: 5e-4 }
}

#[cfg(test)]
mod tests {
    use super::super::case::{Effort, assert_holds};
    use super::*;

    #[test]
    fn beliefs_of_a_world_meet_their_closed_forms() {
        for case in &CASES {
            assert_holds(case, Effort::Quick);
        }
    }
}
