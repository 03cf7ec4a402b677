//! Single laws, a block of 4096 at a time: what a person-month is made of.

use criterion::{BatchSize, Criterion, Throughput};
use sim_core::engine::chunks::CHUNK;
use sim_core::engine::draws::{Chance, Purpose, unit32};
use sim_core::engine::num::{exp32, ln32, pow32};
use sim_core::mechanisms::{logit, mode_choice, mode_division, regime_choice};
use std::hint::black_box;

fn main() {
    let mut criterion = Criterion::default().configure_from_args();
    portable_maths(&mut criterion);
    choices(&mut criterion);
    division(&mut criterion);
    chance(&mut criterion);
    criterion.final_summary();
}

/// A block of numbers between `least` and `most`.
fn block(least: f32, most: f32) -> Vec<f32> {
    let mut words = vec![0; CHUNK];
    Chance::new(1, 0).stream(Purpose::ModeChoice, 1).fill(0, &mut words);
    words.into_iter().map(|word| least + (most - least) * unit32(word)).collect()
}

/// One law of one number over a block.
fn each(criterion: &mut Criterion, name: &str, numbers: &[f32], law: impl Fn(f32) -> f32) {
    let mut group = criterion.benchmark_group("maths");
    group.throughput(Throughput::Elements(CHUNK as u64));
    let mut yields = vec![0.0; numbers.len()];
    group.bench_function(name, |bencher| {
        bencher.iter(|| {
            yields.iter_mut().zip(black_box(numbers)).for_each(|(y, x)| *y = law(*x));
            black_box(&mut yields);
        });
    });
    group.finish();
}

fn portable_maths(criterion: &mut Criterion) {
    each(criterion, "exp32", &block(-20.0, 20.0), exp32);
    each(criterion, "ln32", &block(0.001, 1000.0), ln32);
    each(criterion, "pow32", &block(0.001, 1000.0), |x| pow32(x, 0.55));
}

fn choices(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("choice");
    group.throughput(Throughput::Elements(CHUNK as u64));
    let (seen, draws) = (block(0.0, 1.0), block(0.0, 1.0));
    let weights = mode_choice::ModeWeights {
        means: [0.0, 0.1, -0.1, 0.0],
        fit: [0.0, 0.5, 0.0, 0.2],
        imitation: 1.5,
        habit: 1.0,
    };
    group.bench_function("mode", |bencher| {
        bencher.iter(|| {
            let chosen = seen.iter().zip(black_box(&draws)).map(|(x, u)| {
                let shares = [*x, 1.0 - x, 0.0, 0.0];
                logit::choose(2.0, mode_choice::utilities(&weights, [*x; 4], shares, 3), *u)
            });
            black_box(chosen.map(u64::from).sum::<u64>())
        });
    });
    group.bench_function("logit", |bencher| {
        bencher.iter(|| {
            let chosen =
                seen.iter().zip(black_box(&draws)).map(|(x, u)| logit::choose(2.0, [*x, 0.5, 0.3, 0.1], *u));
            black_box(chosen.map(u64::from).sum::<u64>())
        });
    });
    group.bench_function("certainty equivalent", |bencher| {
        bencher.iter(|| {
            let worth = |(x, u): (&f32, &f32)| regime_choice::log_certainty_equivalent(0.1, *x, *u, 0.05);
            black_box(seen.iter().zip(black_box(&draws)).map(worth).sum::<f32>())
        });
    });
    group.finish();
}

fn division(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("division");
    group.throughput(Throughput::Elements(CHUNK as u64));
    let inputs: Vec<f64> = block(0.1, 2.0).into_iter().map(f64::from).collect();
    let members = inputs.len() as f64;
    let input: f64 = inputs.iter().sum();
    let equal_turns = inputs.iter().map(|x| (x / input).min(1.0 / members)).sum();
    let totals = mode_division::Totals {
        members,
        modes: [0.15, 0.35, 0.15, 0.35],
        input,
        standing: input,
        equal_turns,
    };
    group.bench_function("mixture of modes", |bencher| {
        bencher.iter(|| {
            let weight = |x: &f64| mode_division::mixture(&totals, mode_division::weights(&totals, *x, *x));
            black_box(black_box(&inputs).iter().map(weight).sum::<f64>())
        });
    });
    group.finish();
}

fn chance(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("chance");
    group.throughput(Throughput::Elements(CHUNK as u64));
    let stream = Chance::new(1, 0).stream(Purpose::ModeChoice, 1);
    let mut words = vec![0; CHUNK];
    group.bench_function("fill", |bencher| {
        bencher.iter(|| {
            stream.fill(black_box(CHUNK), &mut words);
            black_box(&mut words);
        });
    });
    group.bench_function("lazy, one person in twenty", |bencher| {
        bencher.iter_batched(
            || stream.lazy(CHUNK),
            |mut lazy| (0..CHUNK).step_by(20).map(|k| u64::from(lazy.word(k))).sum::<u64>(),
            BatchSize::SmallInput,
        );
    });
    group.finish();
}
