//! Reading, summarising and drawing tables of the size that large ensembles leave.
//!
//! `cargo bench -p benches --bench tables -- [RUNS]`: seconds, the median of so many runs (3), and peak memory where the system tells.
//! The first table is that of 64 replicates, 600 months and 10 regions by year, with every column; the second has ten million rows of
//! one measure.

use analysis::figures::{self, Edition, FigureContext};
use analysis::summary::Summary;
use analysis::table::{Series, WORLD};
use analysis::{pdf, png};
use sim_core::observables::MEASURES;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::time::Instant;

const REPLICATES: u64 = 64;
const MONTHS: i64 = 600;
const REGIONS: u64 = 10;
const ROWS: u64 = 10_000_000;

fn main() -> io::Result<()> {
    let runs = std::env::args().skip(1).find_map(|word| word.parse().ok()).unwrap_or(3);
    let series = ensemble();
    say(&format!("{} rows of {} measures, in memory", series.len(), series.measures().len()))?;
    time("summarise", runs, || Summary::of(&series).len())?;
    let context = FigureContext {
        scenario: "bench".into(),
        replicates: REPLICATES,
        people: 20_000,
        edition: Edition::default(),
    };
    let names = figures::applicable(&series);
    let draw = |name: &&str| figures::draw(name, &series, &context).expect("a full table fills each figure");
    time(&format!("draw {} figures as SVG", names.len()), runs, || {
        names.iter().map(draw).map(|figure| figure.svg.len()).sum()
    })?;
    let drawn: Vec<_> = names.iter().map(draw).collect();
    time("turn them into PDF", runs, || {
        drawn.iter().map(|f| pdf::print(&f.svg, f.name).map(|p| p.len())).filter(Result::is_ok).count()
    })?;
    time("turn them into PNG, one after the other", runs, || {
        drawn.iter().filter(|f| png::rasterise(&f.svg, 300.0).is_ok()).count()
    })?;
    drop((drawn, series));
    let text = long();
    say(&format!("{ROWS} rows of one measure, {} MB of text", text.len() / 1_000_000))?;
    let before = peak();
    time("read and summarise", runs, || {
        let series = Series::read(text.as_bytes(), "long.csv").expect("a sound table");
        Summary::of(&series).len()
    })?;
    if let (Some(before), Some(after)) = (before, peak()) {
        let own = after.saturating_sub(text.len() as u64);
        say(&format!(
            "peak memory {} MB, of which the text takes {} MB (before: {} MB)",
            after >> 20,
            text.len() >> 20,
            before >> 20
        ))?;
        say(&format!("without the text {} MB", own >> 20))?;
    }
    Ok(())
}

/// A table of an ensemble: the world by month, regions by year; numbers that wander, in every column.
fn ensemble() -> Series {
    let mut series = Series::new(MEASURES.iter().map(|info| info.name.to_owned()).collect());
    let mut noise = 1_u64;
    let mut next = || {
        noise = noise.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (noise >> 33) as f64 / (1_u64 << 31) as f64
    };
    for replicate in 0..REPLICATES {
        for month in 0..=MONTHS {
            let mut push = |region: &str| {
                let cells: Vec<Option<f64>> = MEASURES.iter().map(|info| Some(value(info, next()))).collect();
                series.push_row(replicate, month, region, cells.into_iter()).expect("a cell a column");
            };
            push(WORLD);
            if month % 12 == 0 {
                (0..REGIONS).for_each(|region| push(&format!("region {region}")));
            }
        }
    }
    series
}

/// A number in a measure's range. Stages are whole.
fn value(info: &sim_core::observables::MeasureInfo, chance: f64) -> f64 {
    let (low, high) = info.range;
    if info.name == "stage" {
        return (chance * 6.0).floor().min(5.0);
    }
    if high.is_finite() && low.is_finite() {
        low + (0.2 + 0.6 * chance) * (high - low)
    } else {
        900.0 + 200.0 * chance
    }
}

/// Text of a table with one measure.
fn long() -> String {
    let months = ROWS / 1000;
    let mut text = String::with_capacity(32 * ROWS as usize);
    text.push_str("replicate,month,region,share\n");
    for replicate in 0..1000 {
        for month in 0..months {
            // A String takes all that is written to it.
            let _ = writeln!(
                text,
                "{replicate},{month},world,0.{:04}",
                (replicate * 7919 + month * 104_729) % 10_000
            );
        }
    }
    text
}

fn time(what: &str, runs: usize, mut work: impl FnMut() -> usize) -> io::Result<()> {
    let mut seconds: Vec<f64> = (0..runs)
        .map(|_| {
            let begin = Instant::now();
            std::hint::black_box(work());
            begin.elapsed().as_secs_f64()
        })
        .collect();
    seconds.sort_unstable_by(f64::total_cmp);
    say(&format!("{what}: {:.3} s ({:.3} to {:.3})", seconds[runs / 2], seconds[0], seconds[runs - 1]))
}

/// Peak resident memory of this process in bytes.
fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<u64>().ok().map(|kib| kib * 1024)
}

fn say(line: &str) -> io::Result<()> {
    writeln!(io::stdout(), "{line}")
}
