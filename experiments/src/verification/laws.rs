//! Pure laws, step after step, against their closed forms: mechanisms whose limit needs no world.

use super::case::{Case, Effort, Point, Through};
use sim_core::engine::draws::{Chance, Purpose, unit32};
use sim_core::engine::num;
use sim_core::mechanisms::bass_diffusion::bass_step;
use sim_core::mechanisms::breakdown;
use sim_core::mechanisms::burnout::exit_chance;
use sim_core::mechanisms::capacity::{crash_chance, use_step};
use sim_core::mechanisms::commons_time::commons_time;
use sim_core::mechanisms::influence::drift;
use sim_core::mechanisms::institutional_norm::norm;
use sim_core::mechanisms::knowledge::{self, knowledge_step};
use sim_core::mechanisms::rival_governance::{clearing, design};
use sim_core::mechanisms::{abundance, imaginary, taste};
use sim_core::params::Knowledge;

/// What rounding in single precision leaves open after some hundred steps.
const ROUNDING: &str = "rounding in single precision";

/// The cases of this file.
pub const CASES: [Case; 16] = [
    BASS,
    DE_GROOT,
    FRIEDKIN_JOHNSEN,
    TASTE,
    COMMONS_TIME,
    KNOWLEDGE_REST,
    KNOWLEDGE_GROWTH,
    CONGESTION,
    SAW_TOOTH,
    SURVIVAL,
    DRIFT,
    ORDER,
    CLEARING,
    DESIGN,
    ABUNDANCE,
    NORM,
];

/// So many months apart, a number of points after one law step a month.
fn months<T>(
    last: usize,
    start: T,
    step: impl Fn(T) -> T,
    read: impl Fn(&T) -> f64,
    expected: fn(f64) -> f64,
    allowance: f64,
) -> Vec<Point> {
    let mut state = start;
    let mut points = Vec::new();
    for month in 1..=last {
        state = step(state);
        if month % (last / 12) == 0 {
            let x = month as f64;
            points.push(Point::exact(x, expected(x), read(&state), allowance));
        }
    }
    points
}

const P: f64 = 0.0025;
const Q: f64 = 0.032;

/// M4.
const BASS: Case = Case {
    mechanism: 4,
    name: "bass",
    quantity: "Share that has taken it up",
    across: "Months",
    through: Through::Law,
    limit: "z = (1 − e^(−(p+q)t))/(1 + (q/p) e^(−(p+q)t)), p = 0.0025, q = 0.032 a month (Bass 1969)",
    allowance: "rounding",
    curve: Some(bass),
    run: |_| months(300, 0.0, |z| bass_step(z, 1.0, P, Q), |z| *z, bass, 1e-12),
};

fn bass(month: f64) -> f64 {
    let decay = num::exp(-(P + Q) * month);
    (1.0 - decay) / (1.0 + Q / P * decay)
}

/// A directed network of so many people who see their successor on a ring and a person further on.
fn ring(people: usize) -> Vec<[usize; 2]> {
    (0..people).map(|i| [(i + 1) % people, (i * i + 3 * i + 7) % people]).collect()
}

/// M5.
const DE_GROOT: Case = Case {
    mechanism: 5,
    name: "degroot",
    quantity: "Belief that all come to",
    across: "Influence a (1/month)",
    through: Through::Law,
    limit: "no stubbornness, fixed ties: consensus at the mean of first beliefs weighted by the tie matrix's stationary distribution, whatever a (DeGroot 1974)",
    allowance: ROUNDING,
    curve: None,
    run: |_| [0.05, 0.1, 0.2, 0.4].into_iter().map(consensus).collect(),
};

fn consensus(influence: f64) -> Point {
    const PEOPLE: usize = 200;
    let ties = ring(PEOPLE);
    let start: Vec<f32> = (0..PEOPLE).map(|i| ((i * 37) % 101) as f32 / 101.0).collect();
    let (mut beliefs, mut weights) = (start.clone(), vec![1.0 / PEOPLE as f64; PEOPLE]);
    for _ in 0..60_000 {
        let old = beliefs.clone();
        for (b, (own, tie)) in beliefs.iter_mut().zip(old.iter().zip(&ties)) {
            *b = imaginary::belief(0.0, 0.0, influence as f32, *own, (old[tie[0]] + old[tie[1]]) / 2.0);
        }
        let before = weights.clone();
        weights = before.iter().map(|w| (1.0 - influence) * w).collect();
        for (w, tie) in before.iter().zip(&ties) {
            tie.iter().for_each(|to| weights[*to] += influence * w / 2.0);
        }
    }
    let expected: f64 = weights.iter().zip(&start).map(|(w, b)| w * f64::from(*b)).sum();
    let far = beliefs
        .iter()
        .map(|b| f64::from(*b))
        .max_by(|a, b| (a - expected).abs().total_cmp(&(b - expected).abs()));
    Point::exact(influence, expected, far.unwrap_or(f64::NAN), 1e-4)
}

const INFLUENCE: f64 = 0.2;

/// M5.
const FRIEDKIN_JOHNSEN: Case = Case {
    mechanism: 5,
    name: "friedkin-johnsen",
    quantity: "Spread of beliefs over that of priors",
    across: "Stubbornness s",
    through: Through::Law,
    limit: "everybody sees everybody, a = 0.2: s.d. of beliefs over that of priors is s/(s + (1 − s) a), their mean that of priors (Friedkin and Johnsen 1990)",
    allowance: ROUNDING,
    curve: Some(spread_left),
    run: |_| {
        [0.02, 0.05, 0.1, 0.2, 0.4, 0.7]
            .into_iter()
            .map(|s| Point::exact(s, spread_left(s), spread_after(s), 1e-4))
            .collect()
    },
};

fn spread_left(stubbornness: f64) -> f64 {
    stubbornness / (stubbornness + (1.0 - stubbornness) * INFLUENCE)
}

fn spread_after(stubbornness: f64) -> f64 {
    let priors: Vec<f32> = (0..500).map(|i| i as f32 / 499.0).collect();
    let mut beliefs = vec![0.9f32; priors.len()];
    for _ in 0..2000 {
        let mean = beliefs.iter().sum::<f32>() / beliefs.len() as f32;
        for (b, prior) in beliefs.iter_mut().zip(&priors) {
            *b = imaginary::belief(*prior, stubbornness as f32, INFLUENCE as f32, *b, mean);
        }
    }
    let spread = |of: &[f32]| {
        let mean = of.iter().map(|x| f64::from(*x)).sum::<f64>() / of.len() as f64;
        of.iter().map(|x| (f64::from(*x) - mean).powi(2)).sum::<f64>().sqrt()
    };
    spread(&beliefs) / spread(&priors)
}

/// Ceiling, floor, growth and loss of taste; experience.
const TASTES: [f64; 5] = [0.4, 0.12, 0.03, 0.006, 0.5];

/// M6.
const TASTE: Case = Case {
    mechanism: 6,
    name: "taste",
    quantity: "Taste for unalienated work",
    across: "Months",
    through: Through::Law,
    limit: "half the hours in projects: τ* + (τ_0 − τ*)(1 − γ_up e − γ_down)^t, τ* = (γ_up e τ̂ + γ_down τ_0)/(γ_up e + γ_down) = 0.32",
    allowance: ROUNDING,
    curve: Some(taste_by),
    run: |_| {
        let [ceiling, floor, up, down, e] = TASTES.map(|x| x as f32);
        months(
            240,
            floor,
            |t| taste::taste(t, ceiling, floor, e, up, down),
            |t| f64::from(*t),
            taste_by,
            1e-5,
        )
    },
};

fn taste_by(month: f64) -> f64 {
    let [ceiling, floor, up, down, e] = TASTES;
    let end = (up * e * ceiling + down * floor) / (up * e + down);
    end + (floor - end) * num::pow(1.0 - up * e - down, month)
}

/// M7.
const COMMONS_TIME: Case = Case {
    mechanism: 7,
    name: "commons-time",
    quantity: "Hours given beside wage work (share of a month)",
    across: "Chance μ of finding a fitting project",
    through: Through::Law,
    limit: "joint rest with M6, half of income needed: the root of c = μ τ*(c) (1 − y_sub/y), a quadratic in c",
    allowance: ROUNDING,
    curve: Some(hours_given),
    run: |_| {
        (1..=10)
            .map(|k| f64::from(k) / 10.0)
            .map(|mu| Point::exact(mu, hours_given(mu), hours_settled(mu), 1e-5))
            .collect()
    },
};

fn hours_given(fitting: f64) -> f64 {
    let [ceiling, floor, up, down, _] = TASTES;
    let m = 0.5 * fitting;
    let (a, b, c) = (up, down - m * up * ceiling, -m * down * floor);
    (-b + (b * b - 4.0 * a * c).sqrt()) / (2.0 * a)
}

fn hours_settled(fitting: f64) -> f64 {
    let [ceiling, floor, up, down, _] = TASTES.map(|x| x as f32);
    let (mut t, mut hours) = (floor, 0.0);
    for _ in 0..5000 {
        hours = commons_time(fitting as f32, t, 0.5, 0.0, 0.5, 1.0, 1.0);
        t = taste::taste(t, ceiling, floor, hours, up, down);
    }
    f64::from(hours)
}

/// M9.
const KNOWLEDGE_REST: Case = Case {
    mechanism: 9,
    name: "knowledge-rest",
    quantity: "Open knowledge a head (2001 = 1)",
    across: "Hours a head in projects over those of 2001",
    through: Through::Law,
    limit: "constant hours: the root of o q = a (ℓ/ℓ_0)^λ (1 + r q^σ) with the defaults of [knowledge] and no paid hours",
    allowance: "what 20 000 months leave",
    curve: Some(knowledge_by_hours),
    run: |_| {
        [0.5, 1.0, 2.0, 4.0, 8.0, 16.0]
            .into_iter()
            .map(|ratio| {
                Point::exact(
                    ratio,
                    knowledge_by_hours(ratio),
                    knowledge_after(ratio),
                    1e-6 * knowledge_by_hours(ratio),
                )
            })
            .collect()
    },
};

fn unpaid() -> Knowledge {
    Knowledge { paid_hours: 0.0, ..Knowledge::default() }
}

/// By Newton's method, from the equation itself.
fn knowledge_by_hours(ratio: f64) -> f64 {
    let k = unpaid();
    let made = k.obsolescence / (1.0 + k.reuse) * num::pow(ratio, k.hours_exponent);
    let mut q = ratio.max(1.0) * 10.0;
    for _ in 0..200 {
        let excess = made * (1.0 + k.reuse * num::pow(q, k.reuse_exponent)) - k.obsolescence * q;
        let slope = made * k.reuse * k.reuse_exponent * num::pow(q, k.reuse_exponent - 1.0) - k.obsolescence;
        q = (q - excess / slope).max(1e-6);
    }
    q
}

fn knowledge_after(ratio: f64) -> f64 {
    let k = unpaid();
    (0..20_000).fold(1.0, |q, _| knowledge_step(q, 0.01 * ratio, 0.01, &k))
}

/// M9.
const KNOWLEDGE_GROWTH: Case = Case {
    mechanism: 9,
    name: "knowledge-growth",
    quantity: "Growth of open knowledge (per mille a month)",
    across: "Growth of hours (per mille a month)",
    through: Through::Law,
    limit: "hours growing at n, no paid hours, hardly any obsolescence: g = λ n/(1 − σ) (Jones 1995)",
    allowance: "1 %: growth after 60 000 months, obsolescence 0.0001",
    curve: Some(growth_by_hours),
    run: |_| {
        [0.5, 1.0, 1.5, 2.0]
            .into_iter()
            .map(|n| Point::exact(n, growth_by_hours(n), growth_after(n), 0.01 * growth_by_hours(n)))
            .collect()
    },
};

fn growth_by_hours(n: f64) -> f64 {
    let k = Knowledge::default();
    k.hours_exponent * n / (1.0 - k.reuse_exponent)
}

fn growth_after(n: f64) -> f64 {
    let k = Knowledge { obsolescence: 1e-4, ..unpaid() };
    let (mut hours, mut q, mut growth) = (0.01, 1.0, 0.0);
    for _ in 0..60_000 {
        hours *= 1.0 + n / 1000.0;
        let next = knowledge_step(q, hours, 0.01, &k);
        growth = next / q - 1.0;
        q = next;
    }
    growth * 1000.0
}

const CAPACITY: f64 = 500.0;

/// M10.
const CONGESTION: Case = Case {
    mechanism: 10,
    name: "congestion",
    quantity: "Users",
    across: "Months",
    through: Through::Law,
    limit: "congestion alone: logistic to the capacity of 500 from 2 users, at 0.1 a month (Verhulst 1838)",
    allowance: ROUNDING,
    curve: Some(logistic),
    run: |_| {
        months(
            120,
            2.0f32,
            |u| use_step(u, f32::INFINITY, CAPACITY as f32, 0.1, 1.0),
            |u| f64::from(*u),
            logistic,
            0.5,
        )
    },
};

fn logistic(month: f64) -> f64 {
    CAPACITY / (1.0 + (CAPACITY / 2.0 - 1.0) * num::exp(-0.1 * month))
}

/// M10.
const SAW_TOOTH: Case = Case {
    mechanism: 10,
    name: "saw-tooth",
    quantity: "Mean users over capacity",
    across: "Share s shed by a crash",
    through: Through::Law,
    limit: "exponential growth and a crash as soon as capacity is passed: mean s/ln(1/(1 − s))",
    allowance: "1.5 times a month's growth: months are steps",
    curve: Some(saw_tooth),
    run: |_| {
        [0.2, 0.35, 0.5, 0.65, 0.8]
            .into_iter()
            .map(|s| Point::exact(s, saw_tooth(s), sawn(s), 0.03 * saw_tooth(s)))
            .collect()
    },
};

fn saw_tooth(shed: f64) -> f64 {
    shed / num::ln(1.0 / (1.0 - shed))
}

fn sawn(shed: f64) -> f64 {
    let (mut users, mut sum, mut months) = (0.1f32, 0.0f64, 0.0);
    for month in 0..40_000 {
        users = use_step(1000.0 * users, f32::INFINITY, 1000.0, 0.02, 0.0) / 1000.0;
        // A hazard without end: it crashes in the month in which capacity is passed.
        if crash_chance(users, 1.0, 1e12) > 0.5 {
            users *= 1.0 - shed as f32;
        }
        if month > 1000 {
            (sum, months) = (sum + f64::from(users), months + 1.0);
        }
    }
    sum / months
}

/// Chance a month to leave when 0.4 of 0.2 is unpaid: the base is 0.01, the rise 0.03.
const HAZARD: f64 = 0.01 + 0.03 * (0.4 / 0.2 - 1.0);

/// M12.
const SURVIVAL: Case = Case {
    mechanism: 12,
    name: "burn-out",
    quantity: "Maintainers who are still there",
    across: "Months",
    through: Through::Law,
    limit: "constant hours beyond taste: e^(−h t), h = h_0 + h_1 (unpaid hours/τ − 1) = 0.04",
    allowance: "none beside chance",
    curve: Some(survivors),
    run: survive,
};

fn survivors(month: f64) -> f64 {
    num::exp(-HAZARD * month)
}

fn survive(effort: Effort) -> Vec<Point> {
    let people = effort.choose(20_000, 200_000);
    let chance = exit_chance(0.01, 0.03, 0.4, 0.2);
    let mut alive = vec![true; people];
    let mut points = Vec::new();
    for month in 1..=96 {
        let mut words = vec![0; people];
        Chance::new(4, 0).stream(Purpose::ProjectExit, month).fill(0, &mut words);
        alive.iter_mut().zip(&words).for_each(|(a, w)| *a &= unit32(*w) >= chance);
        if month % 12 == 0 {
            let (x, expected) = (month as f64, survivors(month as f64));
            let simulated = alive.iter().filter(|a| **a).count() as f64 / people as f64;
            let error = (expected * (1.0 - expected) / people as f64).sqrt();
            points.push(Point { x, expected, simulated, error, allowance: 0.0 });
        }
    }
    points
}

/// M13.
const DRIFT: Case = Case {
    mechanism: 13,
    name: "sponsors-drift",
    quantity: "Culture of a project",
    across: "Months",
    through: Through::Law,
    limit: "constant paid share: from 0.2 to the sponsor's 0.9 at the rate v_0 · paid = 0.02 · 0.6 a month",
    allowance: ROUNDING,
    curve: Some(culture),
    run: |_| months(240, 0.2f32, |c| drift(c, 0.9, 0.6, 0.02), |c| f64::from(*c), culture, 1e-4),
};

fn culture(month: f64) -> f64 {
    0.9 - 0.7 * num::pow(1.0 - 0.012, month)
}

/// M23.
const ORDER: Case = Case {
    mechanism: 23,
    name: "order",
    quantity: "Capacity of trade and states",
    across: "Months (needs are unmet in the first 60)",
    through: Through::Law,
    limit: "past the threshold it falls by 5 % a month, met again it closes 2 % of its distance from 1 a month",
    allowance: "rounding",
    curve: Some(order),
    run: |_| {
        let step = |(month, order): (i32, f64)| {
            let broken = month < 60;
            (month + 1, breakdown::order(order, broken, 0.0, 0.05, 0.02, 1.0))
        };
        months(240, (0, 1.0), step, |state| state.1, order, 1e-9)
    },
};

fn order(month: f64) -> f64 {
    let low = |m: f64| num::pow(0.95, m);
    if month <= 60.0 { low(month) } else { 1.0 - (1.0 - low(60.0)) * num::pow(0.98, month - 60.0) }
}

/// M27.
const CLEARING: Case = Case {
    mechanism: 27,
    name: "market-clearing",
    quantity: "What a bid of 1 gets",
    across: "Supply over what all want",
    through: Through::Law,
    limit: "half bid 1, half 3, all want 1: λ = R/2 while both are short (R ≤ 2/3), else 2 R − 1, at most 1",
    allowance: "bisection",
    curve: Some(cleared),
    run: |_| {
        let members: Vec<(f64, f64)> = (0..100).map(|i| (1.0, if i % 2 == 0 { 1.0 } else { 3.0 })).collect();
        let got = |r: f64| clearing(&members, 100.0 * r).min(1.0);
        (1..10).map(|k| f64::from(k) / 10.0).map(|r| Point::exact(r, cleared(r), got(r), 1e-6)).collect()
    },
};

fn cleared(supply: f64) -> f64 {
    if supply <= 2.0 / 3.0 { supply / 2.0 } else { (2.0 * supply - 1.0).min(1.0) }
}

/// M27.
const DESIGN: Case = Case {
    mechanism: 27,
    name: "design",
    quantity: "Rival share of a project's resources",
    across: "Effort put into design (share of hours)",
    through: Through::Law,
    limit: "rests at g/(g + e · effort), regrowth g = 0.01, effect e = 1 a month",
    allowance: ROUNDING,
    curve: Some(rival),
    run: |_| {
        let rest = |effort: f64| {
            f64::from((0..5000).fold(0.5f32, |share, _| design(share, 0.01, 1.0, effort as f32)))
        };
        [0.0, 0.005, 0.01, 0.02, 0.04, 0.08]
            .into_iter()
            .map(|e| Point::exact(e, rival(e), rest(e), 1e-4))
            .collect()
    },
};

fn rival(effort: f64) -> f64 {
    0.01 / (0.01 + effort)
}

/// M29.
const ABUNDANCE: Case = Case {
    mechanism: 29,
    name: "abundance",
    quantity: "Commons time at rest (share of a month)",
    across: "Leaning: taste times chance of a project",
    through: Through::Law,
    limit: "all online, half of income needed, ζ = 0.5: the fixed point of commons time (M7), knowledge (M9) and need (M29), by bisection",
    allowance: "what 20 000 months leave, in single precision",
    curve: Some(time_at_rest),
    run: |_| {
        [0.05, 0.1, 0.15, 0.2, 0.3]
            .into_iter()
            .map(|leaning| Point::exact(leaning, time_at_rest(leaning), time_settled(leaning), 1e-4))
            .collect()
    },
};

fn time_with(leaning: f64, stock: f64, k: &Knowledge) -> f64 {
    let need = 0.5 * abundance::essentials(0.5, 1.0, knowledge::success(stock, k));
    f64::from(commons_time(1.0, leaning as f32, 0.0, 0.0, need as f32, 1.0, 1.0))
}

fn time_at_rest(leaning: f64) -> f64 {
    let k = Knowledge::default();
    let (mut low, mut high) = (0.0, 1.0);
    for _ in 0..50 {
        let middle = 0.5 * (low + high);
        if time_with(leaning, knowledge::rest(middle, 0.01, &k), &k) > middle {
            low = middle
        } else {
            high = middle
        }
    }
    0.5 * (low + high)
}

fn time_settled(leaning: f64) -> f64 {
    let k = Knowledge::default();
    let mut stock = 1.0;
    for _ in 0..20_000 {
        stock = knowledge_step(stock, time_with(leaning, stock, &k), 0.01, &k);
    }
    time_with(leaning, stock, &k)
}

/// M31.
const NORM: Case = Case {
    mechanism: 31,
    name: "norm",
    quantity: "Norm (nats)",
    across: "Months",
    through: Through::Law,
    limit: "the distance to a constant target of 0.2 halves every 120 months",
    allowance: "rounding",
    curve: Some(norm_by),
    run: |_| months(480, -0.1, |n| norm(n, 0.2, 120.0), |n| *n, norm_by, 1e-12),
};

fn norm_by(month: f64) -> f64 {
    0.2 - 0.3 * num::pow(0.5, month / 120.0)
}

#[cfg(test)]
mod tests {
    use super::super::case::assert_holds;
    use super::*;

    #[test]
    fn laws_meet_their_closed_forms() {
        for case in &CASES {
            assert_holds(case, Effort::Quick);
        }
    }
}
