//! `fourfold verify`: the cases of [`verification`](crate::verification), run and written down.

use crate::results::drawing::{Format, Page};
use crate::results::file::{FileRecord, write_whole};
use crate::results::folder::Folder;
use crate::results::manifest;
use crate::results::tables::{Column, Rows, dictionary};
use crate::verification::case::{Case, Effort, Point};
use crate::{Failure, Workers};
use analysis::figures::verification::{self as figure, Chart, Mark};
use rayon::prelude::*;
use serde_json::{Value as Json, json};
use sim_core::engine::chunks;
use sim_core::observables::Cell;
use sim_core::params::MECHANISMS;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;

/// The table.
pub const TABLE: &str = "verification.csv";

/// A case that was run.
pub struct Verified {
    /// The case.
    pub case: Case,
    /// Its points; none if it failed.
    pub points: Vec<Point>,
    /// What broke on the way.
    pub broke: Option<String>,
    /// Seconds it took.
    pub seconds: f64,
}

impl Verified {
    /// Whether theory and simulation agree at all points.
    #[must_use]
    pub fn holds(&self) -> bool {
        self.broke.is_none() && !self.points.is_empty() && self.points.iter().all(Point::holds)
    }

    /// The distance between theory and simulation over what is allowed, where it is largest: at most 1 if the case holds.
    #[must_use]
    pub fn worst(&self) -> f64 {
        let part = |p: &Point| match (p.simulated - p.expected).abs() {
            0.0 => 0.0,
            off => off / p.reach(),
        };
        // What is no number is further off than any.
        self.points.iter().map(part).fold(0.0, |a, b| if b.is_nan() { f64::INFINITY } else { a.max(b) })
    }
}

/// Runs cases side by side, each on one thread; `told` hears of each as it ends. They come back in their order.
pub fn run(
    cases: &[Case],
    effort: Effort,
    workers: &Workers,
    told: &(impl Fn(&Verified) + Sync),
) -> Vec<Verified> {
    let one = |case: &Case| {
        let begin = Instant::now();
        let lived = catch_unwind(AssertUnwindSafe(|| chunks::on_this_thread(|| (case.run)(effort))));
        let (points, broke) = match lived {
            Ok(points) => (points, None),
            Err(panic) => {
                let words = panic.downcast_ref::<String>().cloned();
                let words = words.or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()));
                (Vec::new(), Some(words.unwrap_or_else(|| "no message".to_owned())))
            }
        };
        let verified = Verified { case: *case, points, broke, seconds: begin.elapsed().as_secs_f64() };
        told(&verified);
        verified
    };
    // One at a time for each thread: some take a hundred times as long as others.
    workers.install(|| cases.par_iter().with_max_len(1).map(one).collect())
}

/// Writes the table, a page of Markdown, a figure a mechanism, dictionary and manifest.
///
/// # Errors
/// A figure cannot be drawn, or a file cannot be written.
pub fn write(
    all: &[Verified],
    effort: Effort,
    folder: &Folder,
    command: &str,
    workers: &Workers,
) -> Result<Json, Failure> {
    let path = folder.path();
    folder.clear()?;
    let mut files = vec![
        write_whole(path, TABLE, &table(all))?,
        write_whole(path, "verification.md", markdown(all).as_bytes())?,
    ];
    let mut described: Vec<dictionary::Described> = vec![(TABLE.into(), columns())];
    for page in draw(all, folder, workers)? {
        files.extend(page.write(path)?);
        described.push((page.file("csv"), figure_columns()));
    }
    files.push(write_whole(path, dictionary::FILE, &dictionary::of(described))?);
    describe(all, effort, folder, command, &files)
}

/// The names of the figures' files: number and name of the mechanism.
const FIGURES: [(&str, &str); MECHANISMS.len()] = [
    ("m01-modes", "M1: modes"),
    ("m02-regimes", "M2: regimes"),
    ("m03-dunbar", "M3: Dunbar's limit"),
    ("m04-technology", "M4: technology"),
    ("m05-imaginary", "M5: the imaginary"),
    ("m06-taste", "M6: taste"),
    ("m07-commons_time", "M7: commons time"),
    ("m08-projects", "M8: projects"),
    ("m09-knowledge", "M9: knowledge"),
    ("m10-capacity", "M10: capacity"),
    ("m11-triune", "M11: triune commons"),
    ("m12-burnout", "M12: burn-out"),
    ("m13-influence", "M13: influence"),
    ("m14-physical", "M14: physical production"),
    ("m15-firms", "M15: firms"),
    ("m16-crowdsourcing", "M16: crowdsourcing"),
    ("m17-sharing", "M17: sharing"),
    ("m18-lock_in", "M18: network effect"),
    ("m19-reconfiguration", "M19: reconfiguration"),
    ("m20-elites", "M20: elites"),
    ("m21-obstruction", "M21: obstruction"),
    ("m22-biosphere", "M22: biosphere"),
    ("m23-breakdown", "M23: breakdown"),
    ("m24-periphery", "M24: periphery"),
    ("m25-forks", "M25: forks"),
    ("m26-leaders", "M26: leaders"),
    ("m27-rival_governance", "M27: rival resources"),
    ("m28-immunity", "M28: immune system"),
    ("m29-abundance", "M29: abundance"),
    ("m30-adventure", "M30: adventure"),
    ("m31-norm", "M31: norm"),
];

fn draw(all: &[Verified], folder: &Folder, workers: &Workers) -> Result<Vec<Page>, Failure> {
    let numbers: Vec<usize> = (1..=FIGURES.len()).filter(|n| of(all, *n).next().is_some()).collect();
    let one = |number: &usize| {
        let (name, title) = FIGURES[number - 1];
        let charts: Vec<Chart> = of(all, *number).map(chart).collect();
        Page::of(folder.path(), name, figure::draw(name, title, &charts), &Format::ALL)
    };
    workers.install(|| numbers.par_iter().map(one).collect())
}

/// Cases of a mechanism that have something to show.
fn of(all: &[Verified], number: usize) -> impl Iterator<Item = &Verified> {
    all.iter().filter(move |v| usize::from(v.case.mechanism) == number && !v.points.is_empty())
}

fn chart(verified: &Verified) -> Chart {
    const STEPS: u32 = 120;
    let case = &verified.case;
    let ends =
        verified.points.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), p| (a.min(p.x), b.max(p.x)));
    let (low, high) = if ends.0 < ends.1 { ends } else { (0.8 * ends.0, 1.2 * ends.1) };
    let at = |k: u32| low + (high - low) * f64::from(k) / f64::from(STEPS);
    let curve = case.curve.map_or(Vec::new(), |curve| (0..=STEPS).map(at).map(|x| (x, curve(x))).collect());
    let mark = |p: &Point| Mark {
        x: p.x,
        expected: p.expected,
        simulated: p.simulated,
        error: p.error,
        reach: p.reach(),
        holds: p.holds(),
    };
    Chart {
        name: case.name.into(),
        quantity: case.quantity.into(),
        across: case.across.into(),
        limit: case.limit.into(),
        curve,
        marks: verified.points.iter().map(mark).collect(),
    }
}

fn columns() -> Vec<Column> {
    let word = |name, meaning| Column::new(name, meaning, "", "");
    let number = |name, meaning| Column::new(name, meaning, "that of the quantity", "");
    vec![
        Column::new("mechanism", "Number of the mechanism", "", "1..31"),
        word("case", "The closed form"),
        word("through", "What was put to the test")
            .with_codes("law: the pure law by itself; engine: a world in which little else is on"),
        word("quantity", "What is measured, with its unit"),
        word("across", "What varies between points, with its unit"),
        Column::new("x", "Where the point stands", "that of `across`", ""),
        number("expected", "What the closed form says"),
        number("simulated", "What was simulated"),
        number("standard_error", "Its standard error; 0 where there is no chance in it"),
        number(
            "allowance",
            "How far the limit itself may be off in what is simulated; verification.md says why",
        ),
        number(
            "low",
            "Least simulated value that agrees: expected less four standard errors and the allowance",
        ),
        number("high", "Greatest simulated value that agrees"),
        number("distance", "Simulated less expected"),
        word("verdict", "Whether both agree").with_codes("holds; fails"),
    ]
}

fn figure_columns() -> Vec<Column> {
    vec![
        Column::new("case", "The closed form", "", ""),
        Column::new("series", "What is plotted", "", "").with_codes("curve; expected; simulated"),
        Column::new("x", "Where it stands", "that of the horizontal axis", ""),
        Column::new("value", "What it is", "that of the panel's heading", ""),
        Column::new(
            "standard_error",
            "Standard error of what was simulated",
            "that of the panel's heading",
            "0..",
        )
        .with_codes("empty for the theory"),
        Column::new(
            "reach",
            "How far simulation and theory may lie apart",
            "that of the panel's heading",
            "0..",
        )
        .with_codes("in rows of what is expected"),
    ]
}

fn table(all: &[Verified]) -> Vec<u8> {
    let mut rows = Rows::default();
    columns().iter().for_each(|column| rows.text(&column.name));
    rows.end();
    for Verified { case, points, .. } in all {
        for p in points {
            rows.integer(case.mechanism);
            [case.name, case.through.name(), case.quantity, case.across]
                .iter()
                .for_each(|word| rows.text(word));
            let numbers = [
                p.x,
                p.expected,
                p.simulated,
                p.error,
                p.allowance,
                p.expected - p.reach(),
                p.expected + p.reach(),
                p.simulated - p.expected,
            ];
            numbers.iter().for_each(|x| rows.cell(if x.is_nan() { Cell::Empty } else { Cell::Real(*x) }));
            rows.text(if p.holds() { "holds" } else { "fails" });
            rows.end();
        }
    }
    rows.into_bytes()
}

/// The verdict of a case in words.
#[must_use]
pub fn verdict(verified: &Verified) -> String {
    match (&verified.broke, verified.holds()) {
        (Some(what), _) => format!("broke: {}", what.lines().next().unwrap_or_default()),
        (None, true) => "holds".into(),
        (None, false) => {
            let off = verified.points.iter().filter(|p| !p.holds()).count();
            format!("fails at {off} of {}", verified.points.len())
        }
    }
}

fn markdown(all: &[Verified]) -> String {
    let mut text = String::from(
        "# Verification\n\nEach mechanism against its closed form. A point holds if simulation and theory differ by at most four standard errors and the \
         allowance; *reach* is the largest distance over that. `verification.csv` has every point, `figures/` a figure a mechanism.\n\n\
         | M | case | through | limit | allowance | points | reach | verdict |\n|---|---|---|---|---|---|---|---|\n",
    );
    for verified in all {
        let case = &verified.case;
        text.push_str(&format!(
            "| M{} | {} | {} | {} | {} | {} | {:.2} | {} |\n",
            case.mechanism,
            case.name,
            case.through.name(),
            case.limit,
            case.allowance,
            verified.points.len(),
            verified.worst(),
            verdict(verified)
        ));
    }
    text
}

/// Writes the manifest.
fn describe(
    all: &[Verified],
    effort: Effort,
    folder: &Folder,
    command: &str,
    files: &[FileRecord],
) -> Result<Json, Failure> {
    let more = json!({
        "effort": match effort { Effort::Quick => "quick", Effort::Full => "full" },
        "holds": all.iter().all(Verified::holds),
        "cases": all.iter().map(|v| json!({
            "mechanism": v.case.mechanism, "name": v.case.name, "points": v.points.len(), "verdict": verdict(v),
            "seconds": manifest::rounded(v.seconds),
        })).collect::<Vec<_>>(),
    });
    manifest::write_of_verb(folder.path(), ("verify", command), more, files)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verification::catalogue::cases;

    fn verified(points: Vec<Point>) -> Verified {
        Verified { case: cases()[0], points, broke: None, seconds: 0.0 }
    }

    #[test]
    fn figures_have_the_names_of_their_mechanisms() {
        for (mechanism, (name, title)) in MECHANISMS.iter().zip(FIGURES) {
            assert_eq!(name, format!("m{:02}-{}", mechanism.number, mechanism.name));
            assert!(title.starts_with(&format!("M{}: ", mechanism.number)));
        }
    }

    #[test]
    fn a_case_holds_only_if_all_its_points_do_and_there_are_some() {
        let good = Point::exact(1.0, 2.0, 2.05, 0.1);
        assert!(verified(vec![good]).holds() && (verified(vec![good]).worst() - 0.5).abs() < 1e-9);
        assert!(!verified(Vec::new()).holds());
        for bad in [2.2, f64::NAN] {
            let off = verified(vec![good, Point { simulated: bad, ..good }]);
            assert!(!off.holds() && off.worst() > 1.0);
            assert_eq!(verdict(&off), "fails at 1 of 2");
            assert!(String::from_utf8(table(&[off])).unwrap().ends_with(",fails\n"));
        }
    }

    #[test]
    fn a_case_that_breaks_is_told_and_does_not_end_the_others() {
        let workers = crate::workers(Some(2)).unwrap();
        let broken = Case { run: |_| panic!("as asked"), ..cases()[0] };
        let whole = Case { run: |_| vec![Point::exact(0.0, 1.0, 1.0, 0.0)], ..cases()[0] };
        let all = run(&[broken, whole], Effort::Quick, &workers, &|_| ());
        assert_eq!((verdict(&all[0]).as_str(), verdict(&all[1]).as_str()), ("broke: as asked", "holds"));
    }
}
