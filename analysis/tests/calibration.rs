//! Whether calibration finds what it should: on a small model whose parameters are known, time and again.

use analysis::calibration::posterior::Posterior;
use analysis::calibration::{Match, Target, matching};
use analysis::inference::chance::Chance;
use analysis::inference::laws;

/// People who adopt what others have adopted (Bass 1969): by themselves with chance p a month, by hearsay with q times the share of adopters.
/// Shares of adopters after 6, 12 and 24 months, and p and q from their places between 0 and 1.
fn adopters(u: &[f64], name: &str) -> Vec<f64> {
    const PEOPLE: usize = 300;
    let (p, q) = (0.01 + 0.04 * u[0], 0.05 + 0.3 * u[1]);
    let mut chance = Chance::named(name);
    let mut adopted = 0;
    let mut shares = Vec::new();
    for month in 1..=24 {
        let hazard = p + q * adopted as f64 / PEOPLE as f64;
        adopted += (0..PEOPLE - adopted).filter(|_| chance.unit() < hazard).count();
        if [6, 12, 24].contains(&month) {
            shares.push(adopted as f64 / PEOPLE as f64);
        }
    }
    shares
}

const RUNS: usize = 80;
const REPEATS: usize = 80;

fn runs(points: &[Vec<f64>], name: &str) -> Vec<Vec<f64>> {
    points.iter().enumerate().map(|(k, point)| adopters(point, &format!("{name} {k}"))).collect()
}

/// Two waves of runs, and draws from the posterior.
fn calibrated(targets: &[Target], first: &(Vec<Vec<f64>>, Vec<Vec<f64>>), name: &str) -> Posterior {
    let known = |outputs: &[Vec<f64>]| -> Vec<Vec<Option<f64>>> {
        outputs.iter().map(|row| row.iter().copied().map(Some).collect()).collect()
    };
    let wave = Match::fit(targets, &first.0, &known(&first.1));
    let left = matching::search(std::slice::from_ref(&wave), 2, RUNS, name);
    let mut points = left.points.clone();
    let mut outputs = runs(&points, name);
    for (point, output) in first.0.iter().zip(&first.1).filter(|(point, _)| !wave.rules_out(point)) {
        points.push(point.clone());
        outputs.push(output.clone());
    }
    let second = Match::fit(targets, &points, &known(&outputs));
    Posterior::draw(&[wave, second], &left.points, 2, name, &|| false).expect("nobody stops it")
}

/// Simulation-based calibration (Talts and others 2018): where the truth is drawn from the prior, its rank among the draws is even. And the
/// evidence for the method: as many runs, of which rejection keeps the nearest tenth, leave wider intervals.
#[test]
fn ranks_are_flat_intervals_cover_and_are_narrower_than_those_of_rejection() {
    let mut chance = Chance::named("truths");
    let even = |chance: &mut Chance| vec![chance.unit(), chance.unit()];
    let points: Vec<Vec<f64>> = (0..RUNS).map(|_| even(&mut chance)).collect();
    let first = (points.clone(), runs(&points, "first"));
    let plain: Vec<Vec<f64>> = (0..2 * RUNS).map(|_| even(&mut chance)).collect();
    let plain_runs = runs(&plain, "plain");
    let mut bins = [[0.0; 8]; 2];
    let (mut covered, mut widths) = ([0; 4], [0.0; 2]);
    for repeat in 0..REPEATS {
        let truth = even(&mut chance);
        let facts = adopters(&truth, &format!("fact {repeat}"));
        let target = |(k, value): (usize, &f64)| Target { name: format!("{k}"), value: *value, sd: 1e-6 };
        let targets: Vec<Target> = facts.iter().enumerate().map(target).collect();
        let drawn = calibrated(&targets, &first, &format!("repeat {repeat}"));
        for k in 0..2 {
            let below = drawn.draws.iter().filter(|draw| draw[k] < truth[k]).count();
            bins[k][below * 8 / (drawn.draws.len() + 1)] += 1.0;
            let [low, high] = drawn.quantiles(k, [0.05, 0.95]);
            covered[k] += usize::from((low..=high).contains(&truth[k]));
            widths[0] += high - low;
        }
        // Rejection on the same budget: Beaumont, Zhang and Balding (2002) without their regression.
        let distance = |run: &Vec<f64>| run.iter().zip(&facts).map(|(a, b)| (a - b).powi(2)).sum::<f64>();
        let mut order: Vec<usize> = (0..plain.len()).collect();
        order.sort_by(|a, b| distance(&plain_runs[*a]).total_cmp(&distance(&plain_runs[*b])));
        for k in 0..2 {
            let mut kept: Vec<f64> = order[..plain.len() / 10].iter().map(|run| plain[*run][k]).collect();
            kept.sort_unstable_by(f64::total_cmp);
            let [low, high] = [0.05, 0.95].map(|at| analysis::stats::quantile(&kept, at));
            covered[2 + k] += usize::from((low..=high).contains(&truth[k]));
            widths[1] += high - low;
        }
    }
    println!("ranks {bins:?}, covered {covered:?}, widths {widths:?}");
    for ranks in bins {
        let expected = REPEATS as f64 / 8.0;
        let statistic: f64 = ranks.iter().map(|n| (n - expected) * (n - expected) / expected).sum();
        assert!(laws::chi_square_above(statistic, 7.0) > 0.01, "ranks are not even: {ranks:?}");
    }
    // Of 80 intervals that hold the truth with chance 0.9 fewer than 63 or all of them do so with chance below 0.001.
    assert!(covered[..2].iter().all(|n| (63..80).contains(n)), "{covered:?}");
}
