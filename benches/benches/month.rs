//! Whole months: the economy and imitation alone, the economy with one mechanism off at a time, and each of its lines.
//!
//! A world goes on from iteration to iteration, as in a run: the months that are timed are not the same ones.

use benches::workload::Workload;
use criterion::measurement::WallTime;
use criterion::{BenchmarkGroup, Criterion, SamplingMode, Throughput};
use sim_core::params::MECHANISMS;
use sim_core::phases::Line;
use sim_core::simulation::Simulation;
use std::hint::black_box;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// People of the economy in these benches.
const PEOPLE: u64 = 20_000;
/// Burn-in of the library's scenarios.
const BURN_IN: u64 = 96;

fn main() {
    let mut criterion = short().configure_from_args();
    whole(&mut criterion);
    without_one(&mut criterion);
    lines(&mut criterion);
    criterion.final_summary();
}

/// Thirty-odd worlds at the usual length would take some minutes; the command line may ask for other lengths.
fn short() -> Criterion {
    let criterion = Criterion::default().sample_size(20);
    criterion.warm_up_time(Duration::from_secs(1)).measurement_time(Duration::from_secs(3))
}

fn whole(criterion: &mut Criterion) {
    let mut group = months(criterion, "month");
    month(&mut group, "emergence, 20 000 people", world_of_emergence, PEOPLE);
    let adventure = ["mechanisms.adventure=true".to_owned()];
    month(
        &mut group,
        "emergence with adventure, 20 000 people",
        || world(Workload::Emergence, PEOPLE, BURN_IN, &adventure),
        PEOPLE,
    );
    month(&mut group, "potts, 100 000 people", || world(Workload::Potts, 100_000, 0, &[]), 100_000);
    group.finish();
}

/// What a mechanism costs is what a month without it saves; one that is off by default is among the whole months.
fn without_one(criterion: &mut Criterion) {
    let mut group = months(criterion, "month of emergence without");
    for mechanism in MECHANISMS.iter().filter(|m| m.name != "adventure") {
        let mut off = vec![format!("mechanisms.{}=false", mechanism.name)];
        // Commons time needs taste.
        if mechanism.name == "taste" {
            off.push("mechanisms.commons_time=false".into());
        }
        month(&mut group, mechanism.name, || world(Workload::Emergence, PEOPLE, BURN_IN, &off), PEOPLE);
    }
    group.finish();
}

/// What each line of the month takes. The world says when a line begins; the last ends with the month.
fn lines(criterion: &mut Criterion) {
    let mut group = months(criterion, "line of emergence");
    group.throughput(Throughput::Elements(PEOPLE));
    for line in Line::ALL {
        let mut world = None;
        group.bench_function(line.name(), |bencher| {
            let (world, clock) = world.get_or_insert_with(|| {
                let mut world = world_of_emergence();
                let clock = Arc::new(Mutex::new(Clock::default()));
                let told = Arc::clone(&clock);
                world.tell(Box::new(move |begun| {
                    turn(&told, begun == line);
                }));
                (world, clock)
            });
            bencher.iter_custom(|months| {
                let before = turn(clock, false);
                for _ in 0..months {
                    black_box(world.step().expect("scenarios of the library keep their books"));
                    turn(clock, false);
                }
                turn(clock, false) - before
            });
        });
    }
    group.finish();
}

fn world_of_emergence() -> Simulation {
    world(Workload::Emergence, PEOPLE, BURN_IN, &[])
}

/// Runs while one line does.
#[derive(Default)]
struct Clock {
    since: Option<Instant>,
    shown: Duration,
}

/// Stops the clock, starts it again if it is to run, and says what it shows.
fn turn(clock: &Mutex<Clock>, runs: bool) -> Duration {
    let mut clock = clock.lock().expect("nobody panics with it in hand");
    let now = Instant::now();
    if let Some(since) = clock.since.take() {
        clock.shown += now - since;
    }
    clock.since = runs.then_some(now);
    clock.shown
}

fn months<'a>(criterion: &'a mut Criterion, name: &str) -> BenchmarkGroup<'a, WallTime> {
    let mut group = criterion.benchmark_group(name);
    group.sampling_mode(SamplingMode::Flat);
    group
}

/// A world after its burn-in.
fn world(workload: Workload, people: u64, burn_in: u64, off: &[String]) -> Simulation {
    let params = workload.params(people, burn_in, off).unwrap_or_else(|errors| panic!("{errors}"));
    let mut simulation = Simulation::genesis(Arc::new(params), 0);
    simulation.burn_in().expect("scenarios of the library keep their books");
    simulation
}

fn month(group: &mut BenchmarkGroup<WallTime>, name: &str, make: impl Fn() -> Simulation, people: u64) {
    group.throughput(Throughput::Elements(people));
    // Made when it is first needed, and only then: a filter on the command line leaves others out.
    let mut world = None;
    group.bench_function(name, |bencher| {
        let world = world.get_or_insert_with(&make);
        bencher.iter(|| black_box(world.step().expect("scenarios of the library keep their books")));
    });
}
